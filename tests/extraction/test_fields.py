# ruff: noqa: E501  pages read best with a tag's text on its line
"""The smaller fields of the record: the section, the tags, the images."""

import json
from datetime import UTC, datetime

import pytest

from crawler.extraction import extract

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
HOST = "https://www.jisr.example"
TITLE = "افتتاح جسر جديد على النهر بعد عامين من العمل"
TEXT = (
    "افتتحت إدارة النقل في المدينة جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار وأصحاب المحال.",
    "ويضم الجسر أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات، وبلغت تكلفته نحو مئتي مليون بحسب الإدارة المشرفة على العمل.",
    "وقالت المهندسة المشرفة إن العمل استغرق عامين، وإن فريقها راعى حركة القوارب في النهر طوال هذه المدة ولم يوقفها يوما.",
)
STORY = "".join(f"<p>{text}</p>" for text in TEXT)
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(("سياسة", "اقتصاد", "المحافظات", "رأي")))
    + "</ul></nav>"
)


def ld(*nodes, **fields):
    graph = [{"@type": "NewsArticle", "headline": TITLE, **fields}, *nodes]
    return f'<script type="application/ld+json">{json.dumps({"@graph": graph}, ensure_ascii=False)}</script>'


def read(above="", head="", *, inside="", foot=""):
    page = (
        f"<!doctype html><html lang='ar'><head><meta charset='utf-8'><title>{TITLE}</title>{head}</head><body>"
        f"<main>{above}<h1>{TITLE}</h1>{inside}<div class='text'>{STORY}</div>{foot}</main></body></html>"
    )
    return extract(page.encode(), url=f"{HOST}/news/48213", now=NOW)


def crumbs(*names):
    items = [{"@type": "ListItem", "position": n, "name": name} for n, name in enumerate(names)]
    return {"@type": "BreadcrumbList", "itemListElement": items}


@pytest.mark.parametrize(
    ("above", "head", "section"),
    [
        ("<div class='breadcrumb'><a href='/'>الرئيسية</a> » <a href='/2'>محافظات</a></div>", "", "محافظات"),
        (f"<div class='path'><a href='/'>الرئيسية</a> » <a href='/2'>وطنية</a> » {TITLE[:25]}...</div>", "", "وطنية"),
        (f"<div><a href='/'>الصفحة الأولى</a>/<a href='/2'>محافظات</a>/{TITLE}</div>", "", "محافظات"),
        ("<p>أنت هنا : <a href='/'>الاستقبال</a> › <a href='/2'>جهات</a></p>", "", "جهات"),
        (
            "<div class='breadcrumb'><a href='/'>الرئيسية</a> » <a href='/n'>أخبار</a></div>",
            ld(articleSection="محافظات"),
            "محافظات",
        ),
        ("<div class='breadcrumb'><a href='/'>الرئيسية</a> » <a href='/n'>أخبار</a></div>", "", "أخبار"),
        (
            "<div class='breadcrumb'><a href='/'>الرئيسية</a></div>",
            '<meta property="article:section" content="اقتصاد">',
            "اقتصاد",
        ),
        ("", ld(crumbs("الرئيسية", "رياضة", TITLE)), "رياضة"),
        ("", ld(articleSection=["رياضة", "محلي"]), "رياضة"),
        ("", '<meta property="article:section" content="الرئيسية">', None),
        ("<div class='sectname'><a href='/4'>رأي</a></div>", "", "رأي"),
        ("<a class='post-category' href='/c/9'>علوم وتكنولوجيا</a>", "", "علوم وتكنولوجيا"),
        ("<div><a class='post__category' href='/c/9'>علوم</a><span>12-05-2026 | 14:20</span></div>", "", "علوم"),
        ("<div><span class='cat'><a href='/c/9'>علوم</a></span></div>", "", "علوم"),
        ("<div class='secName'>علوم</div>", "", "علوم"),
        ("<p class='kicker'>وسط ترقب كبير</p>", "", None),
        ("<p class='kicker'><a href='/c/9'>علوم</a></p>", "", "علوم"),
        ("<div class='categ'><a href='/9'>أخبار النهر</a></div>", "", "أخبار النهر"),
        ("<span class='kick'><a href='/9'>أخبار النهر</a></span>", "", "أخبار النهر"),
        ("<h4 class='sec'>أخبار النهر</h4>", "", "أخبار النهر"),
        ("<div><span class='cat'>شؤون النهر</span></div>", "", "شؤون النهر"),
        ("<div class='bc'><a href='/'>الصفحة الرئيسية</a><a href='/9'>أخبار النهر</a></div>", "", "أخبار النهر"),
        ("<div class='bc'><a href='/'>الرئيسية</a><a href='/9'>أخبار النهر</a> اليوم وكل يوم</div>", "", None),
        ("<div class='m'><a href='/'>الرئيسية</a><a href='/8'>من نحن</a><a href='/9'>اتصل بنا</a></div>", "", None),
        ("<footer><a rel='category tag' href='/c/9'>علوم</a></footer>", "", "علوم"),
        ("<div class='taxonomy-category'><a rel='tag' href='/c/9'>علوم</a></div>", "", "علوم"),
        ("<div class='taxonomy-post_tag'><a rel='tag' href='/c/9'>علوم</a></div>", "", None),
        (MENU + "<div>نشرة المساء</div><div>محافظات</div>", "", "محافظات"),
        (MENU + "<div>شارك معنا</div><div>بث حي</div>", "", None),
    ],
)
def test_the_section_is_the_nearest_name_that_says_something(above, head, section):
    assert read(above, head).section == section


@pytest.mark.parametrize("said", ["القسم: <a href='/c/4'>القلم الحر</a>", "منشور في <a href='/c/4'>القلم الحر</a>"])
def test_a_line_under_the_headline_or_the_story_may_say_its_section(said):
    assert read(inside=f"<div>{said}</div>").section == read(foot=f"<div>{said}</div>").section == "القلم الحر"
    assert read(foot="<div>نشر في <a href='/p/1'>صحيفة المساء</a> يوم 12 - 05 - 2026</div>").section is None


@pytest.mark.parametrize(
    ("foot", "inside", "tags"),
    [
        ("<div class='tags'><a href='/tag/1'>الجسور</a> <a href='/tag/2'>النقل</a></div>", "", ("الجسور", "النقل")),
        ("<div><a rel='tag' href='/t/1'>الجسور</a> <a rel='tag' href='/t/2'>النقل</a></div>", "", ("الجسور", "النقل")),
        (
            "<div><a rel='tag' href='/t/1'>الجسور</a></div>",
            "<a rel='category tag' href='/c/1'>محافظات</a>",
            ("الجسور",),
        ),
        (
            "<div>الكلمات المفتاحية: <a href='/s?q=1'>الجسور</a> <a href='/s?q=2'>النقل</a></div>",
            "",
            ("الجسور", "النقل"),
        ),
        ("<div class='taglist'><a href='/k1'>الجسور</a></div>", "", ("الجسور",)),
        ("<h5>تصنيفات</h5><ul><li><a href='/k1'>الجسور</a></li></ul>", "", ("الجسور",)),
        (
            "<h4>كلمات دلالية</h4><ul><li><a href='/k1'>الجسور</a></li><li><a href='/k2'>النقل</a></li></ul>",
            "",
            ("الجسور", "النقل"),
        ),
        ("", f"<p>{TEXT[0][:60]} <a href='/tags/nahr'>النهر الكبير</a> {TEXT[0][60:]}</p>", ()),
        (
            "<div><a href='/topics/1'>الجسور</a></div>",
            f"<p>{TEXT[0][:60]} <a href='/topics/nahr'>النهر الكبير</a> {TEXT[0][60:]}</p>",
            ("الجسور",),
        ),
        (
            "<div><a rel='tag' href='/t/1'>الجسور</a></div>",
            f"<p>{TEXT[0][:60]} <a rel='tag' href='/t/9'>النهر الكبير</a> {TEXT[0][60:]}</p>",
            ("الجسور",),
        ),
        ("<div class='tags'><a href='/tag/1'>#الجسور</a></div>", "", ("الجسور",)),
        ("", "", ()),
    ],
)
def test_tags_are_those_of_the_tag_block(foot, inside, tags):
    assert read(foot=foot, inside=inside).tags == tags


@pytest.mark.parametrize(
    ("head", "inside", "image"),
    [
        (ld({"@type": "ImageObject", "@id": "#i", "url": f"{HOST}/jisr.jpg"}, image={"@id": "#i"}), "", "/jisr.jpg"),
        (ld({"@type": "ImageObject", "@id": "#i", "contentUrl": "/jisr.jpg"}, image=[{"@id": "#i"}]), "", "/jisr.jpg"),
        (
            ld(image={"@id": f"{HOST}/news/48213#primaryimage"})
            + f'<meta property="og:image" content="{HOST}/jisr.jpg">',
            "",
            "/jisr.jpg",
        ),
        ('<meta property="og:image" content="/img/logo-share.png">', "<img src='/jisr.jpg'>", "/jisr.jpg"),
        (
            ld(publisher={"logo": {"url": "/brand.png"}}) + '<meta property="og:image" content="/brand.png">',
            "<img src='/jisr.jpg'>",
            "/jisr.jpg",
        ),
        ('<meta property="og:image" content="/img/logo-share.png">', "", "/img/logo-share.png"),
        ("", "<img src='data:image/gif;base64,R0' data-src='/jisr.jpg'>", "/jisr.jpg"),
        ("", "<img src='/lazy/placeholder.png' srcset='/s.jpg 300w, /jisr.jpg 1200w, /m.jpg 600w'>", "/jisr.jpg"),
        ("", "<img data-srcset='/s.jpg 1x, /jisr.jpg 2x'>", "/jisr.jpg"),
        ("", "<img src='/users/avatar.png'>", None),
    ],
)
def test_the_main_image_is_the_storys(head, inside, image):
    assert read(head=head, inside=inside).image == (HOST + image if image else None)


def test_the_storys_images_follow_the_main_one():
    shown = "<figure><img src='/1.jpg'><figcaption>الجسر ليلا</figcaption></figure><img src='/2.jpg'>"
    article = read(head=f'<meta property="og:image" content="{HOST}/main.jpg">', inside=shown)
    assert article.images == (f"{HOST}/main.jpg", f"{HOST}/1.jpg", f"{HOST}/2.jpg")
