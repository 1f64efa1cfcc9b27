"""What of a page is its story, and which titles are related to it, by the ways that sites print them."""

import re
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
        "<div><span>استمع للمقال</span><span>0:00</span><span>/</span><span>3:12</span></div>",
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
        "<p>(النهاية) س ن ر / م ع</p>",
        "<p>كونا 091512 جمت ابر 26</p>",
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
        f'<div><span>ذو صلة:</span><a href="/news/7">{OTHERS[0]}</a></div>',
        f'<p>وقد يهمك أيضا: <a href="/news/7">{OTHERS[0]}</a></p>',
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


@pytest.mark.parametrize("choice", ["اخترنا لكم", "قد يعجبك أيضا", "أخبار قد تهمك"])
def test_the_sites_own_choice_is_not_related_where_the_article_has_a_block_of_its_own(choice):
    own = f"<div><h3>مواضيع ذات صلة</h3><ul>{entries(OTHERS)}</ul></div>"
    sites = f'<div><h3>{choice}</h3><ul><li><a href="/x">معرض الكتاب يفتح أبوابه غدا</a></li></ul></div>'
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


def test_paragraphs_that_are_set_as_headings_are_the_story():
    text = "".join(f"<h4>{line}</h4>" for line in STORY)
    assert read(f"<p>4 مايو 2026</p><div>{text}</div><div>شارك الخبر</div>").paragraphs == STORY


def test_a_subheading_that_reads_as_a_name_is_of_the_story():
    named = "2- تحسين الهضم"
    assert read(f"<div><p>{LEAD}</p><h3>{named}</h3><p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs[1] == named


@pytest.mark.parametrize("title", ["بوابة الميناء", "بوابة الميناء - الصفحة"])
def test_the_only_heading_over_the_text_is_the_headline_where_the_title_names_the_whole_site(title):
    shown = f"<table><tr><td><h3>{TITLE}</h3></td></tr><tr><td>{'<br><br>'.join(STORY)}</td></tr></table>"
    page = f"<html><head><title>{title}</title></head><body>{shown}<h3>{OTHERS[0]}</h3></body></html>"
    found = extract(page.encode(), url="https://news.example/2026/05/04/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_a_line_that_shows_the_title_without_the_sites_name_before_it_is_the_headline():
    shown = f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{'<br><br>'.join(STORY)}</td></tr></table>"
    page = f"<html><head><title>جريدة الميناء الدولية: {TITLE}</title></head><body>{shown}</body></html>"
    found = extract(page.encode(), url="https://news.example/2026/05/04/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.title == TITLE


def test_what_stands_after_the_related_stories_is_not_of_the_story_unless_it_stands_beside_a_paragraph():
    block = f"<h4>مواضيع ذات صلة</h4><a href='/news/1'>{OTHERS[0]}</a>"
    text = f"<p>{LEAD}</p><div><p>{SECOND}</p><p>{THIRD}</p>"
    labels = "<ul><li>الرابط الدائم https://port.example/p/1</li><li>أرقام الصفحات المطبوعة: 4، 5</li></ul>"
    assert read(f"<div>{text}</div><div>{block}{labels}</div></div>").paragraphs == STORY
    last = "وقال الصيادون إنهم راضون."
    assert read(f"<div>{text}<div>{block}</div><p>{last}</p></div></div>").paragraphs == (*STORY, last)


@pytest.mark.parametrize(
    "frame",
    [
        '<p><a href="/news/2">{}</a></p>',
        '<p><strong><a href="https://news.example/news/2">{}</a></strong></p>',
        '<p>◄ <a href="/news/2">{}</a></p>',
        '<div class="x4"><a href="/news/2"><img src="/t.jpg"><span>{}</span></a></div>',
    ],
)
def test_a_story_that_the_text_names_in_passing_is_to_read_also(frame):
    article = read(f"<div><p>{LEAD}</p>{frame.format(OTHERS[0])}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert article.paragraphs == STORY
    assert titles(article.read_also) == [OTHERS[0]]


@pytest.mark.parametrize(
    "linked",
    [
        f'<p><a href="https://port.example/report">{OTHERS[0]}</a></p>',  # another site's
        f'<p><a href="/news/2">{OTHERS[0]}.</a></p>',  # a sentence
        "".join(f'<p><a href="/news/{at}">{text}</a></p>' for at, text in enumerate(OTHERS)),  # a list
    ],
)
def test_a_linked_line_that_is_the_texts_own_stays(linked):
    article = read(f"<div><p>{LEAD}</p>{linked}<p>{SECOND}</p><p>{THIRD}</p>{BODY * 3}</div>")
    assert OTHERS[0] in " ".join(article.paragraphs)
    assert not article.read_also


@pytest.mark.parametrize(
    "end", ["انتهى", "انتهى 25", "انتهى/ خ", "((انتهى))", "-سح-", "======= س.ح", "تويتر: @samer_h"]
)
def test_the_mark_with_which_an_agency_ends_is_not_of_the_story(end):
    assert read(f"<div>{BODY}<p>{end}</p></div>").paragraphs == STORY
    assert read(f"<div>{BODY}<p>انتهى أمس</p></div>").paragraphs[-1] == "انتهى أمس"


@pytest.mark.parametrize("rule", ["ــــــــــــ", "———————", "ــــــ/ س.ح", "=========== س.ح", "*** س.ح"])
def test_a_rule_that_is_drawn_with_letters_is_not_of_the_story(rule):
    assert read(f"<div>{BODY}<p>{rule}</p><p>ع.ف</p></div>").paragraphs == STORY


def test_a_programs_code_between_the_paragraphs_is_not_of_the_story():
    code = "<div>aXB0IDc3LjMwOS40OS4 الميناء القديم US</div>"
    paragraphs = "".join(f"<p>{text}</p>{code}" for text in STORY)
    assert read(f"<div>{paragraphs}</div>").paragraphs == STORY


def test_the_line_that_says_where_and_when_a_story_was_printed_is_its_date():
    article = read(f"<div><p>نُشر هذا المقال في جريدة الميناء بتاريخ 2026-05-03 على الصفحة رقم 14 – مدن</p>{BODY}</div>")
    assert article.paragraphs == STORY
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-05-03"


@pytest.mark.parametrize("tag", ["h2", "h3", "h4"])
def test_a_story_whose_paragraphs_are_all_set_as_headings_is_read(tag):
    assert read(f"<div>{''.join(f'<{tag}><b>{text}</b></{tag}>' for text in STORY)}</div>").paragraphs == STORY


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("<p>قوارب الصيد عند مدخل الميناء القديم</p>", True),
        ("<p class='desc'>قوارب الصيد عند مدخل الميناء القديم</p>", True),
        ("<p><b>قوارب الصيد عند مدخل الميناء القديم</b></p>", False),  # a subheading
        ("<p>وكان الجميع ينتظر عند مدخل الميناء.</p>", False),
    ],
)
def test_a_line_without_a_stop_under_a_picture_is_its_caption(line, is_caption):
    picture = '<p><img src="/harbour.jpg"></p>'
    told = "".join(f"<p>{text}</p>{picture + line if at == 0 else ''}" for at, text in enumerate(STORY))
    paragraphs = read(f"<div>{told}</div>").paragraphs
    assert (paragraphs == STORY) is is_caption
    assert len(paragraphs) == len(STORY) + (not is_caption)


def test_what_a_stray_end_tag_leaves_in_the_body_is_of_the_story():
    rest = "".join(f"<p>{text}</p>" for text in STORY[1:])
    begun = f"<div><h1>{TITLE}</h1><div><p>{STORY[0]}</p><p>{LEAD}</p></div></div>"
    article = read(f"{begun}</div>{rest}<div><h3>أخبار ذات صلة</h3><a href='/1'>{OTHERS[0]}</a></div>", title="")
    assert article.paragraphs == (STORY[0], LEAD, *STORY[1:])


def test_a_table_of_contents_is_not_of_the_story():
    contents = "<div><ul><li><a href='#a'>كيف بدأ العمل في السوق</a></li><li><a href='#b'>متى ينتهي</a></li></ul></div>"
    paragraphs = "".join(f"<p>{text}</p>" for text in STORY[1:])
    assert read(f"<div><p>{STORY[0]}</p>{contents}{paragraphs}</div>").paragraphs == STORY


def test_a_date_beside_links_to_topics_is_not_of_the_story():
    date = '<div><time>12 أيار/مايو 2026</time> <a href="/t/4">المدن والموانئ</a></div>'
    halves = f"<div><p>{STORY[0]}</p></div><div>{''.join(f'<p>{text}</p>' for text in STORY[1:])}</div>"
    assert read(f"<div>{date}{halves}</div>").paragraphs == STORY


def test_a_last_paragraph_that_leads_to_all_sections_is_not_of_the_story():
    sections = " ، ".join(
        f'<a href="/{at}">أخبار {name}</a>' for at, name in enumerate("مصر العالم الفن الطقس المال البحر".split())
    )
    index = f"<p>ونقدم لكم من خلال موقعنا تغطية مستمرة على مدار الساعة لكل {sections} والعديد من الأنشطة الثقافية.</p>"
    assert read(f"<div>{BODY}{index}</div>").paragraphs == STORY
    assert len(read(f"<div>{BODY.replace(SECOND, SECOND + index)}</div>").paragraphs) == len(STORY) + 1


NEXT = f"{SECOND.replace('السوق', 'الفنار')} {THIRD.replace('السوق', 'الفنار')}"


@pytest.mark.parametrize(
    "head",
    [
        f'<h2><a href="/2026/05/04/12346">{OTHERS[0]}</a></h2><div>سلمى حسن</div>',
        f"<h1>{OTHERS[0]}</h1><div>04-05-2026 | 09:10</div>",
    ],
)
def test_the_next_story_that_stands_whole_under_this_one_is_not_of_it(head):
    own = f'<div class="story"><h1>{TITLE}</h1><div>04-05-2026 | 10:20</div><div class="text">{BODY}</div></div>'
    other = f'<div class="story next">{head}<div class="text"><p>{NEXT}</p><p>{NEXT}</p><p>{NEXT}</p></div></div>'
    assert read(f"<main>{own}{other}</main>", title="").paragraphs == STORY


def test_the_parts_of_a_story_that_each_have_a_subheading_are_all_of_it():
    parts = f"<section><h1>{TITLE}</h1>{BODY}</section><section><h2>ما قبل الافتتاح بعامين</h2>{BODY}</section>"
    assert len(read(f"<main>{parts}</main>", title="").paragraphs) == 2 * len(STORY) + 1


@pytest.mark.parametrize(
    "caption",
    [
        "<p><img src='/a.jpg'></p><p>صياد يرتب شباكه عند الفجر (تصوير: حازم بدر)</p>",
        "<p><img src='/a.jpg'></p><p>صياد يرتب شباكه - أرشيفية</p>",
        "<p><img src='/a.jpg'><i>صياد يرتب شباكه عند الفجر</i></p>",
    ],
)
def test_a_picture_that_says_whose_it_is_has_its_caption_below(caption):
    assert read(f"<div><p>{LEAD}</p>{caption}<p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs == STORY
    sentence = "ورد رئيس البلدية على الأسئلة (وكالات)."
    after = f"<p><img src='/a.jpg'></p><p>{sentence}</p>"
    assert sentence in read(f"<div><p>{LEAD}</p>{after}<p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs


@pytest.mark.parametrize(
    "shown",
    [
        "افتتاح سوق السمك الجديد:<br>كل شيء عن الميناء القديم",
        "افتتاح سوق السمك الجديد:<br><br><span>كل شيء عن الميناء القديم</span>",
    ],
)
def test_a_headline_that_is_broken_into_lines_is_whole(shown):
    whole = "افتتاح سوق السمك الجديد: كل شيء عن الميناء القديم"
    article = read(
        f"<div>{BODY}</div>", title=f"<h1>{shown}</h1>", head=f'<meta property="og:title" content="{whole}">'
    )
    assert (article.title, article.paragraphs) == (whole, STORY)


def test_what_stands_under_the_headline_in_its_element_is_not_of_it():
    article = read(f"<div>{BODY}</div>", title=f"<h1>{TITLE}<br><small>الاثنين 4 مايو 2026 - 10:20</small></h1>")
    assert article.title == TITLE


def test_a_row_of_headlines_between_two_paragraphs_makes_no_listing_of_a_story():
    row = "".join(
        f'<div class="slide"><a href="/news/{at}"><img src="/t{at}.jpg"><h3>{text}</h3></a></div>'
        for at, text in enumerate((*OTHERS, "حوار مع قبطان العبارة الأخيرة", "رحلة في أسواق الساحل القديمة"))
    )
    body = f"<div><p>{LEAD}</p><p>{SECOND}</p><div class='slides'>{row}</div><p>{THIRD}</p><p>{LEAD}</p></div>"
    assert read(body).paragraphs == (*STORY, LEAD)


def test_the_sections_that_related_stories_come_from_are_not_of_them():
    block = "".join(
        f'<div><a href="/port">الميناء</a><h4><a href="/news/{at}">{text}</a></h4><span>منذ {at + 2} ساعات</span></div>'
        for at, text in enumerate(OTHERS)
    )
    article = read(f"<div>{BODY}</div><div><h3>مواضيع ذات صلة</h3>{block}</div>")
    assert titles(article.related) == list(OTHERS)


def test_related_stories_are_read_though_each_is_begun_below_its_title():
    begun = "".join(
        f'<div><h3><a href="/news/{at}">{text}</a></h3><p>4 مايو 2026</p><p>{THIRD}</p></div>'
        for at, text in enumerate(OTHERS)
    )
    article = read(f"<div>{BODY}</div><div><h3>اقرأ أيضا</h3>{begun}</div>")
    assert titles(article.related) + titles(article.read_also) == list(OTHERS)
    assert article.paragraphs == STORY


def test_a_section_told_before_the_headline_over_it_is_not_of_the_story():
    label = f"<div><div>عام / {TITLE}</div></div>"
    article = read(f"{label}<div><h1>{TITLE}</h1><div>{'<br>'.join(STORY)}</div></div>", title="")
    assert article.paragraphs == STORY


@pytest.mark.parametrize(
    "named", ['<h1 class="site-title">منتدى الميناء القديم</h1>', '<div id="logo"><h1>الميناء القديم</h1></div>']
)
def test_the_sites_name_is_not_the_headline_though_it_is_set_as_one(named):
    short = "افتتاح سوق الميناء القديم"
    page = f"<title>{short} - منتدى الميناء القديم</title><body>{named}<div><h2>{short}</h2>{BODY}</div></body>"
    found = extract(page.encode(), url="https://news.example/2026/05/04/12345", now=NOW)
    assert isinstance(found, Article)
    assert found.title == short


def test_the_answers_to_a_story_in_a_forum_are_not_of_it():
    def post(head, text, at):
        return (
            '<div class="post"><dl class="postprofile"><dt><a href="/u/3">قبطان</a></dt><dd>عضو نشط</dd>'
            f"<dd>اشترك في: السبت مارس 12, 2016 9:15 am</dd></dl><h3><a href='#{at}'>{head}</a></h3>"
            f"<p>بواسطة سامر حداد » الأحد مايو 0{at}, 2026 7:20 pm</p><div>{text}</div></div>"
        )

    asked = post(TITLE, "<br>".join(STORY), 3)
    answer = post(
        f"رد: {TITLE}",
        "شكرا لك يا قبطان على نقل الخبر ونتمنى أن يعود السوق كما كان قبل أن تغلق البلدية الميناء كله.",
        4,
    )
    article = read(f"<div>{asked}{answer}</div>", title="")
    assert article.paragraphs == STORY
    assert article.published is not None
    assert article.published.date().isoformat() == "2026-05-03"


@pytest.mark.parametrize(
    "heading",
    [
        "<h2>الردود</h2>",
        "<h2>أبرز العناوين</h2>",
        "<h3>شروط الاستخدام</h3>",
        "<p><strong>بالصور</strong></p>",
        "<h2>الإعلان</h2>",
    ],
)
def test_a_subheading_between_two_paragraphs_is_of_the_story_though_furniture_is_called_so(heading):
    text = re.sub("<[^>]+>", "", heading)
    assert read(f"<div><p>{LEAD}</p>{heading}<p>{SECOND}</p><p>{THIRD}</p></div>").paragraphs == (
        LEAD,
        text,
        SECOND,
        THIRD,
    )


@pytest.mark.parametrize("line", ["<p>الردود</p>", "<h3>شارك الخبر</h3>", "<h3>الوسوم</h3><ul><li>سوق السمك</li></ul>"])
def test_what_is_no_subheading_there_is_left_out(line):
    assert read(f"<div><p>{LEAD}</p><p>{SECOND}</p>{line}<p>{THIRD}</p></div>").paragraphs[:2] == (LEAD, SECOND)
    assert "الردود" not in read(f"<div>{BODY}{line}</div>").paragraphs


@pytest.mark.parametrize(
    "points",
    ["<ul><li>{}</li><li>{}</li><li>{}</li></ul>", "<p>- {}</p><p>- {}</p><p>- {}</p>", "- {}<br>- {}<br>- {}"],
)
def test_a_point_of_a_list_is_of_the_story_though_a_button_is_called_so(points):
    steps = ("فتح موقع البلدية", "إنشاء حساب جديد", "كتابة رقم الدكان")
    body = points.format(*steps)
    found = read(f"<div><p>{LEAD}</p>{body}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert [line.removeprefix("- ") for line in found.paragraphs] == [LEAD, *steps, SECOND, THIRD]


@pytest.mark.parametrize("box", ["<div>اشترك في نشرتنا البريدية</div>", "النشرة اليومية<br>"])
def test_a_call_to_subscribe_between_paragraphs_that_are_no_p_does_not_end_the_story(box):
    assert read(f"<div>{LEAD}<br>{SECOND}<br>{box}{THIRD}</div>").paragraphs == STORY
    assert (
        read(f"<div><div>{LEAD}</div><div>{SECOND}</div><div>{box}</div><div>{THIRD}</div></div>").paragraphs == STORY
    )


@pytest.mark.parametrize("frame", ["<p>{}</p>", "<ul><li>{}</li></ul>", "<p>◄ {}</p>"])
def test_a_story_that_is_named_right_under_the_last_paragraph_is_to_read_also(frame):
    link = frame.format(f'<a href="/2026/05/03/12344">{OTHERS[0]}</a>')
    found = read(f"<div>{BODY}{link}</div>")
    assert (found.paragraphs, titles(found.read_also)) == (STORY, [OTHERS[0]])


def test_sections_and_many_links_under_the_last_paragraph_name_no_story_to_read_also():
    links = "".join(f'<p><a href="/2026/05/03/1234{at}">{text}</a></p>' for at, text in enumerate(OTHERS))
    assert read(f"<div>{BODY}{links}</div>").read_also is None
    assert read(f'<div>{BODY}<p><a href="/section/5">كل أخبار الميناء والصيد البحري</a></p></div>').read_also is None


@pytest.mark.parametrize("label", ["لمزيد من التفاصيل اقرأ:", "اقرأ في هذا الملف:", "اقرأ أيضا في", "وللمزيد:"])
def test_a_label_before_the_only_link_of_a_line_names_a_story_to_read_also(label):
    line = f'<p>{label} <a href="/news/7">{OTHERS[0]}</a></p>'
    found = read(f"<div><p>{LEAD}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert (found.paragraphs, titles(found.read_also)) == (STORY, [OTHERS[0]])


@pytest.mark.parametrize("heading", ["مواضيع ذات صلة:", "قد ترغب بقراءة:"])
def test_a_heading_and_one_link_on_a_line_are_a_related_story(heading):
    line = f'<p>{heading} <a href="/news/7">{OTHERS[0]}</a></p>'
    found = read(f"<div><p>{LEAD}</p>{line}<p>{SECOND}</p><p>{THIRD}</p></div>")
    assert (found.paragraphs, titles(found.related)) == (STORY, [OTHERS[0]])


@pytest.mark.parametrize("name", ["sc-fbKmqA", "css-1adx9", "jss-ad12nav"])
def test_the_letters_of_a_class_that_a_program_made_name_no_part(name):
    assert read(f"<div>{''.join(f'<p class={name}>{text}</p>' for text in STORY)}</div>").paragraphs == STORY


@pytest.mark.parametrize(
    "item",
    [
        "<div><h3><button>{}</button></h3><div><p>{}</p></div></div>",
        "<div><button class=x>{}</button><div><p>{}</p></div></div>",
    ],
)
def test_a_question_on_the_button_that_opens_its_answer_is_of_the_story(item):
    asked = (("متى يفتح السوق؟", SECOND), ("كم دكانا يضم السوق؟", THIRD))
    found = read(f"<div><p>{LEAD}</p>{''.join(item.format(*each) for each in asked)}</div>")
    assert found.paragraphs == (LEAD, *asked[0], *asked[1])


@pytest.mark.parametrize("button", ["شارك الخبر", "اختر لون الواجهة", "المزيد"])
def test_another_button_between_paragraphs_is_not_of_the_story(button):
    body = f"<p>{LEAD}</p><div><button>{button}</button></div><p>{SECOND}</p><p>{THIRD}</p>"
    assert read(f"<div>{body}</div>").paragraphs == STORY


@pytest.mark.parametrize(
    "about", ["<h4>من نحن</h4><p>{}</p>", "<div>عن الموقع</div><div>{}</div>", "<b>من نحن</b><br>{}"]
)
def test_what_a_site_tells_of_itself_is_not_of_a_brief_that_is_shorter(about):
    brief = "أغلقت بلدية المدينة مساء اليوم سوق السمك بعد عطل في غرفة التبريد."
    told = "جريدة الميناء تصدر كل صباح منذ عشرين عاما وتنقل أخبار البحر والصيد من مراسليها في كل المدن الساحلية."
    assert read(f"<div><p>{brief}</p></div><div>{about.format(told)}</div>").paragraphs == (brief,)


def test_a_text_of_several_paragraphs_is_an_article_though_its_address_is_of_films():
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>4 مايو 2026<div>{{}}</div></body></html>"
    url = "https://news.example/videos/2026/05/04/fish-market-12345"
    assert extract(page.format(BODY).encode(), url=url, now=NOW).paragraphs == STORY
    assert not isinstance(extract(page.format(f"<p>{LEAD}</p>").encode(), url=url, now=NOW), Article)


def test_a_lists_last_point_is_of_the_story_though_most_of_its_words_lead_elsewhere():
    points = '<ul><li>أسماك طازجة كل صباح.</li><li>بيع <a href="/t/1">المحار البحري</a>.</li></ul>'
    assert read(f"<div>{BODY}{points}</div>").paragraphs[-1] == "بيع المحار البحري."
    also = f'<p>اقرأ أيضا:</p><p><a href="/news/2">{OTHERS[0]}</a></p>'
    found = read(f"<div>{BODY}{points}{also}</div>")
    assert (found.paragraphs[-1], titles(found.read_also)) == ("بيع المحار البحري.", [OTHERS[0]])


@pytest.mark.parametrize("end", ["", "…", "..."])
def test_the_lead_cut_off_and_told_once_more_under_the_headline_is_no_paragraph(end):
    cut = LEAD[: LEAD.index(" بحضور")]
    assert read(f'<div class="x1"><span class="summary">{cut}{end}</span><div>{BODY}</div></div>').paragraphs == STORY
    assert read(f"<div><p>{cut}{end}</p>{BODY}</div>").paragraphs == STORY


def test_a_long_first_paragraph_in_a_div_of_its_own_is_not_the_whole_story():
    first = f"{LEAD} {SECOND} {LEAD} {SECOND}"
    also = f'<div><b>اقرأ أيضًا |</b> <a href="/news/2">{OTHERS[0]}</a></div>'
    second = "وقال صياد إن الرصيف الجديد أوسع من القديم بكثير."
    told = f"<div>{first}</div><div>{second}</div>{also}<div>{SECOND}</div><div>{THIRD}</div>"
    found = read(f"<main><div class='x1'>{told}</div></main>")
    assert found.paragraphs == (first, second, SECOND, THIRD)
    assert titles(found.read_also) == [OTHERS[0]]


def test_a_story_whose_lines_are_broken_is_not_the_lead_of_the_related_one_above_it():
    card = f'<div class="x2"><b>ذات صلة</b><a href="/news/2"><img src="/t.jpg"><h4>{OTHERS[0]}</h4></a></div>'
    found = read(f"<div class='x1'>{card}{'<br><br>'.join(STORY)}</div>")
    assert (found.paragraphs, titles(found.related)) == (STORY, [OTHERS[0]])


@pytest.mark.parametrize(
    "own", ["<div class='b{at}'><p>{text}</p></div>", "<div class='b'><div><span>{text}</span></div></div>"]
)
@pytest.mark.parametrize(
    "between",
    [
        "<p>اقرأ أيضا: {link}</p>",
        "<div><h4>اقرأ أيضا</h4></div><div>{link}</div>",
        "<p><strong>{link}</strong></p>",
        "<div class='v'><a href='/video/2'><img><span>شاهد: ترميم الفنار القديم يبدأ الصيف المقبل</span></a></div>",
    ],
)
def test_a_story_goes_on_under_another_that_it_names_though_each_paragraph_has_a_frame(own, between):
    first, *rest = (own.format(at=at, text=text) for at, text in enumerate(STORY))
    between = between.format(link=f'<a href="/news/2">{OTHERS[0]}</a>')
    assert read(f"<div class='x1'>{first}{between}{''.join(rest)}</div>").paragraphs == STORY


def test_a_story_in_two_halves_goes_on_under_another_that_it_names():
    also = f'<p>اقرأ أيضا: <a href="/news/2">{OTHERS[0]}</a></p>'
    halves = f"<div class='a1'><p>{LEAD}</p></div>{also}<div class='a2'><p>{SECOND}</p><p>{THIRD}</p></div>"
    found = read(f"<main>{halves}</main>")
    assert (found.paragraphs, titles(found.read_also)) == (STORY, [OTHERS[0]])


def test_a_story_does_not_take_in_another_that_stands_under_its_headline():
    card = f'<div class="c"><h4><a href="/news/2">{OTHERS[0]}</a></h4><p>{LEAD} وغدا يفتح للزوار.</p></div>'
    assert read(f"<main><div class='x1'>{BODY}</div>{card}</main>").paragraphs == STORY


def test_a_letters_box_between_framed_paragraphs_ends_no_story():
    box = "<div><h4>النشرة البريدية</h4><p>اشترك الآن لتصلك آخر الأخبار</p><form><input type='email'></form></div>"
    first, *rest = (f"<div class='b{at}'><p>{text}</p></div>" for at, text in enumerate(STORY))
    about = f"<div class='us'><p>{LEAD} وهكذا تقول البلدية في كل مكان.</p></div>"
    assert read(f"<main><div class='x1'>{first}{box}{''.join(rest)}</div></main>").paragraphs == STORY
    assert read(f"<main><div>{first}{''.join(rest)}{box}{about}</div></main>").paragraphs == STORY


def test_the_paragraphs_under_a_related_story_of_few_words_are_not_its_lead():
    named = "ترميم الفنار يبدأ الصيف المقبل"
    card = f'<div class="x2"><b>ذات صلة</b><a href="/news/2"><img src="/t.jpg"><h4>{named}</h4></a></div>'
    halves = f"<div class='a1'><p>{LEAD}</p></div><div class='a2'>{card}<p>{SECOND}</p><p>{THIRD}</p></div>"
    found = read(f"<main>{halves}</main>")
    assert (found.paragraphs, titles(found.related)) == (STORY, [named])


@pytest.mark.parametrize(
    ("element", "between"),
    [
        ("div class='whitespace-pre-line'", "\n"),
        ("div style='white-space: pre-wrap'", "\n"),
        ("pre", "\n"),
        ("div", "\n\n"),
        ("div", "\r\n  \r\n"),
    ],
)
def test_paragraphs_may_be_parted_by_line_breaks_alone(element, between):
    assert read(f"<{element}>{between.join(STORY)}</{element.split()[0]}>").paragraphs == STORY


def test_a_line_break_of_the_source_parts_no_paragraph():
    wrapped = " ".join(STORY).replace(" بحضور", "\nبحضور").replace(". ", ".\n")
    assert read(f"<div><p>{wrapped}</p></div>").paragraphs == (" ".join(STORY),)
    halves = LEAD.replace(" في الميناء", "\n\nفي الميناء")
    assert read(f"<div><p>{halves} {SECOND}</p><p>{THIRD}</p></div>").paragraphs == (f"{LEAD} {SECOND}", THIRD)
