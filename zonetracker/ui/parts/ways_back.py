"""The table of what a workbook can be brought back to; each line that is seen is checked in a thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent

from zonetracker.services.restoring import (
    CopyState,
    WayBack,
    WayKind,
    done_words,
    look_job,
    origin_words,
    state_words,
    steps_since,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.table.model import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.tasks import ProgressLine, Tasks
from zonetracker.words.wording import one_line, size_words


class WaysTable(RecordTable):
    """Lists ways back, latest first; `looked` follows each one that was checked."""

    looked = Signal()

    def __init__(self, tasks: Tasks, line: ProgressLine) -> None:
        self._tasks, self._line = tasks, line
        self._ways: Sequence[WayBack] = ()
        self._since: Mapping[Path, int] = {}
        self._looking = False
        self._states: dict[str, CopyState] = {}
        self._leave: Callable[[], None] | None = None
        super().__init__(RecordTableModel(self._columns(), key=lambda way: str(way.path)))
        self.setAccessibleName(tr("备份"))
        self.verticalScrollBar().valueChanged.connect(lambda _: self._look_on())

    def _columns(self) -> list[TableColumn]:
        return [
            TableColumn("at", tr("备份时间"), lambda way: f"{way.at:%Y-%m-%d %H:%M:%S}", width=19),
            state_column("state", tr("检查"), self._state, width=9),
            TableColumn("done", tr("最后做的"), self._done, width=26, least=12, fills=True, tip=self._tip),
            TableColumn("revision", tr("到第几步"), _step, numeric=True, width=9),
            TableColumn("size", tr("大小"), lambda way: size_words(way.size), numeric=True, width=9),
            TableColumn("origin", tr("来源"), origin_words, width=18, least=10),
        ]

    def show_ways(self, ways: Sequence[WayBack]) -> None:
        """Show these, and check those that are seen and were not yet, one after the other."""
        here = self.record()
        self._ways, self._since = ways, steps_since(ways)
        self.records.show_records(ways)
        self.hide_field("origin", all(way.kind is WayKind.KEPT for way in ways))
        if ways and (here is None or not self.go_to(str(here.path))):
            own = next((way for way in ways if way.kind is WayKind.KEPT), ways[0])
            self.go_to(str(own.path))
        self._looking = True
        self._look_on()

    def stop(self) -> None:
        """Check no more: what shows the table is going away."""
        leave = self._leave
        self._stopped()
        if leave is not None:
            leave()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: lines come to be seen."""
        super().showEvent(event)
        self._look_on()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more lines come to be seen."""
        super().resizeEvent(event)
        self._look_on()

    def found(self, way: WayBack) -> CopyState | None:
        """What the check found; None before it."""
        return self._states.get(str(way.path))

    def said(self) -> str:
        """What there is to know of the chosen line."""
        way = self.record()
        return "" if way is None else self._tip(way)

    def _look_on(self) -> None:
        if self._leave is not None or not self._looking:
            return
        seen = self._seen()
        left = [way for way in seen if self.found(way) is None]
        if not left:
            return
        job = look_job(left[0], len(seen) - len(left), len(seen))
        self._leave = self._tasks.start(
            job,
            tr("正在检查备份"),
            lambda state: self._looked(left[0], state),
            lambda refusal: self._looked(left[0], _refused(refusal)),
            line=self._line,
            stopped=self._stopped,
        )

    def _looked(self, way: WayBack, state: CopyState) -> None:
        self._leave = None
        self._states[str(way.path)] = state
        self.records.repaint(way)
        self._look_on()
        self.looked.emit()

    def _seen(self) -> Sequence[WayBack]:
        """Those whose lines lie in the part that is shown: of hundreds few need to be read."""
        if not self.isVisible():
            return ()
        last = self.rowAt(self.viewport().height() - 1)
        return self._ways[max(0, self.rowAt(0)) : last + 1 if last >= 0 else None]

    def _stopped(self) -> None:
        self._leave, self._looking = None, False

    # ---- cells

    def _state(self, way: WayBack) -> State:
        state = self.found(way)
        if state is None:
            return State(tr("待检查"), "sign-dots", "muted")
        if state.sound:
            return State(tr("完好"), "sign-check", "confirmed")
        return State(tr("不能用"), "sign-cross", "fails") if state.broken else State(tr("有问题"), "sign-bang", "look")

    def _done(self, way: WayBack) -> str:
        state = self.found(way)
        if state is None:
            return ""
        return one_line(state.broken or done_words(way, state, self._since))

    def _tip(self, way: WayBack) -> str:
        state = self.found(way)
        if state is None:
            return tr("还没有检查到这一份。")
        said = state_words(state)
        return said if state.broken else f"{one_line(done_words(way, state, self._since))}\n{said}"


def _step(way: Any) -> str:
    return str(way.revision) if way.revision else ""


def _refused(refusal: Refusal) -> CopyState:
    return CopyState(broken=str(refusal))
