"""One menu for every picture of the overview: copied, or saved as PNG, SVG or PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage

from zonetracker.support.i18n import tr
from zonetracker.support.job import Job
from zonetracker.support.writing import write_safely
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.table.menu import TableCommand

if TYPE_CHECKING:
    from zonetracker.services.overview.pictures import Picture

COPY_PICTURE_KEY = "Ctrl+Shift+C"
_ENDINGS = ("png", "svg", "pdf")

Wanted = Callable[[], "Picture | None"]
"""Which picture is meant when a key is pressed; None where there is none."""


class PictureMenu:
    """Copies and saves pictures for one desk. They are drawn in a thread, on white in a dark window too."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def copy(self, picture: Picture | None) -> None:
        """To the clipboard, as Word and WPS take it."""
        if picture is None:
            return

        def done(data: bytes) -> None:
            QGuiApplication.clipboard().setImage(QImage.fromData(data))
            self._desk.tell(tr("图已复制，可以粘贴到 Word 或微信里"))

        self._desk.run(picture.make("png"), tr("正在画图…"), done)

    def save(self, picture: Picture | None) -> None:
        """Into a file whose ending says the kind."""
        from zonetracker.ui.parts.saving import Output, Saving

        if picture is None:
            return

        def write(path: Path) -> Job[bytes]:
            data = yield from picture.make(path.suffix.lower().removeprefix("."))
            write_safely(path, data)
            return data

        Saving(self._desk).ask(Output(tr("图片"), picture.title, _ENDINGS, write), keep=False)

    def commands(self, wanted: Wanted, what: str, key: str = COPY_PICTURE_KEY) -> list[TableCommand]:
        """The lines of a menu for one picture, which is called `what`."""
        return [
            TableCommand(tr("复制{what}", what=what), lambda: self.copy(wanted()), key, lambda: wanted() is not None),
            TableCommand(
                tr("{what}存为图片…", what=what), lambda: self.save(wanted()), fits=lambda: wanted() is not None
            ),
        ]
