"""How everything is drawn: in points on one set of axes, with letters that are never too small to be read.

Importing this module loads matplotlib.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Patch
from matplotlib.text import Text

from zonetracker.drawing.palette import Palette
from zonetracker.support.i18n import tr
from zonetracker.words.wording import columns_of

FAMILIES = (
    "Microsoft YaHei",
    "SimHei",
    "SimSun",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Noto Serif CJK SC",
    "KaiTi",
    "FangSong",
    "Noto Sans CJK JP",
)
_FALLBACK = "DejaVu Sans"
LEAST = 7.0
"""Points: no letters are smaller, what has no room is left out."""
BASELINE = 0.36
"""How far above its baseline, in parts of its size, the middle of a line of letters lies."""

Line = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class ChosenFont:
    """The family that Chinese is drawn in; `warning` is a sentence for the clerk where none is installed."""

    family: str
    warning: str = ""


@cache
def chinese_font() -> ChosenFont:
    """The first installed family of FAMILIES; without one Chinese shows as boxes, and the warning says so."""
    installed = set(font_manager.fontManager.get_font_names())
    for family in FAMILIES:
        if family in installed:
            return ChosenFont(family)
    return ChosenFont(_FALLBACK, tr("这台电脑没有安装中文字体，图中的汉字显示不出来，请安装微软雅黑或黑体。"))


@cache
def _has_glyph(character: str) -> bool:
    for family in (chinese_font().family, _FALLBACK):
        path = font_manager.findfont(FontProperties(family=family))
        if font_manager.get_font(path).get_char_index(ord(character)):
            return True
    return False


def drawable(text: str) -> str:
    """`text` with □ for what no font here can draw (a rare character, one for private use); line ends stay."""
    return "".join(character if character == "\n" or _has_glyph(character) else "□" for character in text)


@lru_cache(maxsize=256)
def _font(size: float, bold: bool) -> FontProperties:
    return FontProperties(family=[chinese_font().family, _FALLBACK], size=size, weight="bold" if bold else "normal")


class Pen:
    """Draws on `axes` in points from their lower left corner, over as much of them as the figure shows.

    With `across` the drawing is a page of so many points, shown larger or smaller (`scale`) with all that is on it.
    """

    def __init__(self, axes: Axes, palette: Palette, across: float = 0.0) -> None:
        self.axes, self.palette = axes, palette
        figure = axes.get_figure(root=True)
        assert figure is not None
        point = figure.dpi / 72
        whole = axes.get_window_extent()
        left, low = max(whole.x0, 0.0), max(whole.y0, 0.0)
        seen = max(min(whole.x1, figure.bbox.width) - left, 1.0), max(min(whole.y1, figure.bbox.height) - low, 1.0)
        self.scale = seen[0] / point / across if across else 1.0
        unit = point * self.scale
        self.width, self.height = seen[0] / unit, seen[1] / unit
        axes.clear()
        axes.set_axis_off()
        axes.set_xlim((whole.x0 - left) / unit, (whole.x1 - left) / unit)
        axes.set_ylim((whole.y0 - low) / unit, (whole.y1 - low) / unit)

    def write(
        self, x: float, y: float, words: str, size: float, colour: str, *, bold: bool = False, **more: Any
    ) -> None:
        """Letters with the middle of their line at `y`, centred at `x` unless `ha` says otherwise."""
        said = Text(
            x,
            y - BASELINE * size,
            drawable(words),
            color=colour,
            fontproperties=_font(round(size * self.scale, 2), bold),
            **{"ha": "center", "va": "baseline", "clip_on": False, "parse_math": False, **more},
        )
        self.axes.add_artist(said)

    def strokes(self, lines: Sequence[Line], colour: str, width: float, zorder: float = 2) -> None:
        """Straight strokes of one colour and width."""
        if lines:
            drawn = LineCollection(lines, colors=[colour], linewidths=width * self.scale, zorder=zorder)
            self.axes.add_collection(drawn, autolim=False)

    def fill(self, patch: Patch) -> None:
        """A shape."""
        self.axes.add_artist(patch)


def clipped(text: str, columns: int) -> str:
    """`text`, or as much of it as takes so many columns with an ellipsis."""
    return text if columns_of(text) <= columns else head(text, columns - 2) + "…"


def head(text: str, columns: int) -> str:
    """As much of `text` as takes so many columns."""
    taken = 0
    for index, character in enumerate(text):
        taken += columns_of(character)
        if taken > columns:
            return text[:index]
    return text


_NOT_FIRST = frozenset("，。、；：）》”％%年月日")


def _broken(text: str, columns: int) -> str:
    """As much of `text` as takes so many columns, without a number or a foreign word that would be cut in two."""
    taken = head(text, columns)
    for length in range(len(taken), max(0, len(taken) - 8), -1):
        before, after = text[length - 1], text[length : length + 1]
        if after not in _NOT_FIRST and not (before.isascii() and before.isalnum() and after.isascii()):
            return text[:length]
    return taken or text[0]


def wrapped(text: str, columns: int, most: int) -> list[str]:
    """`text` in at most so many lines, the rest as an ellipsis."""
    lines: list[str] = []
    while text and len(lines) < most - 1:
        first = _broken(text, columns) if columns_of(text) > columns else text
        lines.append(first)
        text = text[len(first) :].strip()
    return [*lines, clipped(text, columns)] if text else lines


def room(points: float, size: float) -> int:
    """How many columns of letters of `size` there are in so many points."""
    return max(2, int(points / size * 1.9))
