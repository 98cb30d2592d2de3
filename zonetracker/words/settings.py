"""Settings of the workbook in words: what each part of a kept choice is called and what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping

from zonetracker.model.issuing import Group, SheetColumn
from zonetracker.model.rules import DEFAULT_WORDS
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import column_head, group_word
from zonetracker.words.wording import one_line

_YEAR_END = 12


def setting_word(key: str) -> str:
    """A setting in words; one of another version of the program keeps its own name."""
    words = {
        "zone": tr("单位名称"),
        "rules": tr("评价规则"),
        "places": tr("小数位数"),
        "sheet": tr("完成情况表的选择"),
        "summary": tr("通报的主送和落款"),
    }
    return words.get(key, one_line(key))


def setting_parts(key: str, text: object) -> dict[str, str]:
    """A kept value (JSON) part by part: what it is called, and what it says."""
    if not isinstance(text, str):
        return {}
    try:
        value = json.loads(text)
    except ValueError:
        value = text
    if not isinstance(value, Mapping):
        return {tr("内容"): one_line(str(value))}
    names = _names(key)
    parts: dict[str, str] = {}
    for name, held in value.items():
        called = names.get(str(name), one_line(str(name)))
        if isinstance(held, Mapping):
            for grade, said in held.items():
                parts[f"{called}：{DEFAULT_WORDS.get(str(grade), one_line(str(grade)))}"] = one_line(str(said))
        else:
            parts[called] = _said(str(name), held)
    return parts


def _names(key: str) -> dict[str, str]:
    if key == "rules":
        return {
            "name": tr("规则名称"),
            "late": tr("滞后界线（百分点）"),
            "growth_late": tr("增速滞后界线（百分点）"),
            "tolerance": tr("左右的允许幅度（%）"),
            "words": tr("用词"),
            "colours": tr("颜色"),
        }
    return {
        "columns": tr("列"),
        "group": tr("分组"),
        "paper": tr("纸张"),
        "issuer": tr("填报单位") if key == "sheet" else tr("落款"),
        "filled_by": tr("填表人"),
        "checked_by": tr("审核人"),
        "headed_by": tr("负责人"),
        "addressee": tr("主送"),
    }


def _said(name: str, held: object) -> str:
    if name == "columns" and isinstance(held, list):
        heads = {str(column): column_head(column, _YEAR_END) for column in SheetColumn}
        return "、".join(heads.get(str(each), one_line(str(each))) for each in held)
    if name == "group":
        return next((group_word(group) for group in Group if group == held), one_line(str(held)))
    return one_line(str(held))
