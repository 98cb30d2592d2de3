"""A figure of a quarter is traced to what the quarter asked for."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from tests.outputs.quarters.test_workbook import first_quarter
from zonetracker.drawing.dial import gauge_reading, gauges_heading
from zonetracker.model.quarters import AskedBy, quarter_standing
from zonetracker.services.issuing.quarters import quarter_of
from zonetracker.services.sample.book import build_sample_now
from zonetracker.services.tracing.arithmetic import Traced, worked_out


def test_the_way_to_a_gap_names_the_target_of_the_quarter() -> None:
    known = first_quarter()
    row = known.rows[0]
    (share,) = worked_out(Traced.TIME_PROGRESS, row, known)
    assert share == "一季度目标占年度目标 = 18 ÷ 76.8 × 100 = 23.4375 ≈ 23.44（%）"
    (gap,) = worked_out(Traced.GAP, row, known)
    assert gap.startswith("与一季度目标占比差 = 完成率（未舍入）− 一季度目标占比 =") and "-1.04" in gap.replace(
        "−", "-"
    )
    (growth,) = worked_out(Traced.GROWTH_GAP, row, known)
    assert "5.5 − 6" in growth
    told = "".join(worked_out(Traced.ASSESSMENT, row, known))
    assert "一季度目标占比 23.44%" in told and "目标增长6%" in told


def test_a_gauge_marks_what_the_quarter_asks_for() -> None:
    known = first_quarter()
    reading = gauge_reading(known.rows[0], known)
    assert any("一季度目标23.44%" in str(mark) for mark in reading.marks)
    assert gauges_heading(known) == "云岭高新区2023年一季度目标完成情况"


def test_the_sample_has_two_quarters_of_targets(tmp_path: Path) -> None:
    with build_sample_now(tmp_path / "样例.zt") as ledger:
        assert {one.to_month for one in ledger.period_targets()} == {3, 6}
        known = quarter_of(ledger, 2023, 3, date(2023, 4, 5))
        found = {row.indicator.name: quarter_standing(row, known) for row in known.rows}
    assert found["全社会固定资产投资"].asked == 18 and found["全社会固定资产投资"].met is False
    assert found["规上工业总产值"].met is True and found["规上工业增加值"].growth == Decimal(8)
    kinds = {one.by for one in found.values()}
    assert kinds >= {AskedBy.OWN, AskedBy.PACE, AskedBy.YEAR}
