"""结账: the questions before a month is closed or opened again, and the button that does either."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from zonetracker.services.bookkeeping.months import month_state
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.issuing import missing_words

CLOSE_KEY, REOPEN_KEY = "Ctrl+J", "Ctrl+Shift+J"


def close_month(desk: Desk) -> None:
    """Close the chosen month, after a question where figures are still missing."""
    year, month = desk.year, desk.month
    state = month_state(desk.ledger, year, month)
    if not (state.may_close and state.missing):
        _close(desk, year, month)
        return
    desk.ask.choose(
        tr("{year}年{month}月现在结账吗？", year=year, month=month),
        [tr("结账")],
        lambda _: _close(desk, year, month),
        missing_words(month, state.missing) + tr("结账以后补填也要写明原因。"),
    )


def _close(desk: Desk, year: int, month: int) -> None:
    if desk.write(lambda: desk.ledger.close_month(year, month)) is not None:
        said = {"year": year, "month": month, "edition": desk.ledger.published(year, month).edition}
        desk.tell(tr("{year}年{month}月已结账（第{edition}版）；再改数时写明原因，可用 Ctrl+Z 撤销。", **said))


def reopen_month(desk: Desk) -> None:
    """Ask why the chosen month is opened again, and open it."""
    year, month = desk.year, desk.month
    form = ReopenForm(desk.ask.window, tr("重新打开{year}年{month}月", year=year, month=month))
    desk.fill(
        form,
        lambda: form.reason.text().strip(),
        lambda reason, _: desk.ledger.reopen_month(year, month, reason),
        lambda _: desk.tell(tr("{year}年{month}月已重新打开，改好以后再结账。", year=year, month=month)),
    )


class ReopenForm(FormDialog):
    """Asks for `reason`; whether it is one is said where it is kept."""

    def __init__(self, parent: QWidget | None, title: str) -> None:
        intro = tr("打开以后可以改数；再结账就是新的一版，表和通报的说明里会写明改了什么、为什么。")
        super().__init__(parent, title, tr("重新打开"), intro)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("如：统计局核定数据、企业补报"))
        self.form.addRow(plain_label(tr("原因")), self.reason)
        self.reason.setFocus()


class ClosingButton(QPushButton):
    """Closes the chosen month, or opens it again where it is closed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setAutoDefault(True)
        self.clicked.connect(self._act)

    def follow(self) -> None:
        """Say what it would do now."""
        closed = self._closed()
        self.setText(tr("重新打开…") if closed else tr("本月结账"))
        self.setToolTip(REOPEN_KEY if closed else CLOSE_KEY)
        self.setEnabled(not self._desk.ledger.read_only)

    def _closed(self) -> bool:
        return self._desk.ledger.closed(self._desk.year, self._desk.month)

    def _act(self) -> None:
        (reopen_month if self._closed() else close_month)(self._desk)
