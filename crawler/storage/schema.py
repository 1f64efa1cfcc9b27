"""The archive's tables, as they are now; how older archives came here stands in migrations.py.

Times are whole seconds since 1970 (UTC), days are `YYYY-MM-DD`, records are JSON texts.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
    text,
)

metadata = MetaData()

# SQLite gives rising numbers only to a column whose type is INTEGER.
_Serial = BigInteger().with_variant(Integer(), "sqlite")

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
    Column("id", _Serial, primary_key=True),
    Column("source", Text, nullable=False),
    Column("scope", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("ended_at", BigInteger),  # null while it runs, and when it was cut short
    Column("seen_at", BigInteger),  # when it last took pages in hand
)

pages = Table(
    "pages",
    metadata,
    Column("id", _Serial, primary_key=True),  # rises with discovery: first found, first asked for
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

# Pages that could not be processed, with their bytes.
quarantine = Table(
    "quarantine",
    metadata,
    Column("id", _Serial, primary_key=True),
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

# How each article is found again among all, and where it stands in its story: copies.py.
signatures = Table(
    "signatures",
    metadata,
    Column("number", _Serial, primary_key=True),  # an article in the two tables below: a million rows with 16 digits
    Column("article_id", Text, ForeignKey("articles.id"), nullable=False, unique=True),
    Column("starts", BigInteger),  # between these instants it was published: a day, a minute; null where unknown
    Column("ends", BigInteger),
    Column("size", Integer, nullable=False),  # words
    Column("sampled", Integer, nullable=False),  # keys that a text of any length would have chosen
    Column("original", BigInteger),  # the number of the article whose copy it is; null: it stands for its story
    Column("similarity", Float),  # to that article; null where it stands for its story
    Index(
        "signatures_by_original",
        "original",
        sqlite_where=text("original IS NOT NULL"),
        postgresql_where=text("original IS NOT NULL"),
    ),
)

story_keys = Table(
    "story_keys",
    metadata,
    Column("key", BigInteger, nullable=False),  # crawler.stories.signing.keys()
    Column("number", BigInteger, nullable=False),
    PrimaryKeyConstraint("key", "number"),
    sqlite_with_rowid=False,  # the key is the row: half the size
)

# Two articles of which one is a copy of the other, as their texts say; `one` is the smaller number.
likenesses = Table(
    "likenesses",
    metadata,
    Column("one", BigInteger, nullable=False),
    Column("other", BigInteger, nullable=False, index=True),
    Column("jaccard", Float, nullable=False),  # crawler.stories.likeness.Likeness
    Column("contained", Float, nullable=False),
    PrimaryKeyConstraint("one", "other"),
    sqlite_with_rowid=False,
)

# What was chosen for this archive: `copies` is `one` or `all`.
choices = Table(
    "choices",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
