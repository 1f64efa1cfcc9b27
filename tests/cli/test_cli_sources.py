"""khabar sources."""

import json
import tomllib

import pytest

from crawler.sources import catalogue, load
from crawler.sources.writing import as_file

OWN = """
name = "الصحيفة"
home = "https://www.paper.com.eg/"
country = "EG"
timezone = "Africa/Cairo"
"""


def test_a_list_in_a_pipe_has_a_line_for_each_source(khabar):
    lines = [line.split("\t") for line in khabar("sources", "list").stdout.splitlines()]
    assert [line[0] for line in lines] == list(catalogue())
    assert ["youm7", "اليوم السابع", "Youm7", "EG", "newspaper", "https://www.youm7.com/"] in lines


@pytest.mark.parametrize("how", ["option", "environment"])
def test_own_sources_in_the_data_directory_are_listed(khabar, tmp_path, how):
    folder = tmp_path / "mine" / "sources"
    folder.mkdir(parents=True)
    (folder / "paper.toml").write_text(OWN, "utf-8")
    if how == "option":
        ended = khabar("sources", "list", "--data", tmp_path / "mine")
    else:
        ended = khabar("sources", "list", env={"KHABAR_DATA": str(tmp_path / "mine")})
    assert "paper\tالصحيفة\t\tEG\t\thttps://www.paper.com.eg/" in ended.stdout.splitlines()


def ids(ended):
    return [line.split("\t")[0] for line in ended.stdout.splitlines()]


def test_a_list_of_a_country_a_type_or_a_tag_has_those_only(khabar):
    sources = catalogue().values()
    asked = ("--country", "eg", "--country", "SD", "--type", "newspaper")
    meant = [each.id for each in sources if each.country in {"EG", "SD"} and each.type == "newspaper"]
    assert ids(khabar("sources", "list", *asked)) == meant
    assert ids(khabar("sources", "list", "--tag", "radio")) == [each.id for each in sources if "radio" in each.tags]


def test_a_list_as_json_has_an_object_with_every_key_on_each_line(khabar):
    lines = khabar("sources", "list", "--country", "DJ", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["alqarn-dj"]
    assert {"name", "country", "type", "tags", "feeds", "selectors"} <= json.loads(lines[0]).keys()


@pytest.mark.parametrize("layout", ["table", "json"])
def test_where_nothing_fits_a_sentence_says_so(khabar, layout):
    ended = khabar("sources", "list", "--country", "KM", "--format", layout)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "no source fits all of that\n")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [(("--country", "Egypt"), "EG"), (("--type", "newspapers"), "newspaper"), (("--tag", "econmy"), "economy")],
)
def test_a_list_of_what_does_not_exist_is_refused_with_what_was_meant(khabar, asked, meant):
    ended = khabar("sources", "list", *asked)
    assert ended.returncode == 2
    assert f'(did you mean "{meant}"?)' in ended.stderr


@pytest.mark.parametrize("identifier", ["bbc-arabic", "lbci", "libyaalahrar", "nidaalwatan", "youm7"])
def test_a_source_is_shown_as_a_file_that_means_the_same(khabar, tmp_path, identifier):
    shown = khabar("sources", "show", identifier).stdout
    (tmp_path / f"{identifier}.toml").write_text(shown, "utf-8")
    assert load(tmp_path / f"{identifier}.toml") == catalogue()[identifier]


def test_every_bundled_source_in_the_form_of_its_file_means_the_same(tmp_path):
    for identifier, source in catalogue().items():
        (tmp_path / f"{identifier}.toml").write_text(as_file(source), "utf-8")
        assert load(tmp_path / f"{identifier}.toml") == source


def test_a_source_is_shown_by_an_address_too(khabar):
    shown = khabar("sources", "show", "https://m.youm7.com/story/1").stdout
    assert tomllib.loads(shown)["name_en"] == "Youm7"


def test_a_wrong_file_is_named_with_what_to_write(khabar, tmp_path):
    folder = tmp_path / "data" / "sources"
    folder.mkdir(parents=True)
    (folder / "paper.toml").write_text(OWN.replace("timezone", "timezon"), "utf-8")
    ended = khabar("sources", "list")
    assert ended.returncode == 1
    assert ended.stderr.startswith('khabar: paper.toml: "timezon" is no key of a source (did you mean "timezone"?)')


def test_a_source_that_is_disabled_is_so_whatever_its_file_says(khabar, tmp_path):
    others = [each.id for each in catalogue().values() if not each.enabled]
    assert khabar("sources", "disable", "youm7", "okaz").returncode == 0
    assert ids(khabar("sources", "list", "--disabled")) == sorted([*others, "okaz", "youm7"])
    assert "youm7" not in ids(khabar("sources", "list", "--enabled"))
    assert tomllib.loads(khabar("sources", "show", "youm7").stdout)["enabled"] is False
    assert khabar("sources", "enable", "youm7").stderr == "youm7: enabled\n"
    assert ids(khabar("sources", "list", "--disabled")) == sorted([*others, "okaz"])
    assert catalogue(tmp_path / "data")["youm7"] == catalogue()["youm7"]


def test_what_was_chosen_wins_over_an_own_file_too(khabar, tmp_path):
    folder = tmp_path / "data" / "sources"
    folder.mkdir(parents=True)
    (folder / "paper.com.eg.toml").write_text(f"{OWN}enabled = false\n", "utf-8")
    khabar("sources", "enable", "paper.com.eg")
    assert catalogue(tmp_path / "data")["paper.com.eg"].enabled
    assert "enabled = false" in (folder / "paper.com.eg.toml").read_text("utf-8")


def test_what_is_no_source_is_neither_enabled_nor_disabled(khabar, tmp_path):
    ended = khabar("sources", "disable", "okaz", "youm77")
    assert ended.returncode == 2
    assert '"youm77" is no source (did you mean "youm7"?)' in ended.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("content", ["enabled = 3", "[enabled]\nokaz = 1", "[enabled", "\udcff"])
def test_choices_that_cannot_be_read_are_named(khabar, tmp_path, content):
    folder = tmp_path / "data" / "sources"
    folder.mkdir(parents=True)
    (folder / "choices.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    ended = khabar("sources", "list")
    assert ended.returncode == 1
    assert ended.stderr.startswith("khabar: choices.toml: ")


def test_a_source_is_shown_with_what_is_unproven_of_its_file(khabar):
    shown = khabar("sources", "show", "okaz").stdout
    assert "# Unproven: the feed and the pattern come from public lists." in shown
