"""fetch(): a few article pages, read and given back; nothing is stored."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.article import Article
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.jobs.running import Process
from crawler.reasons import Reason, Rejection
from crawler.sources import catalogue
from crawler.sources.find import address

NOT_REACHED = Rejection(Reason.NETWORK, "stopped before it was asked for")


def fetch(urls: Sequence[str], options: CrawlOptions) -> list[tuple[str, Article | Rejection]]:
    """Return what each address gave, in order: its article, or the reason why there is none.

    Runs once in a process, as crawl() does; of the options, those that limit a crawl play no part. Raises UsageError
    for what is no address.
    """
    sources = catalogue(options.data)
    asked = {url: address(url, sources) for url in urls}
    process = Process(settings_for(options))
    crawler = process.create_crawler("pages")

    async def run(process: Process) -> None:
        await process.crawl(crawler, urls=list(asked.values()))

    process.run([run])
    outcomes = getattr(crawler.spider, "outcomes", {})
    return [(url, outcomes.get(asked[url], NOT_REACHED)) for url in urls]
