"""The document of pages that were taken apart: those that are pictures recognised, refused where there is no text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.pages.flow import flow
from zonetracker.extraction.reading.pages.lines import LaidPage
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.extraction.reading.scans.keeping import with_layout
from zonetracker.support.added import ocr_trouble
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

if TYPE_CHECKING:
    from PIL.Image import Image

    from zonetracker.extraction.reading.scans.recognising import Recognition

_FEW = 20


def pages_document(
    sheets: Sequence[LaidPage],
    name: str,
    media: str,
    *,
    date: str | None,
    named: str,
    warnings: Sequence[str] = (),
    picture: Callable[[int], Image] | None = None,
) -> Document:
    """The paragraphs and tables of all pages; `named` is the title among the file's properties, kept if Chinese.

    `picture` draws a page (from 0), so that what is a picture can be recognised. When a page was scanned says nothing
    of when it was written, so that a recognised document has neither date nor title of its file.

    Raises Refusal for a scan that can't be recognised, for pages without anything, and where nothing but broken pages
    is left.
    """
    if _written(sheets) == 0 and any(sheet.broken for sheet in sheets):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    scanned = _scanned(sheets)
    recognition = _recognition(scanned, picture, name, whole=_is_scan(sheets))
    if recognition is not None and picture is not None:
        found = recognition.pages(scanned, picture)
        sheets = [found.get(sheet.number, sheet) for sheet in sheets]
    if not _written(sheets):
        raise refusal(RefusalCode.READ_NO_TEXT, name)
    builder = Builder(name)
    title = flow(sheets, builder)
    document = builder.document(
        media,
        title=title,
        date=None if recognition else date,
        named=named if re.search("[\u4e00-\u9fff]", named) and not recognition else "",
        warnings=(
            *_warnings(sheets, recognition is not None, scanned),
            *(recognition.warnings() if recognition else ()),
            *warnings,
        ),
    )
    document = replace(document, laid_over=any(sheet.faint for sheet in sheets))
    return with_layout(document, recognition.layout(document.text, builder.sources)) if recognition else document


def _written(sheets: Sequence[LaidPage]) -> int:
    return sum(len(line.glyphs) for sheet in sheets for line in sheet.lines)


def _is_scan(sheets: Sequence[LaidPage]) -> bool:
    """Whether it is a scan as a whole: no text, or next to none on pages of which most have pictures."""
    written, bare = _written(sheets), sum(1 for sheet in sheets if sheet.pictures)
    return bool(bare) and (not written or (bare * 2 > len(sheets) and written < _FEW * len(sheets)))


def _scanned(sheets: Sequence[LaidPage]) -> list[int]:
    """The pages that are pictures; of a scan, and where one fills its page, also those with a few characters on it."""
    scan = _is_scan(sheets)
    return [
        sheet.number
        for sheet in sheets
        if sheet.pictures and _written([sheet]) < (_FEW if scan or sheet.covered else 1)
    ]


def _recognition(
    scanned: Sequence[int], picture: Callable[[int], Image] | None, name: str, *, whole: bool
) -> Recognition | None:
    """What recognises pages; None where there are none, or where it is absent and there is text beside them."""
    if not scanned:
        return None
    from zonetracker.extraction.reading.scans.recognising import recognition

    found = None if picture is None else recognition(name, len(scanned))
    if found is None and whole:
        raise _absent(name)
    return found


def _absent(name: str) -> Refusal:
    """What recognises is not installed, or was made for another program."""
    trouble = ocr_trouble()
    return Refusal(RefusalCode.READ_RECOGNISER, trouble) if trouble else refusal(RefusalCode.READ_SCANNED, name)


def _warnings(sheets: Sequence[LaidPage], recognised: bool, scanned: Sequence[int]) -> list[str]:
    said: list[str] = []
    broken = [str(sheet.number + 1) for sheet in sheets if sheet.broken]
    if broken:
        said.append(tr("第 {pages} 页已损坏，没有读取，请对照原文核对。", pages="、".join(broken)))
    bare = "、".join(
        str(sheet.number + 1)
        for sheet in sheets
        if sheet.pictures and (not sheet.lines or (not recognised and sheet.number in scanned))
    )
    if bare and recognised:
        said.append(tr("第 {pages} 页是图片，没有认出文字，请对照原文核对。", pages=bare))
    elif bare:
        said.append(tr("第 {pages} 页是图片，图中的文字没有读取；装上文字识别组件后重新导入即可识别。", pages=bare))
        said += [trouble] if (trouble := ocr_trouble()) else []
    faint = [str(sheet.number + 1) for sheet in sheets if sheet.faint]
    if faint:
        said.append(tr("第 {pages} 页是扫描件，文字是制作文件时识别出来的，请对照原文核对。", pages="、".join(faint)))
    glyphs = [glyph.text for sheet in sheets for line in sheet.lines for glyph in line.glyphs]
    strange = sum(1 for text in glyphs if unicodedata.category(text) in ("Co", "Cn") or text == "\ufffd")
    if strange:
        said.append(tr("文中有 {count} 处无法识别的字符，请对照原文核对。", count=strange))
    return said
