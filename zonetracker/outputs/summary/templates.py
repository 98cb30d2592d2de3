"""The texts of the summary that an office may word itself: the usual ones, and what stands in their braces."""

from __future__ import annotations

from collections.abc import Mapping

from zonetracker.model.issuing import SHARE, Template, Wording, filled
from zonetracker.model.progress import Progress
from zonetracker.model.rules import DEFAULT_WORDS
from zonetracker.model.standing import LAGGING, Grade
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import usual_template
from zonetracker.words.standing import class_counts, share_words
from zonetracker.words.wording import one_line, period_words

_QUARTER, _HALF, _YEAR = 3, 6, 12


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
        "分类": class_counts(progress.rows, progress, shares=True),
    }
    grades = [row.standing.grade for row in progress.rows]
    counts = {DEFAULT_WORDS[grade.name.lower()]: grades.count(grade) for grade in Grade}
    counts[DEFAULT_WORDS["lagging"]] = sum(grade in LAGGING for grade in grades)
    for name, count in counts.items():
        values[name] = str(count)
        values[name + SHARE] = share_words(count, len(grades), progress)
    return values


def occasion(year: int, month: int) -> str:
    """The months that the summary is about, as its title says them: 一季度, 上半年 and 年度 by their names."""
    if month in (_QUARTER, _HALF):
        return tr("{year}年一季度", year=year) if month == _QUARTER else tr("{year}年上半年", year=year)
    return period_words(year, month)


def _until(year: int, month: int) -> str:
    words = {_QUARTER: tr("一季度"), _HALF: tr("上半年"), _YEAR: tr("{year}年", year=year)}
    return words.get(month) or tr("截至{month}月底", month=month)


def lagging_word(progress: Progress) -> str:
    """The office's word for all that is behind, which is missed at a year's end."""
    return progress.rules.words["missed" if progress.year_end else "lagging"]
