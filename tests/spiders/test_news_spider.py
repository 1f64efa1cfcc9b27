"""The news spider finds a site's articles, and later only what is new."""

import json

from crawling import Answer, Site, article, crawl, listing, newspaper, served, story, title

from crawler.storage import Archive


def titles(tmp_path):
    with Archive(tmp_path) as archive:
        return {each.title for each in archive.articles()}


def test_a_second_crawl_stores_only_what_is_new(tmp_path):
    with served(Site(newspaper(range(1, 5)))) as site:
        (first,) = crawl(site.url, tmp_path)
        site.asked.clear()
        site.pages |= newspaper(range(3, 8))
        (second,) = crawl(site.url, tmp_path)
    assert (first["stored"], second["stored"]) == (4, 3)
    assert sorted(path for path in site.paths if path.startswith("/story")) == [story(5), story(6), story(7)]
    assert second["failure"] is None


def test_a_crawl_that_finds_nothing_new_is_no_failure(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        crawl(site.url, tmp_path)
        (again,) = crawl(site.url, tmp_path)
    assert (again["stored"], again["failure"]) == (0, None)


def test_an_articles_address_means_that_article_only_and_asks_for_it_each_time(tmp_path):
    with served(Site(newspaper(range(1, 9)))) as site:
        site.pages[story(1)] = article(1, links=f'<a href="{story(2)}">خبر آخر من أخبار اليوم</a>')
        (report,) = crawl(f"{site.url}{story(1)[1:]}", tmp_path)
        (again,) = crawl(f"{site.url}{story(1)[1:]}", tmp_path)
    assert (report["stored"], again["stored"], again["known"]) == (1, 0, 1)
    assert [path for path in site.paths if path != "/robots.txt"] == [story(1)] * 2


def test_a_sections_address_means_its_articles_and_its_further_pages(tmp_path):
    pages = newspaper(range(1, 10)) | {
        "/economy": listing(
            [story(1), story(2)], more="/economy?page=2", aside=f'<a href="{story(9)}">الأكثر قراءة</a>'
        ),
        "/economy?page=2": listing([story(3), story(4)], more="/economy?page=3"),
        "/economy?page=3": listing([story(5)]),
    }
    with served(Site(pages)) as site:
        (report,) = crawl(f"{site.url}economy", tmp_path)
    assert report["stored"] == 5
    assert titles(tmp_path) == {title(number) for number in range(1, 6)}
    assert "/" not in site.paths


def test_a_listing_that_never_ends_does(tmp_path):
    def page(number):
        return listing([story(1), story(2)], more=f"/economy?page={number + 1}")

    pages = newspaper(range(1, 3)) | {"/economy": page(1)} | {f"/economy?page={n}": page(n) for n in range(2, 50)}
    with served(Site(pages)) as site:
        (report,) = crawl(f"{site.url}economy", tmp_path)
    assert report["stored"] == 2
    assert len([path for path in site.paths if path.startswith("/economy")]) <= 3


def test_a_later_crawl_turns_over_only_while_there_is_something_new(tmp_path):
    pages = newspaper(range(1, 20)) | {
        "/economy": listing([story(3), story(4)], more="/economy?page=2"),
        "/economy?page=2": listing([story(5), story(6)], more="/economy?page=3"),
        "/economy?page=3": listing([story(7), story(8)]),
    }
    with served(Site(pages)) as site:
        crawl(f"{site.url}economy", tmp_path)
        site.asked.clear()
        site.pages["/economy"] = listing([story(1), story(2)], more="/economy?page=2")
        site.pages["/economy?page=2"] = listing([story(3), story(4)], more="/economy?page=3")
        (report,) = crawl(f"{site.url}economy", tmp_path)
    assert report["stored"] == 2
    assert "/economy?page=2" in site.paths
    assert "/economy?page=3" not in site.paths


def test_a_feed_at_a_usual_place_is_found_and_asked_for_again(tmp_path):
    entries = "".join(f"<item><title>{title(n)}</title><link>{{}}{story(n)[1:]}</link></item>" for n in (2, 3))
    with served(Site(newspaper(range(1, 4)))) as site:
        site.pages["/"] = listing([story(1)])
        xml = f'<?xml version="1.0"?><rss version="2.0"><channel>{entries.replace("{}", site.url)}</channel></rss>'
        site.pages["/rss.xml"] = Answer(xml, headers={"Content-Type": "application/rss+xml"})
        (report,) = crawl(site.url, tmp_path)
        assert report["stored"] == 3
        tried = set(site.paths)
        site.asked.clear()
        crawl(site.url, tmp_path)
    assert "/atom.xml" not in tried
    assert site.paths.count("/rss.xml") == 1
    assert "/feed/" not in site.paths


def test_a_feed_in_json_that_the_front_declares_brings_its_articles(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        items = [{"id": n, "url": story(n), "title": title(n)} for n in (2, 3)]
        told = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "النشرة", "items": items})
        declared = '<link rel="alternate" type="application/feed+json" href="/export">'
        site.pages["/"] = listing([story(1)], aside=declared)
        site.pages["/export"] = Answer(told, headers={"Content-Type": "application/feed+json"})
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 3
    assert site.paths.count("/export") == 1
    assert "/feed/" not in site.paths


def test_an_article_met_under_two_addresses_is_stored_once_with_both(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        site.pages["/"] = listing([story(1), "/go/1", f"{story(1)}?utm_source=front"])
        site.pages["/go/1"] = Answer(status=302, headers={"Location": story(1)})
        (report,) = crawl(site.url, tmp_path)
        with Archive(tmp_path) as archive:
            (kept,) = archive.articles()
            addresses = archive.addresses(kept.id)
    assert report["stored"] == 1
    assert {f"{site.url}go/1", f"{site.url}{story(1)[1:]}"} <= set(addresses)


def test_since_leaves_out_what_is_older_until_a_crawl_wants_it(tmp_path):
    later = "/story/2024/5/20/nahr/2"
    with served(Site(newspaper(range(1, 2)))) as site:
        site.pages |= {"/": listing([story(1), later]), later: article(2, day=20)}
        (report,) = crawl(site.url, tmp_path, since="2024-05-10T00:00:00+00:00")
        assert (report["stored"], report["reasons"]["too-old"]) == (1, 1)
        (again,) = crawl(site.url, tmp_path)
    assert again["stored"] == 1


def test_depth_counts_links_from_where_the_crawl_begins(tmp_path):
    pages = newspaper(range(1, 6)) | {
        "/": listing([story(1)]),
        story(1): article(1, links=f'<a href="{story(2)}">خبر آخر</a>'),
    }
    with served(Site(pages)) as site:
        (shallow,) = crawl(site.url, tmp_path / "shallow", max_depth=1)
        (deep,) = crawl(site.url, tmp_path / "deep", max_depth=2)
    assert (shallow["stored"], deep["stored"]) == (1, 2)


def test_pages_that_are_no_articles_are_counted_with_their_reason(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        site.pages["/"] = listing([story(1), story(2), story(3), "/economy"])
        site.pages["/economy"] = listing([story(1), story(2)])
        (report,) = crawl(site.url, tmp_path)
    assert report["reasons"]["section"] == 2
    assert report["reasons"]["not-found"] >= 1
    assert report["lists"] == 2
