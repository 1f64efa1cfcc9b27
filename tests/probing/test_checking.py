"""A source's file beside what was seen of its site."""

from dataclasses import replace

import pytest
from seeing import FEED, HOME, NOW, entries, feed, findings, look, sample

from crawler.errors import ProbeError
from crawler.found import Role
from crawler.probing.checking import State, corrected, verdicts
from crawler.probing.findings import Absent, Listed, Sample
from crawler.reasons import Reason, Rejection
from crawler.sources import Source

GONE = Rejection(Reason.NOT_FOUND, "www.paper.example answers 404")


def source(**keys):
    return Source(id="nahr", home=HOME, name="النهر", country="SD", timezone="Africa/Khartoum", **keys)


def judged(given, **told):
    return verdicts(given, findings(**told), NOW)


def of(key, said):
    (verdict,) = [each for each in said if each.key == key]
    return verdict


def test_a_file_that_is_true_has_nothing_wrong():
    given = source(feeds=(FEED,), article_url="/news/{id}", selectors={"title": "h1"})
    samples = tuple(sample(n, told=look(f"{HOME}news/{n}", selected={"title": "عنوان"})) for n in (1, 2, 3))
    said = judged(given, feeds=(feed(1, 2, 3),), samples=samples)
    assert {each.state for each in said} == {State.GOOD}
    assert [each.line for each in said if each.line] == []
    assert corrected(given, said) == given


def test_a_site_that_does_not_answer_is_wrong():
    (said,) = verdicts(source(), ProbeError("www.paper.example does not resolve"), NOW)
    assert (said.key, said.state, said.words) == ("home", State.WRONG, "www.paper.example does not resolve")


def test_a_site_that_has_moved_is_wrong():
    given = source()
    said = judged(given, home="https://river.example/")
    assert of("home", said).line == 'home = "https://river.example/"'
    assert corrected(given, said).home == "https://river.example/"


def test_a_dead_feed_gives_way_to_those_that_are_found():
    given = source(feeds=(f"{HOME}old.xml", FEED))
    dead = Absent(f"{HOME}old.xml", Role.FEED, GONE)
    said = judged(given, feeds=(feed(1, 2), feed(3, url=f"{HOME}new")), absent=(dead,))
    (wrong,) = [each for each in said if each.state is State.WRONG]
    assert wrong.words == f"{HOME}old.xml: not found: www.paper.example answers 404"
    assert wrong.line == f'feeds = ["{FEED}", "{HOME}new"]'
    assert corrected(given, said).feeds == (FEED, f"{HOME}new")


def test_where_a_crawl_finds_a_feed_by_itself_a_dead_one_is_taken_out():
    given = source(feeds=(f"{HOME}old.xml",))
    dead = Absent(f"{HOME}old.xml", Role.FEED, GONE)
    said = judged(given, feeds=(feed(1, by_itself=True),), absent=(dead,))
    wrong = next(each for each in said if each.state is State.WRONG)
    assert wrong.line == "take out feeds"
    assert f"a crawl finds {FEED} by itself" in wrong.words
    assert corrected(given, said).feeds == ()


def test_a_feed_that_is_not_kept_up_is_doubtful():
    old = Listed(FEED, Role.FEED, entries(1, at="2026-09-01T10:00:00Z"))
    said = of("feeds", judged(source(feeds=(FEED,)), feeds=(old,)))
    assert (said.state, said.words) == (State.DOUBTFUL, f"{FEED}: 1 pages, the newest of 2026-09-01, and nothing since")


def test_a_pattern_that_does_not_fit_gives_way_to_the_one_that_does():
    given = source(article_url="/story/{id}")
    said = judged(given, feeds=(feed(1, 2, 3),))
    assert of("article_url", said).line == 'article_url = "/news/{id}"'
    assert corrected(given, said).article_url == "/news/{id}"


def test_a_pattern_is_taken_out_where_none_can_be_learnt():
    given = source(article_url="/story/{id}")
    said = judged(given, front=look(addresses=[f"{HOME}news/7777"]), samples=(sample(1),))
    assert of("article_url", said).line == "take out article_url"
    assert corrected(given, said).article_url is None


def test_a_selector_that_finds_nothing_is_taken_out():
    given = source(selectors={"authors": "span.by", "title": "h1"})
    samples = tuple(
        sample(n, told=look(f"{HOME}news/{n}", selected={"authors": "", "title": "عنوان"})) for n in (1, 2, 3)
    )
    said = judged(given, samples=samples)
    assert of("selectors.authors", said).line == "take out authors"
    assert "the same is found without it" in of("selectors.title", said).words
    assert corrected(given, said).selectors == {"title": "h1"}


def test_a_text_that_is_another_without_its_selector_is_doubtful():
    ours = sample(1, told=look(f"{HOME}news/1", selected={"paragraphs": "وقال"}))
    other = replace(ours.article, paragraphs=("شيء آخر تماما لا علاقة له بالخبر",))
    said = judged(source(selectors={"paragraphs": "p"}), samples=(replace(ours, plain=other),))
    assert of("selectors.paragraphs", said).state is State.DOUBTFUL


def test_a_drop_that_finds_nothing_is_doubtful():
    samples = (sample(1, told=look(f"{HOME}news/1", dropped={"div.ad": 0, "div.box": 2})),)
    said = of("drop", judged(source(drop=("div.ad", "div.box")), samples=samples))
    assert (said.state, said.line) == (State.DOUBTFUL, 'drop = ["div.box"]')


@pytest.mark.parametrize(("zone", "state"), [("Africa/Cairo", State.GOOD), ("Asia/Baghdad", State.DOUBTFUL)])
def test_a_clock_is_doubtful_where_the_pages_show_another_time(zone, state):
    said = of("timezone", judged(source(), front=look(zone=zone)))
    assert said.state is state


def test_an_encoding_that_the_pages_are_not_in_is_doubtful():
    assert of("encoding", judged(source(encoding="windows-1256"))).state is State.DOUBTFUL
    assert [each for each in judged(source(encoding="utf-8")) if each.key == "encoding"] == []


def test_pages_that_scripts_fill_need_the_browser_that_the_file_forbids():
    given = source(browser=False)
    said = judged(given, samples=(), front=look(is_shell=True))
    assert of("browser", said).line == "browser = true"
    assert corrected(given, said).browser
    assert of("browser", judged(source(), samples=(), front=look(is_shell=True))).state is State.DOUBTFUL


def test_what_is_wrong_comes_first():
    said = judged(source(feeds=(f"{HOME}old.xml",)), absent=(Absent(f"{HOME}old.xml", Role.FEED, GONE),))
    assert [each.state for each in said] == sorted(each.state for each in said)
    assert said[0].state is State.WRONG


def test_where_no_article_could_be_read_the_reason_is_told():
    lost = Sample(f"{HOME}news/9", None, Rejection(Reason.PAYWALL))
    said = of("articles", judged(source(), samples=(lost,)))
    assert (said.state, said.words) == (
        State.WRONG, "none of 1 pages was read as an article: for subscribers only",
    )  # fmt: skip
