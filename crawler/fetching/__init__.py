"""How pages are asked for: politely, safely, and from the ledger. Scrapy's middlewares and extensions.

queue.py       the next page, from the ledger; nothing waits in memory only
fence.py       the site's own pages and no others
addresses.py   which addresses may be contacted at all (pure)
egress.py      holds every request, and every connection, to that
robots.py      robots.txt, as RFC 9309 has it
pace.py        one request at a time to a site, and Crawl-delay
browser.py     pages that need a browser
refused.py     what a request that is not made carries: its reason
failures.py    what went wrong with a request, as a reason and a few words
outcome.py     what became of each article: the ledger and the counters
limits.py      when a crawl has enough
pool.py        the worker processes, one pool for all crawls of this process
logs.py        what the log says, and what it does not
"""
