"""Sources in a real archive, and what their visits end with."""

import json
from datetime import timedelta

from sqlalchemy import insert

from crawler.storage.jobs import Ending, Jobs
from crawler.storage.schema import articles


class Newsrooms:
    """Sources in an archive: they publish an article an hour, and are visited every hour."""

    def __init__(self, archive, begin):
        self.archive = archive
        self.jobs = Jobs(archive)
        self.now = begin
        self._number = 0

    def __call__(self):
        return self.now

    def live(self, hours, *sources, ending=None, new=1):
        """Let hours pass; with an `ending`, visits end so."""
        with self.archive.at_once():
            for _ in range(hours):
                self.now += timedelta(hours=1)
                for source in sources:
                    self.visit(source, ending or done(new), new=0 if ending else new)

    def visit(self, source, ending, *, new=0):
        with self.archive.at_once():
            for _ in range(new):
                self._publish(source)
            self.jobs.end(self.jobs.begin(source, source, asked_by="run"), ending)

    def _publish(self, source):
        self._number += 1
        at = int((self.now - timedelta(minutes=20)).timestamp())
        row = {
            "id": f"{self._number:016x}", "source": source, "url": f"https://{source}/{self._number}",
            "published_at": at, "fetched_at": at + 600, "seen_day": self.now.date().isoformat(), "revision": 1,
            "text_key": str(self._number), "record": json.dumps({}),
        }  # fmt: skip
        with self.archive._database.writing() as connection:
            connection.execute(insert(articles).values(row))


def done(new=1, **figures):
    """Return the end of a visit that brought so many articles with all that they may have."""
    told = {"requests": 3 + new, "pages": 3 + new, "milliseconds": 300 * (3 + new), "read/feed": 1, "new-by/feed": new}
    told |= {"stored": new, "promised": new, "delivered": new, "field/authors": new, "words/256": new}
    return Ending("finished", None, {**told, **figures})


UNREACHABLE = Ending("unreachable", "example.com is in trouble", {"requests": 3, "errors": 3})
