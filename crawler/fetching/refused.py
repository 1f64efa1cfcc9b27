"""Refused: a request that is not made, or whose answer is not taken; it carries the reason."""

from scrapy.exceptions import IgnoreRequest

from crawler.reasons import Reason, Rejection


class Refused(IgnoreRequest):
    """Raised in a downloader middleware; the spider's errback finds the Rejection in it.

    `bound` names the bound that the answer met, if that is why.
    """

    def __init__(self, reason: Reason, detail: str = "", *, bound: str = "") -> None:
        self.rejection = Rejection(reason, detail)
        self.bound = bound
        super().__init__(str(self.rejection))


class Interrupted(IgnoreRequest):
    """The crawl ends before this request was made; its page stays in the ledger for the next one."""
