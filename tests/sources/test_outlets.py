"""The bundled outlets: what holds of every file."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from crawler.discovery.feeds import USUAL_FEEDS
from crawler.sources import catalogue, find, matches, site_of
from crawler.sources.catalogue import BUNDLED
from crawler.sources.checks import OUTLET_TYPES
from crawler.urls import is_article

ROOT = Path(__file__).parents[2]
SOURCES = dict(catalogue())
FILES = {path.stem: path.read_text("utf-8") for path in BUNDLED.glob("*.toml")}
ARAB_LEAGUE = set("AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE".split())
WITHOUT = {"KM"}  # none of the Comoros is known that writes in Arabic
# Their feeds stand on another site than their pages.
FEEDS_ELSEWHERE = {"bbc-arabic": "bbci.co.uk", "sputnik-arabic": "sputnikarabic.ae"}
SHAPES = {
    "id": "3954821", "hex": "3f2b7a10-99aa-4c1d", "token": "c4nz9dn7x6no", "slug": "وزير-الري-يشهد-توقيع-العقد",
    "section": "politics", "path": "news/local", "y": "2020", "m": "9", "d": "30", "ymd": "20200930",
}  # fmt: skip


def article_of(source):
    """Return an address that the source's pattern is of."""
    path = re.sub(r"\{(\w+)\}", lambda name: SHAPES[name[1]], source.article_url)
    home = urlsplit(source.home)
    return f"{home.scheme}://{home.netloc}{path}"


def test_every_country_of_the_arab_league_has_an_outlet():
    countries = {source.country for source in SOURCES.values()}
    assert ARAB_LEAGUE - countries == WITHOUT


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "docs/sources.md"])
def test_there_are_as_many_outlets_as_the_documents_say(name):
    (said,) = re.findall(r"more than (\d{3})\b", (ROOT / name).read_text("utf-8"))
    assert len(SOURCES) > int(said)


def test_every_file_has_names_and_a_type():
    assert set(FILES) == set(SOURCES)
    assert [each.id for each in SOURCES.values() if not (each.name and each.name_en and each.type)] == []
    assert {source.type for source in SOURCES.values()} == set(OUTLET_TYPES)


def test_every_file_begins_with_what_is_unproven():
    assert [name for name, text in FILES.items() if not text.startswith("# Unproven: ")] == []


def test_every_file_is_short_lines_of_plain_characters():
    lines = [(name, line) for name, text in FILES.items() for line in text.splitlines()]
    assert [(name, line) for name, line in lines if len(line) > 120 or line != line.rstrip() or "\u0640" in line] == []


def test_every_home_means_its_own_source():
    sources = catalogue()
    assert [name for name, source in SOURCES.items() if find(source.home, sources).id != name] == []
    assert [home for home, number in Counter(each.home for each in SOURCES.values()).items() if number > 1] == []


def test_every_pattern_is_of_addresses_that_belong_to_the_source():
    sources = catalogue()
    for source in SOURCES.values():
        if source.article_url:
            url = article_of(source)
            assert matches(source.article_url, url), source.id
            assert find(url, sources).id == source.id


def test_no_pattern_takes_the_home_or_a_plain_section_for_an_article():
    for source in SOURCES.values():
        if source.article_url:
            sections = ("", "/politics", "/politics/local", "/سياسة/")
            addresses = [source.home.rstrip("/") + section for section in sections]
            assert [url for url in addresses if matches(source.article_url, url)] == [], source.id


def test_no_pattern_is_of_addresses_that_are_never_articles():
    patterns = [source for source in SOURCES.values() if source.article_url]
    assert [each.id for each in patterns if is_article(article_of(each)) is False] == []


def test_every_list_belongs_to_the_site_but_for_those_known_to_be_elsewhere():
    elsewhere = {
        (source.id, site_of(url))
        for source in SOURCES.values()
        for url in (*source.feeds, *source.sitemaps, *source.sections)
        if site_of(url) != source.site
    }
    assert elsewhere == set(FEEDS_ELSEWHERE.items())


def test_no_file_names_only_feeds_that_are_found_without_it():
    usual = [
        source.id
        for source in SOURCES.values()
        if source.feeds and all(urlsplit(url).path in USUAL_FEEDS and not urlsplit(url).query for url in source.feeds)
    ]
    assert usual == []


@pytest.mark.parametrize("field", ["feeds", "sitemaps", "sections", "tags", "drop"])
def test_no_file_says_a_thing_twice(field):
    assert [each.id for each in SOURCES.values() if len(set(getattr(each, field))) < len(getattr(each, field))] == []


def test_tags_are_few_words_that_several_readers_would_choose():
    tags = Counter(tag for source in SOURCES.values() for tag in source.tags)
    assert len(tags) <= 20
