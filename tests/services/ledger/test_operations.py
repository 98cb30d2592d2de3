"""One door for writing: each public operation is done, undone, redone and compared; none may be missing here."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.made_reports import MadeReport, actual, content, imported, milestone, reason_filed, target
from zonetracker.model.bookkeeping import MadeFile
from zonetracker.model.changes import (
    Acting,
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
    DepartmentKind,
    JudgeBy,
    Points,
    PointsAccount,
    PointsKind,
    Stated,
    TaskKind,
)
from zonetracker.model.reports.frame import Frame
from zonetracker.services.ledger import ActualEntry, Changed, Ledger
from zonetracker.support.errors import Refusal

Act = Callable[[Ledger], Changed]
CURVE = tuple(map(Decimal, ["8.30", "16", "25", "33", "41", "50", "58", "66", "75", "83", "91", "100"]))


def period_set(target_id: int, month: int, value: str) -> PeriodTargetEntry:
    return PeriodTargetEntry(target_id, month, PeriodTargetChange(value=Decimal(value), unit="亿元"))


def prepare(ledger: Ledger) -> None:
    """A workbook in which every operation has something to do. Ids are those of a new file, counted from 1."""
    imported(
        ledger,
        target("地区生产总值", "80", "8"),
        target("工业投资", "12.50", id="whole"),
        target("技改投资", "3.20", parent="whole"),
        actual("地区生产总值", "74.10"),
        milestone("孵化楼竣工", deadline="2023-06"),
        target("税收收入", None, "7"),
    )
    ledger.confirm_rows([1, 2, 3, 4, 5])
    ledger.add_indicator("企业座谈次数")
    ledger.add_departments(["发展改革局", "经济发展局", "党群部", "财政局"])
    for year in (2020, 2021):
        ledger.add_target(2, year, Stated(Decimal(50), unit="亿元"))
        ledger.set_actuals([ActualEntry(2, year, month, Decimal(4 * month), "亿元") for month in (6, 9, 12)])
    ledger.close_month(2021, 6)
    ledger.close_year(2020, carry=False)
    ledger.add_target("园区企业", 2023, Stated(growth=Decimal(5)))
    project = MilestoneChange(
        template="项目", signoff=True, deadline="2023-11", year_plan=Decimal(20000), money_unit="万元"
    )
    ledger.add_milestone("标准厂房", 2023, project)
    ledger.add_milestone("污水管网", 2023, MilestoneChange(whole_id=2, received_on="2023-04-26"))
    ledger.edit_node(2, NodeChange(planned="2023-05-10"))
    ledger.set_period_targets(
        [period_set(1, 3, "18"), period_set(2, 3, "3"), period_set(6, 3, "3.0"), period_set(6, 6, "6")]
    )
    ledger.add_evidence(TaskKind.MILESTONE, 2, "施工许可", paper_no="云建〔2023〕6号", node_id=2)
    score, day, why = PointsAccount.SCORE, "2023-07-03", "省级督查通报"
    bonus = Points(0, 2023, 6, 2, score, PointsKind.BONUS, day, Decimal("2.0"), reason=why, paper_no="云督〔2023〕4号")
    ledger.add_points(
        [
            bonus,
            replace(bonus, task=TaskKind.TARGET, task_id=2),
            Points(0, 2023, 6, 4, score, PointsKind.CLAIM, day, Decimal(8), "", TaskKind.MILESTONE, 2, reason="自评"),
        ]
    )


def a_year_earlier(ledger: Ledger) -> Redating:
    """Report 1 as written in 2022, its rows as they stand with every year one less."""
    before = tuple(row.candidate for row in ledger.rows(1))
    after = tuple(replace(one, year=one.year - 1 if one.year else None) for one in before)
    return Redating((2022, 1), Frame(2022, 2021), 2022, before, after, confirmed=True)


OPERATIONS: dict[str, Act] = {
    "import_report": lambda one: MadeReport([target("出口总额", "9.0")], title="第二份", scanned=True).keep(one),
    "remove_report": lambda one: one.remove_report(1),
    "add_row": lambda one: one.add_row(1, one.row(6).candidate),
    "edit_row": lambda one: one.edit_row(2, RowChange(name="工业固定资产投资", value=Decimal("13"))),
    "edit_rows": lambda one: one.edit_rows([1, 2, 6], RowChange(section="行动一")),
    "confirm_rows": lambda one: one.confirm_rows([6]),
    "reject_rows": lambda one: one.reject_rows([1, 2, 6]),
    "skip_rows": lambda one: one.skip_rows([5, 6]),
    "reopen_rows": lambda one: one.reopen_rows([3, 4]),
    "add_indicator": lambda one: one.add_indicator("路演场次", IndicatorChange(unit="场")),
    "edit_indicator": lambda one: one.edit_indicator(
        1,
        IndicatorChange(
            name="园区生产总值",
            pinned=True,
            curve=CURVE,
        ),
    ),
    "remove_indicators": lambda one: one.remove_indicators([4]),
    "add_target": lambda one: one.add_target(
        "新增专利", 2023, Stated(Decimal("30"), unit="件"), TargetChange(responsible="科技局")
    ),
    "edit_target": lambda one: one.edit_target(
        1,
        TargetChange(
            weight=Decimal("5.0"), judge_by=JudgeBy.LEVEL, growth=Decimal("8.50"), stretch_growth=Decimal("9.0")
        ),
    ),
    "edit_targets": lambda one: one.edit_targets([1, 2, 3], TargetChange(responsible="经发局")),
    "fill_targets": lambda one: one.fill_targets(
        ListEdits({1: TargetChange(responsible="统计局")}, {2: IndicatorChange(category="投资")})
    ),
    "split_target": lambda one: one.split_target(
        1, Stated(Decimal("80"), unit="亿元"), "现价总产值", Stated(growth=Decimal(8)), part=True
    ),
    "merge_targets": lambda one: one.merge_targets([2, 6]),
    "set_period_targets": lambda one: one.set_period_targets(
        [
            PeriodTargetEntry(1, 3, PeriodTargetChange(value=Decimal("18.50"), growth=Decimal(6), note="开门红")),
            period_set(1, 6, "38"),
            PeriodTargetEntry(2, 3, PeriodTargetChange(value=None)),
        ]
    ),
    "move_targets": lambda one: one.move_targets([3, 1]),
    "remove_targets": lambda one: one.remove_targets([2]),
    "copy_targets": lambda one: one.copy_targets(2023, 2024),
    "adjust_target": lambda one: one.adjust_target(1, Stated(Decimal("78"), unit="亿元"), 7, "云政发3号", "调整"),
    "add_milestone": lambda one: one.add_milestone("道路贯通", 2023, MilestoneChange(deadline="2023-09-30")),
    "edit_milestone": lambda one: one.edit_milestone(1, MilestoneChange(done_on="2023-05-20")),
    "edit_milestones": lambda one: one.edit_milestones([1, 3], MilestoneChange(checklist="民生实事", leader="王敏")),
    "move_milestones": lambda one: one.move_milestones([3, 2]),
    "add_nodes": lambda one: one.add_nodes(2, [NodeChange("供地", "2023-03"), NodeChange("封顶")], place=1),
    "edit_node": lambda one: one.edit_node(2, NodeChange(done_on="2023-05-20", papers="施工许可证")),
    "move_nodes": lambda one: one.move_nodes([5, 4]),
    "remove_nodes": lambda one: one.remove_nodes([5]),
    "apply_template": lambda one: one.apply_template([3], "137"),
    "act": lambda one: one.act([2], Acting(ActionKind.EXTEND, "2023-10-08", "设备到货推迟", after="2024-01-31")),
    "remove_milestones": lambda one: one.remove_milestones([2]),
    "add_departments": lambda one: one.add_departments(["税务局", "统计局"]),
    "edit_department": lambda one: one.edit_department(
        1,
        DepartmentChange(
            aliases=("发改局",),
            contact="王敏 0791-1234567",
            due_day=5,
            series="部门",
            kind=DepartmentKind.TEAM,
            leader="周立",
            retired_from="2024-01",
        ),
    ),
    "merge_departments": lambda one: one.merge_departments([2], 1),
    "move_departments": lambda one: one.move_departments([4, 1]),
    "remove_departments": lambda one: one.remove_departments([3]),
    "set_actuals": lambda one: one.set_actuals(
        [ActualEntry(1, 2023, 3, Decimal("17.0"), "亿元", origin="三月.xlsx", source="统计局"), cleared(1, 2022, 12)]
    ),
    "file": lambda one: one.file(reason_filed(1, 3, "土地手续未办完")),
    "enter_returns": lambda one: one.enter_returns(
        Returns(
            2023,
            4,
            (ActualEntry(1, 2023, 4, Decimal("25.0"), "亿元", source="部门自报"),),
            {
                (TaskKind.TARGET, 1): FilingChange(problem="订单减少"),
                (TaskKind.MILESTONE, 2): FilingChange(progress="主体施工", value=Decimal("8600.0"), next_step="赶工"),
            },
            {1: "2023-04-20", 2: "2023-04-21"},
        )
    ),
    "chase": lambda one: one.chase([1, 4], 2023, 9, "2023-10-08", "请于10日前报送"),
    "add_points": lambda one: one.add_points(
        [
            replace(one.points(2023)[0], kind=PointsKind.DEDUCTION, amount=Decimal("0.125")),
            Points(
                0,
                2023,
                9,
                4,
                PointsAccount.LEDGER,
                PointsKind.WAIVER,
                "2023-10-08",
                None,
                "",
                TaskKind.MILESTONE,
                2,
                "overdue/milestone/2/2023-09",
                "汛期停工",
            ),
        ]
    ),
    "edit_points": lambda one: one.edit_points(2, PointsChange(amount=Decimal("2.50"), department_id=4, part="任务")),
    "remove_points": lambda one: one.remove_points([3, 1]),
    "add_evidence": lambda one: one.add_evidence(
        TaskKind.TARGET, 1, "统计公报.pdf", b"PDF", note="第3页", added_on="2023-06-01"
    ),
    "remove_evidence": lambda one: one.remove_evidence([1]),
    "enter_milestones": lambda one: one.enter_milestones(
        MilestoneEntries(
            "重点项目台账.xlsx",
            2023,
            9,
            (
                MilestoneEntry(
                    MilestoneChange(investment=Decimal(90000), name="标准厂房一期"),
                    2,
                    {"开工": NodeChange(done_on="2023-05-12"), "供地": NodeChange("供地", "2023-02")},
                    FilingChange(value=Decimal(12600), progress="主体封顶"),
                ),
                MilestoneEntry(MilestoneChange(name="标准厂房附属"), whole=2),
                MilestoneEntry(MilestoneChange(name="智慧园区", checklist="重点项目"), origin="项目!A9"),
            ),
            {"重点项目": {"项目名称": 0}},
        )
    ),
    "enter_breakdown": lambda one: one.enter_breakdown(
        Breakdown(
            2023,
            "分解表.xlsx",
            (
                BreakdownRow(1, 1, "地区生产总值", TargetChange(value=Decimal("82"), weight=Decimal("5.0"))),
                BreakdownRow(2, 2, "工业投资", indicator=IndicatorChange(curve=CURVE)),
                BreakdownRow(0, 0, "授权专利", TargetChange(stated=Stated(Decimal("30"), unit="件"))),
                BreakdownRow(0, 0, "其中发明", TargetChange(stated=Stated(Decimal("3"), unit="件")), whole=2),
            ),
            (2, -3, -4, 1),
            reordered=True,
            removed=(3,),
            adjusting=Adjusting(7, "云政发3号"),
            names={"专利": 1},
        ),
        "上级调整任务",
    ),
    "set_settings": lambda one: one.set_settings(zone="新名", places=2, rules={"平": Decimal("0.10")}),
    "keep_sheet_mapping": lambda one: one.keep_sheet_mapping("报表.xlsx", {"财政局": {"指标名称": 0}}),
    "date_report": lambda one: one.date_report(1, a_year_earlier(one)),
    "close_month": lambda one: one.close_month(2021, 9),
    "issue_month": lambda one: one.issue_month(2020, 9, [MadeFile("sheet", "九月.xlsx", b"PK")]),
    "revise_base": lambda one: one.revise_base(
        ActualEntry(1, 2022, 12, Decimal("74.5"), "亿元"), "统计函〔2023〕8号", "经济普查后核定"
    ),
    "reopen_month": lambda one: one.reopen_month(2021, 6, "统计局核定数据"),
    "close_year": lambda one: one.close_year(2021),
    "reopen_year": lambda one: one.reopen_year(2020, "统计局核定数据"),
    "keep_issued": lambda one: one.keep_issued("sheet", 2023, 3, "三月.xlsx", b"PK"),
}
NOT_OPERATIONS = {"undo", "redo", "revert_to"}
ON_DAMAGE = {"remove_damaged"}
"""What has nothing to do in a sound workbook."""


def public_writes() -> set[str]:
    return {
        name
        for name, made in inspect.getmembers(Ledger, inspect.isfunction)
        if not name.startswith("_") and inspect.signature(made).return_annotation == "Changed"
    }


def test_no_public_operation_is_missing_here() -> None:
    assert public_writes() == OPERATIONS.keys() | NOT_OPERATIONS | ON_DAMAGE


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_done_undone_and_redone_gives_the_same_again(ledger: Ledger, name: str) -> None:
    prepare(ledger)
    before = content(ledger)
    changed = OPERATIONS[name](ledger)
    after = content(ledger)
    assert after != before
    assert changed.name == name
    assert changed.operation_id == ledger.revision
    differing = {table for table in before if before[table] != after[table]}
    assert differing <= changed.tables
    assert set(changed.ids) == changed.tables
    undone = ledger.undo()
    assert content(ledger) == before
    assert undone.tables == changed.tables
    ledger.redo()
    assert content(ledger) == after
    assert ledger.history()[0].title.startswith("恢复：")
    assert "{" not in ledger.history()[0].title


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_a_failing_operation_leaves_everything_as_it_was(
    ledger: Ledger, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(ledger)
    before, revision = content(ledger), ledger.revision

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zonetracker.storage.history.Recorder.write_down", fail)
    with pytest.raises(Refusal) as refused:
        OPERATIONS[name](ledger)
    assert refused.value.code == "disk.full"
    monkeypatch.undo()
    assert (content(ledger), ledger.revision) == (before, revision)
    OPERATIONS[name](ledger)
    assert content(ledger) != before


def test_undo_of_everything_after_reopening_gives_an_empty_workbook_and_redo_gives_it_back(tmp_path: Path) -> None:
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        empty = content(ledger)
        prepare(ledger)
        for name in ("edit_row", "add_target", "set_actuals", "reject_rows", "remove_report", "set_settings"):
            OPERATIONS[name](ledger)
        full = content(ledger)
    with Ledger.open(path) as ledger:
        steps = 0
        while ledger.can_undo:
            ledger.undo()
            steps += 1
        assert content(ledger) == empty
        assert ledger.targets() == [] and ledger.reports() == [] and ledger.zone == "云岭高新区"
    with Ledger.open(path) as ledger:
        for _ in range(steps):
            ledger.redo()
        assert ledger.can_redo is None
        assert content(ledger) == full
        assert ledger.check() == []


def test_something_new_ends_redo_but_not_undo(ledger: Ledger) -> None:
    ledger.set_settings(places=1)
    ledger.set_settings(places=2)
    ledger.undo()
    assert ledger.can_redo is not None and ledger.can_redo.title == "修改设置"
    ledger.set_settings(places=3)
    assert ledger.can_redo is None
    with pytest.raises(Refusal, match="没有可以恢复"):
        ledger.redo()
    ledger.undo()
    assert ledger.setting("places") == 1
    ledger.undo()
    assert ledger.setting("places") is None
    with pytest.raises(Refusal, match="没有可以撤销"):
        ledger.undo()


def test_revert_to_is_one_step_that_can_be_undone(ledger: Ledger) -> None:
    first = ledger.set_settings(places=1).operation_id
    before = content(ledger)
    prepare(ledger)
    ledger.undo()
    late = content(ledger)
    ledger.revert_to(first)
    assert content(ledger) == before
    assert ledger.history()[0].title == "退回到“修改设置”之后"
    ledger.undo()
    assert content(ledger) == late


def test_an_operation_that_changes_nothing_leaves_no_trace(ledger: Ledger) -> None:
    ledger.set_settings(places=1)
    revision = ledger.revision
    assert ledger.set_settings(places=1) == Changed(0, "set_settings")
    assert ledger.revision == revision


def test_history_tells_what_who_and_which_rows(ledger: Ledger) -> None:
    prepare(ledger)
    edited = ledger.edit_target(1, TargetChange(responsible="经发局"))
    latest = ledger.history(limit=1)[0]
    assert (latest.title, latest.actor, latest.count) == ("修改2023年目标“地区生产总值”", "测试员", 1)
    (change,) = ledger.changes(edited.operation_id)
    assert (change.table, change.row_id) == ("target", 1)
    assert change.before is not None and change.after is not None
    assert (change.before["responsible"], change.after["responsible"]) == ("", "经发局")
    assert [one.name for one in ledger.history(table="target", row_id=1)] == ["edit_target", "confirm_rows"]
    ledger.undo()
    assert ledger.history(table="target", row_id=1)[1].reverted_by == ledger.revision


def test_the_title_of_an_undone_return_names_the_step_it_returned_to(ledger: Ledger) -> None:
    first = ledger.add_target("甲项", 2023).operation_id
    ledger.add_target("乙项", 2023)
    ledger.revert_to(first)
    ledger.undo()
    assert ledger.history()[0].title == "撤销：退回到“新增2023年目标“甲项””之后"


def test_a_step_with_one_thing_names_it_and_several_are_counted(ledger: Ledger) -> None:
    (row, *_) = imported(ledger, target("地区生产总值", "80"), target("工业投资", "12"))
    entry = ActualEntry(1, 2023, 9, Decimal("59.2"), "亿元")
    steps: list[tuple[Callable[[], object], str]] = [
        (lambda: ledger.skip_rows([row]), "稍后再看一行：地区生产总值"),
        (lambda: ledger.reopen_rows([row]), "重新核对一行：地区生产总值"),
        (lambda: ledger.reject_rows([row]), "不采用一行：地区生产总值"),
        (lambda: ledger.confirm_rows([row]), "确认一行：地区生产总值"),
        (lambda: ledger.set_actuals([entry]), "录入实绩：地区生产总值 2023年9月"),
        (lambda: ledger.set_actuals([replace(entry, value=None, growth=None)]), "清空实绩：地区生产总值 2023年9月"),
        (lambda: ledger.set_actuals([entry, replace(entry, month=12)]), "录入实绩2项"),
        (
            lambda: ledger.set_actuals([replace(entry, month=6)], "统计月报.xlsx"),
            "导入报表“统计月报.xlsx”，录入实绩1项",
        ),
        (
            lambda: ledger.edit_indicator(1, IndicatorChange(pinned=not ledger.indicator(1).pinned)),
            "关注“地区生产总值”",
        ),
        (
            lambda: ledger.edit_indicator(1, IndicatorChange(pinned=not ledger.indicator(1).pinned)),
            "关注“地区生产总值”",
        ),
        (lambda: ledger.remove_targets([1]), "删除2023年目标“地区生产总值”"),
    ]
    for step, title in steps:
        step()
        assert ledger.history(limit=1)[0].title.removeprefix("不再") == title
    assert {one.title for one in ledger.history()} >= {"关注“地区生产总值”", "不再关注“地区生产总值”"}
    ledger.undo()
    assert ledger.history(limit=1)[0].title == "撤销：删除2023年目标“地区生产总值”"


def test_an_edit_is_undone_below_a_kept_output_and_brought_back(ledger: Ledger) -> None:
    ledger.add_target("甲项", 2023)
    ledger.edit_target(1, TargetChange(responsible="经发局"))
    ledger.keep_issued("sheet", 2023, 3, "三月.xlsx", b"PK")
    before = content(ledger)
    assert ledger.last_edit is not None and ledger.last_edit.name == "edit_target"
    ledger.undo(keep_outputs=True)
    assert (ledger.target(1).responsible, len(ledger.issued())) == ("", 1)
    ledger.undo(keep_outputs=True)
    assert not ledger.targets() and len(ledger.issued()) == 1 and ledger.last_edit is None
    with pytest.raises(Refusal) as refused:
        ledger.undo(keep_outputs=True)
    assert refused.value.code == "undo.nothing"
    ledger.redo()
    ledger.redo()
    assert content(ledger) == before and ledger.check() == []
    ledger.undo()
    assert (ledger.target(1).responsible, len(ledger.issued())) == ("", 1)
    ledger.undo()
    ledger.undo()
    assert not ledger.issued() and ledger.steps == (0, 3)
