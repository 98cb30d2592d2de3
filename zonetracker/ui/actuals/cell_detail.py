"""Below the grid: the cell's month, the same month of last year, the last twelve figures, and the year's end ahead."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from zonetracker.model.rounding import shown
from zonetracker.services.actuals_grid import GridRow
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import ShortLabel
from zonetracker.words.wording import adjustments_told, figure, months, one_line


class CellDetail(QFrame):
    """What is known around one cell; `ahead` says where the row's year goes from the chosen month."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.head = ShortLabel()
        self.before, self.values, self.ahead = (ShortLabel(tone="muted") for _ in range(3))
        self.short = ShortLabel()
        self._lines = QVBoxLayout(self)
        self._lines.setSpacing(3)
        for label in (self.head, self.before, self.values, self.ahead, self.short):
            self._lines.addWidget(label)
        self.be_low(False)

    def be_low(self, low: bool) -> None:
        """In a low window one line: the figure and where its year goes, whole in its tip."""
        for label in (self.head, self.before, self.values, self.ahead):
            label.setVisible(not low)
        self.short.setVisible(low)
        air = 2 if low else 8
        self._lines.setContentsMargins(14, air, 14, air)

    def show_cell(self, row: GridRow | None, month: int, ahead: str, waiting: str | None = None) -> None:
        """Show one cell; `waiting` was typed into it and is not stored yet."""
        self.ahead.setText(ahead)
        if row is None:
            for label in (self.head, self.before, self.values, self.short):
                label.setText("")
            return
        words = _cell_words(row, month) if waiting is None else [_waiting_words(month, one_line(waiting))]
        self.head.setText(" · ".join([one_line(row.indicator.name), *words]))
        self.short.setText(" · ".join(filter(None, (self.head.text(), ahead))))
        self.before.setText(" · ".join(_around(row, month)))
        self.values.setText(tr("最近 12 次：{values}", values=_latest(row, month) or tr("还没有数")))


def _latest(row: GridRow, month: int) -> str:
    years: dict[int, list[str]] = {}
    for year, at, value in row.latest_values(month):
        years.setdefault(year, []).append(tr("{month}月 {value}", month=at, value=figure(value)))
    return "；".join(tr("{year}年 {values}", year=year, values="　".join(told)) for year, told in years.items())


def _waiting_words(month: int, text: str) -> str:
    told = tr("填的“{text}”还没有存上", text=text) if text else tr("清空了，还没有存上")
    return f"{months(month)} {told}"


def _cell_words(row: GridRow, month: int) -> list[str]:
    value, growth = row.value(month), row.growth(month)
    told = [] if growth is None else [tr("同比 {rate}%", rate=figure(growth))]
    if value is None and told:
        return [f"{months(month)} {told[0]}"]
    if value is None:
        by_nature = tr("本月无数") if month not in row.indicator.months else tr("还没有填")
        return [f"{months(month)} {by_nature}"]
    words = [f"{months(month)} {figure(value)}{row.unit}"]
    added = row.of_month(month)
    if added is not None and added[0]:
        span = tr("{month}月", month=month) if added[0] == month - 1 else f"{added[0] + 1}-{month}月"
        words.append(tr("其中{months} {value}{unit}", months=span, value=figure(added[1]), unit=row.unit))
    return [*words, *told]


def _around(row: GridRow, month: int) -> list[str]:
    last = row.last_value(month)
    words = [
        tr("上年同月 {value}{unit}", value=figure(last), unit=row.unit) if last is not None else tr("上年同月没有数")
    ]
    worked_out = row.growth_worked_out(month)
    if worked_out is not None:
        words.append(tr("按上年同月算，同比 {rate}%", rate=shown(worked_out, 1)))
    actual = row.actuals.get(month)
    if actual is not None and actual.source:
        words.append(tr("来源：{source}", source=one_line(actual.source)))
    if actual is not None and actual.origin:
        words.append(tr("来自 {origin}", origin=one_line(actual.origin)))
    if actual is not None and actual.reason:
        words.append(tr("原因：{reason}", reason=one_line(actual.reason)))
    if row.adjustments:
        words.append(tr("目标{adjusted}", adjusted=adjustments_told(row.adjustments)))
    return words
