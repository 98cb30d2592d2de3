"""OFD: lines, tables and columns as on a PDF page; templates in, hidden text and annotations out and told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from PIL import Image

from tests.reading.ofds import OFD, OfdPage, body, document, mm, ofd, root, steps
from tests.reading.samples import Page, pdf, zipped
from tests.reading.test_page_picture import RED, WHITE, flag, saved
from zonetracker.extraction.document import BlockKind, Document
from zonetracker.extraction.reading import read
from zonetracker.extraction.reading.pages.lines import Glyph, LaidPage, lines_of
from zonetracker.extraction.reading.scans.showing import page_picture
from zonetracker.model.reports.layout import ScanLayout
from zonetracker.support.errors import Refusal

FIRST = (
    "上半年，南浦区完成地区生产总值74.10亿元，同比增长5.2%，规模以上工业增加值增长6.1%，固定资产投资增长12.5%，"
    "社会消费品零售总额达到1185.63亿元，各项工作取得新的成绩。"
)
SECOND = "项目建设加快，全年开工亿元以上项目22个。"
THIRD = "民生保障持续加强，城镇新增就业6800人，新建改建学校12所，新增学位5400个，改造老旧小区36个。"


def opened(*pages: OfdPage, **more: str) -> Document:
    return read(ofd(list(pages), **more), "报告.ofd")


def prose() -> list[OfdPage]:
    first = OfdPage().text(190, 60, "南浦区上半年工作总结", 20)
    top = first.paragraphs(110, FIRST, SECOND, *[THIRD] * 9)
    assert top < 780
    first.text(290, 800, "- 1 -", 9)
    second = OfdPage()
    second.paragraphs(80, SECOND, FIRST)
    return [first, second.text(290, 800, "- 2 -", 9)]


def test_prose_of_two_pages() -> None:
    document = opened(
        *prose(),
        info="<ofd:Title>南浦区总结</ofd:Title><ofd:CreationDate>2023-07-15T08:00:00</ofd:CreationDate>",
    )
    assert document.text.splitlines() == ["南浦区上半年工作总结", FIRST, SECOND, *[THIRD] * 9, SECOND, FIRST]
    assert (document.title, document.named, document.date) == ("南浦区上半年工作总结", "报告 南浦区总结", "2023-07-15")
    assert document.blocks[0].kind is BlockKind.TITLE and not document.warnings


def test_a_table_with_a_two_level_head_and_merged_cells() -> None:
    def drawn(page: OfdPage | Page) -> None:
        page.paragraphs(80, FIRST)
        for height in (300, 350, 390, 415):
            page.rule(70, height, 520, height)
        page.rule(270, 325, 520, 325)
        for place in (70, 200, 270, 520):
            page.rule(place, 300, place, 415)
        page.rule(400, 325, 400, 415)
        page.text(110, 318, "指标").text(210, 318, "单位").text(380, 306, "全年")
        page.text(300, 331, "绝对数").text(430, 331, "增长（%）")
        page.text(75, 354, "规模以上工业增加").text(75, 372, "值").text(210, 364, "亿元").text(300, 364, "74.10")
        page.text(430, 364, "-5.2").text(75, 396, "投资").text(210, 396, "亿元").text(300, 396, "80")
        page.text(430, 396, "8.0")

    page, other = OfdPage(), Page()
    drawn(page)
    drawn(other)
    document = opened(page)
    (table,) = document.tables
    shape = {
        document.text[cell.span.start : cell.span.end]: (cell.row, cell.column, cell.rows, cell.columns)
        for cell in table.cells
    }
    assert shape["指标"] == (0, 0, 2, 1) and shape["全年"] == (0, 2, 1, 2) and shape["增长（%）"] == (1, 3, 1, 1)
    assert shape["规模以上工业增加值"] == (2, 0, 1, 1) and shape["-5.2"] == (2, 3, 1, 1)
    assert document.text.splitlines()[-2:] == ["规模以上工业增加值\t亿元\t74.10\t-5.2", "投资\t亿元\t80\t8.0"]
    as_pdf = read(pdf([other]), "报告.pdf")
    assert (document.text, document.tables, document.blocks) == (as_pdf.text, as_pdf.tables, as_pdf.blocks)


def test_cells_drawn_as_frames_and_as_thin_filled_bars() -> None:
    page = OfdPage()
    rows = [("名称", "家数"), ("新增企业", "12"), ("高新企业", "7")]
    for row, texts in enumerate(rows):
        for column, said in enumerate(texts):
            left, top = 100 + 150 * column, 500 + 20 * row
            page.frame(left, top, left + 150, top + 20).text(left + 5, top + 4, said)
    for top in (600, 620, 640, 660):
        bar = f"M 0 0 L {mm(300)} 0 L {mm(300)} {mm(1)} L 0 {mm(1)} C"
        page.path(100, top, 300, 1, bar, 'Fill="true" Stroke="false"')
    for left in (100, 250, 399):
        bar = f"M 0 0 L {mm(1)} 0 L {mm(1)} {mm(60)} L 0 {mm(60)} C"
        page.path(left, 600, 1, 60, bar, 'Fill="true" Stroke="false"')
    for row, texts in enumerate(rows):
        for column, said in enumerate(texts):
            page.text(105 + 150 * column, 604 + 20 * row, said)
    document = opened(page)
    assert document.text == "名称\t家数\n新增企业\t12\n高新企业\t7\n" * 2
    assert len(document.tables) == 2


def test_two_columns_are_read_one_after_the_other() -> None:
    page = OfdPage().text(200, 40, "南浦区人民政府公报", 18)
    width = 18
    for left, said in ((60, FIRST * 2), (320, SECOND * 9)):
        wrapped = ["　　" + said[: width - 2], *(said[at : at + width] for at in range(width - 2, len(said), width))]
        for index, line in enumerate(wrapped):
            page.text(left, 90 + 20 * index, line)
    document = opened(page.text(290, 800, "— 7 —", 9))
    assert document.text == f"南浦区人民政府公报\n{FIRST * 2}\n{SECOND * 9}\n"


STAMP = (
    f'<ofd:PageAnnot xmlns:ofd="{OFD}"><ofd:Annot ID="50" Type="{{kind}}"><ofd:Appearance Boundary="90 200 40 40">'
    '<ofd:TextObject ID="51" Boundary="0 0 40 8" Font="3" Size="5"><ofd:TextCode X="0" Y="5">南浦区专用章99'
    "</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot></ofd:PageAnnot>"
)


def annotated(kind: str) -> dict[str, str]:
    listed = f'<ofd:Annotations xmlns:ofd="{OFD}"><ofd:Page PageID="10"><ofd:FileLoc>Annots/Annot_0.xml</ofd:FileLoc>'
    return {
        "more": "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
        "Annots/Annotations": listed.replace("Annots/", "") + "</ofd:Page></ofd:Annotations>",
        "Annots/Annot_0": STAMP.format(kind=kind),
    }


def with_template() -> tuple[list[OfdPage], str, str]:
    head = OfdPage().text(220, 30, "南浦简报第7期", 9).rule(70, 45, 520, 45)
    pages = [OfdPage(template="5") for _ in range(3)]
    for page, said in zip(pages, (FIRST, SECOND, THIRD), strict=True):
        page.paragraphs(80, said)
    pages[0].text(94, 300, "已删去的目标88家。", more='Visible="false"')
    pages[1].objects.append(
        '<ofd:PageBlock ID="70" Visible="false"><ofd:TextObject ID="71" Boundary="30 100 90 6" Font="3" Size="4">'
        '<ofd:TextCode X="0" Y="4">也已删去77家</ofd:TextCode></ofd:TextObject></ofd:PageBlock>'
    )
    return pages, '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>', head.xml()


def test_templates_are_furniture_and_what_is_hidden_or_annotated_is_left_out() -> None:
    pages, common, template = with_template()
    more = annotated("Path")
    document = opened(*pages, common=common, **{"Tpls/Tpl_0/Content": template}, **more)
    assert document.text == f"{FIRST}\n{SECOND}\n{THIRD}\n"
    assert document.warnings == ("第 1、2 页有隐藏的文字，没有读取。", "批注里的文字没有读取。")
    stamped = opened(*pages[2:], common=common, **{"Tpls/Tpl_0/Content": template}, **annotated("Stamp"))
    assert stamped.text == f"南浦简报第7期\n{THIRD}\n", "once it is no furniture"
    assert not stamped.warnings


def test_a_hidden_layer_is_left_out() -> None:
    page = OfdPage().text(94, 80, SECOND)
    xml = page.xml().replace(
        "</ofd:Content>",
        '<ofd:Layer ID="80" Visible="false"><ofd:TextObject ID="81" Boundary="30 100 90 6" Size="4">'
        '<ofd:TextCode X="0" Y="4">旧稿66家</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content>',
    )
    told = read(ofd([page], **{"Pages/Page_0/Content": xml}), "报告.ofd")
    assert told.text == f"{SECOND}\n" and told.warnings == ("第 1 页有隐藏的文字，没有读取。",)


def test_the_current_version_is_read_and_all_documents_of_a_file() -> None:
    page = {name: OfdPage() for name in "abc"}
    for name, said in zip("abc", (FIRST, SECOND, THIRD), strict=True):
        page[name].paragraphs(80, said)
    versions = (
        '<ofd:Versions><ofd:Version ID="1" Index="1" BaseLoc="Doc_0/V/v1.xml"/>'
        '<ofd:Version ID="2" Index="2" Current="true" BaseLoc="Doc_0/V/v2.xml"/></ofd:Versions>'
    )
    version = '<ofd:DocVersion xmlns:ofd="u" ID="2"><ofd:DocRoot>{}</ofd:DocRoot></ofd:DocVersion>'
    data = zipped(
        {
            "OFD.xml": root(body("Doc_0/Old.xml", more=versions), body("/DOC_1\\Document.xml")),
            "Doc_0/V/v1.xml": version.format("../Old.xml"),
            "Doc_0/V/v2.xml": version.format("../New.xml"),
            "Doc_0/Old.xml": document(["a.xml"]),
            "Doc_0/New.xml": document(["b.xml"]),
            "Doc_1/Document.xml": document(["c.xml"]),
            "Doc_0/a.xml": page["a"].xml(),
            "Doc_0/b.xml": page["b"].xml(),
            "Doc_1/c.xml": page["c"].xml(),
        }
    )
    assert read(data, "报告.ofd").text == f"{SECOND}\n{THIRD}\n"


GLYPHS = '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>31</ofd:Glyphs></ofd:CGTransform>'


@pytest.mark.parametrize("scaled", [False, True])
def test_one_object_a_character_and_a_matrix_that_scales(scaled: bool) -> None:
    page = OfdPage()
    left = 94.0
    for sign in SECOND:
        wide = 12 if sign >= "\u2e80" else 6
        if scaled:
            page.objects.append(
                f'<ofd:TextObject ID="9" Boundary="{mm(left)} {mm(80)} {mm(wide)} {mm(12)}" Size="{mm(240)}" '
                f'CTM="0.05 0 0 0.05 0 0">{GLYPHS}'
                f'<ofd:TextCode X="0" Y="{mm(211)}">{sign}</ofd:TextCode></ofd:TextObject>'
            )
        else:
            page.text(left, 80, sign)
        left += wide
    assert opened(page).text == f"{SECOND}\n"


def test_steps_may_be_repeated_missing_or_given_down_the_page() -> None:
    page = OfdPage()
    for index, (said, code) in enumerate(
        [
            ("完成投资12.5亿元", f'X="0" Y="4" DeltaX="g 4 {mm(12)} g 4 {mm(6)} {mm(12)}"'),
            ("新增企业7家", 'X="0" Y="4"'),
            ("开工项目9个", f'X="0" Y="4" DeltaX="{mm(12)}"'),
        ]
    ):
        box = f"30 {30 + 20 * index} 90 5"
        page.objects.append(
            f'<ofd:TextObject ID="9" Boundary="{box}" Size="{mm(12)}"><ofd:TextCode {code}>'
            f"\n   {said}\n  </ofd:TextCode></ofd:TextObject>"
        )
    page.objects.append(
        f'<ofd:TextObject ID="9" Boundary="180 30 5 90" Size="{mm(12)}"><ofd:TextCode X="0" Y="4" '
        f'DeltaY="g 5 {mm(14)}">南浦经济向好</ofd:TextCode></ofd:TextObject>'
    )
    assert opened(page).text.splitlines() == ["南浦经济向好", "完成投资12.5亿元", "新增企业7家", "开工项目9个"]


def test_letters_keep_their_blanks_and_figures_none() -> None:
    said = "按PM2.5 AQI标准，浓度47微克，共22个点位；合计约为一九八四点五。"
    assert opened(OfdPage().text(94, 80, said)).text == f"{said}\n"
    escaped = said.replace(" ", "\\0020")
    xml = OfdPage().text(94, 80, said).xml().replace(said, escaped)
    assert opened(OfdPage(), **{"Pages/Page_0/Content": xml}).text == f"{said}\n"


@pytest.mark.parametrize("turn", ["0 1 -1 0 210 0", "-1 0 0 -1 210 297", "0 -1 1 0 0 297"])
def test_a_page_on_its_side_reads_the_same(turn: str) -> None:
    inner = OfdPage()
    inner.paragraphs(80, FIRST, SECOND)
    unit = f'<ofd:CompositeGraphicUnit ID="60" Width="210" Height="297"><ofd:Content>{"".join(inner.objects)}'
    page = OfdPage()
    page.objects.append(f'<ofd:CompositeObject ID="61" Boundary="0 0 210 297" CTM="{turn}" ResourceID="60"/>')
    data = {
        "common": "<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>",
        "DocumentRes": f'<ofd:Res xmlns:ofd="{OFD}"><ofd:CompositeGraphicUnits>{unit}</ofd:Content>'
        "</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>",
    }
    assert opened(page, **data).text == f"{FIRST}\n{SECOND}\n"
    missing = opened(page.text(94, 80, SECOND))
    assert missing.text == f"{SECOND}\n" and missing.warnings == ("第 1 页有内容没有读出，请对照原文核对。",)


def test_a_watermark_aslant_and_a_character_drawn_twice_for_a_bold_look() -> None:
    page = OfdPage().text(94, 80, SECOND).text(94.4, 80.2, SECOND).text(94, 80, SECOND)
    page.text(200, 400, "内部资料", 40, more='CTM="0.7 0.7 -0.7 0.7 0 0"')
    assert opened(page).text == f"{SECOND}\n"
    assert opened(OfdPage().text(94, 80, "编号1111223344")).text == "编号1111223344\n"


def test_transparent_text_counts_over_a_scan_alone() -> None:
    scan = OfdPage().picture()
    scan.text(94, 80, "税收增长9.5%。", more='Alpha="0"').text(94, 100, SECOND, inner='<ofd:FillColor Alpha="0"/>')
    document = opened(scan)
    assert document.text == f"税收增长9.5%。\n{SECOND}\n"
    assert document.warnings == ("第 1 页是扫描件，文字是制作文件时识别出来的，请对照原文核对。",)
    seen = OfdPage().text(94, 80, SECOND).text(94, 120, "看不见的55家", more='Fill="false"')
    document = opened(seen)
    assert document.text == f"{SECOND}\n" and document.warnings == ("第 1 页有隐藏的文字，没有读取。",)


def test_a_character_known_by_its_glyph_alone_is_told() -> None:
    document = opened(OfdPage().text(94, 80, "税收¤¤亿元", inner=GLYPHS))
    assert document.warnings == ("文中有 2 处无法识别的字符，请对照原文核对。",)
    assert opened(OfdPage().text(94, 80, "税收¤亿元")).text == "税收¤亿元\n"


def test_a_page_that_is_missing_or_broken_costs_only_that_page() -> None:
    page = OfdPage().text(94, 80, SECOND)
    document = opened(page, OfdPage(), **{"Pages/Page_1/Content": "<ofd:Page"})
    assert document.text == f"{SECOND}\n"
    assert document.warnings == ("第 2 页已损坏，没有读取，请对照原文核对。",)


def test_what_is_attached_is_told() -> None:
    listed = f'<ofd:Attachments xmlns:ofd="{OFD}"><ofd:Attachment ID="1" Name="附表.xlsx"/></ofd:Attachments>'
    document = opened(
        OfdPage().text(94, 80, SECOND),
        more="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
        **{"Attachs/Attachments": listed},
    )
    assert document.warnings == ("文件带有附件，没有读取；要导入附件，请先用阅读器另存出来。",)


def test_pages_without_text_are_named() -> None:
    page = OfdPage()
    page.paragraphs(80, FIRST)
    (said,) = opened(page, OfdPage().picture()).warnings
    assert said.startswith("第 2 页是图片，图中的文字没有读取")


def scanned(matrix: str = "170 0 0 250 0 0") -> bytes:
    """A page with one picture over most of it, and another whose part is none."""
    page = OfdPage().picture()
    page.objects[0] = page.objects[0].replace("170 0 0 250 0 0", matrix)
    page.objects.append('<ofd:ImageObject ID="9" Boundary="0 0 9 9" CTM="9 0 0 9 0 0" ResourceID="8"/>')
    listed = "".join(
        f'<ofd:MultiMedia ID="{number}" Type="Image"><ofd:MediaFile>{file}</ofd:MediaFile></ofd:MultiMedia>'
        for number, file in ((7, "scan.png"), (8, "broken.jb2"))
    )
    resources = f'<ofd:Res xmlns:ofd="{OFD}" BaseLoc="Res"><ofd:MultiMedias>{listed}</ofd:MultiMedias></ofd:Res>'
    data = ofd([OfdPage(), page], common="<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>", DocumentRes=resources)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, bytes | str] = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**parts, "Doc_0/Res/scan.png": saved(flag(), "PNG"), "Doc_0/Res/broken.jb2": b"\x97JB2"})


@pytest.mark.parametrize(
    ("matrix", "where"),
    [
        ("170 0 0 250 0 0", (236, 236)),
        ("0 250 -170 0 170 0", (2200, 236)),
        ("-170 0 0 -250 170 250", (2200, 3000)),
        ("170 0 0 -250 0 250", (236, 3000)),
    ],
)
def test_the_picture_of_a_scanned_page_is_painted_where_it_lies(matrix: str, where: tuple[int, int]) -> None:
    picture = Image.open(io.BytesIO(page_picture(scanned(matrix), "扫描.ofd", 2, 0))).convert("RGB")
    assert picture.size == (2479, 3508)
    assert picture.getpixel((100, 100)) == WHITE
    corners = [(300, 300), (2200, 300), (300, 3100), (2200, 3100)]
    assert [picture.getpixel(one) for one in corners].count(RED) == 1
    nearest = min(corners, key=lambda one: abs(one[0] - where[0]) + abs(one[1] - where[1]))
    assert picture.getpixel(nearest) == RED
    for number in (0, 3):
        with pytest.raises(Refusal):
            page_picture(scanned(matrix), "扫描.ofd", number, 0)


class Reading:
    """What stands in for the part that recognises: it says what colour a page has at its corner."""

    def pages(self, numbers: Sequence[int], picture: Callable[[int], Image.Image]) -> dict[int, LaidPage]:
        found: dict[int, LaidPage] = {}
        for number in numbers:
            said = "红" if picture(number).getpixel((400, 400)) == RED else "白"
            found[number] = LaidPage(number, lines_of([Glyph(said, 700, 700, 820, 820)], number), pictures=1)
        return found

    def warnings(self) -> list[str]:
        return ["认出来的"]

    def layout(self, text: str, sources: object) -> ScanLayout:
        return ScanLayout()


def test_a_scanned_page_is_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonetracker.extraction.reading.scans.recognising.recognition", lambda name, pages: Reading())
    document = read(scanned(), "扫描.ofd")
    assert document.text == "红\n" and document.layout == ScanLayout()
    assert document.warnings == ("认出来的",)


ENCRYPTED: dict[str, bytes | str] = {
    "OFD.xml": root(body()),
    "Encryptions.xml": "<Encryptions/>",
    "Doc_0/Document.xml": b"\x07\x99",
}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (ofd([OfdPage().picture()] * 3), "read-scanned"),
        (ofd([OfdPage()]), "read-no_text"),
        (ofd([OfdPage()] * 301), "read-pages"),
        (zipped({"OFD.xml": root(*[body()] * 301), "Doc_0/Document.xml": document(["a.xml"])}), "read-pages"),
        (zipped(ENCRYPTED), "read-password"),
        (ofd([]), "read-no_text"),
        (zipped({"OFD.xml": "<o/>"}), "read-damaged"),
        (zipped({"OFD.xml": root(body()), "Doc_0/Document.xml": "<ofd:Document"}), "read-damaged"),
        (zipped({"OFD.xml": root(body("nowhere.xml"))}), "read-damaged"),
        (ofd(prose())[:2000], "read-damaged"),
        (ofd([OfdPage()], **{"Pages/Page_0/Content": "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>"}), "read-entity"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, code: str) -> None:
    with pytest.raises(Refusal) as told:
        read(data, "报告.ofd")
    assert told.value.code == code
    assert "报告.ofd" in str(told.value)


def test_graphics_that_hold_themselves_end() -> None:
    unit = (
        '<ofd:CompositeGraphicUnit ID="60"><ofd:Content>'
        + '<ofd:CompositeObject ResourceID="60" Boundary="1 1 9 9"/>' * 9
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    page = OfdPage().text(94, 80, SECOND)
    page.objects.append('<ofd:CompositeObject ResourceID="60" Boundary="0 0 9 9"/>')
    document = opened(
        page,
        common="<ofd:PublicRes>Units.xml</ofd:PublicRes>",
        Units=f'<ofd:Res xmlns:ofd="{OFD}"><ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits></ofd:Res>',
    )
    assert document.text == f"{SECOND}\n" and document.warnings == ("第 1 页有内容没有读出，请对照原文核对。",)


def test_steps_without_measure_end() -> None:
    code = '<ofd:TextCode X="1e308" Y="nan" DeltaX="g 999999999 3 g 9e99 inf">税收增长</ofd:TextCode>'
    page = OfdPage().text(94, 80, SECOND)
    page.objects.append(
        f'<ofd:TextObject Boundary="inf -inf 1e400 x" Size="1e300" CTM="9e5 9e5 1 1 1 1">{code}</ofd:TextObject>'
    )
    assert SECOND in opened(page).text
    assert steps("税收", 12) == mm(12)
