"""考核得分表: every department's rows with their marks, its sums and its total, as formulas that add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from zonetracker.model.facts import Points, TaskKind
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import DepartmentScore
from zonetracker.model.scoring.rules import PartOf, ScoreSet, VetoEffect
from zonetracker.model.scoring.totals import PartTotal, amount_of
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.scores.rows import At, points_format, write_row
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.live import Live
from zonetracker.outputs.sheet.workbook import sign_line
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.wording import date_words, figure, one_line, period_words

_FIGURES = frozenset(
    {At.GOAL, At.ACTUAL, At.R, At.WEIGHT, At.BASE, At.BONUS, At.EXACT_R, At.EXACT_BASE, At.EXACT_BONUS, At.COUNTED}
)
_ROOM = {At.DEPARTMENT: 10, At.NAME: 24, At.RULE: 10, At.REMARK: 20}


def scores_title(board: ScoreBoard) -> str:
    """The title line of the table."""
    zone = one_line(board.progress.zone)
    return tr("{period}{zone}目标任务考核得分表", period=period_words(board.year, board.month), zone=zone)


def build_scores(board: ScoreBoard, options: SheetOptions) -> bytes:
    """The bytes of the workbook, on A4; of `options` the words around the table are taken."""
    book = new_book()
    sheet = SheetWriter(book, tr("考核得分"), "A4")
    _write(sheet, board, options)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = scores_title(board)
    book.calculation.fullCalcOnLoad = True
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _write(sheet: SheetWriter, board: ScoreBoard, options: SheetOptions) -> None:
    heads = [tr("序号"), tr("责任单位"), tr("指标（任务）名称"), tr("计量单位"), tr("目标"), tr("完成情况")]
    heads += [tr("完成率(%)"), tr("分值"), tr("计分办法"), tr("基本得分"), tr("加分"), tr("备注")]
    sheet.visible = len(heads)
    heads += [tr("完成率（未舍入）"), tr("基本得分（未舍入）"), tr("加分（未舍入）"), tr("计入的分值"), tr("类别")]
    sheet.title(scores_title(board))
    issuer = one_line(options.issuer or board.progress.zone)
    sheet.two_ends(tr("填报单位：{issuer}", issuer=issuer), tr("单位：分（目标和完成情况见“计量单位”栏）"))
    sheet.header(heads, _FIGURES)
    for column, room in _ROOM.items():
        sheet.give_room(column, room)
    for one in board.departments:
        if one.rows or one.total.total is not None:
            _department(sheet, one, board)
    for words in score_foot(board, options, tr("括号里的分值未计入合计；加分、减分逐条列出依据。")):
        sheet.line(words)
    sheet.hide_from(sheet.visible)
    sheet.finish(3)


def score_foot(board: ScoreBoard, options: SheetOptions, *more: str) -> list[str]:
    """The lines under a table of scores: who signs, until when the figures reach, and by what they are made."""
    until = one_line(options.cut_off) or tr("{year}年{month}月底", year=board.year, month=board.month)
    told = [tr("数据截止：{until}", until=until), tr("事项看到{day}", day=date_words(board.day.isoformat()))]
    notes = [*_notes(board), *more]
    lines = [f"{number}.{said}" for number, said in enumerate(notes, 1)]
    return [sign_line(options), "；".join(told), tr("说明：") + lines[0], *lines[1:]]


def _notes(board: ScoreBoard) -> Iterator[str]:
    score_set = board.score_set
    against = tr("，按季度目标计分") if board.quarter else ""
    yield tr("计分办法采用“{name}”{against}。", name=one_line(score_set.name), against=against)
    if board.broken:
        yield tr("计分设置被其他程序改坏的部分按默认值。")
    yield tr("每一项的基本得分和加分先四舍五入到{places}位小数，再相加。", places=score_set.places)
    if score_set.scaled:
        yield tr("折算得分为基本得分合计除以计入的分值合计，乘以100。")
    waiting = sum(one.total.waiting for one in board.departments)
    if waiting:
        yield tr("待定{count}项，连同分值不计入。", count=waiting)
    if board.unassigned:
        yield tr("另有{count}项没有登记的牵头单位，没有列入。", count=len(board.unassigned))


# ---- the sums of a department


@dataclass(slots=True)
class _Sums:
    """The cells of a department that its total is made of."""

    sheet: SheetWriter
    one: DepartmentScore
    score_set: ScoreSet
    first: int
    last: int
    scaled: str = ""
    bonus: str = ""
    added: str = ""
    deducted: str = ""

    @property
    def places(self) -> int:
        return self.score_set.places

    def column(self, column: At, kind: PartOf = PartOf.TASKS) -> str:
        """The sum of a column over the rows that a part counts."""
        letter = self.sheet.letter(column)
        area = f"{letter}{self.first}:{letter}{self.last}"
        known = {PartOf.TARGETS: TaskKind.TARGET, PartOf.MILESTONES: TaskKind.MILESTONE}.get(kind)
        if known is None:
            return f"SUM({area})"
        letter = self.sheet.letter(At.KIND)
        return f'SUMIF({letter}{self.first}:{letter}{self.last},"{known.value}",{area})'

    def rounded(self, expression: str) -> str:
        """A formula for an expression rounded to the places of points."""
        return Live(expression).rounded(self.places)

    def points(self, number: Decimal | None, formula: str = "") -> CellContent:
        """A cell with points."""
        known = "" if number is None else figure(number)
        return CellContent(number=known, formula=formula, format=points_format(self.places))

    def line(self, name: str, cells: dict[At, CellContent], remark: str = "") -> None:
        """A line under the rows of the department."""
        for column in range(At.REMARK):
            self.sheet.put(column, cells.get(At(column), CellContent()))
        self.sheet.put(At.DEPARTMENT, CellContent(text=one_line(self.one.department.name)), "left", _SUMS)
        self.sheet.put(At.NAME, CellContent(text=name), "left", _SUMS)
        self.sheet.put(At.REMARK, CellContent(text=remark), "left")
        self.sheet.end_row()


_SUMS = "F6F7F9"


def _department(sheet: SheetWriter, one: DepartmentScore, board: ScoreBoard) -> None:
    first = sheet.row
    for number, row in enumerate(one.rows, 1):
        write_row(sheet, number, row, one, board.score_set, board.progress.rules)
    sums = _Sums(sheet, one, board.score_set, first, max(first, sheet.row - 1))
    if one.rows:
        _columns(sums)
    _scaled(sums)
    _by_hand(sums)
    _total(sums)


def _columns(sums: _Sums) -> None:
    total = sums.one.total
    sums.bonus = f"{sums.sheet.letter(At.BONUS)}{sums.sheet.row}"
    cells = {
        At.WEIGHT: sums.points(total.weight, sums.rounded(sums.column(At.COUNTED))),
        At.BASE: sums.points(total.base, sums.rounded(sums.column(At.BASE))),
        At.BONUS: sums.points(total.bonus, sums.rounded(sums.column(At.BONUS))),
    }
    waiting = tr("待定{count}项", count=total.waiting) if total.waiting else ""
    equal = tr("都没有分值，各项按同一分值计") if total.equal_weights else ""
    sums.line(tr("合计"), cells, "；".join(filter(None, (waiting, equal))))


def _scaled(sums: _Sums) -> None:
    """折算得分, with a line before it for each part where there are several."""
    total = sums.one.total
    alone = len(total.parts) == 1 and total.parts[0].part.share == 100
    expression = ""
    if alone:
        expression = _part_score(sums, total.parts[0])
    else:
        there = [cell for part in total.parts if (cell := _part_line(sums, part))]
        if there:
            share = figure(total.share)
            expression = "+".join(there) if total.share == 100 else f"({'+'.join(there)})/{share}*100"
    sums.scaled = sums.sheet.address(At.BASE)
    formula = sums.rounded(expression) if total.scaled is not None and expression else ""
    name = tr("折算得分") if sums.score_set.scaled or not alone else tr("得分")
    sums.line(name, {At.BASE: sums.points(total.scaled, formula)}, "" if formula else tr("没有计分的任务"))


def _part_score(sums: _Sums, part: PartTotal) -> str:
    """A part of the rows as of 100."""
    base = sums.column(At.BASE, part.part.of)
    if sums.score_set.bonus_scaled:
        base = f"({base}+{_capped(sums.column(At.BONUS, part.part.of), sums.score_set.bonus_cap)})"
    weight = sums.column(At.COUNTED, part.part.of)
    return f"IF({weight}=0,0,{base}/{weight}*100)" if sums.score_set.scaled else base


def _part_line(sums: _Sums, part: PartTotal) -> str:
    """The line of a part; the cell with what it brings, "" where it is awaited."""
    share, at = figure(part.part.share), sums.sheet.address(At.R)
    name = tr("{name}（占{share}%）", name=one_line(part.part.name), share=share)
    if part.score is None:
        sums.line(name, {}, tr("待定") if part.waiting else tr("没有计分的任务"))
        return ""
    by_hand = part.part.of is PartOf.GIVEN
    formula = "" if by_hand or not sums.one.rows else sums.rounded(_part_score(sums, part))
    brought = sums.sheet.address(At.BASE)
    worth = sums.points(part.points, sums.rounded(f"{at}*{share}/100"))
    remark = one_line(part.given.reason) if part.given is not None else ""
    sums.line(name, {At.R: sums.points(part.score, formula), At.BASE: worth}, remark)
    return brought


def _by_hand(sums: _Sums) -> None:
    """加减分, one by one with their grounds, and vetoes."""
    total, letter = sums.one.total, sums.sheet.letter(At.BONUS)
    areas = []
    for sign, listed in ((1, total.added), (-1, total.deducted)):
        first = sums.sheet.row
        for one in listed:
            amount = sign * amount_of(one, sums.places)
            name = tr("加分：{reason}", reason=one_line(one.reason)) if sign > 0 else ""
            name = name or tr("减分：{reason}", reason=one_line(one.reason))
            sums.line(name, {At.BONUS: sums.points(amount)}, _grounds(one))
        areas.append(f"SUM({letter}{first}:{letter}{sums.sheet.row - 1})" if listed else "")
    sums.added, sums.deducted = areas
    for veto in total.vetoes:
        sums.line(tr("否决：{reason}", reason=one_line(veto.reason)), {}, _grounds(veto))
    for row in total.vetoed:
        sums.line(tr("否决：{name}没有达到", name=one_line(row.task.name)), {})


def _grounds(points: Points) -> str:
    return tr("依据：{paper}", paper=one_line(points.paper_no)) if points.paper_no else tr("无文号")


def _capped(expression: str, cap: Decimal | None) -> str:
    return expression if cap is None else f"MIN({expression},{figure(cap)})"


def _total(sums: _Sums) -> None:
    total, score_set = sums.one.total, sums.score_set
    if total.total is None:
        sums.line(tr("总分"), {At.BASE: CellContent()}, tr("没有总分，不参加排名"))
        return
    terms, told = [sums.scaled], []
    if sums.bonus and not score_set.bonus_scaled:
        terms.append(_rounded_cap(sums.bonus, score_set.bonus_cap, sums.places))
        if total.bonus_counted < total.bonus:
            told.append(tr("各项加分封顶{cap}", cap=total.bonus_counted))
    if sums.added:
        terms.append(_rounded_cap(sums.added, score_set.points_cap, sums.places))
        if total.added_counted < total.additions:
            told.append(tr("另行加分封顶{cap}", cap=total.added_counted))
    if sums.deducted:
        terms.append(sums.deducted)
    formula = sums.rounded(f"MAX({'+'.join(terms)},0)")
    if total.effect is VetoEffect.ZERO:
        formula = ""
        told.append(tr("有否决，总分记0"))
    place = tr("第{place}名", place=sums.one.place) if sums.one.place is not None else ""
    sums.line(tr("总分"), {At.BASE: sums.points(total.total, formula)}, "；".join([*told, *([place] if place else [])]))


def _rounded_cap(expression: str, cap: Decimal | None, places: int) -> str:
    return expression if cap is None else f"MIN({expression},ROUND({figure(cap)},{places}))"
