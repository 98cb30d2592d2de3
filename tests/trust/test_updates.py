"""R12: an older book is brought up to date at any price of the disk: the old file or the new one, never half.

The golden books of every schema are opened while each call to the disk fails in turn, while the power is cut at each
write, while the program is killed there, and by two programs at once. The copy that is kept before is whole, too.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.storage.make_golden import book_of
from tests.trust.crashing import Clerks, Shift, digest
from tests.trust.cuts import Platter, an_hour_passes, clear, lay
from tests.trust.disk import Event, disk_under, needs_disk
from tests.trust.faults import FAULTS, Fault, said_by
from tests.trust.promises import Asking, Counting
from tests.trust.vfs import reachable
from zonetracker.services.ledger import Ledger
from zonetracker.storage.schema import SCHEMA
from zonetracker.support.errors import Refusal

OLDER = range(1, SCHEMA)
KILLS, TOGETHER = 6, 4
WORDS = {"writes", "reads", "refused file.older", "refused file.locked", "refused file.taken"}
"""What one of two programs may say that open a book at once."""
BOOK = "台账/云岭.zt"


def told(book: Path) -> tuple[int, str]:
    """The schema of a file that needs no program of ours to be read, and a hash over all that it holds."""
    raw = sqlite3.connect(book.as_uri() + "?mode=ro", uri=True)
    try:
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        schema = raw.execute("PRAGMA user_version").fetchone()[0]
        made = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _ in made if kind == "table" and name not in ("meta", "stamp")]
        held = [raw.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in tables]
        return schema, hashlib.sha256(repr([made, held]).encode()).hexdigest()
    finally:
        raw.close()


@dataclass(frozen=True)
class Update:
    """A golden book, what it says, and what it says when it was brought up to date undisturbed."""

    schema: int
    place: Path
    old: tuple[int, str]
    new: tuple[int, str]
    content: str

    @classmethod
    def of(cls, schema: int, place: Path) -> Update:
        self = cls(schema, place, told(book_of(schema)), (0, ""), "")
        self.lay_out()
        with Ledger.open(place / BOOK) as ledger:
            content = digest(ledger)
        return cls(schema, place, self.old, told(place / BOOK), content)

    def lay_out(self) -> None:
        clear(self.place)
        for folder in ("台账", "home"):
            (self.place / folder).mkdir(parents=True, exist_ok=True)
        shutil.copyfile(book_of(self.schema), self.place / BOOK)

    def wrong(self, place: Path) -> str | None:
        """What is wrong with the files that an update left, disturbed as it was."""
        os.environ["ZONETRACKER_HOME"] = str(place / "home")
        try:
            with Ledger.open(place / BOOK) as ledger:
                if ledger.read_only or ledger.faults or ledger.check() or digest(ledger) != self.content:
                    return f"opened afterwards: {ledger.notices} {ledger.check()}"
                kept = [one.path for one in ledger.snapshots()]
        except Refusal as refused:
            return f"does not open afterwards: {refused}"
        if told(place / BOOK) != self.new:
            return "is not what an update makes"
        return None if self.old in map(told, kept) else "no copy of the old file was kept"

    def half(self, place: Path) -> str | None:
        """What is wrong before anyone opens it again: neither the old file nor the new one, or the new without a copy.

        A hot journal beside the file is played back first, in a copy.
        """
        shutil.copytree(place / "台账", place / "seen", dirs_exist_ok=True)
        sqlite3.connect(place / "seen" / "云岭.zt").execute("SELECT * FROM sqlite_master").connection.close()
        found = told(place / "seen" / "云岭.zt")
        if found not in (self.old, self.new):
            return f"half: schema {found[0]}"
        snapshots = [path for path in (place / "home").rglob("*.zt") if not path.name.startswith(".")]
        if found == self.new and self.old not in map(told, snapshots):
            return "brought up to date before a copy was kept"
        return None


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Update:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "root" / "home"))
    return Update.of(request.param, tmp_path / "root")


every_schema = pytest.mark.parametrize("update", OLDER, indirect=True, ids=lambda schema: f"schema-{schema}")


def struck(update: Update, fault: Fault) -> tuple[bool, str | None]:
    """Whether a call failed while the book was opened, and what was wrong then."""
    update.lay_out()
    with disk_under(update.place) as disk:
        fault.strike(disk)
        said = said_by(lambda: Ledger.open(update.place / BOOK).close())
        failed = disk.failed.total() > 0
        disk.heal()
        if not failed:
            return False, None
        return True, said if isinstance(said, str) else update.half(update.place) or update.wrong(update.place)


@needs_disk
@every_schema
def test_an_update_whose_disk_fails(update: Update, promise: Counting, rounds: Asking) -> None:
    step, tried, bad = rounds("R12"), 0, []
    for shift, (error, for_ever) in enumerate(FAULTS):
        nth, failed = (shift * step + update.schema * 3) // len(FAULTS) % step, True
        while failed:
            fault = Fault(nth, error, for_ever)
            failed, wrong = struck(update, fault)
            tried += failed
            bad += [f"schema {update.schema}, {fault}: {wrong}"] * bool(wrong)
            nth += step * (len(FAULTS) if step > 1 else 1)  # in the short form each step meets one of the faults
    promise("R12", tried=tried, bad=bad)


def interrupted(update: Update, step: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The files of an update that stopped at every step-th write: killed, and by a power cut."""
    update.lay_out()
    chance = random.Random(update.schema)
    with disk_under(update.place) as disk:
        platter = Platter.of(disk)
        log: list[Event] = []
        disk.log = log
        Ledger.open(update.place / BOOK).close()
        disk.log = None
    for number, event in enumerate(log):
        if (number + update.schema) % step == 0:
            yield f"killed at write {number}", platter.as_it_was_meant()
            yield f"power cut at write {number}", platter.after_a_cut(chance)
        platter.feed(event)


@needs_disk
@every_schema
def test_an_update_that_is_cut_short(update: Update, promise: Counting, rounds: Asking) -> None:
    tried, bad, place = 0, [], update.place.with_name("cut")
    for name, files in interrupted(update, rounds("R12")):
        clear(place)
        lay(files, update.place, place)
        an_hour_passes(place)
        with disk_under(place):
            wrong = update.half(place) or update.wrong(place)
        tried += 1
        bad += [f"schema {update.schema}, {name}: {wrong}"] * bool(wrong)
    promise("R12", tried=tried, bad=bad)


@pytest.fixture(scope="module")
def programs() -> Iterator[tuple[Clerks, Clerks]]:
    """Two programs that have everything loaded."""
    with pytest.MonkeyPatch.context() as home, Clerks() as first, Clerks() as second:
        home.setenv("ZONETRACKER_HOME", "")
        yield first, second


def opening(update: Update, mode: str, **dies: int) -> Shift:
    return Shift(str(update.place / BOOK), mode=mode, home=str(update.place / "home"), **dies)


@every_schema
def test_an_update_that_is_killed(update: Update, programs: tuple[Clerks, Clerks], promise: Counting) -> None:
    bad = []
    for number in range(KILLS):
        update.lay_out()
        calls = 20 + 70 * number
        programs[0].begin(opening(update, "open", **{"disk_calls" if reachable() else "calls": calls}))
        programs[0].end()
        wrong = update.half(update.place) or update.wrong(update.place)
        bad += [f"schema {update.schema}, killed at call {calls}: {wrong}"] * bool(wrong)
    promise("R12", tried=KILLS, bad=bad)


@pytest.mark.parametrize("mode", ["open", "open unlocked"])
@every_schema
def test_an_update_by_two_programs_at_once(
    update: Update, programs: tuple[Clerks, Clerks], promise: Counting, mode: str
) -> None:
    bad = []
    for _ in range(TOGETHER):
        update.lay_out()
        for clerk in programs:
            clerk.begin(opening(update, mode))
        said = [line for clerk in programs for line in clerk.end()]
        wrong = update.half(update.place) or update.wrong(update.place)
        if wrong or "writes" not in said or not set(said) <= WORDS:
            bad.append(f"schema {update.schema}, {mode}: {said} {wrong}")
    promise("R12", tried=TOGETHER, bad=bad)
