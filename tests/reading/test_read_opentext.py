"""OpenDocument texts: order, tracked changes, text boxes, notes, lists, headings, tables, hidden text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.opens import TEXT, fodt, odt, open_table
from tests.reading.samples import zipped
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

FILES = Path(__file__).parent / "files" / "odt"


def filed(name: str) -> Document:
    return read((FILES / name).read_bytes(), name)


def lines(text: str, automatic: str = "", styles: str = "") -> list[str]:
    return read(odt(text, automatic, styles), "报告.odt").text.splitlines()


def blocks(document: Document, kind: BlockKind) -> list[tuple[int, str]]:
    return [
        (block.level, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.kind is kind
    ]


def grid(document: Document) -> dict[str, tuple[int, int, int, int]]:
    (table,) = document.tables
    return {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
    }


# ---- as another program writes them


def test_headings_and_the_numbers_of_lists() -> None:
    document = filed("plan.odt")
    assert document.text.splitlines() == [
        "东湾区2024年工作计划",
        "一、总体目标",
        "2024年，全区地区生产总值增长7.5%左右，一般公共预算收入达到26.4亿元，规模以上工业增加值增长8%以上。",
        "（一）项目建设",
        "一、工业",
        "（1）开工亿元以上项目18个",
        "（2）竣工9个",
        "二、农业",
        "（1）粮食总产量稳定在12万吨",
        "新竣工项目22个，同比增加3个。",
        "招商引资",
        "（壹）引进内资45亿元",
        "（贰）实际利用外资3200万美元",
        "甲. 其中制造业",
        "乙. 其中服务业",
        "I. 新签约",
        "a)再签约",
        "三、服务业",
        "（1）社零总额增长6.2%",
        "新增就业3600人。",
        "题目",
        "副题\t制表后",
    ]
    assert blocks(document, BlockKind.TITLE) == [(0, "东湾区2024年工作计划")]
    assert blocks(document, BlockKind.HEADING) == [(1, "一、总体目标"), (2, "（一）项目建设")]
    assert (document.title, document.named, document.date) == (
        "东湾区2024年工作计划",
        "plan 东湾区年度计划",
        "2013-12-23",
    )
    assert document.warnings == ("文中有隐藏的文字，没有读取。",)


def test_a_table_a_frame_and_a_text_box() -> None:
    document = filed("table.odt")
    assert document.text == (
        "主要指标如下表：\n指标\t单位\t全年\t\n\t\t绝对数\t增长（%）\n出口\t亿元\t12.50\t-2.1\n进口\t亿元\t\t3\n"
        "合计\t\t20.5 （快报）\t1.0\n以上为快报数。\n框内一段。\n框内二段9家。\n正文有框。\n框中目标15家\n"
    )
    shape = grid(document)
    assert shape["指标"] == (0, 0, 2, 1) and shape["全年"] == (0, 2, 1, 2) and shape["增长（%）"] == (1, 3, 1, 1)
    assert shape["-2.1"] == (2, 3, 1, 1) and shape["20.5 （快报）"] == (4, 2, 1, 1)


@pytest.mark.parametrize("name", ["changes.odt", "changes.fodt"])
def test_insertions_are_read_and_deletions_not(name: str) -> None:
    document = filed(name)
    assert document.text == "完成投资35亿元，\n比上年增长7.5%。\n新增企业12家。\n税收完成8.6亿元。\n"
    assert not document.warnings


@pytest.mark.parametrize("size", [900, 6000, 14000])
def test_one_that_was_cut_is_refused(size: int) -> None:
    with pytest.raises(Refusal) as told:
        read((FILES / "changes.odt").read_bytes()[:size], "报告.odt")
    assert told.value.code == "read-damaged"


# ---- by the specification


def test_notes_stand_behind_the_text_and_comments_nowhere() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>口径调整{}家。</text:p></text:note-body></text:note>"
    )
    comment = "<office:annotation><dc:creator>甲</dc:creator><text:p>改成8</text:p></office:annotation>"
    assert lines(
        f"<text:p>税收3亿元{note.format(1)}，增长<text:span>5%</text:span>{comment}。</text:p><text:p>完{note.format(2)}。</text:p>"
    ) == ["税收3亿元，增长5%。", "完。", "口径调整1家。", "口径调整2家。"]


def test_hidden_text_sections_and_indexes_are_left_out() -> None:
    styles = (
        '<style:style style:name="H" style:family="paragraph"><style:text-properties text:display="none"/>'
        "</style:style>"
        '<style:style style:name="K" style:family="paragraph" style:parent-style-name="H"/>'
    )
    text = (
        "<text:table-of-content><text:index-body><text:p>一、目标 3</text:p></text:index-body></text:table-of-content>"
        '<text:p text:style-name="K">藏一</text:p><text:section text:name="s" text:display="none"><text:p>藏二</text:p>'
        "</text:section><text:section text:name='t'><text:p>新增<text:hidden-text text:is-hidden='true'>藏三"
        "</text:hidden-text>5家</text:p></text:section>"
        "<text:p><text:hidden-paragraph text:is-hidden='true'/>藏四</text:p>"
        "<text:bibliography><text:index-body><text:p>文献一</text:p></text:index-body></text:bibliography>"
    )
    document = read(odt(text, styles=styles), "报告.odt")
    assert document.text == "新增5家\n文献一\n"
    assert document.warnings == ("文中有隐藏的文字，没有读取。",)


def test_blanks_fields_and_ruby() -> None:
    text = (
        "<text:p>  税收\n     完成<text:s text:c='2'/>3<text:tab/>亿元<text:line-break/>第"
        "<text:page-number>4</text:page-number>页<text:ruby><text:ruby-base>湾</text:ruby-base><text:ruby-text>wan</text:ruby-text></text:ruby>"
        "<text:a>链接</text:a><text:title>题名</text:title></text:p>"
    )
    assert lines(text) == ["税收 完成  3\t亿元", "第4页湾链接题名"]


def test_shapes_and_frames_are_read_once_in_their_place() -> None:
    box = "<draw:frame><draw:text-box><text:p>框{}家</text:p></draw:text-box><svg:title>图</svg:title></draw:frame>"
    picture = "<draw:frame><draw:image/><svg:desc>说明</svg:desc></draw:frame>"
    shape = "<draw:g><draw:custom-shape><text:p>形{}家</text:p></draw:custom-shape></draw:g>"
    text = f"{box.format(1)}<text:p>正文{box.format(2)}完{picture}。{shape.format(3)}</text:p><text:p>后</text:p>"
    assert lines(text) == ["框1家", "正文完。", "框2家", "形3家", "后"]


def level(number: int, form: str, more: str = "") -> str:
    return f'<text:list-level-style-number text:level="{number}" style:num-format="{form}" {more}/>'


SUFFIX = 'style:num-suffix="、"'
LISTS = (
    f'<text:list-style style:name="L">{level(1, "一, 二, 三, ...", "style:num-suffix=&apos;、&apos;")}'.replace(
        "&apos;", "'"
    )
    + level(2, "1", 'text:display-levels="2" style:num-suffix="."')
    + level(3, "①, ②, ③, ...")
    + '</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1" '
    'text:bullet-char="●"/></text:list-style>'
    '<style:style style:name="P" style:family="paragraph" style:list-style-name="L"/>'
)


def item(text: str, more: str = "") -> str:
    return f"<text:list-item {more}><text:p>{text}</text:p></text:list-item>"


def test_lists_go_on_begin_anew_and_skip() -> None:
    def listed(inner: str, more: str = "", style: str = "L") -> str:
        return f'<text:list text:style-name="{style}" {more}>{inner}</text:list>'

    below = f"<text:list>{item('丙')}{item('丁')}</text:list>"
    deep = f"<text:list-item><text:p>乙</text:p><text:p>续段</text:p>{below}</text:list-item>"
    text = (
        listed(item("甲") + deep, 'xml:id="first"')
        + listed(item("点"), style="B")
        + listed(item("戊"), 'text:continue-list="first"')
        + listed(item("己") + item("庚", 'text:start-value="7"') + item("辛"))
        + listed(
            "<text:list-header><text:p>壬</text:p></text:list-header>" + item("癸"), 'text:continue-numbering="true"'
        )
        + '<text:list><text:list-item><text:p text:style-name="P">子</text:p></text:list-item></text:list>'
        + '<text:numbered-paragraph text:list-id="n" text:style-name="L" text:level="1"><text:p>丑</text:p>'
        "</text:numbered-paragraph>"
        '<text:numbered-paragraph text:list-id="n" text:style-name="L" text:level="1"><text:p>寅</text:p>'
        "</text:numbered-paragraph>"
    )
    assert lines(text, LISTS) == [
        *(
            "一、甲",
            "二、乙",
            "续段",
            "二.1. 丙",
            "二.2. 丁",
            "点",
            "三、戊",
            "一、己",
            "七、庚",
            "八、辛",
            "壬",
            "九、癸",
        ),
        *("一、子", "一、丑", "二、寅"),
    ]


def test_a_list_goes_on_behind_a_text_box_with_a_list() -> None:
    inner = f'<text:list text:style-name="L">{item("框一")}{item("框二")}</text:list>'
    box = f"<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame>"
    text = f'<text:list text:style-name="L">{item("甲" + box)}{item("乙")}</text:list>'
    assert lines(text, LISTS) == ["一、甲", "一、框一", "二、框二", "二、乙"]


def test_headings_are_numbered_by_the_outline() -> None:
    styles = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="一, 二, 三, ..." '
        'style:num-suffix="、"/><text:outline-level-style text:level="2" style:num-format="1" style:num-prefix="（" '
        'style:num-suffix="）"/><text:outline-level-style text:level="3" style:num-format=""/></text:outline-style>'
    )
    heading = '<text:h text:outline-level="{}"{}>{}</text:h>'
    text = "".join(
        heading.format(*one)
        for one in [
            (1, "", "目标"),
            (2, "", "投资"),
            (2, "", "税收"),
            (1, "", "措施"),
            (2, "", "项目"),
            (3, "", "其他"),
            (1, ' text:is-list-header="true"', "附"),
        ]
    )
    document = read(odt(text, styles=styles), "报告.odt")
    assert blocks(document, BlockKind.HEADING) == [
        (1, "一、目标"),
        (2, "（1）投资"),
        (2, "（2）税收"),
        (1, "二、措施"),
        (2, "（1）项目"),
        (3, "其他"),
        (1, "附"),
    ]


def test_cells_that_are_covered_repeated_nested_or_hold_lists() -> None:
    def cell(text: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{text}</table:table-cell>"

    covered = "<table:covered-table-cell/>"
    row = cell("<text:p>内1</text:p>") + cell("<text:p>内2</text:p>")
    inner = f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    listed = f'<text:list text:style-name="L">{item("出口")}{item("进口")}</text:list>'
    text = (
        "<table:table><table:table-column table:number-columns-repeated='3'/><table:table-header-rows><table:table-row>"
        + cell("<text:p>指标</text:p>", "table:number-rows-spanned='2'")
        + cell("<text:p>全年</text:p>", "table:number-columns-spanned='2'")
        + f"{covered}</table:table-row></table:table-header-rows><table:table-row>{covered}"
        + cell("<text:p>5</text:p>", "table:number-columns-repeated='2'")
        + "</table:table-row><table:table-row table:number-rows-repeated='2'>"
        + cell(listed)
        + cell("", "table:number-columns-repeated='1'")
        + cell(f"<text:p>3</text:p><text:p>4</text:p>{inner}")
        + '</table:table-row><table:table-row table:visibility="collapse">'
        + cell("<text:p>藏</text:p>") * 3
        + "</table:table-row></table:table>"
    )
    document = read(odt(text, LISTS), "报告.odt")
    assert document.text == ("指标\t全年\t\n\t5\t5\n一、出口二、进口\t\t3 4 内1 内2\n一、出口二、进口\t\t3 4 内1 内2\n")
    assert grid(document)["指标"] == (0, 0, 2, 1) and grid(document)["全年"] == (0, 1, 1, 2)


def test_a_template_and_a_file_in_one_piece_say_the_same() -> None:
    text = f"<text:p>税收3.5亿元</text:p>{open_table(2, 2)}"
    document = read(odt(text, title="东湾计划"), "报告.odt")
    assert document.text == "税收3.5亿元\n税收\t税收\n税收\t税收\n"
    assert (document.named, document.date) == ("报告 东湾计划", "2023-02-15")
    template = zipped({"mimetype": f"{TEXT}-template", "content.xml": fodt(text)})
    for data, name in (
        (template, "报告.ott"),
        (fodt(text).encode("utf-16"), "报告.fodt"),
        (fodt(text).encode(), "a.fodt"),
    ):
        other = read(data, name)
        assert (other.text, other.tables, other.warnings) == (document.text, document.tables, ())


def test_one_with_a_password_is_refused() -> None:
    manifest = '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    for parts in ({"content.xml": b"\x07"}, {"encrypted-package": b"\x07"}):
        with pytest.raises(Refusal) as told:
            read(zipped({"mimetype": TEXT, "META-INF/manifest.xml": manifest, **parts}), "报告.odt")
        assert told.value.code == "read-password"
