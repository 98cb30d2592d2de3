"""A form whose answer could not be stored: it stays with all that was typed, in sight or put by, until it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog
from zonetracker.ui.parts.unsaved.aside import Rows, ask_aside
from zonetracker.ui.parts.unsaved.waiting import TypedText

if TYPE_CHECKING:
    from zonetracker.ui.parts.desk import Desk


class HeldForms:
    """Holds the forms of one desk. A form that is put by is only hidden: it waits with its fields as they are."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hold(self, form: FormDialog, trouble: Refusal) -> None:
        """Say in the form why it is not stored; it offers to do it again, to write it to a file, or to be put by."""
        form.hold(trouble, lambda: self._ask_leave(form), lambda: ask_aside(self._desk, self._rows(form)))

    def _rows(self, form: FormDialog) -> Rows:
        return [(one, form.trouble.text()) for one in _typed_in(form)]

    def _ask_leave(self, form: FormDialog) -> None:
        self._desk.ask.choose(
            tr("填好的内容还没有存上，要放弃吗？"),
            [tr("放着，以后再存"), tr("放弃")],
            lambda answer: self._put_by(form) if answer == 0 else form.give_up(),
            form.trouble.text(),
        )

    def _put_by(self, form: FormDialog) -> None:
        form.hide()
        self._desk.unsaved.keep(_typed_in(form), form.trouble.text(), lambda: _answer_again(form))


def _answer_again(form: FormDialog) -> None:
    """As if its answer were pressed; where that is refused for another reason by now, it comes back to be put right."""
    form.accept()
    if form.held is not None:
        raise form.held
    if not form.finished_well:
        form.open()


def _typed_in(form: FormDialog) -> list[TypedText]:
    title = form.windowTitle()
    found = [*form.cells, *(TypedText(f"{title} {label}".strip(), text) for label, text in form.typed())]
    return found or [TypedText(title, tr("（对话框里选定的）"))]
