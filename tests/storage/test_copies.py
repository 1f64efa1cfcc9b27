"""Each story once, whoever tells it and in whatever order it comes; no text is lost."""

import itertools
import multiprocessing
from dataclasses import replace

import pytest
from retelling import documents, telling

from crawler.article import Copy, to_record
from crawler.document import render
from crawler.errors import UsageError
from crawler.found import Found, Role
from crawler.storage import Archive, State
from crawler.storage.archive import FILE
from crawler.storage.exports import write
from crawler.storage.told import story_of, told

FIRST, LATER, LAST = telling("first"), telling("later", hour=1, cut=1), telling("last", hour=2, title="عنوان آخر تماما")
OTHER = telling("other", story=41, hour=3)


def shown(archive, **options):
    return [each.source for each in archive.articles(**options)]


def standing(archive):
    """Return what an archive says of its stories, without what depends on numbers."""
    return [
        (story.original.source, [(each.article.source, each.similarity) for each in story.copies])
        for story in told(archive)
    ]


def test_the_same_story_in_another_outlet_is_a_copy_of_the_earliest(archive):
    for each in (FIRST, OTHER, LATER):
        archive.store(each)
    assert shown(archive) == ["first.com", "other.com"]
    assert archive.count() == 2
    (copy,) = next(archive.articles()).copies
    assert (copy.url, copy.source, copy.published) == (LATER.url, LATER.source, LATER.published)
    assert 0.5 < copy.similarity < 1
    assert documents(archive) == ["first.com", "other.com"]


@pytest.mark.parametrize("order", list(itertools.permutations((FIRST, LATER, LAST, OTHER))))
def test_what_is_decided_does_not_depend_on_the_order_of_arrival(archive, order):
    for each in order:
        archive.store(each)
    assert documents(archive) == ["first.com", "other.com"]
    ((original, copies),) = standing(archive)
    assert original == "first.com"
    assert [source for source, _ in copies] == ["later.com", "last.com"]
    (article,) = (each for each in archive.articles() if each.source == "first.com")
    assert [copy.source for copy in article.copies] == ["later.com", "last.com"]


def test_an_original_that_comes_later_takes_the_place_and_the_documents_follow(archive):
    copy = archive.store(LATER)
    assert documents(archive) == ["later.com"]
    original = archive.store(FIRST)
    assert (copy.is_copy, original.is_copy) == (False, False)
    assert documents(archive) == ["first.com"]
    assert archive.article(copy.id).paragraphs == LATER.paragraphs
    assert archive.document_path(archive.article(original.id)).read_bytes() == render(FIRST).encode()


def test_without_dates_the_fullest_stands_for_the_story(archive):
    for each in (telling("short", hour=None, cut=2), telling("full", hour=None), telling("cut", hour=None, cut=1)):
        archive.store(each)
    assert shown(archive) == ["full.com"]


def test_a_copy_is_kept_as_any_article_with_its_address_its_page_and_its_text(archive):
    archive.store(FIRST)
    ledger = archive.ledger(LATER.source)
    ledger.start_run()
    ledger.add([Found(LATER.url, Role.ARTICLE)], depth=1, parent=None)
    outcome = archive.store(LATER)
    assert (outcome.kind, outcome.is_copy) == ("stored", True)
    assert archive.find(LATER.url) == outcome.id
    assert archive.store(LATER).kind == "known"
    assert ledger.counts() == {State.STORED: 1}
    assert archive.count(copies="all") == 2


def test_a_copy_that_its_outlet_rewrites_leaves_the_story_and_may_come_back(archive):
    archive.store(FIRST)
    id_ = archive.store(LATER).id
    rewritten = archive.store(replace(LATER, title=OTHER.title, paragraphs=OTHER.paragraphs))
    assert (rewritten.kind, rewritten.is_copy) == ("revised", False)
    assert shown(archive) == ["first.com", "later.com"]
    assert documents(archive) == ["first.com", "later.com"]
    assert archive.store(LATER).is_copy
    assert documents(archive) == ["first.com"]
    assert [each.revision for each in archive.revisions(id_)] == [1, 2]


def test_an_original_that_is_rewritten_leaves_its_place_to_the_next(archive):
    for each in (FIRST, LATER, LAST):
        archive.store(each)
    archive.store(replace(FIRST, title=OTHER.title, paragraphs=OTHER.paragraphs))
    assert shown(archive) == ["first.com", "later.com"]
    assert [(original, [source for source, _ in copies]) for original, copies in standing(archive)] == [
        ("later.com", ["last.com"])
    ]


def test_a_correction_that_changes_little_keeps_the_story_and_measures_anew(archive):
    archive.store(FIRST)
    archive.store(LAST)
    ((_, [(_, before)]),) = standing(archive)
    archive.store(
        replace(FIRST, paragraphs=(*FIRST.paragraphs, "تصحيح: أضيفت فقرة إلى هذا الخبر بعد نشره بساعات قليلة."))
    )
    ((_, [(_, after)]),) = standing(archive)
    assert before == 1
    assert 0.5 < after < 1


def test_all_articles_are_kept_where_that_is_chosen_and_each_names_the_others(archive):
    archive.keep_copies("all")
    for each in (LATER, FIRST, LAST):
        archive.store(each)
    assert shown(archive) == ["first.com", "later.com", "last.com"]
    assert documents(archive) == ["first.com", "last.com", "later.com"]
    assert [[copy.source for copy in each.copies] for each in archive.articles()] == [
        ["later.com", "last.com"],
        ["first.com", "last.com"],
        ["first.com", "later.com"],
    ]


def test_the_choice_may_change_and_the_documents_follow(archive, tmp_path):
    for each in (FIRST, LATER):
        archive.store(each)
    archive.keep_copies("all")
    assert documents(archive) == ["first.com", "later.com"]
    with Archive(tmp_path / "data") as again:
        assert shown(again) == ["first.com", "later.com"]
        assert shown(again, copies="one") == ["first.com"]
        again.keep_copies("one")
        assert documents(again) == ["first.com"]
        assert shown(again, copies="all") == ["first.com", "later.com"]
    with pytest.raises(UsageError, match="give one"):
        archive.keep_copies("some")


def test_all_documents_made_again_are_those_of_what_is_shown(archive):
    for each in (FIRST, LATER):
        archive.store(each)
    archive.write_documents()
    assert documents(archive) == ["first.com"]


def test_a_document_that_a_kill_kept_from_going_goes_at_the_next_opening(archive, tmp_path, monkeypatch):
    archive.store(LATER)
    with monkeypatch.context() as patch:
        patch.setattr(Archive, "_write_document", interrupted)
        with pytest.raises(KeyboardInterrupt):
            archive.store(FIRST)
    assert documents(archive) == ["later.com"]
    with Archive(tmp_path / "data") as again:
        assert documents(again) == ["first.com"]


def interrupted(*_, **__):
    raise KeyboardInterrupt


def test_the_same_article_elsewhere_on_its_site_is_an_alias_and_changed_a_revision(archive):
    id_ = archive.store(FIRST).id
    assert archive.store(replace(FIRST, url="https://www.first.com/amp/40")).kind == "duplicate"
    assert archive.store(replace(FIRST, title="عنوان جديد")).kind == "revised"
    again = archive.store(replace(FIRST, url="https://www.first.com/again/40", paragraphs=FIRST.paragraphs[:-1]))
    assert (again.kind, again.is_copy) == ("stored", True)
    assert len(archive.addresses(id_)) == 2
    assert [each.article.url for each in story_of(archive, id_).copies] == ["https://www.first.com/again/40"]


def test_a_page_that_names_another_outlets_as_its_own_is_a_copy_and_no_alias(archive):
    archive.store(FIRST)
    outcome = archive.store(replace(LATER, canonical_url=FIRST.url))
    assert (outcome.kind, outcome.is_copy) == ("stored", True)
    assert archive.article(outcome.id).paragraphs == LATER.paragraphs


def test_copies_that_an_import_brought_are_kept_beside_those_found_here(archive):
    brought = Copy("https://www.elsewhere.com/7", "elsewhere.com", None, 0.7)
    same = Copy(LATER.url, LATER.source, None, 0.1)
    archive.store(replace(FIRST, copies=(brought, same)))
    archive.store(LATER)
    (article,) = archive.articles()
    assert [copy.source for copy in article.copies] == ["later.com", "elsewhere.com"]
    assert article.copies[0].similarity > 0.5


def test_an_export_has_each_story_once_with_its_copies(archive, tmp_path):
    for each in (FIRST, LATER, OTHER):
        archive.store(each)
    assert write(archive.articles(), "text", tmp_path / "export") == 2
    first = to_record(next(archive.articles()))
    assert [set(copy) for copy in first["copies"]] == [{"url", "source", "published", "similarity"}]


def test_a_story_is_told_with_who_was_first_and_who_followed(archive):
    for each in (LAST, OTHER, LATER, FIRST):
        id_ = archive.store(each).id
    story = story_of(archive, id_)
    assert story.original.source == "first.com"
    assert [each.article.source for each in story.copies] == ["later.com", "last.com"]
    assert story_of(archive, archive.find(LAST.url)).original == story.original
    assert story_of(archive, archive.find(OTHER.url)) is None


@pytest.mark.parametrize(
    ("options", "number"),
    [
        ({}, 1),
        ({"source": "last.com"}, 1),
        ({"source": "other.com"}, 0),
        ({"least": 2}, 1),
        ({"least": 3}, 0),
        ({"since": FIRST.published}, 1),
        ({"until": FIRST.published}, 0),
    ],
)
def test_stories_are_chosen_by_who_tells_them_when_and_how_often(archive, options, number):
    for each in (FIRST, LATER, LAST, OTHER):
        archive.store(each)
    assert len(list(told(archive, **options))) == number


def store(folder, outlets, ready):
    ready.wait()
    with Archive(folder) as archive:
        for number in range(40, 52):
            for outlet in outlets:
                archive.store(telling(outlet, story=number, hour=len(outlet)))


def test_two_processes_do_not_store_one_story_twice(tmp_path):
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(2)
    Archive(tmp_path).close()
    working = [
        context.Process(target=store, args=(tmp_path, each, ready)) for each in (["one", "three"], ["at", "seven"])
    ]
    for each in working:
        each.start()
    for each in working:
        each.join()
    with Archive(tmp_path) as archive:
        assert shown(archive) == ["at.com"] * 12
        assert documents(archive) == ["at.com"] * 12
        assert all(len(story.copies) == 3 for story in told(archive))


def test_the_stories_of_an_older_archive_are_found_when_it_is_opened(archive, tmp_path, set_back):
    archive.keep_copies("all")
    for each in (FIRST, LATER, OTHER):
        archive.store(each)
    archive.close()
    set_back(tmp_path / "data" / FILE, 3)
    with Archive(tmp_path / "data") as again:
        assert shown(again) == ["first.com", "other.com"]
        assert documents(again) == ["first.com", "other.com"]
        assert next(again.articles()).copies[0].source == "later.com"
