"""Bringing a workbook back: asked from the welcome page, from a refusal to open one, or over the open one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from zonetracker.services.restoring import (
    WAY_BACK_FOR,
    KnownBook,
    Restored,
    WayBack,
    known_books,
    restore_job,
    restored_words,
    take_out,
    ways_of,
    ways_of_known,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.paths import is_there
from zonetracker.ui.parts.dialogs import Ask, FormDialog, lettered, plain_label
from zonetracker.ui.parts.table.model import RecordTableModel, TableColumn
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.parts.tasks import ProgressLine, Tasks
from zonetracker.ui.parts.ways_back import WaysTable

_OUT_KEY = "T"
_WIDE, _HIGH = 900, 460


class RestoreForm(FormDialog):
    """Lists what a workbook can be brought back to; the answer is the chosen line."""

    def __init__(self, parent: QWidget, tasks: Tasks, book: Path, ways: Sequence[WayBack]) -> None:
        title = tr("恢复备份：{name}", name=book.name)
        super().__init__(parent, title, tr("恢复到所选"), _offer(book))
        self.line = ProgressLine()
        self.table = WaysTable(tasks, self.line)
        self.table.entered.connect(lambda _: self.accept())
        self.said = plain_label(wrap=True, tone="muted")
        self.out = QPushButton(lettered(tr("取出到别处…"), _OUT_KEY))
        self.out.setAutoDefault(False)
        self.buttons.insertWidget(0, self.out)
        for place, part in enumerate((self.table, self.said, self.line), 1):
            self.body.insertWidget(place, part, 1 if part is self.table else 0)
        self.setMinimumSize(560, 260)
        self.resize(_WIDE, _HIGH)
        self.check = self._trouble
        self.finished.connect(lambda _: self.table.stop())
        self.table.current.connect(lambda _: self._show_chosen())
        self.table.looked.connect(self._show_chosen)
        self.table.show_ways(ways)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def way(self) -> WayBack | None:
        """The chosen line."""
        found: WayBack | None = self.table.record()
        return found

    def _show_chosen(self) -> None:
        self.said.setText(self.table.said())
        self.say("")

    def _trouble(self) -> str:
        way = self.way()
        if way is None:
            return tr("请先选一份。")
        state = self.table.found(way)
        return tr("这一份不能用，请选另一份。") if state is not None and state.broken else ""


def _offer(book: Path) -> str:
    """What the list is for, and what becomes of the file that stands there, where one does."""
    said = tr("“{name}”可以恢复到下面选定的一份。", name=book.name)
    if is_there(book):
        return said + tr("现在的内容能读出的先留一份备份，原来的文件改名放在旁边保留30天。")
    return said + tr("原来的文件现在不在，恢复后还放在“{folder}”。", folder=book.parent)


class KnownBooksForm(FormDialog):
    """Lists the workbooks of which this PC has snapshots, those that are gone too."""

    def __init__(self, parent: QWidget, books: Sequence[KnownBook]) -> None:
        super().__init__(parent, tr("恢复备份"), tr("看备份"), tr("这台电脑上有下面这些工作簿的自动备份。"))
        columns = [
            TableColumn("name", tr("工作簿"), _name, width=20, least=16),
            TableColumn("latest", tr("最近的备份"), lambda one: f"{one.latest.at:%Y-%m-%d %H:%M}", width=16),
            TableColumn("count", tr("份数"), lambda one: str(one.count), numeric=True, width=6),
            TableColumn("there", tr("现在"), _there, width=10),
            TableColumn("folder", tr("所在文件夹"), _folder, fills=True, least=10),
        ]
        self.table = RecordTable(RecordTableModel(columns, key=lambda one: str(one.folder)))
        self.table.setAccessibleName(tr("工作簿"))
        self.table.entered.connect(lambda _: self.accept())
        self.table.records.show_records(books)
        self.body.insertWidget(1, self.table, 1)
        self.setMinimumSize(560, 240)
        self.resize(_WIDE, _HIGH - 80)
        self.check = lambda: "" if self.table.record() is not None else tr("请先选一个工作簿。")
        self.table.go_to(str(books[0].folder))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)


def _name(one: KnownBook) -> str:
    return one.place.name if one.place is not None else tr("（旧版本留下的）{name}", name=one.folder.name[:8])


def _folder(one: KnownBook) -> str:
    return str(one.place.parent) if one.place is not None else ""


def _there(one: KnownBook) -> str:
    if one.place is None:
        return ""
    return tr("在") if is_there(one.place) else tr("找不到")


class WayBackQuestions:
    """Asks which workbook and which copy, brings it back and opens it.

    `open_workbook` tells whether it opened; `let_go` closes the open workbook, where that is the one brought back, and
    tells whether it was; `told` gets what was done.
    """

    def __init__(
        self,
        ask: Callable[[], Ask],
        tasks: Tasks,
        open_workbook: Callable[[Path], bool],
        let_go: Callable[[Path], bool],
        told: Callable[[str, str], object],
        folder: Callable[[], str],
        filters: str,
    ) -> None:
        self._ask, self._tasks = ask, tasks
        self._open, self._let_go, self._told = open_workbook, let_go, told
        self._folder, self._filters = folder, filters

    def refused(self, path: Path, refusal: Refusal) -> None:
        """A workbook did not open: say why, and where there is a way back offer that."""
        ways = _found(path) if refusal.code in WAY_BACK_FOR and path.parent.is_dir() else []
        if not ways:
            self._ask().tell(str(refusal))
            return
        more = tr(
            "这台电脑上有它的 {count} 份自动备份，最近一份是 {at}。", count=len(ways), at=f"{ways[0].at:%Y-%m-%d %H:%M}"
        )
        self._ask().choose(str(refusal), [tr("恢复备份…")], lambda _: self.show(path, ways), more)

    def ask_which(self) -> None:
        """From the welcome page: which workbook, then which copy of it."""
        books = known_books()
        if not books:
            self._ask().tell(
                tr("这台电脑上还没有自动备份。"), tr("备份到U盘或共享盘的文件也是工作簿，用“打开工作簿”直接打开。")
            )
            return
        form = KnownBooksForm(self._ask().window, books)
        self._ask().form(form, lambda: self._show_known(form.table.record()))

    def ask_for(self, path: Path) -> None:
        """Which copy of this workbook, which is not open here."""
        ways = _found(path)
        if ways:
            self.show(path, ways)
        else:
            self._ask().tell(tr("这台电脑上没有“{name}”的自动备份。", name=path.name))

    def show(self, path: Path, ways: Sequence[WayBack]) -> None:
        """The list, and what follows from the answer."""
        form = RestoreForm(self._ask().window, self._tasks, path, ways)
        form.out.clicked.connect(lambda: self._take_out(path, form))
        self._ask().form(form, lambda: self.bring_back(path, form.way()))

    def bring_back(self, path: Path, way: WayBack | None) -> None:
        """Bring it back and open it; where that is refused the workbook that was open is open again."""
        if way is None:
            return
        was_open = self._let_go(path)

        def again() -> None:
            if was_open:
                self._open(path)

        def failed(refusal: Refusal) -> None:
            again()
            self._ask().tell(str(refusal))

        def done(restored: Restored) -> None:
            if self._open(path):
                self._told(restored_words(restored), "look")

        self._tasks.start(restore_job(path, way), tr("正在恢复“{name}”", name=path.name), done, failed, stopped=again)

    def _show_known(self, book: KnownBook | None) -> None:
        if book is None:
            return
        ways = ways_of_known(book)
        if book.place is not None and book.place.parent.is_dir():
            self.show(book.place, ways)
            return
        name = book.place.name if book.place is not None else tr("恢复的工作簿.zt")
        start = str(Path(self._folder()) / name)
        self._ask().save_file(tr("恢复到哪里"), self._filters, start, "zt", lambda path: self.show(Path(path), ways))

    def _take_out(self, path: Path, form: RestoreForm) -> None:
        way = form.way()
        if way is None:
            return

        def write(to: str) -> None:
            try:
                take_out(way, Path(to))
            except Refusal as refusal:
                form.say(str(refusal))
            except OSError:
                form.say(tr("这一份读不出来，没有取出。"))
            else:
                form.say(tr("已取出到 {path}", path=to))

        start = str(Path(self._folder()) / f"{path.stem}-{way.at:%Y%m%d-%H%M}.zt")
        self._ask().save_file(tr("取出到哪里"), self._filters, start, "zt", write)


def _found(path: Path) -> list[WayBack]:
    try:
        return ways_of(path)
    except (Refusal, OSError):
        return []
