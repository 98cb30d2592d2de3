"""Which row a part (其中) hangs below, and names that tell apart what one report says of several things."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from zonetracker.lexicon.naming import is_common, name_in_unit
from zonetracker.lexicon.spelling import plain_name
from zonetracker.model.facts import Candidate, FactType
from zonetracker.model.units import counted, same_dimension
from zonetracker.services.figures import agree

_LOST_NAME = frozenset({"name_again", "name_brief", "name_short"})
"""Doubts of a name that are settled when the whole is in it."""


def with_wholes(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same rows with `parent` the id of the whole in place of its name, each thing under a name of its own."""
    return _measured(_named(_hung(candidates)))


def named_by_whole(whole: str, part: str) -> str:
    """The name of a part that needs its whole to be told from another part of that name."""
    return f"{whole}其中{part}"


def _hung(candidates: Sequence[Candidate]) -> list[Candidate]:
    """None where no row of that kind and year bears the name of the whole; of several the nearest before the part is
    meant, else the nearest after it.
    """
    named: dict[tuple[object, ...], list[Candidate]] = {}
    for one in sorted(candidates, key=_start_of):
        named.setdefault((one.name, one.kind, one.year), []).append(one)
    made = []
    for part in candidates:
        if part.parent is not None:
            nearest = _nearest(named.get((part.parent, part.kind, part.year), []), part)
            made.append(replace(part, parent=nearest.id if nearest is not None else None))
        else:
            made.append(part)
    return made


def _start_of(row: Candidate) -> int:
    return row.span.start


def _nearest(wholes: Sequence[Candidate], part: Candidate) -> Candidate | None:
    """The last of these, in the order of their places, that does not begin behind the part; else the first."""
    behind = at = bisect_right(wholes, part.span.start, key=_start_of)
    while at:
        first = bisect_left(wholes, wholes[at - 1].span.start, key=_start_of)
        for place in range(first, at):
            if wholes[place].id != part.id:
                return wholes[place]
        at = first
    ahead = (wholes[place] for place in range(behind, len(wholes)))
    return next((one for one in ahead if one.id != part.id), None)


def _named(rows: list[Candidate]) -> list[Candidate]:
    """开工30个，其中工业20个；投产20个，其中工业15个: parts of one name have their wholes in it, as no one could tell
    them apart. A name that every office knows stays with its first whole, and is made longer only where figures differ.
    """
    wholes = {row.id: row.name for row in rows}
    new: dict[str, str] = {}
    for alike in _alike(rows):
        parts = [(row.id, wholes[row.parent]) for row in alike if row.parent is not None]
        several = len({whole for _, whole in parts}) > 1
        if is_common(alike[0].name, alike[0].stated.unit):
            stays, needed = parts[0][1] if parts else "", several and _contradict(alike, wholes)
        else:
            stays, needed = "", bool(parts) and (several or _contradict(alike, wholes))
        if needed:
            new |= {part: named_by_whole(whole, alike[0].name) for part, whole in parts if whole != stays}
    return [_renamed(row, new.get(row.id)) for row in rows]


def _measured(rows: list[Candidate]) -> tuple[Candidate, ...]:
    """12条、14公里: what is counted and measured of one thing are two, the second named with its unit."""
    new: dict[str, str] = {}
    for alike in _alike(rows):
        stated = [(row, row.stated.unit) for row in alike if row.stated.value is not None and row.stated.unit]
        beside = {
            frozenset((unit, next_unit))
            for (row, unit), (after, next_unit) in pairwise(stated)
            if row.quote_span.end >= after.quote_span.start - 1 and not agree(row.stated, after.stated)
        }
        for row, unit in stated[1:]:
            first = stated[0][1]
            count_the_same = counted(first) and counted(unit) and frozenset((first, unit)) not in beside
            if unit and not same_dimension(first, unit) and not count_the_same:
                new[row.id] = name_in_unit(row.name, unit)
    return tuple(_renamed(row, new.get(row.id), "name_with_unit") for row in rows)


def _alike(rows: Iterable[Candidate]) -> list[list[Candidate]]:
    """Figures of one name, several rows each."""
    named: dict[str, list[Candidate]] = {}
    for row in rows:
        if row.type is FactType.QUANTITY:
            named.setdefault(plain_name(row.name) or row.name, []).append(row)
    return [alike for alike in named.values() if len(alike) > 1]


def _contradict(rows: Iterable[Candidate], wholes: Mapping[str, str]) -> bool:
    """Whether two rows of other wholes give one kind, year and period two figures."""
    times: dict[tuple[object, ...], list[Candidate]] = {}
    for row in rows:
        times.setdefault((row.kind, row.year, row.period), []).append(row)
    return any(
        wholes.get(one.parent or "") != wholes.get(other.parent or "") and not agree(one.stated, other.stated)
        for of_time in times.values()
        for one, other in pairwise(of_time)
    )


def _renamed(row: Candidate, name: str | None, why: str = "part_of_whole") -> Candidate:
    if name is None:
        return row
    kept = tuple(one for one in row.reasons if one not in _LOST_NAME and one != why)
    return replace(row, name=name, reasons=(*kept, why))
