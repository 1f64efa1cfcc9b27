"""On real papers, where they are there: what the benchmark measures on all five days, on the first articles of one."""

from itertools import islice

import duplicates
import pytest

from crawler.arabic.text import words
from crawler.stories.likeness import likeness
from crawler.stories.signing import sign
from crawler.stories.text import Text

SOME = 1_500


@pytest.mark.usefixtures("shared")
def test_nearly_all_pairs_that_share_half_are_found_and_verified():
    read = list(islice(duplicates._read_corpus(), SOME))
    truth = duplicates._truth([words("\n".join(each.paragraphs)) for each in read])
    alike = [pair for pair, (jaccard, _, _) in truth.items() if jaccard >= 0.5]
    assert len(alike) > 100
    texts = [Text.of(each) for each in read]
    found = [pair for pair in alike if sign(texts[pair[0]]).keys & sign(texts[pair[1]]).keys]
    verified = [pair for pair in found if likeness(texts[pair[0]], texts[pair[1]])]
    assert len(verified) >= 0.97 * len(alike)
