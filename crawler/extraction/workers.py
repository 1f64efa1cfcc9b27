"""Worker processes that read pages: every core is used, and a page that hangs or kills its worker costs only itself."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from threading import Lock
from typing import Any, Self, TypeVar

from crawler import forking
from crawler.errors import WorkersLost
from crawler.extraction.worker import Lost, Worker, request, value
from crawler.reasons import Rejection

T = TypeVar("T")
PAGES_A_WORKER = 2_000  # then it is replaced: what libraries leak stays bounded
ATTEMPTS = 2  # a worker may be killed from outside, and a machine may stall: neither is the page's fault
_PAUSES = (0.0, 0.5, 2.0, 5.0)  # seconds before each try to start a process


class Workers:
    """A pool of `count` processes; each call may take `time_limit` seconds and `memory` MiB (0: no bound).

    The processes are forked from a server that holds no thread, lock or socket of ours. A thread for each waits for
    its answers: they share no pipe, so that the death of one, or of all, takes nothing but the calls they held, and
    those are tried once more.
    """

    def __init__(self, count: int, *, time_limit: float = 20.0, memory: int = 0) -> None:
        self.time_limit = time_limit
        self.memory = memory
        self._context = forking.context()
        self._threads = ThreadPoolExecutor(max(1, count), thread_name_prefix="khabar-worker")
        self._idle: list[Worker] = []
        self._workers: set[Worker] = set()
        self._lock = Lock()
        self._alone = Lock()
        self._closed = False

    def submit(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> Future[T | Rejection]:
        """Return the future of a call: what it returns or raises, or the Rejection of one that lost its workers."""
        return self._threads.submit(self._call, request(function, args, kwargs))

    async def run(self, function: Callable[..., T], *args: Any, **kwargs: Any) -> T | Rejection:
        """Return what a call returns, or the Rejection of a page that hung or killed its workers.

        Raises WorkersLost where no process can be started.
        """
        return await asyncio.wrap_future(self.submit(function, *args, **kwargs))

    def close(self) -> None:
        """End the processes; calls under way are given up."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in list(self._workers):
            self._dismiss(worker)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _call(self, asked: bytes) -> Any:
        with ExitStack() as alone:
            for attempt in range(1, ATTEMPTS + 1):
                try:
                    answer = self._ask(asked, fresh=attempt > 1)
                except Lost as loss:
                    rejection = loss.rejection
                else:
                    return value(answer)
                if attempt == 1:
                    alone.enter_context(self._alone)  # two that take too much memory, not side by side again
        return rejection

    def _ask(self, asked: bytes, *, fresh: bool) -> bytes:
        worker = self._hire(fresh=fresh)
        try:
            answer = worker.call(asked, seconds=self.time_limit)
        except Lost:
            self._dismiss(worker)
            self._check_open()
            raise
        if worker.calls < PAGES_A_WORKER:
            self._idle.append(worker)
        else:
            self._dismiss(worker)
        return answer

    def _hire(self, *, fresh: bool) -> Worker:
        worker = None if fresh else self._waiting()
        return self._started() if worker is None else worker

    def _waiting(self) -> Worker | None:
        with suppress(IndexError):  # there is none, or none any more
            while True:
                worker = self._idle.pop()
                if worker.is_ready:
                    return worker
                self._dismiss(worker)
        return None

    def _started(self) -> Worker:
        for pause in _PAUSES:
            time.sleep(pause)
            self._check_open()
            try:
                return self._enlist(Worker(self._context, memory=self.memory))
            except Lost as loss:
                last = loss
        raise WorkersLost(f"no process that reads pages can be started ({last}); see what the system has against it")

    def _enlist(self, worker: Worker) -> Worker:
        with self._lock:
            self._workers.add(worker)
            if self._closed:
                worker.kill()
        return worker

    def _dismiss(self, worker: Worker) -> None:
        with self._lock:
            self._workers.discard(worker)
        worker.close()

    def _check_open(self) -> None:
        if self._closed:
            raise CancelledError
