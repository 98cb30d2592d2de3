"""结账: the questions before a month is closed or opened again, and the button that does either."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QWidget

from zonetracker.model.bookkeeping import Changed
from zonetracker.services.bookkeeping.months import month_state
from zonetracker.services.bookkeeping.years import Difference, YearState, year_state
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import FormDialog, plain_label
from zonetracker.words.issuing import difference_words, missing_words
from zonetracker.words.standing import class_counts

CLOSE_KEY, REOPEN_KEY = "Ctrl+J", "Ctrl+Shift+J"
_TOLD = 6


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


def close_year(desk: Desk) -> None:
    """Ask whether the list of the chosen year is closed as it stands; where it is, why it is opened again."""
    year = desk.year
    if desk.ledger.closed(year, None):
        _reopen_year(desk, year)
        return
    form = YearForm(desk.ask.window, year, year_state(desk.ledger, year), lambda row_id: desk.go("report", row_id))

    def tell(changed: Changed) -> None:
        carried = len(changed.ids.get("target", ()))
        said = tr("{year}年已年终结账，可用 Ctrl+Z 撤销。", year=year)
        more = tr("清单带到{next}年：{count}项。", next=year + 1, count=carried) if carried else ""
        desk.tell(said + more)

    desk.fill(form, form.carry.isChecked, lambda carry, _: desk.ledger.close_year(year, carry), tell)


def _reopen_year(desk: Desk, year: int) -> None:
    form = ReopenForm(desk.ask.window, tr("重新打开{year}年的清单", year=year))
    desk.fill(
        form,
        lambda: form.reason.text().strip(),
        lambda reason, _: desk.ledger.reopen_year(year, reason),
        lambda _: desk.tell(tr("{year}年的清单已重新打开。", year=year)),
    )


class YearForm(FormDialog):
    """How a year stands at its end, what a report says otherwise, and whether the list goes on: `carry`."""

    def __init__(self, parent: QWidget | None, year: int, state: YearState, settle: Callable[[int], object]) -> None:
        counts = class_counts(state.progress.rows, state.progress)
        intro = tr("{year}年共{count}项目标：{counts}。", year=year, count=len(state.progress.rows), counts=counts)
        super().__init__(parent, tr("{year}年年终结账", year=year), tr("年终结账"), intro)
        self.differences = plain_label(_differing(state.differences), wrap=True)
        self.settle = QPushButton(tr("先去核对"))
        self.settle.setAutoDefault(False)
        self.settle.clicked.connect(lambda: self._settle(state.differences[0].row_id, settle))
        for part in (self.differences, self.settle):
            part.setVisible(bool(state.differences))
            self.form.addRow(part)
        said = {"next": year + 1, "count": state.carried}
        self.carry = QCheckBox(tr("把清单带到{next}年（{count}项，数字留空）", **said))
        self.carry.setChecked(state.carried > 0)
        self.carry.setEnabled(state.carried > 0)
        self.form.addRow(self.carry)
        more = tr("12月的数就是{next}年的上年实绩；12月还没有结账的一并结账，以后改数要写明原因。", **said)
        self.form.addRow(plain_label(more, wrap=True, tone="muted"))

    def _settle(self, row_id: int, settle: Callable[[int], object]) -> None:
        self.reject()
        settle(row_id)


def _differing(differences: Sequence[Difference]) -> str:
    told = [difference_words(one.name, one.ledger, one.report) for one in differences[:_TOLD]]
    more = [tr("……")] if len(differences) > _TOLD else []
    return "\n".join([tr("新报告里有{count}项与台账不同：", count=len(differences)), *told, *more])


class ReopenForm(FormDialog):
    """Asks for `reason`; whether it is one is said where it is kept."""

    reason: QLineEdit

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
