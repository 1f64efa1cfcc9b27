"""What makes a revision: another headline, other words or other numbers; not spelling, nor what stands around."""

import pytest

from crawler.article import Link
from crawler.storage.identity import decide

TOLD = "ارتفع عدد القتلى إلى 5، بحسب احمد الغزاوي، وتراجع السهم بنسبة 1.5%."


def kind(kept, new):
    outcome = decide(new, own=kept, twin=None, others=[])
    return outcome.kind


@pytest.mark.parametrize(
    "text",
    [
        TOLD.replace("5،", "7،"),
        TOLD.replace("احمد", "محمد"),
        TOLD.replace("1.5%", "15%"),
        TOLD.replace("1.5%", "1.5"),
        TOLD.replace("1.5%", "-1.5%"),
        TOLD.replace("القتلى", "الضحايا"),
        f"{TOLD} تصحيح: كان العدد في نسخة سابقة أربعة.",
    ],
)
def test_other_words_or_numbers_are_a_revision(article, text):
    assert kind(article(paragraphs=(TOLD,)), article(paragraphs=(text,))) == "revised"


@pytest.mark.parametrize(
    "text",
    [
        TOLD,
        f"  {TOLD}\u200f ",
        TOLD.replace("احمد الغزاوي", "أحمد الغزّاوي"),
        TOLD.replace("إلى", "الى"),
        TOLD.replace("5، بحسب", "٥ - بحسب").replace("1.5%", "١٫٥٪"),
        TOLD.replace("السهم", "«السهم»"),
    ],
)
def test_another_spelling_or_punctuation_is_none(article, text):
    assert kind(article(paragraphs=(TOLD,)), article(paragraphs=(text,))) == "known"


def test_any_change_of_the_headline_is_a_revision(article):
    assert kind(article(title="مقتل احمد الغزاوي"), article(title="مقتل أحمد الغزّاوي")) == "revised"
    assert kind(article(title="مقتل 5 أشخاص"), article(title="مقتل 7 أشخاص")) == "revised"


def test_paragraphs_in_another_order_are_a_revision_and_otherwise_broken_ones_are_none(article):
    one, two = "بدأ الحصاد في الدلتا.", "وقال مزارع إن الموسم حسن."
    assert kind(article(paragraphs=(one, two)), article(paragraphs=(two, one))) == "revised"
    assert kind(article(paragraphs=(one, two)), article(paragraphs=(f"{one} {two}",))) == "known"


@pytest.mark.parametrize(
    "around",
    [
        {"reservations": ("noarchive", "tdm-reservation")},
        {"authors": ("عمر علي",)},
        {"published": None},
        {"related": (Link("خبر آخر"),)},
        {"tags": ("زراعة",)},
        {"image": "https://www.example.com/2.jpg"},
    ],
)
def test_what_stands_around_the_text_makes_no_revision(article, around):
    assert kind(article(), article(**around)) == "known"
