"""The words for the codes of a reviewed row: its mark, what it can be, what a clerk has said of it, its period."""

from __future__ import annotations

from zonetracker.model.facts import FactType, Kind, Mark, ReviewStatus
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line


def mark_word(mark: Mark) -> str:
    """A mark as it is shown."""
    words = {
        Mark.SURE: tr("可信"),
        Mark.CONFIRMED: tr("已确认"),
        Mark.LOOK: tr("待看"),
        Mark.FAILS: tr("不符"),
        Mark.SKIPPED: tr("稍后"),
        Mark.REJECTED: tr("不采用"),
    }
    return words[mark]


def kind_choices() -> dict[str, tuple[Kind, FactType, bool]]:
    """What a row can be, by its word: its kind, its type, and whether it is the upper of two tiers."""
    return {
        tr("目标"): (Kind.TARGET, FactType.QUANTITY, False),
        tr("奋斗目标"): (Kind.TARGET, FactType.QUANTITY, True),
        tr("实绩"): (Kind.ACTUAL, FactType.QUANTITY, False),
        tr("相对目标"): (Kind.TARGET, FactType.RELATIVE, False),
        tr("事项"): (Kind.TARGET, FactType.MILESTONE, False),
        tr("已成事项"): (Kind.ACTUAL, FactType.MILESTONE, False),
    }


def kind_word(kind: Kind, type_: FactType, stretch: bool = False) -> str:
    """目标, 实绩, 奋斗目标, 事项…"""
    if kind is Kind.ACTUAL and type_ is FactType.RELATIVE:
        return tr("相对实绩")
    return next(word for word, said in kind_choices().items() if said == (kind, type_, stretch))


def type_word(type_: FactType) -> str:
    """A figure, a goal without one, or a named item."""
    words = {FactType.QUANTITY: tr("数量"), FactType.RELATIVE: tr("相对目标"), FactType.MILESTONE: tr("事项")}
    return words[type_]


def status_word(status: ReviewStatus) -> str:
    """What a clerk has said of a row."""
    words = {
        ReviewStatus.OPEN: tr("未看"),
        ReviewStatus.SKIPPED: tr("留待以后"),
        ReviewStatus.CONFIRMED: tr("已确认"),
        ReviewStatus.REJECTED: tr("不采用"),
    }
    return words[status]


def period_word(period: str) -> str:
    """全年, 多年累计, or the months of a part-year."""
    if period == "annual":
        return tr("全年")
    if period == "cumulative":
        return tr("多年累计")
    first, _, last = period.partition("..")
    if not last:
        return one_line(period)
    return tr("{first} 至 {last}", first=first, last=last)
