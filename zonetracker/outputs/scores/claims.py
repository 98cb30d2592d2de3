"""自评与核定对照表: what a unit claims for its tasks beside what it is given, the difference, what was checked."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from zonetracker.model.facts import Points
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.rounding import shown
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import DepartmentScore
from zonetracker.model.scoring.totals import ScoreRow
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.scores.rows import points_format
from zonetracker.outputs.scores.workbook import score_foot
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import Live
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.scores.sums import row_remark
from zonetracker.words.wording import figure, one_line, period_words

_WEIGHT, _BASE, _BONUS, _GIVEN, _CLAIM, _APART, _CHECK = range(3, 10)


def claims_title(board: ScoreBoard) -> str:
    """The title line of the table."""
    zone = one_line(board.progress.zone)
    return tr("{period}{zone}考核自评与核定对照表", period=period_words(board.year, board.month), zone=zone)


def build_claims(board: ScoreBoard, options: SheetOptions) -> bytes:
    """The bytes of the workbook, on A4; of `options` the words around the table are taken."""
    book = new_book()
    sheet = SheetWriter(book, tr("自评与核定"), "A4")
    heads = [tr("序号"), tr("责任单位"), tr("指标（任务）名称"), tr("分值"), tr("基本得分"), tr("加分")]
    heads += [tr("核定得分"), tr("自评得分"), tr("自评－核定"), tr("核查情况")]
    sheet.visible = len(heads)
    sheet.title(claims_title(board))
    issuer = one_line(options.issuer or board.progress.zone)
    sheet.two_ends(tr("填报单位：{issuer}", issuer=issuer), tr("单位：分"))
    sheet.header(heads, frozenset(range(_WEIGHT, _CHECK)))
    sheet.give_room(2, 24)
    sheet.give_room(_CHECK, 30)
    for one in board.departments:
        if one.rows:
            _department(sheet, one, board.score_set.places)
    for words in score_foot(board, options, tr("自评得分为责任单位所报；没有自评的不计差。")):
        sheet.line(words)
    sheet.finish(3)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = claims_title(board)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _department(sheet: SheetWriter, one: DepartmentScore, places: int) -> None:
    first = sheet.row
    for number, row in enumerate(one.rows, 1):
        _row(sheet, number, row, one, places)
    sheet.put(0, CellContent())
    sheet.put(1, CellContent(text=one_line(one.department.name)), "left")
    sheet.put(2, CellContent(text=tr("合计")), "left")
    given = [one_given for row in one.rows if (one_given := _given(row)) is not None]
    claimed = [
        shown(Fraction(row.claim.amount), places) for row in one.rows if row.claim and row.claim.amount is not None
    ]
    apart = [one_apart for row in one.rows if (one_apart := _apart(row, places)) is not None]
    total = one.total
    sums: dict[int, Decimal | None] = {
        _WEIGHT: total.weight,
        _BASE: total.base,
        _BONUS: total.bonus,
        _GIVEN: sum(given, Decimal(0)),
        _CLAIM: sum(claimed, Decimal(0)) if claimed else None,
        _APART: sum(apart, Decimal(0)) if apart else None,
    }
    for column, number_of in sums.items():
        letter = sheet.letter(column)
        area = f"{letter}{first}:{letter}{sheet.row - 1}"
        formula = f'=IF(COUNT({area})=0,"",{Live(f"SUM({area})").figure(places)})'
        known = "" if number_of is None else figure(number_of)
        sheet.put(column, CellContent(number=known, formula=formula, format=points_format(places)))
    sheet.put(_CHECK, CellContent())
    sheet.end_row()


def _row(sheet: SheetWriter, number: int, row: ScoreRow, one: DepartmentScore, places: int) -> None:
    form = points_format(places)

    def points(known: Decimal | None, formula: str = "") -> CellContent:
        if known is None and not formula:
            return CellContent()
        return CellContent(number="" if known is None else figure(known), formula=formula, format=form)

    sheet.put(0, CellContent(text=str(number)))
    sheet.put(1, CellContent(text=one_line(one.department.name)), "left")
    sheet.put(2, CellContent(text=one_line(row.task.name)), "left")
    mark, claim = row.mark, row.claim.amount if row.claim is not None else None
    sheet.put(_WEIGHT, points(row.shown_weight if mark is not None else None))
    sheet.put(_BASE, points(None if mark is None else mark.base))
    sheet.put(_BONUS, points(None if mark is None else mark.bonus))
    base, bonus, given, claimed = (sheet.address(at) for at in (_BASE, _BONUS, _GIVEN, _CLAIM))
    summed = f'=IF({base}="","",{Live(f"{base}+{bonus}").figure(places)})'
    sheet.put(_GIVEN, points(_given(row), summed))
    sheet.put(_CLAIM, points(None if claim is None else shown(Fraction(claim), places)))
    apart = f'=IF(COUNT({given},{claimed})<2,"",{Live(f"{claimed}-{given}").figure(places)})'
    sheet.put(_APART, points(_apart(row, places), apart))
    told = [row_remark(row), _said(row.claim, tr("自评说明：")), _said(row.check, "")]
    sheet.put(_CHECK, CellContent(text="；".join(filter(None, told))), "left")
    sheet.end_row()


def _given(row: ScoreRow) -> Decimal | None:
    """核定得分: base and bonus as they are printed."""
    return None if row.mark is None else row.mark.base + row.mark.bonus


def _apart(row: ScoreRow, places: int) -> Decimal | None:
    given = _given(row)
    if given is None or row.claim is None or row.claim.amount is None:
        return None
    return shown(Fraction(row.claim.amount), places) - given


def _said(points: Points | None, before: str) -> str:
    if points is None or not (points.reason or points.paper_no):
        return ""
    paper = tr("（{paper}）", paper=one_line(points.paper_no)) if points.paper_no else ""
    return before + one_line(points.reason) + paper
