"""Tables that a text draws with tabs or blanks are read as tables; prose with a gap in it is not."""

from __future__ import annotations

from tests.extraction.clerk import noted, text_of
from zonetracker.extraction.document import Document
from zonetracker.extraction.tables.typed import with_typed_tables


def test_columns_of_blanks() -> None:
    """2011年临江区国民经济和社会发展统计公报

    表1  主要农产品产量
    产品名称    单位    2011年    比上年增长(%)
    油菜籽      吨      15830     -6.4
    蚕茧        吨      4215      2.7
    肉类        万吨    5.06      4.9
    """
    assert noted(text_of(test_columns_of_blanks)) == [
        "实绩 2011 油菜籽产量 15830吨 增-6.4%",
        "实绩 2011 蚕茧产量 4215吨 增2.7%",
        "实绩 2011 肉类产量 5.06万吨 增4.9%",
    ]


def test_a_gap_in_prose_makes_no_table() -> None:
    text = "区长  张三\n秘书  李四\n各位代表：\n全年财政收入  80亿元，增长8%。\n"
    assert with_typed_tables(Document(text)).tables == ()


def test_each_cell_stands_where_its_text_stands() -> None:
    text = "指标\t单位\t数值\n甲\t个\t12\n乙\t个\t15\n"
    (table,) = with_typed_tables(Document(text)).tables
    assert [text[cell.span.start : cell.span.end] for cell in table.cells if cell.column == 2] == ["数值", "12", "15"]


def rows_of(text: str) -> list[list[str]]:
    (table,) = with_typed_tables(Document(text)).tables
    height = max(cell.row for cell in table.cells) + 1
    width = max(cell.column for cell in table.cells) + 1
    found = [["" for _ in range(width)] for _ in range(height)]
    for cell in table.cells:
        found[cell.row][cell.column] = text[cell.span.start : cell.span.end]
    return found


def test_tabs_keep_the_place_of_an_empty_cell() -> None:
    text = "主要指标\n指标\t单位\t本月\t累计\n税收\t亿元\t\t12\n出口\t亿元\t3\t15\n"
    assert rows_of(text) == [["指标", "单位", "本月", "累计"], ["税收", "亿元", "", "12"], ["出口", "亿元", "3", "15"]]


def test_pipes() -> None:
    text = "主要指标如下：\n| 指标 | 单位 | 累计 |\n|---|:--:|---|\n| 税收 | 亿元 | 12 |\n| 出口 | | 15 |\n以上。\n"
    assert rows_of(text) == [["指标", "单位", "累计"], ["税收", "亿元", "12"], ["出口", "", "15"]]


def test_the_opening_bar_of_a_head_stands_for_an_empty_corner() -> None:
    head, row = "| 总量（亿元） | 增长（%） |\n", "产值 | 80 | 5.2 |\n"
    assert [line[:3] for line in rows_of(head + row + row)] == [["", "总量（亿元）", "增长（%）"]] + [
        ["产值", "80", "5.2"]
    ] * 2
    assert rows_of("| 总量 | 增长\n" + "产值 | 80 | 5.2\n" * 2)[0] == ["", "总量", "增长"]


def test_a_head_of_fewer_cells_that_opens_as_its_rows_do_stays_out() -> None:
    rows = rows_of("| 总量 | 增长 |\n| 产值 | 80 | 5.2 |\n| 税收 | 8 | 5.3 |\n")
    assert rows == [["产值", "80", "5.2"], ["税收", "8", "5.3"]]


def test_box_characters() -> None:
    text = "┌────┬────┬───┐\n│指标│单位│累计│\n├────┼────┼───┤\n│税收│亿元│12 │\n│出口│亿元│15 │\n└────┴────┴───┘\n"
    assert rows_of(text) == [["指标", "单位", "累计"], ["税收", "亿元", "12"], ["出口", "亿元", "15"]]


def test_menus_of_a_page_make_no_table() -> None:
    assert with_typed_tables(Document("首页 | 新闻 | 公开\n税收 | 服务 | 互动\n关于 | 地图 | 联系\n")).tables == ()
