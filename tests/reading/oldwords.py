"""Word 97 files that the tests build from the specification of the format: containers, pieces, pages of changes."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

_SECTOR, _PAGE, _TEXT_AT = 512, 512, 2048
_SMALLEST = 4096
_FREE, _END, _TABLE = -1, -2, -3
_PAIRS = 0x5D

STYLES, NOTE_MARKS, NOTES, SECTIONS, CHARACTERS, PARAGRAPHS, FONTS = 1, 2, 3, 6, 12, 13, 15
PIECES, SHAPE_MARKS, DRAWINGS, BOXES, LISTS, LIST_USES = 33, 40, 50, 56, 73, 74

PROPERTIES = "\x05SummaryInformation"

DELETED, HIDDEN, SPECIAL = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x55\x08\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x16\x24\x01\x17\x24\x01"


def container(streams: Mapping[str, bytes]) -> bytes:
    """An OLE container with those streams at its root."""
    padded = {name: data.ljust(_SMALLEST, b"\x00") for name, data in streams.items()}
    blocks: list[bytes] = [b""]
    table: list[int] = [_TABLE]

    def add(data: bytes) -> int:
        start, count = len(table), -(-len(data) // _SECTOR)
        table.extend([*range(start + 1, start + count), _END])
        blocks.extend(data[at : at + _SECTOR].ljust(_SECTOR, b"\x00") for at in range(0, len(data), _SECTOR))
        return start

    places = {name: (add(data), len(data)) for name, data in padded.items()}
    entries = [_entry("Root Entry", 5, _END, 0, child=1)]
    for index, (name, (start, size)) in enumerate(places.items(), 1):
        entries.append(_entry(name, 2, start, size, right=index + 1 if index < len(places) else _FREE))
    directory = add(b"".join(entries))
    assert len(table) <= 128
    blocks[0] = struct.pack("<128i", *table, *[_FREE] * (128 - len(table)))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<iiiiiiiii", 0, 1, directory, 0, _SMALLEST, _END, 0, _END, 0)
    return head + struct.pack("<109i", 0, *[_FREE] * 108) + b"".join(blocks)


def _entry(name: str, kind: int, start: int, size: int, right: int = _FREE, child: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le")
    entry = letters.ljust(64, b"\x00") + struct.pack("<HBBiii", len(letters) + 2, kind, 1, _FREE, right, child)
    return entry + bytes(36) + struct.pack("<iII", start, size, 0)


@dataclass
class Said:
    """A piece of the text: `changes` are those of its letters, `modifier` the piece's own (a prm)."""

    text: str
    narrow: bool = False
    changes: bytes = b""
    modifier: int = 0


@dataclass
class OldWord:
    """A .doc in the making. `paragraphs` are the (style, changes) of each mark in the text, as far as they are given.

    The pieces stand in the file in the opposite order of the text, as if each had been put before the others later.
    """

    said: Sequence[Said]
    paragraphs: Sequence[tuple[int, bytes]] = ()
    counts: Mapping[int, int] = field(default_factory=dict)
    parts: Mapping[int, bytes] = field(default_factory=dict)
    listed: Sequence[bytes] = ()
    data: bytes = b""
    properties: bytes = b""
    flags: int = 0
    mark: int = 0xA5EC
    version: int = 0xC1

    def file(self) -> bytes:
        """The file."""
        main, places = self._text()
        table = bytearray()
        parts = {
            STYLES: styles(),
            PIECES: self._pieces(places),
            SECTIONS: struct.pack("<II", 0, self._counts()[0]) + struct.pack("<HiHi", 0, -1, 0, -1),
            **self.parts,
        }
        for number, pages in ((CHARACTERS, self._letters(places)), (PARAGRAPHS, self._marks(places))):
            first = len(main) // _PAGE
            main += b"".join(page for _, page in pages)
            starts = [start for start, _ in pages] + [max(at + size for at, size in places)]
            parts[number] = struct.pack(f"<{len(starts)}I", *starts) + struct.pack(
                f"<{len(pages)}I", *range(first, first + len(pages))
            )
        pairs = [0] * (_PAIRS * 2)
        for number, part in sorted(parts.items()):
            pairs[number * 2 : number * 2 + 2] = [len(table), self._size(number, part)]
            table += part
        head = self._head(pairs)
        main[: len(head)] = head
        streams = {"WordDocument": bytes(main), "1Table": bytes(table), "Data": self.data, PROPERTIES: self.properties}
        return container({name: data for name, data in streams.items() if data})

    def _size(self, number: int, part: bytes) -> int:
        return 2 + struct.unpack_from("<H", part)[0] * 28 if number == LISTS else len(part)

    def _counts(self) -> list[int]:
        """How many letters each kind of text has; where there is more than the body one mark more ends all of it."""
        beside = sum(count for kind, count in self.counts.items() if kind)
        body = sum(len(one.text) for one in self.said) - beside - bool(beside)
        return [self.counts.get(kind, 0 if kind else body) for kind in range(8)]

    def _text(self) -> tuple[bytearray, list[tuple[int, int]]]:
        """The main stream up to the text's end, and where in it each piece begins, with its size."""
        main = bytearray(_TEXT_AT)
        places: list[tuple[int, int]] = []
        for one in reversed(self.said):
            raw = one.text.encode("cp1252" if one.narrow else "utf-16-le")
            main += bytes(len(main) % 2)
            places.append((len(main), len(raw)))
            main += raw
        main += bytes(-len(main) % _PAGE)
        return main, places[::-1]

    def _pieces(self, places: list[tuple[int, int]]) -> bytes:
        edges = [0, *accumulate(len(one.text) for one in self.said)]
        plc = struct.pack(f"<{len(edges)}I", *edges)
        for one, (at, _) in zip(self.said, places, strict=True):
            plc += struct.pack("<HIH", 0, at * 2 | 0x40000000 if one.narrow else at, one.modifier)
        changes = b"".join(b"\x01" + struct.pack("<H", len(one)) + one for one in self.listed)
        return changes + b"\x02" + struct.pack("<I", len(plc)) + plc

    def _letters(self, places: list[tuple[int, int]]) -> list[tuple[int, bytes]]:
        runs = [(at, at + size, one.changes) for one, (at, size) in zip(self.said, places, strict=True)]
        return _pages([(first, last, bytes([len(said)]) + said if said else b"") for first, last, said in runs], 1)

    def _marks(self, places: list[tuple[int, int]]) -> list[tuple[int, bytes]]:
        given = iter(self.paragraphs)
        runs: list[tuple[int, int, bytes]] = []
        for one, (at, size) in zip(self.said, places, strict=True):
            width, reached = 1 if one.narrow else 2, at
            for index, letter in enumerate(one.text):
                if letter in "\r\x07\x0c":
                    style, changes = next(given, (0, b""))
                    runs.append((reached, at + (index + 1) * width, _paragraph(style, changes)))
                    reached = at + (index + 1) * width
            if reached < at + size:
                runs.append((reached, at + size, _paragraph(0, b"")))
        return _pages(runs, 13)

    def _head(self, pairs: list[int]) -> bytes:
        flags = 0x1200 | (0x4 if len(self.said) > 1 else 0) | self.flags
        head = struct.pack("<HHHHHHHI", self.mark, self.version, 0, 0x804, 0, flags, 0xBF, 0)
        head = head.ljust(24, b"\x00") + struct.pack("<II", _TEXT_AT, _TEXT_AT)
        head += struct.pack("<H", 14) + bytes(28)
        head += struct.pack("<H", 22) + bytes(12) + struct.pack("<8i", *self._counts()) + bytes(44)
        return head + struct.pack(f"<H{_PAIRS * 2}IH", _PAIRS, *pairs, 0)


def _paragraph(style: int, changes: bytes) -> bytes:
    said = struct.pack("<H", style) + changes
    return bytes([len(said) // 2 + 1]) + said if len(said) % 2 else bytes([0, len(said) // 2]) + said


def _pages(runs: list[tuple[int, int, bytes]], about: int) -> list[tuple[int, bytes]]:
    """The pages that say what is set for those runs of bytes, each with where it begins; `about` bytes tell a run."""
    pages: list[tuple[int, bytes]] = []
    waiting = sorted(runs)
    while waiting:
        taken: list[tuple[int, int, bytes]] = []
        while waiting and 4 + sum(4 + about + len(one[2]) + 1 for one in [*taken, waiting[0]]) < _PAGE - 1:
            taken.append(waiting.pop(0))
        assert taken
        page = bytearray(_PAGE)
        edges = [*(first for first, _, _ in taken), taken[-1][1]]
        struct.pack_into(f"<{len(edges)}I", page, 0, *edges)
        place = _PAGE - 1
        for index, (_, _, changes) in enumerate(taken):
            if changes:
                place = (place - len(changes)) // 2 * 2
                page[place : place + len(changes)] = changes
                page[len(edges) * 4 + index * about] = place // 2
        page[-1] = len(taken)
        pages.append((taken[0][0], bytes(page)))
    return pages


def styles(*more: tuple[int, str, int, bytes]) -> bytes:
    """The styles: Normal, three headings, Title, and `more` as (built-in number, name, base, changes)."""
    headings = [(number, f"标题 {number}", 0, b"") for number in (1, 2, 3)]
    known = [(0, "正文", 0xFFF, b""), *headings, (62, "题名", 0, b""), *more]
    head = struct.pack("<HHHHHHHHH", len(known), 10, 1, 91, 15, 0, 0, 0, 0)
    written = struct.pack("<H", len(head)) + head
    for number, (built_in, name, base, changes) in enumerate(known):
        style = struct.pack("<HHHHH", built_in, 1 | base << 4, 2, 0, 0)
        style += struct.pack("<H", len(name)) + name.encode("utf-16-le") + bytes(2)
        for said in (struct.pack("<H", number) + changes, b""):
            style += struct.pack("<H", len(said)) + said + bytes(len(said) % 2)
        written += struct.pack("<H", len(style)) + style
    return written


def properties(*said: tuple[int, int, bytes]) -> bytes:
    """A set of properties as (number, kind, value)."""
    listed, values = b"", b""
    for number, kind, value in said:
        listed += struct.pack("<II", number, 8 + len(said) * 8 + len(values))
        values += struct.pack("<I", kind) + value + bytes(-len(value) % 4)
    body = struct.pack("<II", 8 + len(listed) + len(values), len(said)) + listed + values
    return struct.pack("<HHI16xI16xI", 0xFFFE, 0, 5, 1, 48) + body


def row(edges: Sequence[int], marks: Sequence[int]) -> bytes:
    """The change that says where the cells of a row end (twips) and, in two bits across and down, how they merge."""
    said = bytes([len(marks)]) + struct.pack(f"<{len(edges)}h", *edges)
    said += b"".join(struct.pack("<H", mark) + bytes(18) for mark in marks)
    return struct.pack("<HH", 0xD608, len(said) + 1) + said
