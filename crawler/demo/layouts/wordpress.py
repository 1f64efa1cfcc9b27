"""A WordPress theme: article.post, entry-content, JSON-LD with an @graph, tags, share buttons, comments."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import (
    body,
    dated,
    entries,
    figure,
    json_ld,
    meta,
    moment,
    news_article,
    relations,
    signed,
    text,
)  # fmt: skip
from crawler.demo.story import Story


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html>
<html dir="rtl" lang="ar"><head><meta charset="UTF-8">
<title>{text(printed.title)} - {furniture.NAME}</title>
{relations(printed)}
{_meta(printed)}
{json_ld({"@graph": [_site(site), news_article(printed)]})}
<link rel="alternate" type="application/rss+xml" title="{furniture.NAME} » الخلاصة" href="{site.base}/feed/">
</head>
<body class="rtl single single-post postid-{printed.id}">
<header id="masthead"><p class="site-title"><a href="/">{furniture.NAME}</a></p>{furniture.menu(site)}</header>
<div id="content" class="site-content"><div id="primary">
{furniture.crumbs(site, printed.section, "breadcrumbs")}
<article id="post-{printed.id}" class="post-{printed.id} post type-post status-publish format-standard hentry">
<header class="entry-header"><h1 class="entry-title">{text(printed.title)}</h1>
<div class="entry-meta">{_time(printed)}
{signed(printed, '<span class="byline author vcard">', "</span>")}</div></header>
<div class="post-thumbnail">{figure(printed, "تعبيرية")}</div>
<div class="entry-content">
{body(printed.blocks)}
<div class="sharedaddy sd-sharing-enabled">{furniture.share("sd-content", "شارك هذا الموضوع:")}</div>
</div>
<footer class="entry-footer"><span class="tags-links">{_tags(printed)}</span></footer>
</article>
{_related(printed)}
{furniture.newsletter("widget widget_newsletter")}
<div id="respond" class="comment-respond">{furniture.comments("comment-form")}</div>
</div>
{furniture.sidebar(site, name="widget-area secondary")}
</div>
{furniture.footer()}{furniture.cookies("cli-bar")}
</body></html>"""


def _meta(printed: Printed) -> str:
    return meta({
        "description": printed.description,
        "og:type": "article",
        "og:title": printed.title,
        "og:site_name": furniture.NAME,
        "og:image": printed.image,
        "article:published_time": printed.iso,
        "article:modified_time": moment(printed.modified, timed=printed.timed),
        "article:section": printed.section,
    })  # fmt: skip


def _site(site: furniture.Site) -> dict[str, str]:
    return {"@type": "WebSite", "@id": f"{site.base}/#website", "url": f"{site.base}/", "name": furniture.NAME}


def _time(printed: Printed) -> str:
    return dated(printed, f'<time class="entry-date published" datetime="{printed.iso}">', "</time>")


def _tags(printed: Printed) -> str:
    pairs = ((tag, f"/tag/{slug(tag)}") for tag in printed.tags)
    return " ".join(f'<a href="{furniture.href(path)}" rel="tag">{text(tag)}</a>' for tag, path in pairs)


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    cards = entries(printed.related, "h4", "related-title")
    return f'<section class="related-posts"><h3>مقالات ذات صلة</h3><div class="grid">{cards}</div></section>'


def _address(story: Story) -> str:
    month = f"/{story.published:%Y/%m}" if story.published else ""
    return f"{month}/{slug(story.title)}-{story_id(story)}/"


LAYOUT = Layout(
    name="wordpress",
    html=page,
    address=_address,
    path=re.compile(r"(?:/\d{4}/\d\d)?/[^/]+-(?P<id>1\d{5,})/?"),
    dated_address=True,
    signing=signatures.pen,
    opening=signatures.opening,
    date=dates.plain_day,
    machine="jsonld",
    modified=True,
    related=True,
    description=True,
    tags=True,
    image=True,
    canonical=True,
    others=lambda story: {"short": f"/?p={story_id(story)}"},
)
