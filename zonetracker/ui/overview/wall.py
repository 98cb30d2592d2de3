"""The wall with its title: what hangs there, its order and its size, as the workbook keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zonetracker.drawing.dial import gauge_reading
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.services.overview.wall import Wall, WallChoice, WallSize, keep_wall, moved, wall_choice, wall_of
from zonetracker.support.i18n import tr
from zonetracker.ui.overview.course import part_title
from zonetracker.ui.overview.gauge_wall import GaugeDrawing, GaugeTile, GaugeWall
from zonetracker.ui.overview.pictures import COPY_PICTURE_KEY, PictureMenu
from zonetracker.ui.parts.bookkeeping.tracing import trace_command, trace_figure
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.menu import TableCommand, table_menu

if TYPE_CHECKING:
    from zonetracker.services.overview.pictures import Picture

_INCHES, _AIR = (2.9, 3.1), 0.04


class WallPart(QWidget):
    """Shows the wall of a month; `chosen` tells the target of a tile that was chosen."""

    chosen = Signal(int)

    def __init__(self, desk: Desk, pictures: PictureMenu) -> None:
        super().__init__()
        self._desk, self._pictures = desk, pictures
        self._progress: Progress | None = None
        self._wall = Wall((), False)
        self._choice = WallChoice()
        self.title = part_title()
        self.size_button = QPushButton()
        for look in ("flat", "slim"):
            self.size_button.setProperty(look, True)
        self.size_button.setAutoDefault(False)
        self.size_button.clicked.connect(lambda: self.show_size(self._other_size()))
        self.gauges = GaugeWall()
        self.gauges.chosen.connect(self.chosen)
        self.gauges.pin_wanted.connect(self.toggle_pin)
        self.gauges.menu_wanted.connect(self._show_menu)
        self.gauges.copy_wanted.connect(lambda target_id: pictures.copy(self.picture_of_tile(target_id)))
        self.gauges.moved.connect(self._move)
        self.gauges.size_wanted.connect(self.show_size)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 6, 0)
        head.addWidget(self.title, 1)
        head.addWidget(self.size_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.gauges, 1)

    def show_month(self, progress: Progress) -> None:
        """Show the wall as this month has it."""
        self._progress, self._choice = progress, wall_choice(self._desk.ledger)
        self._wall = wall_of(progress, self._choice)
        count, more = len(self._wall.rows), self._wall.more
        if not self._wall.pinned:
            self.title.setText(tr("仪表（前{count}项；按 P 选定要关注的指标）", count=count))
        elif more:
            self.title.setText(tr("关注的指标（画出前{count}项，另有{more}项）", count=count, more=more))
        else:
            self.title.setText(tr("关注的指标"))
        large = self._choice.size is WallSize.LARGE
        self.size_button.setText(tr("小图") if large else tr("大图"))
        self.size_button.setToolTip(tr("仪表换成小图，一屏多看几个（−）") if large else tr("仪表换成大图（+）"))
        self.size_button.setEnabled(not self._desk.ledger.read_only)
        self.gauges.show_size(self._choice.size)
        self.gauges.show_gauges([(row.target.id, gauge_reading(row, progress)) for row in self._wall.rows])

    def toggle_pin(self, target_id: int) -> None:
        """P: watch an indicator, or no more."""
        row = self._row(target_id)
        if row is None or self._desk.ledger.read_only:
            return
        pinned = not row.indicator.pinned
        place = self._focused()
        change = IndicatorChange(pinned=pinned)
        if self._desk.write(lambda: self._desk.ledger.edit_indicator(row.indicator.id, change)) is None:
            return
        words = tr("已关注“{name}”") if pinned else tr("不再关注“{name}”")
        self._desk.tell(words.format(name=row.indicator.name))
        if place is not None:
            self.gauges.go_to(place)

    def show_size(self, size: WallSize) -> None:
        """Keep another size."""
        if size is self._choice.size or self._desk.ledger.read_only:
            return
        place = self._focused()
        choice = WallChoice(self._choice.order, size)
        if self._desk.write(lambda: keep_wall(self._desk.ledger, choice)) is not None and place is not None:
            self.gauges.go_to(place)

    def _other_size(self) -> WallSize:
        return WallSize.SMALL if self._choice.size is WallSize.LARGE else WallSize.LARGE

    def _move(self, at: int, to: int) -> None:
        choice = moved(self._choice, self._wall, at, to)
        if choice == self._choice or self._desk.ledger.read_only:
            return
        if self._desk.write(lambda: keep_wall(self._desk.ledger, choice)) is not None:
            self.gauges.go_to(to)

    def _focused(self) -> int | None:
        return next((place for place, tile in enumerate(self.gauges.tiles) if tile.hasFocus()), None)

    def trace(self) -> bool:
        """F8: where the figures of the gauge that one is on come from; False where one is on none."""
        place = self._focused()
        return place is not None and self._trace(self.gauges.tiles[place].target_id)

    def _trace(self, target_id: int) -> bool:
        return trace_figure(self._desk, self._progress, self._row(target_id))

    def _row(self, target_id: int) -> ProgressRow | None:
        rows = self._progress.rows if self._progress is not None else ()
        return next((row for row in rows if row.target.id == target_id), None)

    def _tile(self, target_id: int) -> GaugeTile | None:
        return next((tile for tile in self.gauges.tiles if tile.target_id == target_id), None)

    def picture(self) -> Picture | None:
        """The whole wall."""
        from zonetracker.services.overview.pictures import picture_of_wall

        return picture_of_wall(self._progress, self._wall.rows) if self._progress and self._wall.rows else None

    def picture_of_tile(self, target_id: int) -> Picture | None:
        """One gauge."""
        from zonetracker.services.overview.pictures import picture_of_drawing

        tile = self._tile(target_id)
        if tile is None or tile.reading is None:
            return None
        return picture_of_drawing(tile.reading.name, GaugeDrawing(tile.reading, _AIR), *_INCHES)

    def _show_menu(self, target_id: int, at: QPoint) -> None:
        row, tile = self._row(target_id), self._tile(target_id)
        if row is None or tile is None:
            return
        writable, place = not self._desk.ledger.read_only, self.gauges.tiles.index(tile)
        own = [
            TableCommand(
                tr("不再关注") if row.indicator.pinned else tr("关注这个指标"),
                lambda: self.toggle_pin(target_id),
                "P",
                lambda: writable,
            ),
            trace_command(lambda: self._trace(target_id)),
            TableCommand(tr("看目标和出处"), lambda: self._desk.go("targets", target_id)),
        ]
        order = [
            TableCommand(tr("往前移"), lambda: self._move(place, place - 1), "Ctrl+Shift+←", lambda: writable),
            TableCommand(tr("往后移"), lambda: self._move(place, place + 1), "Ctrl+Shift+→", lambda: writable),
        ]
        gauge = self._pictures.commands(lambda: self.picture_of_tile(target_id), tr("这张仪表图"), "Ctrl+C")
        wall = self._pictures.commands(self.picture, tr("整面仪表墙"), COPY_PICTURE_KEY)
        table_menu(self, [own, order, gauge, wall]).popup(at)
