"""Khabar crawls Arabic news sites and keeps each article once.

    sources ─▶ spiders ─▶ fetching ─▶ extraction ─▶ Article ─▶ pipelines ─▶ storage ─▶ cli
     who        which      politely,    page to       one        kept once    the        who
                pages      safely       article       thing                   archive    reads

article.py    Article, the one thing that flows, and its record
document.py   the seed document's shape
changes.py    what changed from one revision to the next
errors.py     the errors a caller can act on
reasons.py    why a page gave no article
found.py      Found, an address that a page, a feed or a sitemap named
settings.py   every setting, with its reason
stats.py      the names of our counters
clock.py      what time it is
forking.py    the server that worker processes are forked from
arabic/       how Arabic newsrooms write
stories/      when two texts tell one story, and who told it first
urls/         when two URLs open the same page; is this an article's URL
extraction/   page bytes in, Article or a reason out
discovery/    where the next pages are
schedule/     when a source is visited next
sources/      the outlets
probing/      what of a site makes its source's file, and whether a file is true
fetching/     Scrapy middlewares and extensions
storage/      the archive, the ledger of pages, the documents on disk
jobs/         what runs a crawl
service/      what follows the sources, day and night
health/       how each source is
demo/         a small Arabic news site of our own
cli/          the commands
"""
