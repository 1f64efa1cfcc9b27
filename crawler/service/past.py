"""What the archive knows of a source's past, as the schedule takes it."""

from __future__ import annotations

from datetime import datetime, time

from crawler.schedule.due import Past
from crawler.schedule.rhythm import WINDOW, Rhythm, moments
from crawler.sources import Source
from crawler.storage import Archive
from crawler.storage.jobs import Job, Jobs
from crawler.storage.publications import first_fetched, publications

_UNFINISHED = ("time-limit", "limit")  # ends of a crawl that may leave pages waiting
_LISTS = (
    "lists",
    "lost/front",
    "lost/feed",
    "lost/sitemap",
    "lost/section",
)  # figures: what a visit asks beside articles


def spent_today(jobs: Jobs, source: Source, now: datetime) -> int:
    """Return how many requests a source's crawls have made since its day began."""
    zone = source.zone
    return jobs.requests_since(source.id, datetime.combine(now.astimezone(zone).date(), time(), zone))


def past_of(job: Job, jobs: Jobs, source: Source, *, now: datetime) -> Past:
    """Return what a source's last visit tells; one that lies in the future, since the clock was set back, is now."""
    return Past(
        began=min(job.began_at, now),
        ended=min(job.ended_at or job.seen_at, now),
        cut_short=job.is_cut_short,
        in_the_way=job.finish == "storage",
        unfinished=job.finish in _UNFINISHED,
        failed=job.failed_in_row,
        wait_until=job.wait_until,
        fresh=job.ttl or 0,
        lists=sum(job.figures.get(name, 0) for name in _LISTS),
        spent=spent_today(jobs, source, now),
    )


def rhythm_of(archive: Archive, source: Source, until: datetime) -> Rhythm:
    """Return the rhythm of a source until its last visit, learnt from its articles in the archive."""
    first = first_fetched(archive, source.id) or until
    zone, since = source.zone, until - WINDOW
    known = moments(publications(archive, source.id, since=since), zone=zone, first=first)
    return Rhythm.of(known, since=max(since, min([first, *known])), until=until, zone=zone)
