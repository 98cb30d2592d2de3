"""Word files in one piece of XML: the format of 2003, and a package of today's parts without a zip."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tests.reading.samples import flat_package, paragraph, word, word_2003
from tests.reading.test_read_rtf import shape
from tests.reading.test_read_word import NUMBERING, blocks, listed
from zonetracker.extraction.document import BlockKind
from zonetracker.extraction.reading import read, supported
from zonetracker.support.errors import Refusal

FILES = Path(__file__).parent / "files" / "wordxml"


def lines(body: str, **parts: str) -> list[str]:
    return read(word_2003(body, **parts), "报告.xml").text.splitlines()


def test_a_report_of_another_program() -> None:
    document = read((FILES / "report.xml").read_bytes(), "report.xml")
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
        "第二行5‑6家",
        "以上为快报数。",
        "固定资产投资不含跨区项目。",
    ]
    assert blocks(document, BlockKind.TITLE) == [(0, "云溪高新区2023年上半年工作情况")]
    assert blocks(document, BlockKind.HEADING) == [(1, "一、主要指标"), (2, "（一）项目建设")]
    assert (document.date, document.named) == ("2023-07-18", "report 云溪区半年材料")


def test_a_table_of_another_program() -> None:
    document = read((FILES / "table.xml").read_bytes(), "table.xml")
    assert document.text == (
        "表1 主要指标\n"
        "指标\t1—6月\t\t备注\n绝对数\t同比增长\t\t\n工业总产值（亿元）\t132.50\t8.2%\t快报\n"
        "外贸出口（亿元）\t21.07\t-3.4%\t按人民币计第二段\n按行业分\t轻工 12 重工 23 合计35\t\t\n"
        "表后说明。\n框内第一段。\n框内第二段12家。\n完。\n"
    )


def annotation(kind: str, inside: str = "") -> str:
    """A change or a remark."""
    return f'<aml:annotation aml:id="1" w:type="Word.{kind}"><aml:content>{inside}</aml:content></aml:annotation>'


def test_changes_are_read_as_accepted_and_remarks_left_out() -> None:
    gone = annotation("Deletion", "<w:r><w:delText>30</w:delText></w:r>")
    remark = annotation("Comment", paragraph("批注66"))
    body = (
        f"<w:p><w:r><w:t>完成投资</w:t></w:r>{gone}{annotation('Insertion', '<w:r><w:t>35</w:t></w:r>')}"
        f"<w:r><w:t>亿元</w:t></w:r><w:r>{remark}</w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r></w:p>"
        f"<w:p><w:pPr><w:rPr>{annotation('Deletion')}</w:rPr></w:pPr><w:r><w:t>增长</w:t></w:r></w:p>"
        + paragraph("7.5%。")
        + f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('1')}</w:tc></w:tr><w:tr><w:trPr>"
        f"{annotation('Deletion')}</w:trPr><w:tc>{paragraph('乙')}</w:tc><w:tc>{paragraph('2')}</w:tc></w:tr></w:tbl>"
    )
    assert lines(body) == ["完成投资35亿元", "增长7.5%。", "甲\t1"]


def test_numbers_are_those_that_the_file_states_or_are_worked_out() -> None:
    lists = (
        '<w:listDef w:listDefId="4"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:nfc w:val="37"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:listDef><w:list w:ilfo="7"><w:ilst w:val="4"/></w:list>'
    )

    def item(text: str, stated: str = "") -> str:
        return paragraph(text, f'<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="7"/>{stated}</w:listPr>')

    body = (
        item("工业")
        + item("农业")
        + item("5家", '<wx:t wx:val="9." wx:wTabBefore="360"/><wx:font wx:val="Times New Roman"/>')
        + item("点", '<wx:t wx:val="l"/><wx:font wx:val="Wingdings"/>')
        + item("圆", '<wx:t wx:val="•"/><wx:font wx:val="Arial"/>')
    )
    assert lines(body, lists=lists) == ["二、工业", "三、农业", "9. 5家", "点", "圆"]


def test_notes_boxes_heads_and_merged_cells() -> None:
    cell = "<w:tc><w:tcPr>{0}</w:tcPr>{1}</w:tc>"
    body = (
        "<wx:sect><wx:sub-section>"
        + paragraph("题", '<w:outlineLvl w:val="0"/>')
        + f"<w:p><w:r><w:t>税收</w:t></w:r><w:r><w:footnote>{paragraph('不含土地。')}</w:footnote></w:r>"
        f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('框内9家')}</w:txbxContent></v:textbox></v:shape>"
        '<w:binData w:name="wordml://1.png">QUJD</w:binData></w:pict></w:r><w:r><w:t>3亿元</w:t></w:r></w:p>'
        + "<w:tbl><w:tr>"
        + cell.format('<w:vmerge w:val="restart"/>', paragraph("指标"))
        + cell.format('<w:gridSpan w:val="2"/>', paragraph("上半年"))
        + "</w:tr><w:tr>"
        + cell.format("<w:vmerge/>", paragraph(""))
        + cell.format("", paragraph("数"))
        + cell.format("", paragraph("增长"))
        + "</w:tr></w:tbl>"
        + f"<w:sectPr><w:hdr>{paragraph('页眉')}</w:hdr></w:sectPr></wx:sub-section></wx:sect>"
    )
    document = read(word_2003(body), "a.xml")
    assert document.text == "题\n税收3亿元\n框内9家\n指标\t上半年\t\n\t数\t增长\n不含土地。\n"
    assert blocks(document, BlockKind.HEADING) == [(1, "题")]
    (table,) = document.tables
    assert shape(document, table)["指标"] == (0, 0, 2, 1) and shape(document, table)["上半年"] == (0, 1, 1, 2)


def test_a_package_is_read_as_the_zip_of_its_parts() -> None:
    notes = f'<w:footnote w:id="2">{paragraph("注：口径调整。")}</w:footnote>'
    body = (
        paragraph("目标", '<w:outlineLvl w:val="1"/>')
        + listed("工业", 1)
        + '<w:p><w:r><w:t>税收</w:t></w:r><w:del w:id="1"><w:r><w:delText>30</w:delText></w:r></w:del><w:ins w:id="2">'
        '<w:r><w:t>35</w:t></w:r></w:ins><w:r><w:t>亿元</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
        f"<w:tbl><w:tr><w:tc>{paragraph('甲')}</w:tc><w:tc>{paragraph('5.20')}</w:tc></w:tr></w:tbl>"
    )
    zipped_file = word(body, numbering=NUMBERING, footnotes=notes)
    document, plain = read(flat_package(zipped_file), "a.xml"), read(zipped_file, "a.docx")
    assert document.text == plain.text == "目标\n一、工业\n税收35亿元\n甲\t5.20\n注：口径调整。\n"
    assert (document.blocks, document.tables, document.warnings) == (plain.blocks, plain.tables, ())


def test_a_large_picture_is_no_reason_to_refuse() -> None:
    picture = '<w:p><w:r><w:pict><w:binData w:name="a">' + "QUJD" * 3_000_000 + "</w:binData></w:pict></w:r></w:p>"
    assert lines(paragraph("税收") + picture) == ["税收"]


def test_letters_of_gb2312() -> None:
    data = word_2003(paragraph("全年税收增长12.5%，完成全年目标。"))
    told = data.decode().replace("UTF-8", "gb2312").encode("gb18030")
    assert read(told, "a.xml").text == "全年税收增长12.5%，完成全年目标。\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (word_2003(paragraph("税收"))[:-30], "read-damaged"),
        ((FILES / "report.xml").read_bytes()[:9000], "read-damaged"),
        (word_2003(""), "read-no_text"),
        (word_2003(paragraph("税收")).replace(b"w:body", b"w:bodi"), "read-damaged"),
        (flat_package(word(paragraph("税收"))).replace(b"/word/document.xml", b"/word/other.xml"), "read-damaged"),
        (word_2003("<w:p>" * 999 + "</w:p>" * 999), "read-nested"),
        (word_2003(paragraph("税收") + " " * 2**25), "read-too_long"),
        (flat_package(word(paragraph("税收"))).replace(b"word/", b"ppt/"), "read-slides"),
        (b'<?xml version="1.0"?><?mso-application progid="InfoPath.Document"?><a>5</a>', "read-old_office"),
    ],
)
def test_what_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "报告.xml")
    assert told.value.code == code and "报告.xml" in str(told.value)


def test_a_declared_entity_is_refused() -> None:
    data = word_2003(paragraph("&x;")).replace(b"<w:wordDocument", b'<!DOCTYPE a [<!ENTITY x "y">]><w:wordDocument')
    with pytest.raises(Refusal) as told:
        read(data, "a.xml")
    assert told.value.code == "read-entity"


def test_the_dialog_names_both() -> None:
    listed_labels = {label: suffixes for suffixes, label in supported()}
    assert listed_labels["RTF 文档"] == (".rtf",) and listed_labels["Word XML 文档"] == (".xml",)


def test_the_package_of_the_test_is_made_of_all_parts() -> None:
    with zipfile.ZipFile(io.BytesIO(word(paragraph("税收")))) as archive:
        assert flat_package(word(paragraph("税收"))).count(b"<pkg:part ") == len(archive.namelist()) - 1
