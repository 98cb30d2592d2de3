"""Names that Windows does not take."""

from __future__ import annotations

import os

import pytest

from zonetracker.support.paths import kept_by_windows, usable_name

KEPT = [
    "CON.zt",
    "nul",
    "COM1.pdf",
    "lpt³",
    "aux .zt",
    "con.表.zt",
    "表:1.xlsx",
    "甲?.zt",
    "甲/乙.zt",
    "甲.zt.",
    "甲.zt ",
    "a\tb.zt",
]
FREE = ["云岭高新区 2023（1）.zt", "CONSOLE.zt", "com10.zt", "console.nul", ".zt", "甲：乙.xlsx"]


@pytest.mark.parametrize("name", KEPT)
def test_names_that_windows_keeps_for_itself(name: str) -> None:
    assert kept_by_windows(name)
    assert usable_name(name) is (os.name != "nt")


@pytest.mark.parametrize("name", FREE)
def test_a_plain_name_will_do(name: str) -> None:
    assert not kept_by_windows(name)
    assert usable_name(name)
