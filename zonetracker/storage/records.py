"""Facts as rows and back: decimals as the text that was written, lists as JSON text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from zonetracker.model.bookkeeping import Adjustment, Closing, Issued
from zonetracker.model.facts import (
    Actual,
    Bound,
    Candidate,
    Department,
    FactType,
    Filing,
    Indicator,
    JudgeBy,
    Kind,
    Milestone,
    Nature,
    Polarity,
    Report,
    ReportHead,
    ReviewRow,
    ReviewStatus,
    Span,
    Stated,
    Target,
    TaskKind,
)
from zonetracker.model.frame import Frame, Written, frame_data, frame_from_data, written_from_text, written_text
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.history import canonical

STATED_COLUMNS = ("value", "value_high", "unit", "bound", "growth", "growth_high", "growth_bound")


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


def _decimal(value: Value) -> Decimal | None:
    if value is None:
        return None
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"not a figure: {value!r}") from None


def _text(value: Value) -> str:
    return "" if value is None else str(value)


def _optional(value: Value) -> str | None:
    return None if value is None else str(value)


def _whole(value: Value) -> int:
    if not isinstance(value, int):
        raise ValueError(f"not a whole number: {value!r}")
    return value


def _number(value: Value) -> int | None:
    return None if value is None else _whole(value)


def _bound(value: Value) -> Bound | None:
    return None if value is None else Bound(str(value))


@lru_cache
def _texts(value: Value) -> tuple[str, ...]:
    return tuple(str(one) for one in json.loads(_text(value)))


@lru_cache
def _list_text(values: tuple[str | int | None, ...]) -> str:
    """A list as JSON text; most rows have one of a few."""
    return canonical(list(values))


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


def to_stated(row: Mapping[str, Value]) -> Stated:
    """What a row states."""
    return Stated(
        value=_decimal(row["value"]),
        value_high=_decimal(row["value_high"]),
        unit=_optional(row["unit"]),
        bound=_bound(row["bound"]),
        growth=_decimal(row["growth"]),
        growth_high=_decimal(row["growth_high"]),
        growth_bound=_bound(row["growth_bound"]),
    )


def dating_columns(year: int | None, frame: Frame | None, written: Written | None) -> dict[str, Value]:
    """The columns of a report that its date decides: the year it is about, its frame, and what was settled."""
    return {
        "year": year,
        "frame": "" if frame is None else canonical(frame_data(frame)),
        "written": None if written is None else written_text(written),
    }


def to_report_head(row: Row) -> ReportHead:
    """A report without its text."""
    return ReportHead(
        id=_whole(row["id"]),
        name=_text(row["name"]),
        media=_text(row["media"]),
        sha256=_text(row["sha256"]),
        title=_text(row["title"]),
        year=_number(row["year"]),
        imported_at=_text(row["imported_at"]),
        frame=frame_from_data(json.loads(_text(row["frame"]))) if row["frame"] else None,
        written=written_from_text(str(row["written"])) if row["written"] else None,
    )


def to_report(row: Row) -> Report:
    """A report; `row` has its text as the column `bytes`."""
    text = row["bytes"]
    assert isinstance(text, bytes)
    head = to_report_head(row)
    return Report(**{one.name: getattr(head, one.name) for one in fields(head)}, text=text.decode("utf-8"))


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
        "reasons": _list_text(candidate.reasons),
    }


def to_candidate(row: Row) -> Candidate:
    """The candidate of a `review_row`."""
    return Candidate(
        id=_text(row["key"]),
        kind=Kind(_text(row["kind"])),
        type=FactType(_text(row["type"])),
        year=_number(row["year"]),
        period=_text(row["period"]),
        name=_text(row["name"]),
        stated=to_stated(row),
        span=Span(_whole(row["span_start"]), _whole(row["span_end"])),
        quote_span=Span(_whole(row["quote_start"]), _whole(row["quote_end"])),
        quote=_text(row["quote"]),
        parent=_optional(row["parent"]),
        masked=bool(row["masked"]),
        stretch=bool(row["stretch"]),
        deadline=_optional(row["deadline"]),
        responsible=_text(row["responsible"]),
        duplicate_of=_optional(row["duplicate_of"]),
        section=_text(row["section"]),
        confidence=Decimal(_text(row["confidence"])),
        reasons=_texts(row["reasons"]),
    )


def to_review_row(row: Row) -> ReviewRow:
    """A row of a report."""
    return ReviewRow(
        id=_whole(row["id"]),
        report_id=_whole(row["report_id"]),
        position=_whole(row["position"]),
        status=ReviewStatus(_text(row["status"])),
        edited=bool(row["edited"]),
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
        "months": _list_text(indicator.months),
        "curve": _list_text(tuple(figure(one) for one in indicator.curve)),
        "aliases": _list_text(indicator.aliases),
        "pinned": int(indicator.pinned),
    }


def to_indicator(row: Row) -> Indicator:
    """An indicator."""
    return Indicator(
        id=_whole(row["id"]),
        name=_text(row["name"]),
        unit=_optional(row["unit"]),
        category=_text(row["category"]),
        polarity=Polarity(_text(row["polarity"])),
        nature=Nature(_text(row["nature"])),
        typed_growth=bool(row["typed_growth"]),
        months=tuple(_whole(one) for one in json.loads(_text(row["months"]))),
        curve=tuple(Decimal(one) for one in _texts(row["curve"])),
        aliases=_texts(row["aliases"]),
        pinned=bool(row["pinned"]),
    )


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
    }


def to_target(row: Row) -> Target:
    """A target."""
    return Target(
        id=_whole(row["id"]),
        indicator_id=_whole(row["indicator_id"]),
        year=_whole(row["year"]),
        stated=to_stated(row),
        position=_whole(row["position"]),
        parent_id=_number(row["parent_id"]),
        section=_text(row["section"]),
        deadline=_optional(row["deadline"]),
        responsible=_text(row["responsible"]),
        weight=_decimal(row["weight"]),
        stretch=_decimal(row["stretch"]),
        stretch_growth=_decimal(row["stretch_growth"]),
        judge_by=JudgeBy(_text(row["judge_by"])),
        wording=_text(row["wording"]),
        note=_text(row["note"]),
        row_id=_number(row["row_id"]),
        quote=_text(row["quote"]),
        source=_text(row["source"]),
    )


def milestone_columns(milestone: Milestone) -> dict[str, Value]:
    """The columns of a milestone, without its id."""
    return {
        "year": milestone.year,
        "name": milestone.name,
        "kind": Kind(milestone.kind).value,
        "section": milestone.section,
        "deadline": milestone.deadline,
        "done_on": milestone.done_on,
        "responsible": milestone.responsible,
        "note": milestone.note,
        "row_id": milestone.row_id,
        "quote": milestone.quote,
        "source": milestone.source,
    }


def to_milestone(row: Row) -> Milestone:
    """A milestone."""
    return Milestone(
        id=_whole(row["id"]),
        year=_whole(row["year"]),
        name=_text(row["name"]),
        kind=Kind(_text(row["kind"])),
        section=_text(row["section"]),
        deadline=_optional(row["deadline"]),
        done_on=_optional(row["done_on"]),
        responsible=_text(row["responsible"]),
        note=_text(row["note"]),
        row_id=_number(row["row_id"]),
        quote=_text(row["quote"]),
        source=_text(row["source"]),
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
    }


def to_actual(row: Row) -> Actual:
    """An actual."""
    return Actual(
        id=_whole(row["id"]),
        indicator_id=_whole(row["indicator_id"]),
        year=_whole(row["year"]),
        month=_whole(row["month"]),
        value=_decimal(row["value"]),
        unit=_optional(row["unit"]),
        growth=_decimal(row["growth"]),
        origin=_text(row["origin"]),
        reason=_text(row["reason"]),
        row_id=_number(row["row_id"]),
        source=_text(row["source"]),
    )


def filing_columns(filing: Filing) -> dict[str, Value]:
    """The columns of a filing, without its id."""
    return {
        "task": TaskKind(filing.task).value,
        "task_id": filing.task_id,
        "year": filing.year,
        "month": filing.month,
        "problem": filing.problem,
    }


def to_filing(row: Row) -> Filing:
    """A filing."""
    return Filing(
        id=_whole(row["id"]),
        task=TaskKind(_text(row["task"])),
        task_id=_whole(row["task_id"]),
        year=_whole(row["year"]),
        month=_whole(row["month"]),
        problem=_text(row["problem"]),
    )


def department_columns(department: Department) -> dict[str, Value]:
    """The columns of a department, without its id."""
    return {
        "name": department.name,
        "aliases": _list_text(department.aliases),
        "contact": department.contact,
        "due_day": department.due_day,
        "position": department.position,
    }


def to_department(row: Row) -> Department:
    """A department."""
    return Department(
        id=_whole(row["id"]),
        name=_text(row["name"]),
        aliases=_texts(row["aliases"]),
        contact=_text(row["contact"]),
        due_day=_number(row["due_day"]),
        position=_whole(row["position"]),
    )


def stated_text(stated: Stated) -> str:
    """What is stated, as JSON text."""
    return canonical(stated_columns(stated))


def _stated_of(text: Value) -> Stated:
    """What is stated, from its JSON text; what an older program did not know is not stated."""
    return to_stated({**dict.fromkeys(STATED_COLUMNS), **json.loads(_text(text))})


def to_adjustment(row: Row) -> Adjustment:
    """An adjustment of a target."""
    return Adjustment(
        id=_whole(row["id"]),
        target_id=_whole(row["target_id"]),
        from_month=_whole(row["from_month"]),
        before=_stated_of(row["before"]),
        after=_stated_of(row["after"]),
        paper=_text(row["paper"]),
        reason=_text(row["reason"]),
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


def to_closing(row: Row) -> Closing:
    """A closing of a month or a year."""
    return Closing(
        id=_whole(row["id"]),
        year=_whole(row["year"]),
        month=_number(row["month"]),
        edition=_whole(row["edition"]),
        closed_on=_text(row["closed_on"]),
        reopened_on=_optional(row["reopened_on"]),
        reason=_text(row["reason"]),
    )


def to_issued(row: Row) -> Issued:
    """A file kept as issued."""
    return Issued(
        id=_whole(row["id"]),
        kind=_text(row["kind"]),
        year=_whole(row["year"]),
        month=_whole(row["month"]),
        file_name=_text(row["file_name"]),
        sha256=_text(row["sha256"]),
        size=_whole(row["size"]),
        made_at=_text(row["made_at"]),
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

    def revive(found: dict[str, object]) -> object:
        return Decimal(str(found["$decimal"])) if found.keys() == {"$decimal"} else found

    return json.loads(_text(text), object_hook=revive, parse_float=Decimal)
