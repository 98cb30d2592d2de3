"""Kinds of sentences in bulletins and in press texts about a period, with neighbours that stay."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import rows_of
from tests.extraction.test_names_and_rows import REVIEW, noted
from zonetracker.model.facts import FactType

CASES = {
    "a figure in brackets behind its name": [
        ("城镇化率(52.1%)较上年提高1.2个百分点。", "城镇化率 52.1%；城镇化率提高 1.2个百分点"),
        ("优良天数比例(92.3%)居全省第3位。", "优良天数比例 92.3%；优良天数比例全省排名 3位"),
        (
            "投诉主要集中在物业管理(32.1%)、供暖服务(18.4%)和噪声扰民(9.6%)。",
            "物业管理占比 32.1%；供暖服务占比 18.4%；噪声扰民占比 9.6%",
        ),
        ("税收占比居前的行业是制造业(45.2%)、建筑业(16.8%)。", "制造业占比 45.2%；建筑业占比 16.8%"),
        ("增速居前的是机械制造业(8.2%)、食品加工业(7.9%)。", "机械制造业 增8.2%；食品加工业 增7.9%"),
        ("降幅较大的有建材业(8.2%)、家具业(7.9%)。", "建材业 增-8.2%；家具业 增-7.9%"),
        ("公路投资18亿元，增长8%(上年同期增长5%)。", "公路投资 18亿元 增8%"),
    ],
    "a size that names a group": [
        ("农村最高20%收入组人均可支配收入30204元。", "农村最高20%收入组人均可支配收入 30204元"),
        ("排名前10%的企业实现产值32亿元。", "排名前10%的企业产值 32亿元"),
        ("人口4万人以上(含4万人)的镇有12个。", "人口4万人以上的镇 12个"),
        ("床位100张以上的医院8家。", "床位100张以上的医院 8家"),
        ("参保人数达4万人以上，新增企业30家。", "参保人数 4万人；新增企业 30家"),
    ],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [pytest.param(*case, id=f"{kind} {at}") for kind, cases in CASES.items() for at, case in enumerate(cases)],
)
def test_a_sentence_gives_these_rows(text: str, rows: str) -> None:
    quantities = [row for row in rows_of(REVIEW + text) if row.type is FactType.QUANTITY]
    assert "；".join(noted(row) for row in quantities) == rows
