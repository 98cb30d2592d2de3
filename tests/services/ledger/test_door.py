"""The one door: every writing operation with what is hard, what is soft without and with its answer, what is not said.

The command line and the pages (tests/ui/door) show the same answers; neither has a rule of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.ledger.test_operations import NOT_OPERATIONS, ON_DAMAGE, a_year_earlier, public_writes
from tests.services.made_reports import MadeReport, actual, content, imported, milestone, reason_filed, target
from zonetracker.__main__ import main
from zonetracker.extraction.reading import read_pasted
from zonetracker.model.bookkeeping import Passed
from zonetracker.model.changes import (
    Acting,
    ActualEntry,
    Breakdown,
    BreakdownRow,
    DepartmentChange,
    FilingChange,
    FilingEntry,
    IndicatorChange,
    ListEdits,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    NodeChange,
    PeriodTargetChange,
    PeriodTargetEntry,
    PointsChange,
    Returns,
    RowChange,
    StatedChange,
    TargetChange,
    cleared,
)
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind, FactType, Points, PointsAccount, PointsKind, Stated, TaskKind
from zonetracker.model.reports.frame import Frame
from zonetracker.services.importing import ReadReport
from zonetracker.services.ledger import Changed, Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job

WHOLE, PART, RATE = 1, 2, 3
LIMITED = 2
"""A milestone with sign-off, with nodes from its day of receipt of which the last is dated by hand."""
LONG = Decimal("1" * 4301)
REVERSED = Stated(Decimal(80), Decimal(60), "亿元")
SEVENTY = Stated(Decimal(70), unit="亿元")
REASON = "统计口径调整"


def half_year(change: PeriodTargetChange) -> PeriodTargetEntry:
    return PeriodTargetEntry(WHOLE, 6, change)


def fill(ledger: Ledger) -> None:
    """固定资产投资 with a part, a target of growth only, two months of figures, a milestone, rows to be confirmed."""
    ledger.add_target("固定资产投资", 2023, Stated(Decimal(60), unit="亿元"))
    ledger.add_target("工业投资", 2023, Stated(Decimal(25), unit="亿元"), TargetChange(parent_id=WHOLE))
    ledger.add_target("服务业增加值", 2023, Stated(growth=Decimal(8)))
    ledger.set_actuals(
        [
            ActualEntry(WHOLE, 2023, 3, Decimal(15), "亿元", Decimal(5)),
            ActualEntry(WHOLE, 2023, 6, Decimal(30), "亿元"),
            ActualEntry(WHOLE, 2022, 12, Decimal(55), "亿元"),
        ]
    )
    ledger.add_milestone("孵化楼竣工", 2023)
    ledger.add_departments(["发展改革局", "经信局"])
    imported(
        ledger,
        replace(target("外贸出口", "80"), stated=REVERSED),
        target("技改投资", "9.0", id="whole"),
        target("设备投资", "12", parent="whole"),
        actual("税收收入", "3"),
        milestone("大桥通车"),
    )
    ledger.confirm_rows([2])
    limited = MilestoneChange(received_on="2023-04-26", template="137", signoff=True)
    ledger.add_milestone("企业用电增容", 2023, replace(limited, investment=Decimal(500), money_unit="万元"))
    ledger.edit_node(3, NodeChange(planned="2023-05-12"))
    ledger.set_period_targets([half_year(PeriodTargetChange(value=Decimal(28)))])
    ledger.add_points([deducted("云督〔2023〕4号")])
    ledger.set_settings(points_rules={"name": "积分", "base": "100"})


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    fill(ledger)
    return ledger


def too_long() -> MadeReport:
    return MadeReport([replace(target("甲项", "1"), stated=Stated(LONG)), target("乙项", "2")], title="第二份")


def listed(*rows: BreakdownRow) -> Breakdown:
    return Breakdown(2023, "分解表.xlsx", rows)


def brought(change: MilestoneChange, milestone_id: int = LIMITED) -> MilestoneEntries:
    return MilestoneEntries("台账.xlsx", 2023, 9, (MilestoneEntry(change, milestone_id),))


def invested(value: Decimal) -> FilingEntry:
    return FilingEntry(TaskKind.MILESTONE, LIMITED, 2023, 9, FilingChange(value=value))


def deducted(paper_no: str = "") -> Points:
    """A point taken in August from 发展改革局."""
    kind, day = PointsKind.DEDUCTION, "2023-09-04"
    return Points(
        0, 2023, 8, 1, PointsAccount.LEDGER, kind, day, Decimal(1), reason="通报两次仍未整改", paper_no=paper_no
    )


HARD: dict[str, Callable[[Ledger], Changed]] = {
    "import_report": lambda one: too_long().keep(one),
    "add_row": lambda one: one.add_row(1, replace(one.row(1).candidate, year=3000)),
    "edit_row": lambda one: one.edit_row(1, RowChange(name="名" * 301)),
    "edit_rows": lambda one: one.edit_rows([1], RowChange(value=LONG)),
    "confirm_rows": lambda one: one.confirm_rows([1]),
    "add_indicator": lambda one: one.add_indicator(" "),
    "edit_indicator": lambda one: one.edit_indicator(1, IndicatorChange(curve=(Decimal(50), Decimal(100)))),
    "add_target": lambda one: one.add_target("外贸出口", 2023, REVERSED),
    "edit_target": lambda one: one.edit_target(WHOLE, TargetChange(value_high=Decimal(50))),
    "edit_targets": lambda one: one.edit_targets([WHOLE], TargetChange(deadline="2023-02-30")),
    "fill_targets": lambda one: one.fill_targets(ListEdits({WHOLE: TargetChange(deadline="2023-02-30")})),
    "split_target": lambda one: one.split_target(WHOLE, SEVENTY, " ", SEVENTY),
    "set_period_targets": lambda one: one.set_period_targets([half_year(PeriodTargetChange(unit="人"))]),
    "copy_targets": lambda one: one.copy_targets(2023, 2100),
    "adjust_target": lambda one: one.adjust_target(WHOLE, SEVENTY, 7, "云政发3号", "7"),
    "add_milestone": lambda one: one.add_milestone("道路贯通", 2023, MilestoneChange(deadline="六月")),
    "edit_milestone": lambda one: one.edit_milestone(1, MilestoneChange(name="")),
    "edit_milestones": lambda one: one.edit_milestones([LIMITED], MilestoneChange(done_on="2023-05-08")),
    "add_nodes": lambda one: one.add_nodes(LIMITED, [NodeChange("答复")]),
    "edit_node": lambda one: one.edit_node(1, NodeChange(done_on="2099-01-01")),
    "apply_template": lambda one: one.apply_template([LIMITED], "二十四节气"),
    "act": lambda one: one.act([LIMITED], Acting(ActionKind.RETURN, "2023-05-08", "资料不全")),
    "add_departments": lambda one: one.add_departments(["税务局", " "]),
    "edit_department": lambda one: one.edit_department(1, DepartmentChange(due_day=29)),
    "set_actuals": lambda one: one.set_actuals([ActualEntry(WHOLE, 2023, 9, Decimal(5), "人")]),
    "file": lambda one: one.file(reason_filed(WHOLE, 3, "。。。")),
    "enter_returns": lambda one: one.enter_returns(Returns(2023, 9, done={1: "九月底"})),
    "enter_milestones": lambda one: one.enter_milestones(brought(MilestoneChange(name=""), 0)),
    "chase": lambda one: one.chase([1], 2023, 13),
    "add_points": lambda one: one.add_points([replace(deducted("云督5号"), amount=None)]),
    "edit_points": lambda one: one.edit_points(1, PointsChange(reason="7")),
    "add_evidence": lambda one: one.add_evidence(TaskKind.MILESTONE, LIMITED, "空白.pdf", b""),
    "enter_breakdown": lambda one: one.enter_breakdown(
        listed(BreakdownRow(0, 0, "外贸总额", TargetChange(stated=REVERSED)))
    ),
    "set_settings": lambda one: one.set_settings(zone="云岭\x00区"),
    "date_report": lambda one: one.date_report(1, replace(a_year_earlier(one), written=(2022, 13))),
    "keep_sheet_mapping": lambda one: one.keep_sheet_mapping("", {}),
    "keep_issued": lambda one: one.keep_issued("sheet", 2023, 13, "表.xlsx", b"PK"),
    "close_month": lambda one: one.close_month(2023, 13),
    "issue_month": lambda one: one.issue_month(2023, 9, [], [Passed("late", "落后", "7")]),
    "revise_base": lambda one: one.revise_base(ActualEntry(WHOLE, 2022, 12, Decimal(56)), " ", REASON),
    "reopen_month": lambda one: one.reopen_month(2023, 6, "7"),
    "close_year": lambda one: one.close_year(2100),
    "reopen_year": lambda one: one.reopen_year(2023, "7"),
}
SOFT: dict[str, Callable[[Ledger, str], Changed]] = {
    "confirm_rows": lambda one, reason: one.confirm_rows([3], reason=reason),
    "edit_row": lambda one, reason: one.edit_row(2, RowChange(value=Decimal("-9.5"), unit="家"), reason),
    "edit_rows": lambda one, reason: one.edit_rows([2], RowChange(value=Decimal("9.5"), unit="个"), reason),
    "add_target": lambda one, reason: one.add_target("技改", 2023, SEVENTY, TargetChange(parent_id=WHOLE), reason),
    "edit_target": lambda one, reason: one.edit_target(PART, TargetChange(stated=SEVENTY), reason),
    "edit_targets": lambda one, reason: one.edit_targets([PART], TargetChange(value=Decimal(70)), reason),
    "split_target": lambda one, reason: one.split_target(
        WHOLE, one.target(WHOLE).stated, "技改", SEVENTY, part=True, reason=reason
    ),
    "set_period_targets": lambda one, reason: one.set_period_targets(
        [half_year(PeriodTargetChange(value=Decimal(61)))], reason
    ),
    "fill_targets": lambda one, reason: one.fill_targets(ListEdits({PART: TargetChange(stated=SEVENTY)}), reason),
    "set_actuals": lambda one, reason: one.set_actuals([ActualEntry(WHOLE, 2023, 9, Decimal(29))], reason=reason),
    "add_milestone": lambda one, reason: one.add_milestone(
        "道路贯通", 2023, MilestoneChange(investment=Decimal(9), year_plan=Decimal(12), money_unit="亿元"), reason
    ),
    "edit_milestone": lambda one, reason: one.edit_milestone(
        LIMITED, MilestoneChange(received_on="2023-04-27"), reason
    ),
    "edit_milestones": lambda one, reason: one.edit_milestones(
        [LIMITED], MilestoneChange(spent_before=Decimal(501)), reason
    ),
    "add_nodes": lambda one, reason: one.add_nodes(LIMITED, [NodeChange("回访", "2023-05")], 0, reason),
    "edit_node": lambda one, reason: one.edit_node(2, NodeChange(planned="2023-04-26"), reason),
    "apply_template": lambda one, reason: one.apply_template([LIMITED], "季度节点", reason),
    "act": lambda one, reason: one.act(
        [LIMITED], Acting(ActionKind.EXTEND, "2023-06-01", "等设备", after="2023-07"), reason
    ),
    "enter_breakdown": lambda one, reason: one.enter_breakdown(
        listed(BreakdownRow(PART, PART, "工业投资", TargetChange(value=Decimal(70)))), reason
    ),
    "enter_milestones": lambda one, reason: one.enter_milestones(
        brought(MilestoneChange(spent_before=Decimal(501))), reason
    ),
    "add_points": lambda one, reason: one.add_points([deducted()], reason),
    "edit_points": lambda one, reason: one.edit_points(1, PointsChange(paper_no=" "), reason),
    "file": lambda one, reason: one.file([invested(Decimal(501))], reason),
    "enter_returns": lambda one, reason: one.enter_returns(
        Returns(2023, 9, (ActualEntry(WHOLE, 2023, 9, Decimal(29)),)), reason
    ),
}
ABSENT: dict[str, Callable[[Ledger], Changed]] = {
    "set_actuals": lambda one: one.set_actuals([ActualEntry(WHOLE, 2023, 3)]),
    "enter_returns": lambda one: one.enter_returns(Returns(2023, 3, (ActualEntry(WHOLE, 2023, 3),))),
    "enter_breakdown": lambda one: one.enter_breakdown(listed(BreakdownRow(WHOLE, WHOLE, "固定资产投资"))),
    "edit_target": lambda one: one.edit_target(WHOLE, TargetChange()),
    "edit_targets": lambda one: one.edit_targets([WHOLE, PART], TargetChange()),
    "set_period_targets": lambda one: one.set_period_targets([half_year(PeriodTargetChange())]),
    "fill_targets": lambda one: one.fill_targets(ListEdits({WHOLE: TargetChange()}, {1: IndicatorChange()})),
    "edit_indicator": lambda one: one.edit_indicator(1, IndicatorChange()),
    "edit_milestone": lambda one: one.edit_milestone(1, MilestoneChange()),
    "edit_milestones": lambda one: one.edit_milestones([1, LIMITED], MilestoneChange()),
    "enter_milestones": lambda one: one.enter_milestones(brought(MilestoneChange())),
    "file": lambda one: one.file([FilingEntry(TaskKind.MILESTONE, LIMITED, 2023, 5, FilingChange())]),
    "edit_node": lambda one: one.edit_node(1, NodeChange()),
    "edit_department": lambda one: one.edit_department(1, DepartmentChange()),
    "edit_points": lambda one: one.edit_points(1, PointsChange()),
    "edit_row": lambda one: one.edit_row(2, RowChange()),
    "edit_rows": lambda one: one.edit_rows([1, 2], RowChange()),
}
TAKES_NO_VALUE = {
    *("move_milestones", "move_nodes", "remove_nodes", "remove_evidence", "remove_points"),
    *("remove_report", "reject_rows", "skip_rows", "reopen_rows", "remove_indicators", "move_targets"),
    *(
        "merge_targets",
        "remove_targets",
        "remove_milestones",
        "merge_departments",
        "move_departments",
        "remove_departments",
    ),
}


def test_every_writing_operation_stands_here() -> None:
    assert public_writes() == HARD.keys() | TAKES_NO_VALUE | NOT_OPERATIONS | ON_DAMAGE


@pytest.mark.parametrize("name", sorted(HARD))
def test_what_cannot_be_is_never_written(ledger: Ledger, name: str) -> None:
    before = content(ledger)
    if name == "import_report":
        changed = HARD[name](ledger)
        assert [one.stopped for one in changed.asked] == [True]
        assert [row.candidate.name for row in ledger.rows(2)] == ["乙项"]
        return
    with pytest.raises(Refusal) as refused:
        HARD[name](ledger)
    assert isinstance(refused.value.code, FindingCode) and str(refused.value).endswith("。")
    assert len(str(refused.value)) < 120
    assert content(ledger) == before


@pytest.mark.parametrize("name", sorted(SOFT))
def test_what_is_soft_waits_for_a_reason_and_passes_with_one(ledger: Ledger, name: str) -> None:
    before = content(ledger)
    waiting = SOFT[name](ledger, "")
    assert (waiting.operation_id, len(waiting.asked), waiting.asked[0].stopped) == (0, 1, False)
    assert content(ledger) == before
    for wordless in ("7", "好", "哈哈哈", "？！"):
        with pytest.raises(Refusal, match="原因"):
            SOFT[name](ledger, wordless)
    assert content(ledger) == before
    changed = SOFT[name](ledger, REASON)
    assert changed.operation_id and changed.asked == () and content(ledger) != before
    after = content(ledger)
    ledger.undo()
    assert content(ledger) == before
    ledger.redo()
    assert content(ledger) == after


@pytest.mark.parametrize("name", sorted(ABSENT))
def test_what_nobody_said_is_left_as_it_stands(ledger: Ledger, name: str) -> None:
    before = content(ledger)
    ABSENT[name](ledger)
    assert content(ledger) == before


def test_one_half_of_a_month_leaves_the_other(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(WHOLE, 2023, 6, growth=Decimal("4.5"), origin="速报")])
    kept = ledger.actual(WHOLE, 2023, 6)
    assert kept is not None and (kept.value, kept.unit, kept.growth) == (Decimal(30), "亿元", Decimal("4.5"))
    ledger.set_actuals([ActualEntry(WHOLE, 2023, 6, value=None)])
    kept = ledger.actual(WHOLE, 2023, 6)
    assert kept is not None and (kept.value, kept.unit, kept.growth) == (None, None, Decimal("4.5"))
    ledger.set_actuals([cleared(WHOLE, 2023, 6)])
    assert ledger.actual(WHOLE, 2023, 6) is None


def test_of_many_only_those_asked_about_wait(ledger: Ledger) -> None:
    entries = [
        ActualEntry(WHOLE, 2023, 7, Decimal(35)),
        ActualEntry(WHOLE, 2023, 8, Decimal(34)),
        ActualEntry(WHOLE, 2023, 9, Decimal(40), "人"),
        ActualEntry(PART, 2023, 7, Decimal(12)),
    ]
    changed = ledger.set_actuals(entries)
    assert [(one.row_id, one.month, one.stopped) for one in changed.asked] == [
        (WHOLE, 8, False),
        (WHOLE, 9, True),
    ]
    assert ledger.actual(PART, 2023, 7) is not None and ledger.actual(WHOLE, 2023, 7) is not None
    ledger.undo()
    assert ledger.actual(PART, 2023, 7) is None


def test_of_a_block_only_what_is_asked_about_waits(ledger: Ledger) -> None:
    edits = ListEdits(
        {
            PART: TargetChange(value=Decimal(70)),
            WHOLE: TargetChange(responsible="发改局"),
            RATE: TargetChange(unit="家"),
        },
        {RATE: IndicatorChange(months=(6, 12))},
        (ActualEntry(RATE, 2022, 12, growth=Decimal(7)),),
    )
    before = content(ledger)
    changed = ledger.fill_targets(edits)
    assert [(one.table, one.row_id, one.stopped) for one in changed.asked] == [
        ("target", PART, False),
        ("target", RATE, True),
    ]
    assert ledger.target(WHOLE).responsible == "发改局" and ledger.indicator(RATE).months == (6, 12)
    assert ledger.actual(RATE, 2022, 12) is not None and ledger.target(PART).stated.value == Decimal(25)
    ledger.undo()
    assert content(ledger) == before
    with pytest.raises(ValueError, match="names"):
        ledger.fill_targets(ListEdits(indicators={1: IndicatorChange(name="固投")}))


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        (ActualEntry(WHOLE, 2023, 2, Decimal(16)), "cumulative_above_later"),
        (ActualEntry(WHOLE, 2023, 4, Decimal(14)), "cumulative_falls"),
        (ActualEntry(PART, 2023, 6, Decimal(31)), "part_exceeds"),
        (ActualEntry(RATE, 2023, 6, Decimal("7.5"), "%"), "growth_as_value"),
        (ActualEntry(RATE, 2023, 6, Decimal("7.5")), "growth_likely"),
    ],
)
def test_checks_of_the_trade_on_entry(ledger: Ledger, entry: ActualEntry, code: str) -> None:
    ledger.edit_indicator(RATE, IndicatorChange(unit="亿元", months=tuple(range(1, 13))))
    (asked,) = ledger.would_ask([entry])
    assert [finding.code for finding in asked.findings] == [code]


def test_a_whole_entered_below_its_part_is_asked(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(PART, 2023, 7, Decimal(20))])
    (asked,) = ledger.would_ask([ActualEntry(WHOLE, 2023, 7, Decimal(31)), ActualEntry(PART, 2023, 7, Decimal(32))])
    assert [finding.code for finding in asked.findings] == ["part_exceeds"]


def test_things_that_are_counted_and_months_without_a_figure(ledger: Ledger) -> None:
    number = ledger.add_indicator("新增企业", IndicatorChange(unit="家", months=(6, 12))).ids["indicator"][0]
    for entry, code in (
        (ActualEntry(number, 2023, 6, Decimal("3.5")), "count_in_parts"),
        (ActualEntry(number, 2023, 6, Decimal(-2)), "count_below_zero"),
        (ActualEntry(number, 2023, 7, Decimal(3)), "no_month_of_its_own"),
    ):
        (asked,) = ledger.would_ask([entry])
        assert [finding.code for finding in asked.findings] == [code]
    assert ledger.would_ask([ActualEntry(number, 2023, 6, Decimal("3.0"))]) == ()


def test_an_old_row_with_a_bad_figure_still_gets_a_responsible_unit(ledger: Ledger) -> None:
    with ledger._database.operation("edit_target", year=2023, title="外贸出口") as recorder:
        recorder.update("target", WHOLE, {"value_high": "50"})
    ledger.edit_target(WHOLE, TargetChange(responsible="投资促进局"))
    assert ledger.target(WHOLE).responsible == "投资促进局"


def test_a_confirmed_row_is_checked_when_it_is_corrected(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.edit_row(2, RowChange(value_high=Decimal(1)))
    assert refused.value.code is FindingCode.RANGE_REVERSED
    assert [one.stated.value for one in ledger.targets(2023) if one.row_id == 2] == [Decimal("9.0")]


def test_what_a_unit_files_is_not_the_reason_of_a_figure(ledger: Ledger) -> None:
    ledger.set_actuals([ActualEntry(WHOLE, 2023, 9, Decimal(29))], reason=REASON)
    ledger.file(reason_filed(WHOLE, 9, "土地手续未办完"))
    kept = ledger.actual(WHOLE, 2023, 9)
    assert kept is not None and kept.reason == REASON
    assert [(one.task_id, one.problem) for one in ledger.filings(2023, 9)] == [(WHOLE, "土地手续未办完")]
    ledger.file(reason_filed(WHOLE, 9, ""))
    assert ledger.filings(2023, 9) == []


def test_the_reason_for_which_a_target_passed_stands_in_the_history(ledger: Ledger) -> None:
    ledger.edit_target(PART, TargetChange(stated=SEVENTY), REASON)
    assert ledger.history(limit=1)[0].title.endswith(f"（原因：{REASON}）")


def test_an_adjustment_adjusts_and_tells_what_its_reason_answered(ledger: Ledger) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.adjust_target(PART, ledger.target(PART).stated, 7, "云政发3号", REASON)
    assert refused.value.code is FindingCode.NOTHING_ADJUSTED and ledger.adjustments() == []
    changed = ledger.adjust_target(PART, SEVENTY, 7, "云政发3号", REASON)
    assert [finding.code for one in changed.noted for finding in one.findings] == [FindingCode.PART_EXCEEDS]


def test_a_row_added_by_hand_says_something(ledger: Ledger) -> None:
    silent = replace(ledger.row(4).candidate, stated=Stated())
    with pytest.raises(Refusal) as refused:
        ledger.add_row(1, silent)
    assert refused.value.code is FindingCode.FIGURELESS
    assert ledger.add_row(1, replace(silent, type=FactType.MILESTONE)).operation_id


def test_a_change_says_only_what_was_said() -> None:
    assert StatedChange().said == frozenset()
    assert TargetChange(deadline=None, weight=Decimal(1)).said == {"deadline", "weight"}


# ---- the command line


@pytest.fixture
def book(ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "命令.zt"
    ledger.backup(place)
    return place


def enter_sheet(book: Path, text: str, *more: str) -> int:
    sheet = book.with_name("九月.csv")
    sheet.write_text(text, encoding="utf-8-sig")
    return main(["actuals", str(book), str(sheet), "--month", "2023-09", *more])


def values(book: Path) -> dict[int, tuple[str, str]]:
    with Ledger.open(book) as opened:
        return {one.indicator_id: (str(one.value), str(one.growth)) for one in opened.actuals(2023) if one.month == 9}


def test_the_command_line_asks_and_tells(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert enter_sheet(book, "指标名称,单位,累计\n固定资产投资,人,5\n") == 1
    assert "不能比较" in capsys.readouterr().err and values(book) == {}
    sheet = "指标名称,累计\n固定资产投资,29\n工业投资,12\n"
    assert enter_sheet(book, sheet) == 1
    said = capsys.readouterr()
    assert "待核对，没有填入：固定资产投资（B2）：累计数 29 比 6 月的 30 小" in said.err and "实绩 1 项" in said.out
    assert values(book) == {PART: ("12", "None")}
    assert enter_sheet(book, sheet, "--reason", "1") == 1
    assert values(book) == {PART: ("12", "None")}
    assert enter_sheet(book, sheet, "--reason", REASON) == 0
    assert enter_sheet(book, "指标名称,累计同比增长\n固定资产投资,3.5\n工业投资,4\n") == 0
    assert values(book) == {WHOLE: ("29", "3.5"), PART: ("12", "4")}


def test_an_import_tells_what_it_left_out(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = too_long()
    read = ReadReport("第二份", made.text.encode(), read_pasted(made.text), tuple(made.candidates), Frame(2023, 2022))

    def reading(*_: object, **__: object) -> Job[ReadReport]:
        yield from ()
        return read

    monkeypatch.setattr("zonetracker.commands.verbs.read_report", reading)
    file = book.with_name("第二份.txt")
    file.write_text(made.text, encoding="utf-8")
    assert main(["import", str(book), str(file)]) == 1
    said = capsys.readouterr()
    assert "没有收入：甲项：数字太长" in said.err and "共 1 行" in said.out


def test_a_figure_of_4301_digits_in_a_sheet_is_one_sentence(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert enter_sheet(book, f"指标名称,累计\n固定资产投资,{LONG}\n工业投资,12\n") == 1
    said = capsys.readouterr().err
    assert "看不出是多少" in said and len(said) < 200 and values(book) == {PART: ("12", "None")}
