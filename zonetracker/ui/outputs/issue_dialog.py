"""核对后签发: what the check found, line by line; Enter goes to where it is mended, a reason lets some of it pass."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from zonetracker.model.bookkeeping import Passed
from zonetracker.services.issuing.checking import ToSettle, passed
from zonetracker.services.issuing.drafting import MonthDraft
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import ANSWER_KEY, lettered
from zonetracker.ui.parts.plans.lines_dialog import LinesDialog
from zonetracker.ui.parts.table.model import State, TableColumn, state_column
from zonetracker.words.issuing import issued_word
from zonetracker.words.wording import one_line


class IssueDialog(LinesDialog):
    """Lists the findings; the answer is given where none must be mended and each of the others has its reason.

    `known` are reasons for which findings were passed before, by their keys: they stand there again. `gauges` says
    whether the gauges are to be kept as well.
    """

    def __init__(self, desk: Desk, draft: MonthDraft, found: Sequence[ToSettle], known: Mapping[str, str]) -> None:
        progress = draft.progress
        said = {"year": progress.year, "month": progress.month, "edition": progress.edition}
        hint = tr("Enter 去改　F2 写原因　Ctrl+Enter 签发")
        title = tr("核对后签发：{year}年{month}月（第{edition}版）", **said)
        super().__init__(desk.ask.window, title, self._columns(), key=lambda one: one.key, hint=hint)
        self._desk, self._draft, self._found = desk, draft, found
        self._reasons = {one.key: known[one.key] for one in found if one.key in known and not one.must}
        self.table.setAccessibleName(tr("核对发现的各处"))
        self.table.key_slots = {Qt.Key.Key_F2: lambda: self.table.edit_field("reason")}
        self.answer.setText(lettered(tr("签发"), ANSWER_KEY))
        self.reason.setPlaceholderText(tr("没有单独写原因的各处，都用这一条"))
        self.gauges = QCheckBox(tr("一并留存仪表图"))
        self.form.addRow(self.gauges)
        self.check = self._trouble
        self._show()
        if not found:
            self.table.hide()
            self.answer.setFocus()

    def _columns(self) -> list[TableColumn]:
        return [
            state_column("must", tr("怎样"), _state, order=lambda one: not one.must, width=11),
            TableColumn(
                "said",
                tr("哪里、要做什么"),
                lambda one: one_line(one.said),
                tip=lambda one: one.said,
                fills=True,
                width=26,
            ),
            TableColumn(
                "reason",
                tr("原因（F2 填写）"),
                lambda one: self._reasons.get(one.key, ""),
                edit=self._keep_reason,
                editable=lambda one: not one.must,
                width=26,
                least=12,
            ),
        ]

    def _keep_reason(self, one: ToSettle, text: str) -> bool:
        self._reasons[one.key] = text.strip()
        self._show()
        return True

    def _show(self) -> None:
        must = sum(one.must for one in self._found)
        soft = len(self._found) - must
        if not self._found:
            rows = len(self._draft.progress.rows)
            counted = tr("核对无误：{count}项目标，表、通报、仪表图与台账一致。", count=rows)
        else:
            counted = tr("必须改 {must} 处，请留意 {soft} 处", must=must, soft=soft)
        self.show_lines(self._found, counted, [], reasoned=bool(soft))
        files = [(issued_word(one.kind), one.name.rpartition(".")[2]) for one in self._draft.files]
        told = "、".join(f"{word}（.{ending}）" for word, ending in files)
        self.show_rest(tr("签发就是结账，并在工作簿里一字不差地留存：{files}", files=told))

    def settle(self, lines: list[ToSettle]) -> None:
        """Go to where the line that one is on is mended."""
        one: ToSettle | None = self.table.record()
        if one is not None:
            self.reject()
            self._desk.go(one.place.page, one.place.item)

    def detail_of(self, line: ToSettle) -> str:
        """The whole sentence."""
        return line.said

    def passed(self) -> list[Passed]:
        """The findings that are let go, each with its reason."""
        return passed(self._found, self.reason.text(), self._reasons)

    def _trouble(self) -> str:
        must = sum(one.must for one in self._found)
        if must:
            return tr("有 {count} 处必须先改：Enter 到那里，改好以后再签发。", count=must)
        waiting = sum(not one.reason for one in self.passed())
        if waiting:
            return tr("还有 {count} 处没有原因：去改，或用文字写明为什么照这样签发。", count=waiting)
        return ""


def _state(one: ToSettle) -> State:
    return State(tr("必须改"), "sign-cross", "fails") if one.must else State(tr("请留意"), "sign-bang", "look")
