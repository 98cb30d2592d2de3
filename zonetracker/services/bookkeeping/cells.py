"""What became of one cell: who changed it when, from which sheet, before and after; out of the history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Change, Operation
from zonetracker.model.facts import JudgeBy
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.words.fields import field_word, value_word
from zonetracker.words.wording import one_line

_MOST = 200
"""So many steps back is looked."""
_LEVEL = ("value", "value_high", "unit", "bound")
_GROWTH = ("growth", "growth_high", "growth_bound")
_ACTUAL: Mapping[str, tuple[str, ...]] = {"value": ("value", "unit"), "growth": ("growth",), "source": ("source",)}
_TARGET: Mapping[str, tuple[str, ...]] = {"value": _LEVEL, "unit": _LEVEL, "bound": _LEVEL, "growth": _GROWTH}
_TARGET_FIELDS = (
    "section",
    "deadline",
    "responsible",
    "weight",
    "stretch",
    "stretch_growth",
    "judge_by",
    "wording",
    "note",
)


@dataclass(frozen=True, slots=True)
class CellStep:
    """One step that changed a cell: what it said before and after ("" for nothing), and where the new one is from."""

    operation: Operation
    before: str
    after: str
    origin: str


def actual_steps(ledger: Ledger, indicator_id: int, year: int, month: int, cell: str = "") -> list[CellStep]:
    """The steps of an actual, latest first; of its "value", its "growth", its "source", or of all of it."""
    fields = _ACTUAL.get(cell, tuple(field for part in _ACTUAL.values() for field in part))
    return _steps(ledger.changes_at("actual", indicator_id, year, month), fields)


def target_steps(ledger: Ledger, indicator_id: int, year: int, cell: str = "") -> list[CellStep]:
    """The steps of a target, latest first; of one of its cells by the name of the field, or of all of it."""
    fields = _TARGET.get(cell, (cell,) if cell in _TARGET_FIELDS else (*_LEVEL, *_GROWTH, *_TARGET_FIELDS))
    return _steps(ledger.changes_at("target", indicator_id, year), fields)


def period_steps(ledger: Ledger, target_id: int, month: int) -> list[CellStep]:
    """The steps of what a target asks for until a month, latest first."""

    def own(change: Change) -> bool:
        row = change.after or change.before or {}
        return change.table == "period_target" and (row["target_id"], row["to_month"]) == (target_id, month)

    steps = [(one, list(filter(own, ledger.changes(one.id)))) for one in ledger.history(_MOST, table="period_target")]
    return _steps([(one, changes) for one, changes in steps if changes], (*_LEVEL, *_GROWTH, "note"))


def _steps(changes: Iterable[tuple[Operation, list[Change]]], fields: tuple[str, ...]) -> list[CellStep]:
    found = []
    for operation, together in changes:
        before, after = together[0].before, together[-1].after
        was, now = _said(before, fields), _said(after, fields)
        if was != now:
            found.append(CellStep(operation, was, now, _origin(after)))
    return found


def _said(row: Mapping[str, object] | None, fields: tuple[str, ...]) -> str:
    """What the fields of a row say in a line; figures without their names, with what belongs to them."""
    if row is None:
        return ""
    level = _figure(row, "value") + value_word("unit", row.get("unit")) + _bound(row, "bound")
    growth = _figure(row, "growth") + "%" + _bound(row, "growth_bound")
    parts = [level] if "value" in fields and row.get("value") is not None else []
    parts += [growth] if "growth" in fields and row.get("growth") is not None else []
    named = len(fields) > 1
    for field in fields:
        said = value_word(field, row.get(field)) if field not in (*_LEVEL, *_GROWTH) else ""
        if said and not (named and row[field] == JudgeBy.WORSE):
            parts.append(f"{field_word(field)} {said}" if named else said)
    return tr("，").join(parts)


def _figure(row: Mapping[str, object], field: str) -> str:
    high = row.get(f"{field}_high")
    return str(row.get(field)) + (f"-{high}" if high is not None else "")


def _bound(row: Mapping[str, object], field: str) -> str:
    bound = row.get(field)
    return "" if bound in (None, "=") else value_word(field, bound)


def _origin(row: Mapping[str, object] | None) -> str:
    """Where what a row says is from: the sheet or person of an actual, the report of a target."""
    said = (row or {}).get("origin") or (row or {}).get("source") or ""
    return one_line(str(said))
