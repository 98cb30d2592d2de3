"""What was typed and could not be stored, in order, until it is stored or given up."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from zonetracker.model.checking.limits import in_short
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

Cell = Hashable
_LONGEST = 40
LISTED = 12
"""So many of what waits are told one by one."""


@dataclass(frozen=True, slots=True)
class TypedText:
    """A text that a clerk typed: where in words, what, and the `cell` (or line) that shows it, where there is one."""

    where: str
    what: str
    cell: Cell = None


@dataclass(frozen=True, slots=True, eq=False)
class UnsavedWrite:
    """One write that waits: what was typed for it, why it was not stored, and how it is done `again`.

    `again` raises Refusal where it is still not done.
    """

    typed: tuple[TypedText, ...]
    why: str
    again: Callable[[], object]

    @property
    def cells(self) -> frozenset[Cell]:
        """The cells that show it."""
        return frozenset(one.cell for one in self.typed if one.cell is not None)


class Unsaved(QObject):
    """All that waits; `changed` when that is something else."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[UnsavedWrite] = []
        self._storing = False
        self._at: dict[Cell, tuple[str, str]] = {}

    @property
    def waiting(self) -> tuple[UnsavedWrite, ...]:
        """What waits, oldest first."""
        return tuple(self._waiting)

    @property
    def typed(self) -> list[tuple[TypedText, str]]:
        """Every text that waits, with why."""
        return [(one, entry.why) for entry in self._waiting for one in entry.typed]

    def __len__(self) -> int:
        return len(self.typed)

    def keep(self, typed: Sequence[TypedText], why: str, again: Callable[[], object]) -> None:
        """Keep what was typed; what waited for the same cells alone is what it replaces."""
        entry = UnsavedWrite(tuple(typed), why, again)
        self._waiting = [*self._beyond(entry.cells), entry]
        self._tell()

    def settle(self, cells: Collection[Cell]) -> None:
        """These cells are stored as they are meant by now: what waited for them alone is over."""
        left = self._beyond(frozenset(cells))
        if len(left) != len(self._waiting):
            self._waiting = left
            self._tell()

    def drop(self, *entries: UnsavedWrite) -> None:
        """These wait no more: they are stored, or given up."""
        self._waiting = [one for one in self._waiting if one not in entries]
        self._tell()

    def text_at(self, cell: Cell) -> str | None:
        """The text that waits in a cell, the latest one; None where none does."""
        found = self._at.get(cell)
        return None if found is None else found[0]

    def why_at(self, cell: Cell) -> str:
        """Why the text in a cell was not stored."""
        return self._at[cell][1]

    def store(self, *, but: Collection[Cell] = ()) -> Refusal | None:
        """Do all again, in order, but what these cells replace; the trouble of storage that stops it, if one does.

        What is refused for another reason by now goes on waiting, with that reason.
        """
        if self._storing:  # what is done again writes as if it were new
            return None
        self._storing = True
        try:
            return self._store(frozenset(but))
        finally:
            self._storing = False

    def _store(self, but: frozenset[Cell]) -> Refusal | None:
        for entry in self.waiting:
            if entry.cells and entry.cells <= but:
                continue
            try:
                entry.again()
            except Refusal as refusal:
                self._say(entry, str(refusal))
                if refusal.of_storage:
                    return refusal
            except Exception as error:  # a bug in one must not hold up the others
                self._say(entry, tr("程序出了一个没有预料到的错误，没有存上。"))
                sys.excepthook(type(error), error, error.__traceback__)
            else:
                self.drop(entry)
        return None

    def _beyond(self, cells: frozenset[Cell]) -> list[UnsavedWrite]:
        return [one for one in self._waiting if not one.cells or not one.cells <= cells]

    def _say(self, entry: UnsavedWrite, why: str) -> None:
        self._waiting = [replace(one, why=why) if one is entry else one for one in self._waiting]
        self._tell()

    def _tell(self) -> None:
        self._at = {
            one.cell: (one.what, entry.why) for entry in self._waiting for one in entry.typed if one.cell is not None
        }
        self.changed.emit()


def typed_words(typed: TypedText) -> str:
    """A text that was typed, in one line: where and what."""
    what = one_line(typed.what)
    return tr("{where}：{what}", where=typed.where, what=in_short(what, _LONGEST) if what else tr("（清空）"))


def listed_words(unsaved: Unsaved) -> str:
    """What waits, a line each."""
    listed = [typed_words(one) for one, _ in unsaved.typed]
    return "\n".join(listed[:LISTED] + ([tr("……")] if len(listed) > LISTED else []))
