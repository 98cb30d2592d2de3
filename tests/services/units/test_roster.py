"""Who answers for what in a year, the names that no department has, and how one settles them."""

from collections.abc import Callable

import pytest

from zonetracker.model.changes import DepartmentChange, MilestoneChange, TargetChange
from zonetracker.services.ledger import Changed, Ledger
from zonetracker.services.units.roster import add_aliases, department_named, duties_told, offered_units, roster
from zonetracker.support.errors import Refusal


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    for name, responsible in (
        ("固定资产投资", "牵头单位：发改局；配合单位：财政局"),
        ("财政总收入", "财政局"),
        ("实到外资", "招商局"),
        ("税收收入", "财政局、税务局"),
        ("瞪羚企业", ""),
    ):
        ledger.add_target(name, 2023, more=TargetChange(responsible=responsible))
    ledger.add_target("招商引资", 2022, more=TargetChange(responsible="商务局"))
    ledger.add_milestone("孵化楼竣工", 2023, MilestoneChange(responsible="招商局"))
    return ledger


def register(ledger: Ledger, *names: str) -> list[int]:
    return list(ledger.add_departments(names).ids["department"])


def test_what_no_unit_has_is_listed_with_the_rows_that_name_it(ledger: Ledger) -> None:
    found = roster(ledger, 2023)
    told = {unit.name: [one.name for one in unit.duties] for unit in found.unknown}
    assert told == {
        "财政局": ["固定资产投资", "财政总收入", "税收收入"],
        "招商局": ["实到外资", "孵化楼竣工"],
        "发改局": ["固定资产投资"],
        "税务局": ["税收收入"],
    }
    assert list(told)[:2] == ["财政局", "招商局"]
    assert [one.name for one in found.unassigned] == ["瞪羚企业"] and found.departments == ()
    assert duties_told(found.unknown[0].duties) == "固定资产投资、财政总收入、税收收入"
    assert duties_told(found.unknown[0].duties * 2) == "固定资产投资、财政总收入、税收收入等 6 项"


def test_registered_units_lead_or_stand_beside(ledger: Ledger) -> None:
    register(ledger, "财政局", "发展改革局")
    add_aliases(ledger, ["发改局"], department_named(ledger, "发展改革局"))
    rows = {row.department.name: row for row in roster(ledger, 2023).departments}
    assert [one.name for one in rows["财政局"].leads] == ["财政总收入", "税收收入"]
    assert [one.name for one in rows["财政局"].beside] == ["固定资产投资"]
    assert [one.name for one in rows["发展改革局"].leads] == ["固定资产投资"]
    assert [unit.name for unit in roster(ledger, 2023).unknown] == ["招商局", "税务局"]
    with pytest.raises(Refusal, match="还没有登记单位“教育局”"):
        department_named(ledger, "教育局")


def test_a_field_offers_what_is_registered_else_what_targets_name(ledger: Ledger) -> None:
    assert offered_units(ledger) == ["商务局", "发改局", "财政局", "招商局", "税务局"]
    register(ledger, "投资促进局")
    assert offered_units(ledger) == ["投资促进局"]


def test_a_name_means_one_unit(ledger: Ledger) -> None:
    first, second = register(ledger, "投资促进局", "财政局")
    refusals: tuple[Callable[[], Changed], ...] = (
        lambda: ledger.add_departments(["财 政局"]),
        lambda: ledger.add_departments(["税务局", "税务局"]),
        lambda: ledger.edit_department(first, DepartmentChange(aliases=("财政局",))),
        lambda: ledger.edit_department(first, DepartmentChange(name="财政局")),
    )
    for refused in refusals:
        with pytest.raises(Refusal, match="已是单位") as trouble:
            refused()
        assert trouble.value.code == "department.twice"
    assert [one.name for one in ledger.departments()] == ["投资促进局", "财政局"]
    ledger.edit_department(first, DepartmentChange(aliases=("招商局", "投资 促进局", "招商局")))
    assert ledger.department(first).aliases == ("招商局",)
    ledger.edit_department(second, DepartmentChange(name="财政金融局"))
    assert ledger.department(second).aliases == ("财政局",)


def test_units_that_are_one_are_merged(ledger: Ledger) -> None:
    first, second, third = register(ledger, "投资促进局", "招商局", "招商一局")
    ledger.edit_department(second, DepartmentChange(aliases=("招商办",), contact="王敏 1234567", due_day=5))
    ledger.merge_departments([second, third, first], first)
    (kept,) = ledger.departments()
    assert (kept.name, kept.aliases) == ("投资促进局", ("招商局", "招商办", "招商一局"))
    assert (kept.contact, kept.due_day) == ("王敏 1234567", 5)
    assert [one.name for one in roster(ledger, 2023).departments[0].leads] == ["实到外资", "孵化楼竣工"]
    assert ledger.history(limit=1)[0].title == "把2个责任单位并入“投资促进局”"


def test_a_unit_that_rows_name_stays(ledger: Ledger) -> None:
    first, second = register(ledger, "商务局", "教育局")
    with pytest.raises(Refusal, match="还有目标或事项写着“商务局”") as trouble:
        ledger.remove_departments([second, first])
    assert trouble.value.code == "department.used" and len(ledger.departments()) == 2
    ledger.remove_departments([second])
    assert [one.name for one in ledger.departments()] == ["商务局"]


def test_units_are_put_into_another_order(ledger: Ledger) -> None:
    first, second, third = register(ledger, "发改局", "财政局", "税务局")
    ledger.move_departments([third, first])
    assert [one.id for one in ledger.departments()] == [third, second, first]
    for order in ([first, first], [first, 99]):
        with pytest.raises((ValueError, KeyError)):
            ledger.move_departments(order)
