"""The archive's tables, as they are now; how older archives came here stands in migrations.py.

Times are whole seconds since 1970 (UTC), days are `YYYY-MM-DD`, records are JSON texts.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

from crawler.storage.schema_base import SERIAL, metadata
from crawler.storage.schema_stories import likenesses, signatures, story_keys

__all__ = ["likenesses", "metadata", "signatures", "story_keys"]  # beside what is made here

migrations = Table(
    "migrations",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("applied_at", BigInteger, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Text, primary_key=True),  # 16 hex digits: identity.article_id()
    Column("source", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published_at", BigInteger),  # null when the page gives no date
    Column("fetched_at", BigInteger, nullable=False),
    Column("seen_day", Text, nullable=False),  # the UTC day it was first fetched: where an undated document stands
    Column("revision", Integer, nullable=False),
    Column("text_key", Text, nullable=False),  # a digest of its folded words: identity.text_key()
    Column("record", Text, nullable=False),  # the whole record; the other columns are drawn from it
    Index("articles_by_time", "published_at", "id"),
    Index("articles_by_source", "source", "published_at", "id"),
    Index("articles_by_text", "source", "text_key"),
    Index("articles_by_fetching", "source", "fetched_at", "published_at"),  # a source's rhythm, without the records
)

revisions = Table(
    "revisions",
    metadata,
    Column("id", Text, ForeignKey("articles.id"), nullable=False),
    Column("revision", Integer, nullable=False),
    Column("record", Text, nullable=False),
    Column("stored_at", BigInteger, nullable=False),  # when the next revision took its place
    PrimaryKeyConstraint("id", "revision"),
)

addresses = Table(
    "addresses",
    metadata,
    Column("key", Text, primary_key=True),  # crawler.urls.key(): one page, one article
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False, index=True),
    Column("url", Text, nullable=False),
    Column("seen_at", BigInteger, nullable=False),
)

# Articles without a date, and how one that is told of them later is read.
undated = Table(
    "undated",
    metadata,
    Column("article_id", Text, ForeignKey("articles.id"), primary_key=True),
    Column("source", Text, nullable=False, index=True),
    Column("reading", Text, nullable=False),  # Article.undated; empty where it came without
)

# Documents on disk that may not show what the archive holds: written with the article, emptied after its file.
stale_documents = Table(
    "stale_documents",
    metadata,
    Column("path", Text, primary_key=True),  # below documents/; the article's present place, or one it has left
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False, index=True),
)

runs = Table(
    "runs",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("source", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),  # null while it runs, and when it was cut short
    Column("seen_at", BigInteger),  # when it last took pages in hand
)

# Every crawl of a source: what it was to do, how far it came, how it ended.
jobs = Table(
    "jobs",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("source", Text, nullable=False),
    Column("target", Text, nullable=False),  # as it was asked for
    Column("scope", Text, nullable=False),  # as that of its run
    Column("asked_by", Text, nullable=False),  # crawl, run or due: the command
    Column("began_at", BigInteger, nullable=False),
    Column("seen_at", BigInteger, nullable=False),  # when it last said how far it is
    Column("ended_at", BigInteger),  # null while it runs, and when it was killed
    Column("finish", Text),  # how it ended; null until then
    Column("failure", Text),  # why it brought nothing; null where it did
    Column("failed_in_row", Integer, nullable=False),  # visits of the source until this one that brought nothing
    Column("requests", Integer, nullable=False),
    Column("figures", Text, nullable=False),  # JSON: its counters by name
    Column("wait_until", BigInteger),  # the site is not to be visited before then
    Column("ttl", Integer),  # seconds for which its feeds ask to be taken as they are
    Column("stop_asked", Boolean(create_constraint=False), nullable=False),  # somebody wants it to end
    Column("note", Text),  # what was wrong with the site's lists; null: nothing
    Index("jobs_by_source", "source", "id"),
    Index("jobs_open", "id", sqlite_where=text("ended_at IS NULL"), postgresql_where=text("ended_at IS NULL")),
)

# The sum of the counters of a source's visits, for each day (UTC) on which one ended.
source_days = Table(
    "source_days",
    metadata,
    Column("source", Text, nullable=False),
    Column("day", Text, nullable=False),
    Column("figures", Text, nullable=False),  # JSON
    PrimaryKeyConstraint("source", "day"),
)

# Sources that alert, are silenced, or have ceased to alert and nobody was told yet.
alerts = Table(
    "alerts",
    metadata,
    Column("source", Text, primary_key=True),
    Column("state", Text, nullable=False),  # crawler.health.state.State, as it was judged last
    Column("reason", Text, nullable=False),
    Column("since", BigInteger, nullable=False),  # when it was first judged so
    Column("looks", Integer, nullable=False),  # how often it was judged so
    Column("told", Text),  # the state that somebody was told last; null: none yet
    Column("silenced_until", BigInteger),  # nobody is told before then
)

# What is to be told, once each way, until it has been.
tellings = Table(
    "tellings",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("way", Text, nullable=False),  # command or webhook
    Column("message", Text, nullable=False),  # JSON
    Column("made_at", BigInteger, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("next_try", BigInteger, nullable=False),  # while somebody tries, when another may
    Column("trouble", Text),  # why it did not arrive; null: not tried yet
)

pages = Table(
    "pages",
    metadata,
    Column("id", SERIAL, primary_key=True),  # rises with discovery: first found, first asked for
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("scope", Text, nullable=False),  # "" for the whole site, else the section whose crawl asked for it last
    Column("depth", Integer, nullable=False),
    Column("parent", Text),  # the URL that named it first; null for where a crawl begins
    Column("priority", BigInteger, nullable=False),  # priorities.priority(): the lower, the sooner
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("detail", Text, nullable=False),
    Column("attempts", Integer, nullable=False),  # how often it was asked for and something came of it
    Column("etag", Text),
    Column("last_modified", Text),
    Column("title", Text),  # from here to `news`: what its finder said of it
    Column("published_raw", Text),
    Column("published_from", Text),
    Column("lastmod", Text),
    Column("number", Integer, nullable=False),
    Column("news", Boolean(create_constraint=False), nullable=False),
    Column("run", BigInteger, nullable=False),  # the run that last took it in hand; 0: none has
    Column("next_look", BigInteger),  # waiting: not before then; done: visited again then; null: any time, or never
    Column("fetched_at", BigInteger),  # the last answer, a 304 included
    Column("full_at", BigInteger),  # the last answer that had a body
    Column("unchanged", Integer, nullable=False, server_default=text("0")),  # 304s in a row since
    Column("read_as", Text),  # what its validators vouch for: how widely the page was read when they came
    Column("article_id", Text, ForeignKey("articles.id"), index=True),  # the article that this page is
    Column("first_seen", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    UniqueConstraint("source", "key"),
    Index("pages_by_turn", "source", "state", "priority", "id"),
    Index(
        "pages_by_look",
        "source",
        "next_look",
        sqlite_where=text("next_look IS NOT NULL"),
        postgresql_where=text("next_look IS NOT NULL"),
    ),
    # Section crawls: few rows, so the index holds no others.
    Index(
        "pages_by_scope",
        "source",
        "scope",
        "state",
        "priority",
        "id",
        sqlite_where=literal_column("scope") != literal_column("''"),
        postgresql_where=literal_column("scope") != literal_column("''"),
    ),
)

# What a signal's claims turned out to be worth: a source's lastmod, feed dates, an index's lastmod.
experience = Table(
    "experience",
    metadata,
    Column("source", Text, nullable=False),
    Column("signal", Text, nullable=False),
    Column("claims", Integer, nullable=False),  # "this changed", where it was looked at
    Column("held", Integer, nullable=False),  # and it had
    PrimaryKeyConstraint("source", "signal"),
)

robots = Table(
    "robots",
    metadata,
    Column("authority", Text, primary_key=True),  # scheme://host:port
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("fetched_at", BigInteger, nullable=False),
)

# What the pages of a source have taught of its site: crawler.extraction.memory, as it writes itself.
memories = Table(
    "memories",
    metadata,
    Column("source", Text, primary_key=True),
    Column("memory", LargeBinary, nullable=False),  # zlib
    Column("updated_at", BigInteger, nullable=False),
)

# Whether a source's pages of a kind need a browser, as they have shown: crawler.jobs.rendering.Habit.
browsing = Table(
    "browsing",
    metadata,
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),  # articles, lists
    Column("helped", Integer, nullable=False),
    Column("vain", Integer, nullable=False),
    Column("sufficed", Integer, nullable=False),
    Column("loaded", Integer, nullable=False),
    Column("at", BigInteger),  # the last sample; null before the first
    PrimaryKeyConstraint("source", "kind"),
)

# Pages that could not be processed, with their bytes.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", SERIAL, primary_key=True),
    Column("source", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("url", Text, nullable=False),  # where the page stood, after redirects
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),  # zlib
    Column("charset", Text),  # what the HTTP header said
    Column("version", Text, nullable=False),  # of the Khabar that failed on it
    Column("put_at", BigInteger, nullable=False),
    UniqueConstraint("source", "key"),
)

# What was chosen for this archive: `copies` is `one` or `all`.
choices = Table(
    "choices",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
