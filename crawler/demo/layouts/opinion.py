"""A columnist's page: portrait and name in a box, «بقلم/ …», the day alone."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, meta, relations, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} | {furniture.NAME}</title>
{relations(printed)}
{meta({"og:title": printed.title, "og:type": "article", "og:image": printed.image, "article:section": printed.section})}
</head><body class="opinion-page">
<header><a href="/">{furniture.NAME}</a>{furniture.menu(site)}</header>
<main class="opinion">
{furniture.crumbs(site, printed.section)}
<h1>{text(printed.title)}</h1>
<div class="columnist-box"><img src="{printed.image}" alt="">
{signed(printed, '<span class="columnist">', "</span>")}</div>
{dated(printed, '<div class="op-date">', "</div>")}
<div class="op-text">
{body(printed.blocks)}
</div>
{furniture.share("op-share", "شارك المقال")}
</main>
{furniture.sidebar(site)}
{furniture.footer()}{furniture.cookies()}
</body></html>"""


LAYOUT = Layout(
    name="opinion",
    html=page,
    address=lambda story: f"/opinion/{slug(story.title)}-{story_id(story)}",
    path=re.compile(r"/opinion/[^/]+-(?P<id>\d+)/?"),
    signing=signatures.pen,
    date=dates.plain_day,
    day_only=True,
    image=True,
    canonical=True,
)
