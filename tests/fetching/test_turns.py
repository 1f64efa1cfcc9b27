"""Processes that crawl into one data directory take turns at a site."""

import pytest

from crawler.fetching.turns import LONGEST, Turns

SITE = "nashra.example"
NOON = 1_700_000_000.0


class Clock:
    now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def turns(tmp_path, clock):
    return Turns(tmp_path, clock=clock)


def test_a_turn_comes_a_delay_after_the_last_one(turns, clock):
    assert turns.take(SITE, 2.0) == 0
    clock.now += 0.5
    assert turns.take(SITE, 2.0) == pytest.approx(1.5)
    clock.now += 1.5
    assert turns.take(SITE, 2.0) == 0
    assert turns.take(SITE, 2.0) == pytest.approx(2.0)


def test_another_process_sees_it_and_keeps_its_own_delay(tmp_path, turns, clock):
    other = Turns(tmp_path, clock=clock)
    turns.take(SITE, 1.0)
    clock.now += 1
    assert other.take(SITE, 5.0) == pytest.approx(4.0)
    assert turns.take(SITE, 1.0) == 0
    assert other.take(SITE, 5.0) == pytest.approx(5.0)


def test_each_site_has_its_own_turns(turns):
    assert turns.take(SITE, 5.0) == 0
    assert turns.take("127.0.0.1:8080", 5.0) == 0


@pytest.mark.parametrize("text", [b"\x00\x00\x00", b"soon", b"nan", b"inf", b"-inf", b"9" * 40, b"\xff" * 500])
def test_a_damaged_file_blocks_no_longer_than_the_delay(tmp_path, turns, clock, text):
    turns.take(SITE, 2.0)
    (tmp_path / f"{SITE}.pace").write_bytes(text)
    assert 0 <= turns.take(SITE, 2.0) <= 2
    clock.now += 2
    assert turns.take(SITE, 2.0) == 0


def test_a_clock_that_is_set_back_blocks_no_longer_than_the_delay(turns, clock):
    turns.take(SITE, 2.0)
    clock.now -= 86_400
    assert turns.take(SITE, 2.0) == 2
    clock.now += 2
    assert turns.take(SITE, 2.0) == 0


def test_without_the_folder_nothing_is_made_and_nobody_waits(tmp_path, clock):
    turns = Turns(tmp_path / "none", clock=clock)
    turns.hold(SITE, 60)
    assert (turns.take(SITE, 5.0), turns.take(SITE, 5.0), turns.held(SITE)) == (0, 0, 0)
    assert not (tmp_path / "none").exists()


def test_a_site_that_asks_to_wait_is_held_for_all(tmp_path, turns, clock):
    other = Turns(tmp_path, clock=clock)
    turns.hold(SITE, 600)
    clock.now += 100
    assert other.held(SITE) == pytest.approx(500)
    other.hold(SITE, 60)
    assert turns.held(SITE) == pytest.approx(500)
    clock.now += 500
    assert turns.held(SITE) == 0
    assert [each.name for each in tmp_path.iterdir()] == [f"{SITE}.wait"]


def test_nobody_is_held_for_longer_than_a_day_whatever_the_clock_does(tmp_path, turns, clock):
    turns.hold(SITE, 1e12)
    assert turns.held(SITE) == LONGEST
    clock.now -= 1e6
    assert turns.held(SITE) == LONGEST
    (tmp_path / f"{SITE}.wait").write_text("0 nan")
    assert turns.held(SITE) == 0
    (tmp_path / f"{SITE}.wait").write_text("for ever")
    assert turns.held(SITE) == 0


def test_a_clock_that_is_set_back_makes_no_wait_longer_than_it_was_asked_for(turns, clock):
    turns.hold(SITE, 600)
    clock.now -= 86_400
    assert turns.held(SITE) == pytest.approx(600)
    clock.now += 600
    assert turns.held(SITE) == 0


def test_a_sites_name_cannot_lead_out_of_the_folder(tmp_path, clock):
    folder = tmp_path / "locks"
    folder.mkdir()
    Turns(folder, clock=clock).take("../../etc/" + "x" * 300, 1.0)
    assert len(list(folder.iterdir())) == 1
    assert list(tmp_path.iterdir()) == [folder]
