"""A bureau's sheet becomes actuals: one decision a row, sure or asked; what is asked leaves the others alone."""

from decimal import Decimal

import pytest

from tests.services.sheets.conftest import level
from tests.services.sheets.made import book, csv_sheet, excel, taken, told, typed
from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.model.planning import Decision
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish


def test_columns_in_any_order(ledger: Ledger) -> None:
    plan = taken(ledger, "某局报表\n\n同比增长(%),单位,指标名称,1-9月累计\n6.5,亿元,地区生产总值,57.5\n")
    after = plan.rows[0].after
    assert after is not None
    assert (str(after.value), after.unit, str(after.growth), after.origin) == ("57.5", "亿元", "6.5", "报表.csv D4")


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("0.62亿美元", "0.62亿美元"),
        ("6200", "6200万美元"),
        ('"6,200.50"', "6200.50万美元"),
        ("６２００．５０", "6200.50万美元"),
        ("\u200b6200\u00a0", "6200万美元"),
        ("'6200", "6200万美元"),
        ("6200*", "6200万美元"),
        ("6200（快报）", "6200万美元"),
        ("约6200", "6200万美元"),
        ("6200。5", "6200.5万美元"),
    ],
)
def test_a_figure_as_the_cell_shows_it(ledger: Ledger, cell: str, said: str) -> None:
    plan = taken(ledger, f"指标名称,累计,同比增长\n实到外资,{cell},5\n")
    assert told(plan) == {"实到外资": (said, "5")}


@pytest.mark.parametrize(
    ("cell", "growth"),
    [
        ("-3.5%", "-3.5"),
        ("下降3.5", "-3.5"),
        ("增长8", "8"),
        ("增长8.7%", "8.7"),
        ("持平", "0"),
        ("（12.6）", "-12.6"),
        ("负7.3", "-7.3"),
        ("+5.1", "5.1"),
        ("↓3.5", "-3.5"),
    ],
)
def test_growth_in_words(ledger: Ledger, cell: str, growth: str) -> None:
    plan = taken(ledger, f"指标名称,累计,同比增长\n地区生产总值,57.5,{cell}\n")
    assert told(plan) == {"地区生产总值": ("57.5亿元", growth)}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("地区生产总值,五十多,", "value_unread"),
        ("地区生产总值,55-57,", "no_single_figure"),
        ("地区生产总值,57,扭亏", "growth_unread"),
        ("地区生产总值,57,1.5倍", "growth_unread"),
        ("地区生产总值,#DIV/0!,6", "cell_error"),
    ],
)
def test_an_odd_cell_is_asked_about_and_stops_no_other(ledger: Ledger, line: str, code: str) -> None:
    plan = taken(ledger, f"指标名称,累计,同比增长\n新升规工业企业,12,\n{line}\n")
    assert told(plan) == {"新升规工业企业": ("12家", ""), "地区生产总值": ("asked", code)}
    sheets.apply(ledger, plan)
    assert [str(actual.value) for actual in ledger.actuals(2023)] == ["12"]


def test_points_are_no_growth(ledger: Ledger) -> None:
    ledger.add_target("化解率", 2023, level("99", "%"))
    assert told(taken(ledger, "指标名称,单位,累计,同比增长\n化解率,%,99.8,0.3个百分点\n")) == {"化解率": ("99.8%", "")}


def test_two_rows_of_one_indicator_that_differ_are_asked_about(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n地区生产总值,58\n")
    assert told(plan) == {"地区生产总值": ("asked", "rows_differ")}


def test_two_rows_that_agree_are_one(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,累计\n地区生产总值,亿元,57\n地区生产总值,万元,570000\n")
    assert told(plan) == {"地区生产总值": ("57亿元", "")}


def test_a_value_here_and_its_growth_there_are_one(ledger: Ledger) -> None:
    first = typed("指标名称|单位|1-9月累计\n地区生产总值|亿元|57", "总量")
    second = typed("指标名称|1-9月累计增长(%)\n地区生产总值|6.5", "增速")
    assert told(taken(ledger, book(first, second))) == {"地区生产总值": ("57亿元", "6.5")}


def test_an_unknown_name_is_left_out_and_named(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n月球货运量,3\n")
    assert [row.name for row in plan.decided(Decision.UNKNOWN)] == ["月球货运量"]
    changed = sheets.apply(ledger, plan)
    assert changed.name
    assert [str(actual.value) for actual in ledger.actuals(2023)] == ["57"]


def test_a_chosen_name_is_entered(ledger: Ledger) -> None:
    number = next(one.id for one in ledger.indicators() if one.name == "地区生产总值")
    plan = taken(ledger, "指标名称,单位,累计\n区内总产出,亿元,57\n", sheets.Choices(names={"区内总产出": number}))
    assert told(plan) == {"地区生产总值": ("57亿元", "")}


def test_a_sheet_is_one_step_of_undo(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值,57\n新升规工业企业,12\n")
    sheets.apply(ledger, plan)
    ledger.undo()
    assert ledger.actuals(2023) == []


def test_the_same_sheet_again_changes_nothing(ledger: Ledger) -> None:
    text = "指标名称,累计\n地区生产总值,57\n"
    sheets.apply(ledger, taken(ledger, text))
    plan = taken(ledger, text)
    assert told(plan) == {"地区生产总值": ("same",)}
    steps = ledger.steps
    sheets.apply(ledger, plan)
    assert ledger.steps == steps


def test_a_soft_finding_is_asked_about_and_keeps_its_reason(ledger: Ledger) -> None:
    sheets.apply(ledger, taken(ledger, "指标名称,累计\n新升规工业企业,12\n", month=8))
    text = "指标名称,累计\n新升规工业企业,10\n"
    row = taken(ledger, text).rows[0]
    assert row.decision is Decision.ASKED
    assert [finding.code for finding in row.findings] == ["cumulative_falls"]
    plan = taken(ledger, text, sheets.Choices(accepted=frozenset({row.place})))
    assert plan.rows[0].needs_reason
    assert sheets.apply(ledger, plan).waits
    sheets.apply(ledger, plan, "统计口径调整")
    assert [actual.reason for actual in ledger.actuals(2023)] == ["", "统计口径调整"]


@pytest.mark.parametrize("lines", ["地区生产总值,,6.5\n", "地区生产总值,-,6.5\n", "地区生产总值,——,6.5\n"])
def test_a_blank_cell_erases_nothing(ledger: Ledger, lines: str) -> None:
    sheets.apply(ledger, taken(ledger, "指标名称,累计\n地区生产总值,57\n"))
    sheets.apply(ledger, taken(ledger, f"指标名称,累计,同比增长\n{lines}"))
    assert [(str(one.value), str(one.growth)) for one in ledger.actuals(2023)] == [("57", "6.5")]


def test_a_sheet_of_growths_leaves_the_values(ledger: Ledger) -> None:
    sheets.apply(ledger, taken(ledger, "指标名称,累计\n地区生产总值,57\n"))
    sheets.apply(ledger, taken(ledger, "指标名称,1-9月同比增长(%)\n地区生产总值,6.5\n"))
    assert [(str(one.value), one.unit, str(one.growth)) for one in ledger.actuals(2023)] == [("57", "亿元", "6.5")]


def test_no_table_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refusal, match="表头"):
        csv_sheet("a,b\n1,2\n")


def test_a_sheet_of_targets_alone_is_refused(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,年度目标,完成率(%)\n地区生产总值,亿元,80,71\n")
    with pytest.raises(Refusal, match="青禾高新区的完成数"):
        sheets.refuse_nothing(plan, ledger.zone)


def test_a_sheet_of_unknown_names_is_refused(ledger: Ledger) -> None:
    with pytest.raises(Refusal, match="没有一个指标"):
        sheets.refuse_nothing(taken(ledger, "指标名称,累计\n月球货运量,3\n"), ledger.zone)


@pytest.mark.parametrize(
    ("data", "name"), [(b"", "空.xlsx"), (b"PK\x03\x04broken", "坏.xlsx"), (b"\x89PNG\r\n\x1a\n", "图.xlsx")]
)
def test_what_is_no_sheet_is_refused(data: bytes, name: str) -> None:
    with pytest.raises(Refusal):
        finish(sheets.read_actuals(data, name))


@pytest.mark.parametrize(
    ("value", "form", "said"),
    [
        (6.5, '0.0"%"', "6.5"),
        (6.5, "0.0\\%", "6.5"),
        (0.065, "0.0%", "6.5"),
        (6.79611650485437, "0.0", "6.8"),
    ],
)
def test_a_growth_is_what_the_cell_shows(ledger: Ledger, value: float, form: str, said: str) -> None:
    read = excel(["指标名称", "累计", "同比增长(%)"], ["地区生产总值", 57.1, value], formats=[("C2", form)])
    assert told(taken(ledger, read)) == {"地区生产总值": ("57.1亿元", said)}


def test_a_formula_that_was_never_calculated_is_named(ledger: Ledger) -> None:
    plan = taken(ledger, excel(["指标名称", "累计", "同比增长"], ["地区生产总值", "=50+7", None]))
    assert told(plan) == {"地区生产总值": ("asked", "cell_formula")}


@pytest.mark.parametrize(
    "name",
    [
        "一、地区生产总值",
        "（二）地区生产总值",
        "1.地区生产总值",
        "12、 地区生产总值",
        "其中：地区生产总值",
        "# 地区生产总值",
        "地区生产总值①",
        "地区生产总值（快报）",
        "青禾高新区地区生产总值",
        "高新区地区生产总值",
        "*地区生产总值",
        "地区生产总值合计",
    ],
)
def test_what_stands_around_a_name(ledger: Ledger, name: str) -> None:
    assert told(taken(ledger, f"指标名称,单位,累计\n{name},亿元,57\n")) == {"地区生产总值": ("57亿元", "")}


def test_a_unit_in_the_name_of_the_line(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计\n地区生产总值(万元),575000\n")
    assert told(plan) == {"地区生产总值": ("575000万元", "")}


def test_a_name_of_another_scope_is_asked_about(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,累计\n地区生产总值（不含飞地）,亿元,57\n")
    assert told(plan) == {"地区生产总值": ("asked", "name_likely")}


def test_a_subtotal_is_sure_only_beside_its_target(ledger: Ledger) -> None:
    ledger.add_indicator("服务业投入", IndicatorChange(unit="亿元"))
    plan = taken(ledger, "指标名称,单位,累计\n地区生产总值小计,亿元,57\n服务业投入小计,亿元,18\n")
    assert told(plan) == {"地区生产总值": ("57亿元", ""), "服务业投入": ("asked", "name_likely")}


def test_of_two_currencies_that_of_the_indicator_is_taken(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,累计(万元),累计(万美元)\n实到外资,36000,5120\n")
    assert told(plan) == {"实到外资": ("5120万美元", "")}


def test_nothing_reported_is_asked_about(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,累计,同比\n地区生产总值,亿元,0.0,-100\n")
    assert told(plan) == {"地区生产总值": ("asked", "nothing_reported")}


def test_thousands_parted_by_thin_blanks(ledger: Ledger) -> None:
    plan = taken(ledger, "指标名称,单位,累计\n实到外资,万美元,5\u2009120\n")
    assert told(plan) == {"实到外资": ("5120万美元", "")}


def test_a_wrong_unit_beside_a_known_name_is_asked_about(ledger: Ledger) -> None:
    row = taken(ledger, "指标名称,单位,累计\n实到外资,亿元,0.6\n").rows[0]
    assert (row.decision, [finding.code for finding in row.findings]) == (Decision.ASKED, ["unit_differs"])
    assert row.stopped


def test_the_unit_over_a_table_is_not_for_what_is_counted(ledger: Ledger) -> None:
    plan = taken(ledger, "单位：亿元\n指标名称,1-9月累计\n地区生产总值,57\n新升规工业企业,12\n")
    assert told(plan) == {"地区生产总值": ("57亿元", ""), "新升规工业企业": ("12家", "")}


def test_a_value_without_a_unit_and_without_a_yardstick_is_asked_about(ledger: Ledger) -> None:
    ledger.add_indicator("跨境电商交易额", IndicatorChange(unit="亿元"))
    text = "指标名称,累计,同比增长\n跨境电商交易额,112000,21\n"
    assert told(taken(ledger, text)) == {"跨境电商交易额": ("asked", "unit_unclear")}
    beside = told(taken(ledger, f"{text}地区生产总值,572000,6\n"))
    assert beside["跨境电商交易额"] == ("asked", "unit_unclear")
    beside = told(taken(ledger, text.replace("112000", "11.2") + "地区生产总值,57.2,6\n"))
    assert beside["跨境电商交易额"] == ("11.2亿元", "21")


def test_a_step_of_ten_thousand_is_asked_about(ledger: Ledger) -> None:
    row = taken(ledger, "指标名称,累计\n地区生产总值,572000\n").rows[0]
    assert (row.decision, [finding.code for finding in row.findings]) == (Decision.ASKED, ["unit_likely_other"])


def test_one_column_of_figures_for_a_growth_target(ledger: Ledger) -> None:
    ledger.add_target("规模以上工业增加值", 2023, Stated(growth=Decimal("8"), growth_bound=Bound.EXACT))
    plan = taken(ledger, '指标名称,单位,累计\n规模以上工业增加值,%,6.5\n地区生产总值,"亿元、%",57\n')
    assert told(plan) == {"规模以上工业增加值": ("", "6.5"), "地区生产总值": ("57亿元", "")}


def test_parts_above_their_whole_are_asked_about(ledger: Ledger) -> None:
    whole = ledger.add_target("财政总收入", 2023, level("25", "亿元")).ids["target"][0]
    ledger.add_target("地方财政收入", 2023, level("13", "亿元"), TargetChange(parent_id=whole))
    sheets.apply(ledger, taken(ledger, "指标名称,累计\n地方财政收入,21\n"))
    row = taken(ledger, "指标名称,累计\n财政总收入,200000万元\n").rows[0]
    assert row.decision is Decision.ASKED
    assert "part_exceeds" in [finding.code for finding in row.findings]


def test_a_new_count_is_not_the_stock(ledger: Ledger) -> None:
    ledger.add_target("高新技术企业", 2023, level("120", "家"))
    plan = taken(ledger, "指标名称,累计\n新增高新技术企业,12\n")
    assert plan.entries == []


def test_a_dropped_row_is_not_entered(ledger: Ledger) -> None:
    text = "指标名称,累计\n地区生产总值,57\n新升规工业企业,12\n"
    place = taken(ledger, text).rows[0].place
    plan = taken(ledger, text, sheets.Choices(dropped=frozenset({place})))
    assert told(plan) == {"地区生产总值": ("left",), "新升规工业企业": ("12家", "")}


@pytest.mark.parametrize("row", ["实到外资,0万美元,-100", "实到外资,0万美元,", "新升规工业企业,0,-100"])
def test_nought_is_asked_where_it_looks_unreported(ledger: Ledger, row: str) -> None:
    plan = taken(ledger, f"指标名称,1-9月累计,同比增长\n{row}\n")
    assert list(told(plan).values()) == [("asked", "nothing_reported")]


def test_a_count_may_be_nought(ledger: Ledger) -> None:
    assert told(taken(ledger, "指标名称,1-9月累计\n新升规工业企业,0\n")) == {"新升规工业企业": ("0家", "")}


def test_a_power_of_ten_alone_is_of_what_the_indicator_is_measured_in(ledger: Ledger) -> None:
    text = "指标名称,完成情况\n地区生产总值,57.6亿，同比增长6.3%\n实到外资,5930万\n"
    assert told(taken(ledger, text)) == {"地区生产总值": ("57.6亿元", "6.3"), "实到外资": ("5930万美元", "")}


def test_a_power_of_ten_of_what_nobody_knows_is_asked_about(ledger: Ledger) -> None:
    ledger.add_indicator("夜间客流指标")
    assert told(taken(ledger, "指标名称,累计\n夜间客流指标,3万\n")) == {"夜间客流指标": ("asked", "unit_unclear")}


def test_the_zones_own_column_beside_the_sum_over_regions_is_taken(ledger: Ledger) -> None:
    text = "指标,单位,合计,青禾高新区,甲镇\n地区生产总值,亿元,230.4,57.6,172.8\n"
    assert told(taken(ledger, text)) == {"地区生产总值": ("57.6亿元", "")}
    alone = taken(ledger, "指标,单位,合计,甲镇,乙镇\n地区生产总值,亿元,57.6,30,27.6\n")
    assert told(alone) == {"地区生产总值": ("asked", "region_unclear")}


def test_two_growths_by_different_scopes_are_asked_about(ledger: Ledger) -> None:
    text = "指标,单位,累计,自然口径增长%,同口径增长%\n地区生产总值,亿元,57.6,15.2,6.2\n"
    assert told(taken(ledger, text)) == {"地区生产总值": ("asked", "rows_differ")}
