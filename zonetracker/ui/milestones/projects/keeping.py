"""What is typed into the cells of projects, as operations of the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import FilingChange, FilingEntry, MilestoneChange, NodeChange
from zonetracker.model.facts import Bound, TaskKind
from zonetracker.model.milestones.projects import ProjectRow
from zonetracker.model.milestones.stages import node_named
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.words.fields import field_word
from zonetracker.words.typed import Typed, exact, in_unit, read_deadline, read_money
from zonetracker.words.wording import one_line

Keep = Callable[[ProjectRow, str], bool]


class ProjectKeeping:
    """Each answers whether the text was taken; what is refused is told by the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def sum_of(self, field: str) -> Keep:
        """Keep a sum of the project itself: `investment`, `spent_before` or `year_plan`; a rough one with a note."""

        def change(row: ProjectRow, text: str) -> MilestoneChange:
            milestone = row.milestone
            typed = read_money(text)
            about = typed.bound is Bound.ABOUT
            said: dict[str, object] = {
                field: _sum(replace(typed, bound=None) if about else typed, row, milestone.money_unit)
            }
            if milestone.money_unit is None:
                said["money_unit"] = row.row.unit  # the first sum of a project says in which unit its sums are kept
            if about:
                note = tr("{head}：{text}", head=field_word(field), text=one_line(text))
                said["note"] = "；".join(filter(None, (milestone.note, note)))
            return MilestoneChange(**said)  # type: ignore[arg-type]

        return lambda row, text: self._edit(row, lambda: change(row, text))

    def text_of(self, field: str) -> Keep:
        """Keep a text of the project itself."""
        return lambda row, text: self._edit(row, lambda: MilestoneChange(**{field: text}))  # type: ignore[arg-type]

    def _edit(self, row: ProjectRow, change: Callable[[], MilestoneChange]) -> bool:
        ledger = self._desk.ledger
        return self._done(lambda reason: ledger.edit_milestone(row.milestone.id, change(), reason))

    def filed(self, field: str) -> Keep:
        """Keep a text that is filed for the chosen month."""
        return lambda row, text: self._file(row, self._desk.month, lambda: FilingChange(**{field: text}))  # type: ignore[arg-type]

    def spent(self, month: int | None = None) -> Keep:
        """Keep what a project has spent since January by a month, else by the chosen one."""
        return lambda row, text: self._file(row, month or self._desk.month, lambda: _spent(row, text))

    def _file(self, row: ProjectRow, month: int, change: Callable[[], FilingChange]) -> bool:
        ledger = self._desk.ledger
        return self._done(lambda reason: ledger.file([self._entry(row, month, change())], reason))

    def _entry(self, row: ProjectRow, month: int, change: FilingChange) -> FilingEntry:
        return FilingEntry(TaskKind.MILESTONE, row.milestone.id, self._desk.year, month, change)

    def spent_block(self, cells: Sequence[tuple[ProjectRow, int, str]]) -> bool:
        """Keep a whole block of figures by project and month as one step."""
        ledger = self._desk.ledger

        def entries() -> list[FilingEntry]:
            return [self._entry(row, month, _spent(row, text)) for row, month, text in cells]

        return self._done(lambda reason: ledger.file(entries(), reason))

    def done_on(self, name: str) -> Keep:
        """Keep the day on which a node was done; an empty text takes it back."""

        def keep(row: ProjectRow, text: str) -> bool:
            node, ledger = node_named(row.nodes, name), self._desk.ledger
            assert node is not None, "a cell without a node is not editable"
            return self._done(
                lambda reason: ledger.edit_node(node.id, NodeChange(done_on=read_deadline(text), reached=False), reason)
            )

        return keep

    def _done(self, operation: Callable[[str], Changed]) -> bool:
        return self._desk.enter(operation) is not None


def _sum(typed: Typed, row: ProjectRow, unit: str | None) -> Decimal | None:
    """A sum as typed (in the table's unit where it says none) in the unit in which the project keeps its own."""
    typed = exact(typed)
    said = replace(typed, unit=typed.unit or row.row.unit)
    return in_unit(said, unit or row.row.unit).value


def _spent(row: ProjectRow, text: str) -> FilingChange:
    typed = exact(read_money(text))
    return FilingChange(value=typed.value, unit=None if typed.value is None else typed.unit or row.row.unit)
