"""The columns of the review table, and how each takes what is typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from zonetracker.model.changes import RowChange
from zonetracker.model.facts import JUDGED, Candidate, FactType, Kind, Stated
from zonetracker.services.review import MarkedRow
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.signs import mark_state
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.facts import bound_word
from zonetracker.words.review import kind_choices, kind_word
from zonetracker.words.typed import (
    bound_choices,
    read_bound,
    read_deadline,
    read_level,
    read_rate,
    read_year,
    with_level,
    with_rate,
)
from zonetracker.words.wording import goal_words, growth_words, level_words, part_name, range_text

_EDITED = "sign-pencil"
Keep = Callable[[MarkedRow, RowChange], bool]
Reader = Callable[[Candidate, str], RowChange]


def review_columns(keep: Keep, refuse: Callable[[Refusal], None]) -> list[TableColumn]:
    """All columns; `keep` changes a row as was typed, `refuse` says why that was not taken."""

    def taking(reader: Reader) -> Callable[[MarkedRow, str], bool]:
        def edit(row: MarkedRow, text: str) -> bool:
            try:
                return keep(row, reader(row.row.candidate, text))
            except Refusal as refusal:
                refuse(refusal)
                return False

        return edit

    return [
        state_column("mark", tr("标记"), lambda row: mark_state(row.mark), width=8),
        TableColumn(
            "kind",
            tr("类别"),
            _kind_word,
            edit=taking(_kind),
            choices=tuple(kind_choices()),
            width=7,
        ),
        TableColumn(
            "name",
            tr("名称"),
            _name,
            start=lambda row: row.row.candidate.name,
            tip=lambda row: row.row.candidate.name,
            edit=taking(lambda _, text: RowChange(name=text)),
            width=26,
            least=13,
        ),
        TableColumn(
            "year", tr("年度"), lambda row: _plain(row.row.candidate.year), edit=taking(_year), width=5, least=4
        ),
        TableColumn(
            "value",
            tr("数值"),
            _value,
            edit=taking(_level),
            start=_value_start,
            numeric=True,
            width=8,
            least=6,
            bold=_is_target,
            sign=lambda row: _EDITED if _other_level(row) else "",
        ),
        TableColumn(
            "unit",
            tr("单位"),
            lambda row: row.row.candidate.stated.unit or "",
            edit=taking(lambda _, text: RowChange(unit=text or None)),
            width=8,
            least=5,
        ),
        TableColumn(
            "bound",
            tr("口径"),
            lambda row: bound_word(row.row.candidate.stated.bound),
            edit=taking(lambda _, text: RowChange(bound=read_bound(text))),
            choices=bound_choices(),
            width=4,
        ),
        TableColumn(
            "growth",
            tr("增速%"),
            _growth,
            edit=taking(_rate),
            start=_growth_start,
            numeric=True,
            width=8,
            least=6,
            sign=lambda row: _EDITED if _other_growth(row) else "",
        ),
        replace(state_column("other", tr("另一数字"), _other, width=13), least=11),
        TableColumn(
            "deadline",
            tr("时限"),
            lambda row: row.row.candidate.deadline or "",
            edit=taking(lambda _, text: RowChange(deadline=read_deadline(text))),
            width=7,
        ),
        TableColumn(
            "responsible",
            tr("责任单位"),
            lambda row: row.row.candidate.responsible,
            edit=taking(lambda _, text: RowChange(responsible=text.strip())),
            start=lambda row: row.row.candidate.responsible,
            width=8,
        ),
        TableColumn("confidence", tr("把握"), _confidence, numeric=True, width=5),
    ]


def restated(stated: Stated) -> RowChange:
    """The change that makes a row state this."""
    return RowChange(
        value=stated.value,
        value_high=stated.value_high,
        unit=stated.unit,
        bound=stated.bound,
        growth=stated.growth,
        growth_high=stated.growth_high,
        growth_bound=stated.growth_bound,
    )


def _name(row: MarkedRow) -> str:
    candidate = row.row.candidate
    return part_name(candidate.name) if candidate.parent else candidate.name


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _is_target(row: MarkedRow) -> bool:
    return row.row.candidate.kind is Kind.TARGET


def _value(row: MarkedRow) -> str:
    candidate = row.row.candidate
    if candidate.masked:
        return tr("（隐去）")
    if candidate.type is FactType.RELATIVE:
        start = candidate.quote_span.start
        return candidate.quote[candidate.span.start - start : candidate.span.end - start]
    return range_text(candidate.stated.value, candidate.stated.value_high)


def _value_start(row: MarkedRow) -> str:
    return range_text(row.row.candidate.stated.value, row.row.candidate.stated.value_high)


def _growth_start(row: MarkedRow) -> str:
    return range_text(row.row.candidate.stated.growth, row.row.candidate.stated.growth_high)


def _growth(row: MarkedRow) -> str:
    return _growth_start(row) + bound_word(row.row.candidate.stated.growth_bound)


def _confidence(row: MarkedRow) -> str:
    """Only where it is low, and the row still to be judged."""
    candidate = row.row.candidate
    return "" if candidate.sure or row.mark in JUDGED else f"{int(candidate.confidence * 100)}%"


def _other_level(row: MarkedRow) -> bool:
    now, read = row.row.candidate.stated, row.read
    return read is not None and (now.value, now.value_high, now.unit) != (read.value, read.value_high, read.unit)


def _other_growth(row: MarkedRow) -> bool:
    now, read = row.row.candidate.stated, row.read
    return read is not None and (now.growth, now.growth_high) != (read.growth, read.growth_high)


def _other(row: MarkedRow) -> State | None:
    """A figure beside the row's own: what its sentence said before somebody changed it, and what the workbook has."""
    said = [tr("原文{figure}", figure=_as_read(row, row.read))] if row.read is not None else []
    if row.stands is not None:
        said.append(tr("台账{figure}", figure=goal_words(row.stands, row.stands.unit or "")))
    return State("；".join(said), _EDITED if row.read is not None else "", "look") if said else None


def _as_read(row: MarkedRow, read: Stated) -> str:
    said = [level_words(read, read.unit or "")] if _other_level(row) else []
    said += [growth_words(read)] if _other_growth(row) else []
    return "，".join(one for one in said if one) or tr("没有数字")


def _kind_word(row: MarkedRow) -> str:
    candidate = row.row.candidate
    return kind_word(candidate.kind, candidate.type, candidate.stretch)


def _kind(candidate: Candidate, text: str) -> RowChange:
    kind, type_, stretch = kind_choices().get(text, (candidate.kind, candidate.type, candidate.stretch))
    return RowChange(kind=kind, type=type_, stretch=stretch)


def _year(candidate: Candidate, text: str) -> RowChange:
    return RowChange(year=read_year(text))


def _level(candidate: Candidate, text: str) -> RowChange:
    wanted = restated(with_level(candidate.stated, read_level(text)))
    return replace(wanted, masked=False) if candidate.masked and wanted.value is not None else wanted


def _rate(candidate: Candidate, text: str) -> RowChange:
    return restated(with_rate(candidate.stated, read_rate(text)))
