"""The words for what is issued: its kinds, the heads of the sheet's columns, the ways to group its rows."""

from __future__ import annotations

from zonetracker.model.issuing import Group, IssuedKind, SheetColumn
from zonetracker.support.i18n import tr
from zonetracker.words.wording import months


def issued_word(kind: str) -> str:
    """What was issued, in words; a kind of another version of the program keeps its own name."""
    words = {
        IssuedKind.SHEET: tr("完成情况表"),
        IssuedKind.SUMMARY: tr("通报"),
        IssuedKind.GAUGES: tr("仪表图"),
    }
    return next((word for known, word in words.items() if known == kind), kind)


def exported_name(book: str) -> str:
    """What the file is called into which everything in a workbook is exported, without its ending."""
    return tr("{book}-全部数据", book=book)


def group_word(group: Group) -> str:
    """By what the rows of the sheet are grouped, in words."""
    words = {Group.NONE: tr("不分组"), Group.SECTION: tr("按报告章节"), Group.RESPONSIBLE: tr("按责任单位")}
    return words[group]


def column_head(column: SheetColumn, month: int) -> str:
    """The words at the head of a column of the sheet."""
    words = {
        SheetColumn.NUMBER: tr("序号"),
        SheetColumn.NAME: tr("指标名称"),
        SheetColumn.UNIT: tr("计量单位"),
        SheetColumn.BASELINE: tr("上年实绩"),
        SheetColumn.TARGET: tr("年度目标"),
        SheetColumn.TARGET_GROWTH: tr("目标增速(%)"),
        SheetColumn.ACTUAL: tr("{months}累计", months=months(month)),
        SheetColumn.GROWTH: tr("同比增长(%)"),
        SheetColumn.COMPLETION: tr("完成年度目标(%)"),
        SheetColumn.TIME_PROGRESS: tr("序时进度(%)"),
        SheetColumn.GAP: tr("与序时进度差(百分点)"),
        SheetColumn.GROWTH_GAP: tr("与目标增速差(百分点)"),
        SheetColumn.ASSESSMENT: tr("进度评价"),
        SheetColumn.RESPONSIBLE: tr("责任单位"),
        SheetColumn.NOTE: tr("备注"),
    }
    return words[column]


def column_named(text: str) -> SheetColumn | None:
    """The column that a clerk names by its head in any month, with or without what stands in brackets, or its code."""
    text = text.strip().replace("（", "(").replace("）", ")")
    for column in SheetColumn:
        heads = {column_head(column, month) for month in range(1, 13)}
        if text == column or text in heads or text in {head.partition("(")[0] for head in heads}:
            return column
    return SheetColumn.ACTUAL if text == tr("累计") else None
