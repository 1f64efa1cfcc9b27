"""Worker: one process that reads pages. It may be killed at any instant, and holds nothing that others wait for."""

from __future__ import annotations

import fcntl
import gc
import multiprocessing
import os
import pickle
import resource
import signal
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext
from threading import Lock
from typing import Any

from crawler.extraction.alarm import Alarm
from crawler.reasons import Reason, Rejection

_STARTING = 120.0  # seconds; the first one waits until the server has loaded what it reads with
_JOINING = 5.0  # seconds that a killed process may take to be gone
_GARBAGE = 50_000  # objects more than before, from which on circles are looked for: a page has few of them, or none
_NO_MEMORY = b""  # the answer that takes none

_alarm = Alarm()
_turn = Lock()  # multiprocessing counts its children without one


class Lost(Exception):
    """The process is gone, or of no more use. `rejection` is what it says of the page it held."""

    def __init__(self, rejection: Rejection) -> None:
        super().__init__(str(rejection))
        self.rejection = rejection


class Worker:
    """A process with a pipe of its own; `memory` bounds what it may take, in MiB (0: no bound). Raises Lost."""

    def __init__(self, context: ForkServerContext, *, memory: int) -> None:
        self.calls = 0
        self._memory = memory
        self._overdue = False
        self._exit: int | None = None
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, memory), name="khabar-worker", daemon=True)
        try:
            with _turn:
                self._process.start()
            with _alarm.after(_STARTING, self._expire):
                theirs.close()  # else its end would not be noticed
                self._pipe.recv_bytes()
        except (OSError, EOFError):
            theirs.close()
            raise self._lost() from None

    def call(self, request: bytes, *, seconds: float) -> bytes:
        """Return the answer to a request, both pickled. Raises Lost where the process does not live to give it."""
        self.calls += 1
        with _alarm.after(seconds, self._expire):
            try:
                self._pipe.send_bytes(request)
                answer = self._pipe.recv_bytes()
            except (OSError, EOFError):
                answer = None
        if answer is None:
            raise self._lost()
        if answer == _NO_MEMORY:
            raise Lost(Rejection(Reason.CRASHED, f"it took more than {self._memory} MiB of memory"))
        return answer

    @property
    def is_ready(self) -> bool:
        """Whether it can be asked: it may have been killed since, or in the moment of its answer."""
        return not self._overdue and not self._pipe.poll()  # of a dead one's pipe the end can be read

    def kill(self) -> None:
        """End the process, whatever it does; who waits for its answer gets Lost."""
        if self._process.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)  # multiprocessing would not, once its server is gone

    def close(self) -> None:
        """End the process, and free what it took."""
        self.kill()
        self._pipe.close()
        if self._process.pid is not None:
            with _turn:
                self._process.join(_JOINING)
                self._exit = self._process.exitcode

    def _expire(self) -> None:
        self._overdue = True
        self.kill()

    def _lost(self) -> Lost:
        self.close()
        if self._overdue:
            return Lost(Rejection(Reason.TIMEOUT))
        return Lost(Rejection(Reason.CRASHED, f"the process ended with {self._exit}"))


def request(function: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bytes:
    """Return what asks a Worker for a call."""
    return pickle.dumps((function, args, kwargs))


def value(answer: bytes) -> Any:
    """Return what a call returned, or raise what it raised."""
    returned, outcome = pickle.loads(answer)  # noqa: S301  a process of our own wrote it
    if returned:
        return outcome
    raise outcome


def _serve(pipe: Connection, memory: int) -> None:
    """Answer requests until nobody asks."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all; the crawl decides when its workers end
    _end_with_parent()
    _bound(memory)
    gc.freeze()  # what was loaded by now stays: the collector need not walk it again and again
    gc.set_threshold(_GARBAGE)
    with suppress(OSError, EOFError):
        pipe.send_bytes(b"ready")
        while True:
            answer = _answer(pipe.recv_bytes())
            pipe.send_bytes(answer)
            if answer == _NO_MEMORY:
                return


def _answer(asked: bytes) -> bytes:
    try:
        function, args, kwargs = pickle.loads(asked)  # noqa: S301  the process that started this one wrote it
        return pickle.dumps((True, function(*args, **kwargs)))
    except MemoryError:
        return _NO_MEMORY
    except Exception as error:  # noqa: BLE001  what the call raised belongs to its caller
        return _raised(error)


def _raised(error: Exception) -> bytes:
    try:
        answer = pickle.dumps((False, error))
        pickle.loads(answer)  # noqa: S301  some errors can be written and not be read
    except Exception:  # noqa: BLE001  an error may forbid anything
        return pickle.dumps((False, RuntimeError(f"{type(error).__name__}: {error}")))
    return answer


def _end_with_parent() -> None:
    """Have the system end this process with the one that started it, even in the middle of a page.

    That one's end of a pipe closes when it dies; SIGIO then, which nobody here awaits, ends the process.
    """
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    pipe = int(parent.sentinel)
    with suppress(OSError):  # a system without it: the process ends after the page it reads
        fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)


def _bound(memory: int) -> None:
    if not memory:
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = memory << 20
    if most == resource.RLIM_INFINITY or wanted < most:
        with suppress(ValueError, OSError):  # a system that knows no such bound
            resource.setrlimit(resource.RLIMIT_AS, (wanted, most))
