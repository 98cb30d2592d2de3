"""The summary as a .docx by the rules for official papers: 22 lines a page, 28 letters a line, —1— at the foot."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from zonetracker.outputs.package import repacked
from zonetracker.outputs.summary.blocks import Block, Heading, Note, Paragraph, Signature, Summary, SummaryTable
from zonetracker.words.wording import columns_of

if TYPE_CHECKING:
    from docx.document import Document

TITLE_FACE, BODY_FACE, HEAD_FACE, SUBHEAD_FACE, TABLE_FACE = (
    "方正小标宋简体",
    "仿宋_GB2312",
    "黑体",
    "楷体_GB2312",
    "宋体",
)
_STANDS_IN = {
    TITLE_FACE: "华文中宋",
    BODY_FACE: "仿宋",
    HEAD_FACE: "SimHei",
    SUBHEAD_FACE: "楷体",
    TABLE_FACE: "SimSun",
}
_LATIN = "Times New Roman"
_PITCH, _BODY, _TITLE, _NOTE, _TABLE = 28, 16, 22, 12, 10.5
_CLOSER = -5
"""Twips: 28 letters of 16 points want 448 points and have 442.2. A character grid would say the same, but
LibreOffice gives two cells to a letter that is wider than one."""
_TEXT_WIDTH_TWIPS = 8845
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_bytes(summary: Summary) -> bytes:
    """The document itself, with no name, PC or time but the summary's own date."""
    import docx

    document = docx.Document()
    _properties(document, summary)
    _page(document)
    _base_style(document)
    _title(document, summary.title)
    for block in summary.blocks:
        _block(document, block)
    _page_numbers(document)
    sink = io.BytesIO()
    document.save(sink)
    return repacked(sink.getvalue(), summary.issued_on, _changed)


def _changed(name: str, part: bytes) -> bytes:
    return _font_table() if name == "word/fontTable.xml" else part


def _properties(document: Document, summary: Summary) -> None:
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.title = summary.title[:255]
    properties.revision = 1


def _page(document: Document) -> None:
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(15), Mm(22)
    for grid in section._sectPr.findall(_tag("docGrid")):
        section._sectPr.remove(grid)
    section._sectPr.append(_element("docGrid", type="lines", linePitch=_PITCH * 20))


def _base_style(document: Document) -> None:
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(_BODY)
    _faces(style.element.get_or_add_rPr(), BODY_FACE)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)


def _title(document: Document, text: str) -> None:
    """Centred, in lines of about equal length."""
    from docx.shared import Pt

    paragraph = _write(document, text, TITLE_FACE, _TITLE, align="center", indent=0, after=_PITCH)
    wide, room = columns_of(text) * _TITLE / 2, _TEXT_WIDTH_TWIPS / 20
    if wide > room:
        lines = -int(-wide // room)
        side = max(0.0, (room - wide / lines - 1.5 * _TITLE) / 2)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(round(side))


def _block(document: Document, block: Block) -> None:
    from docx.shared import Pt

    if isinstance(block, Heading):
        face = HEAD_FACE if block.level == 1 else SUBHEAD_FACE
        _write(document, block.text, face, _BODY, keep=True)
    elif isinstance(block, Paragraph):
        _write(document, block.text, BODY_FACE, _BODY)
    elif isinstance(block, Note):
        _write(document, block.text, BODY_FACE, _NOTE, pitch=20, on_grid=False)
    elif isinstance(block, Signature):
        line = _write(document, block.text, BODY_FACE, _BODY, align="right", indent=0)
        line.paragraph_format.right_indent = Pt(4 * _BODY)
    elif isinstance(block, SummaryTable):
        _table(document, block)


def _write(
    document: Document,
    text: str,
    face: str,
    size: float,
    *,
    align: str = "both",
    indent: int = 2,
    after: int = 0,
    keep: bool = False,
    pitch: int = _PITCH,
    on_grid: bool = True,
) -> Any:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    _lay_out(paragraph, align, pitch, after)
    if indent:
        paragraph.paragraph_format.first_line_indent = Pt(indent * size)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(_tag("firstLineChars"), str(indent * 100))
    if not on_grid:
        properties = paragraph.paragraph_format.element.get_or_add_pPr()
        properties.insert_element_before(_element("snapToGrid", val=0), "w:spacing", "w:ind", "w:jc")
    paragraph.paragraph_format.keep_with_next = keep or None
    _run(paragraph, text, face, size)
    return paragraph


def _lay_out(paragraph: Any, align: str, pitch: float, after: int = 0) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
    from docx.shared import Pt

    places = {
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
    }
    layout = paragraph.paragraph_format
    layout.alignment = places[align]
    layout.line_spacing_rule, layout.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    layout.space_before, layout.space_after = Pt(0), Pt(after)


def _run(paragraph: Any, text: str, face: str, size: float) -> Any:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    _faces(properties, face)
    if size == _BODY:
        properties.insert_element_before(
            _element("spacing", val=_CLOSER), "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
        )
    return run


def _faces(properties: Any, face: str) -> None:
    """The East Asian family is an attribute of its own; without it Word takes its default for Chinese letters."""
    fonts = properties.get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_tag(attribute), None)
    for attribute, family in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", face)):
        fonts.set(_tag(attribute), family)


def _table(document: Document, block: SummaryTable) -> None:
    """Made as text and parsed once: a table of 3,000 rows takes python-docx's own calls twelve seconds."""
    from docx.oxml.parser import parse_xml

    widths = _widths(block)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _row(block.head, widths, HEAD_FACE, ["center"] * len(widths), head=True)
    aligns = ["right" if place in block.numeric else "left" for place in range(len(widths))]
    rows = "".join(_row(texts, widths, TABLE_FACE, aligns) for texts in block.rows)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    made = parse_xml(
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>'
    )
    document.element.body.insert_element_before(made, "w:sectPr")


def _row(texts: Sequence[str], widths: Sequence[int], face: str, aligns: Sequence[str], *, head: bool = False) -> str:
    look = (
        f'<w:rFonts w:ascii="{_LATIN}" w:hAnsi="{_LATIN}" w:eastAsia="{face}"/>'
        f'<w:sz w:val="{round(_TABLE * 2)}"/><w:szCs w:val="{round(_TABLE * 2)}"/>'
    )
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="40" w:after="40" w:line="300" w:lineRule="exact"/>'
        f'<w:jc w:val="{align}"/></w:pPr><w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        f"</w:p></w:tc>"
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _widths(block: SummaryTable) -> list[int]:
    """Shares of the text's width by content; long texts give way first."""
    wanted = []
    for place, title in enumerate(block.head):
        longest = max((columns_of(row[place]) for row in block.rows[:400]), default=0)
        short = place in block.numeric or longest <= 8
        share = longest if short else max(8, round(min(longest, 60) ** 0.85))
        wanted.append(max(share, min(columns_of(title) // 2, 8)) + 2)
    total = sum(wanted)
    return [_TEXT_WIDTH_TWIPS * share // total for share in wanted]


def _page_numbers(document: Document) -> None:
    """—1— in 14 points at the outer end of the foot: right on odd pages, left on even ones."""
    from docx.shared import Pt

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        _lay_out(paragraph, align, 18)
        setattr(paragraph.paragraph_format, f"{align}_indent", Pt(14))
        _run(paragraph, "—", TABLE_FACE, 14)
        for kind in ("begin", None, "end"):
            run = _run(paragraph, "", TABLE_FACE, 14)._r
            run.append(_element("fldChar", fldCharType=kind) if kind else _instruction())
        _run(paragraph, "—", TABLE_FACE, 14)


def _instruction() -> Any:
    told = _element("instrText")
    told.text = " PAGE "
    return told


def _font_table() -> bytes:
    """The families with what stands in for each on a PC that has not got it."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _STANDS_IN.items()
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f'{head}\n<w:fonts xmlns:w="{_W}">{fonts}</w:fonts>'.encode()


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"


def _element(tag: str, **attributes: object) -> Any:
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(_tag(name), str(value))
    return made
