"""What stands around a figure that speaks for a kind or a year: words of will and of deed, and every year said.

These are the readings of a second opinion (judging/evidence), kept apart from the rules of text/ and sentences/ by
intent: what two read from the same list, they get wrong together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from zonetracker.extraction.text.time_words import WITHIN
from zonetracker.lexicon.plans import plan_years
from zonetracker.lexicon.words import alternation

_WORDS = {
    "told": "据悉 获悉 了解 介绍 记者 日前 近日 本报讯 新闻 通讯员",
    "now": "目前 截至 截止 现有 共有 拥有 已有 现已 总面积 下辖 辖",
    "part": "上半年 一季度 二季度 三季度 前三季度",
    "later": "下半年 四季度 年底前 年内 下一步 明年 来年 今后 未来 接下来",
    "base": "基础上 同期 上年同期 去年同期 原来 由",
    "span": "以来 期间 五年 年均 近年来 时期 连续",
    "spoken": "各位代表 审议 代表大会 报告工作 政府工作报告",
    "counted": "公报 统计 快报 数据显示",
    "placed": "位于 地处 简介 坐落 距",
    "will": "将 力争 力保 确保 争取 计划 预计 拟 目标 预期 要 努力 奋力 有望",
    "work": "建议 任务 实施 推进 打造 规划 到 加快 重点",
    "reach": "达 达到",
    "done": "完成 实现 已 了 累计 获 获得 建成 新增 新建 引进 超额 突破 成功 荣获 获批 获评 位居 跃居 净增 发放 兑现",
    "rise": "同比 比上年 较上年 比去年 增长 下降 增幅 增速 提高 提升",
    "arranged": "安排 部署 要求 强调 提出 明确",
    "bound": "以上 左右 以内 不低于 不少于 不超过 控制在",
    "whole": "全年 全区 全市 全县",
    "review": "回顾 总结 过去 成效 成绩 情况 运行 一年来 执行 概况 基本 现状 取得",
    "plan": "展望 思路 打算 工作安排 方案 要点 下步 措施 举措",
}
_GROUP = {word: group for group, words in _WORDS.items() for word in words.split()}
_GUARDS = {
    "将": "将(?!军|近)",
    "要": "要(?<![主重需]要)(?!素|求|闻|点|件|塞|害)",
    "计划": "计划(?!生育|单列)",
    "年内": f"年{WITHIN}",
    "到": r"到(?=(?:19|20)\d\d年)",
}
_MONTHS = (r"前[一二三四五六七八九十\d]{1,2}(?:个月|季度)", *(rf"{at}\d?[-至~][1-9]\d?月" for at in range(1, 10)))
_CUE = re.compile("|".join((*_MONTHS, alternation(_GROUP.keys() - _GUARDS), *_GUARDS.values())))
_SAID = {
    "今年": 0,
    "本年": 0,
    "当年": 0,
    "新的一年": 0,
    "去年": -1,
    "上年": -1,
    "过去一年": -1,
    "一年来": -1,
    "前年": -2,
    "明年": 1,
    "来年": 1,
}
_TIME = re.compile(
    rf"(?=[12比较同与由从至到相十九“\"{''.join(sorted({said[0] for said in _SAID}))}-])"
    r"(?P<than>[比较同与由从\-至]|相比)?(?P<until>[到至])?"
    r"(?:(?<!\d)(?P<year>(?:19|20)\d\d)(?:年|(?=[-/.]\d{1,2}[-/.]\d))(?P<month>\d{1,2}月)?"
    rf"|(?P<said>{'|'.join(_SAID)})"
    r"|[“\"]?(?P<plan>十[一二三四五六]?|九)五[”\"]?(?=期间|时期|规划|末|以来|[”\"]))"
    r"(?P<end>[底末]|年[底末])?(?P<since>以来|起)?(?P<like>同期)?"
)
_MEANT_WITHIN = 3
_WAYS = ("like", "than", "until", "end", "since", "month", "year", "plan")


class Cue(NamedTuple):
    """A word that speaks for a kind: where it stands, and the group it belongs to."""

    at: int
    group: str


class Said(NamedTuple):
    """A year said at a place, and in which way: "year" (2023年), "until" (到2025年), "than" (比2022年), "0" (今年)."""

    at: int
    year: int
    way: str


def cues(text: str, start: int, end: int) -> list[Cue]:
    """The words of text start..end that speak for a kind, in order; a deed that is meant (计划完成) is none."""
    found: list[Cue] = []
    meant = start - _MEANT_WITHIN
    for match in _CUE.finditer(text, start, end):
        group = _GROUP.get(match[0], "part")
        if group == "will":
            meant = match.end()
        if group != "done" or match.start() - meant >= _MEANT_WITHIN:
            found.append(Cue(match.start(), group))
    return found


def groups(where: str, words: Iterable[Cue]) -> frozenset[str]:
    """The groups of some words, each with where they stand."""
    return frozenset(f"{where}:{cue.group}" for cue in words)


def times(text: str, now: int | None) -> list[Said]:
    """Every year that the text says, by its number, beside the year of writing, or as the end of a plan."""
    found = []
    for match in _TIME.finditer(text):
        year = _year(match, now)
        if year is not None:
            found.append(Said(match.start(), year, _way(match)))
    return found


def _year(match: re.Match[str], now: int | None) -> int | None:
    if match["year"]:
        return int(match["year"])
    if match["plan"]:
        return plan_years(match["plan"])[1]
    return None if now is None else now + _SAID[match["said"]]


def _way(match: re.Match[str]) -> str:
    return next((way for way in _WAYS if match[way]), "") or str(_SAID[match["said"]])
