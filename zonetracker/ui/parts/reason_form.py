"""The question that a soft check asks: keep the figure, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.dialogs import FormDialog, plain_label


class ReasonForm(FormDialog):
    """Asks for `reason`; whether it is one is said where it is kept."""

    def __init__(self, parent: QWidget | None, finding: str) -> None:
        super().__init__(parent, tr("请核对"), tr("仍然填入"), finding + tr("\n确实如此的，请写明原因；填错了请取消。"))
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("如：统计口径调整、企业退库"))
        self.form.addRow(plain_label(tr("原因")), self.reason)
        self.check = self._trouble
        self.reason.setFocus()

    def _trouble(self) -> str:
        return "" if self.reason.text().strip() else tr("请用文字写明原因。")
