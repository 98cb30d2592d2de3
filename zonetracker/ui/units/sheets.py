"""Fill-in sheets from the page: out into a folder for all units, and back from files or a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.services import fillin
from zonetracker.services.fillin import ReturnPlan, Sent
from zonetracker.services.importing import file_patterns
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.places import last_folder
from zonetracker.ui.units.returns import ReturnsDialog

_TOLD = 6


class FillInSheets:
    """What the page does with fill-in sheets, over `window`."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        self._desk, self._window = desk, window

    # ---- out

    def ask_send(self, departments: Sequence[int] | None = None) -> None:
        """F5: into which folder the sheets of the month go, of all units or of those with these ids; nothing that lies
        there is replaced unasked.
        """
        desk = self._desk
        sheets = fillin.sheets_of(desk.ledger, desk.year, desk.month)
        if departments is not None:
            sheets = tuple(one for one in sheets if one.department.id in departments)
        if not sheets:
            desk.tell(fillin.nothing_to_send(desk.ledger, desk.year, desk.month), "look")
            return

        def chosen(folder: str) -> None:
            place = Path(folder)
            there = fillin.already_there(sheets, place)
            if not there:
                self._send(sheets, place, replace=False)
                return
            desk.ask.choose(
                tr("文件夹里已有 {count} 个同名的填报表，要覆盖吗？", count=len(there)),
                [tr("只写没有的"), tr("全部覆盖")],
                lambda answer: self._send(sheets, place, replace=answer == 1),
                "、".join(path.name for path in there[:_TOLD]),
            )

        start = str(last_folder(desk.settings))
        desk.ask.open_folder(tr("填报表写到哪个文件夹"), start, chosen)

    def _send(self, sheets: Sequence[fillin.FillIn], folder: Path, *, replace: bool) -> None:
        self._desk.settings.keep("folder", str(folder))
        job = fillin.writing_job(sheets, self._desk.ledger.file_id, folder, replace=replace)
        self._desk.run(job, tr("正在写出填报表"), lambda sent: self._sent(sent, folder))

    def _sent(self, sent: Sent, folder: Path) -> None:
        words = tr("已写出 {count} 家单位的填报表：{folder}", count=len(sent.written), folder=folder)
        left = tr("；{count} 个同名文件没有动", count=len(sent.left)) if sent.left else ""
        self._desk.tell(words + left)

    # ---- back

    def ask_read(self) -> None:
        """Which sheets have come back."""
        desk = self._desk
        if not desk.ledger.read_only:
            desk.ask.open_files(
                tr("读回填报表"),
                tr("表格 ({patterns});;所有文件 (*)", patterns=file_patterns()),
                str(last_folder(desk.settings)),
                lambda paths: self.take([Path(path) for path in paths]),
            )

    def take(self, paths: Sequence[Path]) -> None:
        """Read sheets, or all that lie in a folder, and show what they would do."""
        files = fillin.files_among(paths)
        if not files:
            self._desk.tell(tr("这里没有可以读的表格文件。"), "look")
            return
        self._desk.settings.keep("folder", str(files[0].parent))
        desk = self._desk
        desk.run(fillin.returns_job(desk.ledger, files, desk.year, desk.month), tr("正在读回填报表"), self._show)

    def _show(self, planned: ReturnPlan) -> None:
        desk = self._desk
        dialog = ReturnsDialog(self._window.window(), desk, planned)
        desk.fill(dialog, lambda: None, lambda _, reason: dialog.enter(reason), self._entered)

    def _entered(self, changed: Changed) -> None:
        if not changed.asked:
            self._desk.tell(tr("已读回填报表，可用 Ctrl+Z 撤销。"))
