"""R6 and R7: a long life of a workbook with a clock that jumps: what is listed can be gone back to, as it was.

Snapshots are thinned, rot, are gone back to with the journal of a crash beside the file, and work goes on from there.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.trust.crashing import act, digest
from tests.trust.promises import Asking, Counting
from tests.trust.test_stale_journal import crashed
from zonetracker.model.bookkeeping import WayKind
from zonetracker.services.ledger import Ledger
from zonetracker.services.restoring import WayBack, look_job, restore_job, ways_of
from zonetracker.storage import header
from zonetracker.storage.database import Database
from zonetracker.storage.snapshots import keeping, minding, restoring
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish


class Clock(datetime):
    """The PC's clock, which is what a test says."""

    moment = datetime(2023, 9, 1, 8)

    @classmethod
    def now(cls, tz: object = None) -> Clock:
        """The time of day on this PC."""
        told = cls.moment
        return cls(told.year, told.month, told.day, told.hour, told.minute, told.second)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Clock]:
    Clock.moment = datetime(2023, 9, 1, 8)
    for module in (keeping, minding, restoring):
        monkeypatch.setattr(module, "datetime", Clock)
    return Clock


@contextmanager
def opened_alone(path: Path) -> Iterator[Ledger]:
    """A copy of a copy, of which no snapshots are taken (or thinned) while it is looked at."""
    with TemporaryDirectory() as folder:
        database = Database.open(Path(shutil.copy(path, folder)))
        yield Ledger(database)
        database.close()


class Life:
    """What became of one workbook, and what each of its states was, by the hash of its history."""

    def __init__(self, path: Path, chance: random.Random, clock: type[Clock]) -> None:
        self.path, self.chance, self.clock = path, chance, clock
        self.states: dict[str, str] = {}
        self.tried, self.bad, self.rotted = 0, list[str](), set[Path]()
        Ledger.create(path, "云岭高新区").close()

    def note(self, ledger: Ledger) -> None:
        self.states[ledger._database.head] = digest(ledger)

    def judge(self, ledger: Ledger, what: str, head: str = "") -> None:
        """Whether an open workbook is a state that there was: that one, where its hash is known."""
        self.tried += 1
        found = ledger._database.head
        if not found.startswith(head) or self.states.get(found) != digest(ledger):
            self.bad.append(f"{what} is not what it was")

    def session(self, number: int) -> None:
        """Some work, with a copy now and then; afterwards the very state is kept, whatever the clock says."""
        self._time_goes()
        with Ledger.open(self.path) as ledger:
            self.note(ledger)
            revision = ledger.revision
            for _ in range(self.chance.randrange(5)):
                act(ledger, self.chance)
                self.note(ledger)
                if self.chance.random() < 0.3:
                    self._time_goes()
                    ledger._database.keep_copy()
            worked = ledger.revision != revision
            head = ledger._database.head[:8]
        newest = [way for way in ways_of(self.path) if head in way.path.name and way.path not in self.rotted]
        if worked and not newest:
            self.bad.append(f"session {number}: its last state was not kept")

    def _time_goes(self) -> None:
        leap = timedelta(days=self.chance.choice([-3000, -40, 40, 3000])) if self.chance.random() < 0.1 else timedelta()
        self.clock.moment += leap + timedelta(minutes=self.chance.choice([1, 30, 300, 1500, 5000]))

    def rot(self) -> None:
        """A bit of some snapshot turns."""
        ways = [way for way in ways_of(self.path) if way.kind is not WayKind.ASIDE]
        if ways:
            path = self.chance.choice(ways).path
            data = bytearray(path.read_bytes())
            data[self.chance.randrange(len(data))] ^= 1 << self.chance.randrange(8)
            path.write_bytes(data)
            self.rotted.add(path)

    def go_back(self) -> None:
        """To any that is listed; a rotted one is refused, and the workbook stays as it was."""
        way = self.chance.choice(ways_of(self.path))
        try:
            finish(restore_job(self.path, way))
        except Refusal as refused:
            self.tried += 1
            if way.path not in self.rotted or refused.code != RefusalCode.RESTORE_DAMAGED:
                self.bad.append(f"{way.path.name}: {refused}")
            return
        with Ledger.open(self.path) as ledger:
            self.judge(ledger, way.path.name, self._head(way))
            if faults := ledger.check():
                self.bad.append(f"{way.path.name}: {faults}")

    def _head(self, way: WayBack) -> str:
        return "" if way.kind is WayKind.ASIDE else way.path.name.split("-")[1]

    def look_at_some(self, most: int) -> None:
        """Some of those that are listed: sound and what they were, or told to be damaged."""
        ways = ways_of(self.path)
        for way in self.chance.sample(ways, min(most, len(ways))):
            state = finish(look_job(way))
            if way.path in self.rotted:
                self.tried += 1
                self.bad += [] if state.broken else [f"{way.path.name}: rotted and not told"]
                continue
            with opened_alone(way.path) as ledger:
                self.judge(ledger, way.path.name, self._head(way))
            self.bad += [] if state.sound else [f"{way.path.name}: {state.broken} {state.faults}"]


@pytest.mark.slow
def test_whatever_is_listed_is_what_it_was(
    tmp_path: Path, clock: type[Clock], promise: Counting, rounds: Asking
) -> None:
    life = Life(tmp_path / "台账.zt", random.Random(6), clock)
    sessions = rounds("R6")
    for number in range(sessions):
        life.session(number)
        life.look_at_some(3)
        if life.chance.random() < 0.2:
            life.rot()
        if life.chance.random() < 0.3:
            life.go_back()
    life.look_at_some(99)
    assert life.rotted and life.tried > sessions
    promise("R6", tried=life.tried, bad=life.bad)


@pytest.mark.slow
def test_going_back_with_the_journal_of_a_crash_beside_the_file(
    tmp_path: Path, promise: Counting, rounds: Asking
) -> None:
    trials, bad = rounds("R7") // 2, list[str]()
    for seed in range(trials):
        folder = tmp_path / str(seed)
        path, _ = crashed(folder, random.Random(seed))
        with Ledger.open(folder / "work" / "a.zt") as ledger:
            states = {one.head: one.path for one in ledger.snapshots()}
        wrong = _gone_back(path, random.Random(seed), states)
        bad += [f"trial {seed}: {wrong}"] if wrong else []
        shutil.rmtree(folder)
    promise("R7", tried=trials, bad=bad)


def _gone_back(path: Path, chance: random.Random, states: dict[str, Path]) -> str:
    assert header.has_journal(path) and states
    ways = [way for way in ways_of(path) if way.path in states.values()]
    way = chance.choice(ways)
    with opened_alone(way.path) as ledger:
        wanted = digest(ledger)
    done = finish(restore_job(path, way))
    with Ledger.open(path) as ledger:
        found, faults = digest(ledger), ledger.check()
    if found != wanted or faults:
        return f"{faults or 'another content'}"
    journal = done.aside and header.journal_of(done.aside)
    return "" if journal and journal.exists() else "the journal of the old file did not go aside with it"
