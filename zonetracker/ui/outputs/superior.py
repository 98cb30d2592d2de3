"""A superior's form from the window: which file, what its cells get, and where the filled copy goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.places import last_folder
from zonetracker.ui.parts.saving import Output, Saving

if TYPE_CHECKING:
    from zonetracker.services.forms import FormChoices, FormPlan, OpenedForm

_ENDINGS = (".xlsx", ".xlsm")


class SuperiorForms:
    """What the page does with forms of a superior, over `window`."""

    def __init__(self, desk: Desk, saving: Saving, window: QWidget) -> None:
        self._desk, self._saving, self._window = desk, saving, window

    def may_take(self, paths: Sequence[Path]) -> bool:
        """Whether what was dropped is a form."""
        return len(paths) == 1 and paths[0].suffix.casefold() in _ENDINGS

    def ask(self) -> None:
        """Which file the superior has sent."""
        patterns = " ".join(f"*{ending}" for ending in _ENDINGS)
        self._desk.ask.open_files(
            tr("填哪一份上级报表"),
            tr("Excel 表格 ({patterns});;所有文件 (*)", patterns=patterns),
            str(last_folder(self._desk.settings)),
            lambda paths: self.take(Path(paths[0])),
        )

    def take(self, path: Path) -> None:
        """Read a form and show what each of its cells would get."""
        from zonetracker.services.forms import open_form  # brings extraction, which no start needs

        self._desk.settings.keep("folder", str(path.parent))
        self._desk.run(open_form(self._desk.ledger, path), tr("正在读“{name}”", name=path.name), self._show)

    def _show(self, opened: OpenedForm) -> None:
        from zonetracker.support.errors import Refusal
        from zonetracker.ui.outputs.superior_dialog import SuperiorDialog

        try:
            dialog = SuperiorDialog(self._window.window(), self._desk, opened)
        except Refusal as refusal:
            self._desk.tell(str(refusal), "trouble")
            return
        self._desk.ask.form(dialog, lambda: self._write(opened, dialog.plan, dialog.choices))

    def _write(self, opened: OpenedForm, planned: FormPlan, choices: FormChoices) -> None:
        """Keep what was settled, then ask where the copy goes."""
        from zonetracker.services.forms import filled_name, remember, writing_job

        ledger = self._desk.ledger
        if not ledger.read_only:
            self._desk.write(lambda: remember(ledger, opened.planner.read, choices))
        name = filled_name(opened.path, planned.year, planned.month)
        ending = opened.path.suffix.removeprefix(".")
        output = Output(tr("填好的上级报表"), name, (ending,), lambda path: writing_job(opened, planned, path))
        self._saving.ask(output, keep=False, name=name)
