"""Whether a page is an article at all; if not, what it is."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Collection, Sequence

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic.text import is_arabic
from crawler.extraction import jsonld, notices
from crawler.extraction.lines import Line, Lines, Zone
from crawler.extraction.meta import Meta
from crawler.extraction.page import Page
from crawler.extraction.plain import join
from crawler.reasons import Reason, Rejection

_BODY_CLASSES = {
    "error404": Reason.NOT_FOUND, "search-results": Reason.SEARCH, "search-no-results": Reason.SEARCH,
    "tag": Reason.TAG, "author": Reason.AUTHOR, "category": Reason.SECTION, "archive": Reason.SECTION,
    "home": Reason.SECTION, "blog": Reason.SECTION, "page-node-type-gallery": Reason.GALLERY,
    "node-type-gallery": Reason.GALLERY, "node-type-video": Reason.VIDEO, "not-front-search": Reason.SEARCH,
}  # fmt: skip
_TYPES = {
    "CollectionPage": Reason.SECTION, "SearchResultsPage": Reason.SEARCH, "ProfilePage": Reason.AUTHOR,
    "ImageGallery": Reason.GALLERY, "MediaGallery": Reason.GALLERY, "AboutPage": Reason.STATIC,
    "ContactPage": Reason.STATIC,
}  # fmt: skip
_OG_TYPES = {
    "profile": Reason.AUTHOR,
    "video.other": Reason.VIDEO,
    "video": Reason.VIDEO,
    "video.episode": Reason.VIDEO,
}
_STORY = 80  # words of prose from which a page needs no other sign that it is an article
_PLAIN = 25  # words that a page without any other sign must have
_FREE = 10  # words below which nothing of a story for subscribers is free
_SAMPLE = 3_000  # characters by which a text is Arabic or not
_BRIEF = 6  # words of the shortest brief
_TELLING = (Reason.TAG, Reason.AUTHOR, Reason.SEARCH, Reason.STATIC, Reason.NOT_HTML)
_NAMED = (Reason.TAG, Reason.AUTHOR)
_HEADLINE = 4  # words of a linked headline
_SENTENCE = 15  # words of a sentence that is no teaser's beginning
_PARAGRAPHS = 3  # of a short article among films
_TOLD = 4  # sentences of a text that a row of headlines may interrupt
_TIMES = 2  # as many words of other stories' beginnings as of a text that may introduce them
_TEASERS = 3  # headlines between a story's lines that make a listing of it
_LISTING = 8  # linked headlines in the page's middle that make a listing of it
_PICTURES = 5  # without a text that make a gallery
_SHOWN = Zone.CAPTION | Zone.HEADER
_HEADED = Zone.ASKING | Zone.ABOUT  # a title with its date, or with a button
_FILM = re.compile(r"youtu|dailymotion|vimeo|player|video|jwplatform|brightcove|/embed", re.IGNORECASE)


def declared_kind(tree: HtmlElement, meta: Meta, nodes: Sequence[jsonld.Node], prose: int = 0) -> Reason | None:
    """What the page's markup declares it to be, where that is no article; `prose`: how many words it has.

    A video that is described makes a video page of one with little text: others are shown in articles.
    """
    if jsonld.article_node(list(nodes)) is not None:
        return None
    kinds = {kind for node in nodes for kind in jsonld.types(node)}
    found = next((_TYPES[kind] for kind in _TYPES if kind in kinds), None)
    body = tree.find("body")
    classes = set((body.get("class") or "").lower().split()) if body is not None else set()
    if not classes & {"single", "single-post", "node-type-article", "page-node-type-article"}:
        found = found or next((reason for name, reason in _BODY_CLASSES.items() if name in classes), None)
    og_type = (meta.first(("og:type",)) or "").lower()
    if found is None and "VideoObject" in kinds and prose < _STORY and og_type != "article":
        return Reason.VIDEO
    return found or _OG_TYPES.get(og_type)


def said_kind(title: str, lines: Lines, prose: int, *, listing: bool, described: bool) -> Rejection | None:
    """What the page says of itself in words: not found, trouble, a challenge, a consent layer, a search, a login.

    `described`: its markup describes an article, which a page that stands in an article's place does not have.
    """
    said = notices.of_title(title)
    if said is not None or prose >= 2 * _STORY:
        return said
    few = prose < (_BRIEF if described else _STORY)
    if found := notices.challenge(title, lines.lines if few else ()):
        return Rejection(Reason.CHALLENGE, found)
    missing = notices.not_found(title, lines.lines if few or listing else ())
    if missing:
        return Rejection(Reason.NOT_FOUND, missing)
    if few and (trouble := notices.trouble(title, lines.lines if prose < _PLAIN else ())):
        return Rejection(Reason.HTTP_ERROR, trouble)
    if prose < _FREE and (wall := notices.wall(lines.lines)):
        return Rejection(Reason.PAYWALL, wall)
    asked = notices.consent(title, lines.lines) if few else None
    return Rejection(Reason.CONSENT, asked) if asked else None


def is_listing(
    lines: Lines,
    around: Sequence[Line],
    story: Sequence[Line],
    *,
    addressed: bool,
    dated: Callable[[Sequence[Line]], bool] | None,
) -> bool:
    """Whether the page lists headlines rather than tells a story.

    `around` are all the lines of the element that holds the story, but for its related ones. A listing with teasers
    has headlines between them; one without has nothing but headlines. `addressed`: its address is an article's, whose
    story may be a list of short lines. `dated` tells of one that is called an article whether it may be a brief.
    """
    prose = [line for line in story if not line.linked]
    among = _among(_headlines(around), story)
    if among >= _TEASERS and 2 * among >= sum(1 for line in prose if line.words >= _HEADLINE):  # no dates of cards
        return True
    headlines = _headlines(lines.lines)
    if len(headlines) < _LISTING:
        return False
    few = sum(line.words for line in prose) < _PLAIN
    told = any(line.words >= _SENTENCE for line in prose)
    if few and told and dated is not None:
        return not dated(story)
    return few or not (told or addressed)


def _among(headlines: Sequence[Line], story: Sequence[Line]) -> int:
    """How many headlines stand between a story's lines; of a text of several sentences a row of them counts once."""
    told = [line.order for line in story if not line.linked and line.words >= _SENTENCE]
    between = [line.order for line in headlines if story[0].order < line.order < story[-1].order] if story else []
    return len({bisect(told, order) for order in between}) if len(told) >= _TOLD else len(between)


def may_list(lines: Lines, story: Sequence[Line]) -> bool:
    """Whether a page may be a listing that says first what it lists: headlines follow its text, with none of their own.

    An article may look so too; what tells it is its date, or its markup.
    """
    if not story or sum(line.words for line in story if not line.linked) >= 2 * _STORY:
        return False
    last = story[-1].order
    below = _headlines(lines.lines[last + 1 :])
    between = lines.lines[last + 1 : below[0].order] if below else []
    return len(below) >= _LISTING and not any(not line.linked and line.words <= _HEADLINE for line in between)


def is_teasing(lines: Lines, story: Sequence[Line], teasers: Collection[int]) -> bool:
    """Whether a page begins other stories at far greater length than it tells its own."""
    own = sum(line.words for line in story if not (line.linked or line.order in teasers))
    others = sum(lines.lines[order].words for order in teasers if not lines.lines[order].zone & Zone.FOOTER)
    return own < _STORY and others > _TIMES * own


def is_row(lines: Lines, page: Page) -> bool:
    """Whether a page tells others' stories at length, each under a heading that leads to it, as a blog's front does.

    One is enough where its address is a list's.
    """
    own = urls.key(page.url)
    least = 1 if page.url and urls.is_article(page.url) is False else _TEASERS
    before, told = 0, 0
    heads: set[str] = set()
    leads = ""
    for line in lines.lines:
        if line.zone & ~_HEADED:
            continue
        if line.is_heading and line.linked and line.links and line.words >= _HEADLINE:
            target = join(page.base, line.links[0][1]) or ""
            leads = "" if urls.key(target) == own else target
        elif not line.linked and line.words >= _SENTENCE:
            before += 0 if leads else line.words
            told += line.words if leads else 0
            heads.add(leads)
    return len(heads - {""}) >= least and told > _TIMES * before


def is_label(title: str | None) -> bool:
    """Whether a title is as short as a section's name."""
    return (title or "").count(" ") < _HEADLINE - 1


def is_long(story: Sequence[Line]) -> bool:
    """Whether a text is so long that its page needs no other sign that it is an article."""
    return sum(line.words for line in story if not line.linked) >= _STORY


def outweighs(story: Sequence[Line], by_address: Reason | None) -> bool:
    """Whether a text says more of its page than the address does: a column that stands under its writer's name, or one
    of several paragraphs among films, of which seldom so much is told.
    """
    if by_address is Reason.VIDEO:
        return sum(1 for line in story if not line.linked and line.words >= _SENTENCE) >= _PARAGRAPHS
    return by_address in _NAMED and is_long(story)


def _headlines(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.linked and line.words >= _HEADLINE and not line.zone & ~_HEADED]


def verdict(  # noqa: PLR0911, PLR0913  a row of questions, each with its answer
    *,
    listing: bool,
    story: Sequence[Line],
    declared: Reason | None,
    by_address: Reason | None,
    signs: bool,
    wall: str | None = None,
) -> Rejection | None:
    """Weigh what a page declares, what its address tells and what it holds. None: it is an article.

    `signs`: something but its text says that the page is an article. `wall`: what it says of being for subscribers;
    None: it is for all.
    """
    prose = sum(line.words for line in story if not line.linked)
    if declared is not None and (prose < _STORY or not signs):
        return Rejection(declared, "as the page declares")
    if by_address in _TELLING and not signs:
        return Rejection(by_address, "as its address tells")
    if listing:
        return Rejection(Reason.SECTION, "it lists headlines")
    if by_address in (Reason.GALLERY, Reason.VIDEO) and prose < _STORY:
        return Rejection(by_address, "as its address tells")
    if wall is not None and prose < _FREE:
        return Rejection(Reason.PAYWALL, wall or "as the page declares")
    if prose < (_BRIEF if signs or wall is not None else _PLAIN):
        return Rejection(Reason.NO_TEXT, f"{prose} words of prose")
    if not is_arabic(" ".join(line.text for line in story)[:_SAMPLE]):
        return Rejection(Reason.NOT_ARABIC)
    return None


def seen(rejection: Rejection, lines: Lines, body: HtmlElement) -> Rejection:
    """Return what a page without a text shows instead: many pictures, or a film."""
    if rejection.reason is not Reason.NO_TEXT:
        return rejection
    if sum(1 for _, _, zone in lines.images if not zone & ~_SHOWN) >= _PICTURES:
        return Rejection(Reason.GALLERY, "it shows pictures")
    films = (
        each for each in body.iter("video", "iframe") if each.tag == "video" or _FILM.search(each.get("src") or "")
    )
    return Rejection(Reason.VIDEO, "it shows a film") if next(films, None) is not None else rejection
