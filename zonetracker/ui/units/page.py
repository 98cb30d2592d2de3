"""单位: the registered units with what they answer for and the names that none of them has; and how they report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import DepartmentChange
from zonetracker.model.facts import Department
from zonetracker.services.fillin import may_be_sheet
from zonetracker.services.units.issuing import reporting_makers
from zonetracker.services.units.reporting import keep_reporting_rules, reporting_rules
from zonetracker.services.units.roster import DepartmentDuties, Roster, UnknownUnit, add_aliases, roster
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.ui.parts.page import EmptyState
from zonetracker.ui.parts.page_tabs import MakeTab, PageTab, TabbedPage
from zonetracker.ui.parts.saving import IssueMenu, Saving
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.table.menu import TableCommand, history_command
from zonetracker.ui.parts.table.model import RecordTableModel
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.units.columns import unit_columns
from zonetracker.ui.units.reporting_view import ReportingView
from zonetracker.ui.units.rules_form import ReportingRulesForm
from zonetracker.ui.units.sheets import FillInSheets
from zonetracker.ui.units.unknown import UnknownUnits
from zonetracker.words.typed import read_names
from zonetracker.words.wording import one_line

REGISTER, REPORTING = range(2)


_REGISTERED = frozenset({"department", "target", "milestone", "indicator"})
_REPORTED = _REGISTERED | {"actual", "filing", "action", "node", "setting"}


class UnitsPage(TabbedPage):
    """Units are edited in place, a name without one is settled by one key; how the units report in the month; and what
    `more` brings.

    `show_item` takes a department's id, or the key of a tab ("reporting").
    """

    key = "units"

    def __init__(self, desk: Desk, more: Iterable[MakeTab] = ()) -> None:
        super().__init__(desk, tr("单位"))
        self.model = RecordTableModel(unit_columns(self._keep), key=lambda row: row.department.id)
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("责任单位"))
        self.table.removed.connect(self._remove)
        self.table.commands = [
            TableCommand(tr("合并所选的几家…"), self._ask_merge, "Ctrl+M", self._writable),
            TableCommand(tr("删除所选"), lambda: self._remove(self.table.chosen()), "Del", self._writable),
            history_command(desk, "department", self._current_id),
        ]
        self.unknown = UnknownUnits(self._register, self._ask_alias)
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.search.searches(self.table.sorting)
        self.buttons.addWidget(self.search)
        self.sheets = FillInSheets(desk, self)
        self.merge = self.add_button(tr("合并…"), self._ask_merge, tip="Ctrl+M")
        self.saving = Saving(desk)
        self.outputs = IssueMenu(tr("报送材料"), self.saving, desk, reporting_makers(desk.ledger, self._when))
        self.rules = self.outputs.menu_shown.addAction(tr("报送和催报的约定…"))
        self.rules.triggered.connect(lambda _=False: self._ask_rules())
        self.buttons.addWidget(self.outputs)
        self.send = self.add_button(tr("填报表…"), self._send, tip=tr("F5　按单位写出这个月的填报表"))
        tip = tr("Ctrl+Shift+I　读回填报表；也可以把报回的文件拖到这一页")
        self.read = self.add_button(tr("读回…"), self.sheets.ask_read, tip=tip)
        self.add = self.add_button(tr("登记单位"), self._ask_new, main=True, drawing="add")
        self.take_all = QPushButton()
        self.take_all.clicked.connect(lambda: self._register(self.unknown.model.records()))
        self.empty = EmptyState(
            tr("还没有登记责任单位"),
            tr("登记以后，同一个单位的不同叫法归到一处，也好按单位发填报表。目标和事项里写着的名称列在下面。"),
            [self.take_all],
        )
        self.pile = QStackedWidget()
        self.pile.addWidget(self.table)
        self.pile.addWidget(self.empty)
        register = QWidget()
        column = QVBoxLayout(register)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.pile, 3)
        column.addWidget(self.unknown, 2)
        self.reporting = ReportingView(desk, self._send, lambda: self.tabs.setCurrentIndex(REGISTER))
        self.set_tabs([self._register_tab(register), self._reporting_tab(), *(make(desk, self) for make in more)])

    # ---- the tabs

    def _register_tab(self, register: QWidget) -> PageTab:
        return PageTab(
            "register",
            tr("单位"),
            register,
            self._show_register,
            lambda: [self.table, self.unknown.table, self.search, self.add],
            (self.search, self.merge, self.add),
            {
                "Alt+Up": lambda: self._move(-1),
                "Alt+Down": lambda: self._move(1),
                "Ctrl+M": self._ask_merge,
                "F5": self._send,
            },
            _REGISTERED,
            _help_of_register(),
        )

    def _reporting_tab(self) -> PageTab:
        return PageTab(
            "reporting",
            tr("报送"),
            self.reporting,
            self._show_reporting,
            lambda: [self.reporting.table, self.reporting.missing, self.reporting.words],
            (self.outputs, self.send, self.read),
            {
                "F5": self._send,
                "Ctrl+Return": self.reporting.note_chase,
                "Ctrl+Enter": self.reporting.note_chase,
                "Ctrl+D": self.reporting.turn,
            },
            _REPORTED,
            _help_of_reporting(),
        )

    def _when(self) -> tuple[int, int, date]:
        return self.desk.year, self.desk.month, self.desk.today()

    def _ask_rules(self) -> None:
        if self.desk.ledger.read_only:
            return
        form = ReportingRulesForm(self.window(), reporting_rules(self.desk.ledger))
        self.desk.fill(form, form.rules, lambda rules, _: keep_reporting_rules(self.desk.ledger, rules))

    def _send(self) -> None:
        """F5: fill-in sheets of the chosen units, on the first tab of all."""
        chosen = self.reporting.chosen_ids() if self.tabs.currentIndex() == REPORTING else None
        self.sheets.ask_send(chosen)

    def _show_reporting(self) -> str:
        self.read.setEnabled(not self.desk.ledger.read_only)
        self.reporting.show_month()
        return self.reporting.counted()

    def _show_register(self) -> str:
        found = roster(self.desk.ledger, self.desk.year)
        writable = not self.desk.ledger.read_only
        self.model.read_only = not writable
        self.model.show_records(found.departments)
        self.unknown.show_names(found.unknown, writable, bool(found.departments))
        self.pile.setCurrentIndex(0 if found.departments else 1)
        self.take_all.setText(tr("登记写着的 {count} 家", count=len(found.unknown)))
        self.take_all.setVisible(bool(found.unknown))
        self.add.setEnabled(writable)
        self.take_all.setEnabled(writable)
        self.merge.setEnabled(writable and len(found.departments) > 1)
        return _counts(found, self.desk.year)

    def takes(self, paths: Sequence[Path]) -> bool:
        """Workbooks of tables, or folders of them, that are dropped here are fill-in sheets that have come back."""
        own = not self.desk.ledger.read_only and all(map(may_be_sheet, paths))
        if own:
            self.sheets.take(paths)
        return own

    def import_here(self) -> bool:
        """Ctrl+Shift+I."""
        self.sheets.ask_read()
        return True

    def show_item(self, item: object) -> None:
        """Go to a unit by its id, or to a tab."""
        self.go_to_tab(str(item))
        if isinstance(item, int):
            self.table.go_to(item)
        self.take_focus()

    def start_search(self) -> None:
        """Ctrl+F."""
        self.tabs.setCurrentIndex(REGISTER)
        self.search.setFocus()
        self.search.selectAll()

    # ---- the registered units

    def _writable(self) -> bool:
        return not self.desk.ledger.read_only

    def _current_id(self) -> int | None:
        row: DepartmentDuties | None = self.table.record()
        return None if row is None else row.department.id

    def _keep(self, row: DepartmentDuties, change: Callable[[], DepartmentChange]) -> bool:
        ledger = self.desk.ledger
        return self.desk.write(lambda: ledger.edit_department(row.department.id, change())) is not None

    def _remove(self, rows: list[DepartmentDuties]) -> None:
        ids = [row.department.id for row in rows]
        if ids and not self.desk.ledger.read_only:
            self.desk.write(lambda: self.desk.ledger.remove_departments(ids))

    def _move(self, step: int) -> None:
        row = self.table.record()
        listed = [one.department.id for one in self.model.records()]
        if row is None or self.desk.ledger.read_only or self.unknown.table.hasFocus():
            return
        at = listed.index(row.department.id)
        if 0 <= at + step < len(listed):
            pair = sorted((at, at + step))
            swapped = [listed[place] for place in reversed(pair)]
            self.desk.write(lambda: self.desk.ledger.move_departments(swapped))
            self.table.go_to(row.department.id)

    def _ask_new(self) -> None:
        form, names = FormDialog(self.window(), tr("登记责任单位"), tr("登记")), QLineEdit()
        names.setPlaceholderText(tr("几家一起登记时用顿号分开"))
        form.form.addRow(plain_label(tr("单位名称")), names)
        ledger = self.desk.ledger

        def added(changed: Changed) -> None:
            self.table.go_to(changed.ids["department"][0])
            self.table.setFocus()

        self.desk.fill(
            form, lambda: read_names(names.text()) or ("",), lambda said, _: ledger.add_departments(said), added
        )

    def _ask_merge(self) -> None:
        chosen = [row.department for row in self.table.chosen()]
        if len(chosen) < 2 or self.desk.ledger.read_only:
            self.desk.tell(tr("请先选中要合并的几家单位（按住 Ctrl 或 Shift 选多行）。"), "look")
            return
        ids, ledger = [one.id for one in chosen], self.desk.ledger
        self._ask_unit(
            tr("合并责任单位"),
            tr("合并为"),
            tr("其余单位的名称和别名都成为它的别名，目标和事项里写的字不变。"),
            chosen,
            chosen[0],
            lambda kept: ledger.merge_departments(ids, kept.id),
        )

    # ---- the names that no unit has

    def _register(self, units: list[UnknownUnit]) -> None:
        names = [unit.name for unit in units]
        if not names or self.desk.ledger.read_only:
            return
        here = self.unknown.place()
        if self.desk.write(lambda: self.desk.ledger.add_departments(names)) is not None:
            self._go_on(here)
            self.desk.tell(tr("已登记 {count} 家单位，可用 Ctrl+Z 撤销。", count=len(names)))

    def _ask_alias(self, units: list[UnknownUnit]) -> None:
        ledger = self.desk.ledger
        departments = ledger.departments()
        if not units or ledger.read_only:
            return
        if not departments:
            self.desk.tell(tr("还没有登记单位，请先登记一家。"), "look")
            return
        names, here = [unit.name for unit in units], self.unknown.place()
        likely = next((unit.likely for unit in units if unit.likely is not None), departments[0])
        self._ask_unit(
            tr("作为别名"),
            tr("是哪个单位"),
            "、".join(map(one_line, names)),
            departments,
            likely,
            lambda meant: add_aliases(ledger, names, meant),
            lambda: self._go_on(here),
        )

    def _ask_unit(
        self,
        title: str,
        label: str,
        intro: str,
        offered: list[Department],
        first: Department,
        operation: Callable[[Department], Changed],
        then: Callable[[], object] = lambda: None,
    ) -> None:
        form, choice = FormDialog(self.window(), title, tr("确定"), intro), QComboBox()
        choice.addItems([one_line(one.name) for one in offered])
        choice.setCurrentIndex(offered.index(first))
        form.form.addRow(plain_label(label), choice)
        self.desk.fill(
            form,
            lambda: offered[choice.currentIndex()],
            lambda meant, _: operation(meant),
            lambda _: then(),
        )

    def _go_on(self, place: int) -> None:
        """The keyboard goes to the next name that is to be settled, else to the units."""
        if not self.unknown.go_to_place(place):
            self.table.setFocus()


def _counts(found: Roster, year: int) -> str:
    words = [tr("{year} 年 · 登记 {count} 家", year=year, count=len(found.departments))]
    if found.unassigned:
        words.append(tr("{count} 项没有责任单位", count=len(found.unassigned)))
    return " · ".join(words)


def _help_of_register() -> str:
    return tr(
        "单位：谁对目标和事项负责，每个月谁报了、谁没有报。Ctrl+Tab 换到下一个标签。\n\n"
        "单位：目标页、事项页的“责任单位”按原文照写，这里认出写的是哪一家：\n"
        "排在第一的（或写明牵头的）牵头，其余和写明配合、协办的参与。\n\n"
        "上面是登记的单位：\n"
        "F2  改这一格（名称、别名、序列、类别、负责人、联系人、报送日、停用）　Tab  下一格\n"
        "改名以后，原来的名称留作别名\n"
        "Alt+↑ / Alt+↓  移动次序\n"
        "Ctrl+M  把所选的几家合并为一家\n"
        "Del  删除没有任务的单位\n"
        "F5  按单位写出这个月的填报表，一家一个文件，只有它牵头的\n"
        "Ctrl+Shift+I  读回填报表，可以一次选多个，也可以把文件或文件夹拖到这一页\n\n"
        "下面是写着、但没有登记的名称，可以选中多行一起处理：\n"
        "Enter  登记为单位\n"
        "A  作为某个单位的别名"
    )


def _help_of_reporting() -> str:
    return tr(
        "报送：按所选的月份列出每个单位应报几项，按时、迟报、未报各几项，落后而没有写原因的几项；右边是所选单位要报的"
        "各项和催报的话\n"
        "Enter  复制所选单位催报的话，可粘贴到微信、短信里；在右边的表里是去填写这一项\n"
        "Ctrl+D  到右边要报的各项，或回到各单位（窗口窄时轮流显示）\n"
        "Ctrl+Enter  记下今天已催报所选单位；第三次起列入通报\n"
        "F5  给所选单位写出填报表（Ctrl+A 全选）\n"
        "报送材料  报送情况表、催报单（Word，一个单位一页）、调度清单；还有次月几日前报、催报怎样说的约定"
    )
