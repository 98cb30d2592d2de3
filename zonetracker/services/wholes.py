"""Which row a part (其中) hangs below: extraction names the whole, the workbook holds its row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.model.facts import Candidate


def with_wholes(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The same rows with `parent` the id of the whole in place of its name; None where no row of that kind and year
    bears the name. Of several the nearest before the part is meant, else the nearest after it.
    """
    named: dict[tuple[object, ...], list[Candidate]] = {}
    for one in candidates:
        named.setdefault((one.name, one.kind, one.year), []).append(one)
    made = []
    for part in candidates:
        if part.parent is None:
            made.append(part)
            continue
        wholes = [one for one in named.get((part.parent, part.kind, part.year), []) if one.id != part.id]
        nearest = min(wholes, key=lambda one: _distance(one, part), default=None)
        made.append(replace(part, parent=nearest.id if nearest is not None else None))
    return tuple(made)


def _distance(whole: Candidate, part: Candidate) -> tuple[bool, int]:
    away = part.span.start - whole.span.start
    return (away < 0, abs(away))
