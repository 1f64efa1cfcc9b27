"""What lists say of changes is followed where it may be true, and not where everything is new every time."""

from datetime import UTC, datetime, timedelta

from crawler.found import Found, Role
from crawler.jobs.claims import believed, children_to_read, claims
from crawler.storage import Known, Worth

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
SITE = "https://example.com"


def told(number, lastmod=None, **more):
    return Found(f"{SITE}/news/{number}", Role.ARTICLE, lastmod=lastmod, **more)


def known(number, lastmod=None, *, fetched=timedelta(days=1), full=timedelta(days=1), kept=True, **more):
    at = int((NOW - fetched).timestamp())
    full_at = int((NOW - full).timestamp())
    name = f"example.com/news/{number}"
    values = {"title": None, "published_from": None, "run": 1, **more}
    return {
        name: Known(
            name, "0123456789abcdef" if kept else None, lastmod=lastmod, fetched_at=at, full_at=full_at, **values
        )
    }


def claimed(found, before):
    return bool(claims([found], before, now=NOW, run=2))


def test_a_later_date_of_change_is_a_claim():
    assert claimed(told(1, "2026-11-23T11:00:00Z"), known(1, "2026-11-20T11:00:00Z"))
    assert not claimed(told(1, "2026-11-20T11:00:00Z"), known(1, "2026-11-20T11:00:00Z"))
    assert not claimed(told(1, "2026-11-19T11:00:00Z"), known(1, "2026-11-20T11:00:00Z"))
    assert not claimed(told(1), known(1, "2026-11-20T11:00:00Z"))


def test_a_date_that_lies_before_the_last_look_is_none():
    assert not claimed(told(1, "2026-11-20T11:00:00Z"), known(1))
    assert not claimed(told(1, "2026-11-20T11:05:00Z"), known(1, "2026-11-20T11:00:00Z"))
    assert claimed(told(1, "2026-11-23T11:00:00Z"), known(1))


def test_a_day_is_a_claim_once_and_not_all_day_long():
    assert claimed(told(1, "2026-11-23"), known(1, "2026-11-20", fetched=timedelta(hours=1)))
    assert not claimed(told(1, "2026-11-23"), known(1, "2026-11-23", fetched=timedelta(hours=1)))


def test_what_this_very_run_has_fetched_has_not_changed():
    just_now = {"fetched": timedelta(0)}
    assert claimed(told(1, "2026-11-23T11:59:00Z"), known(1, **just_now))
    assert not claimed(told(1, "2026-11-23T11:59:00Z"), known(1, run=2, **just_now))


def test_only_pages_of_kept_articles_can_have_changed():
    assert not claimed(told(1, "2026-11-23"), known(1, "2026-11-20", kept=False))
    assert not claimed(told(2, "2026-11-23"), known(1, "2026-11-20"))


def test_another_headline_in_the_same_feed_is_a_claim():
    before = known(1, title="مقتل خمسة في انهيار مبنى", published_from="feed")
    assert claimed(told(1, title="مقتل سبعة في انهيار مبنى", published_from="feed"), before)
    assert not claimed(told(1, title="مقتل خمسةٍ في إنهيار مبنى", published_from="feed"), before)
    assert not claimed(told(1, title="مقتل سبعة", published_from="sitemap"), before)
    assert not claimed(told(1, title="مقتل سبعة", published_from="feed"), known(1, title="مقتل خمسة"))


def test_a_few_claims_are_followed_and_a_list_that_is_all_new_is_not():
    keys = [str(number) for number in range(80)]
    assert believed(keys[:5], met=80, worth=Worth()) == keys[:5]
    assert believed(keys[:24], met=80, worth=Worth()) == keys[:24]
    assert believed(keys, met=80, worth=Worth()) == keys[:1]
    assert believed([], met=80, worth=Worth()) == []


def test_experience_decides_whom_to_believe():
    keys = [str(number) for number in range(80)]
    assert believed(keys, met=80, worth=Worth(claims=12, held=11)) == keys
    assert believed(keys[:4], met=80, worth=Worth(claims=10, held=0)) == keys[:1]
    assert believed(keys[:4], met=80, worth=Worth(claims=10, held=5)) == keys[:4]


def children(*dates):
    return [Found(f"{SITE}/news/{number}", Role.SITEMAP, lastmod=date) for number, date in enumerate(dates)]


def read(found, before, worth, *, stale=timedelta(days=1)):
    again, checks = children_to_read(found, before, worth=worth, now=NOW, stale_by=NOW - stale)
    numbers = [[int(each.url.rpartition("/")[2]) for each in some] for some in (again, checks)]
    return tuple(numbers)


def test_sitemaps_that_changed_are_read_and_those_that_did_not_are_checked_before_their_index_is_trusted():
    found = children("2026-11-23T11:00:00Z", *["2026-11-01"] * 6)
    before = {**known(0, "2026-11-22T11:00:00Z")}
    for number in range(1, 7):
        before |= known(number, "2026-11-01", full=timedelta(hours=2))
    assert read(found, before, Worth()) == ([0], [1, 2, 3])
    assert read(found, before, Worth(claims=3, held=3)) == ([0], [])
    assert read(found, before, Worth(claims=3, held=3), stale=timedelta(hours=1)) == ([0], [1])
    assert read(found, before, Worth(claims=9, held=8)) == ([0], [1, 2, 3])


def test_of_sitemaps_that_say_nothing_the_first_few_are_read_again():
    before = {}
    for number in range(20):
        before |= known(number)
    assert read(children(*[None] * 20), before, Worth()) == ([0, 1, 2, 3, 4], [])


def test_a_sitemap_that_changed_on_the_day_it_was_read_may_have_changed_since():
    before = known(0, "2026-11-23", fetched=timedelta(hours=1))
    assert read(children("2026-11-23"), before, Worth(3, 3)) == ([0], [])


def test_a_sitemap_that_nobody_read_is_not_read_again():
    assert read(children("2026-11-23"), {}, Worth()) == ([], [])
