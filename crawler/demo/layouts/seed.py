"""The seed document's layout: headline, date line, «كتب : …», paragraphs, «موضوعات ذات صلة», «اقرأ أيضا»."""

import re

from crawler.article import Link
from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, entries, figure, meta, signed, text
from crawler.demo.story import Story


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} | {furniture.NAME}</title>
{meta({"description": printed.description, "og:title": printed.title, "og:image": printed.image})}
<link rel="stylesheet" href="/static/site.css"></head>
<body>
<header><a class="logo" href="/">{furniture.NAME}</a>{furniture.menu(site)}</header>
<main>
{furniture.crumbs(site, printed.section)}
<div class="article">
<h1>{text(printed.title)}</h1>
<div class="article-info">
{dated(printed, '<span class="date">', "</span>")}
{signed(printed, '<span class="writer">', "</span>")}
</div>
{furniture.share()}
{figure(printed)}
<div class="article-text">
{body(printed.blocks, "h3")}
</div>
{furniture.follow()}
<a class="print" rel="nofollow" href="{printed.others["print"]}">طباعة</a>
{_block("related", "موضوعات ذات صلة", printed.related)}
{_block("read-also", "اقرأ أيضا", printed.read_also)}
</div>
{furniture.comments()}
{furniture.sidebar(site)}
</main>
{furniture.footer()}{furniture.cookies()}
</body></html>"""


def _block(name: str, heading: str, links: tuple[Link, ...] | None) -> str:
    if links is None:
        return ""
    return f'<div class="{name}"><h2>{heading}</h2><ul>{entries(links)}</ul></div>'


def _address(story: Story) -> str:
    day = f"{story.published:%Y}/{story.published.month}/{story.published.day}/" if story.published else ""
    return f"/story/{day}{slug(story.title)}/{story_id(story)}"


LAYOUT = Layout(
    name="seed",
    html=page,
    address=_address,
    path=re.compile(r"/story/(?:\d{4}/\d\d?/\d\d?/)?[^/]+/(?P<id>\d+)"),
    dated_address=True,
    signing=signatures.wrote,
    date=dates.egypt,
    related=True,
    read_also=lambda story: (0, 2, 1)[story.number % 3],  # now and then the heading stands alone
    description=True,
    image=True,
    others=lambda story: {"print": f"/print/{story_id(story)}"},
)
