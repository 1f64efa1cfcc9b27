"""One crawl, or one fetch, in a process of its own: options come as JSON, reports go out as JSON."""

import json
import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from crawler.article import Article
from crawler.jobs.crawl import CrawlOptions, crawl
from crawler.jobs.fetch import fetch


def main() -> None:
    task = json.loads(sys.argv[1])
    targets, urls = task.pop("targets", None), task.pop("fetch", None)
    task["data"] = Path(task["data"])
    task["allow_private_hosts"] = task.pop("allow")
    if task.get("since"):
        task["since"] = datetime.fromisoformat(task["since"])
    options = CrawlOptions(**task)
    if urls is None:
        sys.stdout.write(json.dumps([asdict(report) for report in crawl(targets, options)]))
        return
    told = [outcome.title if isinstance(outcome, Article) else outcome.reason for _, outcome in fetch(urls, options)]
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
