"""A bureau's sheet to actuals: which column is what, which indicator a name means, what would change."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.extraction.matching import Matcher
from zonetracker.extraction.reading.grid import Grid, grids_job
from zonetracker.model.bookkeeping import ActualEntry, Changed
from zonetracker.model.checks import Finding, Severity, check_actual
from zonetracker.model.facts import Actual, Indicator, Target
from zonetracker.model.units import measure_of, split_figure
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job

HEAD_ROWS = 30
SURE = Decimal("0.9")
NAME_HEADS = ("指标名称", "指标", "项目", "名称", "主要指标", "目标任务", "项目名称")
VALUE_HEADS = (
    *(
        "累计",
        "本年累计",
        "累计完成",
        "累计值",
        "本期累计",
        "自年初累计",
        "累计数",
        "完成",
        "完成情况",
        "完成值",
        "完成数",
    ),
    *("实绩", "总量", "绝对值", "绝对量", "数值"),
)
GROWTH_HEADS = ("同比增长", "同比", "增长", "增速", "增幅", "比上年增长", "同比增速", "累计增长", "比去年同期增长")
UNIT_HEADS = ("单位", "计量单位")
_BRACKETED = re.compile(r"[((]([^()()]*)[))]")
_MONTHS = re.compile(r"^(?:\d{4}年)?(?:1\s*[-—–~至到]\s*)?\d{1,2}月(?:份|底|末)?")
_BLANK = frozenset({"", "-", "—", "--", "——", "/", "…", "无", "暂无", "N/A", "n/a"})


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a sheet's columns are: their places, counted from 0, and the units that the heads name."""

    head_row: int
    name: int
    value: int | None
    growth: int | None
    unit: int | None
    value_unit: str | None = None


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
    """A sheet that was read: its file's name and its lines."""

    name: str
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True, slots=True)
class PlanRow:
    """What a line would do: the indicator it means (None: not known), before, after, and what the checks found.

    `problem` is a sentence where the line cannot be taken at all.
    """

    line: SheetLine
    indicator: Indicator | None
    likely: tuple[Indicator, ...]
    before: Actual | None
    entry: ActualEntry | None
    findings: tuple[Finding, ...] = ()
    problem: str = ""

    @property
    def unchanged(self) -> bool:
        """Whether the very same figures stand there already."""
        if self.before is None or self.entry is None:
            return False
        return (self.before.value, self.before.unit, self.before.growth) == (
            self.entry.value,
            self.entry.unit,
            self.entry.growth,
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
        return [row.entry for row in self.rows if row.entry is not None and not row.unchanged]

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
            return SheetRead(name, tuple(_lines(grid, columns, "" if grid.name == name else f"{grid.name}!")))
    raise Refusal(
        "sheet.no_columns",
        tr("“{name}”里没有找到“指标名称”和“累计”(或“同比增长”)这样的表头,请核对表头后再导入。", name=name),
    )


def find_columns(grid: Grid) -> Columns | None:
    """The head row and its columns, where names and at least one of value and growth are found."""
    for at, row in enumerate(grid.rows[:HEAD_ROWS]):
        heads = [_head(cell) for cell in row]
        name = _first(heads, NAME_HEADS)
        value = _first(heads, VALUE_HEADS)
        growth = _first(heads, GROWTH_HEADS)
        if name is None or (value is None and growth is None):
            continue
        return Columns(at, name, value, growth, _first(heads, UNIT_HEADS), _head_unit(row, value))
    return None


def _head(cell: str) -> str:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", cell))
    text = _BRACKETED.sub("", text)
    return re.sub(r"[%±]", "", _MONTHS.sub("", text) or text)


def _first(heads: Sequence[str], wanted: Iterable[str]) -> int | None:
    for word in wanted:
        for at, head in enumerate(heads):
            if head == word:
                return at
    return None


def _head_unit(row: Sequence[str], value: int | None) -> str | None:
    if value is None:
        return None
    found = _BRACKETED.search(unicodedata.normalize("NFKC", row[value]))
    return found[1].strip() if found and measure_of(found[1].strip()) else None


def _lines(grid: Grid, columns: Columns, sheet: str) -> Iterable[SheetLine]:
    for at, row in enumerate(grid.rows[columns.head_row + 1 :], columns.head_row + 2):
        name = _cell(row, columns.name)
        value, growth = _cell(row, columns.value), _cell(row, columns.growth)
        if not name or (value in _BLANK and growth in _BLANK):
            continue
        unit = _cell(row, columns.unit) or columns.value_unit or ""
        place = f"{sheet}{_letter(columns.value if columns.value is not None else columns.name)}{at}"
        yield SheetLine(name, value, growth, unit, place)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


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
    targets = {target.indicator_id: target for target in ledger.targets(year)}
    matcher = Matcher(list(indicators.values()))
    actuals: dict[int, list[Actual]] = {}
    for actual in ledger.actuals(year):
        actuals.setdefault(actual.indicator_id, []).append(actual)
    before_year = {actual.indicator_id: actual for actual in ledger.actuals(year - 1) if actual.month == month}
    taken: dict[int, str] = {}
    rows = []
    for line in sheet.lines:
        found = matcher.match(line.name, line.unit or None)
        sure = (chosen or {}).get(line.name) or (found.indicator_id if found.score >= SURE else None)
        if sure is None:
            ids = [found.indicator_id, *(other for other, _ in found.alternatives)]
            likely = tuple(indicators[one] for one in dict.fromkeys(ids) if one is not None)
            rows.append(PlanRow(line, None, likely, None, None))
            continue
        known = _Known(
            indicators[sure],
            targets.get(sure),
            sorted(actuals.get(sure, []), key=lambda one: one.month),
            before_year.get(sure),
            sheet.name,
        )
        row = _planned(line, known, year, month)
        if sure in taken and not row.problem:
            twice = tr("“{name}”和“{other}”是同一个指标,请在表中只留一行。", name=line.name, other=taken[sure])
            row = PlanRow(line, row.indicator, (), row.before, None, (), twice)
        taken.setdefault(sure, line.name)
        rows.append(row)
    return SheetPlan(sheet.name, year, month, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Known:
    indicator: Indicator
    target: Target | None
    months: list[Actual]
    last_year: Actual | None
    sheet: str


def _planned(line: SheetLine, known: _Known, year: int, month: int) -> PlanRow:
    indicator = known.indicator
    before = next((actual for actual in known.months if actual.month == month), None)
    value, unit, problem = _figure(line, known)
    growth, growth_problem = _growth(line)
    problem = problem or growth_problem
    if problem:
        return PlanRow(line, indicator, (), before, None, (), problem)
    origin = f"{known.sheet} {line.where}"
    entry = ActualEntry(indicator.id, year, month, value, unit, growth, origin)
    as_actual = Actual(0, indicator.id, year, month, value, unit, growth)
    earlier = [actual for actual in known.months if actual.month < month]
    findings = tuple(check_actual(as_actual, indicator, known.target, earlier, known.last_year))
    if any(finding.severity is Severity.HARD for finding in findings):
        wanted = (known.target.stated.unit if known.target else None) or indicator.unit or ""
        problem = tr(
            "“{name}”的单位是“{unit}”,与目标的“{wanted}”不能比较,请改正单位。",
            name=line.name,
            unit=unit or "",
            wanted=wanted,
        )
        return PlanRow(line, indicator, (), before, None, findings, problem)
    return PlanRow(line, indicator, (), before, entry, findings)


def _figure(line: SheetLine, known: _Known) -> tuple[Decimal | None, str | None, str]:
    if line.value in _BLANK:
        return None, None, ""
    figure = split_figure(line.value)
    if figure is None:
        return None, None, tr("“{name}”的累计“{text}”不是数字,请改正。", name=line.name, text=line.value)
    usual = (known.target.stated.unit if known.target else None) or known.indicator.unit
    return figure[0], figure[1] or line.unit or usual, ""


def _growth(line: SheetLine) -> tuple[Decimal | None, str]:
    if line.growth in _BLANK:
        return None, ""
    if unicodedata.normalize("NFKC", line.growth) in {"持平", "0"}:
        return Decimal(0), ""
    text = re.sub(r"^(?:同比)?(?:增长|上升|上涨)", "", line.growth)
    falls = re.match(r"^(?:同比)?(?:下降|减少|降低)", text)
    figure = split_figure(text[falls.end() :] if falls else text)
    if figure is None or figure[1] not in (None, "%"):
        return None, tr("“{name}”的同比增长“{text}”不是百分数,请改正。", name=line.name, text=line.growth)
    return (-figure[0] if falls else figure[0]), ""


def apply(ledger: Ledger, planned: SheetPlan, reason: str = "") -> Changed:
    """Enter the plan's figures as one operation; refused while a line has a problem or nothing is known."""
    if planned.problems:
        raise Refusal("sheet.problems", planned.problems[0].problem)
    if not any(row.entry for row in planned.rows):
        raise Refusal(
            "sheet.nothing_known",
            tr("“{name}”里没有一个指标在本台账中,请先导入报告、确认目标,或核对指标名称。", name=planned.sheet),
        )
    entries = []
    for row in planned.rows:
        if row.entry is None or row.unchanged:
            continue
        soft = any(finding.severity is Severity.SOFT for finding in row.findings)
        entries.append(replace(row.entry, reason=reason if soft else ""))
    return ledger.set_actuals(entries)
