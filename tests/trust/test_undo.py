"""R14: undo goes back to the beginning, however often the program was started anew or died in between."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.services.made_reports import content
from tests.storage.working import undo_all
from tests.trust.crashing import act
from tests.trust.disk import disk_under
from tests.trust.promises import Asking, Counting
from tests.trust.vfs import reachable
from zonetracker.services.ledger import Ledger

PARTS, ACTIONS = 2, 20


def anew(ledger: Ledger, chance: random.Random) -> Ledger:
    """The program started anew, after it was closed or had just stopped."""
    if chance.random() < 0.5:
        ledger.close()
    else:
        ledger._database._let_go()  # nothing is marked, nothing is kept
    return Ledger.open(ledger.path)


def wrong(path: Path, seed: int) -> str | None:
    """What is wrong with a book in which so much was done at random, and all of it was undone."""
    chance = random.Random(seed)
    ledger = Ledger.create(path, "云岭高新区")
    try:
        new = content(ledger)
        for _ in range(ACTIONS):
            act(ledger, chance)
            if chance.random() < 0.15:
                ledger = anew(ledger, chance)
        if ledger.steps[0] == 0:
            return None if content(ledger) == new else "nothing to undo, and not as it was new"
        for _ in range(ledger.steps[0] // 2):
            ledger.undo()
        ledger = anew(ledger, chance)
        undo_all(ledger)
        if content(ledger) != new:
            return "not as it was new"
        return "; ".join(ledger.check()) or None
    finally:
        ledger.close()


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_undo_goes_back_to_the_new_book(tmp_path: Path, part: int, promise: Counting, rounds: Asking) -> None:
    books, bad = rounds("R14") // PARTS, []
    for number in range(books):
        seed = part * books + number
        place = tmp_path / str(number)
        place.mkdir()
        if reachable():
            with disk_under(place):  # nothing is synced there in earnest
                found = wrong(place / "台账.zt", seed)
        else:
            found = wrong(place / "台账.zt", seed)
        bad += [f"seed {seed}: {found}"] * bool(found)
    promise("R14", tried=books, bad=bad)
