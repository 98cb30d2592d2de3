"""What a file is by its first bytes and parts; refuses what is known and can't be read, with the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from zonetracker.extraction.reading.archive import Archive
from zonetracker.extraction.reading.container import SIGNATURE, streams
from zonetracker.extraction.reading.limits import FILE_BYTES
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_SCANS = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*")
_PICTURES = (
    (b"GIF8", "GIF "),
    (b"\x00\x00\x01\x00", ""),
    (b"8BPS", "Photoshop "),
    (b"AT&TFORM", "DjVu "),
)
_ARCHIVES = (
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"BZh",
    b"\xfd7zXZ\x00",
    b"MSCF",
    b"\x28\xb5\x2f\xfd",
)
_PROGRAMS = (b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"
FLAT_SHEET = re.compile(r"<(?:\w{1,20}:)?Workbook\b[^>]{0,2000}urn:schemas-microsoft-com:office:spreadsheet")
"""What a workbook in one XML file begins with."""
FLAT_WORD = re.compile(
    r"<(?:\w{1,20}:)?(?:wordDocument\b[^>]{0,4000}/office/word/2003/wordml"
    r"|package\b[^>]{0,2000}/office/2006/xmlPackage.{0,8000}?word/)",
    re.DOTALL,
)
"""What a Word file in one piece of XML begins with."""
_OPEN = tuple(f"application/vnd.oasis.opendocument.{kind}" for kind in ("text", "spreadsheet", "presentation"))
_HEAD_BYTES = 8192
_FLAT_OFFICE = re.compile(r"mso-application|schemas\.microsoft\.com/office/(2006/xmlPackage|word/2003)", re.IGNORECASE)
_OUTLOOK_PACK = b"\x78\x9f\x3e\x22"
_TAR_MARK = slice(257, 262)


@dataclass(frozen=True, slots=True)
class Probe:
    """What a reader decides by: the bytes, the suffix (lower case), the names of the parts of a zip or container.

    `media` is what an OpenDocument file says that it is, `head` the first characters of what may be text.
    """

    data: bytes
    suffix: str
    parts: frozenset[str]
    media: str = ""

    @property
    def head(self) -> str:
        """The beginning as text, whatever encoding of Chinese it is in."""
        start = self.data[:_HEAD_BYTES]
        if start[:1] == b"\x00":
            return start.decode("utf-16-be", "replace")
        wide = start[:2] in (b"\xff\xfe", b"\xfe\xff") or start[1:2] == b"\x00"
        return start.decode("utf-16" if wide else "utf-8-sig", "replace")


def look(data: bytes, name: str) -> Probe:
    """The probe of a file; raises Refusal for an empty, huge, broken or known unreadable one."""
    if len(data) > FILE_BYTES:
        raise refusal(RefusalCode.READ_TOO_LARGE, name)
    if not data.strip(b"\x00 \t\r\n"):
        raise refusal(RefusalCode.READ_EMPTY, name)
    _refuse_known(data, name)
    suffix = PurePath(name).suffix.lower()
    if data.startswith(SIGNATURE):
        return Probe(data, suffix, _streams(data, name))
    if not data.startswith(_ZIP):
        return Probe(data, suffix, frozenset())
    with Archive(data, name) as archive:
        said = archive.part("mimetype") or b""
        probe = Probe(data, suffix, archive.names, said.decode("ascii", "replace").strip())
    _refuse_parts(probe, name)
    return probe


def _refuse_known(data: bytes, name: str) -> None:
    picture = _picture_kind(data)
    if picture is not None:
        raise refusal(RefusalCode.READ_PICTURE, name, kind=picture)
    if is_scan(data):
        return
    if data[4:8] == b"ftyp" or data.startswith((b"ID3", b"OggS", b"RIFF")):
        raise _media(name)
    known = _known_kind(data)
    if known:
        raise refusal(known, name)


def is_scan(data: bytes) -> bool:
    """Whether it is a picture of a kind that pages are scanned or photographed to."""
    web = data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    bitmap = data[:2] == b"BM" and len(data) > 18 and data[6:10] == bytes(4)
    return data.startswith(_SCANS) or web or bitmap


def _picture_kind(data: bytes) -> str | None:
    """The kind of a picture as a refusal names it; None where it is no picture."""
    for start, kind in _PICTURES:
        if data.startswith(start):
            return kind
    return "HEIC " if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"mif", b"avi") else None


def _known_kind(data: bytes) -> RefusalCode | None:
    """The refusal of a file that is known and no document to read; None where it may be one."""
    if data.startswith(_OUTLOOK_PACK):
        return RefusalCode.READ_TNEF
    if data.startswith(_ARCHIVES) or data[_TAR_MARK] == b"ustar":
        return RefusalCode.READ_ARCHIVE
    if data.startswith(_PROGRAMS) or (data[:2] == b"MZ" and b"\x00" in data[:64]):
        return RefusalCode.READ_PROGRAM
    if data.startswith(b"SQLite format 3\x00"):
        return RefusalCode.READ_WORKBOOK_FILE
    return _flat_kind(data)


def _flat_kind(data: bytes) -> RefusalCode | None:
    """The refusal of an office program's file in one piece of XML that is neither text nor workbook."""
    head = Probe(data, "", frozenset()).head
    if not _FLAT_OFFICE.search(head[:2000]) or FLAT_SHEET.search(head) or FLAT_WORD.search(head):
        return None
    return RefusalCode.READ_SLIDES if "ppt/" in head else RefusalCode.READ_OLD_OFFICE


def _media(name: str) -> Exception:
    from zonetracker.support.i18n import tr

    return refusal(RefusalCode.READ_MEDIA, name, kind=tr("音频或视频"))


def _streams(data: bytes, name: str) -> frozenset[str]:
    """The streams of a container that may be a workbook or a text; raises Refusal for any other."""
    names = streams(data)
    for stream, kind in (
        ("EncryptedPackage", RefusalCode.READ_PASSWORD),
        ("PowerPoint Document", RefusalCode.READ_SLIDES),
        ("__properties_version1.0", RefusalCode.READ_MSG),
    ):
        if stream in names:
            raise refusal(kind, name)
    if not names & {"Workbook", "Book", "WordDocument"}:
        raise refusal(RefusalCode.READ_OLD_OFFICE, name)
    return names


def _refuse_parts(probe: Probe, name: str) -> None:
    if "xl/workbook.bin" in probe.parts:
        raise refusal(RefusalCode.READ_BINARY_WORKBOOK, name)
    if "content.xml" in probe.parts and probe.media and not probe.media.startswith(_OPEN):
        raise refusal(RefusalCode.READ_OPEN_OTHER, name)
