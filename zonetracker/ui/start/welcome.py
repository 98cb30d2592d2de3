"""What a start without a workbook shows: the four ways to begin, and the files used lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.support.i18n import program_name, tr
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.icons import IconView, icon, program_icon
from zonetracker.ui.parts.table.model import plain_tip

_FACE = 48


class WelcomePage(QWidget):
    """Buttons for a beginning; `recent_chosen` gives the path of a file used lately."""

    new_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    recent_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        title = QHBoxLayout()
        title.setSpacing(14)
        title.addWidget(IconView(program_icon(), _FACE))
        title.addWidget(plain_label(program_name(), name="welcomeTitle"), 1)
        column.addLayout(title)
        intro = tr(
            "把工作报告里的年度目标变成一张表，逐月跟踪完成情况，印出完成情况表和通报。所有数据只存在本机的一个文件里。"
        )
        column.addWidget(plain_label(intro, wrap=True, tone="muted"))
        column.addSpacing(14)
        self.buttons = [
            self._button(tr("导入一份报告，从报告里取出目标"), "Ctrl+I", "import", self.import_wanted.emit, main=True),
            self._button(tr("打开工作簿"), "Ctrl+O", "open", self.open_wanted.emit),
            self._button(tr("新建空白工作簿"), "Ctrl+N", "new", self.new_wanted.emit),
            self._button(tr("看看示例工作簿"), "", "sample", self.sample_wanted.emit),
        ]
        for button in self.buttons:
            column.addWidget(button)
        column.addSpacing(14)
        self._recent_title = plain_label(tr("最近打开"), tone="muted")
        column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(2)
        column.addLayout(self._recent)
        column.addStretch(3)
        holder = QWidget()
        holder.setLayout(column)
        holder.setMaximumWidth(620)
        holder.setMinimumWidth(380)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 24, 8)
        row.addStretch(1)
        row.addWidget(holder, 4)
        row.addStretch(1)

    def _button(
        self, text: str, key: str, drawing: str, slot: Callable[[], None], *, main: bool = False
    ) -> QPushButton:
        button = QPushButton(icon(drawing, "on_accent" if main else "accent"), f"{text}    {key}" if key else text)
        button.setIconSize(QSize(24, 16))
        button.setProperty("big", True)
        button.setAutoDefault(True)
        button.setProperty("main", main)
        button.clicked.connect(lambda: slot())
        return button

    def show_recent(self, paths: list[str]) -> None:
        """List the files used lately that are still there."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        there = [path for path in paths if Path(path).is_file()]
        self._recent_title.setVisible(bool(there))
        for path in there[:6]:
            button = QPushButton(_one_line(path))
            button.setProperty("flat", True)
            button.setToolTip(plain_tip(path))
            button.setAutoDefault(True)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setStyleSheet("text-align: left;")
            button.clicked.connect(lambda _=False, path=path: self.recent_chosen.emit(path))
            self._recent.addWidget(button)


def _one_line(path: str) -> str:
    name, folder = Path(path).name, str(Path(path).parent)
    shown = folder if len(folder) <= 48 else folder[:12] + "…" + folder[-34:]
    return f"{name}    {shown}".replace("&", "&&")
