"""A Drupal site of its seventh version: RDFa, fields with names of their own, /node/123, «أرسله admin»."""

import re
from html import escape

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, entries, figure, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl" prefix="dc: http://purl.org/dc/terms/ sioc: http://rdfs.org/sioc/ns#">
<head><meta charset="utf-8"><meta name="Generator" content="Drupal 7 (https://www.drupal.org)">
<title>{text(printed.title)} | {furniture.NAME}</title>
<link rel="shortcut icon" href="/favicon.ico"></head>
<body class="html not-front not-logged-in one-sidebar page-node node-type-article i18n-ar">
<div id="header"><a href="/" id="logo" title="الرئيسية">{furniture.NAME}</a>
{furniture.menu(site, "div", "region-menu")}</div>
<div id="main"><div id="content" class="column">
{furniture.crumbs(site, printed.section)}
<h1 class="title" id="page-title">{text(printed.title)}</h1>
<div class="region region-content">
<div id="node-{printed.id}" class="node node-article node-promoted clearfix"
 about="/node/{printed.id}" typeof="sioc:Item">
<span property="dc:title" content="{escape(printed.title)}" class="rdf-meta element-hidden"></span>
{_submitted(printed)}
<div class="content">
{_field("author", signed(printed, "", ""))}
<div class="field field-name-field-image field-type-image">{figure(printed, "الصورة من الأرشيف")}</div>
<div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items">
<div class="field-item even" property="content:encoded">
{body(printed.blocks, "h3")}
</div></div></div>
{_tags(printed)}
{_related(printed)}
</div>
<ul class="links inline"><li><a href="/login">تسجيل الدخول</a> لإضافة تعليق جديد</li></ul>
</div></div></div>
{furniture.sidebar(site, "div", "region region-sidebar-second")}
</div>
{furniture.footer("div", "region-footer")}
</body></html>"""


def _submitted(printed: Printed) -> str:
    when = f'<span property="dc:date dc:created" content="{printed.iso}" datatype="xsd:dateTime">'
    shown = dated(printed, when, "</span>")
    return f'<div class="meta submitted">أرسله <span class="username">admin</span> في {shown}</div>' if shown else ""


def _field(name: str, value: str) -> str:
    return f'<div class="field field-name-field-{name}"><div class="field-item">{value}</div></div>' if value else ""


def _tags(printed: Printed) -> str:
    pairs = ((tag, f"/tags/{slug(tag)}") for tag in printed.tags)
    found = "".join(
        f'<div class="field-item"><a href="{furniture.href(path)}" typeof="skos:Concept" property="rdfs:label">'
        f"{text(tag)}</a></div>"
        for tag, path in pairs
    )
    label = '<div class="field-label">الكلمات الدلالية:&nbsp;</div>'
    return (
        f'<div class="field field-name-field-tags field-type-taxonomy-term-reference">{label}{found}</div>'
        if found
        else ""
    )


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    return (
        '<div class="field field-name-field-related"><div class="field-label">مواضيع ذات صلة</div>'
        f'<div class="field-items">{entries(printed.related, "div", "field-item")}</div></div>'
    )


LAYOUT = Layout(
    name="drupal",
    html=page,
    address=lambda story: f"/node/{story_id(story)}",
    path=re.compile(r"/node/(?P<id>\d+)"),
    signing=signatures.report,
    date=dates.weekday_and_numbers,
    machine="meta",
    related=True,
    tags=True,
    image=True,
)
