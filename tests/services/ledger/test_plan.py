"""Targets, actuals and settings kept by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import cast

import pytest

from tests.services.made_reports import actual, content, imported, target
from zonetracker.model.changes import IndicatorChange, TargetChange, cleared
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import Bound, Polarity, Stated
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.support.errors import Refusal


def test_the_order_of_targets_is_the_clerks(ledger: Ledger) -> None:
    for name in ("甲项", "乙项", "丙项", "丁项"):
        ledger.add_target(name, 2023)
    ledger.move_targets([4, 1])
    assert [one.id for one in ledger.targets(2023)] == [4, 2, 3, 1]
    ledger.move_targets([1, 2, 3, 4])
    assert [one.id for one in ledger.targets(2023)] == [1, 2, 3, 4]


def test_a_second_target_of_a_year_is_refused(ledger: Ledger) -> None:
    ledger.add_target("地区生产总值", 2023)
    with pytest.raises(Refusal) as refused:
        ledger.add_target("生产总值", 2023)
    assert refused.value.code == "target.twice"
    ledger.add_target("生产总值", 2024)
    assert ledger.years() == [2024, 2023]


def test_no_name_means_two_indicators(ledger: Ledger) -> None:
    ledger.add_indicator("税收收入")
    ledger.add_indicator("财政收入", IndicatorChange(aliases=("财力",)))
    attempts: tuple[Callable[[], object], ...] = (
        lambda: ledger.add_indicator("税收 收入"),
        lambda: ledger.add_indicator("财力"),
        lambda: ledger.edit_indicator(1, IndicatorChange(aliases=("财政收入",))),
        lambda: ledger.edit_indicator(1, IndicatorChange(name=" ")),
    )
    for attempt in attempts:
        before = content(ledger)
        with pytest.raises(Refusal):
            attempt()
        assert content(ledger) == before
    ledger.edit_indicator(1, IndicatorChange(name="税收总额", polarity=Polarity.LOWER))
    found = ledger.find_indicator("税收收入")
    assert found is not None and (found.name, found.polarity) == ("税收总额", Polarity.LOWER)


def test_an_indicator_in_use_is_not_removed(ledger: Ledger) -> None:
    ledger.add_target("地区生产总值", 2023)
    with pytest.raises(Refusal) as refused:
        ledger.remove_indicators([1])
    assert refused.value.code == "indicator.used"
    ledger.remove_targets([1])
    ledger.remove_indicators([1])
    assert ledger.indicators() == []


def test_an_adjustment_keeps_both_values(ledger: Ledger) -> None:
    old, new = Stated(Decimal("80.0"), unit="亿元"), Stated(Decimal("78"), unit="亿元", bound=Bound.AT_LEAST)
    ledger.add_target("地区生产总值", 2023, old)
    ledger.adjust_target(1, new, 7, "云政发3号", "外部环境变化")
    assert ledger.target(1).stated == new
    (kept,) = ledger.adjustments(1)
    assert (kept.before, kept.after, kept.from_month, kept.paper) == (old, new, 7, "云政发3号")
    assert str(kept.before.value) == "80.0"
    ledger.remove_targets([1])
    assert ledger.adjustments() == []
    ledger.undo()
    assert ledger.adjustments(1) == [kept]


@pytest.mark.parametrize(
    ("figure", "month", "paper", "reason", "code"),
    [
        ("80.0", 7, "云政发3号", "外部环境变化", FindingCode.NOTHING_ADJUSTED),
        ("78", 13, "云政发3号", "外部环境变化", FindingCode.MONTH_BEYOND),
        ("78", 7, " ", "外部环境变化", FindingCode.NO_PAPER),
        ("78", 7, "云政发3号", "", FindingCode.REASON_MISSING),
        ("78", 7, "云政发3号", "5", FindingCode.NO_REASON),
    ],
)
def test_an_adjustment_changes_something_and_says_why(
    ledger: Ledger, figure: str, month: int, paper: str, reason: str, code: FindingCode
) -> None:
    ledger.add_target("地区生产总值", 2023, Stated(Decimal("80"), unit="亿元"))
    with pytest.raises(Refusal) as refused:
        ledger.adjust_target(1, Stated(Decimal(figure), unit="亿元"), month, paper, reason)
    assert refused.value.code == code and ledger.adjustments() == []


def test_a_list_is_taken_over_to_the_next_year(ledger: Ledger) -> None:
    whole, part = Stated(Decimal("12"), unit="亿元"), Stated(Decimal("3"), unit="亿元")
    ledger.add_target(
        "工业投资", 2023, whole, TargetChange(responsible="经发局", section="行动一", weight=Decimal("5"))
    )
    ledger.add_target("技改投资", 2023, part, TargetChange(parent_id=1))
    ledger.add_target("税收收入", 2023, part)
    ledger.add_target("税收收入", 2024, whole)
    ledger.copy_targets(2023, 2024)
    kept, first, second = ledger.targets(2024)
    assert kept.stated == whole
    assert (first.responsible, first.section, first.stated) == ("经发局", "行动一", Stated(unit="亿元"))
    assert second.parent_id == first.id
    assert ledger.copy_targets(2023, 2024).operation_id == 0
    ledger.copy_targets(2023, 2025, figures=True)
    assert [one.stated for one in ledger.targets(2025)] == [whole, part, part]


def test_a_part_never_hangs_below_itself_or_another_year(ledger: Ledger) -> None:
    for year, name in ((2023, "甲项"), (2023, "乙项"), (2024, "甲项")):
        ledger.add_target(name, year)
    ledger.edit_target(2, TargetChange(parent_id=1))
    for target_id, parent in ((1, 1), (1, 2), (2, 3), (1, 99)):
        with pytest.raises(Refusal) as refused:
            ledger.edit_target(target_id, TargetChange(parent_id=parent))
        assert refused.value.code == "target.circle"


def test_actuals_are_entered_changed_and_cleared_as_one_step(ledger: Ledger) -> None:
    ledger.add_indicator("税收收入")
    entry = ActualEntry(1, 2023, 3, Decimal("1.50"), "亿元", Decimal("-3.50"), "财政局", "口径调整")
    changed = ledger.set_actuals([entry, replace(entry, month=4)])
    assert len(changed.ids["actual"]) == 2
    kept = ledger.actual(1, 2023, 3)
    assert kept is not None
    assert (str(kept.value), str(kept.growth), kept.origin, kept.reason) == ("1.50", "-3.50", "财政局", "口径调整")
    ledger.set_actuals([replace(entry, value=Decimal("1.5"))])
    again = ledger.actual(1, 2023, 3)
    assert again is not None and str(again.value) == "1.5"
    ledger.set_actuals([cleared(1, 2023, 3), cleared(1, 2023, 9)])
    assert [one.month for one in ledger.actuals(2023)] == [4]
    with pytest.raises(KeyError):
        ledger.set_actuals([replace(entry, indicator_id=9)])
    with pytest.raises(Refusal):
        ledger.set_actuals([replace(entry, month=0)])


def test_a_figure_typed_over_one_of_a_report_belongs_to_the_clerk(ledger: Ledger) -> None:
    (number,) = imported(ledger, actual("税收收入", "5.0"))
    ledger.confirm_rows([number])
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal("5.0"), "亿元")])
    assert ledger.actuals()[0].row_id == number, "the same figure entered again keeps its sentence"
    ledger.set_actuals([ActualEntry(1, 2022, 12, Decimal("5.1"), "亿元", origin="财政局")])
    assert ledger.actuals()[0].row_id is None
    ledger.reject_rows([number])
    assert [str(one.value) for one in ledger.actuals()] == ["5.1"]


def test_a_removed_target_of_a_row_can_be_confirmed_again(ledger: Ledger) -> None:
    (number,) = imported(ledger, target("税收收入", "5.0"))
    ledger.confirm_rows([number])
    ledger.remove_targets([1])
    assert ledger.made_by(number) is None
    ledger.reopen_rows([number])
    ledger.confirm_rows([number])
    assert [str(one.stated.value) for one in ledger.targets()] == ["5.0"]


def test_settings_keep_their_kinds_and_take_no_float(ledger: Ledger) -> None:
    rules = {"名": "本区", "线": [Decimal("-10.00"), 0], "开": True, "无": None}
    ledger.set_settings(rules=rules, places=1)
    assert ledger.setting("rules") == rules
    assert str(ledger.setting("rules")["线"][0]) == "-10.00"  # type: ignore[index]
    assert ledger.settings() == {"places": 1, "rules": rules, "zone": "云岭高新区"}
    ledger.set_settings(places=None)
    assert ledger.setting("places", 7) == 7
    with pytest.raises(TypeError):
        ledger.set_settings(rules={"线": 0.1})
    with pytest.raises(TypeError):
        ledger.edit_target(ledger.add_target("甲项", 2023).ids["target"][0], TargetChange(value=cast(Decimal, 0.1)))


def test_an_output_is_kept_as_issued(ledger: Ledger) -> None:
    ledger.keep_issued("sheet", 2023, 9, "九月.xlsx", b"\x00PK")
    (kept,) = ledger.issued()
    assert (kept.kind, kept.year, kept.month, kept.size) == ("sheet", 2023, 9, 3)
    assert ledger.issued_data(kept.id) == b"\x00PK"
    ledger.keep_sheet_mapping("报表.xlsx", {"财政局": {"指标名称": 0, "列": ["甲"]}, "统计局": {"列": ["乙"]}})
    assert ledger.sheet_mappings() == {"财政局": {"指标名称": 0, "列": ["甲"]}, "统计局": {"列": ["乙"]}}
    ledger.keep_sheet_mapping("报表.xlsx", {"财政局": {}, "统计局": {}})
    assert ledger.sheet_mappings() == {}


def test_one_field_of_a_thousand_targets_is_changed_at_once(ledger: Ledger) -> None:
    ledger.confirm_rows(imported(ledger, *(target(f"指标{number}", "1") for number in range(1000))))
    ids = [one.id for one in ledger.targets(2023)]
    ledger.edit_targets(ids, TargetChange(responsible="发展改革局"))
    ledger.move_targets(ids[::-1])
    assert {one.responsible for one in ledger.targets(2023)} == {"发展改革局"}
    assert [one.id for one in ledger.targets(2023)] == ids[::-1]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"zone": " "}, FindingCode.NAMELESS),
        ({"places": 7}, FindingCode.PLACES_BEYOND),
        ({"rules": {"name": ""}}, FindingCode.NAMELESS),
        ({"rules": {"late": "5"}}, FindingCode.EDGE_BEYOND),
        ({"rules": {"words": {"late": "已完成"}}}, FindingCode.WORD_NOT_ITS_OWN),
        ({"rules": {"colours": {"late": "red"}}}, FindingCode.NOT_A_COLOUR),
        ({"due_day": 31}, FindingCode.DUE_DAY_BEYOND),
        ({"due_day": "5"}, FindingCode.DUE_DAY_BEYOND),
        ({"late_after": 10000}, FindingCode.DAYS_BEYOND),
        ({"supervise_levels": [30, 10, 1]}, FindingCode.LEVELS_WRONG),
        ({"holidays": "2023-05-06 班\n5月7日 班"}, FindingCode.HOLIDAY_LINE),
        ({"list_options": {" ": {}}}, FindingCode.NAMELESS),
        ({"score_set": {"parts": [{"name": "任务", "share": "90"}]}}, FindingCode.SHARES_NOT_WHOLE),
        ({"score_set": {"uses": {"flow": "没有的办法"}}}, FindingCode.SCORE_RULE_UNKNOWN),
    ],
)
def test_a_setting_has_its_limits_too(ledger: Ledger, wrong: dict[str, object], code: FindingCode) -> None:
    before = ledger.revision
    with pytest.raises(Refusal) as refused:
        ledger.set_settings(**wrong)
    assert refused.value.code == code and ledger.revision == before


def test_a_workbook_has_the_name_of_a_zone(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        Ledger.create(tmp_path / "无名.zt", " ")
    assert refused.value.code == FindingCode.NAMELESS and list(tmp_path.iterdir()) == []
