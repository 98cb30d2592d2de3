"""How sure a row is: how likely its year and kind are right, times how likely its name and figure are.

Either is a sum of points fitted on labelled reports (seeds/confidence.csv, made by tools/fit_doubt.py): for the reasons
that the row shows, and for how far the second opinion (judging/evidence) bears out it, the figures around it and the
whole document. A document whose date was read wrong shows in all of its rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from functools import cache
from math import prod
from typing import NamedTuple

from zonetracker.extraction.drafts import Draft
from zonetracker.model.facts import MISREAD, SURE, Candidate, FactType
from zonetracker.support.seeds import seed_rows

_OF_YEAR = ("year_said", "year_far", "years_near", "year_guessed", "year_missing")
_OF_BOTH = ("kind_by_word", "kind_near_both", "time_by_text", "time_of_document", "time_disputed", "time_open")
TIME = frozenset((*_OF_YEAR, *_OF_BOTH))
"""Reasons that speak of the year and the kind; all others speak of the name and the figure."""
_OF_FIGURE = ("name_again", "name_bare", "ocr_slip", "converted", MISREAD)
NEVER_SURE = frozenset(("year_missing", "year_guessed", "time_disputed", "months_open", *_OF_FIGURE))
"""Reasons that no other reason outweighs."""
_MENDED = frozenset(("ocr_slip", "converted"))
GUESSED = "year_guessed:text"
_LEVELS = {"own": (80, 90, 95, 98), "around": (70, 80, 90, 95), "whole": (50, 70, 80, 90)}
_EVEN = 50
_READ_OTHERWISE = 30
_AROUND = 2
_CEILING = Decimal("0.99")
_FLOOR = Decimal("0.05")
UNSURE = SURE - Decimal("0.01")
"""The most that a row has at which a clerk is to look."""

_DOUBTED = Decimal("0.60")


class Backing(NamedTuple):
    """How far the second opinion bears out a row, the figures around it and its whole document, in hundredths."""

    own: int
    around: int
    whole: int


def codes_of(reasons: Iterable[str]) -> frozenset[str]:
    """What reasons say, without what they say it of."""
    return frozenset([reason.partition(":")[0] if ":" in reason else reason for reason in reasons])


def backings(shares: Sequence[int]) -> list[Backing]:
    """The backing of each figure of a document, by the shares of all of them in reading order."""
    whole = sum(shares) // len(shares) if shares else 0
    found = []
    for at, share in enumerate(shares):
        near = shares[max(0, at - _AROUND) : at + _AROUND + 1]
        found.append(Backing(share, sum(near) // len(near), whole))
    return found


def in_parts(reasons: Iterable[str], backing: Backing | None) -> tuple[frozenset[str], frozenset[str]]:
    """What the points of a row are given for: of its year and kind, and of its name and figure."""
    codes = codes_of(reasons)
    time = codes & TIME
    if backing is not None:
        time |= _borne("own", backing.own) | _borne("around", backing.around) | _borne("whole", backing.whole)
    return time, codes - TIME


@cache
def _borne(part: str, share: int) -> frozenset[str]:
    """What the points of a row are given for, by how far this part of its backing bears it out."""
    return frozenset(f"{part}>={level}" for level in _LEVELS[part] if share >= level)


def forbidden(reasons: Iterable[str], backing: Backing | None) -> bool:
    """Whether a row can't be sure, whatever its points."""
    return _never(codes_of(reasons), backing)


def _never(codes: frozenset[str], backing: Backing | None) -> bool:
    parted = backing is not None and (backing.own < _EVEN or backing.whole < _READ_OTHERWISE)
    return parted or not NEVER_SURE.isdisjoint(codes)


def judge(drafts: Sequence[Draft]) -> None:
    """Set the confidence of every row of a document (0.90: a clerk need not look again)."""
    shares = [draft.share for draft in drafts if draft.share is not None]
    backing = iter(backings(shares))
    for draft in drafts:
        held = next(backing) if draft.share is not None else None
        time, row = in_parts(draft.reasons, held)
        figure = draft.type is FactType.QUANTITY
        share = _share(time, row) if figure else _event_share(time | row)
        ceiling = UNSURE if not figure or _never(time | row, held) else _CEILING
        draft.confidence = min(share, ceiling if _MENDED.isdisjoint(row) else _DOUBTED)


def unsettled(row: Candidate) -> Candidate:
    """A row of a document whose date is not certain: whatever speaks for it, a clerk looks at it."""
    noted = GUESSED in row.reasons
    if noted and row.confidence <= UNSURE:
        return row
    reasons = row.reasons if noted else (*row.reasons, GUESSED)
    return replace(row, confidence=min(row.confidence, UNSURE), reasons=reasons)


@cache
def _points() -> dict[tuple[str, str], Decimal]:
    return {(row["part"], row["reason"]): Decimal(row["points"]) for row in seed_rows("confidence.csv")}


@cache
def _share(time: frozenset[str], row: frozenset[str]) -> Decimal:
    """Of a hundred rows with such reasons, how many are right in both parts, to two digits."""
    one, other = _odds("time", time), _odds("row", row)
    both = one * other / (1 + one + other)
    share = both / (both + _points()["all", ""].exp())
    return min(max(share, _FLOOR), _CEILING).quantize(Decimal("0.01"), rounding=ROUND_DOWN)


@cache
def _odds(part: str, found: frozenset[str]) -> Decimal:
    points = _points()
    return sum((points.get((part, reason), Decimal(0)) for reason in found), points[part, ""]).exp()


@cache
def _event_shares() -> dict[str, Decimal]:
    return {row["reason"]: Decimal(row["share"]) for row in seed_rows("event_shares.csv")}


@cache
def _event_share(reasons: frozenset[str]) -> Decimal:
    """The share of a row without a figure, the less the more speaks against it."""
    shares = _event_shares()
    share = prod((shares[reason] for reason in reasons if reason in shares), start=Decimal(1))
    return max(share, _FLOOR).quantize(Decimal("0.01"), rounding=ROUND_DOWN)
