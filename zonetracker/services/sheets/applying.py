"""A plan entered as one undoable operation."""

from __future__ import annotations

from dataclasses import replace

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import KEEP, Keep
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.model import SheetPlan
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


def apply(ledger: Ledger, planned: SheetPlan, reason: str = "", source: str | Keep = KEEP) -> Changed:
    """Enter what is sure or accepted; what is asked is left alone.

    What a check asks about waits in Changed.asked where there is no `reason`. `source` says whose figures they are.
    With nothing to enter nothing is written.
    """
    if not planned.entries:
        return Changed(0, "set_actuals")
    entries = [replace(entry, source=source) for entry in planned.entries]
    return ledger.set_actuals(entries, planned.sheet, reason)


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
