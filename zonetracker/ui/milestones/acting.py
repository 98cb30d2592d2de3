"""办理: the form of what can be done about milestones now, with what each of it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonetracker.model.changes import Acting
from zonetracker.model.facts import ActionKind, WarningLevel
from zonetracker.model.milestones.listing import ListedMilestone
from zonetracker.model.milestones.signoff import NEEDS_WORDS, last_turn, moves
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.milestones.acting import action_word, level_word
from zonetracker.words.milestones.following import wanted_words
from zonetracker.words.typed import read_deadline

DONE = None
"""The move of what needs no sign-off: it is done on a day."""
Move = ActionKind | None
_WHOLE_DAY = len("2023-06-30")


class ActingForm(FormDialog):
    """One of `moves` with its day, its words and its paper; the fields that it does not ask for are put away.

    `due` is the colour of the supervise note that is due.
    """

    def __init__(
        self, parent: QWidget | None, about: str, moves: Sequence[Move], day: date, due: WarningLevel | None = None
    ) -> None:
        super().__init__(parent, tr("办理"), tr("办理"), about)
        self._moves = list(moves)
        self.move_ = QComboBox()
        self.move_.addItems([tr("办结") if move is DONE else action_word(move) for move in self._moves])
        self.day = QLineEdit(day.isoformat())
        self.day.selectAll()
        self.done_on = QLineEdit()
        self.done_on.setPlaceholderText(tr("不填为申请的那天"))
        self.after = QLineEdit()
        self.after.setPlaceholderText(tr("如 2023-10-31、2023年10月"))
        self.level = QComboBox()
        for level in WarningLevel:
            self.level.addItem(level_word(level), level)
        self.level.setCurrentIndex(0 if due is None else self.level.findData(due))
        self.words = QLineEdit()
        self.paper = QLineEdit()
        self.paper.setPlaceholderText(tr("可空"))
        self._words_label, self._day_label = plain_label(), plain_label()
        for label, field in (
            (plain_label(tr("办理")), self.move_),
            (self._day_label, self.day),
            (plain_label(tr("办结日期")), self.done_on),
            (plain_label(tr("新的时限")), self.after),
            (plain_label(tr("颜色")), self.level),
            (self._words_label, self.words),
            (plain_label(tr("文号")), self.paper),
        ):
            self.form.addRow(label, field)
        self.move_.currentIndexChanged.connect(lambda _: self._fit_move())
        self._fit_move()

    @property
    def chosen(self) -> Move:
        """The move that is chosen."""
        return self._moves[self.move_.currentIndex()]

    def _fit_move(self) -> None:
        move = self.chosen
        self._day_label.setText(tr("办结日期") if move is DONE else tr("日期"))
        self._words_label.setText(tr("内容") if move is DONE else wanted_words(move))
        self.words.setPlaceholderText("" if move in NEEDS_WORDS else tr("可空"))
        shown = {
            self.done_on: move is ActionKind.PASS,
            self.after: move is ActionKind.EXTEND,
            self.level: move is ActionKind.WARN,
            self.words: move is not DONE,
            self.paper: move is not DONE,
        }
        for field, wanted in shown.items():
            self.form.setRowVisible(field, wanted)

    def done_day(self) -> str | None:
        """The day on which it was done, as exactly as it was typed. Raises Refusal."""
        return read_deadline(self.day.text())

    def acting(self) -> Acting:
        """What is done. Raises Refusal."""
        move = self.chosen
        assert move is not None
        day = read_deadline(self.day.text())
        if day is not None and len(day) < _WHOLE_DAY:
            raise Refusal(RefusalCode.TYPED_DATE, tr("办理日期要写到日，如 2023-06-30。"))
        return Acting(
            move,
            day,
            self.words.text().strip(),
            self.paper.text().strip(),
            done_on=read_deadline(self.done_on.text()) if move is ActionKind.PASS else None,
            after=read_deadline(self.after.text()) if move is ActionKind.EXTEND else None,
            level=self.level.currentData() if move is ActionKind.WARN else None,
        )


def moves_of(rows: Sequence[ListedMilestone]) -> list[Move]:
    """What can be done about all of these, the usual first."""
    possible = [moves(row.milestone, row.actions) for row in rows]
    shared = frozenset.intersection(*possible)
    found: list[Move] = [move for move in _IN_TURN if move in shared]
    if ActionKind.PASS in shared and not all(row.milestone.signoff for row in rows):
        found.remove(ActionKind.PASS)
        found[:0] = [DONE] if not any(row.milestone.signoff for row in rows) else []
    return found


def first_day(rows: Sequence[ListedMilestone], day: date) -> date:
    """The day that is offered: that as of which the page looks, or of the last move where that is later."""
    last = [move.day for row in rows if (move := last_turn(row.actions)) is not None]
    return max(day, *(date.fromisoformat(one) for one in last)) if last else day


_IN_TURN = (
    *(ActionKind.APPLY, ActionKind.PASS, ActionKind.RETURN, ActionKind.RESUME, ActionKind.REOPEN),
    *(ActionKind.EXTEND, ActionKind.WARN, ActionKind.INSTRUCT, ActionKind.CHASE),
    *(ActionKind.SUSPEND, ActionKind.CANCEL, ActionKind.ASSIGN),
)
