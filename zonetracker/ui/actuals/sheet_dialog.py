"""The before/after list of a bureau's sheet: what each line means, what it would change, and a way to set it right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.facts import Indicator
from zonetracker.model.planning import Decision, PlanDoubt
from zonetracker.services.sheets import Choices, PlanRow, SheetPlan, SheetRead, apply, likely_month, plan
from zonetracker.services.sheets.telling import why
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel, State, TableColumn, state_column
from zonetracker.words.planning import decision_word
from zonetracker.words.wording import figure, one_line

_SHOWN_FIRST = 3
_MAPPING = "names"
_ORDER = (
    Decision.ASKED,
    Decision.CHANGED,
    Decision.NEW,
    Decision.SAME,
    Decision.UNKNOWN,
    Decision.LEFT,
)
_SIGNS = {
    Decision.NEW: ("sign-check", "sure"),
    Decision.CHANGED: ("sign-check", "sure"),
    Decision.SAME: ("sign-equals", "muted"),
    Decision.ASKED: ("sign-bang", "look"),
    Decision.UNKNOWN: ("sign-dots", "muted"),
    Decision.LEFT: ("sign-dots", "muted"),
}


class SheetDialog(FormDialog):
    """Lists what a sheet would do in one month; `enter` does it as one step of undo."""

    def __init__(self, parent: QWidget | None, desk: Desk, read: SheetRead) -> None:
        super().__init__(parent, tr("导入报表：{name}", name=read.name), tr("填入"))
        self._desk = desk
        self._read = read
        self._indicators = {indicator.name: indicator for indicator in desk.ledger.indicators()}
        self._chosen = self._remembered()
        self._accepted: frozenset[str] = frozenset()
        self._dropped: frozenset[str] = frozenset()
        self.resize(1080, 600)
        self.month = QComboBox()
        self.month.addItems([tr("{year} 年 1-{month} 月", year=desk.year, month=number) for number in range(1, 13)])
        self.month.setCurrentIndex((likely_month(read)[1] or desk.month) - 1)
        self.month.currentIndexChanged.connect(lambda _: self._show())
        self.form.addRow(plain_label(tr("填到")), self.month)
        self.count = plain_label(wrap=True)
        self.model = RecordTableModel(self._columns(), key=lambda row: row.place)
        self.table = RecordTable(self.model)
        self.table.removed.connect(self._leave_out)
        self.table.entered.connect(self._take)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("有需要核对的数字时，请写明原因"))
        self.reason_label = plain_label(tr("原因"))
        self.body.insertWidget(1, self.count)
        self.body.insertWidget(2, self.table, 1)
        self.form.addRow(self.reason_label, self.reason)
        self.table.setTabKeyNavigation(False)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(key), self, self.answer.click)
        hint = tr("回车 照填待核对的　F2 改“归入指标”　Del 不导入这一行　Ctrl+Enter 填入")
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
        choices = Choices(names=self._chosen, accepted=self._accepted, dropped=self._dropped)
        return plan(self._desk.ledger, self._read, self._desk.year, self.month.currentIndex() + 1, choices)

    def _show(self) -> None:
        self.plan = self._planned()
        self.model.show_records(sorted(self.plan.rows, key=lambda row: _ORDER.index(row.decision)))
        count = {decision: len(self.plan.decided(decision)) for decision in Decision}
        words = [tr("将填入 {count} 项", count=len(self.plan.entries))]
        if count[Decision.ASKED]:
            words.append(tr("{count} 项待核对，没有照填的不会导入", count=count[Decision.ASKED]))
        if count[Decision.UNKNOWN]:
            words.append(tr("{count} 行没有对上指标，不会导入", count=count[Decision.UNKNOWN]))
        self.count.setText("；".join(words) + "。")
        asks = self._needs_reason()
        self.reason.setVisible(asks)
        self.reason_label.setVisible(asks)
        self.answer.setEnabled(bool(self.plan.entries))

    def _needs_reason(self) -> bool:
        return any(row.needs_reason for row in self.plan.rows if row.decision.entered)

    def _trouble(self) -> str:
        unanswered = self._needs_reason() and not self.reason.text().strip()
        return tr("有需要核对的数字，请用文字写明原因。") if unanswered else ""

    def enter(self, reason: str) -> Changed:
        """Enter the figures; what a check asks is answered in the dialog, or by `reason`."""
        own = self.reason.text().strip() if self._needs_reason() else ""
        return apply(self._desk.ledger, self.plan, reason or own)

    def entered(self) -> None:
        """Remember the names that the clerk matched, and show the month."""
        ledger, planned = self._desk.ledger, self.plan
        if self._chosen != self._remembered():
            self._desk.write(lambda: ledger.keep_sheet_mapping(_MAPPING, {"names": self._chosen}))
        month = self.month.currentIndex() + 1
        self._desk.choose_period(self._desk.year, month)
        self._desk.tell(tr("从“{name}”填入 {count} 项。", name=planned.sheet, count=len(planned.entries)))

    def _leave_out(self, rows: list[PlanRow]) -> None:
        self._dropped |= {row.place for row in rows}
        self._show()

    def _take(self, row: PlanRow) -> None:
        """Enter: a row that is asked about is taken as it is; one that is not known is given an indicator."""
        if row.indicator is None:
            self.table.edit_field("indicator")
            return
        if any(doubt.code is PlanDoubt.NAME_LIKELY for doubt in row.doubts) and row.name not in self._chosen:
            self._chosen[row.name] = row.indicator.id
            self._show()
            return
        self._accepted ^= {row.place}
        self._show()

    def _choose(self, row: PlanRow, name: str) -> bool:
        indicator = self._indicators.get(name)
        if indicator is None:
            self._chosen.pop(row.name, None)
        else:
            self._chosen[row.name] = indicator.id
        self._show()
        return True

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), _state, width=9),
            TableColumn("line", tr("表中名称"), lambda row: one_line(row.name), width=24),
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
            TableColumn("after", tr("填入"), _after, numeric=True, width=14, bold=lambda row: row.decision.entered),
            TableColumn("growth", tr("同比%"), _growth, numeric=True, width=8),
            TableColumn("said", tr("说明"), _said, fills=True),
        ]


def _likely(indicators: tuple[Indicator, ...]) -> str:
    names = "、".join(indicator.name for indicator in indicators[:_SHOWN_FIRST])
    return tr("也许是：{names}", names=names) if names else tr("（没有对上）")


def _state(row: PlanRow) -> State:
    sign, tone = _SIGNS[row.decision]
    return State(decision_word(row.decision), sign, tone)


def _before(row: PlanRow) -> str:
    if row.before is None or row.before.value is None:
        return ""
    return figure(row.before.value) + (row.before.unit or "")


def _after(row: PlanRow) -> str:
    if row.after is None or row.after.value is None:
        return row.offer.figure.value if row.after is None else ""
    return figure(row.after.value) + (row.after.unit or "")


def _growth(row: PlanRow) -> str:
    return "" if row.after is None or row.after.growth is None else figure(row.after.growth)


def _said(row: PlanRow) -> str:
    return why(row)
