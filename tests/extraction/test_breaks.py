import pytest

from crawler.extraction import extract
from crawler.extraction.breaks import paragraphs

FIRST = "افتتح المحافظ صباح الأحد سوقا جديدة للأسماك على رصيف الميناء القديم."
SECOND = "وقال باعة إن الإيجارات تضاعفت وإن كثيرا منهم لن ينتقل قبل الصيف."
HEADING = "أسعار الأمس"


@pytest.mark.parametrize("blank", ["\n\n", "\r\n\r\n", "\n \t\n\n"])
def test_a_blank_line_parts_paragraphs(blank):
    assert paragraphs(f"\n {blank.join((FIRST, HEADING, SECOND))}\n\n") == [FIRST, HEADING, SECOND]


@pytest.mark.parametrize(
    "text",
    [
        f"{FIRST}\n{SECOND}",
        f"{FIRST}\n\n{HEADING}",
        f"افتتح المحافظ صباح الأحد سوقا جديدة للأسماك\n\nعلى رصيف الميناء القديم قبالة الفنار. {SECOND}",
    ],
    ids=["a line that the markup breaks", "one paragraph", "in the midst of a sentence"],
)
def test_a_text_that_is_not_surely_several_is_one(text):
    assert paragraphs(text) == [" ".join(text.split())]


def test_a_story_whose_style_keeps_its_blank_lines_has_its_paragraphs():
    story = "\n\n".join((FIRST, SECOND, HEADING, FIRST.replace("الأحد", "الاثنين")))
    page = f"<title>سوق جديدة للأسماك في الميناء</title><h1>سوق جديدة للأسماك في الميناء</h1><div>{story}</div>"
    article = extract(page.encode(), url="https://mina.example/news/4410")
    assert [each[:20] for each in article.paragraphs] == [each[:20] for each in story.split("\n\n")]
