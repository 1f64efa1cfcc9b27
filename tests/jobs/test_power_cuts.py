"""A power cut may undo the last commits, and nothing else: what they held is fetched once more."""

import claims
import pytest
from killing import Life, demo, instants, press, sections

CASES = (demo, press, sections)
CUTS = 0.3  # for each kill of the other test


def cut(life, asked, seconds):
    """Kill a crawl and take some of its last writes away; return whether it was alive then."""
    alive = life.crawl_until(asked, seconds)
    if alive:
        share = life.chance.choice([0, 0.5, 1]) * life.chance.random()
        claims.cut_power(life.data, share)
        claims.sound(life.data, orphans=True)
    return alive


@pytest.mark.parametrize("case", range(len(CASES)), ids=[site.__name__ for site in CASES])
def test_a_crawl_whose_last_writes_are_lost_fetches_them_again(case, tmp_path, chance, pytestconfig):
    cuts = len(range(case, round(CUTS * pytestconfig.getoption("--kills")), len(CASES)))
    with CASES[case]() as victim:
        unharmed = Life(victim, tmp_path / "unharmed", chance)
        unharmed.crawl()
        requests, expected = len(victim.asked()), claims.finished(unharmed.data).documents
        with Life(victim, tmp_path / "cut", chance, script="powered_process.py") as life:
            for asked, seconds in instants(chance, cuts, requests):
                if not cut(life, asked, seconds):
                    break
            else:
                life.crawl()
        kept = claims.finished(life.data)
    claims.each_once(kept, victim.articles)
    assert kept.documents == expected
