"""Tidy folds white space, drops what is invisible, empty or twice, and changes no word."""

import pytest

from crawler.article import Link
from pipelines.tidy import Tidy, names, tidy


def test_every_text_stands_on_one_line_without_junk(article):
    messy = article(
        title="\ufeff افتتاح\n مكتبة\u200f ",
        paragraphs=("  سطر\u00a0أول\t", "\u200b", "", "سطر ثان"),
        description=" \u200e ",
        section="\nثقافة\n",
    )
    neat = tidy(messy)
    assert (neat.title, neat.paragraphs) == ("افتتاح مكتبة", ("سطر أول", "سطر ثان"))
    assert (neat.description, neat.section) == (None, "ثقافة")


def test_letters_and_marks_are_kept_as_written(article):
    text = "أُعلِنَ في القـــاهرة عن نتيجة می\u200cخواهم"
    assert tidy(article(paragraphs=(text,))).paragraphs == (text,)


def test_lists_hold_nothing_twice_but_a_story_may_repeat_itself(article):
    reserved = ("noarchive", "noarchive ", "")
    neat = tidy(article(tags=("ثقافة", " ثقافة", "تونس"), paragraphs=("نعم.", "نعم."), reservations=reserved))
    assert neat.tags == ("ثقافة", "تونس")
    assert neat.paragraphs == ("نعم.", "نعم.")
    assert neat.reservations == ("noarchive",)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (("سلمى حسن، عمر علي",), ("سلمى حسن", "عمر علي")),
        ((" سلمى حسن -", "سلمى حسن"), ("سلمى حسن",)),
        (("|", "", "\u200f"), ()),
        (("د. أحمد",), ("د. أحمد",)),
    ],
)
def test_authors_are_names(given, kept):
    assert names(given) == kept


def test_an_empty_block_of_related_stories_stays_a_block(article):
    neat = tidy(article(related=(), read_also=(Link(" عنوان ", " "), Link("عنوان"), Link("\u200f", "https://e.com"))))
    assert neat.related == ()
    assert neat.read_also == (Link("عنوان"),)
    assert tidy(article()).related is None


def test_an_article_without_a_source_gets_its_sites(article):
    assert tidy(article(source="", url="https://www.example.org/1")).source == "example.org"
    assert tidy(article()).source == "example.com"


def test_tidying_twice_changes_nothing_more(article):
    once = Tidy().process_item(article(title=" أ  ب ", authors=("- أ -",)))
    assert Tidy().process_item(once) == once
