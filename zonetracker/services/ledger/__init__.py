"""台账: the one door to a workbook. Reads give frozen facts; each write is one named, atomic, undoable operation."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from zonetracker.model.bookkeeping import (
    Adjustment,
    Change,
    Changed,
    Conflict,
    Issued,
    Operation,
)
from zonetracker.model.changes import ActualEntry
from zonetracker.services.ledger.breakdown import BreakdownOperations
from zonetracker.services.ledger.entering import refuse
from zonetracker.services.ledger.issuing import IssueOperations
from zonetracker.services.ledger.lists.editing import ListOperations
from zonetracker.services.ledger.lists.periods import PeriodOperations
from zonetracker.services.ledger.mending import MendingOperations
from zonetracker.services.ledger.reads import OUTPUTS
from zonetracker.services.ledger.review import ReviewOperations
from zonetracker.services.ledger.rows.confirming import OnConflict
from zonetracker.services.ledger.tasks.departments import DepartmentOperations
from zonetracker.services.ledger.tasks.evidence import EvidenceOperations
from zonetracker.services.ledger.tasks.filings import FilingOperations
from zonetracker.services.ledger.tasks.milestones import MilestoneOperations
from zonetracker.services.ledger.tasks.nodes import NodeOperations
from zonetracker.services.ledger.tasks.points import PointsOperations
from zonetracker.services.ledger.tasks.signing import SigningOperations
from zonetracker.services.ledger.tasks.taking_in import TakingInOperations
from zonetracker.services.ledger.within import setting_findings
from zonetracker.storage.connection import Row
from zonetracker.storage.database import Database
from zonetracker.storage.history import BASE
from zonetracker.storage.locking import Holder, lock_holder
from zonetracker.storage.records import to_value, value_text
from zonetracker.storage.snapshots.keeping import Snapshot, done_lately, snapshots_of
from zonetracker.storage.snapshots.listing import WayBack, ways_back
from zonetracker.storage.snapshots.minding import CopyKeeper
from zonetracker.storage.snapshots.restoring import sweep_asides
from zonetracker.storage.snapshots.soundness import DAMAGED, look_in_turn
from zonetracker.storage.trouble import plain_trouble
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.paths import real_place

__all__ = [
    "ActualEntry",
    "Adjustment",
    "Change",
    "Changed",
    "Conflict",
    "Holder",
    "Issued",
    "Ledger",
    "OnConflict",
    "Operation",
    "Snapshot",
]

_ROWS_A_STEP = 1000


class Ledger(
    ReviewOperations,
    BreakdownOperations,
    ListOperations,
    PeriodOperations,
    DepartmentOperations,
    MilestoneOperations,
    NodeOperations,
    SigningOperations,
    FilingOperations,
    EvidenceOperations,
    PointsOperations,
    TakingInOperations,
    IssueOperations,
    MendingOperations,
):
    """A workbook open for a clerk; use `create` or `open`, and close it (or use it in a `with`)."""

    @classmethod
    def create(cls, path: Path | str, zone: str, actor: str | None = None) -> Ledger:
        """Make a new workbook; a file that is already there is refused ("file.exists"). `actor`: default the user."""
        place = Path(path)
        refuse(*setting_findings("zone", zone))
        with Database.creating(place, actor) as database, database.operation(BASE, zone=zone) as recorder:
            recorder.insert("setting", {"key": "zone", "value": value_text(zone)})
        return cls(Database.open(place, actor))

    @classmethod
    def create_filled(
        cls,
        path: Path | str,
        rows: Mapping[str, Sequence[Row]],
        originals: Collection[bytes],
        actor: str | None = None,
    ) -> Job[None]:
        """Make a new workbook with these rows of each table under their own ids, and close it; all of it or no file.

        Whether they may be so is asked by who reads them (services/openforms/checking): here they are written.
        """
        place = Path(path)
        total, done = sum(map(len, rows.values())), 0
        zone = next((str(to_value(row["value"])) for row in rows["setting"] if row["key"] == "zone"), "")
        words = {"as": "filled", "zone": zone}
        with Database.creating(place, actor) as database, database.operation(BASE, **words) as recorder:
            for data in originals:
                yield Step(done, total, tr("正在写入工作簿"))
                recorder.keep(data)
            for table, some in rows.items():
                for row in some:
                    if done % _ROWS_A_STEP == 0:
                        yield Step(done, total, tr("正在写入工作簿"))
                    recorder.insert(table, row)
                    done += 1

    @classmethod
    def open(
        cls, path: Path | str, actor: str | None = None, *, look_over: bool = True, take_over: Holder | None = None
    ) -> Ledger:
        """Open a workbook, read-only where it cannot be written or another program holds it; see `notices`.

        Without `look_over` the look over the whole file, due once a day and after an end that was not clean, is left to
        a call of `look_over`. `take_over` is the holder (`held_by`) of whom a clerk says that it has closed the
        workbook without letting go: its lock is taken away, and what it may still write is refused there.
        """
        ledger = cls(Database.open(Path(path), actor, look_over=look_over, take_over=take_over))
        try:
            if look_over:
                ledger.look_over()
            if not ledger.read_only:
                ledger._keep_house()
        except BaseException:
            ledger._database.close()
            raise
        return ledger

    def _keep_house(self) -> None:
        """Keep a copy and take away what was moved aside long ago; no trouble with either stops the work."""
        if not self.snapshot():
            self._database.notices.append(self.backup_news())
        with suppress(Refusal, OSError):
            sweep_asides(self.path, self.snapshots)

    @staticmethod
    def held_by(path: Path | str) -> Holder | None:
        """Who a workbook's lock file names, be it open there or left behind; None where there is none."""
        book = Path(path)
        with plain_trouble(book):
            return lock_holder(real_place(book))

    def look_over(self) -> list[str]:
        """Look over the whole file where that is due, once a day on this PC; what is new in `notices`."""
        database, before = self._database, len(self._database.notices)
        lately = database.holder is not None or done_lately(database.file_id, database.path, "looked-over")
        if database.holder is None and (not lately or database.look_due):
            database.look_over()
        return database.notices[before:]

    @property
    def faults(self) -> tuple[str, ...]:
        """What the look over the whole file found wrong."""
        return tuple(self._database.faults)

    def reopen(self) -> bool:
        """Take the same file anew after trouble with its disk, or when another program wrote it; see Database.

        Returns whether somebody else has changed something in it.
        """
        elsewhere = self._database.reopen()
        self._kept.forget()
        return elsewhere

    @property
    def unsure(self) -> str:
        """What names the operation of which a failing disk left open whether it is stored; "" where there is none."""
        return self._database.unsure

    def stored(self, unsure: str) -> Changed | None:
        """What that operation did, if it is stored."""
        return self._database.stored(unsure)

    def close(self) -> None:
        """Mark a clean end, keep a snapshot when something changed, and let the file go; a second call does nothing."""
        if not self._database.closed:
            try:
                self._database.keep_copy()
            finally:
                self._database.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def undo(self, *, keep_outputs: bool = False) -> Changed:
        """Take back the latest operation that still stands; refused ("undo.nothing") when there is none.

        With `keep_outputs` the outputs kept since the latest edit stay, and that edit goes.
        """
        return self._database.undo(OUTPUTS if keep_outputs else ())

    def redo(self) -> Changed:
        """Bring back what undo took, until something new is done; refused ("redo.nothing") when there is none."""
        return self._database.redo()

    def revert_to(self, operation_id: int) -> Changed:
        """Go back to how things stood right after an operation, as one new operation that can itself be undone."""
        return self._database.revert_to(operation_id)

    def snapshot(self) -> bool:
        """Keep a copy on this PC, if this state has none yet; False where that failed, which never stops the work."""
        return self._database.keep_copy()

    def snapshots(self) -> list[Snapshot]:
        """The copies of this workbook that were kept on this PC, latest first; each opens like a workbook."""
        with plain_trouble(self.path):
            return snapshots_of(self._database.connection)

    def ways_back(self) -> list[WayBack]:
        """All that this workbook can be brought back to (see services/restoring), latest first."""
        return ways_back(self.path, self._database.connection)

    def backup_news(self) -> str:
        """That no copy could be kept on this PC, since when and why; "" where there is nothing to tell, or no more."""
        return self._database.copies.news()

    def copying_job(self) -> Job[bool]:
        """Keep a copy on this PC, if this state has none yet, in a thread beside the work; False where that failed."""
        return _copying(self._database.copies, self.read_only)

    def looking_job(self) -> Job[str]:
        """Once a day look over one of the copies and thin those of other ways that the workbook went, in a thread.

        What is to be told of a rotted one, made again.
        """
        database = self._database
        due = not self.read_only and not done_lately(database.file_id, database.path, "looked-at-copies")
        return _looking(database.copies, self.snapshots() if due else [])

    def backup(self, to: Path | str) -> None:
        """Write a checked copy of the workbook to another place (a stick, a share); onto itself is refused."""
        place = Path(to)
        if place.exists() and place.samefile(self.path):
            raise Refusal(RefusalCode.BACKUP_ITSELF, tr("备份不能写到工作簿自己身上，请换一个文件名或文件夹。"))
        self._database.copy_to(place)


def _copying(copies: CopyKeeper, read_only: bool) -> Job[bool]:
    yield Step(0, 0, tr("正在备份"))
    return not read_only and copies.keep_beside()


def _looking(copies: CopyKeeper, have: Sequence[Snapshot]) -> Job[str]:
    yield Step(0, 0, tr("正在检查备份"))
    if have:
        copies.thin_beside()
    rotted = look_in_turn(have)
    if rotted is None:
        return ""
    said = tr(
        "{at} 的自动备份已损坏，移到了“{folder}”。",
        at=f"{rotted.at:%Y-%m-%d %H:%M}",
        folder=rotted.path.parent / DAMAGED,
    )
    if not copies.keep_beside():
        return said
    return said + tr("现在的工作簿另有一份检查过的备份。存放备份的磁盘可能有问题，请把工作簿另外备份到U盘或共享盘。")
