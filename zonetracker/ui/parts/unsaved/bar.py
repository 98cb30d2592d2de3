"""The line below the page as long as something typed waits to be stored: how much, what, why, and the ways on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.icons import IconView, icon
from zonetracker.ui.parts.unsaved.aside import ask_aside
from zonetracker.ui.parts.unsaved.waiting import LISTED, listed_words, typed_words

STORE_KEY = "Ctrl+S"


class UnsavedBar(QWidget):
    """Follows one desk at a time; hidden while nothing waits."""

    def __init__(self) -> None:
        super().__init__()
        self._desk: Desk | None = None
        self.setObjectName("unsavedBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        sign = IconView()
        sign.show_icon(icon("sign-bang", "look"))
        self.what, self.why = ShortLabel(), ShortLabel(tone="muted")
        self.again = self._button(tr("再试  {key}", key=STORE_KEY), lambda desk: desk.store(), main=True)
        self.aside = self._button(tr("另存…"), lambda desk: ask_aside(desk, desk.unsaved.typed))
        self.give_up = self._button(tr("放弃…"), _ask_give_up)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.what)
        words.addWidget(self.why)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 4, 12, 4)
        row.setSpacing(8)
        row.addWidget(sign)
        row.addLayout(words, 1)
        for button in (self.again, self.aside, self.give_up):
            row.addWidget(button)
        self.hide()

    def _button(self, words: str, do: Callable[[Desk], object], *, main: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("main", main)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: None if self._desk is None else do(self._desk))
        return button

    def follow(self, desk: Desk | None) -> None:
        """Show what waits on this desk, or nothing where no workbook is open."""
        self._desk = desk
        if desk is not None:
            desk.unsaved.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        typed = [] if self._desk is None else self._desk.unsaved.typed
        self.setVisible(bool(typed))
        if not typed:
            return
        listed = [typed_words(one) for one, _ in typed]
        self.what.setText(tr("{count} 处填好的还没有存上：{what}", count=len(typed), what="；".join(listed[:LISTED])))
        self.why.setText(typed[-1][1])


def _ask_give_up(desk: Desk) -> None:
    waiting = desk.unsaved.waiting
    desk.ask.choose(
        tr("放弃这 {count} 处填好的内容吗？", count=len(desk.unsaved)),
        [tr("放弃")],
        lambda _: desk.unsaved.drop(*waiting),
        listed_words(desk.unsaved),
    )
