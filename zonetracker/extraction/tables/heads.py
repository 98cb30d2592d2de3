"""The columns of a table: which holds names, units, values, growth; of what year and period; target or actual."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from zonetracker.extraction.tables.cells import figures, is_masked, is_relative, same_width
from zonetracker.extraction.tables.model import ColumnRole, HeadedColumn
from zonetracker.lexicon.table_heads import head_words
from zonetracker.model.facts import Kind
from zonetracker.model.units import measure_of
from zonetracker.words.months import months_in_head

_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_SLASHED = re.compile(r"[/:]([^/:]{1,8})$")
_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d)(?![\d.%]|\s*[万亿]?元|[万亿个家户名吨亩])")
_INDEX = re.compile(r"(?:以)?(?:上年|去年|上年同期|同期|上月)?(?:=|为)100")
_TIME = re.compile(
    r"(?:(?:19|20)\d\d年?)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:月?[-—~至]\d{1,2})?月(?:份|累计)?"
    r"|[一二三四]季度|上半年|前三季度|全年)?"
)
_CAPTION_UNIT = re.compile(r"单位[:：]\s*([^\s,，;；)）。]{1,16})")


def _says(head: str, role: str) -> bool:
    return any(word in head for word in head_words(role))


def known_unit(text: str) -> str | None:
    """The text where it is a unit (% and ‰ included), else None; of two (亿元、%) the first."""
    first = re.split("[、,，/]", text.strip(), maxsplit=1)[0] if measure_of(text.strip()) is None else text.strip()
    return first if first in ("%", "‰") or (first and measure_of(first)) else None


def unit_in(head: str) -> tuple[str, str | None]:
    """A head or label without the unit it names in brackets or after a slash, and that unit."""
    for pattern in (_BRACKET, _SLASHED):
        for found in reversed(list(pattern.finditer(head))):
            unit = known_unit(found[1].removeprefix("单位:").removeprefix("±"))
            if unit:
                return head[: found.start()] + head[found.end() :], unit
    return (head[:-1], "%") if head.endswith("%") else (head, None)


def unit_of_caption(caption: str) -> str | None:
    """The unit that 单位:亿元 over a table gives its values; a percent sign there is the growth's."""
    for found in _CAPTION_UNIT.finditer(caption):
        units = [unit for part in re.split("[、,，]", found[1]) if (unit := known_unit(part)) and unit != "%"]
        if units:
            return units[0]
        if known_unit(found[1]) == "%":
            return "%"
    return None


def is_time(text: str) -> bool:
    """Whether a label is only a month, a part of a year or a year."""
    return _TIME.fullmatch(re.sub(r"\s", "", text)) is not None


def year_in(text: str) -> int | None:
    """The last year named in a head or caption."""
    years = _YEAR.findall(text)
    return int(years[-1]) if years else None


def read_columns(heads: Sequence[str], body: Sequence[Sequence[str]], caption: str) -> tuple[HeadedColumn, ...]:
    """The columns of a table, given each column's heads joined from top to bottom, and the rows below the heads."""
    columns = [_column(index, head, [row[index] for row in body], caption) for index, head in enumerate(heads)]
    labels = [column.index for column in columns if column.role is ColumnRole.NAME]
    first_figure = min(
        (c.index for c in columns if c.role in (ColumnRole.VALUE, ColumnRole.GROWTH)), default=len(columns)
    )
    before = [index for index in labels if index < first_figure] or labels[:1]
    for index in labels:
        again = index > first_figure and heads[index] and heads[index] == heads[before[-1]]
        role = (
            ColumnRole.NAME
            if index == before[-1] or again
            else ColumnRole.GROUP
            if index in before
            else ColumnRole.OTHER
        )
        columns[index] = replace(columns[index], role=role)
    return tuple(_partnered(columns))


def _column(index: int, head: str, cells: Sequence[str], caption: str) -> HeadedColumn:
    plain = re.sub(r"\s", "", same_width(head))
    filled = [cell for cell in cells if cell.strip(" -—/…")]
    figured = sum(1 for cell in filled if figures(cell) or is_masked(cell) or is_relative(cell))
    if plain in ("单位", "计量单位") or (
        not plain and filled and all(known_unit(cell) for cell in filled) and not figured
    ):
        return HeadedColumn(index, ColumnRole.UNIT, plain)
    if any(_says(plain, role) for role in ("note", "responsible", "ordinal")) or not filled:
        return HeadedColumn(index, ColumnRole.OTHER, plain)
    if figured * 2 < len(filled):
        return HeadedColumn(index, ColumnRole.NAME, plain)
    if _is_ordinal(plain, cells):
        return HeadedColumn(index, ColumnRole.OTHER, plain)
    return _figure_column(index, plain, caption)


def _is_ordinal(head: str, cells: Sequence[str]) -> bool:
    return not head and len(cells) > 1 and [cell.strip() for cell in cells] == [str(n + 1) for n in range(len(cells))]


def _figure_column(index: int, plain: str, caption: str) -> HeadedColumn:
    bare, unit = unit_in(_INDEX.sub("", plain))
    growth = _says(bare, "growth") and not _says(bare, "skip")
    if _says(bare, "skip"):
        return HeadedColumn(index, ColumnRole.OTHER, plain)
    previous = _says(bare, "previous") and not growth
    kind = (
        Kind.TARGET
        if _says(bare, "target") and not previous
        else Kind.ACTUAL
        if _says(bare, "actual") or previous
        else None
    )
    months = months_in_head(bare) or (
        months_in_head(caption) if _says(bare, "actual") or "本月" in bare or "当月" in bare else None
    )
    if months and ("本月" in bare or "当月" in bare):
        months = (months[1], months[1])
    return HeadedColumn(
        index,
        ColumnRole.GROWTH if growth else ColumnRole.VALUE,
        plain,
        unit=unit if unit != "%" or not growth else None,
        year=year_in(bare),
        months=months,
        kind=kind,
        previous=previous,
        measure="" if growth else _measure(bare),
    )


def _measure(bare: str) -> str:
    """What a head counts, where it says more than 绝对数, a year or a kind."""
    if any(_says(bare, role) for role in ("generic", "target", "actual", "previous")):
        return ""
    rest = _YEAR.sub("", bare)
    return "" if months_in_head(rest) or rest in ("", "年", "年度", "值", "数", "指数", "()", "指数()") else rest


def _partnered(columns: Sequence[HeadedColumn]) -> list[HeadedColumn]:
    """Each growth column beside its value column: the nearest to the left that says nothing to the contrary."""
    taken: set[int] = set()
    shown: list[HeadedColumn] = []
    for column in columns:
        if column.role is not ColumnRole.GROWTH:
            shown.append(column)
            continue
        choices = [c for c in columns if c.role is ColumnRole.VALUE and c.index not in taken and _agree(column, c)]
        left = [c for c in choices if c.index < column.index]
        partner = max(left, key=_index) if left else min(choices, key=_index, default=None)
        if partner is None and (beside := _planned_beside(columns, column)) and beside.index not in taken:
            partner = beside
        if partner is None:
            shown.append(column)
            continue
        taken.add(partner.index)
        shown.append(replace(column, partner=partner.index))
    return shown


def _index(column: HeadedColumn) -> int:
    return column.index


def _planned_beside(columns: Sequence[HeadedColumn], growth: HeadedColumn) -> HeadedColumn | None:
    """The planned level right before a second 同比增长: the first one belongs to what was reached."""
    earlier = any(c.role is ColumnRole.GROWTH and c.index < growth.index for c in columns)
    value = next((c for c in columns if c.index == growth.index - 1 and c.role is ColumnRole.VALUE), None)
    if not earlier or value is None or value.kind is not Kind.TARGET or value.previous:
        return None
    return value if growth.year is None or value.year is None or growth.year == value.year else None


def _agree(growth: HeadedColumn, value: HeadedColumn) -> bool:
    if value.previous or (growth.kind and value.kind and growth.kind is not value.kind):
        return False
    if growth.kind is None and value.kind is Kind.TARGET and "同比" in growth.head:
        return False
    if growth.months and value.months and growth.months != value.months:
        return False
    return growth.year is None or value.year is None or growth.year == value.year
