"""The service: every enabled source is visited when it is due, until somebody stops it.

past.py    what the archive knows of a source's past
plan.py    which sources there are, and when each is due
loop.py    begins visits, so many at once, and waits for the next
visit.py   one visit, and what is said of it
run.py     khabar run and khabar crawl --due: all of it in Scrapy's process
"""
