"""The states of a source, the worst first, and what to try in each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How a source is. `words` is what a person reads, `advice` what to try, `is_fault` whether somebody is told."""

    BLOCKED = "blocked"  # it answers, and does not want us
    FAILING = "failing"  # it cannot be reached, or brings nothing
    ROBOTS = "robots"  # its robots.txt forbids now what it allowed
    CHANGED = "changed"  # its pages are laid out anew, and are not read as they were
    SILENT = "silent"  # by its own rhythm it owes articles
    FEED_DEAD = "feed-dead"  # a feed or a sitemap is lost; other ways may bring its articles
    OVERDUE = "overdue"  # it is not visited: the service does not run, or does not come to it
    NEW = "new"  # too little is known of it
    WELL = "well"
    OFF = "off"  # it is not to be visited

    @property
    def words(self) -> str:
        return self.replace("-", " ")

    @property
    def advice(self) -> str:
        return _ADVICE.get(self, "")

    @property
    def is_fault(self) -> bool:
        return self in FAULTS

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return _RANKS[self]


_MANY, _MOST = 5, 0.8  # sources that cannot be reached, and their share of all, at which it is not they


def is_offline(states: Collection[State]) -> bool:
    """Tell whether so many sources cannot be reached that it is this machine's network."""
    visited = [state for state in states if state not in (State.OFF, State.OVERDUE)]
    failing = visited.count(State.FAILING)
    return failing >= _MANY and failing >= _MOST * len(visited)


FAULTS = (State.BLOCKED, State.FAILING, State.ROBOTS, State.CHANGED, State.SILENT, State.FEED_DEAD)
_RANKS = {state: rank for rank, state in enumerate(State)}
_ADVICE = {
    State.BLOCKED: "visit it less (a larger delay in its file), set KHABAR_CONTACT, or ask the outlet; "
    "`khabar crawl SOURCE --politeness` shows what it answers",
    State.FAILING: "open its front page in a browser; where the site has moved, give the new home in its file",
    State.ROBOTS: "its robots.txt is obeyed; ask the outlet, or set enabled = false in its file",
    State.CHANGED: "`khabar fetch URL` of a new article shows what is read; "
    "mend the selectors in its file, and `khabar sources forget SOURCE` unlearns the old layout",
    State.SILENT: "open the site in a browser; where it publishes, its file may name the wrong feeds or sections",
    State.FEED_DEAD: "look for the list's new address on the site, and give it in its file",
    State.OVERDUE: "start `khabar run`; where it runs, more crawls at once or fewer sources",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a source is judged to be, and why in words."""

    state: State
    reason: str

    def advice(self, source: str) -> str:
        """Say what to try; empty where nothing is to do."""
        return self.state.advice.replace("SOURCE", source)
