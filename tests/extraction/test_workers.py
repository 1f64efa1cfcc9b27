"""A page that hangs or kills its worker costs only itself."""

import asyncio
import os
import pickle
import signal
from datetime import UTC, datetime

import pytest

from crawler.discovery.reading import read_page
from crawler.extraction.workers import Workers, result
from crawler.reasons import Reason, Rejection
from crawler.sources import source_for


def hang():
    signal.pause()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    raise ValueError("of the page's own")


@pytest.fixture(scope="module")
def workers():
    with Workers(2, time_limit=5) as pool:
        yield pool


def test_a_call_comes_back(workers):
    assert result(workers.submit(pow, 2, 10)) == 1024


def test_a_page_that_hangs_is_given_up():
    with Workers(1, time_limit=0.5) as pool:
        assert result(pool.submit(hang)) == Rejection(Reason.TIMEOUT)
        assert result(pool.submit(pow, 2, 3)) == 8


def test_a_page_that_kills_its_worker_costs_only_itself(workers):
    lost = workers.submit(die)
    others = [workers.submit(pow, 2, power) for power in range(20)]
    assert result(lost).reason is Reason.CRASHED
    assert [result(each) for each in others] == [2**power for power in range(20)]


def test_what_a_call_raises_is_its_callers(workers):
    with pytest.raises(ValueError, match="own"):
        result(workers.submit(fail))


def test_calls_are_awaited_side_by_side(workers):
    async def both():
        return await asyncio.gather(workers.run(pow, 2, 4), workers.run(die), workers.run(pow, 3, 2))

    one, lost, two = asyncio.run(both())
    assert (one, two) == (16, 9)
    assert lost.reason is Reason.CRASHED


def test_a_page_read_in_a_worker_is_read_as_here(workers):
    body = (
        "<html><body><h1>عنوان من خمس كلمات هنا</h1>" + "<p>نص الخبر كما كتبه الصحفي في المدينة أمس بعد الظهر.</p>" * 4
    ).encode()
    url = "https://www.example.com/news/123456"
    given = {
        "url": url,
        "source": source_for(url),
        "charset": None,
        "hint": None,
        "now": datetime(2026, 3, 1, tzinfo=UTC),
    }
    here = read_page(body, **given)
    assert result(workers.submit(read_page, body, **given)) == here
    assert pickle.loads(pickle.dumps(here)) == here
