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
from zonetracker.extraction.reading.names import letters_of, parted, short
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
    """The names, where the zip does not say of which letters by all of them together: a few words may be either."""
    raw = [_raw(info) for info in infos]
    way = _common_way([one for one in raw if one is not None])
    for info, own in zip(infos, raw, strict=True):
        yield info.orig_filename if own is None else own.decode(way, "replace")


def _raw(info: zipfile.ZipInfo) -> bytes | None:
    """The bytes of a name whose letters nobody says; None for one that is known."""
    if info.flag_bits & _UNICODE or info.orig_filename.isascii():
        return None
    raw = info.orig_filename.encode("cp437", "replace")
    return _unicode_path(info.extra, raw) or raw


def _unicode_path(extra: bytes, raw: bytes) -> bytes | None:
    """The name in UTF-8 that some programs put beside the other one, where it is still that of the same name."""
    while len(extra) >= 4:
        kind, size = struct.unpack_from("<HH", extra)
        field, extra = extra[4 : 4 + size], extra[4 + size :]
        if kind == _NAME_FIELD and len(field) > 5 and struct.unpack_from("<I", field, 1)[0] == zlib.crc32(raw):
            return field[5:]
    return None


def _common_way(names: list[bytes]) -> str:
    together = b"\n".join(names)
    text = letters_of(together)
    return next((way for way in ("utf-8", "gb18030", "cp950") if _is_text(together, way, text)), "cp437")


def _is_text(raw: bytes, way: str, text: str) -> bool:
    try:
        return raw.decode(way) == text
    except UnicodeError:
        return False
