"""fetch(): pages read and given back, nothing stored."""

from crawling import Answer, Site, article, fetch, listing, served, story, title


def test_each_address_gives_its_article_or_its_reason_in_order(tmp_path):
    pages = {story(1): article(1), story(2): Answer(status=404), "/": listing([story(n) for n in range(9)])}
    with served(Site(pages)) as site:
        told = fetch([f"{site.url}{path[1:]}" for path in (story(2), story(1), "/")], tmp_path)
    assert told == ["not-found", title(1), "section"]
    assert list(tmp_path.iterdir()) == []


def test_robots_txt_and_the_egress_guard_hold_here_too(tmp_path):
    with served(Site({story(1): article(1), "/robots.txt": Answer("User-agent: *\nDisallow: /\n")})) as site:
        assert fetch([f"{site.url}{story(1)[1:]}"], tmp_path) == ["robots"]
        assert fetch([f"{site.url}{story(1)[1:]}"], tmp_path, allow=False) == ["forbidden-address"]
