"""PDF with a text layer: a gate against encryption and bombs, then lines, paragraphs and tables."""

from __future__ import annotations

import logging
import re
from io import BytesIO

import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import LimitReachedError

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.pages.document import pages_document
from zonetracker.extraction.reading.pages.lines import LaidPage
from zonetracker.extraction.reading.pdf.page import read_sheet
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.scans.pictures import page_of_pdf
from zonetracker.support.errors import Refusal, RefusalCode

_log = logging.getLogger(__name__)
_WRONG_PASSWORD = 4
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
        made = _DATE.match(details.get("CreationDate", ""))
        return pages_document(
            sheets,
            name,
            "application/pdf",
            date="-".join(made.groups()) if made else None,
            named=details.get("Title", ""),
            picture=lambda number: page_of_pdf(pdf[number]),
        )
    finally:
        pdf.close()


def _sheet(pdf: pdfium.PdfDocument, number: int) -> LaidPage:
    try:
        page = pdf[number]
    except pdfium.PdfiumError:
        return LaidPage(number, broken=True)
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
