"""The worker processes that read pages: one pool for all crawls of this process, however many run side by side."""

from __future__ import annotations

from scrapy.settings import Settings

from crawler.extraction.workers import Workers

_hired: list[Workers] = []  # as often as there are crawls that use the pool


def hire(settings: Settings) -> Workers:
    """Return the pool, made now where no crawl has it yet: as many as the settings say, with their bounds."""
    _hired.append(_hired[0] if _hired else _workers(settings))
    return _hired[0]


def _workers(settings: Settings) -> Workers:
    return Workers(
        settings.getint("KHABAR_WORKERS"),
        time_limit=settings.getfloat("KHABAR_PAGE_TIME_LIMIT"),
        memory=settings.getint("KHABAR_WORKER_MEMORY"),
    )


def release() -> None:
    """Give the pool back; the last crawl ends its processes."""
    if not _hired:
        return
    workers = _hired.pop()
    if not _hired:
        workers.close()


def dismiss() -> None:
    """End the processes at once, whoever still uses them: after a second Ctrl-C."""
    while _hired:
        release()
