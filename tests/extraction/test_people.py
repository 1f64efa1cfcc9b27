# ruff: noqa: E501  pages read best with a tag's text on its line
"""Who wrote an article: small pages, each naming its writers, its agencies and its place in a way of its own."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction import extract

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
TITLE = "افتتاح جسر جديد على النهر بعد عامين من العمل"
TEXT = (
    "افتتحت إدارة النقل في المدينة جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار وأصحاب المحال.",
    "ويضم الجسر أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات، وبلغت تكلفته نحو مئتي مليون بحسب الإدارة المشرفة على العمل.",
    "وقالت المهندسة المشرفة إن العمل استغرق عامين، وإن فريقها راعى حركة القوارب في النهر طوال هذه المدة ولم يوقفها يوما.",
)
STORY = "".join(f"<p>{text}</p>" for text in TEXT)


def ld(*nodes, **fields):
    graph = [{"@type": "NewsArticle", "headline": TITLE, **fields}, *nodes]
    return f'<script type="application/ld+json">{json.dumps({"@graph": graph}, ensure_ascii=False)}</script>'


def read(under="", head="", *, above="", end="", foot="", start="", site="جريدة النهر"):
    page = (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>{TITLE}</title>"
        f"<meta property='og:site_name' content='{site}'>{head}</head><body>{above}"
        f"<article><h1>{TITLE}</h1>{under}<div class='text'>{start}{STORY}{end}</div>{foot}</article></body></html>"
    )
    return extract(page.encode(), url="https://www.jisr.example/news/48213", now=NOW)


@pytest.mark.parametrize(
    ("under", "authors"),
    [
        ("<p>كتب: أحمد سمير</p>", ["أحمد سمير"]),
        ('<p>كتبت سلمى حسن في "الأخبار":</p>', ["سلمى حسن"]),
        ("<p>القاضي الدكتور أحمد سمير</p>", ["أحمد سمير"]),
        ("<p>كتبت سلمى حسن</p>", ["سلمى حسن"]),
        ("<p>كتب - أحمد سمير ومنى علي:</p>", ["أحمد سمير", "منى علي"]),
        ("<p>كتب : أحمد سمير، منى علي، سلمى حسن</p>", ["أحمد سمير", "منى علي", "سلمى حسن"]),
        ("<p>بقلم/ د. نادية عمر *</p>", ["نادية عمر"]),
        ("<p>حوار: منى الفاسي</p>", ["منى الفاسي"]),
        ("<p>كتب - على السيد</p>", ["على السيد"]),
        ("<p class='byline'>قلم: سعد الياس</p>", ["سعد الياس"]),
        ("<p class='byline'>أضيفت بواسطة كريم فؤاد بتاريخ 4/3/2026</p>", ["كريم فؤاد"]),
        ("<p class='byline'>اللواء حازم الدليمي - مدير الأمن</p>", []),
        ("<p>حوار: السلام أولا</p>", []),
        ("<p>حاورته: منى الفاسي</p>", ["منى الفاسي"]),
        ("<p>كتب: أحمد سمير تصوير: سامي حسن</p>", ["أحمد سمير"]),
        ("<p>By Ahmed Samir and Sami Hassan</p>", ["Ahmed Samir", "Sami Hassan"]),
        ("<div class='writer'><span>الكاتب</span><span>أحمد سمير</span></div>", ["أحمد سمير"]),
        ("<div><a href='/writers/9'>أحمد سمير</a><span>القاهرة</span></div>", ["أحمد سمير"]),
        (
            "<div><span>سارة القحطاني</span><span>الأحساء</span><span>12:15 م | 5 مارس 2026</span><span>4 دقائق قراءة</span></div>",
            ["سارة القحطاني"],
        ),
        (
            "<div><span class='by'><span>بواسطة</span><a href='/author/9'>أحمد سمير</a></span><time>5 مارس 2026</time></div>",
            ["أحمد سمير"],
        ),
        ("<div class='author'>أحمد سمير</div><div class='author'>منى علي</div>", ["أحمد سمير", "منى علي"]),
        (
            "<div class='authors'><span>حسناء رمضان</span> <span>ياسمين سامي</span></div>",
            ["حسناء رمضان", "ياسمين سامي"],
        ),
        ("<div class='author-box'><h4>أحمد سمير</h4><p>مراسل شؤون النقل</p></div>", ["أحمد سمير"]),
        ("<p>Author, أحمد سمير</p><p>Role, مراسل النقل</p>", ["أحمد سمير"]),
        ("<p>أحمد سمير, مراسل شؤون النقل</p>", ["أحمد سمير"]),
        ("<div>النهر – أحمد سمير – القاهرة</div>", ["أحمد سمير"]),
        ("<div>القاهرة/ أحمد سمير</div>", ["أحمد سمير"]),
        ("<div>تقرير | أحمد سمير</div>", ["أحمد سمير"]),
        ("<div>إعداد: أحمد سمير ومنى علي - القاهرة <span>18 مارس 2026 12:15 ص</span></div>", ["أحمد سمير", "منى علي"]),
        ("<div>18 مارس 2026 | أحمد سمير | القاهرة</div>", ["أحمد سمير"]),
        ("<div>نشر بواسطة: أحمد سمير</div>", ["أحمد سمير"]),
        # no writers of the text
        ("<p>تصوير: سامي حسن</p>", []),
        ("<p>ترجمة: سامي حسن</p>", []),
        ("<p>سلمى حسن | نشر في: 5 مارس 2026: 02:20 م</p>", ["سلمى حسن"]),
        ("<p>كتب: أحمد سمير - تاريخ النشر 5 مارس 2026</p>", ["أحمد سمير"]),
        ("<p>رئيس التحرير: سامي حسن</p>", []),
        ("<p>جريدة النهر</p>", []),
        ("<div class='author'>النهر</div>", []),
        ("<div class='author'>فريق التحرير</div>", []),
        ("<div class='author'>admin</div>", []),
        ("<div class='author'><a href='https://www.facebook.com/nahr'>https://www.facebook.com/nahr</a></div>", []),
        ("<figure><img src='/1.jpg'><figcaption>سامي حسن يتفقد الجسر (تصوير أحمد سمير)</figcaption></figure>", []),
        ("<div><div><img src='/1.jpg'></div><div>سامي حسن يتفقد الجسر (تصوير أحمد سمير)</div></div>", []),
        ("<p>القاهرة - أ ش أ</p>", []),
    ],
)
def test_a_byline_under_the_headline_names_the_writers(under, authors):
    article = read(under)
    assert list(article.authors) == authors
    assert article.paragraphs == TEXT


@pytest.mark.parametrize(
    "end",
    [
        "<p>أحمد سمير</p>",
        "<p>كتب: أحمد سمير</p>",
        "<p>أحمد سمير</p><p>214 مشاهدة</p><div class='share'><a href='#'>فيسبوك</a> <a href='#'>تويتر</a></div>",
        "<p>أحمد سمير</p><p>رابط مختصر</p><p>طباعة</p>",
        "<p class='signature'>أحمد سمير - القاهرة</p>",
        "</div><div>0 214</div><div class='share-row'><a href='#'>شارك</a></div><div class='author-name'>أحمد سمير</div><div>",
        "</div><div class='share-row'><a href='#'>شارك</a></div><div>بقلم: أحمد سمير</div><div>",
    ],
)
def test_a_signature_at_the_end_is_found_among_counters_and_share_rows(end):
    assert read(end=end).authors == ("أحمد سمير",)


def test_a_commenter_is_no_author():
    foot = "<h3>تعليقات القراء</h3><div>1 - محمد الكناني 24/02/2026 12:11 ص</div><p>شكرا لكم على هذا الخبر.</p>"
    assert read(foot=foot).authors == ()


@pytest.mark.parametrize(
    ("head", "authors"),
    [
        (ld(author={"@type": "Person", "name": "سلمى حسن"}), ["سلمى حسن"]),
        (
            ld(author=[{"@type": "Person", "name": "سلمى حسن"}, {"@type": "Person", "name": "أحمد سمير"}]),
            ["سلمى حسن", "أحمد سمير"],
        ),
        (ld(author=["سلمى حسن", "أحمد سمير"]), ["سلمى حسن", "أحمد سمير"]),
        (ld(author="سلمى حسن، أحمد سمير"), ["سلمى حسن", "أحمد سمير"]),
        (ld({"@type": "Person", "@id": "#p", "name": "سلمى حسن"}, author={"@id": "#p"}), ["سلمى حسن"]),
        ('<meta name="author" content="سلمى حسن">', ["سلمى حسن"]),
        ('<meta name="author" content="Ahmed Samir">', ["Ahmed Samir"]),
        ('<meta name="author" content="نهر سوفت"><meta name="dc.creator" content="سلمى حسن">', None),
        (
            '<meta name="twitter:label1" content="كُتب بواسطة"><meta name="twitter:data1" content="سلمى حسن">',
            ["سلمى حسن"],
        ),
        (
            '<meta property="article:author" content="https://www.facebook.com/salma"><meta name="dc.creator" content="سلمى حسن">',
            ["سلمى حسن"],
        ),
        # neither a developer nor the site nor its accounts
        ('<meta name="author" content="PixelCraft Amman">', []),
        ('<meta name="author" content="Delta Soft">', []),
        ('<meta name="author" content="Nile Web Studio">', []),
        ('<meta name="author" content="جريدة النهر">', []),
        ('<meta name="author" content="النهر">', []),
        ('<meta name="author" content="Super User">', []),
        ('<meta name="author" content="www.jisr.example">', []),
        ('<meta name="author" content="info@jisr.example">', []),
        ('<meta property="article:author" content="https://www.facebook.com/nahr">', []),
        (ld(author={"@type": "Organization", "name": "سلمى حسن"}), []),
        (ld(author={"@type": "Person", "name": "وكالة أنباء النهر"}), []),
        (ld({"@type": "Person", "@id": "#p", "name": "سلمى حسن"}, author={"@id": "#q"}), []),
    ],
)
def test_a_declared_author_is_a_person_who_writes(head, authors):
    assert authors is None or list(read(head=head).authors) == authors


@pytest.mark.parametrize(
    "staff", ["رئيس مجلس الإدارة: وفاء شاكر", "رئيس التحرير وفاء شاكر", "تصميم وتطوير: وفاء شاكر", "برمجة وفاء شاكر"]
)
def test_who_runs_or_builds_the_site_is_no_author(staff):
    head = '<meta name="author" content="وفاء شاكر">'
    foot = f"<footer><p>{staff}</p></footer>"
    assert read(head=head, foot=foot).authors == ()
    assert read(head=head).authors == ("وفاء شاكر",)


@pytest.mark.parametrize(
    "board",
    [
        "<div><b>رئيس التحرير</b><span>وفاء شاكر</span></div>",
        "<div>رئيس مجلس الإدارة ورئيس التحرير وفاء شاكر</div>",
        "<div><p>رئيس مجلسى الإدارة والتحرير</p><p>وفاء شاكر</p></div>",
        "<div><p>الإشراف العام</p><p>وفاء شاكر</p></div>",
    ],
)
def test_who_runs_the_outlet_in_the_masthead_over_the_headline_is_no_author(board):
    assert read("<p>النهر - خاص</p>", above=board).authors == ()
    assert read("<p>كتبت: سلمى حسن</p>", above=board).authors == ("سلمى حسن",)


def test_a_link_beside_the_name_with_no_space_between_is_not_of_it():
    under = "<div class='meta'><span><a href='/author/as'>{}</a><a href='#m'>أرسل بريدا إلكترونيا</a></span><span>5 مارس 2026</span></div>"
    assert read(under.format("أحمد سمير")).authors == ("أحمد سمير",)
    assert read(under.format("النهر")).authors == ()


@pytest.mark.parametrize("outlet", ["المرفأ ديجيتال", "شبكة المرفأ نيوز"])
def test_an_outlet_that_stands_alone_over_the_text_is_not_of_it(outlet):
    article = read(start=f"<p>{outlet}</p>")
    assert (article.paragraphs, article.authors) == (TEXT, ())


def test_a_paragraph_may_open_with_its_writer_and_say_that_it_is_the_outlets_own():
    article = read(start="<p>خاص - أحمد سمير - تستعد المدينة لافتتاح الجسر الجديد على النهر بعد عامين من العمل.</p>")
    assert article.authors == ("أحمد سمير",)


def test_what_is_printed_comes_before_what_is_declared():
    article = read("<p>كتبت: سلمى حسن</p>", ld(author={"@type": "Person", "name": "نهر أونلاين"}))
    assert (article.authors, article.byline) == (("سلمى حسن",), "كتبت: سلمى حسن")


@pytest.mark.parametrize(
    ("under", "start", "agencies", "place"),
    [
        ("<p>القاهرة - أ ش أ</p>", "", ["أ ش أ"], "القاهرة"),
        ("<p class='byline'>القاهرة: «الشرق الأوسط»</p>", "", [], "القاهرة"),
        ("<p class='byline'>البيان (دبي)</p>", "", [], "دبي"),
        ("<p class='byline'>هسبريس من الرباط</p>", "", [], "الرباط"),
        ("<p>بغداد/ متابعة</p>", "", [], "بغداد"),
        ("<p>دبي – مريم الظاهري</p>", "", [], "دبي"),
        ("<p>باتنة: سهام بن عودة</p>", "", [], "باتنة"),
        ("<p>«النهر» (جدة)</p>", "", [], "جدة"),
        ("", "<p><strong>جدة-النهر:</strong></p>", [], "جدة"),
        ("", "<p>جدة: «النهر»</p>", [], "جدة"),
        ("", "<p>جدة (النهر)</p>", [], "جدة"),
        ("<p>النهر / أ ف ب</p>", "", ["أ ف ب"], None),
        ("<div><span>نص:</span> <b>لجين بن عمار</b> <i>النهر / أ ف ب</i></div>", "", ["أ ف ب"], None),
        ("<p>كتبت: سلمى حسن</p><p>دمشق-سانا</p>", "", ["سانا"], "دمشق"),
        ("", "<p>دمشق-سانا</p>", ["سانا"], "دمشق"),
        ("<p>البصرة/ كرار حميد</p>", "", [], "البصرة"),
        ("<p>واس - الرياض <span>18 مارس 2026، 04:52 م</span></p>", "", ["واس"], "الرياض"),
        ("<p>كتبت: سلمى حسن</p><p>المصدر: رويترز</p>", "", ["رويترز"], None),
        ("<p>غزة 15-3-2026 وفا-</p>", "", ["وفا"], "غزة"),
        ("", "<p>غزة 15-3-2026 وفا-</p>", ["وفا"], "غزة"),
        ("", "<p>غزة 15-3-2026 وفا- افتتح الجسر اليوم</p>", ["وفا"], "غزة"),
        ("<p>كاتب وصحفي</p>", "", [], None),
        ("<a href='/cairo'>القاهرة</a>", "", [], None),
    ],
)
def test_agencies_and_the_place_stand_in_the_byline_too(under, start, agencies, place):
    article = read(under, start=start)
    assert (list(article.agencies), article.dateline) == (agencies, place)


def test_a_box_about_the_writer_is_no_part_of_the_story():
    box = "<div class='author-info'><h4>أحمد سمير</h4><p>مراسل شؤون النقل في الجريدة منذ عشرة أعوام</p></div>"
    article = read(start=box)
    assert (article.authors, article.paragraphs) == (("أحمد سمير",), TEXT)


@pytest.mark.parametrize(
    "role",
    [
        "كاتب وباحث مصري في شؤون النقل",
        "* أستاذ هندسة الطرق في جامعة القاهرة",
        "صحفي مصري متخصص في النقل، عمل في عدد من الصحف العربية.",
    ],
)
def test_what_the_writer_is_by_trade_is_no_part_of_the_story(role):
    article = read(end=f"<p>أحمد سمير</p><p>{role}</p>")
    assert (article.authors, article.paragraphs) == (("أحمد سمير",), TEXT)


def test_a_last_line_that_is_only_a_trade_is_no_part_of_the_story():
    assert read("<p>أحمد سمير</p>", end="<p>كاتب وباحث لبناني</p>").paragraphs == TEXT
    assert read("<p>أحمد سمير</p>", end="<p>كاتب وباحث في شؤون العمران من السودان</p>").paragraphs == TEXT
    assert read(end="<p>مديرة الإدارة تشكر سكان الأحياء المجاورة على صبرهم</p>").paragraphs[:-1] == TEXT


@pytest.mark.parametrize(
    "foot",
    [
        "<div class='author-box'><h4>أحمد سمير</h4><p>صحفي مصري يعمل في الجريدة منذ عام 2010.</p></div>",
        "<h3>عن الكاتب</h3><div>أحمد سمير</div>",
    ],
)
def test_a_box_about_the_writer_under_the_story_names_him(foot):
    assert read(foot=foot).authors == ("أحمد سمير",)


@pytest.mark.parametrize(
    "opening", ["السفير اليوم (نواكشوط) - ", "نواكشوط - النهر: ", "«النهر» (نواكشوط) – ", "نواكشوط (أ ف ب) - "]
)
def test_the_place_that_opens_the_story_is_its_dateline(opening):
    assert read(start=f"<p>{opening}{TEXT[0]}</p>").dateline == "نواكشوط"


def test_the_outlet_and_the_place_under_a_long_lead_are_no_subheading():
    lead = "<p>وافتتح الجسر الجديد بعد عامين من العمل المتواصل في موقعه على النهر بحضور سكان الأحياء المجاورة وعدد من تجار الضفتين ومهندسي الإدارة.</p>"
    article = read(start=f"{lead}<h3>النهر - سوريا</h3>", site="قناة النهر الإخبارية")
    assert article.dateline == "سوريا"
    assert article.paragraphs[1:] == TEXT
    assert read(start=f"{lead}<h3>جسور - سوريا</h3>", site="قناة النهر الإخبارية").paragraphs[1] == "جسور - سوريا"


def test_who_keeps_the_site_is_no_writer():
    under = "<a href='/author/1' rel='author'>Admin Nahr</a><p>القاهرة – أحمد سمير</p>"
    assert read(under).authors == ("أحمد سمير",)
    assert read("<a href='/author/1' rel='author'>Admin Nahr</a>").authors == ()


def test_a_menus_country_above_the_headline_is_no_dateline():
    assert read(above="<div>بيروت 29°<a href='/l'>لبنان</a><a href='/w'>العالم</a></div>").dateline is None


@pytest.mark.parametrize("opening", ["أربيل (النهر 24)- ", "نواكشوط (النهر) – "])
def test_a_paragraph_that_opens_with_its_place_in_a_frame_of_its_own_is_of_the_story(opening):
    first = "بدأت إدارة النقل اليوم أعمال بناء جسر على النهر تنفذها شركة من أبناء المدينة نفسها."
    article = read("<div>النهر</div><div>2026/03/18 16:00</div>", start=f"<p><strong>{opening}</strong>{first}</p>")
    assert article.dateline == opening.split(" ")[0]
    assert article.paragraphs == (f"{opening}{first}", *TEXT)


@pytest.mark.parametrize("name", ["قسورة المنذر", "هيا الغزاوي"])
def test_a_name_under_the_outlet_and_the_place_is_the_writers_whatever_the_markup_calls_him(name):
    article = read(
        head=ld(author={"@type": "Person", "name": "Web Writer"}),
        start=f"<p><strong>جريدة النهر – حمص</strong></p><p><strong>{name}</strong></p>",
    )
    assert article.authors == (name,)
    assert article.paragraphs == TEXT


def test_a_subheading_under_the_outlet_and_the_place_is_no_writer():
    article = read(start="<p><strong>جريدة النهر – حمص</strong></p><h3>سبب الغرق</h3>")
    assert article.authors == ()
    assert article.paragraphs[-4:] == ("سبب الغرق", *TEXT)


@pytest.mark.parametrize(
    "line",
    [
        "صوت الساحل / خاص - أحمد سمير",
        "صوت الساحل - أحمد سمير من القاهرة",
        "القاهرة - صوت الساحل - أحمد سمير",
    ],
)
def test_a_byline_may_hold_the_sites_name_that_only_the_title_tells(line):
    page = (
        f"<html><head><title>{TITLE} | صوت الساحل</title></head><body><article><h1>{TITLE}</h1><p>{line}</p>"
        f"<div>{STORY}</div></article></body></html>"
    )
    found = extract(page.encode(), url="https://www.jisr.example/news/48213", now=NOW)
    assert found.authors == ("أحمد سمير",)


def test_microdata_under_the_story_names_its_writer_and_its_time():
    foot = (
        "<div class='post-footer'><span itemprop='author'><a href='/p/1'><b itemprop='name'>أحمد سمير</b></a></span> في "
        "<abbr class='published' itemprop='datePublished' title='2026-03-19T19:20:00+00:00'>7:20 م</abbr></div>"
    )
    found = read(foot=foot)
    assert found.authors == ("أحمد سمير",)
    assert found.published is not None
    assert found.published == datetime(2026, 3, 19, 19, 20, tzinfo=UTC)


def test_microdata_that_names_several_names_nobody():
    cards = "".join(
        f"<div><a href='/{name}'>قصة</a> <b itemprop='author'>{name}</b></div>" for name in ("أحمد سمير", "منى علي")
    )
    assert read(foot=f"<aside>{cards}</aside>").authors == ()


def card(name, kind="post-author"):
    return (
        f"<div class='post-footer'><span class='{kind} vcard'>مرسلة بواسطة <span class='fn'>{name}</span></span></div>"
    )


def test_a_writers_card_under_the_story_names_him():
    assert read(foot=card("أحمد سمير")).authors == ("أحمد سمير",)


@pytest.mark.parametrize(
    "foot",
    [card("غير معرف"), card("admin"), card("أحمد سمير", "comment-author"), card("أحمد سمير") + card("منى علي")],
    ids=["unknown", "the site's own", "a reader", "two"],
)
def test_no_other_card_names_a_writer(foot):
    assert read(foot=foot).authors == ()


def test_topics_under_the_story_are_no_byline():
    assert read(foot="<div class='post-tags'><b>الرياض</b><b>الثقافة</b><b>كرة القدم</b></div>").authors == ()


def test_a_dateline_in_a_frame_of_its_own_does_not_take_its_sentence_away():
    first = "أعلنت إدارة النقل في المدينة اليوم افتتاح الجسر أمام السيارات والمشاة."
    article = read(start=f"<p><strong>بيروت، لبنان (CNN)--</strong> {first}</p>")
    assert article.paragraphs[0].endswith(first)
    assert (article.agencies, article.dateline) == (("CNN",), "بيروت")


def test_a_dateline_may_open_the_paragraph_under_the_lead():
    lead = "<p>افتتح جسر جديد على النهر اليوم بعد عامين من العمل المتواصل على ضفتيه في مراسم حضرها السكان.</p>"
    article = read(start=f"{lead}<p>بيروت - سبوتنيك. {TEXT[0]}</p>")
    assert (article.agencies, article.dateline) == (("سبوتنيك",), "بيروت")


def test_the_source_under_the_story_is_read_though_it_leads_somewhere_and_topics_stand_below():
    foot = "<div><span>المصدر: </span><a href='/source/3'>جريدة النهر + رويترز</a></div>"
    assert read(foot=foot).agencies == ("رويترز",)
    end = "<p>المصدر: رويترز</p><div><a href='/t/1'>جسور</a> <a>أنهار</a></div>"
    assert read(end=end).agencies == ("رويترز",)


def test_writers_whose_names_stand_one_below_the_other_under_the_story_are_all_read():
    foot = "<div class='article-authors'><div>أحمد سمير</div><div>منى علي</div></div>"
    assert read(foot=foot).authors == ("أحمد سمير", "منى علي")


def test_a_headline_may_end_with_its_writer():
    page = f"<html><head><title>{TITLE} .. بقلم: صلاح حسن</title></head><body><h1>{TITLE} .. بقلم: صلاح حسن</h1>{STORY}</body></html>"
    found = extract(page.encode(), url="https://www.jisr.example/news/48213", now=NOW)
    assert (found.authors, found.title) == (("صلاح حسن",), f"{TITLE} .. بقلم: صلاح حسن")
    page = page.replace("بقلم: صلاح حسن", "كتب الأطفال في الصدارة")
    assert extract(page.encode(), url="https://www.jisr.example/news/48213", now=NOW).authors == ()


def test_who_speaks_in_a_sentence_is_not_who_wrote_it():
    said = "<p><b>أحمد سمير:</b> كنت أعبر النهر في قارب كل صباح وأعود في المساء.</p>"
    article = read(start=f"{said}<p><b>منى علي:</b> وأنا كنت أنتظر الجسر منذ كنت طفلة.</p>")
    assert article.authors == ()
    assert article.paragraphs[0].startswith("أحمد سمير: كنت")


def test_the_rows_of_a_team_under_a_story_are_no_bylines():
    rows = (
        "الدفاع: وسيم الهادي - رامي سعد",
        "الوسط: كرم عادل - سيف راضي - جاد مراد",
        "الهجوم: زكريا النجار - أمين الورد",
    )
    article = read(end="".join(f"<p>{row}</p>" for row in rows))
    assert article.paragraphs[-3:] == rows
    assert article.authors == ()


def test_a_link_to_the_writers_page_under_the_story_names_him():
    assert read(end="<div><a href='/author/5'>أحمد سمير</a></div>").authors == ("أحمد سمير",)
    assert read(end="<div><a href='/topic/5'>أحمد سمير</a></div>").authors == ()


@pytest.mark.parametrize("own", ["بقلم: سلمى حسن", "كتبت سلمى حسن", "سلمى حسن"])
def test_who_stands_right_over_the_text_outweighs_the_account_that_typed_it(own):
    account = "<div><a href='/author/4'>رامي الشامي</a> <span>18 مارس 2026</span></div><div>5 دقائق للقراءة</div>"
    article = read(account, "<meta name='author' content='رامي الشامي'>", start=f"<p>{own}</p>")
    assert article.authors == ("سلمى حسن",)
    assert article.paragraphs == TEXT


def test_two_names_one_under_the_other_are_two_writers():
    named = "<div class='author'>رامي الشامي</div><div class='author'>سلمى حسن</div>"
    assert read(named, ld(author={"@type": "Person", "name": "رامي الشامي"})).authors == ("رامي الشامي", "سلمى حسن")


@pytest.mark.parametrize(("host", "authors"), [("gulfherald", ()), ("gulf-herald", ()), ("jisr", ("Gulf Herald",))])
def test_an_address_in_words_is_no_writer(host, authors):
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><div>بواسطة <a href='/author/2'>Gulf Herald</a></div>{STORY}</body></html>"
    assert extract(page.encode(), url=f"https://www.{host}.example/news/48213", now=NOW).authors == authors


def test_an_agency_of_its_own_site_keeps_its_name_beside_the_place():
    article = read(start="<p>حلب - سانا</p>", site="سانا")
    assert (article.agencies, article.dateline) == (("سانا",), "حلب")


def test_a_place_beside_the_outlet_has_no_mark_of_the_row():
    row = "<div><span>طرابلس - النهر</span> <span>|</span> <span>الأربعاء 18 مارس 2026, 02:35 مساء</span></div>"
    assert read(row, site="النهر").dateline == "طرابلس"


def test_a_source_that_is_the_site_itself_is_not_of_the_text():
    article = read(end="<p>مصدر: NHR2 عربي - وكالات</p>", site="NHR2 عربي")
    assert (article.paragraphs, article.agencies) == (TEXT, ("وكالات",))


@pytest.mark.parametrize("line", ["«النهر»", "جدة-النهر:", "جدة: «النهر»", "جدة (النهر)", "التقرير من جدة"])
def test_a_line_of_the_sites_name_and_a_place_is_not_of_the_text(line):
    assert read(start=f"<p>{line}</p>").paragraphs == TEXT


def test_a_writers_name_before_the_headline_in_the_title_tag_is_not_the_sites():
    page = (
        f"<html><head><title>أحمد سمير - {TITLE}</title></head><body><h2>الرئيسية - أحمد سمير - سياسة</h2>"
        f"<h1>{TITLE}</h1><a href='/m/4'>أحمد سمير</a><div>{STORY}</div></body></html>"
    )
    found = extract(page.encode(), url="https://www.jisr.example/news/48213", now=NOW)
    assert (found.title, found.authors) == (TITLE, ("أحمد سمير",))
