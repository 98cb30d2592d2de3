"""R3: each call to the disk fails in turn, once or from then on; every work ends in a sentence and the old state.

The same session then saves when the disk works again; what is opened afterwards is sound and has no stumps beside it.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pytest

from tests.trust.crashing import digest
from tests.trust.cuts import an_hour_passes, clear, lay
from tests.trust.disk import Disk, disk_under, needs_disk
from tests.trust.faults import Fault, each_fault, said_by
from tests.trust.promises import Asking, Counting
from tests.trust.works import BOOK, COPY, SAVING, SHEET, WORKS, Template, edit, edit_more, made_template
from zonetracker.services.ledger import Ledger
from zonetracker.services.restoring import restore_job, ways_of
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

pytestmark = needs_disk


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Template:
    return made_template(tmp_path_factory.mktemp("template"))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    return tmp_path


class Trials:
    """A work whose disk fails, tried in fresh files each time."""

    def __init__(self, place: Path, template: Template, work: str) -> None:
        self.place, self.template, self.work = place, template, work
        self.book = place / BOOK

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        """Whether a call failed, and what was wrong then."""
        raise NotImplementedError

    def lay_out(self) -> None:
        clear(self.place)
        root, files = self.template
        lay(files, root, self.place)

    def left(self, disk: Disk, revisions: Collection[int], *books: Path) -> str | None:
        """What is wrong in the next session and with what lies there then; a dead disk could not delete its stumps."""
        an_hour_passes(self.place)
        for book in (self.book, *books):
            with Ledger.open(book) as ledger:
                if ledger.read_only or ledger.faults or ledger.check():
                    return f"{book.name}: {ledger.notices} {ledger.check()}"
                if book == self.book and ledger.revision not in revisions:
                    return f"opened at {ledger.revision}, not at {revisions}"
        known = {Path(name).name for name in (BOOK, SHEET, COPY)}
        beside = [one for one in self.book.parent.iterdir() if one.name not in known and "恢复前" not in one.name]
        strange = {one.name for one in beside if one.stat().st_size or not one.name.endswith("-journal")}
        strange |= {one.name for one in self.place.rglob("*.part")}
        if strange and not disk.failed["delete"] and not disk.failed["look"]:
            return f"left behind: {strange}"
        return None


class InSession(Trials):
    """A work of an open book."""

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        """Whether a call failed, and what was wrong then."""
        self.lay_out()
        with disk_under(self.place) as disk:
            ledger = Ledger.open(self.book)
            before = ledger.revision, digest(ledger)
            fault.strike(disk)
            said = said_by(lambda: WORKS[self.work](ledger, self.place))
            struck = disk.failed.total() > 0
            disk.heal()
            wrong = self._after(ledger, before, said) if struck else None
            revision = ledger.revision
            ledger.close()
            if struck and wrong is None:
                wrong = self.left(disk, [revision], *[self.place / COPY] * (self.work == "backup"))
            return struck, wrong

    def _after(self, ledger: Ledger, before: tuple[int, str], said: Refusal | str | None) -> str | None:
        """What is wrong in the same session, the disk working again."""
        if isinstance(said, str):
            return said
        saves, now = self.work in SAVING, (ledger.revision, digest(ledger))
        if said is None:
            done = now[0] == before[0] + saves and (saves or now == before)
            return None if done else f"at {now[0]} from {before[0]}, although nothing was said"
        if now != before:
            return None if said.code == "disk.unsure" else f"changed although it said: {said}"
        if self.work == "export" and (self.place / SHEET).read_bytes() != b"old" * 9000:
            return "the older file is changed"
        again = said_by(lambda: WORKS[self.work](ledger, self.place))
        if again is not None or ledger.revision != now[0] + saves:
            return f"not saved afterwards: {again}"
        return None


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_a_failing_call_costs_only_the_attempt(
    place: Path, template: Template, promise: Counting, rounds: Asking, work: str
) -> None:
    tried, bad = each_fault(InSession(place, template, work).trial, rounds("R3"))
    promise("R3", tried=tried, bad=bad)


class Opening(Trials):
    """Opening the book of the template, which was not looked over today."""

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        self.lay_out()
        with Ledger.open(self.book) as ledger:
            revision = ledger.revision
        for mark in self.place.rglob("looked-over"):
            mark.unlink()
        with disk_under(self.place) as disk:
            fault.strike(disk)
            said = said_by(lambda: Ledger.open(self.book).close())
            struck = disk.failed.total() > 0
            disk.heal()
            wrong = said if isinstance(said, str) else self.left(disk, [revision]) if struck else None
            return struck, wrong


class Closing(Trials):
    """Leaving a book in which something was done."""

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        self.lay_out()
        with disk_under(self.place) as disk:
            ledger = Ledger.open(self.book)
            edit(ledger, self.place)
            revision = ledger.revision
            fault.strike(disk)
            said = said_by(ledger.close)
            struck = disk.failed.total() > 0
            disk.heal()
            wrong = str(said) if said is not None else self.left(disk, [revision]) if struck else None
            return struck, wrong


class Creating(Trials):
    """A new book; there is none before."""

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        self.lay_out()
        self.book.unlink()
        with disk_under(self.place) as disk:
            fault.strike(disk)
            said = said_by(lambda: Ledger.create(self.book, "云岭高新区").close())
            struck = disk.failed.total() > 0
            disk.heal()
            if struck and not self.book.exists():
                if said is None:
                    return struck, "no book although nothing was said"
                Ledger.create(self.book, "云岭高新区").close()
            wrong = said if isinstance(said, str) else self.left(disk, [1]) if struck else None
            return struck, wrong


class Keeping(Trials):
    """A snapshot: what is listed afterwards is whole, and the work goes on."""

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        self.lay_out()
        with disk_under(self.place) as disk:
            with Ledger.open(self.book) as ledger:
                edit(ledger, self.place)
                fault.strike(disk)
                said = said_by(ledger._database.keep_copy)
                struck = disk.failed.total() > 0
                disk.heal()
                edit_more(ledger)
                kept = [one.path for one in ledger.snapshots()]
                revision = ledger.revision
            wrong = None if said is None else str(said)
            return struck, wrong or (self.left(disk, [revision], *kept) if struck else None)


class Restoring(Trials):
    """Going back to an early snapshot: the book as it was, or the snapshot."""

    def back(self) -> object:
        return finish(restore_job(self.book, ways_of(self.book)[-1]))

    def now(self) -> str:
        with Ledger.open(self.book) as ledger:
            return digest(ledger)

    def trial(self, fault: Fault) -> tuple[bool, str | None]:
        self.lay_out()
        with disk_under(self.place) as disk:
            before = self.now()
            fault.strike(disk)
            said = said_by(self.back)
            struck = disk.failed.total() > 0
            disk.heal()
            if not struck or isinstance(said, str):
                return struck, said if isinstance(said, str) else None
            an_hour_passes(self.place)
            changed = self.now() != before
            if changed != (said is None):
                return struck, f"{'changed' if changed else 'not changed'}, and it said: {said}"
            if said is not None and (again := said_by(self.back)) is not None:
                return struck, f"does not go back afterwards: {again}"
            return struck, self.left(disk, range(3))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [Opening, Closing, Creating, Keeping, Restoring])
def test_a_failing_call_costs_neither_the_book_nor_its_snapshots(
    place: Path, template: Template, promise: Counting, rounds: Asking, kind: type[Trials]
) -> None:
    step = rounds("R3")
    wide = 2 if kind in (Keeping, Restoring) else 3  # each trial of these takes longer than one of a work in a session
    tried, bad = each_fault(kind(place, template, "").trial, step if step == 1 else wide * step)
    promise("R3", tried=tried, bad=bad)
