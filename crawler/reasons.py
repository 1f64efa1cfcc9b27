"""Why a page gave no article, or an article was not stored: the words of the ledger, the counters and the summary."""

from dataclasses import dataclass
from enum import StrEnum


class Reason(StrEnum):
    """A reason's key, as stored and counted; `words` is what a person reads."""

    SECTION = "section"  # a front, a section, a listing
    TAG = "tag"
    AUTHOR = "author"
    GALLERY = "gallery"
    VIDEO = "video"
    SEARCH = "search"
    STATIC = "static"  # about us, contact, privacy …
    NOT_FOUND = "not-found"  # also a "not found" that answers 200
    CONSENT = "consent"
    CHALLENGE = "challenge"
    PAYWALL = "paywall"  # nothing of it is free
    PART = "part"  # a later page of a story, which is stored with its first
    NO_TEXT = "no-text"
    NO_TITLE = "no-title"
    NOT_ARABIC = "not-arabic"
    NOT_HTML = "not-html"
    TOO_OLD = "too-old"  # before --since
    TOO_LARGE = "too-large"
    TIMEOUT = "timeout"  # extraction took longer than a page may
    CRASHED = "crashed"  # a worker process died on it
    DUPLICATE = "duplicate"
    ROBOTS = "robots"
    OFF_SITE = "off-site"
    FORBIDDEN_ADDRESS = "forbidden-address"
    HTTP_ERROR = "http-error"
    NETWORK = "network"
    TRAP = "trap"  # one of endlessly many addresses that bring nothing
    BROWSER = "browser"  # only a browser can show it, and there is none
    INVALID = "invalid"  # the article cannot be stored as it is

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Reason.SECTION: "a front or section page",
    Reason.TAG: "a tag page",
    Reason.AUTHOR: "an author's page",
    Reason.GALLERY: "a photo gallery",
    Reason.VIDEO: "a video page",
    Reason.SEARCH: "a search page",
    Reason.STATIC: "a page about the site",
    Reason.NOT_FOUND: "not found",
    Reason.CONSENT: "a consent page",
    Reason.CHALLENGE: "a challenge page (the site wants a browser or a human)",
    Reason.PAYWALL: "for subscribers only",
    Reason.PART: "a later page of a story",
    Reason.NO_TEXT: "no story text",
    Reason.NO_TITLE: "no headline",
    Reason.NOT_ARABIC: "not in Arabic script",
    Reason.NOT_HTML: "not an HTML page",
    Reason.TOO_OLD: "older than --since",
    Reason.TOO_LARGE: "larger than a page may be",
    Reason.TIMEOUT: "took too long to read",
    Reason.CRASHED: "broke the process that read it",
    Reason.DUPLICATE: "already stored",
    Reason.ROBOTS: "forbidden by robots.txt",
    Reason.OFF_SITE: "leads to another site",
    Reason.FORBIDDEN_ADDRESS: "a private or unsafe address",
    Reason.HTTP_ERROR: "the server answered an error",
    Reason.NETWORK: "the server could not be reached",
    Reason.TRAP: "in an endless maze of addresses",
    Reason.BROWSER: "needs a browser",
    Reason.INVALID: "not fit to store",
}


@dataclass(frozen=True, slots=True)
class Rejection:
    """What stands in an article's place: the reason, and where it helps, what exactly was seen."""

    reason: Reason
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.reason.words}: {self.detail}" if self.detail else self.reason.words
