"""What was matched last before a place is the same as if the text ended there."""

from __future__ import annotations

import re

import pytest

from zonetracker.extraction.text.nearest import Nearest

LOOKS_BEHIND = re.compile("(?<!不)要")
LOOKS_AHEAD = re.compile(r"争取(?![^，]{0,6}资金)|力争|计划(?!$|\d)")
CORES = re.compile("要|争|计划")
TEXT = "力争产值80亿元，争取上级补助资金3亿元，计划5亿元，争取引进企业8家，不要8个、要9个，争取落实资金，计划投资，" * 3


@pytest.mark.parametrize("pattern", [LOOKS_BEHIND, LOOKS_AHEAD], ids=["behind", "ahead"])
@pytest.mark.parametrize("reach", [10, 40, 1000])
def test_the_last_match_is_that_of_the_words_alone(pattern: re.Pattern[str], reach: int) -> None:
    nearest = Nearest(pattern, CORES, TEXT, reach)
    for end in range(len(TEXT) + 1):
        alone = list(pattern.finditer(TEXT[:end]))
        found = nearest.before(end)
        assert (found.span() if found else None) == (alone[-1].span() if alone else None)


def test_nothing_is_found_before_the_first() -> None:
    nearest = Nearest(LOOKS_AHEAD, CORES, "产值80亿元，" * 10 + "力争90亿元", 10)
    assert nearest.before(50) is None and nearest.before(74) is not None
