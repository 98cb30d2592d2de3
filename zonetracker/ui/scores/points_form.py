"""The forms of points: what is given or taken by hand, and why automatic entries do not count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonetracker.model.changes import PointsChange
from zonetracker.model.facts import Department, Points, PointsKind
from zonetracker.model.points.rules import PointsRule
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.scores.points import points_kind_words
from zonetracker.words.typed import read_deadline, read_number
from zonetracker.words.wording import one_line

_KINDS = (PointsKind.BONUS, PointsKind.DEDUCTION)


class PointsForm(FormDialog):
    """Points as they stand in `points`, new or to be changed; `ready` are matters of which one fills in its points.

    `made` is what stands in the form.
    """

    def __init__(
        self,
        parent: QWidget | None,
        departments: Sequence[Department],
        points: Points,
        ready: Sequence[PointsRule] = (),
    ) -> None:
        title = tr("修改记分") if points.id else tr("记分")
        super().__init__(parent, title, tr("保存") if points.id else tr("记分"))
        self._points, self._departments, self._ready = points, departments, ready
        self.unit = QComboBox()
        self.unit.addItems([one_line(one.name) for one in departments])
        self.unit.setCurrentIndex(next((at for at, one in enumerate(departments) if one.id == points.department_id), 0))
        self.why = QLineEdit(points.reason)
        self.matter = QComboBox()
        self.matter.addItem(tr("自己写"))
        self.matter.addItems([rule.name for rule in ready])
        self.matter.activated.connect(self._fill_in)
        self.kind = QComboBox()
        self.kind.addItems([points_kind_words()[kind] for kind in _KINDS])
        self.kind.setCurrentIndex(_KINDS.index(points.kind))
        self.amount = QLineEdit("" if points.amount is None else str(points.amount))
        self.amount.setPlaceholderText(tr("如 2、0.5"))
        self.month = QComboBox()
        self.month.addItems([tr("{month}月", month=month) for month in range(1, 13)])
        self.month.setCurrentIndex(points.month - 1)
        self.day = QLineEdit(points.day)
        self.paper = QLineEdit(points.paper_no)
        self.paper.setPlaceholderText(tr("如 云督〔2023〕4号"))
        for words, field in (
            (tr("单位"), self.unit),
            (tr("常用事由"), self.matter),
            (tr("事由"), self.why),
            (tr("加减"), self.kind),
            (tr("分值"), self.amount),
            (tr("记入月份"), self.month),
            (tr("日期"), self.day),
            (tr("依据文号"), self.paper),
        ):
            self.form.addRow(plain_label(words), field)
        self.form.setRowVisible(self.matter, bool(ready))

    def _fill_in(self, place: int) -> None:
        """A matter of the rules brings its words and its points; both may be changed."""
        if place > 0:
            rule = self._ready[place - 1]
            self.why.setText(rule.name)
            self.kind.setCurrentIndex(_KINDS.index(PointsKind.DEDUCTION if rule.points < 0 else PointsKind.BONUS))
            self.amount.setText(str(abs(rule.points)) if rule.points else "")

    def made(self) -> Points:
        """What is given or taken. Raises Refusal for what can't be read."""
        return replace(
            self._points,
            department_id=self._departments[self.unit.currentIndex()].id,
            kind=_KINDS[self.kind.currentIndex()],
            month=self.month.currentIndex() + 1,
            day=read_deadline(self.day.text()) or "",
            amount=read_number(self.amount.text()),
            reason=self.why.text().strip(),
            paper_no=self.paper.text().strip(),
        )

    def change(self) -> PointsChange:
        """The same as what it changes of the points that stand."""
        made = self.made()
        return PointsChange(
            department_id=made.department_id,
            kind=made.kind,
            month=made.month,
            day=made.day,
            amount=made.amount,
            reason=made.reason,
            paper_no=made.paper_no,
        )


class WaiverForm(FormDialog):
    """Why the entries that `about` names do not count."""

    def __init__(self, parent: QWidget | None, about: str) -> None:
        super().__init__(parent, tr("免责"), tr("免责"), about)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("如 因汛期停工，已报备"))
        self.form.addRow(plain_label(tr("免责原因")), self.words)
        said = tr("这几条仍列在台账里，划去，不计分；再按 Del 恢复计分。")
        self.form.addRow(plain_label(), plain_label(said, wrap=True, tone="muted"))
