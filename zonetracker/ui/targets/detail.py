"""Below the target list: where a target comes from, what the checks say, how it was adjusted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import plain_label
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
        top = QHBoxLayout()
        top.addWidget(self.head, 1)
        self.base = QPushButton(tr("基数核定…"))
        self.base.setProperty("flat", True)
        self.base.setToolTip(tr("Ctrl+B：上年实绩由统计局重新核定，写明依据和原因"))
        self.base.clicked.connect(lambda: ask_base())
        top.addWidget(self.base)
        top.addWidget(self.link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 6, 14, 8)
        layout.setSpacing(2)
        layout.addLayout(top)
        layout.addWidget(self.text)
        self.show_whole(True)

    def show_whole(self, whole: bool) -> None:
        """All that is known of the target, or only what it is, where a low window leaves no room."""
        self.text.setVisible(whole)
        self.setMinimumHeight(88 if whole else 0)

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
            return
        target = row.target
        goal = goal_words(target.stated, target.stated.unit or "", target.wording)
        self.head.setText(f"{row.indicator.name} · {goal or tr('（还没有数字）')}")
        lines = [one_line(target.quote)[:160]] if target.quote else []
        lines += ["· " + say_finding(finding) for finding in row.findings]
        lines += [
            tr("· 目标{adjusted}；{reason}", adjusted=adjustment_words(one), reason=one.reason)
            for one in row.adjustments
        ]
        if row.revision is not None:
            lines.append(tr("· 上年实绩{revised}", revised=revision_words(row.revision)))
        if not target.quote:
            lines.append(tr("来源：{source}", source=target.source or tr("手工填写")))
        self.text.setText("\n".join(lines))
