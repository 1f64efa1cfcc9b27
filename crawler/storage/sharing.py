"""One Archive for a path in a process, shared by all who have it open."""

from pathlib import Path

from crawler.storage.archive import Archive

_shared: dict[Path, "_Shared"] = {}


class _Shared(Archive):
    """An archive that closes when the last of those who opened it has closed it."""

    holders = 0

    def close(self) -> None:
        self.holders -= 1
        if self.holders == 0:
            _shared.pop(self.path, None)
            super().close()


def open_archive(path: Path) -> Archive:
    """Return the archive of a data directory, making it where there is none; each caller closes it once."""
    place = Path(path).absolute()
    if place not in _shared:
        _shared[place] = _Shared(place)
    archive = _shared[place]
    archive.holders += 1
    return archive
