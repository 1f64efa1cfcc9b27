"""schedule.toml: what is asked of all sources, and of groups."""

from datetime import timedelta

import pytest

from crawler.errors import SourceError
from crawler.sources import Source
from crawler.sources.schedule import FILE, Schedule, read_schedule

SOURCES = {
    each.id: each
    for each in (
        Source(id="agency", home="https://agency.example/", country="EG", type="agency", tags=("economy",)),
        Source(id="paper", home="https://paper.example/", country="EG", type="newspaper"),
        Source(id="own", home="https://own.example/", country="LB", type="newspaper", every="7m", budget=9),
    )
}


def schedule(tmp_path, text):
    (tmp_path / FILE).write_text(text, "utf-8")
    return read_schedule(tmp_path, SOURCES)


def test_without_the_file_only_sources_own_files_ask_for_something(tmp_path):
    assert read_schedule(tmp_path, SOURCES) == Schedule()
    assert Schedule().wishes(SOURCES["own"]).every == timedelta(minutes=7)


def test_a_source_goes_before_its_group_and_a_group_before_all(tmp_path):
    read = schedule(
        tmp_path,
        'every = "2h"\nbudget = 500\n[groups.egypt]\ncountries = ["EG"]\nevery = "1h"\n'
        '[groups.fast]\ntypes = ["agency"]\nsources = ["own"]\ncron = "*/5 * * * *"\nquiet = ["01:00-02:00"]\n',
    )
    agency, paper, own = (read.wishes(source) for source in SOURCES.values())
    assert (agency.every, agency.cron, agency.budget) == (None, "*/5 * * * *", 500)
    assert (paper.every, paper.quiet, paper.budget) == (timedelta(hours=1), None, 500)
    assert (own.every, own.cron, own.budget, bool(own.quiet)) == (timedelta(minutes=7), None, 9, True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("evry = '1h'", 'did you mean "every"'), ("every = 5", "write a span"),
        ("[groups.a]\nevery = '1h'", "names no"),
        ("[groups.a]\nsources = ['papr']", 'did you mean "paper"'), ("groups = 5", "no table"), ("every =", "no TOML"),
        ("[groups]\na = 5", "group a"), ("[groups.a]\ncountries = 'EG'", "a list in brackets"),
        ("every = '1h'\ncron = '* * * * *'", "keep one"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_the_file_and_what_to_write(tmp_path, text, words):
    with pytest.raises(SourceError, match=words) as raised:
        schedule(tmp_path, text)
    assert FILE in str(raised.value)
