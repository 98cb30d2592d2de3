"""A candidate as the evaluation standard writes it: one JSON object, decimals as strings."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.model.facts import Candidate


def _said(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def candidate_to_json(candidate: Candidate) -> dict[str, object]:
    """The fields of the standard, in its order; `confidence` is a JSON number, every other figure a string."""
    stated = candidate.stated
    return {
        "id": candidate.id,
        "kind": str(candidate.kind),
        "type": str(candidate.type),
        "year": candidate.year,
        "period": candidate.period,
        "name": candidate.name,
        "parent": candidate.parent,
        "value": _said(stated.value),
        "value_high": _said(stated.value_high),
        "unit": stated.unit,
        "bound": None if stated.bound is None else str(stated.bound),
        "growth": _said(stated.growth),
        "growth_high": _said(stated.growth_high),
        "growth_bound": None if stated.growth_bound is None else str(stated.growth_bound),
        "masked": candidate.masked,
        "deadline": candidate.deadline,
        "same_as": candidate.duplicate_of,
        "duplicate_of": candidate.duplicate_of,
        "quote": candidate.quote,
        "anchor": candidate.quote[
            candidate.span.start - candidate.quote_span.start : candidate.span.end - candidate.quote_span.start
        ],
        "start": candidate.span.start,
        "end": candidate.span.end,
        "confidence": float(candidate.confidence),
        "section": candidate.section,
        "reasons": list(candidate.reasons),
        "stretch": candidate.stretch,
    }
