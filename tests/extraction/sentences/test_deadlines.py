"""By when something is wanted."""

from __future__ import annotations

from zonetracker.extraction.sentences.deadlines import deadline_of
from zonetracker.extraction.text.times import Role, Time


def test_a_time_alone_gives_its_last_day_or_month() -> None:
    assert deadline_of(Time(0, 5, Role.BY, None, (6, 6), day=8), 2023) == "2023-06-08"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True, end_of=True), 2023) == "2025-12"
    assert deadline_of(Time(0, 5, Role.OWN, (2025, 2025), None, named=True), 2023) is None
