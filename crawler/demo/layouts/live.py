"""A live page: LiveBlogPosting for machines, the newest entry first."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, json_ld, meta, news_article, relations, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} | {furniture.NAME}</title>
{relations(printed)}
{meta({"description": printed.description, "og:title": printed.title, "og:type": "article"})}
{json_ld(news_article(printed, "LiveBlogPosting"))}
</head><body>
<header><a href="/">{furniture.NAME}</a>{furniture.menu(site)}</header>
<main class="live-blog">
{furniture.crumbs(site, printed.section)}
<h1>{text(printed.title)}</h1>
<div class="live-meta">{dated(printed, "<span>", "</span>")} {signed(printed, '<span class="by">', "</span>")}</div>
<div class="live-entries">
{body(printed.blocks, "h3")}
</div>
{furniture.share()}
</main>
{furniture.sidebar(site)}
{furniture.footer()}
</body></html>"""


LAYOUT = Layout(
    name="live",
    html=page,
    address=lambda story: f"/live/{story_id(story)}/{slug(story.title)}",
    path=re.compile(r"/live/(?P<id>\d+)/[^/]+/?"),
    signing=signatures.followed,
    date=dates.weekday_and_numbers,
    machine="jsonld",
    description=True,
    canonical=True,
)
