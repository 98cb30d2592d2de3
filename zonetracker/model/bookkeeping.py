"""What the ledger says of its own doings: operations, changes, what a write touched, and what was kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from zonetracker.model.checking.findings import Finding, Severity, worst
from zonetracker.model.facts import Actual, Stated


class WayKind(StrEnum):
    """What a workbook can be brought back to: a snapshot of its own, one that went another way, or a file set aside."""

    KEPT = "kept"
    BEFORE = "before"
    COPY = "copy"
    OTHER_BOOK = "other-book"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row left open because a fact with other figures stands in its place.

    `table` is "target" or "actual", `existing_id` the id of the fact that stands there.
    """

    row_id: int
    table: str
    existing_id: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A thing that a write touched or would have touched, and what the checks found.

    `table` and `row_id` name it (0: it is not there yet), `title` is its name in words; an actual has the id of its
    indicator as `row_id`, its year and its month.
    """

    table: str
    row_id: int
    title: str
    findings: tuple[Finding, ...]
    year: int = 0
    month: int = 0

    @property
    def stopped(self) -> bool:
        """Whether no reason can answer it."""
        return worst(self.findings) is Severity.HARD


@dataclass(frozen=True, slots=True)
class Changed:
    """What a write did: the operation (0 when nothing changed), the tables and row ids that it touched.

    `asked` are the things that it left alone until somebody puts them right or gives a reason, `noted` those that it
    wrote and that a clerk should look at.
    """

    operation_id: int
    name: str
    tables: frozenset[str] = frozenset()
    ids: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    conflicts: tuple[Conflict, ...] = ()
    asked: tuple[Asked, ...] = ()
    noted: tuple[Asked, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether something was left alone that a reason would answer."""
        return any(not one.stopped for one in self.asked)


@dataclass(frozen=True, slots=True)
class Operation:
    """One line of 记录: what was done, when (ISO, local time with offset), by whom; `count` is its number of changes.

    `reverts` names the operation that this one takes back, `reverted_by` the one that took this back.
    """

    id: int
    name: str
    title: str
    at: str
    actor: str
    reverts: int | None
    reverted_by: int | None
    count: int


class StepKind(StrEnum):
    """What a step from a printed figure back to where it is from tells."""

    RESULT = "result"
    WORKING = "working"
    TARGET = "target"
    SENTENCE = "sentence"
    ADJUSTMENT = "adjustment"
    ACTUAL = "actual"
    ENTRY = "entry"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class DamagedRow:
    """A row that is left out: of which table, which one, what of it can be read, and why it is left out."""

    table: str
    row_id: int
    told: str
    why: str


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after an operation; None before is an insertion, None after a deletion."""

    id: int
    operation_id: int
    table: str
    row_id: int
    before: Mapping[str, object] | None
    after: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class Adjustment:
    """目标调整: a target changed within its year; both values are kept, with the paper that approved the change."""

    id: int
    target_id: int
    from_month: int
    before: Stated
    after: Stated
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class BaseRevision:
    """基数核定: the figure of a whole year as the bureau settled it since, by which paper and why."""

    before: Actual | None
    after: Actual
    paper: str
    reason: str


@dataclass(frozen=True, slots=True)
class Closing:
    """结账: a month whose figures were given out, or (`month` None) a year whose list was closed.

    `edition` counts how often that was done; the latest row of a month says whether it is closed. `closed_on` and
    `reopened_on` are ISO local times, `reason` says why it was opened again.
    """

    id: int
    year: int
    month: int | None
    edition: int
    closed_on: str
    reopened_on: str | None = None
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Whether it was not opened again."""
        return self.reopened_on is None


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A file as it is given out: what it is ("sheet", "summary", "gauges"), its name and its bytes."""

    kind: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Passed:
    """What the check before a month is given out found and was passed for a reason; `key` knows it again."""

    key: str
    said: str
    reason: str


@dataclass(frozen=True, slots=True)
class Issued:
    """A sheet or summary kept as it was issued; `made_at` is ISO local time, `size` in bytes."""

    id: int
    kind: str
    year: int
    month: int
    file_name: str
    sha256: str
    size: int
    made_at: str
