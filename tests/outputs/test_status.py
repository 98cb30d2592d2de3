"""Status: the keys and the figures of the sheet, and straight columns."""

import json
from dataclasses import replace

from zonetracker.model.progress import Progress
from zonetracker.outputs.status import status_rows, status_table
from zonetracker.words.wording import columns_of

KEYS = ["indicator", "unit", "target", "bound", "target_growth", "actual", "actual_growth", "completion"]
KEYS += ["time_progress", "gap", "growth_gap", "assessment", "responsible", "source"]


def test_figures_as_the_sheet_shows_them(small: Progress) -> None:
    rows = {row["indicator"]: row for row in status_rows(small)}
    assert all(list(row) == KEYS for row in rows.values())
    assert rows["进出口总额"] == {
        "indicator": "进出口总额",
        "unit": "万美元",
        "target": "9000",
        "bound": ">=",
        "target_growth": None,
        "actual": "6200",
        "actual_growth": "-3.5",
        "completion": "68.9",
        "time_progress": "75.0",
        "gap": "-6.1",
        "growth_gap": None,
        "assessment": "略滞后",
        "responsible": "示范局、样例中心",
        "source": None,
    }
    assert rows["规模以上工业增加值"]["bound"] == ">="
    assert rows["一般公共预算收入"]["target"] == "5.20"
    assert rows["医保参保率"]["actual_growth"] is None
    assert json.loads(json.dumps(status_rows(small))) == status_rows(small)


def test_table_columns_stand_straight(small: Progress) -> None:
    lines = status_table(small).splitlines()
    assert len(lines) == len(small.rows) + 1
    units = ("示范局", "试验办公室")
    places = [(line, line.index(unit)) for line in lines[1:] for unit in units if unit in line]
    starts = {columns_of(line[:place]) for line, place in places}
    assert len(starts) == 1
    assert any(line.strip().startswith("进出口总额") for line in lines)


def test_an_expected_figure_is_marked_and_its_source_told(small: Progress) -> None:
    (first, *_), expected = small.rows, "统计局（预计）"
    assert first.actual is not None
    told = replace(small, rows=(replace(first, actual=replace(first.actual, source=expected)),))
    assert status_rows(told)[0]["source"] == expected
    assert "（预计）" in status_table(told)
    assert "（预计）" not in status_table(small)
