"""Settings of the workbook in words: what each part of a kept choice is called and what it says."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Mapping

from zonetracker.model.checking.limits import in_short
from zonetracker.model.issuing import ExtraSheet, Group, SheetColumn, Template, edits_from_data, month_of_edits
from zonetracker.model.milestones.templates import SETTING as TEMPLATES
from zonetracker.model.milestones.templates import templates_beyond, templates_of
from zonetracker.model.rules import DEFAULT_WORDS
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import column_head, extra_word, group_word, template_word
from zonetracker.words.milestones.following import step_words
from zonetracker.words.wording import one_line, period_words

_YEAR_END = 12
_LONGEST = 4000
_GREY = 28
_HUES = (15, 42, 70, 160, 195, 255, 330)
"""Where on the wheel of colours one hue ends and the next begins."""


def setting_word(key: str) -> str:
    """A setting in words; one of another version of the program keeps its own name."""
    words = {
        "zone": tr("单位名称"),
        "rules": tr("评价规则"),
        "places": tr("小数位数"),
        "sheet": tr("完成情况表的选择"),
        "summary": tr("通报的用语"),
        "dun_words": tr("催报的话"),
        "soon": tr("几天以内到期算“即将到期”"),
        "early_days": tr("早办结几天以上算“提前”（0 为不分）"),
        "behind_after": tr("逾期几天起为略滞后"),
        "late_after": tr("逾期几天起为滞后"),
        "supervise_levels": tr("督办单蓝、黄、红各从逾期几天起"),
        "due_day": tr("报送日（次月几日）"),
        "next_working_day": tr("报送日遇休息日顺延"),
        "holidays": tr("节假日"),
        "list_options": tr("各清单的跟踪办法"),
        "score_set": tr("考核办法"),
        "node_templates": tr("节点模板"),
    }
    edited = month_of_edits(key)
    if edited is not None:
        return tr("{period}通报里改写的段落", period=period_words(*edited))
    return words.get(key, one_line(key))


def setting_parts(key: str, text: object) -> dict[str, str]:
    """A kept value (JSON) part by part: what it is called, and what it says."""
    if not isinstance(text, str):
        return {}
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = text
    if not isinstance(value, Mapping):
        return {tr("内容"): one_line(str(value)[:_LONGEST])}
    if month_of_edits(key) is not None:
        return {in_short(one.composed): one_line(one.text) for one in edits_from_data(value).values()}
    if key == TEMPLATES and templates_beyond(value) is None:
        return {
            f"{one_line(name)}：{one_line(step.name)}": step_words(step)
            for name, template in templates_of(value).items()
            if name in value
            for step in template
        }
    names = _names(key)
    parts: dict[str, str] = {}
    for name, held in value.items():
        called = names.get(str(name), one_line(str(name)))
        if isinstance(held, Mapping):
            for part, said in held.items():
                word = colour_word(str(said)) if name == "colours" else one_line(str(said))
                parts[f"{called}：{_part_word(str(part), name)}"] = word
        else:
            parts[called] = _said(str(name), held)
    return parts


def _part_word(part: str, of: str) -> str:
    """What a part of a part is called: a grade by its usual word, a text of the summary by its place."""
    if of == "templates":
        return next((template_word(one) for one in Template if one == part), one_line(part))
    return DEFAULT_WORDS.get(part, one_line(part))


def _names(key: str) -> dict[str, str]:
    if key == "rules":
        return {
            "name": tr("规则名称"),
            "late": tr("滞后界线（百分点）"),
            "growth_late": tr("增速滞后界线（百分点）"),
            "tolerance": tr("左右的允许幅度（%）"),
            "ahead": tr("超序时界线（百分点）"),
            "growth_ahead": tr("增速超序时界线（百分点）"),
            "words": tr("用词"),
            "colours": tr("颜色"),
        }
    return {
        "columns": tr("列"),
        "group": tr("分组"),
        "paper": tr("纸张"),
        "extra": tr("另附"),
        "rate_completion": tr("比率的完成情况"),
        "counts": tr("按评价计数"),
        "issuer": tr("填报单位") if key == "sheet" else tr("落款"),
        "filled_by": tr("填表人"),
        "checked_by": tr("审核人"),
        "headed_by": tr("负责人"),
        "addressee": tr("主送"),
        "templates": tr("用语"),
    }


def _said(name: str, held: object) -> str:
    if held is None:
        return tr("不设")
    if name == "extra" and isinstance(held, list):
        return "、".join(extra_word(sheet) for sheet in ExtraSheet if sheet in held) or tr("无")
    if name == "columns" and isinstance(held, list):
        heads = {str(column): column_head(column, _YEAR_END) for column in SheetColumn}
        return "、".join(heads.get(str(each), one_line(str(each))) for each in held)
    if isinstance(held, bool):
        return tr("是") if held else tr("否")
    if name == "group":
        return next((group_word(group) for group in Group if group == held), one_line(str(held)))
    return one_line(str(held))


def colour_word(colour: str) -> str:
    """A colour (#rrggbb) as one says it: its hue, and whether it is dark or pale."""
    found = re.fullmatch("#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})", colour)
    if found is None:
        return one_line(colour)
    red, green, blue = (int(part, 16) for part in found.groups())
    most, least = max(red, green, blue), min(red, green, blue)
    if most - least < _GREY:
        return tr("黑色") if most < 64 else tr("白色") if least > 232 else tr("灰色")
    depth = tr("深") if most < 150 else tr("浅") if least > 150 else ""
    return depth + _hue_word(red, green, blue, most, most - least)


def _hue_word(red: int, green: int, blue: int, most: int, spread: int) -> str:
    """The hue by its degree on the wheel of colours, red at 0."""
    if most == red:
        degree = 60 * (green - blue) // spread % 360
    elif most == green:
        degree = 120 + 60 * (blue - red) // spread
    else:
        degree = 240 + 60 * (red - green) // spread
    hues = (tr("红色"), tr("橙色"), tr("黄色"), tr("绿色"), tr("青色"), tr("蓝色"), tr("紫色"), tr("红色"))
    return hues[bisect_right(_HUES, degree)]
