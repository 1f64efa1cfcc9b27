"""The language of a text in Arabic script, by the letters that only it has."""

from crawler.extraction.judge import arabic_share

# A language is told by letters of its own; each is common in any text of some length.
_OWN = {
    "ckb": frozenset("ێۆڕڵە"),
    "ps": frozenset("ښځډړږڼټ"),
    "ur": frozenset("ٹڈڑںےہھ"),
    "ug": frozenset("ۇۈۋېڭ"),
    "fa": frozenset("پچژگکی"),
}
_SHARE = 0.02  # of the letters; Arabic quotes a foreign name now and then


def language(text: str) -> str | None:
    """Return a BCP 47 code; None where the text is not in Arabic script."""
    if arabic_share(text) < 0.5:
        return None
    letters = sum(1 for char in text if char.isalpha())
    for code, own in _OWN.items():
        if sum(1 for char in text if char in own) > _SHARE * letters:
            return code
    return "ar"
