"""The before/after list of a bureau's sheet: what each line means, what it would change, and a way to set it right."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Indicator
from zonetracker.services.sheets import PlanRow, SheetLine, SheetPlan, SheetRead, apply, plan, refuse_other_month
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.typing import trouble_of
from zonetracker.words.findings import say_finding
from zonetracker.words.wording import figure, one_line

_SHOWN_FIRST = 3
_MAPPING = "names"


class SheetDialog(FormDialog):
    """Lists what a sheet would do in one month; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, read: SheetRead) -> None:
        super().__init__(parent, tr("导入报表：{name}", name=read.name), tr("填入"))
        self._desk = desk
        self._read = read
        self._indicators = {indicator.name: indicator for indicator in desk.ledger.indicators()}
        self._chosen = self._remembered()
        self.resize(1080, 600)
        self.month = QComboBox()
        self.month.addItems([tr("{year} 年 1-{month} 月", year=desk.year, month=number) for number in range(1, 13)])
        self.month.setCurrentIndex((read.month or desk.month) - 1)
        self.month.currentIndexChanged.connect(lambda _: self._show())
        self.form.addRow(plain_label(tr("填到")), self.month)
        self.count = plain_label(wrap=True)
        self.model = RecordTableModel(self._columns(), key=lambda row: row.line)
        self.table = RecordTable(self.model)
        self.table.removed.connect(self._leave_out)
        self.table.entered.connect(lambda _: self.table.edit_field("indicator"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("有需要核对的数字时，请写明原因"))
        self.reason_label = plain_label(tr("原因"))
        self.body.insertWidget(1, self.count)
        self.body.insertWidget(2, self.table, 1)
        self.form.addRow(self.reason_label, self.reason)
        self.table.setTabKeyNavigation(False)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.answer.click)
        hint = tr("F2 改“归入指标”　Del 不导入这一行　Ctrl+Enter 填入")
        self.buttons.insertWidget(0, plain_label(hint, tone="muted"))
        self.check = self._trouble
        self.plan: SheetPlan = self._planned()
        self._show()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remembered(self) -> dict[str, int]:
        kept = self._desk.ledger.sheet_mappings().get(_MAPPING, {}).get("names", {})
        known = {indicator.id for indicator in self._indicators.values()}
        if not isinstance(kept, dict):
            return {}
        return {str(name): one for name, one in kept.items() if isinstance(one, int) and one in known}

    def _planned(self) -> SheetPlan:
        return plan(self._desk.ledger, self._read, self._desk.year, self.month.currentIndex() + 1, self._chosen)

    def _show(self) -> None:
        self.plan = self._planned()
        order = sorted(self.plan.rows, key=lambda row: (not row.problem, row.indicator is not None))
        self.model.show_records(order)
        changes, unknown, problems = len(self.plan.entries), len(self.plan.unknown), len(self.plan.problems)
        words = [tr("将填入 {count} 项", count=changes)]
        if unknown:
            words.append(tr("{count} 行没有对上指标，不会导入", count=unknown))
        if problems:
            words.append(tr("{count} 行有错，改正或按 Del 去掉后才能填入", count=problems))
        first = self.plan.problems[0].problem if problems else ""
        other = trouble_of(lambda: refuse_other_month(self._read, self.plan.year, self.plan.month))
        self.count.setText("\n".join(line for line in ("；".join(words) + "。", first, other) if line))
        self.reason.setVisible(self.plan.asks)
        self.reason_label.setVisible(self.plan.asks)
        self.answer.setEnabled(changes > 0 and not problems)

    def _trouble(self) -> str:
        unanswered = self.plan.asks and not self.reason.text().strip()
        return tr("有需要核对的数字，请用文字写明原因。") if unanswered else ""

    def enter(self, reason: str) -> Changed:
        """Enter the figures; what a check asks is answered in the dialog, or by `reason`."""
        return apply(self._desk.ledger, self.plan, reason or (self.reason.text().strip() if self.plan.asks else ""))

    def entered(self) -> None:
        """Remember the names that the clerk matched, and show the month."""
        ledger, planned = self._desk.ledger, self.plan
        if self._chosen != self._remembered():
            self._desk.write(lambda: ledger.keep_sheet_mapping(_MAPPING, {"names": self._chosen}))
        month = self.month.currentIndex() + 1
        self._desk.choose_period(self._desk.year, month)
        self._desk.tell(tr("从“{name}”填入 {count} 项。", name=planned.sheet, count=len(planned.entries)))

    def _leave_out(self, rows: list[PlanRow]) -> None:
        gone: set[SheetLine] = {row.line for row in rows}
        self._read = replace(self._read, lines=tuple(line for line in self._read.lines if line not in gone))
        self._show()

    def _choose(self, row: PlanRow, name: str) -> bool:
        indicator = self._indicators.get(name)
        if indicator is None:
            self._chosen.pop(row.line.name, None)
        else:
            self._chosen[row.line.name] = indicator.id
        self._show()
        return True

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), _state, width=9),
            TableColumn("line", tr("表中名称"), lambda row: one_line(row.line.name), width=24),
            TableColumn(
                "indicator",
                tr("归入指标"),
                lambda row: row.indicator.name if row.indicator else _likely(row.likely),
                start=lambda row: row.indicator.name if row.indicator else "",
                edit=self._choose,
                choices=("", *sorted(self._indicators)),
                colour=lambda row: None if row.indicator else "muted",
                width=24,
            ),
            TableColumn("before", tr("原有"), _before, numeric=True, width=12, colour=lambda _: "muted"),
            TableColumn("after", tr("填入"), _after, numeric=True, width=14, bold=lambda row: not row.unchanged),
            TableColumn("growth", tr("同比%"), _growth, numeric=True, width=8),
            TableColumn("said", tr("说明"), _said, fills=True),
        ]


def _likely(indicators: tuple[Indicator, ...]) -> str:
    names = "、".join(indicator.name for indicator in indicators[:_SHOWN_FIRST])
    return tr("也许是：{names}", names=names) if names else tr("（没有对上）")


def _state(row: PlanRow) -> State:
    if row.problem:
        return State(tr("有错"), "sign-cross", "fails")
    if row.indicator is None:
        return State(tr("不导入"), "sign-dots", "muted")
    if row.unchanged:
        return State(tr("未变"), "sign-equals", "muted")
    if row.asks:
        return State(tr("核对"), "sign-bang", "look")
    return State(tr("填入") if row.before is None else tr("更新"), "sign-check", "sure")


def _before(row: PlanRow) -> str:
    if row.before is None or row.before.value is None:
        return ""
    return figure(row.before.value) + (row.before.unit or "")


def _after(row: PlanRow) -> str:
    if row.after is None or row.after.value is None:
        return row.line.value if row.after is None else ""
    return figure(row.after.value) + (row.after.unit or "")


def _growth(row: PlanRow) -> str:
    return "" if row.after is None or row.after.growth is None else figure(row.after.growth)


def _said(row: PlanRow) -> str:
    return row.problem or "；".join(say_finding(finding) for finding in row.findings)
