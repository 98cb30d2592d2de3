"""Over the target list: the search, and filters that count what they keep."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QWidget

from zonetracker.services.arranging import spoken_order
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.targets.columns import TargetRow, section_of

Keeps = Callable[[TargetRow], bool]
_LONGEST, _NARROW = 14, 90


class FilterBar(QWidget):
    """Which rows are wanted: without a unit, 不符, to be filled, of one unit, of one part of the report; all that is
    chosen holds together. `changed` tells another choice.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._units_of: Callable[[str], Sequence[str]] = lambda _: ()
        self._counts: dict[QPushButton, int] = {}
        self._narrow = False
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(200)
        self.search.setMinimumWidth(80)
        self.search.setClearButtonEnabled(True)
        self.unassigned = self._button()
        self.wrong = self._button()
        self.vacant = self._button()
        self.unit = self._choice(tr("全部单位"))
        self.section = self._choice(tr("全部部分"))
        self.columns = QPushButton(tr("栏目…"))
        self.columns.setProperty("flat", True)
        self.columns.setToolTip(tr("选择显示哪些栏；拖动表头可以改宽度"))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        for part in (self.search, self.unassigned, self.wrong, self.vacant, self.unit, self.section):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.columns)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.toggled.connect(lambda _: self._press(button))
        button.hide()
        return button

    def _press(self, button: QPushButton) -> None:
        button.setVisible(button.isChecked() or bool(self._counts.get(button)))
        self.changed.emit()

    def _choice(self, everything: str) -> QComboBox:
        choice = QComboBox()
        choice.addItem(everything)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(6)
        choice.setMaximumWidth(220)
        choice.currentIndexChanged.connect(lambda _: self.changed.emit())
        return choice

    def count(self, rows: Sequence[TargetRow], units_of: Callable[[str], Sequence[str]]) -> None:
        """Say how many rows each filter keeps, and offer the units and parts that there are."""
        self._units_of = units_of
        for button, keeps in ((self.unassigned, _unassigned), (self.wrong, _wrong), (self.vacant, _vacant)):
            self._counts[button] = count = sum(map(keeps, rows))
            button.setVisible(bool(count) or button.isChecked())
        self._say_counts()
        units = {unit for row in rows for unit in units_of(row.target.responsible)}
        _offer(self.unit, sorted(units, key=spoken_order))
        _offer(self.section, list(dict.fromkeys(filter(None, map(section_of, rows)))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: a narrow window has room for short words only."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW * self.fontMetrics().horizontalAdvance("0")
        if narrow is not self._narrow:
            self._narrow = narrow
            self._say_counts()

    def _say_counts(self) -> None:
        long = (tr("{count} 项没有责任单位"), tr("{count} 项核对不符"), tr("{count} 项待填"))
        short = (tr("无单位 {count}"), tr("不符 {count}"), tr("待填 {count}"))
        buttons = (self.unassigned, self.wrong, self.vacant)
        for button, words, whole in zip(buttons, short if self._narrow else long, long, strict=True):
            count = self._counts.get(button, 0)
            button.setText(words.format(count=count))
            button.setToolTip(whole.format(count=count) if self._narrow else "")

    def keeps(self) -> Keeps | None:
        """Whether a row is wanted; None where all are."""
        chosen: list[Keeps] = [
            keeps
            for button, keeps in ((self.unassigned, _unassigned), (self.wrong, _wrong), (self.vacant, _vacant))
            if button.isChecked()
        ]
        unit, section = self.unit.currentData(), self.section.currentData()
        if unit is not None:
            chosen.append(lambda row: unit in self._units_of(row.target.responsible))
        if section is not None:
            chosen.append(lambda row: section_of(row) == section)
        return (lambda row: all(keeps(row) for keeps in chosen)) if chosen else None

    def clear(self) -> None:
        """Everything is wanted again."""
        self.search.clear()
        for button in (self.unassigned, self.wrong, self.vacant):
            button.setChecked(False)
        for choice in (self.unit, self.section):
            choice.setCurrentIndex(0)

    def areas(self) -> list[QWidget]:
        """Where F6 goes here."""
        return [self.search, self.unassigned, self.wrong, self.vacant, self.unit, self.section, self.columns]


def _offer(choice: QComboBox, words: Sequence[str]) -> None:
    """Offer these; what was chosen stays chosen, also where it is there no more."""
    chosen = choice.currentData()
    wanted = [*words, *([chosen] if chosen is not None and chosen not in words else [])]
    if [choice.itemData(at) for at in range(1, choice.count())] == wanted:
        return
    choice.blockSignals(True)
    while choice.count() > 1:
        choice.removeItem(choice.count() - 1)
    for word in wanted:
        choice.addItem(word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…", word)
    choice.setCurrentIndex(0 if chosen is None else 1 + wanted.index(chosen))
    choice.blockSignals(False)


def _unassigned(row: TargetRow) -> bool:
    return not row.target.responsible.strip()


def _wrong(row: TargetRow) -> bool:
    return bool(row.findings)


def _vacant(row: TargetRow) -> bool:
    return row.vacant
