import pytest
from lxml import html

from crawler.extraction import extract
from crawler.extraction.breaks import paragraphs

FIRST = "افتتح المحافظ صباح الأحد سوقا جديدة للأسماك على رصيف الميناء القديم."
SECOND = "وقال باعة إن الإيجارات تضاعفت وإن كثيرا منهم لن ينتقل قبل الصيف."
HEADING = "أسعار الأمس"


def parted(text, markup="<div></div>"):
    return paragraphs(text, html.fragment_fromstring(markup))


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n\n"])
def test_a_blank_line_after_a_sentence_parts_paragraphs(blank):
    assert parted(f"\n {blank.join((FIRST, SECOND))}\n\n") == [FIRST, SECOND]


@pytest.mark.parametrize(
    "markup", ["<p class='text whitespace-pre-line'></p>", "<p style='white-space: pre-wrap'></p>"]
)
def test_a_style_that_shows_line_breaks_parts_paragraphs_by_them(markup):
    assert parted(f"{FIRST}\n{HEADING}\n{SECOND}", markup) == [FIRST, HEADING, SECOND]


def test_lines_of_a_pre_that_end_with_a_sentence_are_paragraphs_and_full_ones_are_none():
    wrapped = [text.replace(" على ", "\nعلى ").replace(" وإن ", "\nوإن ") for text in (FIRST, SECOND)]
    assert all("\n" in text for text in wrapped)
    assert parted("\n".join(wrapped), "<pre></pre>") == [FIRST, SECOND]


@pytest.mark.parametrize("markup", ["<div></div>", "<div class='pre-wrapper'></div>"])
@pytest.mark.parametrize("text", [f"{FIRST}\n{SECOND}", f"{FIRST[:40]}\n\n{FIRST[40:]} {SECOND}"])
def test_other_breaks_of_the_markup_part_nothing(text, markup):
    assert len(parted(text, markup)) < 2


def test_a_story_whose_style_keeps_its_blank_lines_has_its_paragraphs():
    story = "\n\n".join((FIRST, SECOND, FIRST.replace("الأحد", "الاثنين")))
    page = f"<title>سوق جديدة للأسماك في الميناء</title><h1>سوق جديدة للأسماك في الميناء</h1><div>{story}</div>"
    article = extract(page.encode(), url="https://mina.example/news/4410")
    assert [each[:20] for each in article.paragraphs] == [each[:20] for each in story.split("\n\n")]
