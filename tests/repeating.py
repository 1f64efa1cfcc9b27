"""A site of our own whose articles all show a few lines that no list of ours knows."""

from random import Random

PROMOTION = "صحيفة المرفأ بين يديك أينما كنت مع نشرة المساء التي تصلك كل يوم"
STANDING = "زاوية يكتبها أهل البحر لأهل البر"

_SUBJECTS = (
    "الميناء القديم", "مدرسة الصيادين", "سوق السمك", "جسر الشاطئ", "محطة المياه", "مكتبة البلدية", "ملعب الحي",
    "طريق الجبل", "معمل الزيتون", "متحف السفن", "مستشفى الساحل", "قطار الضواحي", "حديقة النخيل", "سد الوادي",
    "مسرح المدينة", "مطار الجزيرة",
)  # fmt: skip
_LETTERS = "ابتجحخدرزسشصطعفقكلمنهوي"
_VERBS = ("أعلنت", "ناقشت", "راجعت", "أنجزت", "درست", "أطلقت", "مولت", "سلمت", "عاينت", "نظمت")


def subject(number: int) -> str:
    return _SUBJECTS[number % len(_SUBJECTS)]


def title(number: int) -> str:
    return f"{subject(number)} يعود إلى الحياة في عامه {number}"


def sentences(number: int, count: int = 4) -> list[str]:
    """Return an article's paragraphs, which no other article has."""
    chance = Random(number)
    vocabulary = ["".join(chance.choices(_LETTERS, k=6)) for _ in range(14)]  # words of no language
    return [_sentence(chance, number, vocabulary) for _ in range(count)]


def _sentence(chance: Random, number: int, vocabulary: list[str]) -> str:
    told = " و".join(chance.sample(vocabulary, 9))
    end = chance.choice(("كما", "مثلما", "حسبما", "وفق ما", "بعدما", "حيثما"))
    return f"{chance.choice(_VERBS)} {subject(number)} {told} {end} ورد في الكراس {number} من {chance.randint(3, 90)}"


def page(
    number: int, lines: list[str] | None = None, *, layout: str = "old", below: str = "", declared: str = ""
) -> str:
    """Return an article's page. `lines` are its paragraphs, or elements; `declared` is its text in JSON-LD."""
    told = sentences(number) if lines is None else lines
    body = "".join(line if line.startswith("<") else f"<p>{line}</p>" for line in told)
    data = f'{{"@type": "NewsArticle", "headline": "{title(number)}", "articleBody": "{declared}"}}'
    script = f'<script type="application/ld+json">{data}</script>' if declared else ""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title(number)} | المرفأ</title>'
        f'<meta property="og:type" content="article">{script}'
        '<meta property="article:published_time" content="2024-05-03T10:00:00+03:00"></head>'
        f'<body class="postid-{number}">{_HEADER}{_LAYOUTS[layout](number, body)}{below}{_side(number)}{_FOOTER}'
        "</body></html>"
    )


_HEADER = (
    '<div class="top"><a href="/"><img src="/logo.png" alt="المرفأ"></a><ul>'
    + "".join(f'<li><a href="/section/{number}">قسم {number}</a></li>' for number in range(12))
    + "</ul></div>"
)
_FOOTER = (
    '<div class="bottom"><p>شارع البحر، المدينة القديمة</p><ul>'
    + "".join(f'<li><a href="/about/{number}">صفحة {number}</a></li>' for number in range(8))
    + "</ul></div>"
)


def _side(number: int) -> str:
    entries = (f'<li><a href="/news/{each}">{title(each)}</a></li>' for each in range(number + 100, number + 106))
    return f'<div class="rail"><h4>بطاقات بريدية</h4><ul>{"".join(entries)}</ul></div>'


def _old(number: int, body: str) -> str:
    return (
        f'<div class="wrap"><h1>{title(number)}</h1><p class="when">3 مايو 2024 - 10:00</p>'
        f'<div class="text"><p>{STANDING}</p>{body}<p>{PROMOTION}</p></div></div>'
    )


def _new(number: int, body: str) -> str:
    return (
        f'<section class="reader"><header><h1>{title(number)}</h1></header><div class="column"><p>{STANDING}</p>{body}'
        f"<p>{PROMOTION}</p></div></section>"
    )


def _teased(number: int, body: str) -> str:
    teaser = "تقرأون في عدد الغد حوارا مطولا مع عميد الصيادين عن ستين عاما قضاها في عرض البحر بعيدا عن الأهل"
    return (
        f'<div class="wrap"><div class="text"><p>{teaser}</p></div></div><div class="reader"><h1>{title(number)}</h1>'
        f'<div class="story"><p>{STANDING}</p>{body}<p>{PROMOTION}</p></div></div>'
    )


def _moved(number: int, body: str) -> str:
    return (
        f'<div class="wrap"><h1>{title(number)}</h1><div class="text"><p>{PROMOTION}</p></div></div>'
        f'<div class="bottom"><p>{STANDING}</p>{body}</div>'
    )


_LAYOUTS = {"old": _old, "new": _new, "teased": _teased, "moved": _moved}
