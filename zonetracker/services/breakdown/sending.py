"""The list of a year's targets on its way out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from zonetracker.model.progress import numbered
from zonetracker.outputs.breakdown.columns import ListedTarget, title
from zonetracker.services.issuing import sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.support.writing import write_safely


def listed(ledger: Ledger, year: int) -> tuple[ListedTarget, ...]:
    """The targets of a year as the list has them."""
    indicators = {one.id: one for one in ledger.indicators()}
    return tuple(
        ListedTarget(number, depth, target, indicators[target.indicator_id])
        for number, depth, target in numbered(ledger.targets(year))
    )


def list_title(ledger: Ledger, year: int) -> str:
    """What the list is called, also as a file."""
    return title(ledger.zone, year)


def export_list(ledger: Ledger, year: int) -> Callable[[Path], Job[bytes]]:
    """How the list of a year is written to a place, on the paper that the workbook's sheets are printed on.

    The workbook is asked now, and not by the thread that runs the job. A year without targets is refused.
    """
    rows, zone, file_id = listed(ledger, year), ledger.zone, ledger.file_id
    paper = sheet_options(ledger).paper
    if not rows:
        raise Refusal(RefusalCode.LIST_NOTHING, tr("{year}年还没有目标，没有可以导出的分解表。", year=year))

    def write(path: Path) -> Job[bytes]:
        from zonetracker.outputs.breakdown.workbook import build_breakdown

        yield Step(0, 0, tr("正在写出目标任务分解表"))
        data = build_breakdown(zone, year, rows, file_id, paper)
        write_safely(path, data)
        return data

    return write
