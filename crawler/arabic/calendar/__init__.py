"""The parts of a printed date: names, tokens, grammar, what may stand beside it. `crawler.arabic.dates` puts them
together.

    months.py        the months of every Arab country, and the days of the week
    places.py        places, the zones they keep, and the news agencies that sign a dateline
    words.py         every other word a date line is made of
    tokens.py        text to tokens
    parts.py         tokens to parts: a day, a clock, a zone, a label, a loose word
    clock.py         the hour, read with صباحا, مساء and the rest
    days.py          a printed day to a calendar's day: Gregorian, Umm al-Qura, with or without its year
    relative.py      «منذ ساعتين»
    stamps.py        parts to stamps, published and updated; which of them counts
    surroundings.py  whether what stands around a date lets it be one
"""
