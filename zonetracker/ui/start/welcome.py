"""What a start without a workbook shows: the ways to begin, the way back, and the files used lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from zonetracker.services.restoring import has_way
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import program_name, tr
from zonetracker.support.paths import is_there
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.icons import IconView, icon, program_icon
from zonetracker.ui.parts.table.model import plain_tip

_FACE = 48
_RECENT = 6


class WelcomePage(QWidget):
    """Buttons for a beginning; `recent_chosen` gives a file used lately, `way_back_wanted` one to bring back."""

    new_wanted = Signal()
    open_wanted = Signal()
    import_wanted = Signal()
    sample_wanted = Signal()
    restore_wanted = Signal()
    recent_chosen = Signal(str)
    way_back_wanted = Signal(str)

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
            self._button(tr("恢复备份"), "", "backup", self.restore_wanted.emit),
        ]
        for button in self.buttons[:-2]:
            column.addWidget(button)
        last = QHBoxLayout()  # side by side: a low window has no room for one more below
        last.setSpacing(column.spacing())
        for button in self.buttons[-2:]:
            last.addWidget(button)
        column.addLayout(last)
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
        middle = QWidget()
        middle.setObjectName("desk")
        row = QHBoxLayout(middle)
        row.setContentsMargins(24, 8, 24, 8)
        row.addStretch(1)
        row.addWidget(holder, 4)
        row.addStretch(1)
        scrolling = QScrollArea()
        scrolling.setFrameShape(QFrame.Shape.NoFrame)
        scrolling.setWidgetResizable(True)
        scrolling.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolling.setWidget(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scrolling)

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
        """List the files used lately: those that are there, and those that are gone and can be brought back."""
        while (item := self._recent.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        kept = {path: _can_go_back(Path(path)) for path in paths}
        shown = [path for path in paths if is_there(Path(path)) or kept[path]][:_RECENT]
        self._recent_title.setVisible(bool(shown))
        for path in shown:
            self._recent.addWidget(self._recent_line(path, kept[path]))

    def _recent_line(self, path: str, kept: bool) -> QWidget:
        there = is_there(Path(path))
        button = QPushButton(_one_line(path) if there else tr("{file}（找不到）", file=_one_line(path)))
        button.setProperty("flat", True)
        button.setToolTip(plain_tip(path))
        button.setAutoDefault(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setStyleSheet("text-align: left;")
        button.clicked.connect(lambda: self.recent_chosen.emit(path))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(button, 1)
        if kept:
            back = QPushButton(tr("恢复备份…"))
            back.setProperty("flat", True)
            back.setAutoDefault(True)
            back.setAccessibleName(tr("恢复“{name}”的备份", name=Path(path).name))
            back.clicked.connect(lambda: self.way_back_wanted.emit(path))
            line.addWidget(back)
        return holder


def _one_line(path: str) -> str:
    name, folder = Path(path).name, str(Path(path).parent)
    shown = folder if len(folder) <= 48 else folder[:12] + "…" + folder[-34:]
    return f"{name}    {shown}".replace("&", "&&")


def _can_go_back(path: Path) -> bool:
    try:
        return has_way(path)
    except Refusal:
        return False
