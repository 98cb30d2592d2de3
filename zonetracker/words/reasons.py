"""The codes that say what made a row less (or more) than sure, and their words for the screen."""

from __future__ import annotations

from collections.abc import Iterable

from zonetracker.support.i18n import tr


def say_reason(code: str) -> str:
    """A reason in words, by the part before its colon (year_guessed:title); a code without words is a plain doubt."""
    return reason_words().get(code.partition(":")[0]) or tr("请对照原文核对")


_NO_DOUBT = frozenset(
    (
        "name_known",
        "name_measured",
        "name_headed",
        "subject_known",
        "year_said",
        "kind_by_word",
        "milestone",
        "relative",
        "from_table",
    )
)
"""Codes that speak for a row, or say only what it is."""


def say_doubts(codes: Iterable[str]) -> list[str]:
    """Why a row is to be looked at, in words: what speaks for it is left out."""
    return [say_reason(code) for code in codes if code.partition(":")[0] not in _NO_DOUBT]


def reason_words() -> dict[str, str]:
    """The words of every reason by its code."""
    return {
        "name_known": tr("名称是已知指标"),
        "name_measured": tr("名称以计量词结尾"),
        "name_headed": tr("名称以动词开头"),
        "subject_known": tr("所属名称是已知指标"),
        "name_learned": tr("名称按以往的更正"),
        "subject_carried": tr("本句没有主语，名称承上文"),
        "name_guessed": tr("名称取自前一分句"),
        "name_around": tr("名称由数字前后的词拼成"),
        "name_far": tr("名称取自较远的上文"),
        "words_left": tr("数字旁有词没有收进名称"),
        "name_close": tr("名称有两种相近的读法"),
        "name_shared": tr("与后面的数字共用一个名称"),
        "name_after": tr("名称在数字之后"),
        "name_short": tr("名称很短"),
        "name_long": tr("名称很长"),
        "name_list": tr("名称里有并列项"),
        "name_verb_inside": tr("名称中间有动词"),
        "name_odd": tr("名称开头或结尾不像名称"),
        "name_strange": tr("名称用词少见"),
        "name_unusual": tr("名称有一部分用词少见"),
        "name_filler": tr("名称里夹有将、共、累计等词"),
        "name_dated": tr("名称里有年份或数字"),
        "name_again": tr("同名的另一行数字不同"),
        "name_bare": tr("名称缺少所属的对象"),
        "description": tr("像是对某一事物的描述，不是指标"),
        "name_plain": tr("名称不含计量词"),
        "part_of_whole": tr("名称按所属总项补全"),
        "name_with_unit": tr("同名的另一个数字单位不同，名称补了单位"),
        "shared_figure": tr("几项共用一个数字"),
        "base_of_change": tr("是变化前的数"),
        "change": tr("是变化量，不是水平"),
        "rank": tr("是位次"),
        "growth_in_words": tr("增速用文字表述"),
        "numeral_in_words": tr("数字用汉字书写"),
        "ocr_slip": tr("数字里有错字，已按唯一可能的读法改正"),
        "misread": tr("扫描件上有字可能认错，请对照原页"),
        "converted": tr("由两级单位合成（如3元2角），已换算"),
        "unit_missing": tr("没有单位"),
        "unit_bare": tr("单位只有万、亿"),
        "unit_against_name": tr("单位与名称不相称"),
        "name_clause": tr("名称像半句话"),
        "name_brief": tr("名称只有几个字"),
        "name_composed": tr("名称由上文拼成，不是已知指标"),
        "unit_unusual": tr("单位与该指标常用单位不同"),
        "share_unnamed": tr("百分比没有写明是什么率"),
        "masked": tr("数字被遮盖"),
        "year_guessed": tr("年份由文件推断"),
        "time_disputed": tr("从上下文看，更像另一年份或另一类"),
        "time_open": tr("上下文不足以断定年份和类别"),
        "year_missing": tr("年份不明"),
        "year_said": tr("年份由句中词语确定"),
        "year_far": tr("年份在同一句的另一处写明"),
        "years_near": tr("同一句里有几个年份"),
        "kind_near_both": tr("同一句里既有计划的词语，又有完成的词语"),
        "time_by_text": tr("年份和目标、实绩由上文句子确定"),
        "time_of_document": tr("年份只由全文的日期确定"),
        "months_open": tr("说不清是哪几个月的数（标题只写了一个月或一个季度，或分号前写了月份）"),
        "kind_by_word": tr("目标或实绩由句中词语确定"),
        "heading": tr("出自标题"),
        "clause_long": tr("分句很长"),
        "from_table": tr("出自表格"),
        "table_unit_from_caption": tr("单位取自表上方的说明"),
        "table_name_composed": tr("名称按表名或上级指标补全"),
        "table_group": tr("是分组的数字，名称按表头补全"),
        "table_earlier": tr("表中另有更近时期的数字"),
        "table_part_of_year": tr("是分期目标，不作全年目标"),
        "table_own_months": tr("是当月或当季数，不是累计数"),
        "value_unread": tr("单元格里的数值读不出"),
        "growth_unread": tr("单元格里的增速读不出"),
        "cell_error": tr("单元格显示公式出错"),
        "cell_formula": tr("公式没有保存结果"),
        "head_unknown": tr("看不出这一列表头的意思"),
        "months_unclear": tr("没有写明是当月数还是累计数"),
        "times_differ": tr("标题和表头写的月份或年份不同"),
        "growth_unclear": tr("看不出增速是哪一列数值的"),
        "fractions": tr("增速像是没有乘以100的小数"),
        "shifted": tr("这一行的单元格像是错了位"),
        "twice": tr("同一指标有两个不同的数字"),
        "milestone": tr("重点事项"),
        "event_plain": tr("事项名称较笼统"),
        "event_carried": tr("事项名称承上文"),
        "event_acted": tr("事项名称在动词之后"),
        "event_status": tr("是称号或身份"),
        "relative": tr("没有数字的目标"),
    }
