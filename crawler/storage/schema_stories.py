"""The tables in which copies are looked for."""

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)

from crawler.storage.schema_base import SERIAL, metadata

# How each article is found again among all, and where it stands in its story: copies.py.
signatures = Table(
    "signatures",
    metadata,
    Column("number", SERIAL, primary_key=True),  # an article in the two tables below: a million rows with 16 digits
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
