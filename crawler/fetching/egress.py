"""The egress guard: no request leaves for a private or unsafe address, whatever a link, redirect or name server says.

The text of every URL is checked before its request is made; what a host name resolves to is checked where the
connection is made, so that a name that changes its mind in between gains nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, Self, cast

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.resolver import CachingHostnameResolver
from scrapy.utils.datatypes import LocalCache
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver
from zope.interface import implementer  # type: ignore[import-untyped]

from crawler.fetching.addresses import fault, is_public
from crawler.fetching.refused import Refused
from crawler.reasons import Reason

_private_names: LocalCache[str, str] = LocalCache(1_000)  # host → the private address it resolved to


class Egress:
    """Downloader middleware: refuses what the text of a URL gives away. `allow_private` lifts the rule on addresses."""

    def __init__(self, *, allow_private: bool = False) -> None:
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(allow_private=crawler.settings.getbool("KHABAR_ALLOW_PRIVATE_HOSTS"))

    def process_request(self, request: Request) -> None:
        """Raise Refused for a URL that may not be asked for."""
        if words := fault(request.url, allow_private=self.allow_private):
            raise Refused(Reason.FORBIDDEN_ADDRESS, words)


class TrueReason:
    """Downloader middleware: a host that the resolver gave no address of, since all are private, "does not resolve"."""

    @classmethod
    def from_crawler(cls, _crawler: Crawler) -> Self:
        return cls()

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise Refused in its place."""
        if isinstance(exception, CannotResolveHostError):
            host = (urlparse_cached(request).hostname or "").lower()
            if address := _private_names.get(host):
                words = f"{host} resolves to {address}, a private address"
                raise Refused(Reason.FORBIDDEN_ADDRESS, words) from exception


class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver for IPv4 and IPv6; gives public addresses only, unless told otherwise."""

    def __init__(self, reactor: ReactorBase, cache_size: int, *, allow_private: bool = False) -> None:
        super().__init__(reactor, cache_size)
        self.allow_private = allow_private

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        return cls(
            reactor,
            crawler.settings.getint("DNSCACHE_SIZE"),
            allow_private=crawler.settings.getbool("KHABAR_ALLOW_PRIVATE_HOSTS"),
        )

    def resolveHostName(  # noqa: N802  the interface's names
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Resolve a name; the receiver hears of its public addresses only."""
        receiver: Any = resolutionReceiver if self.allow_private else _PublicOnly(resolutionReceiver, hostName)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)


@implementer(IResolutionReceiver)
class _PublicOnly:
    """Passes on the public addresses of a resolution, and remembers a private one."""

    def __init__(self, receiver: Any, host: str) -> None:
        self._receiver = receiver
        self._host = host.lower()

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        _private_names.pop(self._host, None)
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        ip = getattr(address, "host", "")
        if ip and is_public(ip):
            self._receiver.addressResolved(address)
        else:
            _private_names[self._host] = ip

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


async def resolve(host: str, port: int) -> list[str]:
    """Return the addresses that a request to a host would be connected to, from the resolver that this process uses."""
    from twisted.internet import reactor  # noqa: PLC0415  importing it starts one

    found: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
    resolver: Any = cast("ReactorBase", reactor).nameResolver  # its interface is declared without a self
    resolver.resolveHostName(_Gathered(found), host, port)
    return await found


@implementer(IResolutionReceiver)
class _Gathered:
    """Gives a resolution's addresses to who waits for them."""

    def __init__(self, found: asyncio.Future[list[str]]) -> None:
        self._found = found
        self._addresses: list[str] = []

    def resolutionBegan(self, _resolution: IHostResolution) -> None:  # noqa: N802
        """Nothing is known yet."""

    def addressResolved(self, address: IAddress) -> None:  # noqa: N802
        self._addresses.append(getattr(address, "host", ""))

    def resolutionComplete(self) -> None:  # noqa: N802
        if not self._found.done():
            self._found.set_result(self._addresses)
