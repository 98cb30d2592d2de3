"""A file that is held for a moment."""

from __future__ import annotations

import errno

import pytest

from zonetracker.support import patience
from zonetracker.support.patience import patiently


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)


def test_what_is_held_for_a_moment_is_tried_again() -> None:
    answers = [PermissionError(errno.EACCES, "held"), PermissionError(errno.EACCES, "held"), None]
    calls: list[int] = []

    def act() -> int:
        calls.append(1)
        if (error := answers[len(calls) - 1]) is not None:
            raise error
        return 7

    assert patiently(act) == 7
    assert len(calls) == 3


def test_other_trouble_is_not_waited_for() -> None:
    calls: list[int] = []

    def act() -> None:
        calls.append(1)
        raise FileNotFoundError(errno.ENOENT, "gone")

    with pytest.raises(FileNotFoundError):
        patiently(act)
    assert len(calls) == 1
