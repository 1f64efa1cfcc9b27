"""Which addresses may be contacted: public ones, over http and https. Pure; nothing is resolved here."""

from __future__ import annotations

import re
import socket
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

# What is_global leaves open in one Python release or another, and public addresses that answer inside a cloud only.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT (RFC 6598); Alibaba's metadata service too
        "168.63.129.16/32",  # Azure's host, metadata included
        "192.0.0.0/24",  # IETF protocol assignments (RFC 6890); Oracle's metadata service too
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "2001::/23",  # IETF protocol assignments (RFC 2928): Teredo, benchmarking, ORCHID
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
    )
)
_UNICAST = IPv6Network("2000::/3")  # all that IANA gives out for use on the internet
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last 32 bits
_SIX_TO_FOUR = IPv6Network("2002::/16")  # RFC 3056: bits 16 to 48; releases differ on whether it is_global
_ISATAP = 0x5EFE  # RFC 5214 6.1: so does it behind these 32 bits, but for the bit that says "universal"
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\\]")
_NAME = re.compile(r"(?i)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_NUMBER = re.compile(r"(?i)0x[0-9a-f]*|\d+")  # a host that ends so is an IPv4 address (URL standard, 3.5)
_LONGEST = 254  # characters of a name (RFC 1035 2.3.4), its last dot included


def is_public(address: str | Address) -> bool:
    """Tell whether an IP address is one of the public internet, also behind an IPv6 address that embeds it."""
    ip = ip_address(address) if isinstance(address, str) else address
    if isinstance(ip, IPv6Address) and ip in _NAT64:
        return is_public(IPv4Address(int(ip) & 0xFFFFFFFF))
    if isinstance(ip, IPv6Address) and ip in _SIX_TO_FOUR:
        return all(map(is_public, _embedded(ip)))
    if ip.is_multicast or not ip.is_global or any(ip in network for network in _NOT_PUBLIC):
        return False
    return isinstance(ip, IPv4Address) or (ip in _UNICAST and all(map(is_public, _embedded(ip))))


def _embedded(ip: IPv6Address) -> list[IPv4Address]:
    inner = [ip.sixtofour] if ip.sixtofour else []
    if int(ip) >> 32 & 0xFDFFFFFF == _ISATAP:
        inner.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return inner


def fault(url: str, *, allow_private: bool = False) -> str | None:
    """Say in a few words why a URL may not be asked for; None: it may, as far as its text tells.

    `allow_private` lifts the rule on private addresses, and no other.
    """
    if is_unsafe(url):
        return "an address with a backslash, a space or a control character in it"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "no address that can be read"
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme or 'no scheme'}: only http and https are asked"
    if "@" in parts.netloc:
        return f"an address with a user name before {host or 'no host'}"
    if not host:
        return "an address without a host"
    return _host_fault(host, bracketed="[" in parts.netloc, allow_private=allow_private)


def is_unsafe(text: str) -> bool:
    """Tell whether an address has in it what one program reads otherwise than the next."""
    return _UNSAFE.search(text) is not None


@lru_cache(maxsize=1024)  # a site has few hosts, and each of its pages is asked for
def _host_fault(host: str, *, bracketed: bool, allow_private: bool) -> str | None:
    name = _ascii(host)
    ip = literal(name)
    if ip is None and (bracketed or not _is_name(name)):
        return "no address that can be read"
    name = name.rstrip(".").lower()
    own = name == "localhost" or name.endswith(".localhost")
    return f"{host} is a private address" if not allow_private and (own or (ip and not is_public(ip))) else None


def _ascii(host: str) -> str:
    """Return a host as it is asked for; "" where it cannot be. Full-width digits and dots become plain ones."""
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return ""


def _is_name(host: str) -> bool:
    last = host.rstrip(".").rpartition(".")[2]
    return len(host) <= _LONGEST and bool(_NAME.fullmatch(host)) and not _NUMBER.fullmatch(last)


def literal(host: str) -> Address | None:
    """Return the IP address that a host's text is; also 127.1, 0x7f000001 and 017700000001, as resolvers read them.

    One with a zone (fe80::1%eth0) is none: a URL has no use for it.
    """
    host = host.removesuffix(".")
    if "%" in host:
        return None
    try:
        return ip_address(host)
    except ValueError:
        pass
    if not all(map(_NUMBER.fullmatch, host.split("."))):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None
