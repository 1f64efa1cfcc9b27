"""One Chromium serves every crawl of a process; it ends when nobody needs it, and with Khabar at the latest."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from browsing import chromium, rendered
from crawling import LIMIT, Answer, Site, article, environment, served, start_crawl
from processes import descendants, gone, living, wait_until

from crawler.fetching import leash
from crawler.fetching.browser import place
from crawler.jobs.running import settings_with

HELD = """
import subprocess, sys
from crawler.fetching import leash
held = subprocess.Popen(["sleep", "600"], start_new_session=True)
guard = leash.hold(held.pid)
print(held.pid, guard.pid, flush=True)
sys.stdin.read()
"""


def run(main):
    """Run a test that drives a browser of its own; it is ended whatever comes."""
    from crawler.fetching.chromium import Chromium  # noqa: PLC0415  loaded where there is a browser

    async def whole():
        driven = Chromium(place(settings_with({})), idle=600)
        try:
            return await main(driven)
        finally:
            await driven.close()

    return asyncio.run(whole())


def test_two_crawls_side_by_side_share_one(tmp_path):
    chromium()
    seen = set()

    def told(number):
        def answer():
            seen.update(browsers(process.pid))
            return Answer(article(number).partition("<body>")[2])

        return answer

    with served(Site(rendered(1, front="/"))) as one, served(Site(rendered(2, front="/"))) as other:
        one.pages["/api/1"], other.pages["/api/2"] = told(1), told(2)
        process = start_crawl([one.url, other.url], tmp_path)
        out, log = process.communicate(timeout=LIMIT)
    assert [report["stored"] for report in json.loads(out)] == [1, 1], log
    assert len(seen) == 1
    assert gone(seen)


def test_one_that_is_idle_ends_and_the_next_page_begins_another(tmp_path):
    chromium()
    seen = []

    def told(number):
        def answer():
            seen.extend(browsers(process.pid) - set(seen))
            return Answer(article(number).partition("<body>")[2])

        return answer

    with served(Site(rendered(1, 2, front="/"))) as site:
        site.pages |= {f"/api/{number}": told(number) for number in (1, 2)}
        process = start_crawl(site.url, tmp_path, settings={"KHABAR_BROWSER_IDLE": "0"})
        out, log = process.communicate(timeout=LIMIT)
    assert json.loads(out)[0]["stored"] == 2, log
    assert len(seen) == 2


def test_one_that_is_killed_is_replaced():
    chromium()

    async def main(driven):
        first = await driven.browser()
        ended = asyncio.Event()
        first.on("disconnected", lambda _browser: ended.set())
        os.kill(driven._run.pid, signal.SIGKILL)
        await ended.wait()
        return first is not await driven.browser()

    assert run(main)


def test_one_that_has_served_is_replaced_and_ends_with_its_last_page(monkeypatch):
    chromium()
    from crawler.fetching import chromium as module  # noqa: PLC0415

    monkeypatch.setattr(module, "CONTEXTS", 2)

    async def main(driven):
        async with driven.page():
            opened = [await driven.browser() for _ in range(3)]
            context = await opened[0].new_context()
            async with driven.page():
                pass
            assert opened[0].is_connected()  # something is open in it
            await context.close()
        await asyncio.gather(*driven._tasks)
        return opened, [each.is_connected() for each in opened]

    (first, again, next_), connected = run(main)
    assert first is again is not next_
    assert connected == [False, False, True]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_what_is_held_on_the_leash_ends_with_who_holds_it(how):
    holder = subprocess.Popen(
        [sys.executable, "-c", HELD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment(), text=True
    )
    held = [int(pid) for pid in holder.stdout.readline().split()]
    assert not gone(held)
    holder.send_signal(how)
    holder.communicate()
    wait_until(lambda: gone(held), "the end of what was held")


def test_what_is_let_off_the_leash_lives():
    held = subprocess.Popen(["sleep", "600"], start_new_session=True)
    leash.release(leash.hold(held.pid))
    assert held.poll() is None
    leash.end(held.pid)
    assert held.wait() == -signal.SIGKILL
    leash.end(held.pid)  # there is nothing left to end


def browsers(ancestor):
    """Return the browsers that run below a process, each by its first process."""
    found = set()
    for pid in descendants(ancestor) & living():
        with suppress(OSError):
            command = Path(f"/proc/{pid}/cmdline").read_text("utf-8", "replace")
            found |= {pid} if "--host-resolver" in command and "--type=" not in command else set()
    return found
