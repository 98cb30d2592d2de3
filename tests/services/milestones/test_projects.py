"""The projects of a year out of the ledger: in order, judged, with their stages, and no query a row."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.services.milestones.made_projects import PROJECTS, Made, fill, many, stages
from zonetracker.model.changes import FilingChange, FilingEntry
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Target, TaskKind
from zonetracker.model.milestones.grades import RED_YELLOW_GREEN
from zonetracker.model.row_figures import figures
from zonetracker.model.standing import Grade, Standing, judge
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.project_outputs import project_makers
from zonetracker.services.milestones.projects import project_table
from zonetracker.storage.connection import Row, Value
from zonetracker.support.errors import Refusal


def test_all_projects_stand_in_order_with_their_figures(ledger: Ledger) -> None:
    fill(ledger)
    table = project_table(ledger, 2023, 9)
    told = {
        row.milestone.name: (row.number, row.stage.name, row.grade, row.month_spent, row.skipped) for row in table.rows
    }
    assert list(told) == [one.name for one in PROJECTS]
    assert told["云岭精工装备产业园"] == ("1", "入库", Grade.LATE, 1600, False)
    assert told["南岸污水处理厂二期"] == ("2", "竣工", Grade.BEHIND, 960, False)
    assert told["人才公寓A区"] == ("4", "投产", Grade.DONE, 0, False)
    assert told["生物医药中试平台"] == ("5", "签约", Grade.LATE, None, False)
    assert told["冷链物流园"][3:] == (None, True)
    assert told["冷链物流园冷库"] == ("", None, Grade.LATE, None, False)
    shown = figures(table.rows[2].row, table.progress)
    assert (shown.completion, shown.gap, shown.target) == (Decimal("71.3"), Decimal("-3.7"), Decimal(15000))
    assert (table.total.counted, table.total.unplanned, table.total.parts, table.total.foreign) == (6, 1, 1, 1)


def test_rules_for_projects_are_a_setting_with_words_of_the_office(ledger: Ledger) -> None:
    fill(ledger, [Made("甲", "20000", filed=((9, "12600"),)), Made("乙", "1", filed=((9, "1"),), nodes=stages(1, 5))])
    assert [row.grade for row in project_table(ledger, 2023, 9).rows] == [Grade.LATE, Grade.LATE]
    ledger.set_settings(project_rules={"name": RED_YELLOW_GREEN})
    table = project_table(ledger, 2023, 9)
    assert [row.grade for row in table.rows] == [Grade.BEHIND, Grade.BEHIND]
    assert table.progress.rules.name == RED_YELLOW_GREEN


def test_a_cancelled_project_leaves_the_table(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(ledger)
    gone = Action(1, ActionSubject.MILESTONE, ids["汽配城改造"], "2023-08-01", ActionKind.CANCEL)
    monkeypatch.setattr(type(ledger), "actions", lambda _: [gone])
    assert "汽配城改造" not in [row.milestone.name for row in project_table(ledger, 2023, 9).rows]
    assert "汽配城改造" in [row.milestone.name for row in project_table(ledger, 2023, 7).rows]


def test_a_running_month_is_looked_at_today(ledger: Ledger) -> None:
    fill(ledger, [Made("甲", nodes=stages(0, 8))])
    (row,) = project_table(ledger, 2023, 9, date(2023, 9, 1)).rows
    assert project_table(ledger, 2023, 9, date(2023, 9, 1)).day == date(2023, 9, 1)
    assert row.grade is Grade.BEHIND
    assert project_table(ledger, 2023, 7).rows[0].grade is Grade.ON_PACE


def test_a_thousand_projects_take_no_query_each(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger, many(1000))
    asked: list[str] = []
    real = type(ledger)._query

    def counting(self: Ledger, sql: str, *told: Value) -> list[Row]:
        asked.append(sql)
        return real(self, sql, *told)

    monkeypatch.setattr(type(ledger), "_query", counting)
    table = project_table(ledger, 2023, 9)
    assert len(table.rows) == 1000 and len(asked) < 40


def test_money_is_judged_once_and_again_only_where_it_changed(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = fill(ledger)
    judged: list[int] = []

    def counting(target: Target, *others: Any) -> Standing:
        judged.append(target.id)
        return judge(target, *others)

    monkeypatch.setattr("zonetracker.model.progress.judge", counting)
    project_table(ledger, 2023, 9)
    total = 0
    assert judged == [*ids.values(), total]
    judged.clear()
    project_table(ledger, 2023, 9)
    assert judged == [total]
    judged.clear()
    one = ids["汽配城改造"]
    ledger.file([FilingEntry(TaskKind.MILESTONE, one, 2023, 9, FilingChange(value=Decimal(130), unit="万元"))])
    changed = next(row for row in project_table(ledger, 2023, 9).rows if row.milestone.id == one)
    assert judged == [one, total] and changed.spent == 130
    ledger.set_settings(project_rules={"name": RED_YELLOW_GREEN})
    judged.clear()
    project_table(ledger, 2023, 9)
    assert judged == [*ids.values(), total]


def test_both_outputs_are_made_when_asked_for_and_refused_without_projects(ledger: Ledger) -> None:
    makers = project_makers(ledger, lambda: (2023, 9, date(2023, 11, 30)))
    for make in makers.values():
        with pytest.raises(Refusal, match="2023年还没有项目"):
            make()
    fill(ledger)
    made = {kind: make() for kind, make in makers.items()}
    assert [issue.title for issue in made.values()] == [
        "2023年1-9月云岭高新区重点项目进展情况表",
        "2023年1-9月云岭高新区重点项目阶段汇总表",
    ]
    assert all(issue.makers["xlsx"]()[:2] == b"PK" for issue in made.values())
