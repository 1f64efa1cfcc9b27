"""An archive of sources that were visited, at a time that a test sets."""

import pytest
from newsrooms import Newsrooms
from simulated import BEGIN

from crawler import clock
from crawler.storage import Archive


@pytest.fixture
def newsrooms(tmp_path):
    with Archive(tmp_path / "data") as archive:
        rooms = Newsrooms(archive, BEGIN)
        with clock.driven_by(rooms):
            yield rooms
