"""What runs a crawl. A process runs one of these jobs, once: Scrapy's reactor does not start again.

targets.py   what an address or an id on the command line means
course.py    which of a page's links a crawl follows (pure)
crawl.py     crawl sources side by side; crawling.py one of them, noting.py how far each is
figures.py   what a crawl's counters come to; counters.py where they are counted
fetch.py     a few pages, nothing stored
probe.py     look at a site that nobody has described; exploring.py page by page, lists.py what lists its articles
check.py     look whether sources' files are true; checks.py what came of it, kept
inquiry.py   a few pages of one site, asked for and read; errand.py the spider that does so
ways.py      by which lists a visit finds what is new (pure); rounds.py asks for them, credit.py learns of them
running.py   Scrapy's process, as all use it; copying.py its settings, copied for each crawl
browsing.py  pages that need a browser; rendering.py which do (pure)
quarantine.py  pages that could not be processed, read once more
seldom.py    a number that is dear to count
report.py    a crawl's counters as a report; why it brought nothing (pure)
"""
