"""得分排名表 and 红黑榜: by series and place, classes that add up, grounds; LibreOffice comes to the same totals."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.outputs.scores.test_score_workbook import SIGNED, cells_of
from tests.outputs.test_extra_sheets import filled, recalculated
from tests.outputs.test_sheet_recalculated import OFFICE, without_values
from tests.services.scores.made_board import SERIES, YEAR, fill_year
from tests.services.scores.test_board import TODAY
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import BoardList
from zonetracker.outputs.scores.ranking import build_lists, build_ranking
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.board import score_board
from zonetracker.words.scores.ranking import list_grounds, movement_words, place_words


@pytest.fixture
def board(ledger: Ledger) -> ScoreBoard:
    """A September of 30 departments in three series with 400 tasks."""
    fill_year(ledger, 30, 400)
    return score_board(ledger, YEAR, 9, TODAY)


def test_departments_stand_by_series_and_place(board: ScoreBoard) -> None:
    title, ends, heads, *rows = cells_of(build_ranking(board, SIGNED))
    assert str(title[0]).endswith("责任单位得分排名表") and "排名依据：总分" in [str(one) for one in ends if one]
    words = [str(one).replace("\n", "") for one in heads]
    assert words[:3] == ["名次", "责任单位", "任务数"] and words[-3:] == ["上期名次", "变化", "备注"]
    grades = [board.progress.word(one) for one in board.progress.grades]
    assert words[3 : 3 + len(grades)] == grades
    sums = ["分值合计", "基本得分", "折算得分", "加分", "减分", "总分"]
    assert words[3 + len(grades) : -3] == sums
    assert [row[0] for row in rows if row[0] in SERIES] == list(SERIES)
    table = [row for row in rows if row[0] not in SERIES][:30]
    assert [row[1] for row in table] == [one.department.name for one in board.ranking()]
    for row, one in zip(table, board.ranking(), strict=True):
        assert row[0] == place_words(one) and row[2] == sum(row[3 : 3 + len(grades)]) == one.tasks
        assert row[-4] == float(one.total.total or 0) and (row[-2] or "") == movement_words(one)


def test_lists_name_their_grounds(board: ScoreBoard) -> None:
    rows = cells_of(build_lists(board, SIGNED))[3:]
    black = [row for row in rows if row[0] == "黑榜"]
    assert len(black) == 6 and rows[0][0] == "红榜：没有符合条件的单位"
    last = board.ranking("部门")[-1]
    judged = last.figures.judged
    told = f"{judged}项任务中{judged - last.figures.on_pace}项滞后，列后2名"
    assert black[0][1:] == ("部门", last.department.name, float(last.figure or 0), place_words(last), told)
    red = replace(last, listed=BoardList.RED, figures=replace(last.figures, on_pace=judged))
    assert list_grounds(red, board) == f"{judged}项任务都达到序时，列前3名"


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_comes_to_the_same_totals(board: ScoreBoard, tmp_path: Path) -> None:
    data = build_ranking(board, SIGNED)
    path = tmp_path / "无值.xlsx"
    assert without_values(data, path) >= 2 * len(board.departments)
    again = recalculated(path.read_bytes(), tmp_path).worksheets[0].iter_rows(values_only=True)
    assert [filled(row) for row in again] == [filled(row) for row in cells_of(data)]
