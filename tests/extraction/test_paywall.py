"""What is free of an article for subscribers is kept, and marked; its wall's words are not."""

# ruff: noqa: E501  markup reads better on one line

import json
from datetime import UTC, datetime

import pytest

from crawler.article import Article
from crawler.extraction import extract
from crawler.extraction.paywall import is_wall
from crawler.reasons import Reason

NOW = datetime(2026, 5, 6, 18, 0, tzinfo=UTC)
URL = "https://www.jarida.example/news/48213"
TITLE = "المصارف تستعد لجولة جديدة من مفاوضات إعادة الهيكلة"
FREE = (
    "تستعد المصارف المحلية لجولة جديدة من مفاوضات إعادة الهيكلة تبدأ مطلع الأسبوع المقبل بحضور ممثلين عن المودعين والدائنين.",
    "ويقول مصرفيون شاركوا في الجولات السابقة إن الخلاف ما زال قائما على ترتيب الخسائر وعلى الجهة التي تتحملها قبل غيرها.",
)
TEXT = "".join(f"<p>{each}</p>" for each in FREE)


def read(body, *, head=""):
    html = (
        f'<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE}</title>{head}</head><body><nav><a href="/">الرئيسية</a>'
        f'<a href="/subscribe">اشترك الآن</a></nav><main><article><h1>{TITLE}</h1><time datetime="2026-05-06T10:00:00+03:00">06 مايو 2026</time>'
        f"{body}</article></main><footer><p>اشترك في نشرتنا البريدية لمتابعة آخر الأخبار</p></footer></body></html>"
    )
    return extract(html.encode(), url=URL, now=NOW)


def linked(**node):
    return (
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE} | node)}</script>'
    )


PART = {"@type": "WebPageElement", "cssSelector": ".rest"}


@pytest.mark.parametrize(
    "head",
    [
        linked(isAccessibleForFree=False),
        linked(isAccessibleForFree="False"),
        linked(isAccessibleForFree="false"),
        linked(isAccessibleForFree="http://schema.org/False"),
        linked(isAccessibleForFree=True, hasPart=PART | {"isAccessibleForFree": False}),
        linked(hasPart=[PART | {"isAccessibleForFree": "False"}]),
        '<meta property="article:content_tier" content="locked">',
        '<meta property="article:content_tier" content="metered">',
        '<meta itemprop="isAccessibleForFree" content="false">',
    ],
)
def test_machines_are_told_that_an_article_is_for_subscribers(head):
    article = read(TEXT, head=head)
    assert (article.paywalled, article.paragraphs, article.kind) == (True, FREE, "article")


@pytest.mark.parametrize(
    "head",
    [
        "",
        linked(isAccessibleForFree=True),
        linked(isAccessibleForFree="True"),
        '<meta property="article:content_tier" content="free">',
    ],
)
def test_an_article_for_all_is_not_marked(head):
    assert read(TEXT, head=head).paywalled is False


WALLS = (
    "هذا المحتوى للمشتركين",
    "هذا المحتوى حصري للمشتركين فقط",
    "المقال الكامل متاح للمشتركين",
    "هذه المادة متاحة للمشتركين في النسخة الرقمية.",
    "بقية المقال للمشتركين",
    "اشترك لقراءة المقال كاملاً",
    "اشترك الآن لمتابعة القراءة",
    "اشتركوا معنا لمواصلة قراءة المقال",
    "يرجى الاشتراك لاستكمال قراءة التقرير",
    "للاطلاع على بقية المقال",
    "للاطلاع على بقية المقال، اشترك في النسخة الرقمية من الجريدة",
    "لمتابعة القراءة يرجى تسجيل الدخول",
    "سجل الدخول لمتابعة القراءة",
    "لقد استنفدت عدد المقالات المجانية لهذا الشهر",
    "تبقى لك 2 مقالات مجانية هذا الشهر",
    "هذا المقال يتطلب اشتراكا",
    "للمشتركين فقط",
    "Subscribe to continue reading",
    "Article réservé aux abonnés",
)


@pytest.mark.parametrize("said", WALLS)
@pytest.mark.parametrize(
    "wall",
    [
        "<p>{}</p>",
        '<div class="paywall"><h3>{}</h3><p>اختر الباقة التي تناسبك</p><ul><li>شهريا: 5 دولارات</li><li>سنويا: 50 دولارا</li></ul><a href="/login">لديك حساب؟ سجل الدخول</a></div>',
        '<div class="box"><div><strong>{}</strong></div><div><a href="/plans">اشترك</a> <a href="/login">دخول</a></div></div>',
    ],
)
def test_a_wall_in_the_story_marks_it_and_is_not_in_the_body(said, wall):
    article = read(TEXT + wall.format(said))
    assert isinstance(article, Article)
    assert (article.paywalled, article.paragraphs) == (True, FREE)


def test_a_story_that_goes_on_behind_its_wall_is_kept_whole():
    rest = "وتنتظر الأسواق نتيجة الجولة لتحدد أسعار السندات التي تراجعت خلال الأسبوع الماضي إلى أدنى مستوياتها منذ مطلع العام الجاري بحسب متعاملين في السوق."
    article = read(f'{TEXT}<div class="wall"><p>هذا المحتوى للمشتركين</p><a href="/plans">اشترك</a></div><p>{rest}</p>')
    assert (article.paywalled, article.paragraphs) == (True, (*FREE, rest))


@pytest.mark.parametrize("head", ["", linked(isAccessibleForFree=False), '<meta property="og:type" content="article">'])
@pytest.mark.parametrize("body", ["", "<p>المصارف تستعد لجولة جديدة</p>"])
def test_a_teaser_of_which_nothing_is_free_is_no_article(head, body):
    outcome = read(
        f'{body}<div class="paywall"><p>هذا المحتوى للمشتركين فقط</p><p>اشترك لقراءة المقال كاملا</p></div>', head=head
    )
    assert outcome.reason is Reason.PAYWALL


@pytest.mark.parametrize(
    "line",
    [
        "اشترك في نشرتنا البريدية لمتابعة آخر الأخبار",
        "وقال المدير إن هذا المحتوى متاح للمشتركين في الخدمة الجديدة التي تطلقها الشركة مطلع العام المقبل",
        "ارتفع عدد المشتركين في خدمة الإنترنت إلى مليونين",
        "اشترك في قناتنا على تلغرام",
        "المقال المنشور أمس أثار جدلا واسعا بين المشتركين",
        "للمشتركين في الصندوق أن يسحبوا مدخراتهم قبل نهاية العام",
    ],
)
def test_what_only_speaks_of_subscribers_is_no_wall(line):
    assert not is_wall(line)


def test_a_wall_elsewhere_on_the_page_marks_no_article():
    article = read(TEXT + "</article><aside><h3>مقالات أخرى</h3><p>هذا المحتوى للمشتركين فقط</p></aside><article>")
    assert article.paywalled is False


def test_short_lines_of_the_story_above_a_wall_are_kept():
    said = ("كيف بدأت قصتك مع السوق؟", "بدأت مع أبي قبل أربعين عاما كاملة.", "وهل تغيرت كثيرا؟")
    text = "".join(f"<p>{each}</p>" for each in said)
    article = read(f"{TEXT}{text}<p>هذا المحتوى للمشتركين فقط</p>")
    assert article.paragraphs == (*FREE, *said)


def test_a_link_to_the_rest_elsewhere_is_no_wall():
    assert not is_wall("للاطلاع على بقية الخبر اضغط هنا")
    assert not is_wall("لقراءة المقال كاملا")
