"""The search over everything: targets, named items, units, rows of reports and indicators, also by pinyin letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from zonetracker.lexicon.initials import found_at
from zonetracker.model.facts import Candidate, Milestone, ReviewStatus, Target
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.words.review import kind_word
from zonetracker.words.wording import date_words, goal_words, one_line

_MOST = 60


@dataclass(frozen=True, slots=True)
class Found:
    """A thing by the page that shows it and its id there: its names, the first of which is shown, what and where."""

    page: str
    item_id: int
    names: tuple[str, ...]
    kind: str
    tell: Callable[[], str]
    year: int | None = None

    @property
    def where(self) -> str:
        """Where it stands, in words, made when it is shown."""
        return self.tell()


class Everything:
    """All that can be found in a workbook as it stands; of each kind the chosen year comes first, then later years."""

    def __init__(self, ledger: Ledger, year: int) -> None:
        kinds = (_targets(ledger), _milestones(ledger), _units(ledger), _rows(ledger), _indicators(ledger))
        self._things = [one for kind in kinds for one in _by_year(kind, year)]
        self._typed, self._held = "", self._things

    def find(self, query: str) -> list[Found]:
        """What has a name that contains what was typed, as characters or first letters; of many only the first.

        Those that begin with it come first.
        """
        wanted = "".join(query.split())
        if not wanted:
            return []
        among = self._held if wanted.startswith(self._typed) else self._things
        places: dict[str, int | None] = {}
        for name in (name for one in among for name in one.names):
            if name not in places:
                places[name] = found_at(wanted, name)
        held = [one for one in among if any(places[name] is not None for name in one.names)]
        self._typed, self._held = wanted, held
        return sorted(held, key=lambda one: places[one.names[0]] != 0)[:_MOST]


def _by_year(things: Iterable[Found], here: int) -> list[Found]:
    return sorted(things, key=lambda one: (one.year != here, -(one.year or 0)))


def _targets(ledger: Ledger) -> Iterator[Found]:
    indicators = {one.id: one for one in ledger.indicators()}
    for target in ledger.targets():
        indicator = indicators[target.indicator_id]
        names = (indicator.name, *indicator.aliases)
        yield Found("targets", target.id, names, tr("目标"), partial(_of_target, target), target.year)


def _of_target(target: Target) -> str:
    goal = goal_words(target.stated, target.stated.unit or "", target.wording)
    return _joined(_of_year(target.year), goal, target.responsible)


def _milestones(ledger: Ledger) -> Iterator[Found]:
    for item in ledger.milestones():
        yield Found("milestones", item.id, (item.name,), tr("事项"), partial(_of_milestone, item), item.year)


def _of_milestone(item: Milestone) -> str:
    due = tr("时限{date}", date=date_words(item.deadline)) if item.deadline else ""
    return _joined(_of_year(item.year), due, item.responsible)


def _units(ledger: Ledger) -> Iterator[Found]:
    for unit in ledger.departments():
        names = (unit.name, *unit.aliases)
        yield Found("units", unit.id, names, tr("责任单位"), partial(_joined, "、".join(unit.aliases)))


def _rows(ledger: Ledger) -> Iterator[Found]:
    for report in ledger.reports():
        for row in ledger.rows(report.id):
            said = row.candidate
            if row.status is not ReviewStatus.REJECTED:
                tell = partial(_of_row, said, report.name)
                yield Found("report", row.id, (said.name,), tr("报告的行"), tell, said.year)


def _of_row(said: Candidate, report: str) -> str:
    return _joined(kind_word(said.kind, said.type, said.stretch), report)


def _indicators(ledger: Ledger) -> Iterator[Found]:
    for one in ledger.indicators():
        yield Found("settings", one.id, (one.name, *one.aliases), tr("指标"), partial(_joined, one.unit or ""))


def _of_year(year: int) -> str:
    return tr("{year}年", year=year)


def _joined(*parts: str) -> str:
    return " · ".join(one_line(part) for part in parts if part)
