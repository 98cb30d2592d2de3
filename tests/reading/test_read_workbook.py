"""Excel files as reports: figures as shown, merged heads, lines around the table."""

import datetime
import io
from decimal import Decimal

import openpyxl
import pytest

from tests.reading.samples import zipped
from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.sheetparts import shown


def saved(book: openpyxl.Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_sheet_is_read_as_it_looks() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for place, value, form in [
        ("B2", "河口镇2023年指标", "General"),
        ("D3", "单位：亿元", "General"),
        ("B5", "指标", "General"),
        ("C5", "全年", "General"),
        ("C6", "绝对数", "General"),
        ("D6", "增长", "General"),
        ("B8", "税收", "General"),
        ("C8", 74.1, "0.00"),
        ("D8", 0.053, "0.0%"),
        ("B9", "截止", "General"),
        ("C9", datetime.date(2023, 9, 30), "yyyy-mm-dd"),
        ("B11", "注：快报数", "General"),
    ]:
        sheet[place] = value
        sheet[place].number_format = form
    for area in ("B2:D2", "B5:B6", "C5:D5"):
        sheet.merge_cells(area)
    document = read(saved(book), "表.xlsx")
    assert document.text == (
        "河口镇2023年指标\n单位：亿元\n指标\t全年\t\n\t绝对数\t增长\n税收\t74.10\t5.3%\n截止\t2023年9月30日\t\n注：快报数\n"
    )
    (table,) = document.tables
    shape = [(cell.row, cell.column, cell.rows, cell.columns) for cell in table.cells]
    assert shape[:3] == [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1)]


def test_several_sheets_have_their_names_as_headings_and_hidden_ones_are_left_out() -> None:
    book = openpyxl.Workbook()
    for name in ("一季度", "草稿", "二季度"):
        sheet = book.create_sheet(name)
        sheet.append([name, "数"])
        sheet.append(["出口", 5])
    book["草稿"].sheet_state = "hidden"
    document = read(saved(book), "表.xlsx")
    assert "草稿" not in document.text
    heads = [document.text[b.span.start : b.span.end] for b in document.blocks if b.kind is BlockKind.HEADING]
    assert heads == ["一季度", "二季度"]


def test_a_formula_without_a_result_is_reported() -> None:
    book = openpyxl.Workbook()
    book.active.append(["出口", "=1+1"])
    book.active.append(["进口", 3])
    assert "1 个公式没有保存结果" in read(saved(book), "表.xlsx").warnings[0]


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        ("74.1", "0.00", "74.10"),
        ("74.125", "0.00", "74.13"),
        ("-0.053", "0.0%", "-5.3%"),
        ("5", "General", "5"),
        ("0.28999999999999998", "", "0.29"),
        ("1234567.5", "#,##0.00", "1234567.50"),
        ("12.50", "0.0#", "12.5"),
        ("-3.5", "0.0_);[Red]\\(0.0\\)", "-3.5"),
        ("45199", 'yyyy"年"m"月"', "2023年9月"),
        ("45199", "m/d", "9月30日"),
        ("12", '0"个"', "12"),
        ("1E+300", "", ""),
    ],
)
def test_numbers_are_shown_by_their_format(number: str, form: str, text: str) -> None:
    assert shown(Decimal(number), form) == text


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def raw_book(sheet: str, strings: str = "") -> bytes:
    """A workbook of one sheet in raw SpreadsheetML."""
    sheets = '<sheets><sheet name="甲" r:id="q"/></sheets>'
    relation = '<Relationship Id="q" Target="/xl/a.xml"/>'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="urn:r">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="urn:p">{relation}</Relationships>',
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
            "xl/a.xml": f'<worksheet xmlns="{MAIN}">{sheet}</worksheet>',
        }
    )


def test_strings_of_every_kind() -> None:
    strings = "<si><r><t>出</t></r><r><t>口</t></r><rPh><t>chu</t></rPh></si>"
    sheet = (
        '<sheetData><row><c t="s"><v>0</v></c><c><v>5</v></c></row>'
        '<row><c t="inlineStr"><is><t>进口</t></is></c><c t="str"><f>A1</f><v>8.0</v></c><c t="s"><v>99</v></c>'
        '<c t="e"><v>#REF!</v></c></row></sheetData>'
    )
    assert read(raw_book(sheet, strings), "表.xlsx").text == "出口\t5\n进口\t8.0\n"


def test_far_cells_and_huge_merges_cost_nothing() -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>5</v></c>'
        '<c r="XFD1"><v>777</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>6</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>888</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:A1048576"/><mergeCell ref="B2:XFD1048576"/><mergeCell ref="x"/></mergeCells>'
    )
    document = read(raw_book(sheet), "表.xlsx")
    assert document.text == "1\t5\n2\t6\n"
    assert "过大" in document.warnings[0]
