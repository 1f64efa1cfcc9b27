"""The rules of a robots.txt, read and matched to the letter of RFC 9309.

Scrapy's parser (Protego) is not used, since it departs from it: a group for `K` would be ours, a Crawl-delay ends a
list of user-agents, `Allow: /index.html` allows the front page too, `/a$` also means a literal dollar, `/` and `%2F`
differ in a query, and what is not UTF-8 is left out, so that `Disallow: /` and an Arabic word in an old encoding
forbid the whole site.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import unquote_to_bytes, urlsplit

from scrapy.crawler import Crawler
from scrapy.robotstxt import RobotParser

TOKEN = "Khabar"  # noqa: S105  the product token our rules are found by
EVERYBODY = "*"

_EOL = re.compile(rb"\r\n?|\n")
_PRODUCT = re.compile(r"[\w-]+", re.ASCII)  # a version or a wildcard after it is passed over
_AGENT = {"user-agent", "useragent", "user agent"}
_ALLOW = {"allow"}
_DISALLOW = {"disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw"}  # as it is misspelled
_DELAY = {"crawl-delay", "crawldelay", "crawl delay"}
_KNOWN = _AGENT | _ALLOW | _DISALLOW | _DELAY


@dataclass(frozen=True, slots=True)
class Rule:
    """One `Allow` or `Disallow`. `parts` are what stands between its asterisks, without percent-encoding."""

    allows: bool
    parts: tuple[bytes, ...]
    whole: bool  # it ends with `$`
    octets: int

    @property
    def is_prefix(self) -> bool:
        return len(self.parts) == 1 and not self.whole

    def matches(self, path: bytes) -> bool:
        """Tell whether a path with its query, without percent-encoding, is meant."""
        first, *rest = self.parts
        if not rest:
            return path == first if self.whole else path.startswith(first)
        at = len(first) if path.startswith(first) else -1
        for part in rest[:-1] if self.whole else rest:
            found = -1 if at < 0 else path.find(part, at)
            at = -1 if found < 0 else found + len(part)
        if at < 0 or not self.whole:
            return at >= 0
        return len(path) - len(rest[-1]) >= at and path.endswith(rest[-1])


@dataclass(slots=True)
class Group:
    """What one user-agent is told, wherever in the file."""

    rules: list[Rule] = field(default_factory=list)
    delay: float | None = None

    def close(self) -> tuple[bytes, ...]:
        """Put the most specific rule first, `Allow` before its equal; return what may match as a prefix only."""
        self.rules.sort(key=lambda rule: (-rule.octets, not rule.allows))
        return tuple(rule.parts[0] for rule in self.rules if rule.is_prefix)


class RobotRules(RobotParser):
    """What a robots.txt tells Khabar: its own group, or where there is none, everybody's."""

    def __init__(self, body: bytes) -> None:
        groups = _groups(body)
        self._group = groups.get(TOKEN.lower()) or groups.get(EVERYBODY) or Group()
        self._prefixes = self._group.close()
        self._others = [rule for rule in self._group.rules if not rule.is_prefix]

    @classmethod
    def from_crawler(cls, crawler: Crawler, robotstxt_body: bytes) -> Self:  # noqa: ARG003  Scrapy gives it
        return cls(robotstxt_body)

    def allowed(self, url: str | bytes, user_agent: str | bytes = TOKEN) -> bool:  # noqa: ARG002  it is we who ask
        """Tell whether Khabar may ask for a URL."""
        path = _path(url if isinstance(url, str) else url.decode())
        if path == b"/robots.txt":
            return True
        rules = self._group.rules if path.startswith(self._prefixes) else self._others
        return next((rule.allows for rule in rules if rule.matches(path)), True)

    def crawl_delay(self, user_agent: str | bytes = TOKEN) -> float | None:  # noqa: ARG002  it is we who ask
        """Return the seconds that Khabar is asked to wait between two requests."""
        return self._group.delay


def rule(value: bytes, *, allows: bool) -> Rule | None:
    """Read the path of an `Allow` or `Disallow`; None for what is no path, and for an empty one, which means none."""
    if not value.startswith((b"/", b"*")):
        return None
    whole = value.endswith(b"$")
    written = value.removesuffix(b"$").split(b"*")
    parts = tuple(unquote_to_bytes(part) for part in written)
    octets = sum(map(_octets, parts)) + len(parts) - 1 + whole
    return Rule(allows, parts, whole, octets)


def _groups(body: bytes) -> dict[str, Group]:
    """Return what is told to us and to everybody; of other user-agents nothing is kept.

    Lines that RFC 9309 does not know (Sitemap, Crawl-delay and others) do not end a group (2.2.4).
    """
    groups: dict[str, Group] = {}
    meant: dict[str, Group] = {}  # whom the lines that come are told to
    ended = False
    for name, value in _lines(body):
        if name in _AGENT:
            meant, ended = ({} if ended else meant), False
            if (token := _token(value)) in (TOKEN.lower(), EVERYBODY):
                meant[token] = groups.setdefault(token, Group())
        elif name in _DELAY:
            _tell_delay(meant, value)
        else:
            ended = True
            _tell_rule(meant, value, allows=name in _ALLOW)
    return groups


def _tell_rule(meant: dict[str, Group], value: bytes, *, allows: bool) -> None:
    told = rule(value, allows=allows) if meant else None
    for group in meant.values() if told else ():
        assert told is not None
        group.rules.append(told)


def _tell_delay(meant: dict[str, Group], value: bytes) -> None:
    try:
        seconds = float(value)
    except ValueError:
        return
    if not math.isfinite(seconds) or seconds < 0:
        return
    for group in meant.values():
        group.delay = max(seconds, group.delay or 0.0)


def _lines(body: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the value of each line that is known; the colon may be forgotten."""
    for line in _EOL.split(body):
        text = line.partition(b"#")[0].strip()
        name, colon, value = text.partition(b":")
        if not colon:
            name, _, value = text.partition(b" ")
        read = name.strip().lower().decode("latin-1")
        if read in _KNOWN:
            yield read, value.strip()


def _token(value: bytes) -> str:
    text = value.decode("latin-1").lower()
    found = _PRODUCT.match(text)
    return EVERYBODY if text == EVERYBODY else found[0] if found else ""


def _path(url: str) -> bytes:
    parts = urlsplit(url)
    query = f"?{parts.query}" if "?" in url.partition("#")[0] else ""
    return unquote_to_bytes((parts.path or "/") + query)


def _octets(part: bytes) -> int:
    """The octets of a part once it is percent-encoded (RFC 9309 2.2.2)."""
    return sum(1 if 0x20 < octet < 0x7F else 3 for octet in part)
