"""The errors a caller can act on, drawn as a tree.

KhabarError
├── UsageError         what was asked for cannot be meant so (exit 2)
├── SourceError        a source file is wrong: file, key and what to write
├── DocumentError      a text is not in the seed document's shape
├── RecordError        a record cannot be read: where, and what is wrong
├── ProbeError         a site cannot be looked at, or is none of news
├── WorkersLost        no process that reads pages can be started
└── StorageError       the archive cannot be opened, read or written
    ├── Unstorable     one value cannot be stored; the archive is well
    ├── NewerArchive   a newer Khabar wrote it; it is left untouched
    ├── StorageFull    the disk is full
    └── ArchiveBusy    another crawl of the same source holds it

A message names the thing, then what to do.
"""


class KhabarError(Exception):
    """Anything Khabar raises on purpose; its text is one sentence for a person."""


class UsageError(KhabarError):
    """What was asked for cannot be meant so."""


class SourceError(KhabarError):
    """A source file is wrong."""


class DocumentError(KhabarError):
    """A text is not in the seed document's shape."""


class RecordError(KhabarError):
    """A record cannot be read."""


class ProbeError(KhabarError):
    """A site cannot be looked at, or is none of news."""


class WorkersLost(KhabarError):
    """No process that reads pages can be started."""


class StorageError(KhabarError):
    """The archive cannot be opened, read or written."""


class Unstorable(StorageError):
    """One value cannot be stored; the archive is well."""


class NewerArchive(StorageError):
    """The archive was written by a newer Khabar."""


class StorageFull(StorageError):
    """The disk, or the quota, of the data directory is full."""


class ArchiveBusy(StorageError):
    """Another crawl of the same source is under way."""
