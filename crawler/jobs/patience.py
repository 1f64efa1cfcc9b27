"""When a site is left alone for the rest of a run: it has fallen silent, or it does not want us. Pure."""

from __future__ import annotations

from crawler.reasons import Reason, Rejection

DEAD = 10  # pages in a row without an answer, or with a server's error: the site is down
REFUSING = (401, 403, 429, 451)  # answers that mean us, not the page

# What a page that answers 200 may say of its server, and the status that says the same.
SAID = {Reason.CHALLENGE: None, Reason.HTTP_ERROR: 503}


def is_refusal(rejection: Rejection, status: int | None) -> bool:
    """Tell whether what a request met with means us."""
    return status in REFUSING or rejection.reason is Reason.CHALLENGE


class Patience:
    """Counts bad answers in a row; `refusals` is how many times a site may refuse."""

    def __init__(self, *, refusals: int) -> None:
        self._most = refusals
        self._silent = 0
        self._refused = 0

    def pleased(self) -> None:
        """A page was answered."""
        self._silent = self._refused = 0

    def heard(self, rejection: Rejection, status: int | None, host: str) -> tuple[str, str] | None:
        """Count what a request met with; return how and why the crawl ends, where it does."""
        refused = is_refusal(rejection, status)
        silent = rejection.reason is Reason.NETWORK or (status or 0) >= 500
        self._refused = self._refused + 1 if refused else 0
        self._silent = self._silent + 1 if silent else 0
        if self._silent >= DEAD:
            return (
                "unreachable",
                f"{host} is in trouble ({rejection.detail or rejection}); the rest waits for another crawl",
            )
        if 0 < self._most <= self._refused:
            words = rejection.detail or str(rejection)
            return "refused", f"{words}, {self._refused} times in a row; it does not want to be crawled now"
        return None
