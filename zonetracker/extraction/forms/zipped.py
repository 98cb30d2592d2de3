"""A zip with some of its parts replaced: the bytes of all others, packed as they are, stay the same."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_ENTRY = struct.Struct("<4s6H3L5H2L")
"""An entry of the directory before its name, as the format has it."""
_ENTRY_MARK = b"PK\x01\x02"
_FLAGS, _CRC, _PACKED, _SIZE, _NAME, _EXTRA, _COMMENT, _OFFSET = 3, 7, 8, 9, 10, 11, 12, 16
_METHOD = 4
_LOCAL = struct.Struct("<4s5H3L2H")
_SIZE_FOLLOWS = 0x8
_END = struct.Struct("<4s4H2LH")
_LARGE = 0xFFFFFFFF


def with_parts(data: bytes, parts: Mapping[str, bytes], name: str) -> bytes:
    """The zip with new bytes for some of its parts; raises Refusal for one of more than four gigabytes."""
    with ZipFile(BytesIO(data)) as archive:
        infos, directory = archive.infolist(), archive.start_dir
        comment = archive.comment
    entries = _entries(data, directory, len(infos), name)
    out, offsets = [], dict[int, tuple[int, list[int] | None]]()
    at = 0
    starts = sorted(info.header_offset for info in infos)
    ends = dict(zip(starts, [*starts[1:], directory], strict=True))
    for info in sorted(infos, key=lambda one: one.header_offset):
        new = parts.get(info.filename)
        if new is None:
            piece, sizes = data[info.header_offset : ends[info.header_offset]], None
        else:
            piece, sizes = _packed(data, info, new)
        offsets[info.header_offset] = at, sizes
        out.append(piece)
        at += len(piece)
    listed = b"".join(
        _listed(fields, said, *offsets[info.header_offset]) for (fields, said), info in zip(entries, infos, strict=True)
    )
    end = _END.pack(b"PK\x05\x06", 0, 0, len(infos), len(infos), len(listed), at, len(comment))
    return b"".join([*out, listed, end, comment])


def _entries(data: bytes, at: int, count: int, name: str) -> list[tuple[list[int | bytes], bytes]]:
    """The fields of each entry of the directory, and its name, extra field and comment as they stand."""
    found = []
    for _ in range(count):
        fields = list(_ENTRY.unpack_from(data, at))
        if fields[0] != _ENTRY_MARK or _LARGE in (fields[_PACKED], fields[_SIZE], fields[_OFFSET]):
            raise refusal(RefusalCode.FORM_BUILT, name)
        end = at + _ENTRY.size + fields[_NAME] + fields[_EXTRA] + fields[_COMMENT]
        found.append((fields, data[at + _ENTRY.size : end]))
        at = end
    return found


def _packed(data: bytes, info: ZipInfo, new: bytes) -> tuple[bytes, list[int]]:
    """A part as it lies in the zip with other bytes, and its checksum, packed and full size."""
    fields = list(_LOCAL.unpack_from(data, info.header_offset))
    said = fields[-2] + fields[-1]
    packed = new
    if info.compress_type == ZIP_DEFLATED:
        packer = zlib.compressobj(wbits=-15)
        packed = packer.compress(new) + packer.flush()
    sizes = [zlib.crc32(new), len(packed), len(new)]
    fields[2] &= ~_SIZE_FOLLOWS
    fields[6:9] = sizes
    start = info.header_offset + _LOCAL.size
    return _LOCAL.pack(*fields) + data[start : start + said] + packed, sizes


def _listed(fields: list[int | bytes], said: bytes, offset: int, sizes: list[int] | None) -> bytes:
    """An entry of the directory for a part that lies elsewhere now, and perhaps holds something else."""
    fields = list(fields)
    fields[_OFFSET] = offset
    if sizes is not None:
        flags = fields[_FLAGS]
        assert isinstance(flags, int)
        fields[_FLAGS] = flags & ~_SIZE_FOLLOWS
        fields[_CRC : _SIZE + 1] = sizes
    return _ENTRY.pack(*fields) + said
