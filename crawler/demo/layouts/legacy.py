"""A site of 2004: tables, bare text with <br><br>, windows-1256, declared rightly, wrongly or not at all."""

import re
from html import escape

from crawler.article import Link
from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, story_id, variant
from crawler.demo.layouts.parts import dated, entries, signed, text

CHARSETS = (
    ("windows-1256", "text/html"),  # declared in the page
    ("windows-1256", "text/html; charset=utf-8"),  # declared wrongly by the server
    ("windows-1256", "text/html"),  # not declared at all
)
UNDECLARED = 2


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    declared = '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">'
    return f"""<html dir=rtl><head>{declared if variant(printed.story, CHARSETS) != UNDECLARED else ""}
<title>{furniture.NAME} :: {text(printed.title)}</title></head>
<body bgcolor=#ffffff topmargin=0>
<table width=980 align=center cellpadding=0 cellspacing=0><tr><td colspan=3 bgcolor=#003366>
<img src=/images/logo.png alt="{furniture.NAME}"></td></tr>
<tr><td colspan=3>{_menu(site)}</td></tr>
<tr><td width=160 valign=top>{_box("الأكثر قراءة", site.most_read)}</td>
<td width=660 valign=top>
<font size=2><a href=/>الرئيسية</a> &raquo; {text(printed.section or "")}</font><br>
<font size=5 color=#990000><b>{text(printed.title)}</b></font><br>
{dated(printed, "<font size=1 color=#666666>", "</font><br>")}
<hr>
<font size=3 face="Simplified Arabic">
{signed(printed, "", "<br><br>")}
{_lines(printed)}
</font>
<hr>
<font size=2><a href="{escape(printed.others["print"])}">طباعة</a> -
{_mobile(printed)}
<a href="mailto:?subject={printed.id}">أرسل إلى صديق</a></font><br>
</td>
<td width=160 valign=top>{_box("آخر الأخبار", site.latest)}</td></tr>
<tr><td colspan=3 align=center><font size=1><a href=/about>من نحن</a> | <a href=/contact>اتصل بنا</a><br>
جميع الحقوق محفوظة {furniture.NAME}</font></td></tr>
</table></body></html>"""


def _lines(printed: Printed) -> str:
    return "<br><br>\n".join(f"<b>{text(line)}</b>" if kind == "h" else text(line) for kind, line in printed.blocks)


def _menu(site: furniture.Site) -> str:
    return " | ".join(furniture.link(each) for each in site.sections)


def _box(title: str, links: tuple[Link, ...]) -> str:
    return f"<table width=100%><tr><td bgcolor=#dddddd><b>{title}</b></td></tr><tr>{entries(links, 'td')}</tr></table>"


def _mobile(printed: Printed) -> str:
    mobile = printed.others.get("mobile")
    return f'<a href="{escape(mobile)}">نسخة الجوال</a> -' if mobile else ""


LAYOUT = Layout(
    name="legacy",
    html=page,
    address=lambda story: f"/article.php?id={story_id(story)}",
    path=re.compile(r"/article\.php\?id=(?P<id>\d+)"),
    charsets=CHARSETS,
    signing=signatures.first_line,
    date=dates.numbers,
    others=lambda story: {
        "print": f"/article.php?id={story_id(story)}&print=1",
        "mobile": f"/m/article.php?id={story_id(story)}",
    },
)
