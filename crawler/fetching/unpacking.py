"""Compressed answers, unpacked within bounds: a bomb is refused, and what is called gzip and is none is taken as it is.

Scrapy bounds the size once unpacked (DOWNLOAD_MAXSIZE), after each encoding where there are several.
"""

from __future__ import annotations

import struct
import zlib
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.utils import _compression as compression
from scrapy.utils.httpobj import urlparse_cached

from crawler.discovery.bounds import Bounds
from crawler.fetching.refused import Refused
from crawler.reasons import Reason

_MOST_ENCODINGS = 3  # one over the other; honest servers use one, and by mistake two
_UNREADABLE = (
    OSError,
    EOFError,
    struct.error,
    zlib.error,
    compression.brotli.error,  # type: ignore[attr-defined]
    compression.zstd.ZstdError,  # type: ignore[attr-defined]
)


class Unpacking(HttpCompressionMiddleware):
    """Downloader middleware: Scrapy's, with a bound on how many times larger an answer may become."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._bounds = Bounds.of(crawler.settings.getint)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        if not crawler.settings.getbool("COMPRESSION_ENABLED"):
            raise NotConfigured
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Return the answer unpacked. Raises Refused for a bomb, and for what cannot be unpacked."""
        encodings = b",".join(response.headers.getlist("Content-Encoding"))
        if encodings.count(b",") >= _MOST_ENCODINGS:
            raise _refused(request, Reason.TOO_LARGE, "packs its answer over and over", "encodings")
        try:
            unpacked = super().process_response(request, response)
        except _UNREADABLE as error:
            if not response.body.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
                raise _refused(request, Reason.NOT_HTML, "sends what cannot be unpacked") from error
            del response.headers["Content-Encoding"]
            return response
        if isinstance(unpacked, Response) and len(unpacked.body) > self._bounds.unpacked(len(response.body)):
            raise _refused(request, Reason.TOO_LARGE, "sends what unpacks too far", "ratio")
        return unpacked


def _refused(request: Request, reason: Reason, words: str, bound: str = "") -> Refused:
    return Refused(reason, f"{urlparse_cached(request).netloc} {words}", bound=bound)
