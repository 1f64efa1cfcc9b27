"""A crawl ends when it has enough, and takes no more than it may."""

import time

from crawling import Answer, Site, crawl, newspaper, served, story


def test_not_one_article_more_than_the_limit_is_stored(tmp_path):
    with served(Site(newspaper(range(1, 30)))) as site:
        (report,) = crawl(site.url, tmp_path, limit=5)
        assert (report["stored"], report["finish"]) == (5, "limit")
        (again,) = crawl(site.url, tmp_path, limit=5)
    assert again["stored"] == 5
    asked = [path for path in site.paths if path.startswith("/story")]
    assert len(asked) == 10


def test_a_time_limit_ends_the_crawl_with_what_it_has(tmp_path):
    with served(Site(newspaper(range(1, 200)))) as site:
        began = time.monotonic()
        (report,) = crawl(site.url, tmp_path, time_limit=8, delay=0.5)
        took = time.monotonic() - began
    assert report["finish"] == "time-limit"
    assert 0 < report["stored"] < 20
    assert took < 60


def test_what_is_too_large_is_given_up(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer(b"<p>" + b"x" * 3_000_000)}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path, settings={"DOWNLOAD_MAXSIZE": "1000000"})
    assert report["stored"] == 1
    assert report["reasons"]["too-large"] == 1


def test_a_redirect_in_a_circle_is_given_up_after_five(tmp_path):
    pages = newspaper(range(1, 3)) | {story(1): Answer(status=302, headers={"Location": story(1)})}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 1
    assert site.paths.count(story(1)) == 6
    assert report["errors"] == 1
