"""Where a source's file says so, its pages are loaded in a browser, and nothing but what the page needs."""

import json
import os
import signal
import subprocess
from contextlib import suppress
from types import SimpleNamespace

import pytest
from browsing import chromium, rendered, sources
from crawling import LIMIT, Answer, Site, article, crawl, newspaper, served, start_crawl, story, title

from crawler.fetching import browser
from crawler.fetching.loading import is_unwanted
from crawler.jobs.running import settings_with
from crawler.storage import Archive


@pytest.mark.parametrize(
    ("kind", "url", "stopped"),
    [
        ("image", "http://8.8.8.8/a.jpg", True),
        ("font", "http://8.8.8.8/a.woff", True),
        ("media", "http://8.8.8.8/a.mp4", True),
        ("ping", "http://8.8.8.8/a", True),
        ("script", "http://8.8.8.8/a.js", False),
        ("script", "https://www.google-analytics.com/analytics.js", True),
        ("script", "https://securepubads.g.doubleclick.net/tag/js/gpt.js", True),
        ("script", "https://notdoubleclick.net/a.js", False),
        ("xhr", "http://127.0.0.1/admin", True),
        ("xhr", "http://localhost/admin", True),
        ("document", "file:///etc/passwd", True),
        ("document", "http://[::1/", True),
    ],
)  # fmt: skip
def test_what_a_page_asks_for_in_the_browser_is_checked(kind, url, stopped):
    asked = SimpleNamespace(resource_type=kind, url=url)
    assert is_unwanted(asked) is stopped


def test_a_story_that_a_script_puts_there_is_read(tmp_path):
    chromium()
    script = "fetch('/told.html').then(told => told.text()).then(told => document.body.innerHTML = told)"
    page = f"<!DOCTYPE html><html lang='ar'><body><img src='/front.jpg'><script>{script}</script></body></html>"
    with served(Site(newspaper(range(1, 3)))) as site:
        site.pages |= {story(1): page, "/told.html": article(1)}
        sources(tmp_path, site.url)
        (report,) = crawl("nashra", tmp_path)
    with Archive(tmp_path) as archive:
        assert {each.title for each in archive.articles()} == {title(1), title(2)}
    assert report["stored"] == 2
    assert "/front.jpg" not in site.paths


def test_where_a_page_in_it_leads_the_crawl_decides(tmp_path):
    chromium()
    with served(Site({"/x": article(9)})) as other, served(Site(newspaper(range(1, 9)))) as site:
        sources(tmp_path, site.url)
        site.pages |= {
            "/robots.txt": Answer("User-agent: *\nDisallow: /closed"),
            story(1): away(f"{other.url}x"),  # off the site
            story(2): away("/moved"),
            "/moved": article(2),
            story(3): away("/closed"),
            story(4): f"<script>location = '{other.url}x'</script>{article(4)}",
            story(5): f"<script>location = '/moved-too'</script>{article(1)}",
            "/moved-too": article(5),
            story(6): f"{article(6)}<script>onload = () => setTimeout(() => location = '{other.url}x', 50)</script>",
            story(7): f"{article(7)}<iframe src='{other.url}x'></iframe><script>open('{other.url}x')</script>",
            story(8): f"{article(8)}<script>history.pushState(0, '', '/closed')</script>",
        }
        (report,) = crawl("nashra", tmp_path)
    with Archive(tmp_path) as archive:
        found = {each.title: each.url for each in archive.articles()}
    assert set(found) == {title(number) for number in (2, 5, 6, 7, 8)}
    assert found[title(2)].endswith("/moved")
    assert found[title(8)].endswith(story(8))
    assert report["reasons"] == {"off-site": 2, "robots": 1, "section": 1}
    assert "/closed" not in site.paths
    assert other.asked == []


def test_what_is_no_page_is_said_to_be_none(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 8)))) as site:
        sources(tmp_path, site.url)
        site.pages |= {
            story(1): Answer(status=404),
            story(2): Answer("gone", status=410),
            story(3): Answer(b"%PDF-1.4", headers={"Content-Type": "application/pdf"}),
            story(4): Answer("saved", headers={"Content-Disposition": "attachment"}),
            story(5): "<script>location.reload()</script>",
            story(6): f"{article(6)}<script>document.body.append('x'.repeat(2_000_000))</script>",
        }
        (report,) = crawl("nashra", tmp_path, settings={"DOWNLOAD_MAXSIZE": "1_000_000".replace("_", "")})
    assert report["stored"] == 1
    assert report["reasons"] == {"not-found": 2, "not-html": 2, "http-error": 1, "too-large": 1, "section": 1}
    assert site.paths.count(story(5)) == 3


def test_a_page_whose_script_never_ends_costs_only_itself(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 4)))) as site:
        sources(tmp_path, site.url)
        site.pages[story(1)] = f"{article(1)}<script>onload = () => {{ while (true); }}</script>"
        (report,) = crawl("nashra", tmp_path, settings={"KHABAR_BROWSER_TIME_LIMIT": "8"})
    assert report["stored"] == 2
    assert report["reasons"]["network"] == 1
    assert report["bounds"] == {"browser-time": 1}
    assert site.paths.count(story(1)) == 1


def test_a_browser_that_is_killed_in_the_middle_loses_no_page(tmp_path):
    chromium()
    with served(Site(newspaper(range(1, 6)))) as site:
        sources(tmp_path, site.url)
        pages = dict(site.pages)
        killed = []

        def deadly():
            if not killed:
                killed.extend(kill_browsers(process.pid))
            return Answer(pages[story(2)])

        site.pages[story(2)] = deadly
        process = start_crawl("nashra", tmp_path)
        out, log = process.communicate(timeout=LIMIT)
    assert killed
    (report,) = json.loads(out)
    assert report["stored"] == 5, log


def test_where_there_is_no_browser_everything_else_is_crawled_and_what_needs_one_is_counted(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        sources(tmp_path, site.url)
        site.pages |= rendered(2)
        (report,) = crawl("nashra", tmp_path, settings={"KHABAR_CHROMIUM": "/nowhere/chromium"})
        assert (report["stored"], report["finish"], report["log"]) == (2, "finished", "")
        assert report["reasons"]["browser"] == 1
        assert report["missing"] == "playwright install chromium"
        chromium()
        (later,) = crawl("nashra", tmp_path)
    assert (later["stored"], later["missing"]) == (1, None)  # what was counted is asked for once there is one


def test_a_browser_that_does_not_start_costs_the_pages_that_need_one_and_no_others(tmp_path):
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    with served(Site(newspaper(range(1, 4)) | rendered(2))) as site:
        (report,) = crawl(site.url, tmp_path / "data", settings={"KHABAR_CHROMIUM": str(broken)})
    assert (report["stored"], report["log"]) == (2, "")
    assert report["reasons"]["browser"] == 1
    assert report["missing"] == "playwright install chromium"


@pytest.mark.parametrize(("found", "command"), [(None, "pip install 'khabar[browser]'"), (object(), None)])
def test_what_is_missing_for_a_browser_is_named_by_the_command_that_brings_it(monkeypatch, tmp_path, found, command):
    monkeypatch.setattr(browser, "find_spec", lambda _name: found)
    program = tmp_path / "chrome"
    program.touch(mode=0o755)
    assert browser.missing(settings_with({"KHABAR_CHROMIUM": str(program)})) == command
    assert browser.missing(settings_with({"KHABAR_CHROMIUM": "/nowhere"})) == (command or "playwright install chromium")


def away(address):
    return Answer(status=302, headers={"Location": address})


def kill_browsers(ancestor):
    """Kill the browsers that a process has started; return their ids."""
    listed = subprocess.run(["ps", "-axwwo", "pid=,ppid=,command="], capture_output=True, text=True, check=True).stdout
    rows = [(int(pid), int(parent), line) for pid, parent, line in (row.split(None, 2) for row in listed.splitlines())]
    below = {ancestor}
    while more := {pid for pid, parent, _ in rows if parent in below} - below:
        below |= more
    found = [pid for pid, _, line in rows if pid in below and "--host-resolver" in line and "--type=" not in line]
    for pid in found:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return found
