"""khabar sources."""

import tomllib

import pytest

from crawler.sources import catalogue, load

OWN = """
name = "الصحيفة"
home = "https://www.paper.com.eg/"
country = "EG"
timezone = "Africa/Cairo"
"""


def test_a_list_in_a_pipe_has_a_line_for_each_source(khabar):
    lines = [line.split("\t") for line in khabar("sources", "list").stdout.splitlines()]
    assert [line[0] for line in lines] == list(catalogue())
    assert ["youm7", "اليوم السابع", "Youm7", "EG", "https://www.youm7.com/"] in lines


@pytest.mark.parametrize("how", ["option", "environment"])
def test_own_sources_in_the_data_directory_are_listed(khabar, tmp_path, how):
    folder = tmp_path / "mine" / "sources"
    folder.mkdir(parents=True)
    (folder / "paper.toml").write_text(OWN, "utf-8")
    if how == "option":
        ended = khabar("sources", "list", "--data", tmp_path / "mine")
    else:
        ended = khabar("sources", "list", env={"KHABAR_DATA": str(tmp_path / "mine")})
    assert "paper\tالصحيفة\t\tEG\thttps://www.paper.com.eg/" in ended.stdout.splitlines()


@pytest.mark.parametrize("identifier", catalogue())
def test_a_source_is_shown_as_a_file_that_means_the_same(khabar, tmp_path, identifier):
    shown = khabar("sources", "show", identifier).stdout
    (tmp_path / f"{identifier}.toml").write_text(shown, "utf-8")
    assert load(tmp_path / f"{identifier}.toml") == catalogue()[identifier]


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
