"""Damaged rows taken out of a workbook, as one step that can be undone."""

from __future__ import annotations

from zonetracker.model.bookkeeping import Changed
from zonetracker.services.ledger.damaged import MAY_LACK, ORDER
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.storage.history import Recorder


class MendingOperations(LedgerReads):
    """What brings a workbook with damaged rows back to order. Each is one step of undo; each may raise Refusal."""

    def remove_damaged(self) -> Changed:
        """Take out every damaged row; a sound row that named one names none any more."""
        gone: dict[str, set[int]] = {table: set() for table in ORDER}
        for one in self.damaged():
            gone[one.table].add(one.row_id)
        with self._database.operation("remove_damaged", count=sum(map(len, gone.values()))) as recorder:
            for table, column, other in MAY_LACK:
                _let_go(recorder, table, column, gone[other], gone[table])
            for table in reversed(ORDER):
                for number in sorted(gone[table]):
                    recorder.delete(table, number)
        return recorder.changed


def _let_go(recorder: Recorder, table: str, column: str, gone: set[int], also: set[int]) -> None:
    """Clear a column where it names a row that goes, in rows that stay."""
    if not gone:
        return
    for row in recorder.query(f"SELECT id, {column} AS other FROM {table} WHERE {column} IS NOT NULL"):
        number = int(row["id"] or 0)
        if row["other"] in gone and number not in also:
            recorder.update(table, number, {column: None})
