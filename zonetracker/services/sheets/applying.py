"""A plan entered as one undoable operation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import KEEP, Keep, SheetMore
from zonetracker.model.facts import EXPECTED
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.model import PlanRow, SheetPlan, SheetRead
from zonetracker.services.sources import proposed_source
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.sources import PRELIMINARY, joined


def apply(
    ledger: Ledger,
    planned: SheetPlan,
    reason: str = "",
    source: str | Keep = KEEP,
    names: Mapping[str, int] | None = None,
    mappings: Mapping[str, object] | None = None,
) -> Changed:
    """Enter what is sure or accepted as one step, with new indicators and what is to be remembered of the sheet.

    What is asked is left alone; what a check asks about waits in Changed.asked where there is no `reason`. `source`
    says whose figures they are; a figure marked 快报 or 预计 is so. With nothing to enter nothing is written.
    """
    if not planned.entries:
        return Changed(0, "set_actuals")
    units = {row.indicator.id: _unit_of(row) for row in planned.rows if row.indicator is not None}
    fresh = {indicator.id: (indicator.name, units.get(indicator.id)) for indicator in planned.fresh}
    rows = [(row, row.entry) for row in planned.rows if row.entry is not None and row.decision.entered]
    entries = [replace(entry, source=_source_of(row, source)) for row, entry in rows]
    return ledger.set_actuals(entries, planned.sheet, reason, SheetMore(fresh, names, mappings or {}))


def _unit_of(row: PlanRow) -> str | None:
    return row.offer.figure.stated.unit if row.offer.figure.stated.value is not None else None


def _source_of(row: PlanRow, source: str | Keep) -> str | Keep:
    marks = "".join(row.offer.figure.remarks)
    state = next((word for word in (EXPECTED, PRELIMINARY) if word in marks), "")
    said = "" if source is KEEP else source
    return joined(said, state) if state and state not in said else source


def source_told(read: SheetRead, planned: SheetPlan, known: Sequence[str]) -> str:
    """Whose figures the tables that a plan takes from say they are; "" where they say nothing."""
    used = [read.tables[number] for number in sorted({row.offer.table for row in planned.rows})]
    return proposed_source([line for table in used for line in (*table.title, *table.notes)], known)


def refuse_nothing(planned: SheetPlan, zone: str) -> None:
    """Refuse a file that gives nothing of the zone, or no indicator that the workbook has."""
    if not planned.rows:
        raise Refusal(
            RefusalCode.SHEET_NOTHING_OF_ZONE,
            tr(
                "“{name}”里没有{zone}的完成数（只有目标、上年数、排名或别的地区的数），没有填入任何数据。",
                name=planned.sheet,
                zone=zone,
            ),
        )
    if not any(row.indicator for row in planned.rows):
        raise Refusal(
            RefusalCode.SHEET_NOTHING_KNOWN,
            tr("“{name}”里没有一个指标在本台账中，请先导入报告、确认目标，或核对指标名称。", name=planned.sheet),
        )
