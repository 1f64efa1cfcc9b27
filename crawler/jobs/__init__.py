"""What runs a crawl. A process runs one of these jobs, once: Scrapy's reactor does not start again.

targets.py   what an address or an id on the command line means
course.py    which of a page's links a crawl follows (pure)
crawl.py     crawl sources side by side; what came of it
fetch.py     a few pages, nothing stored
running.py   Scrapy's process, as both use it
quarantine.py  pages that could not be processed, read once more
seldom.py    a number that is dear to count
report.py    a crawl's counters as a report; why it brought nothing (pure)
"""
