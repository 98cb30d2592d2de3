"""Places in words: a place and its ties, movement, why there is none, and the grounds of the red and the black list."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.scoring.board import ScoreBoard
from zonetracker.model.scoring.ranking import BoardList, DepartmentScore
from zonetracker.model.scoring.rules import RankedBy
from zonetracker.support.i18n import tr
from zonetracker.words.scores.choices import excluded_words
from zonetracker.words.wording import figure, one_line

_SERIES, _NAMES = 6, 4
"""So many series are told in a summary, and so many departments named that share a place."""


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


def ranking_told(board: ScoreBoard) -> list[str]:
    """The first and the last of each series as the summary tells them, a sentence each; ties are named together."""
    told = []
    for series in board.series:
        placed = [one for one in board.ranking(series) if one.place is not None]
        if not placed:
            continue
        first = [one for one in placed if one.place == placed[0].place]
        last = [one for one in placed if one.place == placed[-1].place]
        name = one_line(series)
        start = tr("{series}共{count}个单位参加排名", series=name, count=len(placed))
        said = tr("{start}，第一名为{names}", start=start, names=_named_together(first, board))
        if first[0].place != last[0].place:
            said = tr("{said}；末位为{names}", said=said, names=_named_together(last, board))
        told.append(tr("{said}。", said=said))
    return told[:_SERIES]


def _named_together(departments: Sequence[DepartmentScore], board: ScoreBoard) -> str:
    names = "、".join(one_line(one.department.name) for one in departments[:_NAMES])
    if len(departments) > _NAMES:
        names = tr("{names}等{count}个单位", names=names, count=len(departments))
    told = departments[0].figure
    shared = tr("，并列") if len(departments) > 1 else ""
    unit = {RankedBy.TOTAL: tr("分"), RankedBy.FIRSTS: tr("次第一")}.get(board.score_set.ranked_by, "%")
    return names if told is None else f"{names}（{figure(told)}{unit}{shared}）"
