"""The words for what is issued: its kinds, the heads of the sheet's columns, the ways to group its rows."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.bookkeeping import Adjustment, Closing, StepKind
from zonetracker.model.closing.corrections import Correction
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import ExtraSheet, Group, IssuedKind, SheetColumn, Template
from zonetracker.support.i18n import tr
from zonetracker.words.wording import goal_words, months, one_line


def issued_word(kind: str) -> str:
    """What was issued, in words; a kind of another version of the program keeps its own name."""
    words = {
        IssuedKind.SHEET: tr("完成情况表"),
        IssuedKind.SUMMARY: tr("通报"),
        IssuedKind.GAUGES: tr("仪表图"),
        IssuedKind.YEAR_END: tr("年终完成情况表"),
        IssuedKind.REPORTING: tr("报送情况表"),
        IssuedKind.CHASES: tr("催报单"),
        IssuedKind.DISPATCH: tr("调度清单"),
        IssuedKind.PROJECTS: tr("重点项目进展情况表"),
        IssuedKind.STAGES: tr("项目阶段汇总表"),
        IssuedKind.MILESTONES: tr("事项（督查）台账"),
        IssuedKind.QUARTER: tr("开门红表"),
        IssuedKind.POINTS: tr("积分台账"),
        IssuedKind.SCORES: tr("考核得分表"),
        IssuedKind.RANKING: tr("得分排名表"),
        IssuedKind.BOARD_LISTS: tr("红黑榜"),
        IssuedKind.CLAIMS: tr("自评与核定对照表"),
    }
    return next((word for known, word in words.items() if known == kind), kind)


def step_word(kind: StepKind) -> str:
    """What a step of the way from a printed figure back to its sources is."""
    words = {
        StepKind.RESULT: tr("这个数"),
        StepKind.WORKING: tr("怎样算的"),
        StepKind.TARGET: tr("目标"),
        StepKind.SENTENCE: tr("出自"),
        StepKind.ADJUSTMENT: tr("调整"),
        StepKind.ACTUAL: tr("实绩"),
        StepKind.ENTRY: tr("经手"),
        StepKind.REASON: tr("说明"),
    }
    return words[kind]


_CORRECTED = 12
_NAMED = 6


def edition_mark(edition: int) -> str:
    """What stands behind a title from the second edition on."""
    return tr("（第{edition}版）", edition=edition) if edition > 1 else ""


def corrections_note(edition: int, corrections: Sequence[Correction], since: Sequence[Correction] = ()) -> str:
    """What an edition changes of what was given out before, and what was changed after it; "" where that is nothing."""
    first = tr("本期为第{edition}版", edition=edition) if edition > 1 else ""
    told, later = _told(corrections), _told(since)
    counted = tr("{count}项数据有更正：{told}", count=len(corrections), told=told) if told else ""
    changed = tr("结账以后改动{count}项，本期按改动后的数字：{told}", count=len(since), told=later) if later else ""
    said = "，".join(part for part in (first, counted) if part)
    said = "；".join(part for part in (said, changed) if part)
    return tr("更正说明：{said}。", said=said) if said else ""


def _told(corrections: Sequence[Correction]) -> str:
    more = tr("等") if len(corrections) > _CORRECTED else ""
    return "；".join(map(correction_words, corrections[:_CORRECTED])) + more


def original_words(one: Adjustment) -> str:
    """The goal that an adjusted target had before, for the remarks of the sheet, with the paper that changed it."""
    before, after = (goal_words(side, side.unit or "") or tr("没有数字") for side in (one.before, one.after))
    words = tr("原目标{before}，{month}月起调整为{after}", before=before, month=one.from_month, after=after)
    return words + (tr("（{paper}）", paper=one_line(one.paper)) if one.paper.strip() else "")


def correction_words(one: Correction) -> str:
    """A correction in a line: what, of when, before and after, and why."""
    when = tr("{year}年{months}", year=one.year, months=months(one.month)) if one.month else tr("年度目标")
    before, after = (goal_words(side, side.unit or one.unit) if side else "" for side in (one.before, one.after))
    if not before:
        said = tr("补报{after}", after=after)
    elif not after:
        said = tr("{before}撤销", before=before)
    else:
        said = tr("由{before}改为{after}", before=before, after=after)
    reason = tr("（{reason}）", reason=one_line(one.reason)) if one.reason else ""
    return f"{one_line(one.name)}{when}{said}{reason}"


def difference_words(name: str, ledger: Stated, report: Stated) -> str:
    """What the ledger and a report say of one figure."""
    said = {"ledger": goal_words(ledger, ledger.unit or ""), "report": goal_words(report, report.unit or "")}
    return tr("{name}：台账 {ledger}，报告 {report}", name=one_line(name), **said)


def closing_words(closing: Closing | None) -> str:
    """How a month stands, for the head of a page; "" for one that was never closed."""
    if closing is None:
        return ""
    said = {"month": closing.month, "edition": closing.edition}
    if closing.stands:
        return tr("{month}月已结账（第{edition}版，{date}）", date=closing.closed_on[:10], **said)
    return tr("{month}月已重新打开（第{edition}版已出；{reason}）", reason=one_line(closing.reason), **said)


def year_closing_words(closing: Closing | None) -> str:
    """How the list of a year stands, for the head of a page; "" for one that was never closed."""
    if closing is None:
        return ""
    if closing.stands:
        return tr("已年终结账（{date}）", date=closing.closed_on[:10])
    return tr("年终结账后已重新打开（{reason}）", reason=one_line(closing.reason))


def missing_words(month: int, missing: Sequence[str]) -> str:
    """Which figures of a month are still to be filled in."""
    more = tr("等") if len(missing) > _NAMED else ""
    named = "、".join(map(one_line, missing[:_NAMED])) + more
    return tr("{month}月还有 {count} 项待填：{named}。", month=month, count=len(missing), named=named)


def exported_name(book: str) -> str:
    """What the file is called into which everything in a workbook is exported, without its ending."""
    return tr("{book}-全部数据", book=book)


def usual_template(template: Template) -> str:
    """A text of the summary as the program words it."""
    words = {
        Template.TITLE: tr("关于{区名}{时段}主要目标任务完成情况的通报"),
        Template.OPENING: tr("{截至}，列入跟踪的目标任务共{总数}项：{分类}。"),
        Template.ECONOMY: tr("主要经济指标"),
        Template.COUNTED: tr("量化指标"),
        Template.MILESTONES: tr("重点项目和民生实事"),
        Template.BEHIND: tr("未达序时清单"),
        Template.MISSED: tr("未完成清单"),
        Template.MISSING: tr("未报送数据的指标"),
        Template.RANKING: tr("责任单位排名"),
        Template.CLOSING: tr("请有关责任单位对照清单查明原因，拿出措施，限期赶上。"),
        Template.CLOSING_YEAR: tr("请有关责任单位对照清单书面说明原因。"),
    }
    return words[template]


def template_word(template: Template) -> str:
    """What a text is called where it is edited."""
    words = {
        Template.TITLE: tr("标题"),
        Template.OPENING: tr("开头"),
        Template.ECONOMY: tr("第一部分标题"),
        Template.COUNTED: tr("第二部分标题"),
        Template.MILESTONES: tr("第三部分标题"),
        Template.BEHIND: tr("清单标题"),
        Template.MISSED: tr("清单标题（全年）"),
        Template.MISSING: tr("催报标题"),
        Template.RANKING: tr("排名标题"),
        Template.CLOSING: tr("结尾要求"),
        Template.CLOSING_YEAR: tr("结尾要求（全年）"),
    }
    return words[template]


def group_word(group: Group) -> str:
    """By what the rows of the sheet are grouped, in words."""
    words = {Group.NONE: tr("不分组"), Group.SECTION: tr("按报告章节"), Group.RESPONSIBLE: tr("按责任单位")}
    return words[group]


def extra_word(sheet: ExtraSheet) -> str:
    """What a further sheet of the workbook is called."""
    words = {
        ExtraSheet.CHART: tr("完成率图"),
        ExtraSheet.ACTUALS: tr("各月实绩"),
        ExtraSheet.COMPLETIONS: tr("各月完成率"),
    }
    return words[sheet]


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
        SheetColumn.LAST_YEAR: tr("上年同期"),
        SheetColumn.FORECAST: tr("全年预计"),
        SheetColumn.NEEDED: tr("月均需完成"),
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
