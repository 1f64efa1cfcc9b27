"""What a target on the command line means."""

import pytest

from crawler.errors import UsageError
from crawler.jobs.targets import target
from crawler.sources import Source

NASHRA = Source(id="nashra", home="https://www.nashra.example.com/")
ARABIC = Source(id="world-arabic", home="https://www.world.example.org/arabic")
SOURCES = {each.id: each for each in (NASHRA, ARABIC)}


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("nashra", "https://www.nashra.example.com/"),
        ("https://nashra.example.com", "https://www.nashra.example.com/"),
        ("world-arabic", "https://www.world.example.org/arabic"),
        ("https://www.world.example.org/arabic/", "https://www.world.example.org/arabic"),
        ("https://unknown.example.net/", "https://unknown.example.net/"),
    ],
)
def test_an_id_or_a_front_page_is_the_whole_site(given, url):
    meant = target(given, SOURCES)
    assert meant.whole
    assert (meant.url, meant.scope) == (url, "")


@pytest.mark.parametrize(
    "given",
    [
        "https://www.nashra.example.com/politics",
        "https://www.nashra.example.com/?p=12",
        "https://www.world.example.org/arabic/sport",
    ],
)
def test_a_path_or_a_query_is_a_part_of_it(given):
    meant = target(given, SOURCES)
    assert not meant.whole
    assert meant.url == given
    assert meant.scope


def test_a_missing_scheme_is_guessed():
    assert target("unknown.example.net", SOURCES).url.startswith("https://unknown.example.net")
    assert target("unknown.example.net", SOURCES).guessed
    assert not target("http://unknown.example.net", SOURCES).guessed
    assert not target("nashra", SOURCES).guessed


def test_a_source_that_shares_its_site_keeps_to_its_folder():
    assert target("world-arabic", SOURCES).folder == "/arabic/"
    assert target("nashra", SOURCES).folder == ""


def test_nonsense_is_named():
    with pytest.raises(UsageError, match="no such outlet"):
        target("no such outlet", SOURCES)


@pytest.mark.parametrize(
    ("given", "words"),
    [("http://me@nashra.example/", "a user name before nashra.example"), ("http://a..example/", "a..example")],
)
def test_an_address_that_is_never_asked_is_named_with_its_fault(given, words):
    with pytest.raises(UsageError, match=words) as raised:
        target(given, SOURCES)
    assert given in str(raised.value)
