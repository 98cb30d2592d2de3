"""The further sheets: where every target comes from, and the milestones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from zonetracker.model.milestones import followed
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter
from zonetracker.support.i18n import tr
from zonetracker.words.standing import state_word
from zonetracker.words.wording import date_words, goal_words, one_line

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


def write_sources(book: Workbook, progress: Progress, paper: str) -> SheetWriter:
    """目标来源: every target with the value confirmed, its report, section and sentence."""
    sheet = SheetWriter(book, tr("目标来源"), paper)
    heads = [tr("序号"), tr("指标名称"), tr("确认的目标"), tr("完成时限"), tr("来源"), tr("章节"), tr("原文")]
    heads += [tr("实绩来源"), tr("实绩出处"), tr("备注")]
    sheet.visible = len(heads)
    sheet.title(tr("{year}年{zone}目标来源", year=progress.year, zone=one_line(progress.zone)))
    sheet.header(heads)
    for row in progress.rows:
        _texts(sheet, _source(row), row.depth)
    sheet.finish(2)
    return sheet


def _source(row: ProgressRow) -> list[str]:
    target = row.target
    return [
        row.number,
        row.indicator.name,
        goal_words(target.stated, one_line(row.unit), target.wording),
        date_words(target.deadline),
        target.source,
        target.section,
        target.quote,
        row.actual.source if row.actual is not None else "",
        row.actual.origin if row.actual is not None else "",
        target.note,
    ]


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
    for number, (item, state) in enumerate(items, 1):
        done = date_words(item.done_on)
        told = [str(number), item.name, date_words(item.deadline), state_word(state), done, item.responsible]
        _texts(sheet, [*told, item.source, item.quote, item.note], 0)
    sheet.finish(2)


def _texts(sheet: SheetWriter, texts: list[str], depth: int) -> None:
    for index, text in enumerate(texts):
        sheet.put(index, CellContent(text=text), "left" if index else "center", depth=depth if index == 1 else 0)
    sheet.end_row()
