"""What a file is by its first bytes and parts; refuses what is known and can't be read, with the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.limits import FILE_BYTES
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_PICTURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG "),
    (b"\xff\xd8\xff", "JPEG "),
    (b"GIF8", "GIF "),
    (b"II*\x00", "TIFF "),
    (b"MM\x00*", "TIFF "),
    (b"\x00\x00\x01\x00", ""),
    (b"8BPS", "Photoshop "),
    (b"AT&TFORM", "DjVu "),
)
_ARCHIVES = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"\x1f\x8b\x08",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)
_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FLAT_OFFICE = re.compile(rb"mso-application|schemas\.microsoft\.com/office/(2006/xmlPackage|word/2003)", re.IGNORECASE)
_WEB_ARCHIVE = re.compile(rb"\A\s*(From:|MIME-Version:)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a reader decides by: the bytes, the suffix (lower case), and the parts where it is a zip."""

    data: bytes
    suffix: str
    parts: frozenset[str]


def look(data: bytes, name: str) -> Probe:
    """The probe of a file; raises Refusal for an empty, huge, broken or known unreadable one."""
    if len(data) > FILE_BYTES:
        raise refusal(RefusalCode.READ_TOO_LARGE, name)
    if not data.strip(b"\x00 \t\r\n"):
        raise refusal(RefusalCode.READ_EMPTY, name)
    _refuse_known(data, name)
    parts: frozenset[str] = frozenset()
    if data.startswith(_ZIP):
        with Archive(data, name) as archive:
            parts = archive.names
        _refuse_parts(parts, name)
    return Probe(data, PurePath(name).suffix.lower(), parts)


def _refuse_known(data: bytes, name: str) -> None:
    picture = _picture_kind(data)
    if picture is not None:
        raise refusal(RefusalCode.READ_PICTURE, name, kind=picture)
    if data[4:8] == b"ftyp" or data.startswith((b"ID3", b"OggS", b"RIFF")):
        raise _media(name)
    known = _known_kind(data)
    if known:
        raise refusal(known, name)


def _picture_kind(data: bytes) -> str | None:
    """The kind of a picture as a refusal names it; None where it is no picture."""
    for start, kind in _PICTURES:
        if data.startswith(start):
            return kind
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WebP "
    if data[:2] == b"BM" and len(data) > 18 and data[6:10] == bytes(4):
        return "BMP "
    return "HEIC " if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"mif", b"avi") else None


def _known_kind(data: bytes) -> RefusalCode | None:
    """The refusal of a file that is known and no document to read; None where it may be one."""
    if data.startswith(_ARCHIVES):
        return RefusalCode.READ_ARCHIVE
    if data.startswith(_PROGRAMS) or (data[:2] == b"MZ" and b"\x00" in data[:64]):
        return RefusalCode.READ_PROGRAM
    if data.startswith(b"SQLite format 3\x00"):
        return RefusalCode.READ_WORKBOOK_FILE
    if data.startswith(_CONTAINER):
        return _container_kind(data)
    rich = data.startswith(b"{\\rtf") or _WEB_ARCHIVE.match(data[:200]) or _FLAT_OFFICE.search(data[:2000])
    return RefusalCode.READ_RTF if rich else None


def _media(name: str) -> Exception:
    from zonetracker.support.i18n import tr

    return refusal(RefusalCode.READ_MEDIA, name, kind=tr("音频或视频"))


def _container_kind(data: bytes) -> RefusalCode:
    """Which office file an OLE container holds, by the names of its streams (UTF-16 in its directory)."""
    for stream, kind in (
        ("EncryptedPackage", RefusalCode.READ_PASSWORD),
        ("WordDocument", RefusalCode.READ_OLD_WORD),
        ("Workbook", RefusalCode.READ_OLD_EXCEL),
        ("Book", RefusalCode.READ_OLD_EXCEL),
        ("PowerPoint Document", RefusalCode.READ_SLIDES),
    ):
        if stream.encode("utf-16-le") in data:
            return kind
    return RefusalCode.READ_OLD_OFFICE


def _refuse_parts(parts: frozenset[str], name: str) -> None:
    if "OFD.xml" in parts:
        raise refusal(RefusalCode.READ_OFD, name)
    if "ppt/presentation.xml" in parts:
        raise refusal(RefusalCode.READ_SLIDES, name)
    if "content.xml" in parts and "mimetype" in parts:
        raise refusal(RefusalCode.READ_OPEN_TEXT, name)
    if "xl/workbook.bin" in parts:
        raise refusal(RefusalCode.READ_OLD_EXCEL, name)
