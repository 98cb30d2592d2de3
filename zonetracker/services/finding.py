"""The search over everything: targets, named items, units, rows of reports and indicators, also by pinyin letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from zonetracker.lexicon.initials import finds
from zonetracker.model.facts import ReviewStatus
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
    where: str
    year: int | None = None


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
        self._typed, self._held = wanted, [one for one in among if any(finds(wanted, name) for name in one.names)]
        return sorted(self._held, key=lambda one: not finds(wanted, one.names[0][: len(wanted)]))[:_MOST]


def _by_year(things: Iterable[Found], here: int) -> list[Found]:
    return sorted(things, key=lambda one: (one.year != here, -(one.year or 0)))


def _targets(ledger: Ledger) -> Iterator[Found]:
    indicators = {one.id: one for one in ledger.indicators()}
    for target in ledger.targets():
        indicator = indicators[target.indicator_id]
        goal = goal_words(target.stated, target.stated.unit or "", target.wording)
        where = _joined(_of_year(target.year), goal, target.responsible)
        yield Found("targets", target.id, (indicator.name, *indicator.aliases), tr("目标"), where, target.year)


def _milestones(ledger: Ledger) -> Iterator[Found]:
    for item in ledger.milestones():
        due = tr("时限{date}", date=date_words(item.deadline)) if item.deadline else ""
        where = _joined(_of_year(item.year), due, item.responsible)
        yield Found("milestones", item.id, (item.name,), tr("事项"), where, item.year)


def _units(ledger: Ledger) -> Iterator[Found]:
    for unit in ledger.departments():
        yield Found("units", unit.id, (unit.name, *unit.aliases), tr("责任单位"), one_line("、".join(unit.aliases)))


def _rows(ledger: Ledger) -> Iterator[Found]:
    for report in ledger.reports():
        for row in ledger.rows(report.id):
            if row.status is not ReviewStatus.REJECTED:
                said = row.candidate
                where = _joined(kind_word(said.kind, said.type), report.name)
                yield Found("report", row.id, (said.name,), tr("报告的行"), where, said.year)


def _indicators(ledger: Ledger) -> Iterator[Found]:
    for one in ledger.indicators():
        yield Found("settings", one.id, (one.name, *one.aliases), tr("指标"), one_line(one.unit or ""))


def _of_year(year: int) -> str:
    return tr("{year}年", year=year)


def _joined(*parts: str) -> str:
    return " · ".join(one_line(part) for part in parts if part)
