"""The title and the day among the properties of an office file of before 2007."""

from __future__ import annotations

import datetime
import struct

_CODE_PAGE, _TITLE, _CREATED = 1, 2, 12
_SHORT, _STRING, _WIDE_STRING, _TIME = 2, 30, 31, 64
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 1200: "utf-16-le", 65001: "utf-8"}
_EPOCH = datetime.datetime(1601, 1, 1)
_MOST, _LONGEST = 200, 2048


def title_and_day(data: bytes) -> tuple[str, str]:
    """The title and the day (ISO) when the file was made, "" for what its properties do not say or say wrongly."""
    try:
        said = _properties(data)
    except struct.error:
        return "", ""
    page = _number(said, _CODE_PAGE, _SHORT, 2)
    return _text(*said.get(_TITLE, (0, b"")), _PAGES.get(page, "cp1252")), _day(_number(said, _CREATED, _TIME, 8))


def _properties(data: bytes) -> dict[int, tuple[int, bytes]]:
    """The kind of each property in the first set, and the bytes in which its value begins."""
    (start,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, start + 4)
    found: dict[int, tuple[int, bytes]] = {}
    for index in range(min(count, _MOST)):
        number, place = struct.unpack_from("<II", data, start + 8 + index * 8)
        (kind,) = struct.unpack_from("<I", data, start + place)
        found[number] = kind, data[start + place + 4 : start + place + 4 + _LONGEST]
    return found


def _number(said: dict[int, tuple[int, bytes]], which: int, wanted: int, size: int) -> int:
    kind, raw = said.get(which, (0, b""))
    return int.from_bytes(raw[:size], "little") if kind == wanted else 0


def _text(kind: int, raw: bytes, letters: str) -> str:
    size = int.from_bytes(raw[:4], "little")
    if kind == _WIDE_STRING:
        size, letters = size * 2, "utf-16-le"
    return raw[4 : 4 + size].decode(letters, "replace").partition("\x00")[0] if kind in (_STRING, _WIDE_STRING) else ""


def _day(ticks: int) -> str:
    """The day of a time in tenths of microseconds since 1601."""
    try:
        return (_EPOCH + datetime.timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
    except OverflowError:
        return ""
