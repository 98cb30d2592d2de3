"""The board over the projects: how many are in which stage; a pressed count leaves these alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from zonetracker.model.milestones.projects import ProjectRow
from zonetracker.model.milestones.stages import stage_names
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

_NONE = ""


class StageBoard(QWidget):
    """Buttons in the order of the stages; `changed` tells that another is pressed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, QPushButton] = {}
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(6)

    def count(self, rows: Sequence[ProjectRow]) -> None:
        """Say how many projects (parts aside) are in each stage; a stage that is pressed stays."""
        whole = [row for row in rows if row.depth == 0]
        counts = Counter(row.stage.name or _NONE for row in whole)
        names = [_NONE, *stage_names(row.nodes for row in whole)]
        names += [name for name in counts if name not in names]
        chosen = self.chosen()
        if list(self.buttons) != names:
            self._make(names, chosen)
        for name, button in self.buttons.items():
            word = one_line(name) if name else tr("未开始")
            button.setText(f"{word} {counts[name]}")
            button.setVisible(bool(counts[name]) or button.isChecked())

    def _make(self, names: Sequence[str], chosen: str | None) -> None:
        for old in self.buttons.values():
            old.deleteLater()
        self.buttons = {}
        for name in names:
            button = QPushButton()
            button.setCheckable(True)
            button.setChecked(name == chosen)
            button.clicked.connect(lambda on, name=name: self._press(name, on))
            self.buttons[name] = button
            self._line.addWidget(button)

    def _press(self, name: str, on: bool) -> None:
        for other, button in self.buttons.items():
            button.setChecked(on and other == name)
        self.changed.emit()

    def chosen(self) -> str | None:
        """The stage that is pressed, "" for that before the first; None where all are wanted."""
        return next((name for name, button in self.buttons.items() if button.isChecked()), None)

    def keeps(self, row: ProjectRow) -> bool:
        """Whether a project is wanted."""
        chosen = self.chosen()
        return chosen is None or (row.stage.name or _NONE) == chosen

    def clear(self) -> None:
        """All are wanted again."""
        for button in self.buttons.values():
            button.setChecked(False)
