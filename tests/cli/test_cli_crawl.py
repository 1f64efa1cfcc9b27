"""khabar crawl and khabar fetch, against a small site on loopback."""

import json
import os
import signal
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from test_cli_extract import DOCUMENT, PAGE  # the page whose document is known

from crawler.storage import Archive

ROOT = Path(__file__).parents[2]
STORIES = 40


class Site(ThreadingHTTPServer):
    """A front page, and stories that differ in a number; `asked_for` is set when a few were asked for."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.stories = 0
        self.asked_for = threading.Event()

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}"


class Answers(BaseHTTPRequestHandler):
    def do_GET(self):
        body = page(self.path)
        if "/news/" in self.path:
            self.server.stories += 1
            if self.server.stories > 5:
                self.server.asked_for.set()
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_):
        pass


def page(path):
    if path == "/":
        links = "".join(
            f"<h3><a href='/news/{n}.html'>الخبر الطويل رقم {n} من أخبار السوق</a></h3>"
            for n in range(100, 100 + STORIES)
        )
        return f"<html lang='ar'><head><title>الصحيفة</title></head><body>{links}</body></html>"
    number = path.removeprefix("/news/").removesuffix(".html")
    if path == "/news/7.html":
        return PAGE.replace("{head}", "")
    if not number.isdecimal():
        return None
    numbered = PAGE.replace("{head}", "").replace("السوق القديم", f"السوق القديم رقم {number}")
    return numbered.replace("أهل الحي", f"أهل الحي {number}").replace("ثلاثة أيام", f"{number} يوما")


@pytest.fixture
def site():
    server = Site()
    serving = threading.Thread(target=server.serve_forever, daemon=True)
    serving.start()
    yield server
    server.shutdown()
    server.server_close()
    serving.join()


LOCAL = ["--allow-private-hosts", "--delay", "0.01"]


def test_a_crawl_stores_prints_a_summary_and_one_document(khabar_process, site, tmp_path):
    ended = khabar_process("crawl", site.url, "--limit", "4", *LOCAL)
    assert ended.returncode == 0
    assert "Documents: data/documents (4 in all)" in ended.stderr
    with Archive(tmp_path / "data", create=False) as archive:
        documents = [archive.document_path(each).read_text("utf-8") for each in archive.articles()]
    assert ended.stdout in documents


def test_how_hosts_were_treated_is_told_on_request(khabar_process, site):
    ended = khabar_process("crawl", site.url, "--limit", "2", "--politeness", *LOCAL)
    assert ended.returncode == 0
    (row,) = [line.split() for line in ended.stderr.splitlines() if line.startswith("127.0.0.1:")]
    assert row[0] == f"127.0.0.1:{site.server_port}"
    assert row[-2:] == ["fetched", "now"]
    assert "smallest gap" not in khabar_process("crawl", site.url, "--limit", "2", *LOCAL).stderr


def test_a_private_host_is_not_contacted_unasked(khabar_process, site, tmp_path):
    ended = khabar_process("crawl", site.url)
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert "--allow-private-hosts" in ended.stderr.splitlines()[-1]
    assert site.stories == 0


def test_a_target_that_fails_is_told_and_the_others_are_crawled(khabar_process, site):
    ended = khabar_process("crawl", "http://localhost:9/", f"{site.url}/news/7.html", *LOCAL)
    assert ended.returncode == 1
    assert ended.stdout == DOCUMENT
    assert ended.stderr.splitlines()[-1].startswith("khabar: http://localhost:9/: ")


def test_a_target_that_means_nothing_is_wrong_usage(khabar_process):
    ended = khabar_process("crawl", "youm8")
    assert ended.returncode == 2
    assert 'did you mean "youm7"' in ended.stderr


def test_ctrl_c_ends_cleanly_with_what_was_stored(site, tmp_path):
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "KHABAR_DATA": str(tmp_path / "data")}
    command = [sys.executable, "-m", "crawler.cli", "crawl", site.url, "--allow-private-hosts", "--delay", "0.2"]
    crawl = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert site.asked_for.wait(60)
    crawl.send_signal(signal.SIGINT)
    shown, said = crawl.communicate(timeout=60)
    assert crawl.returncode == 130
    assert "Traceback" not in said
    assert "crawled" in said
    assert shown.startswith("السوق القديم رقم")
    with Archive(tmp_path / "data", create=False) as archive:
        assert 0 < archive.count() < STORIES


def test_fetch_prints_a_document_and_stores_nothing(khabar_process, site, tmp_path):
    ended = khabar_process("fetch", f"{site.url}/news/7.html", *LOCAL)
    assert (ended.returncode, ended.stdout) == (0, DOCUMENT)
    assert not (tmp_path / "data" / "documents").exists()


def test_fetch_answers_in_order_and_names_what_failed(khabar_process, site):
    urls = [f"{site.url}/nothing", f"{site.url}/news/7.html"]
    ended = khabar_process("fetch", *urls, "--format", "json", *LOCAL)
    answers = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert [answer["url"] for answer in answers] == urls
    assert answers[0]["reason"].startswith("not-found: ")
    assert answers[1]["article"]["document"] == DOCUMENT
    assert ended.stderr.startswith(f"khabar: {urls[0]}: not found")


def test_a_setting_of_scrapys_is_heeded(khabar_process, site):
    ended = khabar_process("fetch", f"{site.url}/news/7.html", *LOCAL, "-s", "DOWNLOAD_MAXSIZE=100")
    assert ended.returncode == 1
    assert ended.stdout == ""


def test_the_demo_site_is_crawled_without_being_asked_for_by_address(khabar_process, tmp_path):
    ended = khabar_process("crawl", "demo", "--limit", "5")
    assert ended.returncode == 0
    with Archive(tmp_path / "data", create=False) as archive:
        assert archive.count("demo") == 5
    assert ended.stdout
