"""Facts as rows and back: decimals as the text that was written, lists as JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache

from zonetracker.model.bookkeeping import Adjustment, Closing, Issued
from zonetracker.model.checking import limits
from zonetracker.model.facts import (
    Actual,
    Bound,
    Candidate,
    Derivation,
    Derived,
    FactType,
    Indicator,
    JudgeBy,
    Kind,
    Nature,
    Polarity,
    Report,
    ReportHead,
    ReviewRow,
    ReviewStatus,
    Span,
    Stated,
    Target,
)
from zonetracker.model.reports.frame import Frame, Written, frame_data, frame_from_data, written_from_text, written_text
from zonetracker.model.reports.layout import ScanLayout, layout_data, layout_from_data, lost_layout
from zonetracker.storage import values
from zonetracker.storage.connection import Value
from zonetracker.storage.history import canonical

STATED_COLUMNS = ("value", "value_high", "unit", "bound", "growth", "growth_high", "growth_bound")
_LONGEST_LAYOUT = 16_000_000


def figure(value: Decimal | None) -> str | None:
    """A decimal as text that gives the same decimal again, with its last zeros; ValueError for NaN and infinity."""
    if value is None:
        return None
    if not isinstance(value, Decimal):
        raise TypeError(f"a figure must be a Decimal, not {value!r}")
    if not value.is_finite():
        raise ValueError(f"not a figure: {value}")
    text = str(value)
    if "E" not in text:
        return text
    plain = format(value, "f")
    return plain if Decimal(plain).as_tuple() == value.as_tuple() else text


@lru_cache
def list_text(values: tuple[str | int | None, ...]) -> str:
    """A list as JSON text; most rows have one of a few."""
    return canonical(list(values))


def _bound(row: values.Row, column: str) -> Bound | None:
    return None if row[column] is None else values.code(row, column, Bound)


def _share(row: values.Row, column: str) -> Decimal:
    found = values.figure(row, column)
    if found is None or not 0 <= found <= 1:
        raise ValueError(column)
    return found


def _months(row: values.Row) -> tuple[int, ...]:
    found = values.data(row, "months")
    if not isinstance(found, list) or not all(isinstance(one, int) for one in found):
        raise TypeError("months")
    values.within(limits.months_beyond(tuple(found)), "months")
    return tuple(found)


def curve_of(row: values.Row) -> tuple[Decimal, ...]:
    """The shares of a course as they stand: an older program kept also those that are no whole course."""
    listed = (values.figure({"curve": one}, "curve") for one in values.texts(row, "curve", limits.UNIT))
    return tuple(one for one in listed if one is not None)


def _frame(row: values.Row) -> Frame:
    found = values.data(row, "frame")
    if not isinstance(found, dict):
        raise TypeError("frame")
    frame = frame_from_data(found)
    years = [frame.now, frame.past, frame.ahead, *(clue.year for clue in frame.clues)]
    months = [frame.month, *(frame.months or ()), *(clue.month for clue in frame.clues)]
    words = all(isinstance(clue.words, str) and len(clue.words) <= limits.TEXT for clue in frame.clues)
    flags = isinstance(frame.certain, bool) and isinstance(frame.months_open, bool)
    if not (words and flags and all(one is None or _between(one, 1, 9999) for one in years)):
        raise ValueError("frame")
    if len(frame.months or (1, 12)) != 2 or not all(_between(one, 0, 12) for one in months):
        raise ValueError("frame")
    return frame


def _between(number: object, least: int, most: int) -> bool:
    return isinstance(number, int) and least <= number <= most


def _written(row: values.Row) -> Written:
    year, month = written_from_text(values.text(row, "written", limits.UNIT))
    if not (_between(year, 1, 9999) and _between(month, 0, 12)):
        raise ValueError("written")
    return year, month


def stated_columns(stated: Stated) -> dict[str, Value]:
    """The columns of what a sentence states."""
    return {
        "value": figure(stated.value),
        "value_high": figure(stated.value_high),
        "unit": stated.unit,
        "bound": None if stated.bound is None else Bound(stated.bound).value,
        "growth": figure(stated.growth),
        "growth_high": figure(stated.growth_high),
        "growth_bound": None if stated.growth_bound is None else Bound(stated.growth_bound).value,
    }


def to_stated(row: values.Row) -> Stated:
    """What a row states."""
    return Stated(
        value=values.figure(row, "value"),
        value_high=values.figure(row, "value_high"),
        unit=values.said(row, "unit", limits.UNIT),
        bound=_bound(row, "bound"),
        growth=values.figure(row, "growth"),
        growth_high=values.figure(row, "growth_high"),
        growth_bound=_bound(row, "growth_bound"),
    )


def dating_columns(year: int | None, frame: Frame | None, written: Written | None) -> dict[str, Value]:
    """The columns of a report that its date decides: the year it is about, its frame, and what was settled."""
    return {
        "year": year,
        "frame": "" if frame is None else canonical(frame_data(frame)),
        "written": None if written is None else written_text(written),
    }


@values.of_table("report")
def to_report_head(row: values.Row) -> ReportHead:
    """A report without its text."""
    return ReportHead(
        id=values.key(row),
        name=values.text(row, "name", limits.QUOTE),
        media=values.text(row, "media", limits.QUOTE),
        sha256=values.sha256_of(row),
        title=values.text(row, "title", limits.QUOTE),
        year=values.number(row, "year", 1, 9999),
        imported_at=values.moment(row, "imported_at"),
        frame=_frame(row) if row["frame"] else None,
        written=_written(row) if row["written"] else None,
    )


@values.of_table("report")
def to_report(row: values.Row) -> Report:
    """A report; `row` has its text as the column `bytes`, its layout as `layout`."""
    data = row["bytes"]
    if not isinstance(data, bytes):
        raise TypeError("no text")
    head, text = to_report_head(row), data.decode("utf-8")
    layout = None if row["layout_sha256"] is None else _layout(row["layout"], len(text))
    return Report(**{one.name: getattr(head, one.name) for one in fields(head)}, text=text, layout=layout)


def layout_bytes(layout: ScanLayout, length: int) -> bytes:
    """A layout as it is kept; ValueError for one that can't be that of a text of so many characters."""
    data = canonical(layout_data(layout)).encode()
    if _layout(data, length).lost:
        raise ValueError("no layout of this text")
    return data


@lru_cache(maxsize=4)
def _layout(data: Value, length: int) -> ScanLayout:
    """The layout that a file holds for a text; what no program of ours wrote is a lost one, and the report stands."""
    try:
        if isinstance(data, bytes) and len(data) <= _LONGEST_LAYOUT:
            layout = layout_from_data(json.loads(data))
            if layout.fits(length):
                return layout
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        pass
    return lost_layout(length)


def candidate_columns(candidate: Candidate) -> dict[str, Value]:
    """The columns of a candidate in `review_row`."""
    return {
        "key": candidate.id,
        "kind": Kind(candidate.kind).value,
        "type": FactType(candidate.type).value,
        "year": candidate.year,
        "period": candidate.period,
        "name": candidate.name,
        **stated_columns(candidate.stated),
        "span_start": candidate.span.start,
        "span_end": candidate.span.end,
        "quote_start": candidate.quote_span.start,
        "quote_end": candidate.quote_span.end,
        "quote": candidate.quote,
        "parent": candidate.parent,
        "masked": int(candidate.masked),
        "stretch": int(candidate.stretch),
        "deadline": candidate.deadline,
        "responsible": candidate.responsible,
        "duplicate_of": candidate.duplicate_of,
        "section": candidate.section,
        "confidence": figure(candidate.confidence),
        "reasons": list_text(candidate.reasons),
    }


def to_candidate(row: values.Row) -> Candidate:
    """The candidate of a `review_row`."""
    return Candidate(
        id=values.text(row, "key", limits.LINE),
        kind=values.code(row, "kind", Kind),
        type=values.code(row, "type", FactType),
        year=values.number(row, "year", 1, 9999),
        period=values.text(row, "period", limits.LINE),
        name=values.text(row, "name", limits.NAME),
        stated=to_stated(row),
        span=Span(values.whole(row, "span_start", 0), values.whole(row, "span_end", 0)),
        quote_span=Span(values.whole(row, "quote_start", 0), values.whole(row, "quote_end", 0)),
        quote=values.text(row, "quote", limits.QUOTE),
        parent=values.said(row, "parent", limits.LINE),
        masked=values.flag(row, "masked"),
        stretch=values.flag(row, "stretch"),
        deadline=values.said(row, "deadline", limits.UNIT),
        responsible=values.text(row, "responsible", limits.LINE),
        duplicate_of=values.said(row, "duplicate_of", limits.LINE),
        section=values.text(row, "section", limits.TEXT),
        confidence=_share(row, "confidence"),
        reasons=values.texts(row, "reasons", limits.TEXT),
    )


@values.of_table("review_row")
def to_review_row(row: values.Row) -> ReviewRow:
    """A row of a report."""
    return ReviewRow(
        id=values.key(row),
        report_id=values.key(row, "report_id"),
        position=values.whole(row, "position"),
        status=values.code(row, "status", ReviewStatus),
        edited=values.flag(row, "edited"),
        candidate=to_candidate(row),
    )


def indicator_columns(indicator: Indicator) -> dict[str, Value]:
    """The columns of an indicator, without its id."""
    return {
        "name": indicator.name,
        "unit": indicator.unit,
        "category": indicator.category,
        "polarity": Polarity(indicator.polarity).value,
        "nature": Nature(indicator.nature).value,
        "typed_growth": int(indicator.typed_growth),
        "months": list_text(indicator.months),
        "curve": list_text(tuple(figure(one) for one in indicator.curve)),
        "aliases": list_text(indicator.aliases),
        "pinned": int(indicator.pinned),
        "supplier": indicator.supplier,
        "due_day": indicator.due_day,
        "derive": _derivation_text(indicator.derive),
    }


@values.of_table("indicator")
def to_indicator(row: values.Row) -> Indicator:
    """An indicator."""
    return Indicator(
        id=values.key(row),
        name=values.text(row, "name", limits.NAME),
        unit=values.said(row, "unit", limits.UNIT),
        category=values.text(row, "category", limits.NAME),
        polarity=values.code(row, "polarity", Polarity),
        nature=values.code(row, "nature", Nature),
        typed_growth=values.flag(row, "typed_growth"),
        months=_months(row),
        curve=curve_of(row),
        aliases=values.texts(row, "aliases", limits.NAME),
        pinned=values.flag(row, "pinned"),
        supplier=values.text(row, "supplier", limits.LINE),
        due_day=values.number(row, "due_day", 1, 31),
        derive=_derivation(row),
    )


_LEAST = ("least_investment", "least_fixed_assets")
_NAMED = ("node", "industry", "checklist")


def _derivation_text(derive: Derivation | None) -> str:
    if derive is None:
        return ""
    sums = {name: figure(getattr(derive, name)) for name in _LEAST}
    return canonical({"what": derive.what.value, **sums, **{name: getattr(derive, name) for name in _NAMED}})


def _derivation(row: values.Row) -> Derivation | None:
    if row["derive"] == "":
        return None
    found = values.data(row, "derive")
    if not isinstance(found, dict):
        raise TypeError("derive")
    said: values.Row = {name: found.get(name) for name in ("what", *_LEAST, *_NAMED)}
    investment, fixed_assets = (values.figure(said, name) for name in _LEAST)
    node, industry, checklist = (values.text(said, name, limits.NAME) for name in _NAMED)
    return Derivation(node, values.code(said, "what", Derived), investment, fixed_assets, industry, checklist)


def target_columns(target: Target) -> dict[str, Value]:
    """The columns of a target, without its id."""
    return {
        "indicator_id": target.indicator_id,
        "year": target.year,
        **stated_columns(target.stated),
        "position": target.position,
        "parent_id": target.parent_id,
        "section": target.section,
        "deadline": target.deadline,
        "responsible": target.responsible,
        "weight": figure(target.weight),
        "stretch": figure(target.stretch),
        "stretch_growth": figure(target.stretch_growth),
        "judge_by": JudgeBy(target.judge_by).value,
        "wording": target.wording,
        "note": target.note,
        "row_id": target.row_id,
        "quote": target.quote,
        "source": target.source,
        "score_rule": target.score_rule,
    }


@values.of_table("target")
def to_target(row: values.Row) -> Target:
    """A target."""
    return Target(
        id=values.key(row),
        indicator_id=values.key(row, "indicator_id"),
        year=values.year(row),
        stated=to_stated(row),
        position=values.whole(row, "position"),
        parent_id=values.link(row, "parent_id"),
        section=values.text(row, "section", limits.TEXT),
        deadline=values.said(row, "deadline", limits.UNIT),
        responsible=values.text(row, "responsible", limits.LINE),
        weight=values.figure(row, "weight"),
        stretch=values.figure(row, "stretch"),
        stretch_growth=values.figure(row, "stretch_growth"),
        judge_by=values.code(row, "judge_by", JudgeBy),
        wording=values.text(row, "wording", limits.TEXT),
        note=values.text(row, "note", limits.TEXT),
        row_id=values.link(row, "row_id"),
        quote=values.text(row, "quote", limits.QUOTE),
        source=values.text(row, "source", limits.QUOTE),
        score_rule=values.text(row, "score_rule", limits.NAME),
    )


def actual_columns(actual: Actual) -> dict[str, Value]:
    """The columns of an actual, without its id."""
    return {
        "indicator_id": actual.indicator_id,
        "year": actual.year,
        "month": actual.month,
        "value": figure(actual.value),
        "unit": actual.unit,
        "growth": figure(actual.growth),
        "origin": actual.origin,
        "reason": actual.reason,
        "row_id": actual.row_id,
        "source": actual.source,
        "reported_on": actual.reported_on,
    }


@values.of_table("actual")
def to_actual(row: values.Row) -> Actual:
    """An actual."""
    return Actual(
        id=values.key(row),
        indicator_id=values.key(row, "indicator_id"),
        year=values.year(row),
        month=values.month(row),
        value=values.figure(row, "value"),
        unit=values.said(row, "unit", limits.UNIT),
        growth=values.figure(row, "growth"),
        origin=values.text(row, "origin", limits.QUOTE),
        reason=values.text(row, "reason", limits.TEXT),
        row_id=values.link(row, "row_id"),
        source=values.text(row, "source", limits.QUOTE),
        reported_on=values.day(row, "reported_on"),
    )


def stated_text(stated: Stated) -> str:
    """What is stated, as JSON text."""
    return canonical(stated_columns(stated))


def _stated_of(row: values.Row, column: str) -> Stated:
    """What is stated, from its JSON text; what an older program did not know is not stated."""
    found = values.data(row, column)
    if not isinstance(found, dict):
        raise TypeError(column)
    return to_stated({**dict.fromkeys(STATED_COLUMNS), **found})


@values.of_table("target_adjustment")
def to_adjustment(row: values.Row) -> Adjustment:
    """An adjustment of a target."""
    return Adjustment(
        id=values.key(row),
        target_id=values.key(row, "target_id"),
        from_month=values.month(row, "from_month"),
        before=_stated_of(row, "before"),
        after=_stated_of(row, "after"),
        paper=values.text(row, "paper", limits.LINE),
        reason=values.text(row, "reason", limits.TEXT),
    )


def closing_columns(closing: Closing) -> dict[str, Value]:
    """The columns of a closing, without its id."""
    return {
        "year": closing.year,
        "month": closing.month,
        "edition": closing.edition,
        "closed_on": closing.closed_on,
        "reopened_on": closing.reopened_on,
        "reason": closing.reason,
    }


@values.of_table("closing")
def to_closing(row: values.Row) -> Closing:
    """A closing of a month or a year."""
    return Closing(
        id=values.key(row),
        year=values.year(row),
        month=values.number(row, "month", 1, 12),
        edition=values.whole(row, "edition", 1),
        closed_on=values.moment(row, "closed_on"),
        reopened_on=None if row["reopened_on"] is None else values.moment(row, "reopened_on"),
        reason=values.text(row, "reason", limits.TEXT),
    )


@values.of_table("issued")
def to_issued(row: values.Row) -> Issued:
    """A file kept as issued."""
    return Issued(
        id=values.key(row),
        kind=values.text(row, "kind", limits.NAME),
        year=values.year(row),
        month=values.month(row),
        file_name=values.text(row, "file_name", limits.NAME),
        sha256=values.sha256_of(row),
        size=values.whole(row, "size", 0),
        made_at=values.moment(row, "made_at"),
    )


def value_text(value: object) -> str:
    """A setting as JSON text; a Decimal keeps its digits. TypeError for a float and anything else that JSON lacks."""
    return canonical(_plain(value))


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return {"$decimal": figure(value)}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise TypeError("the keys of a setting must be text")
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"a setting can't be {value!r}")


def to_value(text: Value) -> object:
    """A setting from its JSON text."""
    return values.data({"value": text}, "value")


@values.of_table("setting")
def to_setting(row: values.Row) -> tuple[str, object]:
    """A setting: its key and its value."""
    return values.text(row, "key", limits.NAME), values.data(row, "value")


@values.of_table("sheet_mapping")
def to_mapping(row: values.Row) -> tuple[str, Mapping[str, object]]:
    """What is kept of the columns of a bureau's sheet: its name and the choices."""
    found = values.data(row, "mapping")
    if not isinstance(found, Mapping):
        raise TypeError("no mapping")
    return values.text(row, "name", limits.QUOTE), found


@values.of_table("learned_name")
def to_learned(row: values.Row) -> tuple[str, str]:
    """A name as extraction read it, and as the clerk gave it."""
    return values.text(row, "raw", limits.LINE), values.text(row, "corrected", limits.NAME)


@values.of_table("made")
def to_made(row: values.Row) -> Mapping[str, int | None]:
    """What a confirmed row became or supports, by the columns that name it."""
    return {"row_id": values.key(row, "row_id"), **{column: values.link(row, column) for column in _MADE}}


_MADE = ("indicator_id", "target_id", "actual_id", "milestone_id")
FACTS: Mapping[str, Callable[[values.Row], object]] = {
    "report": to_report_head,
    "review_row": to_review_row,
    "indicator": to_indicator,
    "target": to_target,
    "target_adjustment": to_adjustment,
    "actual": to_actual,
    "made": to_made,
    "setting": to_setting,
    "issued": to_issued,
    "learned_name": to_learned,
    "sheet_mapping": to_mapping,
    "closing": to_closing,
}
"""How a row of these tables is read, whose changes are recorded; each raises Damaged and nothing else."""
