"""Watchman: looks at the sources now and then, and has each change of state told once, over restarts and processes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from crawler import clock
from crawler.errors import KhabarError
from crawler.health.alerting import is_over, judged, message, to_tell
from crawler.health.fleet import Fleet
from crawler.health.spans import span
from crawler.health.state import State, Verdict, is_offline
from crawler.health.ways import Untold, Ways
from crawler.sources import Source, catalogue
from crawler.storage import Archive
from crawler.storage.alerts import Alert, Alerts, Telling

log = logging.getLogger(__name__)

_AGAIN = timedelta(minutes=1)  # after a message did not arrive; doubled each time,
_LONGEST = timedelta(hours=1)  # up to this
_GIVEN_UP = timedelta(days=2)  # after which nobody needs to hear of it


class Watchman:
    """Watches the sources of an archive, and tells the `ways` of each change of state.

    What a kill or a failing way leaves untold stands in the archive, and is told later.
    """

    def __init__(
        self, archive: Archive, ways: Ways, *, sources: Callable[[], Mapping[str, Source]] | None = None
    ) -> None:
        self._archive = archive
        self._ways = ways
        self._sources = sources or (lambda: catalogue(archive.path))
        self._alerts = Alerts(archive)
        self._fleet = Fleet(archive, self._sources)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="watchman")
        self._round: Future[None] | None = None
        self._closing = False
        self._states: dict[str, State] = {}
        self._offline = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Wait for the message that is under way; the others are told by the next watchman."""
        self._closing = True
        self._thread.shutdown(wait=True, cancel_futures=True)

    def watch(self) -> None:
        """Look, and tell what is to be told, in a thread of its own; where one is at it, nothing. Returns at once."""
        if self._round is None or self._round.done():
            self._round = self._thread.submit(self._go_round)

    def _go_round(self) -> None:
        try:
            self.look(clock.now())
            self.send()
        except KhabarError as error:  # a file of a source is wrong, the archive is locked: the next round may do better
            log.warning("alerts: %s", error)

    def look(self, now: datetime) -> list[dict[str, Any]]:
        """Judge the sources whose visits have ended since the last look; return what is to be told of them."""
        verdicts = {health.id: health.verdict for health in self._fleet.look(now)}
        self._notice_offline(verdicts)
        if not any(self._steps(verdicts, now)):  # without the lock first: mostly nothing has changed
            return []
        with self._archive.alone():
            taken = [self._take(before, after, now) for before, after in self._steps(verdicts, now)]
        told = [message for message in taken if message]
        for each in told:
            log.warning("%s is %s: %s", each["source"], State(each["state"]).words, each["reason"])
        return told

    def send(self) -> None:
        """Send what is to be told; what does not arrive is tried again later, and given up after two days."""
        lease = timedelta(seconds=2 * self._ways.limit) + _AGAIN
        while not self._closing and (telling := self._alerts.take(clock.now(), lease)):
            try:
                self._ways.send(telling.way, telling.message)
            except Untold as error:
                self._not_told(telling, str(error))
            else:
                self._alerts.told(telling)

    def _notice_offline(self, verdicts: Mapping[str, Verdict]) -> None:
        """Hold back that sources cannot be reached where hardly any can: it is this machine that is cut off."""
        self._states |= {source: verdict.state for source, verdict in verdicts.items()}
        was, self._offline = self._offline, is_offline(self._states.values())
        if self._offline and not was:
            log.warning("hardly any source can be reached; this machine seems to be offline, and nobody is told")

    def _is_told(self, alert: Alert, now: datetime) -> bool:
        return to_tell(alert, now) and not (self._offline and alert.state == State.FAILING)

    def _steps(self, verdicts: Mapping[str, Verdict], now: datetime) -> Iterator[tuple[Alert | None, Alert]]:
        """Yield every alert that is to be written or told, as it is kept and as it is now."""
        kept = self._alerts.all()
        for source in {**kept, **verdicts}:
            before = kept.get(source)
            after = judged(before, source, verdicts[source], now) if source in verdicts else before
            if after is not None and (after != before or self._is_told(after, now) or is_over(after, now)):
                yield before, after

    def _take(self, before: Alert | None, after: Alert, now: datetime) -> dict[str, Any] | None:
        told = None
        if self._is_told(after, now):
            source = self._sources().get(after.source)
            told = message(after, now, name=source.name if source else "", home=source.home if source else "")
            self._alerts.tell(told, self._ways.names, now)
            after = replace(after, told=after.state)
        if is_over(after, now):
            self._alerts.drop(after.source)
        elif after != before:
            self._alerts.keep(after)
        return told

    def _not_told(self, telling: Telling, why: str) -> None:
        now, said = clock.now(), f"{telling.message['source']} is {telling.message['state']}"
        if now - telling.made_at >= _GIVEN_UP:
            self._alerts.told(telling)
            log.warning("%s: nobody was told by %s: %s; given up", said, telling.way, why)
            return
        wait = min(_AGAIN * 2 ** min(telling.tries - 1, 10), _LONGEST)
        self._alerts.put_off(telling, now + wait, why)
        log.warning("%s: %s; tried again in %s", said, why, span(wait))
