"""Which addresses may be contacted: public ones, over http and https. Pure; nothing is resolved here."""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address

# What is_global leaves open in one Python release or another, and public addresses that answer inside a cloud only.
_NOT_PUBLIC = tuple(
    ip_network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT (RFC 6598); Alibaba's metadata service too
        "168.63.129.16/32",  # Azure's host, metadata included
        "192.0.0.0/24",  # IETF protocol assignments (RFC 6890)
        "192.88.99.0/24",  # 6to4 relays (RFC 7526)
        "64:ff9b:1::/48",  # NAT64 of a local network (RFC 8215)
        "100::/64",  # discarded (RFC 6666)
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
        "5f00::/16",  # segment routing (RFC 9602)
        "fec0::/10",  # site-local (RFC 3879)
    )
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last 32 bits
_COMPATIBLE = IPv6Network("::/96")  # RFC 4291 2.5.5.1, deprecated
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")
_NUMERIC = re.compile(r"(?i)(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*")


def is_public(address: str | Address) -> bool:
    """Tell whether an IP address is one of the public internet, also behind an IPv6 address that embeds it."""
    ip = ip_address(address) if isinstance(address, str) else address
    if ip.is_multicast or not (ip.is_global or ip in _NAT64) or any(ip in network for network in _NOT_PUBLIC):
        return False
    return all(is_public(inner) for inner in _embedded(ip))


def fault(url: str, *, allow_private: bool = False) -> str | None:
    """Say in a few words why a URL may not be asked for; None: it may, as far as its text tells.

    `allow_private` lifts the rule on private addresses, and no other.
    """
    if _UNSAFE.search(url):
        return "an address with a backslash, a space or a control character in it"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "no address that can be read"
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme or 'no scheme'}: only http and https are asked"
    if not host:
        return "an address without a host"
    if "@" in parts.netloc:
        return f"an address with a user name before {host}"
    return None if allow_private else _private(host)


def _private(host: str) -> str | None:
    name = host.rstrip(".").lower()
    ip = literal(name)
    own = name == "localhost" or name.endswith(".localhost") or "%" in name
    return f"{host} is a private address" if own or (ip and not is_public(ip)) else None


def literal(host: str) -> Address | None:
    """Return the IP address that a host's text is; also 127.1, 0x7f000001 and 017700000001, as resolvers read them."""
    try:
        return ip_address(host)
    except ValueError:
        pass
    if not _NUMERIC.fullmatch(host):
        return None
    try:
        return IPv4Address(socket.inet_aton(host))
    except OSError:
        return None


def _embedded(ip: Address) -> list[Address]:
    if isinstance(ip, IPv4Address):
        return []
    inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64 or ip in _COMPATIBLE:
        inner.append(IPv4Address(int(ip) & 0xFFFFFFFF))
    return [address for address in inner if address is not None]
