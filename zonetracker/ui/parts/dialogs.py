"""Questions to the clerk. None blocks: each opens and calls `then` with the answer, so that a test can answer too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.unsaved.waiting import TypedText


def plain_label(text: str = "", *, wrap: bool = False, name: str = "", tone: str = "") -> QLabel:
    """A label that shows its text as it is: foreign text is never taken for markup."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if name:
        label.setObjectName(name)
    if tone:
        label.setProperty("tone", tone)
    return label


class ShortLabel(QLabel):
    """One plain line that ends in … where it does not fit, whole in its tip; `text()` is always whole."""

    def __init__(self, tone: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(40)
        if tone:
            self.setProperty("tone", tone)

    def shown(self) -> str:
        """What stands on the screen."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the line, or as much of it as fits."""
        shown = self.shown()
        self.setToolTip(self.text() if shown != self.text() else "")
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment() | Qt.AlignmentFlag.AlignVCenter, shown)


ANSWER_KEY, CANCEL_KEY, ASIDE_KEY = "Y", "C", "S"
_CHOICE_KEYS = "ABDEFGHIJK"
_TITLE = 28
_AROUND = QSize(16, 40)


def lettered(words: str, letter: str) -> str:
    """The words of a button, shown as they are, with the letter that presses it (in a form with Alt)."""
    return f"{words.replace('&', '&&')}(&{letter})"


def _title_of(question: str) -> str:
    """What a question asks, short enough for the title of its window."""
    first = re.split(r"(?<=[？。])|\n", question, maxsplit=1)[0]
    return first if len(first) <= _TITLE else first[: _TITLE - 1] + "…"


def room_for(dialog: QWidget) -> QSize:
    """How large a dialog may be on its screen, inside the frame and title that the system draws around it."""
    return dialog.screen().availableGeometry().size() - _AROUND


class FormDialog(QDialog):
    """A small form: rows of fields over an answer button and a cancel; `check` may keep it open with a sentence.

    Where `keep` is set the answer goes there, and the form stays with what was typed until somebody calls `finish`.
    `beside` has room at the right of the rows. Where `check` refuses, an empty line for a `reason` gets the keyboard.
    `held` is the trouble for which the answer could not be stored: then the form is not left unasked. `cells` are the
    texts of cells for which it asks.
    """

    reason: QLineEdit | None = None
    cells: tuple[TypedText, ...] = ()

    def __init__(self, parent: QWidget | None, title: str, answer: str, intro: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self.form = QFormLayout()
        self.form.setSpacing(10)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.trouble = plain_label(wrap=True, tone="trouble")
        self.trouble.setVisible(False)
        self.answer = QPushButton(lettered(answer, ANSWER_KEY))
        self.answer.setProperty("main", True)
        self.answer.setDefault(True)
        self.answer.clicked.connect(self.accept)
        self.cancel = QPushButton(lettered(tr("取消"), CANCEL_KEY))
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self.aside = QPushButton(lettered(tr("另存…"), ASIDE_KEY))
        self.aside.setAutoDefault(False)
        self.aside.hide()
        self.aside.clicked.connect(lambda: self._write_aside())
        self.buttons = QHBoxLayout()
        self.buttons.addStretch()
        self.buttons.addWidget(self.aside)
        self.buttons.addWidget(self.answer)
        self.buttons.addWidget(self.cancel)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(24, 20, 24, 16)
        self.body.setSpacing(14)
        if intro:
            self.body.addWidget(plain_label(intro, wrap=True))
        self.beside = QHBoxLayout()
        self.beside.setSpacing(20)
        self.beside.addLayout(self.form, 1)
        self.body.addLayout(self.beside)
        self.body.addWidget(self.trouble)
        self.body.addLayout(self.buttons)
        self.check: Callable[[], str] = lambda: ""
        self.keep: Callable[[], object] | None = None
        self.held: Refusal | None = None
        self.finished_well = False
        self._words = self.answer.text()
        self._leaving: Callable[[], object] = lambda: None
        self._write_aside: Callable[[], object] = lambda: None

    def accept(self) -> None:
        """Qt: the answer was pressed."""
        sentence = self.check()
        self.say(sentence)
        if not sentence:
            (self.keep or self.finish)()
        elif self.reason is not None and self.reason.isVisible() and not self.reason.text().strip():
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """Show a sentence above the buttons, or none."""
        self._show_held(None)
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def hold(self, trouble: Refusal, leave: Callable[[], object], aside: Callable[[], object]) -> None:
        """The answer could not be stored: it can be pressed again; leaving goes to `leave`, another file to `aside`."""
        self.say(str(trouble))
        self._leaving, self._write_aside = leave, aside
        self._show_held(trouble)

    def _show_held(self, trouble: Refusal | None) -> None:
        if trouble is not None and self.held is None:
            self._words = self.answer.text()
            self.answer.setText(lettered(tr("再试"), ANSWER_KEY))
        elif trouble is None and self.held is not None:
            self.answer.setText(self._words)
        self.held = trouble
        self.aside.setVisible(trouble is not None)

    def reject(self) -> None:
        """Qt: cancelled, or closed; what could not be stored is not given up unasked."""
        if self.held is None:
            super().reject()
        else:
            self._leaving()

    def give_up(self) -> None:
        """Close without the answer, whatever was typed."""
        self.held = None
        super().reject()

    def finish(self) -> None:
        """Close with the answer."""
        self.finished_well = True
        super().accept()

    def typed(self) -> list[tuple[str, str]]:
        """What stands in the fields for text, each with the words beside it."""
        return [(self._label_of(field), text) for field in self._fields() if (text := _text_in(field))]

    def answered(self) -> tuple[object, ...]:
        """The whole answer as it stands in the fields: equal to an earlier one where nothing was changed since."""
        fields: Iterable[QWidget] = self.findChildren(QWidget)
        buttons: Iterable[QAbstractButton] = self.findChildren(QAbstractButton)
        tables: Iterable[QTableView] = self.findChildren(QTableView)
        return (
            *filter(None, map(_text_in, fields)),
            *(button.isChecked() for button in buttons if button.isCheckable()),
            *(cell for table in tables for cell in _cells_of(table)),
        )

    def _label_of(self, field: QWidget) -> str:
        label = self.form.labelForField(field)
        return label.text() if isinstance(label, QLabel) else field.accessibleName()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: the keyboard starts in the first field, though the buttons were made before it, and ends at them."""
        super().showEvent(event)
        self._fit()
        fields = self._fields()
        if fields:
            self.setTabOrder(fields[-1], self.answer)
            self.setTabOrder(self.answer, self.cancel)
            if self.focusWidget() in (None, self.answer, self.cancel):
                fields[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _fit(self) -> None:
        """No field lower than its words need; where the screen is too low for that all stands closer, then scrolls."""
        room = room_for(self)
        if self.body.minimumSize().height() > room.height():
            self.body.setContentsMargins(12, 6, 12, 6)
            self.body.setSpacing(4)
            self.form.setSpacing(4)
        if self.body.minimumSize().height() > room.height() and self.form.rowCount():
            self._scroll_rows()
        least = self.body.minimumSize()  # Qt forgets it where a least width is given
        self.setMinimumSize(QSize(max(self.minimumWidth(), least.width()), least.height()).boundedTo(room))
        self.resize(self.size().boundedTo(room))

    def _scroll_rows(self) -> None:
        place = self.body.indexOf(self.beside)
        self.body.takeAt(place)
        self.beside.setContentsMargins(0, 0, 8, 0)
        rows, scrolling = QWidget(), QScrollArea()
        rows.setLayout(self.beside)
        rows.setObjectName("desk")
        scrolling.setWidget(rows)
        scrolling.setWidgetResizable(True)
        scrolling.setFrameShape(QFrame.Shape.NoFrame)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolling.setMinimumWidth(rows.minimumSizeHint().width() + scrolling.verticalScrollBar().sizeHint().width())
        self.body.insertWidget(place, scrolling, 1)
        scrolling.show()

    def _fields(self) -> list[QWidget]:
        found, one = [], self.nextInFocusChain()
        while one is not None and one is not self:
            takes_tab = one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisibleTo(self)
            if takes_tab and one not in (self.answer, self.cancel):
                found.append(one)
            one = one.nextInFocusChain()
        return found


def _text_in(field: QWidget) -> str:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return "" if field.isReadOnly() else field.toPlainText()
    return field.currentText() if isinstance(field, QComboBox) else ""


def _cells_of(table: QTableView) -> Iterator[object]:
    """What a table says and has ticked."""
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            yield index.data()
            yield index.data(Qt.ItemDataRole.CheckStateRole)


class ReasonForm(FormDialog):
    """Asks for `reason`; whether it is one is said where it is kept."""

    reason: QLineEdit

    def __init__(self, parent: QWidget | None, finding: str) -> None:
        super().__init__(
            parent, tr("这个数确实如此吗？"), tr("仍然填入"), finding + tr("\n确实如此的，请写明原因；填错了请取消。")
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("如：统计口径调整、企业退库"))
        self.form.addRow(plain_label(tr("原因")), self.reason)
        self.check = self._trouble
        self.reason.setFocus()

    def _trouble(self) -> str:
        return "" if self.reason.text().strip() else tr("请用文字写明原因。")


class Ask(QObject):
    """Opens questions over `window`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window

    @property
    def window(self) -> QWidget:
        """What the questions lie over."""
        return self._window

    def tell(self, sentence: str, more: str = "") -> None:
        """One sentence with a button to go on."""
        self._box(sentence, [tr("知道了")], lambda _: None, more)

    def choose(self, question: str, answers: Sequence[str], then: Callable[[int], object], more: str = "") -> None:
        """One button an answer and a cancel; `then` gets the number of the answer, and is not called on cancel."""
        self._box(question, answers, then, more, cancel=True)

    def choose_alike(
        self,
        question: str,
        answers: Sequence[str],
        alike: str,
        then: Callable[[int, bool], object],
        more: str = "",
        *,
        ticked: bool = False,
    ) -> None:
        """As `choose`, with a box to tick; `then` also gets whether it was ticked."""
        tick = QCheckBox(alike)
        tick.setChecked(ticked)
        self._box(question, answers, lambda answer: then(answer, tick.isChecked()), more, cancel=True, tick=tick)

    def text(
        self,
        title: str,
        label: str,
        then: Callable[[str], object],
        start: str = "",
        check: Callable[[str], str] | None = None,
    ) -> None:
        """One line of text, stripped and not empty; `check` gives a sentence for what cannot be taken."""
        dialog = FormDialog(self._window, title, tr("确定"))
        field = QLineEdit(start)
        field.selectAll()
        dialog.form.addRow(plain_label(label), field)

        def say() -> str:
            text = field.text().strip()
            return tr("这里不能空着。") if not text else check(text) if check else ""

        dialog.check = say
        self.form(dialog, lambda: then(field.text().strip()))

    def form(self, dialog: QDialog, then: Callable[[], object]) -> None:
        """Open any dialog; `then` follows when it is accepted."""
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(then)
        dialog.open()

    def open_files(self, title: str, filters: str, folder: str, then: Callable[[list[str]], object]) -> None:
        """Choose one or more existing files."""
        dialog = QFileDialog(self._window, title, folder, filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self.form(dialog, lambda: then(dialog.selectedFiles()))

    def open_folder(self, title: str, folder: str, then: Callable[[str], object]) -> None:
        """Choose an existing folder, or make one."""
        dialog = QFileDialog(self._window, title, folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self.form(dialog, lambda: then(dialog.selectedFiles()[0]))

    def save_file(self, title: str, filters: str, start: str, ending: str, then: Callable[[str], object]) -> None:
        """Choose where to write; `ending` without its dot is added where it is missing."""
        dialog = QFileDialog(self._window, title, start, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending)
        self.form(dialog, lambda: then(dialog.selectedFiles()[0]))

    def _box(
        self,
        sentence: str,
        answers: Sequence[str],
        then: Callable[[int], object],
        more: str,
        cancel: bool = False,
        tick: QCheckBox | None = None,
    ) -> None:
        box = QMessageBox(self._window)
        if tick is not None:
            box.setCheckBox(tick)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setWindowTitle(_title_of(sentence))
        box.setText(sentence)
        box.setInformativeText(more)
        letters = ANSWER_KEY if len(answers) == 1 else _CHOICE_KEYS
        told = [lettered(*each) for each in zip(answers, letters, strict=False)]
        buttons = [box.addButton(answer, QMessageBox.ButtonRole.AcceptRole) for answer in told]
        box.setDefaultButton(buttons[0])
        if cancel:
            box.setEscapeButton(box.addButton(lettered(tr("取消"), CANCEL_KEY), QMessageBox.ButtonRole.RejectRole))
        box.buttonClicked.connect(lambda button: then(buttons.index(button)) if button in buttons else None)
        box.open()
