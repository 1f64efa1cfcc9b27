"""The catalogue: every source by its id and by its site."""

from dataclasses import replace

import pytest
from least import LEAST

from crawler.errors import SourceError
from crawler.sources import catalogue, load
from crawler.sources.catalogue import _HOME, BUNDLED, Catalogue


@pytest.fixture
def own(tmp_path):
    """Write a file into a data directory's sources; gives the directory."""

    def write(name, text=LEAST):
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / name).write_text(text, "utf-8")
        return tmp_path

    return write


def test_a_file_in_the_data_directory_adds_a_source_or_replaces_a_bundled_one(own):
    own("paper.toml")
    own("youm7.toml")
    sources = catalogue(own("notes.txt", "not a source"))
    assert sources["paper"].home == "https://www.example.com/"
    assert sources["youm7"] == replace(sources["paper"], id="youm7")
    assert list(sources) == sorted(sources)


def test_a_site_has_the_sources_whose_homes_are_there(own):
    sources = catalogue(own("paper.toml"))
    assert [source.id for source in sources.of_site("example.com")] == ["paper"]
    assert [source.id for source in sources.of_site("ahram.org.eg")] == ["ahram", "ahram-gate"]
    assert sources.of_site("unknown.example") == []


def test_a_bundled_source_that_was_replaced_no_longer_has_its_site(own):
    sources = catalogue(own("youm7.toml"))
    assert sources.of_site("youm7.com") == []
    assert [source.id for source in sources.of_site("example.com")] == ["youm7"]


def test_a_data_directory_without_sources_gives_the_bundled_ones(tmp_path):
    assert catalogue(tmp_path) == catalogue()


def test_a_wrong_file_of_ones_own_is_told_before_it_is_asked_for(own):
    with pytest.raises(SourceError, match=r"paper\.toml"):
        catalogue(own("paper.toml", "name = 1"))


def test_a_file_is_read_when_its_source_is_asked_for(tmp_path):
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('home = "https://www.example.net/"\nname = 1', "utf-8")
    sources = Catalogue({"wrong": wrong})
    assert list(sources) == ["wrong"]
    assert sources.of_site("example.com") == []
    with pytest.raises(SourceError):
        sources.of_site("example.net")


def test_every_bundled_files_home_stands_in_a_line_that_is_found_without_reading_it_all():
    for path in BUNDLED.glob("*.toml"):
        found = _HOME.search(path.read_text("utf-8"))
        assert found, path.name
        assert found[1] == load(path).home


def test_what_a_file_calls_unproven_is_told():
    assert catalogue().unproven("okaz") == "the feed and the pattern come from public lists"
    assert catalogue().unproven("paper.example") == ""
