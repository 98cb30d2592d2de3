"""The columns of a fill-in sheet and their heads: what is written is what is looked for when it comes back."""

from __future__ import annotations

import re
from enum import StrEnum

from zonetracker.support.i18n import tr
from zonetracker.words.wording import months, one_line

_TITLE = re.compile(r"填报表\s*[（(](.+?)[）)]\s*(?:\([0-9]+\))?(?:\.\w+)?$")


class FillInColumn(StrEnum):
    """What a column of a fill-in sheet holds."""

    NUMBER = "number"
    NAME = "name"
    UNIT = "unit"
    TARGET = "target"
    LAST_MONTH = "last_month"
    LAST_YEAR = "last_year"
    VALUE = "value"
    GROWTH = "growth"
    PROBLEM = "problem"
    ITEM = "item"
    DEADLINE = "deadline"
    PLAN = "plan"
    INVESTED = "invested"
    PROGRESS = "progress"
    NEXT_STEP = "next_step"
    DONE_ON = "done_on"


TARGET_COLUMNS = (
    FillInColumn.NUMBER,
    FillInColumn.NAME,
    FillInColumn.UNIT,
    FillInColumn.TARGET,
    FillInColumn.LAST_MONTH,
    FillInColumn.LAST_YEAR,
    FillInColumn.VALUE,
    FillInColumn.GROWTH,
    FillInColumn.PROBLEM,
)
ITEM_COLUMNS = (
    FillInColumn.NUMBER,
    FillInColumn.ITEM,
    FillInColumn.DEADLINE,
    FillInColumn.PROGRESS,
    FillInColumn.PROBLEM,
    FillInColumn.NEXT_STEP,
    FillInColumn.DONE_ON,
)
PROJECT_COLUMNS = (
    *ITEM_COLUMNS[:3],
    FillInColumn.UNIT,
    FillInColumn.PLAN,
    FillInColumn.INVESTED,
    *ITEM_COLUMNS[3:],
)
"""Those of a sheet that has projects among its milestones."""
WORDS = (FillInColumn.PROGRESS, FillInColumn.PROBLEM, FillInColumn.NEXT_STEP)
"""What is filled in as text."""
OPEN = frozenset({FillInColumn.VALUE, FillInColumn.GROWTH, FillInColumn.INVESTED, FillInColumn.DONE_ON, *WORDS})
"""What the unit fills in."""


def head(column: FillInColumn, year: int, month: int) -> str:
    """The head over a column in the sheet of a month."""
    before = tr("\n({months})", months=months(month - 1)) if month > 1 else ""
    words = {
        FillInColumn.NUMBER: tr("序号"),
        FillInColumn.NAME: tr("指标名称"),
        FillInColumn.UNIT: tr("计量单位"),
        FillInColumn.TARGET: tr("{year}年目标", year=year),
        FillInColumn.LAST_MONTH: tr("上月累计") + before,
        FillInColumn.LAST_YEAR: tr("上年同期\n({year}年{months})", year=year - 1, months=months(month)),
        FillInColumn.VALUE: tr("{months}累计", months=months(month)),
        FillInColumn.GROWTH: tr("同比增长(%)"),
        FillInColumn.PROBLEM: tr("落后或未完成的原因"),
        FillInColumn.PLAN: tr("年度计划投资"),
        FillInColumn.INVESTED: tr("{months}累计投资", months=months(month)),
        FillInColumn.PROGRESS: tr("形象进度(进展情况)"),
        FillInColumn.NEXT_STEP: tr("下步措施"),
        FillInColumn.ITEM: tr("重点事项"),
        FillInColumn.DEADLINE: tr("完成时限"),
        FillInColumn.DONE_ON: tr("办结日期"),
    }
    return words[column]


def filler_labels() -> tuple[str, ...]:
    """The words beside which a unit says who filled the sheet in (the first), how to reach them, and when."""
    return tr("填报人："), tr("联系电话："), tr("日期：")


def title(zone: str, unit: str, year: int, month: int) -> str:
    """The title of a unit's sheet, also the beginning of its file's name."""
    return tr(
        "{zone}{year}年{months}目标任务填报表（{unit}）",
        zone=one_line(zone),
        year=year,
        months=months(month),
        unit=one_line(unit),
    )


def unit_in_title(text: str) -> str:
    """The unit that a title or a file's name speaks of; "" for none."""
    found = _TITLE.search(text)
    return found[1].strip() if found is not None else ""
