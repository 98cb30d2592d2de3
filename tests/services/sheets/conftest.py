"""A workbook with a few targets, and sheets typed as text or made as workbooks."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Bound, Stated
from zonetracker.services.ledger import Ledger


def level(value: str, unit: str) -> Stated:
    return Stated(Decimal(value), None, unit, Bound.EXACT)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "台账.zt", zone="青禾高新区", actor="张三") as made:
        made.add_target("地区生产总值", 2023, level("80", "亿元"), TargetChange())
        made.add_target("实到外资", 2023, level("8000", "万美元"))
        made.add_target("新升规工业企业", 2023, level("15", "家"))
        yield made
