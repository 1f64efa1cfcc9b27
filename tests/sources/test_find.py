"""Which source a target means."""

import pytest

from crawler.errors import UsageError
from crawler.sources import Source, find

SOURCES = {
    source.id: source
    for source in (
        Source(id="paper", home="https://www.paper.com.eg/"),
        Source(id="paper-gate", home="https://gate.paper.com.eg/"),
        Source(id="world", home="https://www.example.com/arabic"),
    )
}


@pytest.mark.parametrize(
    ("target", "identifier"),
    [
        ("paper", "paper"),
        ("https://www.paper.com.eg/story/1", "paper"),
        ("http://m.paper.com.eg/story/1", "paper"),
        ("paper.com.eg", "paper"),
        ("https://amp.paper.com.eg/story/1", "paper"),
        ("https://gate.paper.com.eg/News/1.aspx", "paper-gate"),
        ("https://sport.paper.com.eg/", "paper"),
        ("https://example.com/arabic/articles/x1", "world"),
    ],
)
def test_an_id_or_an_address_of_the_site_means_its_source(target, identifier):
    assert find(target, SOURCES).id == identifier


@pytest.mark.parametrize("target", ["https://www.example.com/sport", "https://example.com/arabicfood", "example.com"])
def test_a_home_with_a_path_claims_only_what_is_below_it(target):
    assert find(target, SOURCES).id == "example.com"


def test_a_site_without_a_file_gets_a_source_made_from_its_address():
    source = find("https://news.unknown.dz/a/b", SOURCES)
    assert (source.id, source.home) == ("unknown.dz", "https://news.unknown.dz/")


@pytest.mark.parametrize(
    ("target", "home"),
    [
        ("unknown.dz", "https://unknown.dz/"),
        ("unknown.dz:8080/x", "https://unknown.dz:8080/"),
        ("unknown.dz?p=1", "https://unknown.dz/"),
        ("localhost:8642", "https://localhost:8642/"),
        ("127.0.0.1:8642/a", "https://127.0.0.1:8642/"),
        (" https://unknown.dz/ ", "https://unknown.dz/"),
    ],
)
def test_an_address_without_a_scheme_gets_https(target, home):
    assert find(target, SOURCES).home == home


@pytest.mark.parametrize(
    "target", ["", "papper", "ftp://paper.com.eg/", "https://", "https://a b.com/", "http://x:99999/"]
)
def test_what_is_neither_is_refused(target):
    with pytest.raises(UsageError, match="neither a source"):
        find(target, SOURCES)


def test_the_nearest_id_is_offered():
    with pytest.raises(UsageError, match='did you mean "paper"'):
        find("papper", SOURCES)


def test_a_host_in_arabic_letters_is_one_site_in_both_its_spellings():
    one, other = find("https://موقع.مصر/خبر", SOURCES), find("https://أخبار.مصر/", SOURCES)
    assert one.id != other.id
    assert one.id == find("http://www.xn--4gbrim.xn--wgbh1c/", SOURCES).id
