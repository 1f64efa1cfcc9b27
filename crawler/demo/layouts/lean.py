"""The same story without the furniture: print and mobile pages."""

from crawler.demo.layout import Printed
from crawler.demo.layouts.parts import body, dated, signed, text


def page(printed: Printed, *, canonical: bool) -> str:
    """Return the page's HTML; a print page of an old system names no canonical address."""
    link = f'<link rel="canonical" href="{printed.canonical}">' if canonical and printed.canonical else ""
    return f"""<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{text(printed.title)}</title>{link}
<meta name="robots" content="noindex"></head><body>
<h1>{text(printed.title)}</h1>
{dated(printed, '<div class="date">', "</div>")}
{signed(printed, '<div class="writer">', "</div>")}
<div class="text">
{body(printed.blocks)}
</div>
</body></html>"""
