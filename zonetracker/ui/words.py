"""The words for codes: marks, kinds, states and the reasons that extraction gives."""

from __future__ import annotations

from zonetracker.extraction.reasons import reason_words
from zonetracker.model.facts import FactType, Kind, ReviewStatus
from zonetracker.services.review import Mark
from zonetracker.support.i18n import tr


def mark_word(mark: Mark) -> str:
    """A mark as glyph and word, so that it can be read without its colour."""
    words = {
        Mark.SURE: tr("◆ 可信"),
        Mark.CONFIRMED: tr("✔ 已确认"),
        Mark.LOOK: tr("? 待看"),
        Mark.FAILS: tr("! 不符"),
        Mark.SKIPPED: tr("… 稍后"),
        Mark.REJECTED: tr("✕ 不采用"),
    }
    return words[mark]


def mark_shade(mark: Mark) -> str:
    """The colour of a mark, by its name in theme.Shades."""
    names = {Mark.SURE: "sure", Mark.CONFIRMED: "confirmed", Mark.LOOK: "look", Mark.FAILS: "fails"}
    return names.get(mark, "muted")


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
