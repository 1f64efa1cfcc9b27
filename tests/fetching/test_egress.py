"""No request reaches a private address unless it is allowed to."""

from crawling import Answer, Site, crawl, newspaper, served

ALL_HERE = {"TWISTED_DNS_RESOLVER": "crawling.AllHere"}


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


def test_a_redirect_to_an_address_with_a_user_name_is_not_followed(tmp_path):
    pages = newspaper(range(1, 3))
    with served(Site(pages)) as site:
        pages["/story/2024/5/3/nahr/1"] = Answer(
            status=302, headers={"Location": f"http://editor:word@127.0.0.1:{site.port}/story/2024/5/3/nahr/9"}
        )
        site.pages = pages
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 1
    assert report["reasons"]["forbidden-address"] == 1
    assert "/story/2024/5/3/nahr/9" not in site.paths
