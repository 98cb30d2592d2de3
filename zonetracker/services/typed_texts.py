"""Texts that a clerk typed and that could not be stored, as a workbook for Excel or WPS: where, what, and why not."""

from __future__ import annotations

from collections.abc import Iterable

from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.columns import CellContent
from zonetracker.outputs.sheet.layout import SheetWriter, new_book
from zonetracker.support.i18n import program_name, tr

_ROOM = {0: 36, 1: 30, 2: 44}


def typed_texts_file(rows: Iterable[tuple[str, str, str]]) -> bytes:
    """The bytes of the file; each row is where a text was typed, the text, and why it was not stored."""
    book = new_book()
    sheet = SheetWriter(book, tr("未存内容"), "A4")
    sheet.visible = len(_ROOM)
    sheet.title(tr("填好而还没有存上的内容"))
    sheet.header([tr("填在哪里"), tr("填的内容"), tr("为什么没有存上")])
    for column, letters in _ROOM.items():
        sheet.give_room(column, letters)
    first = sheet.row
    for row in rows:
        for column, text in enumerate(row):
            sheet.put(column, CellContent(text=text, format="@"), "left")
        sheet.end_row()
    area = f"A{first}:{sheet.letter(len(_ROOM) - 1)}{max(first, sheet.row - 1)}"
    sheet.finish(0)
    book.properties.creator, book.properties.lastModifiedBy = program_name(), None
    return finish_book(book, {sheet.part: sheet.values}, texts={sheet.part: area})
