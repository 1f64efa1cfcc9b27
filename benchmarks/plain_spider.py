"""What most people would write: a Scrapy spider with trafilatura in its callback. The peer of benchmarks/crawl.py."""

import json
import sys
from pathlib import Path

import scrapy
import trafilatura
from scrapy.crawler import CrawlerProcess

ADDRESSES = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))


class PlainSpider(scrapy.Spider):
    name = "plain"

    async def start(self):
        for url in ADDRESSES:
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response):
        document = trafilatura.bare_extraction(response.body, url=response.url, with_metadata=True)
        if document is not None:
            yield {"url": response.url, "title": document.title, "date": document.date, "text": document.text}


if __name__ == "__main__":
    process = CrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}
    )
    process.crawl(PlainSpider)
    process.start()
