"""What a mail or an archive encloses: which files can be read, and which of them are to be taken in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from zonetracker.services.bundles import Chosen, Enclosure, OpenedBundle, imported_already
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ANSWER_KEY, lettered
from zonetracker.ui.parts.plans.lines_dialog import LinesDialog
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.wording import one_line, size_words


class EnclosuresDialog(LinesDialog):
    """Lists what a bundle encloses; `marked` are the numbers of those that are to be taken."""

    def __init__(self, parent: QWidget | None, bundle: OpenedBundle, imported: Mapping[int, str]) -> None:
        hint = tr("Enter 选／不选　Ctrl+A 全选　Ctrl+Enter 导入选中的")
        super().__init__(
            parent, tr("“{name}”里的文件", name=one_line(bundle.name)), self._columns(), lambda one: one.number, hint
        )
        self._bundle, self._imported = bundle, imported
        self.answer.setText(lettered(tr("导入"), ANSWER_KEY))
        fresh = [one for one in self._readable() if not one.own and one.number not in imported]
        self.marked = {one.number for one in fresh} if len(fresh) == 1 else set[int]()
        self.check = lambda: "" if self.marked else tr("还没有选文件：在要导入的那一行按 Enter。")
        self._show()
        first = next(iter(fresh or self._readable()), None)
        if first is not None:
            self.table.go_to(first.number)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> list[Chosen]:
        """What is to be taken, in order."""
        return [Chosen(self._bundle, one) for one in self._bundle.enclosures if one.number in self.marked]

    def settle(self, lines: Iterable[Enclosure]) -> None:
        """Those that can be read are marked, or not any more where all of them were."""
        numbers = {one.number for one in lines if not one.trouble}
        self.marked = self.marked - numbers if numbers <= self.marked else self.marked | numbers
        self.say("")
        self._show()

    def detail_of(self, line: Enclosure) -> str:
        """Why a file can't be read, under which name it was imported, or where it lies."""
        before = self._imported.get(line.number)
        if line.trouble or before is None:
            return line.trouble or (tr("在 {folder} 里", folder=one_line(line.folder)) if line.folder else "")
        return tr("这份文件已以“{name}”导入过，不会重复导入。", name=one_line(before))

    # ---- what is shown

    def _readable(self) -> list[Enclosure]:
        return [one for one in self._bundle.enclosures if not one.trouble]

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), self._state, width=10),
            TableColumn("name", tr("文件"), lambda one: one_line(one.name), fills=True, width=34, least=16),
            TableColumn("kind", tr("种类"), lambda one: one.kind, width=14, least=8),
            TableColumn(
                "size", tr("大小"), lambda one: size_words(one.size), order=lambda one: one.size, numeric=True, width=10
            ),
            TableColumn("folder", tr("所在"), lambda one: one_line(one.folder), width=12, least=8),
        ]

    def _state(self, one: Enclosure) -> State:
        if one.trouble:
            return State(tr("不能读"), "sign-cross", "fails")
        if one.number in self.marked:
            return State(tr("导入"), "sign-check", "confirmed")
        if one.number in self._imported:
            return State(tr("已导入过"), "sign-equals", "muted")
        return State(tr("不导入"), "sign-dots", "muted")

    def _show(self) -> None:
        all_, good = len(self._bundle.enclosures), len(self._readable())
        counted = tr(
            "共 {all} 个文件，能读的 {good} 个，选中 {marked} 个。", all=all_, good=good, marked=len(self.marked)
        )
        self.show_lines(self._bundle.enclosures, counted, (), reasoned=False)
        self.answer.setEnabled(bool(good))


def ask_which(desk: Desk, bundle: OpenedBundle, then: Callable[[list[Chosen]], object]) -> None:
    """Ask which files of a bundle are taken; `then` gets them, none where it is cancelled."""
    dialog = EnclosuresDialog(desk.ask.window, bundle, imported_already(desk.ledger, bundle))
    dialog.rejected.connect(lambda: then([]))
    desk.ask.form(dialog, lambda: then(dialog.chosen))
