"""Below the target list: where a target comes from, what the checks say, how it was adjusted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.targets.columns import TargetRow
from zonetracker.words.findings import say_finding
from zonetracker.words.wording import adjustment_words, goal_words, one_line, revision_words


class TargetDetail(QFrame):
    """Below the list: where a target comes from, what the checks say, how it was adjusted."""

    def __init__(self, see_source: Callable[[TargetRow], None], ask_base: Callable[[], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._row: TargetRow | None = None
        self.head = plain_label()
        self.text = plain_label(wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.link = QPushButton(tr("看原文"))
        self.link.setProperty("flat", True)
        self._see_source = see_source
        self.link.clicked.connect(lambda: self._follow())
        self.short = ShortLabel()
        self._top = QWidget()
        top = QHBoxLayout(self._top)
        top.setContentsMargins(0, 0, 0, 0)
        top.addWidget(self.head, 1)
        self.base = QPushButton(tr("基数核定…"))
        self.base.setProperty("flat", True)
        self.base.setToolTip(tr("Ctrl+B：上年实绩由统计局重新核定，写明依据和原因"))
        self.base.clicked.connect(lambda: ask_base())
        top.addWidget(self.base)
        top.addWidget(self.link)
        layout = QVBoxLayout(self)
        layout.setSpacing(2)
        layout.addWidget(self._top)
        layout.addWidget(self.text)
        layout.addWidget(self.short)
        self.give_way(False, False)

    def give_way(self, low: bool, lowest: bool) -> None:
        """In a low window only what the target is, in the lowest one line of text; the buttons have keys."""
        self._top.setVisible(not lowest)
        self.text.setVisible(not low)
        self.short.setVisible(lowest)
        self.setMinimumHeight(0 if low else 88)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(14, *((1, 14, 1) if lowest else (6, 14, 8)))

    def _follow(self) -> None:
        if self._row is not None:
            self._see_source(self._row)

    def show_row(self, row: TargetRow | None) -> None:
        """Show one target."""
        self._row = row
        self.link.setVisible(row is not None and row.target.row_id is not None)
        if row is None:
            self.head.setText("")
            self.text.setText("")
            self.short.setText("")
            return
        target = row.target
        goal = goal_words(target.stated, target.stated.unit or "", target.wording)
        self.head.setText(f"{row.indicator.name} · {goal or tr('（还没有数字）')}")
        notes = [say_finding(finding) for finding in row.findings]
        notes += [
            tr("目标{adjusted}；{reason}", adjusted=adjustment_words(one), reason=one.reason) for one in row.adjustments
        ]
        if row.revision is not None:
            notes.append(tr("上年实绩{revised}", revised=revision_words(row.revision)))
        quote = one_line(target.quote)[:160] if target.quote else ""
        source = "" if quote else tr("来源：{source}", source=target.source or tr("手工填写"))
        self.text.setText("\n".join(filter(None, [quote, *("· " + note for note in notes), source])))
        self.short.setText(" · ".join(filter(None, [self.head.text(), *notes, quote or source])))
