"""Settings of the workbook: the zone's name, decimals, and the rule set with its words and colours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import partial

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QBoxLayout,
    QColorDialog,
    QComboBox,
    QFormLayout,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.checking.limits import MOST_PLACES
from zonetracker.model.rules import DEFAULT_COLOURS, DEFAULT_WORDS, RuleSet, rules_to_data
from zonetracker.services.overview import places_of, rules_of
from zonetracker.services.sources import keep_sources, sources_of
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.unsaved.lines import StoredLines
from zonetracker.ui.parts.unsaved.waiting import TypedText
from zonetracker.ui.settings.project_rules import ProjectRulesFields
from zonetracker.words.standing import word_meaning
from zonetracker.words.typed import read_number
from zonetracker.words.wording import figure

WORDS = tuple(DEFAULT_WORDS)
_WORD_LENGTH = 12
_SEEN = 6


class RulesTab(QWidget):
    """Every change is stored when a field is left; what cannot be taken is said and the old value comes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = StoredLines(desk, tr("设置"), self.reload)
        self._rules = RuleSet()
        self.zone = self._line(self._keep_zone, 60)
        self.sources = self._line(self._keep_sources, 400)
        self.sources.setToolTip(tr("用顿号分开；清空恢复默认"))
        self.places = QComboBox()
        self.places.addItems([str(count) for count in range(MOST_PLACES + 1)])
        self.places.activated.connect(self._keep_places)
        self.name = self._line(self._keep_name, 20)
        self.late = self._line(
            lambda field: self._keep_number(field, lambda rules, size: replace(rules, late=_minus(size))), 12
        )
        self.growth_late = self._line(
            lambda field: self._keep_number(field, lambda rules, size: replace(rules, growth_late=_minus(size))), 12
        )
        self.tolerance = self._line(
            lambda field: self._keep_number(field, lambda rules, size: replace(rules, tolerance=size)), 12
        )
        self.ahead = self._line(self._keep_ahead, 12)
        self.ahead.setPlaceholderText(tr("空着：不分"))
        self.growth_ahead = self._line(
            lambda field: self._keep_number(field, lambda rules, size: replace(rules, growth_ahead=size)), 12
        )
        self.words = {grade: self._line(partial(self._keep_word, grade), _WORD_LENGTH) for grade in WORDS}
        self.colours = {grade: QPushButton() for grade in DEFAULT_COLOURS}
        for grade, button in self.colours.items():
            button.clicked.connect(lambda _=False, grade=grade: self.ask_colour(grade))
        self.usual = QPushButton(tr("恢复默认规则"))
        self.usual.clicked.connect(lambda: self._keep(lambda _: RuleSet()))
        self.example = plain_label(wrap=True, tone="muted")
        form = QFormLayout()
        form.setSpacing(9)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for label, field in (
            (tr("单位名称"), self.zone),
            (tr("百分比小数位数"), self.places),
            (tr("实绩来源（用顿号分开）"), self.sources),
            (tr("规则名称"), self.name),
            (tr("滞后：低于序时进度达到（百分点）"), self.late),
            (tr("滞后：低于目标增速达到（百分点）"), self.growth_late),
            (tr("超序时：高于序时进度超过（百分点）"), self.ahead),
            (tr("超序时：高于目标增速超过（百分点）"), self.growth_ahead),
            (tr("“左右”的允许幅度（±%）"), self.tolerance),
        ):
            form.addRow(plain_label(label), field)
            if isinstance(field, QLineEdit):
                self._lines.add(field, label)
        self.projects = ProjectRulesFields(desk, self.reload)
        self.projects.add_to(form)
        for grade, field in self.words.items():
            self._lines.add(field, tr("用词 {meaning}", meaning=word_meaning(grade)))
        left = QVBoxLayout()
        left.addLayout(form)
        left.addWidget(self.example)
        left.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignLeft)
        left.addStretch()
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._halves.setContentsMargins(0, 12, 0, 0)
        self._halves.setSpacing(36)
        self._halves.addLayout(left, 1)
        self._halves.addLayout(self._grades(), 1)

    def _grades(self) -> QVBoxLayout:
        grid = QGridLayout()
        grid.setSpacing(9)
        for column, title in enumerate((tr("档次"), tr("用词"), tr("颜色"))):
            grid.addWidget(plain_label(title, tone="muted"), 0, column)
        for place, grade in enumerate(WORDS, 1):
            grid.addWidget(plain_label(word_meaning(grade)), place, 0)
            grid.addWidget(self.words[grade], place, 1)
            if grade in self.colours:
                grid.addWidget(self.colours[grade], place, 2)
        grid.setColumnStretch(1, 1)
        column_of = QVBoxLayout()
        column_of.addLayout(grid)
        hint = tr("颜色总是和用词一起出现，黑白打印也能分清。")
        column_of.addWidget(plain_label(hint, wrap=True, tone="muted"))
        column_of.addStretch()
        return column_of

    def _line(self, keep: Callable[[QLineEdit], object], longest: int) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(longest)
        field.setMinimumWidth(min(longest, _SEEN) * self.fontMetrics().horizontalAdvance(tr("名")) + 24)

        def finished() -> None:
            if field.isModified():
                field.setModified(False)
                with self._lines.typing(field):
                    keep(field)

        field.editingFinished.connect(finished)
        return field

    # ---- showing

    def fit(self, room: QSize) -> None:
        """Both halves side by side where there is room for them, else one below the other."""
        halves = (self._halves.itemAt(place) for place in range(self._halves.count()))
        needed = sum(half.minimumSize().width() for half in halves if half is not None) + self._halves.spacing()
        directions = QBoxLayout.Direction
        self._halves.setDirection(directions.LeftToRight if needed <= room.width() else directions.TopToBottom)

    def reload(self) -> None:
        """Show what the workbook keeps."""
        ledger = self._desk.ledger
        self._rules = rules = rules_of(ledger)
        self.zone.setText(ledger.zone)
        self.places.setCurrentIndex(places_of(ledger))
        self.sources.setText("、".join(sources_of(ledger)))
        self.sources.setCursorPosition(0)  # the first ones are seen, not the last
        self.name.setText(rules.name)
        self.late.setText(figure(abs(rules.late)))
        self.growth_late.setText(figure(abs(rules.growth_late)))
        self.tolerance.setText(figure(rules.tolerance))
        self.ahead.setText("" if rules.ahead is None else figure(rules.ahead))
        self.growth_ahead.setText("" if rules.ahead is None else figure(rules.growth_ahead))
        for grade in WORDS:
            self.words[grade].setText(rules.words[grade])
            self.words[grade].setAccessibleName(word_meaning(grade))
        for grade in self.colours:
            self._show_colour(grade, rules.colours[grade])
        self.example.setText(_example(rules))
        fields: list[QWidget] = [self.zone, self.places, self.sources, self.name]
        fields += [self.late, self.growth_late, self.ahead, self.tolerance]
        for part in (*fields, *self.words.values(), *self.colours.values(), self.usual):
            part.setEnabled(not ledger.read_only)
        self.growth_ahead.setEnabled(not ledger.read_only and rules.ahead is not None)
        self.projects.show()
        self._lines.show()

    def _show_colour(self, grade: str, colour: str) -> None:
        picture = QPixmap(28, 14)
        picture.fill(QColor(colour))
        self.colours[grade].setIcon(QIcon(picture))
        self.colours[grade].setText(tr("换颜色…"))
        self.colours[grade].setAccessibleName(tr("{grade}的颜色", grade=word_meaning(grade)))

    # ---- keeping

    def _keep(self, change: Callable[[RuleSet], RuleSet]) -> None:
        """Change the rules as they stand when it is stored: another change may wait before this one."""
        ledger = self._desk.ledger
        self._desk.write(lambda: ledger.set_settings(rules=rules_to_data(change(rules_of(ledger)))))
        self.reload()

    def _keep_zone(self, field: QLineEdit) -> None:
        zone = field.text().strip()
        self._desk.write(lambda: self._desk.ledger.set_settings(zone=zone))
        self.reload()

    def _keep_sources(self, field: QLineEdit) -> None:
        sources = field.text()
        self._desk.write(lambda: keep_sources(self._desk.ledger, sources))
        self.reload()

    def _keep_places(self, places: int) -> None:
        if places != places_of(self._desk.ledger):
            with self._desk.typing(TypedText(tr("设置 百分比小数位数"), str(places), id(self.places))):
                self._desk.write(lambda: self._desk.ledger.set_settings(places=places))
            self.reload()

    def _keep_name(self, field: QLineEdit) -> None:
        name = field.text().strip()
        self._keep(lambda rules: replace(rules, name=name))

    def _keep_number(self, field: QLineEdit, change: Callable[[RuleSet, Decimal], RuleSet]) -> None:
        try:
            number = read_number(field.text())
        except Refusal as refusal:
            self._say(str(refusal))
            return
        if number is None:
            self.reload()
        else:
            size = abs(number)
            self._keep(lambda rules: change(rules, size))

    def _keep_ahead(self, field: QLineEdit) -> None:
        if field.text().strip():
            self._keep_number(field, lambda rules, size: replace(rules, ahead=size))
        else:
            self._keep(lambda rules: replace(rules, ahead=None))

    def _keep_word(self, grade: str, field: QLineEdit) -> None:
        word = field.text().strip()
        self._keep(lambda rules: replace(rules, words={**rules.words, grade: word}))

    def ask_colour(self, grade: str) -> None:
        """Choose another colour for a light."""
        dialog = QColorDialog(QColor(self._rules.colours.get(grade, DEFAULT_COLOURS[grade])), self)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)
        self._desk.ask.form(dialog, lambda: self.keep_colour(grade, dialog.selectedColor().name()))

    def keep_colour(self, grade: str, colour: str) -> None:
        """Keep another colour (#rrggbb) for a light."""
        if colour != self._rules.colours[grade]:
            where = tr("设置 颜色 {meaning}", meaning=word_meaning(grade))
            with self._desk.typing(TypedText(where, colour, (id(self), grade))):
                self._keep(lambda rules: replace(rules, colours={**rules.colours, grade: colour}))

    def _say(self, sentence: str) -> None:
        self._desk.tell(sentence, "trouble")
        self.reload()


def _example(rules: RuleSet) -> str:
    """What the edges mean at three quarters of the year."""
    said = tr("按现在的规则：序时进度75%时，")
    if rules.ahead is not None:
        said += tr("完成率高于{edge}%为“{ahead}”，", edge=figure(75 + rules.ahead), ahead=rules.words["ahead"])
    return said + tr(
        "完成率不低于75%为“{on_pace}”，低于75%而高于{edge}%为“{behind}”，{edge}%及以下为“{late}”。",
        edge=figure(75 + rules.late),
        **rules.words,
    )


def _minus(size: Decimal) -> Decimal:
    return -size if size else size
