"""One file that has come back: its tables by the heads that were sent, whose it is, and what is told of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from zonetracker.extraction.reading.sheets.grid import Grid, address
from zonetracker.model.duties.fillin import FillIn, FillInRow
from zonetracker.model.facts import Department, TaskKind
from zonetracker.outputs.fillin.columns import WORDS, FillInColumn, filler_labels, head, unit_in_title
from zonetracker.outputs.fillin.workbook import KIND, row_key
from zonetracker.outputs.marking import Imprint, marking_of
from zonetracker.services.fillin.known import KnownMonth, bare
from zonetracker.services.fillin.model import ReturnedFile
from zonetracker.services.fillin.reading import Returned
from zonetracker.services.fillin.sending import unit_in_name
from zonetracker.support.i18n import tr
from zonetracker.words.wording import figure, one_line

_SOUGHT = (
    FillInColumn.NAME,
    FillInColumn.ITEM,
    FillInColumn.UNIT,
    FillInColumn.LAST_MONTH,
    FillInColumn.LAST_YEAR,
    FillInColumn.VALUE,
    FillInColumn.GROWTH,
    FillInColumn.INVESTED,
    FillInColumn.DONE_ON,
    *WORDS,
)
_SHOWN = 3
_NAMES = frozenset({FillInColumn.NAME, FillInColumn.ITEM})


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A table of a fill-in sheet: its grid, the row of its heads, and where its columns are."""

    grid: int
    head: int
    columns: Mapping[FillInColumn, int]

    def text(self, grids: Sequence[Grid], row: int, column: FillInColumn) -> str:
        """What stands in a cell of a row."""
        place = self.columns.get(column)
        return "" if place is None else grids[self.grid].text(row, place).strip()

    @property
    def task(self) -> TaskKind:
        """What its rows are."""
        return TaskKind.TARGET if FillInColumn.NAME in self.columns else TaskKind.MILESTONE

    @property
    def named_by(self) -> FillInColumn:
        """The column of the names: of targets or of milestones."""
        return FillInColumn.NAME if FillInColumn.NAME in self.columns else FillInColumn.ITEM


class ReturnedSheet:
    """One file that has come back."""

    def __init__(self, known: KnownMonth, returned: Returned) -> None:
        self.known, self.name, self.trouble = known, returned.name, returned.trouble
        self.read = returned.read
        self.grids: tuple[Grid, ...] = self.read.grids if self.read is not None else ()
        self.marking: Imprint | None = marking_of(self.grids)

    # ---- the file

    @cached_property
    def tables(self) -> tuple[SheetTable, ...]:
        """The tables of the sheets that are seen."""
        return tuple(
            table
            for at, grid in enumerate(self.grids)
            if not grid.hidden and (table := _found(at, grid, self.known)) is not None
        )

    @cached_property
    def unit(self) -> Department | None:
        """Whose sheet it is: by its marks, else by its title or name."""
        if self.marking is not None:
            return self.known.departments.get(self.marking.unit or 0)
        return next((unit for said in self.said_units if (unit := self.known.index.find(said)) is not None), None)

    @cached_property
    def said_units(self) -> tuple[str, ...]:
        """The units that the titles and the file's name speak of."""
        lines = [text for table in self.tables for row in self.grids[table.grid].rows[: table.head] for text in row]
        said = [unit_in_title(text) for text in (*lines, self.name)]
        return tuple(dict.fromkeys(one for one in said if one))

    @cached_property
    def filled_by(self) -> str:
        """Who says to have filled it in; "" where nobody does."""
        label = filler_labels()[0]
        rows = (row for table in self.tables for row in self.grids[table.grid].rows if label in row)
        named = (text for row in rows for text in row[row.index(label) + 1 :])
        return next((one_line(text) for text in named if text.strip()), "")

    @cached_property
    def stop(self) -> str:
        """Why nothing of the file is entered; "" where it is looked at."""
        if self.trouble:
            return self.trouble
        marking, known = self.marking, self.known
        if marking is not None and marking.kind != KIND:
            return tr("这不是填报表，没有读入。")
        if marking is not None and marking.file_id != known.file_id:
            return tr("这是另一个工作簿发出的填报表，没有读入。")
        if marking is not None and (marking.year, marking.month) != (known.year, known.month):
            said = tr("{year}年{month}月", year=marking.year, month=marking.month)
            wanted = tr("{year}年{month}月", year=known.year, month=known.month)
            return tr("这是{said}的填报表，现在读的是{wanted}；请换到{said}再读。", said=said, wanted=wanted)
        if not self.tables:
            return tr("没有认出填报表的表头；单位自己的表请在“实绩”页导入。")
        return self._columns_gone()

    def _columns_gone(self) -> str:
        wanted = (FillInColumn.VALUE, FillInColumn.GROWTH)
        of_targets = next((table for table in self.tables if table.named_by is FillInColumn.NAME), None)
        gone = [] if of_targets is None else [one for one in wanted if one not in of_targets.columns]
        if len(gone) < len(wanted):
            return ""
        heads = "、".join(bare(head(one, self.known.year, self.known.month)) for one in gone)
        return tr("表里没有“{heads}”这几列，没有读入；请让单位用原表填报。", heads=heads)

    def told(self) -> ReturnedFile:
        """The file and what is told of it."""
        unit = self.unit.name if self.unit is not None else ""
        if self.stop:
            return ReturnedFile(self.name, unit, (self.stop,), stopped=True)
        return ReturnedFile(self.name, unit, tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.marking is None:
            yield tr("表里没有发出时的标记（可能复制到了新的文件），按名称对照。")
        if self.swapped:
            yield self.swapped
        changed = list(self._fixed_changed())
        if changed:
            places = "、".join(changed[:_SHOWN]) + (tr("等") if len(changed) > _SHOWN else "")
            yield tr("不用填的格子有改动，或与台账现在的数不同：{places}", places=places)
        gone = self._rows_gone()
        if gone:
            shown = "、".join(gone[:_SHOWN]) + (tr("等") if len(gone) > _SHOWN else "")
            yield tr("比发出时少了 {count} 行：{names}", count=len(gone), names=shown)

    @cached_property
    def swapped(self) -> str:
        """That title or file name speak of another unit than the sheet was made for; "" where they agree."""
        unit = self.unit
        if unit is None:
            return ""
        own = (bare(unit.name), bare(unit_in_name(unit.name)))
        others = [said for said in self.said_units if bare(said) not in own and self.known.index.find(said) != unit]
        if not others:
            return ""
        return tr(
            "表是发给“{unit}”的，标题或文件名写的是“{other}”，可能两家的表弄混了。",
            unit=one_line(unit.name),
            other=one_line(others[0]),
        )

    @cached_property
    def sent(self) -> FillIn | None:
        """The sheet as it would go out now; None where nobody can tell which it is."""
        return None if self.unit is None or self.marking is None else self.known.sheets.get(self.unit.id)

    def _fixed_changed(self) -> Iterator[str]:
        """The cells that a unit does not fill in and that say something else than the workbook does now."""
        rows = self.sent.rows if self.sent is not None else ()
        sent = {row_key(TaskKind.TARGET, row.row.target.id): row for row in rows}
        for table in self.tables:
            for row in range(table.head + 1, len(self.grids[table.grid].rows)):
                known = sent.get(self.key(table, row))
                if known is not None:
                    yield from self._changed_in(table, row, known)

    def _changed_in(self, table: SheetTable, row: int, known: FillInRow) -> Iterator[str]:
        figures = {FillInColumn.LAST_MONTH: known.last_month, FillInColumn.LAST_YEAR: known.last_year}
        for column, value in figures.items():
            text = table.text(self.grids, row, column)
            if column in table.columns and text != ("" if value is None else figure(value)):
                yield address(row, table.columns[column])
        unit = table.text(self.grids, row, FillInColumn.UNIT)
        if FillInColumn.UNIT in table.columns and unit != one_line(known.row.unit):
            yield address(row, table.columns[FillInColumn.UNIT])

    def _rows_gone(self) -> list[str]:
        if self.sent is None or self.marking is None:
            return []
        there = set(self.marking.keys.values())
        rows = {row_key(TaskKind.TARGET, row.row.target.id): row.row.indicator.name for row in self.sent.rows}
        items = {row_key(TaskKind.MILESTONE, item.id): item.name for item in self.sent.milestones}
        return [one_line(name) for key, name in (rows | items).items() if key not in there]

    def key(self, table: SheetTable, row: int) -> str:
        """The key of a row; "" where it has none."""
        return "" if self.marking is None else self.marking.keys.get((table.grid, row), "")


def _found(at: int, grid: Grid, known: KnownMonth) -> SheetTable | None:
    """The table of a sheet: its heads are those that were sent, in whatever order they now stand."""
    heads = {bare(head(column, known.year, known.month)): column for column in _SOUGHT}
    for number, row in enumerate(grid.rows):
        columns = {heads[bare(text)]: place for place, text in enumerate(row) if bare(text) in heads}
        if _NAMES & columns.keys() and len(columns) > 1:
            return SheetTable(at, number, columns)
    return None
