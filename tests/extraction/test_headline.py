"""What stands around a headline: strips of news over it, and in its own box a lead and the date under that."""

from datetime import UTC, datetime

import pytest

from crawler.extraction import extract

TITLE = "حديقة عامة جديدة على ضفة النهر تفتح أبوابها للعائلات"
LEAD = (
    "فتحت بلدية الضفة صباح السبت حديقة عامة جديدة على ضفة النهر بعد أشغال استمرت عاما ونصف العام وشارك فيها طلاب من "
    "معهد الزراعة غرسوا ألفي شجرة من أشجار المنطقة على امتداد ثلاثة كيلومترات."
)
STORY = (
    LEAD,
    "وقالت مهندسة الحدائق إن الممرات تصل بين الجسرين وإن المقاعد صنعت من خشب الأشجار التي أسقطتها العاصفة.",
    "وتفتح الحديقة أبوابها من السادسة صباحا حتى منتصف الليل ويمنع فيها دخول السيارات والدراجات النارية.",
)
TICKER = "مهرجان الربيع يعود إلى الضفة بعد غياب ثلاثة أعوام بمشاركة فرق من عشرين مدينة"


def read(body):
    page = f"<html><head><title>{TITLE}</title></head><body>{body}</body></html>"
    return extract(page.encode(), url="https://diffa.example/news/48213", now=datetime(2026, 3, 20, 12, tzinfo=UTC))


def text(paragraphs=STORY):
    return "".join(f"<p>{each}</p>" for each in paragraphs)


@pytest.mark.parametrize("strip", [f"خبر عاجل {TICKER}", f"{TICKER} {TICKER} {TICKER}"])
def test_a_strip_of_news_over_the_headline_is_not_of_the_story(strip):
    strip = f"<div>{strip}</div>"
    assert read(f"<div>{strip}<div><h1>{TITLE}</h1><div>{text()}</div></div></div>").paragraphs == STORY


def test_a_lead_over_the_headline_is_of_the_story():
    assert read(f"<div><p>{STORY[0]}</p><h1>{TITLE}</h1>{text(STORY[1:])}</div>").paragraphs == STORY


DATED = "<a href='/w'>سلمى حسن</a> ، <span>18 مارس 2026 - 16:08</span>"
BOX = f"<div><h1>{TITLE}</h1><div>{LEAD}</div><div>{DATED}</div></div>"


def test_the_date_under_a_long_lead_in_the_headlines_box_is_the_articles():
    found = read(f"<div>{BOX}<div>{text(STORY[1:])}</div></div>")
    assert (found.paragraphs, found.authors) == (STORY, ("سلمى حسن",))
    assert found.published.isoformat()[:16] == "2026-03-18T16:08"


def test_a_date_among_the_paragraphs_is_the_storys():
    body = f"<p>{STORY[0]}</p><p>18 مارس 2026</p>{text(STORY[1:])}"
    assert read(f"<div><div><h1>{TITLE}</h1>{body}</div></div>").published is None


def test_a_days_time_does_not_stand_on_the_other_side_of_the_headline():
    today, time = "<div>الجمعة 20 مارس 2026</div>", "<div>03:48 ص</div>"
    found = read(f"<div>{today}</div><div><h1>{TITLE}</h1>{time}<div>{text()}</div></div>")
    assert found.published is None


def test_a_row_of_other_stories_is_not_of_the_story_whatever_its_make():
    others = "".join(f"<h4><a href='/n/{at}'>{TICKER} {at}</a></h4><p>{STORY[0][20:]}</p>" for at in range(4))
    assert read(f"<div><div><h1>{TITLE}</h1>{text()}</div><div>{others}</div></div>").paragraphs == STORY


def test_a_story_full_of_links_is_told_whole():
    linked = "، ".join(f"وزار الوفد حديقة <a href='/t/{at}'>المدينة رقم {at}</a>" for at in range(7))
    whole = "، ".join(f"وزار الوفد حديقة المدينة رقم {at}" for at in range(7))
    body = f"{text()}<p>{linked} في الصباح.</p><p>{linked} في المساء.</p>"
    told = (*STORY, f"{whole} في الصباح.", f"{whole} في المساء.")
    assert read(f"<div><h1>{TITLE}</h1>{body}</div>").paragraphs == told
    index = read(f"<div><h1>{TITLE}</h1>{text()}<p>{linked} في المساء.</p></div>")
    assert index.paragraphs == STORY


def test_short_lines_beside_a_later_part_of_the_story_are_of_it():
    points = ("مواقف مجانية للدراجات", "ملعب صغير للأطفال")
    last = "وتستعد البلدية لفتح حديقة ثانية في الضفة الأخرى من النهر قبل نهاية العام المقبل."
    listed = "<ul>" + "".join(f"<li>{point}</li>" for point in points) + "</ul>"
    first = f"<div><div>{text((*STORY, *STORY[1:]))}</div></div>"
    later = f"<div><div><h2>ماذا بعد؟</h2>{listed}<p>{last}</p></div></div>"
    told = (*STORY, *STORY[1:], "ماذا بعد؟", *points, last)
    assert read(f"<article><h1>{TITLE}</h1>{first}<div><img src='/a.jpg'></div>{later}</article>").paragraphs == told
