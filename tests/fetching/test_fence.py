"""A crawl stays on its site."""

from crawling import Answer, Site, crawl, listing, newspaper, served, story

ALL_HERE = {"TWISTED_DNS_RESOLVER": "crawling.AllHere"}


def test_a_page_that_redirects_to_another_site_is_dropped(tmp_path):
    with served(Site({})) as other, served(Site(newspaper(range(1, 3)))) as site:
        site.pages[story(1)] = Answer(status=301, headers={"Location": other.url})
        (report,) = crawl(site.url, tmp_path)
    assert other.asked == []
    assert report["stored"] == 1
    assert report["reasons"]["off-site"] == 1


def test_links_to_other_sites_are_not_followed(tmp_path):
    with served(Site({})) as other, served(Site(newspaper(range(1, 3)))) as site:
        site.pages["/"] = listing([story(1), f"{other.url}story/2024/5/3/nahr/7"])
        crawl(site.url, tmp_path)
    assert other.asked == []


def test_a_front_page_that_moved_house_is_followed_there(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        new = f"http://www.nashra.example.org:{site.port}"
        front = site.pages["/"]
        hosts = iter([Answer(status=301, headers={"Location": f"{new}/"})])
        site.pages["/"] = lambda: next(hosts, Answer(front))
        (report,) = crawl(f"http://example.com:{site.port}/", tmp_path, settings=ALL_HERE)
    assert report["stored"] == 3
    assert {each.host for each in site.asked if each.path.startswith("/story")} == {
        f"www.nashra.example.org:{site.port}"
    }
