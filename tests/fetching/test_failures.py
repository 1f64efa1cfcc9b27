"""What went wrong with a request, in a reason and a few words."""

import pytest
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError

from crawler.fetching.failures import bounds, has_no_tls, rejection
from crawler.fetching.refused import Refused
from crawler.reasons import Reason

URL = "https://nashra.example/story/1"
CERTIFICATE = "[<Failure OpenSSL.SSL.Error: [('SSL routines', '', 'certificate verify failed')]>]"
PLAIN = "[<Failure OpenSSL.SSL.Error: [('SSL routines', '', 'wrong version number')]>]"


@pytest.mark.parametrize(
    ("error", "reason", "words"),
    [
        (CannotResolveHostError(), Reason.NETWORK, "nashra.example does not resolve"),
        (DownloadConnectionRefusedError(), Reason.NETWORK, "nashra.example refuses the connection"),
        (DownloadTimeoutError(), Reason.NETWORK, "nashra.example did not answer in time"),
        (DownloadFailedError(CERTIFICATE), Reason.NETWORK, "nashra.example has no valid certificate"),
        (DownloadFailedError("[ConnectionLost]"), Reason.NETWORK, "nashra.example broke the connection"),
        (DownloadCancelledError(), Reason.TOO_LARGE, URL),
        (IgnoreRequest("max redirections reached"), Reason.HTTP_ERROR, "redirects in a circle"),
        (Refused(Reason.OFF_SITE, "elsewhere"), Reason.OFF_SITE, "elsewhere"),
        (HttpError(Response(URL, status=500)), Reason.HTTP_ERROR, "nashra.example answers 500"),
        (HttpError(Response(URL, status=410)), Reason.NOT_FOUND, "answers 410"),
        (HttpError(Response(URL, status=403, headers={"cf-mitigated": "challenge"})), Reason.CHALLENGE, "403"),
    ],
)  # fmt: skip
def test_each_error_has_its_reason(error, reason, words):
    found = rejection(error, URL)
    assert found.reason is reason
    assert words in found.detail


def test_a_port_without_tls_is_told_from_a_bad_certificate():
    refused = Refused(Reason.NETWORK)
    refused.__cause__ = DownloadConnectionRefusedError()
    assert has_no_tls(refused)
    assert has_no_tls(DownloadFailedError(PLAIN))
    assert not has_no_tls(DownloadFailedError(CERTIFICATE))
    assert not has_no_tls(CannotResolveHostError())


@pytest.mark.parametrize(
    ("error", "met"),
    [
        (DownloadTimeoutError(), ("time",)),
        (DownloadCancelledError(), ("size",)),
        (IgnoreRequest("its body exceeded DOWNLOAD_MAXSIZE (1 B)"), ("size",)),
        (IgnoreRequest("max redirections reached"), ("redirects",)),
        (Refused(Reason.TOO_LARGE, bound="ratio"), ("ratio",)),
        (Refused(Reason.ROBOTS), ()),
        (CannotResolveHostError(), ()),
        (HttpError(Response(URL, status=500)), ()),
    ],
)
def test_a_bound_that_was_met_has_its_name(error, met):
    assert bounds(error) == met
