"""A portal of Tunis, Algiers or Rabat: dates with «جانفي» or «شتنبر», «حوار: …», «اقرأ أيضا» inside the story."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, story_id
from crawler.demo.layouts.parts import body, dated, figure, meta, relations, signed, text
from crawler.demo.story import Story


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>{text(printed.title)} - {furniture.NAME}</title>
{relations(printed)}
{meta({"og:title": printed.title, "og:image": printed.image})}
</head><body>
<div class="topbar">{furniture.menu(site, "div", "menu")}</div>
<div class="post-content-wrap">
{furniture.crumbs(site, printed.section)}
<h1 class="post_title">{text(printed.title)}</h1>
<div class="post_info">{signed(printed, '<span class="post_author">', "</span>")}
{dated(printed, '<span class="date-post">', "</span>")}</div>
{figure(printed)}
<div class="article-content">
{body(printed.blocks, after={1: _inline(printed)})}
</div>
{furniture.share("post-share", "شارك هذا المقال")}
{furniture.follow()}
</div>
{furniture.sidebar(site)}
{furniture.comments("comments-area")}
{furniture.footer()}
</body></html>"""


def _inline(printed: Printed) -> str:
    return "".join(f'<p class="see-also">اقرأ أيضا: {furniture.link(each)}</p>' for each in printed.read_also or ())


def _path(story: Story) -> str:
    day = f"{story.published:%Y}/{story.published.month}/{story.published.day}/" if story.published else ""
    return f"/{day}{story.section_slug}-{story_id(story)}.html"


LAYOUT = Layout(
    name="maghreb",
    html=page,
    address=_path,
    path=re.compile(r"/(?:\d{4}/\d\d?/\d\d?/)?[a-z]+-(?P<id>\d+)\.html"),
    dated_address=True,
    signing=signatures.talked,
    date=dates.maghreb,
    read_also=lambda story: 1 if len(story.blocks) > 3 else None,
    image=True,
    canonical=True,
    others=lambda story: {"mobile": f"/m{_path(story)}"},
)
