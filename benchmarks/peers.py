"""The peers of the accuracy benchmark, each as its own documents say how to use it: JSON lines, a page each.

    python benchmarks/peers.py TOOL < pages.jsonl > found.jsonl

A line in is {"path", "url", "charset"}; a line out has the fields of benchmarks/golden.py's Found. Tools that want text
are told the page's encoding. What a tool raises on a page counts as nothing found.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

Told = dict[str, Any]


def trafilatura(body: bytes, url: str, _: str, **how: Any) -> Told:
    import trafilatura

    read = trafilatura.bare_extraction(body, url=url, with_metadata=True, **how)
    if read is None:
        return {"text": "", "title": "", "authors": []}
    authors = [name.strip() for name in (read.author or "").split(";") if name.strip()]
    return {"text": read.text or "", "title": read.title or "", "published": read.date, "authors": authors}


def trafilatura_precision(body: bytes, url: str, charset: str) -> Told:
    return trafilatura(body, url, charset, favor_precision=True)


def newspaper4k(body: bytes, url: str, charset: str) -> Told:
    import newspaper

    read = newspaper.Article(url, language="ar")
    read.download(input_html=body.decode(charset, "replace"))
    read.parse()
    published = read.publish_date.isoformat() if read.publish_date else None
    return {"text": read.text, "title": read.title, "published": published, "authors": list(read.authors)}


def readability(body: bytes, url: str, charset: str) -> Told:
    from lxml import html
    from readability import Document

    read = Document(body.decode(charset, "replace"), url=url)
    summary = html.fromstring(read.summary())
    blocks = [each.text_content() for each in summary.iter("p", "li", "blockquote", "h2", "h3")]
    text = "\n".join(blocks) or summary.text_content()
    return {"text": text, "title": read.short_title(), "dates": False}


def news_please(body: bytes, url: str, charset: str) -> Told:
    from newsplease import NewsPlease

    read = NewsPlease.from_html(body.decode(charset, "replace"), url=url)
    published = read.date_publish.isoformat() if read.date_publish else None
    authors = [name for name in read.authors or () if name]
    return {"text": read.maintext or "", "title": read.title or "", "published": published, "authors": authors}


TOOLS: dict[str, Callable[[bytes, str, str], Told]] = {
    "trafilatura, precision": trafilatura_precision,
    "trafilatura, default": trafilatura,
    "newspaper4k": newspaper4k,
    "readability-lxml": readability,
    "news-please": news_please,
}


def main() -> None:
    tool = TOOLS[sys.argv[1]]
    for line in sys.stdin:
        page = json.loads(line)
        try:
            told = tool(Path(page["path"]).read_bytes(), page["url"], page["charset"])
        except Exception as error:  # noqa: BLE001  a peer's own
            print(f"{sys.argv[1]}: {page['path']}: {error!r}", file=sys.stderr)
            told = {"text": "", "title": "", "authors": []}
        print(json.dumps(told, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
