"""No request reaches a private address unless it is allowed to."""

import pytest
import scrapy.resolver
from crawling import Answer, Site, crawl, listing, newspaper, served, story
from resolving import INNER, INNER_ADDRESS, OURS, Told, trap
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.http import HtmlResponse
from scrapy.utils.datatypes import LocalCache
from scrapy.utils.misc import load_object
from twisted.internet.testing import MemoryReactorClock
from twisted.web.client import Agent

from crawler.fetching import connections
from crawler.fetching.addresses import literal
from crawler.fetching.egress import Egress, GuardedResolver
from crawler.fetching.refused import Refused
from crawler.jobs.running import settings_with

ALL_HERE = {"TWISTED_DNS_RESOLVER": "crawling.AllHere"}
GUARDED_OURS = {"TWISTED_DNS_RESOLVER": "resolving.Ours"}

# What one program reads otherwise than the next: urlsplit, w3lib, Twisted, a resolver, a browser.
ODD = (
    r"http://a.example\@127.0.0.1/", r"http://127.0.0.1\@a.example/", "http://127.0.0.1#@a.example/",
    "http://127.0.0.1?@a.example/", "http://a.example@127.0.0.1/", "http://a.example:80@127.0.0.1/",
    "http://a.example&@127.0.0.1/", "http://[::ffff:7f00:1]/", "http://[::1]/", "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/", "http://[fe80::1%25lo]/", "http://[fe80::1%lo]/", "http://[127.0.0.1]/", "http://0/",
    "http://2130706433/", "http://127.1/", "http://0177.1/", "http://0x7f.1/", "http://0x/", "http:///127.0.0.1/",
    "http:/127.0.0.1/", "http:127.0.0.1/", "http://127.0.0.1./", "http://127.0.0.1../", "http://localhost/",
    "http://localhost./", "http://a.localhost/", "http://\uff11\uff12\uff17.0.0.1/", "http://127\u30020\uff0e0\uff611/",
    "http://\u2460\u2461\u2466.0.0.1/", "http://\u24dbocalhost/", "http://%31%32%37.0.0.1/", "http://127.0.0.1%2f@a/",
    "http://127.0.0.1\t/", "http://127.0.\n0.1/", " http://127.0.0.1/", "http://127.0.0.1\x00.a.example/",
    "http://127.0.0.1:80:81/", "http://127.0.0.1:+80/", "http://169.254.169.254/", "http://a..example/",
    "http://1.2.3.4.5/", "http://a.example\uff0f@127.0.0.1/", "ftp://127.0.0.1/", "file:///etc/passwd", "data:,a",
)  # fmt: skip


class Reactor(MemoryReactorClock):
    """A reactor that only notes what would be connected to."""

    def installNameResolver(self, resolver):  # noqa: N802
        self.nameResolver = resolver

    @property
    def connected(self) -> list[str]:
        return [each[0] for each in self.tcpClients]


@pytest.fixture
def reactor(monkeypatch):
    monkeypatch.setattr(scrapy.resolver, "dnscache", LocalCache())
    return Reactor()


def guard(reactor, names, *, allow_private=False):
    reactor.installNameResolver(Told(names))
    GuardedResolver(reactor, 100, allow_private=allow_private).install_on_reactor()


def ask(reactor, url):
    """Ask for a URL as Scrapy's handler does; return the addresses that a connection was begun to."""
    before = len(reactor.connected)
    Agent(reactor).request(b"GET", url.encode("ascii")).addErrback(lambda _: None)
    reactor.advance(30)
    return reactor.connected[before:]


def test_only_the_web_is_spoken_and_only_by_a_handler_that_asks_the_resolver():
    settings = settings_with({})
    handlers = {name: each for name, each in settings.getwithbase("DOWNLOAD_HANDLERS").items() if each}
    assert set(handlers) == {"http", "https"}
    for each in handlers.values():  # but for pages in the browser, which has a way out of its own: test_gateway.py
        assert issubclass(load_object(each), connections.Handler)
    assert connections.Handler.download_request is HTTP11DownloadHandler.download_request
    assert load_object(settings["TWISTED_DNS_RESOLVER"]) is GuardedResolver
    assert not settings.getbool("HTTPPROXY_ENABLED")  # what the environment says of proxies plays no part


def test_a_name_that_is_public_when_checked_and_private_when_connected_to_gains_nothing(reactor):
    guard(reactor, {"turns.example": [["8.8.8.8"], ["127.0.0.1"], ["169.254.169.254"]]})
    assert ask(reactor, "http://turns.example/") == ["8.8.8.8"]
    scrapy.resolver.dnscache.clear()
    assert ask(reactor, "http://turns.example/") == []
    scrapy.resolver.dnscache.clear()
    assert ask(reactor, "http://turns.example/") == []


def test_of_a_name_with_public_and_private_addresses_only_the_public_ones_are_contacted(reactor):
    guard(
        reactor, {"both.example": [["127.0.0.1", "8.8.8.8", "::1", "::ffff:127.0.0.1", "64:ff9b::a00:1", "10.0.0.1"]]}
    )
    for _ in range(2):  # also from the cache
        assert ask(reactor, "http://both.example/") == ["8.8.8.8"]


def test_what_was_cached_while_it_was_allowed_is_checked_again(reactor):
    guard(reactor, {"inner.example": [["10.0.0.1"]]}, allow_private=True)
    assert ask(reactor, "http://inner.example/") == ["10.0.0.1"]
    guard(reactor, {"inner.example": [["10.0.0.1"]]})
    assert ask(reactor, "http://inner.example/") == []


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://[::1]/", "http://127.1/", "http://[::ffff:7f00:1]:80/"])
def test_an_address_in_place_of_a_name_is_checked_where_the_connection_is_made_too(reactor, url):
    guard(reactor, {"127.1": [["127.0.0.1"]]})
    assert ask(reactor, url) == []


@pytest.mark.parametrize("url", ODD)
def test_an_odd_url_reaches_no_private_address_whoever_reads_it(reactor, url):
    # Name servers of the attacker: every name is where it should not be.
    guard(reactor, {name: [["127.0.0.1"]] for name in ("localhost", "localhost.", "a.localhost", "127.0.0.1.")})
    try:
        request = Request(url)
    except ValueError:
        return  # Scrapy reads no address in it
    try:
        Egress().process_request(request)
    except Refused:
        return
    assert literal(request.url.split("/")[2]) is None
    reactor.installNameResolver(Told({"a.example": [["8.8.8.8"]]}))
    assert ask(reactor, request.url) == ["8.8.8.8"]  # the host that stands there, and no other


def test_a_literal_private_address_is_refused_with_advice(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        (report,) = crawl(site.url, tmp_path, allow=False)
    assert site.asked == []
    assert report["failure"] == "127.0.0.1 is a private address; --allow-private-hosts lets Khabar ask it"


def test_a_name_that_resolves_to_loopback_is_refused_where_the_connection_is_made(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        (report,) = crawl(f"http://nashra.example.com:{site.port}/", tmp_path, allow=False, settings=ALL_HERE)
    assert site.asked == []
    assert "nashra.example.com resolves to 127.0.0.1, a private address" in report["failure"]


def test_the_same_name_is_crawled_where_private_hosts_are_allowed(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        (report,) = crawl(f"http://nashra.example.com:{site.port}/", tmp_path, settings=ALL_HERE)
    assert report["stored"] == 2
    assert {each.host for each in site.asked} == {f"nashra.example.com:{site.port}"}


def test_redirects_feeds_sitemaps_and_links_into_private_space_are_followed_nowhere(tmp_path):
    pages = newspaper(range(1, 10))
    with trap() as inner, served(Site(pages)) as site:
        ways = [f"http://{INNER}:{inner.port}", f"http://{INNER_ADDRESS}:{inner.port}"]
        leads = [f"{ways[0]}/1", f"{ways[1]}/2", f"//{INNER}:{inner.port}/3", "/again"]
        site.pages |= {story(number): away(lead) for number, lead in enumerate(leads, 1)}
        site.pages[story(5)] = f'<meta http-equiv="refresh" content="0;url={ways[0]}/5">'
        site.pages |= {
            "/again": away("/and-again"),
            "/and-again": away(f"{ways[0]}/4"),
            "/feed/": away(f"{ways[0]}/feed"),
        }
        site.pages["/robots.txt"] = Answer(
            f"Sitemap: {ways[0]}/map.xml\nSitemap: {ways[1]}/map.xml\nSitemap: /maps.xml\n"
        )
        site.pages["/maps.xml"] = f"<sitemapindex><sitemap><loc>{ways[0]}/deep.xml</loc></sitemap></sitemapindex>"
        site.pages["/"] = listing(
            [story(number) for number in range(1, 10)] + [f"{ways[0]}{story(99)}", f"{ways[1]}/x"]
        )
        (report,) = crawl(f"http://{OURS}:{site.port}/", tmp_path, allow=False, settings=GUARDED_OURS)
    assert inner.called == []
    assert report["stored"] == 4
    assert report["reasons"]["forbidden-address"] >= 5


def test_a_robots_txt_that_redirects_into_private_space_forbids_all(tmp_path):
    with trap() as inner, served(Site(newspaper(range(1, 3)))) as site:
        site.pages["/robots.txt"] = away(f"http://{INNER}:{inner.port}/robots.txt")
        (report,) = crawl(f"http://{OURS}:{site.port}/", tmp_path, allow=False, settings=GUARDED_OURS)
    assert inner.called == []
    assert set(site.paths) == {"/robots.txt"}
    assert f"{INNER} resolves to {INNER_ADDRESS}, a private address" in report["failure"]


def test_doubtful_redirects_are_not_followed_and_cost_their_own_pages_only(tmp_path):
    pages = newspaper(range(1, 8))
    with served(Site(pages)) as site:
        here = f"127.0.0.1:{site.port}"
        leads = [
            f"http://editor:word@{here}/taken", f"http://{here}\\@a.example/taken", "/tak\\en", "http://a:80:81/taken",
            f"http://[{here}/taken",
        ]  # fmt: skip
        site.pages |= {story(number): away(lead) for number, lead in enumerate(leads, 1)}
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 2
    assert report["reasons"]["forbidden-address"] == 5
    assert not any("taken" in path or "tak" in path for path in site.paths)


def test_a_page_that_would_go_on_to_no_address_is_read_as_it_stands(tmp_path):
    pages = newspaper(range(1, 3))
    with served(Site(pages)) as site:
        site.pages[story(1)] = '<meta http-equiv="refresh" content="0;url=http://a:80:81/">' + str(pages[story(1)])
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 2


def away(address):
    return Answer(status=302, headers={"Location": address})


def test_where_pages_lead_is_taken_from_the_answer_and_not_from_its_text():
    # The table above stands on this: Scrapy's Request is the one place that reads an address.
    assert Request(r"http://a.example\@127.0.0.1/").url == "http://a.example/@127.0.0.1/"
    assert HtmlResponse("http://a.example/").urljoin("//[::1]/") == "http://[::1]/"
