"""Validate lets through what is fit to store, and says of the rest why it is not."""

from datetime import UTC, date, datetime, timedelta, timezone
from types import SimpleNamespace

import pytest

from crawler import stats
from crawler.article import Link
from crawler.errors import UsageError
from crawler.reasons import Reason
from pipelines import Dropped, Tally, Validate
from pipelines.validate import LONGEST_ADDRESS, LONGEST_TEXT, LONGEST_TITLE, possible, reject

NOW = datetime(2024, 3, 6, tzinfo=UTC)


def test_a_sound_article_goes_through_as_it_is(article):
    assert Validate(clock=lambda: NOW).process_item(article()) == article()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, Reason.NO_TITLE),
        ({"paragraphs": ()}, Reason.NO_TEXT),
        ({"title": "ع" * (LONGEST_TITLE + 1)}, Reason.INVALID),
        ({"paragraphs": ("ع" * LONGEST_TEXT, "ع")}, Reason.TOO_LARGE),
        ({"kind": "poem"}, Reason.INVALID),
        ({"source": "../evil"}, Reason.INVALID),
        ({"source": ""}, Reason.INVALID),
        ({"url": "javascript:alert(1)"}, Reason.INVALID),
        ({"url": "https:///path"}, Reason.INVALID),
        ({"url": "https://[broken/"}, Reason.INVALID),
        ({"url": "https://user:secret@example.com/1"}, Reason.INVALID),
        ({"url": "https://example.com\\@other.example/1"}, Reason.INVALID),
        ({"url": "https://example.com/" + "a" * LONGEST_ADDRESS}, Reason.INVALID),
    ],
)
def test_what_is_not_fit_is_dropped_with_its_reason_and_counted(article, change, reason):
    tally = Tally()
    with pytest.raises(Dropped) as dropped:
        Validate(stats=tally, clock=lambda: NOW).process_item(article(**change))
    assert dropped.value.reason is reason
    assert tally[stats.REASON + reason] == 1


def test_a_brief_may_be_a_headline_alone(article):
    assert reject(article(kind="brief", paragraphs=())) is None


def test_what_was_published_before_since_is_too_old_by_the_sources_own_day(article):
    late = datetime(2024, 3, 1, 0, 30, tzinfo=timezone(timedelta(hours=3)))
    assert reject(article(published=late), since=date(2024, 3, 1)) is None
    assert reject(article(published=late), since=date(2024, 3, 2)).reason is Reason.TOO_OLD
    assert reject(article(published=None), since=date(2024, 3, 2)) is None


@pytest.mark.parametrize(
    ("published", "kept"),
    [
        (NOW + timedelta(hours=20), True),
        (NOW + timedelta(days=2), False),
        (datetime(1700, 1, 1, tzinfo=UTC), False),
        (datetime(9999, 12, 31, tzinfo=timezone(timedelta(hours=-5))), False),
        (datetime(2024, 3, 1), False),
    ],
)
def test_a_date_that_cannot_be_is_none_and_counted(article, published, kept):
    tally = Tally()
    sound = Validate(stats=tally, clock=lambda: NOW).process_item(article(published=published))
    assert (sound.published is not None) == kept
    assert tally[stats.SET_ASIDE + "published"] == (0 if kept else 1)
    assert sound.published_raw == "5 مارس 2024"
    assert (sound.published_from, sound.published_precision) == (("visible", "minute") if kept else (None, None))


def test_addresses_that_are_none_are_set_aside(article):
    sound = possible(
        article(
            canonical_url="/relative",
            image="data:image/png;base64,AAAA",
            images=("https://example.com/1.jpg", "ftp://example.com/2.jpg"),
            related=(Link("خبر", "javascript:void(0)"), Link("خبر آخر", "https://example.com/2")),
            addresses=("https://example.com/a", "about:blank"),
            language="عربي",
        ),
        now=NOW,
    )
    assert (sound.canonical_url, sound.image, sound.language) == (None, None, None)
    assert sound.images == ("https://example.com/1.jpg",)
    assert sound.related == (Link("خبر"), Link("خبر آخر", "https://example.com/2"))
    assert sound.addresses == ("https://example.com/a",)


def test_a_since_that_is_no_day_is_refused_before_crawling():
    crawler = SimpleNamespace(settings={"KHABAR_SINCE": "أمس"}, stats=Tally())
    with pytest.raises(UsageError, match="give a day such as"):
        Validate.from_crawler(crawler)
