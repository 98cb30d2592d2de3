"""The remarks under the summary: until when, whose figures, how they were rounded, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator

from zonetracker.model.issuing import Wording
from zonetracker.model.progress import Progress
from zonetracker.model.rules import RuleSet
from zonetracker.outputs.summary.blocks import Note
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import corrections_note
from zonetracker.words.sources import sources_note
from zonetracker.words.wording import adjustments_told, figure, one_line

_ADJUSTED = 6


def notes_of(progress: Progress, chosen: Wording) -> Iterator[Note]:
    """The remarks in their order, numbered."""
    until = one_line(chosen.cut_off) or tr("{year}年{month}月底", year=progress.year, month=progress.month)
    yield Note(tr("说明：1.数据截止{until}，{sources}。", until=until, sources=_sources(progress)), "note-until")
    yield Note(
        tr(
            "2.完成率、差距由原始数据四舍五入，保留{places}位小数（与评价不符时多保留）。",
            places=progress.places,
        ),
        "note-rounding",
    )
    yield Note(_classes_note(progress), "note-classes")
    yield Note(
        tr(
            "4.评价采用“{rule}”规则，“左右”按±{tolerance}%掌握。",
            rule=one_line(progress.rules.name),
            tolerance=progress.rules.tolerance,
        ),
        "note-rules",
    )
    corrected = corrections_note(progress.edition, progress.corrections, progress.changed_since)
    told = (("note-adjusted", _adjusted_note(progress)), ("note-corrected", corrected))
    for number, (key, said) in enumerate((one for one in told if one[1]), start=5):
        yield Note(f"{number}.{said}", key)


def _adjusted_note(progress: Progress) -> str:
    """Which targets were adjusted within the year, by which paper; "" for none that is not told as a correction."""
    corrected = {one.indicator_id for one in (*progress.corrections, *progress.changed_since) if not one.month}
    told = [
        f"{one_line(row.indicator.name)}{adjustments_told(adjusted)}"
        for row in progress.rows
        if row.indicator.id not in corrected and (adjusted := progress.adjusted(row))
    ]
    more = tr("；其余{count}项见附件备注", count=len(told) - _ADJUSTED) if len(told) > _ADJUSTED else ""
    return tr("目标调整：{told}{more}。", told=tr("；").join(told[:_ADJUSTED]), more=more) if told else ""


def _classes_note(progress: Progress) -> str:
    """What the words of the assessments mean."""
    words = progress.rules.words
    if progress.year_end:
        return tr(
            "3.“{exceeded}”指超过全年目标，“{met}”指达到全年目标（有控制数的指没有突破），“{missed}”指没有达到；"
            "数值和增速都有目标的，以较差的一项为准，责任书另有约定的除外。",
            **{grade: words[grade] for grade in ("exceeded", "met", "missed")},
        )
    return tr(
        "3.“{on_pace}”指不低于序时进度（增速不低于目标增速，有控制数的不超过），低{edges}及以上的为“{late}”；"
        "数值和增速都有目标的，以较差的一项为准，责任书另有约定的除外。",
        edges=_edges(progress.rules),
        **{grade: words[grade] for grade in ("on_pace", "late")},
    )


def _edges(rules: RuleSet) -> str:
    level, growth = figure(abs(rules.late)), figure(abs(rules.growth_late))
    return tr("{level}个百分点（增速{growth}个百分点）", level=level, growth=growth)


def _sources(progress: Progress) -> str:
    told = sources_note(row.actual.source for row in progress.rows if row.actual is not None)
    return told or tr("来源见各责任单位报送")
