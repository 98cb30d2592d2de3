"""The words for codes: marks, kinds, states and the reasons that extraction gives."""

from __future__ import annotations

from zonetracker.model.facts import FactType, Kind, ReviewStatus
from zonetracker.model.standing import Grade
from zonetracker.services.review import Mark
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.tables import State
from zonetracker.words.reasons import reason_words


def mark_state(mark: Mark) -> State:
    """A mark as it is shown."""
    states = {
        Mark.SURE: State(tr("可信"), "sign-diamond", "sure"),
        Mark.CONFIRMED: State(tr("已确认"), "sign-check", "confirmed"),
        Mark.LOOK: State(tr("待看"), "sign-question", "look"),
        Mark.FAILS: State(tr("不符"), "sign-bang", "fails"),
        Mark.SKIPPED: State(tr("稍后"), "sign-dots", "muted"),
        Mark.REJECTED: State(tr("不采用"), "sign-cross", "muted"),
    }
    return states[mark]


def grade_sign(grade: Grade) -> str:
    """The drawing of a light: offices choose its word and colour, its shape always tells which it is."""
    signs = {
        Grade.DONE: "sign-done",
        Grade.ON_PACE: "sign-disc",
        Grade.BEHIND: "sign-triangle",
        Grade.LATE: "sign-late",
        Grade.NO_DATA: "sign-ring",
        Grade.NOT_DUE: "sign-dash",
    }
    return signs[grade]


def kind_choices() -> dict[str, tuple[Kind, FactType]]:
    """What a row can be, by its word."""
    return {
        tr("目标"): (Kind.TARGET, FactType.QUANTITY),
        tr("实绩"): (Kind.ACTUAL, FactType.QUANTITY),
        tr("相对目标"): (Kind.TARGET, FactType.RELATIVE),
        tr("事项"): (Kind.TARGET, FactType.MILESTONE),
        tr("已成事项"): (Kind.ACTUAL, FactType.MILESTONE),
    }


def kind_word(kind: Kind, type_: FactType) -> str:
    """目标, 实绩, 事项…"""
    if kind is Kind.ACTUAL and type_ is FactType.RELATIVE:
        return tr("相对实绩")
    return next(word for word, pair in kind_choices().items() if pair == (kind, type_))


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
    return tr("{first} 至 {last}", first=first, last=last)


def say_reason(code: str) -> str:
    """One reason of extraction as a Chinese phrase; a code without words is a plain doubt."""
    said = reason_words(code)
    return tr("请对照原文核对") if said == code else said
