"""The words for the codes of facts: direction, nature, bound, and what an assessment follows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from zonetracker.model.facts import Bound, DepartmentKind, JudgeBy, Nature, Polarity
from zonetracker.support.i18n import tr

Code = TypeVar("Code", DepartmentKind, JudgeBy, Nature, Polarity)


def polarity_words() -> dict[Polarity, str]:
    """The directions in words."""
    return {Polarity.HIGHER: tr("越高越好"), Polarity.LOWER: tr("越低越好"), Polarity.WITHIN: tr("区间内")}


def nature_words() -> dict[Nature, str]:
    """The natures in words."""
    return {Nature.FLOW: tr("累计型"), Nature.LEVEL: tr("时点型")}


def judge_by_words() -> dict[JudgeBy, str]:
    """Which of a target's two figures its assessment follows, in words."""
    return {JudgeBy.WORSE: tr("两者取低"), JudgeBy.LEVEL: tr("按总量"), JudgeBy.GROWTH: tr("按增速")}


def department_kind_words() -> dict[DepartmentKind, str]:
    """What sort of unit a department is, in words."""
    return {DepartmentKind.OFFICE: tr("单位"), DepartmentKind.TEAM: tr("专班"), DepartmentKind.PERSON: tr("个人")}


def code_of(words: Mapping[Code, str], word: str) -> Code:
    """The code that a word stands for; a word of another table is a KeyError."""
    for code, known in words.items():
        if known == word:
            return code
    raise KeyError(word)


def bound_word(bound: Bound | None) -> str:
    """以上, 以内, 左右, or nothing for an exact figure."""
    words = {Bound.AT_LEAST: tr("以上"), Bound.AT_MOST: tr("以内"), Bound.ABOUT: tr("左右")}
    return words.get(bound, "") if bound else ""
