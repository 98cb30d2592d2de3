"""What every page is handed: the open workbook, the chosen year and month, and the ways to write, run, ask and tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.quarters import PeriodView
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.parts.dialogs import Ask, FormDialog, ReasonForm
from zonetracker.ui.parts.tasks import Tasks
from zonetracker.ui.parts.unsaved.forms import HeldForms
from zonetracker.ui.parts.unsaved.waiting import TypedText, Unsaved, listed_words, typed_words
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
    `command_wanted` the key of a command of the menus; `way_back_wanted` what the workbook is to be brought back to;
    `reopened` that the same file was opened anew.

    What was typed and could not be stored waits in `unsaved`, and goes before whatever is written next.
    """

    changed = Signal(object)
    period_changed = Signal(int, int)
    reverted = Signal(object)
    said = Signal(str, str)
    page_wanted = Signal(str, object)
    command_wanted = Signal(str)
    way_back_wanted = Signal(object)
    reopened = Signal()

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
        self.view = PeriodView.MONTH
        self.unsaved = Unsaved(self)
        self.held = HeldForms(self)
        self._written_elsewhere = False
        self._hears: Callable[[str], object] | None = None
        self._typed: tuple[TypedText, ...] = ()
        self._unsure: dict[FormDialog, tuple[str, object]] = {}

    def choose_period(self, year: int, month: int, view: PeriodView | None = None) -> None:
        """All pages go to this year and month; looked at as the one before where no `view` is said."""
        seen = (view or self.view).of(month)
        if (year, month, seen) != (self.year, self.month, self.view):
            self.year, self.month, self.view = year, month, seen
            self.period_changed.emit(year, month)

    @property
    def quarter(self) -> bool:
        """Whether the month is looked at as the end of a quarter, judged by its period targets."""
        return self.view is not PeriodView.MONTH

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
        typed = self._typed

        def answered(changed: Changed) -> None:
            self._tell_entered(changed)
            if changed.waits:
                self._ask_reason(operation, changed, then, form, beside, typed)

        changed = self._write(lambda: operation(""), answered, typed, form)
        return None if changed is None or (changed.asked and not _holds(changed)) else changed

    def _tell_entered(self, changed: Changed) -> None:
        stopped = [one for one in changed.asked if one.stopped]
        if stopped:
            self.tell(tr("没有填入：") + say_asked(stopped), "trouble")
        elif changed.noted and changed.operation_id and not changed.waits:
            self.tell(tr("已存好。请留意：") + say_asked(changed.noted), "look")

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
        asked: Changed,
        then: Callable[[Changed], object],
        over: FormDialog | None,
        beside: Asking | None,
        typed: tuple[TypedText, ...],
    ) -> None:
        said = say_asked([one for one in asked.asked if not one.stopped])
        if beside is not None:
            beside.ask(said, lambda reason: self._answered(operation, reason, then, typed))
            return
        form = ReasonForm(over or self.ask.window, said)
        form.cells = typed

        def keep() -> None:
            changed = self._write(
                lambda: operation(form.reason.text().strip()), lambda _: None, typed, over or form, form.say
            )
            if changed is not None:
                form.finish()
                then(changed)
            elif over is not None and over.held is not None:
                form.say(str(over.held))

        self._open(form, keep)

    def _answered(
        self,
        operation: Callable[[str], Changed],
        reason: str,
        then: Callable[[Changed], object],
        typed: tuple[TypedText, ...],
    ) -> str:
        refused: list[str] = []
        said = (*typed, TypedText(tr("原因"), reason)) if typed else ()
        changed = self._write(lambda: operation(reason), lambda _: None, said, refused=refused.append)
        if changed is not None:
            then(changed)
        return "".join(refused)

    def _open(self, form: FormDialog, keep: Callable[[], object]) -> None:
        form.keep = keep
        self.ask.form(form, lambda: None)

    @contextmanager
    def typing(self, *typed: TypedText) -> Iterator[None]:
        """What is written meanwhile was typed there: where it can't be stored it waits, and is not lost."""
        before, self._typed = self._typed, typed
        try:
            yield
        finally:
            self._typed = before

    def write(
        self,
        operation: Callable[[], Changed],
        refused: Callable[[str], object] | None = None,
        form: FormDialog | None = None,
    ) -> Changed | None:
        """Do one ledger operation and tell every page; None where it was refused.

        Why is told above the page, or where `refused` puts it, or in the open `form` that asks for it. Where only the
        storage failed, what was typed stays in the form, or waits with its cell marked.
        """
        return self._write(operation, lambda _: None, self._typed, form, refused)

    def _write(
        self,
        operation: Callable[[], Changed],
        told: Callable[[Changed], object],
        typed: tuple[TypedText, ...],
        form: FormDialog | None = None,
        refused: Callable[[str], object] | None = None,
    ) -> Changed | None:
        """Do an operation, `told` of it as soon as every page is; what waited since before goes first."""
        cells = frozenset(one.cell for one in typed if one.cell is not None)
        unsure = self._unsure_in(form)

        def again() -> None:
            nonlocal unsure
            try:
                changed = self._do(operation, unsure)
            except Refusal as refusal:
                unsure = self._left_open(refusal) or unsure
                raise
            _refuse_what_stopped(changed)
            told(changed)

        try:
            before = None if self._written_elsewhere else self.unsaved.store(but=cells)
            if before is not None:
                raise before
            changed = self._do(operation, unsure)
        except Refusal as refusal:
            unsure = self._left_open(refusal) or unsure
            if not refusal.of_storage or (form is None and not typed):
                (refused or (form.say if form is not None else self._tell_trouble))(str(refusal))
            elif form is not None:
                self._unsure[form] = unsure, form.answered()
                self.held.hold(form, refusal)
            else:
                self.unsaved.keep(typed, str(refusal), again)
            return None
        except Exception:
            if typed:
                self.unsaved.keep(typed, tr("程序出了一个没有预料到的错误，没有存上。"), again)
            raise
        if not changed.asked:
            self.unsaved.settle(cells)
        told(changed)
        return changed

    def _unsure_in(self, form: FormDialog | None) -> str:
        """Which operation may be stored with just what stands in a form; what was changed since is another one."""
        unsure, answered = self._unsure.pop(form, ("", None)) if form is not None else ("", None)
        return unsure if form is not None and answered == form.answered() else ""

    def _left_open(self, refusal: Refusal) -> str:
        """Which operation may be stored although it was refused."""
        return self.ledger.unsure if refusal.code is RefusalCode.DISK_UNSURE else ""

    def _do(self, operation: Callable[[], Changed], unsure: str) -> Changed:
        """Do it, unless it was done already when the disk left that open."""
        before = len(self.ledger.notices)
        changed = (self.ledger.stored(unsure) if unsure else None) or operation()
        self.changed.emit(changed)
        if new := self.ledger.notices[before:]:
            self.said.emit("\n".join(new), "look")
        return changed

    def store(self) -> bool:
        """Store all that waits; where the file is lost to this program or written by another, open it anew for that.

        Over what another has written meanwhile nothing is stored before the clerk says so.
        """
        trouble = None if self._written_elsewhere else self.unsaved.store()
        if trouble is not None and trouble.code in _REOPENED_FOR:
            trouble = self._reopen()
            if trouble is None and not self._written_elsewhere:
                trouble = self.unsaved.store()
        if trouble is not None:
            self.tell(str(trouble), "trouble")
        elif self._written_elsewhere:
            self._ask_over()
        return not self.unsaved.waiting

    def _reopen(self) -> Refusal | None:
        try:
            self._written_elsewhere |= self.ledger.reopen()
        except Refusal as refusal:
            return refusal
        self.reopened.emit()
        return None

    def _ask_over(self) -> None:
        def store(_: int) -> None:
            self._written_elsewhere = False
            self.store()

        self._written_elsewhere = bool(self.unsaved.waiting)
        if self._written_elsewhere:
            more = tr("先看清楚再存：与现在的数不同的会被盖过，两边的改动都在“记录”里，可以撤销。")
            count = len(self.unsaved)
            question = tr(
                "别的程序改过这个工作簿，各页已是它现在的内容。仍要存入没有存上的 {count} 处吗？", count=count
            )
            self.ask.choose(question, [tr("存入")], store, f"{more}\n{listed_words(self.unsaved)}")

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
        """Take back the latest step, whoever did it and whenever; after an export ask which step is meant.

        What was typed last may still wait to be stored: then that is asked.
        """
        if self.unsaved.waiting:
            self._ask_give_up()
            return
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

    def _ask_give_up(self) -> None:
        latest = self.unsaved.waiting[-1]
        self.ask.choose(
            tr("刚才填的还没有存上，要放弃吗？"),
            [tr("放弃")],
            lambda _: self.unsaved.drop(latest),
            "\n".join(map(typed_words, latest.typed)),
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


_REOPENED_FOR = (RefusalCode.FILE_TAKEN, RefusalCode.FILE_IN_USE, RefusalCode.FILE_READONLY)
"""What is known of the file is of no use any more: another program wrote it or has it, or it was read-only."""


def _holds(changed: Changed) -> bool:
    return bool(changed.operation_id or changed.conflicts)


def _refuse_what_stopped(changed: Changed) -> None:
    """What waited and is not taken now goes on waiting, with the sentence of the gate."""
    if changed.asked and not _holds(changed) and not changed.waits:
        raise Refusal(changed.asked[0].findings[0].code, tr("没有填入：") + say_asked(changed.asked))
