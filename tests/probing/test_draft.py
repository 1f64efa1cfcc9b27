"""The file that a probe's findings make."""

from dataclasses import replace

import pytest
from seeing import FEED, HOME, NOW, entries, feed, findings, look, sample

from crawler.errors import ProbeError
from crawler.found import Found, Role
from crawler.probing.draft import Wishes, draft, identifier
from crawler.probing.findings import Absent, Listed, Sample
from crawler.reasons import Reason, Rejection
from crawler.sources import load


def drafted(wishes=None, **told):
    return draft(findings(**told), wishes or Wishes(), now=NOW)


def test_the_text_is_a_file_that_means_the_source(tmp_path):
    made = drafted(Wishes(id="nahr", country="SD"), feeds=(feed(1, 2, 3),), front=look(names=("النهر",)))
    (tmp_path / "nahr.toml").write_text(made.text, "utf-8")
    assert load(tmp_path / "nahr.toml") == made.source
    assert made.source.feeds == (FEED,)
    assert made.source.article_url == "/news/{id}"
    assert 'feeds = [\n    "/out",  # 3 pages, the newest of 2026-11-29\n]' in made.text
    assert 'article_url = "/news/{id}"  # fits 3 of 3 that are known' in made.text


def test_articles_of_several_makes_have_a_pattern_each_in_the_file(tmp_path):
    shown = entries(1, 2, 3) + tuple(Found(f"{HOME}video/{n}/watch", Role.ARTICLE) for n in (11, 12, 13, 14))
    made = drafted(Wishes(id="nahr", country="SD"), feeds=(Listed(FEED, Role.FEED, shown),))
    (tmp_path / "nahr.toml").write_text(made.text, "utf-8")
    assert load(tmp_path / "nahr.toml") == made.source
    assert made.source.article_url == ("/{section}/{id}/watch", "/news/{id}")
    assert any("like /{section}/{id}/watch or /news/{id}: fits 7 of 7" in line for line in made.found)


def test_what_a_page_says_breaks_no_file(tmp_path):
    name = 'النهر" \\ \x7f'
    broken = sample(1, told=look(f"{HOME}news/1"))
    titled = replace(broken, article=replace(broken.article, title="عنوان\nname = 1\x00"))
    made = drafted(Wishes(id="nahr"), front=look(names=(name,)), samples=(titled,))
    (tmp_path / "nahr.toml").write_text(made.text, "utf-8")
    assert load(tmp_path / "nahr.toml").home == HOME


def test_the_address_that_was_given_is_a_section_where_it_is_the_sites(tmp_path):
    assert drafted(given=f"{HOME}all/", home=f"{HOME}all/").source.sections == (f"{HOME}all/",)
    assert drafted(given="https://old.example/", home=HOME).source.sections == ()


def test_what_a_crawl_finds_by_itself_stands_in_a_remark():
    made = drafted(feeds=(feed(1, 2, 3, by_itself=True),))
    assert made.source.feeds == ()
    assert "# A crawl finds by itself: feed /out." in made.text


def test_where_the_file_names_a_list_it_names_the_one_that_a_crawl_would_have_guessed_too():
    usual = feed(7, 8, url=f"{HOME}feed/", by_itself=True, guessed=True)
    assert drafted(feeds=(feed(1, 2, 3), usual)).source.feeds == (FEED, f"{HOME}feed/")
    assert drafted(feeds=(usual,)).source.feeds == ()


def test_posts_are_a_section_where_no_sitemap_lists_the_articles():
    posts = Listed(f"{HOME}wp-json/wp/v2/posts?per_page=100", Role.SECTION, entries(1, 2, 3))
    listed = Listed(f"{HOME}map.xml", Role.SITEMAP, entries(1, 2, 3), by_itself=True)
    assert drafted(posts=posts).source.sections == (posts.url,)
    assert drafted(posts=posts, sitemaps=(listed,)).source.sections == ()


def test_what_was_tried_and_is_not_there_stands_in_a_remark():
    gone = Absent(f"{HOME}rss.xml", Role.FEED, Rejection(Reason.NOT_FOUND))
    assert "# No feed was found, not at /rss.xml either." in drafted(absent=(gone,)).text


def test_what_is_not_known_is_left_to_the_user():
    left = drafted().open
    assert any(line.startswith("timezone: a guess") for line in left)
    assert any(line.startswith("no feed and no sitemap") for line in left)
    assert any(line.startswith("article_url: only 2 addresses") for line in left)
    assert not any(line.startswith("timezone") for line in drafted(Wishes(timezone="Asia/Aden")).open)


def test_a_page_that_was_no_article_is_told():
    lost = Sample(f"{HOME}news/9", None, Rejection(Reason.NO_TEXT, "3 words of prose"), look(f"{HOME}news/9"))
    assert (
        f"{lost.url} was not read as an article: no story text: 3 words of prose"
        in drafted(samples=(sample(1), lost)).open
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"samples": ()}, "names no article"),
        ({"samples": (), "front": look(is_shell=True)}, "shows nothing without a browser, and names no feed"),
        ({"samples": (Sample(HOME, None, Rejection(Reason.NOT_ARABIC)),)}, "does not write in Arabic script"),
        ({"samples": (Sample(HOME, None, Rejection(Reason.NO_TEXT)),)}, "none of 1 pages that may be articles is one"),
    ],
)
def test_a_site_without_articles_gets_no_file(told, said):
    with pytest.raises(ProbeError, match=said):
        drafted(**told)


def test_pages_that_a_browser_alone_has_shown_are_loaded_in_one():
    made = drafted(by_browser=True)
    assert made.source.browser is True
    assert "browser = true  # its pages are filled by scripts" in made.text


def test_a_frame_that_no_browser_has_shown_is_left_to_the_user():
    made = drafted(samples=(), front=look(is_shell=True), feeds=(feed(1, 2, 3),))
    assert made.source.browser is None
    assert any("as if scripts filled them" in line for line in made.open)


@pytest.mark.parametrize(
    ("home", "name"),
    [
        ("https://www.paper.com.eg/", "paper.com.eg"),
        ("http://127.0.0.1:8080/", "127.0.0.1-8080"),
        ("https://www.example.com/arabic/news/", "example.com-arabic-news"),
        ("https://www.example.com/%D8%A3%D8%AE/", "example.com"),
    ],
)
def test_the_id_is_the_sites_name_and_its_folder(home, name):
    assert identifier(home) == name
