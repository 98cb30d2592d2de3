"""The summary as a .docx by the rules for official papers: 22 lines a page, 28 letters a line, —1— at the foot."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from zonetracker.outputs.package import repacked
from zonetracker.outputs.sheet.widths import ems
from zonetracker.outputs.summary import setting
from zonetracker.outputs.summary.blocks import (
    Annex,
    AnnexLine,
    AnnexRow,
    Block,
    Heading,
    Note,
    Paragraph,
    Signature,
    Summary,
    SummaryTable,
)
from zonetracker.outputs.summary.titles import title_lines
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section
    from docx.shared import Length

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
_CLOSER = -5
"""Twips: 28 letters of 16 points want 448 points and have 442.2. A character grid would say the same, but
LibreOffice gives two cells to a letter that is wider than one."""
_BORDER = 0.5
_LETTER = setting.TEXT_WIDTH / setting.LETTERS
_AFTER = ("w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")
"""What comes after that mark in a paragraph's properties, whose order is fixed."""
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_bytes(summary: Summary) -> bytes:
    """The document itself, with no name, PC or time but the summary's own date."""
    return docx_pages([summary])


def docx_pages(summaries: Sequence[Summary]) -> bytes:
    """Several as one document, each from a page of its own on; name and date are the first's, the annex the last's."""
    import docx

    first, last = summaries[0], summaries[-1]
    document = docx.Document()
    _properties(document, first)
    _page(document)
    _base_style(document)
    for summary in summaries:
        _write_summary(document, summary, new_page=summary is not first)
    _page_numbers(document)
    if last.annex is not None:
        _annex(document, last.annex)
    sink = io.BytesIO()
    document.save(sink)
    return repacked(sink.getvalue(), first.issued_on, _changed)


def _write_summary(document: Document, summary: Summary, *, new_page: bool) -> None:
    title = _title(document, summary.title, setting.TEXT_WIDTH)
    title.paragraph_format.page_break_before = new_page or None
    for place, block in enumerate(summary.blocks):
        if not isinstance(block, Signature):
            _block(document, block, keep=setting.stays_with_next(summary.blocks, place))
    _signature(document, [block.text for block in summary.blocks if isinstance(block, Signature)])


def _changed(name: str, part: bytes) -> bytes:
    return _font_table() if name == "word/fontTable.xml" else part


def _properties(document: Document, summary: Summary) -> None:
    properties = document.core_properties
    properties.author = properties.comments = properties.last_modified_by = properties.keywords = ""
    properties.title = summary.title[:255]
    properties.revision = 1


def _page(document: Document) -> None:
    section = document.sections[0]
    _lay_section(section, (setting.PAGE_WIDTH, setting.PAGE_HEIGHT), (setting.TOP, setting.BOTTOM))
    section.left_margin, section.right_margin = _points(setting.LEFT), _points(setting.RIGHT)
    for grid in section._sectPr.findall(_tag("docGrid")):  # lines have a pitch of their own
        section._sectPr.remove(grid)


def _lay_section(section: Section, size: tuple[float, float], margins: tuple[float, float]) -> None:
    """Size and upper and lower margin; the page number stands seven millimetres below the text."""
    section.page_width, section.page_height = map(_points, size)
    section.top_margin, section.bottom_margin = map(_points, margins)
    section.header_distance, section.footer_distance = _points(42), _points(margins[1] - 7 * 72 / 25.4 - 18)


def _points(points: float) -> Length:
    """A length as Word keeps it, in whole twips."""
    from docx.shared import Twips

    return Twips(round(points * 20))


def _base_style(document: Document) -> None:
    """Lines break as in print: no mark beyond the margin, no line held back from a page."""
    from docx.shared import Pt

    style = document.styles["Normal"]
    style.font.size = Pt(setting.BODY)
    _faces(style.element.get_or_add_rPr(), BODY_FACE)
    layout = style.paragraph_format
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False
    layout.element.get_or_add_pPr().insert_element_before(_element("overflowPunct", val=0), *_AFTER)


def _title(document: Document, text: str, width: float) -> Any:
    """Centred, in the lines that print has."""
    lines = title_lines(text, width / setting.TITLE)
    paragraph = _write(document, lines[0], TITLE_FACE, setting.TITLE, align="center", indent=0)
    for line in lines[1:]:
        paragraph.runs[-1].add_break()
        _run(paragraph, line, TITLE_FACE, setting.TITLE)
    paragraph.paragraph_format.space_after = _points(setting.PITCH)
    return paragraph


def _block(document: Document, block: Block, *, keep: bool) -> None:
    if isinstance(block, Heading):
        face = HEAD_FACE if block.level == 1 else SUBHEAD_FACE
        _write(document, block.text, face, setting.BODY, keep=keep)
    elif isinstance(block, Paragraph):
        _write(document, block.text, BODY_FACE, setting.BODY, keep=keep)
    elif isinstance(block, Note):
        _write(document, block.text, BODY_FACE, setting.NOTE, pitch=setting.NOTE_PITCH, keep=keep)
    elif isinstance(block, SummaryTable):
        measures = setting.table_setting(block.head, block.rows, block.numeric)
        _table(document, _table_xml(block.head, map(AnnexRow, block.rows), block.numeric, measures))
    elif isinstance(block, AnnexLine):
        _annex_line(document, block.text, keep=keep)


def _annex_line(document: Document, text: str, *, keep: bool) -> None:
    """附件：name; further lines stand under the first letter of the name."""
    line = _write(document, text, BODY_FACE, setting.BODY, indent=0, keep=keep)
    inset = text.index("：") + 1
    line.paragraph_format.left_indent = _points((2 + inset) * _LETTER)
    line.paragraph_format.first_line_indent = _points(-inset * _LETTER)
    line.paragraph_format.space_before = _points(setting.PITCH)


def _signature(document: Document, texts: Sequence[str]) -> None:
    offsets = setting.signature_offsets([ems(text) * setting.BODY for text in texts])
    for place, (text, off) in enumerate(zip(texts, offsets, strict=True)):
        line = _write(document, text, BODY_FACE, setting.BODY, align="right", indent=0, keep=place < len(texts) - 1)
        line.paragraph_format.right_indent = _points(off)
        if not place:
            line.paragraph_format.space_before = _points(setting.PITCH)


def _annex(document: Document, annex: Annex) -> None:
    """A section of its own on landscape pages; the page numbers go on."""
    from docx.enum.section import WD_ORIENT

    section = document.add_section()
    _end_section(document)
    section.orientation = WD_ORIENT.LANDSCAPE
    size = setting.PAGE_HEIGHT, setting.PAGE_WIDTH
    _lay_section(section, size, (setting.ANNEX_TOP, setting.ANNEX_BOTTOM))
    section.left_margin = section.right_margin = _points(setting.ANNEX_SIDE)
    mark = _write(document, tr("附件"), HEAD_FACE, setting.BODY, indent=0)
    mark.paragraph_format.space_after = _points(setting.PITCH)
    _title(document, annex.title, size[0] - 2 * setting.ANNEX_SIDE)
    _table(document, _table_xml(annex.head, annex.rows, annex.numeric, setting.annex_setting(annex)))
    for note in annex.notes:
        _write(document, note, BODY_FACE, setting.ANNEX_NOTE, pitch=setting.ANNEX_NOTE_PITCH)
    if not annex.notes:
        _write(document, "", BODY_FACE, 1, indent=0, pitch=1)  # a table cannot be the last in a document


def _end_section(document: Document) -> None:
    """The section ends with its last paragraph; python-docx adds an empty one, for which a full page has no room."""
    added: Any = document.paragraphs[-1]._p
    last = added.getprevious()
    if last is not None and last.tag == _tag("p"):
        last.get_or_add_pPr().append(added.pPr.sectPr)
        added.getparent().remove(added)


def _write(
    document: Document,
    text: str,
    face: str,
    size: float,
    *,
    align: str = "both",
    indent: int = 2,
    keep: bool = False,
    pitch: float = setting.PITCH,
) -> Any:
    """A paragraph; one to `keep` stays whole and with the next."""
    paragraph = document.add_paragraph()
    _lay_out(paragraph, align, pitch)
    layout = paragraph.paragraph_format
    if indent:
        layout.first_line_indent = _points(indent * size)
        paragraph._p.get_or_add_pPr().get_or_add_ind().set(_tag("firstLineChars"), str(indent * 100))
    layout.keep_with_next = layout.keep_together = keep or None
    _run(paragraph, text, face, size)
    return paragraph


def _lay_out(paragraph: Any, align: str, pitch: float) -> None:
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
    layout.space_before = layout.space_after = Pt(0)


def _run(paragraph: Any, text: str, face: str, size: float) -> Any:
    from docx.shared import Pt

    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()
    _faces(properties, face)
    if size == setting.BODY:
        properties.insert_element_before(
            _element("spacing", val=_CLOSER), "w:w", "w:kern", "w:position", "w:sz", "w:szCs"
        )
    return run


def _faces(properties: Any, face: str) -> None:
    """The East Asian family is an attribute of its own; without it Word takes its default for Chinese letters."""
    fonts = properties.get_or_add_rFonts()
    for attribute in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(_tag(attribute), None)
    for attribute, family in (("ascii", face), ("hAnsi", face), ("eastAsia", face)):
        fonts.set(_tag(attribute), family)


def _table(document: Document, xml: str) -> None:
    """Made as text and parsed once: a table of 3,000 rows takes python-docx's own calls twelve seconds."""
    from docx.oxml.parser import parse_xml

    document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _table_xml(
    head: Sequence[str], rows: Iterable[AnnexRow], numeric: frozenset[int], measures: setting.TableSetting
) -> str:
    widths = [round(width * 20) for width in measures.widths]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    free = "".join(f'<w:{side} w:w="{round(measures.pad * 20)}" w:type="dxa"/>' for side in ("left", "right"))
    aligns = ["right" if place in numeric else "left" for place in range(len(widths))]
    heads = _row(measures.heads(head), widths, HEAD_FACE, ["center"] * len(widths), measures, head=True)
    lines = "".join(
        _row(row.cells, [sum(widths)], HEAD_FACE, ["left"], measures, keep=True)
        if row.band
        else _row(row.cells, widths, TABLE_FACE, aligns, measures)
        for row in rows
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        f'<w:tbl xmlns:w="{_W}"><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>{free}</w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{heads}{lines}</w:tbl>"
    )


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    face: str,
    aligns: Sequence[str],
    measures: setting.TableSetting,
    *,
    head: bool = False,
    keep: bool = False,
) -> str:
    """A row of a table; a head is repeated on each page, and with a band it stays with the row below."""
    look = (
        f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}"/>'
        f'<w:sz w:val="{round(measures.size * 2)}"/><w:szCs w:val="{round(measures.size * 2)}"/>'
    )
    over = f'<w:gridSpan w:val="{len(measures.widths)}"/>' if len(widths) < len(measures.widths) else ""
    layout = (
        f"{'<w:keepNext/>' if head or keep else ''}"
        f'<w:spacing w:before="{round(measures.pad * 20)}" w:after="{round((measures.pad - _BORDER) * 20)}" '
        f'w:line="{round(measures.pitch * 20)}" w:lineRule="exact"/>'
    )
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
        f'{layout}<w:jc w:val="{align}"/></w:pPr>{_text_runs(text, look)}</w:p></w:tc>'
        for text, width, align in zip(texts, widths, aligns, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _text_runs(text: str, look: str) -> str:
    broken = '</w:t><w:br/><w:t xml:space="preserve">'.join(map(escape, text.split("\n")))
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{broken}</w:t></w:r>'


def _page_numbers(document: Document) -> None:
    """—1— in 14 points at the outer end of the foot: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        _lay_out(paragraph, align, 18)
        setattr(paragraph.paragraph_format, f"{align}_indent", _points(setting.NUMBER))
        _run(paragraph, "—", TABLE_FACE, setting.NUMBER)
        for kind in ("begin", None, "end"):
            run = _run(paragraph, "", TABLE_FACE, setting.NUMBER)._r
            run.append(_element("fldChar", fldCharType=kind) if kind else _instruction())
        _run(paragraph, "—", TABLE_FACE, setting.NUMBER)


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
