"""Files made to hang, flood or mislead a reader, by the name of their trick."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from tests.reading.decks import DeckSlide, cell, deck, frame, row, shape, table
from tests.reading.ofds import OfdPage, ofd
from tests.reading.oldwords import PIECES, OldWord, Said
from tests.reading.opens import FORMULA, SLIDES, TEXT, fodt, odp, odt, open_table
from tests.reading.samples import (
    Page,
    W,
    flat_package,
    in_hex,
    in_points,
    locked,
    paragraph,
    pdf,
    rich,
    saved,
    word,
    word_2003,
    zipped,
)
from tests.reading.workbooks import OLD

FILES = Path(__file__).parent / "files"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = "<w:p><w:r><w:t>" + "9" * 40_000_000 + "</w:t></w:r></w:p>"


def container(stream: str) -> bytes:
    """An OLE file that names a stream, as its directory does."""
    return CONTAINER + stream.encode("utf-16-le") + bytes(600)


def sample_docx() -> bytes:
    """A sound Word file."""
    source = docx.Document()
    source.add_paragraph("全年完成税收3.20亿元，比上年增长12.5%。")
    table = source.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 1).text = "指标", "5"
    return saved(source)


def sample_xlsx() -> bytes:
    """A sound Excel file."""
    book = openpyxl.Workbook()
    for line in (["指标", "数值"], ["出口", 5.25], ["进口", 3]):
        book.active.append(line)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sample_pdf() -> bytes:
    """A sound PDF."""
    page = Page()
    page.paragraphs(80, "全年完成税收3.20亿元，比上年增长12.5%，新增规模以上企业15家，其中工业企业9家，超过年初计划。")
    page.frame(70, 300, 300, 340).rule(70, 320, 300, 320).rule(200, 300, 200, 340)
    page.text(75, 302, "指标").text(210, 302, "数值").text(75, 322, "出口").text(210, 322, "8.0")
    return pdf([page, page])


def sample_ofd() -> bytes:
    """A sound OFD file."""
    page = OfdPage(template="5")
    page.paragraphs(80, "全年完成税收3.20亿元，比上年增长12.5%，新增规模以上企业15家，其中工业企业9家，超过年初计划。")
    page.frame(70, 300, 300, 340).rule(70, 320, 300, 320).rule(200, 300, 200, 340)
    page.text(75, 302, "指标").text(210, 302, "数值").text(75, 322, "出口").text(210, 322, "8.0")
    template = '<ofd:TemplatePage ID="5" BaseLoc="Tpl.xml"/>'
    return ofd([page, page], common=template, Tpl=OfdPage().text(220, 30, "简报", 9).xml())


def sample_fodt() -> bytes:
    """A sound text of OpenDocument in one XML file, small enough that what is changed matters."""
    lists = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-suffix="."/></text:list-style>'
    )
    text = (
        '<text:tracked-changes><text:changed-region text:id="c"><text:deletion/></text:changed-region>'
        '</text:tracked-changes><text:h text:outline-level="1">目标</text:h><text:list text:style-name="L">'
        '<text:list-item><text:p>税收<text:change-start text:change-id="c"/>3<text:change-end text:change-id="c"/>3.2'
        '亿元<text:s text:c="3"/>'
        f"<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></text:p></text:list-item></text:list>"
        f"{open_table(2, 3)}"
    )
    return fodt(text, lists).encode()


def sample_html() -> bytes:
    """A sound page."""
    return (
        "<html><head><meta charset=gb2312><title>总结</title></head><body><h1>总结</h1>"
        "<p>全年完成税收3.20亿元，增长12.5%。</p>"
        "<table><tr><th colspan=2>指标</th></tr><tr><td>出口</td><td>8.0</td></tr></table></body></html>"
    ).encode("gb18030")


def sample_rtf() -> bytes:
    """A sound RTF with all that its reader keeps to: styles, lists, notes, boxes, changes and a table in a table."""
    tables = (
        "{\\stylesheet{\\s1\\outlinelevel0 heading 1;}}{\\*\\listtable{\\list{\\listlevel\\levelnfc39\\levelstartat1"
        "{\\leveltext\\'02\\'00、;}{\\levelnumbers\\'01;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\ls1}}"
        "{\\info{\\title 总结}{\\creatim\\yr2023\\mo7\\dy18}}"
    )
    body = (
        f"\\pard\\s1 {in_hex('一、总体')}\\par\\pard {in_hex('全年完成税收3.20亿元')}"
        f"{{\\footnote {in_hex('快报数。')}}}，"
        f"{in_points('比上年增长12.5%。')}{{\\deleted 9}}\\par\\pard\\ls1 {in_hex('新增企业')}15\\par"
        "{\\listtext 2.\\tab}\\ls1{\\shp{\\*\\shpinst{\\shptxt 框\\par}}}{\\pict\\bin3 }}{}\\par"
        "\\trowd\\clvmgf\\cellx900\\cellx1800\\pard\\intbl 甲\\cell\\pard\\intbl\\itap2 乙\\nestcell 5\\nestcell"
        "{\\*\\nesttableprops\\trowd\\cellx400\\cellx800\\nestrow}\\pard\\intbl\\cell\\row\\pard"
    )
    return rich(body, tables)


def sample_word_2003() -> bytes:
    """A sound Word file of 2003."""
    lists = (
        '<w:listDef w:listDefId="4"><w:lvl w:ilvl="0"><w:start w:val="2"/><w:nfc w:val="37"/><w:lvlText w:val="%1、"/>'
        '</w:lvl></w:listDef><w:list w:ilfo="7"><w:ilst w:val="4"/></w:list>'
    )
    gone = '<aml:annotation w:type="Word.Deletion"><aml:content><w:r><w:t>9</w:t></w:r></aml:content></aml:annotation>'
    return word_2003(
        paragraph("全年完成税收3.20亿元", '<w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="7"/></w:listPr>')
        + f"<w:p>{gone}<w:r><w:t>增长</w:t><w:footnote>{paragraph('注')}</w:footnote></w:r></w:p><w:tbl><w:tr>"
        f'<w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vmerge w:val="restart"/></w:tcPr>{paragraph("甲")}</w:tc>'
        f"<w:tc>{paragraph('5')}</w:tc></w:tr></w:tbl>",
        lists=lists,
    )


def patched_sizes(data: bytes, size: int) -> bytes:
    """A zip whose directory says that each part unpacks to `size` bytes."""
    patched = bytearray(data)
    start = patched.find(b"PK\x01\x02")
    while start >= 0:
        struct.pack_into("<I", patched, start + 24, size)
        start = patched.find(b"PK\x01\x02", start + 4)
    return bytes(patched)


def flagged(data: bytes, flag: int = 0x1, method: int | None = None) -> bytes:
    """A zip whose parts claim encryption or an odd method."""
    patched = bytearray(data)
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        start = patched.find(mark)
        while start >= 0:
            struct.pack_into("<H", patched, start + place, flag)
            if method is not None:
                struct.pack_into("<H", patched, start + place + 2, method)
            start = patched.find(mark, start + 4)
    return bytes(patched)


def overlapping() -> bytes:
    """A zip whose directory names one part twice, at the same place under two names."""
    data = zipped({"word/document.xml": "x" * 3000, "word/styles.xml": "y"})
    second = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    patched = bytearray(data)
    struct.pack_into("<I", patched, second + 42, 0)
    return bytes(patched)


def doubled() -> bytes:
    """A zip with two parts of one name."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.infolist()[0].filename = "word/other.xml"
        archive.NameToInfo.clear()
        archive.writestr("word/other.xml", "<b/>")
    return file.getvalue()


def pieces_of(*edges: int) -> bytes:
    """What says where the pieces of a text begin and end, all in the same bytes."""
    said = struct.pack(f"<{len(edges)}I", *edges) + struct.pack("<HIH", 0, 2048, 0) * (len(edges) - 1)
    return b"\x02" + struct.pack("<I", len(said)) + said


def nested_zip(depth: int) -> bytes:
    """A zip in a zip in a zip."""
    data = b"x"
    for _ in range(depth):
        data = zipped({"inner.zip": data})
    return data


def xlsx(sheet: str, **parts: str) -> bytes:
    """A workbook of raw XML."""
    sheets = '<sheets><sheet name="a" r:id="q"/></sheets>'
    return zipped(
        {
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="r">{sheets}</workbook>',
            "xl/_rels/workbook.xml.rels": '<a xmlns="p"><b Id="q" Target="a.xml"/></a>',
            "xl/a.xml": sheet,
            **{f"xl/{name}.xml": content for name, content in parts.items()},
        }
    )


def laughs(root: str) -> str:
    """A billion laughs."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "哈"}">' for n in range(10))
    return f'<?xml version="1.0"?><!DOCTYPE {root} [{entities}]><{root}>&l9;</{root}>'


def outside(root: str, place: str = "file:///etc/passwd") -> str:
    """A reference to a file or address outside."""
    return f'<!DOCTYPE {root} [<!ENTITY x SYSTEM "{place}">]><{root}>&x;</{root}>'


def stream_pdf(content: bytes, length: int | None = None, filters: bytes = b"/FlateDecode") -> bytes:
    """A PDF with one page whose content is that stream."""
    body = pdf([Page()])
    packed = zlib.compress(content, 9)
    start = body.rfind(b"<< /Filter /FlateDecode /Length")
    end = body.find(b"endobj", start)
    stream = b"<< /Filter %s /Length %d >>\nstream\n%s\nendstream\n" % (filters, length or len(packed), packed)
    return body[:start] + stream + body[end:]


def annotated_pdf() -> bytes:
    """A PDF that runs a script and opens an address when it is opened."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sample_pdf())))
    script = DictionaryObject({NameObject("/S"): NameObject("/JavaScript")})
    script[NameObject("/JS")] = TextStringObject("app.launchURL('http://127.0.0.1/');")
    writer.root_object[NameObject("/OpenAction")] = script
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def styled(styles: str) -> bytes:
    """A sound document beside that part of styles."""
    document = f'<w:document xmlns:w="{W}"><w:body>{paragraph("x")}</w:body></w:document>'
    return zipped({"word/document.xml": document, "word/styles.xml": styles})


def wide_table() -> str:
    """A table of 210,000 cells."""
    row = "<w:tr>" + "<w:tc><w:p><w:r><w:t>5</w:t></w:r></w:p></w:tc>" * 700 + "</w:tr>"
    return f"<w:tbl>{row * 300}</w:tbl>"


FLAT = (
    b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" '
    b'xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
)


def open_sheet(content: str) -> bytes:
    """A spreadsheet of OpenDocument with that content."""
    return zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content})


def repeated_sheet() -> bytes:
    """One of OpenDocument whose cell, row and column are repeated beyond all measure."""
    cell = '<t:table-cell t:number-columns-repeated="999999999" t:number-rows-spanned="999999999"><x:p>税收</x:p>'
    cell += "</t:table-cell>"
    row = f'<t:table-row t:number-rows-repeated="999999999" t:visibility="collapse">{cell}</t:table-row>'
    shown = "<t:table-row><t:table-cell><x:p>甲</x:p></t:table-cell></t:table-row>"
    column = '<t:table-column t:number-columns-repeated="999999999" t:visibility="collapse"/>'
    return open_sheet(
        f'<a xmlns:t="t" xmlns:x="x"><t:table t:name="a">{shown}{row}</t:table><t:table>{column}</t:table></a>'
    )


RESOURCES = "<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"


def heaped_ofd() -> bytes:
    """An OFD page of ten graphics, each of ten graphics, each of ten graphics …"""
    shown = '<ofd:CompositeObject ResourceID="{}" Boundary="0 0 9 9"/>'
    units = "".join(
        f'<ofd:CompositeGraphicUnit ID="{number}"><ofd:Content>{shown.format(number + 1) * 10}</ofd:Content>'
        "</ofd:CompositeGraphicUnit>"
        for number in range(20)
    )
    page = OfdPage().text(94, 80, "税收增长。")
    page.objects.append(shown.format(0))
    heap = f"<ofd:Res xmlns:ofd='u'><ofd:CompositeGraphicUnits>{units}</ofd:CompositeGraphicUnits></ofd:Res>"
    return ofd([page], common=RESOURCES, PublicRes=heap)


def locked_xls() -> bytes:
    """An old workbook whose first record after the beginning says that the rest is encrypted."""
    data = bytearray(OLD.read_bytes())
    start = data.find(b"\x09\x08\x10\x00")
    data[start + 20 : start + 24] = struct.pack("<HH", 0x2F, 2)
    return bytes(data)


REFUSED: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "empty docx": ("a.docx", "empty", lambda: b""),
    "empty pdf": ("a.pdf", "empty", lambda: b""),
    "picture as docx": ("a.docx", "picture_damaged", lambda: PICTURE),
    "jpeg as pdf": ("a.pdf", "picture_damaged", lambda: b"\xff\xd8\xff\xe0" + bytes(99)),
    "gif as txt": ("a.txt", "picture", lambda: b"GIF89a" + bytes(99)),
    "webp": ("a.html", "picture_damaged", lambda: b"RIFF\x00\x00\x00\x00WEBP" + bytes(99)),
    "tiff": ("a.pdf", "picture_damaged", lambda: b"II*\x00" + bytes(99)),
    "bmp": ("a.txt", "picture_damaged", lambda: b"BM" + struct.pack("<IHHI", 90, 0, 0, 54) + bytes(80)),
    "heic": ("a.docx", "picture", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(80)),
    "film": ("a.docx", "media", lambda: b"\x00\x00\x00\x18ftypmp42" + bytes(80)),
    "sound": ("a.txt", "media", lambda: b"ID3\x03" + bytes(80)),
    "password docx": ("a.docx", "password", lambda: container("EncryptedPackage")),
    "old word of noise": ("a.doc", "damaged", lambda: container("WordDocument")),
    "old word as docx": ("a.docx", "damaged", lambda: container("WordDocument")),
    "old word with password": ("a.doc", "password", lambda: OldWord([Said("甲\r")], flags=0x100).file()),
    "word 95": ("a.wps", "old_word", lambda: OldWord([Said("甲\r")], mark=0xA5DC, version=0x68).file()),
    "old word without end": (
        "a.doc",
        "too_long",
        lambda: OldWord([Said("甲\r")], parts={PIECES: pieces_of(0, 6_000_000)}).file(),
    ),
    "old word whose pieces go back": (
        "a.doc",
        "damaged",
        lambda: OldWord([Said("甲\r")], parts={PIECES: pieces_of(0, 2, 1)}).file(),
    ),
    "workbook of noise": ("a.xls", "damaged", lambda: container("Workbook")),
    "cut old workbook": ("a.xls", "old_office", lambda: OLD.read_bytes()[:3000]),
    "old workbook with password": ("a.xls", "password", locked_xls),
    "old slides": ("a.ppt", "slides", lambda: container("PowerPoint Document")),
    "mail of outlook": ("a.msg", "msg", lambda: container("__properties_version1.0")),
    "tnef": ("winmail.dat", "tnef", lambda: b"\x78\x9f\x3e\x22" + bytes(80)),
    "tar": ("a.tar", "archive", lambda: bytes(200) + b"x" + bytes(56) + b"ustar" + bytes(80)),
    "bare container": ("a.doc", "old_office", lambda: CONTAINER),
    "password pdf": ("a.pdf", "password", lambda: locked(sample_pdf(), "1")),
    "deep rtf": ("a.rtf", "nested", lambda: b"{\\rtf1 " + b"{" * 30_000_000),
    "rtf without end": ("a.rtf", "damaged", lambda: sample_rtf()[:-1]),
    "rtf of numbers": ("a.rtf", "too_long", lambda: b"{\\rtf1\\ansicpg936 " + b"\\'d6" * 15_000_000 + b"}"),
    "rtf of notes": ("a.rtf", "too_long", lambda: b"{\\rtf1 " + b"{\\footnote x}" * 2_000_000 + b"}"),
    "binary beyond the end of rtf": ("a.rtf", "damaged", lambda: b"{\\rtf1 5\\bin2000000000 x}"),
    "group beyond the end of rtf": ("a.rtf", "damaged", lambda: b"{\\rtf1 5{\\*\\x " + b"\\{" * 20_000_000 + b"}"),
    "rtf of nothing": ("a.rtf", "no_text", lambda: b"{\\rtf1{\\pict 00ff}}"),
    "web archive": ("a.mht", "no_text", lambda: b"From: <Saved>\r\nMIME-Version: 1.0\r\n" + b"x" * 99),
    "flat office": (
        "a.xml",
        "old_office",
        lambda: b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>',
    ),
    "flat slides": ("a.xml", "slides", lambda: flat_package(sample_docx()).replace(b"word/", b"ppt/")),
    "broken flat word": ("a.xml", "damaged", lambda: sample_word_2003()[:-20]),
    "laughs in flat word": (
        "a.xml",
        "entity",
        lambda: sample_word_2003().replace(b"<w:wordDocument", b'<!DOCTYPE a [<!ENTITY l "x">]><w:wordDocument'),
    ),
    "rar": ("a.docx", "archive", lambda: b"Rar!\x1a\x07\x00" + bytes(80)),
    "7z": ("a.7z", "archive", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(80)),
    "gzip": ("a.txt", "bundle", lambda: b"\x1f\x8b\x08" + bytes(80)),
    "program": ("a.docx", "program", lambda: b"MZ\x90\x00" + bytes(80)),
    "elf": ("a.txt", "program", lambda: b"\x7fELF" + bytes(80)),
    "database": ("a.txt", "workbook_file", lambda: b"SQLite format 3\x00" + bytes(80)),
    "ofd of nothing": ("a.ofd", "damaged", lambda: zipped({"OFD.xml": "<o/>", "Doc_0/Document.xml": "<d/>"})),
    "laughs in ofd": ("a.ofd", "entity", lambda: zipped({"OFD.xml": laughs("OFD")})),
    "outside file in ofd": ("a.ofd", "entity", lambda: ofd([], PublicRes=outside("Res"), common=RESOURCES)),
    "huge page in ofd": ("a.ofd", "bomb", lambda: ofd([OfdPage()], **{"Pages/Page_0/Content": "<a>" * 12_000_000})),
    "deep ofd": ("a.ofd", "nested", lambda: ofd([OfdPage(objects=["<ofd:PageBlock>" * 9999])])),
    "ofd of too many pages": ("a.ofd", "pages", lambda: ofd([OfdPage()] * 400)),
    "slides of nothing": ("a.pptx", "no_text", lambda: deck([])),
    "slides without a presentation": ("a.pptx", "damaged", lambda: zipped({"ppt/slides/slide1.xml": "<p/>"})),
    "laughs in slides": ("a.pptx", "entity", lambda: deck([DeckSlide([])], **{"slides/slide1": laughs("sld")})),
    "outside file in slides": ("a.pptx", "entity", lambda: deck([DeckSlide([])], **{"slides/slide1": outside("sld")})),
    "deep slide": ("a.pptx", "nested", lambda: deck([DeckSlide(["<p:grpSp>" * 9_999])])),
    "too many slides": ("a.pptx", "pages", lambda: deck([DeckSlide([shape("税收")])] * 400)),
    "open slides of nothing": ("a.odp", "no_text", lambda: odp("<draw:page/>")),
    "laughs in odp": ("a.odp", "entity", lambda: zipped({"mimetype": SLIDES, "content.xml": laughs("a")})),
    "broken odp": ("a.odp", "damaged", lambda: zipped({"mimetype": SLIDES, "content.xml": "<office:document"})),
    "open formula": ("a.odf", "open_other", lambda: zipped({"mimetype": FORMULA, "content.xml": "<c/>"})),
    "open text of nothing": ("a.odt", "no_text", lambda: odt("")),
    "open text without body": ("a.odt", "damaged", lambda: zipped({"mimetype": TEXT, "content.xml": "<c/>"})),
    "laughs in odt": ("a.odt", "entity", lambda: zipped({"mimetype": TEXT, "content.xml": laughs("a")})),
    "laughs in one open file": ("a.fodt", "entity", lambda: fodt("").encode() + laughs("a").encode()),
    "broken odt": ("a.odt", "damaged", lambda: zipped({"mimetype": TEXT, "content.xml": "<office:document"})),
    "deep odt": ("a.odt", "nested", lambda: odt("<text:section>" * 999 + "</text:section>" * 999)),
    "repeated table in odt": ("a.odt", "too_long", lambda: odt(open_table(999_999_999, 2))),
    "broad table in odt": ("a.odt", "too_long", lambda: odt(open_table(1, 999_999_999))),
    "binary workbook": ("a.xlsb", "binary_workbook", lambda: zipped({"xl/workbook.bin": "x"})),
    "laughs in ods": ("a.ods", "entity", lambda: open_sheet(laughs("document"))),
    "broken ods": ("a.ods", "damaged", lambda: open_sheet("<table:table")),
    "huge ods": ("a.ods", "bomb", lambda: open_sheet("<a>" + "<table:table-row/>" * 9_000_000 + "</a>")),
    "laughs in one file": ("a.xls", "entity", lambda: FLAT + laughs("a").encode()),
    "deep in one file": ("a.xls", "nested", lambda: FLAT + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</Workbook>"),
    "cut in one file": ("a.xls", "damaged", lambda: FLAT + b"<Worksheet><Table>"),
    "endless csv cell": ("a.csv", "damaged", lambda: b'a,b\n"' + b"5," * 300_000),
    "plain zip": ("a.zip", "bundle", lambda: zipped({"报告.txt": "x"})),
    "zip of zips": ("a.docx", "bundle", lambda: nested_zip(40)),
    "cut zip": ("a.docx", "damaged", lambda: sample_docx()[:5000]),
    "zip head only": ("a.docx", "damaged", lambda: b"PK\x03\x04"),
    "zip of noise": ("a.docx", "damaged", lambda: b"PK\x03\x04" + bytes(range(256)) * 50),
    "empty zip": ("a.docx", "bundle", lambda: b"PK\x05\x06" + bytes(18)),
    "zip with password": ("a.docx", "password", lambda: flagged(sample_docx())),
    "odd method": ("a.docx", "damaged", lambda: flagged(sample_docx(), 0, 97)),
    "overlapping parts": ("a.docx", "damaged", overlapping),
    "doubled parts": ("a.docx", "damaged", doubled),
    "ten thousand parts": ("a.docx", "bomb", lambda: zipped({f"word/{n}.xml": "" for n in range(10_000)})),
    "huge part": ("a.docx", "bomb", lambda: word(BOMB)),
    "huge part that lies": ("a.docx", "damaged", lambda: patched_sizes(word(BOMB), 1000)),
    "huge sum": (
        "a.docx",
        "bomb",
        lambda: zipped({"word/document.xml": "<a/>", **{f"media/{n}": bytes(31 * 2**20) for n in range(10)}}),
    ),
    "high ratio": ("a.docx", "bomb", lambda: zipped({"word/document.xml": "<a/>", "word/media/a": bytes(3_000_000)})),
    "document without body": ("a.docx", "damaged", lambda: zipped({"word/document.xml": "<a/>"})),
    "no document": ("a.docx", "damaged", lambda: zipped({"word/styles.xml": "<a/>"})),
    "broken xml": ("a.docx", "damaged", lambda: zipped({"word/document.xml": "<w:document><w:body>"})),
    "laughs in docx": ("a.docx", "entity", lambda: zipped({"word/document.xml": laughs("document")})),
    "laughs in utf-16": (
        "a.docx",
        "entity",
        lambda: zipped({"word/document.xml": laughs("document").encode("utf-16")}),
    ),
    "laughs in styles": ("a.docx", "entity", lambda: styled(laughs("styles"))),
    "outside file in docx": ("a.docx", "entity", lambda: zipped({"word/document.xml": outside("document")})),
    "outside address in docx": (
        "a.docx",
        "entity",
        lambda: zipped({"word/document.xml": outside("document", "http://127.0.0.1:9/x")}),
    ),
    "parameter entity": (
        "a.docx",
        "entity",
        lambda: zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY % p SYSTEM "//server/x"> %p;]><a/>'}),
    ),
    "deep docx": (
        "a.docx",
        "nested",
        lambda: word("<w:sdt>" * 100_000 + paragraph("x") + "</w:sdt>" * 100_000, zipfile.ZIP_STORED),
    ),
    "docx of nothing": ("a.docx", "no_text", lambda: word("")),
    "docx of controls": ("a.docx", "no_text", lambda: word(paragraph("&#x200B;"))),
    "text without end": (
        "a.docx",
        "too_long",
        lambda: word(("<w:p><w:r><w:t>" + "5" * 400 + "</w:t></w:r></w:p>") * 13_000, zipfile.ZIP_STORED),
    ),
    "wide table": ("a.docx", "too_long", lambda: word(wide_table(), zipfile.ZIP_STORED)),
    "laughs in xlsx": ("a.xlsx", "entity", lambda: xlsx(laughs("worksheet"))),
    "outside file in strings": ("a.xlsx", "entity", lambda: xlsx("<a/>", sharedStrings=outside("sst"))),
    "empty xlsx": ("a.xlsx", "no_text", lambda: xlsx(f'<worksheet xmlns="{MAIN}"/>')),
    "broken xlsx": ("a.xlsx", "damaged", lambda: xlsx("<worksheet")),
    "huge sheet": ("a.xlsx", "bomb", lambda: xlsx("<w>" + "<row/>" * 6_000_000 + "</w>")),
    "pdf head only": ("a.pdf", "damaged", lambda: b"%PDF-1.7\n"),
    "cut pdf": ("a.pdf", "damaged", lambda: sample_pdf()[:900]),
    "scan": ("a.pdf", "scanned", lambda: pdf([Page(picture=True)] * 3)),
    "too many pages": ("a.pdf", "pages", lambda: pdf([Page()] * 400)),
    "pdf bomb": ("a.pdf", "bomb", lambda: stream_pdf(b"0 0 m " * 60_000_000)),
    "double packed pdf bomb": (
        "a.pdf",
        "bomb",
        lambda: stream_pdf(zlib.compress(bytes(400_000_000)), filters=b"[/FlateDecode /FlateDecode]"),
    ),
    "deep html": ("a.html", "nested", lambda: b"<html>" + b"<div>" * 1_000_000 + "税收".encode()),
    "deep mixed html": ("a.html", "nested", lambda: b"<html>" + b"<b><p><i>" * 3_000 + "税收".encode()),
    "entities in html": ("a.html", "entity", lambda: b'<!DOCTYPE html [<!ENTITY x "y">]><html>&x;</html>'),
    "html of scripts": ("a.html", "no_text", lambda: b"<html><script>" + b"x" * 99_999 + b"</script></html>"),
    "huge spans": (
        "a.html",
        "too_long",
        lambda: b"<html><table>" + b"<tr><td colspan=999 rowspan=65534>5<td>6</tr>" * 5000 + b"</table>",
    ),
    "nul in text": ("a.txt", "binary", lambda: b"tax\x00income"),
    "noise as text": ("a.txt", "encoding", lambda: bytes(range(128, 256)) * 99),
    "controls as text": ("a.txt", "no_text", lambda: b"\x01\x02\x03" * 99),
    "endless line": ("a.txt", "line_too_long", lambda: b"5" * 3_000_000),
    "too large": ("a.txt", "too_large", lambda: b"5\n" * (33 * 2**20)),
    "too long": ("a.txt", "too_long", lambda: b"5\n" * 2_600_000),
}
"""For each trick the name of the file, why it is refused, and how it is made."""

BORNE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "paths out of an ofd": (
        "a.ofd",
        lambda: ofd([OfdPage().text(94, 80, "税收增长。")], common=RESOURCES.replace(">P", ">../../../etc/P")),
    ),
    "styles in a circle in odt": (
        "a.odt",
        lambda: odt(
            '<text:p text:style-name="a">税收</text:p>',
            '<style:style style:family="paragraph" style:name="a" style:parent-style-name="b"/>'
            '<style:style style:family="paragraph" style:name="b" style:parent-style-name="a"/>',
        ),
    ),
    "blanks in odt": ("a.odt", lambda: odt('<text:p>税<text:s text:c="999999999"/>收</text:p><text:p>税收</text:p>')),
    "a slide that is its own layout": (
        "a.pptx",
        lambda: deck([DeckSlide([shape("税收", held='idx="7"')], {"l": ("slideLayout", "slide1.xml")})]),
    ),
    "paths out of slides": (
        "a.pptx",
        lambda: deck([DeckSlide([shape("税收")], {"n": ("notesSlide", "../" * 9 + "a")})]),
    ),
    "a huge cell in slides": (
        "a.pptx",
        lambda: deck([DeckSlide([frame(table(row(cell("税收", 'gridSpan="999999999" rowSpan="99999"'), "甲")), "")])]),
    ),
    "graphics of graphics": ("a.ofd", heaped_ofd),
    "repeats in ods": ("a.ods", repeated_sheet),
    "repeats in one file": (
        "a.xls",
        lambda: (
            FLAT
            + '<Worksheet ss:Name="a"><Table><Column ss:Index="900000000" ss:Span="900000000" ss:Hidden="1"/>'
            '<Row ss:Index="2" ss:Span="900000000" ss:Hidden="1"/><Row><Cell ss:MergeAcross="900000000" '
            'ss:MergeDown="900000000"><Data ss:Type="String">甲</Data></Cell></Row><Row ss:Index="1"><Cell>'
            '<Data ss:Type="String">税收</Data></Cell></Row></Table></Worksheet></Workbook>'.encode()
        ),
    ),
    "script in pdf": ("a.pdf", annotated_pdf),
    "pages without end": ("a.pdf", lambda: sample_pdf().replace(b"/Kids [8 0 R", b"/Kids [2 0 R")),
    "remote picture in html": (
        "a.html",
        lambda: sample_html() + b'<img src="http://127.0.0.1:9/a"><link href="//server/x">',
    ),
    "remote template in docx": (
        "a.docx",
        lambda: word(paragraph("税收"), settings='<w:attachedTemplate w:val="\\\\server\\x"/>'),
    ),
    "huge span in docx": (
        "a.docx",
        lambda: word(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>'
            + paragraph("甲")
            + "</w:tc><w:tc>"
            + paragraph("乙")
            + "</w:tc></w:tr></w:tbl>"
        ),
    ),
    "styles in a circle": (
        "a.docx",
        lambda: word(
            paragraph("税收", '<w:pStyle w:val="a"/>'),
            styles='<w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
            '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        ),
    ),
    "million attributes": ("a.html", lambda: b"<html><p " + b"a=b " * 300_000 + b">" + "税收".encode()),
    "rtf as doc": ("a.doc", lambda: sample_rtf()),
    "hexadecimal picture in rtf": (
        "a.rtf",
        lambda: sample_rtf()[:-1] + b"{\\*\\shppict{\\pict " + b"00ff\r\n" * 9_000_000 + b"}}}",
    ),
    "styles of rtf in a circle": (
        "a.rtf",
        lambda: rich("\\s1 税收", "{\\stylesheet{\\s1\\sbasedon2 a;}{\\s2\\sbasedon1 b;}}"),
    ),
    "huge numbers in rtf": (
        "a.rtf",
        lambda: rich(
            "\\uc9999999999\\ls-999999999\\itap9999999999\\trowd\\cellx-9999999999\\u-9999999999\\par 税收\\cell\\row"
        ),
    ),
    "misnested html": ("a.html", lambda: b"<html>" + b"<b><i></b></i>" * 3000 + "税收增长。".encode()),
    "unclosed comment": ("a.html", lambda: "<html><p>税收增长。<!-- ".encode() + b"x" * 999_999),
}
"""Files that are odd, but no reason to refuse."""
