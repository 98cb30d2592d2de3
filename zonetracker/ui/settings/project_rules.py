"""By what projects are judged: as targets are, or by a rule set of their own that the office picks and edits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit

from zonetracker.model.checking.limits import MOST_DAYS
from zonetracker.model.milestones.grades import RED_YELLOW_GREEN, ProjectRules, project_rules, project_rules_data
from zonetracker.services.overview import project_rules_of, rules_of
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.words.typed import read_number
from zonetracker.words.wording import figure, one_line


class ProjectRulesFields:
    """Rows of a form; each change is stored at once, and `then` shows all of it anew."""

    def __init__(self, desk: Desk, then: Callable[[], object]) -> None:
        self._desk, self._then = desk, then
        self.name = QComboBox()
        self.name.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.name.activated.connect(lambda place: self._choose(place))
        self.late = QLineEdit()
        self.late.editingFinished.connect(lambda: self._typed(self.late, self._with_late))
        self.start_late = QLineEdit()
        self.start_late.setPlaceholderText(tr("空着：按节点自己的天数"))
        self.start_late.editingFinished.connect(lambda: self._typed(self.start_late, self._with_start))
        self.made_good = QCheckBox(tr("逾期后补上的，在没有按时完成的那个月仍为黄"))
        self.made_good.clicked.connect(lambda on: self._keep(replace(self._rules(), made_good=on)))

    def add_to(self, form: QFormLayout) -> None:
        """Add the rows to a form."""
        form.addRow(plain_label(tr("项目的评价规则")), self.name)
        form.addRow(plain_label(tr("项目滞后：低于序时进度达到（百分点）")), self.late)
        form.addRow(plain_label(tr("项目开工逾期多少天起为滞后")), self.start_late)
        form.addRow(plain_label(tr("项目节点")), self.made_good)

    def show(self) -> None:
        """Show what the workbook keeps."""
        ledger, rules = self._desk.ledger, self._rules()
        office = rules_of(ledger).name
        names = list(dict.fromkeys([office, RED_YELLOW_GREEN, rules.rules.name]))
        self.name.clear()
        for name in names:
            words = tr("与目标相同（{name}）", name=one_line(name)) if name == office else one_line(name)
            self.name.addItem(words, name)
        self.name.setCurrentIndex(names.index(rules.rules.name))
        own = rules.rules.name != office
        self.late.setText(figure(abs(rules.rules.late)))
        self.start_late.setText("" if rules.start_late is None else str(rules.start_late))
        self.made_good.setChecked(rules.made_good)
        for part in (self.name, self.made_good, self.late, self.start_late):
            part.setEnabled(not ledger.read_only and (own or part in (self.name, self.made_good)))

    def _rules(self) -> ProjectRules:
        return project_rules_of(self._desk.ledger)

    def _choose(self, place: int) -> None:
        """Another rule set, with its usual edges."""
        name, before = self.name.itemData(place), self._rules()
        if name != before.rules.name:
            fresh = project_rules({"name": name}, rules_of(self._desk.ledger))
            self._keep(replace(fresh, made_good=before.made_good))

    def _typed(self, field: QLineEdit, change: Callable[[str], ProjectRules]) -> None:
        if not field.isModified():
            return
        field.setModified(False)
        try:
            self._keep(change(field.text()))
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            self._then()

    def _with_late(self, text: str) -> ProjectRules:
        rules, number = self._rules(), read_number(text)
        return rules if number is None else replace(rules, rules=replace(rules.rules, late=-abs(number)))

    def _with_start(self, text: str) -> ProjectRules:
        number = read_number(text)
        if number is not None and (number != number.to_integral_value() or not 0 <= number <= MOST_DAYS):
            said = tr("天数应是 0 至 {most} 的整数。", most=MOST_DAYS)
            raise Refusal(RefusalCode.TYPED_FIGURE, said)
        return replace(self._rules(), start_late=None if number is None else int(number))

    def _keep(self, rules: ProjectRules) -> None:
        ledger = self._desk.ledger
        if rules != self._rules():
            self._desk.write(lambda: ledger.set_settings(project_rules=project_rules_data(rules)))
        self._then()
