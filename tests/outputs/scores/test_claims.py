"""自评与核定对照表: claims beside what is given, the difference and what was checked; LibreOffice agrees."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from tests.outputs.scores.test_score_workbook import SIGNED, cells_of
from tests.outputs.test_extra_sheets import filled, recalculated
from tests.outputs.test_sheet_recalculated import OFFICE, without_values
from tests.services.scores.made_board import YEAR
from tests.services.scores.test_board import TODAY, example
from zonetracker.model.facts import Points, PointsAccount, PointsKind, TaskKind
from zonetracker.outputs.scores.claims import build_claims
from zonetracker.services.ledger import Ledger
from zonetracker.services.scores.board import score_board


def claimed(ledger: Ledger) -> bytes:
    """The worked example, of which two tasks were claimed and one checked."""
    ids = example(ledger)

    def of(target: int, kind: PointsKind, amount: str | None, reason: str) -> Points:
        known = None if amount is None else Decimal(amount)
        made = Points(0, YEAR, 9, 1, PointsAccount.SCORE, kind, "2023-09-28", known, reason=reason)
        return replace(made, task=TaskKind.TARGET, task_id=target)

    ledger.add_points(
        [
            of(ids["增速"], PointsKind.CLAIM, "15", "按年初口径"),
            of(ids["增速"], PointsKind.CHECK, None, "核减：增速以统计部门公布数为准"),
            of(ids["企业"], PointsKind.CLAIM, "9.5", "已附证照清单"),
        ],
        "已核对",
    )
    return build_claims(score_board(ledger, YEAR, 9, TODAY), SIGNED)


def test_claims_stand_beside_what_is_given(ledger: Ledger) -> None:
    rows = {row[2]: row for row in cells_of(claimed(ledger))}
    growth = rows["地区生产总值"]
    assert growth[3:9] == (15, 12.19, 0, 12.19, 15, 2.81) and "核减" in growth[9] and "自评说明" in growth[9]
    assert rows["新增企业"][6:9] == (9.8, 9.5, -0.3)
    assert rows["生产安全事故"][7:9] == (None, None) and rows["进出口总额"][9] == "待定"
    assert rows["合计"][3:9] == (65, 57.49, 0, 57.49, 24.5, 2.51)


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_an_office_comes_to_the_same_differences(ledger: Ledger, tmp_path: Path) -> None:
    data = claimed(ledger)
    path = tmp_path / "无值.xlsx"
    assert without_values(data, path) > 15
    again = recalculated(path.read_bytes(), tmp_path).worksheets[0].iter_rows(values_only=True)
    assert [filled(row) for row in again] == [filled(row) for row in cells_of(data)]
