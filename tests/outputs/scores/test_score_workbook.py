"""考核得分表: the worked example, and LibreOffice comes to every mark and sum of the program to the last digit."""

import io
import random
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.outputs.test_extra_sheets import recalculated
from tests.outputs.test_sheet_recalculated import OFFICE, facts_of, odd_progress, without_values
from tests.services.scores.made_board import YEAR, fill_year
from tests.services.scores.test_board import TODAY, example
from zonetracker.model.duties.tasks import target_task
from zonetracker.model.facts import Department, Points, PointsAccount, PointsKind
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.progress import Progress, progress
from zonetracker.model.scoring.board import ScoreBoard, ScoredTask, score_board_of
from zonetracker.model.scoring.completion import target_completion
from zonetracker.model.scoring.rules import (
    USUAL_RULES,
    Against,
    PartOf,
    ScoreBasis,
    ScorePart,
    ScoreSet,
)
from zonetracker.outputs.scores.rows import At
from zonetracker.outputs.scores.workbook import build_scores
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.board import score_board

SIGNED = SheetOptions(filled_by="张三", issued_on="2023-10-09")
EFFICACY = tuple(
    replace(one, low=Decimal(6), high=Decimal(12)) if one.name == "功效系数" else one for one in USUAL_RULES
)
VARIED = (
    *(replace(one, whole=True) if one.name == "超额加分" else one for one in EFFICACY),
    replace(next(one for one in USUAL_RULES if one.name == "分档"), name="线性分档", linear=True),
    replace(next(one for one in USUAL_RULES if one.name == "增速加减分"), name="增速封顶", cap=Decimal(12)),
)
SETS = (
    ScoreSet(rules=EFFICACY),
    ScoreSet(rules=VARIED, basis=ScoreBasis.SPLIT, level_share=Decimal(30), places=3, co_share=Decimal(50)),
    ScoreSet(rules=VARIED, basis=ScoreBasis.GROWTH, against=Against.YEAR, bonus_scaled=True, bonus_cap=None),
    ScoreSet(
        rules=VARIED,
        parts=(ScorePart("任务", Decimal(80)), ScorePart("社会评价", Decimal(20), PartOf.GIVEN)),
        bonus_cap=Decimal(3),
        scaled=False,
    ),
)


FIXED = frozenset({"排名赋分", "否决"})
"""Rules of which a table says more than the row's own figures: the places of other rows, a line for each veto."""


def cells_of(data: bytes, *, values: bool = True) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=values).worksheets[0]
    return list(sheet.iter_rows(values_only=True))


def named(rows: list[tuple[Any, ...]], name: str) -> tuple[Any, ...]:
    return next(row for row in rows if row[At.NAME] == name)


def test_the_worked_example_stands_in_the_table(ledger: Ledger) -> None:
    example(ledger)
    title, ends, heads, *rows = cells_of(build_scores(score_board(ledger, YEAR, 9, TODAY), SIGNED))
    assert title[0].endswith("目标任务考核得分表") and "填报单位" in ends[0]
    assert [str(one).replace("\n", "") for one in heads[:12]] == [
        *("序号", "责任单位", "指标（任务）名称", "计量单位", "目标", "完成情况", "完成率(%)", "分值", "计分办法"),
        *("基本得分", "加分", "备注"),
    ]
    assert named(rows, "地区生产总值")[4:11] == (8, 6.5, 81.25, 15, "增速比例", 12.19, 0)
    assert named(rows, "合计")[At.WEIGHT] == 65 and named(rows, "进出口总额")[At.BASE] is None
    sums = [named(rows, name)[At.BASE] for name in ("合计", "折算得分", "总分")]
    board = score_board(ledger, YEAR, 9, TODAY).departments[0].total
    assert sums == [float(board.base), float(board.scaled or 0), float(board.total or 0)]
    words = "\n".join(str(row[0]) for row in rows)
    for said in ("填表人：张三", "（盖章）", "数据截止：2023年9月底", "采用“按比例”", "待定1项", "四舍五入到2位"):
        assert said in words


def otherwise(known: Progress) -> Progress:
    """The same targets with other figures."""
    dice = random.Random(known.month)
    facts = {}
    for row in known.rows:
        for one in facts_of(row):
            factor = Decimal(dice.randrange(50, 160)) / 100 if one.year == known.year else Decimal(1)
            value = None if one.value is None else one.value * factor
            growth = None if one.growth is None else one.growth * factor
            facts[one.indicator_id, one.year, one.month] = replace(one, value=value, growth=growth)
    targets, indicators = [row.target for row in known.rows], {row.indicator.id: row.indicator for row in known.rows}
    return progress(known.zone, known.year, known.month, targets, indicators, facts, [], known.rules, known.places)


def odd_board(
    month: int, score_set: ScoreSet, *, changed: bool = False, without: frozenset[str] = frozenset()
) -> ScoreBoard:
    """Three departments with 75 targets of every kind, by any rule, some beside each other."""
    dice = random.Random(month)
    units = tuple(Department(at, f"第{at}局", position=at) for at in (1, 2, 3))
    known = odd_progress(month, month % 4)
    known = replace(otherwise(known) if changed else known, departments=units)
    tasks, names = [], ["", *(one.name for one in score_set.rules if one.name not in without)]
    for row in known.rows:
        completion = target_completion(row, month, known.rules, score_set)
        named = f"牵头单位：第{dice.randrange(1, 4)}局；配合单位：第{dice.randrange(1, 4)}局"
        weight = None if dice.random() < 0.05 else Decimal(dice.randrange(1, 3000)) / dice.choice([1, 10, 100, 1000])
        task = replace(target_task(row.target, row.indicator), responsible=named, weight=weight)
        tasks.append(ScoredTask(task, completion, dice.choice(names), row.standing.grade, row))
    points = [
        Points(at, 2023, month, at % 3 + 1, PointsAccount.SCORE, kind, "2023-03-01", Decimal(amount), reason="督查通报")
        for at, (kind, amount) in enumerate(
            [
                (PointsKind.BONUS, "4.005"),
                (PointsKind.BONUS, "2.5"),
                (PointsKind.DEDUCTION, "1.25"),
                (PointsKind.BONUS, "3"),
            ],
            1,
        )
    ]
    return score_board_of(known, date(2023, 12, 31), score_set, tasks, points)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("which", range(len(SETS)))
def test_an_office_comes_to_the_marks_and_sums(which: int, tmp_path: Path) -> None:
    for month in (which + 1, 12):
        board = odd_board(month, SETS[which])
        data = build_scores(board, SIGNED)
        folder = tmp_path / str(month)
        folder.mkdir()
        path = folder / "无值.xlsx"
        assert without_values(data, path) > 300
        again = list(recalculated(path.read_bytes(), folder).worksheets[0].iter_rows(values_only=True))
        compared = 0
        for number, (worked, told) in enumerate(zip(again, cells_of(data), strict=True), 1):
            for column in (At.R, At.WEIGHT, At.BASE, At.BONUS):
                if isinstance(told[column], int | float) or isinstance(worked[column], int | float):
                    assert Decimal(repr(worked[column])) == Decimal(repr(told[column])), (month, number, told, worked)
                    compared += 1
        totals = [row[At.BASE] for row in again if row[At.NAME] == "总分"]
        assert [Decimal(repr(one)) for one in totals] == [one.total.total for one in board.departments]
        assert compared > 200


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("which", range(len(SETS)))
def test_other_figures_typed_over_all_come_to_their_own_marks(which: int, tmp_path: Path) -> None:
    for month in (which + 2, 12):
        first = odd_board(month, SETS[which], without=FIXED)
        other = cells_of(build_scores(odd_board(month, SETS[which], changed=True, without=FIXED), SIGNED))
        book = openpyxl.load_workbook(io.BytesIO(build_scores(first, SIGNED)))
        sheet, typed = book.worksheets[0], 0
        for number, row in enumerate(other, 1):
            if isinstance(row[At.ACTUAL], int | float):
                typed += sheet.cell(number, At.ACTUAL + 1).value != row[At.ACTUAL]
                sheet.cell(number, At.ACTUAL + 1).value = row[At.ACTUAL]
        saved, folder = io.BytesIO(), tmp_path / str(month)
        book.save(saved)
        folder.mkdir()
        again = recalculated(saved.getvalue(), folder).worksheets[0].iter_rows(values_only=True)
        for number, (worked, told) in enumerate(zip(again, other, strict=True), 1):
            for column in (At.R, At.BASE, At.BONUS):
                if isinstance(told[column], int | float) and told[column] < 10**8:
                    assert worked[column] == told[column], (month, number, told, worked)
        assert typed > 50


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_30_departments_with_400_tasks_come_to_the_board(ledger: Ledger, tmp_path: Path) -> None:
    fill_year(ledger, 30, 400)
    board = score_board(ledger, YEAR, 9, TODAY)
    path = tmp_path / "无值.xlsx"
    assert without_values(build_scores(board, SIGNED), path) > 1500
    again = list(recalculated(path.read_bytes(), tmp_path).worksheets[0].iter_rows(values_only=True))
    for name, known in (
        ("合计", [one.total.base for one in board.departments]),
        ("折算得分", [one.total.scaled for one in board.departments]),
        ("总分", [one.total.total for one in board.departments]),
    ):
        assert [Decimal(repr(row[At.BASE])) for row in again if row[At.NAME] == name] == known


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_a_figure_typed_over_changes_score_and_sum(ledger: Ledger, tmp_path: Path) -> None:
    example(ledger)
    before = build_scores(score_board(ledger, YEAR, 9, TODAY), SIGNED)
    book = openpyxl.load_workbook(io.BytesIO(before))
    sheet = book.worksheets[0]
    at = next(row[0].row for row in sheet.iter_rows() if row[At.NAME].value == "规上工业总产值")
    sheet.cell(at, At.ACTUAL + 1).value = 57.525
    saved = io.BytesIO()
    book.save(saved)
    rows = list(recalculated(saved.getvalue(), tmp_path).worksheets[0].iter_rows(values_only=True))
    assert named(rows, "规上工业总产值")[At.R : At.BONUS + 1] == (99.87, 20, "超额加分", 19.97, 0)
    old = cells_of(before)
    assert named(rows, "合计")[At.BASE] == pytest.approx(named(old, "合计")[At.BASE] - 0.03, abs=1e-9)
    assert named(rows, "折算得分")[At.BASE] == 88.4 and named(rows, "总分")[At.BASE] == 88.4
