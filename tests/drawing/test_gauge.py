"""A gauge is drawn as its reading says, at every size, in print and in a dark window."""

import subprocess
import sys
from dataclasses import replace

import pytest
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing import pen
from zonetracker.drawing.dial import Followed, GaugeReading, gauge_reading
from zonetracker.drawing.gauge import draw_gauge, tick_words
from zonetracker.drawing.palette import DARK, LIGHT
from zonetracker.drawing.pen import LEAST
from zonetracker.model.progress import Progress


def drawn(reading: GaugeReading, width: float = 3.0, height: float = 3.0) -> Figure:
    """One gauge of so many inches."""
    figure = Figure(figsize=(width, height))
    draw_gauge(figure.add_axes((0, 0, 1, 1)), reading)
    return figure


def letters(figure: Figure) -> list[Text]:
    return [text for axes in figure.axes for text in axes.texts]


def words(figure: Figure) -> str:
    return "\n".join(text.get_text() for text in letters(figure))


def test_the_word_stands_with_its_sign_and_the_marks_with_theirs(small: Progress) -> None:
    said = words(drawn(gauge_reading(small.rows[3], small)))
    assert "● 达到序时" in said and "▼ 序时进度75.0%" in said and "◆ 年度目标211.83亿元，增长10%–12%" in said


@pytest.mark.parametrize("size", [(4.0, 4.0), (2.7, 2.2), (1.36, 1.2), (0.8, 0.7)])
def test_no_letter_is_too_small_to_be_read(small: Progress, size: tuple[float, float]) -> None:
    items: list[Followed] = [*small.rows, *small.milestones]
    for item in items:
        figure = drawn(gauge_reading(item, small), *size)
        assert min(text.get_fontproperties().get_size_in_points() for text in letters(figure)) >= LEAST


def test_what_has_no_room_is_left_out_but_never_figure_and_light(small: Progress) -> None:
    reading = gauge_reading(small.rows[3], small)
    tiny, usual = words(drawn(reading, 1.36, 1.2)), words(drawn(reading))
    for said in (reading.name, reading.figure, reading.word):
        assert said in tiny
    assert reading.lines[1] in usual and reading.lines[1] not in tiny


def test_only_what_the_figure_shows_is_drawn_over(small: Progress) -> None:
    """Axes that reach below the figure: nothing is written there."""
    figure = Figure(figsize=(2, 2))
    draw_gauge(figure.add_axes((0, -0.2, 1, 1.2)), gauge_reading(small.rows[3], small))
    for text in letters(figure):
        _, y = text.get_transform().transform(text.get_position())
        assert y > 0


def test_a_value_beyond_the_scale_is_said() -> None:
    progress = build([("引进人才", "人", *SPECIMENS[6][2:4], "40", *SPECIMENS[6][5:])])
    assert "超出刻度" in words(drawn(gauge_reading(progress.rows[0], progress)))


def test_words_stand_where_there_is_no_scale(small: Progress) -> None:
    reading = gauge_reading(small.rows[19], small)
    assert "与经济增长同步" in words(drawn(reading)) and "暂无数据" in words(drawn(reading))


def test_the_needle_moves_the_picture(small: Progress) -> None:
    """Two readings that differ in the value alone are two drawings."""
    reading = gauge_reading(small.rows[3], small)
    tips = []
    for moved in (reading, replace(reading, value=10.0)):
        needles = [patch for patch in drawn(moved).axes[0].patches if isinstance(patch, Polygon)]
        tips.append(tuple(map(tuple, needles[-1].get_xy())))
    assert tips[0] != tips[1]
    assert LIGHT.paper != DARK.paper


def test_large_figures_of_a_scale_are_short() -> None:
    assert [tick_words(tick) for tick in (20, 0.5, 5000, 120000, 20000, 2.5e9)] == [
        *("20", "0.5", "5000", "12万", "2万", "25亿"),
    ]


def test_no_chinese_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pen.chinese_font.cache_clear()
    monkeypatch.setattr("zonetracker.drawing.pen.font_manager.fontManager.ttflist", [])
    try:
        chosen = pen.chinese_font()
    finally:
        pen.chinese_font.cache_clear()
    assert "没有安装中文字体" in chosen.warning


def test_pyplot_is_never_loaded() -> None:
    code = "import sys, zonetracker.drawing.wall; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_figure_of_four_hundred_digits_is_drawn_at_the_end() -> None:
    for place in (3, 7):
        row = SPECIMENS[place]
        progress = build([(*row[:10], "9" * 400, *row[11:])])
        reading = gauge_reading(progress.rows[0], progress)
        assert reading.needle is not None and reading.needle <= reading.high
        drawn(reading)


def test_what_no_font_has_is_a_box_and_no_markup_is_read() -> None:
    """matplotlib warns of missing glyphs and reads $…$ as mathematics; both would be errors here."""
    progress = build([("增收$\\frac{1}{0}$\ue000\U0010fff0", *SPECIMENS[3][1:])])
    said = words(drawn(gauge_reading(progress.rows[0], progress)))
    assert "□□" in said and "$" in said


def test_drawing_again_replaces_the_drawing(small: Progress) -> None:
    figure = Figure(figsize=(3, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    draw_gauge(axes, gauge_reading(small.rows[0], small))
    count = len(axes.get_children())
    draw_gauge(axes, gauge_reading(small.rows[0], small))
    assert len(axes.get_children()) == count
