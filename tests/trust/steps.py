"""Every operation of a Ledger with arguments drawn at random from what stands in it, for machines that try them all."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeVar

from tests.services.made_reports import MadeReport, actual, milestone, reason_filed, target
from zonetracker.model.bookkeeping import MadeFile
from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    Adjusting,
    Breakdown,
    BreakdownRow,
    DepartmentChange,
    FilingChange,
    IndicatorChange,
    ListEdits,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    NodeChange,
    PeriodTargetChange,
    PeriodTargetEntry,
    PointsChange,
    Redating,
    Returns,
    RowChange,
    TargetChange,
    cleared,
)
from zonetracker.model.facts import (
    ActionKind,
    Bound,
    JudgeBy,
    Points,
    PointsAccount,
    PointsKind,
    Polarity,
    Stated,
    TaskKind,
)
from zonetracker.model.reports.frame import Frame
from zonetracker.services.ledger import Ledger

Thing = TypeVar("Thing")
REASON = "按统计局核定的数改"
YEARS = (2022, 2023, 2024)


class Nothing(Exception):
    """There is nothing in the workbook that the operation could be done to."""


class Draw:
    """Things of a workbook, and values for it, by chance."""

    def __init__(self, ledger: Ledger, chance: random.Random) -> None:
        self.ledger, self.chance = ledger, chance

    def one(self, things: Sequence[Thing]) -> Thing:
        if not things:
            raise Nothing
        return self.chance.choice(things)

    def some(self, things: Sequence[Thing], most: int = 4) -> list[Thing]:
        if not things:
            raise Nothing
        return self.chance.sample(things, self.chance.randint(1, min(most, len(things))))

    def figure(self) -> Decimal:
        return Decimal(self.chance.randrange(-(10**4), 10**8)).scaleb(-self.chance.randrange(0, 4))

    def stated(self) -> Stated:
        growth = self.figure() % 100 if self.chance.random() < 0.4 else None
        bound = self.chance.choice([None, *Bound])
        return Stated(abs(self.figure()), None, "亿元", bound, growth, None, bound if growth is not None else None)

    def name(self) -> str:
        return f"第{self.chance.randrange(30)}项{self.chance.choice(['投资', '收入', '户数'])}"

    def text(self) -> str:
        return self.chance.choice(["", "发改局", "财政局、税务局", "=1+1", "字" * 300, "两行\n文字", "😀𠮷", " 空白 "])

    def year(self) -> int:
        return self.chance.choice(YEARS)

    def month(self) -> int:
        return self.chance.randint(1, 12)

    def day(self) -> str:
        return f"{self.year()}-{self.month():02}-{self.chance.randint(1, 28):02}"

    def report(self) -> int:
        return self.one([one.id for one in self.ledger.reports()])

    def rows(self) -> list[int]:
        return self.some([row.id for row in self.ledger.rows(self.report())])

    def targets(self, most: int = 4) -> list[int]:
        return self.some([one.id for one in self.ledger.targets()], most)

    def targets_of_a_year(self) -> list[int]:
        return self.some([one.id for one in self.ledger.targets(self.year())], 8)

    def target(self) -> int:
        return self.targets(1)[0]

    def indicators(self) -> list[int]:
        return self.some([one.id for one in self.ledger.indicators()])

    def indicator(self) -> int:
        return self.indicators()[0]

    def milestones(self) -> list[int]:
        return self.some([one.id for one in self.ledger.milestones()])

    def milestone(self) -> int:
        return self.milestones()[0]

    def nodes(self) -> list[int]:
        """Some nodes of one milestone."""
        whose = self.one([node.milestone_id for node in self.ledger.nodes()])
        return self.some([node.id for node in self.ledger.nodes() if node.milestone_id == whose])

    def node_change(self) -> NodeChange:
        return NodeChange(planned=self.chance.choice([None, self.day()]), papers=self.text())

    def project(self) -> MilestoneChange:
        return MilestoneChange(
            template=self.chance.choice(["", "项目", "137", "季度节点"]),
            signoff=self.chance.random() < 0.4,
            investment=abs(self.figure()),
            year_plan=abs(self.figure()),
            money_unit=self.chance.choice(["万元", "亿元"]),
            note=self.text(),
        )

    def sum_filed(self) -> FilingChange:
        return FilingChange(value=abs(self.figure()), unit="万元", progress=self.text())

    def departments(self) -> list[int]:
        return self.some([one.id for one in self.ledger.departments()])

    def pointed(self) -> Points:
        """A bonus or deduction of a department, now and then about a task."""
        kind = self.chance.choice([PointsKind.BONUS, PointsKind.DEDUCTION])
        account, day = self.chance.choice([*PointsAccount]), f"2023-{self.month():02}-{self.chance.randint(1, 28):02}"
        made = Points(0, self.year(), self.month(), self.departments()[0], account, kind, day, reason=REASON)
        if self.chance.random() < 0.5:
            made = replace(made, task=TaskKind.MILESTONE, task_id=self.milestone())
        return replace(made, amount=abs(self.figure()) + 1, paper_no=self.text())

    def points(self) -> list[int]:
        return self.some([one.id for year in YEARS for one in self.ledger.points(year)])

    def entry(self) -> ActualEntry:
        if self.chance.random() < 0.2:
            return cleared(self.indicator(), self.year(), self.month())
        growth = self.figure() % 100 if self.chance.random() < 0.5 else None
        value, origin = self.figure(), self.chance.choice(["", "九月.xlsx B2"])
        return ActualEntry(self.indicator(), self.year(), self.month(), value, "亿元", growth, origin=origin)

    def entries(self) -> list[ActualEntry]:
        found = {(one.indicator_id, one.year, one.month): one for one in (self.entry() for _ in range(4))}
        return list(found.values())


def _import(draw: Draw) -> object:
    made = [draw.one([target, actual])(draw.name(), str(abs(draw.figure()))) for _ in range(draw.chance.randint(1, 6))]
    return MadeReport([*made, milestone(draw.name())], title=f"报告{draw.chance.randrange(10**6)}").keep(draw.ledger)


def _add_row(draw: Draw) -> object:
    report = draw.report()
    return draw.ledger.add_row(report, replace(draw.one(draw.ledger.rows(report)).candidate, name=draw.name()))


def _date_report(draw: Draw) -> object:
    report = draw.report()
    before = tuple(row.candidate for row in draw.ledger.rows(report))
    after = tuple(replace(one, year=one.year - 1 if one.year else None) for one in before)
    redating = Redating((2022, 1), Frame(2022, 2021), 2022, before, after, confirmed=draw.chance.random() < 0.5)
    return draw.ledger.date_report(report, redating, REASON)


def _returns(draw: Draw) -> object:
    tasks = {(TaskKind.TARGET, draw.target()): FilingChange(problem=draw.text())}
    done = {one: draw.day() for one in draw.milestones()[:1]} if draw.ledger.milestones() else {}
    returned = Returns(draw.year(), draw.month(), tuple(draw.entries()), tasks, done)
    return draw.ledger.enter_returns(returned, REASON)


def _enter_milestones(draw: Draw) -> object:
    known = [one.id for one in draw.ledger.milestones()]
    rows = [
        MilestoneEntry(draw.project(), one, {"封顶": draw.node_change()}, draw.sum_filed())
        for one in (draw.some(known) if known else [])
    ]
    rows.append(MilestoneEntry(replace(draw.project(), name=draw.name()), filing=draw.sum_filed()))
    return draw.ledger.enter_milestones(MilestoneEntries("台账.xlsx", draw.year(), draw.month(), tuple(rows)), REASON)


def _breakdown(draw: Draw) -> object:
    year = draw.year()
    standing = {one.id: one for one in draw.ledger.targets(year)}
    chosen = draw.some(list(standing)) if standing else []
    rows = [
        BreakdownRow(one, standing[one].indicator_id, "", TargetChange(value=abs(draw.figure()), note=draw.text()))
        for one in chosen
    ]
    rows.append(BreakdownRow(0, 0, f"清单{draw.chance.randrange(10**6)}", TargetChange(stated=draw.stated())))
    adjusting = draw.chance.choice([None, Adjusting(draw.month(), "云政发3号")])
    return draw.ledger.enter_breakdown(Breakdown(year, "分解表.xlsx", tuple(rows), adjusting=adjusting), REASON)


def _edit_target(draw: Draw) -> TargetChange:
    return draw.chance.choice(
        [
            TargetChange(responsible=draw.text(), section=draw.text()),
            TargetChange(stated=draw.stated()),
            TargetChange(weight=abs(draw.figure()) % 100, judge_by=draw.chance.choice([*JudgeBy])),
            TargetChange(note=draw.text(), deadline=draw.chance.choice([None, draw.day()])),
            TargetChange(parent_id=draw.chance.choice([None, draw.target()])),
            TargetChange(stretch=draw.chance.choice([None, abs(draw.figure())])),
        ]
    )


def _edit_indicator(draw: Draw) -> IndicatorChange:
    return draw.chance.choice(
        [
            IndicatorChange(name=draw.name()),
            IndicatorChange(unit=draw.chance.choice(["亿元", "万元", "家", None]), category=draw.text()),
            IndicatorChange(pinned=draw.chance.random() < 0.5, polarity=draw.chance.choice([*Polarity])),
            IndicatorChange(aliases=(draw.name(),), months=(3, 6, 9, 12)),
        ]
    )


def _period_target(draw: Draw) -> PeriodTargetEntry:
    value = draw.chance.choice([None, abs(draw.figure())])
    return PeriodTargetEntry(draw.target(), draw.month(), PeriodTargetChange(value=value, note=draw.text()))


STEPS: dict[str, Callable[[Draw], object]] = {
    "import_report": _import,
    "remove_report": lambda draw: draw.ledger.remove_report(draw.report(), REASON),
    "date_report": _date_report,
    "add_row": _add_row,
    "edit_row": lambda draw: draw.ledger.edit_row(draw.rows()[0], RowChange(name=draw.name(), value=draw.figure())),
    "edit_rows": lambda draw: draw.ledger.edit_rows(
        draw.rows(), RowChange(year=draw.year(), masked=draw.chance.random() < 0.3, section=draw.text()), REASON
    ),
    "confirm_rows": lambda draw: draw.ledger.confirm_rows(
        draw.rows(), on_conflict=draw.chance.choice(["ask", "keep", "replace"]), reason=REASON
    ),
    "reject_rows": lambda draw: draw.ledger.reject_rows(draw.rows(), REASON),
    "skip_rows": lambda draw: draw.ledger.skip_rows(draw.rows(), REASON),
    "reopen_rows": lambda draw: draw.ledger.reopen_rows(draw.rows(), REASON),
    "add_indicator": lambda draw: draw.ledger.add_indicator(draw.name(), IndicatorChange(unit="家")),
    "edit_indicator": lambda draw: draw.ledger.edit_indicator(draw.indicator(), _edit_indicator(draw)),
    "remove_indicators": lambda draw: draw.ledger.remove_indicators(draw.indicators()),
    "add_target": lambda draw: draw.ledger.add_target(
        draw.name(), draw.year(), draw.stated(), TargetChange(responsible=draw.text(), quote=draw.text())
    ),
    "edit_target": lambda draw: draw.ledger.edit_target(draw.target(), _edit_target(draw), REASON),
    "edit_targets": lambda draw: draw.ledger.edit_targets(draw.targets(), TargetChange(note=draw.text()), REASON),
    "fill_targets": lambda draw: draw.ledger.fill_targets(
        ListEdits(
            {one: _edit_target(draw) for one in draw.targets(2)},
            {draw.indicator(): IndicatorChange(category=draw.text())},
            (replace(draw.entry(), month=12),),
        ),
        REASON,
    ),
    "split_target": lambda draw: draw.ledger.split_target(
        draw.target(), draw.stated(), draw.name(), draw.stated(), draw.chance.random() < 0.5, REASON
    ),
    "merge_targets": lambda draw: draw.ledger.merge_targets(draw.targets(2), REASON),
    "move_targets": lambda draw: draw.ledger.move_targets(draw.targets_of_a_year()),
    "remove_targets": lambda draw: draw.ledger.remove_targets(draw.targets(2), REASON),
    "copy_targets": lambda draw: draw.ledger.copy_targets(draw.year(), draw.year(), draw.chance.random() < 0.5),
    "set_period_targets": lambda draw: draw.ledger.set_period_targets([_period_target(draw) for _ in range(3)], REASON),
    "adjust_target": lambda draw: draw.ledger.adjust_target(
        draw.target(), draw.stated(), draw.month(), "云政发3号", REASON
    ),
    "add_milestone": lambda draw: draw.ledger.add_milestone(
        draw.name(), draw.year(), MilestoneChange(deadline=draw.day(), responsible=draw.text())
    ),
    "edit_milestone": lambda draw: draw.ledger.edit_milestone(
        draw.milestones()[0], MilestoneChange(done_on=draw.chance.choice([None, draw.day()]), note=draw.text())
    ),
    "edit_milestones": lambda draw: draw.ledger.edit_milestones(draw.milestones(), draw.project(), REASON),
    "move_milestones": lambda draw: draw.ledger.move_milestones(
        draw.some([one.id for one in draw.ledger.milestones(draw.year())], 8)
    ),
    "add_nodes": lambda draw: draw.ledger.add_nodes(
        draw.milestone(), [replace(draw.node_change(), name=draw.name())], draw.chance.choice([None, 0]), REASON
    ),
    "edit_node": lambda draw: draw.ledger.edit_node(draw.nodes()[0], draw.node_change(), REASON),
    "move_nodes": lambda draw: draw.ledger.move_nodes(draw.nodes(), REASON),
    "remove_nodes": lambda draw: draw.ledger.remove_nodes(draw.nodes(), REASON),
    "apply_template": lambda draw: draw.ledger.apply_template(
        draw.milestones(), draw.chance.choice(["项目", "137", "季度节点"]), REASON
    ),
    "act": lambda draw: draw.ledger.act(
        draw.milestones(), Acting(draw.chance.choice(list(ActionKind)), words="按调度会意见", after="2030"), REASON
    ),
    "add_evidence": lambda draw: draw.ledger.add_evidence(
        TaskKind.MILESTONE, draw.milestone(), draw.name(), draw.chance.randbytes(99)
    ),
    "remove_evidence": lambda draw: draw.ledger.remove_evidence(draw.some([one.id for one in draw.ledger.evidence()])),
    "enter_milestones": _enter_milestones,
    "remove_milestones": lambda draw: draw.ledger.remove_milestones(draw.milestones()[:2]),
    "add_departments": lambda draw: draw.ledger.add_departments([f"第{draw.chance.randrange(40)}局"]),
    "edit_department": lambda draw: draw.ledger.edit_department(
        draw.departments()[0], DepartmentChange(contact=draw.text(), due_day=draw.chance.choice([None, 5]))
    ),
    "chase": lambda draw: draw.ledger.chase(draw.departments(), draw.year(), draw.month(), words=draw.text()),
    "add_points": lambda draw: draw.ledger.add_points([draw.pointed(), draw.pointed()], REASON),
    "edit_points": lambda draw: draw.ledger.edit_points(
        draw.points()[0], PointsChange(month=draw.month(), amount=abs(draw.figure()) + 1, paper_no=draw.text()), REASON
    ),
    "remove_points": lambda draw: draw.ledger.remove_points(draw.points(), REASON),
    "merge_departments": lambda draw: draw.ledger.merge_departments(draw.departments(), draw.departments()[0]),
    "move_departments": lambda draw: draw.ledger.move_departments(draw.departments()),
    "remove_departments": lambda draw: draw.ledger.remove_departments(draw.departments()[:1]),
    "set_actuals": lambda draw: draw.ledger.set_actuals(draw.entries(), reason=REASON),
    "file": lambda draw: draw.ledger.file(reason_filed(draw.target(), draw.month(), draw.text(), draw.year()), REASON),
    "enter_returns": _returns,
    "enter_breakdown": _breakdown,
    "set_settings": lambda draw: draw.ledger.set_settings(places=draw.chance.randrange(5), zone=draw.name()),
    "keep_sheet_mapping": lambda draw: draw.ledger.keep_sheet_mapping(
        "报表.xlsx", {draw.name(): {"名称": draw.month()}}
    ),
    "close_month": lambda draw: draw.ledger.close_month(draw.year(), draw.month()),
    "reopen_month": lambda draw: draw.ledger.reopen_month(draw.year(), draw.month(), REASON),
    "close_year": lambda draw: draw.ledger.close_year(draw.year(), draw.chance.random() < 0.5),
    "reopen_year": lambda draw: draw.ledger.reopen_year(draw.year(), REASON),
    "issue_month": lambda draw: draw.ledger.issue_month(
        draw.year(), draw.month(), [MadeFile("sheet", "表.xlsx", draw.chance.randbytes(99))]
    ),
    "revise_base": lambda draw: draw.ledger.revise_base(
        ActualEntry(draw.indicator(), draw.year() - 1, 12, draw.figure(), "亿元"), "统计函〔2023〕8号", REASON
    ),
    "keep_issued": lambda draw: draw.ledger.keep_issued(
        "sheet", draw.year(), draw.month(), "表.xlsx", draw.chance.randbytes(99)
    ),
    "remove_damaged": lambda draw: draw.ledger.remove_damaged(),
    "undo": lambda draw: draw.ledger.undo(keep_outputs=draw.chance.random() < 0.3),
    "redo": lambda draw: draw.ledger.redo(),
    "revert_to": lambda draw: draw.ledger.revert_to(max(1, draw.ledger.revision - draw.chance.randrange(1, 9))),
}
"""By its name what does an operation; Nothing where there is nothing to do it to, Refusal where it may not be done."""
