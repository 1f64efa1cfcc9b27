# ruff: noqa: E501  pages read best with a tag's text on its line
"""What follows a page's story: the next ones, whole, and what readers say."""

from datetime import UTC, datetime

import pytest

from crawler.extraction import extract

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
STORY = "أعلنت بلدية المرفأ أن أعمال ترميم السوق القديم تبدأ مطلع الشهر المقبل وتستمر حتى نهاية الصيف بإشراف مهندسين من المدينة، على أن تنقل المحال إلى ساحة الميناء طوال هذه المدة دون رسوم إضافية على أصحابها."
NEXT = "وقع اتحاد الصيادين اتفاقا مع شركة النقل البحري لتخصيص رصيف جديد للقوارب الصغيرة قرب الحوض الشمالي ابتداء من الأسبوع المقبل، بعد شكوى أصحابها من ضيق المكان وطول الانتظار عند العودة من البحر في ساعات الصباح الأولى."
REMARK = "أتمنى أن تنظر البلدية في أمر المواقف أيضا لأن السوق يزدحم في نهاية الأسبوع ولا يجد الزائر مكانا يقف فيه ولو بعيدا، كما أن الرصيف المجاور لا يصلح للمشي ليلا بسبب انقطاع الإنارة منذ شهور طويلة رغم الشكاوى التي قدمها السكان مرات كثيرة إلى الجهات المختصة دون أن يجيب عنها أحد حتى الآن."


def paragraphs(body):
    page = f"<html><head><meta charset='utf-8'><meta property='og:type' content='article'><title>خبر</title></head><body>{body}</body></html>"
    return extract(page.encode(), url="https://www.marfa.example/news/12", now=NOW).paragraphs


def single(tag, title, text, day="12 مارس 2026"):
    return f"<article class='single'><{tag}>{title}</{tag}><div>كتب: سامي نصر {day}</div><div><p>{text}</p></div></article>"


@pytest.mark.parametrize("tag", ["h1", "h2"])
def test_the_next_article_under_the_first_is_another_story(tag):
    after = single(tag, "رصيف جديد للقوارب الصغيرة", NEXT)
    for title in ("ترميم السوق القديم في المرفأ", "السوق والمرفأ"):
        assert paragraphs(f"<div>{single('h1', title, STORY)}{after}</div>") == (STORY,)


def test_a_part_without_a_day_of_its_own_is_the_same_story():
    first = single("h1", "ترميم السوق القديم في المرفأ", STORY)
    part = f"<article class='single'><h2>ماذا عن الرصيف الجديد</h2><div><p>{NEXT}</p></div></article>"
    assert NEXT in paragraphs(f"<div>{first}{part}</div>")


def remark(day):
    return f"<table><tr><td>{day}<br>{REMARK}<br></td></tr></table>"


def table(text, heading, *remarks):
    head = "<tr><td><font size=5><b>ترميم السوق القديم في المرفأ</b></font></td></tr><tr><td>12/03/2026</td></tr>"
    return f"<table>{head}<tr><td>{text}</td></tr><tr><td><b>{heading}</b><br>{''.join(remarks)}</td></tr></table>"


BRIEF = "وصلت أمس إلى المرفأ أول سفينة بعد ترميم الرصيف وعلى متنها مئة راكب من الجزيرة القريبة."


@pytest.mark.parametrize(
    ("cell", "text"),
    [(STORY, STORY), (f"<img src='/market.jpg' align=left width=250><font size=4>{BRIEF}</font>", BRIEF)],
)
def test_what_readers_say_at_length_of_a_brief_is_not_its_story(cell, text):
    told = (remark("13/03/2026 10:05"), remark("14/03/2026 11:15"))
    assert paragraphs(table(cell, "تعليقات القراء", *told)) == (text,)


def test_a_longer_story_under_the_pages_own_is_the_next_one():
    own = single("h1", "ترميم السوق القديم في المرفأ", f"{BRIEF}</p><p>{BRIEF} ثم عادت السفينة إلى الجزيرة في المساء.")
    after = single("h1", "رصيف جديد للقوارب الصغيرة", "</p><p>".join([NEXT] * 6), day="13 مارس 2026")
    links = "".join(f"<li><a href='/news/{at}'>السوق القديم في المرفأ {at}</a></li>" for at in range(4))
    related = f"<div><h3>مقالات ذات صلة</h3><ul>{links}</ul></div>"
    page = f"<div class='post'>{own}{related}</div><div class='post'>{after}</div>"
    assert paragraphs(page) == (BRIEF, f"{BRIEF} ثم عادت السفينة إلى الجزيرة في المساء.")
