"""khabar stories, and what show, import and export say of copies."""

import json
from dataclasses import replace

import pytest
from retelling import documents, telling

from crawler.article import to_record
from crawler.cli.output import whole_record
from crawler.document import render
from crawler.storage import Archive

FIRST = telling("first", agencies=("رويترز",))
LATER = telling("later", hour=26, cut=1, title="عنوان آخر تماما")
ALONE = telling("alone", story=41, hour=3)


def lines(*articles):
    return "".join(f"{json.dumps(to_record(each), ensure_ascii=False)}\n" for each in articles)


@pytest.fixture
def filled(khabar):
    khabar("import", "-", stdin=lines(LATER, ALONE, FIRST))
    return khabar


def test_a_story_is_listed_with_who_was_first_who_followed_when_and_how_it_changed(filled):
    ended = filled("stories")
    headline, first, later, changed = ended.stdout.splitlines()
    assert ended.returncode == 0
    assert headline == f"{FIRST.title} (رويترز)"
    assert f"2026-03-01 08:00+0000  first.com  {FIRST.url}" in first
    assert f"2026-03-02 10:00+0000  later.com  {LATER.url}" in later
    assert changed.startswith("    1 d 2 h later, ")
    assert "% alike, another headline, " in changed
    assert changed.endswith("words fewer, 1 paragraph removed")
    assert ended.stderr == "1 story, 1 copy\n"


def test_as_json_each_story_is_a_line(filled):
    (line,) = filled("stories", "--format", "json").stdout.splitlines()
    told = json.loads(line)
    (copy,) = told["copies"]
    assert [told[name] for name in ("source", "title", "agencies")] == ["first.com", FIRST.title, ["رويترز"]]
    assert (copy["source"], copy["after"], copy["retitled"]) == ("later.com", 26 * 3600, True)
    assert copy["paragraphs"] == {"removed": 1}
    assert copy["words"] < 0
    assert 0.5 < copy["similarity"] < 1


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (["--source", "later.com"], 1),
        (["--source", "alone.com"], 0),
        (["--least", "2"], 0),
        (["--since", "2026-03-01"], 1),
        (["--since", "2026-03-02"], 0),
        (["--until", "2026-03-01"], 1),
        (["--until", "2026-02-28"], 0),
        (["--limit", "1"], 1),
    ],
)
def test_stories_can_be_chosen(filled, options, number):
    assert len(filled("stories", "--format", "json", *options).stdout.splitlines()) == number


def test_where_only_the_day_is_known_days_are_told(khabar):
    khabar("import", "-", stdin=lines(FIRST, replace(LATER, published_precision="day")))
    assert "    1 d later, " in khabar("stories").stdout
    told = json.loads(khabar("stories", "--format", "json").stdout)
    assert told["copies"][0]["after"] is None


def test_an_archive_without_copies_has_no_stories(khabar):
    khabar("import", "-", stdin=lines(ALONE))
    ended = khabar("stories")
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "0 stories, 0 copies\n")


def test_without_an_archive_it_says_so(khabar):
    ended = khabar("stories")
    assert ended.returncode == 1
    assert "holds no archive" in ended.stderr


def test_show_names_the_story_of_an_article(filled):
    copy = filled("show", LATER.url)
    assert copy.stdout == render(LATER)
    assert "a copy of " in copy.stderr
    assert FIRST.url in copy.stderr
    original = filled("show", FIRST.url)
    assert "it stands for its story" in original.stderr
    assert LATER.url in original.stderr
    assert "story" not in filled("show", ALONE.url).stderr


def test_show_has_the_story_as_json(filled):
    told = json.loads(filled("show", LATER.url, "--format", "json").stdout)
    assert told["story"]["source"] == "first.com"
    assert [each["source"] for each in told["story"]["copies"]] == ["later.com"]
    assert [each["source"] for each in told["article"]["copies"]] == ["first.com"]
    assert json.loads(filled("show", ALONE.url, "--format", "json").stdout)["story"] is None


def test_two_corpora_merge_without_duplicates(khabar, tmp_path):
    (tmp_path / "one.jsonl").write_text(lines(FIRST, ALONE), "utf-8")
    (tmp_path / "two.jsonl").write_text(lines(LATER, telling("third", story=41, hour=9)), "utf-8")
    ended = khabar("import", "one.jsonl", "two.jsonl")
    assert ended.stderr.startswith("4 lines read, 4 stored (2 as copies of a story that is kept), 0 revised, 0 already")
    exported = [json.loads(line) for line in khabar("export").stdout.splitlines()]
    assert [each["source"] for each in exported] == ["first.com", "alone.com"]
    assert [[copy["source"] for copy in each["copies"]] for each in exported] == [["later.com"], ["third.com"]]


def test_an_export_that_is_imported_elsewhere_keeps_its_copies(filled, tmp_path):
    filled("export", "-o", "all.jsonl")
    filled("import", "all.jsonl", "--data", "other")
    with Archive(tmp_path / "data") as one, Archive(tmp_path / "other") as other:
        assert list(map(whole_record, other.articles())) == list(map(whole_record, one.articles()))


def test_all_copies_can_be_kept_and_either_exported(khabar, tmp_path):
    khabar("import", "-", "--copies", "all", stdin=lines(LATER, FIRST))
    with Archive(tmp_path / "data") as archive:
        assert documents(archive) == ["first.com", "later.com"]
    assert len(khabar("export").stdout.splitlines()) == 2
    assert len(khabar("export", "--copies", "one").stdout.splitlines()) == 1
    khabar("import", "-", stdin=lines(ALONE), env={"KHABAR_COPIES": "one"})
    assert len(khabar("export").stdout.splitlines()) == 2
    assert len(khabar("export", "--copies", "all").stdout.splitlines()) == 3
