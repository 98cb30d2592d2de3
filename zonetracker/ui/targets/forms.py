"""The forms of the target list: a new target, an adjustment within the year, an indicator's own properties."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QWidget

from zonetracker.model.changes import IndicatorChange
from zonetracker.model.checking.limits import curve_beyond, reason_beyond
from zonetracker.model.facts import Bound, Indicator, Nature, Polarity, Stated
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.typing import (
    range_text,
    read_level,
    read_number,
    read_rate,
    trouble_of,
    with_level,
    with_rate,
)
from zonetracker.words.facts import bound_word
from zonetracker.words.wording import figure, goal_words


class TargetForm(FormDialog):
    """A new target: an indicator by name (known ones are offered), level, growth, unit in charge."""

    def __init__(self, parent: QWidget | None, year: int, names: Sequence[str]) -> None:
        super().__init__(parent, tr("新增 {year} 年目标", year=year), tr("新增"))
        self.name = QLineEdit()
        completer = QCompleter(list(names), self.name)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.level = QLineEdit()
        self.level.setPlaceholderText(tr("如 80亿元、60家以上、8-8.5亿元，可空"))
        self.growth = QLineEdit()
        self.growth.setPlaceholderText(tr("如 8、8以上、下降3，可空"))
        self.responsible = QLineEdit()
        for label, field in (
            (tr("指标名称"), self.name),
            (tr("年度目标"), self.level),
            (tr("目标增速%"), self.growth),
            (tr("责任单位"), self.responsible),
        ):
            self.form.addRow(plain_label(label), field)
        self.check = self._trouble

    def _trouble(self) -> str:
        return trouble_of(self.stated) if self.name.text().strip() else tr("指标名称不能空着。")

    def stated(self) -> Stated:
        """The level and growth as typed. Raises Refusal."""
        return with_rate(with_level(Stated(), read_level(self.level.text())), read_rate(self.growth.text()))


class AdjustForm(FormDialog):
    """目标调整: the new figures, from which month, approved by which paper, and why."""

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
        self.check = self._trouble

    def _trouble(self) -> str:
        sentence = trouble_of(self.stated)
        if sentence:
            return sentence
        if self.stated() == self._before:
            return tr("新的目标和现在的一样，请改动数字。")
        if not self.paper.text().strip() or not self.reason.text().strip():
            return tr("依据文件和原因都要写上，以便日后核对。")
        return "" if reason_beyond(self.reason.text()) is None else tr("请用文字写明原因。")

    def stated(self) -> Stated:
        """The new figures. Raises Refusal."""
        level, rate = read_level(self.level.text()), read_rate(self.growth.text())
        bare = replace(self._before, bound=level.bound or Bound.EXACT, growth_bound=rate.bound or Bound.EXACT)
        return with_rate(with_level(bare, level), rate)


class IndicatorForm(FormDialog):
    """What holds for an indicator over all years: names, direction, nature, calendar, curve."""

    def __init__(self, parent: QWidget | None, indicator: Indicator) -> None:
        super().__init__(parent, tr("指标属性"), tr("确定"), tr("这些属性对所有年度都有效。"))
        self.name = QLineEdit(indicator.name)
        self.aliases = QLineEdit("、".join(indicator.aliases))
        self.unit = QLineEdit(indicator.unit or "")
        self.category = QLineEdit(indicator.category)
        self.polarity = QComboBox()
        for word, polarity in (
            (tr("正向（越高越好）"), Polarity.HIGHER),
            (tr("逆向（越低越好）"), Polarity.LOWER),
            (tr("区间"), Polarity.WITHIN),
        ):
            self.polarity.addItem(word, polarity)
        self.nature = QComboBox()
        self.nature.addItem(tr("累计型（全年累加，与序时进度比）"), Nature.FLOW)
        self.nature.addItem(tr("时点型（比率、存量、排名）"), Nature.LEVEL)
        self.polarity.setCurrentIndex(self.polarity.findData(indicator.polarity))
        self.nature.setCurrentIndex(self.nature.findData(indicator.nature))
        self.typed_growth = QCheckBox(tr("增速只填不算（用公布的可比价增速）"))
        self.typed_growth.setChecked(indicator.typed_growth)
        self.pinned = QCheckBox(tr("关注（在总览里显示仪表）"))
        self.pinned.setChecked(indicator.pinned)
        self.months = QLineEdit(",".join(str(month) for month in indicator.months))
        self.months.setPlaceholderText(tr("有数字的月份，如 3,6,9,12"))
        self.curve = QLineEdit(" ".join(figure(share) for share in indicator.curve))
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
        self.form.addRow("", self.typed_growth)
        self.form.addRow("", self.pinned)
        self.check = lambda: trouble_of(self.change)

    def change(self) -> IndicatorChange:
        """All fields as filled in. Raises Refusal."""
        name = self.name.text().strip()
        if not name:
            raise Refusal(RefusalCode.TYPED_NAME, tr("名称不能空着。"))
        aliases = [part.strip() for part in self.aliases.text().replace("，", "、").replace(",", "、").split("、")]
        return IndicatorChange(
            name=name,
            aliases=tuple(dict.fromkeys(alias for alias in aliases if alias and alias != name)),
            unit=self.unit.text().strip() or None,
            category=self.category.text().strip(),
            polarity=self.polarity.currentData(),
            nature=self.nature.currentData(),
            typed_growth=self.typed_growth.isChecked(),
            pinned=self.pinned.isChecked(),
            months=_months(self.months.text()),
            curve=_curve(self.curve.text()),
        )


def _months(text: str) -> tuple[int, ...]:
    parts = text.replace("，", ",").replace("、", ",").replace(" ", ",").split(",")
    numbers = [part for part in parts if part]
    if not numbers or not all(part.isdecimal() and 1 <= int(part) <= 12 for part in numbers):
        raise Refusal(RefusalCode.TYPED_MONTHS, tr("出数月份请写 1 到 12 的数字，用逗号分开，如 3,6,9,12。"))
    return tuple(sorted({int(part) for part in numbers}))


def _curve(text: str) -> tuple[Decimal, ...]:
    parts = text.replace("，", " ").replace("、", " ").replace(",", " ").split()
    if not parts:
        return ()
    shares = [read_number(part) for part in parts]
    rising = [share for share in shares if share is not None]
    if curve_beyond(tuple(rising)) is not None:
        raise Refusal(RefusalCode.TYPED_CURVE, tr("进度曲线要写 12 个逐月不减的累计百分数，最后一个是 100。"))
    return tuple(rising)
