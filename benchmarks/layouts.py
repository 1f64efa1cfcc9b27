"""Layouts of sites as they are met, for texts from elsewhere: menus, columns of other stories, dates in many forms.

A layout is its page with [[placeholders]], in layouts/NAME.html, the zone it writes by, and how it prints a date and a
paragraph.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from zoneinfo import ZoneInfo

PAGES = Path(__file__).parent / "layouts"
EGYPT = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
LEVANT = "كانون الثاني,شباط,آذار,نيسان,أيار,حزيران,تموز,آب,أيلول,تشرين الأول,تشرين الثاني,كانون الأول".split(",")
TUNISIA = "جانفي فيفري مارس أفريل ماي جوان جويلية أوت سبتمبر أكتوبر نوفمبر ديسمبر".split()
MOROCCO = "يناير فبراير مارس أبريل ماي يونيو يوليوز غشت شتنبر أكتوبر نونبر دجنبر".split()
DAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
GIVEN = "محمد أحمد سارة منى خالد ليلى يوسف هند عمر نورة ريم طارق فاطمة سليم إيمان".split()
FAMILY = "العتيبي,حداد,بن صالح,المصري,الجبوري,عبد الرحمن,القحطاني,بوعزيزي,الطيب,خوري,الشمري,عوض الله".split(",")
SECTIONS = "الرئيسية,أخبار,سياسة,اقتصاد,رياضة,ثقافة وفن,صحة,منوعات,فيديو,اتصل بنا".split(",")
COLUMNS = "الأكثر قراءة,آخر الأخبار,كتاب ومقالات".split(",")
# How a column shows another story.
CARDS = (
    '<li><a href="[[u]]"><img src="/i.jpg">[[t]]</a><p>[[x]]</p></li>',
    '<div class="card"><div><h4><a href="[[u]]">[[t]]</a></h4><div><p>[[x]]</p></div><i>منذ يوم</i></div></div>',
    '<a href="[[u]]"><h3>[[t]]</h3><p>[[x]]</p></a>',
    '<table><tr><td><a href="[[u]]"><b>[[t]]</b></a></td></tr><tr><td><font size="2">[[x]]</font></td></tr></table>',
    '<div class="it"><p>[[x]]</p><a href="[[u]]">المزيد</a></div>',
    '<div class="it"><strong>[[t]]</strong><br>[[x]] <a href="[[u]]">التفاصيل</a></div>',
)
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Story:
    """A text from elsewhere."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A page and its truth; `author` is "" and `related` None where the layout has none."""

    url: str
    body: bytes
    story: Story
    published: datetime
    timed: bool
    author: str
    related: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Layout:
    name: str
    url: str
    zone: str
    date: Callable[[datetime], str]
    paragraph: str = "<p>[[p]]</p>"
    timed: bool = True

    @property
    def page(self) -> str:
        return (PAGES / f"{self.name}.html").read_text(encoding="utf-8")

    def made(self, story: Story, others: Sequence[Story], chance: random.Random, number: int) -> Made:
        """Return a page of this layout with a story, between others."""
        when = _moment(self.zone, chance)
        author = f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}" if "[[author]]" in self.page else ""
        related = tuple(each.title for each in chance.sample(others, 4))
        parts = {
            "head": f"<meta charset='utf-8'><title>{escape(story.title)}",
            "menu": "".join(f'<li><a href="/s/{at}">{name}</a></li>' for at, name in enumerate(SECTIONS)),
            "title": escape(story.title),
            "author": author,
            "date": self.date(when),
            "iso": when.isoformat(),
            "zulu": when.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "text": "".join(self.paragraph.replace("[[p]]", escape(each)) for each in story.paragraphs),
            "related": "".join(f'<li><a href="/r/{at}">{escape(each)}</a></li>' for at, each in enumerate(related)),
            "column": column(others, chance),
            "share": "<div class='socials'><a href='#'>فيسبوك</a> <a href='#'>واتساب</a> <span>طباعة</span></div>",
            "rights": "<div id='ft'><p>جميع الحقوق محفوظة © 2026 شركة النشر الوطنية للصحافة والطباعة والتوزيع</p>"
            "<p>من نحن | اتصل بنا | سياسة الخصوصية | أعلن معنا</p></div>",
        }
        page = _filled(self.page, parts)
        url = self.url.format(n=number, d=when)
        shown = related if "[[related]]" in self.page else None
        return Made(url, page.encode(), story, when, self.timed, author, shown)


def column(others: Sequence[Story], chance: random.Random) -> str:
    """Return a column of other stories, each with what it begins with."""
    card = chance.choice(CARDS)
    cards = []
    for at, each in enumerate(chance.sample(others, chance.randint(5, 11))):
        begun = " ".join(each.paragraphs[0].split()[:22]) + "..."
        cards.append(_filled(card, {"u": f"/other/{at}", "t": escape(each.title), "x": escape(begun)}))
    return f"<div class='box2'><div class='hd'>{chance.choice(COLUMNS)}</div>{''.join(cards)}</div>"


def listing(others: Sequence[Story], chance: random.Random) -> bytes:
    """Return a section's page: what it is about, and columns of stories."""
    intro = "<p>تتابع هذه الصفحة أخبار السياسة والاقتصاد في المنطقة وتقدم تحليلات وتقارير يومية من مراسلينا.</p>"
    page = (
        "<html lang='ar'><head><meta charset='utf-8'><title>سياسة - خليج هب</title></head><body><ul>[[menu]]</ul>"
        "<div><h1>سياسة</h1>[[intro]][[one]]<a href='?page=2'>التالي</a></div><div>[[other]]</div></body></html>"
    )
    parts = {"menu": "", "intro": chance.choice(("", intro)), "one": column(others, chance)}
    return _filled(page, {**parts, "other": column(others, chance)}).encode()


def _filled(page: str, parts: dict[str, str]) -> str:
    for name, value in parts.items():
        page = page.replace(f"[[{name}]]", value)
    return page


def _moment(zone: str, chance: random.Random) -> datetime:
    first = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 310))
    return first.astimezone(ZoneInfo(zone))


def _half(when: datetime, morning: str, evening: str) -> str:
    return f"{when.hour % 12 or 12:02d}:{when.minute:02d} {morning if when.hour < 12 else evening}"


LAYOUTS = (
    Layout(
        "wordpress",
        "https://www.masr-today.com/{d:%Y/%m/%d}/story-{n}/",
        "Africa/Cairo",
        lambda d: f"{DAYS[d.weekday()]} {d.day} {EGYPT[d.month - 1]} {d.year} - {_half(d, 'صباحا', 'مساءً')}",
    ),
    Layout(
        "table",
        "http://www.sahara-news.com.sa/news.php?id={n}",
        "Asia/Riyadh",
        lambda d: f"{d:%d-%m-%Y} {_half(d, 'AM', 'PM')}",
        paragraph="[[p]]<br><br>",
    ),
    Layout(
        "hashed",
        "https://www.khaleej-hub.ae/news/economy/{n}-slug",
        "Asia/Dubai",
        lambda d: f"{d.day} {EGYPT[d.month - 1]} {d.year} {d:%H:%M}",
        paragraph="<p class='css-1x2z9q'>[[p]]</p>",
    ),
    Layout(
        "drupal",
        "https://www.beirut-post.com.lb/node/{n}",
        "Asia/Beirut",
        lambda d: f"{DAYS[d.weekday()]}، {d.day} {LEVANT[d.month - 1]} {d.year} - {d:%H:%M}",
        paragraph="<p dir='RTL'>[[p]]</p>",
    ),
    Layout(
        "divs",
        "https://www.tounes-info.tn/article/{n}/x",
        "Africa/Tunis",
        lambda d: f"نشر في {d.day:02d} {TUNISIA[d.month - 1]} {d.year} على الساعة {d:%H:%M}",
        paragraph="<div>[[p]]</div>",
    ),
    Layout(
        "spans",
        "https://www.rabat-kalima.ma/{n}.html",
        "Africa/Casablanca",
        lambda d: f"{DAYS[d.weekday()]} {d.day} {MOROCCO[d.month - 1]} {d.year} - {d:%H:%M}",
        paragraph="<p><span style='font-size:18px'>[[p]]</span></p><p>&nbsp;</p>",
    ),
    Layout(
        "aspx",
        "http://www.alghad-kw.com/ArticleDetails.aspx?Id={n}",
        "Asia/Kuwait",
        lambda d: f"{d:%d/%m/%Y}",
        paragraph="[[p]]<br/>",
        timed=False,
    ),
    Layout(
        "amp",
        "https://www.doha-net.com/amp/politics/{d:%Y/%m/%d}/s{n}",
        "Asia/Qatar",
        lambda d: f"{d.day}/{d.month}/{d.year} | آخر تحديث: {d.day}/{d.month}/{d.year} {d:%H:%M} (بتوقيت مكة المكرمة)",
    ),
    Layout(
        "list",
        "https://www.baghdad-khabar.iq/{n}--title.html",
        "Asia/Baghdad",
        lambda d: f"{d:%Y-%m-%d} | {d:%H:%M}",
        paragraph="<p style='text-align: justify;'>[[p]]</p>",
    ),
    Layout(
        "signed",
        "https://www.sudan-sahifa.net/{n}",
        "Africa/Khartoum",
        lambda d: f"{d.day} {EGYPT[d.month - 1]} {d.year}".translate(INDIC),
        timed=False,
    ),
    Layout(
        "breaks",
        "https://www.amman-khabar.jo/article/{n}",
        "Asia/Amman",
        lambda d: f"{d:%d-%m-%Y} {_half(d, 'AM', 'PM')}",
        paragraph="[[p]]\n<br>\n",
    ),
    Layout(
        "parts",
        "https://www.yemen-alaan.com/news{n}.html",
        "Asia/Aden",
        lambda d: f"{d.day} {EGYPT[d.month - 1]}، {d.year}",
    ),
)
