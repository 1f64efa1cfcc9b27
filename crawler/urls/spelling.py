"""An address taken apart, and its percent-encoding put into one spelling (RFC 3986, sections 2 and 6.2.2)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

_WEB = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# What people type and our own keys look like: a host with a dot or a port, and no scheme.
_BARE = re.compile(
    r"(?:[^\s/?#@\\:\[\]]+\.[^\s/?#@\\:\[\]]+(?::\d+)?|[^\s/?#@\\:\[\]]+:\d+|\[[0-9A-Fa-f:.]+\](?::\d+)?)(?=[/?#]|$)"
)
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?")
_DEFAULT_PORTS = (None, 80, 443)
_SAFE = r"A-Za-z0-9\-._~!$&'()*+,;=:@/?"
# Most addresses are clean already, and of the rest most bytes are escaped letters: those go by the run.
_CLEAN = re.compile(rf"(?:[{_SAFE}]|%[89A-F][0-9A-F])*")
_ESCAPED = re.compile(rf"(?:%[89A-Fa-f][0-9A-Fa-f])+|%([0-7][0-9A-Fa-f])|%|[^{_SAFE}%]+")
_RUN = re.compile(rb"(?:%[0-9A-Fa-f]{2})+")
_PLAIN = re.compile(r"[A-Za-z0-9._~-]*")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_DOTS = re.compile(r"/\.{1,2}(?:/|$)")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: `host` is lower-case ASCII and carries a port where it is not the default one."""

    scheme: str
    host: str
    path: str
    query: str


@lru_cache(maxsize=4096)
def split(url: str) -> Address | None:
    """Take an address apart; None where it is none of the web. Without a scheme, https is meant. Never raises."""
    url = url.strip()
    if not _WEB.match(url):
        if not _BARE.match(url):
            return None
        url = f"//{url}"
    try:
        parts = urlsplit(url, scheme="https")
        host = _host(parts)
    except ValueError:
        return None
    return Address(parts.scheme.lower(), host, parts.path or "/", parts.query) if host else None


def _host(parts: SplitResult) -> str:
    """Return host and port; "" where a browser would read another host, or none. Raises ValueError on bad ones."""
    name, port = (parts.hostname or "").rstrip("."), parts.port
    if "\\" in parts.netloc:
        return ""
    name = f"[{ip_address(name)}]" if "[" in parts.netloc else _ascii(name)
    if not name:
        return ""
    return name if port in _DEFAULT_PORTS else f"{name}:{port}"


def _ascii(host: str) -> str:
    if len(host) > 253:
        return ""
    if not host.isascii():
        host = host.encode("idna").decode("ascii").lower().rstrip(".")
    return host if _HOST.fullmatch(host) else ""


def escape(text: str) -> str:
    """Return a path or query as it goes over the wire: escaped where it must be, and nowhere else.

    Bytes that are no UTF-8 (windows-1256 in old addresses) stay as they are.
    """
    return text if _CLEAN.fullmatch(text) else _ESCAPED.sub(_escape_one, text)


def _escape_one(match: re.Match[str]) -> str:
    if match[1]:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()
    if match[0] != "%" and match[0][0] == "%":
        return match[0].upper()
    return f"%{match[0].encode('utf-8', 'surrogatepass').hex('%').upper()}"


def same_spelling(text: str, *, keep: str) -> str:
    """Return a part of an address in the one spelling used for comparing: letters as they are, in NFC.

    Beside letters, digits and "-._~", the characters of `keep` stand unescaped.
    """
    if _PLAIN.fullmatch(text):
        return text
    data = _RUN.sub(_unescaped, text.encode("utf-8", "surrogatepass"))
    try:
        chars = unicodedata.normalize("NFC", data.decode("utf-8"))
    except UnicodeDecodeError:
        chars = data.decode("latin-1")
        return "".join(char if char in _UNRESERVED else f"%{ord(char):02X}" for char in chars)
    return _strange(keep).sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), chars)


def _unescaped(match: re.Match[bytes]) -> bytes:
    return bytes.fromhex(match[0].replace(b"%", b"").decode())


@cache
def _strange(keep: str) -> re.Pattern[str]:
    return re.compile(rf"[^\w.~\-{re.escape(keep)}]+")


def without_dots(path: str) -> str:
    """Return a path with its "." and ".." segments resolved (RFC 3986, section 5.2.4)."""
    if not _DOTS.search(path):
        return path
    *folders, last = path.split("/")
    kept: list[str] = []
    for segment in [*folders, *((last, "") if last in (".", "..") else (last,))]:
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) or "/"
