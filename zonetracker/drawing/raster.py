"""A drawn figure in pixels. Importing this module loads matplotlib."""

from __future__ import annotations

from dataclasses import dataclass

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True)
class Raster:
    """Pixels row by row, each red, green, blue and opacity in a byte."""

    width: int
    height: int
    pixels: bytes


def blank_figure(width: int, height: int, dpi: float) -> Figure:
    """A figure of so many pixels to draw into."""
    inches = (width + 0.5) / dpi, (height + 0.5) / dpi  # what is over a whole pixel will be cut off
    figure = Figure(figsize=inches, dpi=dpi)
    FigureCanvasAgg(figure)
    return figure


def rastered(figure: Figure) -> Raster:
    """The figure as it stands now."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    width, height = canvas.get_width_height()
    return Raster(width, height, bytes(canvas.buffer_rgba()))  # type: ignore[no-untyped-call]
