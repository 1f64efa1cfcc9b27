"""The ways an alert goes: a command of the user's, and a webhook. Neither is asked for longer than its time."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from crawler.errors import KhabarError, UsageError

COMMAND, WEBHOOK = "command", "webhook"
_LONGEST = 200  # characters of what a command complained of


class Untold(KhabarError):
    """A message did not arrive; the text says why."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Where alerts go: a command's words, the address of a webhook; empty: not that way. `limit` is in seconds."""

    command: tuple[str, ...] = ()
    webhook: str = ""
    limit: float = 10.0
    agent: str = "Khabar"

    @classmethod
    def read(cls, command: str, webhook: str, *, limit: float, agent: str) -> Ways:
        """Read the settings. Raises UsageError for what cannot be run or posted to."""
        return cls(_words(command), _address(webhook), limit, agent)

    @property
    def names(self) -> tuple[str, ...]:
        """The ways that there are."""
        return tuple(name for name, given in ((COMMAND, self.command), (WEBHOOK, self.webhook)) if given)

    def send(self, way: str, message: Mapping[str, Any]) -> None:
        """Send a message one way, and wait until it has arrived. Raises Untold."""
        body = json.dumps(message, ensure_ascii=False).encode()
        if way == COMMAND and self.command:
            _run(self.command, body, message, self.limit)
        elif way == WEBHOOK and self.webhook:
            _post(self.webhook, body, self.agent, self.limit)
        else:
            raise Untold(f"no {way} is set any more")


def _words(command: str) -> tuple[str, ...]:
    try:
        words = tuple(shlex.split(command))
    except ValueError as error:
        raise UsageError(f"KHABAR_ALERT_COMMAND is {command!r}: {error}; write it as in a shell") from None
    if words and shutil.which(words[0]) is None:
        raise UsageError(f"KHABAR_ALERT_COMMAND: {words[0]} is no program that can be run; give its path")
    return words


def _address(webhook: str) -> str:
    parts = urlsplit(webhook)
    if webhook and (parts.scheme not in ("http", "https") or not parts.hostname):
        raise UsageError(f"KHABAR_ALERT_WEBHOOK is {webhook!r}; give an address that begins with https:// or http://")
    return webhook


def _run(command: tuple[str, ...], body: bytes, message: Mapping[str, Any], limit: float) -> None:
    told = {f"KHABAR_ALERT_{name.upper()}": str(message.get(name, "")) for name in ("source", "state", "reason")}
    try:
        process = subprocess.Popen(  # noqa: S603  the user's own command, without a shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, **told},  # passed on, not read
            start_new_session=True,  # so that what it has begun ends with it
        )
    except OSError as error:
        raise Untold(f"the command {command[0]} cannot be run: {error.strerror}") from None
    try:
        _, complaint = process.communicate(body, limit)
    except subprocess.TimeoutExpired:
        _end(process)
        raise Untold(f"the command {command[0]} took longer than {limit:g} seconds") from None
    if process.returncode:
        words = " ".join(complaint.decode(errors="replace").split())[:_LONGEST]
        raise Untold(f"the command {command[0]} ended with {process.returncode}{f': {words}' if words else ''}")


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


class _NoRedirects(HTTPRedirectHandler):
    """A message goes where the user said, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


def _post(url: str, body: bytes, agent: str, limit: float) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": agent}
    request = Request(url, body, headers, method="POST")  # noqa: S310  its scheme was looked at
    try:
        build_opener(ProxyHandler({}), _NoRedirects).open(request, timeout=limit).close()
    except HTTPError as error:
        error.close()
        raise Untold(f"the webhook answered {error.code}") from None
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise Untold(f"the webhook could not be reached: {getattr(reason, 'strerror', None) or reason}") from None
