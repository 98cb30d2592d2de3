"""Figures from projects: proposed month by month with the names behind, never over a typed one."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from zonetracker.model.changes import Acting, ActualEntry, IndicatorChange, MilestoneChange
from zonetracker.model.facts import ActionKind, Derivation, Derived, Indicator, Milestone, Nature, Node, Stated
from zonetracker.model.milestones.derivations import ProposalState, tally
from zonetracker.services.ledger import Ledger
from zonetracker.services.milestones.deriving import accept_proposals, proposals_of

DAYS = {"甲厂": "2023-02-03", "乙园": "2023-05", "丙站": "2023-08-31", "丁库": "2022-11-01", "戊楼": None}
SUMS = {"甲厂": "1.2", "乙园": "0.99999999", "丙站": "3.5", "丁库": "9", "戊楼": "2"}
LARGE = Derivation("开工", least_investment=Decimal(1))


@pytest.fixture
def known(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Five projects of which three started in 2023, one of them a little smaller than 1亿元."""
    for name, sum_ in SUMS.items():
        ledger.add_milestone(name, 2023, MilestoneChange(investment=Decimal(sum_), money_unit="亿元", industry="工业"))
    ids = {one.name: one.id for one in ledger.milestones(2023)}
    nodes = [Node(at, ids[name], 0, "开工", None, day is None, day) for at, (name, day) in enumerate(DAYS.items(), 1)]
    monkeypatch.setattr(type(ledger), "nodes", lambda _: nodes)
    ledger.add_target("新开工亿元以上项目", 2023, Stated(Decimal(20), unit="个"))
    return ledger


def derive(ledger: Ledger, derivation: Derivation, **more: object) -> None:
    (one,) = ledger.indicators()
    ledger.edit_indicator(one.id, IndicatorChange(derive=derivation, **more))  # type: ignore[arg-type]


def states(ledger: Ledger, month: int) -> list[tuple[int, Decimal | None, ProposalState]]:
    return [
        (one.month, None if one.tally.value is None else Decimal(str(one.tally.value)), one.state)
        for one in proposals_of(ledger, 2023, month)
    ]


def test_without_a_derivation_nothing_is_proposed(known: Ledger) -> None:
    assert proposals_of(known, 2023, 9) == []


def test_a_count_is_proposed_month_by_month_with_the_names_behind(known: Ledger) -> None:
    derive(known, LARGE)
    found = proposals_of(known, 2023, 9)
    assert [int(one.tally.value or 0) for one in found] == [0, 1, 1, 1, 1, 1, 1, 2, 2]
    assert (found[-1].tally.names, found[-1].tally.undated) == (("甲厂", "丙站"), ("戊楼",))
    changed = accept_proposals(known, found)
    assert changed.asked == ()
    actual = known.actual(found[0].indicator.id, 2023, 9)
    assert actual is not None
    assert (actual.value, actual.unit, actual.origin) == (Decimal(2), "个", "项目台账：甲厂、丙站")
    assert {one.state for one in proposals_of(known, 2023, 9)} == {ProposalState.SAME}
    known.undo()
    assert known.actuals(2023) == []


def test_what_is_cancelled_counts_no_more_from_its_month_on(known: Ledger) -> None:
    derive(known, Derivation("开工"))
    assert [int(one.tally.value or 0) for one in proposals_of(known, 2023, 9)] == [0, 1, 1, 1, 2, 2, 2, 3, 3]
    (cancelled,) = (one.id for one in known.milestones(2023) if one.name == "甲厂")
    known.act([cancelled], Acting(ActionKind.CANCEL, "2023-06-15", "企业撤资"))
    found = proposals_of(known, 2023, 9)
    assert [int(one.tally.value or 0) for one in found] == [0, 1, 1, 1, 2, 1, 1, 2, 2]
    assert "甲厂" not in found[-1].tally.names


def test_a_typed_figure_is_never_overwritten_and_the_difference_is_shown(known: Ledger) -> None:
    derive(known, LARGE)
    (indicator,) = known.indicators()
    known.set_actuals([ActualEntry(indicator.id, 2023, 8, Decimal(5), "个")])
    last = proposals_of(known, 2023, 8)[-1]
    assert (last.state, last.tally.value, last.acceptable) == (ProposalState.DIFFERS, 2, False)
    accept_proposals(known, proposals_of(known, 2023, 8))
    actual = known.actual(indicator.id, 2023, 8)
    assert actual is not None and actual.value == 5


def test_what_is_typed_over_a_figure_from_projects_beside_a_growth_stays(known: Ledger) -> None:
    derive(known, LARGE)
    (indicator,) = known.indicators()
    known.set_actuals([ActualEntry(indicator.id, 2023, 9, growth=Decimal(5), origin="手工填写")])
    accept_proposals(known, proposals_of(known, 2023, 9)[-1:])
    known.set_actuals([ActualEntry(indicator.id, 2023, 9, Decimal(5), "个", origin="手工填写")])
    assert proposals_of(known, 2023, 9)[-1].state is ProposalState.DIFFERS
    accept_proposals(known, proposals_of(known, 2023, 9)[-1:])
    actual = known.actual(indicator.id, 2023, 9)
    assert actual is not None and (actual.value, actual.growth) == (5, 5)


def test_a_figure_from_projects_is_renewed_when_they_change(known: Ledger) -> None:
    derive(known, LARGE)
    accept_proposals(known, proposals_of(known, 2023, 2))
    derive(known, Derivation("开工"))
    assert [one.state for one in proposals_of(known, 2023, 2)] == [ProposalState.SAME, ProposalState.SAME]
    derive(known, Derivation("开工", least_investment=Decimal(8)))
    assert [one.state for one in proposals_of(known, 2023, 2)] == [ProposalState.SAME, ProposalState.OUTDATED]


def test_sums_are_told_in_the_indicators_unit_and_money_spent_is_only_shown(known: Ledger) -> None:
    (indicator,) = known.indicators()
    derive(known, Derivation("开工", Derived.INVESTMENT), unit="亿元")
    assert {one.state for one in proposals_of(known, 2023, 9)} == {ProposalState.ONLY_SHOWN}
    known.remove_targets([known.targets(2023)[0].id])
    last = proposals_of(known, 2023, 9)[-1]
    assert last.tally.value == Decimal("5.69999999") and last.state is ProposalState.NEW
    derive(known, Derivation("开工", Derived.SPENT), unit="亿元")
    last = proposals_of(known, 2023, 9)[-1]
    assert last.state is ProposalState.ONLY_SHOWN and set(last.tally.unknown) == {"甲厂", "乙园", "丙站"}
    accept_proposals(known, [last])
    assert known.actual(indicator.id, 2023, 9) is None


def test_a_level_counts_all_that_have_reached_the_node_by_then(known: Ledger) -> None:
    derive(known, LARGE, nature=Nature.LEVEL)
    assert proposals_of(known, 2023, 9)[-1].tally.names == ("甲厂", "丙站", "丁库", "戊楼")


def test_names_that_are_too_many_are_cut_and_counted(known: Ledger) -> None:
    def many(names: Iterable[str]) -> list[Milestone]:
        return [Milestone(at, 2023, name, investment=Decimal(1), money_unit="亿元") for at, name in enumerate(names, 1)]

    projects = many(f"第{at}个很长很长的项目名称" for at in range(300))
    nodes = {one.id: (Node(one.id, one.id, 0, "开工", None, False, "2023-01-05"),) for one in projects}
    (indicator,) = known.indicators()
    assert tally(indicator, LARGE, "个", projects, nodes, {}, 2023, 9).value == 300
    derive(known, LARGE)
    last = proposals_of(known, 2023, 9)[-1]
    told = replace(last, tally=tally(indicator, LARGE, "个", projects, nodes, {}, 2023, 9))
    accept_proposals(known, [told], "集中开工")
    actual = known.actual(indicator.id, 2023, 9)
    assert actual is not None and len(actual.origin) <= 1000 and actual.origin.endswith("等300个")


def test_parts_industries_and_unknown_sums(known: Ledger) -> None:
    (indicator,) = known.indicators()

    def one(number: int, **more: object) -> Milestone:
        usual: dict[str, object] = {"investment": Decimal(20000), "industry": "工业"}
        return Milestone(number, 2023, f"项目{number}", **(usual | more))  # type: ignore[arg-type]

    projects = [one(1), one(2, whole_id=1), one(3, industry="农业"), one(4, fixed_assets=None), one(5, whole_id=9)]
    nodes = {each.id: (Node(each.id, each.id, 0, "开工", None, False, "2023-01-05"),) for each in projects}
    asked = Derivation("开工", least_investment=Decimal(2), industry="工业")
    assert tally(indicator, asked, "个", projects, nodes, {}, 2023, 9).names == ("项目1", "项目4", "项目5")
    strict = Derivation("开工", least_fixed_assets=Decimal(3))
    assert len(tally(indicator, strict, "个", projects, nodes, {}, 2023, 9).unknown) == 5


def test_two_projects_of_one_name_are_told_apart() -> None:
    usual = Milestone(1, 2023, "人才公寓", year_plan=Decimal(2), money_unit="亿元")
    projects = [replace(usual, investment=Decimal(3)), replace(usual, id=2)]
    nodes = {one.id: (Node(one.id, one.id, 0, "开工", None, False, "2023-01-05"),) for one in projects}
    derivation = Derivation("开工", Derived.INVESTMENT)
    told = tally(Indicator(1, "新开工总投资", "亿元"), derivation, "亿元", projects, nodes, {}, 2023, 9)
    assert (told.value, told.names, told.unknown) == (3, ("人才公寓",), ("人才公寓",))
