"""Where a probe looks on the chance that something is there: what a crawl tries too, and what only a probe does."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

from crawler.discovery.feeds import USUAL_FEEDS
from crawler.discovery.sitemaps import USUAL_SITEMAPS
from crawler.found import Role

USUAL = {Role.FEED: USUAL_FEEDS, Role.SITEMAP: USUAL_SITEMAPS}
UNUSUAL = {
    Role.FEED: ("/rss.php", "/?feed=rss2", "/rss/latest", "/feeds"),
    Role.SITEMAP: ("/sitemap-index.xml", "/news_sitemap.xml", "/sitemap.txt", "/sitemap.php"),
}
NEWS = ("/news-sitemap.xml", "/sitemap-news.xml")


def usual(home: str, role: Role) -> list[str]:
    """Return where a crawl would look, and below the home's own folder."""
    return [urljoin(home, path) for path in USUAL[role]]


def unusual(home: str, role: Role) -> list[str]:
    """Return where only a probe looks."""
    folder = urlsplit(home).path.rstrip("/")
    below = [urljoin(home, folder + path) for path in USUAL[role][:2]] if folder else []
    return below + [urljoin(home, path) for path in UNUSUAL[role]]
