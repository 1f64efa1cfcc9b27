"""What stands among a story's paragraphs, or at their ends, and is not of it."""

from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract

TITLE = "الصيادون يعودون إلى الميناء الشمالي بعد انحسار العاصفة"
STORY = (
    "عاد مئات الصيادين صباح الثلاثاء إلى الميناء الشمالي بعد أن انحسرت العاصفة التي حبستهم في بيوتهم أسبوعا كاملا.",
    "وقال نقيب الصيادين إن ثلاثين مركبا تضررت أثناء العاصفة وإن إصلاحها يحتاج إلى شهرين على الأقل وإلى دعم حكومي.",
    "وأضاف أن أسعار السمك ارتفعت إلى الضعف في أسواق المدينة خلال الأيام الماضية لأن المعروض لم يكف المطاعم.",
    "وتتوقع مصلحة الأرصاد أن يبقى البحر هادئا حتى نهاية الشهر مع رياح خفيفة لا تزيد سرعتها على عشر عقد في الساعة.",
)
SUMMARY = "عودة الصيادين إلى الميناء بعد أسبوع من العاصفة وتضرر ثلاثين مركبا وارتفاع الأسعار في أسواق المدينة."


def paragraphs(before="", between="", after=""):
    told = [f"<p>{text}</p>" for text in STORY]
    body = before + "".join(told[:2]) + between + "".join(told[2:]) + after
    page = f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{body}</article></body></html>"
    found = extract(page.encode(), url="https://a.example/2026/05/04/12345", now=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert isinstance(found, Article), found
    return found.paragraphs


@pytest.mark.parametrize(
    "label",
    [
        "الخلاصة",
        "icon الخلاصة",
        "ملخص الخبر",
        "ملخص المقال بالذكاء الاصطناعي",
        "الملخص الذكي",
        "أظهر الملخص",
    ],
)
def test_a_summary_in_a_box_over_the_story_is_not_of_it(label):
    assert paragraphs(f'<div class="x"><h3>{label}</h3><p>{SUMMARY}</p></div>') == STORY
    assert paragraphs(f'<div class="x"><div><b>{label}</b></div><ul><li>- {SUMMARY}</li></ul></div>') == STORY


def test_a_conclusion_at_the_end_stays():
    last = f'<div class="x"><h3>الخلاصة</h3><p>{SUMMARY}</p></div>'
    told = "".join(f"<p>{text}</p>" for text in STORY)
    page = (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>{told}{last}</article></body></html>"
    )
    found = extract(page.encode(), url="https://a.example/2026/05/04/12345", now=datetime(2026, 5, 4, 12, tzinfo=UTC))
    assert found.paragraphs == (*STORY, "الخلاصة", SUMMARY)


def test_a_step_in_a_list_of_the_story_offers_nothing():
    steps = ("تحميل التطبيق", "إدخال رقم المركب ورخصة الصيد", "انتظار رسالة من الميناء")
    listed = "<ul>" + "".join(f"<li>{step}</li>" for step in steps) + "</ul>"
    assert paragraphs(between=listed) == (*STORY[:2], *steps, *STORY[2:])


def test_a_box_to_sign_up_for_a_letter_is_dropped_with_its_heading():
    box = (
        "<div class='card signup-card'><h2>رسالة البحر</h2><p>قراءة هادئة في بريدك كل أحد</p><form><input></form></div>"
    )
    assert paragraphs(between=box) == STORY


@pytest.mark.parametrize("label", ["<h4>اشترك في النشرة</h4>", "<strong>ادعم صحافتنا المستقلة</strong>"])
def test_what_an_offer_in_a_box_says_under_its_heading_is_dropped_with_it(label):
    box = f"<div class='x'>{label}<p>يصلك العدد كل شهر إلى صندوق بريدك</p></div>"
    assert paragraphs(between=box) == STORY


def test_the_days_of_a_chronicle_stay_over_their_paragraphs():
    told = (
        f"<h4>{day}</h4><p>{text}</p>" for day, text in zip(("3 مايو 2023", "9 يوليو 2023"), STORY[:2], strict=True)
    )
    assert paragraphs(after="".join(told))[4:] == ("3 مايو 2023", STORY[0], "9 يوليو 2023", STORY[1])


def test_a_player_that_cannot_play_is_dropped_with_its_heading():
    notice = "To view this video please enable JavaScript, and consider upgrading to a web browser that supports it"
    assert paragraphs(between=f"<div><h2>البحر بعد العاصفة</h2><p>{notice}</p></div>") == STORY
    assert paragraphs(between=f"<p>{notice}</p>") == STORY


def test_a_player_that_has_nothing_to_play_is_dropped_with_its_buttons():
    player = "<h2>البحر بعد العاصفة</h2><div>please wait</div><p>No media source currently available</p><div>0:00</div>"
    copied = "<div><p>The code has been copied to your clipboard.</p></div>"
    assert paragraphs(between=f"<div>{player}{copied}</div>") == STORY


def test_what_a_skip_link_leads_past_is_dropped_where_its_heading_is_glued_to_it():
    box = (
        '<section><a href="#end">تخطى نشرة وواصل القراءة</a><strong>نشرة</strong><p id="end">النشرة نهاية</p></section>'
    )
    assert paragraphs(between=box) == STORY


@pytest.mark.parametrize(
    "before",
    [
        f"<div><p>{SUMMARY}</p></div><div class='m'><div>{TITLE}</div></div>",
        "<div class='x'>+ الخط -</div>",
    ],
)
def test_what_stands_over_the_story_is_not_of_it(before):
    assert paragraphs(before)[-len(STORY) :] == STORY
    assert len(paragraphs(before)) == len(STORY) + before.count(SUMMARY)


@pytest.mark.parametrize(
    "after",
    [
        "<p><b>للإطلاع على الموضوع كاملا يرجى الضغط على هذا <a href='/a.pdf'>الرابط</a>.</b></p>",
        "<p>ح.ز/ أ.ح (أ ف ب، د ب أ)</p>",
        "<p>* يعبّر المقال عن وجهة نظر الكاتب/ة وليس بالضرورة عن رأي البحر</p>",
        "<div class='keywords'><a>ميناء البحر القديم</a></div>",
        f"<blockquote><a href='https://twitter.com/intent/tweet?text=1'>{STORY[0]}<i>شارك</i></a></blockquote>",
        "<p>// انتهى //</p><p>15:42 ت مـ</p><p>0132</p>",
        "<p>حمل تطبيق أخبار البحر الآن لتبقى على اطلاع بآخر الأخبار العاجلة وكل جديد</p>",
        "<p>الأخبار المنشورة على الصفحة الرسمية لوكالة البحر، هي اختصار لجزء من الأخبار التي تعرض للمشتركين.</p>",
    ],
)
def test_what_stands_under_the_story_is_not_of_it(after):
    assert paragraphs(after=after) == STORY


ENGLISH = (
    "Hundreds of fishermen returned to the northern harbour on Tuesday after the storm that had kept them at home.",
    "The head of the union said that thirty boats were damaged and that repairs would take two months at the least.",
)


def test_a_translation_below_the_story_is_dropped_and_a_quotation_in_another_language_is_not():
    told = "".join(f"<p dir='ltr'>{text}</p>" for text in ENGLISH)
    assert paragraphs(after=f"<div>{told}</div>") == STORY
    assert paragraphs(between=told) == (*STORY[:2], *ENGLISH, *STORY[2:])
    assert paragraphs(after=f"<p>{ENGLISH[0]}</p>") == (*STORY, ENGLISH[0])
    assert paragraphs(after=f"<blockquote lang='en'><p>{ENGLISH[0]}</p></blockquote>") == (*STORY, ENGLISH[0])
    assert paragraphs(after=f"<div lang='en'><p>{ENGLISH[0]}</p></div>") == STORY


def test_a_quotation_that_repeats_the_story_is_not_told_twice():
    quoted = STORY[1].removeprefix("وقال نقيب الصيادين إن ").rstrip(".")
    assert paragraphs(between=f'<aside class="pull-quote"><p>«{quoted}»</p></aside>') == STORY
    assert paragraphs(between=f"<blockquote><p>{quoted}</p></blockquote>") == STORY


def test_a_quotation_of_its_own_stays():
    said = "لن نخرج إلى البحر قبل أن نصلح المراكب كلها."
    assert paragraphs(between=f"<blockquote><p>{said}</p></blockquote>") == (*STORY[:2], said, *STORY[2:])


def test_what_screen_readers_are_told_of_a_list_is_not_of_the_story():
    told = "<p>list of 2 items</p><p>list 1 of 2</p><p>list 2 of 2</p><p>end of list</p>"
    assert paragraphs(between=f"<div>{told}</div>") == STORY
