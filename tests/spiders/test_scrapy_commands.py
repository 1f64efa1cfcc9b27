"""Scrapy's own habits work in a checkout."""

import subprocess
import sys

from crawling import LIMIT, PROJECT, Site, newspaper, served

from crawler.storage import Archive


def scrapy(*arguments):
    command = [sys.executable, "-m", "scrapy", *arguments]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=LIMIT, check=False)


def test_scrapy_lists_the_spiders():
    assert scrapy("list").stdout.split() == ["news", "pages"]


def test_scrapy_crawls_a_site(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        data, private = f"KHABAR_DATA={tmp_path}", "KHABAR_ALLOW_PRIVATE_HOSTS=1"
        done = scrapy("crawl", "news", "-a", f"target={site.url}", "-s", data, "-s", private, "-s", "DOWNLOAD_DELAY=0")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    with Archive(tmp_path) as archive:
        assert archive.count() == 3
