"""khabar sources add: a site that it has never seen gets a file with which a crawl finds every article."""

import json
from contextlib import ExitStack

import pytest
from browsing import chromium
from crawling import Answer, Site, served
from makes import FRONT, MAKES, Addressed, scripted, shop

from crawler.sources import catalogue, load
from crawler.urls import key

HERE = ("--allow-private-hosts", "--delay", "0")


@pytest.fixture(scope="module")
def makes():
    """Sites of every make, served."""
    with ExitStack() as stack:
        yield {
            name: (make, stack.enter_context(served(Addressed(make.pages))))
            for name, make in ((name, function()) for name, function in MAKES.items())
        }


@pytest.fixture(scope="module")
def added(makes, tmp_path_factory, khabar_in):
    """What became of them: their files by their makes, and the addresses that a crawl with these has stored."""
    data = tmp_path_factory.mktemp("added")
    given = [f"{site.url}{make.home}" for make, site in makes.values()]
    ended = khabar_in(data, "sources", "add", *given, "--data", data, *HERE)
    assert ended.returncode == 0, ended.stderr
    files = dict(zip(makes, ended.stdout.splitlines(), strict=True))
    asked = {name: len(site.asked) for name, (_, site) in makes.items()}
    sources = {name: load(data / path) for name, path in files.items()}
    crawled = khabar_in(data, "crawl", *(source.id for source in sources.values()), "--data", data, *HERE)
    assert crawled.returncode == 0, crawled.stderr
    exported = khabar_in(data, "export", "--data", data, "--copies", "all")
    stored = {key(json.loads(line)["url"]) for line in exported.stdout.splitlines()}
    return sources, stored, asked, ended.stderr


@pytest.mark.parametrize("name", MAKES)
def test_a_crawl_with_the_file_stores_every_article(makes, added, name):
    make, site = makes[name]
    _, stored, _, _ = added
    assert {path for path in make.articles if key(f"{site.url.rstrip('/')}{path}") not in stored} == set()


@pytest.mark.parametrize("name", MAKES)
def test_no_site_is_asked_for_more_than_forty_pages(added, name):
    assert added[2][name] <= 40


def test_a_link_to_print_an_article_is_not_followed(makes, added):
    assert not [path for path in makes["small_numbers"][1].paths if path.startswith("/versions/")]


def test_a_feed_that_a_section_names_is_found(makes, added):
    assert f"found the feed {makes['section_feeds'][1].url}Local/rss: 12 pages" in added[3]


def test_nothing_of_another_language_is_asked_for(makes, added):
    assert not [path for path in makes["editions"][1].paths if path.startswith("/en/")]


def test_a_site_that_refuses_two_guesses_is_asked_no_more_of_them(makes, added):
    site = makes["guarded"][1]
    guesses = [path for path in site.paths if makes["guarded"][0].pages.get(path) and "mahalliyat" not in path]
    assert len(set(guesses) - {"/", "/robots.txt"}) <= 4


PATTERNS = {
    "wordpress": "/{y}/{m}/{slug}",
    "usual_wordpress": "/{id}",
    "feed_only": "/node/{id}",
    "feed_in_words": "/story.php?id={id}",
    "json_feed": "/wire/{id}",
    "feed_page": "/{section}/{id}",
    "sitemap_only": "/p/{id}",
    "odd_sitemap": "/akhbar/{id}-{slug}",
    "numbered_sections": None,
    "queries": "/index.php?do=read&id={id}",
    "few_words": "/akhbar/{id}",
    "aspx": "/article-{id}.aspx",
    "slugs": "/أخبار/{slug}",
    "windows": "/news/{id}.html",
    "subfolder": "/ar/news/{id}",
    "section_given": "/story/{id}",
    "two_languages": "/ar/articles/{id}",
    "two_parameters": "/details.php?nid={id}",
    "moving_front": "/n/{id}",
    "load_more": "/ar/{hex}",
    "guarded": "/akhbar/{section}/{y}-{m}-{d}-{id}",
    "editions": "/ar/{section}/n-{id}",
    "small_numbers": "/news/{id}",
    "section_feeds": "/{section}/{id}/khabar",
}


@pytest.mark.parametrize("name", MAKES)
def test_the_pattern_is_the_makes_own(added, name):
    assert added[0][name].article_url == PATTERNS[name]


def test_what_a_crawl_finds_by_itself_is_in_no_file(added):
    sources = added[0]
    for name in ("feed_only", "sitemap_only", "usual_wordpress", "aspx"):
        assert (sources[name].feeds, sources[name].sitemaps, sources[name].sections) == ((), (), ())


def test_what_only_a_probe_finds_is_named(makes, added):
    sources = added[0]
    urls = {name: site.url.rstrip("/") for name, (_, site) in makes.items()}
    assert sources["feed_in_words"].feeds == (f"{urls['feed_in_words']}/export/latest.php?as=x",)
    assert sources["feed_page"].feeds == tuple(f"{urls['feed_page']}/x/{n}.xml" for n in (1, 2))
    assert sources["odd_sitemap"].sitemaps == (f"{urls['odd_sitemap']}/sitemap.txt",)
    assert sources["numbered_sections"].sections == tuple(f"{urls['numbered_sections']}/{n}" for n in (3, 4, 5))
    assert sources["windows"].encoding == "windows-1256"
    assert sources["subfolder"].home == f"{urls['subfolder']}/ar/news/"
    assert sources["section_given"].home == f"{urls['section_given']}/"


def test_it_says_what_it_read_and_what_is_left_to_the_user(makes, added):
    sources, said = added[0], added[3]
    identifier = sources["feed_only"].id
    assert said.count(f"{identifier}: read منسوب النهر يرتفع") == 3
    assert f"{identifier}: left to you: timezone: a guess" in said
    assert f"{identifier}: written; crawl it with: khabar crawl {identifier}" in said
    assert all(source.name.startswith("صحيفة") for source in sources.values())


def forbidden():
    return {"/robots.txt": Answer("User-agent: *\nDisallow: /\n"), "/": FRONT.format("", "<h1>النهر</h1>")}


def refusing():
    return {"/": Answer("<html><body>no</body></html>", status=403)}


def latin():
    words = "The ministry said that the river rose again in the south of the country and that nobody was hurt. " * 8
    page = (
        f"<html><head><title>Paper</title></head><body><article><h1>The river rises</h1><p>{words}</p></article></body>"
    )
    paths = [f"/news/{n}" for n in (1, 2, 3)]
    links = "".join(f'<a href="{path}">The river rises again in the south</a>' for path in paths)
    return {"/": f"<html><body>{links}</body></html>"} | dict.fromkeys(paths, page)


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (forbidden, "robots.txt of HOST forbids"),
        (refusing, "HOST answers 403"),
        (lambda: {"/": Answer("", status=503)}, "HOST answers 503"),
        (latin, "HOST does not write in Arabic script"),
        (lambda: shop().pages, "HOST names no article"),
    ],
)
def test_a_site_that_gives_no_file_gets_one_sentence(khabar_process, tmp_path, pages, said):
    with served(Site(pages())) as site:
        ended = khabar_process("sources", "add", site.url, *HERE)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith(f"khabar: {said}".replace("HOST", f"127.0.0.1:{site.port}"))
    assert ended.stderr.count("\n") == 1
    assert list(tmp_path.rglob("*.toml")) == []


def test_a_site_that_is_down_gets_one_sentence(khabar_process):
    with served(Site({})) as site:
        pass
    ended = khabar_process("sources", "add", site.url, *HERE)
    assert (ended.returncode, ended.stderr) == (1, f"khabar: 127.0.0.1:{site.port} refuses the connection\n")


def test_a_private_address_is_asked_for_nothing_unless_allowed(khabar_process):
    with served(Addressed(MAKES["feed_only"]().pages)) as site:
        ended = khabar_process("sources", "add", site.url, "--delay", "0")
    assert ended.returncode == 1
    assert "--allow-private-hosts" in ended.stderr
    assert site.asked == []


def test_the_delay_between_requests_holds(khabar_process):
    with served(Addressed(MAKES["feed_only"]().pages)) as site:
        khabar_process("sources", "add", site.url, "--allow-private-hosts", "--delay", "0.1")
    times = [each.at for each in site.asked]
    assert times[-1] - times[0] > 0.1 * (len(times) - 2)  # as the site sees it, one may be early, and all not


def test_pages_that_scripts_fill_are_looked_at_again_with_a_browser(khabar_process, tmp_path):
    chromium()
    with served(Addressed(scripted().pages)) as site:
        ended = khabar_process("sources", "add", site.url, *HERE, "--id", "nahr")
    source = catalogue(tmp_path / "data")["nahr"]
    assert ended.stderr.count("nahr: read منسوب النهر يرتفع") == 3
    assert (source.browser, source.article_url) == (True, "/story/{id}")


def test_what_the_user_says_stands_in_the_file(khabar_process, tmp_path):
    said = ("--id", "nahr", "--name", "النهر", "--country", "sd", "--timezone", "Africa/Khartoum")
    with served(Addressed(MAKES["feed_only"]().pages)) as site:
        ended = khabar_process("sources", "add", site.url, *HERE, *said)
    source = catalogue(tmp_path / "data")["nahr"]
    assert ended.stdout == "data/sources/nahr.toml\n"
    assert (source.name, source.country, source.timezone) == ("النهر", "SD", "Africa/Khartoum")
    assert "left to you: country" not in ended.stderr


def test_a_site_that_is_known_is_described_anew_only_on_request(khabar_process, tmp_path):
    with served(Addressed(MAKES["feed_only"]().pages)) as site:
        assert khabar_process("sources", "add", site.url, *HERE).returncode == 0
        (file,) = tmp_path.rglob("*.toml")
        file.write_text(file.read_text("utf-8").replace("صحيفة النهر", "نهر"), "utf-8")
        again = khabar_process("sources", "add", site.url, *HERE)
        assert load(file).name == "نهر"
        assert khabar_process("sources", "add", site.url, *HERE, "--replace").returncode == 0
    assert again.returncode == 2
    assert f"khabar: {file.stem} is known ({site.url}); " in again.stderr
    assert load(file).name == "صحيفة النهر"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--country", "Egypt"), 'is "EGYPT"; write the country\'s two letters'),
        (("--timezone", "Cairo"), "write an IANA name such as"),
        (("--id", "النهر"), "use a-z, 0-9, dots and hyphens only"),
        (("https://two.example", "--name", "نهر"), "can be said of one site at a time"),
    ],
)
def test_what_cannot_be_meant_is_refused_before_anything_is_asked_for(khabar, options, said):
    ended = khabar("sources", "add", "https://paper.example", *options)
    assert ended.returncode == 2
    assert said in " ".join(ended.stderr.replace("│", " ").split())


@pytest.mark.parametrize("given", ["feed_only rss.xml feeds", "editions sitemap.xml sitemaps"])
def test_the_address_of_a_feed_or_a_sitemap_means_its_site(khabar_process, makes, tmp_path, given):
    name, path, key_ = given.split()
    url = f"{makes[name][1].url}{path}"
    ended = khabar_process("sources", "add", url, *HERE)
    assert ended.returncode == 0, ended.stderr
    assert getattr(load(tmp_path / ended.stdout.strip()), key_) == (url,)
