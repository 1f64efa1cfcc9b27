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
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    literal_column,
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
    Column("ended_at", BigInteger),  # null while it runs, and for ever when it was killed
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
    Column("attempts", Integer, nullable=False),  # how often it was handed out, runs that died included
    Column("etag", Text),
    Column("last_modified", Text),
    Column("title", Text),  # from here to `news`: what its finder said of it
    Column("published_raw", Text),
    Column("published_from", Text),
    Column("lastmod", Text),
    Column("number", Integer, nullable=False),
    Column("news", Boolean(create_constraint=False), nullable=False),
    Column("run", BigInteger, nullable=False),  # the run that last took it in hand; 0: none has
    Column("next_look", BigInteger),  # not before then; null: any time
    Column("article_id", Text, ForeignKey("articles.id"), index=True),  # the article that this page is
    Column("first_seen", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    UniqueConstraint("source", "key"),
    Index("pages_by_turn", "source", "state", "priority", "id"),
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
