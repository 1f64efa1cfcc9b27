"""A service that is killed at random instants loses nothing, stores nothing twice, and asks hardly anything again.

`--kills N` kills a service a quarter as often as crawls are killed.
"""

import signal
import subprocess
import threading
import time
from contextlib import suppress
from datetime import UTC, datetime

import claims
import following
import program
from crawling import LIMIT
from following import DAY, HOUR, gaps, visits
from outlets import EVERYTHING, Outlet, Story, served
from replay import Times

from crawler.storage import Archive
from crawler.storage.jobs import KILLED, Jobs
from crawler.urls import key

BEGINS = datetime(2026, 3, 1, 6, tzinfo=UTC).timestamp()  # a Sunday
UNTIL = DAY
SOONEST = 300.0  # seconds between two visits that nobody asks for
HOURLY = ("hourly", "sitemap")
MAKES = {"hourly": EVERYTHING, "sitemap": frozenset({"sitemap"}), "feed": frozenset({"feed"}), "front": EVERYTHING}
REQUESTS = 400  # of all sites, about
TIMEOUT = 30  # seconds that an answer may take: DOWNLOAD_TIMEOUT


def outlets(times, begins):
    made = []
    for at, (name, has) in enumerate(MAKES.items()):
        stories = [Story(begins - DAY / 2 + number * (2 + at) * HOUR) for number in range(40)]
        made.append(Outlet(name, stories, times, has))
    return made


def asked(sites):
    return sum(len(site.asked) for site in sites)


def killed(process, sites, number, seconds):
    """Kill a service so many seconds after so many requests; return whether it was still at work."""
    while process.poll() is None and asked(sites) < number:
        time.sleep(0.002)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    return process.wait() == -signal.SIGKILL


def too_soon(site):
    """Return how often a list was asked for again before a visit could be due."""
    lists = {each.path for each in site.asked if site.number(each.path) is None} - {"/robots.txt"}
    times = ([each.passed for each in site.asked if each.path == path] for path in lists)
    return sum(gap < SOONEST for found in times for gap in gaps(found))


def published(site, until):
    """Return the keys of what a site has published."""
    return [key(f"{site.url}{site.path(at)}") for at, story in enumerate(site.stories) if story.at < until]


def all_stored(data, expected):
    return set(expected) <= claims.look(data).addresses.keys()


def test_a_service_killed_at_any_instant_goes_on_where_it_was(tmp_path, chance, pytestconfig):
    times, data = Times(tmp_path / "clock"), tmp_path / "data"
    times.begin(BEGINS)
    sites, begun = outlets(times, BEGINS), times.elapsed()
    wishes = dict.fromkeys(HOURLY, 'every = "1h"')
    kept, left = claims.Kept(), []
    number = max(1, pytestconfig.getoption("--kills") // 4)
    with served(sites):
        for when in sorted(chance.randint(0, REQUESTS) for _ in range(number)):
            until = UNTIL - (times.elapsed() - begun)
            process = following.start(sites, data, times, until=until, **wishes)
            left.append(process)
            if not killed(process, sites, when, chance.uniform(0, 0.2)):
                break
            after = claims.sound(data, temporary=len(sites))
            claims.nothing_lost(kept, after)
            kept = after
        following.follow(sites, data, times, until=DAY / 4 + UNTIL - (times.elapsed() - begun), **wishes)
    for process in left:
        process.communicate(timeout=LIMIT)  # its workers have ended, too
    after = claims.finished(data)
    claims.nothing_lost(kept, after)
    claims.each_once(after, [{each} for site in sites for each in published(site, visits(site)[-1])])
    with Archive(data, create=False) as archive:
        jobs = Jobs(archive)
        assert jobs.open() == []
        for site in sites:
            ends = [job.finish for job in jobs.recent(1000, source=site.name)]
            assert set(ends) <= {"finished", "shutdown", KILLED}
            print(f"{site.name}: {len(ends)} jobs, {ends.count(KILLED)} killed; {too_soon(site)} lists asked again")  # noqa: T201  shown where it fails
            assert too_soon(site) <= ends.count(KILLED)
            assert max(gaps(visits(site, passed=True))) <= (HOUR if site.name in HOURLY else DAY) + 60


def test_sigterm_ends_a_service_soon_though_a_site_does_not_answer_and_all_is_stored(tmp_path):
    times, data, go_on = Times(tmp_path / "clock"), tmp_path / "data", threading.Event()
    sites = outlets(times, times.now())
    hanging = sites[0]
    hanging.instead = lambda path, _at: None if hanging.number(path) is None else go_on.wait(LIMIT) and None
    names = [site.name for site in sites]
    with served(sites):
        expected = [each for site in sites[1:] for each in published(site, times.now())]
        following.write_sources(sites, data)
        arguments = ("run", *names, "--data", data, "--delay", 0, "--allow-private-hosts")
        process = program.start(*arguments)
        until = time.monotonic() + LIMIT
        while process.poll() is None and time.monotonic() < until and not all_stored(data, expected):
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        began = time.monotonic()
        _, said = process.communicate(timeout=LIMIT)
        took = time.monotonic() - began
        go_on.set()
        assert process.returncode == 0, said
        assert "Traceback" not in said, said
        print(f"it took {took:.1f} s")  # noqa: T201
        assert took < TIMEOUT - 10, said  # ten seconds, on a machine that is not shared
        claims.sound(data, temporary=0)
        assert all_stored(data, expected)
