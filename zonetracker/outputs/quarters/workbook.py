"""开门红表: the targets of a quarter with live formulas, and the same on paper."""

from __future__ import annotations

from zonetracker.model.issuing import SheetColumn, SheetOptions
from zonetracker.model.measure import Measure
from zonetracker.model.outlook import pace
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.quarters import AskedBy, QuarterStanding, quarter_standing, range_top
from zonetracker.model.rounding import plain
from zonetracker.model.standing import fall_is_promised, growth_is_capped
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import INDENT, CellContent, row_cells
from zonetracker.outputs.sheet.judging import quoted
from zonetracker.outputs.sheet.layout import SheetWriter, new_book, tint
from zonetracker.outputs.sheet.live import EXACT, Hidden, Live, LiveRow, digits_of, literal
from zonetracker.outputs.sheet.texts import PrintedTable, SheetTexts
from zonetracker.outputs.sheet.workbook import foot
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.issuing import edition_mark
from zonetracker.words.scores.quarters import (
    EXACT_PLACES,
    QUARTER_FIGURES,
    QuarterColumn,
    asked_completion,
    asked_mark,
    asked_stated,
    met_parts,
    met_words,
    quarter_head,
    quarter_notes,
    quarter_text,
    quarter_title,
)
from zonetracker.words.wording import figure, number_format, one_line, quarter_word, target_cell

_COLUMNS = tuple(QuarterColumn)
_SHORT = frozenset({QuarterColumn.NUMBER, QuarterColumn.UNIT, QuarterColumn.ASSESSMENT})
_PLACES = {
    SheetColumn.TARGET: QuarterColumn.TARGET,
    SheetColumn.TARGET_GROWTH: QuarterColumn.GROWTH_GOAL,
    SheetColumn.ACTUAL: QuarterColumn.ACTUAL,
    SheetColumn.GROWTH: QuarterColumn.GROWTH,
    SheetColumn.COMPLETION: QuarterColumn.COMPLETION,
}
"""Where the columns of the usual sheet stand here."""
_MET = len(_COLUMNS) + len(Hidden)
"""The hidden column that says whether what was asked is reached: 1 or 0."""
_WORDS_AHEAD = frozenset({QuarterColumn.NAME, QuarterColumn.RESPONSIBLE})


def build_quarter(progress: Progress, options: SheetOptions) -> bytes:
    """The bytes of the workbook; of `options` the paper and the words around the table are taken."""
    book = new_book()
    sheet = SheetWriter(book, quarter_word(progress.month), options.paper)
    _write(sheet, progress, options)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = titled(progress, options)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on or progress.closed_on)


def titled(progress: Progress, options: SheetOptions) -> str:
    """The title line of the table."""
    return one_line(options.title) or quarter_title(progress) + edition_mark(progress.edition)


def quarter_on_paper(progress: Progress, options: SheetOptions) -> PrintedTable:
    """The same on paper."""
    rows = [(row, quarter_standing(row, progress)) for row in progress.rows]
    texts = tuple(tuple(quarter_text(column, row, progress, quarter) for column in _COLUMNS) for row, quarter in rows)
    counted = [met_words([quarter for _, quarter in rows], progress.month)] if rows else []
    return PrintedTable(
        titled(progress, options),
        _ends(progress, options),
        SheetTexts(
            heads=tuple(quarter_head(column, progress.month) for column in _COLUMNS),
            bands=(("", texts),),
            numeric=frozenset(at for at, column in enumerate(_COLUMNS) if column in QUARTER_FIGURES),
            centred=frozenset(at for at, column in enumerate(_COLUMNS) if column in _SHORT),
        ),
        (*counted, *_foot(progress, options)),
        options.paper,
    )


def _ends(progress: Progress, options: SheetOptions) -> tuple[str, str]:
    issuer = one_line(options.issuer or progress.zone)
    return tr("填报单位：{issuer}", issuer=issuer), tr("单位：见“单位”栏")


def _foot(progress: Progress, options: SheetOptions) -> list[str]:
    signs, told, *_ = foot(progress, options)
    first, *notes = quarter_notes(progress)
    return [signs, told, tr("说明：") + first, *notes]


def _write(sheet: SheetWriter, progress: Progress, options: SheetOptions) -> None:
    sheet.visible = len(_COLUMNS)
    sheet.title(titled(progress, options))
    sheet.two_ends(*_ends(progress, options))
    heads = [quarter_head(column, progress.month) for column in _COLUMNS]
    heads += [tr("增速（未舍入）"), tr("数值评价档"), tr("增速评价档"), tr("评价档"), tr("完成与否")]
    numbers = {at for at, column in enumerate(_COLUMNS) if column in QUARTER_FIGURES}
    sheet.header(heads, frozenset({*numbers, *range(len(_COLUMNS), len(heads))}))
    first, standings = sheet.row, []
    for row in progress.rows:
        standings.append(quarter_standing(row, progress))
        _row(sheet, row, progress, standings[-1])
    last = max(first, sheet.row - 1)
    if standings:
        sheet.live_line(*_counted(standings, progress.month, sheet.area(_MET, first)))
    for words in _foot(progress, options):
        sheet.line(words)
    sheet.hide_from(len(_COLUMNS))
    light = sheet.area(_hidden(Hidden.LIGHT), first, first)
    colours = {f"{light}={grade.value}": tint(progress.colour(grade)) for grade in progress.grades}
    sheet.shade(_COLUMNS.index(QuarterColumn.ASSESSMENT), first, last, colours)
    sheet.finish(2)


def _hidden(hidden: Hidden) -> int:
    return len(_COLUMNS) + list(Hidden).index(hidden)


def _counted(standings: list[QuarterStanding], month: int, area: str) -> tuple[str, str]:
    counts = (f"COUNTIF({area},1)", f"COUNTIF({area},0)", f"{len(standings)}-COUNT({area})")
    live = []
    for (words, _, after), count in zip(met_parts(standings, month), counts, strict=True):
        live += [quoted(words), count, quoted(after)]
    return met_words(standings, month), "=" + "&".join(live)


# ---- a row


def _row(sheet: SheetWriter, row: ProgressRow, progress: Progress, quarter: QuarterStanding) -> None:
    place = {column: sheet.address(_COLUMNS.index(here)) for column, here in _PLACES.items()}
    hidden = {column: sheet.address(_hidden(column)) for column in Hidden}
    asked = sheet.address(_COLUMNS.index(QuarterColumn.ASKED))
    told = row_cells(row, progress, place | hidden, asked=asked)
    live = LiveRow(row, progress, place | hidden, 0, asked)
    cells: dict[int, CellContent] = {
        _COLUMNS.index(column): CellContent(text=quarter_text(column, row, progress, quarter).lstrip(INDENT))
        for column in _COLUMNS
    }
    cells |= {_hidden(column): told[column] for column in Hidden}
    if told[Hidden.LIGHT].formula:
        cells |= {_COLUMNS.index(here): told[column] for column, here in _PLACES.items()}
        growing = row.target.stated.value is None
        cells[_COLUMNS.index(QuarterColumn.GAP)] = told[SheetColumn.GROWTH_GAP if growing else SheetColumn.GAP]
        cells[_COLUMNS.index(QuarterColumn.ASSESSMENT)] = told[SheetColumn.ASSESSMENT]
        cells[_COLUMNS.index(QuarterColumn.ASKED)] = _asked(row, progress, quarter, live)
        cells[_COLUMNS.index(QuarterColumn.ASKED_COMPLETION)] = _share(progress, quarter, live)
        cells[_MET] = _met(row, quarter, live)
    else:
        cells[_MET] = CellContent(number="" if quarter.met is None else str(int(quarter.met)))
    for at, cell in cells.items():
        left = at < len(_COLUMNS) and _COLUMNS[at] in _WORDS_AHEAD
        depth = row.depth if at == _COLUMNS.index(QuarterColumn.NAME) else 0
        sheet.put(at, cell, "left" if left else "center", depth=depth)
    sheet.end_row()


def _asked(row: ProgressRow, progress: Progress, quarter: QuarterStanding, live: LiveRow) -> CellContent:
    """What was asked: as it was given, else worked out from the year's target."""
    stated = asked_stated(row, progress, quarter)
    goal = None if stated is None else target_cell(stated)
    if goal is None or quarter.asked is None:
        return CellContent()
    mark = asked_mark(quarter.by, progress.month)
    form = f'{goal.format}"{mark}"' if mark else goal.format
    if quarter.by is AskedBy.OWN:
        return CellContent(number=digits_of(quarter.asked), format=form)
    share = literal(pace(row.indicator, progress.month) / 100) if quarter.by is AskedBy.PACE else "1"
    exponent = plain(quarter.asked, EXACT_PLACES).as_tuple().exponent
    places = max(EXACT, -exponent if isinstance(exponent, int) else 0)
    formula = f"=ROUND({live.place[SheetColumn.TARGET]}*{share},{places})"
    return CellContent(number=figure(goal.number), formula=formula, format=form)


def _share(progress: Progress, quarter: QuarterStanding, live: LiveRow) -> CellContent:
    share = asked_completion(quarter, progress)
    expression = _share_live(quarter, live)
    if expression is None:
        return CellContent()
    digits = progress.places if share is None else max(0, -int(share.as_tuple().exponent))
    number = "" if share is None else figure(share)
    form = number_format(share) if share is not None else "General"
    return CellContent(number=number, formula=expression.rounded(digits), format=form)


def _share_live(quarter: QuarterStanding, live: LiveRow) -> Live | None:
    if quarter.asked is None or quarter.asked <= 0 or live.measure is Measure.LIMIT:
        return None
    goal = live.asked
    if quarter.asked_high is not None:
        goal = f"MEDIAN({goal},{live.actual},{digits_of(quarter.asked_high)})"
    return Live(f"{live.actual}/{goal}*100", live.actual)


def _met(row: ProgressRow, quarter: QuarterStanding, live: LiveRow) -> CellContent:
    """Whether what was asked is reached, so that a figure typed in is counted too."""
    condition, needs = _met_live(row, quarter, live)
    number = "" if quarter.met is None else str(int(quarter.met))
    if not condition:
        return CellContent(number=number)
    return CellContent(number=number, formula=f'=IF({needs}="","",IF({condition},1,0))')


def _met_live(row: ProgressRow, quarter: QuarterStanding, live: LiveRow) -> tuple[str, str]:
    high = None if quarter.asked_high is None else digits_of(quarter.asked_high)
    if quarter.asked is None:
        return _growth_met(row, live)
    if live.measure in (Measure.CEILING, Measure.LIMIT):
        return f"ROUND({live.actual}-({high or live.asked}),{EXACT})<=0", live.actual
    reached = f"ROUND({live.actual}-{live.asked},{EXACT})>=0"
    top = None if live.has_ratio else range_top(row, quarter.asked_high)
    if top is not None:
        return f"AND({reached},ROUND({live.actual}-({digits_of(top)}),{EXACT})<=0)", live.actual
    return reached, live.actual


def _growth_met(row: ProgressRow, live: LiveRow) -> tuple[str, str]:
    if live.growing.growth is None:
        return "", ""
    growth = live.growth()
    less = fall_is_promised(live.aim, row.indicator) or growth_is_capped(live.aim, row.indicator)
    sign = "<=0" if less else ">=0"
    return f"ROUND({growth.expression}-{live.growth_goal()},{EXACT}){sign}", growth.needs
