"""A ledger of items or projects that comes in at the page: asked for or dropped, read, and put to the clerk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.services.importing import file_patterns
from zonetracker.services.milestones import intake
from zonetracker.services.milestones.intake import IntakePlan, IntakePlanner
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.intake.dialog import IntakeDialog
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.places import last_folder

_ENDINGS = (".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".tsv", ".docx", ".doc", ".wps")


class LedgerTaking:
    """What the page does with ledgers, over `window`; `then` once one has come in."""

    def __init__(self, desk: Desk, window: QWidget, then: Callable[[], object]) -> None:
        self._desk, self._window, self._then = desk, window, then

    def ask(self) -> None:
        """Which ledger is read."""
        desk = self._desk
        if not desk.ledger.read_only:
            desk.ask.open_files(
                tr("导入事项或项目台账"),
                tr("表格和文档 ({patterns});;所有文件 (*)", patterns=file_patterns()),
                str(last_folder(desk.settings)),
                lambda paths: self.take(Path(paths[0])),
            )

    def takes(self, paths: Sequence[Path]) -> bool:
        """One table or document that is dropped on the page is a ledger."""
        own = len(paths) == 1 and paths[0].suffix.casefold() in _ENDINGS and not self._desk.ledger.read_only
        if own:
            self.take(paths[0])
        return own

    def take(self, path: Path) -> None:
        """Read a ledger and show what it would do."""
        desk = self._desk
        desk.settings.keep("folder", str(path.parent))
        today = desk.today().isoformat()
        job = intake.open_intake(desk.ledger, path, desk.year, desk.month, today)
        desk.run(job, tr("正在读台账"), self._show)

    def _show(self, opened: tuple[IntakePlanner, IntakePlan]) -> None:
        desk, (planner, planned) = self._desk, opened
        if not planned.lines and all(table.named for table in planned.tables):
            desk.tell(tr("“{name}”与台账一致，{count} 项都没有变。", name=planned.name, count=planned.same))
            return
        dialog = IntakeDialog(self._window.window(), desk, planner, planned)
        desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), self._entered)

    def _entered(self, changed: Changed) -> None:
        if not changed.asked:
            self._desk.tell(tr("已导入台账，可用 Ctrl+Z 撤销。"))
            self._then()
