"""What the archive holds of one article: its revisions with their times, its addresses, whether it is gone."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy import update

from crawler.found import Found, Role
from crawler.storage import Archive, State
from crawler.storage.schema import pages
from crawler.storage.standing import gone_since, ids_from, standing


def set_state(archive, url, state, at):
    """Put the ledger's page at an address into a state."""
    with archive._database.writing() as connection:
        values = {"state": state, "changed_at": int(at.timestamp())}
        connection.execute(update(pages).where(pages.c.url == url).values(values))


def in_ledger(archive, *urls):
    ledger = archive.ledger("example.com")
    ledger.start_run()
    ledger.add([Found(url, Role.ARTICLE) for url in urls], depth=1, parent=None)


def test_each_revision_tells_when_it_was_stored(archive, article, clock):
    fetched = clock.now
    id_ = archive.store(article()).id
    for hour, title in ((3, "العنوان الثاني"), (5, "العنوان الثالث")):
        clock.now = fetched + timedelta(hours=hour)
        archive.store(article(title=title, fetched_at=clock.now))
    found = standing(archive, id_)
    assert [kept.article.revision for kept in found.revisions] == [1, 2, 3]
    assert [kept.stored_at for kept in found.revisions] == [fetched + timedelta(hours=hour) for hour in (0, 3, 5)]
    assert found.newest == archive.article(id_)
    assert [kept.article for kept in found.revisions[:-1]] == list(archive.revisions(id_))
    assert (found.addresses, found.gone) == (archive.addresses(id_), None)


def test_an_article_that_is_not_there_has_no_standing(archive):
    assert standing(archive, "0" * 16) is None
    assert gone_since(archive, "0" * 16) is None


def test_an_article_is_gone_when_the_page_at_its_own_address_is(archive, article, clock):
    other = "https://www.example.com/copy/9"
    in_ledger(archive, article().url, other)
    id_ = archive.store(article(addresses=(other,))).id
    assert gone_since(archive, id_) is None
    set_state(archive, other, State.GONE, clock.now)
    assert gone_since(archive, id_) is None
    later = clock.now + timedelta(days=2)
    set_state(archive, article().url, State.GONE, later)
    assert gone_since(archive, id_) == later.astimezone(UTC)
    assert standing(archive, id_).gone == later
    set_state(archive, article().url, State.STORED, later + timedelta(days=1))
    assert gone_since(archive, id_) is None


def test_an_article_met_by_redirects_alone_is_gone_when_all_that_led_to_it_are(archive, article, clock):
    ways = [f"https://www.example.com/short/{number}" for number in (1, 2)]
    in_ledger(archive, *ways)
    id_ = archive.store(article(addresses=tuple(ways))).id
    set_state(archive, ways[0], State.GONE, clock.now)
    assert gone_since(archive, id_) is None
    set_state(archive, ways[1], State.GONE, clock.now + timedelta(hours=1))
    assert gone_since(archive, id_) == clock.now + timedelta(hours=1)


@pytest.mark.parametrize(
    ("beginning", "numbers"),
    [("00", [1, 2]), ("00aa", [1, 2]), ("00aa000000000001", [1]), ("0000", []), ("ff", [3]), ("g", [])],
)
def test_ids_are_found_by_how_they_begin(archive, another, beginning, numbers):
    ids = {1: "00aa000000000001", 2: "00aa000000000002", 3: "ffffffffffffffff"}
    for number, id_ in ids.items():
        archive.store(another(number, id=id_))
    assert list(ids_from(archive, beginning, limit=9)) == [ids[number] for number in numbers]
    assert len(ids_from(archive, "00", limit=1)) == 1


def test_a_record_of_before_there_were_reservations_reads_back(archive, article, tmp_path):
    id_ = archive.store(article(reservations=("noarchive",))).id
    assert archive.article(id_).reservations == ("noarchive",)
    with archive._database.writing() as connection:
        connection.exec_driver_sql("UPDATE articles SET record = json_remove(record, '$.reservations')")
    assert archive.article(id_).reservations == ()
    with Archive(tmp_path / "data", create=False) as again:
        assert standing(again, id_).newest.reservations == ()
