"""A row of buttons in which each has its words whole: those that don't fit are in a menu behind 更多."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from zonetracker.support.i18n import tr

_GAP = 8


class ButtonRow(QWidget):
    """Shows buttons in their order; where room is short the last that were added to it go first."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []
        self._rare: list[QPushButton] = []
        self._unwanted: set[QPushButton] = set()
        self.more = QPushButton(tr("更多"), self)
        self.menu = QMenu(self.more)
        self.menu.aboutToShow.connect(self._list)
        self.more.setMenu(self.menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addStretch(1)
        self._row.addWidget(self.more)

    def add(self, button: QPushButton, *, rare: bool = False, first: bool = False) -> QPushButton:
        """Take a button in; a `rare` one is always in the menu, `first` stands before the others."""
        (self._rare if rare else self._buttons).append(button)
        if rare:
            button.setParent(self)
            button.hide()
        else:
            self._row.insertWidget(1 if first else self._row.count() - 1, button)
        return button

    def want(self, button: QPushButton, wanted: bool) -> None:
        """Whether a button is offered at all."""
        (self._unwanted.discard if wanted else self._unwanted.add)(button)
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        """Qt: room for all."""
        wanted = self._wanted()
        return QSize(self._needed(wanted), max(one.sizeHint().height() for one in (self.more, *wanted)))

    def minimumSizeHint(self) -> QSize:
        """Qt: the menu alone."""
        return self.more.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: more or fewer fit."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Qt: the words of a button changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _wanted(self) -> list[QPushButton]:
        return [one for one in self._buttons if one not in self._unwanted]

    def _behind(self, shown: list[QPushButton]) -> list[QPushButton]:
        """What is wanted and not shown, in order."""
        return [one for one in (*self._buttons, *self._rare) if one not in shown and one not in self._unwanted]

    def _needed(self, shown: list[QPushButton]) -> int:
        widths = [one.sizeHint().width() for one in shown]
        if self._behind(shown):
            widths.append(self.more.sizeHint().width())
        return sum(widths) + _GAP * max(0, len(widths) - 1)

    def _fit(self) -> None:
        shown = self._wanted()
        while shown and self._needed(shown) > self.width():
            shown.pop()
        for button in self._buttons:
            button.setVisible(button in shown)
        self.more.setVisible(bool(self._behind(shown)))

    def _list(self) -> None:
        self.menu.clear()
        for button in self._behind([one for one in self._buttons if one.isVisible()]):
            action = self.menu.addAction(button.text())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
