"""The same story in several places: how a text is signed, when two texts tell one story, which of them stands for it.

Pure: what the archive holds is passed in.

text.py      a text as it is compared: folded words, shingles
signing.py   the few shingles by which a text is found again among a million
facts.py     what two texts from one template say differently: numbers, days, names
finding.py   which texts are worth comparing
likeness.py  whether one text is a copy of another
choosing.py  which article stands for a story, and which are its copies
following.py how long after, and what was changed
"""
