"""A plan's rows in words and as JSON, for command line and window."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.changes import KEEP, Keep
from zonetracker.model.planning import Decision
from zonetracker.services.sheets.model import PlanRow, SheetPlan
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_finding
from zonetracker.words.planning import say_doubt

_SHOWN = 3


def why(row: PlanRow) -> str:
    """Why a row is asked about, or what speaks against it; "" for a row that is sure."""
    said = [say_doubt(doubt) for doubt in row.doubts] + [say_finding(finding) for finding in row.findings]
    if row.decision is Decision.UNKNOWN:
        said.insert(0, tr("没有对上指标"))
    return "；".join(dict.fromkeys(said))


def likely_names(row: PlanRow) -> str:
    """The indicators that an unknown name may mean."""
    return "、".join(indicator.name for indicator in row.likely[:_SHOWN])


def row_told(row: PlanRow, planned: SheetPlan) -> dict[str, str | None]:
    """A row as a line of JSON: sure is what is entered without a question."""
    stated, entry = row.offer.figure.stated, row.entry
    asked = row.decision in (Decision.ASKED, Decision.UNKNOWN)
    likely = row.indicator or next(iter(row.likely), None)
    return {
        "indicator": likely.name if likely is not None else row.name,
        "name": row.name,
        "month": f"{planned.year}-{planned.month:02d}",
        "value": _text(entry.value if entry else stated.value),
        "unit": (row.after.unit if row.after and entry and entry.value is not KEEP else stated.unit),
        "growth": _text(entry.growth if entry else stated.growth),
        "state": "ask" if asked else "sure",
        "decision": row.decision.value,
        "reason": why(row),
        "place": row.place,
    }


def _text(figure: Decimal | Keep | None) -> str | None:
    return None if figure is None or figure is KEEP else format(figure, "f")
