"""What pages say of themselves carries no markup, nothing invisible, and no address that misleads."""

import pytest

from crawler.extraction.plain import _joined, join, plain

HERE = "https://khabar.example/news/1"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("زيادة أسعار الوقود", "زيادة أسعار الوقود"),
        ("<b>عاجل</b>: زيادة الأسعار", "عاجل: زيادة الأسعار"),
        ("زيادة<br>الأسعار", "زيادة الأسعار"),
        ("&lt;b&gt;عاجل&lt;/b&gt; خبر", "عاجل خبر"),
        ("&amp;lt;b&amp;gt;عاجل&amp;lt;/b&amp;gt; خبر", "عاجل خبر"),
        ("&amp;quot;نعم&amp;quot; للسلام", '"نعم" للسلام'),
        ("خبر <script>alert('x')</script> هنا", "خبر هنا"),
        ("خبر &lt;script src=x&gt;alert(1)", "خبر"),
        ("خبر <img src=x onerror=alert(1)> هنا", "خبر هنا"),
        ("خبر <!-- سر --> هنا", "خبر هنا"),
        ("\u202eخبر\u202c \u2067هنا\u2069\x00\x1b", "خبر هنا"),
        ("&#x202e;خبر&#8238;", "خبر"),
        ("5 < 10 و 7 > 3", "5 < 10 و 7 > 3"),
        ("شركة AT&T و R&D;", "شركة AT&T و R&D;"),
        ("<الوطن> تنشر", "<الوطن> تنشر"),
        ("", ""),
    ],
)
def test_a_title_is_plain(given, shown):
    assert plain(given) == shown


def test_a_title_of_five_million_characters_takes_no_time():
    assert len(plain("<b>&amp;" * 700_000)) < 20_000


@pytest.mark.parametrize(
    ("address", "leads"),
    [
        ("/a.jpg", "https://khabar.example/a.jpg"),
        ("  2 ", "https://khabar.example/news/2"),
        ("//cdn.example/a.jpg", "https://cdn.example/a.jpg"),
        ("https://khabar.example/news/\u200fخبر", "https://khabar.example/news/%E2%80%8Fخبر"),
        ("https://user:secret@khabar.example/", None),
        ("//user@khabar.example/", None),
        ("https://khabar.example\\@other.example/", None),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("mailto:a@b.example", None),
        ("java\nscript:alert(1)", None),
        ("http://[::1", None),
        ("https://khabar.example:a/", None),
        ("//khabar.example:99999/", None),
        ("", None),
        (None, None),
    ],
)
def test_an_address_of_the_web_is_joined_and_no_other(address, leads):
    assert join(HERE, address) == leads


def test_without_a_base_an_address_stays_relative():
    assert join("", "/a.jpg") == "/a.jpg"


def test_a_picture_told_in_its_address_is_not_remembered():
    before = _joined.cache_info().currsize
    assert join(HERE, f"data:image/png;base64,{'A' * 5_000}") is None
    assert join(HERE, f"/{'a' * 5_000}.jpg").endswith("a.jpg")
    assert _joined.cache_info().currsize == before
