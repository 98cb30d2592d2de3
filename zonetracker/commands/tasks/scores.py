"""The verbs scores and ranking: marks and totals of the units, one explained, the places; written as workbooks."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from zonetracker.commands.books import opened
from zonetracker.commands.statuses import DONE
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.rounding import shown
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import DepartmentScore
from zonetracker.model.scoring.totals import ScoreRow
from zonetracker.services.issuing import Issue, is_kept, keep_issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.qt_side import QtSide
from zonetracker.services.scores.board import score_board
from zonetracker.services.scores.issuing import issue_claims, issue_lists, issue_ranking, issue_scores, with_tasks
from zonetracker.services.units.roster import department_named
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.scores.ranking import movement_words, place_words, rank_remark, series_name
from zonetracker.words.scores.sums import row_hints, row_remark, row_sum, total_sum
from zonetracker.words.wording import figure, one_line


def scores(options: Namespace, _: QtSide) -> int:
    """Write 考核得分表, explain one unit, or list the units with their totals."""
    with opened(options.book, writing=options.keep) as ledger:
        board = _board(ledger, options)
        if options.to is not None:
            _write(ledger, issue_scores(board, _signed(ledger, options)), options.to, keep=options.keep)
        if options.claims is not None:
            _write(ledger, issue_claims(board, _signed(ledger, options)), options.claims, keep=options.keep)
        if options.to is not None or options.claims is not None:
            return DONE
        if options.unit:
            _show_unit(board, _of_unit(ledger, board, options.unit), options.format)
        else:
            _show(board, options.format)
    return DONE


def ranking(options: Namespace, _: QtSide) -> int:
    """Write 得分排名表 or 红黑榜, or list the places series by series."""
    with opened(options.book, writing=options.keep) as ledger:
        board = _board(ledger, options)
        signed = _signed(ledger, options)
        if options.to is not None:
            _write(ledger, issue_ranking(board, signed), options.to, keep=options.keep)
        if options.lists is not None:
            _write(ledger, issue_lists(board, signed), options.lists, keep=options.keep)
        if options.to is None and options.lists is None:
            _show(board, options.format)
    return DONE


def _board(ledger: Ledger, options: Namespace) -> ScoreBoard:
    year, month = options.month
    if options.quarter and month % 3:
        said = tr("{month}月不是一个季度的最后一个月，按季度计分请选3月、6月、9月或12月。", month=month)
        raise Refusal(RefusalCode.QUARTER_MONTH, said)
    board = with_tasks(score_board(ledger, year, month, date.today(), quarter=options.quarter))
    if board.broken:
        print(tr("计分设置有一部分被其他程序改坏了，坏了的部分按默认值。"), file=sys.stderr)
    return board


def _signed(ledger: Ledger, options: Namespace) -> SheetOptions:
    said = {key: value for key in ("issuer", "issued_on") if (value := getattr(options, key)) is not None}
    return replace(sheet_options(ledger), **said)


def _write(ledger: Ledger, issue: Issue, path: Path, *, keep: bool) -> None:
    data = issue.write(path)
    if keep and not is_kept(ledger, issue, path.name, data):
        keep_issue(ledger, issue, path.name, data)
    print(tr("已写出 {path}", path=path))


def _of_unit(ledger: Ledger, board: ScoreBoard, name: str) -> DepartmentScore:
    department = department_named(ledger, name)
    found = board.of(department.id)
    if found is None:
        said = tr("“{name}”到这个月已停用，不参加计分。", name=one_line(department.name))
        raise Refusal(RefusalCode.SCORES_NONE, said)
    return found


def _show(board: ScoreBoard, form: str) -> None:
    listed = board.ranking()
    if form == "json":
        print(json.dumps([_told(one) for one in listed], ensure_ascii=False, indent=1))
        return
    heads = [tr("名次"), tr("责任单位"), tr("任务数"), tr("分值合计"), tr("基本得分"), tr("折算得分")]
    heads += [tr("加分"), tr("减分"), tr("总分"), tr("上期"), tr("变化"), tr("备注")]
    for series in board.series:
        if len(board.series) > 1:
            print(series_name(series))
        lines = [_line(one) for one in board.ranking(series)]
        print(aligned([tuple(heads), *lines], right=frozenset(range(2, 9))))
    if board.unassigned:
        print(tr("另有{count}项没有登记的牵头单位，没有列入。", count=len(board.unassigned)))


def _line(one: DepartmentScore) -> tuple[str, ...]:
    total = one.total
    figures: Sequence[object] = ("",) * 6
    if total.total is not None:
        added = total.bonus_counted + total.added_counted
        figures = (total.weight, total.base, total.scaled, added, total.deductions, total.total)
    return (
        place_words(one),
        one_line(one.department.name),
        str(one.tasks),
        *map(str, figures),
        "" if one.last_place is None else str(one.last_place),
        movement_words(one),
        rank_remark(one),
    )


def _told(one: DepartmentScore) -> dict[str, object]:
    total = one.total
    return {
        "unit": one.department.name,
        "series": one.department.series,
        "tasks": one.tasks,
        "place": one.place,
        "last_place": one.last_place,
        "figure": None if one.figure is None else figure(one.figure),
        "weight": figure(total.weight),
        "base": figure(total.base),
        "bonus": figure(total.bonus_counted),
        "scaled": None if total.scaled is None else figure(total.scaled),
        "added": figure(total.added_counted),
        "deducted": figure(total.deductions),
        "total": None if total.total is None else figure(total.total),
        "waiting": total.waiting,
        "vetoed": total.is_vetoed,
        "list": None if one.listed is None else one.listed.value,
    }


def _show_unit(board: ScoreBoard, one: DepartmentScore, form: str) -> None:
    score_set = board.score_set
    if form == "json":
        rows = [_told_row(row, board) for row in one.rows]
        print(json.dumps({**_told(one), "rows": rows}, ensure_ascii=False, indent=1))
        return
    heads = (tr("指标（任务）名称"), tr("分值"), tr("完成率(%)"), tr("计分办法"), tr("基本得分"), tr("加分"))
    lines = [_row_line(row, board) for row in one.rows]
    print(aligned([(*heads, tr("怎样得来")), *lines], right=frozenset({1, 2, 4, 5})))
    for words in total_sum(one.total, score_set):
        print(words)


def _row_line(row: ScoreRow, board: ScoreBoard) -> tuple[str, ...]:
    mark = row.mark
    said = row_sum(row, board.score_set) if mark is not None else row_remark(row)
    return (
        one_line(row.task.name),
        "" if row.weight is None else str(row.shown_weight),
        "" if row.r is None else str(shown(row.r, board.score_set.places)),
        one_line(row.rule.name),
        "" if mark is None else str(mark.base),
        "" if mark is None else str(mark.bonus),
        "；".join([said, *(row_hints(row) if mark is not None else [])]),
    )


def _told_row(row: ScoreRow, board: ScoreBoard) -> dict[str, object]:
    return {
        "kind": row.task.kind.value,
        "id": row.task.number,
        "name": one_line(row.task.name),
        "weight": None if row.weight is None else figure(row.weight),
        "rule": row.rule.name,
        "r": None if row.r is None else figure(shown(row.r, board.score_set.places)),
        "base": None if row.mark is None else figure(row.mark.base),
        "bonus": None if row.mark is None else figure(row.mark.bonus),
        "why": None if row.why is None else row.why.value,
        "co": row.co,
        "sum": row_sum(row, board.score_set),
    }
