"""extract(): one page's bytes to its Article, or the reason why it has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler import urls
from crawler.arabic.text import tidy
from crawler.article import Article, Link, Origin
from crawler.extraction import dating, fields, jsonld, judge, main_text, reservations
from crawler.extraction.dating import Candidate, Dating
from crawler.extraction.head import head_lines, is_only_head, printed_dates
from crawler.extraction.language import language
from crawler.extraction.lines import Line
from crawler.extraction.meta import MODIFIED, PUBLISHED, canonical
from crawler.extraction.page import Page, open_page
from crawler.extraction.people import read_credits
from crawler.extraction.plain import plain
from crawler.extraction.related import Related, find_related
from crawler.extraction.sheet import Sheet, lay_out
from crawler.extraction.story import find_story, story_lines, without_deck
from crawler.extraction.title import find_title
from crawler.found import Found
from crawler.reasons import Reason, Rejection
from crawler.sources import Source, site_of

_DATE_WORDS = 12  # words of a line that is a date and no story
_FIRST, _LAST = 4, 3  # lines at the story's ends among which a date line may stand


def extract(  # noqa: PLR0913  what fetching knows of a page
    body: bytes,
    *,
    url: str = "",
    source: Source | None = None,
    charset: str | None = None,
    hint: Found | None = None,
    now: datetime | None = None,
) -> Article | Rejection:
    """Return the article of a page, or the reason why it has none. Never raises, on any bytes.

    `url` is where the page stands (after redirects); `charset` what the HTTP header says; `hint` what a feed or a
    sitemap said of the page; `now` the aware time of fetching, by which relative and future dates are judged.
    """
    page = open_page(body, url=url, charset=(source.encoding if source else None) or charset)
    if isinstance(page, Rejection):
        return page
    return read_article(page, source=source, hint=hint, now=now or datetime.now(UTC))


def read_article(page: Page, *, source: Source | None, hint: Found | None, now: datetime) -> Article | Rejection:
    """Return the article of a page that is parsed already."""
    sheet = lay_out(page, source=source, now=now)
    machine = _machine_dates(sheet)
    if machine:
        sheet = replace(sheet, clock=replace(sheet.clock, anchor=machine[0].read.instant))
    title, title_line = _title(sheet)
    related = _related(sheet)
    story = _story(sheet)
    body = []
    if story is not None:
        body = story_lines(sheet.lines, story, title=title or "", title_line=title_line, apart=related.lines)
    around = (
        [line for line in sheet.lines.within(story) if line.order not in related.lines] if story is not None else []
    )
    rejection = _rejection(sheet, title, body, around, hint)
    rescued = _rescued(sheet, rejection, hint)
    if title is None or (rejection is not None and not rescued):
        return rejection or Rejection(Reason.NO_TITLE)
    head = head_lines(sheet.lines, title_line, body)
    found_dates = printed_dates(head, sheet.clock)
    only_head = {line.order for line in head if is_only_head(line, sheet.clock)}
    body = [line for line in body if line.order not in only_head]
    credits_ = read_credits(sheet, head, body, title)
    description = fields.description(sheet, title)
    told = [line for line in body if line.order not in credits_.lines and not _is_date(sheet, line, body)]
    paragraphs = rescued
    if not rescued and story is not None:
        paragraphs = main_text.paragraphs(without_deck(told, description), story)
    if not paragraphs:
        return Rejection(Reason.NO_TEXT)
    when = _dating(sheet, machine, found_dates, hint)
    section = fields.section(sheet, title)
    image, images = fields.images(sheet, title_line, body)
    return Article(
        url=page.url,
        canonical_url=_canonical(page),
        source=source.id if source else "",
        title=title,
        description=description,
        published=when.published,
        modified=_modified(sheet, found_dates),
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
        kind=fields.kind(sheet, title, paragraphs, section),
        fetched_at=now,
        reservations=reservations.declared(page),
        addresses=(page.url,) if page.url else (),
    )


def _title(sheet: Sheet) -> tuple[str | None, Line | None]:
    for element in sheet.select("title"):
        if text := plain(element.text_content()):
            return text, next((line for line in sheet.lines.within(element)), None)
    return find_title(sheet.lines, sheet.titles(), sheet.site_names())


def _story(sheet: Sheet) -> HtmlElement | None:
    chosen = [element for element in sheet.select("paragraphs") if sheet.lines.within(element)]
    if chosen:
        return max(chosen, key=lambda element: sum(line.words for line in sheet.lines.within(element)))
    return find_story(sheet.lines, declared=jsonld.text(sheet.node.get("articleBody")) or "")


def _related(sheet: Sheet) -> Related:
    found = find_related(sheet.lines, sheet.page.base)
    links = [link for element in sheet.select("related") for link in element.iter("a")]
    if links:
        named = ((tidy(link.text_content()), sheet.join(link.get("href"))) for link in links)
        found.related = tuple(dict.fromkeys(Link(text, address) for text, address in named if text))
    return found


def _rejection(
    sheet: Sheet, title: str | None, body: Sequence[Line], around: Sequence[Line], hint: Found | None
) -> Rejection | None:
    """What the page is, if no article."""
    prose = sum(line.words for line in body if not line.linked)
    said = judge.said_kind(title or "", sheet.lines, prose)
    if said is not None:
        return said
    by_address = urls.reason(sheet.page.url) if sheet.page.url else None
    declared = judge.declared_kind(sheet.page.tree, sheet.meta, sheet.nodes)
    return judge.verdict(
        listing=judge.is_listing(sheet.lines, around, body),
        story=body,
        declared=declared,
        by_address=by_address,
        signs=_signs(sheet, hint),
    )


def _rescued(sheet: Sheet, rejection: Rejection | None, hint: Found | None) -> tuple[str, ...]:
    """What trafilatura finds on a page that is said to be an article and that we found no story on."""
    if rejection is None or rejection.reason is not Reason.NO_TEXT or not _signs(sheet, hint):
        return ()
    found = main_text.whole(sheet.page)
    return found if language(" ".join(found)) else ()


def _signs(sheet: Sheet, hint: Found | None) -> bool:
    """Whether anything but its text says that the page is an article."""
    og_article = (sheet.meta.first(("og:type",)) or "").lower() == "article"
    by_address = bool(sheet.page.url) and urls.is_article(sheet.page.url) is True
    return bool(sheet.node) or og_article or by_address or (hint is not None and hint.published_raw is not None)


def _machine_dates(sheet: Sheet) -> list[Candidate]:
    """The dates that the page gives to machines, the most believable first."""
    marked = (
        time.get("datetime")
        for time in sheet.body.iter("time")
        if time.get("pubdate") is not None
        or "publish" in (time.get("class") or "")
        or time.get("itemprop") == "datePublished"
    )
    given: list[tuple[Origin, str | None]] = [
        ("jsonld", jsonld.text(sheet.node.get("datePublished"))),
        ("meta", sheet.meta.first(PUBLISHED)),
        ("meta", next(marked, None)),
    ]
    return [read for origin, raw in given if (read := dating.candidate(origin, raw, sheet.clock))]


def _dating(sheet: Sheet, machine: list[Candidate], printed: list[Candidate], hint: Found | None) -> Dating:
    chosen = (element.get("datetime") or tidy(element.text_content()) for element in sheet.select("published"))
    selected = [read for raw in chosen if (read := dating.candidate("visible", raw, sheet.clock))]
    told = (
        dating.candidate(hint.published_from, hint.published_raw, sheet.clock) if hint and hint.published_from else None
    )
    others = [each for each in (told, dating.from_url(sheet.page.url, sheet.clock)) if each]
    newsroom = dating.Newsroom(sheet.clock.zone, known=bool(sheet.source and sheet.source.timezone))
    return dating.decide(machine, [*selected, *printed], others, newsroom)


def _modified(sheet: Sheet, printed: Sequence[Candidate]) -> datetime | None:
    for raw in (jsonld.text(sheet.node.get("dateModified")), sheet.meta.first(MODIFIED)):
        read = dating.candidate("meta", raw, sheet.clock)
        if read is not None:
            return read.read.instant.replace(microsecond=0)
    return next((each.read.instant for each in printed if dating.is_update(each)), None)


def _is_date(sheet: Sheet, line: Line, body: Sequence[Line]) -> bool:
    """A line at either end of the story that is its date."""
    at_end = line in body[:_FIRST] or line in body[-_LAST:]
    if not at_end or line.words > _DATE_WORDS:
        return False
    read = dating.candidate("visible", line.text, sheet.clock)
    return read is not None and len(read.read.text) > 0.6 * len(line.text)


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
