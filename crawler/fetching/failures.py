"""What went wrong with a request: an exception as a Rejection, its detail a few words for a person."""

from __future__ import annotations

from urllib.parse import urlsplit

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.internet.error import ConnectError, ConnectionClosed

from crawler.fetching.refused import Refused
from crawler.reasons import Reason, Rejection

GONE = (404, 410)
DOWNLOAD_ERRORS = (  # what a download ends in
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    IgnoreRequest,
    ConnectError,
    ConnectionClosed,
    OSError,
)
_NO_TLS = ("wrong version number", "record layer failure", "packet length too long", "unknown protocol")  # OpenSSL's
_CONNECTION = {
    CannotResolveHostError: "does not resolve",
    DownloadConnectionRefusedError: "refuses the connection",
    DownloadTimeoutError: "did not answer in time",
    ResponseDataLossError: "broke off in the middle of its answer",
}


def rejection(error: BaseException, url: str) -> Rejection:
    """Return the reason of a failed request for `url`."""
    host = urlsplit(url).netloc or url
    if isinstance(error, Refused):
        return error.rejection
    if isinstance(error, HttpError):
        return of_answer(error.response)
    if isinstance(error, DownloadCancelledError):
        return Rejection(Reason.TOO_LARGE, url)
    if isinstance(error, IgnoreRequest) and "exceeded DOWNLOAD_MAXSIZE" in str(error):  # once decompressed
        return Rejection(Reason.TOO_LARGE, url)
    if isinstance(error, IgnoreRequest):
        return Rejection(Reason.HTTP_ERROR, f"{host} redirects in a circle, or more than five times")
    return Rejection(Reason.NETWORK, f"{host} {_connection(error)}")


def status(error: BaseException) -> int | None:
    """Return the HTTP status that a failed request was answered with, if it was answered."""
    return error.response.status if isinstance(error, HttpError) else None


def bounds(error: BaseException) -> tuple[str, ...]:
    """Return the name of the bound that a failed request met, if that is why it failed."""
    if isinstance(error, Refused):
        return (error.bound,) if error.bound else ()
    if isinstance(error, DownloadCancelledError) or "exceeded DOWNLOAD_MAXSIZE" in str(error):
        return ("size",)
    if isinstance(error, DownloadTimeoutError):
        return ("time",)
    return ("redirects",) if isinstance(error, IgnoreRequest) and "max redirections" in str(error) else ()


def of_answer(response: Response) -> Rejection:
    """Return the reason of an answer that is an error."""
    host = urlsplit(response.url).netloc
    if response.status in GONE:
        return Rejection(Reason.NOT_FOUND, f"{host} answers {response.status}")
    if response.headers.get("cf-mitigated") == b"challenge":
        return Rejection(Reason.CHALLENGE, f"{host} answers {response.status}")
    return Rejection(Reason.HTTP_ERROR, f"{host} answers {response.status}")


def has_no_tls(error: BaseException | None) -> bool:
    """Tell whether a request over https failed since the port gives no TLS: nothing listens, or a plain server."""
    if error is None:
        return False
    plain = any(sign in str(error) for sign in _NO_TLS)
    return isinstance(error, DownloadConnectionRefusedError) or plain or has_no_tls(error.__cause__)


def _connection(error: BaseException) -> str:
    for kind, words in _CONNECTION.items():
        if isinstance(error, kind):
            return words
    if _is_certificate(error):
        return "has no valid certificate"
    return "broke the connection"


def _is_certificate(error: BaseException) -> bool:
    # Twisted wraps OpenSSL's error in a list of reasons; its text is all that tells.
    texts = [str(error), str(error.__cause__)]
    return any("certificate" in text.lower() or "VerificationError" in text for text in texts)
