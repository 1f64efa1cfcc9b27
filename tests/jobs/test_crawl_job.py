"""crawl(): targets side by side, each with its report."""

import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing

import pytest
from crawling import (
    LIMIT,
    PROJECT,
    Answer,
    Site,
    article,
    crawl,
    listing,
    newspaper,
    own_certificate,
    served,
    start_crawl,
    story,
)

from crawler.errors import UsageError
from crawler.jobs.crawl import CrawlOptions, settings_for
from crawler.storage import Archive, State
from crawler.storage.archive import FILE


def test_two_sites_are_crawled_side_by_side(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as one, served(Site(newspaper(range(11, 16)))) as other:
        reports = crawl([one.url, other.url], tmp_path)
    assert [report["stored"] for report in reports] == [3, 5]
    assert [report["target"] for report in reports] == [one.url, other.url]


def test_two_parts_of_one_site_are_crawled_one_after_the_other(tmp_path):
    sections = {
        f"/{name}": listing([story(number) for number in numbers])
        for name, numbers in (("economy", (1, 2)), ("sport", (3, 4)))
    }
    with served(Site(newspaper(range(1, 5)) | sections)) as site:
        reports = crawl([f"{site.url}economy", f"{site.url}sport"], tmp_path)
    assert [report["stored"] for report in reports] == [2, 2]
    assert all(each.under_way == 1 for each in site.asked)


def test_articles_of_a_site_under_maintenance_that_answers_200_are_stored_when_it_is_back(tmp_path):
    closed = Answer("<html><body><h1>الموقع تحت الصيانة</h1><p>نعود خلال ساعات.</p></body></html>")
    with served(Site(newspaper(range(1, 5)))) as site:
        pages = dict(site.pages)
        site.pages |= {story(number): closed for number in range(1, 5)}
        (report,) = crawl(site.url, tmp_path)
        assert (report["stored"], report["reasons"]["http-error"]) == (0, 4)
        site.pages |= pages
        (report,) = crawl(site.url, tmp_path)
    assert report["stored"] == 4


def test_the_same_target_twice_is_one(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        assert len(crawl([site.url, site.url.rstrip("/")], tmp_path)) == 1


def test_ctrl_c_keeps_everything_stored_so_far_and_the_next_crawl_goes_on(tmp_path):
    reached = []

    def slowly(number):
        def answer():
            reached.append(number)
            if len(reached) == 5:
                process.send_signal(signal.SIGINT)
            return Answer(article(number))

        return answer

    pages = newspaper(range(1, 40)) | {story(number): slowly(number) for number in range(1, 40)}
    with served(Site(pages)) as site:
        process = start_crawl(site.url, tmp_path, delay=0.1)
        out, log = process.communicate(timeout=LIMIT)
        (report,) = json.loads(out)
        assert process.returncode == 0, log
        assert "Traceback" not in log
        assert (report["finish"], report["failure"]) == ("shutdown", None)
        with Archive(tmp_path) as archive:
            assert archive.count() == report["stored"] == len(reached)
        (rest,) = crawl(site.url, tmp_path)
    assert report["stored"] + rest["stored"] == 39
    assert sorted(reached) == list(range(1, 40))


def test_ctrl_c_twice_ends_at_once_and_loses_nothing(tmp_path):
    def hangs():
        process.send_signal(signal.SIGINT)
        stop.wait(1)
        process.send_signal(signal.SIGINT)
        stop.wait(LIMIT)
        return Answer(article(1))

    stop = threading.Event()
    with served(Site(newspaper(range(1, 4)))) as site:
        site.pages[story(1)] = hangs
        process = start_crawl(site.url, tmp_path)
        try:
            process.communicate(timeout=25)
        finally:
            stop.set()
        site.pages[story(1)] = article(1)
        (report,) = crawl(site.url, tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.count() == 3
    assert report["failure"] is None


def test_a_source_that_another_process_crawls_is_left_alone(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        ident = f"127.0.0.1-{site.port}"
        hold = (
            "import sys; from pathlib import Path; from crawler.storage import Archive\n"
            f"with Archive(Path({str(tmp_path)!r})) as archive, archive.claim({ident!r}):\n"
            " print('held', flush=True); sys.stdin.read()"
        )
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        holder = subprocess.Popen([sys.executable, "-c", hold], cwd=PROJECT, **pipes)
        assert holder.stdout.readline() == b"held\n"
        (report,) = crawl(site.url, tmp_path)
        holder.communicate()
    assert site.asked == []
    assert report["finish"] == "failed"
    assert "is being crawled" in report["failure"]


def test_a_port_where_nothing_listens_is_told(tmp_path):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
        (report,) = crawl(f"http://{host}/", tmp_path)
    assert report["failure"] == f"{host} refuses the connection"


def test_a_site_that_answers_only_errors_is_told(tmp_path):
    pages = {"/robots.txt": Answer(status=404), "/": Answer("broken", status=500)}
    with served(Site(pages)) as site:
        (report,) = crawl(site.url, tmp_path)
    assert report["failure"] == f"127.0.0.1:{site.port} answers 500"


def test_a_site_without_articles_is_told(tmp_path):
    with served(Site({"/": listing({"/about": "من نحن"})})) as site:
        (report,) = crawl(site.url, tmp_path)
    assert report["failure"].startswith("no article found")


def test_an_address_without_a_scheme_falls_back_to_http_where_there_is_no_tls(tmp_path):
    with served(Site(newspaper(range(1, 3)))) as site:
        (report,) = crawl(site.url.removeprefix("http://"), tmp_path)
    assert report["stored"] == 2


def test_a_page_that_fails_for_a_while_is_asked_for_again_by_the_next_crawl(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        site.pages[story(2)] = Answer("busy", status=503)
        (report,) = crawl(site.url, tmp_path)
        assert (report["stored"], report["errors"], report["reasons"]["http-error"]) == (2, 1, 1)
        assert site.paths.count(story(2)) == 3
        site.pages[story(2)] = article(2)
        (again,) = crawl(site.url, tmp_path)
    assert (again["stored"], again["errors"]) == (1, 0)


def test_a_page_that_is_gone_is_not_asked_for_again(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        site.pages[story(2)] = Answer("gone", status=410)
        crawl(site.url, tmp_path)
        crawl(site.url, tmp_path)
    assert site.paths.count(story(2)) == 1
    with Archive(tmp_path) as archive:
        assert archive.ledger(f"127.0.0.1-{site.port}").counts()[State.GONE] >= 1


def test_options_become_settings(tmp_path):
    options = CrawlOptions(tmp_path, limit=3, delay=0.5, settings={"LOG_LEVEL": "DEBUG"})
    settings = settings_for(options)
    assert settings.getint("KHABAR_LIMIT") == 3
    assert settings.getfloat("DOWNLOAD_DELAY") == 0.5
    assert settings["LOG_LEVEL"] == "DEBUG"
    assert settings["BOT_NAME"] == "khabar"


def test_settings_come_from_the_project_whatever_the_environment_names(tmp_path, monkeypatch):
    monkeypatch.setenv("SCRAPY_SETTINGS_MODULE", "scrapy.settings.default_settings")
    assert settings_for(CrawlOptions(tmp_path)).getbool("ROBOTSTXT_OBEY")


def test_a_crawl_that_was_killed_goes_on_where_it_was_and_loses_nothing(tmp_path):
    asked = []

    def counted(number):
        def answer():
            asked.append(number)
            if len(asked) == 12:
                process.kill()
            return Answer(article(number))

        return answer

    pages = newspaper(range(1, 31)) | {story(number): counted(number) for number in range(1, 31)}
    with served(Site(pages)) as site:
        process = start_crawl(site.url, tmp_path)
        process.communicate(timeout=LIMIT)
        assert process.returncode == -signal.SIGKILL
        (report,) = crawl(site.url, tmp_path)
    with Archive(tmp_path) as archive:
        assert archive.count() == 30
    assert report["failure"] is None
    assert len(asked) < 40


def test_a_certificate_that_nobody_vouches_for_is_told(tmp_path):
    with served(Site(newspaper(range(1, 3))), certificate=own_certificate(tmp_path)) as site:
        (report,) = crawl(site.url, tmp_path / "data")
        (guessed,) = crawl(site.url.removeprefix("https://"), tmp_path / "data")
    assert site.asked == []
    assert report["failure"] == guessed["failure"] == f"127.0.0.1:{site.port} has no valid certificate"


def test_a_setting_that_must_be_a_number_is_named(tmp_path):
    with pytest.raises(UsageError, match="KHABAR_WORKERS is 'many'; give a number"):
        settings_for(CrawlOptions(tmp_path, settings={"KHABAR_WORKERS": "many"}))


def test_what_no_crawl_is_ready_for_is_raised(tmp_path):
    process = start_crawl("http://127.0.0.1:9/", tmp_path, settings={"SCHEDULER": "nowhere.Queue"})
    _, log = process.communicate(timeout=LIMIT)
    assert process.returncode == 1
    assert "nowhere" in log


def test_a_day_that_is_none_is_named(tmp_path):
    (report,) = crawl("http://127.0.0.1:9/", tmp_path, settings={"KHABAR_SINCE": "yesterday"})
    assert report["failure"] == "KHABAR_SINCE is 'yesterday'; give a day such as 2024-01-31"


def test_a_crawl_that_goes_on_where_only_guesses_were_left_has_not_failed(tmp_path):
    with served(Site(newspaper(range(1, 4)))) as site:
        crawl(site.url, tmp_path)
        with closing(sqlite3.connect(tmp_path / FILE)) as archive, archive:
            # As if it had been cut short a moment ago.
            archive.execute("UPDATE runs SET ended_at = NULL, seen_at = ?", (int(time.time()),))
            archive.execute("DELETE FROM pages WHERE url LIKE '%/rss.xml'")
        site.asked.clear()
        (report,) = crawl(site.url, tmp_path)
    assert site.paths == ["/rss.xml"]
    assert report["finish"] == "finished"
    assert report["failure"] is None
