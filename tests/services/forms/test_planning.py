"""One state for each cell of a form: what is filled, and what is not and why."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.services.forms.books import fill_book
from tests.unfenced import done_here
from zonetracker.extraction.forms import reading
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.model.planning import FormMeaning, FormState
from zonetracker.services.forms import FormChoices, FormLine, FormPlanner, open_form, remember
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

HEAD = ["指标", "单位", "1-9月累计"]


@pytest.fixture(autouse=True)
def read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a form is planned by is read by the child's own task, in this process; test_opening reads in the fence."""
    monkeypatch.setattr(reading, "fenced_job", done_here)


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    fill_book(ledger)
    return ledger


def planner(ledger: Ledger, tmp_path: Path, *rows: Sequence[Any], formats: dict[str, str] | None = None) -> FormPlanner:
    book = openpyxl.Workbook()
    book.active.title = "表"
    for row in rows:
        book.active.append(list(row))
    for cell, code in (formats or {}).items():
        book.active[cell].number_format = code
    book.save(tmp_path / "表.xlsx")
    return finish(open_form(ledger, tmp_path / "表.xlsx")).planner


def states(one: FormPlanner, choices: FormChoices | None = None, time: tuple[int, int] = (2023, 9)) -> dict[str, Any]:
    """By cell the text that it would hold, or why it stays as it is."""
    lines = one.plan(*time, choices or one.remembered()).lines
    return {line.place.removeprefix("表!"): said(line) for line in lines}


def said(line: FormLine) -> str | FormState:
    return line.figured.text if line.figured is not None else line.state


@pytest.mark.parametrize(
    ("code", "text", "shown"),
    [
        ("General", "20.12", "20.12"),
        ("0", "20", "20"),
        ("0.0_ ", "20.1", "20.1"),
        ("#,##0.000", "20.120", "20.120"),
        ("0.00,", "20120", "20.12"),
        ('0.0"亿元"', "20.1", "20.1亿元"),
        ("@", "20.12", "20.12"),
    ],
)
def test_a_cell_holds_what_it_is_to_show(ledger: Ledger, tmp_path: Path, code: str, text: str, shown: str) -> None:
    one = planner(ledger, tmp_path, HEAD, ["财政总收入", "亿元"], formats={"C2": code})
    (line,) = one.plan(2023, 9).lines
    assert line.figured is not None
    assert (line.figured.text, line.shown, line.figured.is_text) == (text, shown, code == "@")


def test_a_cell_of_days_takes_no_figure(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, HEAD, ["财政总收入", "亿元"], formats={"C2": "yyyy-mm-dd"})
    assert states(one) == {"C2": FormState.NO_NUMBER}


@pytest.mark.parametrize(
    ("unit", "text"), [("亿元", "20.12"), ("万元", "201200"), ("元", "2012000000"), ("万美元", FormState.OTHER_UNIT)]
)
def test_figures_are_given_in_the_unit_of_the_form(ledger: Ledger, tmp_path: Path, unit: str, text: str) -> None:
    assert states(planner(ledger, tmp_path, HEAD, ["财政总收入", unit])) == {"C2": text}


def test_money_without_a_unit_waits_for_a_word(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["指标", "1-9月累计", "年度目标"], ["财政总收入"], ["新开工项目"])
    assert states(one) == {"B2": FormState.UNCLEAR, "C2": FormState.UNCLEAR, "B3": "13", "C3": "20"}
    assert states(one, FormChoices(columns={(0, 1): FormMeaning.CUMULATIVE}))["B2"] == "20.12"


def test_a_unit_over_the_table_is_not_that_of_counts(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["单位：万元"], ["指标", "1-9月累计"], ["财政总收入"], ["新开工项目"])
    assert states(one) == {"B3": "201200", "B4": "13"}


def test_the_months_own_is_what_came_since_the_month_before(ledger: Ledger, tmp_path: Path) -> None:
    rows = (["财政总收入", "亿元"], ["地区生产总值", "亿元"], ["矛盾纠纷化解率", "%"])
    one = planner(ledger, tmp_path, ["指标", "单位", "9月当月", "1-9月累计"], *rows)
    assert states(one) == {
        "C2": "1.52",
        "D2": "20.12",
        "C3": FormState.MISSING,
        "D3": "59.2",
        "C4": "99.2",
        "D4": "99.2",
    }


def test_what_may_be_the_months_own_or_not_waits_for_a_word(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["指标", "单位", "9月", "9月当月"], ["财政总收入", "亿元"])
    assert states(one) == {"C2": FormState.UNCLEAR, "D2": "1.52"}
    one = planner(ledger, tmp_path, ["2023年9月月报"], ["指标", "单位", "数值"], ["财政总收入", "亿元"])
    assert states(one) == {"C3": FormState.UNCLEAR}
    assert states(one, FormChoices(columns={(0, 2): FormMeaning.OWN_MONTH})) == {"C3": "1.52"}
    assert states(one, FormChoices(columns={(0, 2): FormMeaning.LAST_CUMULATIVE})) == {"C3": "16.17"}


def test_what_a_column_is_taken_for_is_of_the_months_that_head_or_row_name(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["2023年"], ["指标", "单位", "8月", "9月"], ["财政总收入", "亿元"])
    columns = {(0, 2): FormMeaning.CUMULATIVE, (0, 3): FormMeaning.OWN_MONTH}
    assert states(one, FormChoices(columns=columns)) == {"C3": "18.60", "D3": "1.52"}
    one = planner(ledger, tmp_path, ["2023年"], ["月份", "财政总收入（亿元）"], ["8月"], ["9月"], ["10月"])
    settled = FormChoices(columns={(0, 1): FormMeaning.CUMULATIVE})
    assert states(one, settled) == {"B3": "18.60", "B4": "20.12", "B5": FormState.LATER}
    assert {line.cell.name for line in one.plan(2023, 9).lines} == {"财政总收入"}


def test_targets_and_last_year(ledger: Ledger, tmp_path: Path) -> None:
    head = ["指标", "单位", "年度目标", "目标增速（%）", "上年实绩", "上年同期", "2022年1-9月增速（%）"]
    one = planner(ledger, tmp_path, ["2023年1-9月指标"], head, ["地区生产总值", "亿元"])
    assert states(one) == {"C3": "80", "D3": "8", "E3": "74", "F3": "55.65", "G3": "4.8"}


def test_a_growth_has_the_time_of_its_value(ledger: Ledger, tmp_path: Path) -> None:
    head = ["指标", "单位", "2022年全年", "增长（%）", "1-9月累计", "增长（%）"]
    one = planner(ledger, tmp_path, ["2023年1-9月指标"], head, ["地区生产总值", "亿元"])
    assert states(one) == {"C3": "74", "D3": "5.0", "E3": "59.2", "F3": "6.9"}
    head[2] = "上年实绩"
    one = planner(ledger, tmp_path, ["2023年1-9月指标"], head, ["地区生产总值", "亿元"])
    assert states(one) == {"C3": "74", "D3": FormState.UNCLEAR, "E3": "59.2", "F3": "6.9"}


def test_a_share_has_no_growth_in_percent_unless_its_target_asks_for_one(ledger: Ledger, tmp_path: Path) -> None:
    names = {one.name: one for one in ledger.indicators()}
    share, count = names["矛盾纠纷化解率"], names["新开工项目"]
    ledger.set_actuals(
        [
            ActualEntry(share.id, 2022, 9, Decimal("97.9"), "%"),
            ActualEntry(count.id, 2022, 9, Decimal("10"), "个"),
        ]
    )
    head = ["指标", "单位", "1-9月累计", "同比增长(%)"]
    rows = [["2023年1-9月指标"], head, ["矛盾纠纷化解率", "%"], ["新开工项目", "个"]]
    one = planner(ledger, tmp_path, *rows)
    assert states(one) == {"C3": "99.2", "D3": FormState.MISSING, "C4": "13", "D4": "30.0"}
    target = next(one for one in ledger.targets(2023) if one.indicator_id == share.id)
    ledger.edit_target(target.id, TargetChange(stated=Stated(target.stated.value, unit="%", growth=Decimal(1))))
    assert states(planner(ledger, tmp_path, *rows))["D3"] == "1.3"


def test_a_year_before_without_months_is_of_as_many_only_beside_its_like(ledger: Ledger, tmp_path: Path) -> None:
    title, row = ["1-9月指标"], ["地区生产总值", "亿元"]
    one = planner(ledger, tmp_path, title, ["指标", "单位", "2023年完成", "2022年完成", "增长（%）"], row)
    assert states(one) == {"C3": "59.2", "D3": "55.65", "E3": "6.9"}
    one = planner(ledger, tmp_path, title, ["指标", "单位", "2022年实绩", "2023年1-9月"], row)
    assert states(one) == {"C3": FormState.UNCLEAR, "D3": "59.2"}


def test_a_growth_beside_a_target_is_not_the_targets_unasked(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["指标", "单位", "年度目标", "增长（%）"], ["地区生产总值", "亿元"])
    assert states(one) == {"C2": "80", "D2": FormState.UNCLEAR}


def test_percents_of_an_amount_are_its_growth(ledger: Ledger, tmp_path: Path) -> None:
    head = ["指标", "单位", "1-9月累计", "上年同期", "年度目标"]
    one = planner(ledger, tmp_path, head, ["规模以上工业增加值", "%"], ["矛盾纠纷化解率", "%"])
    assert states(one) == {"C2": "7.8", "D2": "3.7", "E2": "10", "C3": "99.2", "D3": FormState.MISSING, "E3": "100"}


def test_the_adjusted_target_is_the_one_in_force(ledger: Ledger, tmp_path: Path) -> None:
    target = next(one for one in ledger.targets(2023) if one.stated.value == 25)
    ledger.adjust_target(target.id, Stated(Decimal(22), unit="亿元"), 7, "某办〔2023〕8号", "减税政策出台")
    one = planner(ledger, tmp_path, ["指标", "单位", "年度目标", "完成率"], ["财政总收入", "亿元"])
    assert states(one) == {"C2": "22", "D2": "91.5"}
    assert states(one, time=(2023, 6))["C2"] == "25"


def test_a_figure_that_stands_is_compared_and_left(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(
        ledger, tmp_path, [*HEAD, "同比增长（%）"], ["财政总收入", "亿元", 20.1, 24.4], ["地区生产总值", "亿元", 60]
    )
    planned = one.plan(2023, 9)
    assert states(one) == {"C2": FormState.SAME, "D2": FormState.SAME, "C3": FormState.DIFFERS, "D3": "6.9"}
    assert [line.why for line in planned.untouched] == ["表里已有 60，台账是 59.2，没有改动"]
    assert list(planned.cells["表"]) == [(2, 3)]


def test_other_regions_and_later_months_stay_empty_quietly(ledger: Ledger, tmp_path: Path) -> None:
    rows = (["云岭高新区"], ["东湖经开区"])
    one = planner(ledger, tmp_path, ["2023年1-9月各区指标"], ["开发区", "新开工项目（个）"], *rows)
    assert states(one) == {"B3": "13", "B4": FormState.OTHER_REGION}
    one = planner(
        ledger, tmp_path, ["2023年1-9月指标"], ["指标", "单位", "全市", "全区", "云岭高新区"], ["新开工项目", "个"]
    )
    assert states(one) == {"C3": FormState.OTHER_REGION, "D3": FormState.OTHER_REGION, "E3": "13"}
    one = planner(ledger, tmp_path, ["指标", "单位", "1-9月", "1-10月"], ["财政总收入", "亿元"])
    planned = one.plan(2023, 9)
    assert states(one) == {"C2": "20.12", "D2": FormState.LATER} and planned.untouched == []


def test_quarters_and_halves_are_told_from_cumulative_ones(ledger: Ledger, tmp_path: Path) -> None:
    number = next(one.id for one in ledger.indicators() if one.name == "财政总收入")
    ledger.set_actuals([ActualEntry(number, 2023, 6, Decimal("13.5"), "亿元")], reason="样本里的数")
    one = planner(
        ledger, tmp_path, ["2023年"], ["指标", "单位", "上半年", "三季度", "前三季度"], ["财政总收入", "亿元"]
    )
    assert states(one) == {"C3": "13.5", "D3": "6.62", "E3": "20.12"}


def test_rows_may_be_months_and_the_title_a_quarter(ledger: Ledger, tmp_path: Path) -> None:
    rows = (["2023年"], ["月份", "财政总收入（亿元）"], ["1-8月"], ["1-9月"], ["9月"])
    assert states(planner(ledger, tmp_path, *rows)) == {"B3": "18.60", "B4": "20.12", "B5": FormState.UNCLEAR}
    number = next(one.id for one in ledger.indicators() if one.name == "财政总收入")
    ledger.set_actuals([ActualEntry(number, 2023, 6, Decimal("13.5"), "亿元")], reason="样本里的数")
    head = ["指标", "单位", "本季度", "累计", "同比（%）"]
    one = planner(ledger, tmp_path, ["2023年第三季度"], head, ["财政总收入", "亿元"])
    assert states(one) == {"C3": "6.62", "D3": "20.12", "E3": "24.4"}


def test_ranks_and_what_no_workbook_has_are_told(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, [*HEAD, "全市排名", "备注"], ["财政总收入", "亿元"])
    assert states(one) == {"C2": "20.12", "D2": FormState.UNCLEAR}


def test_what_stands_in_no_table_of_figures_is_told_as_well(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, ["指标", "单位", "全市排名"], ["财政总收入", "亿元"])
    (line,) = one.plan(2023, 9).untouched
    assert (line.place, line.state, line.cell.name) == ("表!C2", FormState.UNCLEAR, "亿元")


def test_an_expected_figure_is_filled_and_told(ledger: Ledger, tmp_path: Path) -> None:
    number = next(one.id for one in ledger.indicators() if one.name == "地区生产总值")
    ledger.set_actuals([ActualEntry(number, 2023, 10, Decimal("66"), "亿元", source="预计")], reason="样本里的数")
    one = planner(ledger, tmp_path, ["指标", "单位", "1-10月累计"], ["地区生产总值", "亿元"])
    (line,) = one.plan(2023, 10).lines
    assert (said(line), line.why) == ("66", "台账里是预计数")


def test_names_and_columns_that_were_settled_hold_next_month(ledger: Ledger, tmp_path: Path) -> None:
    rows = (["指标", "单位", "8月数"], ["财政口径收入合计数", "亿元"])
    one = planner(ledger, tmp_path, *rows)
    number = next(one.id for one in ledger.indicators() if one.name == "财政总收入")
    assert states(one, time=(2023, 8)) == {"C2": FormState.UNKNOWN}
    settled = FormChoices({"财政口径收入合计数": number}, {(0, 2): FormMeaning.CUMULATIVE})
    assert states(one, settled, (2023, 8)) == {"C2": "18.60"}
    assert remember(ledger, one.read, settled).operation_id
    assert remember(ledger, one.read, settled).operation_id == 0
    again = planner(ledger, tmp_path, ["指标", "单位", "9月数"], rows[1])
    assert states(again) == {"C2": "20.12"}
    ledger.undo()
    assert states(planner(ledger, tmp_path, *rows), time=(2023, 8)) == {"C2": FormState.UNKNOWN}


def test_what_a_form_remembers_leaves_the_sheets_of_bureaus_alone(ledger: Ledger, tmp_path: Path) -> None:
    one = planner(ledger, tmp_path, HEAD, ["财政总收入", "亿元"])
    ledger.keep_sheet_mapping("旧表", {"names": {"names": {"旧名": 1}}})
    remember(ledger, one.read, FormChoices({"新名": 2}, {(0, 2): FormMeaning.NOTHING}))
    assert ledger.sheet_mappings()["names"] == {"names": {"旧名": 1, "新名": 2}}
    assert states(planner(ledger, tmp_path, HEAD, ["财政总收入", "亿元"])) == {"C2": FormState.LEFT}


@pytest.mark.parametrize(
    ("rows", "time", "code"),
    [
        ([["东湖经开区2023年1-9月经济指标"], HEAD, ["财政总收入", "亿元"]], (2023, 9), RefusalCode.FORM_OTHER_ZONE),
        ([["填报单位：东湖经开区"], HEAD, ["财政总收入", "亿元"]], (2023, 9), RefusalCode.FORM_OTHER_ZONE),
        ([HEAD, ["财政总收入", "亿元", 3]], (2023, 9), RefusalCode.FORM_NOTHING),
        ([["请各单位按时报送"], ["联系人"]], (2023, 9), RefusalCode.FORM_NOTHING),
        ([HEAD, ["财政总收入", "亿元"]], (2016, 9), RefusalCode.FORM_NO_FIGURES),
    ],
)
def test_forms_that_are_not_to_be_filled(
    ledger: Ledger, tmp_path: Path, rows: list[list[Any]], time: tuple[int, int], code: RefusalCode
) -> None:
    with pytest.raises(Refusal) as refused:
        planner(ledger, tmp_path, *rows).plan(*time)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "title",
    [
        *("云湖市2023年1-9月指标", "全市各开发区指标", "云岭高新区经济指标", "高新区月报"),
        *(
            "填报单位：统计局",
            "填报单位：云湖市发改委",
            "填报单位：云岭高新区经发局（盖章）",
            "填报单位：      填报日期：10月8日",
        ),
    ],
)
def test_a_superiors_title_is_everybodys(ledger: Ledger, tmp_path: Path, title: str) -> None:
    assert states(planner(ledger, tmp_path, [title], HEAD, ["财政总收入", "亿元"])) == {"C3": "20.12"}
