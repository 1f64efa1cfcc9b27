"""Redirects whose address cannot be read, or is not to be trusted, as refusals; Scrapy would repair it or stumble."""

from __future__ import annotations

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware, RedirectMiddleware
from scrapy.http import Response

from crawler.fetching.addresses import is_unsafe
from crawler.fetching.refused import Refused
from crawler.reasons import Reason

_HEAD = 4 * 4096  # bytes in which there are the characters that Scrapy looks at, however they are encoded
_REFRESH = (b"refresh", b"r\0e\0f\0r\0e\0s\0h")  # UTF-16 too


class Redirects(RedirectMiddleware):
    """Downloader middleware: Scrapy's, but for an address with a backslash or a control character in it, or none."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the request for where an answer leads, or the answer. Raises Refused for an unsafe address."""
        location = (response.headers.get("Location") or b"").decode("utf-8", "replace")
        if 300 <= response.status < 400 and is_unsafe(location.replace(" ", "")):
            raise Refused(Reason.FORBIDDEN_ADDRESS, f"{request.url} redirects to a doubtful address")
        try:
            return super().process_response(request, response)
        except ValueError as error:
            raise Refused(
                Reason.FORBIDDEN_ADDRESS, f"{request.url} redirects to no address that can be read"
            ) from error


class Refreshes(MetaRefreshMiddleware):
    """Downloader middleware: Scrapy's; a page that would go on to no address at all stays.

    Only what has the word in its first bytes is looked at: to decode a page takes as long as to fetch it.
    """

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the request for where a page goes on at once, or the page."""
        head = response.body[:_HEAD].lower()
        if not any(word in head for word in _REFRESH):
            return response
        try:
            return super().process_response(request, response)
        except ValueError:
            return response
