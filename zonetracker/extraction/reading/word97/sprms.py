"""The changes ("sprm") by which Word 97 sets characters, paragraphs and rows of a table."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_LONG = (0xD606, 0xD608)
_TABS = 0xC615
_CELL_BYTES = 20
_MOST_CELLS = 63

HUGE = (0x6645, 0x6646)
"""Says that the changes of a paragraph lie in the stream of data, at the place that follows."""

TABLE_CHANGES = 0x646B
"""Says the same of more changes of a row."""

_SHORT_FORMS = {0x0C: 0x260A, 0x18: 0x2416, 0x19: 0x2417, 0x41: 0x0800, 0x5C: 0x083C, 0x78: 0x2640}


def sprms(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each change with its operand."""
    at = 0
    while at + 2 < len(data):
        code = data[at] | data[at + 1] << 8
        at += 2
        skipped, size = _operand(code, data, at)
        at += skipped
        yield code, data[at : at + size]
        at += size


def _operand(code: int, data: bytes, at: int) -> tuple[int, int]:
    """How many bytes of an operand say its length, and that length."""
    kind = code >> 13
    if kind != 6:
        return 0, _SIZES[kind]
    if code in _LONG:
        return 2, max(int.from_bytes(data[at : at + 2], "little") - 1, 0)
    if code == _TABS and data[at] == 0xFF:
        gone = data[at + 1] if at + 1 < len(data) else 0
        behind = at + 2 + gone * 4
        return 1, 2 + gone * 4 + (data[behind] if behind < len(data) else 0) * 3
    return 1, data[at]


def short_form(number: int, value: int) -> bytes:
    """The change that a piece of text names by one byte, written in full; none for one without a meaning here."""
    code = _SHORT_FORMS.get(number)
    return b"" if code is None else struct.pack("<HB", code, value)


@dataclass(slots=True)
class LetterTraits:
    """What decides whether and how a character is read; `symbol` is the code of a sign in its font."""

    deleted: bool = False
    hidden: bool = False
    raised: bool = False
    symbol: int | None = None
    font: int | None = None


def letter_traits(data: bytes) -> LetterTraits:
    """The traits that those changes give."""
    traits = LetterTraits()
    for code, operand in sprms(data):
        if code == 0x0800:
            traits.deleted = _is_on(operand)
        elif code == 0x083C:
            traits.hidden = _is_on(operand)
        elif code == 0x2A48:
            traits.raised = _number(operand) == 1
        elif code == 0x6A09:
            traits.font, traits.symbol = _number(operand[:2]), _number(operand[2:])
        elif code == 0x4A4F:
            traits.font = _number(operand)
    return traits


@dataclass(slots=True)
class RowTraits:
    """The cells of a row of a table: their edges in twips, and what each says of its merging across and down."""

    edges: list[int] = field(default_factory=list)
    across: list[int] = field(default_factory=list)
    down: list[int] = field(default_factory=list)


@dataclass(slots=True)
class ParagraphTraits:
    """Where a paragraph belongs: its style, list and outline (None where it says nothing), and its place in a table."""

    style: int = 0
    list_use: int | None = None
    level: int | None = None
    outline: int | None = None
    in_table: bool = False
    depth: int = 0
    ends_cell: bool = False
    ends_row: bool = False
    row: RowTraits = field(default_factory=RowTraits)


def paragraph_traits(style: int, data: bytes) -> ParagraphTraits:
    """The traits that those changes give to a paragraph of that style."""
    traits = ParagraphTraits(style)
    for code, operand in sprms(data):
        _CHANGES.get(code, _change_other)(traits, code, operand)
    return traits


def _change_place(traits: ParagraphTraits, code: int, operand: bytes) -> None:
    if code == 0x2416:
        traits.in_table = _is_on(operand)
    elif code == 0x6649:
        traits.depth = _number(operand)
    elif code == 0x664A:
        traits.depth += int.from_bytes(operand, "little", signed=True)
    elif code == 0x244B:
        traits.ends_cell = _is_on(operand)
    else:
        traits.ends_row = _is_on(operand)


def _change_other(traits: ParagraphTraits, code: int, operand: bytes) -> None:
    if code == 0x4600:
        traits.style = _number(operand)
    elif code == 0x460B:
        traits.list_use = _number(operand)
    elif code == 0x260A:
        traits.level = _number(operand)
    elif code == 0x2640:
        traits.outline = _number(operand)


def _change_row(traits: ParagraphTraits, code: int, operand: bytes) -> None:
    row = traits.row
    if code == 0xD608:
        traits.row = _defined_row(operand)
    elif code == 0xD62B and len(operand) >= 2 and operand[0] < len(row.down):
        row.down[operand[0]] = operand[1]
    elif code in (0x5624, 0x5625) and len(operand) == 2:
        for index in range(operand[0], min(operand[1], len(row.across))):
            row.across[index] = 0 if code == 0x5625 else 1 if index == operand[0] else 2


def _defined_row(operand: bytes) -> RowTraits:
    count = operand[0] if operand else 0
    start = 1 + (count + 1) * 2
    if count > _MOST_CELLS or len(operand) < start:
        return RowTraits()
    edges = list(struct.unpack_from(f"<{count + 1}h", operand, 1))
    cells = [operand[start + index * _CELL_BYTES :][:2] for index in range(count)]
    flags = [_number(cell) for cell in cells]
    return RowTraits(edges, [flag & 3 for flag in flags], [flag >> 5 & 3 for flag in flags])


_CHANGES = {
    **dict.fromkeys((0x2416, 0x6649, 0x664A, 0x244B, 0x2417, 0x244C), _change_place),
    **dict.fromkeys((0xD608, 0xD62B, 0x5624, 0x5625), _change_row),
}


def _is_on(operand: bytes) -> bool:
    """Of 0, 1, "as the style" (0x80) and "other than the style" (0x81) those that turn on."""
    return bool(operand[:1]) and operand[0] & 1 == 1


def _number(operand: bytes) -> int:
    return int.from_bytes(operand, "little")
