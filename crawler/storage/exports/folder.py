"""A folder of documents, named as the seed is: `{number:03d}_{id}.txt`, numbers from 0."""

import re
import secrets
import shutil
from collections.abc import Iterable
from pathlib import Path

from crawler.article import Article
from crawler.document import render
from crawler.errors import StorageError, UsageError
from crawler.storage.failures import speaking_of

_OURS = re.compile(r"[0-9]{3,}_[0-9a-f]{16}\.txt")


def write_folder(articles: Iterable[Article], out: Path) -> int:
    """Write each article's document; return how many. An earlier export in the same folder is replaced.

    Raises UsageError where the folder holds anything else.
    """
    beside = out.absolute().with_name(f".{out.absolute().name}.{secrets.token_hex(4)}")
    with speaking_of(out):
        _check(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        beside.mkdir()
        try:
            number = _write_all(articles, beside)
            _check(out)  # it took a while
            _swap(beside, out)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    return number


def _check(out: Path) -> None:
    if not out.exists():
        return
    if not out.is_dir():
        raise UsageError(f"{out} is a file; name a folder")
    other = next((each.name for each in out.iterdir() if not _OURS.fullmatch(each.name)), None)
    if other is not None:
        raise UsageError(f"{out} holds other files ({other}); name a new folder")


def _write_all(articles: Iterable[Article], folder: Path) -> int:
    number = 0
    for number, article in enumerate(articles, start=1):
        name = f"{number - 1:03d}_{article.id}.txt"
        if not _OURS.fullmatch(name):
            raise StorageError(f"{article.id!r} is no article's id; export what an archive holds")
        (folder / name).write_bytes(render(article).encode())
    return number


def _swap(beside: Path, out: Path) -> None:
    old = beside.with_name(f"{beside.name}.old")
    if out.exists():
        out.rename(old)
    beside.rename(out)
    shutil.rmtree(old, ignore_errors=True)
