"""Where a source's file says so, its pages are loaded in a browser, and nothing but what the page needs."""

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest
from crawling import Site, article, crawl, newspaper, served, story, title
from parts import missing
from scrapy import Request

from crawler.fetching.browser import Browser, launch_options, settings, unwanted
from crawler.found import Role
from crawler.storage import Archive


@pytest.mark.parametrize(
    ("kind", "url", "stopped"),
    [
        ("image", "http://8.8.8.8/a.jpg", True),
        ("font", "http://8.8.8.8/a.woff", True),
        ("media", "http://8.8.8.8/a.mp4", True),
        ("script", "http://8.8.8.8/a.js", False),
        ("xhr", "http://127.0.0.1/admin", True),
        ("xhr", "http://localhost/admin", True),
        ("document", "file:///etc/passwd", True),
    ],
)  # fmt: skip
def test_what_a_page_asks_for_in_the_browser_is_checked(kind, url, stopped):
    asked = SimpleNamespace(resource_type=kind, url=url)
    assert asyncio.run(unwanted(asked)) is stopped


def test_feeds_and_sitemaps_are_not_loaded_in_it():
    marked = []
    for role in Role:
        request = Request("https://nashra.example/", meta={"page": SimpleNamespace(role=role)})
        Browser([]).process_request(request)
        marked += [role] if request.meta.get("playwright") else []
    assert set(marked) == set(Role) - {Role.FEED, Role.SITEMAP}


def test_its_settings_keep_the_other_handlers_off():
    handlers = settings(allow_private=False)["DOWNLOAD_HANDLERS"]
    assert {name for name, handler in handlers.items() if handler} == {"http", "https"}


def test_a_story_that_a_script_puts_there_is_read(tmp_path):
    if "executable_path" not in launch_options() and not any(Path.home().glob(".cache/ms-playwright/chromium*")):
        missing("there is no Chromium; `make browser` brings one")
    script = "fetch('/told.html').then(told => told.text()).then(told => document.body.innerHTML = told)"
    page = f"<!DOCTYPE html><html lang='ar'><body><img src='/front.jpg'><script>{script}</script></body></html>"
    with served(Site(newspaper(range(1, 3)))) as site:
        site.pages |= {story(1): page, "/told.html": article(1)}
        (tmp_path / "sources").mkdir()
        described = f'name = "النشرة"\nhome = "{site.url}"\ncountry = "EG"\ntimezone = "Africa/Cairo"\nbrowser = true\n'
        (tmp_path / "sources" / "nashra.toml").write_text(described, encoding="utf-8")
        (report,) = crawl("nashra", tmp_path)
    with Archive(tmp_path) as archive:
        assert {each.title for each in archive.articles()} == {title(1), title(2)}
    assert report["stored"] == 2
    assert "/front.jpg" not in site.paths
