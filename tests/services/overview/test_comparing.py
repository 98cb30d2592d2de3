"""A month compared by unit and by section: nothing is lost, the worst first, means only where they mean a thing."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.changes import ActualEntry, DepartmentChange, TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.model.standing import Grade
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.overview.comparing import ComparedBy, ComparedGroup, compared

YEAR, MONTH = 2023, 6
UNITS, SECTIONS = ComparedBy.UNIT, ComparedBy.SECTION

# name, target, bound, unit, responsible, section, reached by June (None: nothing yet)
ROWS = [
    ("税收收入", 100, Bound.EXACT, "亿元", "财政局", "主要指标", 60),
    ("到位资金", 100, Bound.EXACT, "亿元", "招商局（牵头）、财政局（配合）", "主要指标", 10),
    ("新开工项目", 10, Bound.EXACT, "个", "招商", "项目建设", 30),
    ("死亡人数", 10, Bound.AT_MOST, "人", "应急局", "", 1),
    ("参保率", 95, Bound.AT_LEAST, "%", "", "民生", None),
]


def month(ledger: Ledger) -> dict[ComparedBy, dict[str, ComparedGroup]]:
    return {
        by: {group.name: group for group in compared(progress_of(ledger, YEAR, MONTH), by)} for by in (UNITS, SECTIONS)
    }


def fill(ledger: Ledger) -> None:
    ledger.edit_department(ledger.add_departments(["招商局"]).ids["department"][0], DepartmentChange(aliases=("招商",)))
    entries = []
    for name, value, bound, unit, responsible, section, reached in ROWS:
        stated = Stated(Decimal(value), None, unit, bound)
        ledger.add_target(name, YEAR, stated, TargetChange(responsible=responsible, section=section))
        found = ledger.find_indicator(name)
        assert found is not None
        if reached is not None:
            entries.append(ActualEntry(found.id, YEAR, MONTH, Decimal(reached), unit))
    ledger.set_actuals(entries, reason="核对无误")


def test_a_row_stands_under_the_unit_that_leads_it_by_its_registered_name(ledger: Ledger) -> None:
    fill(ledger)
    units = month(ledger)[UNITS]
    names = {name: [row.indicator.name for row in group.rows] for name, group in units.items()}
    assert names == {
        "招商局": ["到位资金", "新开工项目"],
        "财政局": ["税收收入"],
        "应急局": ["死亡人数"],
        "未明确责任单位": ["参保率"],
    }
    assert list(names) == ["招商局", "财政局", "应急局", "未明确责任单位"]


def test_the_groups_are_all_targets_and_their_counts_the_lights(ledger: Ledger) -> None:
    fill(ledger)
    progress = progress_of(ledger, YEAR, MONTH)
    for by in ComparedBy:
        groups = compared(progress, by)
        assert sum(len(group.rows) for group in groups) == len(progress.rows)
        for grade in progress.grades:
            assert sum(group.count([grade]) for group in groups) == progress.count(grade)
        assert all(sum(count for _, count in group.counts) == len(group.rows) for group in groups)


def test_a_section_that_is_not_named_has_a_name_too(ledger: Ledger) -> None:
    fill(ledger)
    assert [(name, len(group.rows)) for name, group in month(ledger)[SECTIONS].items()] == [
        ("主要指标", 2),
        ("项目建设", 1),
        ("其他目标", 1),
        ("民生", 1),
    ]


def test_the_mean_is_of_flows_alone_and_none_counts_for_more_than_its_target(ledger: Ledger) -> None:
    fill(ledger)
    units = month(ledger)[UNITS]
    assert (units["招商局"].mean, units["招商局"].averaged) == (Fraction(55), 2)
    assert (units["财政局"].mean, units["财政局"].averaged) == (Fraction(60), 1)
    assert (units["应急局"].mean, units["应急局"].averaged) == (None, 0)
    assert units["未明确责任单位"].mean is None


def test_the_share_of_those_behind_is_of_those_that_are_judged(ledger: Ledger) -> None:
    fill(ledger)
    units = month(ledger)[UNITS]
    assert units["招商局"].lagging == 50 and units["财政局"].lagging == 0
    assert units["未明确责任单位"].lagging is None and units["未明确责任单位"].count([Grade.NO_DATA]) == 1


def test_of_equal_shares_the_one_farther_behind_comes_first(ledger: Ledger) -> None:
    for name, unit, reached in (("甲数", "甲局", 45), ("乙数", "乙局", 5)):
        ledger.add_target(name, YEAR, Stated(Decimal(100), None, "家", Bound.EXACT), TargetChange(responsible=unit))
        found = ledger.find_indicator(name)
        assert found is not None
        ledger.set_actuals([ActualEntry(found.id, YEAR, MONTH, Decimal(reached), "家")])
    assert [(group.name, group.lagging) for group in compared(progress_of(ledger, YEAR, MONTH), UNITS)] == [
        ("乙局", 100),
        ("甲局", 100),
    ]


def test_a_part_goes_with_its_whole_unless_it_names_a_unit_itself(ledger: Ledger) -> None:
    fill(ledger)
    progress = progress_of(ledger, YEAR, MONTH)
    first, second, third = progress.rows[:3]
    parts = (
        first,
        replace(third, depth=1, target=replace(third.target, responsible="")),
        replace(second, depth=2, target=replace(second.target, responsible="统计局")),
    )
    groups = compared(replace(progress, rows=parts), UNITS)
    assert {group.name: (len(group.rows), group.averaged) for group in groups} == {"财政局": (2, 1), "统计局": (1, 0)}
