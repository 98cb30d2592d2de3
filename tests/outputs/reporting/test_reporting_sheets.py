"""报送情况表 and 调度清单 as workbooks: counts, rates that a spreadsheet works out, what a meeting is told."""

from __future__ import annotations

import io
import random
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_sheet_recalculated import OFFICE, converted, without_values
from zonetracker.model.duties.dispatch import Answered, dispatch_rows
from zonetracker.model.duties.due import DutyCounts, DutyState, DutyTable, Lack, TaskDuty, UnitDuty
from zonetracker.model.duties.tasks import Task
from zonetracker.model.facts import (
    Action,
    ActionKind,
    ActionSubject,
    Actual,
    Department,
    Filing,
    Indicator,
    Milestone,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.milestones.records import records_of
from zonetracker.model.progress import Progress, progress
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.reporting.dispatch import build_dispatch
from zonetracker.outputs.reporting.status import build_reporting

SIGNED = SheetOptions(issuer="目标办", filled_by="张三", issued_on="2023-10-09")
TODAY = date(2023, 10, 9)
X, Y = Department(1, "样例局"), Department(2, "试验中心")


def known(places: int = 1) -> Progress:
    made = progress("云岭高新区", 2023, 9, [], {}, {}, [], RuleSet(), places)
    return replace(made, departments=(X, Y), today=TODAY)


def duty(number: int, state: DutyState, *lacks: Lack) -> TaskDuty:
    return TaskDuty(Task(TaskKind.TARGET, number, f"指标{number}", "样例局"), state, lacks=lacks)


def counted(states: dict[DutyState, int], without_reason: int = 0) -> DutyCounts:
    return DutyCounts(Counter(states), without_reason)


def table_of(units: list[UnitDuty]) -> DutyTable:
    total = sum((Counter(one.counts.states) for one in units), Counter[DutyState]())
    return DutyTable(2023, 9, tuple(units), DutyCounts(total, 0))


def lines(data: bytes | Path, *, values: bool = True) -> list[tuple[Any, ...]]:
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    sheet = openpyxl.load_workbook(source, data_only=values).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if any(cell is not None for cell in row)]


def test_each_unit_has_its_counts_its_rate_and_what_is_missing() -> None:
    states = {DutyState.ON_TIME: 14, DutyState.LATE: 2, DutyState.MISSING: 2, DutyState.EXEMPT: 3}
    missing = (duty(1, DutyState.MISSING, Lack.VALUE), duty(2, DutyState.ON_TIME, Lack.REASON))
    unit = UnitDuty("样例局", X, missing, counted(states))
    rows = lines(build_reporting(known(), table_of([unit]), SIGNED))
    assert rows[0][0] == "2023年1-9月云岭高新区目标任务报送情况表"
    assert (rows[1][0], rows[1][-4:]) == (
        "填报单位：目标办",
        ("2023年10月9日", None, None, None),
    ) or "填报单位：目标办" in rows[1]
    assert rows[2] == ("责任单位", "应报", "按时", "迟报", "未报", "及时率(%)", "未报事项")
    assert rows[3] == ("样例局", 18, 14, 2, 2, 77.8, "指标1（缺数值）；指标2（缺原因）")
    assert rows[4][:6] == ("合计", 18, 14, 2, 2, 77.8)
    told = "\n".join(str(row[0]) for row in rows[5:])
    assert "填表人：张三" in told and "另有3项本月按规定没有数，免报" in told


def test_what_is_not_due_yet_is_a_column_only_where_there_is_some() -> None:
    waiting = UnitDuty("样例局", X, (), counted({DutyState.NOT_YET: 3}))
    rows = lines(build_reporting(known(), table_of([waiting]), SIGNED))
    assert rows[2] == ("责任单位", "应报", "按时", "迟报", "未报", "未到期", "及时率(%)", "未报事项")
    assert rows[3][:7] == ("样例局", 3, 0, 0, 0, 3, None)


def test_without_units_there_is_a_total_of_nothing() -> None:
    rows = lines(build_reporting(known(), table_of([]), SIGNED))
    assert rows[3][:6] == ("合计", 0, 0, 0, 0, None)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_rates_worked_out_by_a_spreadsheet_equal_the_program(tmp_path: Path) -> None:
    """Thirty units with odd counts in one book for each number of decimals, many rates on a half of the last."""
    dice, books = random.Random(5), {}
    for places in range(3):
        halves = [(1, 16), (27, 2000), (1, 80), (5, 8), (173, 400)]
        counts = [(part, whole - part, 0, 0) for part, whole in halves]
        counts += [
            (dice.randrange(60), dice.randrange(9), dice.randrange(9), dice.choice([0, 0, 3])) for _ in range(25)
        ]
        shown = (DutyState.ON_TIME, DutyState.LATE, DutyState.MISSING, DutyState.NOT_YET)
        units = [
            UnitDuty(f"第{number}局", None, (), counted(dict(zip(shown, count, strict=True))))
            for number, count in enumerate(counts)
        ]
        table, path = table_of(units), tmp_path / f"p{places}.xlsx"
        assert without_values(build_reporting(known(places), table, SIGNED), path) == 30 * 2 + 6
        books[path] = (known(places), table)
    for path, (made, table) in zip(converted(list(books), tmp_path), books.values(), strict=True):
        rows = lines(path)[3:34]
        expected = [*((one.name, one.counts) for one in table.units), ("合计", table.total)]
        for row, (name, known_counts) in zip(rows, expected, strict=True):
            rate = made.percent(known_counts.timely_rate)
            assert (row[0], row[1]) == (name, known_counts.owed)
            assert (None if row[6] in (None, "") else Decimal(repr(row[6]))) == rate


# ---- the dispatch list


def item(number: int, unit: str, deadline: str, done_on: str | None = None) -> Milestone:
    return Milestone(number, 2023, f"事项{number}", deadline=deadline, done_on=done_on, responsible=unit)


def told(number: int, day: str, words: str = "月底前完成迁改") -> Action:
    return Action(number, ActionSubject.MILESTONE, number, day, ActionKind.INSTRUCT, words=words)


def filed(number: int, problem: str = "", came: str | None = None, **about: str) -> Filing:
    return Filing(number, TaskKind.MILESTONE, number, 2023, 10, problem, reported_on=came, **about)  # type: ignore[arg-type]


def october() -> tuple[Progress, list[Filing]]:
    """Overdue with an answer, due in five days, stuck without one, done since, far off, suspended; a target behind."""
    items = [
        item(1, "试验中心", "2023-09-09"),
        item(2, "样例局", "2023-10-14"),
        item(3, "样例局", "2023-12"),
        item(4, "样例局", "2023-12", "2023-10-05"),
        item(5, "样例局", "2023-12"),
        item(6, "", "2023-08"),
    ]
    indicator = Indicator(1, "固定资产投资", "亿元")
    goal = Target(1, 1, 2023, Stated(Decimal(12), unit="亿元"), responsible="样例局", deadline="2023")
    actual = Actual(1, 1, 2023, 10, Decimal(3), "亿元")
    made = progress(
        "云岭高新区",
        2023,
        10,
        [goal],
        {1: indicator},
        {(1, 2023, 10): actual},
        items,
        RuleSet(),
        problems={1: "征地慢"},
    )
    actions = [told(1, "2023-10-02"), told(3, "2023-10-02"), told(4, "2023-09-20")]
    actions.append(Action(9, ActionSubject.MILESTONE, 6, "2023-10-01", ActionKind.SUSPEND))
    made = replace(made, departments=(X, Y), today=TODAY, records=records_of(actions, []))
    filings = [
        filed(1, came="2023-10-06", progress="已迁一半", next_step="10月底迁完"),
        filed(3, "管线未迁", next_step="协调电力"),
    ]
    return made, filings


def test_a_meeting_is_told_what_is_due_overdue_or_stuck_by_unit() -> None:
    made, filings = october()
    rows = dispatch_rows(made, filings)
    assert [(one.unit, one.task.name, one.answered) for one in rows] == [
        ("样例局", "事项2", None),
        ("样例局", "事项3", Answered.NOT),
        ("样例局", "事项4", Answered.DONE),
        ("样例局", "固定资产投资", None),
        ("试验中心", "事项1", Answered.FILED),
    ]


def test_what_is_due_soon_is_talked_about_also_while_its_sign_off_is_asked_for_or_was_returned() -> None:
    made, filings = october()
    applied = Action(7, ActionSubject.MILESTONE, 2, "2023-10-03", ActionKind.APPLY)
    returned = replace(applied, id=8, day="2023-10-05", kind=ActionKind.RETURN)
    for actions in ([applied], [applied, returned]):
        names = [one.task.name for one in dispatch_rows(replace(made, records=records_of(actions, [])), filings)]
        assert "事项2" in names and "事项5" not in names


def test_what_was_done_in_the_month_of_its_instruction_is_told_also_where_no_day_says_when() -> None:
    made, _ = october()
    items = [replace(one, done_on="2023-10") if one.id == 4 else one for one in made.milestones]
    records = records_of([told(4, "2023-10-02")], [])
    rows = dispatch_rows(replace(made, milestones=tuple(items), records=records), [])
    (row,) = (one for one in rows if one.task.name == "事项4")
    assert (row.answered, row.answered_on) == (Answered.DONE, "2023-10")


def test_the_list_says_state_problem_instruction_and_what_came_of_it() -> None:
    made, filings = october()
    rows = lines(build_dispatch(made, dispatch_rows(made, filings), SIGNED))
    assert rows[2][:4] == ("序号", "责任单位", "事项", "完成时限")
    cells = {row[2]: [str(cell or "") for cell in row[4:]] for row in rows[3:8]}
    assert cells["事项1"] == [*("逾期30天", "", "2023年10月2日：月底前完成迁改", "2023年10月6日报来进展", "10月底迁完")]
    assert cells["事项2"] == ["即将到期，剩余5天", "", "", "", ""]
    assert cells["事项3"][1:] == ["管线未迁", "2023年10月2日：月底前完成迁改", "未反馈", "协调电力"]
    assert cells["事项4"][3] == "已办结（2023年10月5日）"
    assert cells["固定资产投资"][:2] == [made.word_of(made.rows[0]), "征地慢"]
    assert any("7天以内到期" in str(row[0]) for row in rows)
