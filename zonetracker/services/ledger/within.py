"""Whether each fact is within its limits by itself, whatever stands beside it: how long, how large, of which year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from zonetracker.model.bookkeeping import Adjustment, Closing
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.duties.chasing import CHASE_PLACES
from zonetracker.model.duties.workdays import holidays_beyond
from zonetracker.model.facts import (
    Action,
    Actual,
    Candidate,
    Department,
    Derivation,
    Evidence,
    FactType,
    Filing,
    Indicator,
    Milestone,
    Node,
    PeriodTarget,
    Points,
    Stated,
    Target,
)
from zonetracker.model.issuing import Wording, unknown_places
from zonetracker.model.milestones.checklists import checklists_beyond
from zonetracker.model.milestones.grades import project_rules_beyond
from zonetracker.model.milestones.templates import templates_beyond
from zonetracker.model.points.rules import points_rules_beyond
from zonetracker.model.reports.frame import Written
from zonetracker.model.rules import rules_from_data
from zonetracker.model.scoring.rules import score_set_beyond

_Limit = Callable[[Any, str], Finding | None]


def candidate_findings(before: Candidate | None, after: Candidate) -> tuple[Finding, ...]:
    """Whether a row's fields are within their limits; whether it holds is asked when it is confirmed."""
    stated = beyond(before.stated if before else None, after.stated)
    return tuple(beyond(before, after) + stated)


def milestone_findings(before: Milestone | None, after: Milestone) -> tuple[Finding, ...]:
    """Whether a milestone's fields are within their limits."""
    return tuple(beyond(before, after))


def indicator_findings(before: Indicator | None, after: Indicator) -> tuple[Finding, ...]:
    """Whether an indicator's fields are within their limits."""
    return tuple(beyond(before, after))


def department_findings(before: Department | None, after: Department) -> tuple[Finding, ...]:
    """Whether a department's fields are within their limits."""
    return tuple(beyond(before, after))


def new_row_findings(candidate: Candidate) -> tuple[Finding, ...]:
    """Whether a row that a clerk adds is within its limits and says something."""
    stated = candidate.stated
    said = candidate.masked or stated.value is not None or stated.growth is not None
    figureless = candidate.type is FactType.QUANTITY and not said
    lacks = (hard(FindingCode.FIGURELESS, "value"),) if figureless else ()
    return (*candidate_findings(None, candidate), *lacks)


def written_beyond(written: Written | None) -> Finding | None:
    """Whether a document can have been written then; month 0 is a year alone."""
    if written is None:
        return None
    year, month = written
    return limits.year_beyond(year) or (limits.month_beyond(month) if month else None)


def adjustment_findings(before: Stated, after: Stated, month: int, paper: str, reason: str) -> tuple[Finding, ...]:
    """What an adjustment must change and say."""
    paperless = None if paper.strip() else hard(FindingCode.NO_PAPER, "paper")
    found = (
        hard(FindingCode.NOTHING_ADJUSTED, "value") if after == before else None,
        limits.month_beyond(month),
        paperless or limits.text_beyond(paper, "paper", limits.LINE),
        limits.reason_beyond(reason),
    )
    return tuple(one for one in found if one is not None)


def revision_findings(before: Actual | None, after: Actual | None, paper: str, reason: str) -> tuple[Finding, ...]:
    """What a revised base must change and say."""
    figures = [None if one is None else (one.value, one.unit, one.growth) for one in (before, after)]
    paperless = None if paper.strip() else hard(FindingCode.NO_PAPER, "paper")
    found = (
        hard(FindingCode.NOT_A_NUMBER, "value") if after is None else None,
        hard(FindingCode.NOTHING_REVISED, "value") if figures[0] == figures[1] else None,
        paperless or limits.text_beyond(paper, "paper", limits.LINE),
        limits.reason_beyond(reason),
    )
    return tuple(one for one in found if one is not None)


def row_findings(fact: object) -> tuple[Finding, ...]:
    """Whether a fact is within its limits by itself, whatever stands beside it: of a workbook that is read back."""
    parts = [fact]
    if isinstance(fact, Adjustment):
        parts += [fact.before, fact.after]
    elif isinstance(fact, Target | Candidate | PeriodTarget):
        parts.append(fact.stated)
    return tuple(found for part in parts for found in _beyond(None, part, _KEPT[type(part)]))


def setting_findings(key: str, value: object) -> tuple[Finding, ...]:
    """Whether a setting of the workbook may be so; None takes it away."""
    own = _SETTING[key](value) if key in _SETTING and value is not None else None
    found = [own, *(limits.text_beyond(text, key, limits.TEXT) for text in _texts(value))]
    return tuple(one for one in found if one is not None)


def _texts(value: object) -> Iterator[str]:
    """Every text of a setting, however deep it lies."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, Sequence):
        yield from (text for one in value for text in _texts(one))


def beyond(before: object | None, after: object) -> list[Finding]:
    """What lies beyond its limit among the fields of a fact that change."""
    return _beyond(before, after, _CHANGED[type(after)])


def _beyond(before: object | None, after: object, table: Mapping[str, _Limit]) -> list[Finding]:
    found = []
    for name, limit in table.items():
        value = getattr(after, name)
        if value is not None and (before is None or getattr(before, name) != value):
            finding = limit(value, name)
            if finding is not None:
                found.append(finding)
    return found


def _text(longest: int) -> _Limit:
    return partial(_text_within, longest)


def _text_within(longest: int, text: str | None, field: str) -> Finding | None:
    return limits.text_beyond(text, field, longest)


def _year(year: int | None, field: str) -> Finding | None:
    return limits.year_beyond(year)


def _month(month: int, field: str) -> Finding | None:
    return limits.month_beyond(month)


def _reason(reason: str, field: str) -> Finding | None:
    return limits.reason_beyond(reason, field) if reason else None


def _day(day: str, field: str) -> Finding | None:
    return limits.day_beyond(day, field)


def _days(days: int, field: str) -> Finding | None:
    return limits.days_beyond(days, field)


def _month_of_year(text: str, field: str) -> Finding | None:
    """A month of the form 2023-07."""
    whole = len(text) == len("2023-07") and limits.date_beyond(text, field) is None
    return None if whole else hard(FindingCode.NOT_A_DATE, field, text=limits.in_short(text))


def _sum(sum_: Any, field: str) -> Finding | None:
    found = limits.figure_beyond(sum_, field)
    return found or (hard(FindingCode.BELOW_ZERO, field, value=str(sum_)) if sum_ < 0 else None)


def _derive(derive: Derivation, field: str) -> Finding | None:
    sums = (derive.least_investment, derive.least_fixed_assets)
    names = (derive.node, derive.industry, derive.checklist)
    found = [None if one is None else _sum(one, field) for one in sums]
    found += [limits.text_beyond(one, field, limits.NAME) for one in names]
    return next((one for one in found if one is not None), None)


def _weight(weight: Any, field: str) -> Finding | None:
    found = limits.figure_beyond(weight, field)
    return found or (hard(FindingCode.WEIGHT_BELOW_ZERO, field) if weight is not None and weight < 0 else None)


def _amount(amount: Any, field: str) -> Finding | None:
    found = limits.figure_beyond(amount, field)
    return found or (hard(FindingCode.AMOUNT_WRONG, field) if amount < 0 else None)


def _names(names: tuple[str, ...], field: str) -> Finding | None:
    return next((found for name in names if (found := limits.name_beyond(name, field)) is not None), None)


def _rules(data: object) -> Finding | None:
    return limits.rules_beyond(rules_from_data(data)) if isinstance(data, Mapping) else None


def _sources(listed: object) -> Finding | None:
    told = _texts(listed)
    return next((found for one in told if (found := limits.text_beyond(one, "sources", limits.UNIT))), None)


def _summary(data: object) -> Finding | None:
    for text in Wording.from_data(data).templates.values():
        for place in unknown_places(text):
            return hard(FindingCode.PLACE_UNKNOWN, "summary", text=limits.in_short(place))
    return None


def _chase(text: object) -> Finding | None:
    said = str(text)
    wrong = next(unknown_places(said, CHASE_PLACES), None)
    if wrong is not None:
        return hard(FindingCode.PLACE_UNKNOWN, "dun_words", text=limits.in_short(wrong))
    return limits.text_beyond(said, "dun_words", limits.TEXT)


_SETTING: Mapping[str, Callable[[object], Finding | None]] = {
    "zone": lambda zone: limits.name_beyond(str(zone), "zone"),
    "places": limits.places_beyond,
    "rules": _rules,
    "project_rules": project_rules_beyond,
    "sources": _sources,
    "summary": _summary,
    "holidays": holidays_beyond,
    "dun_words": _chase,
    "due_day": lambda day: limits.due_day_beyond(day if type(day) is int else 0),
    "supervise_levels": limits.levels_beyond,
    **{key: partial(limits.days_beyond, field=key) for key in ("early_days", "soon", "behind_after", "late_after")},
    "node_templates": templates_beyond,
    "list_options": checklists_beyond,
    "score_set": score_set_beyond,
    "points_rules": points_rules_beyond,
}
_STATED: Mapping[str, _Limit] = {
    "value": limits.figure_beyond,
    "value_high": limits.figure_beyond,
    "growth": limits.rate_beyond,
    "growth_high": limits.rate_beyond,
    "unit": _text(limits.UNIT),
}
_ACTUAL: Mapping[str, _Limit] = {
    "value": limits.figure_beyond,
    "growth": limits.rate_beyond,
    "unit": _text(limits.UNIT),
    "origin": _text(limits.LINE),
    "source": _text(limits.UNIT),
    "reason": _reason,
    "year": _year,
    "reported_on": _day,
}
_TARGET: Mapping[str, _Limit] = {
    "year": _year,
    "section": _text(limits.TEXT),
    "deadline": limits.date_beyond,
    "responsible": _text(limits.LINE),
    "weight": _weight,
    "score_rule": _text(limits.NAME),
    "stretch": limits.figure_beyond,
    "stretch_growth": limits.rate_beyond,
    "wording": _text(limits.TEXT),
    "note": _text(limits.TEXT),
}
_CANDIDATE: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "year": _year,
    "deadline": limits.date_beyond,
    "responsible": _text(limits.LINE),
    "section": _text(limits.TEXT),
    "quote": _text(limits.QUOTE),
}
_MILESTONE: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "year": _year,
    "deadline": limits.date_beyond,
    "done_on": limits.date_beyond,
    "section": _text(limits.TEXT),
    "responsible": _text(limits.LINE),
    "note": _text(limits.TEXT),
    "checklist": _text(limits.NAME),
    "code": _text(limits.NAME),
    "requirement": _text(limits.TEXT),
    "leader": _text(limits.LINE),
    "received_on": _day,
    "template": _text(limits.NAME),
    "builder": _text(limits.LINE),
    "scale": _text(limits.TEXT),
    "construction": _text(limits.NAME),
    "industry": _text(limits.NAME),
    "investment": _sum,
    "fixed_assets": _sum,
    "spent_before": _sum,
    "year_plan": _sum,
    "money_unit": _text(limits.UNIT),
    "curve": lambda curve, _: limits.curve_beyond(curve),
    "weight": _weight,
    "score_rule": _text(limits.NAME),
}
_NODE: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "planned": limits.date_beyond,
    "done_on": limits.date_beyond,
    "meaning": _text(limits.TEXT),
    "papers": _text(limits.TEXT),
    "behind_after": _days,
    "late_after": _days,
}
_ACTION: Mapping[str, _Limit] = {
    "day": _day,
    "year": _year,
    "month": _month,
    "words": _text(limits.TEXT),
    "paper_no": _text(limits.LINE),
    "before": limits.date_beyond,
    "after": limits.date_beyond,
}
_EVIDENCE: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "added_on": _day,
    "paper_no": _text(limits.LINE),
    "note": _text(limits.TEXT),
}
_PERIOD_TARGET: Mapping[str, _Limit] = {"to_month": _month, "note": _text(limits.TEXT)}
_POINTS: Mapping[str, _Limit] = {
    "year": _year,
    "month": _month,
    "day": _day,
    "amount": _amount,
    "part": _text(limits.NAME),
    "entry": _text(limits.LINE),
    "reason": _text(limits.TEXT),
    "paper_no": _text(limits.LINE),
}
_INDICATOR: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "aliases": _names,
    "unit": _text(limits.UNIT),
    "category": _text(limits.NAME),
    "months": lambda months, _: limits.months_beyond(months),
    "curve": lambda curve, _: limits.curve_beyond(curve),
    "supplier": _text(limits.LINE),
    "due_day": lambda day, _: limits.due_day_beyond(day),
    "derive": _derive,
}
_DEPARTMENT: Mapping[str, _Limit] = {
    "name": limits.name_beyond,
    "aliases": _names,
    "contact": _text(limits.LINE),
    "due_day": lambda day, _: limits.due_day_beyond(day),
    "series": _text(limits.NAME),
    "leader": _text(limits.LINE),
    "retired_from": _month_of_year,
}
_ADJUSTMENT: Mapping[str, _Limit] = {
    "from_month": _month,
    "paper": _text(limits.LINE),
    "reason": _text(limits.TEXT),
}
_FILING: Mapping[str, _Limit] = {
    "year": _year,
    "month": _month,
    "problem": _text(limits.TEXT),
    "progress": _text(limits.TEXT),
    "next_step": _text(limits.TEXT),
    "value": _sum,
    "unit": _text(limits.UNIT),
    "reported_on": _day,
    "origin": _text(limits.QUOTE),
}
_CLOSING: Mapping[str, _Limit] = {"year": _year, "month": _month, "reason": _reason}
_CHANGED: Mapping[type, Mapping[str, _Limit]] = {
    Stated: _STATED,
    Actual: _ACTUAL,
    Target: _TARGET,
    Candidate: _CANDIDATE,
    Milestone: _MILESTONE,
    Indicator: _INDICATOR,
    Department: _DEPARTMENT,
    Node: _NODE,
    Action: _ACTION,
    Evidence: _EVIDENCE,
    Filing: _FILING,
    PeriodTarget: _PERIOD_TARGET,
    Points: _POINTS,
}
_KEPT: Mapping[type, Mapping[str, _Limit]] = {
    **_CHANGED,
    Actual: {**_ACTUAL, "month": _month},
    Adjustment: _ADJUSTMENT,
    Closing: _CLOSING,
}
