"""A bureau's sheet to actuals: which column is what, which indicator a name means, what would change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.extraction.reading import grids_job
from zonetracker.extraction.reading.grid import Grid
from zonetracker.lexicon.matching import Match, Matcher
from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import KEEP, ActualEntry, Keep
from zonetracker.model.checking.findings import Finding, Severity, worst
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Actual, Indicator, Target
from zonetracker.model.measure import row_unit
from zonetracker.model.units import measure_of, split_figure
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.entering import entered
from zonetracker.services.sheet_heads import Columns, find_columns, unit_in
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.words.findings import say_asked
from zonetracker.words.growths import fall_and_figure
from zonetracker.words.wording import months

_ORDINAL = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}(?:[、.．)）](?!\d)|\s)|[#*★☆▲●■◆-])\s*"
)
_BLANK = frozenset({"", "-", "--", "/", "...", "无", "暂无", "N/A", "n/a", "—", "——", "…", "……"})


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One row of a bureau's sheet as it stands there; `where` names its cell for tracing."""

    name: str
    value: str
    growth: str
    unit: str
    where: str


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet that was read: its file's name, its lines, and the year and month that its heads name, if they do."""

    name: str
    lines: tuple[SheetLine, ...]
    year: int | None = None
    month: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a line would do: the indicator it means (None: not known), before, after, and what the checks found.

    `after` is how the month would stand: a column that the sheet lacks leaves what is there. `problem` is a sentence
    where the line cannot be taken at all.
    """

    line: SheetLine
    indicator: Indicator | None
    likely: tuple[Indicator, ...]
    before: Actual | None
    entry: ActualEntry | None
    findings: tuple[Finding, ...] = ()
    problem: str = ""
    after: Actual | None = None

    @property
    def asks(self) -> bool:
        """Whether the line waits for a reason."""
        return worst(self.findings) is Severity.SOFT

    @property
    def changes(self) -> bool:
        """Whether it would enter something that does not stand there yet."""
        return self.entry is not None and not self.unchanged

    @property
    def unchanged(self) -> bool:
        """Whether the very same figures stand there already."""
        if self.before is None or self.after is None:
            return False
        return (self.before.value, self.before.unit, self.before.growth) == (
            self.after.value,
            self.after.unit,
            self.after.growth,
        )


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """The before/after list of one sheet for one month."""

    sheet: str
    year: int
    month: int
    rows: tuple[PlanRow, ...]

    @property
    def entries(self) -> list[ActualEntry]:
        """What would be entered."""
        return [row.entry for row in self.rows if row.entry is not None and row.changes]

    @property
    def asks(self) -> bool:
        """Whether something of it waits for a reason."""
        return any(row.asks for row in self.rows if row.changes)

    @property
    def problems(self) -> list[PlanRow]:
        """Lines that name a known indicator and cannot be taken as they stand."""
        return [row for row in self.rows if row.problem]

    @property
    def unknown(self) -> list[PlanRow]:
        """Lines whose name is of no indicator in the workbook."""
        return [row for row in self.rows if row.indicator is None and not row.problem]


def read_actuals(data: bytes, name: str) -> Job[SheetRead]:
    """Read a bureau's workbook in the fence and find its table; raises Refusal when there is none."""
    grids = yield from grids_job(data, name)
    return sheet_from_grids(grids, name)


def sheet_from_grids(grids: Sequence[Grid], name: str) -> SheetRead:
    """The first sheet with a table of indicators."""
    for grid in grids:
        columns = find_columns(grid)
        if columns is not None:
            lines = _lines(grid, columns, "" if grid.name == name else f"{grid.name}!")
            return SheetRead(name, tuple(lines), columns.year, columns.month)
    raise Refusal(
        RefusalCode.SHEET_NO_COLUMNS,
        tr("“{name}”里没有找到“指标名称”和“累计”（或“同比增长”）这样的表头，请核对表头后再导入。", name=name),
    )


def _lines(grid: Grid, columns: Columns, sheet: str) -> Iterable[SheetLine]:
    for at, row in enumerate(grid.rows[columns.head_row + 1 :], columns.head_row + 2):
        name = _cell(row, columns.name)
        value, growth = _cell(row, columns.value), _cell(row, columns.growth)
        if not name or (is_blank(value) and is_blank(growth)):
            continue
        unit = _one_unit(_cell(row, columns.unit)) or unit_in(name) or columns.value_unit or ""
        place = f"{sheet}{_letter(columns.value if columns.value is not None else columns.name)}{at}"
        yield SheetLine(name, value, growth, unit, place)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def is_blank(text: str) -> bool:
    """Whether a cell says that there is no figure: empty, a dash, 无."""
    return unicodedata.normalize("NFKC", text).strip() in _BLANK or text.strip() in _BLANK


def _one_unit(text: str) -> str:
    """A unit cell may name the unit of the growth as well: 亿元、%."""
    if is_blank(text) or measure_of(text):
        return "" if is_blank(text) else text
    first = re.split(r"[、,，;；/]", text)[0].strip()
    return first if measure_of(first) else text


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def plan(ledger: Ledger, sheet: SheetRead, year: int, month: int, chosen: dict[str, int] | None = None) -> SheetPlan:
    """What the sheet would change in one month; `chosen` maps names of the sheet to indicators a clerk picked."""
    indicators = {indicator.id: indicator for indicator in ledger.indicators()}
    targets = {target.indicator_id: target for target in reversed(ledger.targets(year))}
    standing = {actual.indicator_id: actual for actual in ledger.actuals(year) if actual.month == month}
    matcher = Matcher(list(indicators.values()))
    taken: dict[int, str] = {}
    rows = []
    for line in sheet.lines:
        found = _match(matcher, line)
        sure = (chosen or {}).get(line.name) or (found.indicator_id if found.sure else None)
        if sure is None:
            ids = [found.indicator_id, *(other for other, _ in found.alternatives)]
            likely = tuple(indicators[one] for one in dict.fromkeys(ids) if one is not None)
            rows.append(PlanRow(line, None, likely, None, None))
            continue
        known = _Known(indicators[sure], targets.get(sure), standing.get(sure), sheet.name)
        row = _planned(line, known, year, month)
        if sure in taken and not row.problem:
            twice = tr("“{name}”和“{other}”是同一个指标，请在表中只留一行。", name=line.name, other=taken[sure])
            row = PlanRow(line, row.indicator, (), row.before, None, (), twice)
        taken.setdefault(sure, line.name)
        rows.append(row)
    return SheetPlan(sheet.name, year, month, tuple(_looked_over(ledger, rows)))


def _match(matcher: Matcher, line: SheetLine) -> Match:
    name = _ORDINAL.sub("", line.name) or line.name
    found = matcher.match(name, line.unit or None)
    if not found.sure and line.unit:
        named = matcher.match(name, None)
        found = named if named.sure else found
    return found


def _looked_over(ledger: Ledger, rows: list[PlanRow]) -> Iterable[PlanRow]:
    """Each row with what the ledger's checks say of it; what can't be entered is a problem of its line."""
    entries = [row.entry for row in rows if row.entry is not None and row.changes]
    asked = {one.row_id: one for one in ledger.would_ask(entries)}
    for row in rows:
        found = asked.get(row.entry.indicator_id) if row.entry is not None else None
        if found is None:
            yield row
        elif found.stopped:
            problem = say_asked([replace(found, title=row.line.name, month=0)])
            yield replace(row, entry=None, after=None, findings=found.findings, problem=problem)
        else:
            yield replace(row, findings=found.findings)


@dataclass(frozen=True, slots=True)
class _Known:
    indicator: Indicator
    target: Target | None
    before: Actual | None
    sheet: str

    @property
    def usual_unit(self) -> str | None:
        return row_unit(self.target, self.indicator)


def _planned(line: SheetLine, known: _Known, year: int, month: int) -> PlanRow:
    indicator, before = known.indicator, known.before
    value, unit, problem = _figure(line)
    growth, growth_problem = _growth(line)
    if growth is KEEP and value is not KEEP and _is_rate(unit, known):
        value, unit, growth = KEEP, KEEP, value
    problem = problem or growth_problem
    if problem:
        return PlanRow(line, indicator, (), before, None, (), problem)
    entry = ActualEntry(indicator.id, year, month, value, unit, growth, f"{known.sheet} {line.where}")
    return PlanRow(line, indicator, (), before, entry, (), "", entered(entry, before, known.usual_unit))


def _is_rate(unit: str | Keep | None, known: _Known) -> bool:
    """Whether the sheet gives the growth of a growth target in its only column of figures (规上工业增加值 % 6.5)."""
    stated = known.target.stated if known.target else None
    return unit == "%" and stated is not None and stated.value is None and stated.growth is not None


def _figure(line: SheetLine) -> tuple[Decimal | Keep, str | Keep, str]:
    if is_blank(line.value):
        return KEEP, KEEP, ""
    figure = split_figure(line.value)
    if figure is None:
        return KEEP, KEEP, _no_figure(line, line.value, tr("累计"))
    return figure[0], figure[1] or line.unit or KEEP, ""


def _no_figure(line: SheetLine, text: str, column: str) -> str:
    if text.startswith("="):
        return tr(
            "“{name}”的{column}是还没有算出结果的公式，请用 Excel 或 WPS 打开该表并保存后再导入。",
            name=line.name,
            column=column,
        )
    name = in_short(line.name)
    return tr("“{name}”的{column}“{text}”不是数字，请改正。", name=name, column=column, text=in_short(text))


def _growth(line: SheetLine) -> tuple[Decimal | Keep, str]:
    if is_blank(line.growth):
        return KEEP, ""
    if line.growth.startswith("="):
        return KEEP, _no_figure(line, line.growth, tr("同比增长"))
    falls, text = fall_and_figure(line.growth)
    figure = split_figure(text)
    if figure is None or figure[1] not in (None, "%") or (falls and figure[0] < 0):
        return KEEP, tr(
            "“{name}”的同比增长“{text}”不是百分数，请改正。", name=in_short(line.name), text=in_short(line.growth)
        )
    return (-figure[0] if falls else figure[0]), ""


def refuse_other_month(sheet: SheetRead, year: int, month: int) -> None:
    """Refuse a sheet whose own heads name another month than the one it is to be entered for."""
    if sheet.month in (None, month) and (sheet.month is None or sheet.year in (None, year)):
        return
    said = tr("{year}年{months}", year=sheet.year or year, months=months(sheet.month or month))
    raise Refusal(
        RefusalCode.SHEET_OTHER_MONTH,
        tr(
            "“{name}”的表头写的是{said}，要填入的却是{year}年{months}，请核对月份后再导入。",
            name=sheet.name,
            said=said,
            year=year,
            months=months(month),
        ),
    )


def apply(ledger: Ledger, planned: SheetPlan, reason: str = "", source: str | Keep = KEEP) -> Changed:
    """Enter the plan's figures as one operation; refused while a line has a problem or nothing is known.

    What a check asks about waits in Changed.asked where there is no `reason`. `source` says whose figures they are.
    """
    if planned.problems:
        raise Refusal(RefusalCode.SHEET_PROBLEMS, planned.problems[0].problem)
    if not any(row.entry for row in planned.rows):
        raise Refusal(
            RefusalCode.SHEET_NOTHING_KNOWN,
            tr("“{name}”里没有一个指标在本台账中，请先导入报告、确认目标，或核对指标名称。", name=planned.sheet),
        )
    entries = [replace(entry, source=source) for entry in planned.entries]
    return ledger.set_actuals(entries, planned.sheet, reason)
