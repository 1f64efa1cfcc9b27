"""The worker processes that read pages: one pool for all crawls of this process, however many run side by side."""

from __future__ import annotations

from crawler.extraction.workers import Workers

_hired: list[Workers] = []  # as often as there are crawls that use the pool


def hire(count: int, *, time_limit: float, memory: int = 0) -> Workers:
    """Return the pool, made now where no crawl has it yet; see Workers."""
    _hired.append(_hired[0] if _hired else Workers(count, time_limit=time_limit, memory=memory))
    return _hired[0]


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
