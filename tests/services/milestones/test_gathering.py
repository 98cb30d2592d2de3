"""A month's list of milestones: how each stands, in which order, what is chosen of it, counts and rates."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.services.milestones.made_list import EXTENDED, LATE, OVERDUE, PASSED, RETURNED, TODAY, made_list
from zonetracker.drawing.dial import gauge_reading
from zonetracker.model.changes import Acting, DepartmentChange, MilestoneChange
from zonetracker.model.duties.dispatch import dispatch_rows
from zonetracker.model.facts import ActionKind, Cycle, WarningLevel
from zonetracker.model.milestones.listing import MilestoneList, Narrowing, rates_of
from zonetracker.model.milestones.states import MilestoneState, followed
from zonetracker.model.rounding import shown
from zonetracker.model.standing import Grade
from zonetracker.outputs.milestones.columns import MilestoneColumn, row_texts
from zonetracker.outputs.summary.parts import milestones_part
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.milestones.projects import project_table
from zonetracker.services.overview import progress_of
from zonetracker.words.milestones.following import counted_words, rates_words, rules_words, signoff_words
from zonetracker.words.standing import days_words, deadline_words, standing_word


@pytest.fixture
def listed(ledger: Ledger) -> MilestoneList:
    made_list(ledger)
    return milestone_list(ledger, 2023, 9, TODAY)


def names(rows: object) -> list[str]:
    return [row.milestone.name for row in rows]  # type: ignore[attr-defined]


def test_each_stands_as_the_office_says(listed: MilestoneList) -> None:
    told = {
        row.milestone.name: (standing_word(row.milestone, row.standing), days_words(row.standing))
        for row in listed.rows
    }
    assert listed.day == date(2023, 9, 30)
    assert told == {
        PASSED: ("已销号", "按期"),
        OVERDUE: ("逾期", "逾期30天"),
        EXTENDED: ("推进中", "剩余31天"),
        LATE: ("已销号", "逾期2天完成"),
        RETURNED: ("已退回", "剩余31天"),
    }
    rows = {row.milestone.name: row for row in listed.rows}
    assert rows[OVERDUE].standing.grade is Grade.LATE and rows[OVERDUE].standing.warning is WarningLevel.RED
    assert rows[RETURNED].standing.grade is Grade.ON_PACE
    assert deadline_words(rows[EXTENDED].standing) == "2023年10月31日（原时限2023年9月15日，延期1次）"
    assert rows[OVERDUE].overdue_days == 30 and rows[LATE].overdue_days == 2 and rows[PASSED].overdue_days is None


def test_sign_off_says_what_was_done_by_the_day_that_is_looked_at(ledger: Ledger) -> None:
    made = made_list(ledger)
    ledger.act([made[EXTENDED]], Acting(ActionKind.APPLY, "2023-09-28"))
    ledger.act([made[EXTENDED]], Acting(ActionKind.RETURN, "2023-10-04", "缺检测报告"))
    told = []
    for month in (9, 10):
        rows = {row.milestone.name: row for row in milestone_list(ledger, 2023, month, TODAY).rows}
        told.append((rows[EXTENDED].standing.state, signoff_words(rows[EXTENDED])))
    assert told == [(MilestoneState.APPLIED, "09-28申请"), (MilestoneState.RETURNED, "10-04退回")]


def test_a_day_earlier_it_was_a_little_behind(ledger: Ledger) -> None:
    made_list(ledger)
    earlier = milestone_list(ledger, 2023, 9, date(2023, 9, 29))
    row = next(row for row in earlier.rows if row.milestone.name == OVERDUE)
    assert (days_words(row.standing), row.standing.grade) == ("逾期29天", Grade.BEHIND)
    assert row.standing.warning is WarningLevel.YELLOW


def test_the_longest_overdue_come_first_what_is_done_last(listed: MilestoneList) -> None:
    assert names(listed.rows) == [OVERDUE, RETURNED, EXTENDED, PASSED, LATE]


def test_counts_and_rates(listed: MilestoneList) -> None:
    rates = rates_of(listed.rows)
    assert (rates.all, rates.done) == (5, 2)
    assert [shown(share, 1) for share in (rates.done_rate, rates.in_time_rate) if share is not None] == [
        Decimal("40.0"),
        Decimal("33.3"),
    ]
    assert rates_words(rates, 1) == "合计5项：已办结2项，办结率40.0%，按期办结率33.3%，退回率33.3%"


def test_what_is_chosen_holds_together(listed: MilestoneList) -> None:
    def chosen(**more: object) -> list[str]:
        return names(listed.narrowed(Narrowing(**more)))  # type: ignore[arg-type]

    assert chosen(unit="科技局") == [OVERDUE] and chosen(unit="建设局") == [OVERDUE, EXTENDED]
    assert chosen(unit="建设局", overdue=True) == [OVERDUE]
    assert chosen(state=MilestoneState.RETURNED) == [RETURNED] and chosen(checklist="民生实事") == []
    assert chosen(due=True) == [] and chosen(checklist="督查事项") == names(listed.rows)


def test_what_is_due_in_the_month_is_open_and_ends_in_it(ledger: Ledger) -> None:
    made_list(ledger)
    october = milestone_list(ledger, 2023, 10, TODAY)
    assert names(october.narrowed(Narrowing(due=True))) == [RETURNED, EXTENDED]


def test_who_has_not_filed_is_asked_by_the_cycle(ledger: Ledger) -> None:
    made = made_list(ledger)
    ledger.edit_milestone(made[EXTENDED], MilestoneChange(cycle=Cycle.NEVER))
    unfiled = milestone_list(ledger, 2023, 9, TODAY).narrowed(Narrowing(unfiled=True))
    assert names(unfiled) == [OVERDUE, RETURNED]


def told_of(ledger: Ledger, month: int) -> list[object]:
    """What list, rates, duties, dispatch sheet, bulletin, projects and gauges tell of the milestones of a month."""
    listed, progress = milestone_list(ledger, 2023, month, TODAY), progress_of(ledger, 2023, month, TODAY)
    return [
        [
            (row.milestone.name, row.standing, row.took, None if row.duty is None else row.duty.state)
            for row in listed.rows
        ],
        counted_words(listed.rows, 1),
        [row_texts(number, row) for number, row in enumerate(listed.rows)],
        [(row.task.name, row.standing, row.answered) for row in dispatch_rows(progress, ledger.filings_of(2023))],
        milestones_part(progress),
        [(row.milestone.name, row.standing, row.dates) for row in project_table(ledger, 2023, month, TODAY).rows],
        [gauge_reading(milestone, progress) for milestone, _ in followed(progress)],
    ]


def test_what_is_reopened_stays_done_in_the_months_before(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made = made_list(ledger)
    ledger.edit_milestone(made[LATE], MilestoneChange(year_plan=Decimal(300), money_unit="万元"))
    known = [told_of(ledger, month) for month in (7, 8, 9)]
    monkeypatch.setattr("zonetracker.services.ledger.closed.now", lambda: "2023-10-21T09:00:00+08:00")
    ledger.act([made[LATE]], Acting(ActionKind.REOPEN, "2023-10-20", "回访发现两台没有换"))
    assert ledger.milestone(made[LATE]).done_on is None
    assert [told_of(ledger, month) for month in (7, 8, 9)] == known
    later = date(2023, 11, 2)
    for month in (7, 8, 9):
        rows = milestone_list(ledger, 2023, month, TODAY).rows
        (row,) = (row for row in rows if row.milestone.id == made[LATE])
        assert signoff_words(row) == ("须审核" if month == 7 else "2023-08-02")
        entry = row_texts(1, row)[MilestoneColumn.DONE_ON]
        assert entry == ("" if month == 7 else "2023年8月2日")
    (row,) = (row for row in milestone_list(ledger, 2023, 10, later).rows if row.milestone.id == made[LATE])
    assert (row.standing.state, row.overdue_days, row.unfiled) == (MilestoneState.OVERDUE, 92, True)
    ledger.undo()
    assert ledger.milestone(made[LATE]).done_on == "2023-08-02"


def test_the_rules_that_were_used_are_told(ledger: Ledger) -> None:
    ledger.set_settings(soon=10, late_after=60, supervise_levels=[5, 20, 40], early_days=3)
    made_list(ledger)
    listed = milestone_list(ledger, 2023, 9, TODAY)
    row = next(row for row in listed.rows if row.milestone.name == OVERDUE)
    assert row.standing.grade is Grade.BEHIND and row.standing.warning is WarningLevel.YELLOW
    told = "".join(rules_words(listed))
    assert "10天以内到期" in told and "60天起为滞后" in told and "5天蓝色、20天黄色、40天红色" in told
    assert "早3天以上的为提前" in told


def test_units_are_told_by_their_registered_names(ledger: Ledger) -> None:
    made = made_list(ledger)
    ledger.add_departments(["规划建设局"])
    ledger.edit_department(1, DepartmentChange(aliases=("建设局",)))
    row = next(row for row in milestone_list(ledger, 2023, 9, TODAY).rows if row.milestone.id == made[OVERDUE])
    assert (row.lead, row.beside) == ("规划建设局", ("科技局", "财政局"))


def test_more_milestones_take_no_more_queries(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    made_list(ledger)
    milestone_list(ledger, 2023, 9, TODAY)
    asked: list[str] = []
    query = type(ledger)._query

    def counting(self: Ledger, sql: str, *values: Any) -> Any:
        asked.append(sql)
        return query(self, sql, *values)

    monkeypatch.setattr(type(ledger), "_query", counting)
    milestone_list(ledger, 2023, 9, TODAY)
    few = len(asked)
    for number in range(20):
        ledger.add_milestone(f"第{number}件", 2023, MilestoneChange(deadline="2023-11"))
    milestone_list(ledger, 2023, 9, TODAY)
    asked.clear()
    assert len(milestone_list(ledger, 2023, 9, TODAY).rows) == 25 and len(asked) <= few


def limited(ledger: Ledger, received: str, done: str | None) -> None:
    change = MilestoneChange(checklist="限时事项", template="137", received_on=received, done_on=done)
    ledger.add_milestone(f"诉求{received}{done}", 2023, change)


def test_time_limits_count_working_days_from_the_day_of_receipt(ledger: Ledger) -> None:
    limited(ledger, "2023-04-26", "2023-05-08")
    (row,) = milestone_list(ledger, 2023, 5, TODAY).rows
    assert [node.planned for node in row.nodes] == ["2023-04-27", "2023-05-04", "2023-05-09"]
    assert (row.milestone.deadline, row.took, days_words(row.standing)) == ("2023-05-09", 6, "按期")
    assert milestone_list(ledger, 2023, 5, TODAY).unknown_years == frozenset()


def test_the_mean_is_of_those_that_are_done(ledger: Ledger) -> None:
    """7 due, 5 in time; days 6, 4, 9, 2, 7 and two that are open."""
    for done in ("2023-06-13", "2023-06-09", "2023-06-16", "2023-06-07", "2023-06-14"):
        limited(ledger, "2023-06-05", done)
    for number in range(2):
        limited(ledger, f"2023-06-0{6 + number}", None)
    rows = milestone_list(ledger, 2023, 6, TODAY).rows
    assert sorted(row.took for row in rows if row.took is not None) == [2, 4, 6, 7, 9]
    assert rates_words(rates_of(rows), 1).startswith("合计7项：已办结5项，办结率71.4%")
    assert counted_words(rows, 1).endswith("，平均办理5.6个工作日")


def test_a_year_without_a_table_is_told(ledger: Ledger) -> None:
    handled = MilestoneChange(received_on="2010-05-04", done_on="2010-05-07")
    ledger.add_milestone("旧诉求", 2010, replace(handled, template="137"))
    ledger.add_milestone("督查事项", 2010, handled)
    listed = milestone_list(ledger, 2010, 5, TODAY)
    assert sorted((row.milestone.name, row.took) for row in listed.rows) == [("旧诉求", 3), ("督查事项", None)]
    assert listed.unknown_years == frozenset({2010})
    assert "2010年没有节假日表" in rules_words(listed)[-1]


def test_what_was_done_before_it_came_is_in_no_mean(ledger: Ledger) -> None:
    limited(ledger, "2023-04-26", "2023-05-08")
    limited(ledger, "2023-04-26", "2023-05-04")
    with ledger._database.operation("edit_milestone", title="另一程序写的") as recorder:
        recorder.update("milestone", 2, {"done_on": "2023-04-03"})
    rows = milestone_list(ledger, 2023, 5, TODAY).rows
    assert sorted(str(row.took) for row in rows) == ["6", "None"]
    assert "平均办理6.0个工作日" in counted_words(rows, 1)
