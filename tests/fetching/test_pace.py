"""One request at a time to a site, with the delay between."""

from itertools import pairwise

from crawling import Site, crawl, newspaper, served
from scrapy import Request

from crawler.fetching.pace import OneSlot


def test_requests_come_one_at_a_time_with_the_delay_between(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        (report,) = crawl(site.url, tmp_path, delay=0.3, limit=3)
    times = [each.at for each in site.asked]
    assert report["stored"] == 3
    assert all(each.under_way == 1 for each in site.asked)
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.25


def test_it_says_who_it_is_and_where_to_complain(tmp_path):
    with served(Site(newspaper(range(1, 2)))) as site:
        crawl(site.url, tmp_path, settings={"USER_AGENT": "Khabar/0.1 (+https://desk.example/bot)"})
    assert {each.agent for each in site.asked} == {"Khabar/0.1 (+https://desk.example/bot)"}


def test_all_hosts_of_a_site_share_one_slot():
    slots = set()
    for url in (
        "https://www.nashra.com.sa/1",
        "http://m.nashra.com.sa/1",
        "https://nashra.com.sa/",
        "https://amp.nashra.com.sa/x",
    ):
        request = Request(url, meta={"download_slot": "left over from a redirect"})
        OneSlot().process_request(request)
        slots.add(request.meta["download_slot"])
    assert slots == {"nashra.com.sa"}


def test_www_and_m_are_not_asked_at_the_same_time(tmp_path):
    pages = newspaper(range(1, 3))
    settings = {"TWISTED_DNS_RESOLVER": "crawling.AllHere"}
    with served(Site(pages)) as site:
        home = f"example.com:{site.port}"
        pages["/"] = pages["/"].replace('href="/story/2024/5/3/nahr/1', f'href="http://m.{home}/story/2024/5/3/nahr/1')
        site.pages = pages
        (report,) = crawl(f"http://www.{home}/", tmp_path, delay=0.2, settings=settings, limit=2)
    times = sorted(each.at for each in site.asked)
    assert report["stored"] == 2
    assert {each.host.partition(".")[0] for each in site.asked} == {"www", "m"}
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.15
