"""What a report's rows become when its date is settled, and which confirmed ones may move.

Only what the date changes is changed: the difference between two readings of the same text, laid over the rows as they
stand, so that what a clerk has corrected stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import Any

from zonetracker.model.changes import Redating, RowChange
from zonetracker.model.facts import Candidate, ReviewRow, ReviewStatus, Stated, Target, TaskKind
from zonetracker.services.figures import agree
from zonetracker.services.ledger.closed import Query
from zonetracker.services.ledger.rows.tiers import stated_by, stretch_by
from zonetracker.storage.connection import Row
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import to_actual, to_review_row, to_target
from zonetracker.storage.task_records import to_milestone

_STATED = frozenset(field.name for field in fields(Stated))
_FIELDS = tuple(field.name for field in fields(RowChange))


@dataclass(frozen=True, slots=True)
class RedatingPlan:
    """What a date changes of a report: rows by id as they become, rows that go, candidates that come.

    `confirmed` are those of the changed rows whose facts move; `kept` are confirmed rows that stay as they are, since
    a clerk has changed what they made.
    """

    changed: Mapping[int, Candidate]
    gone: tuple[int, ...]
    fresh: tuple[Candidate, ...]
    confirmed: tuple[int, ...]
    kept: tuple[int, ...]


def plan_redating(query: Query, rows: Sequence[ReviewRow], redating: Redating) -> RedatingPlan:
    """What becomes of these rows, all those of the report in order."""
    was = _paired(rows, {row.id: row.candidate.name for row in rows}, redating.before)
    names = {row.id: was[row.id].name if row.id in was else row.candidate.name for row in rows}
    now = _paired(rows, names, redating.after)
    before, after = _in_keys(rows, was, redating.before), _in_keys(rows, now, redating.after)
    known = {_place(one) for one in redating.before} | {_place(row.candidate) for row in rows}
    taken = {one.id for one in now.values()}
    fresh = [after[one.id] for one in redating.after if one.id not in taken and _place(one) not in known]
    gone = [row.id for row in rows if row.id in was and row.id not in now and _unjudged(row)]
    changed = {
        row.id: merged
        for row in rows
        if row.id in now
        and (merged := _merged(row, _of(before, was.get(row.id)), after[now[row.id].id])) != row.candidate
    }
    in_ledger = [row for row in rows if row.status is ReviewStatus.CONFIRMED and _says_other(row, changed)]
    moving = {row.id for row in in_ledger if untouched(query, row)}
    kept = [row.id for row in in_ledger if row.id not in moving]
    for row_id in kept:
        del changed[row_id]
    order = [row.id for row in _in_order(rows, changed) if row.id in moving]
    return RedatingPlan(changed, tuple(gone), tuple(fresh), tuple(order), tuple(kept))


def _place(candidate: Candidate) -> tuple[int, int]:
    return candidate.span.start, candidate.span.end


def _unjudged(row: ReviewRow) -> bool:
    return row.status is ReviewStatus.OPEN and not row.edited


def _paired(rows: Sequence[ReviewRow], names: Mapping[int, str], found: Sequence[Candidate]) -> dict[int, Candidate]:
    """What was read at the place of each row; of several the one that has the row's name, else one after another."""
    there: dict[tuple[int, int], list[Candidate]] = {}
    for one in found:
        there.setdefault(_place(one), []).append(one)
    pairs: dict[int, Candidate] = {}
    for by_name in (True, False):
        for row in rows:
            left = there.get(_place(row.candidate), [])
            chosen = next((one for one in left if not by_name or one.name == names[row.id]), None)
            if row.id not in pairs and chosen is not None:
                pairs[row.id] = chosen
                left.remove(chosen)
    return pairs


def _in_keys(
    rows: Sequence[ReviewRow], pairs: Mapping[int, Candidate], found: Sequence[Candidate]
) -> dict[str, Candidate]:
    """What was read, by its own id, under the keys of the rows in whose places it stands; the rest gets new keys."""
    keys = {pairs[row.id].id: row.candidate.id for row in rows if row.id in pairs}
    used = {row.candidate.id for row in rows}
    free = (key for number in count(1) if (key := f"d{number}") not in used)
    for one in found:
        if one.id not in keys:
            keys[one.id] = next(free)
    return {
        one.id: replace(
            one, id=keys[one.id], parent=keys.get(one.parent or ""), duplicate_of=keys.get(one.duplicate_of or "")
        )
        for one in found
    }


def _of(found: Mapping[str, Candidate], one: Candidate | None) -> Candidate | None:
    return None if one is None else found[one.id]


def _merged(row: ReviewRow, was: Candidate | None, now: Candidate) -> Candidate:
    """The row as read now; of one that a clerk has edited, only in fields that are as they were read before."""
    candidate = row.candidate
    if not row.edited:
        return now
    if was is None:
        return candidate
    own = {name for name in _FIELDS if _field(candidate, name) != _field(was, name)}
    change = RowChange(**{name: _field(now, name) for name in _FIELDS if name not in own})
    return replace(change.on(candidate), confidence=now.confidence, reasons=now.reasons)


def _says_other(row: ReviewRow, changed: Mapping[int, Candidate]) -> bool:
    """Whether a row states another fact than before, not only with other confidence."""
    after = changed.get(row.id, row.candidate)
    return replace(after, confidence=row.candidate.confidence, reasons=row.candidate.reasons) != row.candidate


def _field(candidate: Candidate, name: str) -> Any:
    return getattr(candidate.stated if name in _STATED else candidate, name)


def _in_order(rows: Sequence[ReviewRow], changed: Mapping[int, Candidate]) -> list[ReviewRow]:
    """Wholes before their parts, and otherwise so that a year is free before the figure of its neighbour moves in."""
    of_key = {row.candidate.id: row for row in rows}

    def depth(row: ReviewRow) -> int:
        found, above = 0, row.candidate.parent
        while above in of_key and found < len(of_key):
            found, above = found + 1, of_key[above].candidate.parent
        return found

    def turn(row: ReviewRow) -> int:
        before, after = row.candidate.year or 0, changed[row.id].year or 0
        return -before if after > before else before

    return sorted((row for row in rows if row.id in changed), key=lambda row: (depth(row), turn(row)))


def part_years(recorder: Recorder) -> None:
    """After targets have moved to other years: a part whose whole is of another year stands for itself."""
    parted = "SELECT part.id FROM target AS part JOIN target AS whole ON whole.id = part.parent_id"
    for one in recorder.query(f"{parted} WHERE part.year <> whole.year"):
        recorder.update("target", int(one["id"] or 0), {"parent_id": None})


# what a confirmed row made


def untouched(query: Query, row: ReviewRow) -> bool:
    """Whether what a confirmed row made still says what the row says, and no clerk has built on its year since.

    A responsible unit, a weight or a note go with their target, so they do not count where it is this row's alone.
    """
    links = query("SELECT * FROM made WHERE row_id = ?", (row.id,))
    if not links:
        return True
    judges = {"target": _target_untouched, "actual": _actual_untouched, "milestone": _milestone_untouched}
    for table, judge in judges.items():
        number = links[0][f"{table}_id"]
        facts = query(f"SELECT * FROM {table} WHERE id = ?", (number,)) if number is not None else []
        if facts:
            behind = query(
                "SELECT review_row.* FROM made JOIN review_row ON review_row.id = made.row_id"
                f" WHERE made.{table}_id = ? ORDER BY review_row.report_id, review_row.position",
                (number,),
            )
            return facts[0]["row_id"] is not None and judge(query, facts[0], [to_review_row(one) for one in behind])
    return False


def _target_untouched(query: Query, fact: Row, rows: Sequence[ReviewRow]) -> bool:
    target = to_target(fact)
    built = "SELECT id FROM target_adjustment WHERE target_id = ?"
    filed = "SELECT id FROM filing WHERE task = ? AND task_id = ?"
    return (
        target.year == rows[0].candidate.year
        and agree(target.stated, stated_by(rows))
        and (len(rows) == 1 or not _has_own(target, rows))
        and not query(built, (target.id,))
        and not query(filed, (TaskKind.TARGET.value, target.id))
    )


def _has_own(target: Target, rows: Sequence[ReviewRow]) -> bool:
    """Whether a clerk has said something of a target that its rows do not say."""
    stretch = stretch_by(rows, target.stated.unit)
    plain = Target(
        *(0, 0, 0, target.stated),
        responsible=rows[0].candidate.responsible,
        stretch=stretch.value,
        stretch_growth=stretch.growth,
    )
    return any(getattr(target, name) != getattr(plain, name) for name in _OWN)


_OWN = ("responsible", "weight", "stretch", "stretch_growth", "judge_by", "note")


def _actual_untouched(query: Query, fact: Row, rows: Sequence[ReviewRow]) -> bool:
    actual = to_actual(fact)
    said = Stated(value=actual.value, unit=actual.unit, growth=actual.growth)
    return actual.year == rows[0].candidate.year and agree(said, _bare(stated_by(rows)))


def _bare(stated: Stated) -> Stated:
    return Stated(value=stated.value, unit=stated.unit, growth=stated.growth)


def _milestone_untouched(query: Query, fact: Row, rows: Sequence[ReviewRow]) -> bool:
    milestone, said = to_milestone(fact), rows[0].candidate
    same = (milestone.year, milestone.name, milestone.done_on) == (said.year, said.name, None)
    kind = TaskKind.MILESTONE.value
    built = (
        ("SELECT id FROM filing WHERE task = ? AND task_id = ?", (kind, milestone.id)),
        ("SELECT id FROM action WHERE subject = ? AND subject_id = ?", (kind, milestone.id)),
        ("SELECT id FROM node WHERE milestone_id = ?", (milestone.id,)),
        ("SELECT id FROM milestone WHERE whole_id = ?", (milestone.id,)),
    )
    return same and milestone.whole_id is None and not any(query(f"{told} LIMIT 1", values) for told, values in built)
