"""How right Khabar reads pages, and its peers on the same bytes in the same run.

    .venv/bin/python benchmarks/accuracy.py [--khabar] [--page NAME] [--peers VENV]

The pages are our own in tests/pages, and the real ones in ../shared/pages where they are; what the columns mean stands
in golden.py. Newer peers than trafilatura live in an environment of their own, which `make benchmark` makes.
"""

from __future__ import annotations

import argparse
import difflib
import json
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from golden import Found, Page, Score, mean, pages, related, score

from crawler.article import Article
from crawler.extraction import extract
from crawler.extraction.page import open_page
from crawler.reasons import Rejection

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "pages"
REAL = ROOT.parent / "shared" / "pages"
OURS = ("trafilatura, precision", "trafilatura, default")  # installed with Khabar
OTHERS = ("newspaper4k", "readability-lxml", "news-please")
COLUMNS = ("tool", "body F1", "leaks", "title exact", "date: day / minute / wrong", "authors F1", "related F1")


def main() -> int:
    asked = _arguments()
    sets = {"our own pages": pages(OWN), "real pages": pages(REAL, REAL / "answers") if REAL.is_dir() else []}
    if asked.page:
        return _show(asked.page, [page for each in sets.values() for page in each])
    for name, chosen in sets.items():
        if not chosen:
            print(f"\n{name}: absent")
            continue
        leaks = sum(len(page.answer.get("not_body") or ()) for page in chosen)
        print(f"\n{len(chosen)} {name}; {leaks} texts near their stories that must not be in them\n")
        print(_row(COLUMNS), _row("---" for _ in COLUMNS), sep="\n")
        for tool in () if asked.khabar else (*OURS, *OTHERS):
            found = _peer(tool, chosen, sys.executable if tool in OURS else asked.peers / "bin" / "python")
            print(
                _row([tool, *_figures(found, chosen)] if found else [f"{tool} (not installed)", *["–"] * 6]), flush=True
            )
        print(_row(["**Khabar**", *_figures([khabar(page) for page in chosen], chosen)]))
    return 0


def khabar(page: Page) -> Found:
    """What Khabar finds on a page of a site that it has never seen."""
    read = article(page)
    if isinstance(read, Rejection):
        return Found("", title="", authors=(), related=())
    published = read.published.isoformat() if read.published else None
    if published and read.published_precision == "day":
        published = published[: len("2026-05-01")]
    return Found("\n".join(read.paragraphs), read.title, published, True, read.authors, _titles(read))


def article(page: Page) -> Article | Rejection:
    return extract(page.path.read_bytes(), url=page.url, now=page.fetched_at or datetime.now(UTC))


def _titles(read: Article) -> list[str]:
    return [link.title for link in (*(read.related or ()), *(read.read_also or ()))]


def _peer(tool: str, chosen: Sequence[Page], python: Path | str) -> list[Found]:
    """What a peer finds; nothing where it is not installed."""
    if not Path(python).exists():
        return []
    asked = "\n".join(
        json.dumps({"path": str(page.path), "url": page.url, "charset": _charset(page)}) for page in chosen
    )
    command = [str(python), str(Path(__file__).with_name("peers.py")), tool]
    ended = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if ended.returncode:
        print(ended.stderr, file=sys.stderr)
        return []
    return [Found(**json.loads(line)) for line in ended.stdout.splitlines()]


def _charset(page: Page) -> str:
    opened = open_page(page.path.read_bytes())
    return "utf-8" if isinstance(opened, Rejection) else opened.charset


def _figures(found: Sequence[Found], chosen: Sequence[Page]) -> list[str]:
    scores = [score(each, page.answer) for each, page in zip(found, chosen, strict=True)]
    return [
        _figure(mean(each.body for each in scores)),
        str(sum(len(each.leaked) for each in scores)),
        _figure(mean(each.title for each in scores), 2),
        _dates(scores, chosen),
        _figure(mean(each.authors for each in scores), 2),
        _figure(mean(each.related for each in scores), 2),
    ]


def _dates(scores: Sequence[Score], chosen: Sequence[Page]) -> str:
    """The share that is right to the day, of those that the page tells it to the minute, and how many are wrong."""
    told = [each.date for each in scores]
    if None in told:
        return "none"
    timed = [
        each.date for each, page in zip(scores, chosen, strict=True) if page.answer["published_precision"] != "day"
    ]
    days = _figure(mean(date in ("minute", "day") for date in told), 2)
    missing = f" ({told.count('missing')} missing)" if "missing" in told else ""
    return f"{days} / {_figure(mean(date == 'minute' for date in timed), 2)} / {told.count('wrong')}{missing}"


def _figure(value: float | None, digits: int = 3) -> str:
    return "none" if value is None else f"{value:.{digits}f}"


def _row(cells: Sequence[str] | object) -> str:
    return f"| {' | '.join(map(str, cells))} |"  # type: ignore[call-overload]


def _show(name: str, every: Sequence[Page]) -> int:
    """Print where Khabar's reading of one page differs from its answer."""
    page = next((each for each in every if each.name == name), None)
    if page is None:
        print(f"no page is called {name}; there are {', '.join(each.name for each in every)}", file=sys.stderr)
        return 2
    read = article(page)
    if isinstance(read, Rejection):
        print(f"no article: {read}")
        return 0
    print(score(khabar(page), page.answer))
    for field in (
        "title",
        "published",
        "modified",
        "authors",
        "agencies",
        "dateline",
        "section",
        "tags",
        "image",
        "kind",
    ):
        ours, theirs = getattr(read, field), page.answer.get(field)
        plain = ours.isoformat() if isinstance(ours, datetime) else list(ours) if isinstance(ours, tuple) else ours
        if field in page.answer and plain != theirs:
            print(f"{field}:\n  - {theirs}\n  + {plain}")
    _differ("related", related(page.answer), _titles(read))
    _differ("paragraphs", page.answer["paragraphs"], list(read.paragraphs))
    return 0


def _differ(name: str, wanted: Sequence[str], found: Sequence[str]) -> None:
    changed = [line for line in difflib.ndiff(list(wanted), list(found)) if line[0] in "+-"]
    if changed:
        print(f"{name}:", *changed, sep="\n  ")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--khabar", action="store_true", help="only Khabar")
    parser.add_argument("--page", metavar="NAME", help="where Khabar's reading of one page differs from its answer")
    parser.add_argument(
        "--peers", type=Path, default=ROOT / ".venv-benchmark", metavar="VENV", help="where the peers are"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
