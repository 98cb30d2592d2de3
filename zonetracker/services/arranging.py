"""In which order a list is looked at: sorted, filtered and folded, and each part (其中) below its whole throughout."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from zonetracker.lexicon.initials import spoken

Row = TypeVar("Row")
SpokenOrder = tuple[tuple[str, str], ...]


def spoken_order(text: str) -> SpokenOrder:
    """What texts are sorted by: as their characters are spoken, letters and digits before them."""
    return tuple((spoken(letter), letter) for letter in text)


@dataclass(frozen=True, slots=True)
class Arrangement(Generic[Row]):
    """How a list is looked at.

    `order` gives what rows are sorted by (None last in both directions; without it they stay as they are), `keeps`
    which are wanted (all without it), `folded` the keys of wholes whose parts are put away. What is wanted is shown
    though its whole is folded, and below its whole though that is not wanted.
    """

    order: Callable[[Row], Any] | None = None
    downwards: bool = False
    keeps: Callable[[Row], bool] | None = None
    folded: AbstractSet[int] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Branch(Generic[Row]):
    row: Row
    depth: int
    parts: list[_Branch[Row]] = field(default_factory=list)


def arranged(
    rows: Sequence[Row], depth: Callable[[Row], int], key: Callable[[Row], int], by: Arrangement[Row]
) -> list[Row]:
    """The rows to show, in order. They come as a tree does: each whole before its parts, which are one deeper."""
    found: list[Row] = []
    pending = list(reversed(_sorted(_tree(rows, depth), by)))
    while pending:
        node = pending.pop()
        inside = _wanted(node.parts, by)
        if by.keeps is None or by.keeps(node.row) or inside:
            found.append(node.row)
            if by.keeps is not None or key(node.row) not in by.folded:
                pending.extend(reversed(_sorted(inside, by)))
    return found


def _tree(rows: Sequence[Row], depth: Callable[[Row], int]) -> list[_Branch[Row]]:
    top: list[_Branch[Row]] = []
    above: list[_Branch[Row]] = []
    for row in rows:
        node = _Branch(row, depth(row))
        while above and above[-1].depth >= node.depth:
            above.pop()
        (above[-1].parts if above else top).append(node)
        above.append(node)
    return top


def _wanted(nodes: list[_Branch[Row]], by: Arrangement[Row]) -> list[_Branch[Row]]:
    if by.keeps is None:
        return nodes
    return [node for node in nodes if by.keeps(node.row) or _wanted(node.parts, by)]


def _sorted(nodes: list[_Branch[Row]], by: Arrangement[Row]) -> list[_Branch[Row]]:
    if by.order is None:
        return nodes
    keyed = [(by.order(node.row), node) for node in nodes]
    held = sorted(((value, node) for value, node in keyed if value is not None), key=_value, reverse=by.downwards)
    return [node for _, node in held] + [node for value, node in keyed if value is None]


def _value(keyed: tuple[Any, object]) -> Any:
    return keyed[0]
