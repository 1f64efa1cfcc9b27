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
# One replacement after another takes a fourteenth of the time of str.translate, which looks up every character.
_SPELLINGS = [(chr(one), chr(other)) for one, other in (LETTERS | DIGITS).items()]
_MARKS = re.compile(f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed{TATWEEL}]")
# Most texts have nothing but these letters and signs, and tashkeel: no other form of any is compatible with it.
_SIGNS = "!-/:-@\\[-`{-~«»،؛؟–—“”"
_PLAIN = re.compile(f"[ 0-9a-zء-غف-ي{_SIGNS}\u064b-\u0652{TATWEEL}]*")
_PLAIN_SPELLINGS = [pair for pair in _SPELLINGS if "ء" <= pair[0] <= "ي"]
_PLAIN_SPELLINGS += [(mark, "") for mark in (TATWEEL, *map(chr, range(0x64B, 0x653)))]
_WORD = re.compile(r"[^\W_]+")
_PLAIN_WORDS, _SIGN = re.compile(f"[ 0-9a-zء-غف-ي{_SIGNS}]*"), re.compile(f"[{_SIGNS}]")
_ARABIC = re.compile(r"[\u0620-\u06d3\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+")
_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC_ALONE = re.compile(r"[\u0620-\u06d3\s !-@\[-`{-~«»،؛؟–—“”…]*")  # no letters of another script
_LINE = 500  # characters of a text that is read again as other readers look at its line


def clean(text: str) -> str:
    """Remove what is invisible and not needed; letters, marks and spaces stay as they are."""
    if text.isprintable():  # nothing of what is invisible is
        return text
    text = _JUNK.sub("", text)
    return _NEEDLESS_ZWNJ.sub("", text) if ZWNJ in text else text


def tidy(text: str) -> str:
    """Return one line as it is stored: invisible junk gone, white space folded to single spaces."""
    if _is_spaced(text):
        return text
    line = " ".join(text.split())  # of the invisible nothing is white space
    return line if line.isprintable() else " ".join(clean(text).split())


def _is_spaced(text: str) -> bool:
    """Whether all white space in a text is single spaces between its words, and nothing in it is invisible."""
    return text.isprintable() and "  " not in text and " " not in (text[:1], text[-1:])


def digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as Western ones."""
    return text.translate(DIGITS)


@lru_cache(maxsize=4096)  # a page's lines are folded by several readers
def fold(text: str) -> str:
    """Return the text in the one spelling used for comparing: hamza, alef, ya, ta marbuta, tashkeel, tatweel,
    Persian letters, digits, case and compatibility forms made alike; white space folded; punctuation kept.
    """
    if _PLAIN.fullmatch(text):
        spellings = _PLAIN_SPELLINGS
    else:
        text, spellings = unicodedata.normalize("NFKC", clean(text)).replace(ZWNJ, ""), _SPELLINGS
        text = _MARKS.sub("", text).casefold()
    for one, other in spellings:
        text = text.replace(one, other)
    return text if _is_spaced(text) else " ".join(text.split())


def words(text: str) -> list[str]:
    """Return the folded words of a text, without punctuation."""
    return list(_words_of_line(text)) if len(text) <= _LINE else _found_words(text)


@lru_cache(maxsize=1024)
def _words_of_line(text: str) -> tuple[str, ...]:
    return tuple(_found_words(text))


def _found_words(text: str) -> list[str]:
    folded = fold(text)
    # Where all signs are known, taking them out is twice as fast as finding what stands between.
    return _SIGN.sub(" ", folded).split() if _PLAIN_WORDS.fullmatch(folded) else _WORD.findall(folded)


def is_arabic(text: str) -> bool:
    """Tell whether at least half of a text's letters are of the Arabic script; of a text without letters, no."""
    if _ARABIC_ALONE.fullmatch(text):
        return bool(_ARABIC.search(text))
    arabic = sum(map(len, _ARABIC.findall(text)))
    # Most texts have so many that nobody needs to count the others.
    return bool(arabic) and (2 * arabic >= len(text) or 2 * arabic >= sum(map(len, _LETTERS.findall(text))))
