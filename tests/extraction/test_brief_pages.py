# ruff: noqa: E501  pages read best with a tag's text on its line
"""Short stories beside much else: what the page says of cookies, of itself, and what its readers write."""

from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract

NOW = datetime(2026, 5, 4, 12, 0, tzinfo=UTC)
TITLE = "الميناء يغلق بوابته الشرقية ثلاثة أيام"
STORY = (
    "أعلنت إدارة الميناء إغلاق البوابة الشرقية ثلاثة أيام لإصلاح الرافعة، ودعت أصحاب الشاحنات إلى سلوك الطريق الساحلي."
)
COOKIES = "نستخدم ملفات تعريف الارتباط لتحسين تجربتك على الموقع وقياس الزيارات وتقديم إعلانات تناسب اهتماماتك، ويمكنك سحب موافقتك في أي وقت تشاء من صفحة الإعدادات."
ABOUT = "بوابة الميناء منصة إخبارية مستقلة تأسست عام 2010 وتعنى بشأن المدن الساحلية، ويعمل فيها فريق من الصحفيين في سبع مدن ويلتزم بميثاق الشرف."
POINT = "إغلاق البوابة الشرقية للميناء ثلاثة أيام متتالية بسبب أعمال إصلاح الرافعة الكبيرة"
ANSWER = "كنت هناك صباح اليوم ولم يخبرنا أحد بشيء، انتظرنا ساعتين في الشمس ثم عدنا من حيث أتينا والبضاعة معنا لم تنزل."


def read(around="", *, over="", text=f"<p>{STORY}</p>") -> Article:
    page = (
        f"<html><head><title>{TITLE}</title><meta property='og:type' content='article'></head><body>{over}<div class='a'>"
        f"<h1>{TITLE}</h1><div class='d'>4 مايو 2026 - 11:15</div><div class='t'>{text}</div></div>{around}</body></html>"
    )
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize(
    "around",
    [
        f"<div id='cookie-notice'><p>{COOKIES}</p><p>{ABOUT}</p><button>موافق</button></div>",
        f"<div role='dialog'><p>{ABOUT}</p><p>{ABOUT}</p><button>موافق</button></div>",
        f"<footer><p>{ABOUT}</p><p>{ABOUT}</p></footer>",
        f"<div class='newsletter'><h3>نشرة الميناء</h3><p>{ABOUT}</p><p>{ABOUT}</p></div>",
        f"<div class='comments'><div><b>سامر</b><p>{ANSWER}</p></div><div><b>هدى</b><p>{ANSWER}</p></div></div>",
        f"<div class='q'><h3>التعليقات (2)</h3><div><b>سامر</b><p>{ANSWER}</p></div><div><b>هدى</b><p>{ANSWER}</p></div></div>",
        f"<div class='q'><p>{COOKIES}</p><p>{COOKIES}</p></div>",
        "<div class='q'><p>شروط التعليق: عدم الإساءة للكاتب أو للأشخاص أو للمقدسات أو مهاجمة الأديان، والابتعاد عن التحريض والشتائم وكل ما يخرج عن موضوع الخبر.</p></div>",
    ],
)
def test_a_brief_is_told_from_a_longer_notice_beside_it(around):
    assert read(around).paragraphs == (STORY,)


def test_a_brief_is_told_from_a_longer_notice_above_it():
    notice = f"<div class='gdpr'><p>{ABOUT}</p><p>{ABOUT}</p><button>أوافق</button></div>"
    assert read(over=notice).paragraphs == (STORY,)


def test_a_part_that_is_named_wrongly_and_holds_the_story_is_the_story():
    text = f"<p>{STORY}</p>" * 2 + f"<p>{ABOUT}</p>" * 6
    page = f"<html><head><title>{TITLE}</title></head><body><div class='popular'><h1>{TITLE}</h1>{text}</div></body></html>"
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.paragraphs[0] == STORY


def test_a_short_story_in_a_part_that_is_named_wrongly_is_read_with_its_deck_above():
    deck = "الإدارة تدعو أصحاب الشاحنات إلى سلوك الطريق الساحلي حتى انتهاء العمل في الرافعة مساء الخميس."
    page = (
        f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1><p>{deck}</p></div>"
        f"<div class='text-widget'><p>{STORY}</p><p>{ABOUT}</p><p>{ANSWER}</p></div></body></html>"
    )
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.paragraphs[-3:] == (STORY, ABOUT, ANSWER)


def test_what_readers_write_may_be_more_than_the_story():
    told = f"<p>{STORY}</p><p>وقالت الإدارة إن العمل يجري ليلا ونهارا وإن حركة السفن لن تتأثر به في الأرصفة الأخرى.</p>"
    answers = f"<div id='cmts'><h3>التعليقات (9)</h3>{f'<div><b>سامر</b><p>{ANSWER}</p></div>' * 9}</div>"
    assert len(read(answers, text=told).paragraphs) == 2


def test_a_short_story_ends_with_its_agency():
    article = read(text=f"<p>{STORY}</p><p>--(بترا)</p>")
    assert (article.paragraphs, article.agencies) == ((STORY,), ("بترا",))


def test_a_row_of_dates_and_names_over_the_story_is_none_of_it():
    row = "<div><span>بوابة الميناء</span> <span>1447/11/17 11:15</span> <span>17 ذو القعدة 1447 هـ الموافق 4 مايو 2026 م</span></div>"
    page = f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{row}<div><p>{STORY}</p><p>{ABOUT}</p></div></div></body></html>"
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.paragraphs == (STORY, ABOUT)


def test_the_most_read_stories_among_the_paragraphs_are_no_part_of_the_text():
    links = "".join(
        f"<li><a href='/article/{at}'><p>{text}</p></a></li>"
        for at, text in enumerate(
            ("معرض الكتاب يفتح أبوابه مساء اليوم في الميناء القديم", "أسعار السمك ترتفع قبل العيد في أسواق المدينة")
        )
    )
    article = read(text=f"<p>{STORY}</p><div><h4>الأكثر قراءة</h4><ul>{links}</ul></div><p>{ABOUT}</p>")
    assert article.paragraphs == (STORY, ABOUT)
    assert not article.read_also


def test_a_page_of_short_lines_has_the_date_under_its_headline():
    lines = (
        "النهار",
        "- قانون الصيد في اللجان",
        "- الميناء ينتظر الرافعة",
        "الأخبار",
        "- بلديات الساحل: من يدفع؟",
        "- المصارف تفاوض",
        "المستقبل",
        "- بند النفايات يقر",
        "- لقاء يبحث التعيينات",
    )
    article = read(text="".join(f"<p>{line}</p>" for line in (*lines, *(f"{line} مساء اليوم" for line in lines))))
    assert article.paragraphs[0] == lines[0]
    assert article.published is not None
    assert article.published.isoformat()[:16] == "2026-05-04T11:15"


@pytest.mark.parametrize(
    ("address", "date", "told"), [("/article/12345", True, True), ("/article/12345", False, False), ("/", True, False)]
)
def test_a_dated_sentence_at_an_articles_address_is_a_brief_among_headlines(address, date, told):
    sentence = (
        "أعلنت إدارة الميناء إغلاق البوابة الشرقية ثلاثة أيام لإصلاح الرافعة، ودعت أصحاب الشاحنات إلى الطريق الساحلي."
    )
    row = "".join(f"<li><a href='/article/{at}'>الرصيف رقم {at} يعود إلى العمل</a></li>" for at in range(11, 23))
    day = "<div class='d'>4 مايو 2026 - 11:15</div>" if date else ""
    page = f"<html><head><title>{TITLE}</title></head><body><div><h1>{TITLE}</h1>{day}<p>{sentence}</p></div><div><h3>آخر الأخبار</h3><ul>{row}</ul></div></body></html>"
    found = extract(page.encode(), url=f"https://news.example{address}", now=NOW)
    assert isinstance(found, Article) is told


def test_a_line_of_two_dates_over_a_brief_is_none_of_it():
    row = "<div><span>نشر :</span> <span>09:45 2026-05-04</span><span>|</span><span>آخر تحديث :</span> <span>10:20 2026-05-04</span></div>"
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{row}<ul><li>{POINT}</li></ul><div><p>{STORY}</p></div></article></body></html>"
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.paragraphs == (POINT, STORY)


def test_a_numbered_remark_with_its_day_and_hour_ends_the_story():
    remark = f"<div>1 - <b>متابع</b> <span>04-05-2026 10:33 AM</span></div><p>{ANSWER}</p>"
    assert read(text=f"{STORY}<div>{remark}</div>").paragraphs == (STORY,)
    points = "<p>1 - افتتح الرصيف في 04-05-2026 أمام السفن</p>"
    assert len(read(text=f"<p>{STORY}</p>{points}<p>{ANSWER}</p>").paragraphs) == 3


def test_a_bar_of_headlines_without_links_is_no_story():
    bar = "".join(f"<span>الرصيف رقم {at} يعود إلى العمل بعد عام من الترميم</span> " for at in range(3))
    page = f"<html><head><title>{TITLE}</title></head><body><div class='ticker'>{bar}</div><div class='a'><h1>{TITLE}</h1><div class='d'>4 مايو 2026 - 11:15</div><div class='t'><p>{STORY}</p></div></div></body></html>"
    found = extract(page.encode(), url="https://news.example/article/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.paragraphs == (STORY,)


def test_a_brief_that_its_markup_calls_an_article_may_stand_at_any_address():
    sentence = (
        "أعلنت إدارة الميناء إغلاق البوابة الشرقية ثلاثة أيام لإصلاح الرافعة، ودعت أصحاب الشاحنات إلى الطريق الساحلي."
    )
    row = "".join(f"<li><a href='/n/{at}'>الرصيف رقم {at} يعود إلى العمل</a></li>" for at in range(11, 23))
    head = f"<title>{TITLE}</title><meta property='og:type' content='article'>"
    body = f"<div><h1>{TITLE}</h1><div>4 مايو 2026 - 11:15</div><p>{sentence}</p></div><div><h3>آخر الأخبار</h3><ul>{row}</ul></div>"
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    assert isinstance(extract(page.encode(), url="https://news.example/x", now=NOW), Article)
    labelled = page.replace(TITLE, "الميناء").encode()
    assert not isinstance(extract(labelled, url="https://news.example/x", now=NOW), Article)
