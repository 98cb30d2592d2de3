"""One workbook in every format of spreadsheets: the same texts, hidden parts and merged areas, whatever its name."""

from __future__ import annotations

import json
import re

import pytest

from tests.reading.opens import fodt, odt, open_table
from tests.reading.samples import zipped
from tests.reading.workbooks import OLD, OPEN, save
from zonetracker.extraction.reading import grids_job, read, read_grids
from zonetracker.extraction.reading.sheets.grid import Grid, grids_from_json, grids_to_json
from zonetracker.extraction.tables.reader import tables_job
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job, Step, finish

SHEET = "urn:schemas-microsoft-com:office:spreadsheet"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:"
ROWS = (
    ("青禾高新区2023年1-9月主要指标",),
    ("", "", "", "单位：亿元"),
    ("指标", "累计", "同比", "备注", "截止"),
    ("地区生产总值", "74.13", "6.8%", "快报", "2023年9月30日"),
    ("\u3000工业增加值", "1234.5", "-3.3", "是"),
    ("藏起来的一行", "1"),
    ("税收", "19.6亿元", "6.5", "", "", "藏起来的一列"),
)
DRAFT = (("指标", "数"), ("税收", "20"))


def flat(rows: str, before: str = "", after: str = "") -> bytes:
    """A workbook of one sheet in one XML file."""
    head = f'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}">'
    sheet = f'<Worksheet ss:Name="九月"><Table>{rows}</Table>{after}</Worksheet>'
    return f"{head}{before}{sheet}</Workbook>".encode()


def data(text: str, kind: str = "Number", **attributes: object) -> str:
    """A cell of such a workbook."""
    own = " ".join(f'ss:{name}="{value}"' for name, value in attributes.items())
    return f'<Cell {own}><Data ss:Type="{kind}">{text}</Data></Cell>'


def ods(sheets: str, styles: str = "", **parts: str) -> bytes:
    """A spreadsheet of OpenDocument of raw XML."""
    spaces = " ".join(f'xmlns:{one}="{OFFICE}{one}:1.0"' for one in ("office", "table", "text", "style", "fo"))
    body = f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body>"
    content = f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>{body}"
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"{content}</office:document-content>",
            **{name.replace("_", "/", 1) + ".xml": said for name, said in parts.items()},
        }
    )


def said(text: str, value: str = "", **attributes: object) -> str:
    """A cell of such a spreadsheet."""
    own = " ".join(f'table:{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    kind = f'office:value-type="float" office:value="{value}"' if value else 'office:value-type="string"'
    return f"<table:table-cell {kind} {own}><text:p>{text}</text:p></table:table-cell>"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods"])
def test_one_workbook_reads_alike_in_every_format(name: str) -> None:
    book = {"a.xlsx": save, "a.xls": OLD.read_bytes, "a.ods": OPEN.read_bytes}[name]()
    september, draft = read_grids(book, name)
    rows = september.rows
    if name == "a.ods":  # there the format's own brackets and words of truth are part of the text that is saved
        rows = tuple(tuple("是" if text == "TRUE" else text for text in row) for row in rows)
    assert (september.name, rows, september.merges) == ("九月", ROWS, ((0, 0, 0, 4),))
    assert (september.hidden, september.hidden_rows, september.hidden_columns) == (False, {5}, {5})
    assert (draft.name, draft.rows, draft.hidden) == ("草稿", DRAFT, True)
    document = read(book, name)
    text = document.text
    assert "74.13\t6.8%" in text and "藏" not in text and "20" not in text.replace("2023", "")
    assert document.warnings == ("工作表“九月”里隐藏的行和列没有读取。", "隐藏的工作表没有读取：“草稿”。")


@pytest.mark.parametrize("right", ["a.xlsx", "a.xls", "a.ods"])
@pytest.mark.parametrize("wrong", [".xlsx", ".et", ".csv", ".xml"])
def test_the_content_decides_and_another_name_is_said(right: str, wrong: str) -> None:
    book = {"a.xlsx": save, "a.xls": OLD.read_bytes, "a.ods": OPEN.read_bytes}[right]()
    known = {"a.xlsx": (".xlsx",), "a.xls": (".et",), "a.ods": ()}[right]
    first = read_grids(book, f"表{wrong}")[0]
    assert first.rows[3][:2] == ("地区生产总值", "74.13")
    assert [one for one in first.warnings if "文件名以" in one] == [*first.warnings]
    assert bool(first.warnings) == (wrong not in known)


def test_the_fence_and_the_wire_change_nothing() -> None:
    grids = read_grids(OLD.read_bytes(), "表.xls")
    assert finish(grids_job(OLD.read_bytes(), "表.xls")) == grids
    odd = Grid(
        "甲", (("1", ""), ()), ((0, 0, 1, 1),), True, frozenset({3}), frozenset({2, 1}), ("上",), True, ("注意",)
    )
    assert grids_from_json(grids_to_json((odd, *grids))) == (odd, *grids)


def test_long_sheets_leave_the_child_in_pieces() -> None:
    sheets = tuple(Grid(f"表{size}", tuple((str(at), "两\n行") for at in range(size))) for size in (0, 499, 500, 1_203))
    told = grids_to_json(sheets)
    assert grids_from_json(told) == sheets
    assert max(len(json.loads(line)) for line in told.split(b"\n")) == 500


def test_a_child_that_says_nonsense_of_a_table_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def said(*_: object, **__: object) -> Job[bytes]:
        yield Step(0, 0, "")
        return b"[[1]]\n[[1]]"

    for module, job in (("reading", grids_job), ("tables.reader", tables_job)):
        monkeypatch.setattr(f"zonetracker.extraction.{module}.fenced_job", said)
        with pytest.raises(Refusal) as told:
            finish(job(b"x", "表.xls"))
        assert told.value.code == "read-damaged"


# ---- one XML file

STYLES = (
    '<Styles><Style ss:ID="Default"><NumberFormat ss:Format="General"/></Style>'
    '<Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style>'
    '<Style ss:ID="q" ss:Parent="p"><Alignment ss:Indent="2"/></Style>'
    '<Style ss:ID="w"><NumberFormat ss:Format="0.0&quot;亿元&quot;"/></Style></Styles>'
)


def test_a_workbook_in_one_file_shows_its_cells_by_their_styles() -> None:
    rows = (
        f'<Column ss:Index="2" ss:StyleID="p"/><Column ss:Hidden="1" ss:Span="1"/>'
        f"<Row>{data('指标', 'String', MergeAcross=1)}{data('注', 'String')}</Row>"
        f'<Row ss:Index="4">{data("税收", "String", StyleID="q")}{data("0.068")}'
        f"{data('57.25', StyleID='w')}</Row>"
        f'<Row ss:Hidden="1" ss:Span="2"/><Row>{data("2023-09-30T00:00:00.000", "DateTime")}'
        f"{data('1', 'Boolean', Index=4)}{data('#N/A', 'Error')}</Row>"
        f'<Row><Cell ss:Formula="=R[-1]C"/><Cell><Data ss:Type="String">甲<B>乙</B></Data></Cell></Row>'
    )
    (grid,) = read_grids(flat(rows, STYLES), "表.xls")
    assert grid.rows == (
        ("指标", "", "注"),
        (),
        (),
        ("\u3000\u3000税收", "6.80%", "57.3亿元"),
        (),
        (),
        (),
        ("2023年9月30日", "", "", "是", "#N/A"),
        ("=R[-1]C", "甲乙"),
    )
    assert (grid.merges, grid.hidden_rows, grid.hidden_columns) == (((0, 0, 0, 1),), {4, 5, 6}, {2, 3})
    assert re.fullmatch("文件名以 .xls 结尾，内容却是XML 表格.*", grid.warnings[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_workbook_in_one_file_in_any_encoding(encoding: str) -> None:
    text = flat(f"<Row>{data('地区生产总值增长', 'String')}{data('57.2')}</Row>").decode()
    if encoding == "gb18030":
        text = text.replace('version="1.0"', 'version="1.0" encoding="gb2312"', 1)
    (grid,) = read_grids(f"\n{text}".encode(encoding), "表.xml")
    assert grid.rows == (("地区生产总值增长", "57.2"),)


def test_a_hidden_sheet_in_one_file() -> None:
    hidden = '<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible>'
    for after, is_hidden in ((f"{hidden}</WorksheetOptions>", True), ("", False)):
        (grid,) = read_grids(flat(f"<Row>{data('5')}</Row>", after=after), "表.xml")
        assert grid.hidden is is_hidden


def test_what_an_office_program_has_in_one_file_and_is_no_text_is_refused() -> None:
    form = b'<?xml version="1.0"?><?mso-application progid="InfoPath.Document"?><a/>'
    with pytest.raises(Refusal, match=r"另存为 \.docx"):
        read_grids(form, "表.xls")


# ---- OpenDocument


def test_open_cells_are_read_as_they_are_shown() -> None:
    rows = (
        "<table:table-row>"
        + said("甲<text:s text:c='2'/>乙<text:span>丙</text:span>")
        + said("1,234.5", "1234.5")
        + said("(3.3)", "-3.25")
        + '<table:table-cell office:value-type="percentage" office:value="0.068"><text:p>6.8%</text:p>'
        + "</table:table-cell>"
        + '<table:table-cell office:value-type="date" office:date-value="2023-09-30"><text:p>09/30/23</text:p>'
        + "<office:annotation><text:p>不看</text:p></office:annotation></table:table-cell>"
        + '<table:table-cell table:formula="of:=[.B1]+1"/>'
        + '<table:table-cell office:value-type="float" office:value="57.20000001"/>'
        + "</table:table-row>"
    )
    (grid,) = read_grids(ods(f'<table:table table:name="甲">{rows}</table:table>'), "表.ods")
    assert grid.rows == (("甲  乙丙", "1234.5", "-3.3", "6.8%", "2023年9月30日", "=[.B1]+1", "57.20000001"),)


def test_open_rows_and_columns_that_repeat_or_are_hidden_keep_their_places() -> None:
    styles = (
        '<style:style style:name="t"><style:table-properties table:display="false"/></style:style>'
        '<style:style style:name="c"><style:paragraph-properties fo:margin-left="0.7cm"/></style:style>'
    )
    rows = (
        '<table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>'
        '<table:table-header-rows><table:table-row table:number-rows-repeated="2">'
        f"{said('指标', number_columns_spanned=2)}<table:covered-table-cell/>"
        f"{said('5', '5', number_columns_repeated=2)}</table:table-row>"
        "</table:table-header-rows>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row-group table:display="false"><table:table-row>{said("藏")}</table:table-row>'
        "</table:table-row-group>"
        f'<table:table-row table:visibility="filter">{said("滤")}</table:table-row>'
        f"<table:table-row>{said('税收', style_name='c')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    )
    sheets = f'<table:table table:name="甲">{rows}</table:table>'
    second = f"<table:table-row>{said('乙')}</table:table-row>"
    sheets += f'<table:table table:name="乙" table:style-name="t">{second}</table:table>'
    first, other = read_grids(ods(sheets, styles), "表.ods")
    top = ("指标", "", "5", "5")
    assert first.rows == (top, top, (), (), ("藏",), ("滤",), ("\u3000\u3000税收",))
    assert first.merges == ((0, 0, 0, 1),)
    assert (first.hidden_columns, {4, 5} <= first.hidden_rows, 6 in first.hidden_rows) == ({2}, True, False)
    assert (other.name, other.hidden) == ("乙", True)


def test_an_open_spreadsheet_with_a_password_and_an_open_text_are_told_apart() -> None:
    with pytest.raises(Refusal, match="密码"):
        read_grids(ods("", **{"META-INF_manifest": "<m:encryption-data/>"}), "表.ods")
    (grid,) = read_grids(odt(open_table(2, 2)), "表.ods")
    assert grid.rows == (("税收", "税收"),) * 2
    assert grid.warnings == ("文件名以 .ods 结尾，内容却是OpenDocument 文字，已按OpenDocument 文字读取。",)


def test_an_open_spreadsheet_in_one_file() -> None:
    data = fodt("", kind="spreadsheet", content=f"<office:spreadsheet>{open_table(1, 2)}</office:spreadsheet>")
    (grid,) = read_grids(data.encode(), "表.fods")
    assert grid.rows == (("税收", "税收"),) and not grid.warnings


# ---- pages named .xls


def test_a_page_shows_its_cells_by_the_formats_of_its_program_and_tells_what_it_hides() -> None:
    page = (
        '<html><head><style><!-- .a {mso-number-format:"0\\.0\\0022亿元\\0022";} td{mso-number-format:General} -->'
        "</style></head><body><p>2023年1-9月</p><table><tr><td>单位：亿元</td></tr></table><table>"
        '<col><col span=1><col style="display:none"><tr><td rowspan=2>指标</td><td>累计</td><td>代码</td></tr>'
        '<tr style="display:none"><td>x</td><td>y</td></tr>'
        '<tr><td>税收</td><td class="b a">57.25</td><td>7</td></tr>'
        "<tr><td>出口</td><td style=\"mso-number-format:'0\\.00%'\">0.068</td><td>8</td></tr></table></body></html>"
    )
    (grid,) = read_grids(page.encode(), "表.xls")
    assert grid.rows == (("指标", "累计", "代码"), ("", "x", "y"), ("税收", "57.3亿元", "7"), ("出口", "6.80%", "8"))
    assert (grid.hidden_rows, grid.hidden_columns, grid.merges) == ({1}, {2}, ((0, 0, 1, 0),))
    assert grid.above == ("2023年1-9月", "单位：亿元")
    assert "文件名以 .xls 结尾" in grid.warnings[0]


def test_a_column_that_is_hidden_cell_by_cell_is_a_hidden_column() -> None:
    rows = "".join(f'<tr><td style="display:none">{n}</td><td>{n}号</td><td>{n}.5</td></tr>' for n in range(3))
    (grid,) = read_grids(f"<table>{rows}</table>".encode(), "表.xls")
    assert grid.rows[1] == ("1", "1号", "1.5")
    assert grid.hidden_columns == {0}
