"""The wall of gauges as an office wants it: which indicators, in which order, how large. Kept in the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.ledger import Ledger

FIRST, MOST = 8, 24
_SETTING = "wall"


class WallSize(StrEnum):
    """How large the gauges of the wall are."""

    LARGE = "large"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class WallChoice:
    """`order` are indicators by id; those that it does not name follow in the order of the list."""

    order: tuple[int, ...] = ()
    size: WallSize = WallSize.LARGE

    @classmethod
    def from_data(cls, data: object) -> WallChoice:
        """A choice from a settings row; what is missing or unknown keeps its default."""
        kept = data if isinstance(data, Mapping) else {}
        order, size = kept.get("order"), kept.get("size")
        numbers = order if isinstance(order, Sequence) and not isinstance(order, str) else ()
        return cls(
            tuple(one for one in numbers if isinstance(one, int)),
            WallSize(size) if size in tuple(WallSize) else WallSize.LARGE,
        )

    def to_data(self) -> dict[str, object]:
        """The choice as plain data for a settings row."""
        return {"order": list(self.order), "size": self.size.value}


@dataclass(frozen=True, slots=True)
class Wall:
    """What hangs on the wall; `pinned`: chosen by the office, of whose choice `more` found no room."""

    rows: tuple[ProgressRow, ...]
    pinned: bool
    more: int = 0


def wall_choice(ledger: Ledger) -> WallChoice:
    """What the workbook keeps of the wall."""
    return WallChoice.from_data(ledger.setting(_SETTING))


def keep_wall(ledger: Ledger, choice: WallChoice) -> Changed:
    """Keep order and size in the workbook."""
    return ledger.set_settings(**{_SETTING: choice.to_data()})


def wall_of(progress: Progress, choice: WallChoice) -> Wall:
    """The indicators that the office watches in its own order, else the first ones of the list."""
    watched = [row for row in progress.rows if row.indicator.pinned]
    places = {number: place for place, number in enumerate(choice.order)}
    shown = sorted(watched or progress.rows[:FIRST], key=lambda row: places.get(row.indicator.id, len(places)))
    return Wall(tuple(shown[:MOST]), bool(watched), max(0, len(shown) - MOST))


def moved(choice: WallChoice, wall: Wall, at: int, to: int) -> WallChoice:
    """The choice with the gauge at one place of the wall put at another; the same where there is no such place."""
    hung = [row.indicator.id for row in wall.rows]
    if not (0 <= at < len(hung) and 0 <= to < len(hung)) or at == to:
        return choice
    hung.insert(to, hung.pop(at))
    others = (number for number in choice.order if number not in hung)
    return replace(choice, order=(*hung, *others))
