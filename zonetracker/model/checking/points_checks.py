"""The rules of the trade for points: what each kind has to say, and from when a department takes part no more."""

from __future__ import annotations

from zonetracker.model.checking.findings import Finding, FindingCode, hard, soft
from zonetracker.model.checking.limits import reason_beyond
from zonetracker.model.checking.task_checks import day_ahead
from zonetracker.model.facts import Department, Points, PointsAccount, PointsKind

COUNTED = frozenset({PointsKind.BONUS, PointsKind.DEDUCTION})
_SHARE = 100
"""Percent: the most that GIVEN gives of a part or weight."""
_AMOUNTLESS = frozenset({PointsKind.VETO, PointsKind.WAIVER, PointsKind.CHECK})
_PROVEN = frozenset({*COUNTED, PointsKind.VETO})
_OF_TASK = frozenset({PointsKind.CLAIM, PointsKind.CHECK})


def check_points(points: Points, department: Department, today: str) -> list[Finding]:
    """Whether points say what their kind asks for, and go with their department; fields are within their limits."""
    month = f"{points.year}-{points.month:02}"
    retired = department.retired_from is not None and department.retired_from <= month
    gone = {"name": department.name, "month": department.retired_from or ""}
    found = (
        hard(FindingCode.DEPARTMENT_RETIRED, "department_id", **gone) if retired else None,
        _amount_wrong(points),
        _place_wrong(points),
        reason_beyond(points.reason),
        day_ahead(points.day, today, "day"),
        soft(FindingCode.PAPERLESS, "paper_no") if points.kind in _PROVEN and not points.paper_no else None,
    )
    return [one for one in found if one is not None]


def _amount_wrong(points: Points) -> Finding | None:
    amount = points.amount
    if points.kind in _AMOUNTLESS:
        return None if amount is None else hard(FindingCode.AMOUNT_NEEDLESS, "amount")
    if amount is None:
        return hard(FindingCode.AMOUNT_MISSING, "amount")
    if amount == 0 and points.kind in COUNTED:
        return hard(FindingCode.AMOUNT_WRONG, "amount")
    above = points.kind is PointsKind.GIVEN and amount > _SHARE
    return hard(FindingCode.SHARE_BEYOND, "amount", most=str(_SHARE)) if above else None


def _place_wrong(points: Points) -> Finding | None:
    """Points of a kind that its account doesn't know, or that don't say what they are about."""
    kind, ledger = points.kind, points.account is PointsAccount.LEDGER
    if kind not in COUNTED and ledger is not (kind is PointsKind.WAIVER):
        return hard(FindingCode.KIND_ELSEWHERE, "kind")
    if (kind is PointsKind.WAIVER) is not bool(points.entry):
        return hard(FindingCode.ENTRY_WRONG, "entry")
    unsaid = points.task is None and (kind in _OF_TASK or (kind is PointsKind.GIVEN and not points.part))
    return hard(FindingCode.TASK_UNSAID, "task") if unsaid else None
