"""得分排名表 by series and place, and 红黑榜 with the grounds of each place on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from zonetracker.model.issuing import SheetOptions
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import BoardList, DepartmentScore
from zonetracker.model.scoring.rules import RankedBy
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.scores.rows import points_format
from zonetracker.outputs.scores.workbook import score_foot
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import Live
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.scores.choices import ranked_by_words
from zonetracker.words.scores.ranking import (
    list_grounds,
    listed_departments,
    movement_words,
    place_words,
    rank_remark,
    series_name,
)
from zonetracker.words.wording import figure, number_format, one_line, period_words


def ranking_title(board: ScoreBoard) -> str:
    """The title line of the ranking."""
    zone = one_line(board.progress.zone)
    return tr("{period}{zone}责任单位得分排名表", period=period_words(board.year, board.month), zone=zone)


def lists_title(board: ScoreBoard) -> str:
    """The title line of the red and the black list."""
    zone = one_line(board.progress.zone)
    return tr("{period}{zone}红黑榜", period=period_words(board.year, board.month), zone=zone)


def build_ranking(board: ScoreBoard, options: SheetOptions) -> bytes:
    """The bytes of the ranking, on A4; a series is a group of its rows."""
    return _build(tr("得分排名"), ranking_title(board), options, lambda sheet: _ranking(sheet, board, options))


def build_lists(board: ScoreBoard, options: SheetOptions) -> bytes:
    """The bytes of the red and the black list, on A4."""
    return _build(tr("红黑榜"), lists_title(board), options, lambda sheet: _lists(sheet, board, options))


def _build(name: str, title: str, options: SheetOptions, write: Callable[[SheetWriter], None]) -> bytes:
    book = new_book()
    sheet = SheetWriter(book, name, "A4")
    write(sheet)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = title
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _top(sheet: SheetWriter, title: str, board: ScoreBoard, options: SheetOptions) -> None:
    sheet.title(title)
    issuer = one_line(options.issuer or board.progress.zone)
    by = ranked_by_words()[board.score_set.ranked_by]
    sheet.two_ends(tr("填报单位：{issuer}", issuer=issuer), tr("排名依据：{by}", by=by))


def _ranking(sheet: SheetWriter, board: ScoreBoard, options: SheetOptions) -> None:
    progress, by_figure = board.progress, board.score_set.ranked_by is not RankedBy.TOTAL
    heads = [tr("名次"), tr("责任单位"), tr("任务数"), *map(progress.word, progress.grades)]
    figures = [tr("分值合计"), tr("基本得分"), tr("折算得分"), tr("加分"), tr("减分"), tr("总分")]
    figures += [ranked_by_words()[board.score_set.ranked_by]] if by_figure else []
    after = [tr("上期名次"), tr("变化"), tr("备注")]
    sheet.visible = len(heads) + len(figures) + len(after)
    _top(sheet, ranking_title(board), board, options)
    sheet.header([*heads, *figures, *after], frozenset(range(2, len(heads) + len(figures))))
    sheet.give_room(1, 12)
    several = len(board.series) > 1
    for series in board.series:
        if several:
            sheet.band(series_name(series))
        for one in board.ranking(series):
            _line(sheet, one, board)
    for words in score_foot(board, options):
        sheet.line(words)
    sheet.finish(2)


def _line(sheet: SheetWriter, one: DepartmentScore, board: ScoreBoard) -> None:
    total, grades, form = one.total, board.progress.grades, points_format(board.score_set.places)

    def points(number: Decimal | None, formula: str = "") -> CellContent:
        return CellContent(number="" if number is None else figure(number), formula=formula, format=form)

    sheet.put(0, CellContent(text=place_words(one)))
    sheet.put(1, CellContent(text=one_line(one.department.name)), "left")
    for at, grade in enumerate(grades, 3):
        sheet.put(at, CellContent(number=str(one.grades.get(grade, 0)), format="0"))
    last = 2 + len(grades)
    counted = f"=SUM({sheet.address(3)}:{sheet.address(last)})"
    sheet.put(2, CellContent(number=str(one.tasks), formula=counted, format="0"))
    added = total.bonus_counted + total.added_counted
    cells = [points(one_figure) for one_figure in (total.weight, total.base, total.scaled, added, -total.deductions)]
    for at, cell in enumerate(cells, last + 1):
        sheet.put(at, cell if total.total is not None else CellContent())
    scaled, deducted, at = sheet.address(last + 3), sheet.address(last + 5), last + 6
    summed = Live(f"MAX(SUM({scaled}:{deducted}),0)").rounded(board.score_set.places)
    plain_sum = total.scaled is not None and total.total == max(total.scaled + added - total.deductions, Decimal(0))
    sheet.put(at, points(total.total, summed if plain_sum else "") if total.total is not None else CellContent())
    if board.score_set.ranked_by is not RankedBy.TOTAL:
        at += 1
        told = one.figure
        sheet.put(at, CellContent() if told is None else CellContent(number=figure(told), format=number_format(told)))
    sheet.put(at + 1, CellContent(text="" if one.last_place is None else str(one.last_place)))
    sheet.put(at + 2, CellContent(text=movement_words(one)))
    sheet.put(at + 3, CellContent(text=rank_remark(one)), "left")
    sheet.end_row()


def _lists(sheet: SheetWriter, board: ScoreBoard, options: SheetOptions) -> None:
    several = len(board.series) > 1
    heads = [tr("榜"), *([tr("序列")] if several else []), tr("责任单位"), tr("得分"), tr("名次"), tr("依据")]
    sheet.visible = len(heads)
    _top(sheet, lists_title(board), board, options)
    sheet.header(heads, frozenset({len(heads) - 3}))
    sheet.give_room(len(heads) - 1, 40)
    for listed, words in ((BoardList.RED, tr("红榜")), (BoardList.BLACK, tr("黑榜"))):
        _on_list(sheet, words, listed_departments(board, listed), board, several=several)
    for words in score_foot(board, options):
        sheet.line(words)
    sheet.finish(1)


def _on_list(
    sheet: SheetWriter, words: str, departments: Sequence[DepartmentScore], board: ScoreBoard, *, several: bool
) -> None:
    for one in departments:
        at = 0
        sheet.put(at, CellContent(text=words))
        if several:
            at += 1
            sheet.put(at, CellContent(text=series_name(one.department.series)))
        sheet.put(at + 1, CellContent(text=one_line(one.department.name)), "left")
        told = one.figure
        number = CellContent() if told is None else CellContent(number=figure(told), format=number_format(told))
        sheet.put(at + 2, number)
        sheet.put(at + 3, CellContent(text=place_words(one)))
        sheet.put(at + 4, CellContent(text=list_grounds(one, board)), "left")
        sheet.end_row()
    if not departments:
        sheet.band(tr("{list}：没有符合条件的单位", list=words))
