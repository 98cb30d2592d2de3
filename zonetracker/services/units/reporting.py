"""报送: who owes what in a month, how often each was chased for it, and the words by which it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.duties.chasing import UnitChases, chases_of, lacking, still_owed
from zonetracker.model.duties.due import DUE_DAY, DutyCounts, DutyTable, UnitDuty, due_rules, duty_table
from zonetracker.model.progress import Progress
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.i18n import tr
from zonetracker.words.duties.reporting import chase_text, chase_values, listed_units, usual_chase
from zonetracker.words.wording import period_words

DUN_WORDS = "dun_words"
"""The setting that holds the office's own text of a chase."""
_NEVER = UnitChases()


@dataclass(frozen=True, slots=True)
class ReportingUnit:
    """A unit in a month: what it owes, and how often it was chased for it."""

    duty: UnitDuty
    chases: UnitChases

    @property
    def key(self) -> int | str:
        """What tells it from the others: its id, or the name that no unit has."""
        return self.duty.name if self.duty.department is None else self.duty.department.id

    @property
    def lacks(self) -> bool:
        """Whether it is to be chased; nobody is none."""
        return bool(self.duty.name and lacking(self.duty))


@dataclass(frozen=True)
class MonthReporting:
    """How the units report in a month, as it is known on `day`; `template` is the office's text of a chase."""

    progress: Progress
    table: DutyTable
    units: tuple[ReportingUnit, ...]
    day: date
    template: str = ""

    @cached_property
    def nobodys(self) -> int:
        """How many tasks are owed by nobody, for no unit is written beside them."""
        return sum(one.duty.counts.owed for one in self.units if not one.duty.name)

    def rate(self, counts: DutyCounts) -> Decimal | None:
        """及时率 as it is shown."""
        exact: Fraction | None = counts.timely_rate
        return self.progress.percent(exact)

    def words(self, unit: ReportingUnit) -> str:
        """The text by which a unit is chased on this day."""
        return chase_text(self.template, self.values(unit))

    def values(self, unit: ReportingUnit) -> Mapping[str, str]:
        """What stands for the braces of that text."""
        period = period_words(self.progress.year, self.progress.month)
        return chase_values(unit.duty, period, unit.chases.next(self.day))


def owed_of(ledger: Ledger, progress: Progress, day: date) -> tuple[int, int]:
    """How many units still owe something for the month of `progress`, and how many tasks."""
    if not progress.departments:
        return 0, 0
    filings = ledger.filings(progress.year, progress.month)
    return still_owed(duty_table(progress, filings, day, due_rules(ledger.settings())))


def month_reporting(ledger: Ledger, year: int, month: int, day: date) -> MonthReporting:
    """How the units report in a month: whole tables of the year, grouped in memory."""
    progress, settings = progress_of(ledger, year, month, day), ledger.settings()
    table = duty_table(progress, ledger.filings(year, month), day, due_rules(settings))
    chases = chases_of(ledger.actions(), year, month)
    units = tuple(
        ReportingUnit(one, _NEVER if one.department is None else chases.get(one.department.id, _NEVER))
        for one in table.units
    )
    said = settings.get(DUN_WORDS)
    return MonthReporting(progress, table, units, day, said if isinstance(said, str) else "")


@dataclass(frozen=True, slots=True)
class ReportingRules:
    """What an office settles of reporting: by which day, whether that moves to a working day, how it chases.

    Empty `words` are the program's own.
    """

    due_day: int = DUE_DAY
    next_working_day: bool = False
    words: str = ""


def reporting_rules(ledger: Ledger) -> ReportingRules:
    """What the workbook keeps of it."""
    settings = ledger.settings()
    rules, said = due_rules(settings), settings.get(DUN_WORDS)
    return ReportingRules(rules.due_day, rules.next_working_day, said if isinstance(said, str) else "")


def keep_reporting_rules(ledger: Ledger, rules: ReportingRules) -> Changed:
    """Keep them in the workbook. Refusal: a day that no month has, braces that mean nothing."""
    words = rules.words.strip()
    kept: dict[str, object] = {"due_day": rules.due_day, "next_working_day": rules.next_working_day}
    return ledger.set_settings(**kept, **{DUN_WORDS: None if words == usual_chase().strip() else words or None})


def clipboard_words(reporting: MonthReporting, units: Sequence[ReportingUnit]) -> str:
    """The texts by which units are chased, one under the other; units that lack nothing are left out."""
    return "\n\n".join(reporting.words(one) for one in units if one.lacks)


def chase(ledger: Ledger, reporting: MonthReporting, units: Sequence[ReportingUnit]) -> Changed:
    """Note that these units were chased on this day, as one step; those that lack nothing or are not registered are
    left out, and with none of them nothing is written.
    """
    year, month = reporting.progress.year, reporting.progress.month
    ids = list(_chased(units))
    if not ids:
        return Changed(0, "chase")
    return ledger.chase(ids, year, month, reporting.day.isoformat(), "")


def _chased(units: Sequence[ReportingUnit]) -> Iterator[int]:
    for one in units:
        if one.lacks and one.duty.department is not None:
            yield one.duty.department.id


def nothing_to_chase(units: Sequence[ReportingUnit]) -> str:
    """Why none of these units is chased."""
    if units and all(one.duty.department is None for one in units if one.lacks) and any(one.lacks for one in units):
        return tr("所选的名称还没有登记为单位，请先到“单位”标签登记。")
    return tr("所选单位这个月都已报齐，不用催报。")


def left_unchased(units: Sequence[ReportingUnit]) -> str:
    """Which of these units lack something and were not chased, for they are not registered; empty for none."""
    names = [one.duty.name for one in units if one.lacks and one.duty.department is None]
    return tr("没有登记为单位、没有记下的：{names}。", names=listed_units(names)) if names else ""
