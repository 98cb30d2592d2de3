"""Why a row of a sheet is asked about, and what is done with it, in words: one place for command line and window."""

from __future__ import annotations

from zonetracker.model.planning import Decision, Doubted, Meaning, PlanDoubt, TableUse
from zonetracker.support.i18n import tr


def decision_word(decision: Decision) -> str:
    """What is done with a row, as a table shows it."""
    words = {
        Decision.NEW: tr("填入"),
        Decision.CHANGED: tr("更新"),
        Decision.CLEARED: tr("清除"),
        Decision.SAME: tr("相同"),
        Decision.ASKED: tr("待核对"),
        Decision.UNKNOWN: tr("未对上"),
        Decision.LEFT: tr("不导入"),
    }
    return words[decision]


def meaning_word(meaning: Meaning) -> str:
    """What a column is taken for, as a list shows it."""
    words = {
        Meaning.NAME: tr("指标名称"),
        Meaning.UNIT: tr("计量单位"),
        Meaning.VALUE: tr("累计数"),
        Meaning.GROWTH: tr("同比增长"),
        Meaning.OWN_MONTH: tr("当期数"),
        Meaning.OTHER_TIME: tr("别的年月"),
        Meaning.OTHER_REGION: tr("别的地区"),
        Meaning.TARGET: tr("目标"),
        Meaning.NOTHING: tr("不用"),
    }
    return words[meaning]


def use_word(use: TableUse) -> str:
    """Whether a table is used, as a list shows it."""
    words = {
        TableUse.USED: tr("使用"),
        TableUse.TAKEN: tr("照用"),
        TableUse.LEFT: tr("不用"),
        TableUse.UNUSED: tr("没有要填的数"),
        TableUse.HIDDEN: tr("隐藏"),
        TableUse.OTHER_TIME: tr("别的年月"),
        TableUse.OTHER_REGION: tr("别的地区"),
    }
    return words[use]


def unused_words(use: TableUse, count: int) -> str:
    """How many tables of a file are kept out for a reason that a clerk should know; "" for none."""
    words = {
        TableUse.HIDDEN: tr("隐藏的表 {count} 个"),
        TableUse.OTHER_TIME: tr("别的年月的表 {count} 个"),
        TableUse.OTHER_REGION: tr("别的地区的表 {count} 个"),
    }
    return words[use].format(count=count) if count and use in words else ""


def say_doubt(doubt: Doubted) -> str:
    """One sentence, without its full stop, for a reason to ask."""
    return plan_doubt_words()[doubt.code].format(**dict(doubt.parameters))


def plan_doubt_words() -> dict[PlanDoubt, str]:
    """The sentence of every reason to ask by its code; its parameters stand in braces."""
    code = PlanDoubt
    return {
        code.VALUE_UNREAD: tr("“{value}”看不出是多少"),
        code.GROWTH_UNREAD: tr("增速“{growth}”不是百分数，不填增速可只填数值"),
        code.CELL_ERROR: tr("单元格里是公式出错的提示（{cell}）"),
        code.CELL_FORMULA: tr("单元格里的公式还没有算出结果，请用 Excel 或 WPS 打开该表并保存后再导入"),
        code.HEAD_UNKNOWN: tr("看不出这一列“{head}”是什么数"),
        code.MONTHS_UNCLEAR: tr("表上没有写明是累计数还是当月数"),
        code.TIMES_DIFFER: tr("表上几处写的时间不一样"),
        code.GROWTH_UNCLEAR: tr("看不出增速“{growth}”是哪一列数的"),
        code.FRACTIONS: tr("增速一列都小于1，看不出“{growth}”是百分数还是小数"),
        code.TWICE: tr("同样的表头有两列"),
        code.HIDDEN: tr("在隐藏的行、列或工作表里"),
        code.OTHER_MONTH: tr("表上写的是{said}，要填的是{wanted}"),
        code.OTHER_YEAR: tr("表上写的是{said}，要填的是{wanted}"),
        code.OWN_MONTH: tr("是{said}当期的数，不是累计数"),
        code.REGION_UNCLEAR: tr("表上写的是“{said}”，看不出是不是本区的数"),
        code.NAME_LIKELY: tr("名称不完全一样，可能是“{likely}”"),
        code.UNIT_UNCLEAR: tr("没有写明单位，也没有可比的数"),
        code.NO_SINGLE_FIGURE: tr("“{value}”不是一个确定的数"),
        code.ROWS_DIFFER: tr("表中另有不同的数：{others}"),
        code.SIZES_OFF: tr("这一列的数多半与目标或以往的数相差悬殊，可能不是本区的、不是累计数，或单位不同"),
    }
