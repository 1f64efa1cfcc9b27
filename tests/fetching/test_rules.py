"""What a robots.txt says is read to the letter of RFC 9309."""

import time

import pytest

from crawler.fetching.rules import RobotRules

SITE = "https://nashra.example"


def allowed(text, path):
    body = text if isinstance(text, bytes) else text.encode()
    return RobotRules(body).allowed(f"{SITE}{path}")


def told(*lines):
    return "User-agent: *\n" + "\n".join(lines)


def test_without_a_rule_everything_is_allowed():
    assert allowed("", "/story/1")
    assert allowed(told("Disallow:"), "/story/1")
    assert allowed(told("Disallow: /private"), "/story/1")


def test_a_rule_means_every_path_that_begins_so():
    rules = told("Disallow: /private")
    assert [
        allowed(rules, path) for path in ("/private", "/private/1", "/privately?a=1", "/Private", "/a/private")
    ] == [
        False,
        False,
        False,
        True,
        True,
    ]


def test_the_longest_match_decides_whatever_the_order():
    for rules in (
        told("Disallow: /news", "Allow: /news/public"),
        told("Allow: /news/public", "Disallow: /news"),
    ):
        assert allowed(rules, "/news/public/1")
        assert not allowed(rules, "/news/secret")


def test_allow_wins_against_a_disallow_that_is_as_long():
    assert allowed(told("Disallow: /page", "Allow: /page"), "/page")
    assert allowed(told("Allow: /page", "Disallow: /page"), "/page")
    assert not allowed(told("Allow: /page", "Disallow: /*.htm"), "/page.htm")


@pytest.mark.parametrize(
    ("rule", "path", "matches"),
    [
        ("/*.php", "/index.php", True),
        ("/*.php", "/a/index.php?x=1", True),
        ("/*.php$", "/index.php", True),
        ("/*.php$", "/index.php?x=1", False),
        ("/*.php$", "/a.php/b.php", True),
        ("/a*b*c", "/axxbxxc/d", True),
        ("/a*b*c", "/axxc", False),
        ("/a*", "/a", True),
        ("*/print", "/story/1/print", True),
        ("*", "/anything", True),
        ("/$", "/", True),
        ("/$", "/a", False),
        ("/a$", "/a", True),
        ("/a$", "/ab", False),
        ("/a$", "/a$b", False),
        ("/a$b", "/a$b/c", True),
        ("/a%24", "/a$", True),
        ("/a%2A", "/a*b", True),
        ("/a%2A", "/axb", False),
        ("/*a*a*a$", "/aa", False),
        ("/a**b", "/axb", True),
        ("/ab*b$", "/ab", False),
    ],
)
def test_asterisk_and_dollar_mean_what_they_should(rule, path, matches):
    assert allowed(told(f"Disallow: {rule}"), path) is not matches


@pytest.mark.parametrize(
    ("rule", "path"),
    [
        ("/أخبار/", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"),
        ("/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/", "/أخبار/1"),
        ("/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"),
        ("/foo/bar/%62%61%7A", "/foo/bar/baz"),  # this and the next three: RFC 9309 2.2.2
        ("/foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar"),
        ("/foo/bar/ツ", "/foo/bar/%E3%83%84"),
        ("/foo/bar?baz=quz", "/foo/bar?baz=quz"),
        ("/~user", "/%7Euser"),
        ("/a%zz", "/a%zz"),
        ("/search?q=*&page=", "/search?q=خبر&page=2"),
    ],
)
def test_a_path_is_the_same_however_it_is_percent_encoded(rule, path):
    assert not allowed(told(f"Disallow: {rule}"), path)


def test_a_word_in_an_old_encoding_is_a_word_and_not_nothing():
    rules = told("Disallow: /أخبار").encode("windows-1256")
    assert allowed(rules, "/story/1")
    assert not allowed(rules, "/%C3%CE%C8%C7%D1/1")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\n"])
def test_lines_may_end_in_any_way_and_begin_with_a_byte_order_mark(end):
    rules = end.join(["\ufeffUser-agent: *", "Disallow: /private", "Allow: /private/open"])
    body = rules.encode().removeprefix(b"\xef\xbb\xbf")
    assert not allowed(body, "/private/1")
    assert allowed(body, "/private/open/1")


def test_comments_spaces_and_letters_of_any_case_do_no_harm():
    rules = "# rules\n uSER-AGENT : * # all\n\tDISALLOW:/private # not this\n disallow :   /secret   \n"
    assert not allowed(rules, "/private")
    assert not allowed(rules, "/secret/1")
    assert allowed(rules, "/open")


@pytest.mark.parametrize("name", ["Khabar", "khabar", "KHABAR", "Khabar/0.1", "khabar*"])
def test_our_own_group_counts_and_everybodys_does_not(name):
    rules = f"User-agent: *\nDisallow: /\n\nUser-agent: {name}\nDisallow: /private\n"
    assert allowed(rules, "/story/1")
    assert not allowed(rules, "/private/1")


@pytest.mark.parametrize("name", ["Khabarbot", "Khabar-News", "khabar_x", "Kha", "K", "AlKhabar", "Khabar2", "", "a*"])
def test_a_group_whose_name_is_only_like_ours_is_not_ours(name):
    rules = f"User-agent: {name}\nDisallow: /\n\nUser-agent: *\nDisallow: /private\n"
    assert allowed(rules, "/story/1")
    assert not allowed(rules, "/private/1")


def test_an_own_group_without_rules_allows_everything():
    assert allowed("User-agent: *\nDisallow: /\n\nUser-agent: Khabar\nDisallow:\n", "/story/1")


def test_several_user_agents_share_a_group():
    rules = "User-agent: Otherbot\nUser-agent: Khabar\n\nUser-agent: Thirdbot\nDisallow: /private\n"
    assert not allowed(rules, "/private/1")


def test_our_groups_are_one_however_many_there_are():
    rules = (
        "User-agent: Khabar\nDisallow: /one\n\nUser-agent: *\nDisallow: /\n\n"
        "User-agent: khabar\nDisallow: /two\nAllow: /one/open\n"
    )
    assert [allowed(rules, path) for path in ("/one", "/two", "/one/open", "/three")] == [False, False, True, True]


def test_lines_that_are_no_rules_do_not_end_a_group():
    rules = (
        "User-agent: Khabar\nSitemap: https://nashra.example/s.xml\nCrawl-delay: 5\nNoindex: /x\nDisallow: /private\n"
    )
    assert not allowed(rules, "/private")
    between = "User-agent: Khabar\nCrawl-delay: 5\nUser-agent: Otherbot\nDisallow: /private\n"
    assert not allowed(between, "/private")


def test_rules_before_any_user_agent_are_nobodys():
    assert allowed("Disallow: /\nUser-agent: *\nDisallow: /private\n", "/story/1")


def test_nothing_is_read_into_a_rule_that_it_does_not_say():
    assert not allowed(told("Disallow: /", "Allow: /index.html"), "/")
    assert allowed(told("Disallow: private"), "/private")


def test_the_rules_themselves_may_always_be_asked_for():
    assert allowed(told("Disallow: /"), "/robots.txt")


@pytest.mark.parametrize(
    ("lines", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 5", 5),
        ("User-agent: *\nCrawl-delay: 0.5", 0.5),
        ("User-agent: *\ncrawl-delay:7\nUser-agent: Khabar\nCrawl-delay: 2", 2),
        ("User-agent: *\nCrawl-delay: 5\nUser-agent: Khabar\nDisallow:", None),
        ("User-agent: bingbot\nCrawl-delay: 10\n\nUser-agent: *\nDisallow: /private", None),
        ("User-agent: *\nCrawl-delay: -5", None),
        ("User-agent: *\nCrawl-delay: nan", None),
        ("User-agent: *\nCrawl-delay: inf", None),
        ("User-agent: *\nCrawl-delay: soon", None),
        ("Crawl-delay: 5\nUser-agent: *", None),
    ],
)
def test_the_crawl_delay_is_that_of_the_group_that_counts(lines, delay):
    assert RobotRules(lines.encode()).crawl_delay() == delay


def test_a_hostile_file_is_read_and_matched_all_the_same():
    many = b"User-agent: a\n" * 30_000 + b"Disallow: /x\nCrawl-delay: 1\n" * 15_000
    assert RobotRules(many).allowed(f"{SITE}/x")
    stars = RobotRules(b"User-agent: *\nDisallow: /" + b"*a" * 200_000 + b"*b\n")
    began = time.process_time()
    assert stars.allowed(f"{SITE}/{'a' * 4000}")
    assert time.process_time() - began < 30  # and not for ever, as with a regular expression
