"""The part of a page that holds the story, and the story's lines in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from itertools import islice, takewhile

from lxml.html import HtmlElement

from crawler.arabic import boilerplate
from crawler.arabic.text import words
from crawler.extraction import rows
from crawler.extraction.boxes import boxed, pulled
from crawler.extraction.captions import STOPS, captions
from crawler.extraction.ends import trimmed, without_translation
from crawler.extraction.flow import in_flow, is_paragraph, resumes
from crawler.extraction.headline import under_headline
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.marks import marks
from crawler.extraction.teasers import Others, make_of
from crawler.extraction.twins import before_answers, before_remarks, first_beside, first_of_twins, is_signed

# What is never the story, whatever it says. Side parts and headers may hold it where the markup is odd.
APART = ~(Zone.TAGS | Zone.HEADER)
_PROSE = 8  # words from which a line counts as prose
_FADE = 0.6  # how much of a line's weight reaches the next element up
_REACH = 5  # elements up
_TEASER = 0.02  # what a word under another story's headline weighs
_LESSER = 0.4  # of the words in the story's element, which may be of other stories' beginnings
_GROWS = 1.02  # an outer element must hold this much more prose to be taken instead
_ROW = 3  # paragraphs that each stand under another story's headline
_LABEL = 3  # words of a label
_PARAGRAPH = 12  # words from which a line around the story can be of it
_ENDINGS = frozenset(("comments", "most-read", "copyright", "newsletter", "author-box"))
_BETWEEN = frozenset(("newsletter", "nav"))  # of these, what may stand between paragraphs
_RIGHTS = re.compile(r"محفوظ|rights|حقوق", re.IGNORECASE)  # a photograph's «©» ends nothing
_NUMBERS = 0.25  # of a line's words that are numbers: it is a date, or a table's
# «ر ع/ ن ح», «(النهاية) ر ع», «تحرير: ع.غ/ن.ش (رويترز)», «(م.ش)», «-سم-»: who wrote and who edited, by their letters;
# from what; «كونا 131425 جمت مار 26»: when.
_INITIALS = re.compile(
    r"(?:(?:تحرير|إعداد|ترجمة|تدقيق|كتب|انتهى)\s*[:/-]\s*|\((?:النهاية|انتهى)\)\s*)?"
    r"[\[(/ـ–—=*_-]*\s*(?:(?:[ء-ي]|هـ)\b[\s./،\\)\]–—-]*){2,8}"
    r"(?:\([^()]{2,60}\))?"
    r"|[-–—] ?[ء-ي]{2,3} ?[-–—]"
    r"|(?:كونا|ك ?و ?ن ?ا) ?\d{4,6} جمت(?: [\w/]+){0,3}"
    r"|(?:تويتر|إكس|[إا]نستغرام|فيسبوك|twitter|x)\s*[:/|]?\s*@[\w.]+"
)
_ROLE = re.compile(r"(?:role|الدور|الصفة)\s*[,،]\s", re.IGNORECASE)
_POINT = 5  # words of a point of a summary
_HELD = 0.8  # of a story's prose that its paragraphs' own element holds
# Where a button leads that shares a sentence of the story, told once more on it.
_SHARES = re.compile(
    r"(?:twitter|x)\.com/(?:intent|share)|facebook\.com/(?:sharer|dialog)|whatsapp\.com/send|//wa\.me/|t\.me/share"
)
_SELDOM = 12  # words below which a line of boilerplate words is believed to be boilerplate
_SET_IN = frozenset(("ul", "ol", "blockquote"))
_PARAGRAPHS = frozenset(("p", "li", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dd", "dt", "center"))


def find_story(lines: Lines, teased: set[int], named: set[int], *, declared: str = "") -> HtmlElement | None:
    """Return the element that holds the story; None where the page has no prose.

    `teased` are the numbers of lines that begin other stories, `named` of those that name related ones; `declared` is
    the text that the page's JSON-LD calls the article's body, if any: lines found in it weigh more.
    """
    known, others = " ".join(words(declared)), Others(teased, named)
    weights: dict[HtmlElement, float] = defaultdict(float)
    for line in lines.lines:
        if line.words < _PROSE or line.linked or line.zone & APART or _tells_of_site(lines, line):
            continue
        if not boilerplate.category(line.text):
            certain = 3.0 if known and " ".join(words(line.text)[:20]) in known else 1.0
            _weigh(weights, lines, line, certain * line.words * (_TEASER if others.tell(lines, line) else 1.0))
    if not weights:
        return None
    best = _grow(before_remarks(weights, lines), lines, others)
    first = first_of_twins(lines, best)
    first = first if first is not None else first_beside(lines, best)
    if first is None:
        return best
    inside = [node for node in weights if _holds(lines, first, node)]
    return _grow(max(inside, key=weights.__getitem__), lines, others, within=first) if inside else first


def _tells_of_site(lines: Lines, line: Line) -> bool:
    """Whether a line stands under «من نحن»: of that some sites print more under every story than the story has."""
    above = lines.lines[line.order - 1] if line.order else None
    return above is not None and above.words <= _LABEL and not above.linked and boilerplate.is_about(above.text)


def _holds(lines: Lines, outer: HtmlElement, node: HtmlElement) -> bool:
    start, end = lines.spans[outer]
    return start <= lines.spans[node][0] and lines.spans[node][1] <= end


def _weigh(weights: dict[HtmlElement, float], lines: Lines, line: Line, weight: float) -> None:
    node = lines.around(line.node) if line.node.tag in _PARAGRAPHS or is_paragraph(lines, line) else line.node
    for step in range(_REACH):
        # The body is the story's element only where the paragraphs stand in it themselves.
        if node is None or (node.tag == "body" and step):
            return
        weights[node] += weight
        weight *= _FADE
        node = lines.around(node)


def _grow(best: HtmlElement, lines: Lines, others: Others, *, within: HtmlElement | None = None) -> HtmlElement:
    """Take in the elements around that hold more of the same prose: a lead, or a second half after an advertisement."""
    node = best
    for _ in range(_REACH):
        outer = lines.around(node)
        if outer is None or outer.tag == "body" or node is within:
            break
        if _is_more(lines, outer, best, others):
            best = outer
        node = outer
    return best


def _is_more(lines: Lines, outer: HtmlElement, held: HtmlElement, others: Others) -> bool:
    """Whether an outer element adds paragraphs to the story held, rather than teasers of other stories."""
    start, end = lines.spans[held]
    own = lines.lines[start:end]
    makes = {make_of(line) for line in own if _is_prose(line)}
    around = (line for line in _before_end(lines.within(outer), end) if not start <= line.order < end)
    prose = [line for line in around if not line.zone & APART and _is_prose(line)]
    told = [line for line in prose if others.tell(lines, line)]
    if len(told) < max(_ROW, len(prose)):  # not all of it a row of stories, whatever its make
        told = [line for line in told if others.surely(line) or make_of(line) not in makes]
    teased, had = sum(line.words for line in told), sum(line.words for line in own)
    paragraphs = sum(line.words for line in prose) - teased
    if len(told) == 1 and not others.surely(told[0]):
        teased *= not paragraphs  # under the one story that the text names in passing it goes on
    return paragraphs > 2 * teased and had + paragraphs > _GROWS * had


def _is_prose(line: Line) -> bool:
    """Whether a line is a paragraph: neither a headline, nor a date with what stands beside it."""
    if line.linked or line.words < _PARAGRAPH or line.node.tag == "h1":
        return False
    if line.is_heading and line.words < 2 * _PARAGRAPH and not line.text.endswith(STOPS):
        return False
    return _numbers(line.text) < _NUMBERS * line.words


@lru_cache(maxsize=256)  # of a story's lines it is asked again and again
def _numbers(text: str) -> int:
    return sum([word[:1].isdigit() for word in text.split()])


def _before_end(lines: Sequence[Line], held_to: int, flow: Container[int] = ()) -> Iterator[Line]:
    """The lines up to where the comments or another block begins, beyond the part that is held already; `flow` are the
    numbers of lines that begin none.
    """
    homes = [_home_of(line) for line in lines]
    last = {home: at for at, home in enumerate(homes) if home is not None}
    held: HtmlElement | None = None  # what holds the last paragraph
    for at, line in enumerate(lines):
        # Between paragraphs of one element a box stands.
        if line.order >= held_to and line.order not in flow and (held is None or last[held] < at):
            kind = _ending(line)
            if kind and not (kind in _BETWEEN and resumes(lines, at)):
                return
        held = homes[at] if homes[at] is not None else held
        yield line


def _home_of(line: Line) -> HtmlElement | None:
    """The element that a paragraph stands in; None for another line."""
    return line.node.getparent() if line.words >= _PARAGRAPH and line.node.tag == "p" else None


def _ending(line: Line) -> str | None:
    """What begins with a line that ends a story."""
    if line.zone & Zone.FORM:  # a button
        return None
    kind = "comments" if is_signed(line) else boilerplate.category(line.text)
    if kind == "nav" and boilerplate.is_about(line.text):
        return kind
    return kind if kind in _ENDINGS and (kind != "copyright" or _RIGHTS.search(line.text)) else None


def beside(inside: Sequence[Line], others: set[int]) -> set[int]:
    """Return `others`, the lines that begin other stories, where they are the lesser part of the story's element."""
    prose = [line for line in inside if line.words >= _PROSE and not line.linked]
    told = sum(line.words for line in prose)
    teased = sum(line.words for line in prose if line.order in others)
    return others if teased < _LESSER * told else set()


def story_lines(
    lines: Lines, story: HtmlElement, *, title: str, title_line: Line | None, apart: set[int]
) -> list[Line]:
    """Return the story's lines, in order. `apart` holds the numbers of lines already read as something else."""
    inside = before_answers([*lines.within(story), *_overflowing(lines, story)], title)
    flow = in_flow(inside)
    told = list(_before_end(inside, _first_prose_end(inside), flow))
    apart = apart | boxed(lines, story, flow) | marks(told) | captions(lines, told) | pulled(told)
    kept = [line for line in told if line.order not in apart and _belongs(line, flow)]
    kept = _without_after(under_headline(kept, title, title_line), told)
    return without_translation(trimmed(_without_labels(lines, kept)))


def _overflowing(lines: Lines, story: HtmlElement) -> Sequence[Line]:
    """The paragraphs right after the story's element in the page's body itself: what a stray end tag left outside."""
    following = islice(lines.lines, lines.spans[story][1], None)
    return list(takewhile(lambda line: line.node.tag in _PARAGRAPHS and _is_in_body(line.node), following))


def _is_in_body(node: HtmlElement) -> bool:
    parent = node.getparent()
    return parent is not None and parent.tag == "body"


def _without_labels(lines: Lines, kept: list[Line]) -> list[Line]:
    """Drop the short lines before and after the element that holds the paragraphs: counters, credits, questions."""
    prose = [line for line in kept if _is_prose(line)]
    if not prose:
        return kept
    start, end = _home(lines, kept, prose)
    beyond = {lines.around(line.node) for line in prose if line.order >= end}
    return [
        line
        for line in kept
        if start <= line.order < end
        or _is_long(line, start)
        or _opens(line, start)
        or (line.order >= end and _stands_in(lines, line, beyond))
    ]


def _stands_in(lines: Lines, line: Line, homes: Container[HtmlElement | None]) -> bool:
    """Whether a line stands in an element that holds paragraphs, or in a list or a quotation in it."""
    around = lines.around(line.node)
    return around in homes or (around is not None and around.tag in _SET_IN and lines.around(around) in homes)


def _is_long(line: Line, start: int) -> bool:
    """Whether a line outside is a paragraph; of dates and names in a row over the story there may be many words too."""
    return line.words >= _PARAGRAPH and (line.order > start or _numbers(line.text) < _NUMBERS * line.words)


def _opens(line: Line, start: int) -> bool:
    """Whether a line stands before the paragraphs and may be of the story: a sentence, or a point of its summary."""
    return line.order < start and (line.text.endswith(STOPS) or (line.node.tag == "li" and line.words >= _POINT))


def _home(lines: Lines, kept: Sequence[Line], prose: Sequence[Line]) -> tuple[int, int]:
    """The lines of the smallest element that holds nearly all of the story's prose, and not one paragraph alone."""
    total = sum(line.words for line in prose)
    node: HtmlElement | None = prose[0].node
    while node is not None:
        start, end = lines.spans[node]
        held = [line for line in prose if start <= line.order < end]
        if sum(line.words for line in held) >= _HELD * total and len(held) >= _HELD * len(prose):
            among = sum(1 for line in kept if start <= line.order < end)
            if among > 1 or among == len(kept):
                return start, end
        node = lines.around(node)
    return 0, len(lines.lines)


def _first_prose_end(lines: Sequence[Line]) -> int:
    """The number after the first line of prose: an ending before it is none."""
    prose = (line for line in lines if line.words >= _PARAGRAPH and not line.linked and not line.zone & APART)
    return next((line.order + 1 for line in prose if not line.is_heading), 0)


def _belongs(line: Line, flow: Container[int]) -> bool:
    if line.order in flow:
        return True
    if line.zone & APART:
        return False
    if line.linked and (_SHARES.search(line.links[0][1] if line.links else "") or _is_contents(line)):
        return False
    if line.linked and line.words < 2 * _SELDOM and line.node.tag not in ("p", "blockquote", "li"):
        return False
    text = rows.apart(line) if line.row and line.words < _SELDOM else line.text
    return boilerplate.category(text) is None and not _INITIALS.fullmatch(line.text) and not _ROLE.match(line.text)


def _is_contents(line: Line) -> bool:
    """Whether a line leads to a part of its own page, as a table of contents does."""
    return all(len(href) > 1 and href[0] == "#" for _, href in line.links)


def _without_after(kept: list[Line], told: Sequence[Line]) -> list[Line]:
    """Drop the short lines after a heading of other stories below the last paragraph, unless they stand beside it."""
    last = next((line for line in reversed(kept) if _is_prose(line)), None)
    if last is None or last is kept[-1]:
        return kept
    below = (line for line in told if line.order > last.order and not line.linked)
    heading = next((line.order for line in below if boilerplate.heading(line.text)), None)
    if heading is None:
        return kept
    homes = (last.node, last.node.getparent())
    return [line for line in kept if line.order < heading or line.node is homes[0] or line.node.getparent() is homes[1]]
