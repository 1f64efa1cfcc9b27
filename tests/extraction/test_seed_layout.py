# ruff: noqa: E501  pages read best with a tag's text on its line
"""A page that prints an article in the seed's shape gives that document, in whatever markup it stands."""

from dataclasses import replace
from datetime import UTC, datetime
from html import escape

import pytest

from crawler.article import Article
from crawler.document import READ_ALSO, RELATED, Document, date_line, render
from crawler.extraction import extract

NOW = datetime(2026, 4, 1, tzinfo=UTC)
STORY = Document(
    title="محافظ المدينة يفتتح جسرا جديدا يربط ضفتي النهر بعد عامين من العمل",
    published=datetime(2026, 3, 18, 16, 8),
    timed=True,
    authors=("مدحت بدران",),
    paragraphs=(
        "افتتح محافظ المدينة، الأربعاء، جسرا جديدا يربط ضفتي النهر، في مراسم حضرها عدد من سكان الأحياء المجاورة.",
        "ويبلغ طول الجسر نحو 800 متر، ويضم أربعة مسارات للسيارات وممرا للمشاة وآخر للدراجات.",
        'وقال المحافظ إن الجسر "سيختصر زمن الرحلة إلى النصف"، وإن العمل فيه استغرق عامين كاملين.',
        "عبور مجاني",
        "وتعتزم إدارة النقل إبقاء العبور مجانيا خلال الأشهر الستة الأولى، على أن تقيم التجربة في نهاية العام.",
        "ويأمل التجار في الضفة الشرقية أن يعيد الجسر الحركة إلى أسواقهم القديمة التي تراجعت في الأعوام الأخيرة.",
    ),
    related=("إغلاق جزئي للطريق الساحلي أسبوعين", "خطة جديدة لتنظيم المرور في وسط المدينة"),
    read_also=(),
)
SHAPES = {
    "as the seed": STORY,
    "no author": replace(STORY, authors=()),
    "no time": replace(STORY, timed=False, published=datetime(2026, 3, 18)),
    "no date": replace(STORY, timed=False, published=None),
    "no date and no author": replace(STORY, timed=False, published=None, authors=()),
    "no related block": replace(STORY, related=None),
    "no read-also block": replace(STORY, read_also=None),
    "neither block": replace(STORY, related=None, read_also=None),
    "an empty related block": replace(STORY, related=()),
    "titles in both blocks": replace(STORY, read_also=("افتتاح موسم الحصاد في السهل", "المتحف يمدد ساعات الزيارة")),
    "two authors": replace(STORY, authors=("مدحت بدران", "وليد سعيد")),
    "three authors": replace(STORY, authors=("أحمد علي", "وائل سعيد", "منى فتحي")),
    "a woman": replace(STORY, verb="كتبت", authors=("سلمى حسن",)),
    "midnight": replace(STORY, published=datetime(2026, 3, 18, 0, 5)),
    "noon": replace(STORY, published=datetime(2026, 3, 17, 12, 0)),
    "a short story": replace(STORY, paragraphs=STORY.paragraphs[:2]),
}


def _paragraphs(texts):
    return "".join(f"<p>{escape(text)}</p>\n" for text in texts)


def _list(titles):
    return "<ul>" + "".join(f'<li><a href="/story/{n}">{escape(t)}</a></li>' for n, t in enumerate(titles, 2)) + "</ul>"


def _links(titles):
    return "".join(f'<p><a href="/story/{n}">{escape(t)}</a></p>' for n, t in enumerate(titles, 2))


def _block(heading, titles, tag="h2", entries=_list, around="{}"):
    if titles is None:
        return ""
    return around.format(f"<{tag}>{heading}</{tag}>{entries(titles) if titles else ''}")


def _head(doc):
    date = date_line(doc.published, timed=doc.timed) if doc.published else ""
    return date, f"{doc.verb} : {'، '.join(doc.authors)}" if doc.authors else ""


def bare(doc):
    date, byline = _head(doc)
    return f"""<html><head><title>{doc.title}</title></head><body><h1>{doc.title}</h1><div>{date}</div><div>{byline}</div>
        {_paragraphs(doc.paragraphs)}{_block(RELATED, doc.related)}{_block(READ_ALSO, doc.read_also)}</body></html>"""


def framed(doc):
    date, byline = _head(doc)
    box = '<div class="related">{}</div>'
    return f"""<html><head><title>{doc.title} | جريدة النهر</title></head><body>
        <header><nav><a href="/">الرئيسية</a> <a href="/a">سياسة</a> <a href="/b">اقتصاد</a></nav></header>
        <article><h1>{doc.title}</h1><p class="date">{date}</p><p class="author">{byline}</p>
        <div class="body">{_paragraphs(doc.paragraphs)}</div>
        {_block(RELATED, doc.related, "h3", around=box)}{_block(READ_ALSO, doc.read_also, "h3", around=box)}</article>
        <footer>جميع الحقوق محفوظة لجريدة النهر 2026</footer></body></html>"""


def one_line(doc):
    date, byline = _head(doc)
    return f"""<html><body><h1>{doc.title}</h1><div><span>{date}</span> <span>{byline}</span></div>
        {_paragraphs(doc.paragraphs)}{_block(RELATED, doc.related, "p", _paragraphs)}
        {_block(READ_ALSO, doc.read_also, "p", _paragraphs)}</body></html>"""


def broken_lines(doc):
    date, byline = _head(doc)
    return f"""<html><body><h1>{doc.title}</h1><p>{date}<br>{byline}</p>{_paragraphs(doc.paragraphs)}
        {_block(RELATED, doc.related, "h4", _links)}{_block(READ_ALSO, doc.read_also, "b", _links)}</body></html>"""


def table(doc):
    date, byline = _head(doc)
    related, read_also = (
        _block(
            heading, titles, "b", lambda ts: "<br>" + "<br>".join(f'<a href="/{n}">{t}</a>' for n, t in enumerate(ts))
        )
        for heading, titles in ((RELATED, doc.related), (READ_ALSO, doc.read_also))
    )
    return f"""<html><head><title>{doc.title}</title></head><body><table><tr><td><b>{doc.title}</b><br>{date}<br>{byline}
        <br><br>{"<br><br>".join(map(escape, doc.paragraphs))}<br><br>{related}<br>{read_also}</td></tr>
        <tr><td>جميع الحقوق محفوظة</td></tr></table></body></html>"""


def sections(doc):
    date, byline = _head(doc)
    return f"""<html><body><main><article><header><h1 itemprop="headline">{doc.title}</h1><time>{date}</time>
        <address>{byline}</address></header><section>{_paragraphs(doc.paragraphs)}</section>
        <section>{_block(RELATED, doc.related)}</section><section>{_block(READ_ALSO, doc.read_also)}</section></article></main>
        <aside><h3>الأكثر قراءة</h3>{_list(["خبر أول من أخبار الموقع", "خبر ثان من أخبار الموقع"])}</aside></body></html>"""


@pytest.mark.parametrize("markup", [bare, framed, one_line, broken_lines, table, sections])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_document_is_the_printed_one(shape, markup):
    article = extract(markup(SHAPES[shape]).encode(), url="https://www.example.com/story/1", now=NOW)
    assert isinstance(article, Article), article
    assert render(article) == render(SHAPES[shape])
