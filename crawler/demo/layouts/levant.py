"""A Beirut paper: «أيلول/سبتمبر», a deck, the place before the name, «آخر تحديث» beside the date."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, entries, figure, meta, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{furniture.NAME} - {text(printed.title)}</title>
{meta({"description": printed.description, "twitter:title": printed.title, "og:image": printed.image})}
</head><body>
<div class="header"><a href="/">{furniture.NAME}</a>{furniture.menu(site, "div", "nav")}</div>
<div class="inner-article">
{furniture.crumbs(site, printed.section)}
<h1 class="articleTitle">{text(printed.title)}</h1>
{f'<h2 class="deck">{text(printed.description)}</h2>' if printed.description else ""}
<div class="meta-line">{signed(printed, '<span class="author">', "</span>")}
{dated(printed, '<span class="publish-date">', "</span>")}
{_updated(printed)}</div>
{figure(printed)}
<div class="articleBody">
{body(printed.blocks, "h3")}
</div>
{furniture.follow()}
{_related(printed)}
</div>
{furniture.sidebar(site, "div", "side")}
{furniture.footer("div", "foot")}
</body></html>"""


def _updated(printed: Printed) -> str:
    if printed.modified is None:
        return ""
    return f'<span class="update-date">آخر تحديث: {dates.levant(printed.modified, printed.timed)}</span>'


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    return f'<div class="more-stories"><h3>مواضيع ذات صلة</h3>{entries(printed.related, "h4")}</div>'


LAYOUT = Layout(
    name="levant",
    html=page,
    address=lambda story: f"/news/{story_id(story)}/{slug(story.title)}",
    path=re.compile(r"/news/(?P<id>\d+)/[^/]+/?"),
    signing=signatures.place_and_name,
    date=dates.levant,
    modified=True,
    related=True,
    description=True,
    image=True,
)
