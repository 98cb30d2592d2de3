"""基数核定: last year's figure as the bureau has settled it since, and what that changes, told while it is typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from zonetracker.model.changes import KEEP, ActualEntry
from zonetracker.model.rounding import shown
from zonetracker.services.bookkeeping.bases import BaseEffect, EffectOfBase, base_effects
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.targets.columns import TargetRow
from zonetracker.words.typed import Typed, exact, read_level
from zonetracker.words.wording import figure, one_line

_LINES = 5


class BaseForm(FormDialog):
    """The other figure, its paper and the reason; `effects` says what it changes."""

    reason: QLineEdit

    def __init__(self, parent: QWidget | None, ledger: Ledger, row: TargetRow) -> None:
        year, base = row.target.year - 1, row.baseline
        said = tr("还没有") if base is None or base.value is None else f"{figure(base.value)}{base.unit or ''}"
        intro = tr("“{name}”{year}年实绩：{said}", name=one_line(row.indicator.name), year=year, said=said)
        super().__init__(parent, tr("基数核定"), tr("核定"), intro)
        self._ledger, self._row = ledger, row
        self.value = QLineEdit()
        self.value.setPlaceholderText(tr("统计局核定后的全年数，如 54.8亿元"))
        self.value.textChanged.connect(lambda _: self._tell())
        self.paper = QLineEdit()
        self.paper.setPlaceholderText(tr("核定基数的文件名称和文号"))
        self.reason = QLineEdit()
        for label, field in ((tr("核定为"), self.value), (tr("依据文件"), self.paper), (tr("原因"), self.reason)):
            self.form.addRow(plain_label(label), field)
        self.effects = plain_label(wrap=True, tone="muted")
        self.effects.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.effects.setMinimumHeight(_LINES * self.fontMetrics().lineSpacing())  # what is typed moves no button
        self.form.addRow(self.effects)
        self._tell()

    def filled(self) -> tuple[ActualEntry, str, str]:
        """The entry, the paper and the reason. Raises Refusal."""
        typed = self._typed()
        target = self._row.target
        unit = typed.unit or self._row.unit or KEEP
        entry = ActualEntry(target.indicator_id, target.year - 1, 12, typed.value, unit)
        return entry, self.paper.text().strip(), self.reason.text().strip()

    def _typed(self) -> Typed:
        return exact(read_level(self.value.text()))

    def _tell(self) -> None:
        self.effects.setText("\n".join(self._told()))

    def _told(self) -> list[str]:
        """What the typed figure changes; nothing while it is none."""
        try:
            typed = self._typed()
        except Refusal:
            return []
        if typed.value is None:
            return [tr("填上核定数，这里说明它带来的变化。")]
        unit = self._row.unit
        effects = base_effects(self._ledger, self._row.target, unit, typed.value, typed.unit or unit)
        return [_words(effect, self._row) for effect in effects] or [tr("没有随它变化的数。")]


def _words(one: EffectOfBase, row: TargetRow) -> str:
    year, unit = row.target.year, "%"
    said = {
        BaseEffect.OWN_GROWTH: tr("{year}年同比", year=year - 1),
        BaseEffect.BACK_CHECK: tr("{year}年目标按上年数算的增速", year=year),
        BaseEffect.IMPLIED_LEVEL: tr("{year}年目标增速推算的全年数", year=year),
        BaseEffect.GROWTH_SINCE: tr("{year}年全年同比", year=year),
    }
    if one.effect is BaseEffect.IMPLIED_LEVEL:
        unit = row.unit
    before, after = (tr("无") if side is None else f"{shown(side, 2)}{unit}" for side in (one.before, one.after))
    return tr("{what}：由 {before} 变为 {after}", what=said[one.effect], before=before, after=after)
