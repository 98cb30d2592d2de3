"""总览: the lights counted, the pinned gauges, those behind with unit and reason, and one indicator's course."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zonetracker.drawing.dial import gauge_reading
from zonetracker.drawing.trend import TrendDrawing, trend_of
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.facts import Actual
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.services.bookkeeping.cells import actual_steps
from zonetracker.services.overview import nearest_year, progress_of
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.columns import overview_columns
from zonetracker.ui.overview.gauge_wall import GaugeWall
from zonetracker.ui.overview.light_cards import Light, LightCards
from zonetracker.ui.parts.bookkeeping.cell_history import CELL_HISTORY_KEY, show_cell_history
from zonetracker.ui.parts.canvas import Canvas
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ShortLabel, plain_label
from zonetracker.ui.parts.page import EmptyState, Page, Tables
from zonetracker.ui.parts.search_field import SearchField
from zonetracker.ui.parts.signs import grade_sign
from zonetracker.ui.parts.table.menu import TableCommand, source_command
from zonetracker.ui.parts.table_view import RecordTable
from zonetracker.ui.parts.tables import RecordTableModel, plain_tip
from zonetracker.words.standing import outlook_words
from zonetracker.words.wording import months

FIRST, MOST = 8, 24
_LOW, _VERY_LOW, _LOWEST = 26, 23, 17
"""With fewer lines than these, in letters of any size, the page gives way, step by step."""
_ROWS_SEEN, _ROW_EDGE = 4, 15
"""So many rows of the list, its head among them, are seen beside the gauges."""
_ALL = "all"


class OverviewPage(Page):
    """What a clerk looks at first: how the year stands, who is behind, what is still to be filled in."""

    key = "overview"
    tables = frozenset({"target", "indicator", "actual", "target_adjustment", "milestone", "filing", "setting"})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, tr("总览"))
        self.progress: Progress | None = None
        self._shown: ProgressRow | None = None
        self._filter = ""
        self.fill = self.add_button("", lambda: self.desk.go("actuals"), flat=True, drawing="next")
        self.fill.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the arrow stands behind the words
        self.cards = LightCards()
        self.cards.pressed.connect(self._choose_filter)
        self.search = SearchField()
        self.search.setPlaceholderText(tr("查找 (Ctrl+F)"))
        self.search.setMaximumWidth(220)
        self.search.setClearButtonEnabled(True)
        self.list_title = _part_title()
        self.model = RecordTableModel(
            overview_columns(lambda: self.progress, self._explain), key=lambda row: row.target.id
        )
        self.table = RecordTable(self.model, sortable=True, desk=desk)
        self.table.setAccessibleName(tr("目标清单"))
        self.table.current.connect(self._show_trend)
        self.table.entered.connect(self._go_to_target)
        self.table.commands = [
            TableCommand(tr("看目标"), lambda: self._go_to_target(self.table.record()), "Enter"),
            TableCommand(tr("本月实绩的改动记录"), self.show_history, CELL_HISTORY_KEY),
            source_command(desk, self._source_row),
            TableCommand(tr("关注，或不再关注"), self._pin_current, "P", lambda: not desk.ledger.read_only),
        ]
        for key, slot in ((Qt.Key.Key_P, self._pin_current), (Qt.Key.Key_F2, self._ask_reason)):
            shortcut = QShortcut(QKeySequence(key), self.table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        self.add_key(CELL_HISTORY_KEY, self.show_history)
        self.search.searches(self.table.sorting)
        self.wall_title = _part_title()
        self.trend_title = _part_title()
        self.ahead = plain_label(wrap=True, tone="muted")
        self.ahead_short = ShortLabel(tone="muted")
        self.wall: GaugeWall | None = None
        self.trend: Canvas | None = None
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
        self.pile = QStackedWidget()
        self.body.addWidget(self.pile, 1)
        self._full = QWidget()
        self.pile.addWidget(self._full)
        self.pile.addWidget(self.empty)

    # ---- building

    def _build(self) -> None:
        self.wall = GaugeWall()
        self.wall.chosen.connect(self._choose_tile)
        self.wall.pin_wanted.connect(self._toggle_pin)
        self.wall.menu_wanted.connect(self._show_menu)
        self.trend = Canvas()
        self.trend.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        upper = QSplitter(Qt.Orientation.Horizontal)
        upper.addWidget(_under(self.wall_title, self.wall))
        upper.addWidget(_under(self.trend_title, self.trend, self.ahead, self.ahead_short))
        upper.setStretchFactor(0, 3)
        upper.setStretchFactor(1, 2)
        upper.setSizes([640, 430])
        upper.setChildrenCollapsible(False)
        head = QHBoxLayout()
        head.addWidget(self.list_title)
        head.addStretch()
        head.addWidget(self.search)
        lower = QWidget()
        column = QVBoxLayout(lower)
        column.setContentsMargins(0, 4, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._upper = upper
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(upper)
        parts.addWidget(lower)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        parts.setSizes([290, 210])
        parts.setChildrenCollapsible(False)
        whole = QVBoxLayout(self._full)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self.cards)
        whole.addWidget(parts, 1)
        self._give_way()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: in a low window (a small screen at 200 %, large letters) the cards give their room to gauges and list."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        """Lay out by how many lines of text are seen; in the lowest window the list alone, without gauges and trend."""
        lines = self.height() / self.fontMetrics().height()
        low, very_low, lowest = (lines < limit for limit in (_LOW, _VERY_LOW, _LOWEST))
        self.cards.be_low(low)
        self.body.setContentsMargins(20, 6 if low else 14, 20, 6 if low else 12)
        layout = self._full.layout()
        for one in (self.body, *([layout] if layout is not None else [])):
            one.setSpacing(6 if low else 10)
        rows = _ROWS_SEEN - 1 if very_low else _ROWS_SEEN
        self.table.setMinimumHeight(rows * (self.fontMetrics().height() + _ROW_EDGE))
        if self.wall is not None:
            self._upper.setHidden(lowest)
            self.wall.be_low(very_low)
            self.ahead.setVisible(not very_low)
            self.ahead_short.setVisible(very_low)

    # ---- showing

    def refresh(self, touched: Tables | None) -> None:
        """Show the month as it stands."""
        ledger, year, month = self.desk.ledger, self.desk.year, self.desk.month
        if not ledger.targets(year):
            self._show_empty(year)
            return
        if self.wall is None:
            self._build()
        self.progress = progress_of(ledger, year, month)
        self.model.read_only = ledger.read_only
        self.pile.setCurrentWidget(self._full)
        self._show_lights(self.progress)
        self._show_wall(self.progress)
        self._show_list()
        self._show_fill(self.progress)

    def _show_empty(self, year: int) -> None:
        self.progress = None
        self.fill.hide()
        self.line.setText("")
        self.pile.setCurrentWidget(self.empty)
        other = nearest_year(self.desk.ledger, year)
        self.other_year.setVisible(other is not None)
        self.other_year.setText(tr("看{year}年", year=other or ""))

    def _go_to_other_year(self) -> None:
        year = nearest_year(self.desk.ledger, self.desk.year)
        if year is not None:
            self.desk.choose_period(year, self.desk.month)

    def _show_lights(self, progress: Progress) -> None:
        """The cards of the month; a filter that this month does not have gives way to the usual one."""
        if self._filter not in ("", _ALL, *(grade.name for grade in progress.grades)):
            self._filter = ""
        lights = [Light(_ALL, len(progress.rows), tr("全部目标"))]
        for grade in progress.grades:
            word, colour = progress.word(grade), progress.colour(grade)
            lights.append(Light(grade.name, progress.count(grade), word, colour, grade_sign(grade)))
        self.cards.show_lights(lights)
        self.cards.press(self._filter)

    def _show_wall(self, progress: Progress) -> None:
        assert self.wall is not None
        pinned = [row for row in progress.rows if row.indicator.pinned]
        shown = pinned[:MOST] or list(progress.rows[:FIRST])
        if not pinned:
            self.wall_title.setText(tr("仪表（前{count}项；按 P 选定要关注的指标）", count=len(shown)))
        elif len(pinned) > MOST:
            more = len(pinned) - MOST
            self.wall_title.setText(tr("关注的指标（画出前{count}项，另有{more}项）", count=MOST, more=more))
        else:
            self.wall_title.setText(tr("关注的指标"))
        self.wall.show_gauges([(row.target.id, gauge_reading(row, progress)) for row in shown])

    def _show_list(self) -> None:
        assert self.progress is not None
        rows = [row for row in self.progress.rows if self._wanted(row)]
        if not self._filter:
            rows.sort(key=lambda row: row.standing.grade)
        self.model.show_records(rows)
        lagging = tr("{word}的目标", word=self.progress.word(Grade.MISSED) if self.progress.year_end else tr("落后"))
        word = {_ALL: tr("全部目标"), "": lagging}.get(self._filter)
        if word is None:
            word = self.progress.word(Grade[self._filter])
        unexplained = sum(row.standing.grade in LAGGING and not row.problem for row in rows)
        said = tr("{word}：{count}项", word=word, count=len(rows))
        if unexplained:
            said += tr("，其中{count}项未说明原因", count=unexplained)
        self.list_title.setText(said)
        here = self.table.record() or self._row(self._shown.target.id if self._shown else 0)
        if here is None and rows:
            here = rows[0]
        self._show_trend(here or self.progress.rows[0])

    def _wanted(self, row: ProgressRow) -> bool:
        if not self._filter:
            return row.standing.grade in LAGGING
        return self._filter == _ALL or row.standing.grade is Grade[self._filter]

    def _show_fill(self, progress: Progress) -> None:
        waiting = progress.count(Grade.NO_DATA)
        self.fill.setVisible(waiting > 0)
        self.fill.setText(tr("本月待填 {count} 项，去填实绩", count=waiting))
        if any(row.actual is not None for row in progress.rows):
            self.line.setText(tr("{year}年{months}", year=progress.year, months=months(progress.month)))
        else:
            self.line.setText(tr("本月还没有实绩：可以在实绩页逐个填写，或导入统计、财政部门的表"))

    def _show_trend(self, row: ProgressRow | None) -> None:
        if row is None or self.trend is None or self.progress is None:
            return
        self._shown = row
        trend = trend_of(row, self._actuals(row))
        unit = f"（{trend.unit}）" if trend.unit else ""
        self.trend_title.setText(tr("{name}{unit}逐月走势", name=trend.name, unit=unit))
        colour = self.progress.colour(row.standing.grade)
        self.trend.show_drawing(TrendDrawing(trend, colour))
        ahead = outlook_words(row, self.progress.month, self.progress.places)
        self.ahead.setText(ahead)
        self.ahead_short.setText(ahead)
        self.trend.setToolTip(plain_tip(ahead))

    def _actuals(self, row: ProgressRow) -> list[Actual]:
        return self.desk.ledger.actuals_of(row.indicator.id, self.desk.year - 1, self.desk.year)

    # ---- doing

    def _choose_filter(self, key: str) -> None:
        self._filter = key
        self._show_list()

    def _go_to_target(self, row: ProgressRow | None) -> None:
        if row is not None:
            self.desk.go("targets", row.target.id)

    def show_history(self) -> None:
        """Ctrl+H: what became of the month's figure of the row one is on."""
        row: ProgressRow | None = self.table.record()
        if row is None:
            return
        desk, number = self.desk, row.indicator.id
        cell = tr("{name} {year}年{months}", name=row.indicator.name, year=desk.year, months=months(desk.month))
        show_cell_history(desk, cell, actual_steps(desk.ledger, number, desk.year, desk.month))

    def _source_row(self) -> int | None:
        row: ProgressRow | None = self.table.record()
        return None if row is None else row.target.row_id

    def _ask_reason(self) -> None:
        self.table.edit_field("reason")

    def _explain(self, row: ProgressRow, reason: str) -> bool:
        ledger, month = self.desk.ledger, self.desk.month
        return self.desk.write(lambda: ledger.file_problem(row.target.id, month, reason)) is not None

    def _row(self, target_id: int) -> ProgressRow | None:
        rows = self.progress.rows if self.progress else ()
        return next((row for row in rows if row.target.id == target_id), None)

    def _choose_tile(self, target_id: int) -> None:
        if not self.table.go_to(target_id):
            self._show_trend(self._row(target_id))

    def _toggle_pin(self, target_id: int) -> None:
        row = self._row(target_id)
        if row is None or self.desk.ledger.read_only:
            return
        pinned = not row.indicator.pinned
        place = self._focused_tile()
        if (
            self.desk.write(lambda: self.desk.ledger.edit_indicator(row.indicator.id, IndicatorChange(pinned=pinned)))
            is not None
        ):
            words = tr("已关注“{name}”") if pinned else tr("不再关注“{name}”")
            self.desk.tell(words.format(name=row.indicator.name))
            if place is not None and self.wall is not None and self.wall.tiles:
                self.wall.tiles[min(place, len(self.wall.tiles) - 1)].setFocus()

    def _focused_tile(self) -> int | None:
        tiles = self.wall.tiles if self.wall is not None else []
        return next((place for place, tile in enumerate(tiles) if tile.hasFocus()), None)

    def _show_menu(self, target_id: int, at: QPoint) -> None:
        row = self._row(target_id)
        if row is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        pin = menu.addAction(tr("不再关注") if row.indicator.pinned else tr("关注这个指标"))
        pin.setEnabled(not self.desk.ledger.read_only)
        pin.triggered.connect(lambda: self._toggle_pin(target_id))
        menu.addAction(tr("看目标和出处")).triggered.connect(lambda: self.desk.go("targets", target_id))
        menu.addAction(tr("复制这张仪表图")).triggered.connect(lambda: self._copy_gauge(target_id))
        menu.popup(at)

    def _copy_gauge(self, target_id: int) -> None:
        tile = next((tile for tile in self.wall.tiles if tile.target_id == target_id), None) if self.wall else None
        if tile is not None:
            QGuiApplication.clipboard().setPixmap(tile.canvas.picture())
            self.desk.tell(tr("仪表图已复制，可以粘贴到 Word 或微信里"))

    def _pin_current(self) -> None:
        row: ProgressRow | None = self.table.record()
        if row is not None:
            self._toggle_pin(row.target.id)

    def start_search(self) -> None:
        """Ctrl+F."""
        self.search.setFocus()
        self.search.selectAll()

    def show_item(self, item: object) -> None:
        """Go to a target by its id, with all targets listed."""
        if isinstance(item, int):
            self.cards.press(_ALL)
            self._choose_filter(_ALL)
            self.table.go_to(item)

    def areas(self) -> list[QWidget]:
        """F6."""
        tiles: list[QWidget] = [self.wall.tiles[0]] if self.wall is not None and self.wall.tiles else []
        return [self.cards.cards[0], *tiles, self.table, self.search] if self.cards.cards else [self.import_button]

    def help_text(self) -> str:
        """F1."""
        return tr(
            "总览：这个月各项目标走到哪里、谁落后、还差哪些数没填。\n\n"
            "上排卡片  各档项数；点一张（或按空格、回车），下面只列这一档，再点一次取消\n"
            "仪表  指针是完成率，黑色短线是序时进度；方向键在仪表之间移动，回车看它的走势\n"
            "P  关注或不再关注这个指标（在仪表上或清单里都可以）；没有关注任何指标时画前8项\n"
            "清单  平时列落后的目标，带责任单位和原因；F2 填写原因，回车到目标页看出处\n"
            "走势  粗线是本年，虚线是上年，细线是序时进度或目标；下面一行是照现在的进度到年底的数、余下每月要完成的数\n"
            "Ctrl+F  在清单里查找"
        )


def _part_title() -> QLabel:
    label = ShortLabel()
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def _under(title: QWidget, part: QWidget, *below: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(title)
    column.addWidget(part, 1)
    for one in below:
        column.addWidget(one)
    return holder
