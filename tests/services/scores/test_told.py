"""The places in the summary: first and last of each series, ties together, only where they are wanted."""

from dataclasses import replace
from datetime import date

from tests.services.scores.made_board import YEAR, fill_year
from zonetracker.model.issuing import Wording
from zonetracker.outputs.summary.blocks import Heading, Paragraph
from zonetracker.services.issuing.bulletin import compose_bulletin, material
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.scores.board import score_board
from zonetracker.words.scores.ranking import ranking_told

TODAY = date(2024, 1, 10)


def test_the_summary_tells_first_and_last_where_that_is_wanted(ledger: Ledger) -> None:
    fill_year(ledger, 30, 400)
    known = progress_of(ledger, YEAR, 9, TODAY)
    without = compose_bulletin(known, material(ledger, known))
    assert not [one for one in without.blocks if isinstance(one, Heading) and "排名" in one.text]
    told = compose_bulletin(known, material(ledger, known, Wording(ranking=True)))
    headings = [one.text for one in told.blocks if isinstance(one, Heading)]
    assert headings[-1] == f"{'一二三四五六'[len(headings) - 1]}、责任单位排名"
    said = [one.text for one in told.blocks if isinstance(one, Paragraph) and (one.key or "").startswith("ranking")]
    board = score_board(ledger, YEAR, 9, TODAY)
    first, last = board.ranking("部门")[0], board.ranking("部门")[-1]
    expected = f"部门共10个单位参加排名，第一名为{first.department.name}（{first.figure}分）"
    assert said[0] == f"{expected}；末位为{last.department.name}（{last.figure}分）。" and len(said) == 3


def test_who_shares_a_place_is_named_together(ledger: Ledger) -> None:
    fill_year(ledger, 30, 400)
    board = score_board(ledger, YEAR, 9, TODAY)
    same = [replace(one, place=1, shared=30) for one in board.departments if one.department.series == "部门"]
    tied = replace(board, departments=tuple(same))
    (said,) = ranking_told(tied)
    assert "等10个单位" in said and "，并列）" in said and "末位" not in said
    assert ranking_told(replace(board, departments=())) == []


def test_the_choice_is_kept_as_data() -> None:
    assert Wording.from_data(Wording(ranking=True).to_data()).ranking
    assert not Wording.from_data({"ranking": "yes"}).ranking and "ranking" not in Wording().to_data()
