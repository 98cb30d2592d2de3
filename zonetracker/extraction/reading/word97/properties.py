"""The title and the day among the properties of an office file of before 2007."""

from __future__ import annotations

import datetime
import struct

_TITLE, _CREATED, _CODE_PAGE = 2, 12, 1
_SHORT, _STRING, _TIME = 2, 30, 64
_PAGES = {936: "gb18030", 54936: "gb18030", 950: "big5", 1200: "utf-16-le", 65001: "utf-8"}
_EPOCH = datetime.datetime(1601, 1, 1)
_MOST = 200


def title_and_day(data: bytes) -> tuple[str, str]:
    """The title and the day (ISO) when the file was made, "" for what its properties do not say or say wrongly."""
    try:
        values = _values(data)
    except struct.error:
        return "", ""
    page = values.get(_CODE_PAGE)
    title, made = values.get(_TITLE), values.get(_CREATED)
    letters = _PAGES.get(page, "cp1252") if isinstance(page, int) else "cp1252"
    shown = title.decode(letters, "replace").partition("\x00")[0] if isinstance(title, bytes) else ""
    return shown, _day(made) if isinstance(made, int) else ""


def _values(data: bytes) -> dict[int, int | bytes]:
    """What the first set of properties says, by number."""
    (start,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, start + 4)
    found: dict[int, int | bytes] = {}
    for index in range(min(count, _MOST)):
        number, place = struct.unpack_from("<II", data, start + 8 + index * 8)
        (kind,) = struct.unpack_from("<I", data, start + place)
        at = start + place + 4
        if kind == _SHORT:
            (found[number],) = struct.unpack_from("<H", data, at)
        elif kind == _TIME:
            (found[number],) = struct.unpack_from("<Q", data, at)
        elif kind == _STRING:
            (size,) = struct.unpack_from("<I", data, at)
            found[number] = data[at + 4 : at + 4 + size]
    return found


def _day(ticks: int) -> str:
    """The day of a time in tenths of microseconds since 1601."""
    try:
        return (_EPOCH + datetime.timedelta(microseconds=ticks // 10)).date().isoformat() if ticks else ""
    except OverflowError:
        return ""
