"""A zip that may be hostile: looked at before it is opened, read in steps and counted, never unpacked to disk."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from types import TracebackType
from typing import Self

from zonetracker.extraction.reading import limits
from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

_STEP = 2**16
_ENTRY_MARK = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_XML_ENDINGS = (".xml", ".rels", ".vml")
_SHEET_PART = re.compile(r"xl/(?:worksheets/[^/]*|sharedStrings)\.xml|content\.xml")


class Archive:
    """The parts of a zip by name; each is read at most once into memory, within the limits."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises Refusal when the directory is broken or breaks a limit."""
        self._name = name
        self._left = limits.ARCHIVE_BYTES
        if data.count(_ENTRY_MARK) > limits.PARTS:
            raise refusal(RefusalCode.READ_BOMB, name)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise refusal(RefusalCode.READ_DAMAGED, name) from error
        self._infos = self._checked()
        self.names = frozenset(self._infos)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._zip.close()

    def _checked(self) -> dict[str, zipfile.ZipInfo]:
        infos = self._zip.infolist()
        if len(infos) > limits.PARTS or sum(info.file_size for info in infos) > limits.ARCHIVE_BYTES:
            raise refusal(RefusalCode.READ_BOMB, self._name)
        for info in infos:
            self._check_part(info)
        refuse_overlap(infos, self._name)
        found = {info.filename: info for info in infos}
        if len(found) != len(infos):
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        return found

    def _check_part(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & 0x1:
            raise refusal(RefusalCode.READ_PASSWORD, self._name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise refusal(RefusalCode.READ_DAMAGED, self._name)
        if info.filename.lower().endswith(_XML_ENDINGS) and info.file_size > _most(info.filename):
            raise refusal(RefusalCode.READ_BOMB, self._name)
        if info.file_size > limits.RATIO_FROM_BYTES and info.file_size > limits.RATIO * info.compress_size:
            raise refusal(RefusalCode.READ_BOMB, self._name)

    def part(self, name: str, most: int | None = None) -> bytes | None:
        """The bytes of a part, None when there is none; raises Refusal when it is larger than it says, or broken.

        `most` is how many bytes it may hold, where that is not told by its name.
        """
        info = self._infos.get(name)
        if info is None:
            return None
        data = unpacked(self._zip, info, min(_most(name) if most is None else most, self._left), self._name)
        self._left -= len(data)
        return data


def refuse_overlap(infos: Iterable[zipfile.ZipInfo], name: str) -> None:
    """Refuse a zip in which two parts share bytes."""
    end = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < end:
            raise refusal(RefusalCode.READ_DAMAGED, name)
        end = info.header_offset + _LOCAL_HEADER_BYTES + info.compress_size


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """The bytes of a part; raises Refusal where they are more than `most`, whatever it says of itself, or broken."""
    chunks: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_STEP):
                size += len(chunk)
                if size > most:
                    raise refusal(RefusalCode.READ_BOMB, name)
                chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error
    return b"".join(chunks)


def _most(part: str) -> int:
    """How many bytes a part may hold: those with a sheet's cells more than others."""
    return limits.SHEET_PART_BYTES if _SHEET_PART.fullmatch(part) else limits.XML_PART_BYTES
