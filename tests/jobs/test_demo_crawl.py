"""The demo site, crawled whole: every article once, nothing else."""

from urllib.parse import quote

from crawling import crawl

from crawler.demo.server import serve
from crawler.demo.site import DemoSite
from crawler.demo.truth import duplicates, not_articles, truth
from crawler.storage import Archive


def test_every_article_is_stored_once_and_nothing_else(tmp_path):
    site = DemoSite()
    with serve(site) as served:
        (report,) = crawl(f"{served.url}/", tmp_path)
        told = truth(site, served.url)
        with Archive(tmp_path) as archive:
            kept = [{archive.find(url) for url in article.addresses} - {None} for article in told]
            assert [len(ids) for ids in kept] == [1] * len(told)
            assert len(set().union(*kept)) == archive.count() == len(told) == report["stored"]
            assert not [path for path in not_articles(site) if archive.find(served.url + quote(path, safe="/?=&"))]
        assert {"section", "not-found", "consent", "challenge", "robots"} <= set(report["reasons"])
        assert report["failure"] is None


def test_a_second_crawl_asks_for_no_article_again(tmp_path):
    site = DemoSite(count=30)
    with serve(site) as served:
        crawl(f"{served.url}/", tmp_path)
        served.forget()
        (again,) = crawl(f"{served.url}/", tmp_path)
        asked = {each.path for each in served.requests}
        others = {other for path, all_of in duplicates(site).items() for other in (path, *all_of)}
    assert again["stored"] == 0
    assert not asked & others
