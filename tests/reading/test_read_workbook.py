"""Excel files as reports: figures as shown, merged heads, lines around the table."""

import datetime
import io

import openpyxl
import pytest
from openpyxl.styles import Alignment

from tests.reading.samples import zipped
from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading import read, read_grids
from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.sheets import sheetparts
from zonetracker.extraction.reading.sheets.gathering import Allowance


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
    assert document.text == "1\t5\n6\n"
    assert "过大" in document.warnings[0]


def test_a_strict_workbook_says_its_days_in_words_and_names_its_parts_as_it_likes() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    sheets = '<sheets><sheet name="甲" r:id="q"/></sheets>'
    rows = (
        '<row><c t="s"><v>0</v></c><c t="d"><v>2023-09-30T00:00:00</v></c></row>'
        '<row><c t="s"><v>1</v></c><c s="0"><v>57.2</v></c></row>'
    )
    data = zipped(
        {
            "xl/workbook2.xml": f'<workbook xmlns="{strict}" xmlns:r="urn:r" conformance="strict">{sheets}</workbook>',
            "xl/_rels/workbook2.xml.rels": '<a xmlns="p"><b Id="q" Type="x/worksheet" Target="tables/a.xml"/>'
            '<b Id="s" Type="x/sharedStrings" Target="/xl/words.xml"/></a>',
            "xl/words.xml": f'<sst xmlns="{strict}"><si><t>截止</t></si><si><t>税收</t></si></sst>',
            "xl/tables/a.xml": f'<worksheet xmlns="{strict}"><sheetData>{rows}</sheetData></worksheet>',
        }
    )
    (grid,) = read_grids(data, "表.xlsx")
    assert grid.rows == (("截止", "2023年9月30日"), ("税收", "57.2"))


def test_what_is_hidden_by_having_no_size_is_hidden() -> None:
    sheet = (
        '<cols><col min="2" max="3" width="0"/></cols><sheetData><row ht="0"><c><v>1</v></c></row>'
        '<row hidden="1"><c><v>2</v></c></row><row><c><v>3</v></c></row></sheetData>'
    )
    (grid,) = read_grids(raw_book(sheet), "表.xlsx")
    assert (grid.hidden_rows, grid.hidden_columns) == ({0, 1}, {1, 2})


def test_a_title_merged_over_a_hidden_column_stands_where_it_is_seen_and_nothing_under_it() -> None:
    sheet = (
        '<cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c>'
        '<c r="C1"><v>9</v></c></row><row r="2"><c r="A2"><v>5</v></c><c r="D2"><v>6</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:D1"/></mergeCells>'
    )
    (grid,) = read_grids(raw_book(sheet), "表.xlsx")
    assert grid.rows == (("", "1", ""), ("5", "", "", "6"))
    assert grid.merges == ((0, 1, 0, 3),)


def test_a_formula_with_an_empty_result_shows_nothing_and_one_without_a_result_shows_itself() -> None:
    sheet = (
        '<sheetData><row><c t="str"><f>IF(A2,"","")</f><v></v></c><c><f>B2+B3</f></c><c><f t="shared" si="0"/></c>'
        "<c><v>1</v></c></row></sheetData>"
    )
    (grid,) = read_grids(raw_book(sheet), "表.xlsx")
    assert grid.rows == (("", "=B2+B3", "=…", "1"),)


def test_a_figure_typed_as_text_loses_its_sign_and_cells_out_of_order_find_their_place() -> None:
    sheet = (
        '<sheetData><row r="2"><c r="C2" t="inlineStr"><is><t>\'57.2</t></is></c><c r="A2"><v>1</v></c></row>'
        '<row r="1"><c r="B1" t="inlineStr"><is><t>\'九月</t></is></c></row></sheetData>'
    )
    (grid,) = read_grids(raw_book(sheet), "表.xlsx")
    assert grid.rows == (("", "'九月"), ("1", "", "57.2"))


def test_a_file_shares_one_allowance_of_cells_and_says_what_was_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheetparts, "Allowance", lambda: Allowance(cells=5))
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("乙")):
        sheet.append(["出口", 5, 6])
    first, second = read_grids(saved(book), "表.xlsx")
    assert (first.rows, first.cut) == ((("出口", "5", "6"),), False)
    assert (second.rows, second.cut) == ((("出口", "5"),), True)


def test_lines_leave_nothing_out_and_tell_formulas() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "数"
    sheet["A1"], sheet["C1"] = "'007", "  两边  "
    sheet["C1"].alignment = Alignment(indent=2)
    sheet["B3"], sheet["C3"], sheet["C3"].data_type = "=1+1", "=1+1", "s"
    book.create_sheet("空")
    with Archive(saved(book), "表.xlsx") as archive:
        lines = list(sheetparts.Workbook(archive, "表.xlsx").lines())
    assert lines == [("数", 1, [(0, "'007"), (2, "  两边  ")]), ("数", 3, [(1, None), (2, "=1+1")])]
