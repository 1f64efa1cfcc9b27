"""khabar show: one article of the archive as it is now, what it was before, and what changed."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawler.arabic.text import tidy
from crawler.changes import Change, changes
from crawler.cli import options
from crawler.cli.changed import Marks, lines, marks
from crawler.cli.output import print_document, print_json, say, whole_record
from crawler.cli.stories import lines as lines_of
from crawler.cli.stories import record
from crawler.document import render
from crawler.errors import UsageError

if TYPE_CHECKING:  # slow to import
    from crawler.storage import Archive
    from crawler.storage.standing import Kept, Standing
    from crawler.storage.stories import Story

EXAMPLE = "Example: khabar show 5d2c0a8e41f7b936 --changes"

_DIGITS = re.compile(r"[0-9a-f]{1,16}")
_NAMED = 3  # ids named where a beginning fits several; addresses named beside the article's own
# A document has single blank lines only, so three newlines part it from what follows.
_APART = "\n\n\n"


def show(
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", help="An article's 16 hex digits, a beginning of them that no other has, or its address."
        ),
    ],
    *,
    revision: Annotated[
        int | None, typer.Option("--revision", metavar="N", min=1, help="Only the document of this revision.")
    ] = None,
    newest: Annotated[bool, typer.Option("--newest", help="Only the document as it is now.")] = False,
    only_changes: Annotated[
        bool, typer.Option("--changes", help="Only what changed from each revision to the next.")
    ] = False,
    shape: Annotated[
        options.Shape, typer.Option("--format", metavar="text|json", help="Text, or all of it as one JSON object.")
    ] = options.Shape.TEXT,
    data: options.Data = options.DATA,
) -> None:
    """Print an article of the archive; where it was revised, its old revisions too and what changed."""
    from crawler.storage import Archive

    if sum((revision is not None, newest, only_changes, shape is options.Shape.JSON)) > 1:
        raise UsageError("--revision, --newest, --changes and --format json exclude each other; give one")
    with Archive(data, create=False) as archive:
        found = _find(archive, id_, data)
        story = _story(archive, found.newest.id)
    if shape is options.Shape.JSON:
        print_json(_whole(found) | {"story": story and record(story)})
        return
    _introduce(found, story)
    if newest or revision is not None:
        print_document((found.revisions[-1] if revision is None else _revision(found, revision)).article)
        return
    if only_changes:
        _write(_changes(found, marks()), end="\n")
    else:
        _write(_history(found, marks()))


def _find(archive: Archive, given: str, data: Path) -> Standing:
    from crawler.storage.standing import standing

    id_ = _id(archive, given.strip(), data)
    found = standing(archive, id_)
    assert found is not None  # nothing is ever taken from the archive
    return found


def _story(archive: Archive, id_: str) -> Story | None:
    from crawler.storage.told import story_of

    return story_of(archive, id_)


def _id(archive: Archive, given: str, data: Path) -> str:
    """Return the id that is meant. Raises UsageError where it is none, or several."""
    from crawler.storage.standing import ids_from
    from crawler.urls.spelling import split

    digits = given.lower()
    if not _DIGITS.fullmatch(digits):
        if split(given) is None:
            raise UsageError(f'"{given}" is neither an id nor an address; give hex digits, or where the article stands')
        if (found := archive.find(given)) is None:
            raise UsageError(f"{data} holds no article at {given}; crawl it first, or choose another --data")
        return found
    ids = ids_from(archive, digits, limit=_NAMED + 1)
    if not ids:
        raise UsageError(
            f'{data} holds no article whose id begins with "{given}"; `khabar export` writes all, with their ids'
        )
    if len(ids) > 1:
        named = ", ".join(ids[:_NAMED]) + (", …" if len(ids) > _NAMED else "")
        raise UsageError(f'"{given}" begins the ids of several articles ({named}); give more digits')
    return ids[0]


def _revision(found: Standing, number: int) -> Kept:
    chosen = next((kept for kept in found.revisions if kept.article.revision == number), None)
    if chosen is None:
        numbers = ", ".join(str(kept.article.revision) for kept in found.revisions)
        raise UsageError(f"{found.newest.id} has no revision {number} in this archive; it has {numbers}")
    return chosen


def _introduce(found: Standing, story: Story | None) -> None:
    """Say on stderr what a document does not."""
    article = found.newest
    say(f"── {article.id} {tidy(article.url)}")
    say(f"revision {article.revision}, stored {_clock(found.revisions[-1].stored_at)}")
    others = [tidy(address) for address in found.addresses[1:]]
    if others:
        more = f", and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
        say(f"also at {', '.join(others[:_NAMED])}{more}")
    if found.gone:
        say(f"gone since {_clock(found.gone)}: its page answers 404 or 410; the archive keeps it")
    if article.paywalled:
        say("for subscribers only: this is the part that is free")
    if article.reservations:
        say(f"reserved by its publisher: {', '.join(article.reservations)}")
    if story:
        _tell(story, article.id)
    say("")


def _tell(story: Story, id_: str) -> None:
    """Say who else tells the story."""
    if story.original.id != id_:
        say(f"a copy of {story.original.id}, which stands for the story; it is told by")
    else:
        say("it stands for its story, which is told by")
    for line in islice(lines_of(story), 1, None):
        say(line)


def _history(found: Standing, marked: Marks) -> Iterator[str]:
    """Yield the newest document, then going back what changed and what the article was before."""
    yield render(found.newest)
    earlier = reversed(found.revisions[:-1])
    for changed, kept in zip(_changes(found, marked), earlier, strict=True):
        yield changed
        heading = f"── Revision {kept.article.revision}, stored {_clock(kept.stored_at)}"
        yield f"{marked.head(heading)}\n\n{render(kept.article)}"


def _changes(found: Standing, marked: Marks) -> Iterator[str]:
    """Yield what changed, from each revision to the next, the last change first."""
    for before, after in reversed(list(pairwise(found.revisions))):
        told = lines(changes(before.article, after.article), marked) or ["nothing that is shown here"]
        numbers = f"{before.article.revision} to {after.article.revision}"
        heading = f"── From revision {numbers}, stored {_clock(after.stored_at)}"
        yield "\n\n".join([marked.head(heading), *told])


def _write(blocks: Iterator[str], *, end: str = "") -> None:
    """Print the blocks; what ends with a document ends without a newline, but for a terminal."""
    text = _APART.join(blocks)
    if text:
        sys.stdout.write(text + ("\n" if sys.stdout.isatty() else end))
    sys.stdout.flush()


def _whole(found: Standing) -> dict[str, Any]:
    *old, newest = found.revisions
    return {
        "article": whole_record(newest.article),
        "revisions": [whole_record(kept.article) for kept in old],
        "changes": [_step(before, after) for before, after in pairwise(found.revisions)],
        "addresses": list(found.addresses),
        "gone": found.gone.isoformat() if found.gone else None,
    }


def _step(before: Kept, after: Kept) -> dict[str, Any]:
    return {
        "from": before.article.revision,
        "to": after.article.revision,
        "stored_at": after.stored_at.isoformat() if after.stored_at else None,
        "changes": [_change(change) for change in changes(before.article, after.article)],
    }


def _change(change: Change) -> dict[str, Any]:
    told = {"field": change.field, "kind": change.kind, "before": change.before, "after": change.after}
    return told | ({"was_at": change.was_at, "is_at": change.is_at} if change.field == "paragraphs" else {})


def _clock(time: datetime | None) -> str:
    return f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if time else "at an unknown time"
