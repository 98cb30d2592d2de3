"""What waits to be stored, written as a file of its own: it is safe there whatever becomes of the workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.support.paths import file_name
from zonetracker.support.writing import write_safely
from zonetracker.ui.parts.unsaved.waiting import TypedText

if TYPE_CHECKING:
    from zonetracker.ui.parts.desk import Desk

Rows = Sequence[tuple[TypedText, str]]


def ask_aside(desk: Desk, rows: Rows, then: Callable[[], object] = lambda: None) -> None:
    """Ask where these texts go, each with why it was not stored, and write them; `then` follows when they are there."""
    from zonetracker.ui.parts.places import last_folder  # knows the desk, which knows this

    def write(path: str) -> None:
        from zonetracker.services.typed_texts import typed_texts_file  # brings what no start needs

        try:
            write_safely(Path(path), typed_texts_file((one.where, one.what, why) for one, why in rows))
        except Refusal as refusal:
            desk.tell(str(refusal), "trouble")
            return
        desk.tell(tr("填好的内容已写到 {path}；存回工作簿以前，请留着它。", path=path))
        then()

    name = file_name(tr("{name}未存内容", name=desk.ledger.path.stem))
    start = str(last_folder(desk.settings) / f"{name}.xlsx")
    desk.ask.save_file(tr("填好的内容存到哪里"), tr("Excel 工作簿 (*.xlsx)"), start, "xlsx", write)
