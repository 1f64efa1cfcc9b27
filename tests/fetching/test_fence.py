"""A crawl stays on its site."""

from crawling import Answer, Site, article, crawl, listing, newspaper, served, story

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


def test_a_feed_that_the_sources_file_names_is_read_on_another_site_too_and_nothing_else_there(tmp_path):
    pages = {"/": listing([]), story(1): article(1)}
    with served(Site({})) as other, served(Site(pages)) as site:
        links = (f"{site.url[:-1]}{story(1)}", f"{other.url[:-1]}{story(2)}")
        items = "".join(f"<item><title>خبر</title><link>{link}</link></item>" for link in links)
        other.pages["/paper.xml"] = f'<rss version="2.0"><channel>{items}</channel></rss>'
        own_source(tmp_path, home=site.url, feed=f"{other.url}paper.xml")
        (report,) = crawl("paper", tmp_path)
    assert report["stored"] == 1
    assert {each.path for each in other.asked} == {"/robots.txt", "/paper.xml"}


def test_a_feed_on_another_site_leads_no_further_by_a_redirect(tmp_path):
    with served(Site({})) as third, served(Site({})) as other, served(Site({"/": listing([])})) as site:
        other.pages["/paper.xml"] = Answer(status=301, headers={"Location": f"{third.url}paper.xml"})
        own_source(tmp_path, home=site.url, feed=f"{other.url}paper.xml")
        crawl("paper", tmp_path)
    assert third.asked == []


def own_source(data, *, home, feed):
    (data / "sources").mkdir()
    lines = [
        'name = "النشرة"',
        f'home = "{home}"',
        'country = "EG"',
        'timezone = "Africa/Cairo"',
        f'feeds = ["{feed}"]',
    ]
    (data / "sources" / "paper.toml").write_text("\n".join(lines), "utf-8")
