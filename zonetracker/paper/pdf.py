"""A PDF as Qt writes it, made fit to leave the house: no time, no name, and text that reads as it was painted.

Qt tells a reader of the PDF which letter a glyph stands for by asking the font backwards. Fonts answer with the radical
⽬ (U+2F6C) where the text said 目, for both share one glyph, or with nothing at all. Here it is told anew by what was
painted, letter by letter, and a glyph that stood for two different letters gets a code for each. A letter with room
after it has a code that is as much wider, lest a reader takes the room for a blank.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence

from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, NumberObject, StreamObject

from zonetracker.support.i18n import program_name

_TEXT = re.compile(rb"BT\n.*?ET\n", re.DOTALL)
_AGAIN = b"1 0 0 -1 0 0 Tm\n/Span << /ActualText <> >> BDC\n"
"""Where Qt makes a letter bold by painting it a second time, a little aside."""
_FIRST = re.compile(rb"(?<=Tm\n)-?[\d.]+")
_CODE = re.compile(rb"/(F\d+) \S+ Tf|<([0-9A-F]{4})> Tj")
_SECOND = 0x8000
"""Codes from here on are second ones: Qt counts glyphs from 1, and no document has so many."""
_LISTED = 100
"""How many codes one stretch of a table of letters may hold."""


Painted = tuple[str, int]
"""What a glyph stands for, and how much room was left after it, in thousandths of the size."""


def clean_pdf(data: bytes, title: str, painted: Iterable[Sequence[Painted]]) -> bytes:
    """`data` with its title as its only description, and its text as it was `painted`: of each page, glyph by glyph."""
    writer = PdfWriter()
    writer.append(PdfReader(io.BytesIO(data)), import_outline=False)
    writer.metadata = {"/Title": title, "/Producer": program_name()}
    fonts: dict[bytes, _Font] = {}
    for page, letters in zip(writer.pages, painted, strict=True):
        _read_fonts(page, fonts)
        text = page.raw_get("/Contents")
        writer._replace_object(text, _stream(_told(text.get_object().get_data(), letters, fonts)))
    for font in fonts.values():
        font.write(writer)
    sink = io.BytesIO()
    writer.write(sink)
    return sink.getvalue()


class _Font:
    """One subset of a font in the file, with the letter that each of its codes stands for."""

    def __init__(self, entry: DictionaryObject, place: int) -> None:
        self._entry, self._place = entry, place
        parts = entry["/DescendantFonts"]
        assert isinstance(parts, ArrayObject)
        part = parts[0].get_object()
        assert isinstance(part, DictionaryObject)
        self._part = part
        self._letters: dict[int, str] = {}
        self._codes: dict[tuple[int, Painted], int] = {}
        self._again: list[tuple[int, int]] = []

    def code(self, glyph: int, painted: Painted) -> int:
        """The code under which `glyph` stands for a letter with so much room after it."""
        if (glyph, painted) not in self._codes:
            letter, room = painted
            code = glyph
            if room or glyph in self._letters:
                code = _SECOND + len(self._again)
                self._again.append((glyph, room))
            self._codes[glyph, painted] = code
            self._letters[code] = letter
        return self._codes[glyph, painted]

    def write(self, writer: PdfWriter) -> None:
        """Put letters, codes and a name that is the same in every run into the file."""
        descriptor = self._part["/FontDescriptor"]
        assert isinstance(descriptor, DictionaryObject)
        tag = "".join(chr(65 + self._place // 26**power % 26) for power in range(5, -1, -1))
        name = str(descriptor["/FontName"]).rpartition("+")[2].lstrip("/")
        descriptor[NameObject("/FontName")] = NameObject(f"/{tag}+{name}")
        descriptor.pop("/CIDSet", None)
        if self._letters:
            writer._replace_object(self._entry.raw_get("/ToUnicode"), _stream(_letter_table(self._letters)))
        if self._again:
            self._write_again(writer)

    def _write_again(self, writer: PdfWriter) -> None:
        """Which glyphs the second codes paint, and how wide they are."""
        listed = self._part.setdefault(NameObject("/W"), ArrayObject()).get_object()
        assert isinstance(listed, ArrayObject)
        known, usual = _widths(listed), self._part.get("/DW", 1000)
        widths = ArrayObject(NumberObject(known.get(glyph, usual) + room) for glyph, room in self._again)
        listed += [NumberObject(_SECOND), widths]
        glyphs = b"".join(glyph.to_bytes(2) for glyph in (*range(_SECOND), *(glyph for glyph, _ in self._again)))
        self._part[NameObject("/CIDToGIDMap")] = writer._add_object(_stream(glyphs))


def _widths(listed: ArrayObject) -> dict[int, int]:
    """The widths of the glyphs as a font in a PDF lists them: a code and widths from there on, or two codes and one."""
    widths: dict[int, int] = {}
    rest = iter(listed)
    for start in rest:
        second = next(rest)
        if isinstance(second, ArrayObject):
            widths.update(enumerate(second, start))
        else:
            widths.update(dict.fromkeys(range(start, second + 1), next(rest)))
    return widths


def _read_fonts(page: PageObject, fonts: dict[bytes, _Font]) -> None:
    """The fonts of a page by the names that its text uses, which are the same on every page."""
    resources = page["/Resources"]
    assert isinstance(resources, DictionaryObject)
    listed = resources.get("/Font", DictionaryObject()).get_object()
    assert isinstance(listed, DictionaryObject)
    for name, entry in sorted(listed.items()):
        font, key = entry.get_object(), name[1:].encode()
        if key not in fonts and isinstance(font, DictionaryObject) and "/DescendantFonts" in font:
            fonts[key] = _Font(font, len(fonts))


def _told(text: bytes, letters: Sequence[Painted], fonts: dict[bytes, _Font]) -> bytes:
    """What a page paints, each code telling its letter; Qt's own word stands where the two don't go together."""
    painted = _TEXT.sub(lambda block: _once(block[0]), text)
    if sum(not font for font, _ in _CODE.findall(painted)) != len(letters):
        return painted
    font, rest = b"", iter(letters)

    def code(found: re.Match[bytes]) -> bytes:
        nonlocal font
        if found[1]:
            font = found[1]
            return found[0]
        return b"<%04X> Tj" % fonts[font].code(int(found[2], 16), next(rest))

    return _CODE.sub(code, painted)


def _once(block: bytes) -> bytes:
    """Bold letters with a thicker outline in place of a second letter aside, which many readers would read twice."""
    first, again, second = block.partition(_AGAIN)
    start, aside = _FIRST.search(first), re.match(rb"-?[\d.]+", second)
    if not again or start is None or aside is None:
        return block
    thick = b"2 Tr %.3f w\n" % abs(float(start[0]) - float(aside[0]))
    return first[: start.start()] + thick + first[start.start() :] + b"ET\n"


def _letter_table(letters: dict[int, str]) -> bytes:
    lines = [
        b"<%04X> <%s>" % (code, said.encode("utf-16-be", "surrogatepass").hex().encode())
        for code, said in sorted(letters.items())
    ]
    parts = [lines[start : start + _LISTED] for start in range(0, len(lines), _LISTED)]
    told = b"\n".join(b"%d beginbfchar\n%s\nendbfchar" % (len(part), b"\n".join(part)) for part in parts)
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + told + b"\n"
        b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


def _stream(data: bytes) -> StreamObject:
    made = DecodedStreamObject()
    made.set_data(data)
    return made.flate_encode()
