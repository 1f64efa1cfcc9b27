"""What all tables have in common: the one set that they belong to, and how their rows are numbered."""

from sqlalchemy import BigInteger, Integer, MetaData

metadata = MetaData()

# SQLite gives rising numbers only to a column whose type is INTEGER.
SERIAL = BigInteger().with_variant(Integer(), "sqlite")
