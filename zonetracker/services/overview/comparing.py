"""A month compared by responsible unit or by section of the report: how many of each light, and who is worst."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.measure import Measure
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.standing import LAGGING, UNJUDGED, Grade
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

_WORST = frozenset({Grade.LATE, Grade.MISSED})


class ComparedBy(StrEnum):
    """By what the targets of a month are put together."""

    UNIT = "unit"
    SECTION = "section"


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    """Some targets of a month together; `counts` go with the `grades` of the month and add up to the rows.

    `mean` is the mean completion of `averaged` of them, in percent, see `mean_completion`.
    """

    name: str
    rows: tuple[ProgressRow, ...]
    counts: tuple[tuple[Grade, int], ...]
    mean: Fraction | None
    averaged: int

    def count(self, grades: Iterable[Grade]) -> int:
        """How many rows have one of these assessments."""
        wanted = frozenset(grades)
        return sum(count for grade, count in self.counts if grade in wanted)

    @property
    def judged(self) -> int:
        """How many rows have a judgement."""
        return len(self.rows) - self.count(UNJUDGED)

    @property
    def lagging(self) -> Fraction | None:
        """The share of those behind among those that have a judgement, in percent."""
        return Fraction(self.count(LAGGING), self.judged) * HUNDRED if self.judged else None


def compared(progress: Progress, by: ComparedBy) -> list[ComparedGroup]:
    """The targets of a month by responsible unit or by section, worst first; together they are all targets.

    The worst has the largest share of targets behind, of equal shares the one with more that are far behind; groups of
    which nothing can be said yet come last.
    """
    named = _by_unit(progress) if by is ComparedBy.UNIT else _by_section(progress)
    found: dict[str, list[ProgressRow]] = {}
    for name, row in named:
        found.setdefault(name, []).append(row)
    return sorted((_group(name, rows, progress) for name, rows in found.items()), key=_worst_first)


def mean_completion(rows: Iterable[ProgressRow]) -> tuple[Fraction | None, int]:
    """The mean completion of the rows of which that says something, and how many they are.

    Those are flows with a figure: a rate, a rank or a control figure has no completion that could be added to another.
    A part is in its whole already. None counts for more than 100, or one that is far beyond would hide the others.
    """
    known = [
        min(row.standing.completion, HUNDRED)
        for row in rows
        if row.depth == 0 and row.standing.measure is Measure.FLOW and row.standing.completion is not None
    ]
    return (sum(known, Fraction(0)) / len(known) if known else None), len(known)


def mean_words() -> str:
    """How the mean completion is made, for those who read it."""
    return tr(
        "平均完成率：只算累计型、已有数的目标（不含“其中”项），每项超过100%的按100%计，取算术平均；"
        "控制数、增速、比例和排名不平均。落后占比：落后的项数占有评价项数的比例。"
    )


def _group(name: str, rows: list[ProgressRow], progress: Progress) -> ComparedGroup:
    numbers = dict.fromkeys(progress.grades, 0)
    for row in rows:
        numbers[row.standing.grade] = numbers.get(row.standing.grade, 0) + 1
    return ComparedGroup(name, tuple(rows), tuple(numbers.items()), *mean_completion(rows))


def _worst_first(group: ComparedGroup) -> tuple[bool, Fraction, Fraction, int]:
    if group.lagging is None:
        return True, Fraction(0), Fraction(0), -len(group.rows)
    return False, -group.lagging, -Fraction(group.count(_WORST), group.judged), -group.count(LAGGING)


def _by_unit(progress: Progress) -> Iterator[tuple[str, ProgressRow]]:
    """Each row under the unit that leads it; a part that names none goes with its whole."""
    units = DepartmentIndex(progress.departments)
    told: dict[str, str] = {}

    def lead(text: str) -> str:
        if text not in told:
            found = units.resolve(text)
            told[text] = one_line(found.lead.name if found.lead is not None else found.lead_name)
        return told[text]

    return _with_whole(progress, lambda row: lead(row.target.responsible), tr("未明确责任单位"))


def _by_section(progress: Progress) -> Iterator[tuple[str, ProgressRow]]:
    return _with_whole(progress, lambda row: one_line(row.target.section), tr("其他目标"))


def _with_whole(
    progress: Progress, name: Callable[[ProgressRow], str], without: str
) -> Iterator[tuple[str, ProgressRow]]:
    above: list[str] = []
    for row in progress.rows:
        del above[row.depth :]
        own = name(row) or (above[-1] if above else without)
        above.append(own)
        yield own, row
