"""Crawls killed at random instants lose nothing, store nothing twice, and fetch hardly a page again.

`pytest tests/jobs/test_kills.py --kills 200` kills as often as one likes.
"""

import claims
import pytest
from killing import LIFE, SITES, Life, faulty, instants, press, refetched

ONE_BY_ONE = {}
EIGHT = {"settings": {"CONCURRENT_REQUESTS": "8", "CONCURRENT_REQUESTS_PER_DOMAIN": "8"}}
# Side by side, the demo's pages come in another order each time, and some are two ledger pages' landing.
CASES = [*((site, 1) for site in SITES), (faulty, 8), (press, 8)]


def share(kills, case):
    """Return how many of the kills are a case's."""
    return len(range(case, kills, len(CASES)))


def lives(kills):
    return [min(LIFE, kills - at) for at in range(0, kills, LIFE)]


@pytest.mark.parametrize("case", range(len(CASES)), ids=[f"{site.__name__}-{number}" for site, number in CASES])
def test_a_crawl_killed_at_any_instant_goes_on_where_it_was(case, tmp_path, chance, pytestconfig):
    site, in_hand = CASES[case]
    options = EIGHT if in_hand > 1 else ONE_BY_ONE
    with site() as victim:
        unharmed = Life(victim, tmp_path / "unharmed", chance, **options)
        unharmed.crawl()
        once, expected = victim.asked(), claims.finished(unharmed.data).documents
        for number, kills in enumerate(lives(share(pytestconfig.getoption("--kills"), case))):
            with Life(victim, tmp_path / str(number), chance, **options) as life:
                for asked, seconds in instants(chance, kills, len(once)):
                    if not life.crawl_until(asked, seconds):
                        break
                    after = claims.sound(life.data)
                    claims.nothing_lost(life.kept, after)
                    life.kept = after
                else:
                    life.crawl()
            kept = claims.finished(life.data)
            claims.nothing_lost(life.kept, kept)
            claims.each_once(kept, victim.articles)
            assert kept.documents == expected
            again = refetched(victim.asked(), once)
            print(f"{life.kills} kills, {again.total()} pages fetched again: {dict(again)}")  # noqa: T201  shown where it fails
            assert again.total() <= life.kills * in_hand
