"""Zips of files, not of the parts of one office file; their names in the letters that they were packed in."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.archive import refuse_overlap, unpacked
from zonetracker.extraction.reading.bundles.member import Member
from zonetracker.extraction.reading.names import letters_of, likely_way, parted, short
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")
_OFFICE = re.compile(
    r"\[Content_Types\]\.xml|mimetype|OFD\.xml|content\.xml|META-INF/(?:manifest|container)\.xml|Index/[^/]+\.iwa"
    r"|(?:word|xl|ppt)/(?:[\w-]+/)*[\w.-]+\.(?:xml|rels|bin)"
)
_UNPACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED, _UNICODE, _NAME_FIELD = 0x1, 0x800, 0x7075
_LEFT_OUT = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|~\$[^/]*$|Thumbs\.db$|desktop\.ini$|\._[^/]*$)", re.IGNORECASE)


def is_zip(data: bytes, name: str) -> bool:
    """Whether it is a zip of files; raises Refusal for one whose directory is beyond all measure."""
    if not data.startswith(_STARTS):
        return False
    opened = _opened(data, name)
    return opened is not None and not any(_OFFICE.fullmatch(info.filename) for info in opened.infolist())


def members(data: bytes, name: str) -> tuple[Member, ...]:
    """The files in it, without those that systems put beside them; raises Refusal for a zip made to harm."""
    opened = _opened(data, name)
    if opened is None:
        raise refusal(RefusalCode.READ_DAMAGED, name)
    infos = opened.infolist()
    refuse_overlap(infos, name)
    if any(_is_bomb(info) for info in infos):
        raise refusal(RefusalCode.READ_BOMB, name)
    shown = [one for one in zip(infos, _paths(infos), strict=True) if not _is_aside(*one)]
    if shown and all(info.flag_bits & _ENCRYPTED for info, _ in shown):
        raise refusal(RefusalCode.READ_BUNDLE_PASSWORD, name)
    return tuple(_member(opened, info, path) for info, path in shown)


def _opened(data: bytes, name: str) -> zipfile.ZipFile | None:
    if data.count(b"PK\x01\x02") > limits.ENCLOSURES_MARKED:
        raise refusal(RefusalCode.READ_BUNDLE_MANY, name)
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, struct.error):
        return None


def _is_bomb(info: zipfile.ZipInfo) -> bool:
    return info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.RATIO * info.compress_size


def _is_aside(info: zipfile.ZipInfo, path: str) -> bool:
    return path.endswith(("/", "\\")) or info.is_dir() or _LEFT_OUT.search(path.replace("\\", "/")) is not None


def _member(opened: zipfile.ZipFile, info: zipfile.ZipInfo, path: str) -> Member:
    folder, last = parted(path)
    name = short(last)
    trouble = None
    if info.flag_bits & _ENCRYPTED:
        trouble = RefusalCode.READ_BUNDLE_PASSWORD
    elif info.compress_type not in _UNPACKED:
        trouble = RefusalCode.READ_BUNDLE_METHOD
    return Member(
        name,
        folder,
        info.file_size,
        lambda: unpacked(opened, info, min(info.file_size, limits.FILE_BYTES), name),
        trouble,
    )


def _paths(infos: list[zipfile.ZipInfo]) -> Iterator[str]:
    """The names; where the zip does not say of which letters, by all of them together: a few words may be either."""
    said = [_said_path(info) for info in infos]
    unsaid = [_raw(info) for info, path in zip(infos, said, strict=True) if path is None]
    way = likely_way(b"\n".join(unsaid))
    for info, path in zip(infos, said, strict=True):
        yield _guessed(info, way) if path is None else path


def _raw(info: zipfile.ZipInfo) -> bytes:
    """The bytes of a name, which Python takes for a Western one where nothing else is said."""
    return info.orig_filename.encode("cp437", "replace")


def _said_path(info: zipfile.ZipInfo) -> str | None:
    """A name of which the zip says the letters, be it in the field that some programs put beside it; else None."""
    if info.flag_bits & _UNICODE or info.orig_filename.isascii():
        return info.orig_filename
    extra, check = info.extra, zlib.crc32(_raw(info))
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _NAME_FIELD and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == check:
            return field[5:].decode("utf-8", "replace")
    return None


def _guessed(info: zipfile.ZipInfo, way: str | None) -> str:
    raw = _raw(info)
    text = letters_of(raw) if way is None else raw.decode(way)
    return info.orig_filename if "\ufffd" in text else text
