"""Dropped: an article that goes no further, and why."""

from scrapy.exceptions import DropItem

from crawler.reasons import Reason, Rejection
from crawler.storage import Outcome


class Dropped(DropItem):
    """Raised by a step. `reason` is why; `outcome` says of which article in the archive it is a copy, if it is one."""

    def __init__(self, reason: Reason, detail: str = "", *, outcome: Outcome | None = None) -> None:
        # Dropping is a step's work, no warning; and Scrapy's log line would hold the article.
        super().__init__(str(Rejection(reason, detail)), log_level="DEBUG")
        self.reason = reason
        self.detail = detail
        self.outcome = outcome
