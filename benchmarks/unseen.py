"""How right Khabar reads real texts in layouts of our own: the body, the title, the date, the writer, listings.

    .venv/bin/python benchmarks/unseen.py [--texts 30] [--seed 1] [--known]

The texts are those of ../shared/data/saudinewsnet; where they are absent, it says so and ends. `--known` lets each
site teach what it is like, page after page. What differs is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from pathlib import Path

from golden import alike
from layouts import LAYOUTS, NOW, Made, Story, listing

from crawler.article import Article
from crawler.extraction.memory import NOTHING, Memory
from crawler.extraction.page import Page, open_page
from crawler.extraction.read import learn_article

TEXTS = Path(__file__).parents[2] / "shared" / "data" / "saudinewsnet"
GOOD = 0.98  # body F1 of a page that is read right
SHARE = 0.95  # of the pages that must be
BYLINE = 8  # words of a paragraph that may be the text's own byline
LONGEST, PART = 110, 45  # words of a paragraph that is cut, and of its parts
ADDRESSES = ("https://www.khaleej-hub.ae/politics", "https://www.masr-today.com/", "https://www.masr-today.com/x/y")
_JUNK = dict.fromkeys((0x200B, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C))


def main() -> int:
    asked = _arguments()
    if not TEXTS.is_dir():
        print(f"{TEXTS} is absent: nothing to read")
        return 0
    chance = random.Random(asked.seed)
    stories = texts(chance)
    drawn = iter(stories)
    faults: Counter[str] = Counter()
    for layout in LAYOUTS:
        found = Counter(dict.fromkeys(("body", "title", "date", "author", "related"), 0))
        made = [layout.made(next(drawn), stories, chance, 4000 + number) for number in range(asked.texts)]
        for fault, what in read_site(made, learn=asked.known):
            found[fault] += 1
            print(f"    {fault}: {what}")
        print(f"{layout.name:10}", "  ".join(f"{name} {number}" for name, number in found.items()))
        faults += found
    pages = asked.texts * len(LAYOUTS)
    lists = sum(1 for url in ADDRESSES for _ in range(asked.texts) if is_taken_for_story(stories, chance, url))
    wrong = ", ".join(f"{name} wrong on {number}" for name, number in faults.items())
    print(f"{pages} pages: {wrong or 'nothing wrong'}")
    print(f"{asked.texts * len(ADDRESSES)} listings: {lists} taken for articles")
    return 0 if faults["body"] <= (1 - SHARE) * pages and not faults["date"] else 1


def texts(chance: random.Random) -> list[Story]:
    """Return the real texts in a random order, each headline once."""
    found: dict[str, Story] = {}
    for path in sorted(TEXTS.glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for given in json.loads(archive.read(archive.namelist()[0])):
                title = _line(given["title"] or "")
                paragraphs = tuple(_paragraphs(given["content"] or ""))
                if len(title.split()) > 3 and sum(len(each.split()) for each in paragraphs) > PART:
                    found.setdefault(title, Story(title, paragraphs))
    stories = list(found.values())
    chance.shuffle(stories)
    return stories


def _line(text: str) -> str:
    return " ".join(unescape(text).translate(_JUNK).split())


def _paragraphs(content: str) -> Iterator[str]:
    for paragraph in filter(None, map(_line, unescape(content).split("\n"))):
        if len(paragraph.split()) <= LONGEST:
            yield paragraph
            continue
        part = ""
        for sentence in re.split(r"(?<=[.؟!]) ", paragraph):
            part = f"{part} {sentence}".strip()
            if len(part.split()) > PART:
                yield part
                part = ""
        if part:
            yield part


def read_site(pages: Iterable[Made], *, learn: bool) -> Iterator[tuple[str, str]]:
    """Yield what was read wrong on the pages of one site: the field, and what of it."""
    memory = Memory()
    for made in pages:
        page = open_page(made.body, url=made.url)
        assert isinstance(page, Page)
        known = memory.known if learn else NOTHING
        article, lesson = learn_article(page, source=None, hint=None, now=NOW, known=known)
        memory = memory.after(lesson) if lesson else memory
        yield from faults_of(article, made) if isinstance(article, Article) else [("body", f"{made.url} {article}")]


def faults_of(article: Article, made: Made) -> Iterator[tuple[str, str]]:
    body = max(alike(" ".join(article.paragraphs), " ".join(told)) for told in _tellings(made.story))
    if body < GOOD:
        yield "body", f"{made.url} {body:.3f} {made.story.title}"
    if article.title != made.story.title:
        yield "title", f"{article.title} / {made.story.title}"
    if not _is_dated(article, made):
        yield "date", f"{made.url} {article.published} ({article.published_raw}) / {made.published}"
    if made.author and article.authors != (made.author,):
        yield "author", f"{made.url} {article.authors} / {made.author}"
    if made.related is not None and tuple(link.title for link in article.related or ()) != made.related:
        yield "related", made.url


def _tellings(story: Story) -> list[Sequence[str]]:
    """The text as it is right to give it: with the byline of its own with which it may begin, and without."""
    own = len(story.paragraphs[0].split()) < BYLINE
    return [story.paragraphs, *([story.paragraphs[1:]] if own else [])]


def _is_dated(article: Article, made: Made) -> bool:
    if article.published is None:
        return False
    if not made.timed:
        return article.published.date() == made.published.date()
    return article.published.replace(second=0) == made.published.replace(second=0)


def is_taken_for_story(stories: Sequence[Story], chance: random.Random, url: str) -> bool:
    """Tell whether a listing of stories is."""
    page = open_page(listing(stories, chance), url=url)
    assert isinstance(page, Page)
    return isinstance(learn_article(page, source=None, hint=None, now=NOW, known=NOTHING)[0], Article)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=30, help="for each layout")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--known", action="store_true", help="let each site teach what it is like")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
