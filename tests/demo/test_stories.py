"""The demo site's stories: whole, reproducible, varied, and nothing in them that a layout should print."""

import random
import re
from collections import Counter
from itertools import chain, pairwise

import pytest

from crawler.arabic.text import fold, words
from crawler.demo.composer import moment
from crawler.demo.stories import EPOCH, SECTIONS, Story, stories
from crawler.demo.wording import cast, fill
from crawler.demo.words import general, themes

WRITTEN = 26
FURNITURE = re.compile(
    r"(?:اقرأ|إقرأ|شاهد|تابعوا|تابعونا|المزيد|للمزيد|انظر|موضوعات|أخبار ذات|كتبت? ?:|بقلم|المصدر|خاص)"
)
SLOT_LEFT = re.compile(r"[{}\[\]|]")


def test_the_first_stories_are_written_in_full():
    written = stories(WRITTEN)
    kinds = Counter(story.kind for story in written)
    assert kinds == {"article": 21, "opinion": 2, "brief": 2, "live": 1}
    assert len({story.country for story in written}) >= 12
    assert any(story.feminine for story in written)
    assert any(len(story.authors) > 1 for story in written)
    assert any(story.agency and story.dateline for story in written)
    assert any(story.published is None for story in written)
    assert any(story.published and not story.timed for story in written)


def test_written_articles_have_paragraphs_of_a_newspaper_s_length():
    for story in stories(WRITTEN):
        if story.kind == "article" and "حوار" not in story.tags:
            paragraphs = [block.text for block in story.blocks if block.kind == "p"]
            assert 4 <= len(paragraphs) <= 9
            assert all(20 <= len(text.split()) <= 70 for text in paragraphs), story.title


def test_every_kind_of_block_is_met_among_the_written_stories():
    assert {block.kind for story in stories(WRITTEN) for block in story.blocks} == {"p", "h", "li", "quote"}


@pytest.mark.parametrize("number", range(WRITTEN, 600, 7))
def test_a_composed_story_has_the_length_of_a_news_story(number):
    blocks = stories(1000)[number].blocks
    assert 4 <= sum(block.kind == "p" for block in blocks) <= 10
    assert 150 <= sum(len(block.text.split()) for block in blocks) <= 400


def test_no_slot_is_left_open_in_any_frame():
    for theme in themes():
        story = _story_of(theme.name)
        frames = chain(*theme.frames.values(), *general().values())
        assert not [text for frame in frames if SLOT_LEFT.search(text := fill(frame, story, random.Random(1)))]


def test_no_line_looks_like_what_a_layout_prints():
    lines = [block.text for story in stories(1500) for block in story.blocks]
    assert not [line for line in lines if FURNITURE.match(line)]
    assert not [line for line in lines if line != " ".join(line.split())]


def test_every_field_is_filled_as_promised():
    for number, story in enumerate(stories(500)):
        assert story.number == number
        assert SECTIONS[story.section_slug] == story.section
        assert story.title
        assert story.tags
        assert not (story.feminine and len(story.authors) != 1)
        assert not (story.timed and story.published is None)


def test_titles_are_unique_even_when_folded():
    titles = Counter(fold(story.title) for story in stories(20_000))
    assert titles.most_common(1)[0][1] == 1


def test_no_two_composed_stories_are_near_copies():
    rng, site = random.Random(3), stories(3000)
    shingles = {number: _shingles(site[number]) for number in range(WRITTEN, 1026)}
    pairs = [rng.sample(sorted(shingles), 2) for _ in range(20_000)]
    assert max(_jaccard(shingles[one], shingles[other]) for one, other in pairs) < 0.3


def test_a_story_depends_on_its_number_and_the_seed_alone():
    assert stories(100)[90] == stories(100_000)[90] == stories(100_000)[80:][10]
    assert stories(100)[90] != stories(100, seed=2)[90]
    assert stories(100)[3] == stories(100, seed=2)[3]


def test_it_is_a_sequence():
    site = stories(80)
    assert len(site) == 80
    assert len(site[70:]) == 10
    assert site[-1].number == 79
    with pytest.raises(IndexError):
        site[80]


def test_stories_run_from_the_newest_to_the_oldest_in_the_weeks_before_the_epoch():
    moments = [moment(number) for number in range(0, 100_000, 97)]
    assert all(newer >= older for newer, older in pairwise(moments))
    assert all((EPOCH - each).days <= 85 for each in moments)
    assert all(6 <= each.hour <= 22 for each in moments)


def test_the_weekday_in_the_text_is_the_day_of_publishing():
    story = next(story for story in stories(200)[WRITTEN:] if story.timed and story.published.weekday() == 1)
    assert "الثلاثاء" in story.blocks[0].text


def _story_of(theme_name):
    theme = next(theme for theme in themes() if theme.name == theme_name)
    headline = {"thing": theme.things[0], "figure": theme.figures[0], "today": "الأحد"}
    return cast(random.Random(1), theme, theme.places[0], headline)


def _shingles(story: Story):
    said = words(" ".join(block.text for block in story.blocks))
    return {tuple(said[at : at + 4]) for at in range(len(said) - 3)}


def _jaccard(one, other):
    return len(one & other) / len(one | other)
