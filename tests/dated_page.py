# ruff: noqa: E501  pages read best with a tag's text on its line
"""A small page with a headline and a story, to which tests add dates of all kinds."""

import json
from datetime import UTC, datetime

from crawler.extraction import extract

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
TITLE = "افتتاح جسر جديد على النهر بعد عامين من العمل"
STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "افتتحت إدارة النقل في المدينة جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار وأصحاب المحال.",
        "ويضم الجسر أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات، وبلغت تكلفته نحو مئتي مليون بحسب الإدارة المشرفة على العمل.",
        "وقالت المهندسة المشرفة إن العمل استغرق عامين، وإن فريقها راعى حركة القوارب في النهر طوال هذه المدة ولم يوقفها يوما.",
    )
)


def ld(**fields):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, **fields}
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def meta(published=None, modified=None):
    tags = {"article:published_time": published, "article:modified_time": modified}
    return "".join(f'<meta property="{name}" content="{value}">' for name, value in tags.items() if value)


def read(
    under="",
    head="",
    *,
    above="",
    end="",
    foot="",
    url="https://www.jisr.example/news/48213",
    lang="ar",
    now=NOW,
    **given,
):
    page = (
        f"<!doctype html><html lang='{lang}'><head><meta charset='utf-8'><title>{TITLE}</title>{head}</head><body>{above}"
        f"<article><h1>{TITLE}</h1>{under}<div class='text'>{STORY}{end}</div>{foot}</article></body></html>"
    )
    return extract(page.encode(), url=url, now=now, **given)


def told(article):
    moment = article.published
    return (
        moment.isoformat(timespec="minutes") if moment else None,
        article.published_precision,
        article.published_from,
    )


EG = "https://www.jisr.com.eg/news/48213"
DAY = "الأربعاء 18 مارس 2026"
