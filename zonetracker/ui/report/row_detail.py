"""Below the review table: why a row looks as it does, in words, and the names it may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zonetracker.model.facts import JUDGED, FactType, Mark, Milestone, Target
from zonetracker.services.ledger import Ledger
from zonetracker.services.review import MarkedRow, likely_names
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.icons import IconView, icon
from zonetracker.ui.parts.signs import mark_state
from zonetracker.words.findings import say_finding
from zonetracker.words.reasons import say_reason
from zonetracker.words.review import period_word
from zonetracker.words.wording import goal_words, one_line

_LINES = 3
_LINES_OF_READING = 6
_LINES_IN_LOW_WINDOW = 2
_LOW_WINDOW = 640
"""Below this height of the window the table needs the room more."""


class RowDetail(QFrame):
    """Shows one row; `renamed` gives the name the clerk picked, `followed` the page and id of what the row made,
    `how_wanted` asks how the row was read.
    """

    renamed = Signal(str)
    how_wanted = Signal()
    followed = Signal(str, int)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.sign = IconView()
        self.head = plain_label()
        self.text = plain_label(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.links = QHBoxLayout()
        self.links.setSpacing(6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.sign)
        top.addWidget(self.head, 1)
        layout.addLayout(top)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidget(self.text)
        self.area.viewport().setAutoFillBackground(False)
        self.text.setAutoFillBackground(False)
        layout.addWidget(self.area)
        layout.addLayout(self.links)
        self._give_room(_LINES)

    def _give_room(self, lines: int) -> None:
        """The same height for every row, so that the table above stays where it is; longer reasons scroll."""
        self.area.setFixedHeight(self.text.fontMetrics().lineSpacing() * lines)
        self.area.verticalScrollBar().setValue(0)

    def show_row(self, ledger: Ledger, row: MarkedRow | None, how: Sequence[str] | None = None) -> None:
        """Show a row, with how it was read where that is known, or what to do where none is chosen."""
        self._clear_links()
        low = self.window().height() < _LOW_WINDOW
        self._give_room(_LINES_IN_LOW_WINDOW if low else _LINES if how is None else _LINES_OF_READING)
        if row is None:
            self.head.setText("")
            self.sign.show_icon(None)
            self.text.setText(tr("选中一行，这里写明它从哪里来、为什么要看。"))
            return
        candidate = row.row.candidate
        state = mark_state(row.mark)
        self.sign.show_icon(icon(state.sign, state.colour))
        parts = [state.word, period_word(candidate.period)]
        if candidate.section:
            inner = one_line(candidate.section)[:40].replace("“", "‘").replace("”", "’")
            parts.append(tr("在“{section}”下", section=inner))
        self.head.setText(" · ".join(parts))
        lines = reason_lines(row) or [tr("没有需要留意的地方。")]
        self.text.setText("\n".join([*lines, *how_lines(how)]))
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

    def _link(self, text: str, slot: Callable[[], None]) -> None:
        button = QPushButton(text.replace("&", "&&"))
        button.setProperty("flat", True)
        button.clicked.connect(lambda: slot())
        self.links.addWidget(button)

    def _clear_links(self) -> None:
        while (item := self.links.takeAt(0)) is not None:
            widget: QWidget | None = item.widget()
            if widget is not None:
                widget.deleteLater()


def how_lines(how: Sequence[str] | None) -> list[str]:
    """How a row was read, below why it is to be looked at; a row that no rule read says so."""
    if how is None:
        return []
    return [tr("怎样读出的："), *("· " + line for line in how or (tr("这一行不是程序从原文读出的。"),))]


def reason_lines(row: MarkedRow) -> list[str]:
    """Why a row is to be looked at, one line each: checks first, then another figure, then the doubts of reading."""
    candidate = row.row.candidate
    lines = [say_finding(finding) for finding in row.findings]
    if row.stands is not None:
        stands = goal_words(row.stands, row.stands.unit or "")
        lines.append(tr("台账里这一项已有另一数字：{stands}，确认时会请你选一个", stands=stands))
    if candidate.masked:
        lines.append(tr("原文的数字已隐去，确认后不进台账"))
    if candidate.duplicate_of:
        lines.append(tr("前文已经出现过同一个数字，确认后不会重复计入"))
    if candidate.year is None:
        lines.append(tr("没有年度，确认前请先填上年度，否则不进台账"))
    counted = candidate.type is not FactType.MILESTONE
    if counted and not row.known and row.mark not in JUDGED:
        lines.append(tr("本工作簿里还没有这个指标，确认后新建"))
    lines += [say_reason(code) for code in candidate.reasons]
    if row.row.edited:
        lines.append(tr("已由人改过"))
    return ["· " + line for line in dict.fromkeys(lines)]
