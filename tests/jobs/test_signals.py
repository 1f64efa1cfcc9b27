"""SIGTERM and Ctrl-C end a crawl early and well: the exit code says so, and the next crawl goes on."""

import signal
import threading
import time
from functools import partial

import claims
import program
import pytest
from crawling import LIMIT
from killing import IMPORTS, plain


def ended(process):
    _, said = process.communicate(timeout=LIMIT)
    return process.returncode, said


def held_after(victim, number):
    """Have the site keep its answers to itself after so many, until the event that is returned is set.

    Without that, the crawl of a busy machine may have ended before it is told to.
    """
    go_on = threading.Event()

    def held(page):
        if len(victim.asked()) > number:
            go_on.wait(LIMIT)
        return page

    victim.site.pages |= {path: partial(held, page) for path, page in victim.site.pages.items()}
    return go_on


def when_asked(victim, process, number):
    while process.poll() is None and len(victim.asked()) < number:
        time.sleep(0.002)


@pytest.mark.parametrize(("sent", "times"), [(signal.SIGINT, 1), (signal.SIGINT, 2), (signal.SIGTERM, 1)])
def test_a_crawl_that_is_told_to_end_says_130_and_the_next_goes_on(sent, times, tmp_path):
    with plain() as victim:
        go_on = held_after(victim, 15)
        process = program.crawl(victim.url, tmp_path, delay=0.05)
        when_asked(victim, process, 16)
        for _ in range(times):
            process.send_signal(sent)
            time.sleep(0.1)
        go_on.set()
        code, said = ended(process)
        assert code == 130 or (code, times) == (-sent, 2), said  # which a shell calls 130 too
        assert "Traceback" not in said
        kept = claims.sound(tmp_path, temporary=0)
        assert len(kept.articles) < 40
        assert ended(program.crawl(victim.url, tmp_path))[0] == 0
        after = claims.finished(tmp_path)
        claims.nothing_lost(kept, after)
        claims.each_once(after, victim.articles)


def test_a_crawl_that_is_told_to_end_at_any_instant_loses_nothing(tmp_path, chance):
    kept = claims.Kept()
    with plain() as victim:
        for round_ in range(4):
            sent = chance.choice([signal.SIGINT, signal.SIGTERM])
            process = program.crawl(victim.url, tmp_path, delay=0.02)
            when_asked(victim, process, chance.choice([0, 10 * round_]))
            time.sleep(chance.uniform(0, IMPORTS))
            for _ in range(chance.randint(1, 3)):
                process.send_signal(sent)
                time.sleep(chance.uniform(0, 0.1))
            code, said = ended(process)
            assert code in (0, 130, -sent), said  # before it has begun, the system ends it
            assert code != 130 or "Traceback" not in said
            after = claims.sound(tmp_path)
            claims.nothing_lost(kept, after)
            kept = after
        assert ended(program.crawl(victim.url, tmp_path))[0] == 0
        claims.each_once(claims.finished(tmp_path), victim.articles)
