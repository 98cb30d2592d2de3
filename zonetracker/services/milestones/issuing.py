"""The list of milestones as it is given out, by what the workbook keeps of names and decimals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from zonetracker.model.issuing import IssuedKind
from zonetracker.model.milestones.listing import MilestoneList, Narrowing
from zonetracker.outputs.milestones.columns import PrintedMilestones
from zonetracker.outputs.milestones.workbook import build_list
from zonetracker.outputs.sheet.texts import PrintedTable
from zonetracker.services.issuing import Issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import places_of

Pdf = Callable[[PrintedTable], bytes]


def issue_milestones(
    ledger: Ledger,
    listed: MilestoneList,
    narrowing: Narrowing | None = None,
    narrowed: Sequence[str] = (),
    *,
    issued_on: str = "",
    pdf: Pdf | None = None,
) -> Issue:
    """The list as .xlsx, and as .pdf where paper is at hand; of some of it where a `narrowing` says so.

    `narrowed` says that in words. `issued_on` (ISO) is the day on which it is given out.
    """
    chosen = narrowing or Narrowing()
    printed = PrintedMilestones(
        ledger.zone,
        replace(listed, rows=listed.narrowed(chosen)),
        replace(sheet_options(ledger), issued_on=issued_on),
        places_of(ledger),
        tuple(narrowed),
        chosen.checklist or "",
    )
    makers: dict[str, Callable[[], bytes]] = {"xlsx": partial(build_list, printed)}
    if pdf is not None:
        makers["pdf"] = lambda: pdf(printed.on_paper())
    return Issue(IssuedKind.MILESTONES, printed.title, listed.year, listed.month, makers)
