"""The sheet as the office prints it: columns, grouping, exact digits, and nothing hostile that runs."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Action, ActionKind, ActionSubject, Bound, Stated
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions
from zonetracker.model.milestones.records import records_of
from zonetracker.model.progress import Progress
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.sheet.background import Background, StatedAt
from zonetracker.outputs.sheet.columns import note
from zonetracker.outputs.sheet.layout import LONGEST_TEXT, safe_text, tint
from zonetracker.outputs.sheet.live import Hidden, digits_of, literal
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.outputs.sheet.workbook import build_sheet, foot
from zonetracker.support.i18n import program_name
from zonetracker.words.wording import adjustment_words, bare_name

HEADS = ["序号", "指标名称", "计量单位", "上年实绩", "年度目标", "目标增速(%)", "1-9月累计", "同比增长(%)"]
HEADS += ["完成年度目标(%)", "序时进度(%)", "与序时进度差(百分点)", "与目标增速差(百分点)"]
OURS = ("=ROUND(", "=IF(", "=CHOOSE(", '="合计')
HEADS += ["进度评价", "责任单位", "备注"]
COUNTED = "共25项（其中分项1项，不编号）"
TRIGGERS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=cmd|' /C calc'!A0", "#REF!", "-"]


def opened(progress: Progress, options: SheetOptions | None = None, *, values: bool = False) -> Any:
    """The workbook without the further sheets of a clerk's choice, which have their own tests."""
    plain = replace(options or SheetOptions(), extra=())
    return openpyxl.load_workbook(io.BytesIO(build_sheet(progress, plain)), data_only=values)


def heads(sheet: Any, row: int = 3) -> list[str]:
    """The heads of the columns in sight and hidden, in one line each; those behind the assessment are left out."""
    return [str(cell.value or "").replace("\n", "") for cell in sheet[row]][: -len(Hidden)]


def table(sheet: Any) -> dict[str, dict[str, Any]]:
    rows = [list(row) for row in sheet.iter_rows()]
    head = next(index for index, row in enumerate(rows) if "指标名称" in [cell.value for cell in row])
    names = heads(sheet, head + 1)
    lines = [dict(zip(names, row, strict=False)) for row in rows[head + 1 :]]
    return {bare_name(str(line["指标名称"].value)): line for line in lines if line["指标名称"].value}


def hostile(text: str) -> Progress:
    """The specimens with `text` in every field that comes from a file."""
    small = build(SPECIMENS[:3])
    rows = []
    for row in small.rows:
        target = replace(row.target, section=text, responsible=text, note=text, quote=text, source=text, wording=text)
        indicator = replace(row.indicator, name=text)
        actual = replace(row.actual, origin=text, reason=text, source=text) if row.actual else None
        rows.append(replace(row, target=target, indicator=indicator, actual=actual, unit=text, problem=text))
    milestones = tuple(replace(item, name=text, note=text, quote=text, source=text) for item in small.milestones)
    return replace(small, zone=text, rows=tuple(rows), milestones=milestones)


def test_columns_title_and_foot(small: Progress) -> None:
    book = opened(small, SheetOptions(issued_on="2023-10-12", filled_by="张三", issuer="示范区管委会"))
    sheet = book.worksheets[0]
    assert book.sheetnames == ["完成情况", "目标来源", "重点事项"]
    assert book.properties.creator == program_name()
    assert sheet["A1"].value == "2023年1-9月示范区主要目标任务完成情况表"
    assert sheet["A2"].value == "填报单位：示范区管委会"
    assert heads(sheet) == HEADS
    foot = "\n".join(str(row[0].value) for row in sheet.iter_rows(min_row=29) if row[0].value)
    for words in (
        "填表人：张三",
        "审核人：",
        "负责人：",
        "（盖章）",
        "填报日期：2023-10-12",
        "数据截止：2023年9月底",
        "四档",
    ):
        assert words in foot


@pytest.mark.parametrize(("month", "words"), [(1, "1月"), (2, "1-2月"), (12, "1-12月")])
def test_months_of_the_title(month: int, words: str) -> None:
    sheet = opened(build(SPECIMENS[:2], month)).worksheets[0]
    period = f"年{words}" if month < 12 else "年度"
    assert sheet["A1"].value == f"2023{period}示范区主要目标任务完成情况表"
    assert heads(sheet)[6] == f"{words}累计"


def test_the_note_on_assessments_is_that_of_the_years_end_in_december() -> None:
    words = "\n".join(foot(build(SPECIMENS, 12), SheetOptions()))
    assert "“超额完成”指超过全年目标，“完成”指达到（有控制数的指没有突破），“未完成”指没有达到" in words
    assert "低于序时进度" not in words


def test_figures_keep_their_decimals_bounds_and_units(small: Progress) -> None:
    lines = table(opened(small).worksheets[0])
    target = lines["地区生产总值"]["年度目标"]
    assert (target.value, target.number_format) == (80, '0"以上"')
    assert lines["地区生产总值"]["目标增速(%)"].number_format == '0"左右"'
    assert lines["一般公共预算收入"]["年度目标"].number_format == "0.00"
    assert lines["一般公共预算收入"]["1-9月累计"].value == 4.125
    assert lines["新增规模以上工业企业"]["年度目标"].number_format == '0"–15"'
    assert lines["城镇登记失业率"]["年度目标"].number_format == '0.0"以内"'
    assert lines["城乡居民增收"]["年度目标"].value == "与经济增长同步"
    assert "奋斗目标3亿元，完成80.0%，与序时进度差" in lines["技术合同成交额"]["备注"].value


def test_percentages_are_live_formulas(small: Progress) -> None:
    lines = table(opened(small).worksheets[0])
    row = lines["固定资产投资"]
    assert row["完成年度目标(%)"].value == '=IF(G7="","",ROUND(ROUND(G7/E7*100,9),1))'
    assert row["序时进度(%)"].value == "=ROUND(ROUND(ROUND(9/12*100,2),9),1)"
    assert row["与序时进度差(百分点)"].value == '=IF(G7="","",ROUND(ROUND(G7/E7*100-ROUND(9/12*100,2),9),1))'
    assert row["与目标增速差(百分点)"].value == '=IF(H7="","",ROUND(ROUND(H7-MEDIAN(F7,H7,12),9),1))'
    for name in ("城镇登记失业率", "规模以上工业增加值"):
        assert lines[name]["完成年度目标(%)"].value is None
    fall = lines["单位生产总值能耗"]["完成年度目标(%)"].value
    assert fall == '=IF(H14="","",IF(H14<0,ROUND(ROUND(H14/F14*100,9),1),""))'


def test_a_row_without_a_figure_has_its_formulas_already(small: Progress) -> None:
    row = table(opened(small).worksheets[0])["新建高标准农田"]
    assert row["1-9月累计"].value is None
    assert row["完成年度目标(%)"].value == '=IF(G18="","",ROUND(ROUND(G18/E18*100,9),1))'
    shown = table(opened(small, values=True).worksheets[0])["新建高标准农田"]
    assert shown["完成年度目标(%)"].value in (None, "") and shown["进度评价"].value == "暂无数据"


def test_digits_are_written_exactly(small: Progress) -> None:
    """openpyxl alone writes 74.1 as 74.09999999999999."""
    rows = [(*SPECIMENS[3][:4], "74.10", *SPECIMENS[3][5:10], "0.1234567890123", *SPECIMENS[3][11:])]
    with zipfile.ZipFile(io.BytesIO(build_sheet(build(rows), SheetOptions()))) as book:
        part = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<v>74.10</v>" in part and "<v>0.1234567890123</v>" in part
    assert "74.0999" not in part


def test_digits_of_a_converted_figure() -> None:
    from fractions import Fraction

    assert digits_of(Fraction(200, 3)) == "66.666666666666667"
    assert literal(Fraction(200, 3)) == "(200/3)"
    assert literal(Fraction("0.00000005")) == "0.00000005"


def test_parts_are_indented_and_unnumbered(small: Progress) -> None:
    lines = table(opened(small).worksheets[0])
    part, whole = lines["进出口总额"], lines["固定资产投资"]
    assert (part["序号"].value, part["指标名称"].alignment.indent) == (None, 1)
    assert part["指标名称"].value == "其中：进出口总额"
    assert (whole["序号"].value, whole["指标名称"].alignment.indent) == ("4", 0)
    assert lines["新增规模以上工业企业"]["序号"].value == "5"


def test_assessment_is_a_word_on_a_pale_colour(small: Progress) -> None:
    sheet = opened(small).worksheets[0]
    cell = table(sheet)["地区生产总值"]["进度评价"]
    assert cell.value.startswith("=CHOOSE(") and '"略滞后"' in cell.value
    assert table(opened(small, values=True).worksheets[0])["地区生产总值"]["进度评价"].value == "略滞后"
    ((area, rules),) = [(str(one.sqref), one.rules) for one in sheet.conditional_formatting]
    assert area == f"M4:M{3 + len(small.rows)}"
    colours = {rule.formula[0]: rule.dxf.fill.start_color.rgb[-6:] for rule in rules}
    assert colours["$S4=1"] == tint(small.rules.colours["behind"]) and len(colours) == len(small.grades)


def test_rows_are_counted_by_their_lights_live_under_each_group_and_the_table(small: Progress) -> None:
    def lines(options: SheetOptions, *, values: bool = True) -> list[str]:
        sheet = opened(small, options, values=values).worksheets[0]
        said = [str(cell.value) for cell in sheet["A"] if cell.value]
        return [one for one in said if one.strip('="').startswith(("小计", "合计"))]

    counts = {grade: small.count(grade) for grade in small.grades}
    total = f"合计{len(small.rows)}项：" + "，".join(f"{small.word(grade)}{count}项" for grade, count in counts.items())
    assert lines(SheetOptions()) == [total]
    first, second, last = lines(SheetOptions(group=Group.SECTION))
    assert first.startswith("小计13项：") and second.startswith("小计12项：") and last == total
    live = lines(SheetOptions(), values=False)[0]
    assert live.startswith('="合计25项："&"已完成"&COUNTIF($S4:$S28,4)')
    assert lines(SheetOptions(counts=False, group=Group.SECTION)) == []


def test_numbers_go_on_through_the_groups(small: Progress) -> None:
    sheet = opened(small, SheetOptions(group=Group.RESPONSIBLE)).worksheets[0]
    numbers = [str(cell.value) for cell in sheet["A"] if str(cell.value).isdigit()]
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert len(numbers) == sum(row.depth == 0 for row in small.rows)


def test_columns_on_choice(small: Progress) -> None:
    columns = (SheetColumn.NAME, SheetColumn.ACTUAL, SheetColumn.LAST_YEAR, SheetColumn.FORECAST, SheetColumn.NEEDED)
    chosen, row = SheetOptions(columns=columns), small.rows[3]
    line = table(opened(small, chosen, values=True).worksheets[0])[row.indicator.name]
    assert (line["上年同期"].value, line["全年预计"].value, line["月均需完成"].value) == (195.24, 195.14, 5.76)
    assert [cell_text(one, small, row) for one in columns[2:]] == ["195.24", "195.14", "5.76"]
    assert "上年同期" not in heads(opened(small).worksheets[0])
    deaths = next(row for row in small.rows if row.indicator.name == "生产安全事故死亡人数")
    assert table(opened(small, chosen, values=True).worksheets[0])[deaths.indicator.name]["月均需完成"].value is None
    assert cell_text(SheetColumn.NEEDED, small, deaths) == ""


def test_a_rate_with_a_limit_has_a_completion_only_where_the_office_wants_it(small: Progress) -> None:
    row = next(row for row in small.rows if row.indicator.name == "城镇登记失业率")
    rates = SheetOptions(rate_completion=True)
    assert table(opened(small, values=True).worksheets[0])["城镇登记失业率"]["完成年度目标(%)"].value is None
    assert table(opened(small, rates, values=True).worksheets[0])["城镇登记失业率"]["完成年度目标(%)"].value == 104.9
    assert cell_text(SheetColumn.COMPLETION, small, row) == ""
    assert cell_text(SheetColumn.COMPLETION, small, row, rate_completion=True) == "104.9"


def test_columns_are_reordered_and_the_rest_hidden(small: Progress) -> None:
    options = SheetOptions(columns=(SheetColumn.NAME, SheetColumn.COMPLETION, SheetColumn.ACTUAL))
    sheet = opened(small, options).worksheets[0]
    assert heads(sheet)[:3] == ["指标名称", "完成年度目标(%)", "1-9月累计"]
    hidden = {letter for letter, column in sheet.column_dimensions.items() if column.hidden}
    assert len(hidden) == len(HEADS) - 3 + len(Hidden) and not hidden & {"A", "B", "C"}
    formula = table(sheet)["固定资产投资"]["完成年度目标(%)"].value
    assert re.fullmatch(r'=IF\(C7="","",ROUND\(ROUND\(C7/[D-O]7\*100,9\),1\)\)', formula)


@pytest.mark.parametrize(
    ("group", "wanted"),
    [(Group.SECTION, ["经济指标", "民生与环境"]), (Group.RESPONSIBLE, ["示范局", "试验办公室"]), (Group.NONE, [])],
)
def test_groups(small: Progress, group: Group, wanted: list[str]) -> None:
    sheet = opened(small, SheetOptions(group=group, counts=False)).worksheets[0]
    merged = {str(area.min_row): area for area in sheet.merged_cells.ranges if area.min_col == 1}
    bands = [sheet.cell(int(row), 1).value for row in merged if 3 < int(row) < 28 + len(wanted)]
    assert sorted(bands) == sorted(wanted)
    names = [bare_name(str(cell.value)) for cell in sheet["B"]]
    assert names.index("进出口总额") == names.index("固定资产投资") + 1


def test_print_set_up(small: Progress) -> None:
    sheet = opened(small, SheetOptions(paper="A3")).worksheets[0]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert sheet.print_title_rows == "$3:$3" and sheet.print_area.startswith("'完成情况'!$A$1:$O$")
    assert (sheet.page_setup.firstPageNumber, sheet.page_setup.useFirstPageNumber) == (1, True)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.freeze_panes == "C4"
    assert "&P" in sheet.oddFooter.center.text


@pytest.mark.parametrize("text", TRIGGERS)
def test_no_text_becomes_a_formula(text: str) -> None:
    book = opened(hostile(text))
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert cell.value.startswith(OURS), cell.value
                assert cell.data_type != "e"
                if isinstance(cell.value, str) and cell.data_type == "s" and cell.value[:1] in "=+-@＝":
                    assert cell.quotePrefix
    name = book.worksheets[0]["B4"]
    assert (name.data_type, name.value) == ("s", " ".join(text.split()))


def test_a_unit_is_never_part_of_a_number_format() -> None:
    sheet = opened(hostile('";[Red]"')).worksheets[0]
    assert {cell.number_format for cell in sheet["E"]} <= {"General", "0.00", "0", '0"以上"'}


@pytest.mark.parametrize(
    "text", ["\x00\x01\x1f", "a\u202eb\u200b", "\ud800", "\ufffe", "_x0041_", "長" * 33_000, "😀" * 17_000]
)
def test_odd_characters_make_a_readable_workbook(text: str) -> None:
    cell = opened(hostile(text)).worksheets[1]["B3"]
    assert isinstance(cell.value, str) and len(cell.value.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_hidden_characters_are_made_visible() -> None:
    assert safe_text("收\u202e入\x07") == "收‹U+202E›入‹U+0007›"
    assert safe_text("_x0041_") == "_x005F_x0041_"
    assert len(safe_text("字" * 40_000)) == LONGEST_TEXT


def test_sources_lead_back_to_the_sentence(small: Progress) -> None:
    lines = sources(small, {})
    assert lines["地区生产总值"][2:8] == (
        "80亿元以上，增长8%左右",
        "80亿元以上，增长8%左右",
        None,
        None,
        "示范区年度计划 经济指标",
        "全年地区生产总值达到80。",
    )
    assert len(lines) == len(small.rows)


def sources(progress: Progress, readings: dict[int, StatedAt]) -> dict[str, tuple[Any, ...]]:
    data = build_sheet(progress, SheetOptions(), Background(readings))
    sheet = openpyxl.load_workbook(io.BytesIO(data))["目标来源"]
    return {row[1]: row for row in sheet.iter_rows(min_row=3, values_only=True)}


def test_an_adjusted_target_stands_beside_what_its_sentence_says_with_the_paper(small: Progress) -> None:
    """Never 7800 beside a sentence that says 9000."""
    row = small.rows[4]
    before = row.target.stated
    after = replace(before, value=Decimal(7800))
    adjustment = Adjustment(1, row.target.id, 7, before, after, "高管〔2023〕8号", "外需减弱")
    rows = [replace(one, target=replace(one.target, stated=after)) if one is row else one for one in small.rows]
    known = replace(small, rows=tuple(rows), adjustments={row.target.id: [adjustment]})
    reading = StatedAt(before, "二〇二三年工作报告", 23)
    said = sources(known, {row.target.id: reading})["进出口总额"]
    assert said[2:5] == ("9000万美元以上", "7800万美元以上", adjustment_words(adjustment))
    assert said[6] == "《二〇二三年工作报告》经济指标 第23段"


@pytest.mark.parametrize(
    ("stated", "words"),
    [
        (Stated(Decimal("0.9"), unit="亿美元", bound=Bound.AT_LEAST), "0.9亿美元以上（即9000万美元以上）"),
        (Stated(Decimal("9100"), unit="万美元", bound=Bound.AT_LEAST), "9100万美元以上（核对后定为9000万美元以上）"),
        (Stated(Decimal("9000"), unit="万美元", bound=Bound.AT_LEAST), "9000万美元以上"),
    ],
)
def test_another_unit_or_a_corrected_figure_is_explained_beside_the_sentence(
    small: Progress, stated: Stated, words: str
) -> None:
    row = small.rows[4]
    assert sources(small, {row.target.id: StatedAt(stated, "报告", 1)})["进出口总额"][2] == words


def test_milestones_stand_with_their_state(small: Progress) -> None:
    sheet = opened(small).worksheets[2]
    states = {row[1]: row[3] for row in sheet.iter_rows(min_row=3, values_only=True)}
    assert states == {
        "科创园二期开工建设": "已办结",
        "北环路东延工程通车": "逾期",
        "综合服务大厅投用": "推进中",
        "创建绿色园区": "未定时限",
    }


def test_an_extended_milestone_says_its_first_deadline_and_a_cancelled_one_is_left_out(small: Progress) -> None:
    extended = Action(1, ActionSubject.MILESTONE, 3, "2023-08-10", ActionKind.EXTEND, before="2023-09")
    cancelled = Action(2, ActionSubject.MILESTONE, 4, "2023-08-10", ActionKind.CANCEL)
    signed_off = tuple(
        replace(one, signoff=True, done_on="2023-10-02" if one.id == 3 else one.done_on) for one in small.milestones
    )
    told = replace(small, milestones=signed_off, records=records_of([extended, cancelled], []))
    sheet = opened(told).worksheets[2]
    assert [row[1:5] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        ("北环路东延工程通车", "2023年8月", "逾期", None),
        ("综合服务大厅投用", "2023年12月（原时限2023年9月，延期1次）", "推进中", None),
        ("科创园二期开工建设", "2023年6月", "已销号", "2023年6月18日"),
    ]


def test_the_same_again_to_the_byte_and_no_names(small: Progress) -> None:
    options = SheetOptions(issued_on="2023-10-12")
    first = build_sheet(small, options)
    assert first == build_sheet(small, options)
    with zipfile.ZipFile(io.BytesIO(first)) as book:
        core = book.read("docProps/core.xml").decode()
    assert "2023-10-12T00:00:00Z" in core and "openpyxl" not in core and "lastModifiedBy" not in core


@pytest.mark.slow
def test_three_thousand_rows(large: Progress) -> None:
    sheet = opened(large, values=True).worksheets[0]
    assert sum(cell.value in RuleSet().words.values() for cell in sheet["M"]) == 3000


def test_an_empty_list_still_makes_a_sheet(small: Progress) -> None:
    sheet = opened(replace(small, rows=(), milestones=())).worksheets[0]
    assert heads(sheet) == HEADS


def test_unit_that_does_not_fit_is_said_and_not_reckoned() -> None:
    rows = [(*SPECIMENS[3][:11], "台", None)]
    line = table(opened(build(rows)).worksheets[0])["固定资产投资"]
    assert "实绩194.54台与目标单位不同，未计算" in line["备注"].value
    shown = table(opened(build(rows), values=True).worksheets[0])["固定资产投资"]
    assert line["1-9月累计"].value is None and shown["完成年度目标(%)"].value in (None, "")
    assert Decimal(str(line["年度目标"].value)) == Decimal("211.83")


def test_a_figure_too_large_for_a_spreadsheet_stands_as_text() -> None:
    line = table(opened(build([(*SPECIMENS[3][:10], "9" * 400, *SPECIMENS[3][11:])])).worksheets[0])["固定资产投资"]
    assert line["1-9月累计"].value == "9" * 400 and line["1-9月累计"].data_type == "s"
    assert line["完成年度目标(%)"].data_type == "s"


@pytest.mark.parametrize("words", ["十月十二日", "2023-02-31", ""])
def test_a_date_in_other_words_is_printed_and_not_the_files_date(small: Progress, words: str) -> None:
    data = build_sheet(small, SheetOptions(issued_on=words))
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert "dcterms" not in book.read("docProps/core.xml").decode()
    column = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]["A"]]
    assert any(isinstance(said, str) and f"填报日期：{words}" in said for said in column)


def test_whose_the_figures_are_stands_at_the_foot_and_an_expected_one_is_marked_in_its_cell(small: Progress) -> None:
    first, second, *others = small.rows
    assert first.actual is not None and second.actual is not None
    expected = replace(first, actual=replace(first.actual, source="统计局（预计）", origin="九月.xlsx Sheet1!B2"))
    rows = (expected, replace(second, actual=replace(second.actual, source="财政局")), *others)
    progress, options = replace(small, rows=rows), SheetOptions()
    assert (
        foot(progress, options)[1] == f"{COUNTED}；数据截止：2023年9月底；数据来源：统计局、财政局，标“预计”的为预计数"
    )
    assert foot(small, options)[1] == f"{COUNTED}；数据截止：2023年9月底"
    cells = [row["1-9月累计"] for row in table(opened(progress).worksheets[0]).values()]
    marked = [cell.value for cell in cells if "预计" in cell.number_format]
    assert marked == [float(first.actual.value or 0)]
    assert cell_text(SheetColumn.ACTUAL, progress, expected).endswith("（预计）")
    grown = replace(expected, actual=replace(first.actual, source="预计", value=None, growth=Decimal(5)))
    assert "增速为预计数" in note(grown, progress)
