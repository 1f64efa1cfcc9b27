"""khabar sources check: whether a source's file is true, on the user's machine."""

import json

import pytest
from crawling import Site, served
from makes import MAKES, Addressed

from crawler.cli.sources_check import CORRECTED, write_corrected
from crawler.probing.checking import State, Verdict
from crawler.sources import catalogue

HERE = ("--allow-private-hosts", "--delay", "0")
FILE = """
name = "النهر"
home = "{home}"
country = "SD"
timezone = "Africa/Khartoum"
feeds = ["{feed}"]
article_url = "{pattern}"
"""
TRUE = {"feed": "/export/latest.php?as=x", "pattern": "/story.php?id={id}"}


@pytest.fixture
def write(tmp_path):
    """Write a source's file; returns its path."""

    def written(identifier, **values):
        path = tmp_path / "data" / "sources" / f"{identifier}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(FILE.format(**values), "utf-8")
        return path

    return written


@pytest.fixture
def site():
    with served(Addressed(MAKES["feed_in_words"]().pages)) as site:
        yield site


def rows(ended):
    return [line.split("\t") for line in ended.stdout.splitlines()]


def test_a_file_that_is_true_is_proven(khabar_process, write, site):
    write("nahr", home=site.url, **TRUE)
    ended = khabar_process("sources", "check", "nahr", *HERE)
    assert (ended.returncode, ended.stderr) == (0, "nahr: all true\n")
    assert {(row[0], row[2], row[4]) for row in rows(ended)} == {("nahr", "good", "")}
    assert {row[1] for row in rows(ended)} >= {"home", "feeds", "article_url", "articles"}
    assert len(site.asked) <= 40


def test_what_is_wrong_comes_first_with_the_line_to_write(khabar_process, write, site):
    write("nahr", home=site.url, feed="/dead.xml", pattern="/news/{id}")
    ended = khabar_process("sources", "check", "nahr", *HERE, "--format", "json")
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert ended.returncode == 1
    assert [(each["key"], each["state"]) for each in told[:2]] == [("feeds", "wrong"), ("article_url", "wrong")]
    assert told[0]["write"] == f'feeds = ["{site.url}export/latest.php?as=x"]'
    assert told[1]["write"] == 'article_url = "/story.php?id={id}"'
    assert [each["state"] for each in told] == sorted(
        (each["state"] for each in told), key=("wrong", "doubtful", "good").index
    )


def test_a_check_is_remembered_and_shown(khabar_process, write, site):
    write("nahr", home=site.url, **TRUE)
    khabar_process("sources", "check", "nahr", *HERE)
    shown = khabar_process("sources", "show", "nahr").stdout
    assert "all true; 3 of 3 pages read, as «منسوب" in shown.splitlines()[-1]
    assert shown.splitlines()[-1].startswith("# checked 20")


def test_without_ids_all_that_are_enabled_are_checked_side_by_side(khabar_process, write, site):
    others = [identifier for identifier, source in catalogue().items() if source.enabled]
    khabar_process("sources", "disable", *others)
    write("one", home=site.url, **TRUE)
    with served(Site({})) as down:
        pass
    write("two", home=down.url, **TRUE)
    ended = khabar_process("sources", "check", *HERE)
    assert ended.returncode == 1
    assert rows(ended) == [["two", "home", "wrong", f"127.0.0.1:{down.port} refuses the connection", ""]]
    assert sorted(ended.stderr.splitlines()) == ["one: all true", "two: 1 wrong, 0 doubtful"]


def test_a_bundled_file_is_corrected_in_a_copy_and_an_own_one_left_alone(write, tmp_path, capsys):
    data = tmp_path / "data"
    sources = catalogue()
    wrong = [Verdict("okaz", "feeds", State.WRONG, "not found", ())]
    write_corrected([sources["okaz"], sources["youm7"]], wrong, data)
    assert catalogue(data)["okaz"].feeds == ()
    assert catalogue(data)["okaz"].article_url == sources["okaz"].article_url
    assert (data / "sources" / "okaz.toml").read_text("utf-8").startswith(f"# {CORRECTED}\n")
    assert not (data / "sources" / "youm7.toml").exists()
    write_corrected([sources["okaz"]], [Verdict("okaz", "article_url", State.WRONG, "fits none", "")], data)
    assert catalogue(data)["okaz"].article_url == sources["okaz"].article_url
    assert "is yours; change it as said above" in capsys.readouterr().err


def test_what_is_no_source_is_refused(khabar):
    ended = khabar("sources", "check", "youm77")
    assert ended.returncode == 2
    assert 'did you mean "youm7"' in ended.stderr
