"""The forms of the list: a milestone with all its fields, and what its unit files for a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from zonetracker.model.changes import FilingChange, MilestoneChange
from zonetracker.model.facts import Cycle, Filing, Milestone
from zonetracker.model.milestones.checklists import Checklist, checklist_named
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.completing import NamesLine
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.milestones.following import cycle_words
from zonetracker.words.typed import exact, read_deadline, read_money
from zonetracker.words.wording import figure, one_line

_LINES = 3


class MilestoneForm(FormDialog):
    """A new milestone, or one with all its fields; a list that is chosen settles how it is followed."""

    def __init__(
        self,
        parent: QWidget | None,
        lists: Mapping[str, Checklist],
        templates: Sequence[str],
        units: Sequence[str],
        milestone: Milestone | None = None,
        checklist: str = "",
    ) -> None:
        new = milestone is None
        super().__init__(parent, tr("新增事项") if new else tr("事项的各项内容"), tr("新增") if new else tr("确定"))
        self._lists = lists
        known = milestone or Milestone(0, 0, "", checklist=checklist)
        self.name = QLineEdit(known.name)
        self.checklist = QComboBox()
        self.checklist.setEditable(True)
        self.checklist.addItems(["", *lists])
        self.checklist.setCurrentText(known.checklist)
        self.deadline = QLineEdit(known.deadline or "")
        self.deadline.setPlaceholderText(tr("如 2023-06-30、2023年6月，可空"))
        self.responsible = NamesLine(units)
        self.responsible.setText(known.responsible)
        self.responsible.setPlaceholderText(tr("牵头的写在最前面，如 甲局；配合：乙局、丙局"))
        self.leader = QLineEdit(known.leader)
        self.requirement = QLineEdit(known.requirement)
        self.code = QLineEdit(known.code)
        self.received_on = QLineEdit(known.received_on or "")
        self.received_on.setPlaceholderText(tr("如 2023-04-26，可空"))
        self.signoff = QCheckBox(tr("须申请、审核通过才算销号"))
        self.signoff.setChecked(known.signoff)
        self.cycle = QComboBox()
        for cycle, word in cycle_words().items():
            self.cycle.addItem(word, cycle)
        self.cycle.setCurrentIndex(self.cycle.findData(known.cycle))
        self.template = QComboBox()
        self.template.addItem(tr("（不用）"), "")
        for name in dict.fromkeys([*templates, *([known.template] if known.template else [])]):
            self.template.addItem(one_line(name), name)
        self.template.setCurrentIndex(max(0, self.template.findData(known.template)))
        self.note = QLineEdit(known.note)
        self._before = known
        for label, field in self._rows():
            self.form.addRow(plain_label(label), field)
        self.form.addRow("", self.signoff)
        if new:
            self._settle(self.checklist.currentText())
        self.checklist.currentTextChanged.connect(self._settle)

    def _rows(self) -> list[tuple[str, QWidget]]:
        return [
            (tr("事项"), self.name),
            (tr("时限"), self.deadline),
            (tr("责任单位"), self.responsible),
            (tr("清单"), self.checklist),
            (tr("责任领导"), self.leader),
            (tr("目标要求"), self.requirement),
            (tr("编号"), self.code),
            (tr("交办日期"), self.received_on),
            (tr("节点模板"), self.template),
            (tr("报送"), self.cycle),
            (tr("备注"), self.note),
        ]

    def _settle(self, name: str) -> None:
        """A list that the office has settled says how its milestones are followed."""
        if name.strip() not in self._lists:
            return
        chosen = checklist_named(self._lists, name.strip())
        self.signoff.setChecked(chosen.signoff)
        self.cycle.setCurrentIndex(self.cycle.findData(chosen.cycle))
        self.template.setCurrentIndex(max(0, self.template.findData(chosen.template)))

    def filled(self) -> tuple[str, MilestoneChange]:
        """The name, and what else differs from before. Raises Refusal."""
        cycle: Cycle = self.cycle.currentData()
        said = {
            "deadline": read_deadline(self.deadline.text()),
            "responsible": self.responsible.text().strip(),
            "checklist": self.checklist.currentText().strip(),
            "leader": self.leader.text().strip(),
            "requirement": self.requirement.text().strip(),
            "code": self.code.text().strip(),
            "received_on": read_deadline(self.received_on.text()),
            "signoff": self.signoff.isChecked(),
            "cycle": cycle,
            "template": self.template.currentData(),
            "note": self.note.text().strip(),
        }
        changed = {field: value for field, value in said.items() if value != getattr(self._before, field)}
        return self.name.text().strip(), MilestoneChange(**changed)


class FilingForm(FormDialog):
    """报送: what the unit files on a milestone for a month; that of a project takes its sum too.

    `noted` is the day that the ledger notes for what is new where none is said.
    """

    def __init__(
        self,
        parent: QWidget | None,
        about: str,
        month: int,
        filing: Filing | None,
        money: str | None,
        noted: str | None,
    ) -> None:
        super().__init__(parent, tr("{month}月报送", month=month), tr("填入"), about)
        self._before = filing
        self._money = money
        self.progress, self.problem, self.next_step = (QPlainTextEdit() for _ in range(3))
        texts = ("", "", "") if filing is None else (filing.progress, filing.problem, filing.next_step)
        for words, text in zip((self.progress, self.problem, self.next_step), texts, strict=True):
            words.setPlainText(text)
            words.setTabChangesFocus(True)
            words.setFixedHeight(_LINES * words.fontMetrics().lineSpacing() + 12)
        self.value = QLineEdit()
        if filing is not None and filing.value is not None:
            self.value.setText(figure(filing.value) + (filing.unit or ""))
        self.value.setPlaceholderText(tr("自1月起累计，如 12600万元"))
        self.reported_on = QLineEdit((filing.reported_on if filing is not None else None) or "")
        self.reported_on.setPlaceholderText(tr("不填为今天") if filing is None and noted else tr("可空"))
        rows: list[tuple[str, QWidget]] = [(tr("本月进展"), self.progress)]
        rows += [(tr("存在问题"), self.problem), (tr("下步措施"), self.next_step)]
        if money is not None:
            rows.append((tr("累计完成投资"), self.value))
        for label, field in (*rows, (tr("报送日期"), self.reported_on)):
            self.form.addRow(plain_label(label), field)

    def filled(self) -> FilingChange:
        """What is filed. Raises Refusal."""
        said: dict[str, object] = {
            "progress": self.progress.toPlainText().strip(),
            "problem": self.problem.toPlainText().strip(),
            "next_step": self.next_step.toPlainText().strip(),
        }
        if self._money is not None:
            typed = exact(read_money(self.value.text()))
            said |= {"value": typed.value, "unit": (typed.unit or self._money) if typed.value is not None else None}
        day = read_deadline(self.reported_on.text())
        if day is not None:
            said["reported_on"] = day
        return FilingChange(**said)  # type: ignore[arg-type]
