"""What a clerk sees of a report's rows: each with its mark, what the checks say, and whether another figure stands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from zonetracker.model.checking.checks import check_stated, check_target
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import (
    Actual,
    Candidate,
    FactType,
    Indicator,
    Kind,
    Mark,
    Report,
    ReviewRow,
    ReviewStatus,
    Span,
    Stated,
    Target,
)
from zonetracker.model.units import same_figure
from zonetracker.services.figures import agree
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.rows.becoming import Becomes, becomes, month_of
from zonetracker.services.wholes import named_by_whole
from zonetracker.support.remade import Remade

_LIKELY_SHOWN = 3
_LETTERS_NAMED = 5


_FIGURE = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_JUDGED = {ReviewStatus.CONFIRMED: Mark.CONFIRMED, ReviewStatus.REJECTED: Mark.REJECTED}


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row with its mark and findings.

    `stands` is what the workbook has in its place, if that differs: before it is confirmed a question, afterwards the
    figure that was kept. `read` is what the row's sentence said, if a clerk's figures are other ones.
    """

    row: ReviewRow
    mark: Mark
    findings: tuple[Finding, ...] = ()
    stands: Stated | None = None
    known: bool = False
    read: Stated | None = None

    @property
    def id(self) -> int:
        """The row's id."""
        return self.row.id


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name without differences of width, space and case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def marked_rows(ledger: Ledger, report_id: int) -> list[MarkedRow]:
    """All rows of a report in order of the text."""
    return Marking(ledger).rows(report_id)


def likely_names(ledger: Ledger, row: ReviewRow) -> list[str]:
    """Names of known indicators that this row may mean, best first; empty where its name is known already."""
    name, unit = row.candidate.name, row.candidate.stated.unit
    if ledger.names.find(name, unit) is not None:
        return []
    found = ledger.matcher.match(name, unit)
    ids = [found.indicator_id, *(other for other, _ in found.alternatives)]
    return [ledger.names[one].name for one in dict.fromkeys(ids) if one is not None][:_LIKELY_SHOWN]


def second_name(ledger: Ledger, row_id: int) -> str:
    """What a row may be called beside another of its name: a part by its whole, else its own name to be added to."""
    row = ledger.row(row_id)
    candidate = row.candidate
    whole = next((one for one in ledger.rows(row.report_id) if one.candidate.id == candidate.parent), None)
    return candidate.name if whole is None else named_by_whole(whole.candidate.name, candidate.name)


def sure_rows(rows: Iterable[MarkedRow]) -> list[int]:
    """The rows that may be confirmed at once."""
    return [row.id for row in rows if row.mark is Mark.SURE]


def doubtful_letters(report: Report, span: Span) -> list[str]:
    """What of a place may have been misread, the first few in order; empty for a report with a text of its own."""
    layout = report.layout
    if layout is None or layout.lost:
        return []
    shares = ((max(one.start, span.start), min(one.end, span.end)) for one in layout.doubtful)
    found = (report.text[start:end].strip() for start, end in sorted(shares) if start < end)
    return list(dict.fromkeys(filter(None, found)))[:_LETTERS_NAMED]


def next_open(
    rows: list[MarkedRow], after: int | None, wanted: Callable[[MarkedRow], bool] = lambda _: True
) -> int | None:
    """The next row to be judged after row id `after`: on to the end, then from the start.

    Those to be looked at come first, then the skipped, then the sure; None when all are judged. Only rows that are
    `wanted` count.
    """
    ids = [row.id for row in rows]
    at = ids.index(after) + 1 if after in ids else 0
    round_trip = [row for row in (*rows[at:], *rows[:at]) if wanted(row)]
    for marks in ({Mark.LOOK, Mark.FAILS}, {Mark.SKIPPED}, {Mark.SURE}):
        for row in round_trip:
            if row.mark in marks and row.id != after:
                return row.id
    return None


def alike(rows: Iterable[ReviewRow], before: ReviewRow, field: str) -> list[int]:
    """Other rows, not judged yet, for which the same correction of `field` is likely right.

    A year, kind or period is shared by a section; any other field by the rows of the same name.
    """
    found = []
    for row in rows:
        if row.id == before.id or row.status in (ReviewStatus.CONFIRMED, ReviewStatus.REJECTED):
            continue
        old, other = before.candidate, row.candidate
        if field in ("year", "kind", "type", "period", "deadline"):
            near = other.section == old.section and other.kind is old.kind
        else:
            near = name_key(other.name) == name_key(old.name)
        if near and field_of(other, field) == field_of(old, field):
            found.append(row.id)
    return found


def field_of(candidate: object, field: str) -> object:
    """A field of a candidate or of what it states."""
    stated = getattr(candidate, "stated", None)
    return getattr(candidate, field) if hasattr(candidate, field) else getattr(stated, field)


class Marking:
    """The marks of a report's rows; a row of whose evidence nothing changed since the last time is the same object."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._made = Remade(_look)
        self._as_read: dict[int, Stated | None] = {}

    def rows(self, report_id: int) -> list[MarkedRow]:
        """All rows in order of the text."""
        rows = self._ledger.rows(report_id)
        evidence = _MarkEvidence(self._ledger, rows)
        return self._made((row.id, (*evidence.of(row), self._read(row))) for row in rows)

    def _read(self, row: ReviewRow) -> Stated | None:
        """What an edited row stated before; that never changes."""
        if not row.edited:
            return None
        if row.id not in self._as_read:
            self._as_read[row.id] = self._ledger.as_read(row.id)
        return self._as_read[row.id]


_Facts = tuple[ReviewRow, Indicator | None, Stated | None, Actual | None, tuple[Stated, ...]]


class _MarkEvidence:
    """What the mark of a row rests on, looked up once for all rows of a report."""

    def __init__(self, ledger: Ledger, rows: list[ReviewRow]) -> None:
        self._ledger = ledger
        self._names = ledger.names
        self._targets: dict[int, dict[int, list[Stated]]] = {}
        self._months: dict[tuple[int, int], dict[int, Actual]] = {}
        self._told = {
            (name_key(row.candidate.name), row.candidate.year): row.candidate.stated
            for row in rows
            if row.candidate.kind is Kind.ACTUAL
            and row.candidate.period == "annual"
            and row.candidate.stated.value is not None
            and row.status is not ReviewStatus.REJECTED
        }

    def of(self, row: ReviewRow) -> _Facts:
        """The row, its indicator, last year's figure as another row or the ledger has it, and what stands in its place.

        A row that was rejected rests on nothing else, one that was confirmed on what stands in its place.
        """
        candidate = row.candidate
        if row.status is ReviewStatus.REJECTED:
            return row, None, None, None, ()
        indicator = self._names.find(candidate.name, candidate.stated.unit)
        told = base = None
        open_target = row.status is not ReviewStatus.CONFIRMED and candidate.kind is Kind.TARGET
        if open_target and candidate.type is FactType.QUANTITY and candidate.year and candidate.period == "annual":
            told = self._told.get((name_key(candidate.name), candidate.year - 1))
            base = self._actual(indicator, candidate.year - 1, 12) if told is None else None
        return row, indicator, told, base, self._standing(indicator, row)

    def _standing(self, indicator: Indicator | None, row: ReviewRow) -> tuple[Stated, ...]:
        form, candidate = becomes(row), row.candidate
        if indicator is None or candidate.year is None:
            return ()
        if form is Becomes.TARGET:
            return tuple(self._of_year(candidate.year).get(indicator.id, ()))
        month = month_of(candidate.period)
        if form is not Becomes.ACTUAL or month is None:
            return ()
        actual = self._actual(indicator, candidate.year, month)
        return () if actual is None else (Stated(value=actual.value, unit=actual.unit, growth=actual.growth),)

    def _of_year(self, year: int) -> dict[int, list[Stated]]:
        if year not in self._targets:
            of_year = self._targets[year] = {}
            for target in self._ledger.targets(year):
                of_year.setdefault(target.indicator_id, []).append(target.stated)
        return self._targets[year]

    def _actual(self, indicator: Indicator | None, year: int, month: int) -> Actual | None:
        if indicator is None:
            return None
        if (year, month) not in self._months:
            of_month = self._ledger.actuals_of_month(year, month)
            self._months[year, month] = {one.indicator_id: one for one in of_month}
        return self._months[year, month].get(indicator.id)


def _look(
    row: ReviewRow,
    indicator: Indicator | None,
    told: Stated | None,
    base: Actual | None,
    standing: tuple[Stated, ...],
    as_read: Stated | None,
) -> MarkedRow:
    read = as_read if as_read is not None and _left(row.candidate, as_read) else None
    stands = _stands(row, standing)
    if row.status in _JUDGED:
        return MarkedRow(row, _JUDGED[row.status], (), stands, row.status is ReviewStatus.CONFIRMED, read)
    findings = _findings(row, told, base)
    return MarkedRow(row, _mark(row, findings, stands), findings, stands, indicator is not None, read)


def _left(candidate: Candidate, read: Stated) -> bool:
    """Whether a figure is neither what was read nor another that its sentence has."""
    said = {Decimal(one.replace(",", "")) for one in _FIGURE.findall(unicodedata.normalize("NFKC", candidate.quote))}
    now = candidate.stated
    pairs = (
        (now.value, now.unit, read.value, read.unit),
        (now.value_high, now.unit, read.value_high, read.unit),
        (now.growth, None, read.growth, None),
        (now.growth_high, None, read.growth_high, None),
    )
    return any(
        one is not None and (one == was or abs(one) not in said) and not same_figure(one, unit, was, unit_read)
        for one, unit, was, unit_read in pairs
    )


def _findings(row: ReviewRow, told: Stated | None, base: Actual | None) -> tuple[Finding, ...]:
    candidate = row.candidate
    if candidate.type is not FactType.QUANTITY:
        return ()
    if candidate.kind is Kind.ACTUAL or candidate.year is None or candidate.period != "annual":
        return tuple(check_stated(candidate.stated))
    if told is not None:
        base = Actual(0, 0, candidate.year - 1, 12, told.value, told.unit, told.growth)
    return tuple(check_target(Target(0, 0, candidate.year, candidate.stated), base))


def _stands(row: ReviewRow, standing: tuple[Stated, ...]) -> Stated | None:
    """The first of what stands there, if no one of them agrees with the row."""
    candidate = row.candidate
    if row.status not in (ReviewStatus.OPEN, ReviewStatus.CONFIRMED) or not standing:
        return None
    said = _bare(candidate.stated) if candidate.kind is Kind.ACTUAL else candidate.stated
    return None if any(agree(said, one) for one in standing) else standing[0]


def _bare(stated: Stated) -> Stated:
    return Stated(value=stated.value, unit=stated.unit, growth=stated.growth)


def _mark(row: ReviewRow, findings: tuple[Finding, ...], stands: Stated | None) -> Mark:
    if row.status is ReviewStatus.SKIPPED:
        return Mark.SKIPPED
    if findings:
        return Mark.FAILS
    return Mark.SURE if row.candidate.sure and stands is None else Mark.LOOK
