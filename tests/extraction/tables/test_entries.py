"""What the rows of a table state: values with their growths, names, units, times and regions."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.extraction.tables.grids import grid
from zonetracker.extraction.reading.sheets.grid import Grid
from zonetracker.extraction.tables.entries import figures_of, is_blank
from zonetracker.extraction.tables.model import Months, TableFigure
from zonetracker.extraction.tables.reader import read_tables
from zonetracker.model.facts import Kind
from zonetracker.model.planning import FigureDoubt


def stated(one: Grid, name: str = "") -> list[TableFigure]:
    return [figure for table in read_tables([one], name) for figure in figures_of(one, table)]


def only(*lines: str) -> TableFigure:
    (figure,) = stated(grid(*lines))
    return figure


def numbers(figure: TableFigure) -> tuple[str | None, str | None, str | None]:
    said = figure.stated
    return (_text(said.value), said.unit, _text(said.growth))


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)


def test_a_value_with_its_growth() -> None:
    figure = only("2023年1-9月指标", "指标|单位|累计|同比(%)", "税收收入|亿元|57.2|6.8")
    assert numbers(figure) == ("57.2", "亿元", "6.8") and (figure.value_at, figure.growth_at) == ((2, 2), (2, 3))
    assert (figure.year, figure.months, figure.cumulative, figure.doubts) == (2023, (1, 9), True, ())


@pytest.mark.parametrize(
    ("title", "head", "months", "own"),
    [
        ("2023年9月", "累计", (1, 9), False),
        ("2023年9月", "本月", (9, 9), True),
        ("2023年1-9月", "当月完成", (9, 9), True),
        ("2023年1-9月", "绝对量", (1, 9), False),
        ("2023年各月累计", "9月", (1, 9), False),
        ("2023年", "9月完成", (9, 9), True),
        ("2023年", "前三季度", (1, 9), False),
        ("2023年三季度", "累计", (1, 9), False),
    ],
)
def test_the_months_of_a_figure(title: str, head: str, months: Months, own: bool) -> None:
    figure = only(title, f"指标|单位|{head}", "税收收入|亿元|57.2")
    assert (figure.months, figure.own_month, figure.year) == (months, own, 2023)


def test_a_title_of_one_month_over_a_head_that_says_nothing_is_doubted() -> None:
    figure = only("2023年9月", "指标|单位|绝对量", "税收收入|亿元|57.2")
    assert (figure.months, figure.doubts) == ((1, 9), (FigureDoubt.MONTHS_UNCLEAR,))
    planned = stated(grid("2023年9月", "指标|单位|全年目标|完成情况", "税收收入|亿元|80|57.2"))
    assert [(figure.months, figure.doubts) for figure in planned] == [((1, 12), ()), ((1, 9), ())]


@pytest.mark.parametrize(
    ("value", "growth", "expected"),
    [
        ("57.2亿元，增长6.8%", "", ("57.2", "亿元", "6.8")),
        ("57.2*", "6.8（快报）", ("57.2", "亿元", "6.8")),
        ("57。2", "负7.3", ("57.2", "亿元", "-7.3")),
        ("'57.2", "（12.6）", ("57.2", "亿元", "-12.6")),
        ("１，０８９.５", "↓7.3%", ("1089.5", "亿元", "-7.3")),
        ("57.2", "下降3.5", ("57.2", "亿元", "-3.5")),
        ("57.2", "持平", ("57.2", "亿元", "0")),
        ("572万元", "—", ("572", "万元", None)),
        ("57.2", "0.3个百分点", ("57.2", "亿元", None)),
    ],
)
def test_figures_as_offices_write_them(value: str, growth: str, expected: tuple[str, str, str | None]) -> None:
    figures = stated(grid("指标|单位|累计|同比(%)", "出口|亿元|3|1", f"税收收入|亿元|{value}|{growth}"))
    assert numbers(figures[1]) == expected and not figures[1].doubts


@pytest.mark.parametrize(
    ("value", "growth", "doubt"),
    [
        ("57.2", "扭亏", FigureDoubt.GROWTH_UNREAD),
        ("57.2", "1.5倍", FigureDoubt.GROWTH_UNREAD),
        ("五十七", "3", FigureDoubt.VALUE_UNREAD),
        ("5*.*", "3", FigureDoubt.VALUE_UNREAD),
        ("#DIV/0!", "3", FigureDoubt.CELL_ERROR),
        ("57.2", "=C2/D2-1", FigureDoubt.CELL_FORMULA),
    ],
)
def test_what_can_not_be_read_is_doubted_and_nothing_else(value: str, growth: str, doubt: FigureDoubt) -> None:
    figures = stated(grid("指标|单位|累计|同比(%)", "出口|亿元|3|1", f"税收收入|亿元|{value}|{growth}"))
    assert [figure.doubts for figure in figures] == [(), (doubt,)]


def test_growths_written_as_fractions_are_percents() -> None:
    lines = [f"甲{number}|亿元|57.2|0.0{number}8" for number in range(1, 9)]
    figures = stated(grid("指标|单位|累计|同比(%)", *lines))
    assert str(figures[5].stated.growth) == "6.8" and figures[5].growth == "0.068"


def test_a_row_of_growths_belongs_to_the_row_of_its_name() -> None:
    figures = stated(grid("指标|单位|累计", "税收收入|亿元|57.2", "增速|%|6.8", "出口额|亿元|7", "出口额增速|%|3"))
    assert [(figure.name, *numbers(figure)) for figure in figures] == [
        ("税收收入", "57.2", "亿元", "6.8"),
        ("出口额", "7", "亿元", "3"),
    ]


def test_names_that_carry_what_the_row_states() -> None:
    one = grid("指标|2023年9月|2023年8月", "税收累计值(亿元)|57.2|50", "税收累计增长(%)|6.8|6", "税收当期值(亿元)|7|6")
    said = [(figure.name, figure.months, *numbers(figure)) for figure in stated(one)]
    assert said == [
        ("税收", (1, 9), "57.2", "亿元", "6.8"),
        ("税收", (1, 8), "50", "亿元", "6"),
        ("税收", (9, 9), "7", "亿元", None),
        ("税收", (8, 8), "6", "亿元", None),
    ]


def test_regions_in_rows_and_indicators_in_columns() -> None:
    one = grid("平台|税收收入|出口额", "|(亿元)|(万美元)", "全区|80|70", "某某镇|9|8")
    said = [(figure.whose, figure.name, *numbers(figure)) for figure in stated(one)]
    assert said == [
        ("全区", "税收收入", "80", "亿元", None),
        ("全区", "出口额", "70", "万美元", None),
        ("某某镇", "税收收入", "9", "亿元", None),
        ("某某镇", "出口额", "8", "万美元", None),
    ]


def test_the_indicator_in_the_head_over_rows_of_groups() -> None:
    one = grid("分组|税收收入||", "|金额(亿元)|增长(%)", "总计|80|5", "其中：工业|30|4")
    assert [figure.name for figure in stated(one)] == ["税收收入", "工业税收收入"]


def test_hidden_rows_are_marked() -> None:
    one = grid("指标|单位|累计", "税收|亿元|8", "出口|亿元|7", hidden_rows=(2,))
    assert [figure.hidden for figure in stated(one)] == [False, True]


def test_chosen_columns_only() -> None:
    one = grid("指标|单位|本月|同比|累计|同比", "税收|亿元|1|2|8|5")
    (table,) = read_tables([one])
    (figure,) = figures_of(one, table, {4})
    assert numbers(figure) == ("8", "亿元", "5")


def test_last_years_figures_are_last_years() -> None:
    figures = stated(grid("2023年1-9月", "指标|单位|本年|上年同期|上年实绩", "税收|亿元|8|7|9"))
    assert [(figure.year, figure.months) for figure in figures] == [(2023, (1, 9)), (2022, (1, 9)), (2022, None)]


@pytest.mark.parametrize(("text", "blank"), [("", True), ("—", True), ("／", True), ("暂无", True), ("0", False)])
def test_cells_that_say_nothing(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


def test_names_that_stand_in_two_columns() -> None:
    one = grid("指标||单位|累计", "生产总值||亿元|57", "其中|一产增加值|亿元|2", "|二产增加值|亿元|30", "税收||亿元|9")
    assert [figure.name for figure in stated(one)] == ["生产总值", "一产增加值", "二产增加值", "税收"]


def test_each_panel_belongs_to_the_region_over_it() -> None:
    one = grid("全区主要指标||||某某镇主要指标||", "指标|单位|累计||指标|单位|累计", "税收|亿元|80||税收|亿元|8")
    assert [(figure.whose, figure.value) for figure in stated(one)] == [("全区", "80"), ("某某镇", "8")]


def test_the_latest_of_the_years_side_by_side_has_the_growth() -> None:
    one = grid("指标|单位|2023年1-9月|2022年1-9月|增长%", "税收|亿元|8.1|7.9|2.5", "出口|亿元|9.1|8.9|2.2")
    assert [(figure.year, figure.growth) for figure in stated(one)] == [
        (2023, "2.5"),
        (2022, ""),
        (2023, "2.2"),
        (2022, ""),
    ]


@pytest.mark.parametrize(("title", "months", "own"), [("2023年1-9月", (1, 9), False), ("2023年9月", (9, 9), True)])
def test_a_period_of_its_own_is_that_of_the_title(title: str, months: Months, own: bool) -> None:
    figure = only(title, "指标|单位|本期", "税收|亿元|8.1")
    assert (figure.months, figure.own_month) == (months, own)


@pytest.mark.parametrize(
    ("title", "months"),
    [
        ("二〇二三年九月主要指标", (1, 9)),
        ("截至2023年9月30日主要指标", (1, 9)),
        ("2023年9月末主要指标", (1, 9)),
        ("填报日期：2023年10月18日", None),
    ],
)
def test_how_titles_write_their_time(title: str, months: Months | None) -> None:
    assert only(title, "指标|单位|累计", "税收|亿元|8.1").months == months


def test_of_several_units_over_a_table_none_is_taken() -> None:
    assert only("单位：亿元、万美元、%", "指标|1-9月", "实到外资|910").unit is None


def test_a_head_that_goes_into_no_name_is_doubted() -> None:
    figures = stated(grid("指标|单位|累计|考核系数", "地区生产总值|亿元|57|1.1", "税收收入|亿元|9|1.2"))
    assert [figure.doubts for figure in figures[:2]] == [(), (FigureDoubt.HEAD_UNKNOWN,)]


def test_who_filled_the_sheet_in_is_no_row() -> None:
    assert (
        len(stated(grid("指标|单位|累计|增长", "税收|亿元|8|5", "出口|亿元|7|3", "单位负责人：|张三|填表人：|李四")))
        == 2
    )


def test_percents_under_the_head_of_an_amount_are_its_growths() -> None:
    one = grid("平台|工业产值||", "|亿元|%", "某某镇|8|5", "另一镇|7|3")
    assert [numbers(figure) for figure in stated(one)] == [("8", "亿元", "5"), ("7", "亿元", "3")]


def test_how_much_of_the_plan_is_no_value() -> None:
    one = grid("指标|单位|累计|全年目标|完成（%）", "税收|亿元|8|10|80", "出口|亿元|7|10|70")
    assert [figure.value for figure in stated(one)] == ["8", "10", "7", "10"]


def test_heads_and_titles_of_different_months_are_doubted() -> None:
    assert only("2023年8月", "指标|单位|1-9月", "税收|亿元|8.1").doubts == (FigureDoubt.TIMES_DIFFER,)
    assert only("2023年9月", "指标|单位|1-9月", "税收|亿元|8.1").doubts == ()


def test_two_columns_that_say_otherwise_of_the_same_are_both_doubted() -> None:
    figures = stated(grid("指标|单位|累计|累计|全年目标", "税收|亿元|8|9|12", "出口|亿元|7|7|12"))
    doubted = [figure.doubts for figure in figures]
    assert doubted == [(FigureDoubt.TWICE,), (FigureDoubt.TWICE,), (), (), (), ()]


def test_two_levels_in_one_cell_are_doubted() -> None:
    figures = stated(grid("指标|单位|累计", "税收|亿元|1 089.5", "出口|亿元|57.2（56.1）", "产值|亿元|9"))
    assert [bool(figure.doubts) for figure in figures] == [False, True, False]
    assert str(figures[0].stated.value) == "1089.5"


@pytest.mark.parametrize(
    "lines",
    [
        ("指标|单位|累计", "税收|亿元|80", "其中：某某镇|亿元|8", "另一镇|亿元|7", "出口|亿元|70", "某某镇|亿元|6"),
        ("单位|累计（亿元）", "一、税收|", "某某镇|8", "另一镇|7", "二、出口|", "某某镇|6"),
        ("地区|指标|累计", "某某镇|税收|8", "|出口|6", "另一镇|税收|7", "|出口|5"),
        ("指标|地区|累计", "税收|某某镇|8", "|另一镇|7", "出口|某某镇|6", "|另一镇|5"),
        ("指标|全区累计|其中：某某镇", "税收|80|8", "出口|70|6"),
    ],
)
def test_wherever_the_region_stands(lines: tuple[str, ...]) -> None:
    said = {(figure.whose, figure.name, figure.value) for figure in stated(grid(*lines))}
    assert {("某某镇", "税收", "8"), ("某某镇", "出口", "6")} <= said
    assert [one for one in said if one[0] == "某某镇"] == [one for one in said if one[2] in ("8", "6")]


def test_when_a_sheet_was_filled_in_says_nothing_of_its_months() -> None:
    figure = only("2023年9月主要指标", "填报时间：2023年10月", "指标|单位|累计", "税收|亿元|8")
    assert figure.months == (1, 9)


def test_the_unit_of_the_row_above_goes_on_with_a_mark() -> None:
    figures = stated(grid("指标|单位|累计", "税收|亿元|8", "出口|〃|7", "外资|万美元|6", "内资|同上|5"))
    assert [figure.unit for figure in figures] == ["亿元", "亿元", "万美元", "万美元"]


def test_parts_take_the_name_of_their_whole() -> None:
    one = grid(
        "指标|单位|累计",
        "工业总产值|亿元|231",
        "　其中：规模以上|亿元|197",
        "规上工业增加值|亿元|35",
        "　其中：高新技术产业|亿元|15",
        "　　　　装备制造业|亿元|12",
        "进出口|亿元|70",
    )
    assert [(figure.name, figure.parent) for figure in stated(one)] == [
        ("工业总产值", None),
        ("规模以上工业总产值", 1),
        ("规上工业增加值", None),
        ("高新技术产业增加值", 3),
        ("装备制造业增加值", 3),
        ("进出口", None),
    ]


def test_a_head_over_value_and_growth_gives_both_their_time() -> None:
    one = grid("指标|9月快报||10月预计|", "|1-9月|增幅%|1-10月|增幅%", "税收|57.8|8.5|64.7|8.8")
    assert [(figure.months, figure.growth) for figure in stated(one)] == [((1, 9), "8.5"), ((1, 10), "8.8")]


def test_years_beside_months_in_the_rows() -> None:
    one = grid("年份|时间|税收累计（亿元）", "2022年|1-2月|3", "|1-9月|8", "2023年|1-9月|9")
    assert [(figure.year, figure.months, figure.value) for figure in stated(one)] == [
        (2022, (1, 2), "3"),
        (2022, (1, 9), "8"),
        (2023, (1, 9), "9"),
    ]


def test_cells_that_slipped_to_the_left_are_doubted() -> None:
    figures = stated(grid("指标|单位|本月|累计", "税收|亿元|1|8", "出口 亿元|2|9|", "产值|亿元|3|7"))
    assert [bool(figure.doubts) for figure in figures] == [False, False, True, False, False]


def test_the_sum_over_regions_is_that_of_the_title() -> None:
    one = grid("某某区各镇指标", "镇|税收（亿元）", "合　计|80", "甲镇|50", "乙镇|30")
    assert [(figure.whose, figure.value) for figure in stated(one)] == [
        ("某某区", "80"),
        ("甲镇", "50"),
        ("乙镇", "30"),
    ]


def test_the_same_in_two_currencies_is_no_contradiction() -> None:
    one = grid("项目|人民币值（万元）|美元值（万美元）", "出口|354300|50470", "进口|55430|7896")
    assert [(figure.name, figure.unit, figure.doubts) for figure in stated(one)][:2] == [
        ("出口", "万元", ()),
        ("出口", "万美元", ()),
    ]


def test_a_table_of_targets_by_its_title_alone() -> None:
    targets = stated(grid("2023年主要预期目标", "指标|单位|总量|增速", "税收|亿元|80|5", "出口|亿元|70|3"))
    assert {figure.kind for figure in targets} == {Kind.TARGET}
    reached = stated(grid("2023年目标完成情况", "指标|单位|总量|增速", "税收|亿元|80|5", "出口|亿元|70|3"))
    assert {figure.kind for figure in reached} == {None}


def test_the_whole_year_is_not_the_months_of_the_title() -> None:
    figures = stated(grid("2023年1-9月", "指标|单位|累计完成|全年预计", "税收|亿元|57|80", "出口|亿元|7|9"))
    assert [(figure.months, figure.remarks) for figure in figures[:2]] == [((1, 9), ()), ((1, 12), ("预计",))]


def test_a_figure_of_a_cell_merged_over_rows_is_that_of_the_first() -> None:
    one = grid("指标|单位|累计", "税收|亿元|57", "出口|亿元|", "产值|亿元|9", merges=((1, 2, 2, 2),))
    assert [figure.doubts for figure in stated(one)] == [(), (FigureDoubt.SHIFTED,), ()]


def test_the_growth_of_a_plan_is_none_of_what_was_reached() -> None:
    figures = stated(grid("指标|2022年|2023年1-9月|2023年计划增长%", "税收|75|57.6|8", "出口|40|34.6|5"))
    assert [one.growth for one in figures if one.year == 2023 and one.value] == ["", ""]
    assert stated(grid("指标|2023年|计划增长%", "税收|75|8"))[0].growth == "8"


def test_what_stood_the_month_before_is_no_figure() -> None:
    heads = "指标|年度任务|截至上月累计|本月新增|截至本月累计|累计同比(%)"
    figures = stated(grid("2023年9月目标任务", heads, "税收|77|50|7|57|6.3"))
    assert [(one.value, one.growth, one.doubts) for one in figures if one.months == (1, 9)] == [("57", "6.3", ())]


def test_a_difference_from_what_was_due_has_no_growth() -> None:
    heads = "指标|2023年目标|9月底时序目标|实际完成|与时序差额|同比±%"
    figures = stated(grid("2023年1-9月", heads, "税收|74|55|57|1.7|6.3"))
    assert [(one.value, one.growth) for one in figures][-1] == ("57", "6.3")


def test_one_value_in_two_units_is_said_once_only() -> None:
    figures = stated(grid("2023年1-9月", "指标|1-9月（万元）|1-9月折亿元|增幅(%)", "税收收入|572000|57.2|6.8"))
    assert [(numbers(one), one.doubts) for one in figures] == [
        (("572000", "万元", None), ()),
        (("57.2", "亿元", "6.8"), ()),
    ]


def test_a_line_says_which_figure_of_which_month_it_gives() -> None:
    one = grid(
        "统计期|指标名称|指标口径|单位|指标值",
        "202309|税收收入|累计值|亿元|57.2",
        "202309|税收收入|累计增速|%|6.8",
        "202309|税收收入|当月值|亿元|6.1",
        "202309|税收收入|全市位次|位|3",
    )
    assert [(figure.name, numbers(figure), figure.months, figure.kind) for figure in stated(one)] == [
        ("税收收入", ("57.2", "亿元", "6.8"), (1, 9), None),
        ("税收收入", ("6.1", "亿元", None), (9, 9), None),
    ]


def test_years_and_months_in_columns_of_digits() -> None:
    one = grid("年份|月份|指标|累计值", "2023|9|税收收入|57.2", "||工业增加值|6.8")
    assert [(figure.year, figure.months, figure.value) for figure in stated(one)] == [
        (2023, (1, 9), "57.2"),
        (2023, (1, 9), "6.8"),
    ]


def test_the_sum_over_regions_in_columns_is_nobodys_unless_the_title_says_so() -> None:
    rows = ("指标|单位|合计|甲镇|乙镇", "税收收入|亿元|80|50|30")
    assert [figure.whose for figure in stated(grid("2023年1-9月各镇指标", *rows))] == ["合计", "甲镇", "乙镇"]
    assert [figure.whose for figure in stated(grid("某某区各镇指标", *rows))] == ["某某区", "甲镇", "乙镇"]
    assert [figure.whose for figure in stated(grid("指标|单位|合计|同比(%)", "税收收入|亿元|80|5"))] == [""]


def test_a_power_of_ten_alone_is_of_the_unit_beside_it() -> None:
    figure = only("指标|单位|累计", "进出口|亿美元|5930万，增长4.4%")
    assert numbers(figure) == ("5930", "万美元", "4.4")
    assert numbers(only("指标|累计", "税收收入|57.6亿")) == ("57.6", "亿", None)


def test_last_years_figure_in_brackets_behind_a_value_is_asked_about() -> None:
    figure = only("指标|单位|累计（上年同期）|同比(%)", "税收收入|亿元|57.6（53.6）|7.5")
    assert not figure.previous and FigureDoubt.VALUE_UNREAD in figure.doubts
