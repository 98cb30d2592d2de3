"""Offices' ledgers of fourteen shapes are read as a person reads them."""

from __future__ import annotations

import pytest

from tests.services.milestones.intake.first_sight import looked_at
from tests.services.milestones.intake.ledgers.made import Office
from tests.services.milestones.intake.ledgers.offices import OFFICES
from tests.services.milestones.intake.ledgers.sealed import SEALED

_KNOWN_AMISS = {"民生实事.docx": 1, "巡察整改清单.docx": 1}
"""A line's end inside a cell of Word is not read; 长期坚持 is kept in the note."""


@pytest.mark.parametrize("office", (*OFFICES, *SEALED), ids=lambda office: office.file)
def test_an_office_s_ledger_is_read_whole(office: Office) -> None:
    sight = looked_at(office)
    assert len(sight.amiss) == _KNOWN_AMISS.get(office.file, 0), sight.amiss
    assert sight.roles == (len(office.columns), len(office.columns))
    assert sight.rows == (len(office.rows), len(office.rows))
