"""Links whose words say that they lead to another form of a page: to print, to send to a friend, for telephones."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import html

from crawler.arabic.text import fold

_LONGEST = 40  # characters of such a label
_PAGE = r"(?:ال)?(?:صفحه|خبر|مقال|مقاله|موضوع|تقرير)"  # folded, as all here
_LABEL = re.compile(
    rf"(?:اطبع|طباعه)(?: (?:هذا |هذه )?{_PAGE})?|(?:نسخه|صفحه|صيغه) (?:صالحه )?(?:قابله )?(?:ل|لل)?طباعه"
    rf"|(?:ارسل|ارسال|ابعث)(?: (?:هذا |هذه )?{_PAGE})? (?:ل|الي )(?:ال)?صديقك?|ارسال بالبريد(?: الالكتروني)?"
    r"|(?:ال)?نسخه (?:ال)?(?:جوال|موبايل|هاتف|محمول)"
    r"|print(?:er)?(?:[- ]friendly)?(?: (?:this )?(?:page|article|version))?"
    r"|(?:e-?mail|send)(?: this)?(?: (?:page|article))? to (?:a )?friend|mobile version"
)
_ICON = re.compile(
    r"(?:^|/)(?:icon[-_]?)?(?:print(?:er|button)?|e?mail(?:button)?)(?:[-_]?icon)?\.(?:gif|png|jpe?g|svg)$"
)


def is_view(text: str, title: str = "", image: html.HtmlElement | None = None) -> bool:
    """Whether a link says of itself that it leads to another form of a page, and nothing else.

    `text` is what it shows, `title` its title, `image` the first picture in it.
    """
    if text.strip():
        return len(text) < 2 * _LONGEST and _says_so(text)
    if image is None:
        return _says_so(title)
    icon = _ICON.search((image.get("src") or "").lower()) is not None
    return icon or _says_so(title or image.get("alt") or "")


@lru_cache(maxsize=4096)
def _says_so(label: str) -> bool:
    label = " ".join(fold(label).split())
    return 0 < len(label) <= _LONGEST and _LABEL.fullmatch(label) is not None
