"""How pages are asked for: politely, safely, and from the ledger. Scrapy's middlewares and extensions.

queue.py       the next page, from the ledger; nothing waits in memory only
fence.py       the site's own pages and no others
addresses.py   which addresses may be contacted at all (pure)
egress.py      holds every request, and every connection, to that
redirects.py   redirects whose address is not to be trusted, or none
robots.py      robots.txt, as RFC 9309 has it; rules.py: what it says (pure)
pace.py        one request at a time to a site, and the delay that is kept
turns.py       whose turn it is at a site, among all processes
downloader.py  lets a request leave when it is its turn
retry_after.py 429 and 503: asked more slowly; asked.py: the crawl that ends of it
politeness.py  how each host was treated
connections.py how long the head of an answer may be
unpacking.py   compressed answers, within bounds
browser.py     pages that need a browser: whether there is one, and the way to it
loading.py     a page loaded in it; visit.py: watched over; trackers.py: what is not loaded
rest.py        when a page has come to rest; consent.py: layers before it; more.py: endless lists
chromium.py    the one Chromium of this process; leash.py: it ends with Khabar
gateway.py     the browser's one way out; relay.py, heads.py: what passes there
refused.py     what a request that is not made carries: its reason
failures.py    what went wrong with a request, as a reason and a few words
outcome.py     what became of each article: the ledger and the counters
set_apart.py   a page that could not be processed, into quarantine
limits.py      when a crawl has enough
counting.py    what a crawl counts in
pool.py        the worker processes, one pool for all crawls of this process
logs.py        what the log says, and what it does not
"""
