"""The trend: this year, last year, the pace, what is foretold with its range, and what the rest must bring."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from tests.known import known
from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.drawing.palette import LIGHT
from zonetracker.drawing.trend import Trend, TrendDrawing, trend_of
from zonetracker.model.progress import ProgressRow
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(book(tmp_path), actor="甲") as opened:
        yield opened


def row(ledger: Ledger, name: str, month: int = MONTH) -> ProgressRow:
    return next(one for one in progress_of(ledger, YEAR, month).rows if one.indicator.name == name)


def trend(ledger: Ledger, name: str, month: int = MONTH) -> Trend:
    found = row(ledger, name, month)
    return trend_of(found, ledger.actuals_of(found.indicator.id, YEAR - 1, YEAR), month)


def drawn(drawing: TrendDrawing, width: float = 7, height: float = 4) -> Figure:
    figure = Figure(figsize=(width, height))
    drawing.draw(figure, LIGHT)
    return figure


def labels(figure: Figure) -> list[str]:
    legend = figure.axes[0].get_legend()
    return [] if legend is None else [text.get_text() for text in legend.get_texts()]


def test_the_forecast_goes_from_the_months_figure_to_the_years_end(ledger: Ledger) -> None:
    found, standing = trend(ledger, "进出口总额"), row(ledger, "进出口总额").standing
    assert [month for month, _ in found.likely] == [9, 10, 11, 12]
    for points, end in (
        (found.likely, standing.forecast),
        (found.low, standing.forecast_low),
        (found.high, standing.forecast_high),
    ):
        assert points[0] == (9, standing.actual) and points[-1] == (12, end)
    assert all(
        low <= value <= high
        for (_, low), (_, value), (_, high) in zip(found.low, found.likely, found.high, strict=True)
    )


def test_what_the_rest_must_bring_ends_at_the_target(ledger: Ledger) -> None:
    found, standing = trend(ledger, "进出口总额"), row(ledger, "进出口总额").standing
    steps = [later - before for (_, before), (_, later) in zip(found.needed, found.needed[1:], strict=False)]
    assert found.needed[-1] == (12, Fraction(9000)) and set(steps) == {known(standing.needed_monthly)}


def test_nothing_is_foretold_where_nothing_can_be(ledger: Ledger) -> None:
    reached, rate, year_end = (
        trend(ledger, "城镇新增就业"),
        trend(ledger, "规模以上工业增加值"),
        trend(ledger, "进出口总额", 12),
    )
    assert reached.needed == () and reached.likely != ()
    assert (rate.likely, rate.needed) == ((), ()) == (year_end.likely, year_end.needed)
    assert labels(drawn(TrendDrawing(rate, "#c62828"))) == ["本年", "目标增速", "上年"]


def test_a_curve_bends_the_way_to_the_years_end(ledger: Ledger) -> None:
    found = row(ledger, "进出口总额")
    curve = tuple(Fraction(one) for one in (5, 10, 20, 30, 40, 50, 55, 58, 60, 70, 80, 100))
    bent = replace(found, indicator=replace(found.indicator, curve=curve))  # type: ignore[arg-type]
    points = trend_of(bent, [], MONTH).likely
    assert points[2][1] - points[1][1] == (points[3][1] - points[2][1]) / 2


def test_every_line_is_named_and_the_range_is_a_band(ledger: Ledger) -> None:
    found = trend(ledger, "进出口总额")
    figure = drawn(TrendDrawing(found, "#c62828"))
    assert labels(figure) == ["本年", "照此进度", "序时进度", "上年", "完成目标需到"]
    assert len(figure.axes[0].collections) == 0
    lower = tuple((month, value - month) for month, value in found.low)
    band = drawn(TrendDrawing(replace(found, low=lower), "#c62828")).axes[0].collections[0]
    assert band.get_paths()[0].get_extents().x1 == pytest.approx(12)


def test_in_a_small_picture_the_lines_that_matter_most_are_named(ledger: Ledger) -> None:
    drawing = TrendDrawing(trend(ledger, "进出口总额"), "#c62828")
    assert len(labels(drawn(drawing, 3.6, 2.2))) == 5
    assert labels(drawn(drawing, 2.2, 1.1)) == ["本年", "照此进度"]
    assert labels(drawn(drawing, 0.8, 0.8)) == []


def test_where_it_leaves_the_page_heading_and_words_stand_around_it(ledger: Ledger) -> None:
    plain = TrendDrawing(trend(ledger, "进出口总额"), "#c62828")
    words = "照1-9月进度，" * 20
    told = drawn(replace(plain, heading="2023年进出口总额$x$", words=words))
    texts = [text.get_text() for text in told.texts]
    assert texts[0] == "2023年进出口总额$x$" and "".join(texts[1:]) == words and len(texts) > 2
    assert not any(text.get_parse_math() for text in told.texts)
    assert told.axes[0].get_position().y0 > drawn(plain).axes[0].get_position().y0


def test_no_line_of_words_begins_with_what_closes_or_ends_with_what_opens(ledger: Ledger) -> None:
    drawing = TrendDrawing(trend(ledger, "进出口总额"), "#c62828", "题", "一二三四（五六）七八，九十" * 9)
    for width in (2.0, 2.13, 2.27, 2.4, 2.6):
        lines = [text.get_text() for text in drawn(drawing, width).texts][1:]
        assert "".join(lines) == drawing.words and len(lines) > 3
        assert not any(line[0] in "），" or line[-1] == "（" for line in lines)
