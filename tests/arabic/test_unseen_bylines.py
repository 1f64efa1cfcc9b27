"""Rules that hold for bylines nobody listed: each case is of our own writing, and stands for its kind."""

import pytest

from crawler.arabic.bylines import read

READ = [
    # A city that nobody knows is known by the country beside it.
    ("بورغشتات (ألمانيا) - د ب أ", (), "بورغشتات", ("د ب أ",)),
    ("سيلفر كريك (كاليفورنيا): سالم بدر", ("سالم بدر",), "سيلفر كريك", ()),
    # Descent makes a name of a first word that is none we know.
    ("الرياض: برغش بن سالم", ("برغش بن سالم",), "الرياض", ()),
    # Algeria may set the family first.
    ("وهران: بومعزة سامية", ("بومعزة سامية",), "وهران", ()),
    # Armenian, Kurdish and Amazigh given names.
    ("هراير كشيشيان", ("هراير كشيشيان",), None, ()),
    ("زيلان هورامي", ("زيلان هورامي",), None, ()),
    # A first name of two words, neither of them one by itself.
    ("كتب: تاج الدين سالم", ("تاج الدين سالم",), None, ()),
    # A title, whatever mark it carries; the sheikh's where a whole name follows.
    ("د: سالم البدري", ("سالم البدري",), None, ()),
    ("الشيخ سالم بدر العلي", ("سالم بدر العلي",), None, ()),
    ("الشيخ سالم ولد بدر", ("الشيخ سالم ولد بدر",), None, ()),
    ("بقلم رئيسة التحرير منى البدري", ("منى البدري",), None, ()),
    ("بقلم المفكر الإسلامي سالم بدر", ("سالم بدر",), None, ()),
    ("مقال للكاتب سالم البدري", ("سالم البدري",), None, ()),
    # Institutes and desks are credited, and are no authors.
    ("إعداد: مركز الدراسات البحرية", (), None, ()),
    ("بقلم سالم البدري - معهد أبحاث المياه", ("سالم البدري",), None, ()),
    ("النهر نيوز/ وحدة التقارير/ من سالم بدر", ("سالم بدر",), None, ()),
    ("كتب محرر شؤون المحافظات في البصرة", (), "البصرة", ()),
    # Outlets by their form: a country's paper of today, letters by their names, a station's Latin letters.
    ("صنعاء - سالم بدر - اليمن اليوم", ("سالم بدر",), "صنعاء", ()),
    ("سالم بدر – إف إن إيه", ("سالم بدر",), None, ()),
    ("الوئام - KNTV", (), None, ()),
    ("بغداد – KNTV عربية", (), "بغداد", ()),
    ("رام الله - النهر للأنباء", (), "رام الله", ()),
    ("اليوم وكالات - لندن", (), "لندن", ("وكالات",)),
    # Where a mark is lost, or a preposition stands.
    ("دمشق من سالم بدر", ("سالم بدر",), "دمشق", ()),
    ("من مندوبنا في حلب سالم البدري", ("سالم البدري",), "حلب", ()),
    ("موفد «النهر» إلى بنغازي: سالم بدر", ("سالم بدر",), "بنغازي", ()),
    ("من مراسل (سونا) بكسلا: سالم بدر", ("سالم بدر",), "كسلا", ("سونا",)),
    ("(تغطية صحفية سالم بدر من عمان - إعداد هدى العلي)", ("سالم بدر", "هدى العلي"), "عمان", ("رويترز",)),
    ("حاوره: سالم بدر (هاتفيا، العراق)", ("سالم بدر",), "العراق", ()),
    # Duties of a newsroom.
    ("مراسلة خاصة – طنجة", (), "طنجة", ()),
    ("كتبت وصورت: هدى البدري", ("هدى البدري",), None, ()),
    ("ترجمة سالم بدر عن الفرنسية", (), None, ()),
    ("سامي العلي، وتصوير نبيل العلي", ("سامي العلي",), None, ()),
]

REFUSED = [
    # Of a life, a book or a film.
    "سالم بدر (1921 - 1999)",
    "سالم بدر (القاهرة 1954)",
    "(القاهرة: دار النهر الدولي، 1992).",
    # Places, things and works, by their first word.
    "مطعم الأجداد (الرياض)",
    "الشارقة – مهرجان النخيل",
    "هدى العلي - ثلاثية دمشق",
    "السعودية (المركز الثالث)",
    "هدى البدري - باب الحديقة",
    "زحلة - إشكال عابر",
    "الموقع: جنوب لبنان",
    # Headings: a noun that is a name too, and the noun of a verb.
    "حسن التدبير",
    "كمال الانضباط",
    "فضل الصبر",
    "فارسٌ خلف التل",
    # Words that only sentences have.
    "الأسير سامي بدر شهيدا",
    "سامي العلي وأحلام تغادر",
    "نجاح باهر لحفل سامي بدر",
    "شفاء صغيرة مصرية من الحصبة",
    # A desk that does something; a role and what is said of it.
    "كتبت هيئة الدفاع مذكرة من عشر صفحات",
    "كتب سامي بدر العلي أنشودة النهر",
    "من مراسلنا إلى وزير السياحة",
    "المؤلف مات",
    "مصدر مطلع: التعديل القادم قريب",
    "2- صورة من العقد الأصلي.",
    # What stands between two quotations is not quoted.
    '"روما" تعرقل بيع "النجم" إلى "النهر"',
    "من أحلام سامي بدر",
]  # fmt: skip

OPENINGS = [
    ("النهار - متابعة: وصلت قافلة الدواء إلى الميناء صباح اليوم", (), None),
    ("سامي العلي- النهار- نجران: كرّم أمير المنطقة الفائزين", ("سامي العلي",), "نجران"),
    ("سامي العلي- النهار- نجران: سعيد بدر كرم ناصر", ("سامي العلي",), "نجران"),
    ("القاهرة أول يناير 2024 (شينخوا) بدأت اليوم أعمال المؤتمر", (), "القاهرة"),
]


@pytest.mark.parametrize(("text", "authors", "place", "agencies"), READ)
def test_a_byline_of_a_known_kind_is_read_whatever_its_names(text, authors, place, agencies):
    byline = read(text)
    assert byline is not None
    assert (byline.authors, byline.place, byline.agencies) == (authors, place, agencies)


@pytest.mark.parametrize("text", REFUSED)
def test_what_tells_of_persons_places_or_works_is_no_byline(text):
    assert read(text) is None


@pytest.mark.parametrize(("text", "authors", "place"), OPENINGS)
def test_the_story_that_a_dateline_opens_is_no_part_of_it(text, authors, place):
    byline = read(text)
    assert byline is not None
    assert (byline.authors, byline.place) == (authors, place)
    assert byline.rest
    assert text.endswith(byline.rest)
