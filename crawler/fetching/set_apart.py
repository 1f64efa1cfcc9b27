"""set_apart(): a page that could not be processed goes into quarantine, with its bytes."""

from __future__ import annotations

from scrapy.http import Response
from w3lib.encoding import http_content_type_encoding

from crawler.reasons import Reason, Rejection
from crawler.storage import Ledger, Page
from crawler.storage.quarantine import Quarantine

BROKEN = (Reason.TIMEOUT, Reason.CRASHED)  # what reading a page ends in where it takes its worker with it


def set_apart(ledger: Ledger, page: Page, rejection: Rejection, response: Response) -> None:
    """Keep a page with its bytes, and mark it in the ledger; see Quarantine.put()."""
    Quarantine(ledger).put(
        ledger.source,
        page.key,
        rejection,
        url=response.url,
        body=response.body,
        charset=said_charset(response),
    )


def said_charset(response: Response) -> str | None:
    """Return the charset that an answer's header names."""
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return http_content_type_encoding(content_type)
