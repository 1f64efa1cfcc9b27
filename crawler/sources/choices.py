"""What the user has chosen of the sources without writing their files anew: which are enabled."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from crawler.errors import SourceError, UsageError
from crawler.sources.nearest import did_you_mean
from crawler.sources.source import Source
from crawler.sources.writing import quoted

FILE = "choices.toml"
_HEAD = "# Written by `khabar sources enable` and `disable`; it wins over what the sources' files say.\n[enabled]\n"


def read_choices(folder: Path) -> dict[str, bool]:
    """Return which sources are enabled or not, by their ids, where that was chosen; `folder` is DATA/sources.

    Raises SourceError where the file is wrong.
    """
    try:
        table = tomllib.loads((folder / FILE).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SourceError(f"{FILE}: cannot be read ({error}); mend it, or remove it and choose anew") from None
    enabled = table.get("enabled", {})
    if not isinstance(enabled, dict) or not all(isinstance(each, bool) for each in enabled.values()):
        raise SourceError(f'{FILE}: "enabled" is no table of ids with true or false; write as in "okaz" = false')
    return enabled


def choose_enabled(
    chosen: Mapping[str, bool], sources: Mapping[str, Source], ids: Iterable[str], *, enabled: bool
) -> dict[str, bool]:
    """Return the choices with these sources enabled, or not. Raises UsageError for an id that no source has."""
    for identifier in (asked := list(ids)):
        if identifier not in sources:
            raise UsageError(
                f'"{identifier}" is no source{did_you_mean(identifier, sources)}; `khabar sources list` shows them'
            )
    return dict(sorted({**chosen, **dict.fromkeys(asked, enabled)}.items()))


def as_file(chosen: Mapping[str, bool]) -> str:
    """Return choices in the form of their file."""
    return _HEAD + "".join(f"{quoted(identifier)} = {quoted(each)}\n" for identifier, each in chosen.items())
