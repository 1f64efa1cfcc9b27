"""A copy is known however a desk has edited it; what only looks like one is not taken for it."""

import pytest
from story_cases import EDITS, copies
from story_templates import TEMPLATES, others

from crawler.stories.likeness import agree, likeness, measured
from crawler.stories.text import Text


def compared(case):
    return likeness(Text.of(case.one), Text.of(case.other))


@pytest.mark.parametrize("kind", [edit.__name__.strip("_") for edit in EDITS])
def test_an_edited_story_is_a_copy(kind):
    made = [case for case in copies(130, seed=3) if case.kind == kind]
    assert len(made) == 10
    assert sum(compared(case) is not None for case in made) >= 9


@pytest.mark.parametrize("kind", [make.__name__.strip("_") for make in TEMPLATES])
def test_what_looks_like_a_copy_is_none(kind):
    made = [case for case in others(seed=3, each=10) if case.kind == kind]
    assert [case.other.title for case in made if compared(case)] == []


def test_a_text_is_wholly_like_itself_and_not_at_all_like_another(story):
    one, other = Text.of(story(40)), Text.of(story(41))
    assert measured(one, one).jaccard == measured(one, one).contained == 1
    assert likeness(one, one).strong
    assert likeness(one, other) is None


def test_likeness_does_not_depend_on_which_text_comes_first():
    for case in [*copies(130, seed=4), *others(seed=4, each=5)]:
        one, other = Text.of(case.one), Text.of(case.other)
        assert likeness(one, other) == likeness(other, one), case.kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مسئول", "مسؤول"),
        ("شئون", "شؤون"),
        ("الأميركية", "الأمريكية"),
        ("ميليشيا", "مليشيا"),
        ("عبد العزيز", "عبدالعزيز"),
        ("١٢", "12"),
        ("كتـــاب", "كتاب"),
        ("مُعَلِّم", "معلم"),
        ("کتاب", "كتاب"),
        ("و قال", "وقال"),
    ],
)
def test_a_spelling_makes_no_difference(text, one, other):
    first, second = (text(f"قال مراسل الصحيفة إن {word} كان حاضرا في القاعة الكبرى") for word in (one, other))
    assert first.shingles == second.shingles


def test_a_name_that_only_a_vowel_parts_is_another_in_a_brief(text):
    told = (
        "توفي صباح اليوم الفنان {} بعد صراع مع المرض وتشيع الجنازة ظهر غد من مسجد السيدة نفيسة في وسط المدينة القديمة"
    )
    assert likeness(text(told.format("حسن الكيلاني")), text(told.format("حسن الكيلاني")))
    assert likeness(text(told.format("حسن الكيلاني")), text(told.format("حسين الكيلاني"))) is None


def test_a_toll_that_rose_makes_a_long_story_no_other(story):
    one = story(40)
    first = (f"أسفر الحادث عن مقتل 12 شخصا بحسب مصادر طبية. {one.paragraphs[0]}", *one.paragraphs[1:])
    later = (first[0].replace("12", "15"), *first[1:])
    assert likeness(Text.of(story(40, paragraphs=first)), Text.of(story(40, paragraphs=later)))


def test_a_line_below_two_headlines_is_no_story(text):
    line = "صور من الحفل الذي أقيم مساء أمس"
    assert likeness(text(line, title="افتتاح معرض الكتاب"), text(line, title="ختام دورة السباحة")) is None
    assert likeness(text(line, title="افتتاح معرض الكتاب"), text(line, title="صور: افتتاح معرض الكتاب"))


def test_two_cuts_of_one_text_may_be_one_story_because_of_a_third(story):
    whole = story(40)
    begins, ends = whole.paragraphs[:-2], whole.paragraphs[1:]
    assert agree(Text.of(story(40, paragraphs=begins)), Text.of(story(40, paragraphs=ends)))
    assert not agree(Text.of(whole), Text.of(story(41)))
