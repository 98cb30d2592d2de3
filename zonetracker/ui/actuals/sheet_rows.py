"""The before/after list of a sheet: one line a row, both figures in one unit, and in words why it is asked about."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.facts import Actual
from zonetracker.model.planning import Decision
from zonetracker.model.units import in_unit
from zonetracker.services.sheets import PlanRow
from zonetracker.services.sheets.telling import likely_names, why
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.findings import decision_word
from zonetracker.words.wording import figure, one_line

ORDER = (
    Decision.ASKED,
    Decision.CLEARED,
    Decision.CHANGED,
    Decision.NEW,
    Decision.UNKNOWN,
    Decision.SAME,
    Decision.LEFT,
)
_SIGNS = {
    Decision.NEW: ("sign-check", "sure"),
    Decision.CHANGED: ("sign-check", "sure"),
    Decision.CLEARED: ("sign-cross", "fails"),
    Decision.SAME: ("sign-equals", "muted"),
    Decision.ASKED: ("sign-bang", "look"),
    Decision.UNKNOWN: ("sign-dots", "muted"),
    Decision.LEFT: ("sign-dots", "muted"),
}


def row_columns() -> list[TableColumn]:
    """The columns over PlanRows."""
    return [
        state_column("state", tr("状态"), _state, width=9),
        TableColumn("line", tr("表中名称"), lambda row: one_line(row.name), width=19, least=12),
        TableColumn("indicator", tr("归入指标"), _indicator, colour=_known, width=19, least=12),
        TableColumn(
            "before", tr("原有"), lambda row: _level(row, row.before), numeric=True, width=9, least=8, colour=_muted
        ),
        TableColumn(
            "after", tr("填入"), _after, numeric=True, width=10, least=9, bold=lambda row: row.decision.entered
        ),
        TableColumn("unit", tr("单位"), _unit, width=6),
        TableColumn("growth", tr("同比%"), _growth, numeric=True, width=9, least=7),
        TableColumn("said", tr("说明"), _said, fills=True, width=16),
    ]


def row_words(row: PlanRow | None) -> str:
    """All that is said of a row, and where it stands."""
    if row is None:
        return ""
    words = tr("{place}　{name}", place=row.place, name=one_line(row.name))
    return words + ("：" + _said(row) if _said(row) else "")


def _state(row: PlanRow) -> State:
    sign, tone = _SIGNS[row.decision]
    return State(decision_word(row.decision), sign, tone)


def _muted(_: PlanRow) -> str:
    return "muted"


def _known(row: PlanRow) -> str | None:
    return None if row.indicator and row.decision is not Decision.UNKNOWN else "muted"


def _indicator(row: PlanRow) -> str:
    if row.indicator is not None:
        return row.indicator.name
    likely = likely_names(row)
    return tr("也许是：{names}", names=likely) if likely else tr("（没有对上）")


def _unit(row: PlanRow) -> str:
    """One unit for both figures of a row: that of what is entered."""
    shown = row.after if row.after is not None and row.after.value is not None else row.before
    return (shown.unit if shown is not None and shown.value is not None else row.offer.figure.stated.unit) or ""


def _level(row: PlanRow, actual: Actual | None) -> str:
    if actual is None or actual.value is None:
        return ""
    same = in_unit(actual.value, actual.unit, _unit(row) or None)
    return figure(same) if same is not None else figure(actual.value) + (actual.unit or "")


def _after(row: PlanRow) -> str:
    if row.decision is Decision.CLEARED:
        return tr("（清除）")
    if row.after is None or row.after.value is None:
        return row.offer.figure.value if row.after is None else ""
    return _level(row, row.after)


def _growth(row: PlanRow) -> str:
    before = row.before.growth if row.before is not None else None
    after = row.after.growth if row.after is not None else None
    if row.after is None:
        return row.offer.figure.growth
    if before is not None and after != before:
        return f"{_rate(before)} → {_rate(after)}"
    return _rate(after)


def _rate(rate: Decimal | None) -> str:
    return "" if rate is None else figure(rate)


def _said(row: PlanRow) -> str:
    return why(row)
