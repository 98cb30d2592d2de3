"""What every page is handed: the open workbook, the chosen year and month, and the ways to write, run, ask and tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from zonetracker.model.bookkeeping import Changed
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.dialogs import Ask, FormDialog, ReasonForm
from zonetracker.ui.parts.tasks import Tasks
from zonetracker.words.findings import say_asked
from zonetracker.words.wording import one_line

Result = TypeVar("Result")
Filled = TypeVar("Filled")


class Asking(Protocol):
    """A place on a page that asks for the reason of what a soft check found, without a box over the page."""

    def ask(self, said: str, answer: Callable[[str], str]) -> None:
        """Ask; `answer` takes the reason and gives the sentence why it is none, "" where all was written."""


class Desk(QObject):
    """One open workbook on screen. Pages read `desk.ledger` freely and write through `desk.write` only.

    `changed` carries the Changed of each write, `reverted` again that of an undo or redo; `said` a sentence and its
    tone ("info", "look" or "trouble"); `page_wanted` the key of a page and what it is to show there;
    `command_wanted` the key of a command of the menus; `way_back_wanted` what the workbook is to be brought back to.
    """

    changed = Signal(object)
    period_changed = Signal(int, int)
    reverted = Signal(object)
    said = Signal(str, str)
    page_wanted = Signal(str, object)
    command_wanted = Signal(str)
    way_back_wanted = Signal(object)

    def __init__(
        self,
        ledger: Ledger,
        settings: LocalSettings,
        tasks: Tasks,
        ask: Ask,
        parent: QObject | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self.settings = settings
        self.tasks = tasks
        self.ask = ask
        self.today = today
        self.year = 0
        self.month = 12
        self._hears: Callable[[str], object] | None = None

    def choose_period(self, year: int, month: int) -> None:
        """All pages go to this year and month."""
        if (year, month) != (self.year, self.month):
            self.year, self.month = year, month
            self.period_changed.emit(year, month)

    def enter(
        self,
        operation: Callable[[str], Changed],
        then: Callable[[Changed], object] = lambda _: None,
        form: FormDialog | None = None,
        beside: Asking | None = None,
    ) -> Changed | None:
        """Do one ledger operation that takes a reason; what a soft check asks is put to the clerk, who may answer it.

        None where nothing of it holds (yet): it was refused, or waits for an answer; `then` gets what came of that.
        `form` is the open form that says it, if one does; `beside` asks in place of a box over the page.
        """
        changed = self.write(lambda: operation(""), None if form is None else form.say)
        if changed is None:
            return None
        stopped = [one for one in changed.asked if one.stopped]
        if stopped:
            self.tell(tr("没有填入：") + say_asked(stopped), "trouble")
        elif changed.noted and changed.operation_id and not changed.waits:
            self.tell(tr("已存好。请留意：") + say_asked(changed.noted), "look")
        if changed.waits:
            said = say_asked([one for one in changed.asked if not one.stopped])
            if beside is None:
                self._ask_reason(operation, said, then, form)
            else:
                beside.ask(said, lambda reason: self._answered(operation, reason, then))
        return None if changed.asked and not (changed.operation_id or changed.conflicts) else changed

    def carry_out(self, operation: Callable[[str], Changed], then: Callable[[Changed], object]) -> None:
        """Do one ledger operation as `enter` does it; `then` gets what came of it, at once or after an answer."""
        changed = self.enter(operation, then)
        if changed is not None and not changed.waits:
            then(changed)

    def fill(
        self,
        form: FormDialog,
        read: Callable[[], Filled],
        operation: Callable[[Filled, str], Changed],
        then: Callable[[Changed], object] = lambda _: None,
    ) -> None:
        """Put a form to the clerk whose answer is one ledger operation, as `enter` does it, of what `read` gives.

        It stays open, with what was typed, until that is done: what is refused is said in it, what a soft check asks is
        asked over it, and a cancel there leads back to it. `then` gets what came of it.
        """

        def finish(changed: Changed) -> None:
            form.finish()
            then(changed)

        def keep() -> None:
            changed = self.enter(lambda reason: operation(read(), reason), finish, form)
            if changed is not None and not changed.waits:
                finish(changed)

        self._open(form, keep)

    def _ask_reason(
        self,
        operation: Callable[[str], Changed],
        said: str,
        then: Callable[[Changed], object],
        over: FormDialog | None,
    ) -> None:
        form = ReasonForm(over or self.ask.window, said)

        def keep() -> None:
            changed = self.write(lambda: operation(form.reason.text().strip()), form.say)
            if changed is not None:
                form.finish()
                then(changed)

        self._open(form, keep)

    def _answered(self, operation: Callable[[str], Changed], reason: str, then: Callable[[Changed], object]) -> str:
        refused: list[str] = []
        changed = self.write(lambda: operation(reason), refused.append)
        if changed is not None:
            then(changed)
        return "".join(refused)

    def _open(self, form: FormDialog, keep: Callable[[], object]) -> None:
        form.keep = keep
        self.ask.form(form, lambda: None)

    def write(self, operation: Callable[[], Changed], refused: Callable[[str], object] | None = None) -> Changed | None:
        """Do one ledger operation and tell every page; None where it was refused.

        Why is told above the page, or where `refused` puts it.
        """
        before = len(self.ledger.notices)
        try:
            changed = operation()
        except Refusal as refusal:
            (refused or self._tell_trouble)(str(refusal))
            return None
        self.changed.emit(changed)
        if new := self.ledger.notices[before:]:
            self.said.emit("\n".join(new), "look")
        return changed

    def run(self, job: Job[Result], title: str, done: Callable[[Result], object]) -> None:
        """Run long work in a thread; `done` gets its result in the main thread, where it may write."""
        self.tasks.start(job, title, done)

    def tell(self, sentence: str, tone: str = "info") -> None:
        """Show one sentence above the page, or trouble where somebody hears it."""
        if self._hears is not None and tone == "trouble":
            self._hears(sentence)
        else:
            self.said.emit(sentence, tone)

    @contextmanager
    def heard_by(self, hears: Callable[[str], object]) -> Iterator[None]:
        """Meanwhile trouble is told to `hears`: beside what was typed, where it is seen."""
        before, self._hears = self._hears, hears
        try:
            yield
        finally:
            self._hears = before

    def _tell_trouble(self, sentence: str) -> None:
        self.tell(sentence, "trouble")

    def go(self, page: str, shown: object = None) -> None:
        """Go to another page ("report", "targets", …); `shown` is what its `show_item` gets."""
        self.page_wanted.emit(page, shown)

    def do(self, command: str) -> None:
        """Do what a command of the menus does ("ask_import", …)."""
        self.command_wanted.emit(command)

    def undo(self) -> None:
        """Take back the latest step, whoever did it and whenever; after an export ask which step is meant."""
        top, edit = self.ledger.can_undo, self.ledger.last_edit
        if top is None or edit is None or top.id == edit.id:
            self._undo(False)
            return
        self.ask.choose(
            tr("上一步是{top}，要撤销哪一步？", top=one_line(top.title)),
            [tr("撤销上一次改动，留着已出文件"), tr("撤销留存")],
            lambda answer: self._undo(answer == 0),
            tr("上一次改动：{edit}", edit=one_line(edit.title)),
        )

    def _undo(self, keep_outputs: bool) -> None:
        about = self.ledger.last_edit if keep_outputs else self.ledger.can_undo
        self._step(lambda: self.ledger.undo(keep_outputs=keep_outputs), tr("已撤销：{step}"), about)

    def redo(self) -> None:
        """Bring back what undo took."""
        self._step(self.ledger.redo, tr("已恢复：{step}"), self.ledger.can_redo)

    def _step(self, operation: Callable[[], Changed], sentence: str, about: object) -> None:
        title = getattr(about, "title", "")
        changed = self.write(operation)
        if changed is not None:
            self.reverted.emit(changed)
            self.tell(sentence.format(step=title))
