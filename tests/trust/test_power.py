"""R2: the power fails at any moment; what was shown as saved is there and sound, and every file is an old or a new one.

A session of a clerk (edits, imports, undo, outputs, backups, leaving and coming back) is written down call by call; the
cuts are replayed from that. Two settings that must not hold show that the attack is strong enough.
"""

from __future__ import annotations

import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.trust.crashing import act, digest
from tests.trust.cuts import Platter, an_hour_passes, clear, lay
from tests.trust.disk import Disk, Event, Said, disk_under, needs_disk
from tests.trust.promises import Asking, Controlling, Counting
from zonetracker.services.ledger import Ledger
from zonetracker.storage.connection import Connection
from zonetracker.support.errors import Refusal
from zonetracker.support.writing import write_safely

pytestmark = needs_disk

ACTIONS = 60
PARTS, CUTS = 4, 125
CONTROLLED = 60
BOOK, SHEET, BACKUP = "台账/云岭.zt", "台账/完成情况表.xlsx", "备份/云岭.zt"


@dataclass(frozen=True)
class Told:
    """What the program had said: how far the book was, and which edition of each other file was written."""

    revision: int = 0
    editions: tuple[int, ...] = (0, 0)


@dataclass
class Session:
    """A clerk's work as the disk wrote it down."""

    root: Path
    start: Platter
    log: list[Event] = field(default_factory=list)
    digests: dict[int, str] = field(default_factory=dict)
    editions: dict[str, list[bytes | None]] = field(default_factory=lambda: {SHEET: [None], BACKUP: [None]})

    def say(self, disk: Disk, ledger: Ledger) -> None:
        revision = ledger.revision
        if revision not in self.digests:
            self.digests[revision] = digest(ledger)
        disk.say(Told(revision, tuple(len(each) - 1 for each in self.editions.values())))

    def wrote(self, name: str) -> None:
        self.editions[name].append((self.root / name).read_bytes())


def worked(root: Path, seed: int) -> Session:
    """A session of so many actions, over several openings of the book."""
    for folder in ("台账", "备份", "home"):
        (root / folder).mkdir(parents=True)
    os.environ["ZONETRACKER_HOME"] = str(root / "home")
    chance = random.Random(seed)
    with disk_under(root) as disk:
        session = Session(root, Platter.of(disk))
        disk.log = session.log
        ledger = Ledger.create(root / BOOK, "云岭高新区")
        session.say(disk, ledger)
        for _ in range(ACTIONS):
            what = chance.random()
            if what < 0.05:
                ledger.close()
                ledger = Ledger.open(root / BOOK)
            elif what < 0.1:
                write_safely(root / SHEET, chance.randbytes(chance.randrange(1, 20_000)))
                session.wrote(SHEET)
            elif what < 0.15:
                ledger.backup(root / BACKUP)
                session.wrote(BACKUP)
            else:
                act(ledger, chance)
            session.say(disk, ledger)
        ledger.close()
        disk.log = None
    return session


def cuts(session: Session, count: int, seed: int) -> Iterator[tuple[dict[str, bytes], Told]]:
    """So many power cuts, each with the files it left and what had been said before."""
    chance = random.Random(seed)
    at = Counter(chance.randrange(len(session.log) + 1) for _ in range(count))
    told = Told()
    for place in range(len(session.log) + 1):
        for _ in range(at[place]):
            yield session.start.after_a_cut(chance), told
        if place < len(session.log):
            event = session.log[place]
            session.start.feed(event)
            if isinstance(event, Said):
                assert isinstance(event.words, Told)
                told = event.words


def judged(session: Session, files: dict[str, bytes], told: Told, place: Path) -> str | None:
    """What is wrong with these files, opened as after a start of the PC; None where all is as it was said."""
    for (name, versions), edition in zip(session.editions.items(), told.editions, strict=True):
        if files.get(str(session.root / name)) not in versions[edition : edition + 2]:
            return f"{name} is neither edition {edition} nor the next"
    lay(files, session.root, place)
    an_hour_passes(place)
    os.environ["ZONETRACKER_HOME"] = str(place / "home")
    if not told.revision and not (place / BOOK).exists():
        return None
    try:
        with disk_under(place), Ledger.open(place / BOOK) as ledger:
            return _judged(ledger, session, told)
    except Refusal as refused:
        return str(refused)


def _judged(ledger: Ledger, session: Session, told: Told) -> str | None:
    if ledger.read_only:
        return "; ".join(ledger.notices)
    found = ledger.faults or ledger.check()
    if found:
        return "; ".join(found)
    if ledger.revision not in (told.revision, told.revision + 1):
        return f"at {ledger.revision}, and {told.revision} was saved"
    return None if digest(ledger) == session.digests[ledger.revision] else "other content"


def attacked(place: Path, count: int, seed: int) -> list[str]:
    """What was wrong after so many cuts of one session."""
    session = worked(place / "root", seed)
    bad = []
    for number, (files, told) in enumerate(cuts(session, count, seed)):
        wrong = judged(session, files, told, place / "cut")
        clear(place / "cut")
        if wrong:
            bad.append(f"cut {number} of session {seed}: {wrong}")
    return bad


@pytest.fixture(autouse=True)
def home_is_put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sessions and cuts have a home of their own each."""
    monkeypatch.setenv("ZONETRACKER_HOME", os.environ["ZONETRACKER_HOME"])


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_what_was_saved_outlives_a_power_cut(tmp_path: Path, part: int, promise: Counting, rounds: Asking) -> None:
    bad: list[str] = []
    sessions = rounds("R2") // PARTS // CUTS
    for number in range(sessions):
        bad += attacked(tmp_path / str(number), CUTS, part + number * PARTS)
    promise("R2", tried=sessions * CUTS, bad=bad)


def careless(monkeypatch: pytest.MonkeyPatch, **pragmas: tuple[str, object]) -> None:
    """Let a connection have other settings than the promises rest on."""
    settle = Connection._set

    def other(self: Connection, pragma: str, value: str, expected: object) -> None:
        settle(self, pragma, *pragmas.get(pragma, (value, expected)))

    monkeypatch.setattr(Connection, "_set", other)


@pytest.mark.parametrize(
    ("name", "pragmas", "least"),
    [
        ("synchronous=OFF", {"synchronous": ("OFF", 0)}, 0.3),
        ("DELETE/FULL", {"synchronous": ("FULL", 2), "journal_mode": ("DELETE", "delete")}, 0.01),
    ],
)
def test_other_settings_lose_what_was_saved(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    control: Controlling,
    name: str,
    pragmas: dict[str, tuple[str, object]],
    least: float,
) -> None:
    with monkeypatch.context() as other:
        careless(other, **pragmas)
        session = worked(tmp_path / "root", 1)
    failed = 0
    for files, told in cuts(session, CONTROLLED, 1):
        failed += judged(session, files, told, tmp_path / "cut") is not None
        clear(tmp_path / "cut")
    control("R2", name, failed=failed, of=CONTROLLED, at_least=least * CONTROLLED)
