"""What a file would do in one month: one decision a row, sure or asked, from all that speaks for and against it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from zonetracker.extraction.tables.headtext import plain
from zonetracker.extraction.tables.model import TableFigure
from zonetracker.lexicon.matching import Match, Matcher
from zonetracker.model.changes import KEEP, ActualEntry, cleared
from zonetracker.model.checking.findings import Finding, Severity, worst
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Actual, Bound, Indicator, Stated
from zonetracker.model.measure import SHARES
from zonetracker.model.planning import Decision, FigureDoubt, doubted
from zonetracker.model.units import currency_of, is_scale, measure_of, same_dimension, whole_unit
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.entering import entered
from zonetracker.services.ledger.known_year import KnownYear
from zonetracker.services.sheets.choosing import Offered, Wanted, offers
from zonetracker.services.sheets.matching import SUBTOTAL, match_figure
from zonetracker.services.sheets.memory import remembered_in
from zonetracker.services.sheets.model import Choices, Offer, PlanRow, SheetPlan, SheetRead
from zonetracker.services.sheets.reading import likely_month
from zonetracker.services.sheets.sizes import ColumnSizes, Expected, Size
from zonetracker.services.sheets.weighing import away, weigh
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, finish, gathered

_SETTLED_BY_SIZE = (FigureDoubt.MONTHS_UNCLEAR, FigureDoubt.REGION_UNCLEAR)
_NO_CHOICES = Choices()


def plan(ledger: Ledger, read: SheetRead, year: int, month: int, choices: Choices = _NO_CHOICES) -> SheetPlan:
    """What the file would change in one month, as it stands and with what a clerk chose; nothing is written."""
    return finish(SheetPlanner(ledger.known_year(year), read).plan(month, choices))


@dataclass(frozen=True, slots=True)
class OpenedSheet:
    """A file that was read, with its first plan and the choices that are remembered of its like."""

    planner: SheetPlanner
    choices: Choices
    plan: SheetPlan


def open_sheet(ledger: Ledger, reading: Job[SheetRead], year: int, month: int) -> Job[OpenedSheet]:
    """Read a file and plan it for the month that it names, else for `month`; the workbook is asked at once."""
    return _opened(reading, ledger.known_year(year), ledger.sheet_mappings(), month)


def _opened(
    reading: Job[SheetRead], known: KnownYear, kept: Mapping[str, Mapping[str, object]], month: int
) -> Job[OpenedSheet]:
    read = yield from reading
    month = likely_month(read)[1] or month
    choices = remembered_in(kept, known.by_id, read, (known.year, month))
    planner = SheetPlanner(known, read)
    planned = yield from planner.plan(month, choices)
    return OpenedSheet(planner, choices, planned)


class SheetPlanner:
    """Plans a file again and again for months of one year; what does not depend on the last choice is kept."""

    def __init__(self, known: KnownYear, read: SheetRead) -> None:
        self.known, self.read = known, read
        self.matcher = Matcher(known.indicators)
        self.matches: dict[tuple[str, str, str | None], Match] = {}
        self._offered: tuple[object, Offered] = (None, Offered())

    def plan(self, month: int, choices: Choices = _NO_CHOICES) -> Job[SheetPlan]:
        """The plan of a month with what a clerk chose."""
        wanted = Wanted(self.known.zone, self.known.year, month)
        offered = yield from self._offers(wanted, choices)
        return (yield from _Planner(self, wanted, choices).planned(offered))

    def _offers(self, wanted: Wanted, choices: Choices) -> Job[Offered]:
        asked_for = (wanted, dict(choices.columns), choices.taken, choices.left)
        kept_for, offered = self._offered
        if kept_for != asked_for:
            offered = yield from offers(self.read, wanted, choices)
            self._offered = asked_for, offered
        return offered

    def match(self, figure: TableFigure) -> Match:
        """What the name of a figure means."""
        key = figure.name, figure.said, figure.unit
        if key not in self.matches:
            self.matches[key] = match_figure(self.matcher, figure, self.known.zone)
        return self.matches[key]


@dataclass(frozen=True, slots=True)
class _Named:
    """An offer and what its name means."""

    offer: Offer
    match: Match
    indicator_id: int | None


class _Planner:
    def __init__(self, planner: SheetPlanner, wanted: Wanted, choices: Choices) -> None:
        self.planner, self.wanted, self.choices = planner, wanted, choices
        known = planner.known
        self.chosen = {*choices.names, *choices.fresh}
        self.fresh = tuple(Indicator(-at, name) for at, name in enumerate(dict.fromkeys(choices.fresh.values()), 1))
        self.fresh_ids = {indicator.name: indicator.id for indicator in self.fresh}
        self.indicators = known.by_id | {indicator.id: indicator for indicator in self.fresh}
        actuals: dict[int, dict[tuple[int, int], Actual]] = {}
        for actual in known.actuals:
            actuals.setdefault(actual.indicator_id, {})[actual.year, actual.month] = actual
        self.expected = {
            number: Expected(indicator, known.target_of.get(number), actuals.get(number, {}))
            for number, indicator in self.indicators.items()
        }

    def planned(self, offered: Offered) -> Job[SheetPlan]:
        """A row for each indicator that the file gives, and for each name that it does not know."""
        offers, words = offered.offers, tr("正在对照指标")
        named = yield from gathered(map(self._named, offers), words, len(offers))
        self.sizes = ColumnSizes(self._sized(named), self.wanted.month)
        groups: dict[object, list[_Named]] = {}
        for one in named:
            groups.setdefault(self._key(one), []).append(one)
        made = (_otherwise_named(self._row(key, group), groups) for key, group in groups.items())
        rows = yield from gathered(made, tr("正在核对数字"), len(groups))
        name = self.planner.read.name
        rows = list(self._looked_over(rows))
        return SheetPlan(name, self.wanted.year, self.wanted.month, tuple(rows), self.fresh, offers, offered.left_out)

    def _named(self, offer: Offer) -> _Named:
        said, found = offer.figure.said, self.planner.match(offer.figure)
        chosen = self.choices.names.get(said) or self.fresh_ids.get(self.choices.fresh.get(said, ""))
        expected = self.expected.get(chosen or found.indicator_id or 0)
        if expected is not None and is_scale(offer.figure.stated.unit):
            offer = _in_whole_unit(offer, expected.usual_unit)
        sure = found.sure or (SUBTOTAL in found.reasons and self._bears_out(offer, found.indicator_id))
        return _Named(offer, found, chosen or (found.indicator_id if sure else None))

    def _bears_out(self, offer: Offer, indicator_id: int | None) -> bool:
        expected = self.expected.get(indicator_id or 0)
        return expected is not None and expected.target is not None and self._size(offer, expected) is Size.FITS

    def _sized(self, named: Sequence[_Named]) -> Iterator[tuple[Offer, Size]]:
        for one in named:
            if one.indicator_id is not None:
                yield one.offer, self._size(one.offer, self.expected[one.indicator_id])

    def _size(self, offer: Offer, expected: Expected) -> Size:
        stated = offer.figure.stated
        unit = None if _unit_is_of_others(offer, expected) else stated.unit
        return expected.size(stated.value, unit, self.wanted.year, self.wanted.month)

    def _key(self, one: _Named) -> object:
        """What is seen together: the figures of one indicator, those of an unknown name; a dropped one for itself."""
        if one.offer.place in self.choices.dropped:
            return one.offer.place, one.indicator_id
        return one.indicator_id or plain(one.offer.figure.said)

    def _row(self, key: object, group: Sequence[_Named]) -> PlanRow:
        if isinstance(key, tuple):
            known = self.indicators.get(key[1])
            return PlanRow(group[0].offer, Decision.LEFT, known, doubts=group[0].offer.doubts)
        group = [one for one in group if one.offer.figure.said in self.chosen] or group
        nearest = min(away(one.offer) for one in group)
        best = max(one.match.score for one in group if away(one.offer) == nearest)
        named = [one for one in group if away(one.offer) > nearest or one.match.score == best]
        if not isinstance(key, int):
            return self._unknown(named)
        expected = self.expected[key]
        offer = weigh(_in_usual_units([one.offer for one in named], expected.usual_unit), expected.indicator)
        return self._planned(self._judged(offer, expected), expected)

    def _unknown(self, group: Sequence[_Named]) -> PlanRow:
        offer = weigh([one.offer for one in group])
        found = group[0].match
        ids = [found.indicator_id, *(other for other, _ in found.alternatives)]
        likely = tuple(self.indicators[one] for one in dict.fromkeys(ids) if one is not None)
        if found.indicator_id is None:
            return PlanRow(offer, Decision.UNKNOWN, likely=likely)
        name = self.indicators[found.indicator_id].name
        offer = replace(offer, doubts=(*offer.doubts, doubted(FigureDoubt.NAME_LIKELY, likely=name)))
        expected = self.expected[found.indicator_id]
        return replace(self._planned(self._judged(offer, expected), expected), likely=likely)

    def _judged(self, offer: Offer, expected: Expected) -> Offer:
        """The offer with what its own size and that of its column say."""
        doubts = list(offer.doubts)
        if self.sizes.fit(offer):
            doubts = [one for one in doubts if one.code not in _SETTLED_BY_SIZE]
        if offer.table not in self.choices.taken and self.sizes.off(offer):
            doubts.append(doubted(FigureDoubt.SIZES_OFF))
        stated = offer.figure.stated
        if _is_range(stated):
            doubts.append(
                doubted(FigureDoubt.NO_SINGLE_FIGURE, value=in_short(offer.figure.value or offer.figure.growth))
            )
        if expected.is_nothing(stated):
            doubts.append(doubted(FigureDoubt.NOTHING_REPORTED))
        if self._unit_unclear(offer, expected):
            doubts.append(doubted(FigureDoubt.UNIT_UNCLEAR))
        return replace(offer, doubts=tuple(doubts))

    def _unit_unclear(self, offer: Offer, expected: Expected) -> bool:
        stated = offer.figure.stated
        if is_scale(stated.unit):
            return True
        if stated.value is None or (stated.unit is not None and not _unit_is_of_others(offer, expected)):
            return False
        usual = measure_of(expected.usual_unit or "")
        if usual is None or usual[1] == 1:
            return False
        return self._size(offer, expected) is Size.UNKNOWN and not self.sizes.some_fit(offer)

    def _planned(self, offer: Offer, expected: Expected) -> PlanRow:
        indicator = expected.indicator
        before = (expected.actuals or {}).get((self.wanted.year, self.wanted.month))
        if offer.place in self.choices.cleared and before is not None:
            gone = cleared(indicator.id, self.wanted.year, self.wanted.month)
            return PlanRow(offer, Decision.CLEARED, indicator, (), before, None, gone)
        entry = self._entry(offer, expected)
        if entry is None:
            return PlanRow(offer, Decision.ASKED, indicator, before=before, doubts=offer.doubts)
        after = entered(entry, before, expected.usual_unit)
        accepted = offer.place in self.choices.accepted
        decision = Decision.ASKED if offer.doubts and not accepted else _change(before, after)
        return PlanRow(offer, decision, indicator, (), before, after, entry, offer.doubts)

    def _entry(self, offer: Offer, expected: Expected) -> ActualEntry | None:
        """What is entered: as written in the sheet, a growth that stands as the only figure told from a value."""
        stated = offer.figure.stated
        value, unit, growth = stated.value, stated.unit, stated.growth
        if value is not None and growth is None and _is_rate(unit, expected):
            value, unit, growth = None, None, value
        if value is None and growth is None:
            return None
        if _unit_is_of_others(offer, expected):
            unit = None
        if unit is None and value is not None and growth is not None:
            unit = expected.usual_unit
        return ActualEntry(
            expected.indicator.id,
            self.wanted.year,
            self.wanted.month,
            KEEP if value is None else value,
            unit if value is not None and unit is not None else KEEP,
            KEEP if growth is None else growth,
            f"{self.planner.read.name} {offer.place}",
        )

    def _looked_over(self, rows: Sequence[PlanRow]) -> Iterator[PlanRow]:
        """Each row with what the ledger's checks say of it; those that are asked are seen apart from the sure ones."""
        found: dict[bool, dict[int, tuple[Finding, ...]]] = {}
        for asked in (False, True):
            entries = [row.entry for row in rows if row.entry is not None and (row.decision is Decision.ASKED) is asked]
            told = self.planner.known.would_ask([entry for entry in entries if entry.indicator_id > 0])
            found[asked] = {one.row_id: one.findings for one in told}
        for row in rows:
            yield self._checked(row, found[row.decision is Decision.ASKED])

    def _checked(self, row: PlanRow, found: Mapping[int, tuple[Finding, ...]]) -> PlanRow:
        findings = found.get(row.entry.indicator_id, ()) if row.entry is not None else ()
        if not findings or row.decision in (Decision.SAME, Decision.LEFT):
            return row
        row = replace(row, findings=findings)
        severity = worst(row.findings)
        asks = severity is Severity.HARD or (severity is Severity.SOFT and row.place not in self.choices.accepted)
        return replace(row, decision=Decision.ASKED) if asks else row


def _in_usual_units(offers: list[Offer], usual: str | None) -> list[Offer]:
    """Of figures in two currencies those in that of the indicator."""
    said = [offer for offer in offers if offer.figure.stated.unit is not None]
    fitting = [offer for offer in said if same_dimension(offer.figure.stated.unit, usual)]
    return fitting if fitting and len(said) == len(offers) else offers


def _in_whole_unit(offer: Offer, usual: str | None) -> Offer:
    """A figure whose cell says 57.6亿, in 亿 of what the indicator is measured in."""
    figure = offer.figure
    unit = whole_unit(figure.stated.unit, usual)
    return replace(offer, figure=replace(figure, unit=unit, stated=replace(figure.stated, unit=unit)))


def _change(before: Actual | None, after: Actual | None) -> Decision:
    if before is None or after is None:
        return Decision.NEW
    same = (before.value, before.unit, before.growth) == (after.value, after.unit, after.growth)
    return Decision.SAME if same else Decision.CHANGED


def _otherwise_named(row: PlanRow, groups: Container[object]) -> PlanRow:
    """A row whose name is only like that of an indicator which the file gives by name as well means another thing."""
    likely = any(doubt.code is FigureDoubt.NAME_LIKELY for doubt in row.doubts)
    if not likely or row.indicator is None or row.indicator.id not in groups:
        return row
    return PlanRow(row.offer, Decision.UNKNOWN, likely=row.likely)


def _is_range(stated: Stated) -> bool:
    open_ = (Bound.AT_LEAST, Bound.AT_MOST)
    return (
        stated.value_high is not None
        or stated.growth_high is not None
        or stated.bound in open_
        or stated.growth_bound in open_
    )


def _is_rate(unit: str | None, expected: Expected) -> bool:
    """Whether a percentage is the growth of something that is measured otherwise."""
    if unit != "%":
        return False
    stated = expected.target.stated if expected.target else None
    growth_only = stated is not None and stated.value is None and stated.growth is not None
    usual = expected.indicator.unit
    return usual not in SHARES and (growth_only or usual is not None)


def _unit_is_of_others(offer: Offer, expected: Expected) -> bool:
    """Whether the unit over a table is not meant for this row: money over a count of firms."""
    figure, usual = offer.figure, expected.usual_unit
    if not figure.unit_over or usual is None or figure.unit is None or same_dimension(figure.unit, usual):
        return False
    return currency_of(figure.unit) is None or currency_of(usual) is None
