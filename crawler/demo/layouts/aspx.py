"""A Gulf daily on ASP.NET: View.aspx?id=…, Hijri days, a masthead that prints today, the logo as the first h1."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import MASTHEAD_DAY, Layout, Printed, slug, story_id
from crawler.demo.layouts.parts import body, dated, entries, figure, signed, text


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" dir="rtl" lang="ar-sa"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{text(printed.title)} :: {furniture.NAME}</title></head>
<body><form method="post" action="./View.aspx?id={printed.id}" id="aspnetForm">
<input type="hidden" name="__VIEWSTATE" id="__VIEWSTATE" value="/wEPDwUKLTI4MjkwMzc4OWRk" />
<div id="header"><h1 id="logo"><a href="/">{furniture.NAME}</a></h1>
<div class="today">{dates.gulf(MASTHEAD_DAY, False)}</div>{furniture.menu(site, "div", "topnav")}</div>
<div id="ctl00_Main_pnlNews" class="newsview">
{furniture.crumbs(site, printed.section, "sitemappath")}
<h2><span id="ctl00_Main_lblTitle" class="newstitle">{text(printed.title)}</span></h2>
{dated(printed, '<span id="ctl00_Main_lblDate" class="newsdate">', "</span>")}
{signed(printed, '<span id="ctl00_Main_lblAuthor" class="newsauthor">', "</span>")}
<div class="tools"><a href="javascript:print()">طباعة</a> <a href="javascript:zoom(1)">تكبير الخط</a></div>
<div class="newsimage">{figure(printed, "صورة تعبيرية")}</div>
<div id="ctl00_Main_divText" class="newstext">
{body(printed.blocks, "h4")}
</div>
{_tags(printed)}
{_related(printed)}
</div>
{furniture.sidebar(site, "div", "sidecol")}
{furniture.footer("div", "copyrights")}
</form></body></html>"""


def _tags(printed: Printed) -> str:
    pairs = ((tag, f"/tag/{slug(tag)}") for tag in printed.tags)
    found = " - ".join(f'<a href="{furniture.href(path)}">{text(tag)}</a>' for tag, path in pairs)
    return f'<div class="keywords"><strong>كلمات دلالية:</strong> {found}</div>' if found else ""


def _related(printed: Printed) -> str:
    if not printed.related:
        return ""
    return f'<div class="relatednews"><h3>أخبار ذات صلة</h3><ul>{entries(printed.related)}</ul></div>'


LAYOUT = Layout(
    name="aspx",
    html=page,
    address=lambda story: f"/News/View.aspx?id={story_id(story)}",
    path=re.compile(r"/News/View\.aspx\?id=(?P<id>\d+)"),
    signing=signatures.name_and_place,
    date=dates.gulf,
    zone="Asia/Riyadh",
    stated=True,
    related=True,
    tags=True,
    image=True,
)
