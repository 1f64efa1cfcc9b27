"""The archive keeps each article once, with all its addresses, and what it was before."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article, Copy, Link, from_record, to_record
from crawler.errors import StorageError
from crawler.found import Found, Role
from crawler.storage import Archive, State, open_archive
from crawler.storage.identity import article_id

VARIANTS = (
    "https://www.example.com/story/2020/9/30/harvest/123",
    "http://www.example.com/story/2020/9/30/harvest/123",
    "https://example.com/story/2020/9/30/harvest/123",
    "https://m.example.com/story/2020/9/30/harvest/123",
    "https://www.example.com/story/2020/9/30/harvest/123/",
    "https://www.example.com/story/2020/9/30/harvest/123?utm_source=feed&utm_medium=rss",
    "https://www.example.com/story/2020/9/30/harvest/123?fbclid=abc",
    "https://www.example.com/amp/story/2020/9/30/harvest/123",
    "https://www.example.com/print/123",
    "https://www.example.com/?id=123",
)


def test_a_new_article_is_stored_with_an_id_and_given_back(archive, article):
    outcome = archive.store(article())
    assert (outcome.kind, outcome.revision) == ("stored", 1)
    assert archive.article(outcome.id) == article(id=outcome.id)
    assert archive.count() == archive.count("example.com") == 1
    assert archive.count("example.org") == 0


def test_the_id_is_that_of_the_canonical_address_however_it_is_spelled(archive, article):
    plain = article(url="https://www.example.com/?id=123", canonical_url=VARIANTS[5])
    assert archive.store(plain).id == article_id("example.com", VARIANTS[0])


@pytest.mark.parametrize("first", range(len(VARIANTS)))
def test_one_article_under_ten_addresses_is_one_row_that_keeps_them(archive, article, first):
    order = VARIANTS[first:] + VARIANTS[:first]
    kinds = [archive.store(article(url=url, canonical_url=VARIANTS[0])).kind for url in order]
    assert kinds[0] == "stored"
    assert set(kinds[1:]) <= {"known", "duplicate"}
    assert archive.count() == 1
    ids = {archive.find(url) for url in VARIANTS}
    assert len(ids) == 1
    assert len(archive.addresses(ids.pop())) > 1


@pytest.mark.parametrize("by_another", [False, True])
def test_what_is_stored_after_an_article_was_recognised_as_new_is_seen(archive, article, by_another):
    mine, theirs = article(url="https://www.example.com/news/9"), article()
    assert archive.recognise(mine) is None
    if by_another:
        with Archive(archive.path) as other:
            first = other.store(theirs)
    else:
        first = archive.store(theirs)
    assert archive.store(mine) == replace(first, kind="duplicate")


def test_what_an_article_was_recognised_as_in_a_transaction_that_was_undone_is_forgotten(archive, article):
    mine = article(url="https://www.example.com/news/9")
    with suppress(ZeroDivisionError), archive.alone():
        archive.store(article())
        assert archive.recognise(mine) is not None
        raise ZeroDivisionError
    assert archive.store(mine).kind == "stored"


def test_an_article_that_was_recognised_is_not_compared_again(archive, article, monkeypatch):
    new = article()
    assert archive.recognise(new) is None
    monkeypatch.setattr("crawler.storage.shelf.match", None)  # would raise
    assert archive.store(new).kind == "stored"


def test_the_same_folded_text_at_another_address_is_a_duplicate(archive, article):
    first = archive.store(article())
    spelled = article(url="https://www.example.com/news/9", title="مزارعو الدلتا يبدأون حصاد الارز مبكراً")
    assert archive.store(spelled).kind == "duplicate"
    assert archive.find("https://www.example.com/news/9") == first.id
    assert archive.article(first.id).title == article().title


def test_the_same_text_at_another_outlet_is_another_article(archive, article):
    archive.store(article())
    assert archive.store(article(url="https://example.org/5", source="example.org")).kind == "stored"


def test_a_changed_text_at_a_kept_address_is_a_revision(archive, article, clock):
    first = archive.store(article())
    clock.now += timedelta(hours=3)
    changed = archive.store(article(paragraphs=("تأجل الحصاد أسبوعا.",), fetched_at=clock.now))
    assert (changed.kind, changed.id, changed.revision) == ("revised", first.id, 2)
    assert archive.article(first.id).paragraphs == ("تأجل الحصاد أسبوعا.",)
    assert [old.paragraphs for old in archive.revisions(first.id)] == [article().paragraphs]
    assert archive.count() == 1


def test_a_revision_without_a_date_keeps_the_one_that_was_known(archive, article):
    id_ = archive.store(article()).id
    archive.store(article(title="عنوان معدل", published=None, published_precision=None, published_from=None))
    kept = archive.article(id_)
    assert (kept.published, kept.published_from) == (article().published, "visible")


def test_an_older_record_does_not_bring_back_a_text_that_was_revised(archive, article):
    id_ = archive.store(article()).id
    older = article(title="العنوان الأول", fetched_at=article().fetched_at - timedelta(days=1))
    assert archive.store(older).kind == "known"
    assert archive.article(id_).title == article().title


def test_a_canonical_link_to_another_story_is_not_believed(archive, another):
    first = archive.store(another(1))
    second = archive.store(another(2, canonical_url=another(1).url))
    assert second.kind == "stored"
    assert second.id != first.id
    assert archive.article(second.id).canonical_url is None
    assert archive.find(another(1).url) == first.id


def test_a_redirect_from_a_dead_article_does_not_take_its_place(archive, another):
    dead = archive.store(another(1))
    living = another(2, addresses=(another(1).url, another(2).url))
    assert archive.store(living).kind == "stored"
    assert archive.article(dead.id).title == another(1).title


def test_a_cut_version_with_the_same_headline_is_a_duplicate_of_its_canonical_address(archive, article):
    archive.store(article())
    cut = article(url="https://lite.example.com/x/9", canonical_url=article().url, paragraphs=("مختصر.",))
    assert archive.store(cut).kind == "duplicate"


def test_storing_marks_the_pages_of_the_ledger_in_the_same_transaction(archive, article):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    pages = [VARIANTS[0], VARIANTS[8], "https://www.example.com/story/other"]
    ledger.add([Found(url, Role.ARTICLE) for url in pages], depth=1, parent=None)
    archive.store(article(addresses=(VARIANTS[8],)))
    assert ledger.counts() == {State.STORED: 2, State.DISCOVERED: 1}


def test_articles_come_by_time_and_id_and_undated_ones_last(archive, another):
    day = datetime(2021, 5, 1, tzinfo=UTC)
    undated = another(9, published=None)
    for each in (another(1, published=day + timedelta(days=2)), undated, another(2, published=day)):
        archive.store(each)
    assert [each.title for each in archive.articles()] == ["خبر رقم 2", "خبر رقم 1", "خبر رقم 9"]
    assert [each.title for each in archive.articles(since=day)] == ["خبر رقم 2", "خبر رقم 1"]
    assert [each.title for each in archive.articles(until=day + timedelta(days=2))] == ["خبر رقم 2"]
    assert list(archive.articles(source="example.org")) == []


def test_reading_sees_one_moment_while_storing_goes_on(archive, another):
    for number in range(3):
        archive.store(another(number))
    reading = archive.articles()
    next(reading)
    archive.store(another(7))
    assert len(list(reading)) == 2
    assert archive.count() == 4


def test_an_imported_id_is_kept_unless_another_article_has_it(archive, another):
    assert archive.store(another(1, id="00000000000000aa")).id == "00000000000000aa"
    assert archive.store(another(2, id="00000000000000aa")).id == article_id("example.com", another(2).url)
    assert archive.store(another(3, id="../../../../evil")).id == article_id("example.com", another(3).url)


@pytest.mark.parametrize("source", ["", "..", "../evil", "a/b", "a..b", "/etc", ".hidden", "A", "مصر", "a\n", "a\0b"])
def test_a_source_that_cannot_name_a_folder_is_refused(archive, article, source):
    with pytest.raises(StorageError, match="source's id"):
        archive.store(article(source=source))
    with pytest.raises(StorageError, match="source's id"):
        archive.claim(source)
    with pytest.raises(StorageError, match="source's id"):
        archive.ledger(source)
    assert archive.count() == 0


@pytest.mark.parametrize("change", [{"title": "عنوان \ud800"}, {"revision": 1 << 70}])
def test_what_the_database_cannot_hold_is_a_storage_error_and_leaves_nothing(archive, article, change):
    with pytest.raises(StorageError, match="cannot be stored"):
        archive.store(article(**change))
    assert archive.count() == 0
    assert archive.store(article()).kind == "stored"


def test_several_who_open_one_archive_share_it_and_the_last_closes_it(tmp_path, article):
    one, other = open_archive(tmp_path), open_archive(tmp_path)
    assert one is other
    one.close()
    assert other.store(article()).kind == "stored"
    other.close()
    fresh = open_archive(tmp_path)
    assert fresh is not one
    assert fresh.count() == 1
    fresh.close()


_text = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30)
_some = _text.filter(bool)
_texts = st.lists(_text, max_size=4).map(tuple)
_times = st.datetimes(datetime(1800, 1, 1), datetime(9000, 1, 1), timezones=st.timezones() | st.just(UTC))
_links = st.none() | st.lists(st.builds(Link, _text, st.none() | _text), max_size=3).map(tuple)
_copies = st.builds(Copy, _text, _text, st.none() | _times, st.none() | st.floats(0, 1))
_articles = st.builds(
    Article,
    url=st.from_regex(r"https://[a-z]{1,8}\.example\.com/[a-z0-9]{1,8}", fullmatch=True),
    title=_some,
    paragraphs=_texts,
    source=st.just("example.com"),
    canonical_url=st.none() | _some,
    description=st.none() | _text,
    published=st.none() | _times,
    modified=st.none() | _times,
    published_precision=st.sampled_from([None, "second", "minute", "day"]),
    published_raw=st.none() | _text,
    published_from=st.sampled_from([None, "jsonld", "meta", "visible", "feed", "sitemap", "url"]),
    authors=_texts,
    byline=st.none() | _text,
    agencies=_texts,
    dateline=st.none() | _text,
    related=_links,
    read_also=_links,
    section=st.none() | _text,
    tags=_texts,
    image=st.none() | _text,
    images=_texts,
    language=st.none() | _text,
    kind=st.sampled_from(["article", "brief", "opinion", "live"]),
    fetched_at=st.none() | _times,
    revision=st.integers(1, 1 << 31),
    reservations=_texts,
    paywalled=st.booleans(),
    copies=st.lists(_copies, max_size=2).map(tuple),
)


@given(_articles)
def test_a_record_gives_its_article_back(article):
    assert to_record(from_record(to_record(article))) == to_record(article)
    assert from_record(to_record(article)).paragraphs == article.paragraphs


@settings(max_examples=60)
@given(st.lists(_articles, max_size=3))
def test_any_article_is_kept_whole_or_recognised(tmp_path_factory, articles):
    with Archive(tmp_path_factory.mktemp("any")) as archive:
        for article in articles:
            outcome = archive.store(article)
            kept = archive.article(outcome.id)
            if outcome.kind == "stored":
                same = replace(article, id=kept.id, fetched_at=kept.fetched_at, canonical_url=kept.canonical_url)
                assert to_record(kept) == to_record(same)
            assert archive.find(article.url) is not None
            assert archive.document_path(kept).is_file()
