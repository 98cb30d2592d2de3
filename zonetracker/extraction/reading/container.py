"""An OLE container, in which the office files of before 2007 lie: which streams it holds, and the bytes of one.

Each chain of sectors is followed no further than there are sectors, so that one which leads back to itself ends.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zonetracker.extraction.reading.refusals import refusal
from zonetracker.support.errors import RefusalCode

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_BYTES = 512
_ENTRY_BYTES = 128
_SHORT_BYTES = 64
_STREAM = 2
_BROKEN = (ValueError, LookupError, struct.error)
_KNOWN = ("EncryptedPackage", "WordDocument", "Workbook", "Book", "PowerPoint Document", "__properties_version1.0")


@dataclass(frozen=True, slots=True)
class _Stream:
    """A line of the directory: what it names, its neighbours (before, behind, in it), and where its bytes begin."""

    name: str
    kind: int
    neighbours: tuple[int, int, int]
    start: int
    size: int


class _Container:
    """The streams of a container by name; raises one of _BROKEN where it is damaged."""

    def __init__(self, data: bytes) -> None:
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in (9, 12):
            raise ValueError("no size of sectors that is in use")
        self._data = data
        self._sector = 1 << shift
        self._sectors = max(len(data) - _HEADER_BYTES, 0) // self._sector + 1
        directory, _, self._short_below, short_table = struct.unpack_from("<iiii", data, 48)
        self._table = self._allocation()
        self._entries = [*_entries(b"".join(self._chain(directory)))]
        self._short_table = _numbers(b"".join(self._chain(short_table)))
        self._roots = self._root_streams()

    @property
    def names(self) -> frozenset[str]:
        """The names of what stands in the container itself, not within what is embedded in it."""
        return frozenset(self._roots)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream that `names` has."""
        entry = self._roots[name]
        if entry.size >= self._short_below:
            data = b"".join(self._chain(entry.start))
        else:
            short = b"".join(self._chain(self._entries[0].start))
            places = _followed(self._short_table, entry.start)
            data = b"".join(short[at * _SHORT_BYTES : (at + 1) * _SHORT_BYTES] for at in places)
        if len(data) < entry.size:
            raise ValueError("a chain of sectors ends before its stream")
        return data[: entry.size]

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector if self._sector > _HEADER_BYTES else _HEADER_BYTES + sector * self._sector
        return self._data[start : start + self._sector]

    def _allocation(self) -> list[int]:
        """The table that says of each sector which one comes after it."""
        places = _numbers(self._data[76:_HEADER_BYTES])
        more = struct.unpack_from("<i", self._data, 68)[0]
        seen: set[int] = set()
        while 0 <= more < self._sectors and more not in seen:
            seen.add(more)
            *listed, more = _numbers(self._at(more))
            places.extend(listed)
        known = dict.fromkeys(place for place in places if 0 <= place < self._sectors)
        return [number for place in known for number in _numbers(self._at(place))]

    def _chain(self, start: int) -> Iterator[bytes]:
        return (self._at(sector) for sector in _followed(self._table, start))

    def _root_streams(self) -> dict[str, _Stream]:
        found: dict[str, _Stream] = {}
        waiting = [self._entries[0].neighbours[2]]
        seen: set[int] = set()
        while waiting:
            at = waiting.pop()
            if 0 <= at < len(self._entries) and at not in seen:
                seen.add(at)
                entry = self._entries[at]
                if entry.kind == _STREAM:
                    found[entry.name] = entry
                waiting.extend(entry.neighbours[:2])
        return found


def streams(data: bytes) -> frozenset[str]:
    """The names of a container's streams; where its directory can't be followed, known ones anywhere in the bytes."""
    try:
        names = _Container(data).names
    except _BROKEN:
        names = frozenset()
    return names or frozenset(name for name in _KNOWN if name.encode("utf-16-le") in data)


def contents(data: bytes, names: Sequence[str], name: str) -> dict[str, bytes]:
    """The bytes of those streams that a container has, in that order; raises Refusal where it is damaged."""
    try:
        container = _Container(data)
        return {one: container.stream(one) for one in names if one in container.names}
    except _BROKEN:
        raise refusal(RefusalCode.READ_DAMAGED, name) from None


def stream(data: bytes, names: Sequence[str], name: str) -> bytes:
    """The bytes of the first of those streams that a container has; raises Refusal where it has none."""
    for found in contents(data, names, name).values():
        return found
    raise refusal(RefusalCode.READ_DAMAGED, name)


def _numbers(data: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(data) // 4}i", data[: len(data) // 4 * 4]))


def _followed(table: list[int], start: int) -> Iterator[int]:
    """The numbers of a chain, each once."""
    seen: set[int] = set()
    at = start
    while 0 <= at < len(table) and at not in seen:
        seen.add(at)
        yield at
        at = table[at]


def _entries(directory: bytes) -> Iterator[_Stream]:
    for at in range(0, len(directory) - _ENTRY_BYTES + 1, _ENTRY_BYTES):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        neighbours = struct.unpack_from("<iii", directory, at + 68)
        start, size = struct.unpack_from("<iI", directory, at + 116)
        name = directory[at : at + min(max(length - 2, 0), 62)].decode("utf-16-le", "replace")
        yield _Stream(name, kind, neighbours, start, size)
