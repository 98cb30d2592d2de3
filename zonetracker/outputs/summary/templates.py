"""The texts of the summary that an office may word itself: the usual ones, and what stands in their braces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from zonetracker.model.issuing import LAGGING_PLACE, SHARE, Template, Wording, filled
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import HUNDRED
from zonetracker.model.rules import DEFAULT_WORDS
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import usual_template
from zonetracker.words.wording import figure, one_line, period_words

_QUARTER, _HALF, _YEAR = 3, 6, 12
_REACHED = "达到"
_MISSING = (Grade.NO_DATA, Grade.NOT_DUE)


class Texts:
    """The texts of one month's summary, filled in."""

    def __init__(self, progress: Progress, wording: Wording) -> None:
        self._own = wording.templates
        self._values = place_values(progress)

    def __call__(self, template: Template) -> str:
        """A text as the office or the program words it."""
        return one_line(filled(self._own.get(template, "").strip() or usual_template(template), self._values))


def place_values(progress: Progress) -> Mapping[str, str]:
    """What stands for each name in braces in this month."""
    values = {
        "区名": one_line(progress.zone),
        "年": str(progress.year),
        "月份": str(progress.month),
        "时段": occasion(progress.year, progress.month),
        "截至": _until(progress.year, progress.month),
        "总数": str(len(progress.rows)),
        "分类": class_shares(progress.rows, progress),
    }
    grades = [row.standing.grade for row in progress.rows]
    counts = {DEFAULT_WORDS[grade.name.lower()]: grades.count(grade) for grade in Grade}
    counts[LAGGING_PLACE] = sum(grade in LAGGING for grade in grades)
    for name, count in counts.items():
        values[name] = str(count)
        values[name + SHARE] = _share(count, len(grades), progress)
    return values


def occasion(year: int, month: int) -> str:
    """The months that the summary is about, as its title says them: 一季度, 上半年 and 年度 by their names."""
    if month in (_QUARTER, _HALF):
        return tr("{year}年一季度", year=year) if month == _QUARTER else tr("{year}年上半年", year=year)
    return period_words(year, month)


def _until(year: int, month: int) -> str:
    words = {_QUARTER: tr("一季度"), _HALF: tr("上半年"), _YEAR: tr("{year}年", year=year)}
    return words.get(month) or tr("截至{month}月底", month=month)


def class_shares(rows: Sequence[ProgressRow], progress: Progress) -> str:
    """How many rows have each assessment and what share of all they are, also where there are none; they add up.

    Those behind are counted together and apart, and so is what has no figure.
    """
    grades = [row.standing.grade for row in rows]
    lagging = [grade for grade in progress.grades if grade in LAGGING]
    said = [
        _class(progress.word(grade), grades.count(grade), len(rows), progress)
        for grade in progress.grades
        if grade not in LAGGING and grade not in _MISSING
    ]
    behind = _class(lagging_word(progress), sum(grade in LAGGING for grade in grades), len(rows), progress)
    if len(lagging) > 1:
        apart = (tr("{name}{count}项", name=progress.word(one), count=grades.count(one)) for one in lagging)
        behind += tr("（其中{parts}）", parts="、".join(apart))
    missing = sum(grade in _MISSING for grade in grades)
    without = _class(progress.word(Grade.NO_DATA), missing, len(rows), progress)
    not_due = tr(
        "（其中按统计制度{name}{count}项）", name=progress.word(Grade.NOT_DUE), count=grades.count(Grade.NOT_DUE)
    )
    return "；".join([*said, behind, without + not_due])


def lagging_word(progress: Progress) -> str:
    """What those behind are called together: of a month what is not 达到…, at a year's end what is not reached."""
    if progress.year_end:
        return progress.word(Grade.MISSED)
    on_pace = progress.word(Grade.ON_PACE)
    return tr("未达{pace}", pace=on_pace.removeprefix(_REACHED)) if on_pace.startswith(_REACHED) else tr("未达序时")


def _class(name: str, count: int, total: int, progress: Progress) -> str:
    said = tr("{name}{count}项", name=name, count=count)
    return tr("{said}，占{share}", said=said, share=_share(count, total, progress)) if count else said


def _share(count: int, total: int, progress: Progress) -> str:

    share = progress.percent(Fraction(count, total or 1) * HUNDRED)
    return f"{figure(share or Decimal(0))}%"
