"""Word documents: order, tracked changes, text boxes, list numbers, headings, merged cells."""

import docx
import pytest

from tests.reading.samples import paragraph, saved, word
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import read


def lines(data: bytes) -> list[str]:
    return read(data, "报告.docx").text.splitlines()


def blocks(document: Document, kind: BlockKind) -> list[tuple[int, str]]:
    return [
        (block.level, document.text[block.span.start : block.span.end])
        for block in document.blocks
        if block.kind is kind
    ]


def test_paragraphs_headings_and_tables_come_in_order() -> None:
    source = docx.Document()
    source.add_heading("东湾区2022年工作总结", 0)
    source.add_heading("一、主要成绩", 1)
    source.add_paragraph("全年引进项目12个。")
    table = source.add_table(2, 2)
    for cell, said in zip([*table.rows[0].cells, *table.rows[1].cells], ["指标", "数值", "税收", "3.20"], strict=True):
        cell.text = said
    source.add_paragraph("以上为快报数。")
    source.core_properties.title = "草稿"
    document = read(saved(source), "报告.docx")
    assert (
        document.text
        == "东湾区2022年工作总结\n一、主要成绩\n全年引进项目12个。\n指标\t数值\n税收\t3.20\n以上为快报数。\n"
    )
    assert blocks(document, BlockKind.TITLE) == [(0, "东湾区2022年工作总结")]
    assert blocks(document, BlockKind.HEADING) == [(1, "一、主要成绩")]
    assert blocks(document, BlockKind.TABLE) == [(0, "指标\t数值\n税收\t3.20")]
    assert document.title == "东湾区2022年工作总结"
    assert document.date == "2013-12-23", "the day in python-docx's own template"


def test_a_title_among_the_properties_is_only_a_name_of_the_file() -> None:
    source = docx.Document()
    source.add_paragraph("本年新开工8个。")
    source.core_properties.title = "东湾区计划"
    document = read(saved(source), "报告.docx")
    assert document.title == "" and document.named == "报告 东湾区计划"


def test_insertions_are_read_and_deletions_not() -> None:
    body = (
        '<w:p><w:r><w:t>完成投资</w:t></w:r><w:del w:id="1"><w:r><w:delText>30</w:delText></w:r></w:del>'
        '<w:ins w:id="2"><w:r><w:t>35</w:t></w:r></w:ins><w:r><w:t>亿元</w:t></w:r></w:p>'
        "<w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
        '<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:r><w:t>增长</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>7.5%。</w:t></w:r></w:p>"
    )
    assert lines(word(body)) == ["完成投资35亿元", "增长7.5%。"]


def test_text_boxes_are_read_once() -> None:
    box = "<w:txbxContent>" + paragraph("框内目标9家") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文。</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:drawing>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert lines(word(body)) == ["正文。", "框内目标9家"]


def test_hidden_text_fields_and_contents_are_left_out() -> None:
    styles = '<w:style w:type="paragraph" w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    body = (
        paragraph("一、目标 3", '<w:pStyle w:val="T1"/>')
        + "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r><w:r><w:instrText>PAGE 7</w:instrText></w:r>"
        '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>新增<w:x/></w:t></w:r>'
        "<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>6家</w:t></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{paragraph('目录页 12')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtContent>{paragraph('控件内的文字')}</w:sdtContent></w:sdt>"
    )
    assert lines(word(body, styles=styles)) == ["新增5-6家", "控件内的文字"]


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2"/><w:isLgl/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="22"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="新竣工项目%1个"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="●"/></w:lvl>'
    "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    "</w:lvlOverride></w:num>"
)


def listed(text: str, number: int, level: int = 0) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_list_numbers_are_written_out() -> None:
    body = (
        listed("工业", 1)
        + listed("5亿元项目", 1, 1)
        + listed("其他", 1, 1)
        + listed("农业", 1)
        + listed("粮食", 1, 1)
        + listed("，超计划。", 2)
        + listed("点", 3)
        + listed("续", 4)
        + listed("无号", 0)
    )
    assert lines(word(body, numbering=NUMBERING)) == [
        "一、工业",
        "1.1 5亿元项目",
        "1.2 其他",
        "二、农业",
        "2.1 粮食",
        "新竣工项目22个，超计划。",
        "点",
        "五、续",
        "无号",
    ]


@pytest.mark.parametrize(
    ("form", "written", "text", "line"),
    [
        ("chineseCountingThousand", "%1", "亿元以上企业3家", "十 亿元以上企业3家"),
        ("decimalFullWidth", "%1．", "５亿元", "１０． ５亿元"),
        ("decimalFullWidth", "%1", "５亿元", "１０ ５亿元"),
        ("decimalEnclosedCircle", "%1", "5亿元", "⑩5亿元"),
    ],
)
def test_no_list_number_runs_into_a_figure(form: str, written: str, text: str, line: str) -> None:
    level = f'<w:start w:val="10"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{written}"/>'
    scheme = f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0">{level}</w:lvl></w:abstractNum>'
    numbering = f'{scheme}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    assert lines(word(listed(text, 1), numbering=numbering)) == [line]


def test_numbers_and_levels_come_from_styles_too() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="b"><w:name w:val="mine"/>'
        '<w:basedOn w:val="a"/></w:style>'
    )
    body = paragraph("目标", '<w:pStyle w:val="b"/>') + paragraph("细则", '<w:outlineLvl w:val="2"/>')
    document = read(word(body, styles=styles, numbering=NUMBERING), "报告.docx")
    assert blocks(document, BlockKind.HEADING) == [(2, "一、目标"), (3, "细则")]


def test_merged_cells_keep_their_spans_and_columns() -> None:
    source = docx.Document()
    table = source.add_table(4, 3)
    said = [["指标", "全年", ""], ["", "绝对数", "增长"], ["出口", "1.50", "-2"], ["进口", "", "3"]]
    for row, texts in zip(table.rows, said, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document = read(saved(source), "报告.docx")
    (grid,) = document.tables
    shape = {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in grid.cells
    }
    assert shape["指标"] == (0, 0, 2, 1)
    assert shape["全年"] == (0, 1, 1, 2)
    assert shape["增长"] == (1, 2, 1, 1)
    assert shape["3"] == (3, 2, 1, 1)
    assert document.text == "指标\t全年\t\n\t绝对数\t增长\n出口\t1.50\t-2\n进口\t\t3\n"


def test_a_table_of_one_cell_is_a_frame_around_paragraphs() -> None:
    source = docx.Document()
    cell = source.add_table(1, 1).cell(0, 0)
    cell.text = "第一段。"
    cell.add_paragraph("第二段。")
    document = read(saved(source), "报告.docx")
    assert document.text == "第一段。\n第二段。\n"
    assert not document.tables


def test_deleted_rows_and_nested_tables() -> None:
    row = "<w:tr>{0}<w:tc>{1}</w:tc><w:tc>{2}</w:tc></w:tr>"
    inner = "<w:tbl><w:tr><w:tc>" + paragraph("内1") + "</w:tc><w:tc>" + paragraph("内2") + "</w:tc></w:tr></w:tbl>"
    body = (
        "<w:tbl>"
        + row.format("", paragraph("甲"), paragraph("1"))
        + row.format('<w:trPr><w:del w:id="1"/></w:trPr>', paragraph("乙"), paragraph("2"))
        + row.format("", inner + paragraph("丙"), paragraph("3") + paragraph("4"))
        + "</w:tbl>"
    )
    assert lines(word(body)) == ["甲\t1", "内1 内2 丙\t3 4"]


def test_a_break_within_a_paragraph_parts_it() -> None:
    body = '<w:p><w:r><w:t>题目</w:t><w:br/><w:t>副题</w:t><w:br w:type="page"/><w:t>续</w:t></w:r></w:p>'
    assert lines(word(body)) == ["题目", "副题续"]


def test_notes_that_are_referred_to_stand_behind_the_text() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"注{n}：口径调整。")}</w:footnote>' for n in (-1, 1, 2))
    body = '<w:p><w:r><w:t>税收3亿元</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + paragraph("完。")
    assert lines(word(body, footnotes=notes)) == ["税收3亿元", "完。", "注2：口径调整。"]


def test_signs_beside_figures_come_from_the_symbol_font() -> None:
    signs = '<w:sym w:font="Symbol" w:char="F0B3"/><w:t>5</w:t><w:sym w:font="Wingdings" w:char="F0B3"/>'
    assert lines(word(f'<w:p><w:r>{signs}<w:sym w:font="Arial" w:char="00D7"/></w:r></w:p>')) == ["≥5×"]


def test_a_note_of_deleted_text_is_deleted_too() -> None:
    notes = "".join(f'<w:footnote w:id="{n}">{paragraph(f"注{n}。")}</w:footnote>' for n in (1, 2))
    gone = '<w:del w:id="9"><w:r><w:delText>5</w:delText><w:footnoteReference w:id="1"/></w:r></w:del>'
    body = f'<w:p>{gone}<w:r><w:t>税收6亿元</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert lines(word(body, footnotes=notes)) == ["税收6亿元", "注2。"]


def test_a_fraction_keeps_its_stroke() -> None:
    maths = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    parts = "".join(f"<m:{one}><m:r><m:t>{said}</m:t></m:r></m:{one}>" for one, said in (("num", "1"), ("den", "2")))
    seen = f"<w:p><w:r><w:t>占</w:t></w:r><m:oMath {maths}><m:f><m:fPr/>{parts}</m:f></m:oMath></w:p>"
    assert lines(word(seen)) == ["占1/2"]


def test_a_deleted_mark_joins_the_paragraphs_of_a_cell_too() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    cells = (paragraph("12", gone) + paragraph("3.45"), paragraph("亿元") + paragraph("", gone) + listed("", 1))
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    assert lines(word(f"<w:tbl><w:tr>{row}</w:tr></w:tbl>", numbering=NUMBERING)) == ["123.45\t亿元一、"]
