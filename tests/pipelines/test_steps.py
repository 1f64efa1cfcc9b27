"""The steps in their order take an article to the archive once, with Scrapy and without."""

from datetime import UTC, datetime

import pytest
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

from crawler import settings as ours
from crawler import stats
from crawler.errors import UsageError
from crawler.reasons import Reason, Rejection
from crawler.storage import Archive
from pipelines import Deduplicate, Dropped, Store, Tally, run, steps


class Crawler:
    """What a step takes from Scrapy's crawler."""

    def __init__(self, folder):
        self.settings = Settings({"KHABAR_DATA": str(folder), "KHABAR_SINCE": "", "KHABAR_COPIES": ""})
        self.stats = Tally()


def test_a_new_article_is_stored_and_one_met_again_is_not(archive, article):
    tally = Tally()
    taken = steps(archive, stats=tally)
    kept = run(article(title=" افتتاح مكتبة "), taken)
    assert kept == archive.article(kept.id)
    assert kept.title == "افتتاح مكتبة"
    again = run(article(title="افتتاح مكتبة", url="https://m.example.com/story/123?utm_source=x"), taken)
    elsewhere = run(article(title="إفتتاح مكتبه", url="https://example.com/copy/9"), taken)
    assert again == elsewhere == Rejection(Reason.DUPLICATE, f"as {kept.id}")
    assert tally == {stats.STORED: 1, stats.KNOWN: 1, stats.DUPLICATES: 1}
    assert archive.count() == 1


def test_a_changed_article_is_revised(archive, article):
    tally = Tally()
    taken = steps(archive, stats=tally)
    run(article(), taken)
    assert run(article(title="تأجيل افتتاح مكتبة صفاقس"), taken).revision == 2
    assert tally[stats.REVISED] == 1


def test_what_is_not_fit_comes_back_with_its_reason_and_is_not_stored(archive, article):
    assert run(article(paragraphs=(" ",)), steps(archive)) == Rejection(Reason.NO_TEXT)
    assert archive.count() == 0


def test_a_duplicate_keeps_its_address_with_the_article(archive, article):
    kept = Store(archive).process_item(article())
    with pytest.raises(Dropped) as dropped:
        Deduplicate(archive).process_item(article(url="https://example.com/copy/9"))
    assert dropped.value.outcome.id == kept.id
    assert archive.addresses(kept.id) == ("https://example.com/story/123", "https://example.com/copy/9")


def test_a_dropped_articles_message_says_why_in_words(archive, article):
    Store(archive).process_item(article())
    with pytest.raises(Dropped, match="already stored: as "):
        Deduplicate(archive).process_item(article())


def test_scrapy_runs_the_same_steps_in_the_same_order(archive):
    by_order = sorted(ours.ITEM_PIPELINES, key=ours.ITEM_PIPELINES.get)
    assert [load_object(each) for each in by_order] == [type(step) for step in steps(archive)]


def test_steps_made_by_scrapy_share_one_archive_and_give_it_back(tmp_path, article):
    crawler = Crawler(tmp_path)
    made = [load_object(each) for each in ours.ITEM_PIPELINES]
    taken = [each.from_crawler(crawler) if hasattr(each, "from_crawler") else each() for each in made]
    kept = run(article(), taken)
    for step in taken:
        if hasattr(step, "close_spider"):
            step.close_spider()
    assert crawler.stats[stats.STORED] == 1
    with Archive(tmp_path, create=False) as archive:
        assert archive.document_path(kept).is_file()


def test_a_copy_is_stored_and_counted(archive, article):
    tally = Tally()
    taken = steps(archive, stats=tally)
    text = tuple(
        f"{each} افتتحت في صفاقس مكتبة عامة تضم آلاف الكتب وقاعات للقراءة ومسرحا صغيرا للأطفال" for each in "بتث"
    )
    first, later = run(article(paragraphs=text), taken), datetime(2024, 3, 5, 11, tzinfo=UTC)
    copy = run(article(paragraphs=text, url="https://other.com/9", source="other.com", published=later), taken)
    assert tally == {stats.STORED: 2, stats.COPIES: 1}
    assert [each.url for each in archive.article(first.id).copies] == [copy.url]


def test_what_is_kept_of_a_story_is_a_setting(tmp_path, article):
    crawler = Crawler(tmp_path)
    crawler.settings["KHABAR_COPIES"] = "some"
    with pytest.raises(UsageError, match="KHABAR_COPIES is 'some'"):
        Store.from_crawler(crawler)
    crawler.settings["KHABAR_COPIES"] = "all"
    Store.from_crawler(crawler).close_spider()
    with Archive(tmp_path) as archive:
        archive.store(article())
        archive.store(article(url="https://other.com/9", source="other.com"))
        assert archive.count() == 2


@pytest.mark.parametrize(
    ("told", "agencies"),
    [
        ({"byline": "القاهرة - رويترز"}, ("رويترز",)),
        ({"paragraphs": ("افتتحت في صفاقس مكتبة عامة.", "(أ ف ب)")}, ("أ ف ب",)),
        ({"byline": "لندن - رويترز", "agencies": ("د ب أ",)}, ("د ب أ",)),
        ({"byline": "كتبت: سلمى حسن"}, ()),
    ],
)
def test_the_agencies_that_a_record_credits_are_read_where_it_names_none(archive, article, told, agencies):
    assert run(article(**told), steps(archive)).agencies == agencies
