"""Worker processes that read pages: every core is used, and a page that hangs or kills its worker costs only itself."""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessPool

from crawler.reasons import Reason, Rejection

T = TypeVar("T")
PAGES_A_WORKER = 2_000  # then it is replaced: what libraries leak stays bounded


class Workers:
    """A pool of `count` processes; each call may take `time_limit` seconds.

    The processes are forked from a server that holds no thread, lock or socket of ours.
    """

    def __init__(self, count: int, *, time_limit: float = 20.0) -> None:
        self.time_limit = time_limit
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["crawler.discovery.reading", "trafilatura"])
        self._pool = ProcessPool(
            max_workers=max(1, count), max_tasks=PAGES_A_WORKER, initializer=_ignore_interrupt, context=context
        )

    def submit(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T]:
        """Return the future of a call; it raises TimeoutError or ProcessExpired where the worker was lost."""
        future: Future[T] = self._pool.schedule(function, args=args, kwargs=kwargs, timeout=self.time_limit)
        return future

    async def run(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T | Rejection:
        """Return what a call returns, or the Rejection of a page that hung or killed its worker."""
        return await asyncio.wrap_future(_settle(self.submit(function, *args, **kwargs)))

    def close(self) -> None:
        """End the processes; calls under way are given up."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def result(future: Future[T]) -> T | Rejection:
    """Wait for a call; a lost worker gives a Rejection."""
    try:
        return future.result()
    except TimeoutError:
        return Rejection(Reason.TIMEOUT)
    except ProcessExpired as end:
        return Rejection(Reason.CRASHED, f"the process ended with {end.exitcode}")


def _settle(future: Future[T]) -> Future[T | Rejection]:
    settled: Future[T | Rejection] = Future()

    def pass_on(done: Future[T]) -> None:
        if not settled.set_running_or_notify_cancel():
            return
        try:
            outcome: T | Rejection = result(done)
            settled.set_result(outcome)
        except BaseException as error:  # noqa: BLE001  what the call raised belongs to its caller
            settled.set_exception(error)

    future.add_done_callback(pass_on)
    return settled


def _ignore_interrupt() -> None:
    # Ctrl-C reaches the whole process group; the crawl decides when its workers end.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
