"""Pages read one by one, printed as documents or as JSON lines: what fetch and extract share."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

from crawler.article import Article
from crawler.cli.options import Shape
from crawler.cli.output import complain, print_document, print_json, say, whole_record
from crawler.reasons import Rejection


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one page: `name` is its file or address; `key` and `words` say why it has no article.

    `broken` marks a page that could not be had or read at all, against one that was read and is no article.
    """

    name: str
    article: Article | None = None
    key: str = ""
    words: str = ""
    broken: bool = False

    @property
    def reason(self) -> str | None:
        """The reason as one text, e.g. `section: a front or section page`."""
        return f"{self.key}: {self.words}" if self.key else None


def answer(name: str, outcome: Article | Rejection, *, broken: bool = False) -> Answer:
    """Return what a page's article or rejection answers."""
    if isinstance(outcome, Article):
        return Answer(name, outcome)
    return Answer(name, key=outcome.reason, words=str(outcome), broken=broken)


def show(answers: Iterable[Answer], shape: Shape, *, key: str, several: bool) -> bool:
    """Print the answers as they come; return whether all went well.

    As JSON, a page that is no article is an answer like any other; as text, it is a document that is missing.
    """
    well, first = True, True
    for each in answers:
        if shape is Shape.JSON:
            _show_json(each, key)
        elif each.article is not None:
            _show_text(each, each.article, several=several, first=first)
            first = False
        missing = each.article is None and (each.broken or shape is Shape.TEXT)
        if missing:
            complain(f"{each.name}: {each.words}")
        well = well and not missing
    return well


def _show_json(each: Answer, key: str) -> None:
    record = whole_record(each.article) if each.article else None
    print_json({key: each.name, "article": record, "reason": each.reason})


def _show_text(each: Answer, article: Article, *, several: bool, first: bool) -> None:
    # A document has single blank lines only, so three newlines part two of them.
    if not first:
        sys.stdout.write("\n" if sys.stdout.isatty() else "\n\n\n")
    if several:
        say(f"── {each.name}")
    print_document(article)
