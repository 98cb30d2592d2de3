"""What a clerk sees of a report's rows: each with its mark, what the checks say, and whether another figure stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from zonetracker.lexicon.naming import NameIndex
from zonetracker.model.checks import check_stated, check_target
from zonetracker.model.facts import (
    SURE,
    Actual,
    FactType,
    Indicator,
    Kind,
    Mark,
    ReviewRow,
    ReviewStatus,
    Stated,
    Target,
)
from zonetracker.model.findings import Finding, Severity
from zonetracker.services.figures import agree
from zonetracker.services.ledger import Ledger

_LIKELY_SHOWN = 3


_JUDGED = {ReviewStatus.CONFIRMED: Mark.CONFIRMED, ReviewStatus.REJECTED: Mark.REJECTED}


@dataclass(frozen=True, slots=True)
class MarkedRow:
    """A row with its mark and findings; `stands` is the statement of another row's fact in its place, if it differs."""

    row: ReviewRow
    mark: Mark
    findings: tuple[Finding, ...] = ()
    stands: Stated | None = None
    known: bool = False

    @property
    def id(self) -> int:
        """The row's id."""
        return self.row.id

    @property
    def stopped(self) -> bool:
        """Whether a hard finding keeps it from being confirmed."""
        return any(finding.severity is Severity.HARD for finding in self.findings)


def name_key(name: str) -> str:
    """A name without differences of width, space and case."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def marked_rows(ledger: Ledger, report_id: int) -> list[MarkedRow]:
    """All rows of a report in order of the text."""
    return _marked(ledger, ledger.rows(report_id))


def marked_again(ledger: Ledger, before: Sequence[MarkedRow], row_ids: Collection[int]) -> list[MarkedRow]:
    """The same rows after a change of those with `row_ids`; every mark is made anew, for one row can bear on others."""
    return _marked(ledger, [ledger.row(one.id) if one.id in row_ids else one.row for one in before])


def _marked(ledger: Ledger, rows: list[ReviewRow]) -> list[MarkedRow]:
    looker = _Looker(ledger, rows)
    return [looker.look(row) for row in rows]


def likely_names(ledger: Ledger, row: ReviewRow) -> list[str]:
    """Names of known indicators that this row may mean, best first; empty where its name is known already."""
    indicators = {indicator.id: indicator for indicator in ledger.indicators()}
    name, unit = row.candidate.name, row.candidate.stated.unit
    if NameIndex(indicators.values()).find(name, unit) is not None:
        return []
    from zonetracker.lexicon.matching import Matcher  # rapidfuzz: not for every page that knows a mark

    found = Matcher(list(indicators.values())).match(name, unit)
    ids = [found.indicator_id, *(other for other, _ in found.alternatives)]
    return [indicators[one].name for one in dict.fromkeys(ids) if one is not None][:_LIKELY_SHOWN]


def sure_rows(rows: Iterable[MarkedRow]) -> list[int]:
    """The rows that may be confirmed at once."""
    return [row.id for row in rows if row.mark is Mark.SURE]


def next_open(rows: list[MarkedRow], after: int | None) -> int | None:
    """The next row to be judged after row id `after`: on to the end, then from the start.

    Those to be looked at come first, then the skipped, then the sure; None when all are judged.
    """
    ids = [row.id for row in rows]
    at = ids.index(after) + 1 if after in ids else 0
    round_trip = [*rows[at:], *rows[:at]]
    for wanted in ({Mark.LOOK, Mark.FAILS}, {Mark.SKIPPED}, {Mark.SURE}):
        for row in round_trip:
            if row.mark in wanted and row.id != after:
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


class _Looker:
    """Holds what the checks need, read once for all rows of a report."""

    def __init__(self, ledger: Ledger, rows: list[ReviewRow]) -> None:
        self._names = NameIndex(ledger.indicators())
        self._targets: dict[tuple[int, int], list[Target]] = {}
        for target in ledger.targets():
            self._targets.setdefault((target.indicator_id, target.year), []).append(target)
        self._year_ends = {
            (actual.indicator_id, actual.year): actual for actual in ledger.actuals() if actual.month == 12
        }
        self._told = {
            (name_key(row.candidate.name), row.candidate.year): row.candidate.stated
            for row in rows
            if row.candidate.kind is Kind.ACTUAL
            and row.candidate.period == "annual"
            and row.candidate.stated.value is not None
            and row.status is not ReviewStatus.REJECTED
        }

    def look(self, row: ReviewRow) -> MarkedRow:
        candidate = row.candidate
        if row.status in _JUDGED:
            return MarkedRow(row, _JUDGED[row.status], known=row.status is ReviewStatus.CONFIRMED)
        indicator = self._names.find(candidate.name, candidate.stated.unit)
        findings = self._findings(row, indicator)
        stands = self._stands(row, indicator)
        return MarkedRow(row, _mark(row, findings, stands), findings, stands, indicator is not None)

    def _findings(self, row: ReviewRow, indicator: Indicator | None) -> tuple[Finding, ...]:
        candidate = row.candidate
        if candidate.type is not FactType.QUANTITY:
            return ()
        if candidate.kind is Kind.ACTUAL or candidate.year is None or candidate.period != "annual":
            return tuple(check_stated(candidate.stated))
        proposed = Target(0, 0, candidate.year, candidate.stated)
        return tuple(check_target(proposed, self._baseline(candidate.name, candidate.year - 1, indicator)))

    def _baseline(self, name: str, year: int, indicator: Indicator | None) -> Actual | None:
        told = self._told.get((name_key(name), year))
        if told is not None:
            return Actual(0, 0, year, 12, told.value, told.unit, told.growth)
        return self._year_ends.get((indicator.id, year)) if indicator else None

    def _stands(self, row: ReviewRow, indicator: Indicator | None) -> Stated | None:
        candidate = row.candidate
        if indicator is None or candidate.year is None or row.status is not ReviewStatus.OPEN or candidate.masked:
            return None
        if candidate.type is not FactType.QUANTITY or candidate.period != "annual":
            return None
        if candidate.kind is Kind.ACTUAL:
            actual = self._year_ends.get((indicator.id, candidate.year))
            there = [] if actual is None else [Stated(value=actual.value, unit=actual.unit, growth=actual.growth)]
            return next((one for one in there if not agree(_bare(candidate.stated), one)), None)
        there = [target.stated for target in self._targets.get((indicator.id, candidate.year), [])]
        if any(agree(candidate.stated, one) for one in there):
            return None
        return there[0] if there else None


def _bare(stated: Stated) -> Stated:
    return Stated(value=stated.value, unit=stated.unit, growth=stated.growth)


def _mark(row: ReviewRow, findings: tuple[Finding, ...], stands: Stated | None) -> Mark:
    if row.status is ReviewStatus.SKIPPED:
        return Mark.SKIPPED
    if findings:
        return Mark.FAILS
    return Mark.SURE if row.candidate.confidence >= SURE and stands is None else Mark.LOOK
