"""What the workbook keeps, in words: its tables, their fields, and the codes that stand in them."""

from __future__ import annotations

import json

from zonetracker.model.bookkeeping import DamagedRow
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import (
    ActionKind,
    ActionSubject,
    Bound,
    FactType,
    Kind,
    ReviewStatus,
    TaskKind,
    WarningLevel,
)
from zonetracker.model.issuing import IssuedKind
from zonetracker.model.reports.frame import frame_from_data, written_from_text
from zonetracker.support.i18n import tr
from zonetracker.words.facts import bound_word, department_kind_words, judge_by_words, nature_words, polarity_words
from zonetracker.words.framing import frame_words, written_word
from zonetracker.words.issuing import issued_word
from zonetracker.words.milestones.acting import action_word, level_word
from zonetracker.words.milestones.following import cycle_words
from zonetracker.words.reasons import say_reason
from zonetracker.words.review import kind_word, period_word, status_word, type_word
from zonetracker.words.scores.points import account_words, points_kind_words
from zonetracker.words.wording import one_line

_LONGEST, _LONGEST_READ = 300, 10_000
FLAGS = frozenset({"pinned", "typed_growth", "edited", "masked", "signoff", "reached"})
"""Fields that only say whether something is so."""


def table_word(table: str) -> str:
    """What a table holds, in words."""
    words = {
        "report": tr("报告"),
        "review_row": tr("提取行"),
        "indicator": tr("指标"),
        "target": tr("目标"),
        "target_adjustment": tr("目标调整"),
        "milestone": tr("事项"),
        "actual": tr("实绩"),
        "made": tr("报告行的入账"),
        "setting": tr("设置"),
        "issued": tr("已出文件"),
        "learned_name": tr("记住的叫法"),
        "sheet_mapping": tr("表格列对应"),
        "filing": tr("报送"),
        "department": tr("责任单位"),
        "closing": tr("结账"),
        "node": tr("节点"),
        "action": tr("办理记录"),
        "evidence": tr("佐证材料"),
        "period_target": tr("阶段目标"),
        "points": tr("加减分"),
        "content": tr("原始文件"),
        "book": tr("工作簿"),
        "pieces": tr("长文分段"),
    }
    return words.get(table, table)


def damage_sentence(one: DamagedRow) -> str:
    """One damaged row in a sentence."""
    told = tr("（{told}）", told=one.told) if one.told else ""
    where = tr("{table}第{number}号", table=table_word(one.table), number=one.row_id)
    return tr("{where}{told}已损坏，未列入：{why}。", where=where, told=told, why=one.why)


def damage_counted(count: int) -> str:
    """That so many rows are left out of what is shown or made; "" for none."""
    return tr("有{count}行数据已损坏，未列入。", count=count) if count else ""


def field_word(key: str) -> str:
    """A field in words."""
    words = {
        "name": tr("名称"),
        "unit": tr("单位"),
        "value": tr("数值"),
        "value_high": tr("数值上限"),
        "bound": tr("口径"),
        "growth": tr("增速"),
        "growth_high": tr("增速上限"),
        "growth_bound": tr("增速口径"),
        "year": tr("年份"),
        "month": tr("月份"),
        "period": tr("期间"),
        "section": tr("章节"),
        "deadline": tr("时限"),
        "done_on": tr("办结日期"),
        "responsible": tr("责任单位"),
        "weight": tr("权重"),
        "score_rule": tr("计分办法"),
        "to_month": tr("到几月"),
        "department_id": tr("责任单位编号"),
        "account": tr("计入"),
        "amount": tr("分数"),
        "part": tr("组成部分"),
        "entry": tr("自动记分代号"),
        "stretch": tr("奋斗目标"),
        "stretch_growth": tr("奋斗增速"),
        "judge_by": tr("评价依据"),
        "wording": tr("原文表述"),
        "note": tr("备注"),
        "quote": tr("原文"),
        "source": tr("来源"),
        "origin": tr("出处"),
        "reason": tr("说明"),
        "problem": tr("原因"),
        "reasons": tr("提取依据"),
        "status": tr("审核"),
        "edited": tr("改过"),
        "kind": tr("类别"),
        "type": tr("类型"),
        "masked": tr("数字被隐去"),
        "confidence": tr("把握"),
        "category": tr("类别"),
        "polarity": tr("方向"),
        "nature": tr("性质"),
        "typed_growth": tr("增速只填不算"),
        "months": tr("出数月份"),
        "curve": tr("进度曲线"),
        "aliases": tr("别名"),
        "pinned": tr("关注"),
        "before": tr("调整前"),
        "after": tr("调整后"),
        "from_month": tr("自几月起"),
        "paper": tr("批准文件"),
        "title": tr("标题"),
        "media": tr("文件类型"),
        "imported_at": tr("导入时间"),
        "file_name": tr("文件名"),
        "size": tr("大小（字节）"),
        "made_at": tr("留存时间"),
        "raw": tr("报告里的叫法"),
        "corrected": tr("更正为"),
        "mapping": tr("列对应"),
        "contact": tr("联系人"),
        "due_day": tr("报送日"),
        "checklist": tr("清单"),
        "code": tr("编号（项目代码）"),
        "requirement": tr("目标要求"),
        "leader": tr("责任领导"),
        "whole_id": tr("所属项目编号"),
        "cycle": tr("报送周期"),
        "received_on": tr("交办日期"),
        "template": tr("节点模板"),
        "signoff": tr("销号须审核"),
        "builder": tr("建设单位"),
        "scale": tr("建设内容及规模"),
        "construction": tr("建设性质"),
        "industry": tr("行业"),
        "investment": tr("总投资"),
        "fixed_assets": tr("其中固定资产投资"),
        "spent_before": tr("至上年底累计"),
        "year_plan": tr("年度计划投资"),
        "money_unit": tr("金额单位"),
        "series": tr("序列"),
        "retired_from": tr("自几月起停用"),
        "supplier": tr("数据提供单位"),
        "derive": tr("由项目统计"),
        "reported_on": tr("报送日期"),
        "progress": tr("进展情况"),
        "next_step": tr("下步措施"),
        "planned": tr("计划日期"),
        "reached": tr("已完成"),
        "meaning": tr("认定标准"),
        "papers": tr("佐证要求"),
        "behind_after": tr("逾期几天算略滞后"),
        "late_after": tr("逾期几天算滞后"),
        "subject": tr("对象"),
        "subject_id": tr("对象编号"),
        "day": tr("日期"),
        "level": tr("督办级别"),
        "words": tr("内容"),
        "paper_no": tr("文号"),
        "node_id": tr("节点编号"),
        "added_on": tr("收到日期"),
        "edition": tr("第几版"),
        "closed_on": tr("结账时间"),
        "reopened_on": tr("重新打开时间"),
        "frame": tr("成文情况"),
        "written": tr("指定的成文日期"),
        "id": tr("编号"),
        "position": tr("次序"),
        "key": tr("代号"),
        "raw_name": tr("提取时的名称"),
        "report_id": tr("报告编号"),
        "row_id": tr("提取行编号"),
        "indicator_id": tr("指标编号"),
        "target_id": tr("目标编号"),
        "actual_id": tr("实绩编号"),
        "milestone_id": tr("事项编号"),
        "parent_id": tr("上级目标编号"),
        "parent": tr("上级行代号"),
        "duplicate_of": tr("重复于（代号）"),
        "span_start": tr("数字起点"),
        "span_end": tr("数字终点"),
        "quote_start": tr("原文起点"),
        "quote_end": tr("原文终点"),
        "from_row": tr("由报告带入"),
        "task": tr("任务类别"),
        "task_id": tr("任务编号"),
        "operation_key": tr("导入代号"),
        "sha256": tr("校验码"),
        "text_sha256": tr("文字校验码"),
        "layout_sha256": tr("版面校验码"),
        "bytes": tr("内容"),
        "table": tr("表"),
        "of": tr("所在行"),
        "field": tr("字段"),
        "number": tr("第几段"),
        "text": tr("文字"),
    }
    return words.get(key, key)


def value_word(key: str, value: object) -> str:
    """A kept value as a clerk reads it; long texts are cut."""
    if isinstance(value, str):
        value = value[:_LONGEST_READ]
    try:
        return _value_word(key, value)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # no program of ours wrote it so
        return in_short(str(value), _LONGEST)


def _value_word(key: str, value: object) -> str:
    if value is None or value == "":
        return ""
    if key in FLAGS:
        return tr("是") if value else tr("否")
    said = _code_words(key).get(str(value))
    if said is not None:
        return said
    if key == "period":
        return period_word(str(value))
    if key == "written":
        return written_word(written_from_text(str(value)))
    if key == "frame":
        return frame_words(frame_from_data(json.loads(str(value))))
    if isinstance(value, str) and value[:1] in "[{":
        value = _listed(key, value)
    text = one_line(str(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _code_words(key: str) -> dict[str, str]:
    """The words for the codes that stand in a field, by code."""
    bounds = {bound.value: bound_word(bound) or tr("等于") for bound in Bound}
    words: dict[str, dict[str, str]] = {
        "bound": bounds,
        "growth_bound": bounds,
        "polarity": {code.value: word for code, word in polarity_words().items()},
        "nature": {code.value: word for code, word in nature_words().items()},
        "judge_by": {code.value: word for code, word in judge_by_words().items()},
        "cycle": {code.value: word for code, word in cycle_words().items()},
        "level": {code.value: level_word(code) for code in WarningLevel},
        "subject": {ActionSubject.MILESTONE.value: tr("事项"), ActionSubject.DEPARTMENT.value: tr("责任单位")},
        "account": {code.value: word for code, word in account_words().items()},
        "task": {TaskKind.TARGET.value: tr("目标"), TaskKind.MILESTONE.value: tr("事项")},
        "status": {status.value: status_word(status) for status in ReviewStatus},
        "type": {type_.value: type_word(type_) for type_ in FactType},
        "kind": {
            **{kind.value: kind_word(kind, FactType.QUANTITY) for kind in Kind},
            **{kind.value: issued_word(kind) for kind in IssuedKind},
            **{kind.value: action_word(kind) for kind in ActionKind},
            **{kind.value: word for kind, word in department_kind_words().items()},
            **{kind.value: word for kind, word in points_kind_words().items()},
        },
    }
    return words.get(key, {})


def _listed(key: str, text: str) -> str:
    """A list or a set of fields kept as JSON, in a line."""
    try:
        held = json.loads(text)
    except ValueError:
        return text
    if isinstance(held, list):
        return "、".join(say_reason(str(each)) if key == "reasons" else str(each) for each in held)
    if isinstance(held, dict):
        told = [(str(name), each) for name, each in held.items() if each not in (None, "")]
        return "；".join(f"{field_word(name)} {value_word(name, each)}" for name, each in told)
    return str(held)
