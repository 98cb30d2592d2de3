"""总览: the lights counted, and below them one of four views.

The gauges with one target's course and the list of those behind; what falls due; the month compared by unit and
section; the lights of all months.
"""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSplitter, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.quarters import quarter_standing
from zonetracker.model.standing import Grade
from zonetracker.services.overview import nearest_year, progress_of
from zonetracker.services.units.reporting import owed_of
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.course import Course
from zonetracker.ui.overview.due import DueView
from zonetracker.ui.overview.hints import HintLine
from zonetracker.ui.overview.light_cards import Light, LightCards
from zonetracker.ui.overview.pictures import COPY_PICTURE_KEY, PictureMenu
from zonetracker.ui.overview.targets_list import ALL, TargetsList
from zonetracker.ui.overview.wall import WallPart
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY
from zonetracker.ui.parts.bookkeeping.tracing import TRACE_KEY
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.signs import grade_sign
from zonetracker.ui.parts.table.menu import TableCommand, table_menu
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.words.duties.reporting import owed_words
from zonetracker.words.scores.quarters import met_words
from zonetracker.words.wording import view_words

if TYPE_CHECKING:
    from zonetracker.services.overview.comparing import ComparedGroup
    from zonetracker.services.overview.pictures import Picture
    from zonetracker.ui.overview.comparison import ComparisonView
    from zonetracker.ui.overview.months import MonthsView

_LOW, _VERY_LOW, _LOWEST = 26, 23, 17
"""With fewer lines than these, in letters of any size, the page gives way, step by step."""
_WIDE = 48
"""With less than so many lines of width what the units owe is not told beside the tabs."""
_ROWS_SEEN = 4
"""So many rows of the list are seen below the gauges, in a very low window two less."""


class OverviewTab(IntEnum):
    """What the page shows below its cards."""

    NOW = 0
    DUE = 1
    COMPARED = 2
    MONTHS = 3


class OverviewPage(Page):
    """What a clerk looks at first: how the year stands, who is behind, what is still to be filled in."""

    key = "overview"
    tables = frozenset(
        {
            "target",
            "indicator",
            "actual",
            "target_adjustment",
            "milestone",
            "node",
            "action",
            "filing",
            "setting",
            "department",
            "period_target",
        }
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("总览"))
        self.progress: Progress | None = None
        self._fresh: set[OverviewTab] = set()
        self.pictures = PictureMenu(desk)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(tr("看什么"))
        for words in (tr("概况"), tr("到期事项"), tr("比较"), tr("逐月")):
            self.tabs.addTab(words)
        self.tabs.currentChanged.connect(lambda _: self._show_tab())
        self.buttons.addWidget(self.tabs)
        self.owed = self.add_button("", lambda: self.desk.go("units", "reporting"), flat=True)
        self.owed.setToolTip(tr("去单位页看谁还没有报、催报"))
        self._owes = False
        self.fill = self.add_button("", lambda: self.desk.go("actuals"), flat=True, drawing="next")
        self.fill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.fill.setToolTip(tr("去实绩页填写"))
        self.pictures_button = self.add_button(tr("图片"), self._show_pictures, flat=True)
        self.pictures_button.setToolTip(tr("复制这里的图，或存为 PNG、SVG、PDF"))
        self.cards = LightCards()
        self.cards.pressed.connect(self._choose_filter)
        self.list = TargetsList(desk)
        self.table, self.model, self.search = self.list.table, self.list.model, self.list.search
        self.list.current.connect(self._show_course)
        self.due = DueView(desk)
        self.wall: WallPart | None = None
        self.course: Course | None = None
        self.comparison: ComparisonView | None = None
        self.months: MonthsView | None = None
        self.add_key(CELL_HISTORY_KEY, self.show_history)
        self.add_key(TRACE_KEY, self.trace_here)
        self.add_key(COPY_PICTURE_KEY, lambda: self.pictures.copy(self.picture()))
        self.add_key("Ctrl+Tab", lambda: self._turn(1))
        self.add_key("Ctrl+Shift+Tab", lambda: self._turn(-1))
        self.import_button = QPushButton(tr("去报告页导入报告"))
        self.import_button.setProperty("main", True)
        self.import_button.clicked.connect(lambda: self.desk.go("report"))
        self.other_year = QPushButton()
        self.other_year.clicked.connect(self._go_to_other_year)
        self.empty = EmptyState(
            tr("这一年还没有目标"),
            tr("先导入一份报告，在报告页逐条核对并确认，确认的目标就会列在这里；也可以在目标页手工添加。"),
            [self.import_button, self.other_year],
        )
        self.hints = HintLine(desk)
        self.body.addWidget(self.hints)
        self.pile = QStackedWidget()
        self.body.addWidget(self.pile, 1)
        self._full = QWidget()
        self.pile.addWidget(self._full)
        self.pile.addWidget(self.empty)

    # ---- building

    def _build(self) -> None:
        self.wall, self.course = WallPart(self.desk, self.pictures), Course(self.pictures)
        self.wall.chosen.connect(self._choose_tile)
        self.list.pin_wanted.connect(self.wall.toggle_pin)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(self.wall)
        upper.addWidget(self.course)
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        upper.setSizes([640, 430])
        upper.setChildrenCollapsible(False)
        self._upper = upper
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(upper)
        parts.addWidget(self.list)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([290, 210])
        parts.setChildrenCollapsible(False)
        self._views = QStackedWidget()
        self._views.addWidget(parts)
        self._views.addWidget(self.due)
        whole = QVBoxLayout(self._full)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.cards)
        whole.addWidget(self._views, 1)
        self.cards.show()
        self._give_way()

    def _build_comparison(self) -> ComparisonView:
        if self.comparison is None:
            from zonetracker.ui.overview.comparison import ComparisonView

            self.comparison = ComparisonView(self.desk, self.pictures)
            self.comparison.group_wanted.connect(self._list_group)
            self._views.addWidget(self.comparison)
            self._give_way()
        return self.comparison

    def _build_months(self) -> MonthsView:
        if self.months is None:
            from zonetracker.ui.overview.months import MonthsView

            self.months = MonthsView(self.desk, self.pictures)
            self._views.addWidget(self.months)
            self._give_way()
        return self.months

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window (a small screen at 200 %, large letters) the cards give their room to gauges and list."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Lay out by how many lines of text are seen; in the lowest window the list alone, without gauges and trend."""
        lines = self.height() / self.fontMetrics().height()
        low, very_low, lowest = (lines < limit for limit in (_LOW, _VERY_LOW, _LOWEST))
        self.cards.be_low(low)
        self.pictures_button.setHidden(lowest or self.progress is None)
        self.owed.setVisible(self._owes and self.width() >= _WIDE * self.fontMetrics().height())
        self.body.setContentsMargins(20, 6 if low else 14, 20, 6 if low else 12)
        layout = self._full.layout()
        for one in (self.body, *([layout] if layout is not None else [])):
            one.setSpacing(4 if lowest else 6 if low else 10)
        for table in self._tables():
            table.set_dense(very_low)
        self.list.see_rows(0 if lowest else _ROWS_SEEN - 2 if very_low else _ROWS_SEEN)
        if self.wall is not None and self.course is not None:
            self._upper.setHidden(lowest)
            self.wall.gauges.be_low(very_low)
            self.course.be_low(very_low)

    def _tables(self) -> list[RecordTable]:
        built = [view.table for view in (self.comparison, self.months) if view is not None]
        return [self.table, self.due.table, *built]

    # ---- showing

    def refresh(self, touched: Tables | None) -> None:
        """Show the month as it stands."""
        ledger, year, month = self.desk.ledger, self.desk.year, self.desk.month
        self.hints.refresh()
        self.tabs.setVisible(bool(ledger.targets(year)))
        if not ledger.targets(year):
            self._show_empty(year)
            return
        if self.wall is None:
            self._build()
        self.progress = progress_of(ledger, year, month, quarter=self.desk.quarter)
        self.pile.setCurrentWidget(self._full)
        self.list.follow_view(self.desk.view)
        self._fresh.clear()
        self._show_due()
        self._show_now(self.progress)
        self._show_lights(self.progress)
        self._show_fill(self.progress)
        self._show_owed(self.progress)
        self._show_tab()
        self._give_way()

    def _show_empty(self, year: int) -> None:
        self.progress = None
        self._owes = False
        self.owed.hide()
        self.fill.hide()
        self.pictures_button.hide()
        self.line.setText("")
        self.pile.setCurrentWidget(self.empty)
        other = nearest_year(self.desk.ledger, year)
        self.other_year.setVisible(other is not None)
        self.other_year.setText(tr("看{year}年", year=other or ""))

    def _go_to_other_year(self) -> None:
        year = nearest_year(self.desk.ledger, self.desk.year)
        if year is not None:
            self.desk.choose_period(year, self.desk.month)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
        areas = [area for area in self.areas() if area.isVisible()]
        if len(areas) > 2:
            areas[2].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_tab(self) -> None:
        """Bring the chosen view to the front; the two that are seldom looked at read the month only there."""
        if self.progress is None:
            return
        tab = OverviewTab(self.tabs.currentIndex())
        self.pictures_button.setEnabled(tab is not OverviewTab.DUE)
        if tab not in self._fresh:
            self._fresh.add(tab)
            if tab is OverviewTab.COMPARED:
                self._build_comparison().show_month(self.progress)
            elif tab is OverviewTab.MONTHS:
                self._build_months().show_year(self.desk.year, self._filtered())
        views = (self._views.widget(0), self.due, self.comparison, self.months)
        shown = views[tab]
        if shown is not None:
            self._views.setCurrentWidget(shown)

    def _show_due(self) -> None:
        count = self.due.show_month(self.desk.year, self.desk.month, self.desk.today())
        self.tabs.setTabText(OverviewTab.DUE, tr("到期事项 {count}", count=count) if count else tr("到期事项"))

    def _show_lights(self, progress: Progress) -> None:
        """The cards of the month."""
        lights = [Light(ALL, len(progress.rows), tr("全部目标"))]
        for grade in progress.grades:
            word, colour = progress.word(grade), progress.colour(grade)
            lights.append(Light(grade.name, progress.count(grade), word, colour, grade_sign(grade)))
        self.cards.show_lights(lights)
        self.cards.press(self.list.chosen)

    def _show_now(self, progress: Progress) -> None:
        assert self.wall is not None
        self.wall.show_month(progress)
        self.list.show_month(progress)
        self._show_first()

    def _show_first(self) -> None:
        """The course of the row one is on, else of the one that was shown, else of the first of the list."""
        if self.progress is None or self.course is None:
            return
        before = self.course.row
        here = self.table.record() or (self._row(before.target.id) if before is not None else None)
        self._show_course(here or next(iter(self.model.records()), self.progress.rows[0]))

    def _show_fill(self, progress: Progress) -> None:
        waiting = progress.count(Grade.NO_DATA)
        self.fill.setVisible(waiting > 0)
        self.fill.setText(tr("本月待填 {count} 项", count=waiting))
        if any(row.actual is not None for row in progress.rows):
            self.line.setText(self._said_of(progress))
        else:
            self.line.setText(tr("本月还没有实绩：可以在实绩页逐个填写，或导入统计、财政部门的表"))

    def _said_of(self, progress: Progress) -> str:
        """What is looked at; of a quarter how many have reached what was asked until its end."""
        said = view_words(progress.year, progress.month, self.desk.view)
        if not progress.quarter:
            return said
        counted = met_words([quarter_standing(row, progress) for row in progress.rows], progress.month)
        return f"{said} · {counted}"

    def _show_owed(self, progress: Progress) -> None:
        """Which units have not sent everything yet, once they are registered."""
        units, tasks = owed_of(self.desk.ledger, progress, self.desk.today())
        self._owes = tasks > 0
        self.owed.setText(owed_words(units, tasks))

    def _show_course(self, row: ProgressRow | None) -> None:
        if row is not None and self.course is not None and self.progress is not None:
            actuals = self.desk.ledger.actuals_of(row.indicator.id, self.desk.year - 1, self.desk.year)
            self.course.show_row(row, self.progress, actuals)

    # ---- doing

    def _choose_filter(self, key: str) -> None:
        """A card was pressed or let go: it filters the list, and in the view of months what is seen there."""
        self.list.choose(key)
        self._show_first()
        self._filter_months()
        if self.tabs.currentIndex() != OverviewTab.MONTHS:
            self.tabs.setCurrentIndex(OverviewTab.NOW)

    def _filter_months(self) -> None:
        if self.months is not None:
            self.months.show_only(self._filtered())

    def _filtered(self) -> set[int] | None:
        """The targets of the pressed card; None where none is pressed."""
        if self.list.chosen in ("", ALL):
            return None
        return {row.target.id for row in self.list.rows()}

    def _list_group(self, group: ComparedGroup) -> None:
        if self.comparison is None:
            return
        self.list.choose_group(self.comparison.by, group)
        self.cards.press("")
        self._filter_months()
        self.tabs.setCurrentIndex(OverviewTab.NOW)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.table.go_to(group.rows[0].target.id)
        self._show_first()

    def _row(self, target_id: int) -> ProgressRow | None:
        rows = self.progress.rows if self.progress else ()
        return next((row for row in rows if row.target.id == target_id), None)

    def _choose_tile(self, target_id: int) -> None:
        if not self.table.go_to(target_id):
            self._show_course(self._row(target_id))

    def show_history(self) -> None:
        """Ctrl+H: what became of the figure of the row, or of the month's light, one is on."""
        if self.tabs.currentIndex() == OverviewTab.MONTHS and self.months is not None:
            self.months.show_history()
        elif self.tabs.currentIndex() == OverviewTab.NOW:
            self.list.show_history()

    def trace_here(self) -> bool:
        """F8: where the figure comes from that one is on: of a gauge, a cell of the list, or a month's light."""
        tab = self.tabs.currentIndex()
        if tab == OverviewTab.MONTHS and self.months is not None:
            return self.months.trace()
        if tab != OverviewTab.NOW or self.wall is None:
            return False
        return self.wall.trace() or self.list.trace()

    # ---- pictures

    def picture(self) -> Picture | None:
        """What Ctrl+Shift+C copies: the picture of the view; of the first one the wall, or the course one is on."""
        if self.wall is None or self.course is None:
            return None
        tab = self.tabs.currentIndex()
        if tab == OverviewTab.NOW:
            return self.course.picture() if self.course.canvas.hasFocus() else self.wall.picture()
        if tab == OverviewTab.COMPARED and self.comparison is not None:
            return self.comparison.picture()
        return self.months.picture() if tab == OverviewTab.MONTHS and self.months is not None else None

    def _picture_commands(self) -> list[list[TableCommand]]:
        course, tab = self.course, self.tabs.currentIndex()
        words = {OverviewTab.COMPARED: tr("比较图"), OverviewTab.MONTHS: tr("逐月评价图")}
        own = self.pictures.commands(self.picture, words.get(OverviewTab(tab), tr("整面仪表墙")))
        if tab != OverviewTab.NOW or course is None:
            return [own]
        return [own, self.pictures.commands(course.picture, tr("走势图"), "")]

    def _show_pictures(self) -> None:
        button = self.pictures_button
        table_menu(self, self._picture_commands()).popup(button.mapToGlobal(QPoint(0, button.height())))

    # ---- what every page has

    def start_search(self) -> None:
        """Ctrl+F."""
        field = self._search()
        if field is None:
            self.tabs.setCurrentIndex(OverviewTab.NOW)
            field = self.list.search
        field.setFocus()
        field.selectAll()

    def _search(self) -> SearchField | None:
        tab = self.tabs.currentIndex()
        if tab == OverviewTab.NOW:
            return self.list.search
        return self.months.search if tab == OverviewTab.MONTHS and self.months is not None else None

    def show_item(self, item: object) -> None:
        """Go to a target by its id, with all targets listed."""
        if isinstance(item, int):
            self.tabs.setCurrentIndex(OverviewTab.NOW)
            self.cards.press(ALL)
            self._choose_filter(ALL)
            self.table.go_to(item)

    def areas(self) -> list[QWidget]:
        """F6."""
        if not self.cards.cards or self.wall is None or self.course is None:
            return [self.import_button, *self.hints.buttons]
        tiles: list[QWidget] = [*self.wall.gauges.tiles[:1]]
        inner: dict[int, list[QWidget]] = {
            OverviewTab.NOW: [*tiles, self.course.canvas, self.table, self.list.search],
            OverviewTab.DUE: [self.due.table],
            OverviewTab.COMPARED: [self.comparison.table] if self.comparison is not None else [],
            OverviewTab.MONTHS: [self.months.table, self.months.search] if self.months is not None else [],
        }
        return [self.cards.cards[0], self.tabs, *inner[self.tabs.currentIndex()], *self.hints.buttons[:1]]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "总览：这个月各项目标走到哪里、谁落后、还差哪些数没填。\n\n"
            "上排卡片  各档项数；点一张（或按空格、回车），下面只列这一档，再点一次取消\n"
            "Ctrl+Tab  换到下一个标签：概况、到期事项、比较、逐月\n"
            "今天、明天到期的事项（时限或节点）和要报的，有就写在标题下面，按一下列出这几项（F6 走到）\n\n"
            "概况\n"
            "仪表  指针是完成率，倒三角是序时进度，实心菱形是年度目标；方向键在仪表之间移动，回车看它的走势\n"
            "Ctrl+Shift+方向键  移动这个仪表的位置（也可以用鼠标拖），次序记在工作簿里，可以撤销；"
            "+ − 换大图、小图\n"
            "P  关注或不再关注这个指标（在仪表上或清单里都可以）；没有关注任何指标时画前8项\n"
            "清单  平时列落后的目标，带责任单位和原因；F2 填写原因，回车到目标页看出处\n"
            "按季看（右上角选一季度、上半年…，或 F11）时，多出阶段目标和完成阶段目标的百分比；没有下达的按序时折算。"
            "选“当季”的，再列出这一季单独的数和同比\n"
            "走势  粗线是本年，虚线是上年，细线是序时进度或目标；空心点的虚线是照现在的进度往后推的，"
            "浅色带是它的上下限，小点线是完成目标每月要到的数；下面一行用文字说同样的事\n"
            "F8  这个数从哪里来：怎样算的、报告里的哪一句、哪张表、谁录入的（在仪表上、清单里、逐月里都可以）\n"
            "Ctrl+F  在清单里查找\n\n"
            "到期事项  已逾期、本月到期和今后30天内到期的事项；回车到事项页\n"
            "比较  按责任单位或按报告的部分，各档各几项、落后占多少，最差的在最前；回车列出它的目标\n"
            "逐月  每个目标各月的评价，颜色、图形、文字都标；方向键移动，回车到实绩页看这个月的数\n\n"
            "Ctrl+C  在仪表或走势图上复制这张图　Ctrl+Shift+C  复制整幅图（仪表墙、比较图、逐月评价图）；"
            "“图片”里可以存为 PNG、SVG、PDF"
        )
