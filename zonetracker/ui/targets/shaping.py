"""The list shaped by keys: rows moved up and down, taken below a whole (其中) and out again, and merged."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import TargetChange
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.targets.columns import TargetRow


class RowOrder:
    """Moves the chosen rows of a table; `rows` are all of the list as they stand, `sorted_now` says that they are seen
    in another order.
    """

    def __init__(
        self,
        desk: Desk,
        table: RecordTable,
        rows: Callable[[], list[TargetRow]],
        sorted_now: Callable[[], bool],
    ) -> None:
        self._desk = desk
        self._table = table
        self._rows = rows
        self._sorted_now = sorted_now

    def move(self, step: int) -> None:
        """The chosen rows of one whole go past the next that is seen, together and in their order."""
        here = self._table.record()
        if here is None or self._desk.ledger.read_only:
            return
        if self._sorted_now():
            self._desk.tell(tr("清单现在按一栏排序，不能移动；再单击表头恢复原来的次序。"), "look")
            return
        parent = here.target.parent_id
        moving = {row.target.id for row in self._table.chosen() if row.target.parent_id == parent}
        level = [row.target.id for row in self._table.records.records() if row.target.parent_id == parent]
        wanted = _moved(level, moving, step)
        if wanted != level:
            self._desk.write(lambda: self._desk.ledger.move_targets(wanted))
            self._choose_again(here.target.id, moving)

    def _choose_again(self, here: int, chosen: set[int]) -> None:
        self._table.go_to(here)
        model, column = self._table.model(), self._table.currentIndex().column()
        flags = QItemSelectionModel.SelectionFlag
        for row in range(model.rowCount()):
            index = model.index(row, column)
            if self._table.record_at(index).target.id in chosen:
                self._table.selectionModel().select(index, flags.Select | flags.Rows)

    def nest(self, inside: bool) -> None:
        """The row one is on becomes part of the one above it, or stands beside its whole again."""
        row = self._table.record()
        if row is None or self._desk.ledger.read_only:
            return
        parent = self._whole_above(row) if inside else self._whole_around(row)
        if parent != row.target.parent_id:
            change, ledger = TargetChange(parent_id=parent), self._desk.ledger
            self._desk.enter(lambda reason: ledger.edit_target(row.target.id, change, reason))

    def merge(self) -> None:
        """The chosen rows become one, the uppermost."""
        rows, ledger = self._table.chosen(), self._desk.ledger
        if ledger.read_only:
            return
        if len(rows) < 2:
            self._desk.tell(tr("合并要先选中两行以上（按住 Shift 或 Ctrl 选）。"), "look")
            return
        ids = [row.target.id for row in rows]
        said = tr("已把 {count} 行合并为“{name}”，可用 Ctrl+Z 撤销。", count=len(ids), name=rows[0].indicator.name)

        def done(_: Changed) -> None:
            self._table.go_to(ids[0])
            self._desk.tell(said)

        self._desk.carry_out(lambda reason: ledger.merge_targets(ids, reason), done)

    def _whole_above(self, row: TargetRow) -> int | None:
        rows = self._rows()
        at = next(place for place, one in enumerate(rows) if one.target.id == row.target.id)
        above = next((one for one in reversed(rows[:at]) if one.depth <= row.depth), None)
        return above.target.id if above is not None and above.depth == row.depth else row.target.parent_id

    def _whole_around(self, row: TargetRow) -> int | None:
        above = next((one for one in self._rows() if one.target.id == row.target.parent_id), None)
        return above.target.parent_id if above is not None else None


def _moved(level: list[int], moving: set[int], step: int) -> list[int]:
    """A level in which those that move have each gone one place on, unless they stand at its end already."""
    wanted = list(level if step < 0 else reversed(level))
    for place in range(1, len(wanted)):
        if wanted[place] in moving and wanted[place - 1] not in moving:
            wanted[place - 1], wanted[place] = wanted[place], wanted[place - 1]
    return wanted if step < 0 else wanted[::-1]
