"""What a clerk settles of a superior's form, and what would be written into each of its cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zonetracker.extraction.forms.reading import CellAt, FormRead
from zonetracker.extraction.forms.sheetxml import Figured, Place
from zonetracker.extraction.reading.sheets.grid import address
from zonetracker.extraction.tables.model import TableFigure
from zonetracker.model.facts import Indicator
from zonetracker.model.planning import FormMeaning, FormState


@dataclass(frozen=True, slots=True)
class FormChoices:
    """What a clerk says of a form; without it the form speaks for itself.

    `names` are names of the form and the indicators they mean, `columns` what columns ask for, by table and column.
    The cells that are `left` are not filled.
    """

    names: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[tuple[int, int], FormMeaning] = field(default_factory=dict)
    left: frozenset[CellAt] = frozenset()


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a form with what it asks for: of which row and column, which figure, of which months in which unit.

    `name` is how the form calls the indicator. `year` and `months` are those of the figure itself. `meaning` is None,
    or doubted in `doubts`, where the form does not say plainly what it wants.
    """

    at: CellAt
    table: int
    column: int
    head: str
    name: str
    figure: TableFigure
    meaning: FormMeaning | None
    year: int
    months: tuple[int, int]
    unit: str | None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormLine:
    """What becomes of a cell: `shown` is what it would show, `figured` what it would hold.

    `why` is what speaks against it, or what is to be known of it. `stands` is what the cell shows already. `likely` are
    the indicators that an unknown name may mean.
    """

    cell: FormCell
    place: str
    state: FormState
    indicator: Indicator | None = None
    likely: tuple[Indicator, ...] = ()
    stands: str = ""
    shown: str = ""
    figured: Figured | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class FormPlan:
    """What a form would get for a month, cell by cell; `read` is the form itself."""

    read: FormRead
    year: int
    month: int
    lines: tuple[FormLine, ...]

    @property
    def filled(self) -> list[FormLine]:
        """What would be written."""
        return [line for line in self.lines if line.state is FormState.FILLED]

    @property
    def untouched(self) -> list[FormLine]:
        """What a clerk is told of as not filled."""
        return [line for line in self.lines if line.state.told]

    @property
    def cells(self) -> dict[str, dict[Place, Figured]]:
        """What would be written, by the names of the sheets."""
        found: dict[str, dict[Place, Figured]] = {}
        for line in self.filled:
            if line.figured is not None:
                at, row, column = line.cell.at
                found.setdefault(self.read.grids[at].name, {})[row, column] = line.figured
        return found


def place_of(read: FormRead, cell: CellAt) -> str:
    """A cell as a spreadsheet names it: 综合!C5."""
    at, row, column = cell
    return f"{read.grids[at].name}!{address(row, column)}"
