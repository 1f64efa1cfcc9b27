"""A provincial paper of the nineties: ISO-8859-6, declared wrongly or not at all; no breadcrumb, the day alone."""

import re

from crawler.demo import dates, furniture, signatures
from crawler.demo.layout import Layout, Printed, story_id
from crawler.demo.layouts.parts import dated, paragraphs, signed, text

CHARSETS = (
    ("iso-8859-6", "text/html"),
    ("iso-8859-6", "text/html; charset=iso-8859-1"),
    ("iso-8859-6", "text/html; charset=utf-8"),
    ("iso-8859-6", "text/html; charset=windows-1256"),
)


def page(printed: Printed) -> str:
    """Return the page's HTML."""
    site = printed.site
    return f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html dir="rtl"><head><title>{text(printed.title)}</title></head>
<body>
<div id="top"><a href="/"><img src="/images/logo.png" alt="{furniture.NAME}"></a></div>
{furniture.menu(site, "div", "links")}
<div id="middle">
<h2>{text(printed.title)}</h2>
{dated(printed, '<div class="when">', "</div>")}
{signed(printed, '<div class="who"><b>', "</b></div>")}
<div id="newstext">
{paragraphs(printed.blocks)}
</div>
<a href="javascript:window.print()">طباعة</a> <a href="mailto:?subject=news">أرسل إلى صديق</a>
</div>
<div id="left"><b>آخر الأخبار</b><ul>{furniture.items(site.latest)}</ul></div>
<div id="bottom">جميع الحقوق محفوظة</div>
</body></html>"""


LAYOUT = Layout(
    name="iso",
    html=page,
    address=lambda story: f"/news/{story_id(story)}.html",
    path=re.compile(r"/news/(?P<id>\d+)\.html"),
    charsets=CHARSETS,
    signing=signatures.wrote_slash,
    date=dates.numbers_day,
    day_only=True,
    section=False,
)
