"""What is given out of scores: 考核得分表, 得分排名表, 红黑榜 and 自评与核定对照表 of a month, each as an Issue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from zonetracker.model.issuing import IssuedKind, SheetOptions
from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.outputs.scores.claims import build_claims, claims_title
from zonetracker.outputs.scores.ranking import build_lists, build_ranking, lists_title, ranking_title
from zonetracker.outputs.scores.workbook import build_scores, scores_title
from zonetracker.services.issuing import Issue, sheet_options
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.board import score_board
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


def issue_scores(board: ScoreBoard, options: SheetOptions) -> Issue:
    """考核得分表 as .xlsx; of `options` the words around the table are taken."""
    made = {"xlsx": partial(build_scores, with_tasks(board), options)}
    return Issue(IssuedKind.SCORES, scores_title(board), board.year, board.month, made)


def issue_ranking(board: ScoreBoard, options: SheetOptions) -> Issue:
    """得分排名表 as .xlsx."""
    made = {"xlsx": partial(build_ranking, with_tasks(board), options)}
    return Issue(IssuedKind.RANKING, ranking_title(board), board.year, board.month, made)


def issue_lists(board: ScoreBoard, options: SheetOptions) -> Issue:
    """红黑榜 as .xlsx."""
    made = {"xlsx": partial(build_lists, with_tasks(board), options)}
    return Issue(IssuedKind.BOARD_LISTS, lists_title(board), board.year, board.month, made)


def issue_claims(board: ScoreBoard, options: SheetOptions) -> Issue:
    """自评与核定对照表 as .xlsx."""
    made = {"xlsx": partial(build_claims, with_tasks(board), options)}
    return Issue(IssuedKind.CLAIMS, claims_title(board), board.year, board.month, made)


def with_tasks(board: ScoreBoard) -> ScoreBoard:
    """The board, refused where no department has anything to score ("scores.none")."""
    if not any(one.rows or one.total.total is not None for one in board.departments):
        said = tr("还没有可计分的任务：请先在“单位”页登记责任单位，并给目标或事项填上牵头单位和分值。")
        raise Refusal(RefusalCode.SCORES_NONE, said)
    return board


def score_makers(ledger: Ledger, when: Callable[[], tuple[int, int, date]]) -> Mapping[IssuedKind, Callable[[], Issue]]:
    """How each of them is made of the year, the month and the day that are looked at when it is asked for."""

    def made(issue: Callable[[ScoreBoard, SheetOptions], Issue]) -> Callable[[], Issue]:
        return lambda: issue(score_board(ledger, *when()), sheet_options(ledger))

    return {
        IssuedKind.SCORES: made(issue_scores),
        IssuedKind.RANKING: made(issue_ranking),
        IssuedKind.BOARD_LISTS: made(issue_lists),
        IssuedKind.CLAIMS: made(issue_claims),
    }
