"""The lines of the points ledger and the events of its rules, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

from zonetracker.model.checking.limits import in_short
from zonetracker.model.points.entries import PointsEntry
from zonetracker.model.points.ledger import PointsLine
from zonetracker.model.points.rules import PointsEvent, PointsPer, PointsRule
from zonetracker.model.rounding import shown
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.typed import read_number
from zonetracker.words.wording import date_words, figure


def event_words() -> dict[PointsEvent, str]:
    """What brings points, in words."""
    return {
        PointsEvent.ON_TIME: tr("按期办结"),
        PointsEvent.OVERDUE: tr("逾期未办结"),
        PointsEvent.RETURNED: tr("销号退回"),
        PointsEvent.UNFILED: tr("未报送"),
        PointsEvent.FILED_LATE: tr("迟报"),
        PointsEvent.RED: tr("进度滞后"),
        PointsEvent.NODE: tr("节点完成"),
        PointsEvent.CARRIED_ON: tr("续建"),
        PointsEvent.SIZE: tr("年度计划投资分档"),
        PointsEvent.SPENT: tr("完成年度计划投资"),
        PointsEvent.MANUAL: tr("手工记分"),
    }


def per_words() -> dict[PointsPer, str]:
    """How often an event counts, in words."""
    return {PointsPer.EACH: tr("每项一次"), PointsPer.MONTH: tr("每月")}


def rule_words(rule: PointsRule) -> str:
    """What a rule is about: the node or the matter by its own name."""
    return rule.name or event_words()[rule.event]


def line_words(line: PointsLine) -> str:
    """事由 of a line: what an automatic entry is for, and of which task; the reason of what was entered by hand."""
    entry = line.entry
    if entry is None:
        return "" if line.given is None else line.given.reason
    times = tr("{count}次", count=entry.times) if entry.times > 1 else ""
    return tr("{month}月{what}：{name}", month=entry.month, what=rule_words(entry.rule) + times, name=entry.name)


def line_grounds(line: PointsLine) -> str:
    """依据 of a line: the dates or sums by which an entry came about, the paper of what was entered by hand, the
    waiver with its reason, and that a cap holds it back.
    """
    told = [_grounds(line.entry)] if line.entry is not None else [line.given.paper_no if line.given else ""]
    if line.waiver is not None:
        told.append(tr("免责：{reason}", reason=line.waiver.reason) + _numbered(line.waiver.paper_no))
    elif line.capped:
        told.append(tr("已到年度限额，计 {points} 分", points=points_figure(line.counted)))
    return "；".join(one for one in told if one)


def _numbered(paper: str) -> str:
    return tr("（{paper}）", paper=paper) if paper else ""


def _grounds(entry: PointsEntry) -> str:
    first, second = map(date_words, (*entry.told, "", "")[:2])
    said = _grounds_words().get(entry.rule.event, "")
    return said.format(first=first, second=second, day=date_words(entry.day))


def _grounds_words() -> dict[PointsEvent, str]:
    """By what an event is seen; `first` and `second` are the figures or dates that its entry tells."""
    return {
        PointsEvent.ON_TIME: tr("{first}办结，时限{second}"),
        PointsEvent.OVERDUE: tr("时限{first}，月末未办结"),
        PointsEvent.RETURNED: tr("{day}退回"),
        PointsEvent.UNFILED: tr("应于{first}前报送"),
        PointsEvent.FILED_LATE: tr("应于{first}前报送，{second}报送"),
        PointsEvent.RED: tr("月末评价为{first}"),
        PointsEvent.NODE: tr("{first}完成"),
        PointsEvent.CARRIED_ON: tr("本年已报送投资{first}"),
        PointsEvent.SIZE: tr("年度计划投资{first}"),
        PointsEvent.SPENT: tr("累计完成{first}，年度计划{second}"),
    }


def points_figure(points: Decimal, *, signed: bool = False) -> str:
    """Points as they are shown: half up to two decimals, with a plus where asked for one."""
    told = f"{shown(Fraction(points), 2):f}"
    return f"+{told}" if signed and points > 0 else told


def line_source(line: PointsLine) -> str:
    """来源 of a line: by the rules, by hand, or waived."""
    if line.waiver is not None:
        return tr("免责")
    return tr("自动") if line.entry is not None else tr("手工")


def points_event(word: str) -> PointsEvent:
    """The event of a word, as a choice gives it. Raises Refusal."""
    return _chosen(event_words(), word)


def points_per(word: str) -> PointsPer:
    """How often, of a word as a choice gives it. Raises Refusal."""
    return _chosen(per_words(), word)


_Code = TypeVar("_Code", PointsEvent, PointsPer)


def _chosen(words: Mapping[_Code, str], word: str) -> _Code:
    found = next((code for code, said in words.items() if said == word), None)
    if found is None:
        raise Refusal(RefusalCode.TYPED_CHOICE, tr("“{word}”不在列出的里面，请选一个。", word=in_short(word)))
    return found


def steps_words(steps: Sequence[tuple[Decimal, Decimal]]) -> str:
    """The points of each size as they are typed: 100000:20、50000:10."""
    return "、".join(f"{figure(least)}:{figure(points)}" for least, points in steps)


def read_steps(text: str) -> tuple[tuple[Decimal, Decimal], ...]:
    """The points of each size. Raises Refusal."""
    found = []
    for part in filter(None, re.split(r"[、；;\s]+", text.replace("：", ":"))):
        least, sign, points = part.partition(":")
        figures = (read_number(least), read_number(points)) if sign else (None, None)
        if figures[0] is None or figures[1] is None:
            said = tr("“{text}”看不出是哪一档，请写成 100000:20、50000:10。", text=in_short(part))
            raise Refusal(RefusalCode.TYPED_FIGURE, said)
        found.append((figures[0], figures[1]))
    return tuple(found)
