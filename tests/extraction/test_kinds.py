"""Kinds of pages: articles, briefs, opinion, live pages and interviews; and what is no article, with its reason."""

# ruff: noqa: E501  markup reads better on one line

import json
from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract
from crawler.reasons import Reason, Rejection

NOW = datetime(2026, 5, 6, 18, 0, tzinfo=UTC)
URL = "https://www.jarida.example/news/48213"
TITLE = "بلدية المدينة تعيد فتح السوق المسقوفة بعد عامين من الترميم"
SENTENCES = (
    "أعادت بلدية المدينة صباح اليوم فتح السوق المسقوفة أمام التجار والزوار بعد أعمال ترميم استمرت نحو عامين كاملين.",
    "وقال رئيس البلدية في كلمة ألقاها عند المدخل الشرقي إن الترميم شمل الأسقف الخشبية وشبكة الكهرباء وقنوات تصريف المياه.",
    "وأوضح المهندس المشرف على المشروع أن الفريق أعاد استخدام أكثر من نصف الأخشاب القديمة بعد معالجتها في ورشة أقيمت لهذا الغرض.",
    "ويأمل التجار أن تعيد السوق الحركة إلى وسط المدينة الذي تضرر كثيرا من إغلاقها ومن ارتفاع الإيجارات في الأحياء المجاورة.",
)
TEXT = "".join(f"<p>{each}</p>" for each in SENTENCES)
SHORT = "أغلقت السلطات الطريق الساحلي أمام الشاحنات حتى إشعار آخر."
VIEWS = (
    "ليس السؤال لماذا تأخر ترميم السوق، بل لماذا نقبل أن يتأخر كل شيء في هذه المدينة من دون أن يسأل أحد عن السبب.",
    "لقد تعلمنا أن ننتظر، وصار الانتظار عادة نورثها لأبنائنا كما نورثهم الحكايات القديمة عن مدينة كانت لا تنام.",
    "وأحسب أن أول الطريق هو أن نكف عن الاعتذار نيابة عمن لا يعتذر، وأن نعرف أن المال العام له أصحاب.",
)
HEADLINES = tuple(f"خبر من أخبار المدينة في يومها رقم {number} كما رواه مراسلنا" for number in range(1, 15))


def page(body, *, title=TITLE, head="", attributes="", site="الجريدة"):
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title} | {site}</title>{head}'
        f"</head><body {attributes}><header><a href='/'>{site}</a><nav><ul><li><a href='/politics'>سياسة</a></li>"
        f"<li><a href='/economy'>اقتصاد</a></li><li><a href='/opinion'>رأي</a></li></ul></nav></header>{body}"
        f"<footer><a href='/about'>من نحن</a><p>جميع الحقوق محفوظة © {site} 2026</p></footer></body></html>"
    )


def told(body, *, url=URL, now=NOW, **how):
    return extract(page(body, **how).encode(), url=url, now=now)


def article(body, **how):
    outcome = told(body, **how)
    assert isinstance(outcome, Article), outcome
    return outcome


def reason(body, **how):
    outcome = told(body, **how)
    assert isinstance(outcome, Rejection), outcome.paragraphs
    return outcome.reason


def story(text=TEXT, *, title=TITLE, more=""):
    return f'<main><article><h1>{title}</h1><div class="meta"><span>06 مايو 2026 - 14:20</span></div>{text}</article>{more}</main>'


def linked(data):
    return f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def links(headlines=HEADLINES, *, tag="h3", teaser=""):
    lead = f"<p>{teaser}</p>" if teaser else ""
    return "".join(
        f'<div class="card"><a href="/news/{number}"><img src="/i/{number}.jpg"></a>'
        f'<{tag}><a href="/news/{number}">{headline}</a></{tag}>{lead}</div>'
        for number, headline in enumerate(headlines, start=70_000)
    )


# --- opinion ------------------------------------------------------------------------------------------------------

SECTIONS = (
    "رأي", "الرأي", "آراء", "مقالات", "مقالات الرأي", "كتّاب", "كتّاب وآراء", "أعمدة", "منبر", "أقلام", "منبر الرأي", "زوايا",
    "وجهات نظر", "مقالات وآراء", "رأي ومقالات", "كتاب الرأي", "قضايا وآراء", "افتتاحية", "أقلام حرة", "كتابنا", "Opinion",
)  # fmt: skip
NO_OPINION = (
    "سياسة",
    "كتب",
    "معرض الكتاب",
    "استطلاع رأي",
    "كتب وثقافة",
    "ثقافة وفن",
    "تحليلات",
    "تقارير",
    "الكتاب والنشر",
)


def crumbs(section):
    return f'<div class="breadcrumb"><a href="/">الرئيسية</a> » <a href="/s/7">{section}</a></div>'


@pytest.mark.parametrize("section", SECTIONS)
def test_a_column_stands_in_a_section_of_opinion(section):
    views = "".join(f"<p>{each}</p>" for each in VIEWS)
    assert article(crumbs(section) + story(views, title="عن الانتظار")).kind == "opinion"


def test_a_sites_own_writers_are_a_section_of_opinion():
    assert article(crumbs("كتّاب النهر") + story(), site="النهر").kind == "opinion"
    assert article(crumbs("كتّاب الرواية") + story(), site="النهر").kind == "article"


@pytest.mark.parametrize("section", NO_OPINION)
def test_other_sections_have_none(section):
    assert article(crumbs(section) + story()).kind == "article"


@pytest.mark.parametrize(
    "path",
    [
        "opinion/2026/05/06/title", "opinions/48213", "columns/48213", "columnists/48213/a-b", "رأي/48213", "مقالات/عن-الانتظار-48213",
        "كتّاب/48213", "articles-opinion/48213", "ar/writers/48213", "makalat/48213", "منبر/48213",
    ],
)  # fmt: skip
def test_an_address_tells_opinion(path):
    assert article(story(), url=f"https://www.jarida.example/{path}").kind == "opinion"


@pytest.mark.parametrize(
    "head",
    [
        linked({"@context": "https://schema.org", "@type": "OpinionNewsArticle", "headline": TITLE}),
        linked({"@type": "NewsArticle", "headline": TITLE, "articleSection": ["رأي"]}),
        '<meta property="article:section" content="مقالات الرأي">',
    ],
)
def test_machines_are_told_of_opinion(head):
    assert article(story(), head=head).kind == "opinion"


@pytest.mark.parametrize(
    "line",
    [
        "الآراء الواردة في هذا المقال لا تعبّر بالضرورة عن رأي الصحيفة.",
        "المقال لا يعبر بالضرورة عن موقف الموقع، ويتحمل كاتبه مسؤوليته.",
        "الآراء الواردة في هذه المقالة تعبر عن رأي كاتبها فقط.",
        "هذه المادة تعبر عن رأي كاتبها",
        "* يعبّر المقال عن وجهة نظر الكاتبة وليس بالضرورة عن رأي الصحيفة",
    ],
)
def test_a_note_under_a_column_that_it_is_its_writers_alone_tells_opinion(line):
    assert article(story(TEXT + f"<p><em>{line}</em></p>")).kind == "opinion"


def test_a_note_that_readers_comments_are_their_own_tells_nothing():
    note = "<section class=comments><p>التعليقات المنشورة لا تعبر عن رأي الصحيفة.</p></section>"
    assert article(story(more=note)).kind == "article"


@pytest.mark.parametrize(
    "signed",
    [
        '<div class="writer"><img src="/w/7.jpg" alt="هالة منصور"><a href="/writers/7">هالة منصور</a></div>',
        "<p>بقلم: هالة منصور</p>",
        '<p class="kateb">بقلم / هالة منصور</p>',
        '<h3 class="writer-name"><a href="/authors/hala">هالة منصور</a></h3>',
        '<div class="columnist"><a href="/kottab/7">هالة منصور</a></div>',
        '<div><a rel="author" href="/author/hala">هالة منصور</a></div>',
    ],
)
def test_the_columnist_is_the_author(signed):
    body = "".join(f"<p>{each}</p>" for each in VIEWS)
    found = article(
        f"{crumbs('رأي')}<article><h1>عن الانتظار</h1>{signed}<time>6 أيار 2026</time>{body}</article>",
        title="عن الانتظار",
    )
    assert (found.kind, found.authors, found.paragraphs) == ("opinion", ("هالة منصور",), VIEWS)


# --- briefs and interviews ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        f"<article><h1>عاجل | إغلاق الطريق الساحلي</h1><time>06 مايو 2026 14:20</time><p>{SHORT}</p></article>",
        f"<article><span class='label'>عاجل</span><h1>إغلاق الطريق الساحلي أمام الشاحنات</h1><div class=content>{SHORT}</div></article>",
        f"<div class='post'><h1>#عاجل: إغلاق الطريق الساحلي</h1><div class='entry-content'><p>{SHORT}</p><p>التفاصيل بعد قليل...</p></div></div>",
    ],
)
def test_breaking_news_of_a_sentence_is_a_brief(body):
    found = article(body, title="عاجل | إغلاق الطريق الساحلي", head='<meta property="og:type" content="article">')
    assert (found.kind, found.paragraphs[0]) == ("brief", SHORT)


def test_breaking_news_whose_text_is_its_headline_is_a_brief():
    body = f"<article><h1>عاجل.. {SHORT}</h1><time>06 مايو 2026 14:20</time><div class=content><p>عاجل.. {SHORT}</p></div></article>"
    found = article(body, title=f"عاجل.. {SHORT}", head='<meta property="og:type" content="article">')
    assert (found.kind, found.paragraphs) == ("brief", (f"عاجل.. {SHORT}",))


def test_an_interview_keeps_its_questions_in_order_and_is_an_article():
    asked = ["كيف بدأت قصتك مع السوق القديمة؟", "وما الذي تغير فيها اليوم؟", "هل تنصح أبناءك بهذه المهنة؟"]
    said = [text for pair in zip(asked, SENTENCES[1:], strict=True) for text in pair]
    body = "".join(f"<p><strong>{text}</strong></p>" if text in asked else f"<p>{text}</p>" for text in said)
    found = article(story(f"<p>{SENTENCES[0]}</p>{body}", title="حرفي السوق: كل خشبة هنا أعرفها باسمها"))
    assert (found.kind, found.paragraphs) == ("article", (SENTENCES[0], *said))


# --- live pages ---------------------------------------------------------------------------------------------------

ENTRIES = (
    ("15:40", "وصول أولى القوافل إلى الميناء", "وصلت القافلة الأولى إلى رصيف الميناء الشمالي وعلى متنها ثلاثون شاحنة محملة بالمواد الغذائية."),
    ("15:05", "الوزير يعلن خطة الطوارئ", "أعلن وزير النقل خطة من ثلاث مراحل تبدأ الليلة بفتح الطرق الفرعية أمام سيارات الإسعاف والدفاع المدني."),
    ("14:30", "استمرار هطول الأمطار", "قالت هيئة الأرصاد إن الأمطار ستستمر حتى منتصف الليل وقد تتجاوز كميتها ستين مليمترا في المناطق الجبلية."),
    ("13:55", "إغلاق المدارس", "قررت المحافظة تعليق الدراسة غدا في جميع المدارس والمعاهد الواقعة على ضفتي النهر حفاظا على سلامة الطلاب."),
)  # fmt: skip
LEAD = "نتابع معكم تطورات الأمطار الغزيرة التي تشهدها المدن الساحلية منذ الفجر وما خلفته من سيول وانقطاع للكهرباء."
LIVE = "الأمطار تغمر المدن الساحلية.. تغطية مستمرة لحظة بلحظة"
SHOWN = tuple(text for entry in ENTRIES for text in entry)


def cairo(time, heading, text):
    return f'<div class="live-entry"><span class="time">{time}</span><h3>{heading}</h3><p>{text}</p></div>'


def beirut(time, heading, text):
    return f'<li class="update"><time datetime="2026-05-06T{time}:00+03:00">{time}</time><div><h4>{heading}</h4><p>{text}</p></div></li>'


def tunis(time, heading, text):
    return f'<div id="e{time}"><p class="hour"><a href="#e{time}">{time}</a></p><h2>{heading}</h2><p>{text}</p><div class="share"><a href="#">شارك</a></div></div>'


def rabat(time, heading, text):
    return f"<p><b>{time}</b></p><p><b>{heading}</b></p><p>{text}</p><hr>"


def linked_heads(time, heading, text):
    return f'<article class="post"><div class="stamp">{time}</div><h3><a href="{URL}#{time}">{heading}</a></h3><p>{text}</p></article>'


@pytest.mark.parametrize("entry", [cairo, beirut, tunis, rabat, linked_heads])
def test_a_live_page_has_its_entries_in_order_with_the_times_it_prints(entry):
    entries = "".join(entry(*each) for each in ENTRIES)
    body = f'<main><h1>{LIVE}</h1><div class="date">الأربعاء 6 مايو 2026 - 12:10</div><p>{LEAD}</p><div class="feed">{entries}</div></main>'
    found = article(body, title=LIVE)
    assert found.kind == "live"
    assert found.paragraphs == (LEAD, *SHOWN)
    assert found.published.strftime("%Y-%m-%d %H:%M") == "2026-05-06 12:10"


def test_a_time_that_stands_on_its_entrys_line_stays_there():
    entries = "".join(f"<p><b>{time}</b> - {text}</p>" for time, _, text in ENTRIES)
    found = article(f"<main><h1>{LIVE}</h1><p>{LEAD}</p>{entries}</main>", title=LIVE)
    assert found.paragraphs == (LEAD, *(f"{time} - {text}" for time, _, text in ENTRIES))


def blog(**more):
    updates = [
        {
            "@type": "BlogPosting",
            "headline": heading,
            "articleBody": text,
            "datePublished": f"2026-05-06T{time}:00+03:00",
        }
        for time, heading, text in ENTRIES
    ]
    return {"@type": "LiveBlogPosting", "headline": LIVE, "liveBlogUpdate": updates} | more


def test_machine_times_of_entries_are_not_put_into_the_text():
    entries = "".join(f'<div class="x1"><h3>{heading}</h3><p>{text}</p></div>' for _, heading, text in ENTRIES)
    found = article(
        f"<main><h1>{TITLE}</h1><p>{LEAD}</p><div>{entries}</div></main>",
        head=linked(blog(datePublished="2026-05-06T11:00:00+03:00", coverageStartTime="2026-05-06T10:00:00+03:00")),
    )
    assert found.kind == "live"
    assert found.paragraphs == (LEAD, *(text for _, *entry in ENTRIES for text in entry))
    assert found.published.isoformat() == "2026-05-06T11:00:00+03:00"


def test_an_entrys_time_is_not_when_the_page_was_published():
    entries = "".join(
        f'<div class="entry"><time itemprop="datePublished" datetime="2026-05-06T{time}:00+03:00">{time}</time><p>{text}</p></div>'
        for time, _, text in ENTRIES
    )
    found = article(f"<main><h1>{LIVE}</h1><p>{LEAD}</p><div>{entries}</div></main>", title=LIVE, head=linked(blog()))
    assert found.kind == "live"
    assert found.published is None
    assert found.paragraphs == (LEAD, *(part for time, _, text in ENTRIES for part in (time, text)))


def test_an_article_that_promises_moment_by_moment_and_has_no_entries_is_an_article():
    assert article(story(title="مباراة القمة لحظة بلحظة"), title="مباراة القمة لحظة بلحظة").kind == "article"


# --- galleries and videos -----------------------------------------------------------------------------------------

SLIDES = "".join(
    f'<figure><img src="/g/{n}.jpg"><figcaption>مشهد من السوق رقم {n}</figcaption></figure>' for n in range(9)
)
PLAYER = '<div class="player"><iframe src="https://video.example/e/9"></iframe></div>'


@pytest.mark.parametrize(
    ("body", "how", "expected"),
    [
        (f"<h1>السوق بعد الترميم: صور</h1>{SLIDES}", {"url": "https://www.jarida.example/photos/4821/souk"}, Reason.GALLERY),
        (f"<h1>بالصور.. السوق بعد الترميم</h1><p>{SHORT}</p>{SLIDES}", {"url": "https://www.jarida.example/gallery/4821"}, Reason.GALLERY),
        (f"<h1>السوق بعد الترميم</h1>{SLIDES}", {"head": linked({"@type": "ImageGallery", "name": "السوق"})}, Reason.GALLERY),
        (f"<h1>ألبوم: السوق بعد الترميم</h1><div class='gallery'>{SLIDES}</div>", {}, Reason.GALLERY),
        (f"<h1>السوق بعد الترميم</h1><p>{SHORT}</p>{SLIDES}", {"url": "https://www.jarida.example/صور/السوق-بعد-الترميم-4821"}, Reason.GALLERY),
        (f"<h1>شاهد: جولة في السوق</h1>{PLAYER}<p>{SHORT}</p>", {"url": "https://www.jarida.example/video/4821"}, Reason.VIDEO),
        (f"<h1>جولة في السوق</h1>{PLAYER}<p>{SHORT}</p>", {"head": '<meta property="og:type" content="video.other">'}, Reason.VIDEO),
        (f"<h1>جولة في السوق</h1>{PLAYER}<p>{SHORT}</p>", {"url": "https://www.jarida.example/فيديو/جولة-في-السوق-4821"}, Reason.VIDEO),
        (
            f"<h1>جولة في السوق</h1>{PLAYER}<p>{SHORT}</p>",
            {"head": linked({"@type": "VideoObject", "name": "جولة في السوق", "uploadDate": "2026-05-06"})},
            Reason.VIDEO,
        ),
    ],
)  # fmt: skip
def test_galleries_and_videos_are_told_apart(body, how, expected):
    assert reason(f"<main>{body}</main>", **how) is expected


def test_an_article_with_pictures_and_a_video_is_an_article():
    head = linked([{"@type": "NewsArticle", "headline": TITLE}, {"@type": "VideoObject", "name": "جولة"}])
    assert article(story(TEXT + PLAYER + SLIDES), head=head).paragraphs == SENTENCES


# --- listings -----------------------------------------------------------------------------------------------------

DESCRIPTION = (
    "الجسور في المدينة حكاية طويلة بدأت مع أول جسر حجري بني قبل مئتي عام، وتتابع الجريدة في هذه الصفحة كل ما ينشر عنها من أخبار وتقارير وتحقيقات.",
    "ويضم الملف أخبار الصيانة ومواعيد الإغلاق وقرارات البلدية ومقابلات مع المهندسين والسكان، ويحدّث كل يوم بما يستجد من أخبار الجسور والطرق المؤدية إليها في ضفتي النهر.",
)  # fmt: skip
LONG = "".join(f"<p>{each}</p>" for each in DESCRIPTION)


@pytest.mark.parametrize(
    ("url", "how"),
    [
        ("https://www.jarida.example/tag/bridges", {}),
        ("https://www.jarida.example/tags/4821/جسور", {}),
        ("https://www.jarida.example/وسم/جسور", {}),
        ("https://www.jarida.example/t/4821", {"attributes": 'class="rtl archive tag tag-bridges"'}),
        ("https://www.jarida.example/topic/4821/bridges", {}),
    ],
)
@pytest.mark.parametrize("teaser", ["", SENTENCES[2]])
def test_a_tag_page_with_a_long_description_is_no_article(url, how, teaser):
    outcome = reason(
        f"<main><h1>جسور المدينة</h1><div class='term'>{LONG}</div>{links(teaser=teaser)}</main>", url=url, **how
    )
    assert outcome in (Reason.TAG, Reason.SECTION)


@pytest.mark.parametrize("tag", ["h2", "h3", "div", "p"])
@pytest.mark.parametrize("teaser", ["", SHORT, SENTENCES[0]])
def test_a_section_is_no_article_however_its_cards_are_made(tag, teaser):
    body = f"<main><h1>أخبار المدينة</h1>{links(tag=tag, teaser=teaser)}</main>"
    assert reason(body, title="أخبار المدينة", url="https://www.jarida.example/s/city-news") is Reason.SECTION


def test_a_section_whose_teasers_stand_in_its_links_is_no_article():
    cards = "".join(
        f'<a class="card" href="/news/{n}"><h3>{text}</h3><p>{SENTENCES[0]}</p></a>'
        for n, text in enumerate(HEADLINES, 1)
    )
    assert (
        reason(f"<main><h1>أخبار المدينة</h1>{cards}</main>", url="https://www.jarida.example/s/city-news")
        is Reason.SECTION
    )


def test_a_section_that_is_said_to_be_a_website_is_no_article():
    head = '<meta property="og:type" content="website">'
    assert (
        reason(f"<main><h1>اقتصاد</h1>{links(teaser=SENTENCES[1])}</main>", title="اقتصاد", head=head) is Reason.SECTION
    )


@pytest.mark.parametrize(
    "url", ["https://jarida.example/", "https://jarida.example/s/city-news", "https://jarida.example/2026/05/"]
)
@pytest.mark.parametrize("tag", ["h2", "h3"])
def test_a_page_that_tells_whole_stories_under_headings_that_lead_to_them_is_no_article(url, tag):
    posts = "".join(
        f"<div class='post'><{tag}><a href='/2026/05/{at}.html'>{headline}</a></{tag}><p>الأربعاء، 6 مايو 2026</p>{TEXT}</div>"
        for at, headline in enumerate(HEADLINES[:4])
    )
    assert reason(f"<div class='posts'>{posts}</div>", title="مدونة المدينة", url=url) is Reason.SECTION


def test_one_whole_story_of_another_address_makes_no_article_of_a_lists_page():
    post = f"<h2><a href='{{}}'>{HEADLINES[0]}</a></h2><p>الأربعاء، 6 مايو 2026</p>{TEXT}"
    assert reason(post.format("/2026/05/9.html"), title="رياضة", url="https://jarida.example/category/sport/") is (
        Reason.SECTION
    )
    itself = "https://jarida.example/sport"
    assert article(post.format(itself), title=HEADLINES[0], url=itself).title == HEADLINES[0]


def test_a_ticker_without_links_or_a_date_is_no_article():
    lines = "".join(
        f"<li><span>1{at}:20</span> <p>{text} {SENTENCES[0]}</p></li>" for at, text in enumerate(HEADLINES[:8])
    )
    ticker = f"<main><h1>شريط الأخبار</h1><ul>{lines}</ul></main>"
    assert reason(ticker, title="شريط الأخبار", url="https://jarida.example/breaking") is Reason.SECTION


def test_an_authors_page_with_a_biography_is_no_article():
    body = f"<main><h1>هالة منصور</h1><p>كاتبة وباحثة من بيروت، صدر لها كتابان عن المدن والذاكرة، وتكتب مقالا كل أسبوع.</p>{links()}</main>"
    assert reason(body, title="هالة منصور", head=linked({"@type": "ProfilePage", "name": "هالة"})) is Reason.AUTHOR


def test_an_article_with_a_long_list_of_others_below_is_an_article():
    assert article(story(more=f"<section><h2>آخر الأخبار</h2>{links()}</section>")).paragraphs == SENTENCES


# --- what stands in an article's place ----------------------------------------------------------------------------

MISSING = (
    "الصفحة غير موجودة", "عفوا، الصفحة غير موجودة", "الصفحة المطلوبة غير موجودة", "عذراً، الصفحة التي تبحث عنها غير موجودة",
    "لم يتم العثور على الصفحة", "خطأ 404", "404 - الصفحة غير متوفرة", "هذا الخبر غير موجود", "المقال غير متاح", "عذرا هذه الصفحة غير متاحة",
    "الرابط الذي تحاول الوصول إليه غير موجود", "لا توجد صفحة بهذا العنوان", "هذا المحتوى لم يعد متاحا", "تم حذف الخبر", "Page not found",
    "الصفحة التي طلبتها غير متوفرة حاليا", "المادة التي تبحث عنها محذوفة أو غير موجودة", "عفواً .. لا يوجد خبر بهذا الرقم",
    "يبدو أن الرابط الذي اتبعته معطل", "عذرا، الخبر الذي تبحث عنه قد حذف",
)  # fmt: skip


@pytest.mark.parametrize("said", MISSING)
@pytest.mark.parametrize("place", ["h1", "p", "div"])
def test_a_page_that_answers_200_and_is_not_there_is_told(said, place):
    other = f"<section><h2>الأكثر قراءة</h2>{links(teaser=SHORT)}</section>"
    body = f"<main><{place}>{said}</{place}><p>ربما نقل المحتوى إلى مكان آخر. عد إلى الصفحة الرئيسية أو استخدم البحث.</p>{other}</main>"
    title = said if place == "h1" else "الجريدة"
    assert reason(body, title=title) is Reason.NOT_FOUND


def test_a_story_about_a_page_that_is_not_there_is_an_article():
    title = "موقع الوزارة: «الصفحة غير موجودة» بعد ساعات من الهجوم"
    text = f"<p>فوجئ زوار موقع الوزارة أمس برسالة «الصفحة غير موجودة» تظهر لهم.</p>{TEXT}{TEXT}"
    assert isinstance(told(story(text, title=title), title=title), Article)


def test_a_post_among_the_paragraphs_that_cannot_be_shown_does_not_take_the_story_away():
    missing = f"<p>{SENTENCES[0]}</p><div class='post'><p>المحتوى من فيسبوك غير متاح</p></div><p>{SENTENCES[1]}</p>"
    assert isinstance(told(story(missing)), Article)


TROUBLE = (
    "حدث خطأ ما", "عفوا، حدث خطأ غير متوقع", "عفوا!", "خطأ في الخادم", "الموقع تحت الصيانة", "موقعنا حاليا قيد التحديث",
    "Service Unavailable", "503 Service Temporarily Unavailable", "Error establishing a database connection",
    "Site under maintenance",
)  # fmt: skip


@pytest.mark.parametrize("said", TROUBLE)
def test_a_server_in_trouble_that_answers_200_is_told(said):
    text = "<p>نعتذر عن الإزعاج، ونعمل على إعادة الخدمة خلال ساعات قليلة.</p>"
    other = f"<section><h2>الأكثر قراءة</h2>{links(teaser=SHORT)}</section>"
    assert reason(f"<main><h1>{said}</h1>{text}{other}</main>", title=said) is Reason.HTTP_ERROR


def test_a_server_in_trouble_is_told_also_where_the_headline_is_the_sites_name():
    assert reason("<main><p>الموقع تحت الصيانة، نعود قريبا.</p></main>", title="الجريدة") is Reason.HTTP_ERROR


def test_a_brief_beside_a_forms_own_error_is_an_article():
    form = "<form><p>حدث خطأ ما، حاول لاحقا</p></form>"
    assert article(story(f"<p>{SENTENCES[0]}</p>{form}")).paragraphs == SENTENCES[:1]


@pytest.mark.parametrize(
    "title", ["الموقع تحت الصيانة منذ عام.. من يرمم قلعة المدينة؟", "حدث خطأ في الحساب فضاع المال"]
)
def test_a_story_about_trouble_is_an_article(title):
    assert isinstance(told(story(title=title), title=title), Article)


def test_an_articles_address_that_shows_nothing_but_other_stories_is_a_listing():
    cards = "".join(
        f"<div class='item'><a href='/news/{number}/x'><h3>عنوان خبر آخر من أخبار اليوم رقم {number}</h3></a>"
        f"<span>{number} نوفمبر 2026</span><p>{SENTENCES[number % 2][:70]}...</p></div>"
        for number in range(3, 9)
    )
    assert reason(f"<main><h1>المدينة</h1>{cards}</main>", title="المدينة") is Reason.SECTION


CONSENTS = (
    ("خصوصيتك تهمنا", "نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتخزين المعلومات على جهازك والوصول إليها. اضغط موافق للمتابعة."),
    ("قبل المتابعة إلى الجريدة", "نستخدم ملفات تعريف الارتباط لقياس التفاعل وتقديم إعلانات مخصصة. يمكنك قبول الكل أو رفض الكل."),
    ("موافقتك مطلوبة", "نطلب موافقتك على استخدام ملفات الكوكيز والبيانات الشخصية لأغراض الإعلانات والمحتوى المخصص، ولنا أكثر من مئة شريك."),
    ("إعدادات الخصوصية", "نحن نقدر خصوصيتك. يرجى قراءة سياسة ملفات تعريف الارتباط والموافقة على الشروط قبل الاستمرار في تصفح الموقع."),
    ("We value your privacy", "We and our partners store and access information on a device, such as cookies, and process personal data."),
)  # fmt: skip


@pytest.mark.parametrize(("title", "text"), CONSENTS)
def test_a_wall_of_consent_is_told(title, text):
    body = f"<div class='consent-page'><h1>{title}</h1><p>{text}</p><button>موافق</button><button>رفض</button></div>"
    assert reason(body, title=title) is Reason.CONSENT


def test_a_consent_layer_over_an_article_does_not_hide_it():
    layer = "<div id='cookie-banner'><h2>خصوصيتك تهمنا</h2><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك.</p><button>موافق</button></div>"
    assert article(layer + story()).paragraphs == SENTENCES


CHALLENGES = (
    ("Just a moment...", "Enable JavaScript and cookies to continue"),
    ("Attention Required! | Cloudflare", "Sorry, you have been blocked. You are unable to access this website."),
    ("لحظة من فضلك...", "نتحقق من أنك لست روبوتا. قد يستغرق ذلك بضع ثوان."),
    ("التحقق من المتصفح", "يجري التحقق من متصفحك قبل الوصول إلى الموقع. يرجى تفعيل جافا سكريبت."),
    ("هل أنت إنسان؟", "أكد أنك إنسان وليس برنامجا آليا بوضع علامة في المربع أدناه."),
    ("Access Denied", "You don't have permission to access this page on this server. Reference #18.2f"),
    ("تحقق أمني", "أدخل الرموز الظاهرة في الصورة للمتابعة (captcha)."),
    ("Request Rejected", "The requested URL was rejected. Please consult with your administrator. Your support ID is: 48213"),
)  # fmt: skip


@pytest.mark.parametrize(("title", "text"), CHALLENGES)
def test_a_challenge_to_robots_is_told(title, text):
    assert reason(f"<div><h1>{title}</h1><p>{text}</p></div>", title=title) is Reason.CHALLENGE


def test_a_story_about_robots_is_an_article():
    text = f"<p>وبات على الزائر أن يجيب عن سؤال «هل أنت إنسان؟» قبل كل صفحة.</p>{TEXT}"
    assert isinstance(told(story(text, title="مواقع الصحف تسأل قراءها: هل أنت إنسان؟")), Article)


@pytest.mark.parametrize(
    "title",
    [
        "بحث عن ناجين تحت الأنقاض في المدينة القديمة",
        "نتائج البحث عن الطائرة المفقودة تعلن غدا",
        "404 إصابات جديدة في يوم واحد",
        "تم حذف المحتوى المسيء من المنصة بعد شكوى الوزارة",
        "الخبر الذي انتظره الجميع لم يأت بعد",
        "سياسة الخصوصية الجديدة تثير غضب المستخدمين في المنطقة",
        "لا يوجد خبر أجمل من عودة السوق إلى أهلها",
        "لم يتم العثور على الطفل المفقود حتى مساء اليوم",
        "ملف الكهرباء غير متاح للنقاش قبل نهاية العام",
        "التحقق من الاتصال بين المدينتين بعد انقطاع الكابل",
        "هاشتاج: السوق تتصدر حديث الناس في المدينة اليوم",
        "هجوم ddos يعطل مواقع المصارف ساعات",
    ],
)
@pytest.mark.parametrize("text", [f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>", TEXT])
def test_headlines_that_sound_like_notices_are_articles(title, text):
    head = '<meta property="og:type" content="article">'
    assert isinstance(told(story(f"<p>{title}.</p>{text}", title=title), title=title, head=head), Article)
    assert isinstance(told(story(f"{text}{TEXT}", title=title), title=title), Article)
