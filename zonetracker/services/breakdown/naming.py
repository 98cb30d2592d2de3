"""Which target a row of a list means: by the key that went out in it and by its name, and what is doubtful in that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from zonetracker.extraction.tables.headtext import plain
from zonetracker.extraction.tables.model import TableFigure
from zonetracker.lexicon.matching import Match, Matcher
from zonetracker.lexicon.naming import new_indicator
from zonetracker.model.facts import Indicator, Target
from zonetracker.model.measure import SHARES
from zonetracker.model.planning import FigureDoubt, doubted
from zonetracker.services.breakdown.known import KnownList
from zonetracker.services.breakdown.model import ListChoices
from zonetracker.services.breakdown.rows import ListedRow
from zonetracker.services.sheets.matching import match_figure
from zonetracker.services.sheets.regions import without_zone
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_doubt
from zonetracker.words.wording import one_line


@dataclass(frozen=True, slots=True)
class Meant:
    """What a row means: an indicator (id below zero: a new one, None: one of several) and its target, if it has one.

    `asked` is why that is not sure, `likely` what else the name may mean; `renamed` where the row went out for this
    target under another name.
    """

    indicator: Indicator | None
    target: Target | None = None
    asked: tuple[str, ...] = ()
    likely: tuple[Indicator, ...] = ()
    renamed: bool = False


class NameReading:
    """Reads the names of a list; a name that is new is known from then on."""

    def __init__(self, known: KnownList, rows: Sequence[ListedRow], choices: ListChoices) -> None:
        self.known, self.choices = known, choices
        self.names = known.names.copy()
        self.sent = Counter(row.sent for row in rows)
        self.matcher = Matcher(known.year.indicators)

    def meant(self, row: ListedRow, place: int) -> Meant:
        """What a row means; `place` is its own among all rows."""
        if row.name in self.choices.fresh:
            return self._fresh(row, place, self.choices.fresh[row.name])
        chosen = self.choices.names.get(row.name)
        if chosen is not None and chosen in self.known.year.by_id:
            return self._of(self.known.year.by_id[chosen])
        named = self._named(row)
        sent = self._sent(row, named)
        if sent is not None:
            return self._as_sent(row, sent, named)
        return self._of(named) if named is not None else self._guessed(row, place)

    def _named(self, row: ListedRow) -> Indicator | None:
        """The indicator of a name that is known surely."""
        zone = self.known.year.zone
        for name in dict.fromkeys((*row.names, *(without_zone(one, zone) for one in row.names))):
            found = self.names.find(name, row.unit)
            if found is not None:
                return found
        kept = self.known.remembered.get(row.name)
        return self.known.year.by_id.get(kept) if kept is not None else None

    def _sent(self, row: ListedRow, named: Indicator | None) -> Target | None:
        """The target that went out in a row; a row that was copied is what its name says."""
        target = self.known.year.targets_by_id.get(row.sent)
        copied = self.sent[row.sent] > 1 and (named is None or target is None or named.id != target.indicator_id)
        return None if copied else target

    def _as_sent(self, row: ListedRow, sent: Target, named: Indicator | None) -> Meant:
        own = self.known.year.by_id[sent.indicator_id]
        if (named is not None and named.id == own.id) or plain(row.name) in ("", plain(one_line(own.name))):
            return Meant(own, sent)
        if named is not None:
            why = tr("这一行导出时是“{sent}”，现在写的是“{said}”", sent=own.name, said=row.name)
            return replace(self._of(named), asked=(one_line(why),))
        why = tr("这一行导出时是“{sent}”，照填就把指标改名", sent=one_line(own.name))
        return Meant(own, sent, (why,), renamed=True)

    def _of(self, indicator: Indicator) -> Meant:
        return Meant(indicator, self.known.year.target_of.get(indicator.id))

    def _guessed(self, row: ListedRow, place: int) -> Meant:
        """A name that is not known surely: like a known one, or one of several, or new."""
        found = [self._match(row, name) for name in row.names]
        sure = next((one for one in found if one.sure and one.indicator_id is not None), None)
        if sure is not None:
            return self._of(self.known.year.by_id[sure.indicator_id or 0])
        best = max(found, key=lambda one: one.score)
        likely = self._likely(best)
        if best.indicator_id is not None:
            why = say_doubt(doubted(FigureDoubt.NAME_LIKELY, likely=likely[0].name))
            return replace(self._of(likely[0]), asked=(why,), likely=likely)
        if "name_unknown" not in best.reasons and likely:
            return Meant(None, None, (tr("名称可能是几个指标中的一个，要选定是哪一个"),), likely)
        return self._fresh(row, place, row.fresh)

    def _match(self, row: ListedRow, name: str) -> Match:
        figure = TableFigure(0, row.name, name, "", "", None, None, unit=row.unit)
        return match_figure(self.matcher, figure, self.known.year.zone)

    def _likely(self, match: Match) -> tuple[Indicator, ...]:
        ids = [match.indicator_id, *(other for other, _ in match.alternatives)]
        return tuple(self.known.year.by_id[one] for one in dict.fromkeys(ids) if one is not None)

    def _fresh(self, row: ListedRow, place: int, name: str) -> Meant:
        stated = row.level.stated.unit if row.level is not None and row.level.stated.value is not None else None
        unit = stated or (None if row.unit in SHARES else row.unit)
        made = replace(new_indicator(one_line(name), unit), id=-1 - place, name=one_line(name))
        self.names.put(made)
        return Meant(made)
