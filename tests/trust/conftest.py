"""The fixtures by which a test says which promise it tried, how often, and what came of it."""

from __future__ import annotations

import pytest

from tests.trust.promises import LONG, Asking, Controlling, Counting, Counts, rounds_of


@pytest.fixture
def promise(request: pytest.FixtureRequest) -> Counting:
    return Counts(request.node).promise


@pytest.fixture
def control(request: pytest.FixtureRequest) -> Controlling:
    return Counts(request.node).control


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> Asking:
    long_form = bool(request.config.getoption(LONG))
    return lambda number, part="": rounds_of(number, part, long_form)
