"""Pages that are no articles, as every site has them: what each is, and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from crawler.article import Link
from crawler.demo import furniture
from crawler.demo.furniture import NAME, Site
from crawler.demo.sitemaps import PRIVATE
from crawler.reasons import Reason

ELSEWHERE = "https://example.org/partner/story/12345"
PRIVATE_STORY = f"{PRIVATE}draft/990001"
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True, slots=True)
class Oddity:
    """One such page: the words that link to it, why it is no article, its answer."""

    words: str
    reason: Reason
    title: str
    inner: str
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    furnished: bool = True
    language: str = "ar"


_MISSING = (
    '<p>عذراً، الصفحة غير موجودة. ربما حُذف الخبر أو تغير عنوانه.</p><p><a href="/">العودة إلى الصفحة الرئيسية</a></p>'
)
_PHOTOS = "".join(
    f'<figure><img src="/images/gallery/{number}.jpg" alt=""><figcaption>صورة {number} من 8</figcaption></figure>'
    for number in range(1, 9)
)
_HARBOUR = (
    "<p>The harbour authority said on Tuesday that a second berth will open to small fishing boats before winter. "
    "Fishermen have asked for the berth for years, because the old quay is too high for their boats at low tide.</p>"
    "<p>Work begins next week and should take three months, the authority said. The market beside the quay stays open, "
    "and the evening auction moves to the customs yard until the new berth is ready.</p>"
)
_PRIVATE = "".join(
    f"<p>{line}</p>"
    for line in (
        "مسودة تقرير لم يُجَز نشرها بعد، وقد وُضعت في هذا القسم من الموقع ليراجعها المحررون قبل أن تصل إلى القراء.",
        "يطلب ملف الروبوتات من الزواحف أن تتجنب هذا القسم كله، ولذلك يجب ألا يُطلب هذا العنوان مهما ظهرت روابطه.",
        "وتتضمن المسودة أرقاماً أولية عن حركة المسافرين في الميناء، ستتغير غالباً بعد صدور النشرة الرسمية نهاية الشهر.",
    )
)

ODDITIES: Mapping[str, Oddity] = {
    "/about": Oddity(
        "من نحن", Reason.STATIC, "من نحن", f"<p>{NAME} موقع إخباري تجريبي يصدر بالعربية، ولا صلة له بأي مؤسسة.</p>"
    ),
    "/contact": Oddity(
        "اتصل بنا", Reason.STATIC, "اتصل بنا", "<p>البريد: desk@news.example</p><p>الهاتف: 0200000000</p>"
    ),
    "/privacy": Oddity(
        "سياسة الخصوصية",
        Reason.STATIC,
        "سياسة الخصوصية",
        "<p>لا يجمع هذا الموقع أي بيانات عن زواره، ولا يحتفظ بسجلات بعد إغلاقه.</p>",
    ),
    "/login": Oddity(
        "تسجيل الدخول",
        Reason.STATIC,
        "تسجيل الدخول",
        '<form method="post"><input name="user"><input name="password" type="password"><button>دخول</button></form>',
    ),
    "/search?q=النيل": Oddity("ابحث في الموقع", Reason.SEARCH, "نتائج البحث عن: النيل", "<p>عُثر على 3 نتائج.</p>"),
    "/gallery/77": Oddity("ألبوم الصور", Reason.GALLERY, "بالصور.. صباح على كورنيش الإسكندرية", _PHOTOS),
    "/video/55": Oddity(
        "شاهد بالفيديو",
        Reason.VIDEO,
        "بالفيديو.. جولة في سوق العطارين",
        '<video controls src="/files/market.mp4"></video><p>جولة مصورة في السوق.</p>',
    ),
    "/story/2026/10/12/خبر-محذوف/99": Oddity("خبر حُذف", Reason.NOT_FOUND, "الصفحة غير موجودة", _MISSING),
    "/consent": Oddity(
        "إعدادات الخصوصية",
        Reason.CONSENT,
        "نحن نقدّر خصوصيتك",
        "<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط. قبل المتابعة، اختر ما توافق عليه.</p><button>موافق</button>"
        "<button>إدارة الخيارات</button>",
        furnished=False,
    ),
    "/article/900001": Oddity(
        "تقرير خاص",
        Reason.CHALLENGE,
        "Just a moment...",
        "<p>Checking your browser before accessing the site.</p><noscript>Enable JavaScript and cookies to continue"
        "</noscript>",
        furnished=False,
        language="en",
    ),
    "/en/news/4411": Oddity(
        "English",
        Reason.NOT_ARABIC,
        "Second berth for fishing boats to open before winter",
        _HARBOUR,
        furnished=False,
        language="en",
    ),
    "/files/annual-report-2026.pdf": Oddity(
        "التقرير السنوي", Reason.NOT_HTML, "", "", content_type="application/pdf", furnished=False
    ),
    "/article/404404": Oddity("خبر من الأرشيف", Reason.NOT_FOUND, "404", _MISSING, status=404),
    "/article/500500": Oddity("خبر معطل", Reason.HTTP_ERROR, "خطأ في الخادم", "<p>حدث خطأ غير متوقع.</p>", status=500),
    PRIVATE_STORY: Oddity("مسودة", Reason.ROBOTS, "مسودة: حركة المسافرين في الميناء ترتفع في الخريف", _PRIVATE),
}


def links(base: str) -> list[Link]:
    """Return the links to the odd pages, and one that leaves the site."""
    here = [Link(each.words, furniture.absolute(base, path)) for path, each in ODDITIES.items()]
    return [*here, Link("موقع شريك", ELSEWHERE)]


def body(oddity: Oddity, site: Site) -> bytes:
    """Return the page's bytes."""
    if oddity.content_type == "application/pdf":
        return PDF
    title = escape(oddity.title, quote=False)
    above, below = (
        (furniture.menu(site), furniture.sidebar(site) + furniture.footer()) if oddity.furnished else ("", "")
    )
    return (
        f'<!DOCTYPE html><html lang="{oddity.language}"><head><meta charset="utf-8"><title>{title}</title></head><body>'
        f"{above}<main><h1>{title}</h1>{oddity.inner}</main>{below}</body></html>"
    ).encode()
