"""PDF with a text layer: a gate against encryption and bombs, then lines, paragraphs and tables."""

from __future__ import annotations

import logging
import re
import unicodedata
from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.pdf.flow import flow
from zonetracker.extraction.reading.pdf.page import PdfSheet, read_sheet
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_log = logging.getLogger(__name__)
_WRONG_PASSWORD = 4
_FEW = 20
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes, name: str) -> Document:
    """The document of a PDF; raises Refusal for a password, a scan without text, more than 300 pages, or a bomb."""
    _pass_gate(data, name)
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise refusal(
            RefusalCode.READ_PASSWORD if error.err_code == _WRONG_PASSWORD else RefusalCode.READ_DAMAGED, name
        ) from error
    try:
        if len(pdf) > limits.PAGES:
            raise refusal(RefusalCode.READ_PAGES, name)
        sheets = [_sheet(pdf, number) for number in range(len(pdf))]
        details = pdf.get_metadata_dict()
    finally:
        pdf.close()
    return _document(sheets, details, name)


def _sheet(pdf: pdfium.PdfDocument, number: int) -> PdfSheet:
    try:
        page = pdf[number]
    except pdfium.PdfiumError:
        return PdfSheet(number, broken=True)
    try:
        return read_sheet(page, number)
    finally:
        page.close()


def _pass_gate(data: bytes, name: str) -> None:
    """Let pypdf look first: it counts what a stream unpacks to. What it merely can't parse, the reader may repair."""
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise refusal(RefusalCode.READ_PASSWORD, name)
        if len(reader.pages) > limits.PAGES:
            raise refusal(RefusalCode.READ_PAGES, name)
        for page in reader.pages:
            content = page.get_contents()
            if content is not None:
                content.get_data()
    except LimitReachedError as error:
        raise refusal(RefusalCode.READ_BOMB, name) from error
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        _log.info("pypdf could not parse it: %s", type(error).__name__)


def _document(sheets: list[PdfSheet], details: dict[str, str], name: str) -> Document:
    written = sum(len(line.glyphs) for sheet in sheets for line in sheet.lines)
    bare = sum(1 for sheet in sheets if sheet.pictures)
    if not written and any(sheet.broken for sheet in sheets):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    if not written or (bare * 2 > len(sheets) and written < _FEW * len(sheets)):
        raise refusal(RefusalCode.READ_SCANNED if bare else RefusalCode.READ_NO_TEXT, name)
    builder = Builder(name)
    title = flow(sheets, builder)
    said = details.get("Title", "")
    made = _DATE.match(details.get("CreationDate", ""))
    return builder.document(
        "application/pdf",
        title=title,
        date="-".join(made.groups()) if made else None,
        named=said if re.search("[\u4e00-\u9fff]", said) else "",
        warnings=_warnings(sheets),
    )


def _warnings(sheets: list[PdfSheet]) -> list[str]:
    said: list[str] = []
    broken = [str(sheet.number + 1) for sheet in sheets if sheet.broken]
    if broken:
        said.append(tr("第 {pages} 页已损坏，没有读取，请对照原文核对。", pages="、".join(broken)))
    bare = [str(sheet.number + 1) for sheet in sheets if sheet.pictures and not sheet.lines]
    if bare:
        said.append(tr("第 {pages} 页是图片，没有文字，没有读取。", pages="、".join(bare)))
    glyphs = [glyph.text for sheet in sheets for line in sheet.lines for glyph in line.glyphs]
    strange = sum(1 for text in glyphs if unicodedata.category(text) in ("Co", "Cn") or text == "\ufffd")
    if strange:
        said.append(tr("文中有 {count} 处无法识别的字符，请对照原文核对。", count=strange))
    return said
