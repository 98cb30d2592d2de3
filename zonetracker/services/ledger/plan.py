"""Indicators, targets, actuals and settings as a clerk keeps them by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from zonetracker.lexicon.naming import NameIndex, new_indicator
from zonetracker.model.bookkeeping import Adjustment, Asked, Changed, MadeFile
from zonetracker.model.changes import ActualEntry, IndicatorChange, SheetMore, TargetChange
from zonetracker.model.checking import limits
from zonetracker.model.facts import Actual, Indicator, Stated, Target
from zonetracker.model.issuing import month_of_edits
from zonetracker.services.ledger.closed import noted_today, reopen
from zonetracker.services.ledger.entering import Facts, Gate, enter, refuse, target_findings, would_ask
from zonetracker.services.ledger.lists.periods import copy_periods
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.rows.confirming import Confirming
from zonetracker.services.ledger.within import adjustment_findings, indicator_findings, setting_findings
from zonetracker.storage.connection import Value
from zonetracker.storage.files import now
from zonetracker.storage.history import Recorder
from zonetracker.storage.records import (
    actual_columns,
    indicator_columns,
    stated_columns,
    stated_text,
    target_columns,
    to_target,
    value_text,
)
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_NO_INDICATOR_CHANGE, _NO_TARGET_CHANGE = IndicatorChange(), TargetChange()
_NO_MORE = SheetMore()


class PlanOperations(LedgerReads):
    """Operations on what is followed. Each is one step of undo; each may raise Refusal."""

    def add_indicator(self, name: str, more: IndicatorChange = _NO_INDICATOR_CHANGE) -> Changed:
        """A new indicator; a name or alias in use is refused ("indicator.twice")."""
        seed = new_indicator(name, None)
        free = tuple(alias for alias in seed.aliases if self.find_indicator(alias) is None)
        fresh = replace(more.on(replace(seed, aliases=free)), name=name)
        self._refuse_names(fresh, (fresh.name, *fresh.aliases))
        refuse(*indicator_findings(None, fresh))
        with self._database.operation("add_indicator", title=name) as recorder:
            recorder.insert("indicator", {**indicator_columns(fresh), "from_row": 0})
        return recorder.changed

    def edit_indicator(self, indicator_id: int, change: IndicatorChange) -> Changed:
        """Change fields of an indicator; a rename keeps the old name as an alias."""
        before = self.indicator(indicator_id)
        after = self._renamed(before, change)
        refuse(*indicator_findings(before, after))
        words = {"title": before.name}
        if change.said == {"pinned"}:
            words["as"] = "pinned" if after.pinned else "unpinned"
        with self._database.operation("edit_indicator", **words) as recorder:
            if after != before:
                recorder.update("indicator", indicator_id, {**indicator_columns(after), "from_row": 0})
        return recorder.changed

    def _renamed(self, before: Indicator, change: IndicatorChange) -> Indicator:
        """An indicator as a change leaves it, an old name kept as an alias; names in use are refused."""
        after = change.on(before)
        if after.name != before.name and before.name not in after.aliases and "aliases" not in change.said:
            after = replace(after, aliases=(*after.aliases, before.name))
        known = (before.name, *before.aliases)
        self._refuse_names(after, [one for one in (after.name, *after.aliases) if one not in known])
        return after

    def remove_indicators(self, indicator_ids: Sequence[int]) -> Changed:
        """Remove indicators that have no target and no actual; others are refused ("indicator.used")."""
        with self._database.operation("remove_indicators", count=len(set(indicator_ids))) as recorder:
            for indicator_id in sorted(set(indicator_ids)):
                for table in ("target", "actual"):
                    if recorder.query(f"SELECT id FROM {table} WHERE indicator_id = ? LIMIT 1", (indicator_id,)):
                        name = self.indicator(indicator_id).name
                        raise Refusal(
                            RefusalCode.INDICATOR_USED,
                            tr("指标“{name}”还有目标或实绩，不能删除；请先删除它们。", name=name),
                        )
                for link in recorder.query("SELECT id FROM made WHERE indicator_id = ?", (indicator_id,)):
                    recorder.update("made", _id(link["id"]), {"indicator_id": None})
                recorder.delete("indicator", indicator_id)
        return recorder.changed

    def add_target(
        self,
        indicator: int | str,
        year: int,
        stated: Stated | None = None,
        more: TargetChange = _NO_TARGET_CHANGE,
        reason: str = "",
    ) -> Changed:
        """A target by indicator id or name (made when unknown); its id is Changed.ids["target"][0].

        A second target of the same indicator and year is refused ("target.twice").
        """
        known = self.find_indicator(indicator) if isinstance(indicator, str) else self.indicator(indicator)
        name = known.name if known is not None else str(indicator)
        said = stated or Stated()
        fresh = known or new_indicator(name, said.unit)
        gate = Gate(reason)
        refuse(*(indicator_findings(None, fresh) if known is None else ()))
        with self._database.operation("add_target", year=year, title=name, **gate.words) as recorder:
            if recorder.query("SELECT id FROM target WHERE indicator_id = ? AND year = ?", (fresh.id, year)):
                raise Refusal(
                    RefusalCode.TARGET_TWICE, tr("{year}年已有“{name}”的目标；请直接修改它。", year=year, name=name)
                )
            position = _place_behind(recorder, year)
            target = more.on(Target(0, fresh.id, year, said, position, source=self._typist()))
            facts = Facts(recorder.query)
            findings = target_findings(facts, None, target) + facts.closed.target_findings(None, target)
            if gate.passes(Asked("target", 0, name, findings, year)):
                if known is None:
                    number = recorder.insert("indicator", {**indicator_columns(fresh), "from_row": 1})
                    target = replace(target, indicator_id=number)
                recorder.insert("target", target_columns(target))
        return gate.told(recorder.changed, 1)

    def edit_target(self, target_id: int, change: TargetChange, reason: str = "") -> Changed:
        """Change what is said of a target; `reason` answers a soft check."""
        target = self.target(target_id)
        name = self.indicator(target.indicator_id).name
        return self._edit_targets("edit_target", [target_id], change, reason, year=target.year, title=name)

    def edit_targets(self, target_ids: Sequence[int], change: TargetChange, reason: str = "") -> Changed:
        """The same change for several targets (a responsible unit for many), as one operation."""
        return self._edit_targets("edit_targets", target_ids, change, reason, count=len(set(target_ids)))

    def move_targets(self, target_ids: Sequence[int]) -> Changed:
        """Put these targets of one year into this order; their places stay, their order among them changes."""
        with self._database.operation("move_targets", count=len(target_ids)) as recorder:
            if len(set(target_ids)) != len(target_ids):
                raise ValueError("a target twice in one order")
            year = self.target(target_ids[0]).year if target_ids else 0
            order = {target.id: target.position for target in self.targets(year)}
            if not set(target_ids) <= order.keys():
                raise KeyError(f"targets that are not of {year}")
            moved, moving = iter(target_ids), set(target_ids)
            wanted = [next(moved) if number in moving else number for number in order]
            for position, number in enumerate(wanted):
                if order[number] != position:
                    recorder.update("target", number, {"position": position})
        return recorder.changed

    def remove_targets(self, target_ids: Sequence[int], reason: str = "") -> Changed:
        """Remove targets with adjustments and period targets; their children become rows of their own.

        One whose figures were given out with a closed month waits in Changed.asked without a `reason`.
        """
        gate = Gate(reason)
        words: dict[str, object] = {"count": len(set(target_ids))}
        if words["count"] == 1:
            target = self.target(target_ids[0])
            words |= {"as": "one", "year": target.year, "title": self.indicator(target.indicator_id).name}
        with self._database.operation("remove_targets", **words, **gate.words) as recorder:
            self._remove_targets(recorder, target_ids, gate)
        return gate.told(recorder.changed, len(set(target_ids)))

    def _remove_targets(self, recorder: Recorder, target_ids: Sequence[int], gate: Gate) -> None:
        work, facts = Confirming(recorder, self.names), Facts(recorder.query)
        for target_id in sorted(set(target_ids)):
            found = recorder.get("target", target_id)
            if found is None:
                raise KeyError(target_id)
            target = to_target(found)
            issued = facts.closed.target_findings(target, None)
            title = facts.indicator(target.indicator_id).name
            if gate.passes(Asked("target", target_id, title, issued, target.year)):
                work.remove_target(target)

    def copy_targets(self, from_year: int, to_year: int, figures: bool = False) -> Changed:
        """Take over a year's list (indicators, order, sections, units); without `figures` the figures stay blank.

        With them those of parts of the year (阶段目标) come along. Indicators that have a target in `to_year` are left
        out.
        """
        refuse(limits.year_beyond(to_year))
        with self._database.operation("copy_targets", from_year=from_year, to_year=to_year) as recorder:
            copy_list(recorder, to_copy(self.targets(from_year), self.targets(to_year)), to_year, figures)
        return recorder.changed

    def adjust_target(self, target_id: int, stated: Stated, from_month: int, paper: str, reason: str) -> Changed:
        """目标调整: new figures from a month on, approved by `paper`; the old ones are kept beside them."""
        target = self.target(target_id)
        name = self.indicator(target.indicator_id).name
        refuse(*adjustment_findings(target.stated, stated, from_month, paper, reason))
        gate = Gate(reason)
        facts, after = Facts(self._database.query), replace(target, stated=stated)
        issued = facts.closed.target_findings(target, after, from_month)
        findings = target_findings(facts, target, after) + issued
        if not gate.passes(Asked("target", target_id, name, findings, target.year)):
            return gate.told(Changed(0, "adjust_target"), 1)
        words = {"year": target.year, "title": name, "month": from_month, "paper": paper, "reason": reason}
        with self._database.operation("adjust_target", **words) as recorder:
            put_adjustment(recorder, Adjustment(0, target_id, from_month, target.stated, stated, paper, reason))
            recorder.update("target", target_id, stated_columns(stated))
        return gate.told(recorder.changed, 1)

    def set_actuals(
        self, entries: Sequence[ActualEntry], sheet: str = "", reason: str = "", more: SheetMore = _NO_MORE
    ) -> Changed:
        """Enter or clear figures of any months as one operation (a sheet with its name, a paste, one cell).

        What a check asks about waits in Changed.asked while the rest is entered; `reason` answers all that is soft and
        is kept with those figures. One entry alone that can't hold is refused. `more` is what a sheet brings along.
        """
        words: dict[str, object] = {"count": len(entries)}
        if sheet:
            words |= {"as": "sheet", "title": sheet}
        elif len(entries) == 1:
            words |= self._words_of(entries[0])
        gate = Gate(reason)
        fresh = {number: self._fresh(name, unit) for number, (name, unit) in more.indicators.items()}
        with self._database.operation("set_actuals", **words) as recorder:
            passed = enter(Facts(recorder.query, fresh), entries, gate, noted_today)
            made = {
                number: recorder.insert("indicator", {**indicator_columns(fresh[number]), "from_row": 0})
                for number in fresh.keys() & {key[0] for key in passed}
            }
            for one in passed.values():
                put_actual(recorder, one.before, _of_made(one.after, made))
            kept = dict(more.mappings)
            if more.names is not None:
                named = {name: made.get(one, one) for name, one in more.names.items()}
                kept["names"] = {"names": {name: one for name, one in named.items() if one not in fresh}}
            put_mappings(recorder, kept)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, len(entries))

    def _fresh(self, name: str, unit: str | None) -> Indicator:
        """A new indicator by its name, checked."""
        seed = new_indicator(name, unit)
        free = tuple(alias for alias in seed.aliases if self.find_indicator(alias) is None)
        fresh = replace(seed, name=name, aliases=free)
        self._refuse_names(fresh, (fresh.name, *fresh.aliases))
        refuse(*indicator_findings(None, fresh))
        return fresh

    def would_ask(self, entries: Sequence[ActualEntry]) -> tuple[Asked, ...]:
        """What set_actuals would ask about and note, without entering anything."""
        return would_ask(Facts(self._database.query), entries)

    def _words_of(self, entry: ActualEntry) -> dict[str, object]:
        cleared = entry.value is None and entry.growth is None
        name = self.indicator(entry.indicator_id).name
        return {"as": "cleared" if cleared else "one", "title": name, "year": entry.year, "month": entry.month}

    def set_settings(self, **values: object) -> Changed:
        """Keep settings in the workbook (`zone` is one): JSON values and Decimals, never float; None removes one."""
        for key, value in values.items():
            refuse(*setting_findings(key, value))
        with self._database.operation("set_settings", **_settings_told(sorted(values))) as recorder:
            for key, value in values.items():
                _put_named(recorder, "setting", "key", key, "value", None if value is None else value_text(value))
        return recorder.changed

    def keep_sheet_mapping(self, sheet: str, mappings: Mapping[str, Mapping[str, object]]) -> Changed:
        """Remember by their names how a bureau's sheet is to be read; an empty mapping is forgotten."""
        refuse(limits.name_beyond(sheet), *(limits.name_beyond(name) for name in mappings))
        with self._database.operation("keep_sheet_mapping", title=sheet) as recorder:
            put_mappings(recorder, mappings)
        return recorder.changed

    def keep_issued(self, kind: str, year: int, month: int, file_name: str, data: bytes) -> Changed:
        """Keep an output as it was issued; `kind` is "sheet", "summary" or "gauges"."""
        refuse(limits.year_beyond(year), limits.month_beyond(month), limits.name_beyond(file_name, "file_name"))
        with self._database.operation("keep_issued", title=file_name) as recorder:
            put_issued(recorder, year, month, MadeFile(kind, file_name, data))
        return recorder.changed

    def _refuse_names(self, indicator: Indicator, names: Iterable[str], known: NameIndex | None = None) -> None:
        """No name or alias that a clerk gives may mean two indicators, of the workbook or of those that are `known`."""
        index = self.names if known is None else known
        for name in names:
            other = index.find(name, indicator.unit, besides=indicator.id)
            if other is not None:
                raise Refusal(
                    RefusalCode.INDICATOR_TWICE,
                    tr("“{name}”已是指标“{other}”的名称或别名；请换一个名称。", name=name, other=other.name),
                )

    def _edit_targets(
        self, name: str, target_ids: Sequence[int], change: TargetChange, reason: str, **words: object
    ) -> Changed:
        gate = Gate(reason)
        with self._database.operation(name, **words, **gate.words) as recorder:
            facts = Facts(recorder.query)
            for target_id in sorted(set(target_ids)):
                change_target(recorder, facts, gate, target_id, change)
        return gate.told(recorder.changed, len(set(target_ids)))


def to_copy(old: Sequence[Target], there: Sequence[Target]) -> list[Target]:
    """Of a year's list what another year has no target of yet."""
    taken = {one.indicator_id for one in there}
    return [one for one in old if one.indicator_id not in taken]


def copy_list(recorder: Recorder, old: Sequence[Target], to_year: int, figures: bool) -> None:
    """Put these targets behind the list of another year, parts with their wholes."""
    shift, copied = _place_behind(recorder, to_year), dict[int, int]()
    for place, target in enumerate(old):
        fresh = _next_year(target, to_year, shift + place, figures)
        copied[target.id] = recorder.insert("target", target_columns(fresh))
    for target in old:
        if target.parent_id in copied:
            recorder.update("target", copied[target.id], {"parent_id": copied[target.parent_id]})
    if figures:
        copy_periods(recorder, copied)


def change_target(recorder: Recorder, facts: Facts, gate: Gate, target_id: int, change: TargetChange) -> bool:
    """Change a target where that passes the gate; whether it did."""
    found = recorder.get("target", target_id)
    if found is None:
        raise KeyError(target_id)
    before = to_target(found)
    after = change.on(before)
    _refuse_circle(recorder, target_id, after)
    title = facts.indicator(after.indicator_id).name
    findings = target_findings(facts, before, after) + facts.closed.target_findings(before, after)
    passed = gate.passes(Asked("target", target_id, title, findings, after.year))
    if passed:
        recorder.update("target", target_id, target_columns(after))
    return passed


def _place_behind(recorder: Recorder, year: int) -> int:
    last = recorder.query("SELECT max(position) AS position FROM target WHERE year = ?", (year,))[0]["position"]
    return 0 if last is None else _id(last) + 1


def _refuse_circle(recorder: Recorder, target_id: int, after: Target) -> None:
    seen, above = {target_id}, after.parent_id
    while above is not None:
        whole = recorder.get("target", above)
        if above in seen or whole is None or whole["year"] != after.year:
            raise Refusal(RefusalCode.TARGET_CIRCLE, tr("“其中”项不能隶属于自己或别的年份的目标；请另选上级指标。"))
        seen.add(above)
        above = _id(whole["parent_id"]) if whole["parent_id"] is not None else None


def _next_year(target: Target, year: int, position: int, figures: bool) -> Target:
    return replace(
        target,
        year=year,
        stated=target.stated if figures else Stated(unit=target.stated.unit),
        stretch=target.stretch if figures else None,
        stretch_growth=target.stretch_growth if figures else None,
        wording=target.wording if figures else "",
        position=position,
        parent_id=None,
        deadline=None,
        note="",
        row_id=None,
        quote="",
        source=tr("复制自{year}年", year=target.year),
    )


def _of_made(actual: Actual | None, made: Mapping[int, int]) -> Actual | None:
    """An actual with the id that its indicator got in the workbook."""
    if actual is None or actual.indicator_id not in made:
        return actual
    return replace(actual, indicator_id=made[actual.indicator_id])


def put_adjustment(recorder: Recorder, adjustment: Adjustment) -> None:
    """Keep that a target was adjusted, with both values."""
    recorder.insert(
        "target_adjustment",
        {
            "target_id": adjustment.target_id,
            "from_month": adjustment.from_month,
            "before": stated_text(adjustment.before),
            "after": stated_text(adjustment.after),
            "paper": adjustment.paper,
            "reason": adjustment.reason,
        },
    )


def put_issued(recorder: Recorder, year: int, month: int, made: MadeFile) -> None:
    """A file kept as it was given out."""
    recorder.insert(
        "issued",
        {
            "kind": made.kind,
            "year": year,
            "month": month,
            "file_name": made.name,
            "sha256": recorder.keep(made.data),
            "size": len(made.data),
            "made_at": now(),
        },
    )


def put_actual(recorder: Recorder, before: Actual | None, after: Actual | None) -> None:
    """Write what is left of an actual."""
    if after is not None and before is None:
        recorder.insert("actual", actual_columns(after))
    elif after is not None and before is not None:
        recorder.update("actual", before.id, actual_columns(after))
    elif before is not None:
        for link in recorder.query("SELECT id FROM made WHERE actual_id = ?", (before.id,)):
            recorder.update("made", _id(link["id"]), {"actual_id": None})
        recorder.delete("actual", before.id)


def put_mappings(recorder: Recorder, mappings: Mapping[str, object]) -> None:
    """Keep what is remembered of sheets and lists, each under its name; an empty mapping is forgotten."""
    for name, mapping in mappings.items():
        _put_named(recorder, "sheet_mapping", "name", name, "mapping", value_text(mapping) if mapping else None)


def _settings_told(keys: Sequence[str]) -> dict[str, object]:
    """What the title of an operation names of settings; of a single one which it is."""
    said: dict[str, object] = {"names": ", ".join(keys)}
    if len(keys) != 1:
        return said
    edited = month_of_edits(keys[0])
    return said | ({"as": keys[0]} if edited is None else {"as": "edits", "year": edited[0], "month": edited[1]})


def _put_named(recorder: Recorder, table: str, key: str, name: str, column: str, text: str | None) -> None:
    """Insert, change or (None) delete the row of a name."""
    known = recorder.query(f"SELECT id FROM {table} WHERE {key} = ?", (name,))
    if known and text is None:
        recorder.delete(table, _id(known[0]["id"]))
    elif known:
        recorder.update(table, _id(known[0]["id"]), {column: text})
    elif text is not None:
        recorder.insert(table, {key: name, column: text})


def _id(value: Value) -> int:
    assert isinstance(value, int)
    return value
