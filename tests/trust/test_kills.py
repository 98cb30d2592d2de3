"""R1 and R20: the program is killed at seeded moments; what it acknowledged is there, whole, and once.

A kill comes in the middle of a transaction, at a call to the disk, or anywhere, at a call of Python: the moments are
counted, so that the same tree dies at the same places.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.trust.crashing import Clerks, Shift, digest, some_report
from tests.trust.promises import Asking, Counting
from tests.trust.vfs import reachable
from zonetracker.services.ledger import Ledger

PARTS, A_BOOK = 4, 25
DISK_CALLS, CALLS = 2_000, 200_000
IMPORT_DISK_CALLS, IMPORT_CALLS = 150, 9_000


def new_book(folder: Path) -> Path:
    folder.mkdir(parents=True)
    Ledger.create(folder / "台账.zt", "云岭高新区").close()
    return folder / "台账.zt"


def shift(path: Path, mode: str, seed: int, most: tuple[int, int]) -> Shift:
    """Killed at a call to the disk or at a call of Python, in turn."""
    chance = random.Random(f"{mode} {seed}")
    at_disk = reachable() and seed % 2 == 0
    calls = 1 + chance.randrange(most[0] if at_disk else most[1])
    return Shift(str(path), seed, mode, calls if at_disk else 0, 0 if at_disk else calls)


def wrong(path: Path, revision: int, kept: str) -> str | None:
    """What is wrong with a book whose clerk had acknowledged this when it was killed."""
    with Ledger.open(path) as ledger:
        if ledger.read_only:
            return "; ".join(ledger.notices)
        found = ledger.faults or ledger.check()
        if found:
            return "; ".join(found)
        if ledger.revision not in (revision, revision + 1):
            return f"at {ledger.revision}, and {revision} was acknowledged"
        return None if ledger.revision != revision or digest(ledger) == kept else "other content"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_program_loses_nothing_that_it_acknowledged(
    tmp_path: Path, part: int, promise: Counting, rounds: Asking
) -> None:
    kills, done, bad = rounds("R1") // PARTS, 0, []
    with Clerks() as clerks:
        for number in range(kills):
            if number % A_BOOK == 0:
                path = new_book(tmp_path / str(number))
            said = clerks.work(shift(path, "work", part * kills + number, (DISK_CALLS, CALLS)))
            done += len(said) - 1
            found = wrong(path, *said[-1])
            if found:
                bad.append(f"kill {number} of part {part}: {found}")
    assert done > kills, "the clerks hardly did anything"
    promise("R1", tried=kills, bad=bad)


@pytest.mark.parametrize("part", range(2))
def test_an_import_killed_and_repeated_is_there_once(
    tmp_path: Path, part: int, promise: Counting, rounds: Asking
) -> None:
    kills, done, bad = rounds("R20") // 2, 0, []
    with Clerks() as clerks:
        for number in range(kills):
            kept = number % A_BOOK
            if not kept:
                path = new_book(tmp_path / str(number))
            one = shift(path, "import", part * kills + number, (IMPORT_DISK_CALLS, IMPORT_CALLS))
            done += len(clerks.work(one)) == 2
            with Ledger.open(path) as ledger:
                some_report(random.Random(one.seed)).keep(ledger, operation_key=f"key-{one.seed}")
                reports = ledger.reports()
                rows = len(ledger.rows(reports[-1].id))
                if len(reports) != kept + 1 or rows != 9 or ledger.check():
                    bad.append(f"import {number} of part {part}: {len(reports)} reports, {rows} rows")
    assert 0 < done < kills, "some die before the end, and not all"
    promise("R20", tried=kills, bad=bad)
