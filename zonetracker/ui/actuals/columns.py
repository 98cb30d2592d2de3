"""The columns of the grid of actuals: the name, the target, and a value and a growth for every month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.model.rounding import shown
from zonetracker.services.actuals_grid import GridRow
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.tables import TableColumn
from zonetracker.words.wording import figure, months, one_line, part_name, range_text

Enter = Callable[[GridRow, int, str], bool]
_WIDEST = 15
_SOURCE = 14  # 统计局（预计）; a width that followed what is typed would close the editor under it


def longest_figures(row: GridRow) -> tuple[int, ...]:
    """How long the figures of the twelve months are."""
    values = [row.value(month) for month in range(1, 13)]
    return tuple(0 if value is None else len(figure(value)) for value in values)


@dataclass(frozen=True, slots=True)
class GridEditing:
    """What the grid does with what is typed, and the sources that it offers."""

    value: Enter
    growth: Enter
    source: Enter
    sources: tuple[str, ...]


def grid_columns(
    lengths: Sequence[tuple[int, ...]], month: int, all_growths: bool, editing: GridEditing
) -> list[TableColumn]:
    """Columns of a year, wide enough for figures of these lengths.

    A growth stands beside the chosen month or every month, whose figure it is beside the chosen one alone.
    """
    columns = [
        TableColumn("unit", tr("单位"), lambda row: row.unit, width=6),
        TableColumn("target", tr("年度目标"), _target, numeric=True, width=8, colour=lambda _: "muted"),
    ]
    longest = [max(of_month) for of_month in zip(*lengths, strict=True)] or [0] * 12
    for number in range(1, 13):
        columns.append(_value_column(longest[number - 1], number, number == month, editing.value))
        if all_growths or number == month:
            columns.append(_growth_column(number, number == month, editing.growth))
        if number == month:
            columns.append(_source_column(number, editing))
    return columns


def month_of(column: TableColumn) -> tuple[str, int] | None:
    """("value", "growth" or "source", and the month) of a month's column; None for the others."""
    kind, _, number = column.key.partition(":")
    return (kind, int(number)) if number else None


def _value_column(longest: int, month: int, chosen: bool, enter: Enter) -> TableColumn:
    def waits(row: GridRow) -> bool:
        return chosen and row.target is not None and row.due(month)

    def text(row: GridRow) -> str:
        value = row.value(month)
        if value is not None:
            return figure(value)
        if month in row.actuals and row.actuals[month].value is not None:
            return tr("单位不符")
        if month not in row.indicator.months:
            return "—"
        return tr("待填") if waits(row) else ""

    def start(row: GridRow) -> str:
        value = row.value(month)
        return "" if value is None else figure(value)

    def colour(row: GridRow) -> str | None:
        if month in row.actuals:
            return None if row.value(month) is not None else "fails"
        return "look" if waits(row) else "muted"

    return TableColumn(
        f"value:{month}",
        months(month),
        text,
        numeric=True,
        edit=lambda row, typed: enter(row, month, typed),
        start=start,
        colour=colour,
        bold=lambda row: chosen,
        tip=lambda row: row.actuals[month].reason if month in row.actuals else "",
        width=min(_WIDEST, max(6, longest)),
    )


def _growth_column(month: int, chosen: bool, enter: Enter) -> TableColumn:
    def start(row: GridRow) -> str:
        return range_text(row.growth(month), None)

    def text(row: GridRow) -> str:
        worked_out = row.growth_to_show(month)
        return start(row) if worked_out is None else tr("({rate})", rate=shown(worked_out, 1))

    return TableColumn(
        f"growth:{month}",
        tr("同比%"),
        text,
        numeric=True,
        edit=lambda row, typed: enter(row, month, typed),
        start=start,
        colour=lambda row: None if start(row) else "muted",
        width=7,
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
        colour=lambda row: "look" if month in row.actuals and row.actuals[month].expected else None,
        width=_SOURCE,
        head_tip=tr("{months}的数是谁的；预计数在填入正式数后不再标注", months=months(month)),
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
