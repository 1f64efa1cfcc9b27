"""Which sources somebody asks for."""

import pytest

from crawler.errors import UsageError
from crawler.sources import Source, choose

SOURCES = [
    Source(id="cairo", home="https://cairo.example/", country="EG", type="newspaper", tags=("economy",)),
    Source(id="suez", home="https://suez.example/", country="EG", type="portal", tags=("regional", "radio")),
    Source(id="rabat", home="https://rabat.example/", country="MA", type="newspaper"),
    Source(id="own", home="https://own.example/"),
]


def chosen(**asked):
    return [source.id for source in choose(SOURCES, **asked)]


def test_nothing_asked_is_everything():
    assert chosen() == ["cairo", "suez", "rabat", "own"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"countries": ["EG"]}, ["cairo", "suez"]),
        ({"countries": ["eg", "MA"]}, ["cairo", "suez", "rabat"]),
        ({"types": ["newspaper"]}, ["cairo", "rabat"]),
        ({"types": ["Portal", "newspaper"]}, ["cairo", "suez", "rabat"]),
        ({"tags": ["radio", "economy"]}, ["cairo", "suez"]),
        ({"countries": ["EG"], "types": ["newspaper"]}, ["cairo"]),
        ({"countries": ["MA"], "tags": ["economy"]}, []),
        ({"countries": ["KM"]}, []),
    ],
)
def test_of_several_values_one_is_enough_and_of_several_questions_all_count(asked, found):
    assert chosen(**asked) == found


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"countries": ["Egypt"]}, '"Egypt" is no country (did you mean "EG"?); write its two letters'),
        ({"countries": ["Moroco"]}, 'did you mean "MA"'),
        ({"countries": ["ZZ"]}, '"ZZ" is no country; write'),
        ({"types": ["newspapers"]}, '"newspapers" is no type of an outlet (did you mean "newspaper"?); use one of'),
        ({"tags": ["econmy"]}, '"econmy" is no source\'s tag (did you mean "economy"?); known are economy, radio, reg'),
    ],
)
def test_what_does_not_exist_is_refused_with_what_was_probably_meant(asked, says):
    with pytest.raises(UsageError) as caught:
        chosen(**asked)
    assert says in str(caught.value)
