"""Compressed answers are unpacked within bounds, however they are called."""

import gzip
from functools import partial

import pytest
from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from crawler.fetching.refused import Refused
from crawler.fetching.unpacking import Unpacking
from crawler.reasons import Reason

URL = "https://nashra.example/story/1"
PAGE = "<html><body>خبر</body></html>".encode()
packed = partial(gzip.compress, mtime=0)  # bytes that do not change with the clock: they name the tests


def unpacked(encoding, body, **meta):
    settings = {"DOWNLOAD_MAXSIZE": 4_000_000, "KHABAR_MAX_RATIO": 200}
    bounds = dict.fromkeys(
        (
            "KHABAR_DOM_DEPTH", "KHABAR_DOM_ELEMENTS", "KHABAR_PAGE_LINKS", "KHABAR_FEED_ENTRIES",
            "KHABAR_SITEMAP_SIZE", "KHABAR_SITEMAP_ENTRIES", "KHABAR_SITEMAP_CHILDREN", "KHABAR_SITEMAP_DEPTH",
        ),
        1,
    )  # fmt: skip
    step = Unpacking(get_crawler(settings_dict={**settings, **bounds}))
    headers = {"Content-Encoding": encoding} if encoding else {}
    return step.process_response(Request(URL, meta=meta), Response(URL, headers=headers, body=body))


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", PAGE),
        ("gzip", packed(PAGE)),
        ("x-gzip", packed(PAGE)),
        ("gzip, gzip", packed(packed(PAGE))),
        ("gzip", PAGE),
        ("br", b"\n " + PAGE),
        ("zstd", PAGE),
        ("deflate", PAGE),
    ],
)
def test_a_page_is_had_however_it_is_packed(encoding, body):
    answer = unpacked(encoding, body)
    assert answer.body.strip() == PAGE
    assert "Content-Encoding" not in answer.headers


@pytest.mark.parametrize(
    ("encoding", "body", "reason", "bound"),
    [
        ("gzip", packed(b"0" * 2_000_000), Reason.TOO_LARGE, "ratio"),
        (",".join(["gzip"] * 50), packed(PAGE), Reason.TOO_LARGE, "encodings"),
        ("gzip", b"\x1f\x8b\x08nothing of the kind", Reason.NOT_HTML, ""),
        ("br", b"nothing of the kind", Reason.NOT_HTML, ""),
        ("zstd", b"nothing of the kind", Reason.NOT_HTML, ""),
        ("deflate", b"nothing of the kind", Reason.NOT_HTML, ""),
    ],
)
def test_what_is_no_page_is_refused(encoding, body, reason, bound):
    with pytest.raises(Refused) as refused:
        unpacked(encoding, body)
    assert refused.value.rejection.reason is reason
    assert refused.value.bound == bound


def test_the_size_once_unpacked_is_bounded_first():
    with pytest.raises(IgnoreRequest, match="exceeded DOWNLOAD_MAXSIZE"):
        unpacked("gzip", packed(b"0" * 5_000_000))


def test_what_is_small_may_be_as_dense_as_it_likes():
    assert len(unpacked("gzip", packed(b"0" * 1_000_000)).body) == 1_000_000
