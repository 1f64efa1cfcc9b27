"""What of a page is its story, and which titles are related to it, by the ways that sites print them."""

from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
TITLE = "افتتاح سوق السمك الجديد في الميناء القديم بعد عامين من الأشغال"
LEAD = "افتتحت بلدية المدينة صباح اليوم سوق السمك الجديد في الميناء القديم بحضور مئات الصيادين والتجار وعائلاتهم."
SECOND = "وقال رئيس البلدية خلال الحفل إن الأشغال استغرقت عامين كاملين بسبب ارتفاع كلفة المواد وتأخر وصول الرافعات."
THIRD = "ويضم السوق أربعين دكانا وغرفتين للتبريد ومطعما صغيرا يطل على الرصيف ويفتح أبوابه قبل الفجر كل يوم جمعة."
STORY = (LEAD, SECOND, THIRD)
BODY = "".join(f"<p>{text}</p>" for text in STORY)
OTHERS = ("ترميم الفنار القديم يبدأ الصيف المقبل", "أسعار السمك ترتفع قبل العيد", "صيادو الجنوب يطالبون بميناء")


def read(body, *, head="", title=f"<h1>{TITLE}</h1>") -> Article:
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{title}{body}</body></html>"
    found = extract(page.encode(), url="https://news.example/2026/05/04/12345", now=NOW)
    assert isinstance(found, Article), found
    return found


def titles(links):
    return [link.title for link in links or ()]


def cards(texts):
    return "".join(f'<a href="/news/{at}"><img src="/t{at}.jpg"><p>{text}</p></a>' for at, text in enumerate(texts))


def entries(texts, after=""):
    return "".join(f'<li><a href="/news/{at}">{text}</a>{after}</li>' for at, text in enumerate(texts))


@pytest.mark.parametrize(
    "around",
    [
        '<div class="x1"><img src="/a.jpg"><div>الصيادون أمام السوق (تصوير سامر)</div></div>',
        '<div class="x1"><img src="/a.jpg"><em>الصيادون أمام السوق صباح اليوم</em></div>',
        '<div class="top-cover__txt">الصيادون أمام السوق صباح اليوم</div>',
        '<div class="media__desc">الصيادون أمام السوق صباح اليوم</div>',
        "<div><span>5 دقائق</span></div>",
        "<div>قراءة ٣ دقائق</div>",
        "<div>الزيارات: 286</div>",
        '<div class="x2"><p>هل كان الخبر مفيدا؟</p><button>نعم</button><button>لا</button></div>',
        '<div class="x2"><span>هذا المحتوى لا يكلف شيئا بفضل القراء</span><button>ادعمنا</button></div>',
        '<div class="x2"><b>رسالة الميناء</b><p>مقال كل سبت</p><form><input type="email"></form></div>',
        "<div>أبلغنا عن خطأ في هذا الخبر</div>",
        "<div>استمع إلى الخبر (3 دقائق)</div>",
        "<div>موسومة تحت</div>",
        "<div>كلمات دليلية</div>",
        "<div>لعرض هذا المحتوى من المنصة من الضروري السماح بجمع نسب المشاهدة والإعلانات</div>",
        "<p>تحرير: ع.غ/ن.ش</p>",
        "<p>ر ع/ ن ح</p>",
        "<i>المقالات في هذه الزاوية تعبّر عن وجهة نظر كتّابها</i>",
        "<div>1643</div>",
        "<div>aa</div>",
    ],
)
def test_what_stands_around_the_story_is_not_of_it(around):
    assert read(f'<div class="w">{around}<div class="s">{BODY}</div></div>').paragraphs == STORY
    assert read(f'<div class="w"><div class="s">{BODY}</div>{around}</div>').paragraphs == STORY


@pytest.mark.parametrize(
    "card",
    [
        "<li><a href='/n/{at}'>{title}</a><p>{lead}</p></li>",
        "<div><b><a href='/n/{at}'>{title}</a></b><div>{lead}</div></div>",
    ],
)
def test_a_column_of_teasers_is_no_story_however_short_the_story_beside_it(card):
    begun = "وأوضح المصدر أن الأشغال ستبدأ مطلع الشهر المقبل وتستمر ستة أشهر على الأقل في الأحياء القريبة من المرفأ..."
    column = "".join(card.format(at=at, title=f"{OTHERS[at % 3]} في حي رقم {at}", lead=begun) for at in range(9))
    found = read(
        f"<div class='t'>4 مايو 2026</div><div class='s'><div>{LEAD} {SECOND}</div></div><div class='c'>{column}</div>"
    )
    assert found.paragraphs == (f"{LEAD} {SECOND}",)


def test_a_storys_lines_stay_though_they_look_like_datelines():
    goals = ["لبنان: سامر حداد (36)", "الأردن: طارق عوض (81)"]
    rows = "".join(
        f"<p>{text}</p>"
        for text in (
            "المباراة: لبنان والأردن",
            "الملعب: المدينة",
            "الحكم: من تونس",
            "الدور: الأول",
            "الجمهور: ألفان",
            "الأهداف:",
            *goals,
            LEAD,
        )
    )
    assert set(goals) <= set(read(f"<div>{rows}</div>").paragraphs)


def test_a_list_of_numbers_is_of_the_story_and_a_counter_is_not():
    numbers = [str(3601100204 + 97 * number) for number in range(8)]
    rows = "".join(f"<p>{text}</p>" for text in (LEAD, SECOND, "الدفعة الأولى", *numbers, THIRD))
    assert read(f"<div>{rows}<p>1643</p></div>").paragraphs == (LEAD, SECOND, "الدفعة الأولى", *numbers, THIRD)


def test_a_photographs_copyright_does_not_end_the_story():
    between = f"<p>{LEAD}</p><p>{SECOND}</p><div>© Photo : Harbour Press</div><p>{THIRD}</p>"
    assert read(f"<div>{between}</div>").paragraphs == STORY


def test_a_newsletter_box_between_two_paragraphs_does_not_end_the_story():
    box = "<div><p>النشرة البريدية</p><p>أهم الأخبار في بريدك كل صباح</p></div>"
    assert read(f"<div><p>{LEAD}</p>{box}<p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs == STORY


def test_a_lead_that_stands_in_its_own_block_is_kept_though_it_describes_the_page():
    head = f'<meta property="og:description" content="{LEAD}">'
    more = f"<div><p>{SECOND}</p><p>{THIRD}</p></div>"
    body = f'<div><div class="box"><strong>{LEAD}</strong></div>{more}</div>'
    assert read(body, head=head).paragraphs[0] == LEAD


def test_a_deck_that_is_no_sentence_is_the_description():
    deck = "عامان من الأشغال وأربعون دكانا وغرفتان للتبريد"
    head = f'<meta property="og:description" content="{deck}">'
    found = read(f"<div><h2>{deck}</h2><div>{BODY}</div></div>", head=head)
    assert (found.description, found.paragraphs) == (deck, STORY)


def test_a_quotation_set_apart_in_the_story_is_of_it():
    quoted = "كنت أظن أن السوق لن يفتح قبل أن أترك البحر"
    aside = f"<aside><blockquote><p>{quoted}</p></blockquote></aside>"
    body = f"<div><p>{LEAD}</p>{aside}<p>{SECOND}</p><p>{THIRD}</p></div>"
    assert read(body).paragraphs == (LEAD, quoted, SECOND, THIRD)


def test_an_aside_with_links_is_not_of_the_story():
    aside = f"<aside><blockquote>{entries(OTHERS)}</blockquote></aside>"
    assert read(f"<div><p>{LEAD}</p>{aside}<p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs == STORY


def test_a_teaser_above_the_headline_is_not_taken_into_the_story():
    top = (
        "<div><span>الاثنين ١٧ ذو القعدة ١٤٤٧ هـ</span> <span>٤ مايو ٢٠٢٦ م</span> <span>العدد ٢١٤٥٨ يومية</span></div>"
    )
    body = f'<div class="w">{top}<div><h1>{TITLE}</h1><div class="s">{BODY}</div></div></div>'
    assert read(body, title="").paragraphs == STORY


def test_a_paragraph_that_stands_with_a_picture_is_no_caption():
    body = f'<div><div><img src="/a.jpg"><p>{LEAD}</p></div><div><p>{SECOND}</p></div><div><p>{THIRD}</p></div></div>'
    assert read(body).paragraphs == STORY


def test_paragraphs_that_each_have_a_button_are_the_story():
    body = "".join(f"<div><div>{text}</div><button>علّق</button></div>" for text in STORY)
    assert read(f"<div>{body}</div>").paragraphs == STORY


def test_a_last_short_paragraph_is_kept_beside_one_that_holds_most_of_the_story():
    long, short = f"{LEAD} {SECOND} {THIRD}", "ولم يحدد موعد للحفل."
    body = f"<div><p>{long}</p><p>{short}</p></div>"
    assert read(body).paragraphs == (long, short)


def test_the_second_half_after_a_list_of_other_stories_is_of_the_story():
    box = f"<div><h3>اقرأ أيضا</h3><ul>{entries(OTHERS)}</ul></div>"
    body = f"<div><div><p>{LEAD}</p><p>{SECOND}</p></div>{box}<div><p>{THIRD}</p></div></div>"
    found = read(body)
    assert (found.paragraphs, titles(found.read_also)) == (STORY, list(OTHERS))


@pytest.mark.parametrize(
    "line",
    [
        f'<div><span>إقرأ المزيد</span><a href="/news/7">{OTHERS[0]}</a></div>',
        f'<p><a href="/news/7">للمزيد - {OTHERS[0]}</a></p>',
        f'<div><span>للاطلاع على</span> <a href="/news/7">{OTHERS[0]}</a></div>',
        f'<div><span>إقرأوا أيضاً</span><a href="/news/7"><strong>{OTHERS[0]}</strong></a></div>',
    ],
)
def test_a_label_that_is_glued_to_a_title_names_a_story_to_read_also(line):
    found = read(f"<div><p>{LEAD}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert (found.paragraphs, titles(found.read_also)) == (STORY, [OTHERS[0]])


@pytest.mark.parametrize("date", [" <span>11 أيلول 2025</span>", "<time>منذ 3 ساعات</time>"])
def test_related_stories_are_read_without_their_dates(date):
    body = f"<div>{BODY}</div><div><h3>مقالات ذات صلة</h3><ul>{entries(OTHERS, date)}</ul></div>"
    assert titles(read(body).related) == list(OTHERS)


def test_a_date_within_a_related_storys_link_is_not_of_its_title():
    links = "".join(
        f'<a href="/n/{at}"><span>{text}</span><span>3 أيلول 2025</span></a>' for at, text in enumerate(OTHERS)
    )
    assert titles(read(f"<div>{BODY}</div><section><h2>مواضيع ذات صلة</h2>{links}</section>").related) == list(OTHERS)


def test_read_more_heads_the_related_stories_below_the_text():
    found = read(f"<div>{BODY}</div><section><div>اقرأ المزيد</div>{cards(OTHERS)}</section>")
    assert titles(found.related) == list(OTHERS)


def test_the_sites_own_choice_is_not_related_where_the_article_has_a_block_of_its_own():
    own = f"<div><h3>مواضيع ذات صلة</h3><ul>{entries(OTHERS)}</ul></div>"
    sites = '<div><h3>اخترنا لكم</h3><ul><li><a href="/x">معرض الكتاب يفتح أبوابه غدا</a></li></ul></div>'
    assert titles(read(f"<div>{BODY}</div>{own}{sites}").related) == list(OTHERS)


def test_a_list_of_topics_is_not_related():
    topics = f"<section><h2>مواضيع مختارة</h2><ul>{entries(('بحر', 'مهن قديمة'))}</ul></section>"
    assert titles(read(f"<div>{BODY}</div>{topics}").related) == []


def test_the_first_of_two_headings_in_a_row_names_the_stories_shown():
    tabs = '<h4><a href="#one">قد يعجبك أيضا</a><a href="#two">المزيد عن المؤلف</a></h4>'
    assert titles(read(f"<div>{BODY}</div><div>{tabs}<div>{entries(OTHERS)}</div></div>").related) == list(OTHERS)


def test_the_headline_is_what_is_set_so_where_the_title_names_the_whole_site():
    head = (
        f"<table><tr><td><span id='lblTitle'>{TITLE}</span></td></tr><tr><td>{'<br><br>'.join(STORY)}</td></tr></table>"
    )
    page = f"<html><head><title>وكالة الميناء الإخبارية</title></head><body>{head}</body></html>"
    found = extract(page.encode(), url="https://news.example/2026/05/04/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.title == TITLE
