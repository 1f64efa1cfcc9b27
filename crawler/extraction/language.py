"""The language of a text in Arabic script, by the letters that only it has and the words that it cannot do without."""

from __future__ import annotations

from collections import Counter

from crawler.arabic.text import is_arabic

# A language is told by letters of its own; each is common in any text of some length.
_OWN = {
    "ckb": frozenset("ێۆڕڵە"),
    "ps": frozenset("ښځډړږڼټ"),
    "ur": frozenset("ٹڈڑںےہھ"),
    "ug": frozenset("ۇۈۋېڭ"),
    "fa": frozenset("پچژگکی"),
}
_SHARE = 0.02  # of the letters; Arabic quotes a foreign name now and then
# Where a site writes another language with Arabic's letters (ي for ی, ك for ک), its commonest words tell.
_WORDS = {
    "ar": "في من على إلى الى أن ان التي الذي عن مع هذا هذه كان قال لا ما بعد بين فى علي وقال كما",
    "fa": "است در از به که با را این برای آن شد می‌شود شده بود كه اين براي کرد كرد خود هم یک يك ها",
    "ur": "ہے کے کی میں اور سے کو نے كے كي ہیں نہیں ہے۔ اس گیا پر يہ کہا",
    "ckb": "لە بۆ کە ئەو بە لەسەر ئەم هەر دەکات كە لەگەڵ بوو کرد هەیە ئەوە ناو",
    "ps": "د په چې کې او له ته دی سره کړي شوي دا هم وي چي كي نه",
    "ug": "بىلەن ۋە ئۇ بۇ بىر ئۈچۈن دەپ قىلىش",
}
_COMMON = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SAMPLE = 1500  # characters that are looked at
_COUNTED = 12  # words that it takes to tell by words
_TIMES = 2  # as many words of its own as of Arabic


def language(text: str) -> str | None:
    """Return a BCP 47 code; None where the text is not in Arabic script."""
    text = text[:_SAMPLE]
    if not is_arabic(text):
        return None
    by_words = _by_words(text)
    for code, own in _OWN.items():
        found = sum(map(text.count, own))
        if found and found > _SHARE * sum(map(str.isalpha, text)):
            return code if by_words in (None, code) or by_words == "ar" else by_words
    return by_words or "ar"


def _by_words(text: str) -> str | None:
    """The language whose commonest words a text of some length is full of, if it is clear."""
    found = text.split()
    if len(found) < _COUNTED:
        return None
    times = Counter(found)
    counts = {code: sum([times[word] for word in common if word in times]) for code, common in _COMMON.items()}
    best = max(counts, key=counts.__getitem__)
    second = max(count for code, count in counts.items() if code != best)
    return best if counts[best] > _TIMES * second and counts[best] > len(found) // _COUNTED else None
