"""Arabic is stored as written and compared folded."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.arabic.text import DIGITS, LETTERS, clean, digits, fold, is_arabic, tidy, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أحمد إلى آدم", "احمد الى ادم"),
        ("مدرسة القرى", "مدرسه القري"),
        ("كِتَابٌ", "كتاب"),
        ("مـــصـــر", "مصر"),
        ("کتاب فارسی", "كتاب فارسي"),
        ("٢٠٢٦ ۲۰۲۶", "2026 2026"),
        ("ﻻ إله", "لا اله"),
        ("قال\u200f: \u202bنعم\u202c", "قال: نعم"),
        (unicodedata.normalize("NFD", "أؤئ"), "اوي"),
    ],
)
def test_spellings_of_the_same_words_fold_alike(one, other):
    assert fold(one) == fold(other)


def test_words_leave_punctuation_out():
    assert words("«قال»: نعم، نعم… (2)") == ["قال", "نعم", "نعم", "2"]


def test_a_zwnj_between_letters_is_kept_and_elsewhere_dropped():
    assert clean("می\u200cخواهم\u200c و \u200c2") == "می\u200cخواهم و 2"


def test_tidy_folds_every_kind_of_white_space():
    assert tidy(" أ\u00a0\u2003ب\r\n\tج\u2028") == "أ ب ج"


def test_digits_of_both_scripts_become_western():
    assert digits("٠١٢٣٤٥٦٧٨٩ ۴۵۶") == "0123456789 456"


@given(st.text())
def test_tidy_and_fold_settle_at_once(text):
    assert tidy(tidy(text)) == tidy(text)
    assert fold(fold(text)) == fold(text)
    tidy(text).encode()


@given(st.text(alphabet=st.characters() | st.sampled_from("أإآةىؤئک٣۴ \u200c\u200f\u00a0\u0640")))
def test_a_line_is_tidied_as_a_cleaned_one_is(text):
    assert tidy(text) == " ".join(clean(text).split())


@given(st.text(alphabet=st.characters() | st.sampled_from("أإآىةؤئک٣aB5 .،:«»-_\u0640\u064b\u0651\u0654\u200c")))
def test_a_text_of_common_letters_is_read_as_any_other_is(text):
    assert fold(f"{text}\u200b") == fold(text)
    assert words(f"{text} •") == words(text)


@given(st.text(alphabet="أإآٱىةؤئیېکګہۀھے٠٩۰۹ابت 5_-"))
def test_the_letters_of_the_tables_are_all_folded(text):
    assert not set(map(ord, fold(text))) & (LETTERS | DIGITS).keys()


def test_the_words_of_a_text_may_be_changed_by_who_asks_for_them():
    words("عاجل من القاهرة").clear()
    assert words("عاجل من القاهرة") == ["عاجل", "من", "القاهره"]


@pytest.mark.parametrize(
    ("text", "arabic"),
    [
        ("", False),
        ("12 - 34", False),
        ("12 - 34 م", True),
        ("القاهرة", True),
        ("مصر BBC", True),
        ("مصر: BBC News", False),
    ],
)
def test_a_text_is_arabic_where_half_of_its_letters_are(text, arabic):
    assert is_arabic(text) is arabic
