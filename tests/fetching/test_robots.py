"""robots.txt is obeyed as RFC 9309 has it."""

from itertools import pairwise

import pytest
from crawling import Answer, Site, crawl, fetch, listing, newspaper, served, story
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

from crawler.fetching.refused import Refused
from crawler.fetching.robots import ENOUGH, is_lasting, rules_in, unreachable, verdict
from crawler.reasons import Reason
from crawler.storage import Archive
from crawler.storage.robots import RobotsFiles

URL = "https://nashra.example/robots.txt"


def crawled(tmp_path, robots, pages=None, **options):
    with served(Site((pages or newspaper(range(1, 3))) | {"/robots.txt": robots})) as site:
        (report,) = crawl(site.url, tmp_path, **options)
    return site, report


def test_a_server_error_forbids_the_whole_host(tmp_path):
    site, report = crawled(tmp_path, Answer("down", status=503))
    assert set(site.paths) == {"/robots.txt"}
    assert report["stored"] == 0
    assert report["failure"] == f"{site.url}robots.txt answers 503, so nothing may be asked for"


def test_a_missing_robots_txt_allows_everything(tmp_path):
    _, report = crawled(tmp_path, Answer("none", status=404))
    assert report["stored"] == 2


def test_a_web_page_in_its_place_holds_no_rules(tmp_path):
    page = "<!DOCTYPE html><html><body>\nUser-agent: *\nDisallow: /\n</body></html>"
    _, report = crawled(tmp_path, Answer(page))
    assert report["stored"] == 2


def test_what_it_forbids_is_not_asked_for(tmp_path):
    rules = f"User-agent: *\nDisallow: /\n\nUser-agent: Khabar\nDisallow: {story(1)}\n"
    site, report = crawled(tmp_path, Answer(rules, headers={"Content-Type": "text/plain"}))
    assert report["stored"] == 1
    assert story(1) not in site.paths
    assert report["reasons"]["robots"] == 1


def test_a_site_that_forbids_everything_ends_with_a_sentence(tmp_path):
    site, report = crawled(tmp_path, Answer("User-agent: *\nDisallow: /\n"))
    assert site.paths == ["/robots.txt"]
    assert report["failure"].startswith(f"robots.txt of 127.0.0.1:{site.port} forbids")


def test_its_redirect_is_followed(tmp_path):
    pages = newspaper(range(1, 3)) | {"/rules.txt": Answer(f"User-agent: *\nDisallow: {story(1)}\n")}
    _, report = crawled(tmp_path, Answer(status=301, headers={"Location": "/rules.txt"}), pages)
    assert report["stored"] == 1


def test_more_than_five_redirects_count_as_none(tmp_path):
    site, report = crawled(tmp_path, Answer(status=302, headers={"Location": "/robots.txt"}))
    assert report["stored"] == 2
    assert site.paths.count("/robots.txt") == 6


def test_its_sitemaps_are_read(tmp_path):
    pages = newspaper(range(1, 4)) | {"/": listing([story(1)])}

    def sitemap():
        named = "".join(f"<url><loc>{site_url[0]}{story(number)[1:]}</loc></url>" for number in (2, 3))
        xml = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'
        return Answer(xml, headers={"Content-Type": "application/xml"})

    site_url = []
    pages["/all.xml"] = sitemap
    pages["/robots.txt"] = Answer("Sitemap: /all.xml\n")
    with served(Site(pages)) as site:
        site_url.append(site.url)
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 3
    assert "/sitemap.xml" not in site.paths


def test_its_crawl_delay_is_kept_up_to_the_ceiling(tmp_path):
    settings = {"KHABAR_CRAWL_DELAY_MAX": "0.4"}
    site, _ = crawled(tmp_path, Answer("User-agent: *\nCrawl-delay: 30\n"), max_depth=1, settings=settings)
    times = [each.at for each in site.asked]
    assert all(later - earlier > 0.3 for earlier, later in pairwise(times[1:]))


def test_an_unreachable_robots_txt_forbids():
    assert unreachable(TimeoutError(), URL).refusal.reason is Reason.NETWORK
    with pytest.raises(Refused):
        unreachable(TimeoutError(), URL).check("https://nashra.example/")


def test_too_many_redirects_allow():
    assert unreachable(IgnoreRequest("max redirections reached"), URL).refusal is None


@pytest.mark.parametrize(
    ("status", "forbids"),
    [(200, False), (301, False), (403, False), (404, False), (429, False), (500, True), (599, True)],
)
def test_only_a_server_error_forbids(status, forbids):
    assert (verdict(Response(URL, status=status), URL) is not None) is forbids


def test_half_a_mebibyte_and_more_is_read_and_no_rule_is_cut_in_two():
    body = b"Disallow: /private\n" * (ENOUGH // 10)
    read = rules_in(body)
    assert 512 * 1024 < len(read) <= ENOUGH
    assert read.endswith(b"/private\n")


def test_what_it_answers_is_kept_for_the_next_run(tmp_path):
    pages = newspaper(range(1, 3)) | {"/robots.txt": Answer(f"User-agent: *\nDisallow: {story(1)}\n")}
    with served(Site(pages)) as site:
        crawl(site.url, tmp_path)
        site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow: /\n")
        (again,) = crawl(site.url, tmp_path)
    assert site.paths.count("/robots.txt") == 1
    assert story(1) not in site.paths
    assert again["failure"] is None
    assert again["politeness"][0]["robots"] == "read"


def test_that_there_is_none_is_kept_too(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        crawl(site.url, tmp_path)
        (again,) = crawl(site.url, tmp_path)
    assert site.paths.count("/robots.txt") == 1
    assert again["politeness"][0]["robots"] == "absent"


@pytest.mark.parametrize("status", [500, 503])
def test_a_server_error_is_not_kept_and_the_next_run_asks_again(tmp_path, status):
    with served(Site(newspaper(range(1, 3)) | {"/robots.txt": Answer("down", status=status)})) as site:
        (report,) = crawl(site.url, tmp_path)
        assert (report["stored"], report["politeness"][0]["robots"]) == (0, "unreachable")
        site.pages["/robots.txt"] = Answer("User-agent: *\nDisallow:\n")
        (again,) = crawl(site.url, tmp_path)
    assert again["stored"] == 2


def test_kept_rules_name_their_sitemaps_and_their_delay_again(tmp_path):
    pages = newspaper(range(1, 4)) | {"/": listing([story(1)])}
    pages["/robots.txt"] = Answer("User-agent: *\nCrawl-delay: 0.3\nSitemap: /all.xml\n")
    with served(Site(pages)) as site:
        named = "".join(f"<url><loc>{site.url}{story(number)[1:]}</loc></url>" for number in (2, 3))
        xml = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{named}</urlset>'
        with Archive(tmp_path) as archive:
            RobotsFiles(archive).keep(site.url.rstrip("/"), 200, pages["/robots.txt"].data)
        site.pages["/all.xml"] = Answer(xml, headers={"Content-Type": "application/xml"})
        (report,) = crawl(site.url, tmp_path)
    assert "/robots.txt" not in site.paths
    assert report["stored"] == 3
    (host,) = report["politeness"]
    assert (host["delay"], host["delay_by"]) == (0.3, "robots.txt")


def test_a_fetch_heeds_what_crawls_have_read_and_keeps_nothing(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        page = f"{site.url}{story(1)[1:]}"
        fetch([page], tmp_path / "none")
        assert not (tmp_path / "none").exists()
        with Archive(tmp_path / "data") as archive:
            fetch([page], tmp_path / "data")
            files = RobotsFiles(archive)
            assert files.get(site.url.rstrip("/")) is None
            files.keep(site.url.rstrip("/"), 200, b"User-agent: *\nDisallow: /\n")
        assert fetch([page], tmp_path / "data") == ["robots"]


def test_a_redirect_to_another_site_is_followed_and_its_rules_hold_here(tmp_path):
    rules = {"/rules": Answer(f"User-agent: *\nDisallow: {story(1)}\n")}
    with served(Site(rules)) as other:
        elsewhere = Answer(status=302, headers={"Location": f"{other.url}rules"})
        site, report = crawled(tmp_path, elsewhere)
    assert other.paths == ["/rules"]
    assert story(1) not in site.paths
    assert report["stored"] == 1


def test_a_redirect_to_a_forbidden_address_is_not_followed(tmp_path):
    with served(Site({"/rules": Answer("User-agent: *\nDisallow:\n")})) as other:
        address = other.url.replace("http://", "http://user:word@")
        _, report = crawled(tmp_path, Answer(status=302, headers={"Location": f"{address}rules"}))
    assert other.asked == []
    assert report["stored"] == 0


def test_five_redirects_are_followed(tmp_path):
    hops = {f"/hop{n}": Answer(status=301, headers={"Location": f"/hop{n + 1}"}) for n in range(1, 5)}
    pages = newspaper(range(1, 3)) | hops | {"/hop5": Answer(f"User-agent: *\nDisallow: {story(1)}\n")}
    _, report = crawled(tmp_path, Answer(status=301, headers={"Location": "/hop1"}), pages)
    assert report["stored"] == 1


def test_a_web_page_that_moves_on_is_not_followed(tmp_path):
    page = '<html><head><meta http-equiv="refresh" content="0; url=/story"></head></html>'
    site, report = crawled(tmp_path, Answer(page))
    assert report["stored"] == 2
    assert "/story" not in site.paths


def test_a_rule_beyond_the_first_half_mebibyte_holds_and_what_is_endless_ends(tmp_path):
    filler = "# nothing\n" * (520 * 1024 // 10)
    rest = "# and more\n" * 2_000_000  # more than a page may be
    _, report = crawled(tmp_path, Answer(f"User-agent: *\n{filler}Disallow: {story(1)}\n{rest[: 14 * ENOUGH]}"))
    assert report["stored"] == 1


@pytest.mark.parametrize(
    ("status", "lasts"),
    [(200, True), (204, True), (401, True), (404, True), (410, True), (429, False), (301, False), (500, False)],
)
def test_only_an_answer_that_tells_the_rules_is_kept(status, lasts):
    assert is_lasting(status) is lasts
