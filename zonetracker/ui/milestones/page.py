"""事项: named items of the year with their dates; those overdue come first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Milestone, TaskKind
from zonetracker.model.milestones.states import MilestoneStanding, MilestoneState, as_of, milestone_standing
from zonetracker.services.overview import milestones_in_turn
from zonetracker.services.units.roster import offered_units
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.completing import NamesLine
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, history_command, source_command
from zonetracker.ui.parts.table.model import RecordTableModel, State, TableColumn, state_column
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.standing import days_words, state_word
from zonetracker.words.typed import read_deadline
from zonetracker.words.wording import one_line


class MilestonesPage(Page):
    """The list, edited in place; done is a date."""

    key = "milestones"
    tables = frozenset({"milestone", "node", "action", "filing", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("事项"))
        self._problems: dict[int, str] = {}
        self._standings: dict[int, MilestoneStanding] = {}
        self.model = RecordTableModel(self._columns(), key=lambda item: item.id)
        self.model.period = lambda: tr("{year}年", year=desk.year)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.entered.connect(self._toggle)
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(
                tr("填办结日期，或取消办结"), lambda: self._toggle(self.table.record()), "Enter", self._writable
            ),
            TableCommand(tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", self._writable),
            history_command(desk, "milestone", lambda: self._of_current("id")),
            source_command(desk, lambda: self._of_current("row_id")),
        ]
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.search.searches(self.table.sorting)
        self.buttons.addWidget(self.search)
        self.add = self.add_button(tr("新增事项"), self._ask_new, main=True, drawing="add")
        empty = EmptyState(
            tr("这一年还没有重点事项"),
            tr("在报告页核对时确认“事项”一类的行，就会列到这里；也可以用右上角的“新增事项”自己写。"),
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(self.table)
        self.pile.addWidget(empty)
        self.body.addWidget(self.pile, 1)

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        ledger = self.desk.ledger
        day = self._day()
        listed = milestones_in_turn(ledger, self.desk.year, self.desk.month, day)
        items, self._standings = [item for item, _ in listed], {item.id: standing for item, standing in listed}
        filings = ledger.filings(self.desk.year, self.desk.month)
        self._problems = {one.task_id: one.problem for one in filings if one.task is TaskKind.MILESTONE}
        self.model.read_only = ledger.read_only
        self.add.setEnabled(not ledger.read_only)
        self.model.show_records(items)
        self.pile.setCurrentIndex(0 if items else 1)
        self.line.setText(self._counted(day))

    def _counted(self, day: date) -> str:
        states = [standing.state for standing in self._standings.values()]
        counts = [
            (state, states.count(state))
            for state in (MilestoneState.DONE, MilestoneState.OVERDUE, MilestoneState.DUE_SOON)
        ]
        told = [f"{state_word(state)} {count}" for state, count in counts if count or state is not counts[-1][0]]
        upto = tr("截至{year}年{month}月{day}日", year=day.year, month=day.month, day=day.day)
        return " · ".join([upto, tr("共 {all} 项", all=len(states)), *told])

    def show_item(self, item: object) -> None:
        """Go to a milestone by its id, in its year."""
        if isinstance(item, int):
            self.desk.choose_period(self.desk.ledger.milestone(item).year, self.desk.month)
            self.search.clear()
            self.table.go_to(item)

    def areas(self) -> list[QWidget]:
        """F6."""
        return [self.table, self.search, self.add]

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def help_text(self) -> str:
        """F1."""
        return tr(
            "事项：看得见、可销号的重点事项（开工、竣工、获批等）。\n\n"
            "Enter  填办结日期；已办结的，取消办结\n"
            "F2  改这一格　Tab  下一个可改的格\n"
            "Del  删除所选\n"
            "Ctrl+F  查找\n"
            "日期可写到日、月或年：2023-06-30、2023年6月、2023。\n"
            "状态和剩余天数按所选月份的月底算（当月还没过完的，按今天算），与通报一致；"
            "时限的次日起算逾期，逾期最久的排在最前面，7天以内到期的标“即将到期”。"
        )

    def _writable(self) -> bool:
        return not self.desk.ledger.read_only

    def _of_current(self, part: str) -> int | None:
        number: int | None = getattr(self.table.record(), part, None)
        return number

    def _day(self) -> date:
        return as_of(self.desk.year, self.desk.month, self.desk.today())

    def _standing(self, item: Milestone) -> MilestoneStanding:
        return self._standings.get(item.id) or milestone_standing(item, self._day())

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("state", tr("状态"), lambda item: _shown(self._standing(item).state), width=12),
            TableColumn("name", tr("事项"), lambda item: item.name, edit=self._rename, width=30, fills=True),
            TableColumn("deadline", tr("时限"), lambda item: item.deadline or "", edit=self._edit_deadline, width=12),
            TableColumn(
                "days",
                tr("剩余/逾期"),
                lambda item: days_words(self._standing(item)),
                order=lambda item: self._standing(item).left,
                width=14,
            ),
            TableColumn(
                "done_on", tr("办结日期"), lambda item: item.done_on or "", edit=self._edit_done, width=12, least=11
            ),
            TableColumn(
                "responsible",
                tr("责任单位"),
                lambda item: item.responsible,
                edit=lambda item, text: self._edit(item, MilestoneChange(responsible=text)),
                completes=lambda: offered_units(self.desk.ledger),
                width=18,
                least=10,
            ),
            TableColumn(
                "note",
                tr("备注"),
                lambda item: item.note,
                edit=lambda item, text: self._edit(item, MilestoneChange(note=text)),
                width=18,
                least=8,
            ),
            TableColumn(
                "problem",
                tr("存在问题"),
                lambda item: one_line(self._problems.get(item.id, "")),
                width=16,
                least=9,
                head_tip=tr("责任单位在这个月的填报表里写的"),
            ),
            TableColumn("source", tr("来源"), lambda item: item.source, tip=lambda item: item.quote, width=16, least=8),
        ]

    def _edit(self, item: Milestone, change: MilestoneChange) -> bool:
        return self.desk.write(lambda: self.desk.ledger.edit_milestone(item.id, change)) is not None

    def _rename(self, item: Milestone, text: str) -> bool:
        return self._edit(item, MilestoneChange(name=text))

    def _edit_deadline(self, item: Milestone, text: str) -> bool:
        return self._edit_date(item, text, lambda date: MilestoneChange(deadline=date))

    def _edit_done(self, item: Milestone, text: str) -> bool:
        return self._edit_date(item, text, lambda date: MilestoneChange(done_on=date))

    def _edit_date(self, item: Milestone, text: str, change: Callable[[str | None], MilestoneChange]) -> bool:
        ledger = self.desk.ledger
        return self.desk.write(lambda: ledger.edit_milestone(item.id, change(read_deadline(text)))) is not None

    def _toggle(self, item: Milestone | None) -> None:
        if item is None or self.desk.ledger.read_only:
            return
        if self._standing(item).state is not MilestoneState.DONE:
            self._ask_done(item)
        elif item.done_on:
            self._edit(item, MilestoneChange(done_on=None))

    def _ask_done(self, item: Milestone) -> None:
        dialog = FormDialog(self.window(), tr("哪一天办结的？"), tr("办结"), one_line(item.name))
        field = QLineEdit(item.done_on or self._day().isoformat())
        field.selectAll()
        dialog.form.addRow(plain_label(tr("办结日期")), field)
        self.desk.fill(
            dialog,
            lambda: MilestoneChange(done_on=read_deadline(field.text())),
            lambda change, _: self.desk.ledger.edit_milestone(item.id, change),
        )

    def _remove(self, items: list[Milestone]) -> None:
        if items and not self.desk.ledger.read_only:
            self.desk.write(lambda: self.desk.ledger.remove_milestones([item.id for item in items]))

    def _ask_new(self) -> None:
        dialog = FormDialog(self.window(), tr("新增事项"), tr("新增"))
        name, deadline, responsible = QLineEdit(), QLineEdit(), NamesLine(offered_units(self.desk.ledger))
        deadline.setPlaceholderText(tr("如 2023-06-30、2023年6月，可空"))
        for label, field in ((tr("事项"), name), (tr("时限"), deadline), (tr("责任单位"), responsible)):
            dialog.form.addRow(plain_label(label), field)

        def filled() -> tuple[str, MilestoneChange]:
            more = MilestoneChange(deadline=read_deadline(deadline.text()), responsible=responsible.text().strip())
            return name.text().strip(), more

        ledger, year = self.desk.ledger, self.desk.year
        self.desk.fill(dialog, filled, lambda said, _: ledger.add_milestone(said[0], year, said[1]))


_SIGNS = {
    MilestoneState.DONE: ("sign-done", "confirmed"),
    MilestoneState.OVERDUE: ("sign-late", "fails"),
    MilestoneState.DUE_SOON: ("sign-bang", "look"),
}


def _shown(state: MilestoneState) -> State:
    return State(state_word(state), *_SIGNS.get(state, ("sign-ring", "muted")))
