"""Findings, and what is done with rows of a sheet or cells of a form and why, in words: one place for both fronts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zonetracker.model.bookkeeping import Asked
from zonetracker.model.checking.findings import Finding, FindingCode
from zonetracker.model.checking.limits import in_short
from zonetracker.model.duties.fillin import ReturnState
from zonetracker.model.planning import (
    Decision,
    Doubted,
    FigureDoubt,
    FormMeaning,
    FormState,
    LineState,
    Meaning,
    TableUse,
)
from zonetracker.support.i18n import tr
from zonetracker.words.wording import months as months_words

_TOLD = 4
_FEW = 2
_WHOLE_YEAR = (1, 12)


def say_finding(finding: Finding) -> str:
    """One Chinese sentence, without its full stop, for a finding."""
    return finding_words()[finding.code].format(**dict(finding.parameters))


def say_asked(asked: Sequence[Asked]) -> str:
    """What was found of several things in one sentence, once where it is the same; of many only the first are told."""
    found: dict[str, list[str]] = {}
    for one in asked:
        found.setdefault("，".join(_sentences(one.findings)), []).append(_thing(one))
    said = [tr("{thing}：{finding}", thing=_things(things), finding=told) for told, things in found.items()]
    more = tr("；等 {count} 处", count=len(asked)) if len(said) > _TOLD else ""
    return "；".join(said[:_TOLD]) + more + "。"


def _sentences(findings: Sequence[Finding]) -> Iterator[str]:
    """The sentences of findings; several months that are closed are told in one, the last."""
    closed = [dict(one.parameters) for one in findings if one.code is FindingCode.MONTH_CLOSED]
    yield from (say_finding(one) for one in findings if len(closed) < _FEW or one.code is not FindingCode.MONTH_CLOSED)
    if len(closed) >= _FEW:
        named = "、".join(tr("{year}年{month}月", **one) for one in closed)
        yield tr("{months}已结账，要改须写明原因，这几个月随即重新打开", months=named)


def _things(things: Sequence[str]) -> str:
    named = "、".join(things[:_TOLD])
    return tr("{things}等 {count} 处", things=named, count=len(things)) if len(things) > _TOLD else named


def _thing(asked: Asked) -> str:
    return in_short(asked.title, 40) + (tr("{month}月", month=asked.month) if asked.month else "")


def finding_words() -> dict[FindingCode, str]:
    """The sentence of every finding by its code; its parameters stand in braces."""
    code = FindingCode
    return {
        code.RANGE_REVERSED: tr("区间上限 {high} 小于下限 {low}"),
        code.VALUE_MISSING: tr("有单位而没有数值，请先填数值"),
        code.UNIT_DIFFERS: tr("单位“{unit}”与“{wanted}”不能比较"),
        code.GROWTH_DIFFERS: tr("填报增速 {typed}% 与按上年同期算出的 {computed}% 不一致"),
        code.CUMULATIVE_FALLS: tr("累计数 {value} 比 {month} 月的 {before} 小"),
        code.CUMULATIVE_ABOVE_LATER: tr("累计数 {value} 比后面 {month} 月的 {before} 大"),
        code.UNIT_LIKELY_OTHER: tr("{value} 与参照数 {yardstick} 相差悬殊，单位可能有误"),
        code.JUMP: tr("{value} 超过参照数 {yardstick} 的三倍"),
        code.TARGET_DISAGREES: tr("按上年 {base} 推算增速为 {implied}%，与目标增速 {growth}% 不一致"),
        code.PERIOD_ABOVE_YEAR: tr("阶段目标 {value} 大于年度目标 {whole}"),
        code.PERIOD_NOT_YEAR: tr("全年的阶段目标 {value} 与年度目标 {whole} 不同"),
        code.PERIOD_UNIT: tr("1-{month}月的阶段目标以“{unit}”计，与“{wanted}”不能比较，请先清空阶段目标"),
        code.PERIOD_FALLS: tr("阶段目标 {value} 比 1-{month}月的 {before} 小"),
        code.PERIOD_ABOVE_LATER: tr("阶段目标 {value} 比 1-{month}月的 {before} 大"),
        code.PART_EXCEEDS: tr("其中项 {part} 大于总数 {whole}"),
        code.PARTS_FALL_SHORT: tr("其中项合计 {parts} 小于总数 {whole}"),
        code.PARTS_EXCEED: tr("其中项合计 {parts} 大于总数 {whole}"),
        code.COUNT_IN_PARTS: tr("{value} 不是整数，而“{unit}”是按个数的"),
        code.COUNT_BELOW_ZERO: tr("{value} 小于零，而“{unit}”是按个数的"),
        code.GROWTH_AS_VALUE: tr("{value}% 是增速，请填在同比增长一栏，这一栏填累计数"),
        code.GROWTH_LIKELY: tr("这一项只有增速目标，{value} 像是增速；增速请填在同比增长一栏"),
        code.NO_MONTH_OF_ITS_OWN: tr("这一项 {month} 月本来没有数（出数月份不含 {month} 月）"),
        code.NOT_A_NUMBER: tr("不是数字"),
        code.FIGURE_LONG: tr("数字太长（最多 {digits} 位），请核对"),
        code.RATE_LARGE: tr("增速 {value}% 太大，请核对"),
        code.TEXT_LONG: tr("“{text}”有 {length} 个字，最多 {longest} 个，请写短些"),
        code.TEXT_ODD: tr("第 {place} 个字是不能显示的字符（{char}），请删去"),
        code.NAMELESS: tr("名称不能空着"),
        code.YEAR_BEYOND: tr("“{year}”不是可用的年份，应在 1949 至 2099 之间"),
        code.MONTH_BEYOND: tr("月份应为1至12"),
        code.NOT_A_DATE: tr("“{text}”不是日期，应写成 2023-06-30、2023-06 或 2023"),
        code.NO_REASON: tr("“{text}”不是原因，请用文字写明"),
        code.REASON_MISSING: tr("原因要用文字写明"),
        code.NOTHING_ADJUSTED: tr("新的目标和现在的一样，请改动数字"),
        code.NOTHING_REVISED: tr("核定的基数和现在的一样，请改动数字"),
        code.FIGURELESS: tr("数值和增速至少填一个；没有数字的请把类别选为“事项”或“相对目标”"),
        code.NO_PAPER: tr("依据文件要写上，以便日后核对"),
        code.MONTHS_WRONG: tr("出数月份应是 1 至 12 中的几个月"),
        code.CURVE_WRONG: tr("进度曲线要有 12 个逐月不减的累计百分数，最后一个是 100"),
        code.WEIGHT_BELOW_ZERO: tr("权重不能小于零"),
        code.NOT_A_DAY: tr("“{text}”不是日期，请写到日，如 2023-10-08"),
        code.PLACES_BEYOND: tr("小数位数应为 0 至 {most}"),
        code.EDGE_BEYOND: tr("界线和幅度应是 0 到 {most} 之间的数"),
        code.WORD_NOT_ITS_OWN: tr("每一档都要有自己的用词，不能空着，也不能和别的档相同"),
        code.DAYS_BEYOND: tr("天数应是 0 至 {most} 的整数"),
        code.BELOW_ZERO: tr("“{value}”小于零，金额和数量不能是负数"),
        code.DUE_DAY_BEYOND: tr("报送日应是 1 至 {last} 中的一天"),
        code.MONTH_CLOSED: tr("{year}年{month}月已结账，要改须写明原因，这个月随即重新打开"),
        code.YEAR_CLOSED: tr("{year}年已年终结账，清单要加须写明原因"),
        code.TARGET_ISSUED: tr("{month}月已结账，这项目标已随表报出，要改须写明原因"),
        code.PLAN_ISSUED: tr("{month}月已结账，原来的计划已随表报出，要改须写明原因"),
        code.SHEET_DIFFERS: tr("完成情况表“{column}”栏是 {there}，台账是 {here}，请重新核对；仍不一致的不要报出"),
        code.SHEET_LACKS: tr("完成情况表里没有这一项，请重新核对；仍没有的不要报出"),
        code.TEXT_DIFFERS: tr("通报里写的是 {there}，台账是 {here}，请改通报的这一处"),
        code.ANNEX_LACKS: tr("通报的附件里没有这一项，请重新核对；仍没有的不要报出"),
        code.COUNTS_DIFFER: tr("通报里{what}是 {there} 项，应为 {here} 项，请改通报的这一段"),
        code.PDF_LACKS: tr("通报的 PDF 里有数字认不出来（{there}），请换一种字体或装上公文字体"),
        code.GAUGE_DIFFERS: tr("仪表图上是 {there}，台账是 {here}，请重新核对；仍不一致的不要报出"),
        code.EDITION_UNTOLD: tr("{where}没有写明是第几版、更正了什么，请恢复自动拟定的说明"),
        code.ADJUSTMENT_UNTOLD: tr("目标年中调整过（{paper}），表和通报都没有写明，请显示“备注”栏或写进通报"),
        code.ROWS_DAMAGED: tr("有 {count} 行数据已损坏，没有列入；请先恢复备份，或移除已损坏的数据"),
        code.EDIT_STALE: tr("通报里自己写的一段（“{text}”），段里的数后来变了，请按 F2 重看"),
        code.FONT_MISSING: tr("{said}请装上公文字体，或照现在这样报出"),
        code.UNITS_CLASH: tr("实绩单位“{unit}”与目标单位“{wanted}”不能比较，没有计算，请改实绩的单位"),
        code.NOBODY_RESPONSIBLE: tr("没有责任单位，请填上"),
        code.FIGURE_OWED: tr("{months}的数还没有填，请向{unit}催报"),
        code.PROBLEM_OWED: tr("{word}，还没有填原因，请向{unit}要"),
        code.REASON_OWED: tr("{said}，确实如此的请写明原因，填错了请改"),
        code.HOLIDAY_LINE: tr(
            "节假日第 {number} 行“{text}”看不懂，请写成“2023-05-06 班”或“2023-04-29..2023-05-03 休”，一行一天或一段"
        ),
        code.SHARES_NOT_WHOLE: tr("总分各部分的名称不能重复，占比合计要等于 100%，请改占比"),
        code.SCORE_RULE_WRONG: tr("计分办法“{name}”不能用，请核对名称、类别和各个数"),
        code.SCORE_RULE_TWICE: tr("计分办法“{name}”已有，请换一个名称"),
        code.SCORE_RULE_UNKNOWN: tr("没有叫“{name}”的计分办法，请从列出的里面选"),
        code.SCORE_FIELD: tr("考核办法的“{part}”不能这样填，请核对"),
        code.LEVELS_WRONG: tr("督办的三级天数要逐级加大，如 1、10、30"),
        code.DEPARTMENT_RETIRED: tr("“{name}”自 {month} 起停用，不能再记这个月的分"),
        code.AMOUNT_MISSING: tr("要写分值"),
        code.AMOUNT_NEEDLESS: tr("否决、免责和核查不带分值，请把分值空着"),
        code.AMOUNT_WRONG: tr("分值要大于零，减分也写正数"),
        code.SHARE_BEYOND: tr("评价分按百分数填，最多 {most}"),
        code.KIND_ELSEWHERE: tr("免责只用于积分，评价分、否决、自评分和核查只用于考核得分"),
        code.ENTRY_WRONG: tr("免责要指明一条自动记分，别的种类不用指明"),
        code.WAIVED_ALREADY: tr("这一条自动记分已经免责"),
        code.TASK_UNSAID: tr("自评分和核查要写明是哪项任务，评价分要写明是哪项任务或哪一部分"),
        code.SCORE_COMPUTED: tr("这项任务的得分由完成情况算出，不能改写，要增减请用加减分"),
        code.POINTS_RULES_WRONG: tr("积分规则看不懂，请在设置里重新选一套"),
        code.POINTS_RULES_MANY: tr("积分规则最多 {most} 条"),
        code.POINTS_RULE_TWICE: tr("同一序列的同一事由只能有一条积分规则，请删去重复的"),
        code.POINTS_BEYOND: tr("分值和限额应在 {most} 以内，起始分和限额不能小于零"),
        code.POINTS_STEPS_WRONG: tr("按计划投资分档要从大到小写，如 100000:20、50000:10、0:3"),
        code.PAPERLESS: tr("没有写依据文号，确实没有的请写明原因"),
        code.DAY_AHEAD: tr("{day} 还没有到，请核对日期"),
        code.YEAR_RUNNING: tr("{day}年还没有过完，请写到月或日，如 {day}-03"),
        code.RECEIVED_EARLY: tr("交办日期 {day} 太早，应在 {earliest} 年以后"),
        code.RECEIVED_LATE: tr("交办日期 {day} 晚于时限 {deadline}"),
        code.MONEY_UNIT: tr("“{unit}”不是金额单位，请写万元或亿元"),
        code.MONEY_UNITLESS: tr("金额没有单位，请写明是万元还是亿元"),
        code.SPENT_EXCEEDS: tr("累计投资 {value} 大于总投资 {whole}"),
        code.PLAN_EXCEEDS: tr("年度计划投资 {value} 大于总投资 {whole}"),
        code.SIGN_OFF_FIRST: tr("这一项须审核销号，办结日期由“通过”填写、由“重开”清除，不能直接改"),
        code.NOT_GOING_ON: tr("这一项已经{state}，请先办理“{move}”，再填办结日期"),
        code.DONE_AFTER_PASS: tr("办结日期 {day} 晚于通过的日期 {before}，请核对日期"),
        code.WHOLE_WRONG: tr(
            "子项目只能隶属于同一年份、自己不是子项目的项目，只有一层；换年份请换所属的项目，子项目跟着走"
        ),
        code.NODES_MANY: tr("节点有 {count} 个，最多 {most} 个"),
        code.NODE_TWICE: tr("节点“{name}”已有，请换一个名称"),
        code.NODES_BACKWARDS: tr("节点“{later}”（{day}）早于排在前面的“{earlier}”（{before}）"),
        code.NODE_TOO_EARLY: tr("节点“{later}”（{day}）不能早于“{earlier}”（{before}）"),
        code.PLAN_BY_HAND: tr("节点“{node}”的计划日期是手工改的（{planned}），将按模板改为 {day}"),
        code.TEMPLATE_WRONG: tr("节点模板“{template}”不能用：要有名称，至少有一个节点，天数是整数"),
        code.STEP_NAME: tr("节点模板“{template}”第{line}行：节点名称“{node}”不能空着、不能过长，也不能和前面的相同"),
        code.STEP_TEXT: tr(
            "节点模板“{template}”第{line}行“{node}”：怎样算数和证明材料各不超过{longest}字，不能有不能显示的字符"
        ),
        code.STEP_DAYS: tr("节点模板“{template}”第{line}行“{node}”：逾期几天起为略滞后、滞后，请写0到{most}的整数"),
        code.STEP_BEFORE: tr("节点模板“{template}”第{line}行“{node}”：不早于“{text}”，但前面没有这个节点"),
        code.STEP_ANCHOR: tr("节点模板“{template}”第{line}行“{node}”：起算“{text}”要是交办日期、年度或前面的节点"),
        code.STEP_UNIT: tr(
            "节点模板“{template}”第{line}行“{node}”：从年度起算的按“月底”，其余的按工作日、日历日或个月"
        ),
        code.STEP_COUNT: tr("节点模板“{template}”第{line}行“{node}”：数目请写{least}到{most}的整数"),
        code.TEMPLATE_UNKNOWN: tr("没有叫“{template}”的节点模板，请从列出的里面选"),
        code.YEAR_UNTABLED: tr("{year}年没有节假日表，工作日按周一至周五计算"),
        code.MOVE_IMPOSSIBLE: tr("现在不能{move}，能办理的有：{moves}"),
        code.MOVE_BACKWARDS: tr("{day} 早于上一次办理（或交办）的日期 {before}，请核对日期"),
        code.AFTER_MISSING: tr("延期要写新的时限"),
        code.AFTER_EARLIER: tr("新的时限 {after} 不晚于现在的时限 {before}"),
        code.EXTENDED_LATE: tr("时限 {before} 已过，延期应在时限以前提出"),
        code.LEVEL_MISSING: tr("督办单要写明级别（蓝色、黄色或红色）"),
        code.PASSED_UNPROVEN: tr("还没有佐证材料"),
        code.SUM_ELSEWHERE: tr("指标的数请在实绩里填，这里只填进展、原因和下步措施"),
        code.EVIDENCE_EMPTY: tr("“{name}”是空文件（0 字节），请换一个文件，或只记文号"),
        code.EVIDENCE_LARGE: tr("“{name}”有 {size} MB，最多 {most} MB，请只记文号，文件另行存档"),
        code.EVIDENCE_NOTHING: tr("没有文件的佐证材料要写文号"),
        code.WHOLE_WAITS: tr("所属的项目没有填入，请先把它填入"),
        code.PLACE_UNKNOWN: tr("“{text}”不是能用的占位符，请从列出的里面选"),
        code.NOT_A_COLOUR: tr("“{text}”不是颜色，请在颜色框里选一种"),
    }


# ---- rows of a sheet


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


def return_state_word(state: ReturnState) -> str:
    """How a line of a sheet that has come back stands, as the list shows it."""
    words = {
        ReturnState.NEW: tr("填入"),
        ReturnState.ADDED: tr("补填"),
        ReturnState.SAME: tr("相同"),
        ReturnState.CONFLICT: tr("不一致"),
        ReturnState.ASKED: tr("待核对"),
        ReturnState.STOPPED: tr("不能填"),
    }
    return words[state]


def line_state_word(state: LineState) -> str:
    """How a line of a list of targets stands, as the dialog shows it."""
    words = {
        LineState.NEW: tr("新增"),
        LineState.CHANGED: tr("修改"),
        LineState.MOVED: tr("移动"),
        LineState.RESTATED: tr("改数"),
        LineState.ASKED: tr("待核对"),
        LineState.STOPPED: tr("不能填"),
        LineState.MISSING: tr("表中没有"),
    }
    return words[state]


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


def plan_doubt_words() -> dict[FigureDoubt, str]:
    """The sentence of every reason to ask by its code; its parameters stand in braces."""
    code = FigureDoubt
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
        code.SHIFTED: tr("这一行像是错了格，或与别的行合并了单元格（{cell}）"),
        code.HIDDEN: tr("在隐藏的行、列或工作表里"),
        code.OTHER_MONTH: tr("表上写的是{said}，要填的是{wanted}"),
        code.OTHER_YEAR: tr("表上写的是{said}，要填的是{wanted}"),
        code.OWN_MONTH: tr("是{said}当期的数，不是累计数"),
        code.REGION_UNCLEAR: tr("表上写的是“{said}”，看不出是不是本区的数"),
        code.NAME_LIKELY: tr("名称不完全一样，可能是“{likely}”"),
        code.UNIT_UNCLEAR: tr("没有写明单位，也没有可比的数"),
        code.NO_SINGLE_FIGURE: tr("“{value}”不是一个确定的数"),
        code.ROWS_DIFFER: tr("表中另有不同的数：{others}"),
        code.NOTHING_REPORTED: tr("数为0、增速为-100%，像是没有填报"),
        code.SIZES_OFF: tr("这一列的数多半与目标或以往的数相差悬殊，可能不是本区的、不是累计数，或单位不同"),
    }


def form_meaning_word(meaning: FormMeaning) -> str:
    """What a column asks for, as a clerk chooses it."""
    words = {
        FormMeaning.CUMULATIVE: tr("本期累计"),
        FormMeaning.GROWTH: tr("累计增速"),
        FormMeaning.OWN_MONTH: tr("当月数"),
        FormMeaning.LAST_CUMULATIVE: tr("上年同期累计"),
        FormMeaning.LAST_GROWTH: tr("上年同期增速"),
        FormMeaning.LAST_OWN_MONTH: tr("上年同月数"),
        FormMeaning.LAST_YEAR: tr("上年全年"),
        FormMeaning.TARGET: tr("年度目标"),
        FormMeaning.TARGET_GROWTH: tr("目标增速"),
        FormMeaning.COMPLETION: tr("完成率"),
        FormMeaning.NOTHING: tr("不填"),
    }
    return words[meaning]


def form_state_word(state: FormState) -> str:
    """What becomes of a cell, as the list shows it."""
    words = {
        FormState.FILLED: tr("填入"),
        FormState.LIKELY: tr("待核对"),
        FormState.UNCLEAR: tr("看不出"),
        FormState.UNKNOWN: tr("没有对上"),
        FormState.MISSING: tr("台账没有"),
        FormState.OTHER_UNIT: tr("单位不合"),
        FormState.NO_NUMBER: tr("格式不合"),
        FormState.DIFFERS: tr("不一致"),
        FormState.SAME: tr("相同"),
        FormState.LATER: tr("以后月份"),
        FormState.OTHER_REGION: tr("别的地区"),
        FormState.LEFT: tr("不填"),
    }
    return words[state]


def meaning_words(meaning: FormMeaning, year: int, months: tuple[int, int]) -> str:
    """What a cell asks for, with its time: 2022年1—9月累计."""
    if meaning in (FormMeaning.TARGET, FormMeaning.TARGET_GROWTH):
        return tr("{year}年的{what}", year=year, what=form_meaning_word(meaning))
    first, last = months
    span = months_words(last) if first == 1 else _own_months(first, last)
    time = tr("{year}年{span}", year=year, span=span) if months != _WHOLE_YEAR else tr("{year}年全年", year=year)
    if meaning in (FormMeaning.GROWTH, FormMeaning.LAST_GROWTH):
        return tr("{time}的增速", time=time)
    return tr("{time}的完成率", time=time) if meaning is FormMeaning.COMPLETION else tr("{time}的数", time=time)


def _own_months(first: int, last: int) -> str:
    if first == last:
        return tr("{month}月当月", month=first)
    return tr("{first}—{last}月", first=first, last=last)
