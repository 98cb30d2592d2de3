"""The forms of the target list: a new target, an adjustment within the year, an indicator's own properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.facts import Bound, Indicator, Stated
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.completing import NamesLine
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.targets.curve import CurveView
from zonetracker.words.facts import bound_word, nature_words, polarity_words
from zonetracker.words.months import months_text
from zonetracker.words.typed import (
    Typed,
    curve_text,
    read_curve,
    read_level,
    read_months,
    read_names,
    read_rate,
    with_level,
    with_rate,
)
from zonetracker.words.wording import goal_words, range_text

_CURVE_DIGITS = 30


def _completer(names: Sequence[str], line: QLineEdit) -> QCompleter:
    completer = QCompleter(list(names), line)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer


def _restated(before: Stated, level: str, growth: str) -> Stated:
    """What is typed of a level and a growth that were whole in their fields: a bound that is gone is none."""
    typed, rate = read_level(level), read_rate(growth)
    bound = _bound(typed, before.value, before.bound)
    growth_bound = _bound(rate, before.growth, before.growth_bound)
    stated = with_rate(with_level(before, typed), rate)
    return replace(stated, bound=bound, growth_bound=growth_bound)


def _bound(typed: Typed, figure: Decimal | None, before: Bound | None) -> Bound | None:
    if typed.value is None:
        return None
    return typed.bound or (before and Bound.EXACT if figure is not None else Bound.EXACT)


class TargetForm(FormDialog):
    """A new target: an indicator by name (known ones are offered), level, growth, unit in charge."""

    def __init__(self, parent: QWidget | None, year: int, names: Sequence[str], units: Sequence[str]) -> None:
        super().__init__(parent, tr("新增 {year} 年目标", year=year), tr("新增"))
        self.name = QLineEdit()
        self.name.setCompleter(_completer(names, self.name))
        self.level = QLineEdit()
        self.level.setPlaceholderText(tr("如 80亿元、60家以上、8-8.5亿元，可空"))
        self.growth = QLineEdit()
        self.growth.setPlaceholderText(tr("如 8、8以上、下降3，可空"))
        self.responsible = NamesLine(units)
        for label, field in (
            (tr("指标名称"), self.name),
            (tr("年度目标"), self.level),
            (tr("目标增速%"), self.growth),
            (tr("责任单位"), self.responsible),
        ):
            self.form.addRow(plain_label(label), field)

    def filled(self) -> tuple[str, Stated, TargetChange]:
        """The indicator's name, the level and growth, and what else was filled in. Raises Refusal."""
        stated = with_rate(with_level(Stated(), read_level(self.level.text())), read_rate(self.growth.text()))
        return self.name.text().strip(), stated, TargetChange(responsible=self.responsible.text().strip())


class AdjustForm(FormDialog):
    """目标调整: the new figures, from which month, approved by which paper, and why."""

    reason: QLineEdit

    def __init__(self, parent: QWidget | None, name: str, stated: Stated, month: int) -> None:
        intro = tr(
            "“{name}”现在的目标：{goal}", name=name, goal=goal_words(stated, stated.unit or "") or tr("（无数字）")
        )
        super().__init__(parent, tr("调整目标"), tr("调整"), intro)
        self._before = stated
        self.level = QLineEdit(
            range_text(stated.value, stated.value_high) + (stated.unit or "") + bound_word(stated.bound)
        )
        self.growth = QLineEdit(range_text(stated.growth, stated.growth_high) + bound_word(stated.growth_bound))
        self.month = QComboBox()
        self.month.addItems([tr("{month}月", month=number) for number in range(1, 13)])
        self.month.setCurrentIndex(month - 1)
        self.paper = QLineEdit()
        self.paper.setPlaceholderText(tr("批准调整的文件名称和文号"))
        self.reason = QLineEdit()
        for label, field in (
            (tr("调整为"), self.level),
            (tr("增速%"), self.growth),
            (tr("从几月起"), self.month),
            (tr("依据文件"), self.paper),
            (tr("原因"), self.reason),
        ):
            self.form.addRow(plain_label(label), field)

    def filled(self) -> tuple[Stated, int, str, str]:
        """The new figures, the month from which they hold, the paper and the reason. Raises Refusal."""
        stated = _restated(self._before, self.level.text(), self.growth.text())
        return stated, self.month.currentIndex() + 1, self.paper.text().strip(), self.reason.text().strip()


class SplitForm(FormDialog):
    """拆分: what the row keeps, and the name and figures of the new row behind it."""

    def __init__(self, parent: QWidget | None, name: str, stated: Stated, names: Sequence[str]) -> None:
        goal = goal_words(stated, stated.unit or "") or tr("（无数字）")
        intro = tr("“{name}”现在的目标：{goal}。责任单位、章节和原句两行都有。", name=name, goal=goal)
        super().__init__(parent, tr("拆成两行"), tr("拆分"), intro)
        both = stated.value is not None and stated.growth is not None
        rate = range_text(stated.growth, stated.growth_high) + bound_word(stated.growth_bound)
        self._before = stated
        self.level = QLineEdit(
            range_text(stated.value, stated.value_high) + (stated.unit or "") + bound_word(stated.bound)
        )
        self.growth = QLineEdit("" if both else rate)
        self.name = QLineEdit()
        self.name.setCompleter(_completer(names, self.name))
        self.new_level = QLineEdit()
        self.new_growth = QLineEdit(rate if both else "")
        self.part = QCheckBox(tr("新的一行是“{name}”的“其中”项", name=name))
        for label, field in (
            (tr("原来一行的目标"), self.level),
            (tr("原来一行的增速%"), self.growth),
            (tr("新一行的名称"), self.name),
            (tr("新一行的目标"), self.new_level),
            (tr("新一行的增速%"), self.new_growth),
        ):
            self.form.addRow(plain_label(label), field)
        self.form.addRow("", self.part)

    def filled(self) -> tuple[Stated, str, Stated, bool]:
        """What stays, the new row's name and what it states, and whether it is a part. Raises Refusal."""
        kept = _restated(self._before, self.level.text(), self.growth.text())
        moved = with_rate(with_level(Stated(), read_level(self.new_level.text())), read_rate(self.new_growth.text()))
        return kept, self.name.text().strip(), moved, self.part.isChecked()


class IndicatorForm(FormDialog):
    """What holds for an indicator over all years: names, direction, nature, calendar, curve."""

    def __init__(self, parent: QWidget | None, indicator: Indicator) -> None:
        super().__init__(parent, tr("指标属性"), tr("确定"), tr("这些属性对所有年度都有效。"))
        self._before = indicator
        self.name = QLineEdit(indicator.name)
        self.aliases = QLineEdit("、".join(indicator.aliases))
        self.unit = QLineEdit(indicator.unit or "")
        self.category = QLineEdit(indicator.category)
        self.polarity = QComboBox()
        for polarity, word in polarity_words().items():
            self.polarity.addItem(word, polarity)
        self.nature = QComboBox()
        for nature, word in nature_words().items():
            self.nature.addItem(word, nature)
        self.nature.setToolTip(tr("累计型：全年累加，与序时进度比；时点型：比率、存量、排名，直接与目标比"))
        self.polarity.setCurrentIndex(self.polarity.findData(indicator.polarity))
        self.nature.setCurrentIndex(self.nature.findData(indicator.nature))
        self.typed_growth = QCheckBox(tr("增速只填不算（用公布的可比价增速）"))
        self.typed_growth.setChecked(indicator.typed_growth)
        self.pinned = QCheckBox(tr("关注（在总览里显示仪表）"))
        self.pinned.setChecked(indicator.pinned)
        self.months = QLineEdit(months_text(indicator.months))
        self.months.setPlaceholderText(tr("有数字的月份，如 3、6、9、12，空着为每月"))
        self.curve = QLineEdit(curve_text(indicator.curve))
        self.curve.setPlaceholderText(tr("12 个累计百分数，空着按 N/12"))
        for label, field in (
            (tr("名称"), self.name),
            (tr("别名（用、分开）"), self.aliases),
            (tr("常用单位"), self.unit),
            (tr("类别"), self.category),
            (tr("指标方向"), self.polarity),
            (tr("指标性质"), self.nature),
            (tr("出数月份"), self.months),
            (tr("进度曲线"), self.curve),
        ):
            self.form.addRow(plain_label(label), field)
        self.drawn = CurveView()
        self.drawn.show_text(self.curve.text())
        self.curve.textChanged.connect(self.drawn.show_text)
        self.beside.addWidget(self.drawn)  # below the fields a low window would have no room for it
        self.curve.setMinimumWidth(_CURVE_DIGITS * self.fontMetrics().horizontalAdvance("0"))
        self.form.addRow("", self.typed_growth)
        self.form.addRow("", self.pinned)

    def change(self) -> IndicatorChange:
        """What was filled in otherwise than it was. Raises Refusal."""
        name = self.name.text().strip()
        filled = IndicatorChange(
            name=name,
            aliases=tuple(alias for alias in read_names(self.aliases.text()) if alias != name),
            unit=self.unit.text().strip() or None,
            category=self.category.text().strip(),
            polarity=self.polarity.currentData(),
            nature=self.nature.currentData(),
            typed_growth=self.typed_growth.isChecked(),
            pinned=self.pinned.isChecked(),
            months=read_months(self.months.text()),
            curve=read_curve(self.curve.text()),
        )
        return filled.beyond(self._before)
