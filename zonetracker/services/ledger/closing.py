"""Closing a month or a year whose figures are given out, opening it again, and revising the base that it stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zonetracker.model.bookkeeping import Asked, BaseRevision, Changed, Closing
from zonetracker.model.changes import ActualEntry
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import FindingCode, hard
from zonetracker.model.closing.corrections import (
    Correction,
    FigureChange,
    Place,
    Published,
    corrected,
    published_before,
)
from zonetracker.model.facts import Actual, Indicator, Stated
from zonetracker.model.measure import row_unit
from zonetracker.services.ledger.closed import open_month
from zonetracker.services.ledger.entering import Entering, Facts, Gate, actual_findings, entered, refuse
from zonetracker.services.ledger.plan import copy_list, put_actual, to_copy
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.within import revision_findings
from zonetracker.storage.connection import Row, Value
from zonetracker.storage.database import words_of
from zonetracker.storage.files import now
from zonetracker.storage.history import recorded_value, row_of
from zonetracker.storage.records import closing_columns, to_actual, to_target
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_MADE_BY = "SELECT row_id, max(operation_id) AS made FROM change WHERE table_name = 'closing' AND before IS NULL"
_SINCE = "operation_id > ? AND (? = 0 OR operation_id <= ?)"
_DEEDS = (
    "SELECT operation.id AS operation_id, operation.words, coalesce(first.name, operation.name) AS deed,"
    " coalesce(first.words, operation.words) AS deed_words FROM operation LEFT JOIN operation AS first"
    f" ON operation.reverts IS NOT NULL AND first.id = {recorded_value('operation.words', 'of')}"
)


_REVISIONS = (
    "SELECT change.before, change.after, operation.words"
    " FROM operation JOIN change ON change.operation_id = operation.id"
    " WHERE operation.name = 'revise_base' AND change.table_name = 'actual' ORDER BY change.id"
)


class ClosingOperations(LedgerReads):
    """Operations on months and years as a whole. Each is one step of undo; each may raise Refusal."""

    def published(self, year: int, month: int) -> Published:
        """Which edition of a month is closed or being made, and after what was given out before."""
        closings = self.closings(year)
        rows = self._query(f"{_MADE_BY} GROUP BY row_id") if closings else []
        made = {row["row_id"]: int(row["made"] or 0) for row in rows}
        return published_before(month, [(one, made.get(one.id, 0)) for one in closings])

    def changed_since(self, year: int, month: int) -> list[Correction]:
        """What was changed of targets and bases since a month was closed, as far as it shows in that month."""
        closed = self.published(year, month)
        if not closed.until:
            return []
        return self.corrections(year, Published(closed.edition, closed.until, months=frozenset({month})))

    def corrections(self, year: int, after: Published) -> list[Correction]:
        """What an edition changes of figures given out before it, with the reasons; told by the history."""
        if after.first:
            return []
        places = {(year - 1, 12), (year, 0), *((year, one) for one in after.months)}
        since: tuple[Value, ...] = (after.since, after.until, after.until)
        done = self._query(f"SELECT * FROM ({_DEEDS}) WHERE {_SINCE} ORDER BY operation_id", *since)
        deeds = {row["operation_id"]: _Deed.of(row, max(after.months)) for row in done}
        changes = corrected(self._figure_changes(since, year, places, deeds))
        opened = _opened_for(done)
        return [
            self._correction(one, one.reason or opened.get(one.place[1:], ""))
            for one in changes
            if one.place[1:] in places
        ]

    def _figure_changes(
        self,
        since: tuple[Value, ...],
        year: int,
        places: Collection[tuple[int, int]],
        deeds: Mapping[Value, _Deed],
    ) -> list[FigureChange]:
        """What was done since to the targets of a year and to actuals of these months."""
        marks = ", ".join("?" * len(places))
        listed: list[Value] = [f"{one}-{month}" for one, month in places]
        actual = " OR ".join(f"{_place_of(side)} IN ({marks})" for side in ("after", "before"))
        rows = self._query(  # +: only what was done since is read, not all changes of a table
            f"SELECT * FROM change WHERE {_SINCE} AND ((+table_name = 'actual' AND ({actual})) OR"
            f" (+table_name = 'target' AND {recorded_value('coalesce(after, before)', 'year')} = ?)) ORDER BY id",
            *(*since, *listed, *listed, year),
        )
        return [one for row in rows for one in _figure_changes(row, deeds.get(row["operation_id"], _UNKNOWN))]

    def _correction(self, change: FigureChange, reason: str) -> Correction:
        indicator_id, year, month = change.place
        try:
            indicator = self.indicator(indicator_id)
        except KeyError:
            indicator = Indicator(indicator_id, tr("已删除的指标"))
        return Correction(
            indicator_id, indicator.name, indicator.unit or "", year, month, change.before, change.after, reason
        )

    def revise_base(self, entry: ActualEntry, paper: str, reason: str) -> Changed:
        """The figure of a whole year (its month 12) as it was settled by `paper`; a closed December stays closed.

        What it reached was given out as it was; the next edition of this year tells the change with paper and reason.
        """
        facts, indicator = Facts(self._database.query), self.indicator(entry.indicator_id)
        before = facts.actual(entry.indicator_id, entry.year, entry.month)
        usual = row_unit(facts.target_of(entry.indicator_id, entry.year), indicator)
        after = entered(replace(entry, origin=paper.strip(), reason=reason.strip()), before, usual)
        refuse(*revision_findings(before, after, paper, reason))
        gate = Gate(reason)
        findings = actual_findings(facts, indicator, Entering(before, after, gate.reason, unit_said=True))
        if not gate.passes(Asked("actual", indicator.id, indicator.name, findings, entry.year, entry.month)):
            return gate.told(Changed(0, "revise_base"), 1)
        words = {"title": indicator.name, "year": entry.year, "paper": paper.strip(), "reason": gate.reason}
        with self._database.operation("revise_base", **words) as recorder:
            put_actual(recorder, before, after)
        return gate.told(recorder.changed, 1)

    def revisions(self, year: int) -> dict[int, BaseRevision]:
        """The bases of a year that were revised and stand so, by indicator."""
        found: dict[int, BaseRevision] = {}
        standing = {one.indicator_id: one for one in self.actuals_of_month(year, 12)}
        for revision in filter(None, map(_revision, self._query(_REVISIONS))):
            if standing.get(revision.after.indicator_id) == revision.after:
                found[revision.after.indicator_id] = revision
        return found

    def close_year(self, year: int, carry: bool = True) -> Changed:
        """年终结账: the list of a year is closed with its December, which is closed too where it is still open.

        With `carry` the list goes on into the next year, without figures, as far as that has no target of an indicator.
        Refused where the year has no list ("year.empty") or is closed ("year.closed"), and where December can't be.
        """
        refuse(limits.year_beyond(year))
        if self.closed(year, None):
            raise Refusal(RefusalCode.YEAR_CLOSED, tr("{year}年已经年终结账。", year=year))
        targets = self.targets(year)
        if not targets:
            raise Refusal(RefusalCode.YEAR_EMPTY, tr("{year}年没有目标清单，不能年终结账。", year=year))
        december = None if self.closed(year, 12) else self.next_closing(year, 12)
        carried = to_copy(targets, self.targets(year + 1)) if carry else []
        words = {"year": year, "next": year + 1, "count": len(carried)} | ({"as": "carried"} if carried else {})
        with self._database.operation("close_year", **words) as recorder:
            for closing in (december, Closing(0, year, None, self._edition(year, None), now())):
                if closing is not None:
                    recorder.insert("closing", closing_columns(closing))
            copy_list(recorder, carried, year + 1, figures=False)
        return recorder.changed

    def reopen_year(self, year: int, reason: str) -> Changed:
        """Open the list of a year again; its months stay as they are. Refused where it is open ("year.open")."""
        refuse(limits.reason_beyond(reason))
        closing = self.closing(year, None)
        if closing is None or not closing.stands:
            raise Refusal(RefusalCode.YEAR_OPEN, tr("{year}年没有年终结账，可以直接改。", year=year))
        with self._database.operation("reopen_year", year=year, reason=reason.strip()) as recorder:
            recorder.update("closing", closing.id, {"reopened_on": now(), "reason": reason.strip()})
        return recorder.changed

    def close_month(self, year: int, month: int) -> Changed:
        """结账: the figures of a month are given out; to change one of them opens it again, with a reason.

        Refused where nothing is entered ("month.empty"), where it is closed ("month.closed") or has not begun
        ("month.ahead"), and while rows are damaged.
        """
        refuse(limits.year_beyond(year), limits.month_beyond(month))
        self.refuse_damaged()
        closing = self.next_closing(year, month)
        words = {"year": year, "month": month, "edition": closing.edition}
        with self._database.operation(
            "close_month", **words, **({"as": "again"} if closing.edition > 1 else {})
        ) as recorder:
            recorder.insert("closing", closing_columns(closing))
        return recorder.changed

    def refuse_damaged(self) -> None:
        """Refuse what gives figures out while rows are left out of them."""
        count = len(self.damaged())
        refuse(hard(FindingCode.ROWS_DAMAGED, "row", count=str(count)) if count else None)

    def may_close(self, year: int, month: int) -> bool:
        """Whether a month can be closed as it is now."""
        return self._not_to_close(year, month) is None

    def next_closing(self, year: int, month: int) -> Closing:
        """The closing of a month as it may be made now; refused as `close_month` is."""
        if (refused := self._not_to_close(year, month)) is not None:
            raise refused
        return Closing(0, year, month, self._edition(year, month), now())

    def _not_to_close(self, year: int, month: int) -> Refusal | None:
        said = {"year": year, "month": month}
        if self.closed(year, month):
            return Refusal(RefusalCode.MONTH_CLOSED, tr("{year}年{month}月已经结账；要改数请先重新打开。", **said))
        if (year, month) > _this_month():
            return Refusal(RefusalCode.MONTH_AHEAD, tr("{year}年{month}月还没有到，不能结账。", **said))
        if not self.actuals_of_month(year, month):
            return Refusal(RefusalCode.MONTH_EMPTY, tr("{year}年{month}月还没有填一个实绩，不能结账。", **said))
        return None

    def _edition(self, year: int, month: int | None) -> int:
        last = self.closing(year, month)
        return last.edition + 1 if last is not None else 1

    def reopen_month(self, year: int, month: int, reason: str) -> Changed:
        """Open a closed month again; with December the list of its year. Refused where it is open ("month.open")."""
        refuse(limits.reason_beyond(reason))
        said = {"year": year, "month": month}
        if not self.closed(year, month):
            raise Refusal(RefusalCode.MONTH_OPEN, tr("{year}年{month}月没有结账，可以直接改。", **said))
        with self._database.operation("reopen_month", **said, reason=reason.strip()) as recorder:
            open_month(recorder, year, month, reason.strip())
        return recorder.changed


@dataclass(frozen=True, slots=True)
class _Deed:
    """What an operation says of the changes that it made: why, and whether its targets correct nothing.

    An adjustment that begins after the last closed month corrects nothing, and no more does taking it back: until then
    the old target was the right one.
    """

    reason: str
    adjusts_later: bool

    @classmethod
    def of(cls, row: Row, last: int) -> _Deed:
        words, from_month = words_of(row["words"]), words_of(row["deed_words"]).get("month")
        reason = tr("，").join(str(words[key]) for key in ("paper", "reason") if words.get(key))
        return cls(reason, row["deed"] == "adjust_target" and isinstance(from_month, int) and from_month > last)


_UNKNOWN = _Deed("", False)
"""Of an operation that another program has taken out of the history."""


def _opened_for(done: Sequence[Row]) -> dict[tuple[object, ...], str]:
    """Why months were opened again, as far as that was not taken back: the reason of what has none of its own there."""
    standing: dict[object, dict[str, object]] = {}
    for row in done:
        if row["deed"] == "reopen_month":
            of = words_of(row["words"]).get("of")
            first = of if isinstance(of, int) else row["operation_id"]
            if standing.pop(first, None) is None:
                standing[first] = words_of(row["deed_words"])
    places = ((words.get("year"), words.get("month"), str(words.get("reason", ""))) for words in standing.values())
    return {(year, month): why for year, month, why in places if isinstance(year, int) and isinstance(month, int)}


def _place_of(side: str) -> str:
    return f"{recorded_value(side, 'year')} || '-' || {recorded_value(side, 'month')}"


def _figure_changes(row: Row, deed: _Deed) -> Iterator[FigureChange]:
    """What a recorded change does to figures; a row that moved leaves one place and comes to another."""
    table = str(row["table_name"])
    if table == "target" and deed.adjusts_later:
        return
    before, after = (_figures(table, row[side]) for side in ("before", "after"))
    reason = deed.reason or (after[2] if after else "")
    if before is not None and after is not None and before[0] == after[0]:
        yield FigureChange(before[0], before[1], after[1], reason)
        return
    if before is not None:
        yield FigureChange(before[0], before[1], None, reason)
    if after is not None:
        yield FigureChange(after[0], None, after[1], reason)


def _figures(table: str, recorded: Value) -> tuple[Place, Stated, str] | None:
    """The place of a recorded target or actual, what it states, and the reason that stands with it.

    A record that can't be read says nothing: what was damaged was not given out either.
    """
    if recorded is None:
        return None
    try:
        row = row_of(table, str(recorded))
        if table == "target":
            target = to_target(row)
            return (target.indicator_id, target.year, 0), target.stated, ""
        actual = to_actual(row)
    except Refusal:
        return None
    stated = Stated(value=actual.value, unit=actual.unit, growth=actual.growth)
    return (actual.indicator_id, actual.year, actual.month), stated, actual.reason


def _this_month() -> tuple[int, int]:
    year, month = now()[:7].split("-")
    return int(year), int(month)


def _revision(row: Row) -> BaseRevision | None:
    """The revision that a change made; None where it can't be read."""
    try:
        before, after = (_recorded(row[side]) for side in ("before", "after"))
    except Refusal:
        return None
    words = words_of(row["words"])
    paper, reason = (str(words.get(key, "")) for key in ("paper", "reason"))
    return None if after is None else BaseRevision(before, after, paper, reason)


def _recorded(record: Value) -> Actual | None:
    return None if record is None else to_actual(row_of("actual", str(record)))
