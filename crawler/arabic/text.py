"""Arabic text: shown as written (`tidy`), compared folded (`fold`). The archive keeps the original letters."""

import re
import unicodedata
from functools import lru_cache

TATWEEL = "\u0640"
ZWNJ = "\u200c"

# Zero-width and bidi controls, soft hyphen, BOM, interlinear marks, tag characters, and C0/C1 controls that
# are no white space. ZWNJ has a rule of its own: see tidy().
_JUNK = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200d-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ARABIC_LETTER = "\u0620-\u063f\u0641-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_NEEDLESS_ZWNJ = re.compile(f"(?<![{_ARABIC_LETTER}]){ZWNJ}+|{ZWNJ}+(?![{_ARABIC_LETTER}])|{ZWNJ}(?={ZWNJ})")

DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
# For comparing only: hamza seats, alef forms, ya and ta marbuta, Persian and Urdu code points.
LETTERS = str.maketrans("أإآٱىةؤئیېکګہۀھے", "اااايهويييككهههي")
_MARKS = re.compile(f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed{TATWEEL}]")
_NOT_WORD = re.compile(r"[^\w]+|_+")


def clean(text: str) -> str:
    """Remove what is invisible and not needed; letters, marks and spaces stay as they are."""
    if text.isascii() and text.isprintable():
        return text
    text = _JUNK.sub("", text)
    return _NEEDLESS_ZWNJ.sub("", text) if ZWNJ in text else text


def tidy(text: str) -> str:
    """Return one line as it is stored: invisible junk gone, white space folded to single spaces."""
    return " ".join(clean(text).split())


def digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as Western ones."""
    return text.translate(DIGITS)


@lru_cache(maxsize=4096)  # a page's lines are folded by several readers
def fold(text: str) -> str:
    """Return the text in the one spelling used for comparing: hamza, alef, ya, ta marbuta, tashkeel, tatweel,
    Persian letters, digits, case and compatibility forms made alike; white space folded; punctuation kept.
    """
    text = unicodedata.normalize("NFKC", clean(text)).replace(ZWNJ, "")
    return " ".join(_MARKS.sub("", text).translate(LETTERS).translate(DIGITS).casefold().split())


def words(text: str) -> list[str]:
    """Return the folded words of a text, without punctuation."""
    return _NOT_WORD.sub(" ", fold(text)).split()
