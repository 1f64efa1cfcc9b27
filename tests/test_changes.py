"""What changed between two revisions, told as a reader would tell it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Article, Link
from crawler.changes import FIELDS, changes, pieces

CAIRO = timezone(timedelta(hours=2))
LEAD = "لقي 5 أشخاص مصرعهم وأصيب 12 آخرون، صباح الأحد، في انهيار سقف سوق شعبية وسط المدينة."
NAME = "وقال مدير الدفاع المدني احمد الغزاوي إن فرقه انتشلت آخر المصابين عند الظهر."
CAUSE = "ولم تعرف أسباب الانهيار بعد، وفتحت النيابة تحقيقا واستدعت مهندسي البلدية."
SCHOOL = "وأغلقت المدارس المجاورة أبوابها يومين، وعرضت على أهالي التلاميذ نقلهم إلى حي آخر."
NOTE = "تصحيح: ذكرت نسخة سابقة من هذا الخبر أن عدد القتلى خمسة، والصحيح سبعة."

BEFORE = Article(
    url="https://www.example.com/news/1",
    title="كارثة السوق: مقتل 5 في انهيار سقف",
    source="example.com",
    paragraphs=(LEAD, NAME, CAUSE, SCHOOL),
    published=datetime(2026, 3, 1, 10, 30, tzinfo=CAIRO),
    published_precision="minute",
    authors=("سلمى حسن",),
    tags=("حوادث", "أسواق"),
    related=(Link("سوق أخرى تغلق أبوابها", "https://www.example.com/news/0"),),
)


def told(**after):
    """Return the changes as (field, kind, before, after)."""
    return [(each.field, each.kind, each.before, each.after) for each in changes(BEFORE, replace(BEFORE, **after))]


def marked(before, after):
    signs = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(signs[piece.kind].format(piece.text) for piece in pieces(before, after))


def test_two_equal_articles_have_no_changes_whenever_they_were_fetched():
    assert told() == []
    assert told(fetched_at=datetime(2026, 3, 2, tzinfo=CAIRO), revision=4, addresses=("https://example.com/x",)) == []


def test_a_death_toll_that_rose_is_a_reworded_paragraph_and_only_the_number_is_marked():
    risen = LEAD.replace("5 أشخاص", "7 أشخاص")
    (change,) = changes(BEFORE, replace(BEFORE, paragraphs=(risen, NAME, CAUSE, SCHOOL)))
    assert (change.kind, change.before, change.after, change.was_at, change.is_at) == ("reworded", LEAD, risen, 1, 1)
    assert marked(LEAD, risen).startswith("لقي [-5-]{+7+} أشخاص مصرعهم")
    assert marked(LEAD, risen).count("[-") == 1


def test_a_softened_headline_is_shown_word_by_word():
    assert told(title="السوق: مقتل 5 في انهيار سقف قديم") == [
        ("title", "changed", BEFORE.title, "السوق: مقتل 5 في انهيار سقف قديم")
    ]
    assert marked(BEFORE.title, "السوق: مقتل 5 في انهيار سقف قديم") == (
        "[-كارثة -]السوق: مقتل 5 في انهيار سقف{+ قديم+}"
    )


def test_a_headline_that_is_another_is_shown_as_two():
    assert marked("كارثة في السوق", "النيابة تحقق مع مهندسين في البلدية") == (
        "[-كارثة في السوق-]{+النيابة تحقق مع مهندسين في البلدية+}"
    )


def test_a_note_of_correction_is_an_added_paragraph():
    (change,) = changes(BEFORE, replace(BEFORE, paragraphs=(*BEFORE.paragraphs, NOTE)))
    assert (change.field, change.kind, change.after, change.was_at, change.is_at) == (
        "paragraphs",
        "added",
        NOTE,
        None,
        5,
    )


def test_a_mended_hamza_is_a_reworded_paragraph_and_not_one_removed_and_one_added():
    mended = NAME.replace("احمد الغزاوي", "أحمد الغزّاوي")
    assert told(paragraphs=(LEAD, mended, CAUSE, SCHOOL)) == [("paragraphs", "reworded", NAME, mended)]
    assert "المدني [-احمد الغزاوي-]{+أحمد الغزّاوي+} إن" in marked(NAME, mended)


def test_a_paragraph_that_moved_is_told_once():
    (change,) = changes(BEFORE, replace(BEFORE, paragraphs=(LEAD, CAUSE, SCHOOL, NAME)))
    assert (change.kind, change.before, change.after, change.was_at, change.is_at) == ("moved", NAME, NAME, 2, 4)


def test_a_paragraph_taken_out_is_removed_from_where_it_stood():
    (change,) = changes(BEFORE, replace(BEFORE, paragraphs=(LEAD, NAME, SCHOOL)))
    assert (change.kind, change.before, change.was_at, change.is_at) == ("removed", CAUSE, 3, None)


def test_a_paragraph_rewritten_beyond_recognition_is_removed_and_another_added():
    other = "وكان الطقس ماطرا منذ الليل في معظم مناطق الساحل."
    assert told(paragraphs=(LEAD, NAME, other, SCHOOL)) == [
        ("paragraphs", "removed", CAUSE, None),
        ("paragraphs", "added", None, other),
    ]


def test_several_changes_come_in_the_order_of_the_text():
    risen = LEAD.replace("5 أشخاص", "7 أشخاص")
    shorter = SCHOOL.replace("، وعرضت على أهالي التلاميذ نقلهم إلى حي آخر", "")
    kinds = [(kind, after) for _, kind, _, after in told(paragraphs=(risen, CAUSE, shorter, NOTE))]
    assert kinds == [("reworded", risen), ("removed", None), ("reworded", shorter), ("added", NOTE)]


def test_a_paragraph_split_in_two_keeps_its_longer_half():
    first, second = "ولم تعرف أسباب الانهيار بعد،", "وفتحت النيابة تحقيقا واستدعت مهندسي البلدية."
    assert [kind for _, kind, _, _ in told(paragraphs=(LEAD, NAME, first, second, SCHOOL))] == ["added", "reworded"]


def test_paragraphs_that_say_the_same_twice_are_kept_apart():
    twice = replace(BEFORE, paragraphs=("نعم.", LEAD, "نعم."))
    (change,) = changes(twice, replace(BEFORE, paragraphs=("نعم.", LEAD)))
    assert (change.kind, change.was_at) == ("removed", 3)


@pytest.mark.parametrize(
    ("field", "value", "kind"),
    [
        ("published", datetime(2026, 3, 1, 11, 0, tzinfo=CAIRO), "changed"),
        ("published", datetime(2026, 3, 1, 8, 30, tzinfo=UTC), "changed"),  # the printed clock differs
        ("published", None, "removed"),
        ("modified", datetime(2026, 3, 1, 12, 0, tzinfo=CAIRO), "added"),
        ("authors", ("سلمى حسن", "عمر علي"), "changed"),
        ("description", "انهيار في سوق شعبية", "added"),
        ("tags", ("حوادث",), "changed"),
        ("related", None, "removed"),
        ("read_also", (Link("خبر"),), "added"),
        ("reservations", ("noarchive",), "added"),
        ("paywalled", True, "added"),
    ],
)
def test_what_stands_around_the_story_is_told_too(field, value, kind):
    ((name, how, _, _),) = told(**{field: value})
    assert (name, how) == (field, kind)


def test_the_headline_comes_first_whatever_else_changed():
    names = [name for name, *_ in told(title="عنوان", tags=(), paragraphs=(LEAD,), authors=())]
    assert names[0] == "title"
    assert names == sorted(names, key=FIELDS.index)


def test_numbers_with_marks_inside_are_one_word():
    assert marked("بلغت 3.5 مليون في 2026-03-01", "بلغت 3.7 مليون في 2026-03-02") == (
        "بلغت [-3.5-]{+3.7+} مليون في [-2026-03-01-]{+2026-03-02+}"
    )


_line = st.lists(st.sampled_from(["في", "السوق", "قتل", "5", "7", "أحمد", "احمد", "،", "."]), max_size=6).map(" ".join)


@given(_line, _line)
def test_pieces_hold_both_wordings_whole(before, after):
    parts = pieces(before, after)
    assert "".join(part.text for part in parts if part.kind != "added") == before
    assert "".join(part.text for part in parts if part.kind != "removed") == after


@given(st.lists(_line, max_size=8), st.lists(_line, max_size=8))
def test_every_paragraph_is_accounted_for(before, after):
    found = changes(replace(BEFORE, paragraphs=tuple(before)), replace(BEFORE, paragraphs=tuple(after)))
    gone = {each.was_at for each in found if each.was_at}
    come = {each.is_at for each in found if each.is_at}
    assert len(gone) == sum(each.was_at is not None for each in found)
    assert len(come) == sum(each.is_at is not None for each in found)
    left = [text for number, text in enumerate(before, 1) if number not in gone]
    assert left == [text for number, text in enumerate(after, 1) if number not in come]


def test_a_long_story_rewritten_throughout_takes_no_age():
    before = replace(BEFORE, paragraphs=tuple(f"فقرة {number} من القصة" for number in range(3_000)))
    after = replace(BEFORE, paragraphs=tuple(f"سطر {number} في خبر" for number in range(3_000)))
    assert len(changes(before, after)) == 6_000
