"""The kinds of points and what they count into, in words."""

from __future__ import annotations

from zonetracker.model.facts import Points, PointsAccount, PointsKind
from zonetracker.support.i18n import tr


def points_kind_words() -> dict[PointsKind, str]:
    """What is given or taken, in words."""
    return {
        PointsKind.BONUS: tr("加分"),
        PointsKind.DEDUCTION: tr("减分"),
        PointsKind.GIVEN: tr("评价分"),
        PointsKind.VETO: tr("否决"),
        PointsKind.WAIVER: tr("免责"),
        PointsKind.CLAIM: tr("自评分"),
        PointsKind.CHECK: tr("核查"),
    }


def account_words() -> dict[PointsAccount, str]:
    """What points count into, in words."""
    return {PointsAccount.SCORE: tr("考核得分"), PointsAccount.LEDGER: tr("积分")}


def points_title(points: Points) -> str:
    """What was given or taken in a word and with its figure as it was typed: 加分2.5."""
    return points_kind_words()[points.kind] + ("" if points.amount is None else str(points.amount))
