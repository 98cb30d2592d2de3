"""The items and projects of the sample: lists with sign-off, projects with nodes and sums, and what was filed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

from zonetracker.model.changes import (
    Acting,
    FilingChange,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    NodeChange,
)
from zonetracker.model.facts import ActionKind, Cycle, TaskKind, WarningLevel
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.support.seeds import seed_rows
from zonetracker.words.milestones.acting import action_word
from zonetracker.words.milestones.following import cycle_words

YEAR = 2023
_PROJECTS = "重点项目"
_MONEY = "万元"
_NODES = ("签约", "开工", "入库", "竣工", "投产")
_TEMPLATE = "项目"

_Row = Mapping[str, str]
_Code = TypeVar("_Code", ActionKind, Cycle)


def enter_tasks(ledger: Ledger) -> None:
    """Enter the items and projects of the sample's year, what was done about them, and what their units filed."""
    items, projects = _rows("milestones"), _rows("projects")
    entries = (*map(_item, items), *map(_project, projects))
    ids = ledger.enter_milestones(_step(6, entries), _reason()).ids["milestone"]
    numbers = dict(zip((row["编号"] for row in (*items, *projects)), ids, strict=True))
    for template in dict.fromkeys(row["节点模板"] for row in items if row["节点模板"]):
        ledger.apply_template([numbers[row["编号"]] for row in items if row["节点模板"] == template], template)
    for row in _rows("evidence"):
        number = numbers[row["编号"]]
        ledger.add_evidence(
            TaskKind.MILESTONE, number, row["名称"], None, row["文号"], row["说明"], added_on=row["日期"]
        )
    done = {row["编号"]: row["办结日期"] for row in items}
    for row in sorted(_rows("actions"), key=lambda one: one["日期"]):
        ledger.act([numbers[row["编号"]]], _acting(row, done.get(row["编号"], "")), _reason())
    for month in (6, 7, 8, 9):
        filed = [*_spent(month, numbers), *_filed(month, numbers)]
        if filed:
            ledger.enter_milestones(_step(month, filed), _reason())


def _reason() -> str:
    return tr("样例数据")


def _rows(name: str) -> Sequence[_Row]:
    return seed_rows(f"sample/{name}_{YEAR}.csv")


def _step(month: int, rows: Sequence[MilestoneEntry]) -> MilestoneEntries:
    return MilestoneEntries(tr("样例台账"), YEAR, month, tuple(rows))


def _item(row: _Row) -> MilestoneEntry:
    signoff = row["须审核"] == "是"
    change = MilestoneChange(
        name=row["事项"],
        checklist=row["清单"],
        code=row["编号"],
        requirement=row["目标要求"],
        responsible=row["责任单位"],
        leader=row["责任领导"],
        received_on=row["交办日期"],
        deadline=row["时限"] or None,
        done_on=None if signoff else row["办结日期"] or None,
        signoff=signoff,
        cycle=_coded(cycle_words())[row["报送周期"]],
    )
    return MilestoneEntry(change)


def _project(row: _Row) -> MilestoneEntry:
    change = MilestoneChange(
        name=row["项目"],
        checklist=tr(_PROJECTS),
        code=row["编号"],
        builder=row["建设单位"],
        construction=row["建设性质"],
        scale=row["建设内容及规模"],
        industry=row["行业"],
        responsible=row["责任单位"],
        leader=row["责任领导"],
        deadline=row["竣工计划"] or None,
        done_on=row["投产"] or None,
        template=_TEMPLATE,
        investment=_sum(row["总投资"]),
        fixed_assets=_sum(row["固定资产投资"]),
        spent_before=_sum(row["至上年底累计"]),
        year_plan=_sum(row["年度计划"]),
        money_unit=_MONEY,
    )
    nodes = {
        name: NodeChange(planned=row.get(f"{name}计划") or None, done_on=row[name] or None)
        for name in _NODES
        if row.get(f"{name}计划") or row[name]
    }
    return MilestoneEntry(change, nodes=nodes)


def _coded(words: Mapping[_Code, str]) -> dict[str, _Code]:
    """The codes by what they are called."""
    return {word: code for code, word in words.items()}


def _sum(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _acting(row: _Row, done: str) -> Acting:
    kind = _coded({kind: action_word(kind) for kind in ActionKind})[row["办理"]]
    return Acting(
        kind,
        row["日期"],
        row["内容"],
        row["文号"],
        done_on=done or None if kind is ActionKind.PASS else None,
        after=row["新时限"] or None,
        level=WarningLevel.BLUE if kind is ActionKind.WARN else None,
    )


def _spent(month: int, numbers: Mapping[str, int]) -> list[MilestoneEntry]:
    """What the projects had spent by a month; the words stand in the last one."""
    found = []
    for row in _rows("spending"):
        last = month == 9
        if row[str(month)] or (last and row["报送日期"]):
            reported = row["报送日期"] if last else f"{YEAR}-{month + 1:02}-05"
            words = (row["形象进度"], row["存在问题"], row["下步措施"]) if last else ("", "", "")
            found.append(_filing(numbers[row["编号"]], reported, words, _sum(row[str(month)])))
    return found


def _filed(month: int, numbers: Mapping[str, int]) -> list[MilestoneEntry]:
    return [
        _filing(numbers[row["编号"]], row["报送日期"], (row["进展"], row["存在问题"], row["下步措施"]))
        for row in _rows("filings")
        if int(row["月份"]) == month
    ]


def _filing(number: int, reported: str, words: tuple[str, str, str], spent: Decimal | None = None) -> MilestoneEntry:
    progress, problem, next_step = words
    more = FilingChange(
        progress=progress,
        problem=problem,
        next_step=next_step,
        value=spent,
        unit=None if spent is None else _MONEY,
        reported_on=reported,
        origin=tr("样例台账"),
    )
    return MilestoneEntry(MilestoneChange(), number, filing=more)
