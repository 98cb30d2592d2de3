"""Word 97 to 2003 and WPS Writer: the same content reads as from .docx; what the format alone has is read right too."""

import struct
from decimal import Decimal
from pathlib import Path

import pytest

from tests.reading.oldwords import (
    BOXES,
    DELETED,
    DRAWINGS,
    FONTS,
    HIDDEN,
    IN_TABLE,
    LIST_USES,
    LISTS,
    NOTE_MARKS,
    NOTES,
    PIECES,
    ROW_END,
    SECTIONS,
    SHAPE_MARKS,
    SPECIAL,
    STYLES,
    OldWord,
    Said,
    properties,
    row,
    styles,
)
from zonetracker.extraction import extract
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import limits, read
from zonetracker.extraction.reading.word97.information import places_of
from zonetracker.support.errors import Refusal

FILES = Path(__file__).parent / "files" / "word97"


def lines(data: bytes, name: str = "报告.doc") -> list[str]:
    return read(data, name).text.splitlines()


def headings(document: Document) -> list[tuple[int, str]]:
    return [
        (block.level, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]


def shapes(document: Document) -> list[list[tuple[str, int, int, int, int]]]:
    return [
        [
            (document.text[cell.span.start : cell.span.end], cell.row, cell.column, cell.rows, cell.columns)
            for cell in table.cells
        ]
        for table in document.tables
    ]


# ---- made by another program


def test_changes_notes_lists_boxes_and_fields_of_another_program() -> None:
    document = read((FILES / "changes.doc").read_bytes(), "小结.doc")
    assert document.text.splitlines() == [
        "松岭新区2023年上半年工作小结",
        "总体情况",
        "完成税收18.2亿元",
        "同比增长6.4%。",
        "固定资产投资52亿元，增长11%。详见公开页。",
        "项目",
        "一、新开工项目23个",
        "（1）其中工业项目9个",
        "（2）其中亿元以上4个",
        "二、竣工项目12个",
        "3. 8家企业上规",
        "3.1 服务业3家",
        "招商签约15个",
        "框在这里，框后是这句。",
        "框内：力争全年引资30亿元。",
        "第一行",
        "第二行\t制表后𠀀字。",
        "最后一段。",
        "投资按法人口径，不含农户。",
        "增速为快报数。",
    ]
    assert document.title == "松岭新区2023年上半年工作小结" and document.date == "2023-07-18"
    assert document.named == "小结 松岭新区半年小结"
    assert headings(document) == [(1, "总体情况"), (2, "项目")]


def test_tables_of_another_program() -> None:
    document = read((FILES / "table.doc").read_bytes(), "指标.doc")
    assert document.text.splitlines() == [
        "青溪开发区2023年1—9月主要指标",
        "一、完成情况",
        "各项指标完成情况见下表（单位：亿元、%）。",
        "指标\t2023年1—9月\t\t全年目标",
        "\t累计\t同比增长\t",
        "地区生产总值\t128.60\t7.2\t175",
        "税收收入\t15.37\t-2.4\t21.5",
        "其中：增值税\t6.08\t3.15\t8",
        "下表为重点企业。",
        "企业\t产值（万元）",
        "甲公司\t4,520",
        "乙公司内左内右内表之后\t3,180",
        "框表如下。",
        "框中第一段：新引进项目18个。",
        "框中第二段：到位资金36亿元。",
        "表格之后的一段。",
    ]
    first, second = shapes(document)
    assert first[:5] == [
        ("指标", 0, 0, 2, 1),
        ("2023年1—9月", 0, 1, 1, 2),
        ("全年目标", 0, 3, 2, 1),
        ("累计", 1, 1, 1, 1),
        ("同比增长", 1, 2, 1, 1),
    ]
    assert second[-2:] == [("乙公司内左内右内表之后", 2, 0, 1, 1), ("3,180", 2, 1, 1, 1)]


def test_numbered_headings_groups_of_shapes_and_sections_of_another_program() -> None:
    document = read((FILES / "plan.doc").read_bytes(), "计划.doc")
    assert document.text.splitlines() == [
        "白石岭片区年度计划",
        "第一章　产业",
        "一.1 工业",
        "规上工业产值增长9.5%。",
        "一.2 建筑业",
        "建筑业产值达到24亿元。",
        "第二章　民生",
        "二.1 学校",
        "①新建小学2所",
        "②改建中学1所",
        "①新增学位2400个",
        "引进资金75亿元。",
        "电话010-8800，已核。",
        "换页之后仍是一段。",
        "组合图形旁的文字。",
        "右框：用地30亩。",
        "左框：用工800人。",
        "单个文本框旁的文字。",
        "独框：投资5亿元。",
        "任务\t单位\t年度目标",
        "作废的一行\t家\t999",
        "新增高新技术企业\t家\t12",
        "第一节到此。",
        "第二节从此开始。",
    ]
    assert headings(document)[:2] == [(1, "第一章　产业"), (2, "一.1 工业")]


def test_rows_of_text_and_table_are_found() -> None:
    def rows(file: str) -> list[tuple[str, str, int | None, str | None, Decimal | None, Decimal | None]]:
        found = extract(read((FILES / file).read_bytes(), file))
        return [(row.kind, row.name, row.year, row.stated.unit, row.stated.value, row.stated.growth) for row in found]

    assert rows("table.doc")[:6] == [
        ("actual", "地区生产总值", 2023, "亿元", Decimal("128.60"), Decimal("7.2")),
        ("target", "地区生产总值", 2023, "亿元", Decimal("175"), None),
        ("actual", "税收收入", 2023, "亿元", Decimal("15.37"), Decimal("-2.4")),
        ("target", "税收收入", 2023, "亿元", Decimal("21.5"), None),
        ("actual", "增值税", 2023, "亿元", Decimal("6.08"), Decimal("3.15")),
        ("target", "增值税", 2023, "亿元", Decimal("8"), None),
    ]
    changed = rows("changes.doc")
    assert changed[0] == ("actual", "税收", 2023, "亿元", Decimal("18.2"), None)
    assert changed[-1] == ("target", "引资", 2023, "亿元", Decimal("30"), None)


# ---- built from the specification


def test_pieces_of_both_widths_in_any_order_and_deleted_ones() -> None:
    words = [
        Said("全年完成税收", changes=b""),
        Said("17.25", narrow=True, changes=DELETED),
        Said("18.40", narrow=True),
        Said("亿元，"),
        Said("比上年", modifier=0x41 << 1 | 1 << 8),
        Said("比2022", modifier=1),
        Said("年增长"),
        Said("6.5% “A”\r", narrow=True),
        Said("隐去", changes=HIDDEN),
        Said("完。\r"),
    ]
    assert lines(OldWord(words, listed=[DELETED]).file(), "报告.wps") == [
        "全年完成税收18.40亿元，年增长6.5% “A”",
        "完。",
    ]


def test_a_deleted_mark_joins_paragraphs() -> None:
    words = [Said("新增企业"), Said("\r", changes=DELETED), Said("15家。\r")]
    assert lines(OldWord(words).file()) == ["新增企业15家。"]


def test_of_a_field_only_its_result_is_read_and_signs_that_are_no_letters_are_not() -> None:
    words = [
        Said("见"),
        Said("\x13", changes=SPECIAL),
        Said(" REF a "),
        Said("\x13", changes=SPECIAL),
        Said(" PAGE "),
        Said("\x14", changes=SPECIAL),
        Said("9"),
        Said("\x15\x14", changes=SPECIAL),
        Said("表3"),
        Said("\x15", changes=SPECIAL),
        Said("，\x1f可\x1e断(甲)", changes=SPECIAL),
        Said("(", changes=b"\x09\x6a\x00\x00\x0b\x26" + SPECIAL),
        Said("\x13\x15", changes=SPECIAL),
        Said("。\r\x13没有末尾\r"),
    ]
    assert lines(OldWord(words).file()) == ["见表3，可-断(甲)☋。", "没有末尾"]


def test_signs_of_the_font_symbol_are_characters_and_pictures_are_nothing() -> None:
    names = ("宋体", "Symbol", "Wingdings")
    fonts = [bytes(39) + name.encode("utf-16-le") + bytes(2) for name in names]
    listed = struct.pack("<HH", len(fonts), 0) + b"".join(bytes([len(font)]) + font for font in fonts)
    in_symbol, in_pictures = b"\x4f\x4a\x01\x00", b"\x4f\x4a\x02\x00"
    words = [
        Said("增速"),
        Said("(", changes=b"\x09\x6a\x01\x00\xb3\xf0" + SPECIAL),
        Said("6%，误差"),
        Said("\uf0b1\uf030\uf02e\uf035\uf061", changes=in_symbol),
        Said("\uf0fc\uf035", changes=in_pictures),
        Said("。\r"),
    ]
    assert lines(OldWord(words, parts={FONTS: listed}).file()) == ["增速≥6%，误差±0.5。"]


def test_styles_say_title_headings_and_contents_by_number_and_their_own_by_outline() -> None:
    outline = b"\x40\x26\x02"
    own = styles((0xFFE, "小节", 0, outline), (19, "目录 1", 0, b""), (0xFFE, "细目", 5, b""))
    words = [Said("总结\r目标…3\r目标\r小节\r细目\r自己的\r正文\r")]
    paragraphs = [(4, b""), (6, b""), (1, b""), (5, b""), (7, b""), (0, b"\x40\x26\x04"), (1, b"\x40\x26\x09")]
    document = read(OldWord(words, paragraphs, parts={STYLES: own}).file(), "报告.doc")
    assert document.title == "总结"
    assert document.text.splitlines() == ["总结", "目标", "小节", "细目", "自己的", "正文"]
    assert headings(document) == [(1, "目标"), (3, "小节"), (3, "细目"), (5, "自己的")]


def table(cells: list[list[str]], rows: list[bytes], ends: bytes = ROW_END) -> tuple[str, list[tuple[int, bytes]]]:
    """The text of a table, and what its paragraphs say."""
    text = "".join("".join(f"{cell}\x07" for cell in line) + "\x07" for line in cells)
    said = [[(0, IN_TABLE)] * len(line) + [(0, ends + end)] for line, end in zip(cells, rows, strict=True)]
    return text, [one for line in said for one in line]


@pytest.mark.parametrize(("first", "merged"), [(1, 2), (2, 1)], ids=["as in 1997", "as described later"])
def test_merged_cells_of_a_row_by_either_description(first: int, merged: int) -> None:
    edges = [-100, 2000, 4000, 6000]
    cells = [["指标", "全年", ""], ["", "绝对数", "增长"], ["出口", "1.50", "-2"]]
    rows = [
        row(edges, [3 << 5, first, merged]),
        row(edges, [1 << 5, 0, 0]),
        row([-90, 2010, 4000, 6000], [0, 0, 0]),
    ]
    text, said = table(cells, rows)
    document = read(OldWord([Said(text + "完\r")], said).file(), "报告.doc")
    assert document.text == "指标\t全年\t\n\t绝对数\t增长\n出口\t1.50\t-2\n完\n"
    assert shapes(document)[0][:4] == [
        ("指标", 0, 0, 2, 1),
        ("全年", 0, 1, 1, 2),
        ("绝对数", 1, 1, 1, 1),
        ("增长", 1, 2, 1, 1),
    ]


def test_cells_span_the_columns_between_their_edges_and_a_row_may_begin_later() -> None:
    rows = [row([0, 3000, 6000], [0, 0]), row([0, 1000, 3000, 6000], [0, 0, 0]), row([1000, 3000, 6000], [0, 0])]
    text, said = table([["两列", "丙"], ["甲", "乙", "1"], ["乙", "2"]], rows)
    document = read(OldWord([Said(text + "\r")], said).file(), "报告.doc")
    assert shapes(document) == [
        [
            ("两列", 0, 0, 1, 2),
            ("丙", 0, 2, 1, 1),
            ("甲", 1, 0, 1, 1),
            ("乙", 1, 1, 1, 1),
            ("1", 1, 2, 1, 1),
            ("乙", 2, 1, 1, 1),
            ("2", 2, 2, 1, 1),
        ]
    ]


def test_a_wide_row_lies_in_the_stream_of_data_and_later_changes_merge_its_cells() -> None:
    wide = ROW_END + row([*range(0, 13000, 1000)], [0] * 12)
    later = ROW_END + row([*range(0, 13000, 1000)], [0] * 12) + b"\x24\x56\x01\x03" + b"\x2b\xd6\x02\x00\x03"
    data = struct.pack("<H", len(wide)) + wide + struct.pack("<H", len(later)) + later
    huge = [b"\x46\x66" + struct.pack("<I", at) for at in (2 + len(wide), 0)]
    cells = [["指标", "上半年", ""] + [str(month) for month in range(3, 12)], ["税收"] + [f"{n}.5" for n in range(11)]]
    text, said = table(cells, huge, b"")
    document = read(OldWord([Said(text + "\r")], said, data=data).file(), "报告.doc")
    assert shapes(document)[0][:3] == [("指标", 0, 0, 1, 1), ("上半年", 0, 1, 1, 2), ("3", 0, 3, 1, 1)]
    assert document.text.splitlines()[1] == "\t".join(cells[1])


def test_what_is_said_of_a_row_may_lie_beside_its_other_changes() -> None:
    apart = row([0, 1000, 3000, 4000], [0, 0, 0])
    data = bytes(6) + struct.pack("<H", len(apart)) + apart
    cells = [["指标", "一季度", "全年"], ["税收", "1.5", "2.5", "9.5"]]
    rows = [b"\x6b\x64" + struct.pack("<I", 6), row([0, 1000, 2000, 3000, 4000], [0, 0, 0, 0])]
    text, said = table(cells, rows)
    document = read(OldWord([Said(text + "\r")], said, data=data).file(), "报告.doc")
    assert shapes(document)[0][:3] == [("指标", 0, 0, 1, 1), ("一季度", 0, 1, 1, 2), ("全年", 0, 3, 1, 1)]


def test_changes_that_lie_apart_count_as_often_as_they_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    apart = b"\xfe\x6f" * 10_000
    named = [(0, b"\x46\x66" + struct.pack("<I", 2 * at)) for at in range(40)]
    data = OldWord([Said("甲\r" * 40)], named, data=apart).file()
    monkeypatch.setattr(limits, "OLD_WORD_RUNS", 10_000)
    with pytest.raises(Refusal, match="过多"):
        read(data, "报告.doc")


def test_a_deleted_row_is_left_out_and_cells_without_edges_stand_by_their_number() -> None:
    inner = b"\x49\x66\x02\x00\x00\x00"
    text = "甲\x071\x07", "乙\x072\x07", "\x07", "丙\r内一\r内二\r\r丁\x073\x07\x07完\r"
    nested = [(0, IN_TABLE + inner + b"\x4b\x24\x01")] * 2 + [(0, IN_TABLE + inner + b"\x4c\x24\x01")]
    said = [(0, IN_TABLE)] * 2 + [(0, ROW_END)] + [(0, IN_TABLE)] * 2 + [(0, ROW_END)] + [(0, IN_TABLE), *nested]
    words = [Said(text[0] + "\x07"), Said(text[1], changes=DELETED), Said(text[2], changes=DELETED), Said(text[3])]
    document = read(OldWord(words, [*said, (0, IN_TABLE), (0, IN_TABLE), (0, ROW_END)]).file(), "报告.doc")
    assert document.text.splitlines() == ["甲\t1", "丙内一内二丁\t3", "完"]


def test_only_the_end_of_a_section_ends_a_paragraph_and_a_page_does_not() -> None:
    text = "换页\x0c还是一段。\x0c下一节。\r"
    sections = struct.pack("<III", 0, 9, len(text)) + bytes(24)
    assert lines(OldWord([Said(text)], parts={SECTIONS: sections}).file()) == ["换页还是一段。", "下一节。"]


def test_notes_stand_behind_the_text_and_one_of_deleted_text_does_not() -> None:
    body = [Said("税收3亿元"), Said("\x02", changes=SPECIAL), Said("旧"), Said("*", changes=DELETED), Said("。\r")]
    first, second = "\x02 口径有调整。\r", "* 已删。\r"
    words = [*body, Said(first + second + "\r"), Said("页眉\r"), Said("\r")]
    edges = [0, len(first), len(first) + len(second), len(first) + len(second) + 1]
    size = sum(len(one.text) for one in body)
    parts = {
        NOTE_MARKS: struct.pack("<III", 5, 7, size) + bytes(4),
        NOTES: struct.pack("<4I", *edges),
    }
    document = OldWord(words, counts={1: edges[-1], 2: 3}, parts=parts).file()
    assert lines(document) == ["税收3亿元旧。", "口径有调整。"]


def record(kind: int, said: bytes) -> bytes:
    return struct.pack("<HHI", 0xF, kind, len(said)) + said


def shape(number: int) -> bytes:
    return record(0xF004, record(0xF00A, struct.pack("<II", number, 0)))


def box(number: int, unused: bool = False) -> bytes:
    return struct.pack("<IIHIII", 1, 0, unused, 0, number, 0)


def test_text_boxes_stand_where_their_shape_or_its_group_does_and_a_lost_one_at_the_end() -> None:
    body = [Said("甲\x08\r"), Said("乙"), Said("\x08", changes=DELETED), Said("\r丙\r")]
    boxed = ["组内。\r", "删去。\r", "\r", "迷路。\r", "\r"]
    edges = [0]
    for one in boxed:
        edges.append(edges[-1] + len(one))
    group = record(0xF003, shape(1) + record(0xF003, shape(7) + shape(8) + record(0xF003, shape(9))) + shape(10))
    parts = {
        SHAPE_MARKS: struct.pack("<III", 1, 4, 7) + struct.pack("<I22x", 7) + struct.pack("<I22x", 10),
        BOXES: struct.pack("<6I", *edges) + box(9) + box(10) + box(3, unused=True) + box(99) + box(0),
        DRAWINGS: record(0xF000, b"") + b"\x01" + record(0xF002, shape(99)) + b"\x00" + record(0xF002, group),
    }
    words = [*body, Said("".join(boxed)), Said("\r")]
    assert lines(OldWord(words, counts={6: edges[-1]}, parts=parts).file()) == [
        "甲",
        "组内。",
        "乙",
        "丙",
        "迷路。",
    ]


def level(start: int, form: int, text: str, flags: int = 0) -> bytes:
    places = bytes(index + 1 for index, sign in enumerate(text) if ord(sign) < 9).ljust(9, b"\x00")
    said = (
        struct.pack("<iBB", start, form, flags)
        + places
        + bytes(9)
        + bytes((3, 4, 0, 0))
        + b"\x0f\x84\x10\x00"
        + b"\x36\x08\x01"
    )
    return said + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def test_list_numbers_their_starts_and_other_forms_are_written_out() -> None:
    none = struct.pack("<9H", *[0xFFF] * 9)
    lists = (
        struct.pack("<H", 2)
        + struct.pack("<ii", 55, 0)
        + none
        + bytes(2)
        + struct.pack("<ii", 66, 0)
        + none
        + b"\x01\x00"
    )
    levels = [level(1, 37, "\x00、"), level(1, 0, "\x00.\x01", 4), *[level(1, 255, "")] * 7, level(4, 0, "（\x00）")]
    uses = [struct.pack("<iIIBBBB", 55, 0, 0, 0, 0, 0, 0), struct.pack("<iIIBBBB", 66, 0, 0, 1, 0, 0, 0)]
    override = struct.pack("<iI", 9, 0x30) + level(7, 18, "\x00")
    listed = [(0, b"\x0a\x26" + bytes([deep]) + b"\x0b\x46" + struct.pack("<H", use)) for use, deep in USES]
    words = [Said("甲\r乙\r5家\r丙\r丁\r戊\r己\r")]
    parts = {
        LISTS: lists + b"".join(levels),
        LIST_USES: struct.pack("<I", 2) + b"".join(uses) + b"\xff" * 8 + override,
    }
    assert lines(OldWord(words, listed, parts=parts).file()) == [
        "一、甲",
        "1.1 乙",
        "1.2 5家",
        "二、丙",
        "⑦丁",
        "⑧戊",
        "己",
    ]


USES = [(1, 0), (1, 1), (1, 1), (1, 0), (2, 0), (2, 0), (0, 0)]


def test_a_list_that_starts_again_and_changes_that_say_nothing_here() -> None:
    none = struct.pack("<9H", *[0xFFF] * 9)
    tabs = b"\x15\xc6\xff\x01" + bytes(4) + b"\x02" + bytes(6)
    uses = b"".join(struct.pack("<iIIBBBB", 66, 0, 0, overrides, 0, 0, 0) for overrides in (0, 1))
    starts = b"\xff" * 8 + struct.pack("<iI", 3, 0x10)
    parts = {
        LISTS: struct.pack("<H", 1) + struct.pack("<ii", 66, 0) + none + b"\x01\x00" + level(1, 0, "\x00."),
        LIST_USES: struct.pack("<I", 2) + uses + starts,
    }
    first, again = (b"\x0b\x46" + struct.pack("<H", use) for use in (1, 2))
    listed = [(0, tabs + first), (0, first), (0, again), (0, tabs + b"\x00\x46\x02\x00")]
    document = read(OldWord([Said("甲\r乙\r丙\r丁\r")], listed, parts=parts).file(), "报告.doc")
    assert document.text.splitlines() == ["1. 甲", "2. 乙", "3. 丙", "丁"]
    assert headings(document) == [(2, "丁")]


def test_tables_in_tables_are_bounded_and_keep_their_words() -> None:
    deep = [(0, IN_TABLE + b"\x49\x66" + struct.pack("<I", depth)) for depth in (1, 2, 900, 900)]
    deeper = (0, IN_TABLE + b"\x4a\x66\x03\x00\x00\x00")
    words = [Said("一\r二\r三\r四\r五\r六\x07七\x07\x07完\r")]
    document = read(OldWord(words, [*deep, deeper, (0, IN_TABLE), (0, IN_TABLE), (0, ROW_END)]).file(), "报告.doc")
    assert document.text.splitlines() == ["一二三四五六\t七", "完"]


def test_one_of_endless_changes_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = OldWord([Said("甲"), Said("乙"), Said("丙\r")]).file()
    monkeypatch.setattr(limits, "OLD_WORD_RUNS", 3)
    with pytest.raises(Refusal, match="过多"):
        read(data, "报告.doc")


def text_value(letters: bytes, count: int) -> bytes:
    return struct.pack("<I", count) + letters


@pytest.mark.parametrize(
    ("page", "kind", "value"),
    [
        (936, 30, text_value("松岭\x00".encode("gbk"), 5)),
        (1200, 30, text_value("松岭\x00".encode("utf-16-le"), 6)),
        (1252, 31, text_value("松岭\x00余".encode("utf-16-le"), 4)),
    ],
    ids=["code page 936", "code page of wide letters", "wide letters"],
)
def test_title_and_day_among_the_properties(page: int, kind: int, value: bytes) -> None:
    day = struct.pack("<Q", 133_340_000_000_000_000)
    said = properties((12, 64, day), (2, kind, value), (1, 2, struct.pack("<H", page)))
    document = read(OldWord([Said("甲\r")], properties=said).file(), "报告.doc")
    assert document.named == "报告 松岭" and document.date == "2023-07-16"


@pytest.mark.parametrize("said", [b"\xff" * 99, properties((12, 64, b"\xff" * 8), (2, 99, b""))], ids=["noise", "odd"])
def test_properties_that_make_no_sense_say_nothing(said: bytes) -> None:
    document = read(OldWord([Said("甲\r")], properties=said).file(), "报告.doc")
    assert document.named == "报告" and document.date is None


def test_a_number_of_word_95_that_is_not_read_is_said() -> None:
    document = read(OldWord([Said("甲\r")], [(0, b"\x0b\x46\xff\x07")]).file(), "报告.doc")
    assert document.text == "甲\n"
    assert document.warnings == ("有的段落用 Word 95 的自动编号，编号没有读出，请对照原文。",)


# ---- what can't be read


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (OldWord([Said("甲\r")], flags=0x100), "password"),
        (OldWord([Said("甲\r")], mark=0xA5DC, version=0x68), "old_word"),
        (OldWord([Said("甲\r")], version=0xBF), "old_word"),
        (OldWord([Said("甲\r")], mark=0x1234), "damaged"),
        (OldWord([Said("甲\r")], counts={0: 90}), "damaged"),
        (OldWord([Said("甲\r")], counts={3: -1}), "damaged"),
        (OldWord([Said("甲\r")], parts={PIECES: b"\x01\x00\x00\x03"}), "damaged"),
        (OldWord([Said("甲\r")], parts={LISTS: b"\x88\x13"}), "damaged"),
        (OldWord([Said("甲\r")], parts={LISTS: b"\x89\x13"}), "too_long"),
    ],
    ids=[
        "encrypted",
        "Word 95",
        "before Word 97",
        "noise",
        "counts too large",
        "counts below nothing",
        "no pieces",
        "lists cut off",
        "too many lists",
    ],
)
def test_an_unreadable_one_is_refused_by_its_kind(made: OldWord, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(made.file(), "报告.doc")
    assert told.value.code == f"read-{code}"


def test_a_table_of_more_places_than_any_text_has_is_broken() -> None:
    assert len([*places_of(bytes(4 + 12 * 100), 8)]) == 100
    with pytest.raises(struct.error):
        next(places_of(bytes(4 + 4 * 1_000_001), 0))


def test_one_that_is_cut_off_is_refused() -> None:
    whole = (FILES / "table.doc").read_bytes()
    with pytest.raises(Refusal, match="损坏"):
        read(whole[:9000], "报告.doc")
