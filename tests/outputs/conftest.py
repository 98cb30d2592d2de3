"""The specimens as one month's Progress, and 3,000 rows of them."""

import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.progress import Progress


@pytest.fixture(scope="session")
def small() -> Progress:
    return build(SPECIMENS)


@pytest.fixture(scope="session")
def large() -> Progress:
    return build(SPECIMENS * 120)
