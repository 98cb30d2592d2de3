"""RTF of several programs: letters in bytes and numbers, tables, lists, changes, notes, boxes, and broken files."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.samples import in_hex, in_points, rich
from tests.reading.test_read_word import blocks
from zonetracker.extraction.document import BlockKind, Document, Table
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

FILES = Path(__file__).parent / "files" / "rtf"


def lines(body: str, tables: str = "", **more: str) -> list[str]:
    return read(rich(body, tables, **more), "报告.rtf").text.splitlines()


def kept(name: str) -> Document:
    return read((FILES / name).read_bytes(), name)


def shape(document: Document, table: Table) -> dict[str, tuple[int, int, int, int]]:
    return {
        document.text[one.span.start : one.span.end]: (one.row, one.column, one.rows, one.columns)
        for one in table.cells
        if one.span.end > one.span.start
    }


# ---- as LibreOffice writes them


def test_a_report_comes_with_its_headings_numbers_box_and_note() -> None:
    document = kept("report.rtf")
    assert document.text.splitlines() == [
        "云溪高新区2023年上半年工作情况",
        "一、主要指标",
        "上半年，完成地区生产总值86.4亿元，同比增长6.8%；固定资产投资45.3亿元，增长12.5%。",
        "（一）项目建设",
        "（一）新签约项目32个；",
        "1. 其中工业项目18个；",
        "2. 服务业项目9个。",
        "（二）竣工项目14个。",
        "新增规上企业11家。",
        "利润率为−1.2％，税收3.05亿元，“四上”企业—236家。",
        "全年目标：税收8.6亿元。",
        "第一行",
        "第二行5-6家",
        "以上为快报数。",
        "固定资产投资不含跨区项目。",
    ]
    assert blocks(document, BlockKind.TITLE) == [(0, "云溪高新区2023年上半年工作情况")]
    assert blocks(document, BlockKind.HEADING) == [(1, "一、主要指标"), (2, "（一）项目建设")]
    assert (document.media, document.date, document.named) == ("application/rtf", "2023-07-18", "report 云溪区半年材料")
    assert document.warnings == ()


def test_merged_cells_keep_their_places_and_a_frame_is_no_table() -> None:
    document = kept("table.rtf")
    (table,) = document.tables
    assert document.text == (
        "表1 主要指标\n"
        "指标\t1—6月\t\t备注\n\t绝对数\t同比增长\t\n工业总产值（亿元）\t132.50\t8.2%\t快报\n"
        "外贸出口（亿元）\t21.07\t-3.4%\t按人民币计第二段\n按行业分\t轻工 12 重工 23 合计35\t\t\n"
        "表后说明。\n框内第一段。\n框内第二段12家。\n完。\n"
    )
    placed = shape(document, table)
    assert placed["指标"] == (0, 0, 2, 1) and placed["备注"] == (0, 3, 2, 1)
    assert placed["1—6月"] == (0, 1, 1, 2) and placed["同比增长"] == (1, 2, 1, 1)
    assert placed["轻工 12 重工 23 合计35"] == (4, 1, 1, 3)


def test_deleted_and_hidden_text_and_remarks_stay_out() -> None:
    assert kept("tracked.rtf").text.splitlines() == [
        "投资情况",
        "完成投资35亿元，增长7.5%。",
        "8个。",
        "整段新增12家。",
        "指标\t数值",
        "出口\t5.20",
        "结尾17家。",
    ]


# ---- by the letter of the format


def test_letters_are_read_by_font_page_and_number() -> None:
    body = (
        in_hex("税收3.20亿元，")
        + "{\\f1 增长}"
        + in_points("12.5%，")
        + "\\uc2\\u20854\\'c6\\'e4\\u20013\\'d6\\'d0\\uc1"
        + "{\\f1 \\'b15}\\par"
        + "{\\f2 \\'b3}5\\u-3933?6\\f2\\u-3917?7\\f0\\u55357?\\u56832?\\par"
        + "\\'81@\\'81\\{\\emdash\\ldblquote a\\rdblquote\\~b\\_c\\-d\\\\\\par"
    )
    assert lines(body) == ["税收3.20亿元，增长12.5%，其中±5", "≥5\uf0a36≥7😀", "丂亄—“a”\xa0b-cd\\"]


def test_a_word_behind_a_character_is_no_stand_in_for_it() -> None:
    assert lines("\\u22686\\u38271\\par\\u20843{\\b 5}\\u20159\\'d2\\'dad\\u8212\\emdash") == ["增长", "八5亿d—"]
    assert read(rich("\\'d6"), "a.rtf").warnings == ("文件有损坏的文字，已用“�”代替，请对照原文核对。",)


@pytest.mark.parametrize(
    ("page", "charset", "encoding"),
    [("1252", 136, "cp950"), ("950", 0, "cp950"), ("65001", 1, "utf-8"), ("1252", 0, "gb18030")],
)
def test_the_code_page_is_that_of_the_font_the_file_or_the_text(page: str, charset: int, encoding: str) -> None:
    said = "經濟發展情況良好，稅收收入增長。" if encoding == "cp950" else "全年税收收入增长12.5%，完成目标。"
    fonts = f"{{\\fonttbl{{\\f0\\fcharset{charset} a;}}}}"
    data = f"{{\\rtf1\\ansi\\ansicpg{page}{fonts}\\f0 {in_hex(said, encoding)}}}".encode()
    assert read(data, "a.rtf").text == said + "\n"


def test_utf_8_is_believed_whatever_the_font_says() -> None:
    data = "{\\rtf1\\ansi\\ansicpg65001{\\fonttbl{\\f0\\fcharset134 a;}}\\f0 税收3.20亿元}".encode()
    assert read(data, "a.rtf").text == "税收3.20亿元\n"


def test_what_stands_behind_the_end_is_told() -> None:
    assert read(rich("税收\\par") + b"\r\n}\x00", "a.rtf").warnings == ()
    document = read(rich("税收\\par}增长5%"), "a.rtf")
    assert document.warnings == ("文件在结束标记之后还有内容，没有读入，请对照原文核对。",)


def test_western_letters_stay_western() -> None:
    data = b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 a;}}\\f0 D\\'fcsseldorf, caf\\'e9: 12\\'b0 5%}"
    assert read(data, "a.rtf").text == "Düsseldorf, café: 12° 5%\n"


def test_fields_pictures_heads_and_hidden_text_are_left_out() -> None:
    body = (
        "{\\header 页眉9}{\\footerf 页脚}{\\*\\unknown 不读{里面}}{\\pict\\bin7 }}{{\\\\}5ff}"
        "{\\field{\\*\\fldinst PAGE 7}{\\fldrslt 第3页}}{\\v 隐藏\\tab}{\\v0 新增}5{\\*\\annotation 批注}家\\par"
        "{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 8}}{\\shptxt\\pard 框内9家\\par}}"
        "{\\shprslt{\\*\\do{\\dptxbxtext 框内9家}}}}"
        "{\\*\\do\\dptxbx{\\dptxbxtext 旧框7家\\par}}完"
    )
    assert lines(body) == ["第3页新增5家", "完", "框内9家", "旧框7家"]


def test_changes_are_read_as_accepted() -> None:
    body = (
        "完成{\\deleted 30\\tab}{\\revised 35}亿元，{\\mvf 移走}{\\footnote 注释8。}{\\deleted{\\footnote 废注}}增长"
        "{\\deleted\\par}7.5%。\\par{\\deleted 整段\\par}{\\deleted\\plain 未删}\\par"
    )
    assert lines(body) == ["完成35亿元，增长7.5%。", "未删", "注释8。"]


STYLES = (
    "{\\stylesheet{\\ql Normal;}{\\s3\\sbasedon0\\outlinelevel1 mine;}{\\s4\\sbasedon3 own;}{\\s5 标题 3;}"
    "{\\*\\cs9 heading 1;}{\\s7 toc 1;}{\\s8 标题;}}"
)


def test_levels_come_from_styles_and_from_the_paragraph() -> None:
    body = (
        "\\pard\\s8 总题\\par\\pard\\s4 甲\\par\\pard\\s5 乙\\par{\\pard\\outlinelevel0 丙\\par}"
        "\\pard\\s7 目录 3\\par\\pard 正文\\par"
    )
    document = read(rich(body, STYLES), "a.rtf")
    assert document.title == "总题"
    assert blocks(document, BlockKind.HEADING) == [(2, "甲"), (3, "乙"), (1, "丙")]
    assert blocks(document, BlockKind.PARAGRAPH) == [(0, "正文")]


LISTS = (
    "{\\*\\listtable{\\list{\\listlevel\\levelnfc39\\levelstartat1{\\leveltext\\'02\\'00、;}{\\levelnumbers\\'01;}}"
    "{\\listlevel\\levelnfc0\\levellegal\\levelstartat1{\\leveltext\\'03\\'00.\\'01;}{\\levelnumbers\\'01\\'03;}}\\listid77}"
    "{\\list{\\listlevel\\levelnfc23{\\leveltext\\'01o;}{\\levelnumbers;}}\\listid78}}"
    "{\\*\\listoverridetable{\\listoverride\\listid77\\listoverridecount0\\ls1}{\\listoverride\\listid78\\ls2}"
    "{\\listoverride\\listid77\\listoverridecount1{\\lfolevel\\listoverridestartat\\levelstartat5}\\ls3}}"
)


def test_numbers_that_are_not_written_are_worked_out() -> None:
    said = [("\\ls1", "工业"), ("\\ls1\\ilvl1", "5亿元"), ("\\ls1\\ilvl1", "其他"), ("\\ls1", "农业")]
    said += [("\\ls2", "点"), ("\\ls3", "续"), ("\\ls0", "无号")]
    body = "".join(f"\\pard{form} {text}\\par" for form, text in said)
    assert lines(body, LISTS) == ["一、工业", "1.1 5亿元", "1.2 其他", "二、农业", "点", "五、续", "无号"]


def test_numbers_that_are_written_hold() -> None:
    body = (
        "\\pard{\\listtext\\pard\\plain （三）\\tab}\\ls1 甲\\par\\pard{\\listtext\\f1 o\\tab}\\ls2 乙\\par"
        "\\pard{\\pntext\\f0 12.\\tab}{\\*\\pn\\pnlvlbody\\pndec{\\pntxta .}}5家\\par{\\pntext\\f2 n\\tab}丙\\par"
        "{\\pntext v\\tab}{\\*\\pn\\pnlvlblt{\\pntxtb v}}丁\\par"
    )
    assert lines(body, LISTS) == ["（三）甲", "乙", "12. 5家", "丙", "丁"]


def row(*cells: str, form: str = "", inside: str = "\\intbl") -> str:
    return f"\\trowd{form}" + "".join(f"\\pard{inside} {cell}\\cell" for cell in cells) + "\\row"


def test_cells_are_merged_by_words_and_by_their_edges() -> None:
    body = (
        row("名称", "上半年", "", form="\\trleft-100\\clvmgf\\cellx2000\\clmgf\\cellx4010\\clmrg\\cellx6000")
        + row("", "数", "增长", form="\\trleft-108\\clvmrg\\cellx1990\\cellx4000\\cellx6000")
        + row("税收合计", "3.20", form="\\cellx4000\\cellx6000")
        + row("补", "9", form="\\trleft2000\\cellx4000\\cellx6000")
        + "\\pard 表后\\par"
    )
    document = read(rich(body), "a.rtf")
    assert document.text == "名称\t上半年\t\n\t数\t增长\n税收合计\t\t3.20\n\t补\t9\n表后\n"
    (table,) = document.tables
    placed = shape(document, table)
    assert placed["名称"] == (0, 0, 2, 1) and placed["上半年"] == (0, 1, 1, 2)
    assert placed["税收合计"] == (2, 0, 1, 2) and placed["3.20"] == (2, 2, 1, 1)
    assert placed["补"] == (3, 1, 1, 1)


def test_a_cell_over_two_rows_and_columns_is_one() -> None:
    edges = "\\cellx1000{0}\\cellx2000{1}\\cellx3000\\cellx4000"
    first = edges.format("\\clmgf\\clvmgf", "\\clmrg\\clvmgf")
    second = edges.format("\\clmgf\\clvmrg", "\\clmrg\\clvmrg")
    rows = zip((first, second, edges.format("", "")), (("a", "B", "", "c"), ("d", "", "", "e"), "f123"), strict=True)
    said = "".join(
        f"\\trowd{edge}\\intbl " + "".join(f"{one}\\cell " for one in cells) + "\\row" for edge, cells in rows
    )
    document = read(rich(said + "\\pard\\par"), "a.rtf")
    (table,) = document.tables
    assert shape(document, table)["B"] == (0, 1, 2, 2)
    assert [(one.row, one.column, one.rows, one.columns) for one in table.cells if one.row == 1] == [
        (1, 0, 1, 1),
        (1, 3, 1, 1),
    ]


def test_a_fraction_keeps_its_stroke() -> None:
    maths = "{\\mmath{\\*\\moMath{\\mf{\\mfPr{\\mctrlPr}}{\\mnum{\\mr 1}}{\\mden{\\mr 2}}}}}"
    assert lines(maths + "\\par") == ["1/2"]


def test_tables_of_careless_programs_are_tables_all_the_same() -> None:
    body = (
        "前\\par" + row("甲", "1\\par 2", inside="") + "\\intbl 乙\\cell 3\\cell\\row\\pard\\par"
        "\\trowd\\cellx1\\cellx2\\pard\\intbl 丙\\cell 4\\cell 多\\cell\\row\\pard 后\\par"
        "\\trowd\\cellx900\\cellx1800\\pard\\intbl 丁\\cell 5"
    )
    document = read(rich(body), "a.rtf")
    assert document.text == "前\n甲\t1 2\n乙\t3\n丙\t4\t多\n后\n丁\t5\n"
    assert len(document.tables) == 3


def test_a_deleted_row_is_gone_and_an_empty_one_stays() -> None:
    body = row("甲", "1") + row("{\\deleted 乙}", "{\\deleted 2}") + row("", "") + row("丙", "{\\deleted 3}4")
    assert lines(body) == ["甲\t1", "\t", "丙\t4"]


def test_tables_within_cells() -> None:
    inner = (
        "\\pard\\intbl\\itap2 内1\\nestcell 内2\\nestcell"
        "{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}"
    )
    two = "\\trowd\\cellx900\\cellx1800" + inner + "\\pard\\intbl 尾\\cell 9\\cell\\row\\pard"
    assert lines(two) == ["内1 内2 尾\t9"]
    framed = read(
        rich("\\trowd\\cellx900" + inner + "\\pard\\intbl\\outlinelevel0 题\\par\\pard\\intbl 文\\cell\\row\\pard"),
        "a.rtf",
    )
    assert framed.text == "内1\t内2\n题\n文\n"
    assert blocks(framed, BlockKind.HEADING) == [(1, "题")] and len(framed.tables) == 1


WORD_HEAD = (
    r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff31507\deff0\stshfdbch31505\stshfloch31506{\fonttbl{\f0\fbidi "
    r"\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}{\f13\fbidi \fnil\fcharset134\fprq2"
    r"{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5{\*\falt SimSun};}{\fdbminor\f31505\fnil\fcharset134 DengXian;}}"
    r"{\stylesheet{\qj \li0\fs21 \snext0 \sqformat \spriority0 Normal;}{\s1\ql \outlinelevel0\sbasedon0 \snext0 "
    r"heading 1;}{\*\cs10 \additive \ssemihidden Default Paragraph Font;}{\*\ts11\tsrowd Normal Table;}}"
    r"{\*\rsidtbl \rsid1}{\mmathPr\mmathFont34}{\info{\author a}{\creatim\yr2023\mo7\dy18\hr9}}"
)


def word_run(said: str, words: str = "") -> str:
    """A run as Word has it: the fonts of all scripts, and Chinese byte by byte."""
    font = "\\loch\\af0\\hich\\af0\\dbch\\f13" if not said.isascii() else "\\hich\\af0\\dbch\\af13\\loch\\f0"
    return f"{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 {words}\\lang1033\\langfe2052\\insrsid1 {font} {in_hex(said)}}}"


def word_row(*cells: str) -> str:
    """A row as Word has it: its form before and behind its cells."""
    form = "\\trowd \\irow0\\irowband0\\trgaph108\\trleft-108\\clvertalt\\cellx4153\\clvertalt\\cellx8414"
    inside = "".join(f"{word_run(cell)}{{\\insrsid1 \\cell }}" for cell in cells)
    return f"{form}\\pard\\plain \\ltrpar\\qj\\intbl {inside}\\pard \\intbl {{\\insrsid1 {form}\\row }}"


def test_text_as_word_writes_it() -> None:
    number = (
        "{\\listtext\\pard\\plain\\ltrpar \\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\f13 \\'a3\\'a8\\'d2\\'bb\\'a3\\'a9\\tab}"
    )
    note = (
        "{\\cs18\\super \\chftn {\\footnote \\ltrpar \\pard\\plain \\s17{\\cs18\\super \\chftn }"
        + word_run("快报数。")
        + "}}"
    )
    box = (
        "{\\shp{\\*\\shpinst\\shpleft0{\\sp{\\sn fFlipH}{\\sv 0}}{\\shptxt \\ltrpar \\pard\\plain "
        + word_run("框内9家")
        + "{\\insrsid1 \\par }}}{\\shprslt{\\*\\do{\\dptxbxtext \\pard\\plain 8{\\insrsid1 \\par }}}}}"
    )
    body = (
        "\\pard\\plain \\ltrpar\\s1\\ql "
        + word_run("一、总体情况")
        + "{\\insrsid1 \\par }\\pard\\plain \\ltrpar\\qj "
        + word_run("完成税收")
        + word_run("30", "\\deleted\\revauthdel1")
        + word_run("35.2", "\\revised\\revauth1")
        + word_run("亿元")
        + note
        + word_run("；", "")
        + "{\\deleted\\revauthdel1 \\par }\\pard \\ltrpar\\qj "
        + word_run("增长")
        + word_run("7.5%")
        + box
        + f"{{\\insrsid1 \\par }}{number}\\pard \\ltrpar\\ls1\\adjustright "
        + word_run("项目")
        + "\\u8220\\'a1\\'b0{\\f13\\u22235\\'cb\\'c4}\\u8221\\'a1\\'b1{\\insrsid1 \\par }"
        + word_row("指标", "5.20")
        + word_row("出口", "1")
        + "\\pard \\ltrpar\\qj "
        + word_run("完")
        + "{\\insrsid1 \\par }{\\*\\themedata 504b}{\\*\\datastore 0105}}"
    )
    document = read((WORD_HEAD + body).encode("ascii"), "a.rtf")
    assert document.text.splitlines() == [
        "一、总体情况",
        "完成税收35.2亿元；增长7.5%",
        "框内9家",
        "（一）项目“四”",
        "指标\t5.20",
        "出口\t1",
        "完",
        "快报数。",
    ]
    assert blocks(document, BlockKind.HEADING) == [(1, "一、总体情况")] and document.date == "2023-07-18"


def test_text_of_an_editor_without_groups_of_fonts() -> None:
    data = (
        b"{\\rtf1\\ansi\\ansicpg936\\cocoartf2709\n{\\fonttbl\\f0\\fnil\\fcharset134 A;\\f1\\fswiss\\fcharset0 B;}\n"
        b"{\\colortbl;\\red255;}{\\*\\expandedcolortbl;;}\n\\pard\\tx566\n\\f0\\fs24 \\cf0 \\'cb\\'b0\\'ca\\'d5\n"
        b"\\f1 3.20\n\\f0 \\uc0\\u20159 \\u20803 \\\n{\\listtext\t1.\t}\\ls1\\ilvl0 \\'d4\\'f6\\'b3\\'a4\\\r\n\n"
        b"\\itap1\\trowd \\taflags1\\cellx4320\\cellx8640\n"
        b"\\pard\\intbl\\itap1 \\'bc\\'d7\\cell 5\\cell \\lastrow\\row\\pard}"
    )
    assert read(data, "a.rtf").text == "税收3.20亿元\n1. 增长\n甲\t5\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (rich("税收5亿元\\par")[:-1], "read-damaged"),
        ((FILES / "report.rtf").read_bytes()[:9000], "read-damaged"),
        (rich("税收\\bin99999999 x"), "read-damaged"),
        (rich("{\\pict 00"), "read-damaged"),
        (rich("{" * 5000 + "}" * 5000 + "税收"), "read-nested"),
        (rich("税收" * 2_500_001), "read-too_long"),
        (rich("\\par"), "read-no_text"),
    ],
)
def test_a_broken_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "报告.rtf")
    assert told.value.code == code and "报告.rtf" in str(told.value)
