"""核对: what has to be mended or looked at before a month is given out; each with what to do and where to go.

HARD findings must be mended; a SOFT one can be passed for a reason, which is kept with the edition.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Passed
from zonetracker.model.checking.checks import check_actual, check_parts, check_reached_parts
from zonetracker.model.checking.findings import Finding, FindingCode, Severity, hard, soft
from zonetracker.model.checking.limits import in_short
from zonetracker.model.duties.naming import DepartmentIndex
from zonetracker.model.facts import Actual
from zonetracker.model.issuing import SheetColumn
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.outputs.sheet.texts import cell_text
from zonetracker.services.bookkeeping.places import BACKUP_LIST, PagePlace, actual_place, problem_place, target_place
from zonetracker.services.issuing.comparing import Compared, compared_month
from zonetracker.services.issuing.drafting import MonthDraft
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.support.i18n import tr
from zonetracker.words.findings import say_finding
from zonetracker.words.wording import months, one_line

_OF_OUTPUT = {
    FindingCode.SHEET_DIFFERS: "sheet",
    FindingCode.SHEET_LACKS: "sheet",
    FindingCode.GAUGE_DIFFERS: "gauges",
    FindingCode.ADJUSTMENT_UNTOLD: "sheet",
}
"""The tab of the page 输出 that a finding on a made file is about; the others are about the bulletin."""


@dataclass(frozen=True, slots=True)
class ToSettle:
    """A finding before a month is given out: what it is about (`title`, "" for the whole), and where it is mended."""

    finding: Finding
    title: str
    place: PagePlace
    target_id: int = 0

    @property
    def must(self) -> bool:
        """Whether it has to be mended, so that no reason passes it."""
        return self.finding.severity is Severity.HARD

    @property
    def key(self) -> str:
        """What tells it from the other findings of a month, and knows it again in the next."""
        said = ",".join(value for name, value in self.finding.parameters if name != "months")
        return f"{self.finding.code}:{self.target_id}:{said}"

    @property
    def said(self) -> str:
        """The whole sentence."""
        told = say_finding(self.finding)
        return tr("{title}：{told}", title=self.title, told=told) if self.title else told


def check_month(ledger: Ledger, draft: MonthDraft, fonts: Iterable[str] = ()) -> list[ToSettle]:
    """All findings on a month that is to be given out as `draft`, what must be mended first.

    `fonts` are sentences on typefaces that this PC lacks. The draft is held against the ledger as it stands now.
    """
    made = draft.progress
    now = progress_of(ledger, made.year, made.month, made.today)
    compared = draft.compared if now == made else compared_month(draft.read, now)
    found = [_of_file(one) for one in compared]
    found += _of_damage(ledger)
    stale = [in_short(one_line(one.text)) for one in draft.edited if one.stale]
    found += [_of_whole(soft(FindingCode.EDIT_STALE, "text", text=text)) for text in stale]
    found += [_of_whole(soft(FindingCode.FONT_MISSING, "font", said=said)) for said in ["".join(fonts)] if said]
    found += _of_rows(now)
    found += _of_figures(ledger, now)
    return sorted(dict.fromkeys(found), key=lambda one: not one.must)


def known_reasons(ledger: Ledger) -> dict[str, str]:
    """For which reasons findings were passed before, by their keys: the latest holds again until another is given."""
    return {one.key: one.reason for *_, one in ledger.passed()}


def passed(found: Iterable[ToSettle], usual: str, own: Mapping[str, str]) -> list[Passed]:
    """The findings that a reason lets pass, each with its `own`, else with the `usual` one."""
    return [Passed(one.key, one.said, own.get(one.key) or usual.strip()) for one in found if not one.must]


def _of_file(one: Compared) -> ToSettle:
    place = PagePlace("outputs", _OF_OUTPUT.get(one.finding.code, "summary"))
    if one.row is None:
        return ToSettle(one.finding, "", place)
    return ToSettle(one.finding, one_line(one.row.indicator.name), place, one.row.target.id)


def _of_whole(finding: Finding) -> ToSettle:
    return ToSettle(finding, "", PagePlace("outputs", "summary"))


def _of_damage(ledger: Ledger) -> list[ToSettle]:
    """That rows are left out: the month would be given out without them."""
    count = len(ledger.damaged())
    finding = hard(FindingCode.ROWS_DAMAGED, "row", count=str(count))
    return [ToSettle(finding, "", PagePlace("settings", BACKUP_LIST))] if count else []


def _of_row(finding: Finding, row: ProgressRow, place: PagePlace) -> ToSettle:
    return ToSettle(finding, one_line(row.indicator.name), place, row.target.id)


# ---- what rows lack


def _of_rows(progress: Progress) -> Iterator[ToSettle]:
    units = DepartmentIndex(progress.departments)
    for row in progress.rows:
        unit = _lead(row, units)
        month = actual_place(row, progress.year, progress.month)
        if not unit:
            yield _of_row(soft(FindingCode.NOBODY_RESPONSIBLE, "responsible"), row, target_place(row))
        asked = unit or tr("责任单位")
        if row.standing.grade is Grade.NO_DATA and row.actual is None:
            owed = soft(FindingCode.FIGURE_OWED, "value", months=months(progress.month), unit=asked)
            yield _of_row(owed, row, month)
        if row.standing.unit_clash and row.actual is not None:
            clash = hard(FindingCode.UNITS_CLASH, "unit", unit=row.actual.unit or "", wanted=row.unit)
            yield _of_row(clash, row, month)
        if row.standing.grade in LAGGING and not row.problem.strip():
            word = cell_text(SheetColumn.ASSESSMENT, progress, row)
            yield _of_row(soft(FindingCode.PROBLEM_OWED, "problem", word=word, unit=asked), row, problem_place(row))


def _lead(row: ProgressRow, units: DepartmentIndex) -> str:
    named = units.resolve(row.target.responsible)
    return one_line(named.lead.name if named.lead is not None else named.lead_name)


# ---- figures that the checks ask about, and that nobody has answered for


def _of_figures(ledger: Ledger, progress: Progress) -> Iterator[ToSettle]:
    now, before = (_by_indicator(ledger.actuals(year)) for year in (progress.year, progress.year - 1))
    parts: Mapping[int, list[ProgressRow]] = defaultdict(list)
    for row in progress.rows:
        if row.target.parent_id is not None:
            parts[row.target.parent_id].append(row)
    for row in progress.rows:
        below = parts.get(row.target.id, [])
        found = _of_actual(row, now.get(row.indicator.id, []), before.get(row.indicator.id, []), below)
        place = actual_place(row, progress.year, progress.month)
        yield from (_of_row(_asking(one), row, place) for one in found)
        goals = check_parts(row.target, [part.target for part in below])
        yield from (_of_row(_asking(one), row, target_place(row)) for one in goals)


def _of_actual(
    row: ProgressRow, year: Sequence[Actual], last: Sequence[Actual], below: Sequence[ProgressRow]
) -> list[Finding]:
    """What asks of the month's figure, unless a reason stands with it."""
    actual = row.actual
    if actual is None:
        return []
    reached = [part.actual for part in below if part.actual is not None]
    among = [one for one in check_reached_parts(actual, reached) if not any(part.reason for part in reached)]
    earlier = [one for one in year if one.month < actual.month]
    later = [one for one in year if one.month > actual.month]
    same_month = next((one for one in last if one.month == actual.month), None)
    own = check_actual(actual, row.indicator, row.target, earlier, same_month, later)
    asking = [one for one in own if one.severity is Severity.SOFT]
    return [] if actual.reason else [*asking, *among]


def _asking(found: Finding) -> Finding:
    return soft(FindingCode.REASON_OWED, found.field, said=say_finding(found))


def _by_indicator(actuals: Iterable[Actual]) -> dict[int, list[Actual]]:
    found: dict[int, list[Actual]] = defaultdict(list)
    for one in actuals:
        found[one.indicator_id].append(one)
    return found
