"""Scrapy's settings and ours, each departure from the defaults with its reason. Only here is the environment read."""

import os

_ENV = os.environ


def _number(name: str, default: int) -> int:
    text = _ENV.get(name, "")
    return int(text) if text.isdecimal() else default


# --- who we are ---------------------------------------------------------------------------------------------------

BOT_NAME = "khabar"
SPIDER_MODULES = ["spiders"]

# Where a site's people find out who asks and how to reach them; set it to a page or an address of your own.
KHABAR_CONTACT = _ENV.get("KHABAR_CONTACT", "https://khabar.example/bot")
USER_AGENT = f"Khabar/0.1 (+{KHABAR_CONTACT})"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "ar",  # sites in two languages show the Arabic one
}

# --- what we keep, and where --------------------------------------------------------------------------------------

KHABAR_DATA = _ENV.get("KHABAR_DATA", "data")  # the data directory: the archive and its documents

# Of a story that several outlets tell: `one` article, the earliest, or `all`; empty: as the archive has it.
KHABAR_COPIES = _ENV.get("KHABAR_COPIES", "")

# The life of an article, from top to bottom.
ITEM_PIPELINES = {
    "pipelines.tidy.Tidy": 100,
    "pipelines.validate.Validate": 200,
    "pipelines.deduplicate.Deduplicate": 300,
    "pipelines.store.Store": 400,
}

# --- when a crawl has enough; 0 or empty: no limit ----------------------------------------------------------------

KHABAR_LIMIT = 0  # articles stored
KHABAR_TIME_LIMIT = 0.0  # seconds
KHABAR_MAX_REQUESTS = 0  # robots.txt, redirects and repeated ones too; a budget's visits have what is left of it
KHABAR_SINCE = ""  # a day such as 2024-01-31: what was published before is not stored
KHABAR_MAX_DEPTH: int | None = None  # links from where the crawl began
KHABAR_STORY_PAGES = 10  # of one story that is split over pages; 1: the first only
KHABAR_LISTING_PAGES = 500  # of one section: calendars and counters go on for ever

# --- when a page is asked for again ---------------------------------------------------------------------------------

KHABAR_REVISITS = "3 24 72"  # hours: the ages of an article at which it is looked at again; most corrections come early
KHABAR_SECTION_INTERVAL = 3600.0  # seconds between two looks at a section, or a list, that others make needless
KHABAR_FULL_FETCH_AFTER = 86_400.0  # seconds: then a page is asked for in full, since some servers' ETags are stuck
KHABAR_FULL_FETCH_EVERY = 10  # "not modified" in a row: then too

# --- the service --------------------------------------------------------------------------------------------------

KHABAR_AT_ONCE = _number("KHABAR_AT_ONCE", 32)  # sources that are visited side by side; each takes some 5 MB
KHABAR_VISIT_TIME = 900.0  # seconds that a visit may take: then a large site is asked again what is new

# --- who is told of a source's fault --------------------------------------------------------------------------------

KHABAR_ALERT_COMMAND = _ENV.get("KHABAR_ALERT_COMMAND", "")  # is run, without a shell, for each change of state
KHABAR_ALERT_WEBHOOK = _ENV.get("KHABAR_ALERT_WEBHOOK", "")  # an address to which each change of state is posted
KHABAR_ALERT_TIME_LIMIT = 10.0  # seconds that either may take: alerts wait for each other, the service for neither

# --- how pages are read -------------------------------------------------------------------------------------------

KHABAR_WORKERS = _number("KHABAR_WORKERS", os.cpu_count() or 1)  # processes that read pages
KHABAR_PAGE_TIME_LIMIT = 20.0  # seconds a page may take; the longest real pages take less than one
KHABAR_WORKER_MEMORY = _number("KHABAR_WORKER_MEMORY", 2048)  # MiB a page may take; most take 70, 4 MiB of HTML 500

# --- politeness ---------------------------------------------------------------------------------------------------

ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "Khabar"  # RFC 9309 2.2.1: rules are found by the product token, not by the whole User-Agent
KHABAR_REFUSALS = 5  # answers in a row that refuse us (403, a challenge): then the site is left alone; 0: never
KHABAR_CRAWL_DELAY_MAX = 60.0  # seconds: a Crawl-delay beyond this would make a crawl endless
KHABAR_RETRY_AFTER_MAX = 120.0  # seconds: a longer Retry-After is obeyed too, but by another crawl, not by this one

DOWNLOADER = "crawler.fetching.downloader.Downloader"  # in step with other processes at the same site
DOWNLOAD_DELAY = 1.0  # seconds between two requests to a site
DOWNLOAD_DELAY_JITTER = 0.0  # a delay is a promise: half of it is none
CONCURRENT_REQUESTS_PER_DOMAIN = 1  # one request at a time to a site
CONCURRENT_REQUESTS = 1  # a crawl is one site: what is taken from the ledger early only waits with a stale priority

CONCURRENT_ITEMS = 1  # a page has one article; Scrapy starts as many tasks as this for every answer

AUTOTHROTTLE_ENABLED = True  # a slow server is asked more slowly; NewsSpider turns it off where the delay is 0
AUTOTHROTTLE_START_DELAY = 0.0  # begin with DOWNLOAD_DELAY; Scrapy would begin with 5 seconds
AUTOTHROTTLE_MAX_DELAY = 60.0

RETRY_TIMES = 2  # a server in trouble is not helped by more
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # counted and kept in the ledger with its reason
REDIRECT_MAX_TIMES = 5  # RFC 9309 2.3.1.2 for robots.txt; no honest article needs more
METAREFRESH_MAXDELAY = 5  # seconds: a page that moves on at once is a redirect, a front that reloads itself is none
COOKIES_ENABLED = (
    False  # each page is asked for as a first visit: consent walls and counters have nothing to hold on to
)

# --- safety -------------------------------------------------------------------------------------------------------

# Loopback and private addresses are contacted only on request.
KHABAR_ALLOW_PRIVATE_HOSTS = _ENV.get("KHABAR_ALLOW_PRIVATE_HOSTS", "").lower() in {"1", "true", "yes"}
TWISTED_DNS_RESOLVER = "crawler.fetching.egress.GuardedResolver"  # checks what names resolve to; IPv6 too
HTTPPROXY_ENABLED = False  # behind a proxy nobody could check which address is contacted
DOWNLOAD_VERIFY_CERTIFICATES = True  # off by default in Scrapy
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "data": None,  # the web only
    "file": None,
    "ftp": None,
    "s3": None,
    "http": "crawler.fetching.browser.Handler",  # Scrapy's, with a bound on the head of an answer; and the browser
    "https": "crawler.fetching.browser.Handler",
}
DOWNLOAD_MAXSIZE = 16 * 1024 * 1024  # bytes; Scrapy allows 1 GiB
DOWNLOAD_WARNSIZE = 0  # no warning below that
DOWNLOAD_TIMEOUT = 30  # seconds; Scrapy waits three minutes
KHABAR_CHROMIUM = _ENV.get("KHABAR_CHROMIUM", "")  # the program; empty: Playwright's own, else the system's
PLAYWRIGHT_BROWSERS_PATH = _ENV.get("PLAYWRIGHT_BROWSERS_PATH", "")  # where Playwright keeps its own
KHABAR_BROWSER_PAGES = 4  # open at a time, of all crawls of a process: each takes some 100 MiB
KHABAR_BROWSER_RECYCLE = 50  # pages after which a context, with its cookies and caches, is replaced
KHABAR_BROWSER_IDLE = 60.0  # seconds without a page after which the browser ends
KHABAR_BROWSER_MORE = 5  # times that a list is scrolled, or asked for more
KHABAR_BROWSER_TIME_LIMIT = 60.0  # seconds that a page may take in the browser, until its scripts are at rest
KHABAR_BROWSER_MAXSIZE = 64 * 1024 * 1024  # bytes that a page may load in the browser, scripts and all
KHABAR_BROWSER_CONNECTIONS = 64  # of the browser at a time; Chromium itself holds to 32
TELNETCONSOLE_ENABLED = False  # opens a port
REMOTE_CONTROL_ENABLED = False  # opens a port
URLLENGTH_LIMIT = 4096  # a long Arabic slug, percent-encoded, takes some 2,000 characters

# --- bounds: what lies beyond is left, and counted ------------------------------------------------------------------

KHABAR_HEAD_SIZE = 256 * 1024  # bytes of an answer's status line and headers
KHABAR_MAX_RATIO = 500  # times that an answer may unpack, beyond 1 MiB; pages reach 10, the dullest sitemaps 160
KHABAR_DOM_DEPTH = 200  # elements within each other that are read as such; the parser drops what is deeper than 256
KHABAR_DOM_ELEMENTS = 200_000  # of a page; real ones have 20,000 at most
KHABAR_PAGE_LINKS = 2_000  # links of a page that are followed
KHABAR_FEED_ENTRIES = 1_000
KHABAR_SITEMAP_ENTRIES = 50_000  # as the protocol has it
KHABAR_SITEMAP_CHILDREN = 10_000  # sitemaps that an index names
KHABAR_SITEMAP_DEPTH = 3  # an index may name an index; no site needs a third
KHABAR_SITEMAP_SIZE = 50 * 1024 * 1024  # bytes once unpacked, as the protocol has it
KHABAR_URL_PARAMETERS = 16  # of an address
KHABAR_BARREN_PAGES = 100  # of one kind of address, in a row, that bring nothing: then no more are asked for
KHABAR_MAX_PAGES = 1_000_000  # of a site in one run

DOWNLOADER_MIDDLEWARES = {
    # Asked in this order before a request; the higher numbers hear first of an answer or an error.
    "crawler.fetching.egress.Egress": 10,
    "crawler.fetching.fence.Fence": 20,
    "crawler.fetching.pace.OneSlot": 30,
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # the fence knows what a site is
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # crawls through a robots.txt that answers 503
    "crawler.fetching.robots.Robots": 100,
    "crawler.fetching.egress.TrueReason": 570,  # before retries, which would ask a private name again
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,  # stumbles over what is no address
    "crawler.fetching.redirects.Refreshes": 580,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,  # makes a good address of a bad one
    "crawler.fetching.connections.EndlessHeads": 585,  # before retries, too
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": None,  # opens bombs
    "crawler.fetching.unpacking.Unpacking": 590,
    "crawler.fetching.redirects.Redirects": 600,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # we have no passwords
    "scrapy.downloadermiddlewares.stats.DownloaderStats": None,  # measures every head anew; nobody asks for it
    "crawler.fetching.retry_after.RetryAfter": 860,  # hears of 429 and 503 before they are asked for again
}
# Of Scrapy's, those that a crawl uses: the others are loaded even where they are off, and one brings a web server.
_USED = (
    "corestats.CoreStats",
    "logcount.LogCount",
    "memusage.MemoryUsage",
    "closespider.CloseSpider",
    "feedexport.FeedExporter",
    "throttle.AutoThrottle",
)
EXTENSIONS_BASE = {f"scrapy.extensions.{name}": 0 for name in _USED}
EXTENSIONS = {
    "crawler.fetching.outcome.Outcomes": 100,
    "crawler.fetching.limits.Limits": 200,
}

# --- what is said -------------------------------------------------------------------------------------------------

LOG_LEVEL = "WARNING"  # the commands show progress and a summary of their own
LOG_FORMATTER = "crawler.fetching.logs.AddressesOnly"  # article text stays out of logs
STATS_CLASS = "crawler.fetching.counting.Counting"
STATS_DUMP = False
LOGSTATS_INTERVAL = 0.0
WARN_ON_GENERATOR_RETURN_VALUE = False  # reads the source of every callback
