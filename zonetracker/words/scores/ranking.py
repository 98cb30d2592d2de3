"""Places in words: a place and its ties, movement, why there is none, and the grounds of the red and the black list."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import BoardList, DepartmentScore
from zonetracker.support.i18n import tr
from zonetracker.words.scores.choices import excluded_words
from zonetracker.words.wording import one_line


def series_name(series: str) -> str:
    """What a series is called where it stands as a heading."""
    return one_line(series) or tr("未分序列")


def place_words(one: DepartmentScore) -> str:
    """A place; shared ones say so; a dash where there is none."""
    if one.place is None:
        return "—"
    return tr("{place}（并列）", place=one.place) if one.shared > 1 else str(one.place)


def movement_words(one: DepartmentScore) -> str:
    """How many places a department has gone up or down since the period before."""
    if one.movement is None:
        return ""
    if one.movement == 0:
        return "—"
    return f"{'↑' if one.movement > 0 else '↓'}{abs(one.movement)}"


def rank_remark(one: DepartmentScore) -> str:
    """What is to be known beside a place: why there is none, what waits, a veto."""
    told = [] if one.excluded is None else [excluded_words()[one.excluded]]
    if one.total.waiting:
        told.append(tr("待定{count}项", count=one.total.waiting))
    if one.total.is_vetoed:
        told.append(tr("有否决"))
    return "；".join(told)


def listed_departments(board: ScoreBoard, listed: BoardList) -> Sequence[DepartmentScore]:
    """Who is on a list, by series and place; of the black list the last first."""
    found = [[one for one in board.ranking(series) if one.listed is listed] for series in board.series]
    return [one for some in found for one in (some if listed is BoardList.RED else reversed(some))]


def list_grounds(one: DepartmentScore, board: ScoreBoard) -> str:
    """依据: by what a department stands on its list."""
    judged, on_pace = one.figures.judged, one.figures.on_pace
    if one.listed is BoardList.RED:
        met = tr("{judged}项任务都达到序时", judged=judged) if one.met else ""
        place = tr("列前{top}名", top=board.score_set.red_top)
    else:
        met = tr("{judged}项任务中{behind}项滞后", judged=judged, behind=judged - on_pace) if one.missed else ""
        place = tr("列后{last}名", last=board.score_set.black_last)
    return "，".join(filter(None, (met, place)))
