"""调度清单: what a dispatch meeting talks about, by unit, with the last instruction and what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from zonetracker.model.duties.dispatch import DispatchRow
from zonetracker.model.issuing import SheetOptions
from zonetracker.model.milestones.states import as_of
from zonetracker.model.progress import Progress
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.outputs.sheet.workbook import foot
from zonetracker.support.i18n import program_name, tr
from zonetracker.words.duties.reporting import answered_words, dispatch_state, instruction_words
from zonetracker.words.standing import deadline_words
from zonetracker.words.wording import date_words, one_line, period_words

_PAPER = "A4"
_CENTRED = frozenset({0, 3, 4})
_ROOM = {1: 14, 2: 30, 3: 14, 5: 26, 6: 26, 8: 24}


def dispatch_title(progress: Progress) -> str:
    """The title line of the list."""
    period = period_words(progress.year, progress.month)
    return tr("{period}{zone}目标任务调度清单", period=period, zone=one_line(progress.zone))


def build_dispatch(progress: Progress, rows: Sequence[DispatchRow], options: SheetOptions) -> bytes:
    """The bytes of the workbook; `options` say who signs it and its date."""
    book = new_book()
    sheet = SheetWriter(book, tr("调度清单"), _PAPER)
    heads = _heads()
    sheet.visible = len(heads)
    sheet.title(dispatch_title(progress))
    day = date_words(as_of(progress.year, progress.month, progress.today).isoformat())
    issuer = tr("填报单位：{issuer}", issuer=one_line(options.issuer or progress.zone))
    sheet.two_ends(issuer, tr("截至{day}", day=day))
    sheet.header(heads)
    for index, letters in _ROOM.items():
        sheet.give_room(index, letters)
    for number, row in enumerate(rows, 1):
        for index, text in enumerate(dispatch_cells(number, row, progress)):
            sheet.put(index, CellContent(text=text), "center" if index in _CENTRED else "left")
        sheet.end_row()
    for words in (foot(progress, options)[0], _note(progress)):
        sheet.line(words)
    sheet.finish(3)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    book.properties.title = dispatch_title(progress)
    return finish_book(book, {sheet.part: sheet.values}, options.issued_on)


def _heads() -> list[str]:
    return [
        *(tr("序号"), tr("责任单位"), tr("事项"), tr("完成时限"), tr("状态"), tr("存在问题"), tr("上次调度要求")),
        *(tr("落实情况"), tr("下步措施")),
    ]


def dispatch_cells(number: int, row: DispatchRow, progress: Progress) -> tuple[str, ...]:
    """The texts of a line."""
    light = "" if row.row is None else progress.word_of(row.row)
    due = date_words(row.task.deadline) if row.standing is None else deadline_words(row.standing)
    return (
        str(number),
        one_line(row.unit) or tr("没有责任单位"),
        one_line(row.task.name),
        due,
        dispatch_state(row, light),
        one_line(row.problem),
        instruction_words(row),
        answered_words(row),
        one_line(row.next_step),
    )


def _note(progress: Progress) -> str:
    return tr(
        "说明：列入逾期的、{days}天以内到期的、单位报了存在问题的，和上次调度要求以后本月办结的；落后而写明原因的指标也在内。",
        days=progress.state_options.soon,
    )
