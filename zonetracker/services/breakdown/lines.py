"""The lines of a plan: one for each field that changes, each new target, the order, and what the list lacks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence
from dataclasses import fields, replace

from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.checking.findings import Finding, FindingCode, Severity, soft, worst
from zonetracker.model.facts import Stated, Target
from zonetracker.model.planning import LineState
from zonetracker.model.progress import in_order
from zonetracker.services.breakdown.drafting import RowDraft, blank_target
from zonetracker.services.breakdown.fields import FieldSaid
from zonetracker.services.breakdown.known import KnownList
from zonetracker.services.breakdown.model import ListLine
from zonetracker.services.ledger.listing import is_stated, ordered
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_finding
from zonetracker.words.wording import goal_words, one_line

_GOAL = frozenset(one.name for one in fields(Stated))
_GIVEN_OUT = (FindingCode.TARGET_ISSUED, FindingCode.YEAR_CLOSED)
"""What asks for a reason and doubts nothing."""
_NAMED = 10
Said = TargetChange | IndicatorChange


def lines_of(known: KnownList, drafts: Sequence[RowDraft]) -> Iterator[ListLine]:
    """All that a list would do, in its order; last the order itself and the targets that the list does not have."""
    for at, draft in enumerate(drafts):
        if not draft.repeats:
            yield from _RowLines(known, at, draft).lines()
    listed = list(dict.fromkeys(draft.target.id for draft in drafts if draft.target is not None))
    yield from _moved(known, listed)
    yield from _missing(known, frozenset(listed))


class _RowLines:
    """The lines of one row."""

    def __init__(self, known: KnownList, at: int, draft: RowDraft) -> None:
        self.known, self.at, self.draft = known, at, draft
        indicator = draft.meant.indicator
        self.name = one_line(draft.row.name if indicator is None else indicator.name)
        self.untold = list(draft.findings)

    def lines(self) -> Iterator[ListLine]:
        draft = self.draft
        if draft.meant.indicator is None:
            yield replace(self._line(tr("新增目标"), "", ""), why=tuple(draft.asked), likely=draft.meant.likely)
        elif draft.target is None:
            yield self._new(draft.meant.indicator.id)
            yield from (self._stopped(one) for one in draft.fields if one.wrong)
        else:
            for number, one in enumerate(draft.fields):
                rest = number == len(draft.fields) - 1
                yield self._stopped(one) if one.wrong else self._changed(one, rest=rest)

    def _new(self, indicator_id: int) -> ListLine:
        """A new target with all that can be entered of it."""
        draft, meant = self.draft, self.draft.meant.indicator
        assert meant is not None
        sound = [one for one in draft.fields if not one.wrong]
        changes: list[Said] = [one.change for one in sound if one.change is not None]
        target = draft.changed(blank_target(meant, self.known.year.year))
        if draft.row.over and not target.section:
            changes.insert(0, TargetChange(section=one_line(draft.row.over)))
        changes = changes or [TargetChange()]
        doubts = [doubt for one in sound for doubt in one.doubts]
        goalless = not is_stated(target.stated) and not target.wording
        if goalless:
            doubts.append(tr("没有可用的年度目标"))
        known = "" if indicator_id > 0 else tr("新指标")
        said = "；".join(one for one in (_goal(target), one_line(target.responsible), known) if one)
        line = self._line(tr("新增目标"), "", said)
        line = replace(line, state=LineState.NEW, changes=tuple(changes), goalless=goalless)
        return self._judged(line, (*draft.asked, *doubts), draft.findings)

    def _changed(self, one: FieldSaid, *, rest: bool) -> ListLine:
        """A field that changes, with what the checks say of it; the last one has what is said of none."""
        assert one.change is not None
        said = _fields_of(one.change)
        findings = [found for found in self.untold if rest or found.field in said]
        self.untold = [found for found in self.untold if found not in findings]
        state = LineState.RESTATED if one.restates else LineState.CHANGED
        line = replace(self._line(one.what, one.before, one.after), state=state, changes=(one.change,))
        return self._judged(replace(line, restates=one.restates), (*self.draft.asked, *one.doubts), findings)

    def _stopped(self, one: FieldSaid) -> ListLine:
        return replace(self._line(one.what, one.before, one.after), state=LineState.STOPPED, why=(one.wrong,))

    def _judged(self, line: ListLine, asked: Sequence[str], findings: Sequence[Finding]) -> ListLine:
        severity = worst(findings)
        target = self.draft.target
        adjusted = line.restates and target is not None and target.id in self.known.adjusted
        told = [*asked, *map(say_finding, findings), *([tr("年内已调整过")] if adjusted else [])]
        line = replace(line, why=tuple(dict.fromkeys(told)), rivals=self.draft.rivals, likely=self.draft.meant.likely)
        if severity is Severity.HARD:
            return replace(line, state=LineState.STOPPED, changes=(), restates=False)
        needs_reason = severity is Severity.SOFT
        doubted = any(one.severity is Severity.SOFT and one.code not in _GIVEN_OUT for one in findings)
        state = LineState.ASKED if asked or doubted else line.state
        return replace(line, needs_reason=needs_reason, doubted=bool(asked), state=state)

    def _line(self, what: str, before: str, after: str) -> ListLine:
        key, place = f"{self.at} {what}", self.draft.row.place
        return ListLine(key, place, self.name, what, before, after, LineState.ASKED, self.at)


def _fields_of(change: Said) -> frozenset[str]:
    return change.said | (_GOAL if "stated" in change.said else frozenset())


def _goal(target: Target) -> str:
    return goal_words(target.stated, target.stated.unit or "", target.wording)


def _moved(known: KnownList, listed: Sequence[int]) -> Iterator[ListLine]:
    """That the list has the targets in another order, and which of them were moved."""
    targets = known.year.targets
    standing = [one.id for one, _ in in_order(targets)]
    places = {number: at for at, number in enumerate(ordered(standing, listed, reordered=True))}
    after = [one.id for one, _ in in_order(replace(one, position=places[one.id]) for one in targets)]
    if after != standing:
        moved = out_of_order(standing, after)
        names = "、".join(_name(known, number) for number in moved[:_NAMED]) + (tr("等") if len(moved) > _NAMED else "")
        said = tr("移动了 {count} 项：{names}", count=len(moved), names=names)
        yield ListLine("order", "", tr("全表"), tr("次序"), "", said, LineState.MOVED)


def out_of_order(before: Sequence[int], after: Sequence[int]) -> list[int]:
    """The fewest things whose moves explain another order: those outside of the longest run that kept its order."""
    places = {one: at for at, one in enumerate(before)}
    ends: list[int] = []
    lengths = []
    for one in after:
        length = bisect_left(ends, places[one])
        ends[length : length + 1] = [places[one]]
        lengths.append(length)
    wanted, kept = len(ends) - 1, set()
    last = len(before)
    for one, length in zip(reversed(after), reversed(lengths), strict=True):
        if length == wanted and places[one] < last:
            kept.add(one)
            wanted, last = wanted - 1, places[one]
    return [one for one in after if one not in kept]


def _missing(known: KnownList, listed: Collection[int]) -> Iterator[ListLine]:
    """The targets that the list does not have; what was given out with a closed month goes with a reason only."""
    last = known.year.last_closed
    issued = [say_finding(soft(FindingCode.TARGET_ISSUED, "value", month=str(last)))] if last else []
    for target, _ in in_order(known.year.targets):
        if target.id not in listed:
            key, name = f"missing {target.id}", _name(known, target.id)
            line = ListLine(key, "", name, tr("表中没有"), _goal(target), "", LineState.MISSING, target_id=target.id)
            yield replace(line, needs_reason=bool(issued), why=tuple(issued))


def _name(known: KnownList, target_id: int) -> str:
    return one_line(known.year.by_id[known.year.targets_by_id[target_id].indicator_id].name)
