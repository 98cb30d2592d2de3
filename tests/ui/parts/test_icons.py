"""The program's face: pixels are those of their sources, drawings take the window's colours, signs are no letters."""

import ast
import importlib.util
import io
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QBrush, QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from tests.ui.conftest import ClerkWindow
from zonetracker.model.facts import Mark
from zonetracker.model.standing import IN_YEAR, YEAR_END
from zonetracker.support.i18n import program_name
from zonetracker.support.paths import resource_folder
from zonetracker.ui.parts.icons import icon, program_icon
from zonetracker.ui.parts.signs import grade_sign, mark_state
from zonetracker.ui.parts.table.model import RecordTableModel, State, state_column
from zonetracker.ui.parts.theme import DARK, LIGHT, apply_theme
from zonetracker.ui.window.menus import menus
from zonetracker.ui.window.pages import page_entries

ROOT = Path(__file__).resolve().parents[3]
UI = ROOT / "zonetracker" / "ui"
ICONS = resource_folder() / "icons"
NEAR = 12
SIZES = {16, 20, 24, 32, 40, 48, 64, 128, 256}

# What no string of the ui may hold: arrows beyond the four plain ones, technical marks, shapes, dingbats, quotes that
# stand for arrows; and a plain mark with a blank, as before a word.
LETTERS = re.compile(r"[\u2194-\u21ff\u2300-\u27bf\u2b00-\u2bff‹›\U0001f000-\U0001faff]|^[！？?!…=×] ")
ALLOWED = {"source_view.py": {"▯", "\U0001f7a0"}}  # stand-ins for letters of a report that cannot be shown


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("draw_icons", ROOT / "tools" / "draw_icons.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def pixels(image: QImage) -> Image.Image:
    """A QImage as Pillow has it."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888)
    return Image.frombytes("RGBA", (plain.width(), plain.height()), bytes(plain.constBits()))


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures are the same, but for the last bits of a drawing library of another version."""
    ground = Image.new("RGBA", one.size, "#808080")
    one, other = (Image.alpha_composite(ground, each.convert("RGBA")) for each in (one, other))
    bands: Any = ImageChops.difference(one, other).getextrema()
    return one.size == other.size and max(high for _, high in bands) <= NEAR


def icons_in(data: bytes) -> Any:
    """The pictures of an icon file."""
    held: Any = Image.open(io.BytesIO(data))
    return held.ico


def test_the_icon_file_holds_every_size_as_its_source_draws_it(qapp: QApplication, tool: ModuleType) -> None:
    held = icons_in((ROOT / "installer" / "app.ico").read_bytes())
    assert held.sizes() == {(size, size) for size in SIZES} == {(size, size) for size in tool.SIZES}
    off = [size for size in sorted(SIZES) if not alike(held.getimage((size, size)), pixels(tool.drawn(size)))]
    assert off == [], "run tools/draw_icons.py"


def test_a_new_icon_file_reads_as_what_was_drawn(qapp: QApplication, tool: ModuleType) -> None:
    held = icons_in(tool.icon_file())
    assert all(alike(held.getimage((size, size)), pixels(tool.drawn(size))) for size in SIZES)


@pytest.mark.parametrize(("name", "size"), [("setup-side", (164, 314)), ("setup-head", (150, 57))])
def test_the_pictures_of_the_set_up_program_are_those_of_their_sources(
    qapp: QApplication, tool: ModuleType, name: str, size: tuple[int, int]
) -> None:
    held = Image.open(io.BytesIO((ROOT / "installer" / f"{name}.bmp").read_bytes()))
    assert (held.size, held.mode) == (size, "RGB")
    assert alike(held, pixels(tool.picture(name))), "run tools/draw_icons.py"


@pytest.mark.parametrize("file", sorted(path.name for path in ICONS.glob("*.svg")))
def test_a_drawing_is_sound_square_and_takes_the_windows_colour(qapp: QApplication, file: str) -> None:
    text = (ICONS / file).read_text(encoding="utf-8")
    drawing = QSvgRenderer(text.encode())
    assert drawing.isValid() and drawing.defaultSize().width() == drawing.defaultSize().height()
    assert file.startswith("zonetracker") or set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= {
        "none",
        "currentColor",
    }


def named_in_sources() -> tuple[set[str], set[str]]:
    """The drawings there are, and every string of the ui."""
    return {path.stem for path in ICONS.glob("*.svg")}, {text for path in UI.rglob("*.py") for text, _ in strings(path)}


def strings(path: Path) -> Iterator[tuple[str, int]]:
    """Every string of a source but the docstrings, with its line."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in bare:
            yield node.value, node.lineno


def test_every_drawing_is_used() -> None:
    names, said = named_in_sources()
    assert {name for name in names if not name.startswith("zonetracker-")} - said == set()


def test_every_page_and_menu_line_finds_its_drawing() -> None:
    names, said = named_in_sources()
    entries = page_entries()
    wanted = {entry.key for entry in entries} | {text for text in said if text.startswith("sign-")}
    wanted |= {command.icon for _, commands in menus(entries) for command in commands if command and command.icon}
    assert wanted - names == set()


def colours(shown: QIcon, size: int = 32, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of a drawing's full pixels."""
    image = shown.pixmap(QSize(size, size), 1.0, mode).toImage()
    found = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in found if colour.alpha() == 255}


def test_a_drawing_follows_the_colours_of_the_window(dressed: QApplication) -> None:
    shown = icon("targets", chosen="on_accent")
    try:
        for scheme, shades in (("light", LIGHT), ("dark", DARK)):
            apply_theme(dressed, scheme)
            assert colours(shown) == {shades.text}
            assert colours(shown, mode=QIcon.Mode.Selected) == {shades.on_accent}
            assert colours(shown, mode=QIcon.Mode.Disabled) == {shades.muted}
    finally:
        apply_theme(dressed, "light")


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_drawing_is_sharp_at_every_density_and_place(qapp: QApplication, ratio: float) -> None:
    canvas = QImage(round(64 * ratio), round(64 * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    canvas.setDevicePixelRatio(ratio)
    canvas.fill(QColor("#ffffff"))
    painter = QPainter(canvas)
    icon("sign-late", "#000000").paint(painter, 7, 5, 14, 14)
    painter.end()
    canvas.setDevicePixelRatio(1.0)
    side = round(14 * ratio)
    alone = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    alone.fill(QColor("#ffffff"))
    painter = QPainter(alone)
    painter.drawPixmap(0, 0, icon("sign-late", "#000000").pixmap(QSize(side, side), 1.0))
    painter.end()
    assert canvas.copy(round(7 * ratio), round(5 * ratio), side, side) == alone


def test_the_small_program_icon_is_a_drawing_of_its_own(qapp: QApplication, tool: ModuleType) -> None:
    for size in (16, 20, 24, 48):
        assert alike(pixels(program_icon().pixmap(QSize(size, size), 1.0).toImage()), pixels(tool.drawn(size)))
    plain = QSvgRenderer(str(ICONS / "zonetracker.svg"))
    shrunk = QImage(16, 16, QImage.Format.Format_ARGB32_Premultiplied)
    shrunk.fill(0)
    painter = QPainter(shrunk)
    plain.render(painter)
    painter.end()
    assert not alike(pixels(shrunk), pixels(tool.drawn(16)))


def shapes(names: list[str], side: int = 14) -> dict[str, bytes]:
    """Each drawing as its covered pixels, in one colour."""
    return {name: bytes(icon(name, "#000000").pixmap(QSize(side, side), 1.0).toImage().constBits()) for name in names}


@pytest.mark.parametrize(
    "names",
    [
        [grade_sign(grade) for grade in IN_YEAR],
        [grade_sign(grade) for grade in YEAR_END],
        [mark_state(mark).sign for mark in Mark],
    ],
    ids=["in the year", "at its end", "mark"],
)
def test_what_differs_in_meaning_differs_in_shape(qapp: QApplication, names: list[str]) -> None:
    assert len(set(names)) == len(names) == len(set(shapes(names).values()))


def test_a_state_is_a_word_with_a_drawing_before_it(qapp: QApplication) -> None:
    states = {1: State("滞后", "sign-late", "#c62828"), 2: None}
    model = RecordTableModel([state_column("grade", "评价", states.get, width=8)], key=lambda item: item)
    model.show_records([1, 2])
    late, none = model.index(0, 0), model.index(1, 0)
    assert (late.data(), none.data()) == ("滞后", "")
    assert colours(late.data(Qt.ItemDataRole.DecorationRole), 14) == {"#c62828"}
    assert QBrush(late.data(Qt.ItemDataRole.ForegroundRole)).color().name() == "#c62828"
    assert none.data(Qt.ItemDataRole.DecorationRole) is None


def test_no_sign_is_a_letter_that_a_font_may_lack() -> None:
    found = [
        (path.name, line, text)
        for path in sorted(UI.rglob("*.py"))
        for text, line in strings(path)
        if LETTERS.search(text) and text not in ALLOWED.get(path.name, set())
    ]
    assert found == []


def test_the_set_up_program_calls_the_program_by_its_name() -> None:
    for file in ("zonetracker.nsi", "launcher.rc"):
        assert program_name() in (ROOT / "installer" / file).read_text(encoding="utf-8")


def test_the_window_bears_name_and_icon(open_window: ClerkWindow) -> None:
    assert open_window.windowTitle() == f"book.zt — 青禾高新区 — {program_name()}"
    open_window.close_workbook()
    assert open_window.windowTitle() == program_name()
    open_window.show_about()
    assert program_name() in open_window.ask.told[-1]
