"""A canvas paints without drawing; its picture comes when there is time, from this PC's folder where it was drawn."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from matplotlib.figure import Figure
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from zonetracker.drawing.palette import Palette
from zonetracker.drawing.store import PictureStore
from zonetracker.ui.parts.canvas import Canvas, drawings

Shown = Callable[..., list[Canvas]]
drawn: list[str] = []


@dataclass(frozen=True)
class Plain:
    """A drawing of one colour."""

    colour: str

    def draw(self, figure: Figure, palette: Palette) -> None:
        drawn.append(self.colour)
        figure.set_facecolor(self.colour)


@pytest.fixture(autouse=True)
def nothing_drawn(dressed: QApplication) -> None:
    drawn.clear()


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[Shown]:
    """Shows a window of canvases, each with a drawing of its colour."""
    windows: list[QWidget] = []

    def show(*colours: str) -> list[Canvas]:
        window = QWidget()
        qtbot.addWidget(window)
        windows.append(window)
        canvases = []
        for place, colour in enumerate(colours):
            canvas = Canvas(window)
            canvas.setGeometry(60 * place, 0, 50, 40)
            canvas.show_drawing(Plain(colour))
            canvases.append(canvas)
        window.show()
        window.grab()
        return canvases

    yield show
    windows.clear()


def colour_of(canvas: Canvas) -> str:
    return QColor(canvas.grab().toImage().pixelColor(25, 20)).name()


def test_painting_draws_nothing_and_the_pictures_come_after_it(shown: Shown, qtbot: QtBot) -> None:
    first, second = shown("#112233", "#445566")
    assert drawn == [] and drawings().busy
    assert colour_of(first) == "#ffffff"
    qtbot.waitUntil(lambda: not drawings().busy)
    assert drawn == ["#112233", "#445566"]
    assert (colour_of(first), colour_of(second)) == ("#112233", "#445566")


def test_an_unchanged_drawing_is_not_drawn_again(shown: Shown, qtbot: QtBot) -> None:
    shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    (again,) = shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    assert drawn == ["#112233"]
    assert colour_of(again) == "#112233"


def test_a_damaged_picture_is_drawn_again(shown: Shown, qtbot: QtBot) -> None:
    shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    for path in PictureStore().folder.iterdir():
        path.write_bytes(b"no picture")
    (again,) = shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    assert len(drawn) == 2 and colour_of(again) == "#112233"


def test_another_size_is_another_picture(shown: Shown, qtbot: QtBot) -> None:
    (canvas,) = shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    canvas.resize(80, 70)
    canvas.grab()
    qtbot.waitUntil(lambda: not drawings().busy)
    assert len(drawn) == 2
    assert (canvas.picture().width(), canvas.picture().height()) == (80, 70)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_a_picture_has_the_pixels_of_the_screen(shown: Shown, monkeypatch: pytest.MonkeyPatch, ratio: float) -> None:
    monkeypatch.setattr(Canvas, "devicePixelRatioF", lambda self: ratio)
    (canvas,) = shown("#112233")
    picture = canvas.picture()
    assert (picture.width(), picture.height()) == (round(50 * ratio), round(40 * ratio))
    assert picture.devicePixelRatio() == ratio


def test_what_is_asked_for_now_is_drawn_now(shown: Shown) -> None:
    (canvas,) = shown("#112233")
    assert canvas.picture().toImage().pixelColor(25, 20).name() == "#112233"


def test_until_it_can_be_drawn_no_other_picture_stands_in_its_place(
    shown: Shown, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (canvas,) = shown("#112233")
    qtbot.waitUntil(lambda: not drawings().busy)
    monkeypatch.setattr(drawings(), "loaded", False)
    canvas.show_drawing(Plain("#445566"))
    assert colour_of(canvas) == "#ffffff"
    canvas.show_drawing(Plain("#112233"))
    canvas.grab()
    qtbot.waitUntil(lambda: colour_of(canvas) == "#112233")
    assert drawn == ["#112233"]


def test_a_drawing_that_fails_is_told_once_and_holds_up_no_other(shown: Shown, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as told:
        broken, sound = shown("no colour", "#112233")
        qtbot.waitUntil(lambda: not drawings().busy)
        broken.grab()
        qtbot.waitUntil(lambda: not drawings().busy)
    assert len(told) == 1 and drawn == ["no colour", "#112233"]
    assert (colour_of(broken), colour_of(sound)) == ("#ffffff", "#112233")


def test_a_canvas_that_went_away_is_forgotten(shown: Shown, qtbot: QtBot) -> None:
    (canvas,) = shown("#112233")
    canvas.deleteLater()
    qtbot.waitUntil(lambda: not drawings().busy)
    assert drawn == []


ENDING = """
import sys
from dataclasses import dataclass
from PySide6.QtWidgets import QApplication
from zonetracker.ui.parts.canvas import Canvas, drawings

@dataclass(frozen=True)
class Never:
    def draw(self, figure, palette):
        sys.exit("drawn after the end")

app = QApplication([])
canvas = Canvas()
canvas.show_drawing(Never())
canvas.resize(50, 40)
canvas.show()
canvas.grab()
for _ in range(3):
    app.processEvents()
sys.exit(7 if drawings().busy else "nothing was to be drawn")
"""


def test_a_program_that_ends_while_matplotlib_is_being_loaded_waits_for_it() -> None:
    done = subprocess.run([sys.executable, "-c", ENDING], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 7, done.stderr
