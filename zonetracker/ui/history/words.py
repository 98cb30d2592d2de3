"""Changes in words: which thing, which field, before and after."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Change
from zonetracker.support.i18n import tr
from zonetracker.words.settings import setting_parts, setting_word
from zonetracker.words.wording import one_line

Namer = Callable[[str, int], str]
_HIDDEN = frozenset(
    (
        *("id", "row_id", "indicator_id", "target_id", "actual_id", "milestone_id", "report_id", "parent_id"),
        *("position", "from_row", "raw_name", "key", "span_start", "span_end", "quote_start", "quote_end"),
        *("sha256", "text_sha256", "operation_key", "parent", "duplicate_of"),
    )
)
_IN_THE_NAME = frozenset(("name", "year", "month", "file_name"))
_FIRST = (
    "before",
    "after",
    "value",
    "value_high",
    "unit",
    "bound",
    "growth",
    "growth_high",
    "growth_bound",
    "responsible",
    "deadline",
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one row before and after; `table` and `row_id` tell the row."""

    number: int
    table: str
    row_id: int
    thing: str
    deed: str
    field: str
    before: str
    after: str


def field_changes(change: Change, name_of: Namer) -> list[FieldChange]:
    """What a change did, field by field; a row that is new or gone is told in one line."""
    before, after = change.before, change.after
    thing = thing_of(change.table, after or before or {}, name_of)

    def line(deed: str, field: str, was: str, now: str) -> FieldChange:
        return FieldChange(change.id, change.table, change.row_id, thing, deed, field, was, now)

    if change.table == "setting":
        old, new = (setting_parts(str(row.get("key")), row.get("value")) for row in (before or {}, after or {}))
        deed = tr("新增") if before is None else tr("删除") if after is None else tr("修改")
        named = [part for part in dict.fromkeys((*new, *old)) if old.get(part) != new.get(part)]
        return [line(deed, part, old.get(part, ""), new.get(part, "")) for part in named]
    if before is None or after is None:
        told = told_row(before or after or {})
        return [line(tr("新增"), "", "", told) if before is None else line(tr("删除"), "", told, "")]
    found = []
    for key in (key for key in _ordered((*after, *before)) if key not in _HIDDEN):
        was, now = value_word(key, before.get(key)), value_word(key, after.get(key))
        if was != now:
            found.append(line(tr("修改"), field_word(key), was, now))
    return found or [line(tr("修改"), tr("位置或关联"), "", "")]


def told_row(row: Mapping[str, object]) -> str:
    """A whole row in one line: its fields that say something."""
    told = []
    for key in _ordered(row):
        said = "" if key in _HIDDEN or key in _IN_THE_NAME else value_word(key, row[key])
        if said and said != tr("否"):
            told.append(f"{field_word(key)} {said}")
    return "；".join(told)


def _ordered(keys: Iterable[str]) -> list[str]:
    """The figures first, as a clerk looks for them."""
    return sorted(dict.fromkeys(keys), key=lambda key: _FIRST.index(key) if key in _FIRST else len(_FIRST))


def thing_of(table: str, row: Mapping[str, object], name_of: Namer) -> str:
    """A row by the name a clerk knows it by."""
    word = table_word(table)
    year, month = row.get("year"), row.get("month")
    period = (f"{year}年" if year else "") + (f"{month}月" if month else "")
    if table in ("target", "actual"):
        return f"{period}{word}：{one_line(name_of('indicator', _number(row, 'indicator_id')))}"
    if table == "target_adjustment":
        return f"{word}：{one_line(name_of('target', _number(row, 'target_id')))}"
    if table == "made":
        return f"{word}：{one_line(name_of('review_row', _number(row, 'row_id')))}"
    if table == "setting":
        return f"{word}：{setting_word(str(row.get('key')))}"
    for key in ("name", "file_name", "title", "raw"):
        said = row.get(key)
        if isinstance(said, str) and said:
            return f"{word}：{one_line(said)}"
    return word


def _number(row: Mapping[str, object], key: str) -> int:
    number = row.get(key)
    return number if isinstance(number, int) else 0


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
        "made": tr("确认结果"),
        "setting": tr("设置"),
        "issued": tr("留存文件"),
        "learned_name": tr("记住的叫法"),
        "sheet_mapping": tr("表格列对应"),
    }
    return words.get(table, table)


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
        "stretch": tr("奋斗目标"),
        "judge_by": tr("评价依据"),
        "wording": tr("原文表述"),
        "note": tr("备注"),
        "quote": tr("原文"),
        "source": tr("来源"),
        "origin": tr("来源"),
        "reason": tr("说明"),
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
        "mapping": tr("列对应"),
    }
    return words.get(key, key)


def value_word(key: str, value: object) -> str:
    """A kept value as a clerk reads it; long texts are cut."""
    if value is None or value == "":
        return ""
    if key in ("pinned", "typed_growth", "edited", "masked"):
        return tr("是") if value else tr("否")
    if key == "month":
        return f"{value}"
    said = _coded(key).get(str(value))
    if said is not None:
        return said
    if isinstance(value, str) and value[:1] in "[{":
        value = _listed(value)
    text = one_line(str(value))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _coded(key: str) -> dict[str, str]:
    bounds = {"=": tr("等于"), ">=": tr("以上"), "<=": tr("以内"), "~": tr("左右")}
    words: dict[str, dict[str, str]] = {
        "bound": bounds,
        "growth_bound": bounds,
        "polarity": {"higher": tr("越高越好"), "lower": tr("越低越好"), "within": tr("区间内")},
        "nature": {"flow": tr("累计型"), "level": tr("时点型")},
        "status": {
            "open": tr("未看"),
            "skipped": tr("留待以后"),
            "confirmed": tr("已确认"),
            "rejected": tr("不采用"),
        },
        "kind": {"target": tr("目标"), "actual": tr("实绩"), "sheet": tr("完成情况表"), "summary": tr("通报")},
        "type": {"quantity": tr("数量"), "relative": tr("相对目标"), "milestone": tr("事项")},
        "judge_by": {"worse": tr("取差的一项"), "level": tr("按数值"), "growth": tr("按增速")},
        "period": {"annual": tr("全年"), "cumulative": tr("多年累计")},
    }
    return words.get(key, {})


def _listed(text: str) -> str:
    """A list or a set of fields kept as JSON, in a line."""
    try:
        held = json.loads(text)
    except ValueError:
        return text
    if isinstance(held, list):
        return "、".join(str(each) for each in held)
    if isinstance(held, dict):
        told = [(str(key), each) for key, each in held.items() if each not in (None, "")]
        return "；".join(f"{field_word(key)} {value_word(key, each)}" for key, each in told)
    return str(held)
