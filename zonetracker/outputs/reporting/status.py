"""报送情况表: how the units report in a month as a workbook, its rates worked out by formulas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zonetracker.model.duties.due import DutyCounts, DutyState, DutyTable, UnitDuty
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import EXACT
from zonetracker.outputs.sheet.workbook import foot
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.duties.reporting import missing_words, unit_name
from zonetracker.words.standing import duty_word
from zonetracker.words.wording import date_words, figure, one_line, period_words

_PAPER = "A4"
_ROOM_OF_MISSING = 44


def reporting_title(progress: Progress) -> str:
    """The title line of the list."""
    period = period_words(progress.year, progress.month)
    return tr("{period}{zone}目标任务报送情况表", period=period, zone=one_line(progress.zone))


def build_reporting(progress: Progress, table: DutyTable, options: SheetOptions) -> bytes:
    """The bytes of the workbook; `options` say who signs it and its date."""
    book = new_book()
    sheet = SheetWriter(book, tr("报送情况"), _PAPER)
    states = _states(table)
    heads = [tr("责任单位"), tr("应报"), *map(duty_word, states), tr("及时率(%)"), tr("未报事项")]
    sheet.visible = len(heads)
    sheet.title(reporting_title(progress))
    day = "" if progress.today is None else tr("截至{day}", day=date_words(progress.today.isoformat()))
    sheet.two_ends(tr("填报单位：{issuer}", issuer=one_line(options.issuer or progress.zone)), day)
    sheet.header(heads, frozenset(range(1, len(heads) - 1)))
    sheet.give_room(len(heads) - 1, _ROOM_OF_MISSING)
    first = sheet.row
    for unit in table.units:
        _unit(sheet, unit, states, progress)
    last = max(first, sheet.row - 1)
    _total(sheet, table, states, progress, (first, last))
    for words in (foot(progress, options)[0], *_notes(table)):
        sheet.line(words)
    sheet.finish(1)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = reporting_title(progress)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _states(table: DutyTable) -> list[DutyState]:
    """The counts that are columns; what is not due yet is one only where there is such a thing."""
    usual = [DutyState.ON_TIME, DutyState.LATE, DutyState.MISSING]
    return [*usual, DutyState.NOT_YET] if table.total.states.get(DutyState.NOT_YET) else usual


def _unit(sheet: SheetWriter, unit: UnitDuty, states: Sequence[DutyState], progress: Progress) -> None:
    sheet.put(0, CellContent(text=unit_name(unit)), "left")
    _counted(sheet, unit.counts, states, progress)
    for index, state in enumerate(states, 2):
        sheet.put(index, _count(unit.counts.states.get(state, 0)))
    sheet.put(len(states) + 3, CellContent(text=missing_words(unit)), "left")
    sheet.end_row()


def _total(
    sheet: SheetWriter, table: DutyTable, states: Sequence[DutyState], progress: Progress, rows: tuple[int, int]
) -> None:
    sheet.put(0, CellContent(text=tr("合计")))
    _counted(sheet, table.total, states, progress)
    for index, state in enumerate(states, 2):
        letter = sheet.letter(index)
        formula = f"=SUM({letter}{rows[0]}:{letter}{rows[1]})" if table.units else ""
        sheet.put(index, _count(table.total.states.get(state, 0), formula))
    sheet.put(len(states) + 3, CellContent())
    sheet.end_row()


def _counted(sheet: SheetWriter, counts: DutyCounts, states: Sequence[DutyState], progress: Progress) -> None:
    """How many are owed, and how many of those that are due came in time, by the counts in the row."""
    places = [sheet.address(index) for index in range(2, 2 + len(states))]
    sheet.put(1, _count(counts.owed, f"=SUM({places[0]}:{places[-1]})"))
    due = f"SUM({places[0]}:{places[2]})"
    digits = progress.places
    shown = progress.percent(counts.timely_rate)
    formula = f'=IF({due}=0,"",ROUND(ROUND({places[0]}/{due}*100,{max(EXACT, digits + 3)}),{digits}))'
    form = "0." + "0" * digits if digits else "0"
    number = "" if shown is None else figure(shown)
    sheet.put(len(states) + 2, CellContent(number=number, formula=formula, format=form))


def _count(number: int, formula: str = "") -> CellContent:
    return CellContent(number=str(number), formula=formula, format="0")


def _notes(table: DutyTable) -> Iterator[str]:
    exempt = table.total.states.get(DutyState.EXEMPT, 0)
    free = tr("；另有{count}项本月按规定没有数，免报，不计入应报", count=exempt) if exempt else ""
    yield tr("说明：1.及时率为按时报送的占到期应报的比重{free}。", free=free)
    unknown = sum(duty.unknown_day for unit in table.units for duty in unit.tasks)
    told = []
    if unknown:
        told.append(tr("{count}项没有记下报送日期，按按时计。", count=unknown))
    if table.unknown_years:
        years = "、".join(map(str, sorted(table.unknown_years)))
        told.append(tr("{years}年没有节假日表，工作日按周一至周五计。", years=years))
    yield from (f"{number}.{said}" for number, said in enumerate(told, 2))
