"""What a feed or a sitemap claims: which articles that are kept have changed, and whether to believe it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from crawler.arabic.text import fold
from crawler.found import Found
from crawler.storage import Known, Worth
from crawler.storage.lastmods import is_day, may_be_after, normal
from crawler.urls import key

FEW = 5  # claims in one list that are nothing unusual
MANY = 0.3  # of what a list names: so much never changes at once, a clock that says "now" does
PROVEN = 10  # claims that held, from which on a list that has all changed is believed
DOUBTED = 5  # claims looked at, before a signal is called false
TRUE = 0.2  # of the claims of a signal that is believed
CHECKS = 3  # sitemaps of an index that nobody knows yet, read again though they are said to be as before
UNTOLD = 5  # sitemaps of an index without dates that are read again; the newest stand first


def claims(found: Iterable[Found], known: Mapping[str, Known], *, now: datetime, run: int) -> list[str]:
    """Return the keys of the kept articles that a list says have changed since they were fetched.

    Of one that the present `run` itself has fetched, a list of the same minute says when it was written, not more.
    """
    told = {key(each.url): each for each in found}
    earlier = {name: each for name, each in known.items() if each.article_id is not None and each.run != run}
    return [name for name, each in told.items() if name in earlier and _changed(each, earlier[name], now)]


def believed(claimed: Sequence[str], *, met: int, worth: Worth) -> list[str]:
    """Return those claims that are looked at. `met` is how many kept articles the list names.

    A list whose every date is new says nothing, unless its word has held before; nor does one whose word has not.
    One of its claims is looked at all the same: a site may mend its ways.
    """
    unusual = len(claimed) > max(FEW, MANY * met)
    proven = worth.held >= PROVEN and worth.held >= worth.claims / 2
    false = worth.claims >= DOUBTED and worth.held < TRUE * worth.claims
    return list(claimed[:1]) if false or (unusual and not proven) else list(claimed)


def children_to_read(
    children: Sequence[Found], known: Mapping[str, Known], *, worth: Worth, now: datetime, stale_by: datetime
) -> tuple[list[Found], list[Found]]:
    """Return the sitemaps of an index that were read before and are read again, and those read again as a check.

    Read again are those that say they changed, and the first of those that say nothing. Where none knows yet whether
    the index tells the truth, or it did not, the newest of those that are said to be as before are checked; where it
    does, one, and only when it was last read in full before `stale_by`.
    """
    changed: list[Found] = []
    same: list[Found] = []
    untold: list[Found] = []
    for each in children:
        before = known.get(key(each.url))
        if before is not None:
            told = normal(each.lastmod, now=now)
            (untold if told is None else changed if _moved(told, before) else same).append(each)
    if worth.claims >= CHECKS and worth.held == worth.claims:
        checks = [each for each in same[:1] if (known[key(each.url)].full_at or 0) < stale_by.timestamp()]
    else:
        checks = same[:CHECKS]
    return changed + untold[:UNTOLD], checks


def _changed(found: Found, known: Known, now: datetime) -> bool:
    """Whether a later date of change is told, or the same feed gives another headline."""
    told = normal(found.lastmod, now=now)
    if told and (known.lastmod is None or told > known.lastmod) and may_be_after(told, known.seen):
        return True
    same_finder = found.published_from == "feed" == known.published_from
    return bool(same_finder and found.title and known.title) and fold(found.title or "") != fold(known.title or "")


def _moved(told: str, known: Known) -> bool:
    """Whether a sitemap says another date than when it was read, or a day that had not ended then."""
    return told != known.lastmod or (is_day(told) and may_be_after(told, known.seen))
