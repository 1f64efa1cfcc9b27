"""A site with AMP pages beside its own: hexadecimal ids, Arabic-Indic digits, ISO 8601 in a meta tag."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, hex_id
from crawler.demo.layouts.parts import body, dated, entries, figure, meta, relations, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!doctype html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} | {furniture.NAME}</title>
{relations(printed)}
{_meta(printed)}
</head><body>
<header class="head"><a href="/">{furniture.NAME}</a>{furniture.menu(site)}</header>
<article class="story">
{furniture.crumbs(site, printed.section)}
<h1 class="story__title">{text(printed.title)}</h1>
{dated(printed, '<div class="story__date">', "</div>")}
{signed(printed, '<div class="story__author">', "</div>")}
<div class="story__media">{figure(printed)}</div>
<div class="story__body">
{body(printed.blocks)}
</div>
{_related(printed)}
</article>
{furniture.share("story__share")}
{furniture.newsletter()}
{furniture.sidebar(site)}
{furniture.footer()}{furniture.cookies()}
</body></html>"""


def accelerated(printed: Printed) -> str:
    """Return the AMP page's HTML."""
    return f"""<!doctype html>
<html amp lang="ar" dir="rtl"><head><meta charset="utf-8">
<script async src="https://cdn.ampproject.org/v0.js"></script>
<title>{text(printed.title)}</title>
<link rel="canonical" href="{printed.canonical}">
{_meta(printed)}
</head><body><amp-auto-ads></amp-auto-ads>
<h1>{text(printed.title)}</h1>
{dated(printed, '<div class="date">', "</div>")}
{signed(printed, '<div class="author">', "</div>")}
<div class="content">
{body(printed.blocks)}
</div>
</body></html>"""


def _meta(printed: Printed) -> str:
    return meta({
        "description": printed.description,
        "og:title": printed.title,
        "og:image": printed.image,
        "article:published_time": printed.iso,
        "article:section": printed.section,
    })  # fmt: skip


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    return f'<div class="story__related"><h3>موضوعات متعلقة</h3><ul>{entries(printed.related)}</ul></div>'


LAYOUT = Layout(
    name="amp",
    html=page,
    address=lambda story: f"/article/{hex_id(story)}",
    path=re.compile(r"/article/5f748a9be5d2c3(?P<id>[0-9a-f]{10})/?"),
    hexadecimal=True,
    signing=signatures.prepared,
    date=dates.arabic_indic,
    machine="meta",
    related=True,
    description=True,
    image=True,
    canonical=True,
    others=lambda story: {"amp": f"/amp/{hex_id(story)}"},
)
