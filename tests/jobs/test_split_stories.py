"""A story that is split over pages is one article, however its pages are named and whatever happens to one of them."""

# ruff: noqa: E501  markup reads better on one line

import json
import subprocess
import sys
import threading
import time
from itertools import pairwise

import pytest
from crawling import LIMIT, PROJECT, Answer, Site, crawl, environment, listing, served, start_crawl

from crawler.storage import Archive, State

HOME = "/"
STORY = "/2024/05/03/roads-of-water"
TITLE = "طرق الماء من النبع إلى المدينة"
LEAD = "تتبع هذه الحكاية طريق الماء من نبعه في الجبل إلى آخر بيت في المدينة القديمة كما رواها من يحرسونه."
FORMS = {
    "/N/": lambda number: STORY + ("/" if number == 1 else f"/{number}/"),
    "?page=N": lambda number: STORY + ("" if number == 1 else f"?page={number}"),
    "/page/N": lambda number: STORY + ("" if number == 1 else f"/page/{number}"),
    "from 0": lambda number: STORY + ("" if number == 1 else f"?page={number - 1}"),
}
FAST = {"CONCURRENT_REQUESTS": "4", "CONCURRENT_REQUESTS_PER_DOMAIN": "4", "RETRY_TIMES": "0"}


def told(number):
    """Return the paragraphs of one page, its own."""
    return [
        f"في المحطة رقم {number} يقف الحارس عند باب الخزان كل صباح ويقيس ارتفاع الماء بعصا من الخشب ورثها عن أبيه.",
        f"ويروي حارس المحطة رقم {number} أن السنوات الأخيرة غيرت كل شيء وأن النبع لم يعد يعطي نصف ما كان يعطيه من قبل.",
        f"وعند المغيب يغلق الباب في المحطة رقم {number} ويكتب في دفتره ما رآه لعل أحدا يقرؤه يوما ما ويعرف ما جرى هنا.",
    ]


def page(number, address, last, *, links="", lead=True):
    """Return one page of the story as sites print them: headline and lead again, then its own part, then the pager."""
    opening = [LEAD] if lead else []
    text = "".join(f"<p>{each}</p>" for each in (*opening, *told(number)))
    others = (
        f'<a href="{address(each)}">{each}</a>' if each != number else f"<b>{each}</b>" for each in range(1, last + 1)
    )
    following = f'<a class="next" rel="next" href="{address(number + 1)}">التالي</a>' if number < last else ""
    return (
        f'<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{TITLE}</title>'
        '<meta property="og:type" content="article">'
        f'<meta property="article:published_time" content="2024-05-03T1{number}:00:00+03:00"></head><body><main><article>'
        f'<h1>{TITLE}</h1>{text}<div class="page-links">الصفحات: {" ".join(others)} {following}</div></article></main>{links}</body></html>'
    )


def split(form="/N/", last=3, **how):
    address = FORMS[form]
    return {address(number): page(number, address, last, **how) for number in range(1, last + 1)}


def site(pages, *, front=(STORY + "/",), **more):
    return Site({HOME: listing([*front, *(f"/2024/05/02/other-story-number-{n}" for n in range(3))]), **pages, **more})


def kept(data):
    """Return the kept articles of the split story, with all their addresses' paths."""
    with Archive(data, create=False) as archive:
        found = [each for each in archive.articles() if each.title.startswith(TITLE)]
        return [(each, {"/" + url.split("/", 3)[3] for url in archive.addresses(each.id)}) for each in found]


def whole(last):
    return (LEAD, *(text for number in range(1, last + 1) for text in told(number)))


@pytest.mark.parametrize("form", FORMS)
def test_the_pages_of_a_story_are_one_article_in_their_order(form, tmp_path):
    pages, address = split(form), FORMS[form]
    with served(site(pages, front=[address(1)])) as paper:
        (report,) = crawl(paper.url, tmp_path)
        ((article, addresses),) = kept(tmp_path)
        assert article.paragraphs == whole(3)
        assert article.title == TITLE
        assert article.url == paper.url.rstrip("/") + address(1)
        assert article.published.isoformat() == "2024-05-03T11:00:00+03:00"
        assert addresses == {address(number) for number in (1, 2, 3)}
        assert [path for path in paper.paths if path in pages] == [address(number) for number in (1, 2, 3)]
        assert report["stored"] == 1


def test_pages_that_a_sitemap_names_before_are_stored_with_their_first(tmp_path):
    pages = split()
    with served(site(pages, front=[])) as paper:
        urls = "".join(f"<url><loc>{paper.url}{path[1:]}</loc></url>" for path in reversed(pages))
        sitemap = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
        paper.pages["/sitemap.xml"] = Answer(sitemap, headers={"Content-Type": "application/xml"})
        for settings in ({}, FAST):
            data = tmp_path / str(len(settings))
            crawl(paper.url, data, settings=settings)
            ((article, addresses),) = kept(data)
            assert article.paragraphs == whole(3)
            assert addresses == set(pages)
            with Archive(data, create=False) as archive:
                counts = archive.ledger(article.source).counts()
            assert State.DISCOVERED not in counts
            assert State.IN_HAND not in counts


def test_pages_that_a_list_names_later_are_known(tmp_path):
    pages = split()
    with served(site(pages)) as paper:
        crawl(paper.url, tmp_path)
        del paper.asked[:]
        paper.pages[HOME] = listing([*pages, "/2024/05/04/another-story-of-the-day"])
        crawl(paper.url, tmp_path)
        assert len(kept(tmp_path)) == 1
        assert not {f"{STORY}/2/", f"{STORY}/3/"} & set(paper.paths)


@pytest.mark.parametrize(
    "broken", [Answer(status=404), Answer(status=500), Answer("<html><body><h1>لا شيء</h1></body></html>")]
)
def test_a_page_that_fails_leaves_what_is_there(broken, tmp_path):
    pages = split() | {f"{STORY}/2/": broken}
    with served(site(pages)) as paper:
        crawl(paper.url, tmp_path, settings=FAST)
        ((article, _),) = kept(tmp_path)
        assert article.paragraphs == whole(1)
        assert all(paper.paths.count(path) < 2 for path in pages)


def test_a_story_that_is_kept_whole_is_not_cut_where_a_page_fails_later(tmp_path):
    pages = split()
    with served(site(pages)) as paper:
        crawl(paper.url, tmp_path)
        paper.pages[f"{STORY}/2/"] = Answer(status=503)
        crawl(f"{paper.url}{STORY[1:]}/", tmp_path, settings=FAST)
        ((article, _),) = kept(tmp_path)
        assert (article.paragraphs, article.revision) == (whole(3), 1)


def test_a_corrected_later_page_makes_a_revision_of_the_whole(tmp_path):
    pages = split()
    with served(site(pages)) as paper:
        crawl(paper.url, tmp_path)
        paper.pages[f"{STORY}/2/"] = pages[f"{STORY}/2/"].replace("النبع", "العين القديمة")
        crawl(f"{paper.url}{STORY[1:]}/", tmp_path)
        ((article, _),) = kept(tmp_path)
        assert article.revision == 2
        assert len(article.paragraphs) == len(whole(3))


def test_no_more_pages_are_joined_than_the_setting_says(tmp_path):
    pages = split(last=6)
    with served(site(pages)) as paper:
        (report,) = crawl(paper.url, tmp_path, settings={"KHABAR_STORY_PAGES": "4"})
        ((article, _),) = kept(tmp_path)
        assert article.paragraphs == whole(4)
        assert report["bounds"]["story-pages"] == 1
        (report,) = crawl(paper.url, tmp_path / "one", settings={"KHABAR_STORY_PAGES": "1"})
        ((article, _),) = kept(tmp_path / "one")
        assert article.paragraphs == whole(1)


def test_a_site_that_gives_the_same_page_again_has_split_nothing(tmp_path):
    address = FORMS["?page=N"]
    same = page(1, address, 9)
    with served(site({address(number): same for number in range(1, 10)}, front=[address(1)])) as paper:
        crawl(paper.url, tmp_path)
        ((article, _),) = kept(tmp_path)
        assert article.paragraphs == whole(1)
        assert paper.paths.count(address(2)) == 1


def test_robots_txt_and_the_fence_hold_for_later_pages_too(tmp_path):
    pages = split("?page=N")
    with served(site(pages, front=[STORY])) as paper:
        paper.pages["/robots.txt"] = Answer(
            "User-agent: *\nDisallow: /*?page=\n", headers={"Content-Type": "text/plain"}
        )
        crawl(paper.url, tmp_path)
        ((article, _),) = kept(tmp_path)
        assert article.paragraphs == whole(1)
        assert [path for path in paper.paths if "page=" in path] == []


def test_later_pages_wait_for_the_sites_delay(tmp_path):
    with served(site(split())) as paper:
        crawl(f"{paper.url}{STORY[1:]}/", tmp_path, delay=0.4)
        asked = [each.at for each in paper.asked if each.path.startswith(STORY)]
        assert len(asked) == 3
        assert all(after - before >= 0.39 for before, after in pairwise(asked))


def test_a_kill_between_two_pages_costs_only_those_pages(tmp_path):
    pages, reached = split(), threading.Event()

    def hang(handler):
        reached.set()
        time.sleep(LIMIT)

    with served(site(pages)) as paper:
        paper.pages[f"{STORY}/3/"] = Answer(talk=hang)
        process = start_crawl(paper.url, tmp_path)
        assert reached.wait(LIMIT)
        process.kill()
        process.communicate()
        assert kept(tmp_path) == []
        paper.pages |= pages
        del paper.asked[:]
        crawl(paper.url, tmp_path)
        ((article, _),) = kept(tmp_path)
        assert article.paragraphs == whole(3)
        again = [path for path in paper.paths if path in pages]
        assert again == [f"{STORY}/", f"{STORY}/2/", f"{STORY}/3/"]


def test_an_address_that_is_asked_for_by_hand_gives_the_whole_story():
    with served(site(split())) as paper:
        command = [sys.executable, "-m", "crawler.cli", "fetch", f"{paper.url}{STORY[1:]}/", "--format", "json"]
        ended = subprocess.run(
            [*command, "--allow-private-hosts", "--delay", "0"],
            cwd=PROJECT,
            env=environment(),
            capture_output=True,
            text=True,
            timeout=LIMIT,
            check=False,
        )
    assert ended.returncode == 0, ended.stderr
    assert tuple(json.loads(ended.stdout)["article"]["paragraphs"]) == whole(3)
