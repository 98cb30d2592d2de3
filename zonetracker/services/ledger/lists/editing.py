"""A list of targets changed as a list: a block pasted into it, a row split, rows merged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zonetracker.lexicon.naming import new_indicator
from zonetracker.model.bookkeeping import Asked, Changed
from zonetracker.model.changes import ActualEntry, ListEdits
from zonetracker.model.facts import Actual, PeriodTarget, Stated, Target, TaskKind
from zonetracker.model.points.keys import of_task
from zonetracker.services.figures import agree, joined
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Facts, Gate, enter, refuse, target_findings
from zonetracker.services.ledger.lists.periods import set_periods, take_over_periods, together
from zonetracker.services.ledger.plan import PlanOperations, change_target, put_actual
from zonetracker.services.ledger.within import indicator_findings
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import actual_columns, indicator_columns, target_columns, to_actual
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_FILLED = ("responsible", "section", "deadline", "weight", "stretch", "stretch_growth", "wording", "note")
"""What a row takes over from one that is merged into it, where it says nothing itself."""


class ListOperations(PlanOperations):
    """Operations on several rows of a list. Each is one step of undo; each may raise Refusal."""

    def fill_targets(self, edits: ListEdits, reason: str = "") -> Changed:
        """Many fields of many targets, of their indicators (but names), periods and baselines, as one operation.

        What a check asks about waits in Changed.asked while the rest is written; `reason` answers what is soft.
        """
        if any({"name", "aliases"} & change.said for change in edits.indicators.values()):
            raise ValueError("names of indicators are changed one by one")
        gate = Gate(reason)
        with self._database.operation("fill_targets", count=edits.count, **gate.words) as recorder:
            facts = Facts(recorder.query)
            for one in enter(facts, edits.baselines, gate).values():
                put_actual(recorder, one.before, one.after)
            for number, change in edits.indicators.items():
                before = facts.indicator(number)
                after = change.on(before)
                passed = gate.passes(Asked("indicator", number, before.name, indicator_findings(before, after)))
                if passed and after != before:
                    recorder.update("indicator", number, {**indicator_columns(after), "from_row": 0})
            for target_id, said in edits.targets.items():
                change_target(recorder, facts, gate, target_id, said)
            set_periods(recorder, facts, gate, edits.periods)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, edits.count)

    def split_target(
        self, target_id: int, kept: Stated, name: str, moved: Stated, part: bool = False, reason: str = ""
    ) -> Changed:
        """Make two targets of one: it keeps `kept`, a new one by `name` behind it states `moved`, as its 其中 or not.

        The new one has the unit in charge, the section, the deadline and the source of the old one.
        """
        target, known = self.target(target_id), self.find_indicator(name)
        if known is not None and any(one.indicator_id == known.id for one in self.targets(target.year)):
            raise Refusal(
                RefusalCode.TARGET_TWICE,
                tr("{year}年已有“{name}”的目标；请另用一个名称。", year=target.year, name=name),
            )
        fresh = known or new_indicator(name, moved.unit)
        refuse(*(indicator_findings(None, fresh) if known is None else ()))
        gate, facts = Gate(reason), Facts(self._database.query)
        left = replace(target, stated=kept)
        new = replace(
            target,
            id=0,
            indicator_id=fresh.id,
            stated=moved,
            parent_id=target_id if part else target.parent_id,
            row_id=None,
            weight=None,
            stretch=None,
            stretch_growth=None,
            wording="",
        )
        title = self.indicator(target.indicator_id).name
        found = target_findings(facts, target, left) + facts.closed.target_findings(target, left)
        found += target_findings(facts, None, new, ()) + facts.closed.target_findings(None, new)
        if not gate.passes(Asked("target", target_id, title, tuple(dict.fromkeys(found)), target.year)):
            return gate.told(Changed(0, "split_target"), 1)
        words = {"year": target.year, "title": title, "name": name}
        with self._database.operation("split_target", **words, **gate.words) as recorder:
            if known is None:
                fresh = replace(fresh, id=recorder.insert("indicator", {**indicator_columns(fresh), "from_row": 1}))
            recorder.update("target", target_id, target_columns(left))
            recorder.insert("target", target_columns(replace(new, indicator_id=fresh.id)))
        return gate.told(recorder.changed, 1)

    def merge_targets(self, target_ids: Sequence[int], reason: str = "") -> Changed:
        """Make the first of these targets of one year stand for all: it takes what only the others say.

        Figures that speak against one another are refused ("target.differs"), those of periods too. Parts, adjustments,
        period targets, reasons filed, points and the sentences behind the others become its own, and so do their
        actuals; an indicator of which nothing is left goes, and its names are those of the first.
        """
        first, *others = [self.target(one) for one in dict.fromkeys(target_ids)]
        gate, facts = Gate(reason), Facts(self._database.query)
        whole, periods = first, self._periods_of(first)
        for other in others:
            self._refuse_other_figures(whole, other)
            whole, joint = _filled(whole, other), together(periods, self._periods_of(other))
            if joint is None:
                raise self._differing(first, other)
            periods = joint
        title = self.indicator(first.indicator_id).name
        found = target_findings(facts, first, whole, ()) + facts.closed.target_findings(first, whole)
        for other in others:
            found += facts.closed.target_findings(other, None)
        gate.passes(Asked("target", first.id, title, tuple(dict.fromkeys(found)), first.year))
        moving = [one for other in others for one in self._moving(other)]
        enter(facts, [_entry(first.indicator_id, one) for one in moving], gate)
        if gate.asked:
            return gate.told(Changed(0, "merge_targets"), 1)
        words = {"year": first.year, "title": title, "count": len(others) + 1}
        with self._database.operation("merge_targets", **words, **gate.words) as recorder:
            recorder.update("target", first.id, target_columns(whole))
            for other in others:
                for actual in self._moving(other):
                    _move_actual(recorder, actual, first.indicator_id)
                _take_over(recorder, first.id, other)
                self._take_names(recorder, first.indicator_id, other.indicator_id)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, 1)

    def _refuse_other_figures(self, first: Target, other: Target) -> None:
        if other.year != first.year or not agree(first.stated, other.stated):
            raise self._differing(first, other)
        names = self._names_of(first, other)
        for actual in self._moving(other):
            there = self.actual(first.indicator_id, actual.year, actual.month)
            if there is not None and not agree(_stated(there), _stated(actual)):
                raise Refusal(
                    RefusalCode.TARGET_DIFFERS,
                    tr(
                        "“{one}”与“{other}”{year}年{month}月的实绩不同，不能合并；请先改成一致。",
                        one=names[0],
                        other=names[1],
                        year=actual.year,
                        month=actual.month,
                    ),
                )

    def _names_of(self, *targets: Target) -> list[str]:
        return [self.indicator(one.indicator_id).name for one in targets]

    def _differing(self, first: Target, other: Target) -> Refusal:
        names = self._names_of(first, other)
        return Refusal(
            RefusalCode.TARGET_DIFFERS,
            tr(
                "“{one}”与“{other}”的目标数字不同，不能合并；请先改成一致，或删去一行。",
                one=names[0],
                other=names[1],
            ),
        )

    def _periods_of(self, target: Target) -> dict[int, PeriodTarget]:
        return {one.to_month: one for one in self.period_targets() if one.target_id == target.id}

    def _moving(self, other: Target) -> list[Actual]:
        """The actuals that go with a target: all of its indicator's, where no other target needs them."""
        needed = any(one.indicator_id == other.indicator_id and one.id != other.id for one in self.targets())
        found = [one for one in self.actuals() if one.indicator_id == other.indicator_id]
        own = {(other.year, month) for month in range(1, 13)} | {(other.year - 1, 12)}
        return [one for one in found if not needed or (one.year, one.month) in own]

    @staticmethod
    def _take_names(recorder: Recorder, first: int, other: int) -> None:
        """The names of an indicator that is needed no more become names of the first."""
        if first == other or _needed(recorder, other):
            return
        facts = Facts(recorder.query)
        gone, kept = facts.indicator(other), facts.indicator(first)
        for link in recorder.query("SELECT id FROM made WHERE indicator_id = ?", (other,)):
            recorder.update("made", _number(link["id"]), {"indicator_id": first})
        recorder.delete("indicator", other)
        aliases = tuple(dict.fromkeys(one for one in (*kept.aliases, gone.name, *gone.aliases) if one != kept.name))
        recorder.update("indicator", first, {**indicator_columns(replace(kept, aliases=aliases)), "from_row": 0})


def _filled(first: Target, other: Target) -> Target:
    """A target with what only another says."""
    new = {name: getattr(first, name) or getattr(other, name) for name in _FILLED}
    filled = replace(first, stated=joined(first.stated, other.stated), **new)
    if filled.row_id is None and other.row_id is not None and not first.quote:
        filled = replace(filled, row_id=other.row_id, quote=other.quote)
    return replace(filled, parent_id=other.parent_id) if filled.parent_id == other.id else filled


def _stated(actual: Actual) -> Stated:
    return Stated(actual.value, unit=actual.unit, growth=actual.growth)


def _entry(indicator_id: int, actual: Actual) -> ActualEntry:
    return ActualEntry(
        indicator_id, actual.year, actual.month, actual.value, actual.unit, actual.growth, reason=actual.reason
    )


def _move_actual(recorder: Recorder, actual: Actual, to: int) -> None:
    """An actual becomes another indicator's; where one stands that agrees it takes what only this one says."""
    found = recorder.query(
        "SELECT id FROM actual WHERE indicator_id = ? AND year = ? AND month = ?", (to, actual.year, actual.month)
    )
    if not found:
        recorder.update("actual", actual.id, {"indicator_id": to})
        return
    there = recorder.get("actual", _number(found[0]["id"]))
    assert there is not None
    standing = to_actual(there)
    together = joined(_stated(standing), _stated(actual))
    both = replace(standing, value=together.value, unit=together.unit, growth=together.growth)
    put_actual(recorder, actual, None)
    recorder.update("actual", both.id, actual_columns(both))


def _take_over(recorder: Recorder, first: int, other: Target) -> None:
    """All that hangs on a target hangs on the first; then it goes."""
    for table, column in (("target", "parent_id"), ("target_adjustment", "target_id"), ("made", "target_id")):
        for row in recorder.query(f"SELECT id FROM {table} WHERE {column} = ?", (other.id,)):
            if (table, row["id"]) != ("target", first):
                recorder.update(table, _number(row["id"]), {column: first})
    kind = TaskKind.TARGET.value
    filed = "SELECT * FROM filing WHERE task = ? AND task_id = ?"
    months = {(row["year"], row["month"]) for row in recorder.query(filed, (kind, first))}
    for row in recorder.query(filed, (kind, other.id)):
        if (row["year"], row["month"]) in months:
            recorder.delete("filing", _number(row["id"]))
        else:
            recorder.update("filing", _number(row["id"]), {"task_id": first})
    for row in recorder.query("SELECT id FROM evidence WHERE task = ? AND task_id = ?", (kind, other.id)):
        recorder.update("evidence", _number(row["id"]), {"task_id": first})
    take_over_periods(recorder, first, other.id)
    for row in recorder.query("SELECT * FROM points WHERE task = ? AND task_id = ?", (kind, other.id)):
        entry = of_task(str(row["entry"]), TaskKind.TARGET, other.id, first)
        recorder.update("points", _number(row["id"]), {"task_id": first, "entry": entry})
    recorder.delete("target", other.id)


def _needed(recorder: Recorder, indicator_id: int) -> bool:
    return any(
        recorder.query(f"SELECT id FROM {table} WHERE indicator_id = ? LIMIT 1", (indicator_id,))
        for table in ("target", "actual")
    )


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value
