"""The bytes of RTF's text as letters: by the font's character set, the file's code page, and what reads as Chinese."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from zonetracker.extraction.reading.decoding import decode
from zonetracker.extraction.reading.word.symbols import SYMBOL_SIGNS, is_symbol_font
from zonetracker.support.errors import Refusal

WESTERN = "cp1252"
_CHARSETS = {
    0: WESTERN,
    77: "mac-roman",
    128: "cp932",
    129: "cp949",
    130: "johab",
    134: "gb18030",
    136: "cp950",
    161: "cp1253",
    162: "cp1254",
    163: "cp1258",
    177: "cp1255",
    178: "cp1256",
    186: "cp1257",
    204: "cp1251",
    222: "cp874",
    238: "cp1250",
    254: "cp437",
    255: "cp850",
}
_PAGES = {936: "gb18030", 54936: "gb18030", 65001: "utf-8", 10000: "mac-roman", 10008: "gb18030", 1361: "johab"}
_WIDE = frozenset({"cp932", "cp949", "johab", "gb18030", "cp950", "utf-8"})
_SYMBOL_SET = 2
_SAYS_WIDE = re.compile(rb"\\(?:fcharset(?:128|129|130|134|136)|ansicpg(?:932|936|949|950|1361|54936|65001))(?![0-9])")
_HIGH_RUN = re.compile(rb"(?:\\'[89A-Fa-f][0-9A-Fa-f]\\'[0-9A-Fa-f]{2}){2,}|[\x80-\xff]{4,}")
_SAMPLE = 20_000


@dataclass(slots=True)
class RtfFont:
    """A font of the table: how its bytes are read (None: as the file says), and whether its letters are pictures."""

    name: str = ""
    way: str | None = None
    pictures: bool = False

    def set_charset(self, number: int) -> None:
        """Take the character set as RTF numbers it."""
        self.pictures = number == _SYMBOL_SET
        self.way = _CHARSETS.get(number)


def page_way(number: int) -> str | None:
    """How a code page is read; None for one that is unknown."""
    way = _PAGES.get(number, f"cp{number}")
    try:
        codecs.lookup(way)
    except LookupError:
        return None
    return way


def written(raw: bytes, font: RtfFont, page: str) -> str:
    """Some bytes of text in `font`, in a file whose code page is read as `page`; what is broken becomes �."""
    if font.pictures:
        signs = SYMBOL_SIGNS if is_symbol_font(font.name) else {}
        return "".join(chr(byte) if byte < 0x80 else signs.get(byte, "") for byte in raw)
    way = font.way or page
    if raw.isascii():
        return raw.decode("ascii")
    if page in _WIDE and (way not in _WIDE or page == "utf-8"):
        way = _wide_or(way, page, raw)
    return raw.decode(way, "replace")


def _wide_or(way: str, page: str, raw: bytes) -> str:
    """A Western font in a Chinese file holds Chinese all the same where its bytes are that, and any one UTF-8."""
    try:
        return page if len(raw.decode(page)) < len(raw) else way
    except UnicodeError:
        return way


def pictured(point: int, font: RtfFont) -> str:
    """A character by its number; the signs of a symbol font stand among the private ones."""
    if font.pictures and 0xF020 <= point <= 0xF0FF:
        return written(bytes([point & 0xFF]), font, WESTERN)
    return chr(point)


def unsaid_page(data: bytes, name: str) -> tuple[str | None, tuple[str, ...]]:
    """The code page of a file that names none but Western ones and yet holds Chinese; and what is to be said of it."""
    if _SAYS_WIDE.search(data):
        return None, ()
    runs: list[bytes] = []
    size = 0
    for found in _HIGH_RUN.finditer(data):
        run = found[0]
        runs.append(bytes.fromhex(run.replace(b"\\'", b"").decode("ascii")) if run[:1] == b"\\" else run)
        size += len(runs[-1])
        if size > _SAMPLE:
            break
    if not runs:
        return None, ()
    try:
        read = decode(b"\n".join(runs), name, WESTERN)
    except Refusal:
        return None, ()
    return (None, ()) if read.encoding == WESTERN else (read.encoding, read.warnings)
