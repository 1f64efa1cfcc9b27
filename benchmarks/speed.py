"""The processor's time for a page, every field of the record included, against trafilatura and the bare parse.

    .venv/bin/python benchmarks/speed.py [--rounds 5]

Each page of tests/pages (and of ../shared/pages, where they are) is read by all contestants in turn, in the same run;
of the rounds the fastest counts, and the mean is taken over the pages. Little that a contestant keeps may help it: in
every round the story's words and the minutes of all times are other ones, as on the next page of the same site; the
site's own lines and the days stay, as they do there. `known`: eight such pages have taught what their site is like.
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import trafilatura
from golden import Page, mean, pages
from lxml import html

from crawler.extraction import extract
from crawler.extraction.memory import NOTHING, Memory
from crawler.extraction.page import open_page
from crawler.extraction.read import learn_article
from crawler.reasons import Rejection

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared" / "pages"
LESSONS = 8
# What Khabar promises: parts of trafilatura's time, and parses, on a page never seen and on a known site's.
NEW, KNOWN = (1 / 5, 12), (1 / 10, 6)
_WORD = re.compile(r"[ء-ي]{5,}")
_MINUTES = re.compile(r"(?<![\d:+-])((?:[01]?\d|2[0-3]):)([0-5]\d)(?!\d)")  # of a time, not of an offset
Reader = Callable[[bytes, str], object]


def main() -> int:
    rounds = _arguments().rounds
    chosen = pages(ROOT / "tests" / "pages")
    chosen += pages(SHARED, SHARED / "answers") if SHARED.is_dir() else []
    figures = [_measure(page, rounds) for page in chosen]
    parse, peer, new, known = (mean(each[number] for each in figures) or 0.0 for number in range(4))
    print(f"{len(chosen)} pages, mean: parse {parse:.2f} ms, trafilatura's default with metadata {peer:.1f} ms")
    good = _say("never seen", new, peer, parse, NEW)
    return 0 if _say("known site", known, peer, parse, KNOWN) and good else 1


def _say(what: str, ours: float, peer: float, parse: float, promised: tuple[float, int]) -> bool:
    part, parses = promised
    print(
        f"Khabar, {what}: {ours:.2f} ms, 1/{peer / ours:.1f} of trafilatura (at most 1/{1 / part:.0f}),"
        f" {ours / parse:.1f} parses (at most {parses})"
    )
    return ours <= part * peer and ours <= parses * parse


def _measure(page: Page, rounds: int) -> list[float]:
    """The fastest time of each contestant, in ms: parse, trafilatura, Khabar on a new page and on a known site's."""
    body = page.path.read_bytes()
    now = page.fetched_at or datetime.now(UTC)
    memory = _taught(page, body, now)

    def new(text: bytes, url: str) -> object:
        return extract(text, url=url, now=now)

    def known(text: bytes, url: str) -> object:
        return extract(text, url=url, now=now, memory=memory)

    readers: Sequence[Reader] = (_parse, _trafilatura, new, known)
    best = [float("inf")] * len(readers)
    for number in range(rounds):
        for at, reader in enumerate(readers):
            other = LESSONS + number * len(readers) + at
            best[at] = min(best[at], _timed(reader, _other(page, body, other), _address(page, other)))
    return best


def _timed(reader: Reader, body: bytes, url: str) -> float:
    gc.collect()
    began = time.process_time()
    reader(body, url)
    return 1000 * (time.process_time() - began)


def _parse(body: bytes, _: str) -> object:
    return html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))


def _trafilatura(body: bytes, url: str) -> object:
    return trafilatura.bare_extraction(body, url=url, with_metadata=True)


def _taught(page: Page, body: bytes, now: datetime) -> Memory:
    """What eight pages of the site have taught, each at its own address."""
    memory = Memory()
    for number in range(LESSONS):
        opened = open_page(_other(page, body, number), url=_address(page, number))
        if isinstance(opened, Rejection):
            continue
        _, lesson = learn_article(opened, source=None, hint=None, now=now + timedelta(days=number), known=NOTHING)
        memory = memory.after(lesson) if lesson else memory
    return memory


def _other(page: Page, body: bytes, number: int) -> bytes:
    """The page with another story in its place: every long word of the story, and of no other line, is another.

    So are the minutes of all times.
    """
    text = "\n".join([page.answer["title"], *page.answer["paragraphs"]])
    kept = set(_WORD.findall(" ".join([*page.answer["authors"], *(page.answer.get("not_body") or ())])))
    changed = {word: _shuffled(word, number) for word in set(_WORD.findall(text)) - kept}
    charset = "utf-8" if b"windows-1256" not in body[:2000] else "windows-1256"
    told = _WORD.sub(lambda match: changed.get(match[0], match[0]), body.decode(charset, "replace"))
    told = _MINUTES.sub(lambda match: f"{match[1]}{(int(match[2]) + number) % 60:02d}", told)
    return told.encode(charset, "replace")


def _address(page: Page, number: int) -> str:
    """The address of the page's like: another number at its end."""
    return f"{page.url.rstrip('/')}{number:03d}"


def _shuffled(word: str, number: int) -> str:
    """Another word of the same letters: no two numbers below 100 give many words the same one."""
    inner = word[1:-1]
    turn = 1 + number % (len(inner) - 1) if len(inner) > 1 else 0
    return word[0] + inner[turn:] + inner[:turn] + "ابتثجحخدذر"[number % 10] + word[-1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
