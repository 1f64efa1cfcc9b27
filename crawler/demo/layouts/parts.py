"""What several layouts print alike: the story's lines as HTML, meta tags, JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from html import escape
from itertools import groupby
from typing import Any

from crawler.article import Link
from crawler.demo.dates import iso
from crawler.demo.furniture import NAME, link
from crawler.demo.layout import Printed
from crawler.demo.story import Block


def text(value: str) -> str:
    """Return text as it stands between tags."""
    return escape(value, quote=False)


def body(blocks: Iterable[Block], heading: str = "h2", after: Mapping[int, str] | None = None) -> str:
    """Return the story's lines; `after` holds HTML to put behind the groups of that number, from 0."""
    groups = [_group(kind, list(lines), heading) for kind, lines in groupby(blocks, key=_grouping)]
    inserted = after or {}
    return "\n".join(group + inserted.get(number, "") for number, group in enumerate(groups))


def paragraphs(blocks: Iterable[Block], after: Mapping[int, str] | None = None) -> str:
    """Return the story's lines with HTML behind the lines of those numbers: no list, no quotation, one <p> a line."""
    inserted = after or {}
    return "\n".join(f"<p>{text(line)}</p>" + inserted.get(at, "") for at, (_, line) in enumerate(blocks))


def signed(printed: Printed, before: str, after: str) -> str:
    """Return the byline between two tags; nothing where the page has none."""
    return f"{before}{text(printed.signature.line)}{after}" if printed.signature else ""


def dated(printed: Printed, before: str, after: str) -> str:
    """Return the visible date between two tags; nothing where the page has none."""
    return f"{before}{text(printed.date)}{after}" if printed.date else ""


def figure(printed: Printed, caption: str = "صورة أرشيفية") -> str:
    """Return the story's picture with its caption."""
    if printed.image is None:
        return ""
    source = escape(printed.image)
    return f'<figure><img src="{source}" alt="" width="800"><figcaption>{text(caption)}</figcaption></figure>'


def entries(links: Iterable[Link], tag: str = "li", name: str = "") -> str:
    """Return the entries of a block of headlines, each in its own element."""
    attribute = f' class="{name}"' if name else ""
    return "".join(f"<{tag}{attribute}>{link(each)}</{tag}>" for each in links)


def meta(pairs: Mapping[str, str | None]) -> str:
    """Return meta tags: og: and article: names as `property`, the rest as `name`; None leaves one out."""
    return "\n".join(
        f'<meta {"property" if ":" in name else "name"}="{name}" content="{escape(value)}">'
        for name, value in pairs.items()
        if value is not None
    )


def relations(printed: Printed) -> str:
    """Return the head's links to the page's canonical, AMP and mobile addresses."""
    pairs = {
        "canonical": printed.canonical,
        "amphtml": printed.others.get("amp"),
        "shortlink": printed.others.get("short"),
    }
    links = [f'<link rel="{name}" href="{escape(url)}">' for name, url in pairs.items() if url]
    if mobile := printed.others.get("mobile"):
        links.append(f'<link rel="alternate" media="only screen and (max-width: 640px)" href="{escape(mobile)}">')
    return "\n".join(links)


def moment(value: datetime | None, *, timed: bool) -> str | None:
    """Return a time as ISO 8601; None for none."""
    return iso(value, timed) if value else None


def news_article(printed: Printed, kind: str = "NewsArticle") -> dict[str, Any]:
    """Return schema.org's description of the page's story, with what the page gives and no more."""
    values: dict[str, Any] = {
        "@type": kind,
        "headline": printed.title,
        "description": printed.description,
        "datePublished": printed.iso,
        "dateModified": moment(printed.modified, timed=printed.timed),
        "author": [{"@type": "Person", "name": name} for name in printed.story.authors] if printed.authors else None,
        "image": [printed.image] if printed.image else None,
        "articleSection": printed.section,
        "keywords": list(printed.tags) or None,
        "mainEntityOfPage": printed.canonical,
        "inLanguage": "ar",
        "publisher": {"@type": "Organization", "name": NAME},
    }
    return {name: value for name, value in values.items() if value is not None}


def json_ld(value: Mapping[str, Any]) -> str:
    """Return a JSON-LD script."""
    written = json.dumps({"@context": "https://schema.org", **value}, ensure_ascii=False).replace("</", "<\\/")
    return f'<script type="application/ld+json">{written}</script>'


def _grouping(block: Block) -> str | int:
    return "li" if block.kind == "li" else id(block)


def _group(kind: str | int, lines: list[Block], heading: str) -> str:
    if kind == "li":
        return f"<ul>{''.join(f'<li>{text(line.text)}</li>' for line in lines)}</ul>"
    (line,) = lines
    tags = {"h": (f"<{heading}>", f"</{heading}>"), "quote": ("<blockquote><p>", "</p></blockquote>")}
    before, after = tags.get(line.kind, ("<p>", "</p>"))
    return f"{before}{text(line.text)}{after}"
