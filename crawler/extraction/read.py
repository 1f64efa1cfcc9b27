"""extract(): one page's bytes to its Article, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler import urls
from crawler.article import Article
from crawler.extraction import deck, embedded, fields, jsonld, judge, kinds, later, lessons, main_text, reservations
from crawler.extraction.head import is_only_head, printed_dates
from crawler.extraction.idle import Cut, leave_out
from crawler.extraction.language import language
from crawler.extraction.lessons import Told
from crawler.extraction.lines import Line
from crawler.extraction.live import Live, read_live
from crawler.extraction.memory import NOTHING, Known, Lesson, Memory
from crawler.extraction.meta import canonical
from crawler.extraction.page import Page, open_page
from crawler.extraction.passing import with_passed
from crawler.extraction.paywall import Wall, find_wall
from crawler.extraction.people import read_credits
from crawler.extraction.plain import plain
from crawler.extraction.related import find_related
from crawler.extraction.repeats import without_repeated
from crawler.extraction.rules import by_rules, chosen
from crawler.extraction.sheet import Sheet, lay_out
from crawler.extraction.story import beside, find_story, story_lines
from crawler.extraction.title import find_title
from crawler.extraction.when import head_of, is_date_line, is_dated, machine_dates, modified, weigh_dates
from crawler.found import Found
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, site_of

_CARRIED = (Reason.NO_TEXT, Reason.NO_TITLE, Reason.SECTION, Reason.CONSENT)  # of pages whose scripts bring the story
_OPENING = 4  # lines of a story among which what belongs to its head may stand


def extract(  # noqa: PLR0913  what fetching knows of a page
    body: bytes,
    *,
    url: str = "",
    source: Source | None = None,
    charset: str | None = None,
    hint: Found | None = None,
    now: datetime | None = None,
    memory: Memory | None = None,
) -> Article | Rejection:
    """Return the article of a page, or the reason why it has none. Never raises, on any bytes.

    `url` is where the page stands (after redirects); `charset` what the HTTP header says; `hint` what a feed or a
    sitemap said of the page; `now` the aware time of fetching, by which relative and future dates are judged;
    `memory` what earlier pages of the source have taught.
    """
    page = open_page(body, url=url, charset=(source.encoding if source else None) or charset)
    if isinstance(page, Rejection):
        return page
    known = memory.known if memory else NOTHING
    return _told(page, source, hint, now or datetime.now(UTC), known)[0].outcome


def learn_article(
    page: Page, *, source: Source | None, hint: Found | None, now: datetime, known: Known
) -> tuple[Article | Rejection, Lesson | None]:
    """Return the article of a page that is parsed already, and what it teaches; `known` is what others have taught.

    The lesson is None where the page has no article.
    """
    told, cut = _told(page, source, hint, now, known)
    return told.outcome, lessons.lesson(told, cut, known)


def _told(page: Page, source: Source | None, hint: Found | None, now: datetime, known: Known) -> tuple[Told, Cut]:
    """Read a page where its site always had its stories, without the parts that never held anything of one.

    Where what is found so is not to be believed, the whole page is read.
    """
    given = (source, hint, now, known)
    cut = leave_out(page.tree.find("body"), page.url, stories=known.stories, held=known.held, idle=known.idle)
    quick = None
    if cut.stories and cut.taken and not lessons.is_check(page.url):
        quick = _read(page, *given, aside=[part for part, _ in cut.taken])
        if lessons.is_believable(quick, known):
            return quick, cut
    cut.restore()
    if lessons.is_check(page.url):
        given = (source, hint, now, replace(known, zone=""))
    told = _read(page, *given)
    if quick is not None and lessons.outdoes(quick, told, known):
        told = quick
    return _as_carried(told, page, given), cut


def _as_carried(told: Told, page: Page, given: tuple[Source | None, Found | None, datetime, Known]) -> Told:
    """Read the story that a page carries for its scripts, where it shows none itself."""
    hidden = isinstance(told.outcome, Rejection) and told.outcome.reason in _CARRIED
    carried = embedded.restored(page) if hidden and not _is_list(page.url) else None
    read = _read(carried, *given) if carried else told
    return replace(read, story=None) if carried and isinstance(read.outcome, Article) else told


def _read(  # noqa: PLR0913  what is known of a page
    page: Page,
    source: Source | None,
    hint: Found | None,
    now: datetime,
    known: Known,
    *,
    aside: Sequence[HtmlElement] = (),
) -> Told:
    """Read a page as it is laid before us; `aside` are the parts that were left out of it."""
    sheet = lay_out(page, source=source, now=now, aside=aside, zone=known.zone)
    machine = machine_dates(sheet)
    if machine:
        sheet = replace(sheet, clock=replace(sheet.clock, anchor=machine[0].read.instant))
    title, title_line = _title(sheet)
    related = chosen(find_related(sheet.lines, sheet.page.base), sheet)
    story = _story(sheet, related.lines)
    held = sheet.lines.within(story) if story is not None else []
    apart = related.lines | beside(held, sheet.teasers)
    told_in = partial(story_lines, sheet.lines, title=title or "", title_line=title_line, apart=apart)
    body = told_in(story) if story is not None else []
    around = [line for line in held if line.order not in related.lines]
    wall = find_wall(sheet, title_line, body)
    live = read_live(sheet, title or "", around)
    machine = machine_dates(sheet, live) if live.times else machine
    body = live.told([line for line in body if line.order not in wall.lines])
    dated = partial(is_dated, sheet, title_line)
    rejection = _rejection(sheet, title, body, around, hint, wall=wall, live=live, dated=dated)
    rescued = _rescued(sheet, rejection, hint)
    if title is None or (rejection is not None and not rescued):
        return Told(judge.seen(rejection or Rejection(Reason.NO_TITLE), sheet.lines, sheet.body), sheet)
    if not live.times:
        related = with_passed(related, sheet.lines, body, sheet.page.base)
        body = [line for line in body if line.order not in related.lines]
    texts = frozenset(rescued)
    shown = body or [line for line in sheet.lines.lines if line.text in texts]
    head = [line for line in live.above(head_of(sheet, title_line, shown)) if line.order not in related.lines]
    found_dates = printed_dates(head, title_line, sheet.clock)
    first = [line for line in body[:_OPENING] if not (line in head and is_only_head(line, sheet.clock, told=True))]
    body = [*first, *body[_OPENING:]]
    credits_ = read_credits(sheet, head, body, title)
    description = fields.description(sheet, title)
    told = [line for line in body if line.order not in credits_.lines and not is_date_line(sheet, line, body)]
    told = live.told(told)
    paragraphs = rescued
    if not rescued and story is not None:
        own = without_repeated(deck.without(told, description), known.repeated)
        paragraphs = tuple(line.text for line in own) if live.times else main_text.paragraphs(own, story)
    if not paragraphs:
        return Told(Rejection(Reason.NO_TEXT), sheet)
    when = weigh_dates(sheet, machine, found_dates, hint)
    section = fields.section(sheet, title)
    image, images = fields.images(sheet, title_line, body)
    article = Article(
        url=page.url,
        canonical_url=_canonical(page),
        source=source.id if source else "",
        title=title,
        description=description,
        published=when.published,
        modified=modified(sheet, found_dates, machine, None if hint else when),
        published_precision=when.precision,
        published_raw=when.raw,
        published_from=when.origin,
        authors=credits_.authors,
        byline=credits_.byline,
        agencies=credits_.agencies,
        dateline=credits_.dateline,
        paragraphs=paragraphs,
        related=related.related,
        read_also=related.read_also,
        section=section,
        tags=fields.tags(sheet),
        image=image,
        images=images,
        language=language(" ".join(paragraphs)),
        kind=kinds.kind(sheet, paragraphs, section=section, story=body, live=live.is_live, paywalled=wall.locked),
        fetched_at=now,
        reservations=reservations.declared(page),
        paywalled=wall.locked,
        addresses=(page.url,) if page.url else (),
        undated="" if when.published else later.reading(sheet, machine, found_dates),
    )
    article, used = by_rules(article, sheet), credits_.lines | wall.lines
    return Told(article, sheet, None if rescued else story, title_line, told, head, used, related.lines)


def _is_list(url: str) -> bool:
    return bool(url) and urls.is_article(url) is False


def _title(sheet: Sheet) -> tuple[str | None, Line | None]:
    for element in sheet.select("title"):
        if text := plain(element.text_content()):
            return text, next((line for line in sheet.lines.within(element)), None)
    return find_title(sheet.lines, sheet.titles, sheet.site_names())


def _story(sheet: Sheet, named: set[int]) -> HtmlElement | None:
    chosen = [element for element in sheet.select("paragraphs") if sheet.lines.within(element)]
    if chosen:
        return max(chosen, key=lambda element: sum(line.words for line in sheet.lines.within(element)))
    return find_story(sheet.lines, sheet.teasers, named, declared=jsonld.text(sheet.node.get("articleBody")) or "")


def _rejection(  # noqa: PLR0913  what a page is judged by
    sheet: Sheet,
    title: str | None,
    body: Sequence[Line],
    around: Sequence[Line],
    hint: Found | None,
    *,
    wall: Wall,
    live: Live,
    dated: Callable[[Sequence[Line]], bool],
) -> Rejection | None:
    """What the page is, if no article."""
    prose = sum(line.words for line in body if not line.linked)
    listing = not live.is_live and _is_listing(sheet, around, body, dated, label=judge.is_label(title))
    said = judge.said_kind(title or "", sheet.lines, prose, listing=listing, described=_is_declared(sheet))
    if said is not None:
        return said
    by_address = urls.reason(sheet.page.url) if sheet.page.url else None
    if judge.outweighs(body, by_address) and not listing and dated(body):
        by_address = None
    if by_address is Reason.SECTION and judge.is_label(title) and not (_is_declared(sheet) or dated(body)):
        listing = True
    declared = judge.declared_kind(sheet.page.tree, sheet.meta, sheet.nodes, prose)
    return judge.verdict(
        listing=listing,
        story=body,
        declared=declared,
        by_address=by_address,
        signs=_signs(sheet, hint),
        wall=wall.said if wall.locked else None,
    )


def _is_listing(
    sheet: Sheet, around: Sequence[Line], body: Sequence[Line], dated: Callable[[Sequence[Line]], bool], *, label: bool
) -> bool:
    """Whether the page lists stories; one that tells more of others than of its own is none where it has a date, or an
    article's address.
    """
    addressed = bool(sheet.page.url) and urls.is_article(sheet.page.url) is True
    called = addressed or (_is_declared(sheet) and not label)
    if judge.is_listing(sheet.lines, around, body, addressed=addressed, dated=dated if called else None):
        return True
    if _is_declared(sheet):
        return False
    if not addressed and judge.is_row(sheet.lines, sheet.page):
        return True
    own = [line for line in body if line.order not in sheet.teasers]
    teasing = not addressed and judge.is_teasing(sheet.lines, own, sheet.teasers)
    return (teasing and not dated(own)) or (judge.may_list(sheet.lines, body) and not dated(body))


def _rescued(sheet: Sheet, rejection: Rejection | None, hint: Found | None) -> tuple[str, ...]:
    """What trafilatura finds on a page that is said to be an article and that we found no story on."""
    if rejection is None or rejection.reason is not Reason.NO_TEXT or not _signs(sheet, hint):
        return ()
    if sum(line.words for line in sheet.lines.lines) < main_text.ENOUGH:
        return ()
    found = main_text.whole(sheet.page)
    return found if language(" ".join(found)) else ()


def _signs(sheet: Sheet, hint: Found | None) -> bool:
    """Whether anything but its text says that the page is an article."""
    by_address = bool(sheet.page.url) and urls.is_article(sheet.page.url) is True
    return _is_declared(sheet) or by_address or (hint is not None and hint.published_raw is not None)


def _is_declared(sheet: Sheet) -> bool:
    """Whether the page's markup declares an article."""
    return bool(sheet.node) or (sheet.meta.first(("og:type",)) or "").lower() == "article"


def _canonical(page: Page) -> str | None:
    """The address the page declares, if it may be believed: the same site, and no other kind of page."""
    declared = canonical(page.tree, page.base)
    if declared is None or not declared.startswith(("http://", "https://")):
        return None
    if not page.url:
        return declared
    return declared if _believable(declared, page.url) else None


def _believable(declared: str, url: str) -> bool:
    """Not another site's address, and neither the front page nor a section for a page that is none."""
    if site_of(declared) != site_of(url):
        return False
    front = urlsplit(declared).path in ("", "/") and not urlsplit(declared).query
    return urls.key(declared) == urls.key(url) or not (front or urls.is_article(declared) is False)
