"""A byline cut where newsrooms cut it: at dashes, slashes, colons, commas, parentheses and quotation marks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST = 14  # words of a segment that says anything of a byline
_ROLE_AHEAD = "تصوير|عدسة|عدسه|إشراف|اشراف|ترجمة|مونتاج|تحرير|إعداد|اعداد|كتب|كتبت"
# «د/ محمد» and «أ/ منى» are titles; «جان-ماري» below is one name.
_TITLE = r"(?<!(?<!\w)(?<!\b\w )[دأام])"
_MARK = (
    r"[()\[\]{}«»“”„\"–—|*•·+؛;،,\\]"
    r"|(?<!\d):|:(?!\d)"
    rf"|{_TITLE}(?:(?<!\d)|(?<=\s))/|{_TITLE}/(?!\d)"
    r"|(?<![\dA-Za-z])(?<!جان)-|-(?![\dA-Za-z])(?<!جان-)|(?<=\s)-"
    r"|(?<!\w)_|_(?!\w)|(?<=\s)&(?=\s)"
    r"|(?<!\S)\u0640+|(?<=\w)(?<![ه\u0640])\u0640(?!\S)"
)
# What a break begins with: most letters are passed by for this alone.
_BEGINNING = r"(?=[\s()\[\]{}«»“”„\"–—|*•·+؛;،,\\:/\-_&\u0640])"
_BREAK = re.compile(
    rf"{_BEGINNING}(?:\s*(?:(?:{_MARK})\s*)+|(?<!\bمن)\s+(?=(?:{_ROLE_AHEAD})\s*[:/\-–\u0640])|\s+(?=(?:تصوير|عدسة|بعدسة)\s)"
    r"|(?<=[-–]سانا)\s+|(?<=[-–] سانا)\s+)"
)
_OPENING = re.compile(r"[«“„\"(\[{]")


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a byline, with the marks before and after it; `end` is where the marks after it end."""

    text: str
    before: str
    after: str
    start: int
    end: int

    @property
    def words(self) -> list[str]:
        return self.text.split()

    @property
    def in_parentheses(self) -> bool:
        return self.before.rstrip().endswith(("(", "[")) or (self.before.strip().endswith("/") and "/" in self.after)

    @property
    def quoted(self) -> bool:
        return self.before.rstrip().endswith(("«", "“", "„")) or self.before.endswith('"')  # «" و» closes


def split(text: str) -> Iterator[Segment]:
    """Cut a line, as far as anybody asks; marks at its ends belong to its first and last segments."""
    left = start = 0
    for match in _BREAK.finditer(text):
        end, right = match.span()
        if end == right:
            continue
        if text[start:end].strip(" ."):  # «القاهرة (أ ش أ).»
            yield Segment(text[start:end], text[left:start], text[end:right], start, right)
        left, start = end, right
    if text[start:].strip(" ."):
        yield Segment(text[start:], text[left:start], "", start, len(text))


def rest_after(text: str, segment: Segment) -> str:
    """Return what follows a segment and its marks; a quotation or parenthesis that opens there stays with it."""
    marks = segment.after.removeprefix('"')
    opening = _OPENING.search(marks)
    return text[segment.end - (len(marks) - opening.start()) if opening else segment.end :].strip()
