"""The rows of a list beside the targets that they mean, all seen together: what each says, asks and contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zonetracker.lexicon.naming import NameIndex
from zonetracker.model.changes import IndicatorChange, TargetChange
from zonetracker.model.checking.findings import Finding
from zonetracker.model.facts import Indicator, Stated, Target
from zonetracker.outputs.breakdown.columns import BreakdownColumn, head
from zonetracker.services.breakdown.fields import FieldSaid, fields_said
from zonetracker.services.breakdown.known import KnownList
from zonetracker.services.breakdown.model import ListChoices, PlannedRow, merged
from zonetracker.services.breakdown.naming import Meant, NameReading
from zonetracker.services.breakdown.rows import ListedRow
from zonetracker.services.ledger.listing import Listing
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step, gathered
from zonetracker.words.wording import one_line


@dataclass(slots=True)
class RowDraft:
    """A row while it is planned: what it means, its fields, why they are asked, the rows that speak of the same.

    One that `repeats` another says nothing of its own.
    """

    row: ListedRow
    meant: Meant
    fields: list[FieldSaid] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()
    rivals: frozenset[int] = frozenset()
    repeats: bool = False

    @property
    def target(self) -> Target | None:
        """The target that stands."""
        return self.meant.target

    def changed(self, target: Target) -> Target:
        """A target as all that can be entered of the row leaves it."""
        changes = (one.change for one in self.fields if not one.wrong)
        return merged(TargetChange(), (one for one in changes if isinstance(one, TargetChange))).on(target)

    def meaning(self, indicator: Indicator) -> Indicator:
        """An indicator likewise."""
        changes = (one.change for one in self.fields if not one.wrong)
        return merged(IndicatorChange(), (one for one in changes if isinstance(one, IndicatorChange))).on(indicator)


class Drafting:
    """Makes the drafts of a list."""

    def __init__(self, known: KnownList, rows: Sequence[ListedRow], choices: ListChoices) -> None:
        self.known, self.rows, self.year = known, rows, known.year.year
        self.names = NameReading(known, rows, choices)
        self.given = NameIndex(())
        self.drafts: list[RowDraft] = []

    def drafted(self) -> Job[list[RowDraft]]:
        """The drafts, one for each row, in steps."""
        made = (self._draft(row, self.names.meant(row, at)) for at, row in enumerate(self.rows))
        self.drafts = yield from gathered(made, tr("正在对照目标"), len(self.rows))
        yield Step(len(self.rows), len(self.rows), tr("正在核对数字"))
        self._find_rivals()
        self._check()
        return self.drafts

    def planned_row(self, draft: RowDraft) -> PlannedRow:
        """What a row means, as it is entered."""
        meant, whole = draft.meant, draft.row.whole
        indicator = meant.indicator
        known = whole is not None and self.drafts[whole].meant.indicator is not None
        return PlannedRow(
            draft.row,
            meant.target.id if meant.target is not None else 0,
            indicator.id if indicator is not None and indicator.id > 0 else 0,
            draft.row.name if indicator is None else indicator.name,
            whole if known else None,
        )

    def _draft(self, row: ListedRow, meant: Meant) -> RowDraft:
        if meant.target is None or meant.target.id != row.sent:
            row = row.as_of_another()
        draft = RowDraft(row, meant, asked=[*meant.asked, *([row.doubt] if row.doubt else [])])
        if meant.indicator is not None:
            target = meant.target or blank_target(meant.indicator, self.year)
            said = fields_said(row, target, meant.indicator, self.year)
            draft.fields = [*_renamed(row, meant), *(self._named_freely(one, meant.indicator) for one in said)]
        return draft

    def _named_freely(self, said: FieldSaid, indicator: Indicator) -> FieldSaid:
        """A field of aliases is wrong where one of them means another indicator, or is given to one further up."""
        aliases = said.change.aliases if isinstance(said.change, IndicatorChange) else ()
        for alias in aliases if isinstance(aliases, tuple) else ():
            other = self.names.names.find(alias, indicator.unit, besides=indicator.id)
            other = other or self.given.find(alias, besides=indicator.id)
            if other is not None and alias not in indicator.aliases:
                wrong = tr("“{name}”已是指标“{other}”的名称或别名", name=alias, other=one_line(other.name))
                return replace(said, change=None, wrong=wrong)
        if isinstance(aliases, tuple):
            self.given.put(replace(indicator, aliases=aliases))
        return said

    def _find_rivals(self) -> None:
        """Rows that speak of one thing: the same twice is one, otherwise a clerk says which holds."""
        groups: dict[int, list[int]] = defaultdict(list)
        for at, draft in enumerate(self.drafts):
            if draft.meant.indicator is not None:
                groups[draft.meant.indicator.id].append(at)
        for places in groups.values():
            if len(places) > 1:
                self._settle(places)

    def _settle(self, places: Sequence[int]) -> None:
        first = self.drafts[places[0]]
        others = [at for at in places[1:] if _said(self.drafts[at].row) != _said(first.row)]
        for at in places[1:]:
            self.drafts[at].repeats = at not in others
        rivals = frozenset((places[0], *others)) if others else frozenset()
        name = one_line(first.meant.indicator.name if first.meant.indicator is not None else first.row.name)
        for at in rivals:
            self.drafts[at].rivals = rivals - {at}
            self.drafts[at].asked.append(tr("表中有 {count} 行“{name}”，只能照填一行", count=len(rivals), name=name))

    def _check(self) -> None:
        """What the checks of the ledger say of all rows together, as if each were entered."""
        drafts = [
            (draft, self._listing(at, draft, draft.meant.indicator))
            for at, draft in enumerate(self.drafts)
            if draft.meant.indicator is not None and not draft.repeats and (draft.fields or draft.target is None)
        ]
        found = self.known.year.list_findings([listing for _, listing in drafts])
        for (draft, _), findings in zip(drafts, found, strict=True):
            draft.findings = findings

    def _listing(self, at: int, draft: RowDraft, indicator: Indicator) -> Listing:
        fresh = replace(blank_target(indicator, self.year), id=-1 - at, parent_id=self._parent(draft.row.whole))
        after = draft.changed(draft.target or fresh)
        return Listing(
            self.planned_row(draft).bare,
            draft.target,
            after,
            indicator if indicator.id > 0 else None,
            draft.meaning(indicator),
        )

    def _parent(self, whole: int | None) -> int | None:
        if whole is None:
            return None
        target = self.drafts[whole].target
        return target.id if target is not None else -1 - whole


def blank_target(indicator: Indicator, year: int) -> Target:
    """A target of which nothing is said yet."""
    return Target(0, indicator.id, year, Stated())


def _renamed(row: ListedRow, meant: Meant) -> Iterator[FieldSaid]:
    if meant.renamed and meant.indicator is not None:
        before, after = one_line(meant.indicator.name), one_line(row.name)
        yield FieldSaid(head(BreakdownColumn.NAME), before, after, IndicatorChange(name=after))


def _said(row: ListedRow) -> Mapping[BreakdownColumn, str]:
    """What a row says beside its number and however its name is written."""
    return {
        column: one_line(text)
        for column, text in row.texts.items()
        if column not in (BreakdownColumn.NUMBER, BreakdownColumn.NAME)
    }
