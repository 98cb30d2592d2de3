"""What a reviewed row states, as the fact that it becomes: pure functions, nothing is written here."""

from __future__ import annotations

from enum import Enum

from zonetracker.model.facts import Actual, FactType, Kind, Milestone, ReviewRow, Stated, Target


class Becomes(Enum):
    """What a row is made into."""

    NOTHING = "nothing"
    TARGET = "target"
    ACTUAL = "actual"
    MILESTONE = "milestone"


def month_of(period: str) -> int | None:
    """The month whose cumulated figure a period names: 12 for the year, MM for "YYYY-01..YYYY-MM", else None."""
    if period == "annual":
        return 12
    first, _, last = period.partition("..")
    if len(first) == len(last) == 7 and first[:4] == last[:4] and first.endswith("-01") and last[5:].isdigit():
        month = int(last[5:])
        return month if 1 <= month <= 12 else None
    return None


def becomes(row: ReviewRow) -> Becomes:
    """What this row makes when it is confirmed."""
    candidate = row.candidate
    if candidate.duplicate_of is not None or candidate.year is None:
        return Becomes.NOTHING
    if candidate.masked and candidate.type is not FactType.QUANTITY:
        return Becomes.NOTHING
    if candidate.type is FactType.MILESTONE:
        return Becomes.MILESTONE
    if candidate.kind is Kind.TARGET:  # one whose figure is masked waits in the list to be filled
        return Becomes.TARGET if candidate.period == "annual" else Becomes.NOTHING
    stated = candidate.stated
    told = stated.value is not None or stated.growth is not None
    if candidate.type is FactType.QUANTITY and told and month_of(candidate.period) is not None:
        return Becomes.ACTUAL
    return Becomes.NOTHING


def target_of(row: ReviewRow, indicator_id: int, source: str, parent_id: int | None) -> Target:
    """The target (id 0) that a row states; its report is named `source`."""
    candidate = row.candidate
    assert candidate.year is not None
    return Target(
        id=0,
        indicator_id=indicator_id,
        year=candidate.year,
        stated=Stated() if candidate.masked else candidate.stated,
        position=row.position,
        parent_id=parent_id,
        section=candidate.section,
        deadline=candidate.deadline,
        responsible=candidate.responsible,
        wording=candidate.quote if candidate.type is FactType.RELATIVE else "",
        row_id=row.id,
        quote=candidate.quote,
        source=source,
    )


def actual_of(row: ReviewRow, indicator_id: int, source: str) -> Actual:
    """The actual (id 0) that a row states."""
    candidate = row.candidate
    month = month_of(candidate.period)
    assert candidate.year is not None and month is not None
    return Actual(
        id=0,
        indicator_id=indicator_id,
        year=candidate.year,
        month=month,
        value=candidate.stated.value,
        unit=candidate.stated.unit,
        growth=candidate.stated.growth,
        origin=source,
        row_id=row.id,
    )


def milestone_of(row: ReviewRow, source: str) -> Milestone:
    """The milestone (id 0) that a row states."""
    candidate = row.candidate
    assert candidate.year is not None
    return Milestone(
        id=0,
        year=candidate.year,
        name=candidate.name,
        kind=candidate.kind,
        section=candidate.section,
        deadline=candidate.deadline,
        responsible=candidate.responsible,
        row_id=row.id,
        quote=candidate.quote,
        source=source,
    )
