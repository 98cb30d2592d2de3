"""The walk: from a report to a second edition, each stretch as keys that a clerk presses, counted and timed.

Nothing of the program is called. Files lie in a folder, a block is on the clipboard as after a copy in Excel; what is
read are widgets and files.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.clerk import Clerk, Stretch, cells
from tests.ui.day.material import (
    AGAIN,
    LETTERS,
    MONTH,
    PASTED,
    REASON,
    REPORT,
    SEASON,
    UNITS,
    WHY,
    YEAR,
    ZONE,
    block,
    write_sheet,
)
from zonetracker.ui.actuals.sheet_dialog import SheetDialog
from zonetracker.ui.parts.table.view import RecordTable

SURE, DOUBTFUL, RESPONSIBLE = "确认全部可信的行", "逐行核对有疑问的", "粘贴一列责任单位"


@dataclass
class Seen:
    """What the windows showed on the way, for whoever asks whether it was right."""

    sure: int = 0
    doubted: dict[str, str] = field(default_factory=dict)
    whole: str = ""
    units: list[tuple[str, ...]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    figures: list[tuple[str, ...]] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)


class Walk:
    """A month's work in `folder`, where the workbook and what goes out lie in the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen = Seen()
        (folder / "工作报告.txt").write_text(REPORT, encoding="utf-8")
        write_sheet(folder / "民生报表.xlsx")
        self.clerk = Clerk(folder, lambda: date(YEAR, MONTH + 1, 8))

    @property
    def stretches(self) -> list[Stretch]:
        """What was pressed, in its order."""
        return self.clerk.stretches

    def go(self) -> None:
        """All of it."""
        for part in (self.report, self.review, self.targets, self.figures, self.close, self.issue, self.again):
            part()

    def report(self) -> None:
        """The report, into a workbook that is made for it."""
        clerk = self.clerk
        with clerk.stretch("导入报告，新建工作簿"):
            clerk.key("Ctrl+I")
            clerk.file(self.folder / "工作报告.txt")
            clerk.type(ZONE)
            clerk.key("Return")
            clerk.file(self.folder / "台账.zt")
            clerk.until(lambda: "工作报告.txt" in clerk.said())
        self.seen.said["report"] = clerk.said()

    def review(self) -> None:
        """All that is sure at once; what is doubted row by row, each with its reason before the eyes."""
        clerk, board = self.clerk, self.clerk.shown().board
        with clerk.stretch(SURE):
            clerk.key("Ctrl+Return")
        self.seen.sure = sum("已确认" in mark for (mark,) in cells(board.table, "mark"))
        with clerk.stretch("看一行的全部说明"):
            clerk.key("F8")
            self.seen.whole = board.detail.text.text()
            clerk.key("Escape")
        with clerk.stretch(DOUBTFUL):
            for _ in [one for one in cells(board.table, "mark") if "已确认" not in one[0]]:
                name = board.table.record().row.candidate.name
                self.seen.doubted[name] = board.detail.line.text()
                clerk.key("Delete" if name == "造林" else "Return")
        self.seen.said["review"] = clerk.said()

    def targets(self) -> None:
        """A column of units from Excel."""
        clerk = self.clerk
        clerk.hold("\r\n".join(UNITS) + "\r\n")
        with clerk.stretch(RESPONSIBLE):
            table = clerk.page(3).table
            clerk.tab_on(table, "responsible")
            clerk.key("Ctrl+V")
        self.seen.said["targets"] = clerk.said()
        self.seen.units = cells(table, "name", "responsible")

    def figures(self) -> None:
        """A block from Excel, in an order of its own, and a bureau's sheet; a check asks one thing of each."""
        clerk = self.clerk
        with clerk.stretch("粘贴本月实绩，一处核对"):
            clerk.key("Ctrl+4", "Alt+Left")
            clerk.hold(block(PASTED[::-1]))
            clerk.key("Ctrl+V")
            page = clerk.shown()
            self.seen.asked.append(page.bar.said.text() if page.bar.isVisible() else "")
            clerk.type(REASON)
            clerk.key("Return")
        with clerk.stretch("导入部门报表，一处核对"):
            clerk.key("Ctrl+Shift+I")
            clerk.file(self.folder / "民生报表.xlsx")
            clerk.until(lambda: isinstance(clerk.dialog(), SheetDialog))
            clerk.key("Return", "Ctrl+Return")
            clerk.idle()
            self.seen.asked.append(clerk.asked())
            clerk.type(SEASON)
            clerk.key("Return")
            clerk.until(lambda: clerk.dialog() is None)
        self.seen.figures = cells(page.table, f"value:{MONTH}", f"growth:{MONTH}")

    def close(self) -> None:
        """The month is closed."""
        with self.clerk.stretch("本月结账"):
            self.clerk.key("Ctrl+J")
        self.seen.said["close"] = self.clerk.said()

    def issue(self, edition: str = "") -> None:
        """Sheet and bulletin."""
        clerk = self.clerk
        with clerk.stretch(f"出表和通报{edition}"):
            self._write("Ctrl+Shift+S", f"完成情况表{edition}.xlsx")
            self._write("Ctrl+Shift+B", f"通报{edition}.docx")

    def _write(self, key: str, name: str) -> None:
        self.clerk.key(key)
        self.clerk.file(self.folder / name)
        self.clerk.until(lambda: name in self.clerk.said())

    def again(self) -> None:
        """Opened again with a reason, one figure corrected, closed and issued once more."""
        clerk = self.clerk
        with clerk.stretch("重新打开，改一个数，再结账"):
            clerk.key("Ctrl+Shift+J")
            clerk.type(WHY)
            clerk.key("Return", "Ctrl+4", "Ctrl+F")
            clerk.type(LETTERS)
            clerk.key("Return")
            table: RecordTable = clerk.shown().table
            self.seen.said["found"] = table.record().indicator.name
            clerk.type(AGAIN)
            clerk.key("Return", "Ctrl+J")
        self.seen.said["again"] = clerk.said()
        self.issue("第2版")

    def leave(self) -> None:
        """The window is closed."""
        self.clerk.leave()


def own_dialogs() -> None:
    """File questions in windows of Qt, whose keys a test can press."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)


def table_of(stretches: list[Stretch]) -> str:
    """The record of a walk: keys, letters and seconds of each stretch, and of all."""
    whole = Stretch("合计", *(sum(getattr(one, key) for one in stretches) for key in ("keys", "letters", "seconds")))
    lines = [
        f"{one.keys:4} keys {one.letters:4} letters {one.seconds:6.1f} s  {one.name}" for one in (*stretches, whole)
    ]
    return "\n".join(lines)
