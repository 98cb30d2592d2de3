"""What a gauge says is what the sheet says: value, marks, scale and words, for rows of every kind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.known import known
from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing import dial
from zonetracker.drawing.dial import SIGNS, GaugeReading, MarkSign, gauge_reading, gauges_heading
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.facts import Bound, JudgeBy, Nature, Node, Polarity, Stated
from zonetracker.model.milestones.records import records_of
from zonetracker.model.outlook import Bearing
from zonetracker.model.progress import Progress
from zonetracker.model.standing import IN_YEAR, YEAR_END, Grade, judge


@pytest.fixture
def by_name(small: Progress) -> dict[str, GaugeReading]:
    return {row.indicator.name: gauge_reading(row, small) for row in small.rows}


def read(row: Sequence[Any], month: int = 9) -> GaugeReading:
    """The reading of one made-up row."""
    progress = build([row], month)
    return gauge_reading(progress.rows[0], progress)


def marks(reading: GaugeReading) -> list[tuple[MarkSign, float]]:
    return [(mark.sign, mark.at) for mark in reading.marks]


def test_needle_at_completion_with_a_mark_of_time_and_one_of_the_target(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["固定资产投资"]
    assert (reading.figure, reading.word, reading.high) == ("91.8%", "达到序时", 120)
    assert reading.needle == pytest.approx(19454 / 211.83)
    assert marks(reading) == [(MarkSign.TIME, 75), (MarkSign.TARGET, 100)]
    assert reading.mark_words == "▼ 序时进度75.0%"
    assert reading.lines == ("1-9月累计194.54亿元，增长13.1%", "◆ 年度目标211.83亿元，增长10%–12%")


def test_when_the_year_is_over_the_target_alone_is_marked() -> None:
    progress = build([SPECIMENS[3]], month=12)
    assert marks(gauge_reading(progress.rows[0], progress))[0] == (MarkSign.TARGET, 100)
    assert gauges_heading(progress) == "示范区2023年度目标完成情况"


def test_the_number_is_never_capped(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["引进人才"]
    assert (reading.figure, reading.high, reading.over) == ("272.3%", 300, False)
    beyond = read(("引进人才", "人", *SPECIMENS[6][2:4], "40", *SPECIMENS[6][5:]))
    assert (beyond.figure, beyond.needle, beyond.over) == ("2722.5%", 300, True)
    below = by_name["化解债务"]
    assert (below.figure, below.needle, below.over) == ("-2.5%", 0, True)


def test_digits_never_say_more_than_the_light() -> None:
    row = SPECIMENS[3]
    nearly = read((*row[:4], "100", None, Bound.EXACT, None, None, None, "99.96", "亿元", None))
    assert (nearly.figure, nearly.word) == ("99.96%", "达到序时")


def test_a_growth_target_shows_growth_against_growth(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["规模以上工业增加值"]
    assert (reading.figure, reading.caption, marks(reading)) == ("6.2%", "同比增速", [(MarkSign.TARGET, 9)])
    assert reading.lines[1] == "◆ 年度目标增长9%以上"
    assert reading.low == 0 and reading.high >= 9
    fall = by_name["单位生产总值能耗"]
    assert (fall.figure, fall.needle, marks(fall), fall.high) == ("-3.4%", -3.4, [(MarkSign.TARGET, -3)], 0)


def test_a_range_is_a_band_between_two_marks(by_name: dict[str, GaugeReading]) -> None:
    prices = by_name["居民消费价格涨幅"]
    assert (prices.figure, prices.band, prices.word) == ("3.4%", (2, 3), "突破控制数")
    grain = read(
        ("粮食产量", "万吨", Polarity.WITHIN, Nature.FLOW, "10", "15", None, None, None, None, "9", "万吨", None)
    )
    assert (grain.figure, grain.of_target, grain.band) == ("90.0%", True, (100, 150))
    firms = by_name["新增规模以上工业企业"]
    assert (firms.band, firms.high) == ((100, 150), 150)
    sales = by_name["社会消费品零售总额"]
    assert sales.band == (7.5, 8) and sales.limit is None


def test_a_limit_is_a_line_and_no_band(by_name: dict[str, GaugeReading]) -> None:
    rate = by_name["城镇登记失业率"]
    assert (rate.figure, rate.needle, rate.limit, rate.band) == ("4.1%", 4.1, 4.3, None)
    assert (MarkSign.LIMIT, 4.3) in marks(rate) and rate.lines[1] == "┃ 控制数4.3%以内"
    deaths = by_name["生产安全事故死亡人数"]
    assert (deaths.caption, deaths.figure, deaths.limit) == ("占控制指标", "24.4%", 100)
    assert MarkSign.TARGET not in {mark.sign for mark in deaths.marks}


def test_of_what_is_counted_there_are_no_parts(by_name: dict[str, GaugeReading]) -> None:
    fires = by_name["较大以上火灾"]
    assert (fires.needle, fires.limit) == (0, 0)
    assert all(tick == int(tick) for tick in fires.ticks) and len(fires.ticks) > 2
    rank = by_name["营商环境评价名次"]
    assert (rank.figure, rank.low, rank.limit) == ("12位", 1, 15)


def test_a_growth_with_a_ceiling_is_a_limit() -> None:
    reading = read(
        (
            "贷款余额",
            "亿元",
            Polarity.HIGHER,
            Nature.FLOW,
            None,
            None,
            None,
            "3",
            None,
            Bound.AT_MOST,
            None,
            None,
            "2.4",
        )
    )
    assert (reading.limit, marks(reading)) == (3, [(MarkSign.LIMIT, 3)])
    assert reading.lines[-1].startswith("┃ 控制数")


def test_which_growth_is_a_limit() -> None:
    def limit(polarity: Polarity, growth: str, high: str | None, bound: Bound | None, unit: str = "%") -> float | None:
        return read(("增速", unit, polarity, Nature.FLOW, None, None, None, growth, high, bound, None, None, "2")).limit

    assert limit(Polarity.WITHIN, "3", None, Bound.ABOUT) == 3
    assert limit(Polarity.WITHIN, "2", "3", None) is None
    assert limit(Polarity.LOWER, "0", "2", None) == 2
    assert limit(Polarity.LOWER, "-3", None, None) is None
    assert limit(Polarity.HIGHER, "-3", None, Bound.AT_MOST) is None


def test_a_loss_has_no_share_and_shows_as_it_stands() -> None:
    loss = read(
        (
            "利润总额",
            "亿元",
            Polarity.HIGHER,
            Nature.FLOW,
            "-2",
            None,
            Bound.EXACT,
            None,
            None,
            None,
            "-1.5",
            "亿元",
            None,
        )
    )
    assert (loss.figure, loss.of_target, loss.value) == ("-1.5亿元", False, -1.5)
    assert loss.low <= -2 and (MarkSign.TARGET, -2) in marks(loss)


def test_the_second_tier_has_a_mark_of_its_own(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["技术合同成交额"]
    assert (MarkSign.STRETCH, 125) in marks(reading) and reading.high == 150
    assert "◇ 奋斗目标3亿元，完成80.0%" in reading.mark_words
    progress = build([SPECIMENS[1]])
    row = progress.rows[0]
    target = replace(row.target, stretch_growth=Decimal("10"))
    standing = judge(target, row.indicator, 9, Bearing(actual=row.actual), progress.rules)
    grown = gauge_reading(replace(row, target=target, standing=standing), progress)
    assert (MarkSign.STRETCH, 10) in marks(grown) and "奋斗目标增长10%" in grown.mark_words


def test_the_light_of_the_growth_is_said_where_the_level_is_shown(small: Progress) -> None:
    row = small.rows[0]
    assert gauge_reading(row, small).by_growth and "评价按增速" in gauge_reading(row, small).full_caption
    chosen = replace(row, standing=replace(row.standing, judged_by=JudgeBy.LEVEL))
    assert not gauge_reading(chosen, small).by_growth
    assert not gauge_reading(small.rows[3], small).by_growth


def test_what_is_expected_adjusted_or_only_about_reached_is_said(small: Progress) -> None:
    row = small.rows[3]
    guessed = gauge_reading(replace(row, actual=replace(known(row.actual), source="统计局预计")), small)
    assert guessed.expected and guessed.lines[0].endswith("（预计）")
    change = Adjustment(1, row.target.id, 6, Stated(Decimal(200)), Stated(Decimal("211.83")), "示范发1号", "用地收紧")
    adjusted = gauge_reading(row, replace(small, adjustments={row.target.id: [change]}))
    assert adjusted.lines[1].endswith("（调整后）")
    about = read((*SPECIMENS[6][:4], "400", None, Bound.ABOUT, None, None, None, "395", "人", None), 12)
    assert (about.word, about.figure) == ("完成", "98.8%") and "“左右”按±2%掌握" in about.mark_words


def test_missing_data_is_grey_with_the_word(by_name: dict[str, GaugeReading]) -> None:
    reading = by_name["新建高标准农田"]
    assert (reading.needle, reading.figure, reading.grade) == (None, "—", Grade.NO_DATA)
    assert (reading.word, reading.caption) == ("暂无数据", "完成年度目标")


def test_a_goal_in_words_and_one_whose_figure_is_hidden_have_a_tile(small: Progress) -> None:
    row = next(row for row in small.rows if row.indicator.name == "城乡居民增收")
    assert gauge_reading(row, small).text == "与经济增长同步"
    assert gauge_reading(row, small).lines == ("没有数字，不算完成率",)
    hidden = replace(row, target=replace(row.target, wording="", stated=Stated(), quote="力争突破**亿元。"))
    reading = gauge_reading(hidden, small)
    assert (reading.text, reading.lines) == ("目标数待填", ("原文：力争突破**亿元。",))


def test_a_milestone_has_a_tile_with_its_state(small: Progress) -> None:
    readings = [gauge_reading(one, replace(small, today=date(2023, 12, 1))) for one in small.milestones]
    assert [(one.word, one.sign) for one in readings] == [
        ("已办结", "★"),
        ("逾期", "■"),
        ("推进中", "●"),
        ("未定时限", "○"),
    ]
    assert readings[1].text == "时限：2023年8月" and readings[1].caption == "逾期30天"
    assert readings[0].lines == ("2023年6月18日办结", "责任单位：样例中心")


def test_the_light_of_a_milestone_follows_its_days_overdue_and_its_nodes(small: Progress) -> None:
    overdue = small.milestones[1]
    signs = [gauge_reading(overdue, replace(small, today=date(2023, 9, day))).sign for day in (1, 29, 30)]
    assert signs == ["▲", "▲", "■"]
    missed = Node(1, 3, 1, "主体封顶", planned="2023-09-15")
    noded = replace(small, records=records_of([], [missed]))
    assert [gauge_reading(one, noded).sign for one in small.milestones] == ["★", "■", "▲", "○"]


def test_no_two_lights_of_a_month_have_one_sign() -> None:
    assert set(SIGNS) == set(Grade)
    for grades in (IN_YEAR, YEAR_END):
        assert len({SIGNS[grade] for grade in grades}) == len(grades)


def test_last_year_is_marked_where_it_is_known(by_name: dict[str, GaugeReading]) -> None:
    assert (MarkSign.LAST_YEAR, pytest.approx(4.8)) in marks(by_name["城镇登记失业率"])
    assert MarkSign.LAST_YEAR not in {mark.sign for mark in by_name["规模以上工业增加值"].marks}


def test_scales_hold_needle_and_band(small: Progress, large: Progress) -> None:
    for progress in (small, large):
        for row in progress.rows:
            reading = gauge_reading(row, progress)
            if reading.text:
                continue
            assert reading.low < reading.high and 2 <= len(reading.ticks) <= 9
            assert reading.ticks[0] == reading.low and reading.ticks[-1] == pytest.approx(reading.high)
            for place in (reading.needle, reading.limit, *(reading.band or ())):
                assert place is None or reading.low <= place <= reading.high


@given(st.lists(st.decimals(-(10**18), 10**18, places=4), min_size=1, max_size=3), st.booleans())
def test_round_scales_hold_every_figure(numbers: list[Decimal], whole: bool) -> None:
    figures = [Fraction(number) for number in numbers]
    low, high, ticks = dial._scale([Fraction(0), *figures], whole=whole)
    assert 2 <= len(ticks) <= 11 and low <= 0 <= high and low < high
    assert not whole or all(tick == int(tick) for tick in ticks)
    for number in figures:
        assert low <= dial._float(number) <= high
