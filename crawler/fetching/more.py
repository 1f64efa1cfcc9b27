"""Lists that show more when they are scrolled, or when «المزيد» is pressed: followed a bounded number of times."""

from __future__ import annotations

from contextlib import suppress

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

GROWING = 2_500  # milliseconds that a list has to grow
_WORDS = (
    "المزيد", "تحميل المزيد", "عرض المزيد", "حمل المزيد", "شاهد المزيد", "أظهر المزيد", "إظهار المزيد", "اعرض المزيد",
    "مزيد من الأخبار", "المزيد من الأخبار", "أخبار أخرى", "تحميل المزيد من الأخبار", "عرض المزيد من الأخبار",
    "load more", "show more", "more", "view more", "more news", "see more",
)  # fmt: skip
# A list that drops what has scrolled out of sight keeps its links in a place of ours until it is read.
_FORWARD = """words => {
    const kept = window.__links ??= new Map();
    for (const each of document.querySelectorAll('a[href]')) kept.set(each.href, each.textContent.trim());
    let moved = false;
    for (const each of document.querySelectorAll('button, [role=button], a, input[type=button]')) {
        const away = each.tagName === 'A' && /^(?!#|javascript:)./.test(each.getAttribute('href') ?? '');
        const said = (each.innerText || each.value || '').trim().replace(/\\s+/g, ' ').toLowerCase();
        if (!away && !each.disabled && each.getClientRects().length && words.includes(said)) {
            each.click();
            moved = true;
            break;
        }
    }
    const inner = document.querySelectorAll('main, [class*=scroll], [class*=list]');
    for (const each of [document.scrollingElement, ...inner]) {
        const before = each.scrollTop;
        each.scrollTop = each.scrollHeight;
        moved ||= each.scrollTop !== before;
    }
    return moved;
}"""
_GREW = """() => [...document.querySelectorAll('a[href]')].some(each => !window.__links.has(each.href))"""
_TOGETHER = """() => {
    const shown = new Set([...document.querySelectorAll('a[href]')].map(each => each.href));
    const list = document.createElement('ul');
    for (const [url, title] of window.__links ?? []) {
        if (shown.has(url)) continue;
        const link = document.createElement('a');
        [link.href, link.textContent] = [url, title];
        list.appendChild(document.createElement('li')).appendChild(link);
    }
    if (list.children.length) (document.querySelector('main') ?? document.body).appendChild(list);
}"""


async def follow(page: Page, times: int) -> int:
    """Ask a list for more, at most so many times; return how often it gave something."""
    grew = 0
    while grew < times and await _grows(page):
        grew += 1
    if grew:
        await page.evaluate(_TOGETHER)
    return grew


async def _grows(page: Page) -> bool:
    with suppress(PlaywrightError):  # nothing came in time
        if await page.evaluate(_FORWARD, _WORDS):
            await page.wait_for_function(_GREW, polling=100, timeout=GROWING)
            return True
    return False
