"""What the steps count in: Scrapy's stats, or a Tally where there is no Scrapy."""

from collections import Counter
from typing import Any, Protocol


class Stats(Protocol):
    """Anything that counts by name, as Scrapy's stats collector does."""

    def inc_value(self, key: str, count: int = 1) -> Any: ...


class Tally(Counter[str]):
    """Counters without Scrapy."""

    def inc_value(self, key: str, count: int = 1) -> None:
        self[key] += count
