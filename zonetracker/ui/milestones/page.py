"""事项: named items of the year with their dates, followed as a list with sign-off, and the projects among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QTabBar, QWidget

from zonetracker.model.milestones.listing import MilestoneList, mean_took, rates_of
from zonetracker.model.rounding import shown
from zonetracker.paper.later import table_pdf
from zonetracker.services.milestones.issuing import issue_milestones
from zonetracker.services.overview import places_of
from zonetracker.support.i18n import tr
from zonetracker.ui.milestones.checklist import ChecklistView
from zonetracker.ui.milestones.intake.taking import LedgerTaking
from zonetracker.ui.milestones.projects.view import ProjectsView
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import Page, Tables
from zonetracker.ui.parts.saving import Saving, output_of
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.words.milestones.following import share_words
from zonetracker.words.wording import date_words, figure

CHECKLIST, PROJECTS = range(2)


class MilestonesPage(Page):
    """Two tabs: the list of a month, and its projects. `show_item` takes a milestone's id, a day, or "projects"."""

    key = "milestones"
    tables = frozenset(
        {"milestone", "filing", "node", "action", "evidence", "department", "setting", "closing", "actual"}
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("事项"))
        self.list = ChecklistView(desk)
        self.table, self.model = self.list.table, self.list.model
        self._saving = Saving(desk)
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.projects = ProjectsView(desk)
        self.projects.opened.connect(self._deal_with)
        for table in (self.projects.table, self.table):
            self.search.searches(table.sorting)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("看什么"))
        for words in (tr("清单"), tr("项目")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(self._show_tab)
        self.buttons.addWidget(self.tabs)
        self.buttons.addWidget(self.search)
        self.taking = LedgerTaking(desk, self, lambda: self.areas()[0].setFocus())
        for start in (self.list.start, self.projects.start):
            start.clicked.connect(lambda _=False: self.taking.ask())
        self.lists = QPushButton(tr("台账"))
        menu = QMenu(self.lists)
        self.take = menu.addAction(tr("导入事项或项目台账…　Ctrl+Shift+I"), self.taking.ask)
        self.paste = menu.addAction(tr("贴入限时事项…　F7"), self.list.ask_paste)
        self.export = menu.addAction(tr("写出台账…　F5"), self.export_here)
        self.lists.setMenu(menu)
        self.lists.setToolTip(tr("读入台账，逐行核对后填入；或把列着的各项写成台账"))
        self.buttons.addWidget(self.lists)
        self.add = self.add_button(tr("新增事项"), self.list.ask_new, main=True, tip="Ins", drawing="add")
        for button in self.projects.actions_here:
            self.buttons.addWidget(button)
            button.hide()
        self.pile = QStackedWidget()
        for view in (self.list, self.projects):
            self.pile.addWidget(view)
        self.body.addWidget(self.pile, 1)
        self.add_key("Ctrl+Tab", lambda: self.tabs.setCurrentIndex(1 - self.tabs.currentIndex()))
        for key, slot in (
            ("Ctrl+M", self.list.ask_filing),
            ("Ctrl+E", self.list.ask_evidence),
            ("Ctrl+D", self.list.turn),
            ("Alt+Return", self.list.ask_fields),
            ("F7", self.list.ask_paste),
        ):
            self.add_key(key, partial(self._in_list, slot))
        self.add_key("F5", self.export_here)

    def refresh(self, touched: Tables | None) -> None:
        """Follow the workbook."""
        for one in (self.take, self.list.start, self.projects.start):
            one.setEnabled(not self.desk.ledger.read_only)
        if self.tabs.currentIndex() == PROJECTS:
            self.projects.refresh(touched)
            self.line.setText(self.projects.counted())
            return
        self.list.refresh()
        writable = not self.desk.ledger.read_only
        self.add.setEnabled(writable)
        self.paste.setEnabled(writable)
        if self.list.listed is not None:
            self.export.setEnabled(bool(self.list.listed.rows))
            self.line.setText(self._counted(self.list.listed))

    def _in_list(self, slot: Callable[[], object]) -> None:
        """What a key of the list does while the list is shown."""
        if self.tabs.currentIndex() == CHECKLIST:
            slot()

    def _show_tab(self, tab: int) -> None:
        self.pile.setCurrentIndex(tab)
        for one in (self.export, self.paste, self.add):
            one.setVisible(tab == CHECKLIST)
        for button in self.projects.actions_here:
            button.setVisible(tab == PROJECTS)
        self.search.leads_to(self.table if tab == CHECKLIST else self.projects.table)
        self.refresh(None)
        self.areas()[0].setFocus()

    def _deal_with(self, milestone_id: int) -> None:
        """A project in the list, with its nodes, its log and its evidence below."""
        self.tabs.setCurrentIndex(CHECKLIST)
        self.search.clear()
        self.list.go_to(milestone_id)
        self.table.setFocus()

    def _counted(self, listed: MilestoneList) -> str:
        rates = rates_of(listed.rows)
        places = places_of(self.desk.ledger)
        told = [
            tr("截至{day}", day=date_words(listed.day.isoformat())),
            tr("共 {all} 项", all=rates.all),
            tr("办结 {done}（{share}）", done=rates.done, share=share_words(rates.done_rate, places)),
            tr("按期办结率 {share}", share=share_words(rates.in_time_rate, places)),
        ]
        if rates.returned_rate is not None:
            told.append(tr("退回率 {share}", share=share_words(rates.returned_rate, places)))
        if (mean := mean_took(listed.rows)) is not None:
            told.append(tr("平均办理 {days} 个工作日", days=figure(shown(mean, 1))))
        return " · ".join(told)

    def takes(self, paths: Sequence[Path]) -> bool:
        """A table or document that is dropped here is a ledger of items or projects."""
        return self.taking.takes(paths)

    def import_here(self) -> bool:
        """Ctrl+Shift+I."""
        self.taking.ask()
        return True

    def show_item(self, item: object) -> None:
        """Go to a milestone by its id, in its year; to what is due on a day, today or tomorrow; or to the projects."""
        if item == "projects":
            self.tabs.setCurrentIndex(PROJECTS)
        if isinstance(item, date):
            self.tabs.setCurrentIndex(CHECKLIST)
            self.search.clear()
            self.list.bar.show_day(item)
        if isinstance(item, int):
            self.tabs.setCurrentIndex(CHECKLIST)
            self.desk.choose_period(self.desk.ledger.milestone(item).year, self.desk.month)
            self.search.clear()
            self.list.go_to(item)

    def export_here(self) -> None:
        """F5: the list as it is shown, or the table of projects, as a file."""
        if self.tabs.currentIndex() == PROJECTS:
            self.projects.save_sheet()
            return
        listed, bar = self.list.listed, self.list.bar
        if listed is None or not listed.rows:
            self.desk.tell(tr("这一年还没有事项，没有可写的台账。"), "look")
            return
        issue = issue_milestones(
            self.desk.ledger,
            listed,
            bar.narrowing(),
            bar.chosen_words(),
            issued_on=self.desk.today().isoformat(),
            pdf=table_pdf,
        )
        self._saving.ask(output_of(issue), keep=True)

    def areas(self) -> list[QWidget]:
        """F6."""
        if self.tabs.currentIndex() == PROJECTS:
            return [*self.projects.areas(), self.search, self.tabs]
        return [*self.list.areas(), self.search, self.add, self.tabs]

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def help_text(self) -> str:
        """F1."""
        if self.tabs.currentIndex() == PROJECTS:
            return self.projects.help_text()
        return tr(
            "事项：看得见、可销号的重点事项，按清单跟踪，办结一件销号一件。\n\n"
            "Ctrl+Tab  换到项目\n"
            "Enter  办理：只列出现在能办的（申请销号、通过、退回、延期、督办单、暂缓、取消、重开……），"
            "可以选中多行一起办；不用审核的填办结日期，已办结的再按一次取消办结\n"
            "Ctrl+M  本月报送：进展、存在问题、下步措施\n"
            "Ctrl+E  加佐证材料（文件，或只登记文号）\n"
            "F2  改这一格　Tab  下一个可改的格　Alt+Enter  各项内容\n"
            "Ctrl+Shift+I  导入事项或项目台账，也可以把文件拖到这一页\n"
            "Ins  新增　Del  删除所选　F7  从表格贴入限时事项\n"
            "F5  写出台账（列着哪些写哪些）　Ctrl+F  查找\n"
            "Ctrl+D  到下面的节点，或回到清单（窗口低时轮流显示）　F6  依次到节点、办理记录、佐证材料\n\n"
            "上面一排是各种状态的件数，按一下只看这一种，再按一下都看。\n"
            "节点：Enter 填完成日期或取消，Ins 加，F2 改，Del 删，Alt+↑↓ 移动；"
            "佐证：Ins 加，Enter 另存出来看，Del 删。\n"
            "日期可写到日、月或年：2023-06-30、2023年6月、2023。\n"
            "状态和天数按所选月份的月底算（当月还没过完的，按今天算），与通报一致；"
            "时限的次日起算逾期，逾期最久的排在最前面。"
        )
