"""项目阶段汇总: how many projects of each unit or category planned and reached which stage, and went on from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from zonetracker.model.milestones.projects import PROJECT_UNIT, ProjectRow, ProjectTable, exact_sum
from zonetracker.model.milestones.stages import Conversion, StageCount, conversions, stage_counts, stage_names


class StageGroup(StrEnum):
    """By what the summary of stages is grouped: the leading unit, or the category (industry)."""

    UNIT = "unit"
    CATEGORY = "category"


@dataclass(frozen=True, slots=True)
class StageLine:
    """The projects of one heading: how many, what they cost in 万元 (None: unknown), and of each stage what came of it.

    `conversions` are those from each stage to the next.
    """

    heading: str
    count: int
    investment: Decimal | None
    stages: tuple[StageCount, ...]
    conversions: tuple[Conversion, ...]


@dataclass(frozen=True, slots=True)
class StageSummary:
    """All headings in the order of their first project, and the total over all.

    Stages are counted from January to the month, conversions over the projects signed in `cohort` (None: all).
    """

    group: StageGroup
    names: tuple[str, ...]
    lines: tuple[StageLine, ...]
    total: StageLine
    cohort: int | None


def stage_summary(
    table: ProjectTable, group: StageGroup, heading_of: Callable[[ProjectRow], str], cohort: int | None = None
) -> StageSummary:
    """The projects of a table under their headings; what is a part of another is in that one."""
    whole = [row for row in table.rows if row.depth == 0]
    names = tuple(stage_names(row.nodes for row in whole))
    found: dict[str, list[ProjectRow]] = {}
    for row in whole:
        found.setdefault(heading_of(row), []).append(row)
    lines = tuple(_line(heading, rows, names, table, cohort) for heading, rows in found.items())
    return StageSummary(group, names, lines, _line("", whole, names, table, cohort), cohort)


def _line(
    heading: str, rows: Sequence[ProjectRow], names: Sequence[str], table: ProjectTable, cohort: int | None
) -> StageLine:
    nodes = [row.nodes for row in rows]
    counts = stage_counts(nodes, names, table.progress.year, table.progress.month)
    went_on = conversions(nodes, names, table.day, cohort)
    investment = exact_sum(row.investment for row in rows if row.row.unit == PROJECT_UNIT)
    return StageLine(heading, len(rows), investment, tuple(counts), tuple(went_on))
