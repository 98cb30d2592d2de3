"""The columns of the grid of actuals: the name, the target, and a value and a growth for every month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.model.facts import EXPECTED
from zonetracker.model.rounding import shown
from zonetracker.services.actuals_grid import GridRow
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.signs import adjusted_sign
from zonetracker.ui.parts.table.model import TableColumn
from zonetracker.words.wording import adjustments_told, figure, months, one_line, part_name, range_text

Enter = Callable[[GridRow, int, str], bool]
_WIDEST = 15
_SOURCE = 14  # 统计局（预计）; a width that followed what is typed would close the editor under it
_MARK = 5


def longest_figures(row: GridRow) -> tuple[int, ...]:
    """How long the figures of the twelve months are."""
    values = [row.value(month) for month in range(1, 13)]
    return tuple(
        0 if value is None else len(figure(value)) + _MARK * row.actuals[month].expected
        for month, value in enumerate(values, 1)
    )


@dataclass(frozen=True, slots=True)
class GridShape:
    """Which months stand out: the chosen one, the one before it (0: none) where figures are still owed, and those
    that show their growth.
    """

    month: int
    before: int
    growths: frozenset[int]

    def waits(self, row: GridRow, month: int) -> bool:
        """Whether a figure of the month is to be filled in, now or still."""
        now = month == self.month and row.target is not None
        return (now or (month == self.before and self.owes(row))) and row.due(month)

    def owes(self, row: GridRow) -> bool:
        """Whether a row still lacks the final figure of the month before, and has none that came after it."""
        return self.before > 0 and self.month not in row.actuals and row.owed(self.before)

    def is_open(self, row: GridRow) -> bool:
        """Whether anything of a row is to be filled in."""
        return self.waits(row, self.month) or self.owes(row)


@dataclass(frozen=True, slots=True)
class GridEditing:
    """What the grid does with what is typed, and the sources that it offers."""

    value: Enter
    growth: Enter
    source: Enter
    sources: tuple[str, ...]


def grid_columns(lengths: Sequence[tuple[int, ...]], shape: GridShape, editing: GridEditing) -> list[TableColumn]:
    """Columns of a year, wide enough for figures of these lengths; whose a figure is stands beside the chosen month."""
    columns = [
        TableColumn("unit", tr("单位"), lambda row: row.unit, width=6),
        TableColumn(
            "target",
            tr("年度目标"),
            _target,
            numeric=True,
            width=8,
            colour=lambda _: "muted",
            sign=lambda row: adjusted_sign(row.adjustments),
            tip=lambda row: adjustments_told(row.adjustments),
        ),
    ]
    longest = [max(of_month) for of_month in zip(*lengths, strict=True)] or [0] * 12
    for number in range(1, 13):
        columns.append(_value_column(longest[number - 1], number, shape, editing.value))
        if number in shape.growths:
            columns.append(_growth_column(number, shape, editing.growth))
        if number == shape.month:
            columns.append(_source_column(number, editing))
    return columns


def month_of(column: TableColumn) -> tuple[str, int] | None:
    """("value", "growth" or "source", and the month) of a month's column; None for the others."""
    kind, _, number = column.key.partition(":")
    return (kind, int(number)) if number else None


def column_words(column: TableColumn) -> str:
    """What a column is called where its neighbours are not seen: with its month."""
    place = month_of(column)
    return column.title if place is None or place[0] == "value" else f"{months(place[1])} {column.title}"


def asked_key(row: GridRow, month: int) -> str:
    """The column in which a row's figure of a month is filled in first: that of what its target asks for."""
    return f"growth:{month}" if row.asks_growth else f"value:{month}"


def _value_column(longest: int, month: int, shape: GridShape, enter: Enter) -> TableColumn:
    def waits(row: GridRow) -> bool:
        return not row.asks_growth and shape.waits(row, month)

    def text(row: GridRow) -> str:
        if row.value(month) is not None:
            return start(row)
        if month in row.actuals and row.actuals[month].value is not None:
            return tr("单位不符")
        if month not in row.indicator.months:
            return "—"
        return tr("待填") if waits(row) else ""

    def start(row: GridRow) -> str:
        value = row.value(month)
        return "" if value is None else _marked(figure(value), row, month)

    def colour(row: GridRow) -> str | None:
        if waits(row) or _expected(row, month):
            return "look"
        if month in row.actuals:
            return None if row.value(month) is not None else "fails"
        return "muted"

    return TableColumn(
        f"value:{month}",
        months(month),
        text,
        numeric=True,
        edit=lambda row, typed: enter(row, month, typed),
        start=start,
        colour=colour,
        bold=lambda row: month == shape.month,
        tip=lambda row: _why(row, month),
        corner=lambda row: not _growth_alone(row, month) and bool(_why(row, month)),
        width=min(_WIDEST, max(6, longest)),
    )


def _growth_column(month: int, shape: GridShape, enter: Enter) -> TableColumn:
    def start(row: GridRow) -> str:
        rate = range_text(row.growth(month), None)
        return _marked(rate, row, month) if rate and _growth_alone(row, month) else rate

    def waits(row: GridRow) -> bool:
        return row.asks_growth and shape.waits(row, month)

    def text(row: GridRow) -> str:
        if waits(row):
            return tr("待填")
        worked_out = row.growth_to_show(month)
        return start(row) if worked_out is None else tr("({rate})", rate=shown(worked_out, 1))

    def colour(row: GridRow) -> str | None:
        if waits(row) or (_growth_alone(row, month) and _expected(row, month)):
            return "look"
        return None if start(row) else "muted"

    return TableColumn(
        f"growth:{month}",
        tr("同比%"),
        text,
        numeric=True,
        edit=lambda row, typed: enter(row, month, typed),
        start=start,
        colour=colour,
        tip=lambda row: _why(row, month) if _growth_alone(row, month) else "",
        corner=lambda row: _growth_alone(row, month) and bool(_why(row, month)),
        width=8,
        head_tip=tr("{months}同比增速；括号里的是按上年同月算出的", months=months(month)),
    )


def _source_column(month: int, editing: GridEditing) -> TableColumn:
    def text(row: GridRow) -> str:
        return one_line(row.actuals[month].source) if month in row.actuals else ""

    return TableColumn(
        f"source:{month}",
        tr("来源"),
        text,
        edit=lambda row, typed: editing.source(row, month, typed),
        editable=lambda row: month in row.actuals,
        choices=("", *editing.sources),
        own_words=True,
        colour=lambda row: "look" if _expected(row, month) else None,
        width=_SOURCE,
        head_tip=tr("{months}的数是谁的；Ctrl+D 向下填充；预计数在填入正式数后不再标注", months=months(month)),
    )


def row_title(row: GridRow) -> str:
    """The number and the name at the left of a row."""
    if row.depth:
        return part_name(row.indicator.name, row.depth)
    return f"{row.number}  {row.indicator.name}" if row.number else row.indicator.name


def _target(row: GridRow) -> str:
    if row.target is None:
        return ""
    stated = row.target.stated
    if stated.value is None:
        return f"{range_text(stated.growth, stated.growth_high)}%" if stated.growth is not None else ""
    return range_text(stated.value, stated.value_high)


def _marked(text: str, row: GridRow, month: int) -> str:
    """A figure as it can be typed again: what is only expected says so."""
    return f"{text} {EXPECTED}" if _expected(row, month) else text


def _expected(row: GridRow, month: int) -> bool:
    return month in row.actuals and row.actuals[month].expected


def _growth_alone(row: GridRow, month: int) -> bool:
    return month in row.actuals and row.actuals[month].value is None


def _why(row: GridRow, month: int) -> str:
    """The reason for which a figure was taken that had been asked about."""
    reason = row.actuals[month].reason if month in row.actuals else ""
    return tr("写明的原因：{reason}", reason=reason) if reason else ""
