"""Source files: what a right one gives, and what a wrong one is told."""

from pathlib import Path

import pytest
from least import LEAST

from crawler.errors import SourceError
from crawler.sources import load
from crawler.sources.checks import KEYS, OUTLET_TYPES
from crawler.sources.pattern import NAMES
from crawler.sources.writing import as_file

WHOLE = """
name = "الصحيفة"
name_en = "The Paper"
home = "https://www.example.com/ar"
country = "EG"
timezone = "Africa/Cairo"
type = "newspaper"
tags = ["economy", "sport"]
feeds = ["/feed", "https://feeds.example.net/paper.xml"]
sitemaps = ["/news.xml"]
sections = ["/ar/politics"]
article_url = "/story/{y}/{m}/{slug}/{id}"
drop = ["aside.more", "p > b:first-child"]
drop_text = ["تابعونا"]
false_dates = ["jsonld", "feed"]
encoding = "windows-1256"
delay = 2
browser = true
enabled = false

[selectors]
title = "h1.head"
body = "#story, div.text"
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="paper.toml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def refused(path: Path) -> str:
    with pytest.raises(SourceError) as caught:
        load(path)
    return str(caught.value)


def with_line(line: str) -> str:
    """Return the least file with a line that replaces the one of the same key, or is added."""
    key = line.split(" =", maxsplit=1)[0]
    lines = [each for each in LEAST.splitlines() if not each.startswith(f"{key} =")]
    return "\n".join([*lines, line])


def test_a_whole_file_gives_every_key(write):
    source = load(write(WHOLE))
    assert (source.id, source.name, source.name_en, source.country) == ("paper", "الصحيفة", "The Paper", "EG")
    assert (source.timezone, source.encoding, source.delay) == ("Africa/Cairo", "windows-1256", 2.0)
    assert (source.browser, source.enabled) == (True, False)
    assert (source.type, source.tags) == ("newspaper", ("economy", "sport"))
    assert source.article_url == "/story/{y}/{m}/{slug}/{id}"
    assert source.drop == ("aside.more", "p > b:first-child")
    assert (source.drop_text, source.false_dates) == (("تابعونا",), ("jsonld", "feed"))


def test_an_address_that_begins_with_a_slash_is_on_the_homes_host(write):
    source = load(write(WHOLE))
    assert source.feeds == ("https://www.example.com/feed", "https://feeds.example.net/paper.xml")
    assert source.sitemaps == ("https://www.example.com/news.xml",)
    assert source.sections == ("https://www.example.com/ar/politics",)


def test_body_is_another_word_for_paragraphs(write):
    assert load(write(WHOLE)).selectors == {"title": "h1.head", "paragraphs": "#story, div.text"}


@pytest.mark.parametrize(
    ("given", "held"),
    [
        ('["/news/{id}", "/video/{id}/{slug}"]', ("/news/{id}", "/video/{id}/{slug}")),
        ('["/news/{id}"]', "/news/{id}"),
        ('["/news/{id}", "/news/{id}"]', "/news/{id}"),
    ],
)
def test_articles_may_have_addresses_of_several_patterns(write, given, held):
    source = load(write(with_line(f"article_url = {given}")))
    assert source.article_url == held
    assert load(write(as_file(source))) == source


def test_four_keys_are_enough(write):
    source = load(write(LEAST))
    assert source.site == "example.com"
    assert source.enabled
    assert not source.browser


def test_a_byte_order_mark_does_no_harm(write):
    assert load(write("\ufeff" + LEAST)) == load(write(LEAST))


@pytest.mark.parametrize("key", ["name", "home", "country", "timezone"])
def test_a_missing_key_is_named(write, key):
    text = "\n".join(line for line in LEAST.splitlines() if not line.startswith(f"{key} ="))
    assert refused(write(text)).startswith(f'paper.toml: "{key}" is missing; ')


def test_a_missing_zone_is_suggested_for_the_country(write):
    text = "\n".join(line for line in LEAST.splitlines() if not line.startswith("timezone"))
    assert refused(write(text)) == 'paper.toml: "timezone" is missing; give an IANA name such as Africa/Cairo'


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ('timezon = "Asia/Riyadh"', '"timezon" is no key of a source (did you mean "timezone"?)'),
        ("name = 7", '"name" is a number; write text'),
        ('name = " "', '"name" is empty'),
        ('timezone = "Cairo"', '"timezone" is "Cairo"; write an IANA name such as Africa/Cairo'),
        ('timezone = "../etc"', "write an IANA name such as Africa/Cairo"),
        ('timezone = "Africa"', "write an IANA name such as Africa/Cairo"),
        ('country = "Egypt"', '"country" is "Egypt"; write the country\'s two letters'),
        ('type = "newspapers"', '"type" is "newspapers", no type of an outlet (did you mean "newspaper"?); use one of'),
        ('tags = "economy"', '"tags" is text; write a list in brackets'),
        ('tags = ["Business news"]', '"tags" has "Business news"; write short words in small letters'),
        ('tags = ["an-endlessly-long-word-of-a-tag"]', "write short words in small letters"),
        ('home = "www.example.com"', '"home" is "www.example.com"; write a whole address'),
        ('home = "ftp://paper.example/"', "write a whole address"),
        ('home = "https://user:word@paper.example/"', "write a whole address"),
        ('home = "https://paper.example:99999/"', "write a whole address"),
        ('home = "https://paper example/"', "write a whole address"),
        ('feeds = "/feed"', '"feeds" is text; write a list'),
        ("feeds = [1]", '"feeds" is a number'),
        ('sitemaps = ["//other.example/x"]', '"sitemaps" is "//other.example/x"; write a whole address'),
        ('drop_text = "تابعونا"', '"drop_text" is text; write a list in brackets'),
        (
            'false_dates = ["json"]',
            '"false_dates" has "json", no origin of a date (did you mean "jsonld"?); use jsonld, meta, ',
        ),
        ('drop = ["div["]', '"drop" is "div[", no CSS selector'),
        ('article_url = "story/{id}"', '"article_url" is "story/{id}": give the path from its first slash'),
        ('article_url = ["/story/{id}", "story/{id}"]', '"article_url" is "story/{id}": give the path'),
        ("article_url = []", "is an empty list; give a pattern"),
        ("article_url = 5", '"article_url" is a number'),
        ('article_url = "/story/{number}"', "{number} is not known"),
        ('article_url = "/story/{tokn}"', '(did you mean "token"?)'),
        ('article_url = "/story/{id"', "nothing in it varies"),
        ('article_url = "/story/{id}/{slug"', "a brace is not closed"),
        ('article_url = "/story"', "nothing in it varies"),
        ('encoding = "windows-1265"', '(did you mean "windows-1256"?)'),
        ('encoding = "base64"', '"encoding" is "base64"; write the name of an encoding'),
        ("delay = -1", '"delay" is -1; write a number of seconds from 0'),
        ("delay = nan", '"delay" is nan'),
        ("delay = true", '"delay" is a boolean; write a number of seconds'),
        ('delay = "2"', '"delay" is text; write a number of seconds'),
        ('browser = "yes"', '"browser" is "yes"; write true, "articles", "lists" or false'),
        ("enabled = 2026-01-01", '"enabled" is a date; write true or false'),
        ('selectors = "h1"', '"selectors" is text; write a table'),
        ('selectors = {titel = "h1"}', '"selectors" has "titel", no field of a page (did you mean "title"?)'),
        ('selectors = {title = "h1::text"}', '"selectors" has "title", which is "h1::text", no CSS selector'),
        ('selectors = {title = "//h1"}', "no CSS selector"),
        ('selectors = {body = "p", paragraphs = "p"}', "both body and paragraphs"),
        ('selectors = {id = "p"}', '"selectors" has "id", no field of a page'),
    ],
)
def test_a_wrong_value_is_refused_with_the_file_the_key_and_what_to_write(write, line, says):
    message = refused(write(with_line(line)))
    assert message.startswith("paper.toml: ")
    assert says in message


def test_no_toml_is_refused_with_its_line(write):
    assert refused(write('name = "x"\nhome = \n')).startswith("paper.toml: line 2, column 8: no TOML: ")


def test_a_file_cut_off_is_refused(write):
    assert refused(write('name = "x')).startswith("paper.toml: ")


def test_another_encoding_than_utf8_is_refused(write):
    assert "save it as UTF-8" in refused(write('name = "الصحيفة"'.encode("cp1256")))


@pytest.mark.parametrize("name", ["The_Paper.toml", "صحيفة.toml", ".toml.toml", "a b.toml", "-x.toml", "demo.toml"])
def test_a_file_name_that_is_no_id_is_refused(write, name):
    assert refused(write(LEAST, name)).startswith(f"{name}: ")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refused(tmp_path / "none.toml").startswith("none.toml: cannot be read: ")


def test_the_documents_name_every_key_and_every_name_of_a_pattern():
    text = (Path(__file__).parents[2] / "docs" / "sources.md").read_text("utf-8")
    keys = [*KEYS, "timezone"]
    assert [key for key in keys if f"`{key}`" not in text and f"`[{key}]`" not in text] == []
    assert [name for name in NAMES if f"`{{{name}}}`" not in text] == []
    assert [name for name in OUTLET_TYPES if f"`{name}`" not in text] == []
