"""What several rooms' tests share."""

from pathlib import Path

import pytest
from parts import missing


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and facts beside the project."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        missing("../shared is absent")
    return folder
