"""The month compared by responsible unit or by section: counts of each light, a bar of them, worst first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStyle,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.progress import Progress
from zonetracker.model.rounding import shown
from zonetracker.model.standing import Grade
from zonetracker.services.overview.comparing import ComparedBy, ComparedGroup, compared, mean_words
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.columns import readable
from zonetracker.ui.overview.pictures import COPY_PICTURE_KEY, PictureMenu
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.ui.parts.signs import grade_sign
from zonetracker.ui.parts.table.menu import TableCommand
from zonetracker.ui.parts.table.model import Index, RecordTableModel, TableColumn, source_row
from zonetracker.ui.parts.table.view import CellEditor, RecordTable
from zonetracker.ui.parts.theme import colour_of, shade
from zonetracker.words.wording import figure

if TYPE_CHECKING:
    from zonetracker.services.overview.pictures import Picture

_SETTING = "overview.compared_by"
_EDGE, _BAR = 6, 0.5


class ComparisonView(QWidget):
    """A table of groups; Enter lists the targets of one: `group_wanted` tells it."""

    group_wanted = Signal(object)

    def __init__(self, desk: Desk, pictures: PictureMenu) -> None:
        super().__init__()
        self._desk = desk
        self._progress: Progress | None = None
        kept = desk.settings.text(_SETTING)
        self.by = ComparedBy(kept) if kept in tuple(ComparedBy) else ComparedBy.UNIT
        self.choices = {by: self._choice(by, words) for by, words in self._words().items()}
        self.model = RecordTableModel([], key=lambda group: group.name)
        self.table = RecordTable(self.model, sortable=True)
        self.table.setAccessibleName(tr("比较"))
        self.table.entered.connect(self._enter)
        self.table.commands = [
            TableCommand(tr("列出它的目标"), lambda: self._enter(self.table.record()), "Enter"),
            *pictures.commands(self.picture, tr("比较图"), COPY_PICTURE_KEY),
        ]
        self.note = ShortLabel(tone="muted")
        self.note.setText(mean_words())
        head = QHBoxLayout()
        head.setSpacing(6)
        for button in self.choices.values():
            head.addWidget(button)
        head.addWidget(self.note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    @staticmethod
    def _words() -> dict[ComparedBy, str]:
        return {ComparedBy.UNIT: tr("按责任单位"), ComparedBy.SECTION: tr("按报告的部分")}

    def _choice(self, by: ComparedBy, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setChecked(by is self.by)
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.show_by(by))
        return button

    def show_month(self, progress: Progress) -> None:
        """Show this month."""
        before, self._progress = self._progress, progress
        if before is None or (before.grades, before.rules) != (progress.grades, progress.rules):
            self.model.show_columns(self._columns(progress))
            bar = self.model.column_of("bar")
            self.table.setItemDelegateForColumn(bar, CountsBar(self.model, self.table, lambda: self._progress))
            self.table.lay_out()
        self._show()

    def show_by(self, by: ComparedBy) -> None:
        """Compare by units or by sections; this PC keeps which."""
        self.by = by
        self._desk.settings.keep(_SETTING, by.value)
        for each, button in self.choices.items():
            button.setChecked(each is by)
        self._show()

    def _show(self) -> None:
        if self._progress is None:
            return
        groups = compared(self._progress, self.by)
        self.table.hide_field("mean", not any(group.averaged for group in groups))
        self.model.show_records(groups)
        if groups and self.table.record() is None:
            self.table.go_to(groups[0].name)

    def _enter(self, group: ComparedGroup | None) -> None:
        if group is not None:
            self.group_wanted.emit(group)

    def _rate(self, group: ComparedGroup, name: str) -> str:
        rate = getattr(group, name)
        return "" if rate is None or self._progress is None else figure(shown(rate, self._progress.places))

    def _columns(self, progress: Progress) -> list[TableColumn]:
        return [
            TableColumn("name", tr("名称"), lambda group: group.name, width=16, fills=True),
            TableColumn(
                "all",
                tr("项数"),
                lambda group: str(len(group.rows)),
                order=lambda group: len(group.rows),
                numeric=True,
                width=5,
            ),
            TableColumn(
                "lagging",
                tr("落后占比%"),
                lambda group: self._rate(group, "lagging"),
                order=lambda group: group.lagging,
                numeric=True,
                width=10,
                head_tip=mean_words(),
            ),
            TableColumn(
                "mean",
                tr("平均完成率%"),
                lambda group: self._rate(group, "mean"),
                order=lambda group: group.mean,
                numeric=True,
                tip=lambda group: tr("{count}项累计型目标的平均", count=group.averaged) if group.averaged else "",
                width=12,
                head_tip=mean_words(),
            ),
            TableColumn("bar", tr("各档项数"), self._told, order=lambda group: len(group.rows), width=24, least=8),
            *(_of_grade(grade, progress) for grade in progress.grades),
        ]

    def _told(self, group: ComparedGroup) -> str:
        """The bar in words: for the search, the clipboard and the tip."""
        word = self._progress.word if self._progress is not None else str
        return "，".join(tr("{word}{count}项", word=word(grade), count=count) for grade, count in group.counts if count)

    def picture(self) -> Picture | None:
        """The comparison in the order in which it is seen."""
        from zonetracker.services.overview.pictures import picture_of_comparison

        if self._progress is None or not self.model.records():
            return None
        view = self.table.model()
        seen = [self.table.record_at(view.index(row, 0)) for row in range(view.rowCount())]
        return picture_of_comparison(self._progress, seen, self.by)


def _of_grade(grade: Grade, progress: Progress) -> TableColumn:
    """How many have one light, with its shape; none is an empty cell."""

    def count(group: ComparedGroup) -> int:
        return group.count((grade,))

    return TableColumn(
        grade.name,
        progress.word(grade),
        lambda group: str(count(group) or ""),
        order=count,
        sign=lambda group: grade_sign(grade) if count(group) else "",
        colour=lambda group: readable(progress.colour(grade)) if count(group) else None,
        width=9,
        least=7,
    )


class CountsBar(CellEditor):
    """Paints the counts of a group as a bar; the columns beside it say the same in figures."""

    def __init__(self, records: RecordTableModel, parent: QWidget, progress: Callable[[], Progress | None]) -> None:
        super().__init__(records, parent)
        self._model, self._progress = records, progress

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt: parts in the colours of the lights, as long as their counts beside the largest group's."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        group: ComparedGroup | None = self._model.record(source_row(index.model(), index))
        progress = self._progress()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, shade("accent_soft"))
        if group is None or progress is None:
            return
        room = rect.adjusted(_EDGE, 0, -_EDGE, 0)
        high = round(rect.height() * _BAR)
        most = max(len(one.rows) for one in self._model.records())
        done = 0
        for grade, count in group.counts:
            left = room.left() + round(room.width() * done / most)
            done += count
            right = room.left() + round(room.width() * done / most)
            if count:
                part = QRect(left, rect.top() + (rect.height() - high) // 2, max(1, right - left - 1), high)
                painter.fillRect(part, colour_of(progress.colour(grade)))
