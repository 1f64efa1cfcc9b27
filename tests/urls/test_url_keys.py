"""Two addresses of one page have one key."""

import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.urls import key, normal, same_site

SLUG = "زيادة-أسعار-الوقود"
STORY = f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459"


@pytest.mark.parametrize(
    "other",
    [
        f"http://khabar.example/story/2024/3/5/{SLUG}/4943459",
        f"https://m.khabar.example/story/2024/3/5/{SLUG}/4943459",
        f"https://amp.khabar.example/story/2024/3/5/{SLUG}/4943459",
        f"https://mobile.khabar.example:443/story/2024/3/5/{SLUG}/4943459",
        f"HTTPS://WWW.Khabar.Example:443/story/2024/3/5/{SLUG}/4943459/",
        f"https://www.khabar.example/story/2024/3/5/{quote(SLUG)}/4943459",
        f"https://www.khabar.example/story/2024/3/5/{quote(SLUG).lower()}/4943459",
        f"https://www.khabar.example/story/2024/3/5/{quote(quote(SLUG))}/4943459",
        f"https://www.khabar.example/story/2024/3/5/{unicodedata.normalize('NFD', SLUG)}/4943459",
        f"https://www.khabar.example/story/2024/3/5/{quote(unicodedata.normalize('NFD', SLUG))}/4943459",
        f"https://www.khabar.example/%73tory//2024/3/./5/{SLUG}/x/../4943459",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459/amp",
        f"https://www.khabar.example/amp/story/2024/3/5/{SLUG}/4943459",
        f"https://www.khabar.example/print/story/2024/3/5/{SLUG}/4943459",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459.amp",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459/index.html",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459/index.php",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459/default.aspx",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459;jsessionid=8A7F",
        f"https://www.khabar.example/story/2024/3/5/{SLUG}/4943459;JSESSIONID=8A7F.node1?PHPSESSID=1",
        f"https://www.khabar.example/story;jsessionid=8A7F/2024/3/5/{SLUG}/4943459",
        f"https://www.khabar.example/(S(lit3py55t21z5v55vlm25s55))/story/2024/3/5/{SLUG}/4943459",
        f"https://www.khabar.example/(X(1)S(lit3py55t21z5v55vlm25s55))/story/2024/3/5/{SLUG}/4943459",
        f"https://www.khabar.example/story/(S(a1))/(S(b2))/2024/3/5/{SLUG}/4943459",
        f"{STORY}?PHPSESSID=8f14e45fceea167a5a36dedd4bea2543",
        f"{STORY}?sid=8f14e45fceea167a5a36dedd4bea2543",
        f"{STORY}?s=8f14e45fceea167a5a36dedd4bea2543",
        f"{STORY}?session_id=q7v2h3k4l5m6n7b8v9c0x1z2a3&osCsid=1",
        f"{STORY}?ASPSESSIONIDABCD=XYZ",
        f"{STORY}#comments",
        f"{STORY}?utm_source=telegram&utm_medium=social&fbclid=IwAR1&gclid=x&_ga=2.1&ref=home",
        f"{STORY}?utm_source=a&amp;utm_medium=b",
        f"{STORY}?amp=1",
        f"{STORY}?amp",
        f"{STORY}?print=1",
        f"{STORY}?output=amp",
        f"{STORY}?outputType=amp",
        f"{STORY}?",
        f"  {STORY}\n",
        f"khabar.example/story/2024/3/5/{SLUG}/4943459",
    ],
)
def test_other_spellings_of_an_address_have_its_key(other):
    assert key(other) == key(STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://a.example/view.aspx?id=1", "https://a.example/view.aspx?id=2"),
        ("https://a.example/?p=11", "https://a.example/?p=12"),
        ("https://a.example/?newsid=11", "https://a.example/"),
        ("http://127.0.0.1:8000/1", "http://127.0.0.1:8001/1"),
        ("http://[::1]:8000/1", "http://[::1]:8001/1"),
        ("https://a.example/news", "https://a.example/News"),
        ("https://ar.a.example/1", "https://a.example/1"),
        ("https://m.com/1", "https://www.com/1"),
        ("https://a.example/print", "https://a.example/"),
        ("https://a.example/news?print=123", "https://a.example/news?print=124"),
        ("https://a.example/a%2Fb", "https://a.example/a/b"),
        ("https://a.example/?q=a%26b", "https://a.example/?q=a&b"),
        ("https://a.example/%C7%E1", "https://a.example/%C7%E2"),
        ("https://a.example/modules.php?name=News&sid=123", "https://a.example/modules.php?name=News&sid=124"),
        ("https://a.example/?s=a-headline-of-1967-in-search", "https://a.example/"),
        ("https://a.example/view?id=8f14e45fceea167a5a36dedd4bea2543", "https://a.example/view"),
        ("https://a.example/story?sid=12345678901234567890123456", "https://a.example/story"),
        ("https://a.example/(2)/1", "https://a.example/1"),
        ("https://a.example/1;page=2", "https://a.example/1"),
    ],
)
def test_addresses_of_two_pages_have_two_keys(one, other):
    assert key(one) != key(other)


def test_parameters_in_any_order_are_one_page():
    assert key("https://a.example/v.aspx?id=5&cdate=1") == key("https://a.example/v.aspx?cdate=1&id=5")


def test_an_amp_page_named_before_its_ending_is_the_page():
    assert key("https://a.example/news/12345.amp.html") == key("https://a.example/news/12345.html")


def test_escapes_of_windows_1256_stay_as_they_are():
    assert normal("https://a.example/%cc%d1%ed%cf%c9/1") == "https://a.example/%CC%D1%ED%CF%C9/1"
    assert key("https://a.example/%cc%d1%ed%cf%c9/1") == "a.example/%CC%D1%ED%CF%C9/1"


def test_a_host_in_arabic_letters_is_its_punycode():
    assert key("https://موقع.وزارة-الأوقاف.السعودية/") == key(normal("https://موقع.وزارة-الأوقاف.السعودية/"))
    assert normal("https://مثال.إختبار/").startswith("https://xn--")


def test_no_session_is_asked_for():
    assert normal("https://a.example/1;jsessionid=8A7F?PHPSESSID=1&id=2") == "https://a.example/1?id=2"
    assert normal("https://a.example/(S(x1))") == "https://a.example/"
    assert normal("https://a.example/(S(x1))/a.aspx") == "https://a.example/a.aspx"


def test_what_is_asked_for_keeps_scheme_host_path_and_parameters():
    url = "http://www.A.example/News//اليوم/?b=2&utm_source=x&a=1#top"
    assert normal(url) == "http://www.a.example/News//%D8%A7%D9%84%D9%8A%D9%88%D9%85/?b=2&a=1"


def test_user_info_is_never_sent():
    assert normal("https://user:secret@a.example/1") == "https://a.example/1"


@pytest.mark.parametrize(
    "odd", ["", "http://", "http://[bad/", "http://a:b/", "http://a:99999/", "mailto:a@b.example", "javascript:void(0)",
            "//", "http://\\a.example/", "?", "#x", "http:///x", "\ud800", "http://a.example/\ud800"]
)  # fmt: skip
def test_no_address_breaks_it(odd):
    assert key(normal(odd)) == key(odd) == key(key(odd))


def test_a_site_holds_its_subdomains_and_no_other():
    assert same_site("https://www.aljazeera.net", "aljazeera.net")
    assert same_site("https://m.aljazeera.net/1", "aljazeera.net")
    assert same_site("https://sport.alwatan.com.sa/1", "alwatan.com.sa")
    assert not same_site("https://okaz.com.sa/1", "alwatan.com.sa")
    assert not same_site("https://notaljazeera.net/", "aljazeera.net")


def test_a_site_without_a_domain_is_its_host_and_port():
    assert same_site("http://127.0.0.1:8000/1", "127.0.0.1:8000")
    assert not same_site("http://127.0.0.1:8001/1", "127.0.0.1:8000")
    assert not same_site("http://[bad", "127.0.0.1:8000")


PARTS = st.one_of(
    st.text(max_size=6),
    st.sampled_from(
        ["/", "//", "?", "&", "=", "#", ";", "%", "%25", "%D8", "%d8%a3", "%2e", "%2F", "..", ".", "amp", "amp;",
         ".amp", "print", "www.", "m.", "a.com", "xn--", ":80", ":8000", ":", "@", "[::1]", "[", "]", "\\", "index.php",
         "id=1", "utm_x=1", ";jsessionid=", "(S(1))", "/(S(1))", "sid=", "8f14e45fceea167a5a36dedd4bea2543",
         "أ", "\u0623", "\u0627\u0654", "http://", "https:", "1", "-", "+", "%41", "%%34"]
    ),
)  # fmt: skip
ADDRESSES = st.builds(
    lambda head, parts: head + "".join(parts),
    st.sampled_from(["https://a.com/", "http://www.a.com", "", "//", "https://"]),
    st.lists(PARTS, max_size=12),
)


@settings(max_examples=500)
@given(st.one_of(ADDRESSES, st.text()))
def test_a_key_never_changes_once_taken_and_nothing_raises(url):
    once = normal(url)
    assert normal(once) == once
    assert key(once) == key(url)
    assert key(key(url)) == key(url)
    same_site(url, "a.com")
