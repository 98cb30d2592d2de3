"""Where a target that a report states goes in the list of its year.

Rows of one report stand together in their printed order, the main indicators first; those of a later report behind all
that stood there before. A list that a clerk has put into another order keeps it: a row goes next to its neighbours.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zonetracker.model.facts import ReviewRow, Target
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import target_columns

_MAIN = re.compile(r"主要(?:经济|社会|预期|发展|工作|奋斗|年度|和|与|、)*(?:指标|目标)")
_REST = 10_000
"""More rows than a report has."""


@dataclass(slots=True)
class _InList:
    """A target in a list: its position, and which report's row it comes from and where that stands there."""

    number: int
    position: int
    report: int | None = None
    order: int = 0


class ListPlaces:
    """The places of targets within one operation, which puts each that it makes there."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._lists: dict[int, list[_InList]] = {}
        self._latest = _InList(0, 0)

    def put(self, row: ReviewRow, target: Target) -> int:
        """Insert the target that a row makes in its place, and give its id."""
        position = self._place(row, target.year)
        self._latest.number = self._recorder.insert("target", target_columns(replace(target, position=position)))
        return self._latest.number

    def _place(self, row: ReviewRow, year: int) -> int:
        there = self._list(year)
        own = self._latest = _InList(0, 0, row.report_id, place_in_report(row.candidate.section, row.position))
        kin = [(one.order, at) for at, one in enumerate(there) if one.report == own.report]
        before = max((pair for pair in kin if pair[0] < own.order), default=None)
        after = min((pair for pair in kin if pair[0] > own.order), default=None)
        if before is not None:
            at, own.position = before[1] + 1, there[before[1]].position + own.order - before[0]
        elif after is not None:
            at, own.position = after[1], there[after[1]].position + own.order - after[0]
        else:
            at, own.position = len(there), (there[-1].position + 1 if there else 0) + own.order
        self._squeeze_in(there, at, own)
        return own.position

    def _list(self, year: int) -> list[_InList]:
        if year not in self._lists:
            found = self._recorder.query(
                "SELECT target.id, target.position, review_row.report_id, review_row.section,"
                " review_row.position AS printed FROM target LEFT JOIN review_row ON review_row.id = target.row_id"
                " WHERE target.year = ? ORDER BY target.position, target.id",
                (year,),
            )
            self._lists[year] = [_listed(one) for one in found]
        return self._lists[year]

    def _squeeze_in(self, there: list[_InList], at: int, own: _InList) -> None:
        """Put one between its neighbours; where there is no room, those behind it move on."""
        least = there[at - 1].position + 1 if at else 0
        most = there[at].position - 1 if at < len(there) else own.position
        own.position = max(least, min(own.position, most))
        there.insert(at, own)
        for above, below in zip(there[at:], there[at + 1 :], strict=False):
            if below.position > above.position:
                break
            below.position = above.position + 1
            if self._recorder.get("target", below.number) is not None:  # it may have gone within the operation
                self._recorder.update("target", below.number, {"position": below.position})


def _listed(row: Row) -> _InList:
    number, position = _number(row["id"]), _number(row["position"])
    if row["report_id"] is None:
        return _InList(number, position)
    order = place_in_report(str(row["section"]), _number(row["printed"]))
    return _InList(number, position, _number(row["report_id"]), order)


def place_in_report(section: str, position: int) -> int:
    """Where a row stands among those of its report: the main indicators first, then as it is printed."""
    return position if _MAIN.search("".join(section.split())) else position + _REST


def _number(value: Value) -> int:
    assert isinstance(value, int)
    return value
