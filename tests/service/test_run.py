"""khabar run in a process of its own: it follows loopback sites until it is stopped, and jobs run beside it."""

import json
import signal
import threading
from contextlib import contextmanager
from socket import socket
from urllib.request import urlopen

import pytest
from crawling import Answer, Site, article, listing, newspaper, served, story
from program import start

from crawler.storage import Archive
from crawler.storage.jobs import Jobs

LIMIT = 90  # seconds


@contextmanager
def service(data, *arguments):
    """Run the service; `lines` are those it writes, one by one."""
    process = start("run", *arguments, "--data", data, "--delay", 0, "--allow-private-hosts")
    killer = threading.Timer(LIMIT, process.kill)
    killer.start()
    try:
        yield process
    finally:
        killer.cancel()
        if process.poll() is None:
            process.kill()
        process.communicate()


def until(process, words):
    """Read what the service writes until a line holds the words."""
    seen = []
    for line in process.stderr:
        seen.append(line)
        if words in line:
            return line
    raise AssertionError("".join(seen))


def stopped(process):
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=15)
    assert process.returncode == 0


def khabar(*arguments):
    process = start(*arguments)
    out, error = process.communicate(timeout=LIMIT)
    return process.returncode, out, error


def jobs(data):
    with Archive(data, create=False) as archive:
        return Jobs(archive).recent(100)


def test_sources_are_followed_until_sigterm_and_every_job_has_its_end(data, source):
    with served(Site(newspaper(range(1, 4)))) as one, served(Site(newspaper(range(11, 13)))) as two:
        source("one", home=one.url)
        source("two", home=two.url)
        with service(data, "one", "two") as process:
            assert "following 2 sources, 2 of them due now" in until(process, "following")
            told = {until(process, " new, ").split()[2] for _ in range(2)}
            stopped(process)
    assert told == {"one:", "two:"}
    assert sorted((job.source, job.finish, job.figures["stored"]) for job in jobs(data)) == [
        ("one", "finished", 3),
        ("two", "finished", 2),
    ]


def test_sigterm_in_a_visit_loses_nothing_though_an_answer_hangs(data, source):
    waiting, over = threading.Event(), threading.Event()

    def hang(_desk):
        waiting.set()
        over.wait(LIMIT)

    pages = newspaper(range(1, 5)) | {story(4): Answer(talk=hang)}
    with served(Site(pages)) as site:
        source("one", home=site.url)
        with service(data, "one") as process:
            assert waiting.wait(LIMIT)
            stopped(process)
        over.set()
        site.pages[story(4)] = article(4)
        asked = len(site.asked)
        with service(data, "one") as process:
            until(process, " new, ")
            stopped(process)
        assert site.paths[asked:].count(story(4)) == 1
        assert not set(map(story, range(1, 4))) & set(site.paths[asked:])
    with Archive(data, create=False) as archive:
        assert archive.count("one") == 4


def test_a_second_service_is_told_so_and_a_due_crawl_leaves_the_work_to_it(data, source):
    with served(Site(newspaper(range(1, 3)))) as site:
        source("one", home=site.url)
        with service(data, "one") as process:
            until(process, " new, ")
            code, _, error = khabar("run", "one", "--data", data)
            assert (code, "at work" in error) == (1, True)
            code, _, error = khabar("crawl", "--due", "one", "--data", data)
            assert (code, "at work" in error) == (0, True)
            stopped(process)


def test_a_due_crawl_visits_what_is_due_and_no_more(data, source):
    with served(Site(newspaper(range(1, 3)))) as site:
        source("one", 'every = "1d"', home=site.url)
        due = ("crawl", "--due", "one", "--data", data, "--delay", "0", "--allow-private-hosts")
        assert khabar(*due)[0] == 0
        asked = len(site.asked)
        assert khabar(*due)[0] == 0
        assert len(site.asked) == asked
    assert [(job.asked_by, job.finish) for job in jobs(data)] == [("due", "finished")]


def test_a_crawl_waits_for_the_visit_under_way_and_then_has_its_own(data, source):
    reached, go_on = threading.Event(), threading.Event()

    def slowly():
        reached.set()
        go_on.wait(LIMIT)
        return Answer(article(2))

    with served(Site(newspaper(range(1, 4)) | {story(2): slowly})) as site:
        source("one", 'every = "1d"', home=site.url)
        with service(data, "one") as process:
            assert reached.wait(LIMIT)
            beside = start("crawl", "one", "--data", data, "--delay", 0, "--allow-private-hosts")
            assert "the service is visiting it" in next(line for line in beside.stderr if "visiting" in line)
            go_on.set()
            assert beside.wait(LIMIT) == 0
            beside.communicate()
            stopped(process)
    assert [(job.asked_by, job.finish) for job in jobs(data)] == [("crawl", "finished"), ("run", "finished")]


def test_a_job_is_listed_shown_and_cancelled(data, source):
    reached, go_on = threading.Event(), threading.Event()

    def slowly():
        reached.set()
        go_on.wait(LIMIT)
        return Answer(article(2))

    numbers = range(1, 30)
    with served(Site(newspaper(numbers) | {story(2): slowly})) as site:
        source("one", home=site.url)
        with service(data, "one") as process:
            assert reached.wait(LIMIT)
            listed = khabar("jobs", "list", "--running", "--format", "json", "--data", data)[1]
            job = json.loads(listed)
            assert (job["source"], job["state"], job["asked_by"]) == ("one", "running", "run")
            assert "ends within" in khabar("jobs", "cancel", job["id"], "--data", data)[2]
            threading.Timer(5, go_on.set).start()  # its crawl hears of it within three seconds
            while jobs(data)[0].ended_at is None:
                threading.Event().wait(0.2)
            shown = json.loads(khabar("jobs", "show", job["id"], "--data", data)[1])
            stopped(process)
    assert shown["state"] == "cancelled"
    assert shown["failure"] is None
    with Archive(data, create=False) as archive:
        assert archive.count("one") < len(numbers)


def test_metrics_are_served_while_it_runs(data, source):
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    with served(Site(newspaper(range(1, 4)))) as site:
        source("one", home=site.url)
        with service(data, "one", "--metrics", address) as process:
            until(process, " new, ")
            with urlopen(f"http://{address}/metrics") as answer:
                told = answer.read().decode()
            stopped(process)
    assert 'khabar_source_articles_new_total{source="one"} 3.0' in told
    assert "khabar_service_running 1.0" in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "nowhere"), '"nowhere" is no source'),
        (("run", "--country", "ZZ"), '"ZZ" is no country'),
        (("run", "--log", "/dev/null/x"), "give --log a file"),
        (("run", "--metrics", "here"), '"here" is no address to serve on'),
        (("crawl",), "nothing to crawl"),
        (("jobs", "show", "7"), "there is no job 7"),
        (("jobs", "cancel", "7"), "there is no job 7"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(data, arguments, words):
    with Archive(data):
        pass
    code, _, error = khabar(*arguments, "--data", data)
    assert code in (1, 2)
    assert words in error
    assert "Traceback" not in error


def test_a_wrong_schedule_is_told_before_anything_is_asked_for(data, source):
    with served(Site({"/": listing([])})) as site:
        source("one", home=site.url)
        (data / "schedule.toml").write_text('every = "often"', "utf-8")
        code, _, error = khabar("run", "one", "--data", data)
        assert (code, "schedule.toml" in error, "write a span" in error) == (1, True, True)
        assert site.asked == []


def test_the_log_goes_to_a_file_where_one_is_named(data, source, tmp_path):
    log = tmp_path / "logs" / "khabar.log"
    with served(Site(newspaper(range(1, 3)))) as site:
        source("one", home=site.url)
        with service(data, "one", "--log", log) as process:
            while not (log.exists() and " new, " in log.read_text("utf-8")):
                threading.Event().wait(0.2)
            stopped(process)
    assert "everything is stored" in log.read_text("utf-8")
