"""The headline: as the page displays it, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crawler.arabic.text import tidy, words
from crawler.extraction.called import called, names_of
from crawler.extraction.lines import HEADINGS, Line, Lines, Zone
from crawler.extraction.plain import plain

_SEPARATOR = re.compile(r"\s+(?:[»«·•–—:-]|::|//)\s+|\s*[|›]\s*")
_SHOWN_SEPARATOR = re.compile(rf"{_SEPARATOR.pattern}|:\s+")  # «جريدة الميناء: …», where a line shows what follows
_NAMED = called(r"(?:^|[^a-z])(?:title|headline|heading)")
_CAMEL = called(r"[a-z](?:Title|Headline|Heading)", re.NOFLAG)  # «lblTitle»
_SITES = called(r"(?:^|\s)site[-_]?(?:name|title|description|branding|logo)|(?:^|\s)logo(?:\s|$)")
_NOT_TITLE = Zone.NAVIGATION | Zone.FOOTER | Zone.SIDE | Zone.FORM | Zone.COMMENTS | Zone.RELATED | Zone.PROMOTION
_CUTS = 6  # separators of a title that are looked at
_NAME = 6  # words of a site's name
_HEADLINE = 4, 30  # words of a headline that only its element names
_TEXT = 15  # words of a line that is no headline's, where no heading tells
_LARGE = re.compile(r"font-size\s*:\s*(?:x{0,2}-?large|larger|(?:1[89]|[2-4]\d)(?:px|pt)|1[4-9]pt)", re.IGNORECASE)
_SIZES = frozenset("3 4 5 6 7".split())
_ALIKE = 0.6  # how much of each other two titles must share to be one
_SHORTEST = 3  # words of a headline that nothing declares


def find_title(lines: Lines, declared: Sequence[str], site_names: Iterable[str]) -> tuple[str | None, Line | None]:
    """Return the headline and the line that displays it.

    `declared` are the titles the page gives to machines, best first, the <title> last; a displayed heading that
    matches one of them is the headline, else the first that can be one, else what is declared.
    """
    names = {" ".join(words(name)) for name in site_names if name}
    bare = [title for title in (without_site(title, names) for title in declared) if title]
    known = list(dict.fromkeys(tuple(words(title)) for title in bare))
    ranked = [(_rank(line, known), -line.order, line) for line in lines.lines if _can_be_title(line, names)]
    rank, _, best = max(ranked, default=(0.0, 0, None))
    if best is not None and rank > 0:
        return _whole(lines, best, known)
    return _plainly_shown(lines, bare) if bare else (None, None)


def _whole(lines: Lines, shown: Line, known: Sequence[Sequence[str]]) -> tuple[str, Line]:
    """A headline with the lines that its own element breaks it into, where it is as like what is declared so."""
    parts = [line for line in lines.within(shown.node) if line.node is shown.node and not line.zone & _NOT_TITLE]
    text = plain(" ".join(line.text for line in parts))
    if len(parts) > 1 and _alike_any(text, known) >= max(_ALIKE, _alike_any(shown.text, known)):
        return text, parts[-1]
    return plain(shown.text), shown


def _alike_any(text: str, known: Sequence[Sequence[str]]) -> float:
    folded = words(text)
    return max((alike(folded, title) for title in known), default=0.0)


def without_site(title: str, names: set[str]) -> str:
    """Return a title without the site's name at either end; `names` are folded."""
    while (cuts := list(_SEPARATOR.finditer(title))) and _is_name(title[cuts[-1].end() :], names):
        title = title[: cuts[-1].start()]
    while (cut := _SEPARATOR.search(title)) and _is_name(title[: cut.start()], names):
        title = title[cut.end() :]
    return "" if _is_name(title, names) else title


def split_title(title: str) -> list[str]:
    """Return the first and the last part of a title that stands in several: one of them is often the site's name."""
    parts = _SEPARATOR.split(title)
    return [parts[0], parts[-1]] if len(parts) > 1 else []


def alike(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how alike two lists of folded words are, 0 to 1: a title cut short still is, a site's name is not."""
    if not one or not other:
        return 0.0
    common = len(set(one) & set(other))
    return min((common / len(set(one)) + common / len(set(other))) / 2, 2 * common / len(set(other)))


def _is_name(part: str, names: set[str]) -> bool:
    folded = " ".join(words(part))
    return not folded or any(
        folded == name or (name and (folded in name or (name in folded and len(folded) < 2 * len(name))))
        for name in names
    )


def _can_be_title(line: Line, names: set[str]) -> bool:
    if line.zone & _NOT_TITLE or line.words > 45:
        return False
    node = line.node
    named = node.tag in HEADINGS or _NAMED(node.get("class") or node.get("itemprop") or "")
    return named and " ".join(words(line.text)) not in names and not _is_masthead(line)


def _is_masthead(line: Line) -> bool:
    """Whether a line stands where the site's own name does, by the names of its element and the one around."""
    around = line.node.getparent()
    return line.words <= _NAME and any(_SITES(names_of(each)) for each in (line.node, around) if each is not None)


def _rank(line: Line, declared: Sequence[Sequence[str]]) -> float:
    """How surely a line is the headline, 0: not at all; `declared` are the words of titles."""
    match = _alike_any(line.text, declared)
    level = 0.5 if line.node.tag == "h1" else 0.1
    if match >= _ALIKE:
        return 2 + match + level
    return level if line.node.tag == "h1" and line.words >= _SHORTEST and not line.linked else 0


def _plainly_shown(lines: Lines, declared: Sequence[str]) -> tuple[str, Line | None]:
    """A declared title, or the part of it that a line shows: table layouts have no headings."""
    for part in dict.fromkeys(part for title in declared for part in _parts(title)):
        line = _line_of(lines, part) if len(words(part)) >= _SHORTEST else None
        if line is not None:
            return plain(line.text), line
    named = _named(lines, declared)
    return (plain(named.text), named) if named is not None else (declared[0], None)


def _parts(title: str) -> list[str]:
    """A title and what stands between any two of its separators, the longest first."""
    cuts = [match.span() for match in _SHOWN_SEPARATOR.finditer(title)][:_CUTS]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(title)]
    found = [title[start:end] for start in starts for end in ends if start < end]
    return sorted(found, key=len, reverse=True)


def _named(lines: Lines, declared: Sequence[str]) -> Line | None:
    """The line whose element is named a title, else the only heading above the text, where all that is declared is a
    name for the whole site.
    """
    if max(len(words(title)) for title in declared) > _NAME:
        return None
    shown = [line for line in lines.lines if not line.zone & _NOT_TITLE and not line.linked]
    long = [line for line in shown if _HEADLINE[0] <= line.words <= _HEADLINE[1]]
    text = next((line.order for line in shown if line.words > _TEXT and not line.is_heading), 0)
    headings = [line for line in long if line.is_heading and line.order < text]
    named = next((line for line in long if _is_named(line)), None)
    return named or (headings[0] if len(headings) == 1 else None)


def _is_named(line: Line) -> bool:
    """Whether a line's element, or the one frame in it, is named a title or is set as large as one."""
    frames = [line.node, *(part for part in line.node.iter("span", "font", "b", "strong"))][:4]
    return any(
        _NAMED(names_of(each))
        or _CAMEL(each.get("id") or "")
        or _LARGE.search(each.get("style") or "")
        or (each.get("size") or "").strip("+") in _SIZES
        for each in frames
        if each is line.node or len(tidy(each.text_content())) >= 0.9 * len(line.text)
    )


def _line_of(lines: Lines, title: str) -> Line | None:
    """The first line that shows a title no heading shows, as old table layouts do."""
    folded = words(title)
    shown = (line for line in lines.lines if not line.zone & _NOT_TITLE and line.words <= len(folded) + 3)
    return next((line for line in shown if words(line.text) == folded), None)
