"""The left side of an output's tab: choices over one another, scrolling where the window is low, buttons below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.checking.limits import day_beyond
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.words.findings import say_finding
from zonetracker.words.typed import read_deadline, trouble_of

_WIDTH, _LEAST = 44, 32
"""In digits: how wide the form is, and how narrow it becomes beside a preview in a small window."""


class OutputForm(QWidget):
    """Fields and buttons of one output; `form` takes rows, `column` anything below them."""

    def __init__(self) -> None:
        super().__init__()
        self._be_wide()
        inner = QWidget()
        inner.setObjectName("desk")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(10)
        self.form = self.begin_form()
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(2 * self.fontMetrics().height())
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addWidget(scroll, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(8)
        whole.addLayout(self._foot)

    def _be_wide(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        self.setMinimumWidth(_LEAST * digit)
        self.setMaximumWidth(_WIDTH * digit)

    def sizeHint(self) -> QSize:
        """Qt: as wide as it may be."""
        return QSize(self.maximumWidth(), super().sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: letters of another size need another width."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._be_wide()

    def begin_form(self) -> QFormLayout:
        """Rows from here on stand below what the column holds now."""
        self.form = QFormLayout()
        self.form.setSpacing(8)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.column.addLayout(self.form)
        return self.form

    def add_line(self, label: str, changed: Callable[[], object], hint: str = "") -> QLineEdit:
        """A row with a line of text; `changed` follows when it was left with another text."""
        field = QLineEdit()
        field.setPlaceholderText(hint)
        field.setMaxLength(200)
        field.setAccessibleName(label)
        left = [""]

        def finished() -> None:
            text = field.text().strip()
            if text != left[0]:
                left[0] = text
                changed()

        field.editingFinished.connect(finished)
        field.textChanged.connect(lambda text: left.__setitem__(0, text.strip()) if not field.isModified() else None)
        self.form.addRow(plain_label(label), field)
        return field

    def add_buttons(self, *buttons: tuple[str, Callable[[], object], bool]) -> list[QPushButton]:
        """A row of buttons at the foot: words, what they do, and whether it is the main one."""
        row = QHBoxLayout()
        row.setSpacing(8)
        made = []
        for words, slot, main in buttons:
            button = QPushButton(words)
            button.setProperty("main", main)
            button.clicked.connect(lambda _=False, slot=slot: slot())
            row.addWidget(button, 1)
            made.append(button)
        self._foot.addLayout(row)
        return made

    def add_foot(self, widget: QWidget) -> None:
        """Something above the buttons."""
        self._foot.addWidget(widget)


def date_of(field: QLineEdit) -> str:
    """The date in a field as ISO, empty where there is none or it cannot be read."""
    return "" if date_trouble(field) else read_deadline(field.text()) or ""


def date_trouble(field: QLineEdit) -> str:
    """What is wrong with the date in a field; a month or a year alone is no day."""
    said = trouble_of(lambda: read_deadline(field.text()))
    day = None if said else read_deadline(field.text())
    wrong = None if day is None else day_beyond(day, "date")
    return said if wrong is None else say_finding(wrong) + "。"
