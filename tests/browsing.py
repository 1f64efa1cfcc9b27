"""What tests with a browser share."""

from pathlib import Path

import parts
from crawling import Answer, article, listing, story

from crawler.fetching import browser
from crawler.jobs.running import settings_with


def chromium() -> None:
    """Skip a test where there is no Chromium."""
    if lacking := browser.missing(settings_with({})):
        parts.missing(f"there is no browser; `{lacking}` brings one")


def sources(folder: Path, url: str) -> None:
    """Write the file of a source whose pages need a browser, as `nashra`."""
    (folder / "sources").mkdir()
    described = f'name = "النشرة"\nhome = "{url}"\ncountry = "EG"\ntimezone = "Africa/Cairo"\nbrowser = true\n'
    (folder / "sources" / "nashra.toml").write_text(described, encoding="utf-8")


def rendered(*numbers: int, front: str = "") -> dict[str, Answer | str]:
    """Return the pages of articles that a script fetches from an API; with `front`, a front page that lists them so."""
    pages: dict[str, Answer | str] = {}
    for number in numbers:
        inner = article(number).partition("<body>")[2].partition("</body>")[0]
        pages |= {story(number): shell(f"/api/{number}"), f"/api/{number}": inner}
    if front:
        pages |= {front: shell("/api/list"), "/api/list": listing([story(number) for number in numbers])}
    return pages


def shell(api: str, *, more: str = "") -> str:
    """Return a page with an application's root and no text, whose script fetches what it shows; `more` stands below."""
    script = f"fetch('{api}').then(told => told.text()).then(told => document.getElementById('root').innerHTML = told)"
    return (
        '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>النشرة</title></head>'
        f'<body><div id="root"></div><script>{script}</script>{more}</body></html>'
    )
