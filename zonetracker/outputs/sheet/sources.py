"""The further sheets: where every target comes from, and the milestones."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from zonetracker.model.facts import Stated, Target
from zonetracker.model.milestones.states import followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.units import same_figure
from zonetracker.outputs.sheet.background import StatedAt
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter
from zonetracker.support.i18n import tr
from zonetracker.words.standing import deadline_words, standing_word
from zonetracker.words.wording import adjustment_words, date_words, goal_words, one_line

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


_ENDING = re.compile(r"\.(?:docx?|pdf|txt|html?|xlsx?|et|ods|csv|wps)$", re.IGNORECASE)
_BEFORE = " 、，,；;。\u3000"
"""What may be left of the clause before at the head of a quotation."""


def write_sources(book: Workbook, progress: Progress, readings: Mapping[int, StatedAt], paper: str) -> SheetWriter:
    """目标来源: every target as its sentence states it and as it is in force, what changed it, and where it stands."""
    sheet = SheetWriter(book, tr("目标来源"), paper)
    heads = [tr("序号"), tr("指标名称"), tr("原定目标"), tr("现行目标"), tr("目标调整"), tr("完成时限"), tr("出处")]
    heads += [tr("原文"), tr("实绩来源"), tr("备注")]
    sheet.visible = len(heads)
    sheet.title(tr("{year}年{zone}目标来源", year=progress.year, zone=one_line(progress.zone)))
    sheet.header(heads)
    for row in progress.rows:
        _texts(sheet, _source(row, progress, readings.get(row.target.id)), row.depth)
    sheet.finish(2)
    return sheet


def _source(row: ProgressRow, progress: Progress, reading: StatedAt | None) -> list[str]:
    target = row.target
    return [
        row.number,
        row.indicator.name,
        first_goal(row, progress, reading),
        goal_words(target.stated, one_line(row.unit), target.wording),
        "；".join(map(adjustment_words, progress.adjusted(row))),
        date_words(target.deadline),
        place_words(target, reading),
        target.quote.lstrip(_BEFORE),
        row.actual.source if row.actual is not None else "",
        target.note,
    ]


def first_goal(row: ProgressRow, progress: Progress, reading: StatedAt | None) -> str:
    """A target before any adjustment, as its sentence states it; what was confirmed beside it, where that is other."""
    adjusted = progress.adjustments.get(row.target.id)
    first = adjusted[0].before if adjusted else row.target.stated
    confirmed = goal_words(first, one_line(first.unit or row.unit), row.target.wording)
    if reading is None or goal_words(reading.stated, "") == "":
        return confirmed
    said = goal_words(reading.stated, one_line(reading.stated.unit or ""))
    if said == confirmed:
        return said
    if _same(reading.stated, first):
        return tr("{said}（即{confirmed}）", said=said, confirmed=confirmed)
    return tr("{said}（核对后定为{confirmed}）", said=said, confirmed=confirmed)


def _same(one: Stated, other: Stated) -> bool:
    """Whether two statements say the same of a target, in whatever unit."""
    bare: dict[str, None] = {"value": None, "value_high": None, "unit": None}
    return (
        same_figure(one.value, one.unit, other.value, other.unit)
        and same_figure(one.value_high, one.unit, other.value_high, other.unit)
        and replace(one, **bare) == replace(other, **bare)
    )


def place_name(source: str) -> str:
    """Where something is from, without the ending of a file's name."""
    return _ENDING.sub("", one_line(source))


def place_words(target: Target, reading: StatedAt | None) -> str:
    """Where a target stands: the report, its section and the paragraph, or who set it."""
    section = one_line(target.section).rstrip(":：")
    if reading is None:
        return " ".join(part for part in (place_name(target.source), section) if part)
    return tr("《{report}》{section} 第{number}段", report=reading.report, section=section, number=reading.paragraph)


def write_milestones(book: Workbook, progress: Progress, paper: str) -> None:
    """重点事项, each with its state at the end of the month; no sheet where there are none."""
    items = followed(progress)
    if not items:
        return
    sheet = SheetWriter(book, tr("重点事项"), paper)
    heads = [tr("序号"), tr("事项"), tr("完成时限"), tr("状态"), tr("完成时间"), tr("责任单位"), tr("来源")]
    heads += [tr("原文"), tr("备注")]
    sheet.visible = len(heads)
    sheet.title(tr("{year}年{zone}重点事项", year=progress.year, zone=one_line(progress.zone)))
    sheet.header(heads)
    for number, (item, standing) in enumerate(items, 1):
        word = standing_word(item, standing)
        told = [str(number), item.name, deadline_words(standing), word, date_words(standing.done_on), item.responsible]
        _texts(sheet, [*told, place_name(item.source), item.quote, item.note], 0)
    sheet.finish(2)


def _texts(sheet: SheetWriter, texts: list[str], depth: int) -> None:
    for index, text in enumerate(texts):
        sheet.put(index, CellContent(text=text), "left" if index else "center", depth=depth if index == 1 else 0)
    sheet.end_row()
