"""The document of pages that were taken apart: refused where they hold no text, warned of where some hold none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from zonetracker.extraction.document import Document
from zonetracker.extraction.reading.builder import Builder
from zonetracker.extraction.reading.pages.flow import flow
from zonetracker.extraction.reading.pages.lines import LaidPage
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode
from zonetracker.support.i18n import tr

_FEW = 20


def pages_document(
    sheets: Sequence[LaidPage],
    name: str,
    media: str,
    *,
    date: str | None,
    named: str,
    warnings: Sequence[str] = (),
) -> Document:
    """The paragraphs and tables of all pages; `named` is the title among the file's properties, kept if Chinese.

    Raises Refusal for a scan without text, for pages without anything, and where nothing but broken pages is left.
    """
    written = sum(len(line.glyphs) for sheet in sheets for line in sheet.lines)
    bare = sum(1 for sheet in sheets if sheet.pictures)
    if not written and any(sheet.broken for sheet in sheets):
        raise refusal(RefusalCode.READ_DAMAGED, name)
    if not written or (bare * 2 > len(sheets) and written < _FEW * len(sheets)):
        raise refusal(RefusalCode.READ_SCANNED if bare else RefusalCode.READ_NO_TEXT, name)
    builder = Builder(name)
    title = flow(sheets, builder)
    return builder.document(
        media,
        title=title,
        date=date,
        named=named if re.search("[\u4e00-\u9fff]", named) else "",
        warnings=(*_warnings(sheets), *warnings),
    )


def _warnings(sheets: Sequence[LaidPage]) -> list[str]:
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
