"""A list of targets entered as one operation: new and changed targets and indicators, their order, what goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.model.bookkeeping import Adjustment, Changed
from zonetracker.model.changes import Adjusting, Breakdown, IndicatorChange
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Stated, Target
from zonetracker.model.progress import in_order
from zonetracker.services.ledger.entering import Facts, Gate, refuse
from zonetracker.services.ledger.listing import Listing, ordered, passing
from zonetracker.services.ledger.plan import PlanOperations, put_adjustment, put_mappings
from zonetracker.services.ledger.within import adjustment_findings
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import indicator_columns, target_columns, to_target
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


class BreakdownOperations(PlanOperations):
    """The operation by which a list is entered."""

    def enter_breakdown(self, listed: Breakdown, reason: str = "") -> Changed:
        """What a list changes of a year's targets, as one operation.

        What a check asks about waits in Changed.asked, a whole row each, without a `reason`. Where figures are adjusted
        the reason stands with the adjustment.
        """
        refuse(limits.year_beyond(listed.year))
        gate, rows = Gate(reason), self._listings(listed)
        if listed.adjusting is not None:
            for row in rows:
                refuse(*_adjusting_findings(row, listed.adjusting, reason))
        words = {"title": listed.title, "year": listed.year, "count": listed.count}
        with self._database.operation("enter_breakdown", **words, **gate.words) as recorder:
            self._remove_targets(recorder, listed.removed, gate)
            facts, month = Facts(recorder.query), listed.adjusting.month if listed.adjusting is not None else 0
            gone = {one for one in listed.removed if facts.target(one) is None}
            passed = passing(facts, [row.without_whole(gone) for row in rows], gate, month)
            _Writing(recorder, listed, reason).write(passed)
            if listed.names is not None:
                put_mappings(recorder, {"names": {"names": dict(listed.names)}})
        return gate.told(recorder.changed, listed.count)

    def _listings(self, listed: Breakdown) -> list[Listing]:
        standing = (one for one in self.targets(listed.year) if one.id not in listed.removed)
        taken: set[int | str] = {one.indicator_id for one in standing}
        found = []
        for place, row in enumerate(listed.rows):
            meant = row.indicator_id or row.name
            if not row.target_id and meant in taken:
                name = self.indicator(row.indicator_id).name if row.indicator_id else row.name
                raise Refusal(
                    RefusalCode.TARGET_TWICE,
                    tr("{year}年已有“{name}”的目标；请直接修改它。", year=listed.year, name=name),
                )
            taken.add(meant)
            found.append(self._listing(listed, place))
        self._refuse_shared(found)
        return found

    def _refuse_shared(self, rows: Sequence[Listing]) -> None:
        """No alias of a row may be a name or an alias of another one."""
        names = self.names.copy()
        for row in rows:
            names.put(row.meant)
        for row in rows:
            if "aliases" in row.row.indicator.said:
                known = row.known.aliases if row.known is not None else ()
                self._refuse_names(row.meant, [one for one in row.meant.aliases if one not in known], names)

    def _listing(self, listed: Breakdown, place: int) -> Listing:
        row, number = listed.rows[place], -1 - place
        known = self.indicator(row.indicator_id) if row.indicator_id else None
        if known is None:
            unit = row.change.on(Target(number, number, listed.year, Stated())).stated.unit
            meant = replace(row.indicator.on(self._fresh(row.name, unit)), id=number)
        else:
            meant = known if row.indicator == IndicatorChange() else self._renamed(known, row.indicator)
        if row.target_id:
            before = self.target(row.target_id)
            return Listing(row, before, row.change.on(before), known, meant)
        source = " ".join(one for one in (listed.title, row.source) if one)
        parent = None if row.whole is None else listed.rows[row.whole].target_id or -1 - row.whole
        fresh = Target(number, meant.id, listed.year, Stated(), parent_id=parent, source=source)
        return Listing(row, None, row.change.on(fresh), known, meant)


def _adjusting_findings(row: Listing, adjusting: Adjusting, reason: str) -> tuple[Finding, ...]:
    if row.before is None or not row.restated:
        return ()
    return adjustment_findings(row.before.stated, row.after.stated, adjusting.month, adjusting.paper, reason)


class _Writing:
    """The rows of a list being written; `ids` gives those that new targets and indicators got."""

    def __init__(self, recorder: Recorder, listed: Breakdown, reason: str) -> None:
        self.recorder, self.listed, self.reason = recorder, listed, reason
        self.ids: dict[int, int] = {}

    def write(self, rows: Sequence[Listing]) -> None:
        for row in rows:
            self._write(row, self._indicator(row))
        self._order()

    def _indicator(self, row: Listing) -> int:
        if row.known is None:
            return self.recorder.insert("indicator", {**indicator_columns(row.meant), "from_row": 1})
        if row.meant != row.known:
            self.recorder.update("indicator", row.known.id, {**indicator_columns(row.meant), "from_row": 0})
        return row.known.id

    def _write(self, row: Listing, indicator_id: int) -> None:
        if row.before is None:
            parent = row.after.parent_id
            whole = parent if parent is None or parent > 0 else self.ids.get(parent)
            after = replace(row.after, indicator_id=indicator_id, parent_id=whole)
            self.ids[row.after.id] = self.recorder.insert("target", target_columns(after))
        elif row.after != row.before:
            if row.restated and self.listed.adjusting is not None:
                self._adjust(row.before, row.after, self.listed.adjusting)
            self.recorder.update("target", row.before.id, target_columns(row.after))

    def _adjust(self, before: Target, after: Target, how: Adjusting) -> None:
        kept = Adjustment(0, before.id, how.month, before.stated, after.stated, how.paper, self.reason)
        put_adjustment(self.recorder, kept)

    def _order(self) -> None:
        """Places of new targets, and of those that were moved; where all is in order nothing is written."""
        rows = self.recorder.query("SELECT * FROM target WHERE year = ? ORDER BY position, id", (self.listed.year,))
        fresh = {number: temporary for temporary, number in self.ids.items()}
        targets = [to_target(row) for row in rows]
        standing = [one.id for one, _ in in_order(targets) if one.id not in fresh]
        there = set(standing)
        listed = [one for one in self.listed.order if one in there or one in self.ids]
        wanted = [self.ids.get(one, one) for one in ordered(standing, listed, reordered=self.listed.reordered)]
        if wanted == standing:
            return
        places = {one.id: one.position for one in targets}
        for position, number in enumerate(wanted):
            if places[number] != position:
                self.recorder.update("target", number, {"position": position})
