"""A crawl finds out by itself which pages need a browser, and loads no others in it."""

import json
import os
import signal
import sqlite3
from contextlib import ExitStack
from pathlib import Path

import pytest
from browsing import chromium, rendered, shell
from crawling import (
    LIMIT,
    SENTENCES,
    Answer,
    Site,
    article,
    crawl,
    fetch,
    listing,
    newspaper,
    served,
    start_crawl,
    story,
    title,
)
from processes import descendants, gone, living, wait_until

from crawler.jobs.browsing import told
from crawler.storage import Archive
from crawler.storage.archive import FILE


def titles(folder):
    with Archive(folder) as archive:
        return {each.title: each.fetched_with for each in archive.articles()}


def test_of_ten_sites_only_the_two_that_need_it_are_loaded_in_a_browser_and_no_article_is_missed(tmp_path):
    chromium()
    with ExitStack() as stack:
        plain = [stack.enter_context(served(Site(newspaper(range(at * 10, at * 10 + 3))))) for at in range(8)]
        scripted = [stack.enter_context(served(Site(rendered(*range(at, at + 5), front="/")))) for at in (100, 110)]
        reports = crawl([each.url for each in (*plain, *scripted)], tmp_path)
    assert [report["stored"] for report in reports] == [3] * 8 + [5] * 2
    assert [report["browsed"] > 0 for report in reports] == [False] * 8 + [True] * 2
    ways = list(titles(tmp_path).values())
    assert (ways.count("http"), ways.count("browser")) == (24, 10)
    # Once it is known that the site needs one, its pages are not asked for plainly any more.
    assert [scripted[0].paths.count(story(number)) for number in range(100, 105)].count(1) >= 1


def test_a_state_that_the_page_carries_is_read_without_a_browser(tmp_path):
    with served(Site({story(1): stateful(1)})) as site:
        (report,) = crawl(f"{site.url}{story(1)[1:]}", tmp_path)
    assert (report["stored"], report["browsed"]) == (1, 0)
    assert titles(tmp_path) == {title(1): "http"}


def test_the_amp_form_of_a_page_is_asked_for_before_a_browser(tmp_path):
    link = '<link rel="amphtml" href="/amp/1">'
    with served(Site({story(1): shell("/api/1").replace("<title>", f"{link}<title>"), "/amp/1": article(1)})) as site:
        (report,) = crawl(f"{site.url}{story(1)[1:]}", tmp_path)
    assert (report["stored"], report["browsed"]) == (1, 0)
    with Archive(tmp_path) as archive:
        assert [each.url for each in archive.articles()] == [f"{site.url}{story(1)[1:]}"]
    assert "/api/1" not in site.paths


def test_an_article_of_a_scripted_site_is_fetched_by_its_address(tmp_path):
    chromium()
    with served(Site(rendered(1) | {"/empty/123456": shell("/nothing"), "/nothing": ""})) as site:
        given = fetch([f"{site.url}{story(1)[1:]}", f"{site.url}empty/123456"], tmp_path)
    assert given == [title(1), "no-text"]


def test_what_was_learnt_is_kept_shown_and_undone_where_plain_fetching_suffices(tmp_path):
    chromium()
    with served(Site(rendered(*range(1, 6), front="/"))) as site:
        crawl(site.url, tmp_path)
        source = site.url.removeprefix("http://").strip("/").replace(":", "-")
        with Archive(tmp_path) as archive:
            assert "its articles are loaded in a browser at once: 3 of them" in "\n".join(told(archive, source))
        asked = len(site.paths)
        site.pages |= newspaper(range(1, 12))
        day_later(tmp_path)
        (report,) = crawl(site.url, tmp_path)
        again = site.paths[asked:]
        with Archive(tmp_path) as archive:
            shown = "\n".join(told(archive, source))
    assert report["stored"] == 6
    assert "at once" not in shown
    assert [again.count(story(number)) for number in (10, 11)] == [1, 1]


def test_lists_without_end_are_followed_so_far_and_layers_are_answered(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 60)))) as site:
        site.pages |= {"/": endless("scroll"), "/section/politics": endless("press", first=30)}
        site.pages |= {f"/api/{at}": listing([story(at), story(at + 1)]) for at in range(1, 59)}
        (report,) = crawl(site.url, tmp_path, settings={"KHABAR_BROWSER_MORE": "3"})
    found = {each for each in site.paths if each.startswith("/story/")}
    assert {story(number) for number in range(1, 9)} == found  # as it is, and three times more
    assert report["stored"] == 8


@pytest.mark.parametrize(
    "layer", ["OneTrust", "Cookiebot", "Didomi", "Quantcast", "Sourcepoint", "Usercentrics", "plain"]
)
def test_a_layer_that_asks_for_consent_is_answered(tmp_path, layer):
    chromium()
    with served(Site({story(1): layered(LAYERS[layer]), "/told": article(1), "/cmp?message_id=1": FRAMED})) as site:
        assert fetch([f"{site.url}{story(1)[1:]}"], tmp_path) == [title(1)]


def test_what_pages_do_in_the_browser_costs_no_article(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 8)))) as site:
        site.pages |= {
            story(1): scripted(1, "setInterval(() => fetch('/poll'), 100)"),  # never idle
            story(2): scripted(2, "for (let i = 0; i < 3; i++) open('/opened')"),
            story(3): scripted(3, f"onload = () => saved({BLOB}).click()"),
            story(4): scripted(4, "setTimeout(() => location = 'chrome://crash', 100)"),
            story(5): scripted(5, "fetch('/round')"),
            story(6): scripted(6, "document.body.append(Object.assign(new Image(), {src: '/big.jpg'}))"),
            "/poll": "a",
            "/round": Answer(status=302, headers={"Location": "/round/"}),
            "/round/": Answer(status=302, headers={"Location": "/round"}),
            story(7): Answer(status=302, headers={"Location": "/round"}),
        }
        (report,) = crawl(site.url, tmp_path)
    assert (report["stored"], report["reasons"]) == (6, {"http-error": 1, "section": 1})
    assert report["bounds"].items() >= {"browser-popups": 3, "browser-downloads": 1}.items()
    assert not {"/opened", "/big.jpg"} & set(site.paths)
    assert report["log"] == ""


def test_a_tab_whose_process_is_killed_is_loaded_again(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 3)) | rendered(2))) as site:
        killed = []

        def deadly():
            if not killed:
                killed.extend(renderers(process.pid))
                for pid in killed:
                    os.kill(pid, signal.SIGKILL)
            return Answer(article(2).partition("<body>")[2])

        site.pages["/api/2"] = deadly
        process = start_crawl(site.url, tmp_path)
        out, log = process.communicate(timeout=LIMIT)
    (report,) = json.loads(out)
    assert killed
    assert report["stored"] == 2, log


@pytest.mark.parametrize("script", ["", "onload = () => { while (true); }"], ids=["at rest", "hanging"])
def test_no_process_is_left_behind_by_a_crawl_that_is_killed(tmp_path, script):
    chromium()
    with served(Site(rendered(1))) as site:
        began = []

        def told():
            began.extend(descendants(process.pid))
            return Answer(f"<p>{SENTENCES[0]}")

        site.pages |= {"/api/1": told, story(1): shell("/api/1", more=f"<script>{script}</script>")}
        process = start_crawl(f"{site.url}{story(1)[1:]}", tmp_path)
        wait_until(lambda: began, "the page in the browser")
        assert any("type=renderer" in command(pid) for pid in began)
        process.kill()
        process.communicate()
        wait_until(lambda: gone(began), "the end of every process")


def scripted(number, script):
    """Return a page that a browser must show, with the text of an article and a script that runs beside it."""
    told = json.dumps(article(number).partition("<body>")[2])
    shown = f"document.getElementById('root').innerHTML = {told}".replace("</", "<\\/")
    shown += "; const saved = href => Object.assign(document.createElement('a'), {href, download: 'a'})"
    return f'<html lang="ar"><body><div id="root"></div><script>{shown}; {script}</script></body></html>'


def stateful(number):
    """Return a shell whose state holds its article, and another that is shown beside it."""
    stories = [{"headline": title(each), "body": [{"type": "text", "content": f"{text} ضمن النشرة رقم {each}."}
                for text in SENTENCES], "publishedAt": "2024-05-03T10:00:00+03:00", "slug": str(each)}
               for each in (number, number + 1)]  # fmt: skip
    state = json.dumps({"props": {"pageProps": {"story": stories[0], "more": stories[1:]}}}, ensure_ascii=False)
    return (
        f'<!DOCTYPE html><html lang="ar"><head><title>{title(number)}</title></head><body><div id="__next"></div>'
        f'<script id="__NEXT_DATA__">{state}</script><script src="/a.js"></script></body></html>'
    )


def endless(way, *, first=1):
    """Return a list that a script fills: two stories, and two more whenever it is scrolled to its end, or pressed."""
    grow = f"""
        let at = {first};
        const grow = () => fetch(`/api/${{at}}`).then(told => told.text()).then(told => {{
            const found = new DOMParser().parseFromString(told, 'text/html');
            root.append(...found.querySelectorAll('li'));
            root.append(Object.assign(document.createElement('div'), {{style: 'height: 3000px'}}));
            at += 2;
        }});
        grow();"""
    scroll = "addEventListener('scroll', () => scrollY + innerHeight > document.body.scrollHeight - 50 && grow());"
    button = '<button onclick="grow()">عرض المزيد</button>'
    return (
        f'<!DOCTYPE html><html lang="ar"><head><title>النشرة</title></head><body><main id="root"></main>'
        f"{button if way == 'press' else ''}<script>{grow} {scroll if way == 'scroll' else ''}</script></body></html>"
    )


def layered(layer):
    """Return a page that shows its story once its layer has been answered."""
    agree = "window.agree = () => fetch('/told').then(told => told.text()).then(told => document.body.innerHTML = told)"
    return (
        f"<html lang=ar><head><title>النشرة</title></head><body><script>{agree}; "
        f"addEventListener('message', agree)</script><div id=root></div>{layer}</body></html>"
    )


BLOB = "URL.createObjectURL(new Blob(['a']))"
FRAMED = "<button class='sp_choice_type_11' onclick=\"parent.postMessage('agreed', '*')\">Accept</button>"
_SHADOW = (
    "<div id=usercentrics-root></div><script>document.getElementById('usercentrics-root').attachShadow({mode: 'open'})"
    ".innerHTML = '<button data-testid=uc-accept-all-button onclick=agree()>Alle</button>'</script>"
)
LAYERS = {
    "OneTrust": "<div id=onetrust-banner-sdk><button id=onetrust-accept-btn-handler onclick=agree()>A</button></div>",
    "Cookiebot": "<div><a id=CybotCookiebotDialogBodyLevelButtonLevelOptinAllowAll onclick=agree()>A</a></div>",
    "Didomi": "<div id=didomi-host><button id=didomi-notice-agree-button onclick=agree()>A</button></div>",
    "Quantcast": "<div class=qc-cmp2-summary-buttons><button mode=secondary>B</button>"
    "<button mode=primary onclick=agree()>A</button></div>",
    "Sourcepoint": "<iframe id=sp_message_iframe_1 src='/cmp?message_id=1'></iframe>",
    "Usercentrics": _SHADOW,
    "plain": "<p>هل أعجبك الخبر؟ <button>موافق</button></p><div style='position:fixed'>نستخدم ملفات تعريف الارتباط. "
    "<button onclick=agree()>أوافق</button></div>",
}


def day_later(folder):
    """Let a day pass since what was learnt."""
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute("UPDATE browsing SET at = at - 90000")
    connection.close()


def command(pid):
    try:
        return Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
    except OSError:
        return ""


def renderers(ancestor):
    return [pid for pid in descendants(ancestor) & living() if "type=renderer" in command(pid)]
