"""Tables as offices lay them out, to candidates. All places and figures are made up."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.builder import Builder, Placed
from zonetracker.extraction.tables.candidates import TableContext, table_candidates
from zonetracker.extraction.tables.cells import figures, is_masked, is_relative
from zonetracker.model.facts import Bound, Candidate, FactType, Kind

CONTEXT = TableContext(2023, Kind.ACTUAL)


def made(*rows: list[str], before: str = "", merged: tuple[Placed, ...] = ()) -> Document:
    builder = Builder("表.docx")
    if before:
        for line in before.split("\n"):
            builder.paragraph(line)
    covered = {
        (cell.row + down, cell.column + right)
        for cell in merged
        for down in range(cell.rows)
        for right in range(cell.columns)
    }
    cells = [Placed(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if (r, c) not in covered]
    builder.table([*cells, *merged])
    return builder.document("text/html")


def facts(document: Document, context: TableContext = CONTEXT) -> dict[tuple[str, str, int | None], Candidate]:
    found = table_candidates(document, context)
    for candidate in found:
        assert document.text[candidate.quote_span.start : candidate.quote_span.end] == candidate.quote
        assert candidate.quote_span.start <= candidate.span.start < candidate.span.end <= candidate.quote_span.end
    assert len({candidate.id for candidate in found}) == len(found)
    return {(candidate.name, candidate.kind.value, candidate.year): candidate for candidate in found}


def test_value_and_growth_with_the_unit_in_a_column() -> None:
    document = made(
        ["序号", "指标名称", "计量单位", "绝对数", "同比增长（%）", "备注"],
        ["1", "地区生产总值", "亿元", "74.10", "5.0", ""],
        ["2", "实际利用外资", "万美元", "7,600", "-3.5", "预计"],
    )
    found = facts(document)
    product = found["地区生产总值", "actual", 2023]
    assert str(product.stated.value) == "74.10" and product.stated.unit == "亿元"
    assert product.stated.growth == 5 and product.confidence >= Decimal("0.9")
    foreign = found["实际利用外资", "actual", 2023]
    assert foreign.stated.value == 7600 and foreign.stated.growth == Decimal("-3.5")
    assert document.text[foreign.span.start : foreign.span.end] == "7,600"
    assert len(found) == 2


def test_a_table_in_traditional_letters() -> None:
    document = made(
        ["指標名稱", "計量單位", "絕對數", "同比增長（%）"],
        ["地區生產總值", "億元", "74.10", "5.0"],
        ["規模以上工業增加值", "億元", "32.6", "6.2"],
    )
    product = facts(document)["地区生产总值", "actual", 2023]
    assert (product.stated.value, product.stated.unit, product.stated.growth) == (Decimal("74.10"), "亿元", 5)
    assert "地區生產總值" in product.quote


def test_columns_in_any_order() -> None:
    document = made(["增速（%）", "单位", "总量", "指标"], ["4.2", "亿元", "88", "工业投资"])
    found = facts(document)["工业投资", "actual", 2023]
    assert (found.stated.value, found.stated.unit, found.stated.growth) == (88, "亿元", Decimal("4.2"))


def test_the_unit_in_the_head_in_the_label_or_over_the_table() -> None:
    assert (
        facts(made(["指标", "完成额（万元）"], ["技改投资", "520"]))["技改投资", "actual", 2023].stated.unit == "万元"
    )
    assert facts(made(["指标", "总量"], ["技改投资（亿元）", "5.2"]))["技改投资", "actual", 2023].stated.unit == "亿元"
    over = facts(made(["指标", "总量"], ["技改投资", "5.2"], before="附表1 主要指标完成情况\n单位：亿元、%"))
    found = over["技改投资", "actual", 2023]
    assert found.stated.unit == "亿元" and "table_unit_from_caption" in found.reasons
    bare = facts(made(["指标", "总量"], ["技改投资", "5.2"]))["技改投资", "actual", 2023]
    assert bare.stated.unit is None and bare.confidence < Decimal("0.9") and "unit_missing" in bare.reasons


def test_two_level_heads_with_years_and_targets() -> None:
    document = made(
        ["指标名称", "单位", "2022年完成", "", "2023年目标", ""],
        ["", "", "总量", "增长（%）", "总量", "增长（%）"],
        ["地区生产总值", "亿元", "74", "5", "80", "8"],
        ["一般公共预算收入", "亿元", "11.6", "27.7", "13.5以上", "16左右"],
        merged=(
            Placed(0, 0, "指标名称", rows=2),
            Placed(0, 1, "单位", rows=2),
            Placed(0, 2, "2022年完成", columns=2),
            Placed(0, 4, "2023年目标", columns=2),
        ),
    )
    found = facts(document)
    assert len(found) == 4
    assert found["地区生产总值", "actual", 2022].stated.growth == 5
    target = found["一般公共预算收入", "target", 2023].stated
    assert (target.value, target.bound) == (Decimal("13.5"), Bound.AT_LEAST)
    assert (target.growth, target.growth_bound) == (16, Bound.ABOUT)


def test_target_beside_actual_and_what_is_only_derived_left_out() -> None:
    document = made(
        ["指标", "单位", "年度目标", "1-9月累计", "同比增长%", "完成年度目标%", "序时进度%", "责任单位"],
        ["固定资产投资", "亿元", "76.8", "52.3", "-4.1", "68.1", "75.0", "发展局"],
        before="云陂高新区2023年1-9月目标任务完成情况表",
    )
    found = facts(document, TableContext(2023, Kind.TARGET))
    assert len(found) == 2
    assert found["固定资产投资", "target", 2023].stated.growth is None
    assert found["固定资产投资", "target", 2023].period == "annual"
    actual = found["固定资产投资", "actual", 2023]
    assert (actual.stated.value, actual.stated.growth) == (Decimal("52.3"), Decimal("-4.1"))
    assert actual.period == "2023-01..2023-09"


def test_growth_targets_and_growth_actuals_are_not_mixed() -> None:
    document = made(
        ["指标", "单位", "目标", "目标增速(%)", "完成", "同比(%)"],
        ["社会消费品零售总额", "亿元", "200", "9", "150", "7.5"],
    )
    found = facts(document)
    assert found["社会消费品零售总额", "target", 2023].stated.growth == 9
    assert found["社会消费品零售总额", "actual", 2023].stated.growth == Decimal("7.5")


def test_last_years_column_is_last_years() -> None:
    found = facts(made(["指标", "单位", "本年实绩", "上年实绩"], ["粮食产量", "万吨", "3.5", "3.4"]))
    assert found["粮食产量", "actual", 2022].stated.value == Decimal("3.4")
    assert found["粮食产量", "actual", 2023].stated.value == Decimal("3.5")


def test_months_side_by_side() -> None:
    document = made(
        ["指标", "1月", "1-2月", "1-3月"],
        ["税收收入", "1.2", "2.1", "3.3"],
        before="2023年各月税收（单位：亿元）",
    )
    found = table_candidates(document, CONTEXT)
    assert [(c.period, c.stated.value) for c in found] == [
        ("2023-01..2023-01", Decimal("1.2")),
        ("2023-01..2023-02", Decimal("2.1")),
        ("2023-01..2023-03", Decimal("3.3")),
    ]
    assert {c.stated.unit for c in found} == {"亿元"}


def test_growth_alone_and_rates() -> None:
    document = made(
        ["指标", "单位", "目标值"],
        ["规上工业增加值", "%", "10以上"],
        ["城乡居民基本养老保险参保率", "%", "≥95"],
        ["单位GDP能耗", "", "下降3%"],
        ["居民人均可支配收入", "", "与经济增长同步"],
        ["安全事故死亡人数", "人", "控制在3人以内"],
    )
    found = facts(document)
    industry = found["规上工业增加值", "target", 2023].stated
    assert (industry.value, industry.unit, industry.growth, industry.growth_bound) == (None, None, 10, Bound.AT_LEAST)
    rate = found["城乡居民基本养老保险参保率", "target", 2023].stated
    assert (rate.value, rate.unit, rate.bound, rate.growth) == (95, "%", Bound.AT_LEAST, None)
    assert found["单位GDP能耗", "target", 2023].stated.growth == -3
    assert found["居民人均可支配收入", "target", 2023].type is FactType.RELATIVE
    limit = found["安全事故死亡人数", "target", 2023].stated
    assert (limit.value, limit.unit, limit.bound) == (3, "人", Bound.AT_MOST)


def test_parts_below_their_whole() -> None:
    document = made(
        ["指标", "总量（亿元）"],
        ["固定资产投资", "70"],
        ["其中：工业性投入", "39"],
        ["服务业投入", "31"],
        ["财政总收入", "20.5"],
    )
    found = facts(document)
    assert found["工业性投入", "actual", 2023].parent == "固定资产投资"
    assert found["服务业投入", "actual", 2023].parent == "固定资产投资"
    assert found["财政总收入", "actual", 2023].parent is None


def test_parts_that_do_not_make_the_whole_up_are_not_guessed() -> None:
    document = made(
        ["指标", "总量（亿元）"],
        ["存款余额", "70"],
        ["其中：住户存款余额", "31"],
        ["贷款余额", "60"],
        ["保费收入", "2"],
    )
    found = facts(document)
    assert [key[0] for key, candidate in found.items() if candidate.parent] == ["住户存款余额"]


def test_rows_that_need_their_table_for_a_name_get_it() -> None:
    document = made(
        ["产品", "产量（吨）", "比上年增长（%）"],
        ["粮 食", "1200", "1.5"],
        ["#夏 粮", "300", "0.2"],
        ["秋 粮", "900", "2.0"],
        before="表2 主要农产品产量",
    )
    found = facts(document)
    assert set(found) == {(name, "actual", 2023) for name in ("粮食产量", "夏粮产量", "秋粮产量")}
    assert found["秋粮产量", "actual", 2023].parent == "粮食产量"
    of_transport = facts(made(["指标", "单位", "绝对数"], ["货物运输总量", "万吨", "50"], ["其中：铁路", "万吨", "8"]))
    assert ("铁路货物运输总量", "actual", 2023) in of_transport


def test_masked_digits_never_make_a_number() -> None:
    document = made(
        ["指标", "单位", "绝对数", "增长（%）"], ["进出口总额", "亿元", "**.*", "*.5"], ["税收收入", "亿元", "12", "3"]
    )
    found = facts(document)
    assert found["进出口总额", "actual", 2023].masked
    assert found["进出口总额", "actual", 2023].stated.value is None
    assert found["进出口总额", "actual", 2023].stated.growth is None


def test_a_table_that_goes_on_over_the_page_keeps_its_heads() -> None:
    builder = Builder("表.pdf")
    head = ["指标", "单位", "2023年目标", "责任单位"]
    builder.table(
        [Placed(0, c, text) for c, text in enumerate(head)]
        + [Placed(1, c, t) for c, t in enumerate(["工业投资", "亿元", "44.5", "经发局"])]
    )
    builder.table([Placed(0, c, t) for c, t in enumerate(["外贸出口", "亿元", "47", "商务局"])])
    document = builder.document("application/pdf")
    assert facts(document)["外贸出口", "target", 2023].stated.value == 47


def test_two_tables_side_by_side() -> None:
    document = made(
        ["指标", "单位", "数值", "指标", "单位", "数值"],
        ["粮食产量", "万吨", "3.5", "常住人口", "万人", "12.6"],
        ["蔬菜产量", "万吨", "8.1", "", "", ""],
    )
    found = facts(document)
    assert len(found) == 3
    assert found["常住人口", "actual", 2023].stated.unit == "万人"
    assert found["蔬菜产量", "actual", 2023].stated.value == Decimal("8.1")


def test_months_down_and_indicators_across() -> None:
    document = made(
        ["月份", "税收收入（亿元）", "同比增长（%）", "工业用电量（万千瓦时）"],
        ["1-2月", "2.1", "3.0", "900"],
        ["3月", "1.2", "4.5", "510"],
        before="2023年有关指标",
    )
    found = table_candidates(document, CONTEXT)
    said = [(c.name, c.period, str(c.stated.value), c.stated.unit, c.stated.growth) for c in found]
    assert said == [
        ("税收收入", "2023-01..2023-02", "2.1", "亿元", 3),
        ("工业用电量", "2023-01..2023-02", "900", "万千瓦时", None),
        ("税收收入", "2023-03..2023-03", "1.2", "亿元", Decimal("4.5")),
        ("工业用电量", "2023-03..2023-03", "510", "万千瓦时", None),
    ]


def test_level_and_growth_as_two_rows_of_one_indicator() -> None:
    document = made(
        ["指标", "类型", "单位", "2023年目标"],
        ["地区生产总值", "总量", "亿元", "80"],
        ["", "增速", "%", "8"],
        merged=(Placed(1, 0, "地区生产总值", rows=2),),
    )
    found = table_candidates(document, CONTEXT)
    assert [(c.name, c.stated.value, c.stated.growth) for c in found] == [("地区生产总值", 80, 8)]
    assert found[0].quote == "地区生产总值\t总量\t亿元\t80\n\t增速\t%\t8"


def test_html_with_spans_is_read_end_to_end() -> None:
    page = """<html><body><p>云陂高新区2023年主要目标(单位:亿元)</p><table>
      <tr><th rowspan="2">指标</th><th colspan="2">2023年目标</th><th>2022年实绩</th></tr>
      <tr><th>总量</th><th>增长</th><th>总量</th></tr>
      <tr><td>地区生产总值</td><td>80</td><td>8%</td><td>74</td></tr>
      <tr><td>&#12288;其中：工业增加值</td><td>43</td><td>9%</td><td>39</td></tr></table></body></html>"""
    found = facts(read(page.encode(), "目标.html"))
    assert found["地区生产总值", "target", 2023].stated.growth == 8
    assert found["地区生产总值", "actual", 2022].stated.value == 74
    assert found["工业增加值", "target", 2023].parent == "地区生产总值"


def test_an_office_sheet_with_title_remark_and_two_level_heads() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ["云陂高新区2023年1-9月主要经济指标完成情况表"],
        ["填报单位：经济发展局", None, None, None, None, None, "单位：亿元、%"],
        ["序号", "指标名称", "年度目标", None, "1-9月完成情况", None, None],
        [None, None, "总量", "增幅", "总量", "增幅", "占目标比重"],
        [1, "地区生产总值", 80, 8, 59.2, 6.9, "74.0%"],
        [2, "全社会固定资产投资", 76.8, 10, 52.31, 4, "68.1%"],
        [None, "其中：工业性投入", 44.5, 15, 34.86, 25, "78.3%"],
        [3, "规上工业增加值", "—", 10, "—", 7.8, "—"],
        [4, "实到外资（万美元）", 8000, None, 5560, -15.2, "69.5%"],
        ["注：地区生产总值为初步核算数。"],
    ):
        sheet.append(row)
    for span in ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:G3", "A10:G10"):
        sheet.merge_cells(span)
    data = io.BytesIO()
    book.save(data)
    found = facts(read(data.getvalue(), "九月.xlsx"), TableContext(2023, Kind.TARGET))
    assert len(found) == 10
    product = found["地区生产总值", "target", 2023].stated
    assert (product.value, product.unit, product.growth) == (80, "亿元", 8)
    invested = found["全社会固定资产投资", "actual", 2023]
    assert (invested.stated.value, invested.period) == (Decimal("52.31"), "2023-01..2023-09")
    assert found["工业性投入", "actual", 2023].parent == "全社会固定资产投资"
    assert found["规上工业增加值", "target", 2023].stated.growth == 10
    assert found["实到外资", "actual", 2023].stated.unit == "万美元"
    assert all(candidate.confidence >= Decimal("0.9") for candidate in found.values())


def test_a_title_of_one_month_over_cumulative_figures() -> None:
    head = ["指标", "单位", "累计", "同比增长（%）"]
    document = made(head, ["税收收入", "亿元", "8", "5"], before="云陂高新区2023年9月完成情况\n单位：亿元、%")
    assert facts(document)["税收收入", "actual", 2023].period == "2023-01..2023-09"


def test_earlier_months_and_single_quarters_are_less_than_sure() -> None:
    document = made(
        ["指标", "2023年第三季度", "2023年第二季度"],
        ["税收收入当季值（亿元）", "3", "2"],
        ["税收收入累计值（亿元）", "8", "5"],
    )
    said = [(c.stated.value, c.period, c.sure) for c in table_candidates(document, CONTEXT)]
    assert said == [
        (3, "2023-07..2023-09", False),
        (2, "2023-04..2023-06", False),
        (8, "2023-01..2023-09", True),
        (5, "2023-01..2023-06", False),
    ]


def test_a_target_of_half_a_year_is_not_the_years() -> None:
    document = made(["指标", "单位", "全年目标", "上半年目标"], ["工业投资", "亿元", "44.5", "20"])
    said = [(c.stated.value, c.kind, c.period, c.sure) for c in table_candidates(document, CONTEXT)]
    assert said == [(Decimal("44.5"), Kind.TARGET, "annual", True), (20, Kind.TARGET, "2023-01..2023-06", False)]


@pytest.mark.parametrize(
    ("said", "deadline"),
    [("6月底前", "2023-06"), ("2024年3月31日", "2024-03"), ("年底", "2023-12"), ("三季度", "2023-09"), ("长期", None)],
)
def test_the_date_by_which_a_target_is_wanted(said: str, deadline: str | None) -> None:
    head = ["指标", "单位", "2023年目标", "责任单位", "完成时限"]
    (found,) = table_candidates(made(head, ["工业投资", "亿元", "44.5", "经发局", said]), CONTEXT)
    assert (found.deadline, found.period) == (deadline, "annual")


def test_who_answers_for_a_target() -> None:
    head = ["指标", "单位", "2023年目标", "牵头单位", "责任人", "配合单位"]
    rows = (["工业投资", "亿元", "44.5", "经发局", "张三", "招商局"], ["收储用地", "亩", "500", "", "", ""])
    said = [(c.responsible, c.stated.value) for c in table_candidates(made(head, *rows), CONTEXT)]
    assert said == [("经发局；配合单位：招商局", Decimal("44.5")), ("", 500)]


def test_nobody_answers_for_what_was_reached() -> None:
    document = made(["指标", "单位", "2022年完成", "责任单位"], ["工业投资", "亿元", "44.5", "经发局"])
    assert [c.responsible for c in table_candidates(document, CONTEXT)] == [""]


def test_towns_in_rows_and_indicators_in_columns() -> None:
    document = made(
        ["镇（平台）", "规上工业总产值（亿元）", "税收收入（亿元）"],
        ["全区", "80", "9"],
        ["云陂高新区", "40", "5"],
        ["某某镇", "30", "2"],
    )
    found = table_candidates(document, TableContext(2023, Kind.ACTUAL, places=("云陂高新区",)))
    assert [(c.name, c.stated.value, c.sure) for c in found if c.stated.unit == "亿元"] == [
        ("全区规上工业总产值", 80, False),
        ("全区税收收入", 9, False),
        ("规上工业总产值", 40, True),
        ("税收收入", 5, True),
        ("某某镇规上工业总产值", 30, False),
        ("某某镇税收收入", 2, False),
    ]


def test_regions_below_an_indicator() -> None:
    document = made(
        ["指标", "单位", "累计"],
        ["税收收入", "亿元", "80"],
        ["其中：云陂高新区", "亿元", "40"],
        ["某某镇", "亿元", "30"],
    )
    found = table_candidates(document, TableContext(2023, Kind.ACTUAL, places=("云陂高新区",)))
    assert [(c.name, c.stated.value) for c in found] == [("税收收入", 80), ("税收收入", 40), ("某某镇税收收入", 30)]


def test_groups_under_an_indicator_of_the_head_are_less_than_sure() -> None:
    document = made(["分组", "利润总额（亿元）"], ["总计", "15.3"], ["其中：采矿业", "0.1"])
    found = facts(document)
    assert found["利润总额", "actual", 2023].sure and not found["采矿业利润总额", "actual", 2023].sure


@pytest.mark.parametrize(
    "table", [[["甲", "乙"], ["丙", "丁"]], [["联系电话", "8123456"]], [["1", "2"], ["3", "4"]], [[""]]]
)
def test_tables_of_no_figures_give_no_rows_or_bear_it(table: list[list[str]]) -> None:
    builder = Builder("表.docx")
    builder.paragraph("正文。")
    builder.table([Placed(r, c, text) for r, row in enumerate(table) for c, text in enumerate(row)])
    found = table_candidates(builder.document("text/html"), CONTEXT)
    assert all(candidate.confidence < Decimal("0.9") for candidate in found)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("８．５％", [("8.5", None, "%", "=")]),
        ("1,234.50", [("1234.50", None, None, "=")]),
        ("8%-8.5%", [("8", "8.5", "%", "=")]),
        ("80~90亿元", [("80", "90", "亿元", "=")]),
        ("下降3.5%", [("-3.5", None, "%", "=")]),
        ("完成80亿元", [("80", None, "亿元", "=")]),
        ("80亿元，增长8%以上", [("80", None, "亿元", "="), ("8", None, "%", ">=")]),
        ("—", []),
        ("2023年6月底前完成主体", []),
        ("**.*", []),
        ("第5名", []),
    ],
)
def test_cells(cell: str, expected: list[tuple[str, str | None, str | None, str]]) -> None:
    got = [(str(f.low), None if f.high is None else str(f.high), f.unit, f.bound.value) for f in figures(cell)]
    assert got == expected


@given(st.text(alphabet="0123456789.,%*-—~亿元万增长下降以上至（）()、其中 \u3000年月", max_size=40))
def test_any_cell_is_borne_and_spans_name_figures(cell: str) -> None:
    for figure in figures(cell):
        assert 0 <= figure.start < figure.end <= len(cell)
    assert isinstance(is_masked(cell), bool) and isinstance(is_relative(cell), bool)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["", "指标", "单位", "亿元", "其中：甲", "12", "8%", "2023年", "目标", "乙收入", "*.*"]),
            min_size=4,
            max_size=4,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_grid_is_borne(rows: list[list[str]]) -> None:
    document = made(*rows, before="表")
    facts_list = table_candidates(document, CONTEXT)
    assert all(document.text[c.quote_span.start : c.quote_span.end] == c.quote for c in facts_list)
