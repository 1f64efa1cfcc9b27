"""A page that hangs or kills its worker costs only itself; workers that are killed cost nothing."""

import asyncio
import os
import pickle
import re
import signal
import subprocess
import sys
import threading
from concurrent.futures import CancelledError
from datetime import UTC, datetime
from pathlib import Path

import pytest
from processes import descendants, gone, parent_of, wait_until

from crawler.discovery.reading import read_page
from crawler.errors import WorkersLost
from crawler.extraction import worker as one_worker
from crawler.extraction import workers as pool_of_workers
from crawler.extraction.workers import Workers
from crawler.reasons import Reason, Rejection
from crawler.sources import source_for

ROOT = Path(__file__).parents[2]


def hang():
    signal.pause()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def fail():
    raise ValueError("of the page's own")


class Unreadable(Exception):
    def __init__(self, one, two):
        super().__init__(one)


def fail_oddly():
    raise Unreadable("one", "two")


def grow():
    taken = []
    while True:
        taken.append("x" * (8 << 20))


def first_time(folder, then):
    """Say who reads, and behave badly the first time only."""
    mark = Path(folder) / "reading"
    if mark.exists():
        return "read"
    mark.with_suffix(".new").write_text(str(os.getpid()))
    mark.with_suffix(".new").rename(mark)
    then()
    return "not alone"


@pytest.fixture(scope="module")
def workers():
    with Workers(2, time_limit=60) as pool:
        yield pool


def reader_in(folder):
    """Wait until a worker reads; return its number."""
    wait_until((folder / "reading").exists, "a worker that reads")
    return int((folder / "reading").read_text())


def kill(pids):
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: gone(pids), "the end of what was killed")


def test_a_call_comes_back(workers):
    assert workers.submit(pow, 2, 10).result() == 1024


def test_a_page_that_hangs_is_given_up():
    with Workers(1, time_limit=0.5) as pool:
        assert pool.submit(hang).result() == Rejection(Reason.TIMEOUT)
        assert pool.submit(pow, 2, 3).result() == 8


def test_a_page_that_no_signal_interrupts_is_given_up():
    with Workers(1, time_limit=0.5) as pool:
        assert pool.submit(re.match, "(a+)+$", "a" * 60 + "b").result() == Rejection(Reason.TIMEOUT)


def test_a_page_is_tried_once_more_where_the_machine_stalled(tmp_path):
    with Workers(1, time_limit=5) as pool:
        assert pool.submit(first_time, tmp_path, hang).result() == "read"


def test_a_page_that_kills_its_worker_costs_only_itself(workers):
    lost = workers.submit(die)
    others = [workers.submit(pow, 2, power) for power in range(20)]
    assert lost.result() == Rejection(Reason.CRASHED, f"the process ended with {-signal.SIGKILL}")
    assert [each.result() for each in others] == [2**power for power in range(20)]


def test_a_page_is_tried_once_more_where_its_worker_was_killed_from_outside(workers, tmp_path):
    call = workers.submit(first_time, tmp_path, hang)
    kill([reader_in(tmp_path)])
    assert call.result() == "read"


def test_a_page_that_wants_all_memory_is_given_up_and_the_next_is_read():
    with Workers(1, time_limit=60, memory=256) as pool:
        assert pool.submit(grow).result() == Rejection(Reason.CRASHED, "it took more than 256 MiB of memory")
        assert pool.submit(pow, 2, 3).result() == 8


def test_workers_that_were_killed_while_they_waited_are_replaced(workers):
    idle = {workers.submit(os.getpid).result() for _ in range(2)}
    kill(idle)
    assert workers.submit(die).result().reason is Reason.CRASHED
    assert not idle & {workers.submit(os.getpid).result() for _ in range(2)}


def test_the_death_of_the_server_that_forks_workers_costs_nothing(workers, tmp_path):
    call = workers.submit(first_time, tmp_path, hang)
    reading = reader_in(tmp_path)
    kill([parent_of(reading)])
    assert workers.submit(pow, 2, 3).result() == 8
    assert workers.submit(die).result().reason is Reason.CRASHED  # and so another is started
    kill([reading])
    assert call.result() == "read"


def test_all_processes_killed_at_once_cost_nothing(tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    with Workers(2, time_limit=60) as pool:
        for folder in folders:
            folder.mkdir()
        calls = [pool.submit(first_time, folder, hang) for folder in folders]
        server, other = (parent_of(reader_in(folder)) for folder in folders)
        assert server == other
        kill(descendants(server) | {server})
        assert [call.result() for call in calls] == ["read", "read"]


def test_pages_are_read_while_workers_are_killed_again_and_again():
    ended = threading.Event()

    def kill_now_and_then(pids):
        while not ended.wait(0.02):
            for pid in descendants(os.getpid()) & set(pids):
                os.kill(pid, signal.SIGKILL)
            pids.clear()

    killed = [os.getpid()]
    killer = threading.Thread(target=kill_now_and_then, args=(killed,))
    with Workers(2, time_limit=60) as pool:
        killer.start()
        try:
            for number in range(200):
                outcome = pool.submit(os.getpid).result()
                assert isinstance(outcome, int | Rejection)
                if number % 10 == 0 and isinstance(outcome, int):
                    killed.append(outcome)
        finally:
            ended.set()
            killer.join()
        assert pool.submit(pow, 2, 3).result() == 8


def test_where_no_process_can_be_started_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr(pool_of_workers, "_PAUSES", (0.0, 0.0))
    monkeypatch.setattr(one_worker, "_serve", die)
    with Workers(1) as pool, pytest.raises(WorkersLost, match="no process that reads pages can be started"):
        pool.submit(pow, 2, 3).result()


def test_a_worker_that_has_read_enough_is_replaced(monkeypatch):
    monkeypatch.setattr(pool_of_workers, "PAGES_A_WORKER", 2)
    with Workers(1) as pool:
        readers = [pool.submit(os.getpid).result() for _ in range(6)]
        assert len(set(readers)) == 3
        wait_until(lambda: gone(readers), "the end of those replaced")


def test_what_a_call_raises_is_its_callers(workers):
    with pytest.raises(ValueError, match="own"):
        workers.submit(fail).result()
    with pytest.raises(RuntimeError, match="Unreadable: one"):
        workers.submit(fail_oddly).result()


def test_what_cannot_be_sent_or_given_back_is_said(workers):
    with pytest.raises((pickle.PicklingError, AttributeError, TypeError)):
        workers.submit(lambda: None).result()
    with pytest.raises(TypeError):
        workers.submit(iter, open).result()
    assert workers.submit(pow, 2, 3).result() == 8


def test_calls_are_awaited_side_by_side(workers):
    async def both():
        return await asyncio.gather(workers.run(pow, 2, 4), workers.run(die), workers.run(pow, 3, 2))

    one, lost, two = asyncio.run(both())
    assert (one, two) == (16, 9)
    assert lost.reason is Reason.CRASHED


def test_a_pool_that_closes_gives_up_what_is_under_way_and_leaves_no_process(tmp_path):
    pool = Workers(1, time_limit=60)
    call, waiting = pool.submit(first_time, tmp_path, hang), pool.submit(pow, 2, 3)
    reading = reader_in(tmp_path)
    pool.close()
    assert gone([reading])
    for each in (call, waiting):
        with pytest.raises(CancelledError):
            each.result()


def test_no_process_is_left_behind_where_the_main_one_is_killed():
    script = """
import re
from crawler.extraction.workers import Workers

pool = Workers(3, time_limit=600)
reading = [pool.submit(re.match, "(a+)+$", "a" * 60 + "b") for _ in range(2)]  # no signal of Python's gets a word in
assert pool.submit(pow, 2, 3).result() == 8
print("reading", flush=True)
reading[0].result()
"""
    given = {"cwd": ROOT, "env": {"PYTHONPATH": str(ROOT)}, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", script], **given) as main:
        assert main.stdout.readline() == b"reading\n"
        wait_until(lambda: len(descendants(main.pid)) >= 4, "the server that forks workers, and three of them")
        left = descendants(main.pid)
        main.kill()
    wait_until(lambda: gone(left), "the end of what the main process started")


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
    assert workers.submit(read_page, body, **given).result() == here
    assert pickle.loads(pickle.dumps(here)) == here
