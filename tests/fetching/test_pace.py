"""One request at a time to a site, with the delay between."""

import json
from itertools import pairwise

from crawling import LIMIT, Answer, Site, article, crawl, fetch, listing, newspaper, served, start_crawl, story
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


def source(data, name, home):
    """Write the file of a source."""
    (data / "sources").mkdir(parents=True, exist_ok=True)
    lines = [f'name = "{name}"', f'home = "{home}"', 'country = "IQ"', 'timezone = "Asia/Baghdad"']
    (data / "sources" / f"{name}.toml").write_text("\n".join(lines), "utf-8")


def gaps(site):
    times = sorted(each.at for each in site.asked)
    return [later - earlier for earlier, later in pairwise(times)]


def test_two_processes_at_one_site_keep_the_delay_between_them(tmp_path):
    pages = {
        "/ar/": listing([f"/ar{story(number)}" for number in range(1, 5)]),
        "/en/": listing([f"/en{story(number)}" for number in range(5, 9)]),
        f"/ar{story(1)}": Answer(status=302, headers={"Location": f"/ar{story(2)}"}),
    }
    pages |= {f"/ar{story(number)}": article(number) for number in range(2, 5)}
    pages |= {f"/en{story(number)}": article(number) for number in range(5, 9)}
    with served(Site(pages)) as site:
        source(tmp_path, "one", f"{site.url}ar/")
        source(tmp_path, "two", f"{site.url}en/")
        crawls = [start_crawl(name, tmp_path, delay=0.8, max_depth=1) for name in ("one", "two")]
        reports = [json.loads(each.communicate(timeout=LIMIT)[0])[0] for each in crawls]
    assert [report["stored"] for report in reports] == [3, 4]
    assert f"/ar{story(1)}" in site.paths
    assert all(each.under_way == 1 for each in site.asked)
    assert min(gaps(site)) > 0.6
    assert all(report["politeness"][0]["delay"] == 0.8 for report in reports)


def test_the_delay_holds_across_redirects_retries_robots_and_a_crawl_that_follows_another(tmp_path):
    pages = newspaper(range(1, 4)) | {
        "/robots.txt": Answer(status=301, headers={"Location": "/rules"}),
        "/rules": Answer(status=404),
        story(1): Answer(status=302, headers={"Location": story(2)}),
        story(3): Answer("broken", status=500),
    }
    with served(Site(pages)) as site:
        crawl(site.url, tmp_path, delay=0.5, max_depth=1)
        crawl(site.url, tmp_path, delay=0.5, max_depth=1)
    assert {"/rules", story(2)} <= set(site.paths)
    assert site.paths.count(story(3)) >= 3
    assert min(gaps(site)) > 0.4


def test_a_fetch_keeps_the_delay_among_its_own_requests(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        told = fetch([f"{site.url}{story(number)[1:]}" for number in range(1, 4)], tmp_path / "none", delay=0.5)
    assert len(told) == 3
    assert min(gaps(site)) > 0.4
    assert not (tmp_path / "none").exists()


def test_without_a_delay_no_file_is_made(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        crawl(site.url, tmp_path)
    assert list((tmp_path / "locks").glob("*.pace")) == []
