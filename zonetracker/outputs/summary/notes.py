"""The remarks under the summary: until when, whose figures, how they were rounded, what the words mean."""

from __future__ import annotations

from collections.abc import Iterator

from zonetracker.model.issuing import Wording
from zonetracker.model.progress import Progress
from zonetracker.outputs.summary.blocks import Note
from zonetracker.support.i18n import tr
from zonetracker.words.issuing import corrections_note
from zonetracker.words.sources import sources_note
from zonetracker.words.standing import grades_rule, rounding_rule, tolerance_rule
from zonetracker.words.wording import adjustments_told, one_line

_ADJUSTED, _ADJUSTED_IN_BRIEF = 6, 2


def notes_of(progress: Progress, chosen: Wording, *, brief: bool = False) -> Iterator[Note]:
    """The remarks in their order, numbered; in `brief` with fewer adjustments."""
    until = one_line(chosen.cut_off) or tr("{year}年{month}月底", year=progress.year, month=progress.month)
    yield Note(tr("说明：1.数据截止{until}，{sources}。", until=until, sources=_sources(progress)), "note-until")
    yield Note(f"2.{rounding_rule(progress)}", "note-rounding")
    yield Note(f"3.{grades_rule(progress)}", "note-classes")
    yield Note(f"4.{tolerance_rule(progress)}", "note-rules")
    corrected = corrections_note(progress.edition, progress.corrections, progress.changed_since)
    told = (
        ("note-adjusted", _adjusted_note(progress, _ADJUSTED_IN_BRIEF if brief else _ADJUSTED)),
        ("note-corrected", corrected),
    )
    for number, (key, said) in enumerate((one for one in told if one[1]), start=5):
        yield Note(f"{number}.{said}", key)


def _adjusted_note(progress: Progress, most: int) -> str:
    """Which targets were adjusted within the year, by which paper; "" for none that is not told as a correction."""
    corrected = {one.indicator_id for one in (*progress.corrections, *progress.changed_since) if not one.month}
    told = [
        f"{one_line(row.indicator.name)}{adjustments_told(adjusted)}"
        for row in progress.rows
        if row.indicator.id not in corrected and (adjusted := progress.adjusted(row))
    ]
    more = tr("；其余{count}项见附件备注", count=len(told) - most) if len(told) > most else ""
    return tr("目标调整：{told}{more}。", told=tr("；").join(told[:most]), more=more) if told else ""


def _sources(progress: Progress) -> str:
    told = sources_note(row.actual.source for row in progress.rows if row.actual is not None)
    return told or tr("来源见各责任单位报送")
