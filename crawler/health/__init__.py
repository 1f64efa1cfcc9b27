"""How the sources are: what is judged of each, shown, measured and told.

history.py   what is known of a source, for judging
judge.py     judge(): the state of a source, with the reason in words; pure
state.py     the states, the worst first, and what to try
layout.py    whether pages are laid out anew; lists.py whether a feed or a sitemap is lost
chance.py    what chance alone would do
sums.py      what the figures of visits come to
survey.py    survey(): every source of an archive, judged; fleet.py the same again and again, at little cost
figures.py   a source's health as a record
metrics.py   what Prometheus is told; exposition.py serves it
watchman.py  has each change of state told once; alerting.py what is told, pure; ways.py the ways it goes
"""
