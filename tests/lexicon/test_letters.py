"""Traditional letters are read as simplified ones, and no simplified text changes."""

from __future__ import annotations

import pytest

from zonetracker.lexicon.letters import simplified, simplified_letters
from zonetracker.support.seeds import seed_files


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("實現地區生產總值312億元，比上年增長4.8%", "实现地区生产总值312亿元，比上年增长4.8%"),
        ("規模以上工業增加值、個體工商戶、萬美元", "规模以上工业增加值、个体工商户、万美元"),
        ("增長不低於6%，其後", "增长不低于6%，其后"),
    ],
)
def test_traditional_letters(written: str, read: str) -> None:
    assert simplified(written) == read


@pytest.mark.parametrize("text", ["乾县瞭望塔，著名商标", "GDP 80亿元", ""])
def test_what_is_simplified_stays(text: str) -> None:
    assert simplified(text) == text


def test_the_sample_reports_stay_and_every_letter_keeps_its_place() -> None:
    for path in seed_files("reports", ".txt"):
        text = path.read_text(encoding="utf-8")
        assert simplified(text) == text
    assert all(len(one) == 1 for one in simplified_letters().values())
    assert not set(map(chr, simplified_letters())) & set(simplified_letters().values())
