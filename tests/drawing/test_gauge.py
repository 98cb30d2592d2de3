"""The gauge says what the sheet says: needle, mark, scale and words, and the pictures of it."""

import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing import dial, gauge
from zonetracker.drawing.dial import GaugeReading, charted, gauge_reading
from zonetracker.drawing.gauge import draw_gauge, draw_gauges
from zonetracker.drawing.palette import DARK, LIGHT
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.standing import Grade
from zonetracker.outputs.pictures import picture, picture_job
from zonetracker.support.errors import Refusal


@pytest.fixture
def by_name(small: Progress) -> dict[str, GaugeReading]:
    return {row.indicator.name: gauge_reading(row, small) for row in small.rows}


def drawn_words(reading: GaugeReading) -> str:
    figure = Figure(figsize=(3, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    draw_gauge(axes, reading)
    return "\n".join(text.get_text() for text in axes.texts)


def test_needle_at_completion_and_mark_at_pace(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["固定资产投资"]
    assert (reading.figure, reading.word, reading.high) == ("91.8%", "达到序时", 120)
    assert reading.needle == pytest.approx(19454 / 211.83)
    assert reading.mark == 75
    assert reading.mark_words == "序时进度75.0%"
    assert "年度目标211.83亿元，增长10%-12%" in drawn_words(reading)


def test_the_number_is_never_capped(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["引进人才"]
    assert (reading.figure, reading.high, reading.over) == ("272.3%", 300, False)
    rows = [("引进人才", "人", *SPECIMENS[6][2:4], "40", *SPECIMENS[6][5:])]
    beyond = build(rows)
    reading = gauge_reading(beyond.rows[0], beyond)
    assert (reading.figure, reading.needle, reading.over) == ("2722.5%", 300, True)
    assert "超出刻度" in drawn_words(reading)
    below = by_name["化解债务"]
    assert (below.figure, below.needle, below.over) == ("-2.5%", 0, True)


def test_a_growth_target_shows_growth_against_growth(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["规模以上工业增加值"]
    assert (reading.figure, reading.caption, reading.mark, reading.mark_words) == (
        "6.2%",
        "同比增速",
        9,
        "目标增长9%以上",
    )
    assert reading.low == 0 and reading.high >= 9
    fall = by_name["单位生产总值能耗"]
    assert (fall.figure, fall.needle, fall.mark, fall.high) == ("-3.4%", -3.4, -3, 0)


def test_ceilings_limits_and_ranges(by_name: dict[str, GaugeReading]) -> None:
    assert (by_name["生产安全事故死亡人数"].caption, by_name["生产安全事故死亡人数"].figure) == ("占控制指标", "24.4%")
    rate = by_name["城镇登记失业率"]
    assert (rate.figure, rate.needle, rate.mark, rate.band) == ("4.1%", 4.1, 4.3, (0, 4.3))
    ranged = by_name["居民消费价格涨幅"]
    assert (ranged.figure, ranged.band, ranged.word) == ("3.4%", (2, 3), "滞后")
    assert by_name["较大以上火灾"].needle == 0


def test_missing_data_is_grey_with_the_word(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["新建高标准农田"]
    assert (reading.needle, reading.figure, reading.grade) == (None, "—", Grade.NO_DATA)
    assert "暂无数据" in drawn_words(reading)
    assert "完成年度目标" in drawn_words(reading)


def test_relative_targets_are_not_charted(small: Progress) -> None:
    assert [row.indicator.name for row in small.rows if not charted(row)] == ["城乡居民增收"]


def test_scales_hold_needle_and_mark(small: Progress, large: Progress) -> None:
    for progress in (small, large):
        for row in progress.rows:
            reading = gauge_reading(row, progress)
            assert reading.low < reading.high and 2 <= len(reading.ticks) <= 9
            assert reading.ticks[0] == reading.low and reading.ticks[-1] == pytest.approx(reading.high)
            for place in (reading.needle, reading.mark):
                assert place is None or reading.low <= place <= reading.high


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_pictures_are_drawn_and_equal_again(small: Progress, kind: str) -> None:
    head = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}[kind]
    first = picture(small, kind)
    assert first.startswith(head)
    assert first == picture(small, kind) != picture(small, kind, small.rows[:3])


def test_the_needle_moves_the_picture(small: Progress) -> None:
    """Two readings that differ in the needle alone are two drawings."""
    reading = gauge_reading(small.rows[3], small)
    tips = []
    for moved in (reading, replace(reading, needle=10.0)):
        figure = Figure(figsize=(3, 3))
        draw_gauges(figure, [moved], 1, DARK)
        needles = [patch for patch in figure.axes[0].patches if isinstance(patch, Polygon)]
        tips.append(tuple(map(tuple, needles[-1].get_xy())))
    assert tips[0] != tips[1]
    assert LIGHT.paper != DARK.paper


def test_what_cannot_be_drawn_is_said(small: Progress, large: Progress) -> None:
    cases: list[tuple[Progress, str, list[ProgressRow] | None, str]] = [
        (small, "gif", None, "picture-kind"),
        (large, "png", None, "picture-too-many"),
        (small, "png", [], "nothing-to-chart"),
    ]
    for progress, ending, rows, code in cases:
        with pytest.raises(Refusal) as caught:
            picture(progress, ending, rows)
        assert caught.value.code == code


def test_no_chinese_font_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    gauge.chinese_font.cache_clear()
    monkeypatch.setattr("zonetracker.drawing.gauge.font_manager.fontManager.ttflist", [])
    try:
        chosen = gauge.chinese_font()
    finally:
        gauge.chinese_font.cache_clear()
    assert "没有安装中文字体" in chosen.warning


def test_pyplot_is_never_loaded() -> None:
    code = "import sys, zonetracker.drawing.gauge; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@given(st.lists(st.decimals(-(10**18), 10**18, places=4), min_size=1, max_size=3))
def test_round_scales_hold_every_figure(numbers: list[Decimal]) -> None:
    figures = [Fraction(number) for number in numbers]
    low, high, ticks = dial._scale([Fraction(0), *figures])
    assert 2 <= len(ticks) <= 11 and low <= 0 <= high and low < high
    for number in figures:
        assert low <= dial._float(number) <= high


def test_a_figure_of_four_hundred_digits_is_drawn_at_the_end() -> None:
    for place in (3, 7):
        row = SPECIMENS[place]
        progress = build([(*row[:10], "9" * 400, *row[11:])])
        reading = gauge_reading(progress.rows[0], progress)
        assert reading.needle is not None and reading.needle <= reading.high
        drawn_words(reading)


def test_what_no_font_has_is_a_box_and_no_markup_is_read() -> None:
    """matplotlib warns of missing glyphs and reads $…$ as mathematics; both would be errors here."""
    row = ("增收$\\frac{1}{0}$\ue000\U0010fff0", *SPECIMENS[3][1:])
    progress = replace(build([row]), zone="示范\ue001区$x")
    reading = gauge_reading(progress.rows[0], progress)
    assert "□□" in drawn_words(reading) and "$" in drawn_words(reading)
    assert picture(progress, "png").startswith(b"\x89PNG")


def test_a_pdf_is_made_step_by_step(small: Progress) -> None:
    job = picture_job(small, "pdf")
    assert (next(job).done, next(job).done) == (12, 24)


def test_drawing_again_replaces_the_drawing(small: Progress) -> None:
    figure = Figure(figsize=(3, 3))
    axes = figure.add_axes((0, 0, 1, 1))
    draw_gauge(axes, gauge_reading(small.rows[0], small))
    count = len(axes.get_children())
    draw_gauge(axes, gauge_reading(small.rows[0], small))
    assert len(axes.get_children()) == count
