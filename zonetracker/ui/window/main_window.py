"""The one window: rail, period, pages, menus, state line. It opens and closes workbooks; the rest is for the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QMoveEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zonetracker import __version__
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.quarters import PeriodView
from zonetracker.services.ledger import Holder, Ledger
from zonetracker.services.overview import first_period
from zonetracker.support.diagnostics import log_folder
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import program_name, tr
from zonetracker.support.paths import identity
from zonetracker.support.settings import LocalSettings
from zonetracker.support.whereabouts import place_notice
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import Ask, plain_label
from zonetracker.ui.parts.icons import icon
from zonetracker.ui.parts.page import Page
from zonetracker.ui.parts.places import last_folder, workbook_filter
from zonetracker.ui.parts.tasks import Tasks
from zonetracker.ui.parts.theme import is_dark
from zonetracker.ui.parts.unsaved.bar import UnsavedBar
from zonetracker.ui.start.restoring import WayBackQuestions
from zonetracker.ui.start.welcome import WelcomePage
from zonetracker.ui.window.bars import HelpWindow, MessageBar, PeriodBar, Rail
from zonetracker.ui.window.everywhere.editing import copy_here, finish_typing, paste_here
from zonetracker.ui.window.everywhere.recent import RecentMenu
from zonetracker.ui.window.everywhere.work import WorkCommands
from zonetracker.ui.window.files import FileQuestions
from zonetracker.ui.window.fit import kept_place, limit, place
from zonetracker.ui.window.intake import Intake
from zonetracker.ui.window.menus import Command, menus
from zonetracker.ui.window.page_stack import PageStack
from zonetracker.ui.window.pages import page_entries
from zonetracker.ui.window.safety.bugs import BugTelling
from zonetracker.ui.window.safety.copying import CopyTimer
from zonetracker.ui.window.safety.damage import DamageBar, DamageDialog
from zonetracker.ui.window.safety.leaving import Leaving
from zonetracker.ui.window.words import (
    keys_everywhere,
    open_already,
    start_help,
    state_words,
    waiting_words,
)
from zonetracker.words.wording import one_line

_RECENT = 8
_LOOK_OVER_MS = 1000


class MainWindow(QMainWindow):
    """The window over one workbook, or over the welcome page."""

    def __init__(self, settings: LocalSettings, ask: Ask | None = None, today: Callable[[], date] = date.today) -> None:
        super().__init__()
        self.settings = settings
        self.today = today
        self.ask = ask or Ask(self)
        self.files = FileQuestions(self)
        self.leaving = Leaving(self)
        self.work = WorkCommands(self)
        self.bugs = BugTelling(self)
        self.tasks = Tasks(self, lambda refusal: self.ask.tell(str(refusal)), self.bugs.show_error)
        self.intake = Intake(
            self, lambda: self.tasks.busy, self.files.take, lambda paths: self.message.say(waiting_words(paths), "look")
        )
        self.restoring = WayBackQuestions(
            lambda: self.ask,
            self.tasks,
            self.open_workbook,
            self._let_go,
            lambda said, tone: self.message.say(said, tone),
            lambda: str(last_folder(self.settings)),
            workbook_filter(),
        )
        self.copies = CopyTimer(self)
        self.desk: Desk | None = None
        self.entries = page_entries()
        self.actions_by_key: dict[str, tuple[QAction, Command]] = {}
        self._recolour = QTimer(self)
        self._recolour.setSingleShot(True)
        self._recolour.timeout.connect(self._show_colours)
        self._dark = is_dark()
        self.setAcceptDrops(True)
        self._build()
        self._build_menus()
        place(self, settings.text("window"))
        self._show_closed()

    # ---- building

    def _build(self) -> None:
        self.period = PeriodBar()
        self.period.chosen.connect(self._choose_period)
        self.rail = Rail(self.entries)
        self.rail.currentRowChanged.connect(self._show_row)
        self.welcome = WelcomePage()
        self.stack = PageStack(self.entries, self.welcome)
        self.welcome.new_wanted.connect(lambda: self.files.new_workbook())
        self.welcome.open_wanted.connect(lambda: self.files.ask_open())
        self.welcome.import_wanted.connect(lambda: self.files.ask_import())
        self.welcome.sample_wanted.connect(lambda: self.files.open_sample())
        self.welcome.recent_chosen.connect(lambda path: self.open_workbook(Path(path)))
        self.welcome.restore_wanted.connect(lambda: self.restoring.ask_which())
        self.welcome.way_back_wanted.connect(lambda path: self.restoring.ask_for(Path(path)))
        holder = QWidget()
        holder.setObjectName("desk")
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(right, 1)
        whole = QVBoxLayout(holder)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.damage = DamageBar()
        whole.addWidget(self.period)
        whole.addWidget(self.damage)
        whole.addLayout(middle, 1)
        self.unsaved = UnsavedBar()
        whole.addWidget(self.unsaved)
        self.message = MessageBar(holder, self.period)
        self.damage.wanted.connect(self.show_damage)
        self.setCentralWidget(holder)
        self.state = plain_label()
        self.last_step = plain_label()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self.last_step, 1)
        self.statusBar().addPermanentWidget(self.state)

    def _build_menus(self) -> None:
        for title, commands in menus(self.entries):
            menu = self.menuBar().addMenu(title)
            for command in commands:
                if command is None:
                    menu.addSeparator()
                    continue
                if command.submenu:
                    self.recent = RecentMenu(menu.addMenu(command.title), self.settings, self.open_workbook)
                    continue
                shown = f"{command.title}\t{command.shown_key}" if command.shown_key else command.title
                action = menu.addAction(shown)
                if command.icon:
                    action.setIcon(icon(command.icon))
                if command.shortcut:
                    action.setShortcut(QKeySequence(command.shortcut))
                action.triggered.connect(self._slot(command.key))
                self.actions_by_key[command.key] = (action, command)

    def _slot(self, key: str) -> Callable[[], None]:
        if key.startswith("page_"):
            row = int(key.removeprefix("page_")) - 1
            return lambda: self.show_page(row)
        owner = next(one for one in (self.files, self.work, self) if hasattr(one, key))
        method: Callable[[], None] = getattr(owner, key)
        return lambda: method()

    # ---- opening and closing

    def open_workbook(self, path: Path) -> bool:
        """Open a workbook in place of the present one, which stays when this one is refused."""
        desk = self.desk
        if self.leaving.stops(lambda: self.open_workbook(path)):
            return False
        if desk is not None and identity(desk.ledger.path) == identity(path):
            if not desk.ledger.read_only:
                desk.tell(open_already(desk.ledger), "look")
                return True
            self.close_workbook()  # who held it may have let go since
        return self._open(path, None)

    def take_over(self, path: Path, left: Holder) -> bool:
        """Open a workbook whose lock a holder has left behind, as the clerk says."""
        self.close_workbook()
        done = self._open(path, left)
        if done and not self.message.isVisible():  # what else there is to know of the workbook goes first
            self.message.say(tr("已接管“{name}”，现在可以修改了。", name=path.name), "info")
        return done

    def _open(self, path: Path, left: Holder | None) -> bool:
        actor = self.settings.text("actor") or None
        done = self._take(
            lambda: Ledger.open(path, actor, look_over=False, take_over=left),
            lambda refusal: self.files.tell_refused(path, refusal),
        )
        if done and self.desk is not None and self.desk.ledger.lock_holder is not None:
            self.files.ask_take_over(path, self.desk.ledger.lock_holder)
        return done

    def create_workbook(self, path: Path, zone: str) -> bool:
        """Make a workbook and open it."""
        if self.leaving.stops(lambda: self.create_workbook(path, zone)):
            return False
        actor = self.settings.text("actor") or None
        return self._take(lambda: Ledger.create(path, zone, actor), lambda refusal: self.ask.tell(str(refusal)))

    def _take(self, opened: Callable[[], Ledger], refused: Callable[[Refusal], object]) -> bool:
        why: Refusal | None = None
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            ledger = opened()
        except Refusal as refusal:
            why = refusal
        except Exception as error:
            self.bugs.show_error(error)
            return False
        finally:
            QApplication.restoreOverrideCursor()
        if why is not None:
            refused(why)
            return False
        self.close_workbook()
        return self._shown(ledger)

    def _shown(self, ledger: Ledger) -> bool:
        """Show a workbook; one that no page can show is let go, so that the window stays of use."""
        try:
            self._show_ledger(ledger)
        except Refusal as refusal:
            self.ask.tell(str(refusal))
        except Exception as error:
            self.bugs.show_error(error)
        else:
            return True
        self.close_workbook()
        return False

    def _show_ledger(self, ledger: Ledger) -> None:
        desk = Desk(ledger, self.settings, self.tasks, self.ask, self, lambda: self.today())
        self.desk = desk
        self.stack.open(desk)
        desk.changed.connect(self._follow)
        desk.way_back_wanted.connect(lambda way: self._leave(lambda: self.restoring.bring_back(ledger.path, way)))
        desk.said.connect(self.message.say)
        desk.page_wanted.connect(self.go)
        desk.command_wanted.connect(lambda key: self._slot(key)())
        desk.period_changed.connect(self._follow_period)
        desk.unsaved.changed.connect(self._show_state)
        desk.reopened.connect(self._follow_reopened)
        self.unsaved.follow(desk)
        desk.choose_period(*self._first_period(ledger))
        self._remember(ledger.path)
        self.period.show()
        self.rail.show()
        self.message.hide()
        self._show_first(self.settings.text("page", self.entries[0].key))
        self._show_state()
        page = self.page()
        if page is not None:
            page.take_focus()
        self._tell_opened(ledger)
        QTimer.singleShot(_LOOK_OVER_MS, desk, lambda: self._look_over(desk))
        self.copies.follow(desk)

    def _show_first(self, wanted: str) -> None:
        """The page that was seen last; where that can't be shown, the first one that can."""
        keys = [entry.key for entry in self.entries]
        for key in (wanted, *keys):
            if key in keys and self.page() is None:
                self.rail.setCurrentRow(keys.index(key))
        if self.page() is None:
            raise RuntimeError("none of the pages can be shown")

    def _tell_opened(self, ledger: Ledger) -> None:
        """What the clerk should know of the workbook, and, until it was read, of the place where it lies."""
        notice = place_notice(ledger.path, ledger.file_id, self.settings)
        said = [*ledger.notices, *(() if notice is None else (notice.sentence,))]
        if said:
            read = None if notice is None else lambda ever: notice.put_away(self.settings, for_good=ever)
            self.message.say("\n".join(said), "look", read)

    def _look_over(self, desk: Desk) -> None:
        """Once a day, and after a crash, the whole file is looked over when the window stands: that takes a while."""
        self._show_damage()
        if desk is self.desk and (found := desk.ledger.look_over()):
            desk.tell("\n".join(found), "trouble" if desk.ledger.faults else "look")

    def _show_damage(self) -> None:
        """How many rows are damaged, above every page."""
        try:
            self.damage.show_count(len(self.desk.ledger.damaged()) if self.desk is not None else 0)
        except Refusal as refusal:
            self.message.say(str(refusal), "trouble")

    def show_damage(self) -> None:
        """The damaged rows one by one, with what can be done."""
        if self.desk is not None:
            self.ask.form(DamageDialog(self.desk, self.desk.ledger.damaged()), lambda: None)

    def ask_close(self) -> None:
        """Ctrl+W."""
        self._leave(self.close_workbook)

    def _leave(self, then: Callable[[], None]) -> None:
        """Do what lets the workbook go, once it was asked what becomes of that which could not be stored."""
        if not self.leaving.stops(then):
            then()

    def close_workbook(self) -> None:
        """Let the workbook go and show the welcome page; who may have typed something asks first."""
        if self.desk is None:
            return
        self.copies.stop()
        self.tasks.stop_all()
        self.stack.clear()
        desk, self.desk = self.desk, None
        self.unsaved.follow(None)
        try:
            desk.ledger.close()
        except Refusal as refusal:
            self.ask.tell(str(refusal))
        desk.deleteLater()
        self._show_closed()

    def _let_go(self, path: Path) -> bool:
        """Close the workbook where it is this one; what is being typed is kept by that."""
        if self.desk is None or identity(self.desk.ledger.path) != identity(path):
            return False
        self.close_workbook()
        return True

    def _show_closed(self) -> None:
        self.rail.blockSignals(True)
        self.rail.setCurrentRow(-1)
        self.rail.blockSignals(False)
        self.rail.hide()
        self.period.hide()
        self.message.hide()
        self.damage.hide()
        self.welcome.show_recent(self.settings.texts("recent"))
        self.welcome.buttons[0].setFocus()
        self._show_state()

    def _remember(self, path: Path) -> None:
        recent = [str(path), *(kept for kept in self.settings.texts("recent") if kept != str(path))]
        self.settings.keep("recent", recent[:_RECENT])

    def _first_period(self, ledger: Ledger) -> tuple[int, int, PeriodView]:
        kept = self.settings.value(f"period:{ledger.path}")
        if isinstance(kept, list) and len(kept) in (2, 3) and all(isinstance(part, int) for part in kept[:2]):
            view = kept[2] if len(kept) == 3 and kept[2] in set(PeriodView) else PeriodView.MONTH
            return int(kept[0]), min(12, max(1, int(kept[1]))), PeriodView(view)
        return *first_period(ledger, self.today()), PeriodView.MONTH

    # ---- pages

    def _show_row(self, row: int) -> None:
        if self.desk is not None and row >= 0:
            self._page(self.entries[row].key)

    def show_page(self, row: int) -> None:
        """Ctrl+1…: a page by its place on the rail, with the keyboard in it."""
        self.rail.setCurrentRow(row)
        page = self.page()
        if page is not None:
            page.take_focus()

    def go(self, key: str, item: object = None) -> None:
        """Show the page `key`, and on it `item` where one is given."""
        keys = [entry.key for entry in self.entries]
        if self.desk is None or key not in keys:
            return
        self.rail.setCurrentRow(keys.index(key))
        page = self._page(key)
        page.take_focus()
        if item is not None:
            page.show_item(item)

    def _page(self, key: str) -> Page:
        if key != getattr(self.page(), "key", None):
            self.message.hide()
        page = self.stack.show_page(key)
        self.settings.keep("page", key)
        return page

    def page(self) -> Page | None:
        """The page that is shown."""
        return self.stack.page()

    def _choose_period(self, year: int, month: int, view: PeriodView) -> None:
        if self.desk is not None:
            self.desk.choose_period(year, month, view)

    def _follow_period(self, year: int, month: int) -> None:
        assert self.desk is not None
        self.period.show_period(year, month, self.desk.view)
        self.settings.keep(f"period:{self.desk.ledger.path}", [year, month, self.desk.view.value])

    def _follow(self, _: Changed) -> None:
        self.message.settle()
        self._show_state()
        self._show_damage()

    def _follow_reopened(self) -> None:
        """The same file was opened anew: everything may be another."""
        self.stack.refresh_all()
        self._show_state()

    # ---- what the window says

    def _show_state(self) -> None:
        desk = self.desk
        ledger = desk.ledger if desk else None
        if desk is not None:  # first: what follows is read from a file that may be out of reach
            self.state.setText(state_words(desk.ledger, len(desk.unsaved)))
        for action, command in self.actions_by_key.values():
            allowed = not command.workbook or ledger is not None
            if command.writable:
                allowed = ledger is not None and not ledger.read_only
            action.setEnabled(allowed)
        self.statusBar().setVisible(ledger is not None)
        opened = () if ledger is None else (ledger.path.name, ledger.zone)
        self.setWindowTitle(" — ".join((*opened, program_name())))
        if ledger is None:
            return
        self.period.zone.setText(ledger.zone)
        self.period.file.setText(ledger.path.name)
        self._name_step("undo", tr("撤销"), ledger.can_undo)
        self._name_step("redo", tr("恢复"), ledger.can_redo)
        last = ledger.can_undo
        self.last_step.setText(tr("上一步：{step}", step=one_line(last.title)) if last else "")

    def _name_step(self, key: str, word: str, operation: object) -> None:
        action, _ = self.actions_by_key[key]
        title = one_line(str(getattr(operation, "title", ""))).replace("&", "&&")
        action.setText(f"{word}：{title}" if title else word)
        action.setEnabled(action.isEnabled() and bool(title))

    # ---- commands of the menus

    def restore_backup(self) -> None:
        """What the open workbook can be brought back to; without one which workbook first."""
        if self.leaving.stops(self.restore_backup):
            return
        if self.desk is None:
            self.restoring.ask_which()
        else:
            ledger = self.desk.ledger
            self._leave(lambda: self.restoring.show(ledger.path, ledger.ways_back()))

    def undo(self) -> None:
        """Ctrl+Z."""
        if self.desk is not None:
            self.desk.undo()

    def redo(self) -> None:
        """Ctrl+Y."""
        if self.desk is not None:
            self.desk.redo()

    def say_stored(self) -> None:
        """Ctrl+S: what is being typed is kept, what could not be stored is stored; then it is said that all is."""
        if self.desk is None or not finish_typing(self):
            return
        if self.desk.unsaved.waiting:
            if not self.desk.store():
                return
            self.stack.refresh_all()  # what could not be read meanwhile, another month too
        ledger = self.desk.ledger
        if ledger.read_only:
            self.desk.tell(state_words(ledger), "look")
        elif questions := self.stack.unanswered():
            self.desk.tell(tr("还有 {count} 处填的数等着写原因，没有填入。", count=questions), "look")
        else:
            self.desk.tell(tr("所有改动都已存好（每一步当时就存，不用另外保存）：{path}", path=ledger.path))

    def copy_here(self) -> None:
        """Ctrl+C from the menu."""
        copy_here()

    def paste_here(self) -> None:
        """Ctrl+V from the menu."""
        paste_here()

    def month_before(self) -> None:
        """Alt+Left."""
        self._step_month(-1)

    def month_after(self) -> None:
        """Alt+Right."""
        self._step_month(1)

    def _step_month(self, months: int) -> None:
        """What is being typed is of the month that is shown."""
        if finish_typing(self):
            self.period.step(months)

    def turn_view(self) -> None:
        """F11."""
        if finish_typing(self):
            self.period.turn()

    def next_area(self) -> None:
        """F6: rail, period, then the areas of the page; out of a table, where Tab stays inside."""
        areas: list[QWidget] = [self.rail, self.period.year]
        page = self.page()
        areas += page.areas() if page is not None else self.welcome.buttons[:1]
        there = [area for area in areas if area.isVisible() and area.isEnabled()]
        focus = QApplication.focusWidget()
        at = next((n for n, area in enumerate(there) if focus is area or area.isAncestorOf(focus or self)), -1)
        if there:
            there[(at + 1) % len(there)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_help(self) -> None:
        """F1."""
        page = self.page()
        title = page.title.text() if page else tr("开始")
        text = page.help_text() if page else start_help()
        self.ask.form(HelpWindow(self, title, f"{text}\n\n{keys_everywhere()}"), lambda: None)

    def open_log(self) -> None:
        """The folder of log and crash bundles in the system's own file window."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_folder())))

    def show_about(self) -> None:
        """Version and licences."""
        self.ask.tell(
            tr("{name}（zonetracker {version}）", name=program_name(), version=__version__),
            tr("以 Apache-2.0 许可发布；界面使用 Qt（PySide6，LGPL）。所有数据只存在本机，不联网。"),
        )

    # ---- Qt

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt: files may be dropped."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt: what the page is for goes to the page; else a workbook is opened, anything else read as a report."""
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        page = self.page()
        if page is None or not page.takes([Path(path) for path in paths]):
            self.take_files(paths)

    def take_files(self, paths: list[str]) -> None:
        """Open a workbook and import reports, by the ending, once no question and no job is open."""
        self.intake.add([Path(path) for path in paths])

    def answer(self, paths: list[str]) -> None:
        """The program was started once more: come to the front, with the files that it was given."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        (QApplication.activeModalWidget() or self).activateWindow()
        self.take_files(paths)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Qt: perhaps to another screen."""
        super().moveEvent(event)
        limit(self)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: colours were set, perhaps others; all of them are there when the timer ends."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._recolour.start(0)

    def _show_colours(self) -> None:
        """In other colours every page shows itself anew; a start sets the same ones once more."""
        if is_dark() != self._dark:
            self._dark = is_dark()
            self.stack.refresh_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses the button that the keyboard is on; Esc takes the message away, or ends a search."""
        focus = QApplication.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focus, QPushButton):
            focus.click()
        elif event.key() == Qt.Key.Key_Escape:
            self._put_away()
        else:
            super().keyPressEvent(event)

    def _put_away(self) -> None:
        page = self.page()
        if self.message.isVisible() or page is None:
            self.message.hide()
        else:
            page.end_search()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt: everything is stored already, or is asked about first; jobs end here."""
        if self.leaving.stops(self.close):
            event.ignore()
            return
        self.settings.keep("window", kept_place(self))
        self.close_workbook()
        event.accept()
