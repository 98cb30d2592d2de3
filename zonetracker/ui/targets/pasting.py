"""A block from Excel or WPS onto the target list: what it changes, and what of it fits nowhere, row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from zonetracker.model.changes import ActualEntry, IndicatorChange, ListEdits, PeriodTargetEntry, TargetChange
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Stated, Target
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import TableColumn
from zonetracker.ui.targets.columns import Said, TargetRow, readers

Find = Callable[[str], TargetRow | None]
_OF_STATED = {one.name for one in fields(Stated)}


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a block changes; `cells` is how many of its cells fit, `left` what does not, in words, `put` what is new."""

    edits: ListEdits
    cells: int
    left: tuple[str, ...]
    put: tuple[tuple[TargetRow, TableColumn, str], ...]


def read_block(
    rows: Sequence[TargetRow], columns: Sequence[TableColumn], block: Sequence[Sequence[str]], find: Find
) -> Pasted:
    """A block over the rows and columns from where it is put. An empty cell leaves what stands.

    With a column of names among `columns` each line goes to the row that `find` gives for its name, wherever it stands.
    """
    reading = _PastedLines(columns, find)
    lines = list(enumerate(block, 1))
    if block and all(text.strip() in ("", title) for text, title in zip(block[0], reading.titles, strict=False)):
        lines = lines[1:]
    for place, (number, line) in enumerate(lines):
        reading.take(number, rows[place] if place < len(rows) else None, [text.strip() for text in line])
    return Pasted(reading.edits(), reading.cells, tuple(reading.left), tuple(reading.put))


class _PastedLines:
    """A block being read: the targets as they become, line after line."""

    def __init__(self, columns: Sequence[TableColumn], find: Find) -> None:
        self._columns = columns
        self._find = find
        self._readers = readers()
        self._name = next((at for at, column in enumerate(columns) if column.key == "name"), None)
        self._before: dict[int, Target] = {}
        self._becoming: dict[int, TargetRow] = {}
        self._indicators: dict[int, dict[str, Any]] = {}
        self._baselines: dict[int, ActualEntry] = {}
        self._periods: dict[tuple[int, int], PeriodTargetEntry] = {}
        self._named: set[int] = set()
        self.titles = [column.title for column in columns]
        self.cells = 0
        self.left: list[str] = []
        self.put: list[tuple[TargetRow, TableColumn, str]] = []

    def take(self, number: int, below: TargetRow | None, line: list[str]) -> None:
        """One line of the block, put over the row `below` the line before where it has no name."""
        if not any(line):
            return
        row = self._row(number, below, line)
        if row is None:
            return
        row = self._becoming.setdefault(row.target.id, row)
        self._before.setdefault(row.target.id, row.target)
        for at, text in enumerate(line):
            if text and at != self._name:
                self._cell(number, row.target.id, at, text)

    def _row(self, number: int, below: TargetRow | None, line: list[str]) -> TargetRow | None:
        if self._name is None:
            if below is None:
                self._leave(number, line, tr("清单里没有这么多行"))
            return below
        name = line[self._name] if self._name < len(line) else ""
        row = self._find(name) if name else None
        if row is None:
            self._leave(number, line, tr("清单里没有这个指标") if name else tr("没有指标名称"))
        elif row.target.id in self._named:
            self._leave(number, line, tr("这个指标前面已经有一行"))
            return None
        else:
            self._named.add(row.target.id)
        return row

    def _cell(self, number: int, target_id: int, at: int, text: str) -> None:
        row = self._becoming[target_id]
        column = self._columns[at] if at < len(self._columns) else None
        if column is None:
            self._leave(number, [text], tr("右边没有栏了"))
        elif text == " ".join(column.text(row).split()):
            self.cells += 1
        elif column.key not in self._readers or (column.editable is not None and not column.editable(row)):
            self._leave(number, [text], tr("“{title}”在这一行不能填", title=column.title))
        elif column.choices and text not in column.choices:
            words = "、".join(filter(None, column.choices))
            self._leave(number, [text], tr("“{title}”只能是{words}", title=column.title, words=words))
        else:
            self._read(number, row, column, text)

    def _read(self, number: int, row: TargetRow, column: TableColumn, text: str) -> None:
        try:
            said = self._readers[column.key](row, text)
        except Refusal as refusal:
            self.left.append(tr("第 {number} 行：{sentence}", number=number, sentence=refusal))
            return
        self.cells += 1
        self.put.append((row, column, text))
        self._keep(row, said)

    def _keep(self, row: TargetRow, said: Said) -> None:
        if isinstance(said, TargetChange):
            self._becoming[row.target.id] = replace(row, target=said.on(row.target))
        elif isinstance(said, IndicatorChange):
            new = said.beyond(row.indicator)
            self._indicators.setdefault(row.indicator.id, {}).update({one: getattr(new, one) for one in new.said})
        elif isinstance(said, PeriodTargetEntry):
            self._periods[said.target_id, said.to_month] = said
        else:
            self._baselines[row.indicator.id] = said

    def _leave(self, number: int, line: Sequence[str], why: str) -> None:
        said = in_short(" ".join(filter(None, line)), 30)
        self.left.append(tr("第 {number} 行“{said}”：{why}。", number=number, said=said, why=why))

    def edits(self) -> ListEdits:
        """All that is changed."""
        targets = {}
        for number, row in self._becoming.items():
            change = _difference(self._before[number], row.target)
            if change.said:
                targets[number] = change
        indicators = {number: IndicatorChange(**said) for number, said in self._indicators.items() if said}
        return ListEdits(targets, indicators, tuple(self._baselines.values()), tuple(self._periods.values()))


def _difference(before: Target, after: Target) -> TargetChange:
    own = {one.name for one in fields(TargetChange)} - _OF_STATED
    said: Mapping[str, Any] = {
        name: getattr(after, name) for name in own if getattr(after, name) != getattr(before, name)
    }
    return TargetChange(**said)
