"""Over the list of milestones: the counts of a month as buttons that filter, and choices of list and unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from zonetracker.model.milestones.listing import MilestoneList, Narrowing
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.services.arranging import spoken_order
from zonetracker.support.i18n import tr
from zonetracker.words.standing import state_word

_LONGEST = 14
_FIRST = (MilestoneState.OVERDUE, MilestoneState.DUE_SOON, MilestoneState.RETURNED, MilestoneState.APPLIED)
"""What has to be done something about stands first."""


class NarrowingBar(QWidget):
    """Which milestones are wanted; all that is chosen holds together. `changed` tells another choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.states = {state: self._button() for state in MilestoneState}
        self.overdue = self.states[MilestoneState.OVERDUE]
        self.due, self.unfiled = self._button(), self._button()
        self.today, self.tomorrow = self._button(), self._button()
        self._days: dict[QPushButton, date] = {}
        self.checklist, self.unit = self._choice(tr("全部清单")), self._choice(tr("全部单位"))
        self._line = line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        first = [self.states[state] for state in _FIRST]
        rest = [button for button in self.states.values() if button not in first]
        self._buttons = (*first, self.today, self.tomorrow, self.due, self.unfiled, *rest)
        self._counts: dict[QPushButton, int] = {}
        for part in self._buttons:
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            line.addWidget(part)
        self.more = QPushButton(tr("其他…"))
        self.more.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.more.clicked.connect(self._offer_more)
        line.addWidget(self.more)
        line.addStretch(1)
        line.addWidget(self.checklist)
        line.addWidget(self.unit)

    def _button(self) -> QPushButton:
        button = QPushButton()
        button.setCheckable(True)
        button.clicked.connect(lambda on: self._press(button, on))
        button.hide()
        return button

    def _press(self, button: QPushButton, on: bool) -> None:
        if on and button in self.states.values():
            for other in self.states.values():
                other.setChecked(other is button)
        if on and button in self._days:
            for other in self._days:
                other.setChecked(other is button)
        self._fit()
        self.changed.emit()

    def _offer_more(self) -> None:
        """The counts for which there is no room, as a menu."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for button in self._buttons:
            if self._counts.get(button) and button.isHidden():
                action = menu.addAction(button.text())
                action.triggered.connect(lambda _=False, button=button: button.click())
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: what has no room is offered behind the others."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show the buttons that count something, as far as there is room; what is chosen is always shown."""
        wanted = [button for button in self._buttons if self._counts.get(button) or button.isChecked()]
        gap = self._line.spacing()
        room = self.width() - sum(part.sizeHint().width() + gap for part in (self.checklist, self.unit))
        widths = {button: button.sizeHint().width() + gap for button in wanted}
        if sum(widths.values()) > room:
            room -= self.more.sizeHint().width() + gap + sum(widths[one] for one in wanted if one.isChecked())
        shown = set()
        for button in wanted:
            if button.isChecked() or widths[button] <= room:
                shown.add(button)
                room -= 0 if button.isChecked() else widths[button]
            else:
                room = 0
        for button in self._buttons:
            button.setVisible(button in shown)
        self.more.setVisible(len(shown) < len(wanted))

    def _choice(self, everything: str) -> QComboBox:
        choice = QComboBox()
        choice.addItem(everything)
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMinimumContentsLength(6)
        choice.setMaximumWidth(200)
        choice.setAccessibleName(everything)
        choice.activated.connect(lambda _: self.changed.emit())
        return choice

    def count(self, listed: MilestoneList, today: date) -> None:
        """Say how many each button keeps, and offer the lists and units that there are.

        What is overdue counts there, whatever else it waits for.
        """
        states = Counter(row.standing.state for row in listed.rows)
        states[MilestoneState.OVERDUE] = sum(row.standing.overdue for row in listed.rows)
        counts = {button: states[state] for state, button in self.states.items()}
        counts[self.due] = sum(map(listed.due_now, listed.rows))
        self._days = {self.today: today, self.tomorrow: today + timedelta(days=1)}
        for button, day in self._days.items():
            counts[button] = sum(listed.due_on(row, day) for row in listed.rows)
        counts[self.unfiled] = sum(row.unfiled for row in listed.rows)
        words = {button: state_word(state) for state, button in self.states.items()}
        words |= {self.due: tr("本月到期"), self.unfiled: tr("本月未报")}
        words |= {self.today: tr("今天到期"), self.tomorrow: tr("明天到期")}
        for button, count in counts.items():
            button.setText(f"{words[button]} {count}")
        self._counts = counts
        units = {unit for row in listed.rows for unit in row.units}
        _offer(self.unit, sorted(units, key=spoken_order))
        _offer(self.checklist, sorted(listed.checklists, key=spoken_order))
        self._fit()

    def narrowing(self) -> Narrowing:
        """What is chosen now."""
        state = next((state for state, button in self.states.items() if button.isChecked()), None)
        overdue = state is MilestoneState.OVERDUE
        return Narrowing(
            checklist=self.checklist.currentData(),
            state=None if overdue else state,
            unit=self.unit.currentData(),
            due=self.due.isChecked(),
            overdue=overdue,
            unfiled=self.unfiled.isChecked(),
            due_on=next((day for button, day in self._days.items() if button.isChecked()), None),
        )

    def chosen_words(self) -> tuple[str, ...]:
        """What is chosen, in words, for the foot of what is written out."""
        buttons = (button.text().rpartition(" ")[0] for button in self._buttons if button.isChecked())
        choices = (choice.currentData() for choice in (self.checklist, self.unit))
        return (*buttons, *(one for one in choices if one is not None))

    def clear(self) -> None:
        """Everything is wanted again."""
        for button in self._buttons:
            button.setChecked(False)
        for choice in (self.checklist, self.unit):
            choice.setCurrentIndex(0)
        self._fit()

    def show_day(self, day: date) -> None:
        """Only what is due on a day, today or tomorrow, is wanted."""
        self.clear()
        for button, its in self._days.items():
            button.setChecked(its == day)
        self._fit()
        self.changed.emit()

    def areas(self) -> list[QWidget]:
        """Where F6 goes here."""
        return [*self._buttons, self.more, self.checklist, self.unit]


def _offer(choice: QComboBox, words: Sequence[str]) -> None:
    """Offer these; what was chosen stays chosen, also where it is there no more."""
    chosen = choice.currentData()
    wanted = [*words, *([chosen] if chosen is not None and chosen not in words else [])]
    if [choice.itemData(at) for at in range(1, choice.count())] == wanted:
        return
    while choice.count() > 1:
        choice.removeItem(choice.count() - 1)
    for word in wanted:
        choice.addItem(word if len(word) <= _LONGEST else word[: _LONGEST - 1] + "…", word)
    choice.setCurrentIndex(0 if chosen is None else 1 + wanted.index(chosen))
