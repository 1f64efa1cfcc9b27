"""The seed document's shape is written exactly and reads back."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Article, Link
from crawler.document import READ_ALSO, RELATED, Document, date_line, document, parse, render
from crawler.errors import DocumentError

CAIRO = timezone(timedelta(hours=2))


def article(**fields):
    return Article(url="https://example.com/1", **{"title": "افتتاح جسر جديد", **fields})


def test_the_seed_reads_back_byte_for_byte(shared):
    seed = (shared / "seed" / "000_a43b4c28910603a0.txt").read_bytes().decode()
    read = parse(seed)
    assert read.authors == ("مدحت بدران",)
    assert read.published == datetime(2020, 9, 30, 16, 8)
    assert (len(read.paragraphs), len(read.related), read.read_also) == (10, 2, ())
    assert render(read) == seed


def test_a_full_article_has_every_block_in_order():
    text = render(
        article(
            published=datetime(2026, 1, 4, 0, 5, tzinfo=CAIRO),
            published_precision="minute",
            authors=("سلمى حسن", "كريم عادل"),
            byline="كتبت: سلمى حسن وكريم عادل",
            paragraphs=("الفقرة الأولى.", "الفقرة   الثانية."),
            related=(Link("خبر سابق"),),
            read_also=(),
        )
    )
    assert text == (
        "افتتاح جسر جديد\n\nالاحد 4 يناير 2026 | 12:05 صباحاً\nكتبت : سلمى حسن، كريم عادل\n\n"
        "الفقرة الأولى.\n\nالفقرة الثانية.\n\nموضوعات ذات صلة\n\nخبر سابق\n\nاقرأ أيضا"
    )


@pytest.mark.parametrize(
    ("clock", "line"),
    [
        (datetime(2020, 9, 30, 16, 8), "الاربعاء 30 سبتمبر 2020 | 04:08 مساءً"),
        (datetime(2020, 9, 30, 12, 0), "الاربعاء 30 سبتمبر 2020 | 12:00 مساءً"),
        (datetime(2020, 10, 1, 0, 0), "الخميس 1 أكتوبر 2020 | 12:00 صباحاً"),
        (datetime(2020, 10, 2, 11, 59), "الجمعة 2 أكتوبر 2020 | 11:59 صباحاً"),
    ],
)
def test_the_date_line_keeps_a_twelve_hour_clock(clock, line):
    assert date_line(clock, timed=True) == line


def test_a_day_without_a_time_ends_after_the_year():
    day = article(published=datetime(2020, 9, 30, tzinfo=CAIRO), published_precision="day", paragraphs=("نص.",))
    assert "\n\nالاربعاء 30 سبتمبر 2020\n\nنص." in render(day)


def test_the_head_is_left_out_where_nothing_of_it_is_known():
    assert render(article(paragraphs=("نص.",))) == "افتتاح جسر جديد\n\nنص."


def test_invisible_junk_goes_and_letters_stay():
    text = render(article(title="\ufeffأ\u200bُمّ\u202e الدُّنيا", paragraphs=("کتاب می\u200cخواهم \u200c.\x00",)))
    assert text == "أُمّ الدُّنيا\n\nکتاب می\u200cخواهم ."


@pytest.mark.parametrize(
    "line", [RELATED, READ_ALSO, "كتب : أحمد", "الاحد 4 يناير 2026", "الاحد 4 يناير 2026 | 12:05 صباحاً"]
)
def test_a_paragraph_that_looks_like_ours_is_still_a_paragraph(line):
    assert parse(render(article(paragraphs=(line, "نص.", line)))).paragraphs == (line, "نص.", line)


@pytest.mark.parametrize(
    "text",
    ["عنوان\nثان", "عنوان\n\nالاحد 4 يناير 2026\nنص", "عنوان\n\nنص\n\nنص\nنص", "عنوان\n\nالاحد 31 فبراير 2026\n\nنص"],
)
def test_another_shape_is_refused(text):
    with pytest.raises(DocumentError):
        parse(text)


LINES = st.one_of(
    st.text(max_size=40),
    st.sampled_from([RELATED, READ_ALSO, "كتب : محمد", "كتبت : أ، ب", "الاحد 1 يناير 2023", "a\n\nb", " ", "كتب : ،"]),
)
LINKS = st.none() | st.lists(LINES.map(Link), max_size=3).map(tuple)
ARTICLES = st.builds(
    Article,
    url=st.just("https://example.com/1"),
    title=LINES,
    paragraphs=st.lists(LINES, max_size=4).map(tuple),
    authors=st.lists(LINES, max_size=3).map(tuple),
    byline=st.none() | LINES | st.just("كتبت: سلمى"),
    published=st.none() | st.datetimes(timezones=st.just(UTC)),
    published_precision=st.sampled_from(["day", "minute", "second", None]),
    related=LINKS,
    read_also=LINKS,
)


@given(ARTICLES)
def test_every_document_reads_back(given_article):
    text = render(given_article)
    assert parse(text) == document(given_article)
    assert render(parse(text)) == text
    assert isinstance(parse(text), Document)
    text.encode()
