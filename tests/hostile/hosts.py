"""What the hostile sites share: a paper of good articles, and crawls of it with bounds so small that mazes end soon."""

from collections.abc import Callable, Mapping
from typing import Any

from crawling import Answer, Site, article, listing, story

from crawler.article import Article

GOOD = range(1, 6)  # the good articles of a site, all of which a crawl must bring
SMALL = {
    "KHABAR_BARREN_PAGES": "10",
    "DOWNLOAD_TIMEOUT": "2",
    "RETRY_TIMES": "0",
    "KHABAR_WORKERS": "1",
    "KHABAR_COPIES": "all",  # the sites tell the same stories
}

Pages = Mapping[str, Answer | str | Callable[[], Answer]]


class Hostile(Site):
    """A paper with a few good articles and `more` pages; `maze` answers any other path, or None."""

    def __init__(
        self, more: Pages, *, lure: str = "", maze: Callable[[str], Answer | str | None] = lambda _: None
    ) -> None:
        good = {story(number): article(number) for number in GOOD}
        super().__init__({"/": listing(list(good), aside=lure), **good, **more})
        self.maze = maze

    def answer(self, path: str) -> Answer:
        found = None if path in self.pages else self.maze(path)
        if found is None:
            return super().answer(path)
        return found if isinstance(found, Answer) else Answer(found)


class Crawled:
    """What came of a crawl."""

    def __init__(self, report: dict[str, Any], site: Site, articles: dict[str, Article]) -> None:
        self.report = report
        self.site = site
        self.articles = articles  # by path

    @property
    def bounds(self) -> dict[str, int]:
        return self.report["bounds"]

    @property
    def reasons(self) -> dict[str, int]:
        return self.report["reasons"]

    def holds(self, requests: int) -> bool:
        """Whether the crawl ended by itself, with every good article and no more requests than that."""
        assert self.report["finish"] == "finished", self.report
        assert {story(number) for number in GOOD} <= self.articles.keys(), self.report
        assert len(self.site.asked) <= requests, (len(self.site.asked), self.site.paths[:5], self.site.paths[-20:])
        assert "Traceback" not in self.report["log"], self.report["log"]
        return True


def links(paths: list[str]) -> str:
    """Return a menu that leads to these paths."""
    return "".join(f'<a href="{path}">المزيد من هنا</a>' for path in paths)
