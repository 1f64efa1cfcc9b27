"""One crawl, visit or fetch in a process of its own: options come as JSON, reports go out as JSON.

`now` sets the clock of the process, which goes on from there.
"""

import json
import sys
import time
from contextlib import nullcontext
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path

from crawler import clock
from crawler.article import Article
from crawler.jobs.crawl import CrawlOptions, crawl, settings_for
from crawler.jobs.fetch import fetch
from crawler.jobs.running import Process


def main() -> None:
    task = json.loads(sys.argv[1])
    now = task.pop("now", None)
    with clock.driven_by(from_then_on(datetime.fromisoformat(now))) if now else nullcontext():
        work(task)


def from_then_on(instant):
    began = time.monotonic()
    return lambda: instant + timedelta(seconds=time.monotonic() - began)


def work(task) -> None:
    targets, urls, asked_by = (task.pop(name, None) for name in ("targets", "fetch", "asked_by"))
    task["data"] = Path(task["data"])
    task["allow_private_hosts"] = task.pop("allow")
    if task.get("since"):
        task["since"] = datetime.fromisoformat(task["since"])
    options = CrawlOptions(**task)
    if asked_by:
        process = Process(settings_for(options))
        process.run([lambda process: process.crawl("news", target=targets[0], asked_by=asked_by)])
        return
    if urls is None:
        sys.stdout.write(json.dumps([asdict(report) for report in crawl(targets, options)]))
        return
    told = [outcome.title if isinstance(outcome, Article) else outcome.reason for _, outcome in fetch(urls, options)]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
