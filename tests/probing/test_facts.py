"""What the pages of a site tell of it together."""

from dataclasses import replace

import pytest
from seeing import HOME, NOW, entries, findings, look, sample

from crawler.found import Role
from crawler.probing import facts
from crawler.probing.findings import Listed


def at(url, **told):
    return findings(given=url, home=url, front=look(url), **told)


@pytest.mark.parametrize(
    ("url", "country", "zone", "sure"),
    [
        ("https://www.paper.com.eg/", None, "Africa/Cairo", True),
        ("https://www.paper.co.uk/", None, "Europe/London", True),
        (HOME, "LY", "Africa/Tripoli", True),
        (HOME, None, "Asia/Riyadh", False),
    ],
)
def test_the_zone_is_the_domains_or_the_given_countrys_else_a_guess(url, country, zone, sure):
    told = facts.zone_of(at(url), NOW, country=country)
    assert (told.value, told.sure) == (zone, sure)


def test_the_zone_is_what_most_pages_show():
    zones = ("Asia/Amman", "Asia/Amman", "Africa/Cairo")
    samples = tuple(sample(n, told=look(f"{HOME}news/{n}", zone=zone)) for n, zone in enumerate(zones))
    assert facts.zone_of(findings(samples=samples), NOW).value == "Asia/Amman"
    assert not facts.zone_of(findings(samples=samples[1:]), NOW).sure


@pytest.mark.parametrize(("minutes", "zone"), [(180, "Asia/Riyadh"), (240, "Asia/Dubai"), (120, "Africa/Cairo")])
def test_an_offset_makes_a_guess(minutes, zone):
    told = facts.zone_of(findings(front=look(offset=minutes)), NOW)
    assert (told.value, told.sure) == (zone, False)


def test_the_country_is_the_zones():
    assert facts.country_of(facts.Fact("Asia/Amman", "as its pages show")) == facts.Fact(
        "JO", "the country of Asia/Amman"
    )
    assert not facts.country_of(facts.Fact("Asia/Riyadh", "a guess", sure=False)).sure


def test_the_name_is_arabic_where_there_is_one():
    assert facts.name_of(findings(front=look(names=("The River", "النهر")))).value == "النهر"
    assert facts.name_of(findings(front=look(names=("The River",)))).value == "The River"
    unknown = facts.name_of(findings())
    assert (unknown.value, unknown.sure) == ("www.paper.example", False)


@pytest.mark.parametrize(
    ("charset", "declared", "told"),
    [
        ("utf-8", ("iso-8859-1",), None),
        ("windows-1256", ("windows-1256",), None),
        ("windows-1256", ("cp1256",), None),
        ("windows-1256", (), "windows-1256"),
        ("windows-1256", ("iso-8859-1",), "windows-1256"),
        ("cp1256", ("utf-8",), "windows-1256"),
    ],
)
def test_an_encoding_is_told_where_the_pages_do_not_name_it(charset, declared, told):
    pages = {"front": look(charset=charset, declared=declared), "samples": ()}
    fact = facts.encoding_of(findings(**pages))
    assert (fact.value if fact else None) == told


def test_pages_in_several_encodings_have_none():
    other = sample(1, told=look(f"{HOME}news/1"))
    assert facts.encoding_of(findings(front=look(charset="windows-1256"), samples=(other,))) is None


@pytest.mark.parametrize(
    ("given", "home", "is_home"),
    [
        (HOME, HOME, HOME),
        (f"{HOME}news/", f"{HOME}news/", f"{HOME}news/"),
        (f"{HOME}sport/", f"{HOME}sport/", HOME),
        (f"{HOME}news/1", HOME, HOME),
        (HOME, f"{HOME}index.html", HOME),
        ("https://old.example/", f"{HOME}news/", f"{HOME}news/"),
        ("https://old.example/", f"{HOME}welcome/", HOME),
    ],
)
def test_the_home_is_the_folder_given_only_where_the_articles_are_in_it(given, home, is_home):
    listed = Listed(f"{HOME}out", Role.FEED, entries(1, 2, 3))
    assert facts.home_of(replace(findings(feeds=(listed,)), given=given, home=home)) == is_home
