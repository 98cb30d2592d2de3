"""The columns of a list of targets: their heads, and what each shows of a target; read back, the same is looked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zonetracker.model.facts import Indicator, Target
from zonetracker.model.measure import row_unit
from zonetracker.support.i18n import tr
from zonetracker.words.facts import bound_word, judge_by_words, nature_words, polarity_words
from zonetracker.words.months import months_text
from zonetracker.words.typed import curve_text
from zonetracker.words.wording import figure, one_line, part_name

KIND = "breakdown"
"""What marks a workbook as a list of targets."""
_DIGEST = 6


class BreakdownColumn(StrEnum):
    """What a column of the list holds, in the order in which they go out; those after NOTE are not printed."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    LEVEL = "level"
    STRETCH = "stretch"
    GROWTH = "growth"
    RESPONSIBLE = "responsible"
    WEIGHT = "weight"
    DEADLINE = "deadline"
    SECTION = "section"
    NOTE = "note"
    JUDGE_BY = "judge_by"
    NATURE = "nature"
    POLARITY = "polarity"
    MONTHS = "months"
    CURVE = "curve"
    ALIASES = "aliases"


PRINTED = tuple(BreakdownColumn)[: tuple(BreakdownColumn).index(BreakdownColumn.NOTE) + 1]
OF_INDICATOR = frozenset(BreakdownColumn) - frozenset(PRINTED) - {BreakdownColumn.JUDGE_BY}
"""What belongs to the indicator and so holds for all years."""


@dataclass(frozen=True, slots=True)
class ListedTarget:
    """A target in its place in the list."""

    number: str
    depth: int
    target: Target
    indicator: Indicator


def head(column: BreakdownColumn) -> str:
    """The head over a column."""
    words = {
        BreakdownColumn.NUMBER: tr("序号"),
        BreakdownColumn.NAME: tr("指标名称"),
        BreakdownColumn.UNIT: tr("计量单位"),
        BreakdownColumn.LEVEL: tr("年度目标"),
        BreakdownColumn.STRETCH: tr("奋斗目标"),
        BreakdownColumn.GROWTH: tr("目标增速(%)"),
        BreakdownColumn.RESPONSIBLE: tr("责任单位"),
        BreakdownColumn.WEIGHT: tr("权重(分值)"),
        BreakdownColumn.DEADLINE: tr("完成时限"),
        BreakdownColumn.SECTION: tr("所属部分"),
        BreakdownColumn.NOTE: tr("备注"),
        BreakdownColumn.JUDGE_BY: tr("评价依据"),
        BreakdownColumn.NATURE: tr("指标性质"),
        BreakdownColumn.POLARITY: tr("指标方向"),
        BreakdownColumn.MONTHS: tr("出数月份"),
        BreakdownColumn.CURVE: tr("进度曲线"),
        BreakdownColumn.ALIASES: tr("别名"),
    }
    return words[column]


def choices(column: BreakdownColumn) -> tuple[str, ...]:
    """The words of which a cell of this column holds one; none where it is free."""
    words = {
        BreakdownColumn.JUDGE_BY: tuple(judge_by_words().values()),
        BreakdownColumn.NATURE: tuple(nature_words().values()),
        BreakdownColumn.POLARITY: tuple(polarity_words().values()),
    }
    return words.get(column, ())


def cells_of(row: ListedTarget) -> dict[BreakdownColumn, str]:
    """The text of every cell of a row, as it goes out and as it means that nothing was changed."""
    target, indicator = row.target, row.indicator
    stated = target.stated
    level = written(stated.value, stated.value_high) + bound_word(stated.bound)
    if stated.value is None and stated.growth is None:
        level = target.wording
    texts = {
        BreakdownColumn.NUMBER: row.number,
        BreakdownColumn.NAME: part_name(indicator.name, row.depth),
        BreakdownColumn.UNIT: row_unit(target, indicator) or "",
        BreakdownColumn.LEVEL: level,
        BreakdownColumn.STRETCH: _stretch(target),
        BreakdownColumn.GROWTH: written(stated.growth, stated.growth_high) + bound_word(stated.growth_bound),
        BreakdownColumn.RESPONSIBLE: target.responsible,
        BreakdownColumn.WEIGHT: written(target.weight),
        BreakdownColumn.DEADLINE: target.deadline or "",
        BreakdownColumn.SECTION: target.section,
        BreakdownColumn.NOTE: target.note,
        BreakdownColumn.JUDGE_BY: judge_by_words()[target.judge_by],
        BreakdownColumn.NATURE: nature_words()[indicator.nature],
        BreakdownColumn.POLARITY: polarity_words()[indicator.polarity],
        BreakdownColumn.MONTHS: months_text(indicator.months),
        BreakdownColumn.CURVE: curve_text(indicator.curve),
        BreakdownColumn.ALIASES: "、".join(indicator.aliases),
    }
    return {column: text if column is BreakdownColumn.NAME else one_line(text) for column, text in texts.items()}


def _stretch(target: Target) -> str:
    """The upper tier; of a target that has only a growth that of the growth."""
    if target.stated.value is None and target.stretch_growth is not None:
        return f"{written(target.stretch_growth)}%"
    return written(target.stretch)


def written(value: Decimal | None, high: Decimal | None = None) -> str:
    """A figure or a range as it is read back: 80, 8-8.5; below zero -5至-3."""
    if value is None:
        return ""
    below = high is not None and min(value, high) < 0
    return figure(value) if high is None else f"{figure(value)}{'至' if below else '-'}{figure(high)}"


# ---- the marks of a row


def row_key(row: ListedTarget) -> str:
    """The key of a row: which target it is, and what each of its cells held when it went out."""
    texts = cells_of(row)
    return f"{row.target.id} " + "".join(digest(texts[column]) for column in BreakdownColumn)


def sent_in(key: str) -> tuple[int, dict[BreakdownColumn, str]]:
    """The target of a key, 0 for none, and the digest of each of its cells as it went out."""
    number, _, told = key.partition(" ")
    digests = [told[start : start + _DIGEST] for start in range(0, len(told), _DIGEST)]
    known = len(digests) == len(BreakdownColumn)
    target = int(number) if number.isascii() and number.isdigit() else 0
    return target, dict(zip(BreakdownColumn, digests, strict=True)) if known else {}


def digest(text: str) -> str:
    """A few letters by which a cell is known to hold what it held."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGEST]


def title(zone: str, year: int) -> str:
    """The title of the list, also the name of its file."""
    return tr("{zone}{year}年目标任务分解表", zone=one_line(zone), year=year)
