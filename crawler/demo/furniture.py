"""The furniture of a page: what surrounds a story on every Arab news site and is not the story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from crawler.article import Link

NAME = "خبر التجريبي"
_SAFE = "/?=&.-_~:"


@dataclass(frozen=True, slots=True)
class Site:
    """What the furniture is made of. `base` is the site's address without a final slash; `sections` are the menu,
    `most_read` and `latest` the boxes of headlines.
    """

    base: str
    sections: tuple[Link, ...]
    most_read: tuple[Link, ...]
    latest: tuple[Link, ...]


def absolute(base: str, path: str) -> str:
    """Return a decoded path as an absolute, percent-encoded URL."""
    return base + quote(path, safe=_SAFE)


def link(entry: Link, attributes: str = "") -> str:
    """Return a headline as an anchor."""
    return f'<a href="{escape(entry.url or "#")}"{attributes}>{escape(entry.title, quote=False)}</a>'


def items(entries: Sequence[Link], attributes: str = "") -> str:
    """Return headlines as the items of a list."""
    return "".join(f"<li{attributes}>{link(entry)}</li>" for entry in entries)


def href(path: str) -> str:
    """Return a decoded path as it stands in an attribute: percent-encoded, then escaped."""
    return escape(quote(path, safe=_SAFE))


def menu(site: Site, tag: str = "nav", name: str = "main-menu") -> str:
    """Return the menu: the sections and what every site has beside them."""
    home = Link("الرئيسية", f"{site.base}/")
    ends = (Link("من نحن", f"{site.base}/about"), Link("اتصل بنا", f"{site.base}/contact"))
    entries = items((home, *site.sections, *ends))
    return f'<{tag} class="{name}"><ul>{entries}</ul><a class="login" href="/login">تسجيل الدخول</a></{tag}>'


def crumbs(site: Site, section: str | None, name: str = "breadcrumb") -> str:
    """Return the breadcrumb: home » section."""
    if section is None:
        return ""
    here = next((each for each in site.sections if each.title == section), Link(section))
    home = link(Link("الرئيسية", f"{site.base}/"))
    return f'<div class="{name}">{home} <span>»</span> {link(here)}</div>'


def share(name: str = "share-buttons", label: str = "شارك هذا الخبر") -> str:
    """Return the row of share buttons."""
    buttons = "".join(
        f'<a class="{network}" href="https://social.example/{network}" rel="nofollow">{word}</a>'
        for network, word in (("fb", "فيسبوك"), ("x", "تويتر"), ("wa", "واتساب"), ("tg", "تيليجرام"))
    )
    return f'<div class="{name}"><span>{label}</span>{buttons}<a class="copy" href="#copy">انسخ الرابط</a></div>'


def follow(name: str = "follow-us") -> str:
    """Return the line that asks readers to follow the site."""
    return f'<p class="{name}">تابعونا على <a href="https://news.example/khabar">أخبار جوجل</a></p>'


def newsletter(name: str = "newsletter-box") -> str:
    """Return the newsletter's box."""
    return (
        f'<div class="{name}"><h4>النشرة البريدية</h4><p>احصل على آخر الأخبار في بريدك</p>'
        '<form action="/subscribe" method="post"><input type="email" name="email" placeholder="أدخل البريد الإلكتروني">'
        "<button>اشترك</button></form></div>"
    )


def sidebar(site: Site, tag: str = "aside", name: str = "sidebar") -> str:
    """Return the boxes beside a story: the most read and the latest."""
    boxes = (("الأكثر قراءة", site.most_read), ("آخر الأخبار", site.latest))
    inner = "".join(f'<div class="widget"><h3>{title}</h3><ul>{items(links)}</ul></div>' for title, links in boxes)
    return f'<{tag} class="{name}">{inner}</{tag}>'


def comments(name: str = "comments") -> str:
    """Return the comments' form and its rules."""
    return (
        f'<div class="{name}" id="comments"><h3>إضافة تعليق</h3>'
        "<p>لن يتم نشر عنوان بريدك الإلكتروني. الحقول الإلزامية مشار إليها بـ *</p>"
        '<form action="/comment" method="post"><textarea name="text"></textarea><button>إرسال التعليق</button></form>'
        "<p>الآراء الواردة في التعليقات تعبر عن أصحابها.</p></div>"
    )


def footer(tag: str = "footer", name: str = "site-footer") -> str:
    """Return the foot of the page: rights and the pages about the site."""
    return (
        f'<{tag} class="{name}"><a href="/about">من نحن</a> | <a href="/contact">اتصل بنا</a> | '
        f'<a href="/privacy">سياسة الخصوصية</a><p>جميع الحقوق محفوظة © {NAME}</p></{tag}>'
    )


def cookies(name: str = "cookie-bar") -> str:
    """Return the cookie note."""
    return f'<div class="{name}">نستخدم ملفات تعريف الارتباط لتحسين تجربتك. <button>موافق</button></div>'
