"""What several rooms' tests share."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from parts import missing

# These machines are shared: how long an example takes, or is made, says nothing.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--kills", type=int, default=20, metavar="N", help="kill crawls so often (default: 20)")
    parser.addoption("--mutations", type=int, default=300, metavar="N", help="break so many pages (default: 300)")
    parser.addoption("--seed", type=int, metavar="SEED", help="of what chance decides: kills, mutations")


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """A test's own chance; a failed test shows its seed."""
    given = request.config.getoption("--seed")
    seed = random.SystemRandom().randrange(1_000_000) if given is None else given
    print(f"again with --seed {seed}")  # noqa: T201  pytest shows it where the test fails
    return random.Random(f"{seed} {request.node.name}")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real pages and facts beside the project."""
    folder = Path(__file__).parents[2] / "shared"
    if not folder.is_dir():
        missing("../shared is absent")
    return folder
