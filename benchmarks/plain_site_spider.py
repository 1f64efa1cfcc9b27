"""What most people would run again and again: a Scrapy spider that follows every link of a site, without a memory.

The peer of benchmarks/recrawl.py.
"""

import sys
from urllib.parse import urlsplit

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess
from scrapy.linkextractors import LinkExtractor

FRONT = sys.argv[1]


class PlainSiteSpider(scrapy.Spider):
    name = "plain-site"
    allowed_domains = (urlsplit(FRONT).hostname,)
    links = LinkExtractor()

    async def start(self):
        yield scrapy.Request(FRONT)

    def parse(self, response):
        if not isinstance(response, scrapy.http.HtmlResponse):
            return
        document = trafilatura.bare_extraction(response.body, url=response.url, with_metadata=True)
        if document is not None:
            yield {"url": response.url, "title": document.title, "date": document.date, "text": document.text}
        for link in self.links.extract_links(response):
            yield scrapy.Request(link.url)


if __name__ == "__main__":
    process = CrawlerProcess(
        {
            "LOG_LEVEL": "CRITICAL",
            "TELNETCONSOLE_ENABLED": False,
            "ROBOTSTXT_OBEY": True,
            "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
            "DOWNLOAD_DELAY": 0,
        }
    )
    process.crawl(PlainSiteSpider)
    process.start()
