"""Text with separated values as a sheet, whatever parts them and whatever encoding it is in."""

import pytest

from zonetracker.extraction.reading import read, read_grids
from zonetracker.extraction.reading.sheets.separating import text_grid

ROWS = (
    ("指标名称", "单位", "累计", "同比"),
    ("地区生产总值", "亿元", "57.2", "6.8"),
    ("财政总收入", "亿元", "", "18.5"),
)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|", "，", "；"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-be"])
def test_any_mark_in_any_encoding(mark: str, encoding: str) -> None:
    text = "".join(mark.join(row) + "\r\n" for row in ROWS)
    for name in ("表.csv", "表.tsv", "表.txt", "表.xls"):
        (grid,) = read_grids(text.encode(encoding), name)
        assert grid.rows == ROWS, name


def test_the_mark_that_a_file_names_is_believed() -> None:
    (grid,) = text_grid("sep=;\n指标;1,5;2,5\n出口;3,5;4,5\n", "a.csv")
    assert grid.rows == (("指标", "1,5", "2,5"), ("出口", "3,5", "4,5"))


def test_titles_and_notes_stand_in_a_cell_of_their_own() -> None:
    (grid,) = text_grid("2023年1-9月主要指标,,\n\n指标,累计,同比\n税收,57.2,6.8\n出口,5,1\n注：快报,,\n", "a.csv")
    assert grid.rows[0] == ("2023年1-9月主要指标",)
    assert grid.rows[1] == ()
    assert grid.rows[-1] == ("注：快报",)


def test_numbers_parted_by_their_own_commas_are_put_together() -> None:
    head = "指标,累计,同比\n税收,57.2,6.8\n工业,31.8,8.9\n"
    (grid,) = text_grid(head + "出口,1,234.5,6.8\n进口,1,234,567.5,-2\n", "a.csv")
    assert grid.rows[-2:] == (("出口", "1234.5", "6.8"), ("进口", "1234567.5", "-2"))


def test_where_it_is_not_plain_which_commas_part_nothing_is_made_up() -> None:
    head = "指标,累计,上年\n税收,57.2,51.6\n工业,31.8,28.9\n"
    (grid,) = text_grid(head + "出口,1,234,567\n", "a.csv")
    assert grid.rows[-1] == ("出口", "1,234,567")


def test_quotes_line_ends_and_signs_of_text() -> None:
    (grid,) = text_grid('"指标\n名称","累计"\n="007","57,200.5"\n\'57.2,"a""b"\n', "a.csv")
    assert grid.rows == (("指标\n名称", "累计"), ("007", "57,200.5"), ("57.2", 'a"b'))


def test_tables_drawn_in_text() -> None:
    drawn = "单位：亿元\n┌──┬──┐\n│指标│累计│\n├──┼──┤\n│税收│57.2│\n└──┴──┘\n"
    (grid,) = read_grids(drawn.encode(), "表.txt")
    assert [tuple(cell.strip() for cell in row) for row in grid.rows] == [
        ("单位：亿元",),
        ("指标", "累计"),
        ("税收", "57.2"),
    ]
    apart = "指标名称　　单位　　累计\n税收　　　　亿元　　57.2\n出口　　　　亿元　　 5.1\n"
    (grid,) = read_grids(apart.encode(), "表.txt")
    assert grid.rows[1] == ("税收", "亿元", "57.2")


def test_a_doubtful_encoding_is_said_of_the_sheet_and_of_the_report() -> None:
    data = "指标,累计\n地区生产总值,57.2\n工业增加值,31.8\n".encode() + b"\xff,1\n"
    (grid,) = read_grids(data, "表.csv")
    assert grid.warnings == read(data, "表.csv").warnings != ()


def test_text_named_as_a_workbook_is_read_as_what_it_is() -> None:
    data = "指标,累计\n税收,57.2\n".encode("gb18030")
    document = read(data, "表.xls")
    assert document.tables and "内容却是CSV 表格" in document.warnings[-1]
