"""Arabic told from other languages in its script: by letters, and by words where a site writes without them."""

import pytest

from crawler.extraction.language import language

TEXTS = {
    "ar": "افتتحت إدارة النقل في المدينة جسرا جديدا على النهر في مراسم حضرها سكان الأحياء المجاورة وعدد من التجار.",
    "fa": "شهرداری تهران امروز پل جدیدی را بر روی رودخانه افتتاح کرد و گفت که این پل برای عبور خودروها ساخته شده است.",
    "ur": "شہر کی انتظامیہ نے دریا پر ایک نئے پل کا افتتاح کیا ہے اور کہا ہے کہ یہ پل گاڑیوں کے لیے کھول دیا گیا ہے۔",
    "ckb": "شارەوانی هەولێر پردێکی نوێی لەسەر ڕووبارەکە کردەوە و ڕایگەیاند کە پردەکە بۆ هاتوچۆی ئۆتۆمبێل ئامادەیە.",
    "ps": "د ښار ادارې نن پر سیند یو نوی پل پرانیست او ویې ویل چې دا پل د موټرو د تګ راتګ لپاره جوړ شوی دی.",
}


@pytest.mark.parametrize(("code", "text"), TEXTS.items())
def test_a_language_is_told_by_its_letters(code, text):
    assert language(text) == code


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("fa", "شهردار از مردم خواست كه در اين روز با خودرو به شهر نيايند و اين روز را براي هوا به آن شهر داده است."),
        ("ar", "قال إن فريق باريس سان جيرمان لعب في الأمس مع نادي تشيلسي على ملعب بعد أن كان قد خسر من قبل."),
    ],
)
def test_a_language_is_told_by_its_words_where_arabics_letters_are_typed(code, text):
    assert language(text) == code


def test_a_foreign_name_in_arabic_changes_nothing():
    assert language(TEXTS["ar"] + " وقال گوگل إن الخدمة متاحة في المدينة من اليوم إلى آخر الشهر.") == "ar"


@pytest.mark.parametrize("text", ["", "A new bridge was opened today.", "123"])
def test_other_scripts_are_none_of_these(text):
    assert language(text) is None
