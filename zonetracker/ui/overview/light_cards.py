"""The lights as cards: how many targets have each assessment; one pressed card filters what is below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.icons import paint_sign, sign_size
from zonetracker.ui.parts.theme import shade

_EDGE, _EDGE_LOW = 10, 6
_GAP, _GAP_LOW = 8, 5


@dataclass(frozen=True, slots=True)
class Light:
    """One card: its key, how many, in which word, colour (#rrggbb) and shape; both empty for all lights together."""

    key: str
    count: int
    word: str
    colour: str = ""
    sign: str = ""


class LightCard(QAbstractButton):
    """A count over its word, with the light's shape in its colour at the left."""

    def __init__(self) -> None:
        super().__init__()
        self.light = Light("", 0, "")
        self.low = self.bare = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_light(self, light: Light) -> None:
        """Show another count."""
        self.light = light
        self.setText(light.word)
        self.setToolTip(light.word if self.bare else "")
        self.setAccessibleName(tr("{word}{count}项", word=light.word, count=light.count))
        self.update()

    def _big(self) -> QFontMetrics:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        return QFontMetrics(font)

    def _edge(self) -> int:
        return _EDGE_LOW if self.low else _EDGE

    def _indent(self) -> int:
        gap = _GAP_LOW if self.low else _GAP
        return self._edge() + (sign_size(self.font()) + gap if self.light.sign else 4)

    def _words(self) -> str:
        """Count and word; where there is no room for words the count alone beside a shape that says them."""
        return str(self.light.count) if self.bare and self.light.sign else f"{self.light.count}  {self.light.word}"

    def be(self, low: bool, bare: bool) -> None:
        """On one line, and without its word."""
        self.low, self.bare = low, bare
        self.setToolTip(self.light.word if bare else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as high as its two lines, or as one where it is to be low."""
        around = self._indent() + self._edge() + 2
        if self.low:
            words = self._words()
            return QSize(self.fontMetrics().horizontalAdvance(words) + around, self.fontMetrics().height() + 14)
        wide = max(self.fontMetrics().horizontalAdvance(self.light.word), 48) + around
        return QSize(wide, self._big().height() + self.fontMetrics().height() + 16)

    def minimumSizeHint(self) -> QSize:
        """Qt: never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.isChecked() or self.hasFocus()
        painter.setPen(QPen(shade("accent" if strong else "line"), 2 if self.hasFocus() else 1))
        painter.setBrush(shade("accent_soft" if self.isChecked() else "paper"))
        box = self.rect().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, 7, 7)
        if self.light.sign:
            place = QRect(box.left() + self._edge(), box.top(), sign_size(self.font()), box.height())
            paint_sign(painter, place, self.light.sign, self.light.colour)
        if self.low:
            painter.setPen(shade("text"))
            painter.drawText(box.adjusted(self._indent(), 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, self._words())
            return
        inner = box.adjusted(self._indent(), 6, -6, -6)
        font = self.font()
        painter.setPen(shade("muted"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, self.light.word)
        font.setPointSizeF(font.pointSizeF() * 1.7)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(shade("text"))
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, str(self.light.count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Enter presses as the space bar does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class LightCards(QWidget):
    """A row of cards of which at most one is pressed; `pressed` tells its key, or "" when it was let go."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LightCard] = []
        self._low = False
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)

    def show_lights(self, lights: Sequence[Light]) -> None:
        """Show these counts, on as many cards; the pressed card stays pressed."""
        while len(self.cards) > len(lights):
            gone = self.cards.pop()
            self._row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.cards) < len(lights):
            card = LightCard()
            card.clicked.connect(lambda _=False, card=card: self._press(card))
            self.cards.append(card)
            self._row.addWidget(card, 1)
            card.show()  # at once: the keyboard is to go here
        for card, light in zip(self.cards, lights, strict=True):
            card.show_light(light)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Qt: as narrow as the counts alone."""
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: words where there is room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for card in self.cards:
            card.be(self._low, False)
        wide = sum(card.sizeHint().width() for card in self.cards) + self._row.spacing() * (len(self.cards) - 1)
        if self._low and wide > self.width():
            for card in self.cards:
                card.be(True, True)

    def be_low(self, low: bool) -> None:
        """Count and word on one line, for a low window."""
        self._low = low
        self._row.setSpacing(_GAP_LOW if low else _GAP)
        self._fit()

    def press(self, key: str) -> None:
        """Press the card with this key and let the others go; an unknown key lets all go."""
        for card in self.cards:
            card.setChecked(card.light.key == key)

    def _press(self, card: LightCard) -> None:
        key = card.light.key if card.isChecked() else ""
        self.press(key)
        self.pressed.emit(key)
