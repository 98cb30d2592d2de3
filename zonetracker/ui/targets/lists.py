"""The list of targets from the page: out as a workbook, and back from it or from an office's own list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.services import breakdown
from zonetracker.services.breakdown import ListPlan, ListPlanner
from zonetracker.services.importing import file_patterns
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.places import last_folder
from zonetracker.ui.parts.saving import Output, Saving
from zonetracker.ui.targets.list_dialog import ListDialog


class TargetLists:
    """What the page does with lists of targets, over `window`."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window
        self._saving = Saving(desk)

    def ask_send(self) -> None:
        """F5: where the list of the year goes."""
        desk = self._desk
        try:
            write = breakdown.export_list(desk.ledger, desk.year)
        except Refusal as refusal:
            desk.tell(str(refusal), "look")
            return
        name = breakdown.list_title(desk.ledger, desk.year)
        self._saving.ask(Output(tr("目标任务分解表"), name, ("xlsx",), write), keep=False)

    def ask_read(self) -> None:
        """Which list is read."""
        desk = self._desk
        if not desk.ledger.read_only:
            desk.ask.open_files(
                tr("读回目标任务分解表，或读入自己的清单"),
                tr("表格 ({patterns});;所有文件 (*)", patterns=file_patterns()),
                str(last_folder(desk.settings)),
                lambda paths: self.take(Path(paths[0])),
            )

    def take(self, path: Path) -> None:
        """Read a list and show what it would do."""
        desk = self._desk
        desk.settings.keep("folder", str(path.parent))
        desk.run(breakdown.open_list(desk.ledger, path, desk.year), tr("正在读目标任务分解表"), self._show)

    def _show(self, opened: tuple[ListPlanner, ListPlan]) -> None:
        desk, (planner, planned) = self._desk, opened
        if not planned.lines:
            desk.tell(tr("“{name}”与台账一致，{count} 项都没有变。", name=planned.name, count=planned.same))
            return
        dialog = ListDialog(self._window.window(), desk, planner, planned)
        desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), self._entered)

    def _entered(self, changed: Changed) -> None:
        if not changed.asked:
            self._desk.tell(tr("已读回目标任务分解表，可用 Ctrl+Z 撤销。"))
