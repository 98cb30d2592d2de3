"""40 gauges in one picture beside 40 bare axes with as many patches and texts; 40 strips beside the gauges."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Wedge

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing.dial import GaugeReading, gauge_reading
from zonetracker.drawing.palette import LIGHT
from zonetracker.drawing.pen import chinese_font
from zonetracker.drawing.raster import rastered
from zonetracker.drawing.wall import WallPage, whole_of
from zonetracker.model.issuing import GaugeForm

COUNT, DPI, ROUNDS = 40, 100, 5


def _readings() -> list[GaugeReading]:
    progress = build([row for row in SPECIMENS if row[4] or row[7]] * 2)
    return [gauge_reading(row, progress) for row in progress.rows[:COUNT]]


def _blank(page: WallPage) -> Figure:
    return Figure(figsize=(page.width / 72, page.height / 72), dpi=DPI)


def _drawn(page: WallPage) -> Figure:
    figure = _blank(page)
    page.draw(figure, LIGHT)
    rastered(figure)
    return figure


def _bare(page: WallPage, patches: int, words: Sequence[str]) -> None:
    """So many axes, each with its share of patches and of the very texts, in the same letters."""
    figure = _blank(page)
    rows = -(-COUNT // page.columns)
    letters = FontProperties(family=[chinese_font().family, "DejaVu Sans"], size=7)
    for index in range(COUNT):
        row, column = divmod(index, page.columns)
        axes = figure.add_axes((column / page.columns, row / rows, 1 / page.columns, 1 / rows))
        axes.set_axis_off()
        for place in range(patches // COUNT):
            axes.add_patch(Wedge((0.5, 0.5), 0.4, 0, 180 - 5 * place, width=0.1))
        for place, said in enumerate(words[index::COUNT]):
            axes.text(0.5, place / 20, said, fontproperties=letters, parse_math=False)
    rastered(figure)


def _best(run: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        run()
        took.append(time.perf_counter() - began)
    return min(took)


def bench() -> None:
    """Print the times and their ratios."""
    readings = _readings()
    dials, strips = (whole_of(readings, form, "一二三") for form in GaugeForm)
    (axes,) = _drawn(dials).axes
    words = [text.get_text() for text in axes.texts]
    pills = sum(text.get_bbox_patch() is not None for text in axes.texts)
    patches = len(axes.patches) + len(axes.collections) + pills
    gauges, lines = _best(lambda: _drawn(dials)), _best(lambda: _drawn(strips))
    bare = _best(lambda: _bare(dials, patches, words))
    print(f"  {COUNT} gauges {gauges:.3f} s; as many axes, {patches} patches and {len(words)} texts {bare:.3f} s")
    print(f"  ratio {gauges / bare:.2f}; {COUNT} strips {lines:.3f} s, ratio to the gauges {lines / gauges:.2f}")


if __name__ == "__main__":
    bench()
