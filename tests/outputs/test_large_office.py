"""An office of thirty units, 400 tasks and 60 projects: LibreOffice comes to what the pages show, to the last digit."""

import io
import random
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.projects.test_workbooks import compare
from tests.outputs.test_extra_sheets import filled
from tests.outputs.test_sheet_recalculated import OFFICE, converted, without_values
from tests.services.milestones.made_projects import fill, many
from zonetracker.model.changes import (
    ActualEntry,
    FilingChange,
    MilestoneChange,
    MilestoneEntries,
    MilestoneEntry,
    TargetChange,
)
from zonetracker.model.facts import Stated
from zonetracker.model.milestones.projects import ProjectTable
from zonetracker.model.milestones.summary import StageGroup
from zonetracker.services.issuing import Issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.gathering import milestone_list
from zonetracker.services.milestones.issuing import issue_milestones
from zonetracker.services.milestones.project_outputs import issue_projects, issue_stages, summary_of
from zonetracker.services.milestones.projects import project_table
from zonetracker.services.units.issuing import issue_reporting
from zonetracker.services.units.reporting import month_reporting

UNITS, TARGETS, ITEMS, PROJECTS = 30, 200, 140, 60
YEAR, MONTH, TODAY = 2023, 9, date(2023, 10, 20)


def unit(number: int) -> str:
    return f"责任单位{number % UNITS + 1}"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    dice = random.Random(15)
    made = Ledger.create(tmp_path / "大台账.zt", "云岭高新区", actor="测试员")
    made.add_departments([unit(number) for number in range(UNITS)])
    entries = []
    for number in range(TARGETS):
        stated = Stated(Decimal(dice.randrange(10, 9000)) / 10, unit="亿元")
        changed = made.add_target(f"指标{number}", YEAR, stated, TargetChange(responsible=unit(number)))
        if dice.random() < 0.8:
            came = f"2023-10-{dice.randrange(1, 12):02}"
            value = Decimal(dice.randrange(1, 9000)) / 10
            entries.append(ActualEntry(changed.ids["indicator"][0], YEAR, MONTH, value, "亿元", reported_on=came))
    made.set_actuals(entries, "按各单位报数")
    items = []
    for number in range(ITEMS):
        due = f"2023-{dice.randrange(3, 13):02}-{dice.randrange(1, 28):02}"
        done = f"2023-{dice.randrange(3, 10):02}-{dice.randrange(1, 28):02}" if dice.random() < 0.4 else None
        change = MilestoneChange(
            name=f"事项{number}", checklist="督查事项", responsible=unit(number), deadline=due, done_on=done
        )
        filing = FilingChange(progress="推进中", reported_on=f"2023-10-{dice.randrange(1, 12):02}")
        items.append(MilestoneEntry(change, filing=filing if dice.random() < 0.7 else FilingChange()))
    made.enter_milestones(MilestoneEntries("清单", YEAR, MONTH, tuple(items)), "按各单位报数")
    fill(made, many(PROJECTS))
    yield made
    made.close()


def rows_of(source: Any) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(source, data_only=True).worksheets[0]
    return [filled(row) for row in sheet.iter_rows(values_only=True)]


def shown_by_the_projects(path: Path, table: ProjectTable) -> int:
    sheet = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    return compare(list(sheet.iter_rows(values_only=True))[4:], table)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_every_sheet_of_a_large_office_is_worked_out_anew(ledger: Ledger, tmp_path: Path) -> None:
    table = project_table(ledger, YEAR, MONTH, TODAY)
    listed = milestone_list(ledger, YEAR, MONTH, TODAY)
    reporting = month_reporting(ledger, YEAR, MONTH, TODAY)
    assert (len(table.rows), len(listed.rows)) == (PROJECTS, ITEMS + PROJECTS)
    options = sheet_options(ledger)
    issues: dict[str, Issue] = {
        "projects": issue_projects(table, options),
        "stages": issue_stages(table, summary_of(table, StageGroup.UNIT), options),
        "milestones": issue_milestones(ledger, listed),
        "reporting": issue_reporting(ledger, reporting, options),
    }
    made = {name: issue.makers["xlsx"]() for name, issue in issues.items()}
    paths = [tmp_path / f"{name}.xlsx" for name in made]
    formulas = [without_values(data, path) for data, path in zip(made.values(), paths, strict=True)]
    assert all(formulas), formulas
    for (name, data), path in zip(made.items(), converted(paths, tmp_path), strict=True):
        assert rows_of(path) == rows_of(io.BytesIO(data)), name
        if name == "projects":
            assert shown_by_the_projects(path, table) == 20 * PROJECTS
        if name == "reporting":
            told = {row[0]: row for row in rows_of(path)}
            owed = {one.duty.name: one.duty.counts for one in reporting.units}
            assert len(owed) == UNITS and sum(one.owed for one in owed.values()) >= TARGETS + ITEMS // 3
            for name_, counts in owed.items():
                rate = reporting.progress.percent(counts.timely_rate)
                assert told[name_][1] == f"{counts.owed}"
                assert Decimal(told[name_][-2]) == rate
