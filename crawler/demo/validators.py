"""Validators and conditional requests (RFC 9110, sections 8.8 and 13), as a site's manners have them. Pure."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from typing import Protocol

from crawler.demo.answers import Answer
from crawler.demo.manners import Manners

ETAG, LAST_MODIFIED = "ETag", "Last-Modified"
_STUCK = '"1"'  # the one ETag of a site that never gives another


class Asked(Protocol):
    """The headers of a request, by their names in any case."""

    def get(self, name: str, /) -> str | None: ...


def conditional(answer: Answer, asked: Asked, manners: Manners) -> Answer:
    """Return an answer with its length and its validators, or 304 without a body where the client has it already."""
    length = {"Content-Length": str(len(answer.body))}
    if answer.status != HTTPStatus.OK or manners.validators == "none":
        return replace(answer, headers={**answer.headers, **length})
    given = _validators(answer, manners)
    if _is_known(given, asked, answer.changed, stuck=manners.validators == "stuck"):
        return Answer(HTTPStatus.NOT_MODIFIED.value, given, b"", answer.changed)
    return replace(answer, headers={**answer.headers, **given, **length})


def _validators(answer: Answer, manners: Manners) -> dict[str, str]:
    changed = {LAST_MODIFIED: format_datetime(answer.changed.replace(microsecond=0), usegmt=True)}
    strong = f'"{zlib.crc32(answer.body):08x}"'
    match manners.validators:
        case "dates":
            return changed
        case "stuck":
            return {ETAG: _STUCK, **changed}
        case "weak":
            return {ETAG: f"W/{strong}", **changed}
        case _:
            return {ETAG: strong, **changed}


def _is_known(given: Mapping[str, str], asked: Asked, changed: datetime, *, stuck: bool) -> bool:
    """Whether the client has the present answer; with an ETag, dates are not looked at (RFC 9110, 13.1.3)."""
    tags, since = asked.get("If-None-Match"), asked.get("If-Modified-Since")
    if stuck:
        return tags is not None or since is not None
    if tags is not None:
        return tags.strip() == "*" or _weak(given.get(ETAG, "")) in {_weak(tag) for tag in tags.split(",")}
    return since is not None and _is_since(changed, since)


def _weak(tag: str) -> str:
    """A tag for the weak comparison of If-None-Match: our own tags hold no comma."""
    return tag.strip().removeprefix("W/")


def _is_since(changed: datetime, since: str) -> bool:
    try:
        return changed.replace(microsecond=0) <= parsedate_to_datetime(since)
    except (ValueError, TypeError):  # no date, or one without a zone: as if it had not been asked
        return False
