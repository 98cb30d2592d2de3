"""What an office settles of reporting: by which day, whether that moves to a working day, and how it chases."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from zonetracker.model.duties.chasing import CHASE_PLACES
from zonetracker.services.units.reporting import ReportingRules
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, lettered, plain_label
from zonetracker.words.duties.reporting import usual_chase
from zonetracker.words.typed import read_number

_DEFAULT_KEY = "D"
_LINES = 8


class ReportingRulesForm(FormDialog):
    """The day, the move, the words; `rules` is what stands in the form."""

    def __init__(self, parent: QWidget | None, rules: ReportingRules) -> None:
        super().__init__(parent, tr("报送和催报的约定"), tr("保存"))
        self.setMinimumWidth(620)
        self.day = QLineEdit(str(rules.due_day))
        self.day.setMaximumWidth(80)
        self.moves = QCheckBox(tr("遇休息日顺延到下一个工作日"))
        self.moves.setChecked(rules.next_working_day)
        self.words = QPlainTextEdit(rules.words or usual_chase())
        self.words.setTabChangesFocus(True)
        self.words.setAccessibleName(tr("催报的话"))
        self.words.setMinimumHeight(_LINES * self.words.fontMetrics().lineSpacing())
        usual = QPushButton(lettered(tr("恢复默认的话"), _DEFAULT_KEY))
        usual.setAutoDefault(False)
        usual.clicked.connect(lambda: self.words.setPlainText(usual_chase()))
        places = "、".join(f"{{{place}}}" for place in CHASE_PLACES)
        told = tr(
            "可用的占位符：{places}。{{清单}}是还缺的各项，{{第几次}}从第二次催报起写“这是第2次催报”，"
            "{{通报}}从第三次起写“按规定列入通报”。",
            places=places,
        )
        self.form.addRow(plain_label(tr("次月几日前报")), self.day)
        self.form.addRow(plain_label(), self.moves)
        self.form.addRow(plain_label(tr("催报的话")), self.words)
        self.form.addRow(plain_label(), plain_label(told, wrap=True, tone="muted"))
        self.form.addRow(plain_label(), usual)

    def rules(self) -> ReportingRules:
        """What was typed; a day that is no whole number is none of the month, which the ledger says."""
        day = read_number(self.day.text())
        whole = int(day) if day is not None and day == day.to_integral_value() else 0
        return ReportingRules(whole, self.moves.isChecked(), self.words.toPlainText())
