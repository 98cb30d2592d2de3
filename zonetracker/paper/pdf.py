"""A PDF as Qt writes it, made fit to leave the house: no time, no name, and text that is found when searched for.

Qt tells a reader of the PDF which letter a glyph stands for by asking the font backwards, and many Chinese fonts answer
with the radical ⽬ (U+2F6C) where the text said 目, for both share one glyph. A search for 目标 would find nothing.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, StreamObject
from PySide6.QtGui import QFont, QRawFont

from zonetracker.support.i18n import program_name

_LOOKALIKES = "".join(map(chr, (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00))))
_CODE = re.compile(rb"(?<=<)[0-9A-F]{4}(?=> )")


def clean_pdf(data: bytes, title: str, letters: Iterable[str], fonts: Iterable[QFont]) -> bytes:
    """`data` with its title as its only description, and true letters for those of `letters` set in `fonts`."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)), import_outline=False)
    writer.metadata = {"/Title": title, "/Producer": program_name()}
    true = _true_letters(sorted(set(letters)), fonts)
    for place, font in enumerate(_fonts_of(writer)):
        _mend_letters(writer, font, true)
        _name_subset(font, place)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


def _true_letters(letters: list[str], fonts: Iterable[QFont]) -> dict[bytes, bytes]:
    """Four hexadecimal digits of each lookalike, to those of the letter that was meant."""
    true: dict[bytes, bytes] = {}
    for font in fonts:
        raw = QRawFont.fromFont(font)
        meant = {raw.glyphIndexesForString(letter)[0]: letter for letter in letters if ord(letter) < 0x10000}
        for lookalike in _LOOKALIKES:
            glyph = raw.glyphIndexesForString(lookalike)[0]
            if glyph and glyph in meant:
                true[b"%04X" % ord(lookalike)] = b"%04X" % ord(meant[glyph])
    return true


def _fonts_of(writer: PdfWriter) -> list[DictionaryObject]:
    """All fonts in the order in which the pages use them."""
    found: dict[int, DictionaryObject] = {}
    for page in writer.pages:
        resources = page["/Resources"].get_object()
        assert isinstance(resources, DictionaryObject)
        for entry in resources.get("/Font", DictionaryObject()).values():
            font = entry.get_object()
            if isinstance(font, DictionaryObject) and "/ToUnicode" in font:
                found.setdefault(entry.idnum, font)
    return list(found.values())


def _mend_letters(writer: PdfWriter, font: DictionaryObject, true: dict[bytes, bytes]) -> None:
    table = font["/ToUnicode"].get_object()
    assert isinstance(table, StreamObject)
    mended = StreamObject()
    mended.set_data(_CODE.sub(lambda code: true.get(code[0], code[0]), table.get_data()))
    font[NameObject("/ToUnicode")] = writer._add_object(mended.flate_encode())


def _name_subset(font: DictionaryObject, place: int) -> None:
    """Qt tags its subsets in an order that changes from run to run."""
    tag = "".join(chr(65 + place // 26**power % 26) for power in range(5, -1, -1))
    parts = font["/DescendantFonts"].get_object()
    assert isinstance(parts, ArrayObject)
    for part in parts:
        descriptor = part.get_object()["/FontDescriptor"].get_object()
        name = str(descriptor["/FontName"]).rpartition("+")[2].lstrip("/")
        descriptor[NameObject("/FontName")] = NameObject(f"/{tag}+{name}")
