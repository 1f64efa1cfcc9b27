"""A modern front end: class names that say nothing, everything for machines in JSON-LD, the date only there."""

import re

from crawler.demo import furniture
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, entries, figure, json_ld, meta, news_article, relations, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} | {furniture.NAME}</title>
{relations(printed)}
{_meta(printed)}
{json_ld(news_article(printed))}
</head><body><div id="__next">
<header class="css-1qz4p2k"><a class="css-9v1x0a" href="/">{furniture.NAME}</a>
{furniture.menu(site, name="css-1x2y3z")}</header>
<main class="css-7rm3b1">
{furniture.crumbs(site, printed.section, "css-k3d01s")}
<h1 class="css-1a2b3c">{text(printed.title)}</h1>
{f'<p class="css-deck99">{text(printed.description)}</p>' if printed.description else ""}
{furniture.share("css-share0", "مشاركة")}
<div class="css-0img44">{figure(printed, "تصوير: أرشيف")}</div>
<div class="css-5t8w2e">
{body(printed.blocks, after={1: '<div class="css-ad0001">إعلان</div>'})}
</div>
{furniture.newsletter("css-nl7700")}
{_related(printed)}
</main>
{furniture.sidebar(site, name="css-rail88")}
{furniture.footer(name="css-f00t3r")}{furniture.cookies("css-c00k13")}
</div><script src="/static/app.4f2a.js" defer></script></body></html>"""


def _meta(printed: Printed) -> str:
    return meta({
        "description": printed.description,
        "og:type": "article",
        "og:title": f"{printed.title} | {furniture.NAME}",
        "og:site_name": furniture.NAME,
        "og:image": printed.image,
    })  # fmt: skip


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    return f'<section class="css-rel551"><h2>أخبار متعلقة</h2>{entries(printed.related, "div", "css-card12")}</section>'


LAYOUT = Layout(
    name="hashed",
    html=page,
    address=lambda story: f"/{story.section_slug}/{story_id(story)}/{slug(story.title)}",
    path=re.compile(r"/[a-z]+/(?P<id>1\d{5,})/[^/]+/?"),
    declares_authors=True,
    machine="jsonld",
    modified=True,
    related=True,
    description=True,
    tags=True,
    image=True,
    canonical=True,
    others=lambda story: {"mobile": f"/{story.section_slug}/{story_id(story)}/{slug(story.title)}?view=mobile"},
)
