"""Pairs of articles that look like copies and are none: templates filled twice, follow-ups, what a site repeats."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from story_cases import BEGAN, CITIES, Case, story

from crawler.article import Article

PEOPLE = (
    "أحمد الشناوي,محمود بدران,محمد بدران,حسن الكيلاني,حسين الكيلاني,سالم الهاشمي,سليم الهاشمي,طارق النجار,ماجد العبيدي,"
    "منى الصباغ,ليلى مراد الدين,هدى الزين,سامي الطرابلسي,وليد القاسم,يوسف الحداد,كريم بوعزة,نادر الفارس,عادل المنصوري"
).split(",")
TEAMS = "الاتحاد النجم الهلال الوحدة الشباب الفتح الوداد الترجي الفيصلي الرفاع العهد الزوراء الأنصار المريخ".split()
COUNTRIES = (
    "تونس,التونسي;الأردن,الأردني;لبنان,اللبناني;المغرب,المغربي;الجزائر,الجزائري;العراق,العراقي;عمان,العماني;"
    "السودان,السوداني;موريتانيا,الموريتاني;جيبوتي,الجيبوتي;الكويت,الكويتي;البحرين,البحريني"
)
SKIES = "مشمسا غائما معتدلا رطبا مغبرا ممطرا صحوا باردا".split()
DAYS = "السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة".split()


def others(seed: int = 1, each: int = 25) -> Iterator[Case]:
    """Yield pairs that are no copies, `each` of every kind."""
    rng = random.Random(seed)
    for make in TEMPLATES:
        for number in range(each):
            one, other = make(rng)
            kind = make.__name__.strip("_")
            yield Case(kind, _article(one, f"{kind}-{number}", 0), _article(other, f"{kind}-{number}-b", 1), copy=False)


def _article(made: tuple[str, list[str]], name: str, day: int) -> Article:
    title, paragraphs = made
    return Article(
        url=f"https://daily.example.net/{name}",
        source="daily.example.net",
        title=title,
        paragraphs=tuple(paragraphs),
        published=BEGAN + timedelta(days=day),
    )


Made = tuple[tuple[str, list[str]], tuple[str, list[str]]]


def _two(rng: random.Random, words: list[str]) -> tuple[str, str]:
    one, other = rng.sample(words, 2)
    return one, other


def _weather(rng: random.Random) -> Made:
    """One city, two days."""
    city, days, sky, wind = rng.choice(CITIES), _two(rng, DAYS), rng.choice(SKIES), rng.choice(["شمالية", "غربية"])

    def made(day: str) -> tuple[str, list[str]]:
        high, low = rng.randint(24, 44), rng.randint(8, 22)
        return f"حالة الطقس في {city} اليوم {day}", [
            f"يتوقع خبراء هيئة الأرصاد الجوية أن يكون الطقس اليوم {day} {sky} على {city} والمناطق المجاورة"
            f" لها نهارا، وأن تكون الرياح {wind} خفيفة إلى معتدلة السرعة.",
            f"وتسجل درجة الحرارة العظمى {high} درجة مئوية والصغرى {low} درجة، وتبلغ نسبة الرطوبة {rng.randint(20, 80)} في"
            " المئة، ويكون البحر خفيف الموج إلى متوسط.",
            "وتنصح الهيئة المواطنين بمتابعة النشرات التي تصدر تباعا عن مركز التنبؤات، وبالتمهل في القيادة على الطرق.",
        ]

    return made(days[0]), made(days[1])


def _prayers(rng: random.Random) -> Made:
    city, days = rng.choice(CITIES), _two(rng, DAYS)

    def made(day: str) -> tuple[str, list[str]]:
        times = [f"{hour}:{rng.randint(10, 59)}" for hour in (4, 6, 12, 3, 6, 8)]
        return f"مواقيت الصلاة في {city} {day}", [
            f"ننشر مواقيت الصلاة في مدينة {city} وضواحيها ليوم {day} كما أعلنتها دائرة الأوقاف والشؤون الإسلامية، حيث يحين"
            f" موعد أذان الفجر في الساعة {times[0]} صباحا وتشرق الشمس في الساعة {times[1]} صباحا، ويؤذن للظهر في الساعة"
            f" {times[2]} ظهرا، ويحين موعد أذان العصر في الساعة {times[3]} عصرا، والمغرب في الساعة {times[4]} مساء، والعشاء"
            f" في الساعة {times[5]} مساء.",
            "ويحرص كثير من القراء على معرفة المواقيت يوميا لأداء الصلاة في وقتها.",
        ]

    return made(days[0]), made(days[1])


def _gold(rng: random.Random) -> Made:
    day, other = _two(rng, DAYS)
    went = rng.choice(("ارتفعت", "تراجعت", "استقرت"))

    def made(today: str) -> tuple[str, list[str]]:
        price = rng.randint(2000, 4000)
        return f"أسعار الذهب اليوم {today}", [
            f"{went} أسعار الذهب في محلات الصاغة اليوم {today} مقارنة بتعاملات أمس،"
            f" وسجل سعر غرام الذهب عيار 24 نحو {price} جنيها، وسجل عيار 21 نحو {price * 7 // 8} جنيها، وسجل عيار 18 الأقل"
            f" تداولا نحو {price * 3 // 4} جنيها، فيما بلغ سعر الجنيه الذهب {price * 7} جنيها.",
            f"وعالميا بلغ سعر الأونصة {rng.randint(1900, 2900)} دولارا في المعاملات الفورية.",
            "وتختلف الأسعار من محل إلى آخر بحسب المصنعية والدمغة والضريبة، وهي قابلة للتغير على مدار اليوم.",
        ]

    return made(day), made(other)


def _currencies(rng: random.Random) -> Made:
    def made() -> tuple[str, list[str]]:
        buys = [f"{rng.randint(30, 90)}.{rng.randint(10, 99)}" for _ in range(6)]
        return "سعر الدولار والعملات العربية والأجنبية في البنوك", [
            f"سجل سعر صرف الدولار أمام الجنيه في بداية التعاملات {buys[0]} جنيها للشراء و{buys[1]} جنيها للبيع، بحسب آخر"
            f" تحديث للبنك المركزي، وسجل اليورو {buys[2]} جنيها للشراء و{buys[3]} جنيها للبيع، وسجل الجنيه الإسترليني"
            f" {buys[4]} جنيها للشراء و{buys[5]} جنيها للبيع، واستقرت العملات العربية عند مستوياتها السابقة في معظم البنوك"
            " العاملة في السوق المحلية.",
        ]

    return made(), made()


def _results(rng: random.Random) -> Made:
    round_ = rng.randint(2, 30)

    def made(teams: list[str]) -> tuple[str, list[str]]:
        won, lost = rng.randint(1, 5), rng.randint(0, 1)
        return f"{teams[0]} يفوز على {teams[1]} في الدوري", [
            f"فاز فريق {teams[0]} على ضيفه {teams[1]} بنتيجة {won + 1}-{lost} في المباراة التي أقيمت مساء أمس على ملعب"
            f" المدينة الرياضية ضمن منافسات الجولة {round_} من الدوري المحلي لكرة القدم.",
            f"وسجل هدف الفوز اللاعب {rng.choice(PEOPLE)} في الدقيقة {rng.randint(3, 90)}، ليرفع {teams[0]} رصيده إلى"
            f" {rng.randint(10, 60)} نقطة في المركز {rng.choice(('الثاني', 'الرابع', 'السابع', 'التاسع'))}، فيما تجمد رصيد"
            f" {teams[1]} عند {rng.randint(2, 50)} نقطة.",
            "وشهدت المباراة حضورا جماهيريا كبيرا وأدارها طاقم تحكيم محلي، وتستكمل منافسات الجولة غدا.",
        ]

    return made(rng.sample(TEAMS, 2)), made(rng.sample(TEAMS, 2))


def _telegrams(rng: random.Random) -> Made:
    one, other = _two(rng, COUNTRIES.split(";"))

    def made(country: str) -> tuple[str, list[str]]:
        name, adjective = country.split(",")
        return f"الرئيس يهنئ نظيره {adjective} بالعيد الوطني لبلاده", [
            f"بعث رئيس الجمهورية برقية تهنئة إلى الرئيس {adjective} {rng.choice(PEOPLE)} بمناسبة ذكرى العيد الوطني لبلاده.",
            "وأعرب الرئيس باسمه واسم الشعب والحكومة عن أصدق التهاني وأطيب التمنيات له بموفور الصحة والسعادة، ولشعب"
            f" {name} الشقيق بدوام التقدم والازدهار، مشيدا بتميز العلاقات الأخوية التي تربط البلدين والشعبين، والتي يسعى"
            " الجميع إلى تعزيزها وتنميتها في المجالات كافة.",
        ]

    return made(one), made(other)


def _accidents(rng: random.Random) -> Made:
    """Briefs of one sentence with other names and numbers."""

    def made(city: str, road: str) -> tuple[str, list[str]]:
        dead, hurt = rng.randint(1, 9), rng.randint(10, 30)
        return f"مصرع {dead} وإصابة {hurt} في حادث سير في {city}", [
            f"لقي {dead} أشخاص مصرعهم وأصيب {hurt} آخرون بجروح متفاوتة الخطورة إثر حادث تصادم وقع فجر اليوم على طريق {road}"
            f" القريب من {city}، وقد نقلت سيارات الإسعاف المصابين إلى المستشفى المركزي لتلقي العلاج، وباشرت الشرطة التحقيق."
        ]

    cities, roads = rng.sample(CITIES, 2), rng.sample(CITIES, 2)
    return made(cities[0], roads[0]), made(cities[1], roads[1])


def _obituaries(rng: random.Random) -> Made:
    """The same with other names alone."""
    people = rng.sample(PEOPLE, 2)

    def made(who: str) -> tuple[str, list[str]]:
        return f"وفاة الفنان {who}", [
            f"توفي صباح اليوم الفنان {who} بعد صراع مع المرض، وأعلنت نقابة المهن التمثيلية أن الجنازة تشيع ظهر غد من مسجد"
            " السيدة نفيسة، وأن العزاء يقام مساء بعد غد في قاعة المناسبات."
        ]

    return made(people[0]), made(people[1])


def _appointments(rng: random.Random) -> Made:
    people = rng.sample(PEOPLE, 2)

    def made(who: str, what: str) -> tuple[str, list[str]]:
        return f"{who} مديرا عاما ل{what}", [
            f"أصدر رئيس مجلس الوزراء قرارا بتعيين {who} مديرا عاما ل{what} لمدة ثلاث سنوات، على أن يباشر مهام عمله"
            " اعتبارا من تاريخ نشر القرار في الجريدة الرسمية."
        ]

    places = rng.sample(["هيئة الموانئ", "صندوق الإسكان", "مؤسسة السكك", "مركز البحوث", "دار الكتب"], 2)
    return made(people[0], places[0]), made(people[1], places[1])


def _follow_ups(rng: random.Random) -> Made:
    """A story, and the next day's, which tells the background again."""
    first, news = story(rng.randrange(100, 400)), story(rng.randrange(500, 900))
    background = list(first.paragraphs[2:5])
    return (first.title, list(first.paragraphs)), (news.title, [*news.paragraphs[:4], *background])


def _columns(rng: random.Random) -> Made:
    """A standing paragraph above what the columnist writes this week."""
    standing = (
        "في هذه الزاوية الأسبوعية نفتح نافذة على رسائل القراء وأسئلتهم، ونجيب عما يتسع له المجال منها، ونرحب بكل رأي يصلنا"
        " على البريد المنشور أسفل المقال، مع الاعتذار عن نشر ما لا يحمل اسم صاحبه وعنوانه كاملين."
    )
    one, other = story(rng.randrange(100, 400)), story(rng.randrange(500, 900))
    return ("رسائل القراء", [standing, *one.paragraphs[:4]]), ("رسائل القراء", [standing, *other.paragraphs[:4]])


def _footers(rng: random.Random) -> Made:
    """What a site writes below all its articles is longer than a short article."""
    footer = [
        "جميع الحقوق محفوظة لهذه الصحيفة، ولا يجوز النسخ أو إعادة النشر أو الاقتباس من موادها دون إذن كتابي مسبق من إدارة"
        " التحرير، ويتحمل المخالف المسؤولية القانونية كاملة.",
        "للإعلان في الصحيفة يرجى التواصل مع القسم التجاري خلال ساعات العمل الرسمية من السبت إلى الخميس، أو مراسلتنا عبر"
        " نموذج الاتصال في الموقع، وسيصلكم الرد خلال يومي عمل على الأكثر.",
        "الآراء المنشورة تعبر عن أصحابها ولا تعبر بالضرورة عن رأي الصحيفة، وتحتفظ إدارة التحرير بحقها في اختصار التعليقات"
        " أو حجب ما يخالف منها شروط النشر المعروفة.",
    ]
    one, other = story(rng.randrange(100, 400)), story(rng.randrange(500, 900))
    size = rng.randint(1, 3)
    return (one.title, [*one.paragraphs[:size], *footer]), (other.title, [*other.paragraphs[:size], *footer])


TEMPLATES = (
    _weather, _prayers, _gold, _currencies, _results, _telegrams, _accidents, _obituaries, _appointments, _follow_ups,
    _columns, _footers,
)  # fmt: skip
