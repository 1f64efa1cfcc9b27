"""Passing on bytes between a browser and a server, both ways, until there is nothing more to pass on."""

from __future__ import annotations

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable

from crawler.fetching import heads

Streams = tuple[StreamReader, StreamWriter]

CHUNK = 64 * 1024  # bytes held of a connection, each way


class Allowance:
    """How many bytes a page may still load; `met` is called once for a page that would load more."""

    def __init__(self, size: int, met: Callable[[], None]) -> None:
        self._size = self.left = size
        self._met = met

    def renew(self) -> None:
        """Count from here: a page begins."""
        self.left = self._size

    def spend(self, size: int) -> None:
        """Take so many bytes off."""
        if 0 < self.left <= size:
            self._met()
        self.left -= size


async def relay(near: Streams, far: Streams, allowance: Allowance, *, seconds: float, tunnel: bool) -> None:
    """Pass on bytes until one side ends, both have been silent for so many seconds, or the allowance is spent.

    Outside a tunnel, what comes back is one HTTP answer. Raises TimeoutError for silence.
    """
    ways: list[asyncio.Task[None]] = []
    back = _pass_on if tunnel else _pass_answer
    try:
        async with asyncio.timeout(seconds) as silence:
            heard = _Heard(silence, seconds, allowance)
            ways.append(asyncio.create_task(_pass_on(near[0], far[1], heard)))
            ways.append(asyncio.create_task(back(far[0], near[1], heard)))
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for way in ways:
            way.cancel()
        await asyncio.gather(*ways, return_exceptions=True)


class _Heard:
    """Called for every block: it breaks the silence, and costs its bytes."""

    def __init__(self, silence: asyncio.Timeout, seconds: float, allowance: Allowance) -> None:
        self._silence = silence
        self._seconds = seconds
        self.allowance = allowance

    def __call__(self, block: bytes) -> None:
        self._silence.reschedule(asyncio.get_running_loop().time() + self._seconds)
        self.allowance.spend(len(block))


async def _pass_answer(reader: StreamReader, writer: StreamWriter, heard: _Heard) -> None:
    head = await heads.read_answer(reader)
    writer.write(heads.written(*head) if head else heads.own(502))
    if head:
        await _pass_on(reader, writer, heard)


async def _pass_on(reader: StreamReader, writer: StreamWriter, heard: _Heard) -> None:
    while heard.allowance.left > 0 and (block := await reader.read(CHUNK)):
        heard(block)
        writer.write(block)
        await writer.drain()
