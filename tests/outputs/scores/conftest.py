from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from zonetracker.services.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    made = Ledger.create(tmp_path / "台账.zt", "云岭高新区", actor="测试员")
    yield made
    made.close()
