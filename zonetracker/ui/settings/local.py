"""This PC's own choices: light or dark, size of the letters, and the name that stands in the history."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.dialogs import plain_label
from zonetracker.ui.parts.theme import SCHEMES, apply_theme

LEAST_POINTS, USUAL_POINTS, MOST_POINTS = 8, 10, 18


class LocalTab(QWidget):
    """Takes effect at once; nothing of it goes into the workbook."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        words = {"auto": tr("跟随系统"), "light": tr("浅色"), "dark": tr("深色")}
        self.scheme = QComboBox()
        self.scheme.addItems([words[scheme] for scheme in SCHEMES])
        self.scheme.activated.connect(self._keep_scheme)
        self.points = QComboBox()
        self.points.addItems([tr("{points} 磅", points=points) for points in range(LEAST_POINTS, MOST_POINTS + 1)])
        self.points.activated.connect(self._keep_points)
        self.actor = QLineEdit()
        self.actor.setMaxLength(30)
        self.actor.setPlaceholderText(tr("不填则用这台电脑的登录名"))
        self.actor.editingFinished.connect(self._keep_actor)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(plain_label(tr("外观")), self.scheme)
        form.addRow(plain_label(tr("字号")), self.points)
        form.addRow(plain_label(tr("我的姓名")), self.actor)
        for field in (self.scheme, self.points, self.actor):
            field.setFixedWidth(240)
        note = tr("这些选择只留在这台电脑上。姓名写进记录里每一步的“操作人”，改了以后从下次打开工作簿起用。")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.addLayout(form)
        column.addWidget(plain_label(note, wrap=True, tone="muted"))
        column.addStretch()
        column.setAlignment(form, Qt.AlignmentFlag.AlignLeft)

    def reload(self) -> None:
        """Show this PC's choices."""
        settings = self._desk.settings
        scheme = settings.text("theme", "auto")
        self.scheme.setCurrentIndex(SCHEMES.index(scheme) if scheme in SCHEMES else 0)
        points = min(max(settings.number("points", USUAL_POINTS), LEAST_POINTS), MOST_POINTS)
        self.points.setCurrentIndex(points - LEAST_POINTS)
        self.actor.setText(settings.text("actor"))

    def _keep_scheme(self, place: int) -> None:
        self._desk.settings.keep("theme", SCHEMES[place])
        self._dress()

    def _keep_points(self, place: int) -> None:
        self._desk.settings.keep("points", LEAST_POINTS + place)
        self._dress()

    def _dress(self) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication):
            settings = self._desk.settings
            apply_theme(app, settings.text("theme", "auto"), settings.number("points", USUAL_POINTS))

    def _keep_actor(self) -> None:
        name = self.actor.text().strip()
        if name != self._desk.settings.text("actor"):
            self._desk.settings.keep("actor", name or None)
            self._desk.tell(tr("从下次打开工作簿起，记录里的操作人写“{name}”。", name=name or tr("登录名")))
