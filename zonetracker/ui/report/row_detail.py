"""Below the review table one line: why a row is to be looked at; all of it in a box that opens over the page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.facts import JUDGED, MISREAD, FactType, Kind, Mark, Milestone, Target
from zonetracker.services.ledger import Ledger
from zonetracker.services.review import MarkedRow, likely_names
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.parts.icons import IconView, icon
from zonetracker.ui.parts.signs import mark_state
from zonetracker.words.findings import say_finding
from zonetracker.words.reasons import say_doubts, say_reason
from zonetracker.words.review import period_word
from zonetracker.words.wording import goal_words, one_line

_BOX_WIDTH = 460
_SHARE = 0.7
"""How much of the window the box may cover."""


class LaidOver(QFrame):
    """A box over the page that goes with Esc, F8, or when the keyboard goes elsewhere, back to where it was."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self.hide()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._follow)

    def open_box(self) -> None:
        """Show it with the keyboard in it."""
        self._before = QApplication.focusWidget()
        self.show()
        self.raise_()
        self.setFocus()

    def close_box(self) -> None:
        """Away with it."""
        if self.isVisible():
            held = self.isAncestorOf(QApplication.focusWidget() or self)
            self.hide()
            if (held or self.hasFocus()) and self._before is not None:
                self._before.setFocus()

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if now is not None and now is not self and not self.isAncestorOf(now):
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc and F8 close it."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F8):
            self.close_box()
        else:
            super().keyPressEvent(event)


class RowDetail(QFrame):
    """Shows one row in one line of fixed height; `box` has all of it. `renamed` gives the name the clerk picked,
    `followed` the page and id of what the row made, `how_wanted` asks how the row was read.
    """

    renamed = Signal(str)
    how_wanted = Signal()
    followed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.sign = IconView()
        self.line = ShortLabel()
        self.first = QPushButton()
        self.more = QPushButton(tr("更多 F8"))
        for button in (self.first, self.more):
            button.setProperty("flat", True)
        self.more.clicked.connect(lambda: self.open_box())
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(6)
        row.addWidget(self.sign)
        row.addWidget(self.line, 1)
        row.addWidget(self.first)
        row.addWidget(self.more)
        self._build_box()
        self._short = False
        self._first_slot: Callable[[], object] = lambda: None
        self.first.clicked.connect(lambda: self._first_slot())

    def _build_box(self) -> None:
        self.box = LaidOver(self)
        self.destroyed.connect(self.box.deleteLater)  # while it lies open it is the window's
        self.head = plain_label(wrap=True)
        self.text = plain_label(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.text)
        self.area.viewport().setAutoFillBackground(False)
        self.text.setAutoFillBackground(False)
        self.links = QHBoxLayout()
        self.links.setSpacing(6)
        layout = QVBoxLayout(self.box)
        layout.setContentsMargins(14, 10, 14, 10)
        layout.setSpacing(6)
        layout.addWidget(self.head)
        layout.addWidget(self.area)
        layout.addLayout(self.links)

    def be_short(self, short: bool) -> None:
        """In a low window the line shares its place with the buttons, which open the box too."""
        self._short = short
        self.more.setVisible(not short)
        self.first.setVisible(not short and bool(self.first.text()))

    def open_box(self) -> None:
        """F8: everything about the row, over the line and as much of the table as it needs; F8 or Esc closes it."""
        if self.box.isVisible() or not self.isVisible():
            self.box.close_box()
            return
        window = self.window()
        self.box.setParent(window)
        width = min(max(self.width(), _BOX_WIDTH), window.width())
        inner = width - 28
        wanted = self.text.heightForWidth(inner) + 4
        self.area.setFixedHeight(min(wanted, int(window.height() * _SHARE)))
        self.box.setFixedWidth(width)
        self.box.adjustSize()
        corner = self.mapTo(window, QPoint(0, self.height()))
        left = max(0, min(corner.x(), window.width() - width))
        self.box.move(left, max(0, corner.y() - self.box.height()))
        self.box.open_box()

    def show_row(
        self,
        ledger: Ledger,
        row: MarkedRow | None,
        how: Sequence[str] | None = None,
        whole: str = "",
        doubtful: Sequence[str] = (),
    ) -> None:
        """Show a row, with how it was read where that is known, or what to do where none is chosen; `whole` names what
        it is a part of, `doubtful` are the letters of a scan that may have been misread in it.
        """
        self._clear_links()
        self.box.close_box()
        self.more.setEnabled(row is not None)
        if row is None:
            self.head.setText("")
            self.sign.show_icon(None)
            self.text.setText(tr("选中一行，这里写明它从哪里来、为什么要看。"))
            self.line.setText(self.text.text())
            return
        candidate = row.row.candidate
        state = mark_state(row.mark)
        self.sign.show_icon(icon(state.sign, state.colour))
        parts = [state.word, period_word(candidate.period)]
        if candidate.section:
            parts.append(tr("在“{section}”下", section=_inside(candidate.section)))
        if whole:
            parts.append(tr("是“{whole}”的其中项", whole=_inside(whole)))
        self.head.setText(" · ".join(parts))
        lines = reason_lines(row)
        if doubtful and row.mark not in JUDGED:
            lines = [misread_line(doubtful), *(line for line in lines if line != say_reason(MISREAD))]
        lines = lines or [tr("没有需要留意的地方")]
        self.line.setText("；".join(lines))
        self.text.setText("\n".join([*("· " + line for line in lines), *how_lines(how)]))
        self._show_links(ledger, row)
        if how is None:
            self._link(tr("怎样读出的"), self.how_wanted.emit)
        self.links.addStretch()

    def _show_links(self, ledger: Ledger, row: MarkedRow) -> None:
        made = ledger.made_by(row.id) if row.mark is Mark.CONFIRMED else None
        if made is not None:
            page = "targets" if isinstance(made, Target) else "milestones" if isinstance(made, Milestone) else "actuals"
            words = {"targets": tr("看这条目标"), "milestones": tr("看这个事项"), "actuals": tr("看这个实绩")}[page]
            self._link(words, lambda: self.followed.emit(page, made.id))
        elif not row.known and row.mark is not Mark.REJECTED:
            for name in likely_names(ledger, row.row):
                self._link(tr("改名为“{name}”", name=name), partial(self.renamed.emit, name))

    def _link(self, text: str, slot: Callable[[], object]) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.setProperty("flat", True)
        button.clicked.connect(lambda: slot())
        button.clicked.connect(lambda: self.box.close_box())
        self.links.addWidget(button)
        if not self.first.text():
            self.first.setText(button.text())
            self._first_slot = slot
            self.first.setVisible(not self._short)

    def _clear_links(self) -> None:
        self.first.setText("")
        self.first.hide()
        while (item := self.links.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.deleteLater()


def _inside(text: str) -> str:
    """A foreign text within quotes."""
    return one_line(text)[:40].replace("“", "‘").replace("”", "’")


def how_lines(how: Sequence[str] | None) -> list[str]:
    """How a row was read, below why it is to be looked at; a row that no rule read says so."""
    if how is None:
        return []
    return [tr("怎样读出的："), *("· " + line for line in how or (tr("这一行不是程序从原文读出的。"),))]


def misread_line(letters: Sequence[str]) -> str:
    """Which letters of a scan may have been misread in a row."""
    named = "".join(f"‘{_inside(letter)}’" for letter in letters)
    return tr("{letters}可能认错，请对照原页", letters=named)


def reason_lines(row: MarkedRow) -> list[str]:
    """Why a row is to be looked at, one sentence each: other figures first, then checks, then doubts of reading."""
    candidate = row.row.candidate
    lines = [*_other_figures(row), *(say_finding(finding) for finding in row.findings)]
    if candidate.masked:
        waits = candidate.kind is Kind.TARGET
        lines.append(
            tr("原文的数字已隐去，确认后在目标清单里待填") if waits else tr("原文的数字已隐去，确认后不进台账")
        )
    if candidate.duplicate_of:
        lines.append(tr("前文已经出现过同一个数字，确认后不会重复计入"))
    if candidate.year is None:
        lines.append(tr("没有年度，确认前请先填上年度，否则不进台账"))
    lines += say_doubts(candidate.reasons) if row.mark not in JUDGED else []
    if row.mark is Mark.LOOK and not lines:
        lines.append(tr("程序只有{percent}%的把握，请对照原文", percent=int(candidate.confidence * 100)))
    counted = candidate.type is not FactType.MILESTONE
    if counted and not row.known and row.mark not in JUDGED:
        lines.append(tr("本工作簿里还没有这个指标，确认后新建"))
    if row.row.edited:
        lines.append(tr("已由人改过"))
    return list(dict.fromkeys(lines))


def _other_figures(row: MarkedRow) -> list[str]:
    """Figures beside the row's own: what stands in its place, and what its sentence said."""
    lines = []
    if row.stands is not None:
        stands = goal_words(row.stands, row.stands.unit or "")
        words = tr("台账里这一项已有另一数字：{stands}，确认时会请你选一个")
        if row.mark is Mark.CONFIRMED:
            words = tr("台账里是{stands}，这一行的数字没有用上")
        lines.append(words.format(stands=stands))
    if row.read is not None:
        read, now = (goal_words(one, one.unit or "") for one in (row.read, row.row.candidate.stated))
        lines.append(tr("数字已由人改为{now}，原文是{read}", now=now or tr("空"), read=read or tr("空")))
    return lines
