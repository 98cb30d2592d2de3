"""Sentences of profiles, of news and of articles on an economy: names, sizes of one thing, events; and neighbours."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import rows_of
from tests.extraction.test_names_and_rows import REVIEW, noted
from zonetracker.model.facts import FactType

CASES = {
    "whose the measure is stands before the figure": [
        ("云溪以186.7亿元的GDP位居全市第三。", "云溪GDP 186.7亿元；云溪GDP全市排名 3位"),
        ("南岭以96.2亿元GDP排名第8位。", "南岭GDP 96.2亿元；南岭GDP排名 8位"),
        ("云溪3.42万元的人均GDP在全市排名靠后。", "云溪人均GDP 3.42万元"),
        ("8.6%的工业增速在全市排名第2位。", "工业增速 增8.6%；工业增速全市排名 2位"),
        ("若看人均GDP，云溪仅为4.54万元。", "云溪人均GDP 4.54万元"),
        ("从经济总量看，南岭达到186亿元。", "南岭经济总量 186亿元"),
        ("投资3亿元的云溪产业园加快推进。", ""),
        ("从工业看，南岭新建厂房186万平方米。", "南岭新建厂房 186万平方米"),
    ],
    "its, this and by what means": [
        ("作为老工业基地的南岭，其工业投资完成38亿元。", "工业投资 38亿元"),
        ("通过园区创建共建设了茶园面积1582亩。", "建设茶园面积 1582亩"),
        ("该基地共建成了步道2万米。", "建成步道 2万米"),
        ("十年累计投入水利资金62亿元。", "投入水利资金 62亿元"),
        ("其余收入完成38亿元。", "其余收入 38亿元"),
        ("通过认定高新技术企业38家。", "通过认定高新技术企业 38家"),
    ],
    "what was done to things counted": [
        ("对56个老旧小区进行了改造。", "老旧小区改造 56个"),
        ("对4万多个鱼塘进行标准化的改建。", "鱼塘标准化改建 4万个"),
        ("铺设管网1.2万米待投入使用。", "铺设管网 1.2万米"),
        ("对56个小区的居民免费开放。", "小区的居民免费开放 56个"),
    ],
    "households and their people": [
        ("全县贫困户1200户、人口3600人。", "全县贫困户 1200户；全县贫困人口 3600人"),
        ("全县总户数1.2万户，总人口4.1万人。", "全县总户数 1.2万户；总人口 4.1万人"),
    ],
    "a figure right after letters": [
        ("GDP117亿元，增长14.6%。", "GDP 117亿元 增14.6%"),
        ("起降A320客机。", ""),
    ],
    "an average over the years": [
        (
            "数字经济增加值达到40亿元，占GDP比重达到50%，年平均增长15%。",
            "数字经济增加值 40亿元；数字经济增加值占GDP比重 50%；数字经济增加值年均增速 增15%",
        ),
        (
            "固定资产投资下降0.6%，两年平均增长4.2%。",
            "固定资产投资 增-0.6%；固定资产投资两年平均增速 增4.2%",
        ),
    ],
    "the size of one work": [
        ("该工程规划装机240万千瓦，首期总装机容量120万千瓦。", ""),
        ("项目占地120亩，总建筑面积8.6万平方米，规划床位500张。", ""),
        ("电站总装机容量120万千瓦，年设计发电量24亿千瓦时。", ""),
        ("全县光伏总装机容量达到36万千瓦，增长12%。", "全县光伏总装机容量 36万千瓦 增12%"),
        ("全县新增床位500张。", "全县新增床位 500张"),
    ],
}


@pytest.mark.parametrize(
    ("text", "rows"),
    [pytest.param(*case, id=f"{kind} {at}") for kind, cases in CASES.items() for at, case in enumerate(cases)],
)
def test_a_sentence_gives_these_rows(text: str, rows: str) -> None:
    quantities = [row for row in rows_of(REVIEW + text) if row.type is FactType.QUANTITY]
    assert "；".join(noted(row) for row in quantities) == rows


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("2020年2月，南岭县正式退出贫困县序列。", "2020 南岭县正式退出贫困县序列"),
        ("2005年5月18日，云溪农村合作银行在全省率先开业。", "2005 云溪农村合作银行开业"),
        (
            "2003年12月26日设立云溪区。2010年，云溪开发区升级为国家级经济技术开发区。",
            "2003 设立云溪区；2010 云溪开发区升级为国家级经济技术开发区",
        ),
        ("云溪经济开发区扩区获省政府批复。", "2023 云溪经济开发区扩区获省政府批复"),
        (
            "由某电力公司全资建设的云溪抽水蓄能电站获得国家发展和改革委的批准。",
            "2023 云溪抽水蓄能电站获得国家发展和改革委的批准",
        ),
        ("验收组对云溪茶园、南岭果园进行实地考核验收。", ""),
        ("云溪茶园通过省级验收。", "2023 云溪茶园通过省级验收"),
        ("随着312国道复线、82省道改建的开工建设，云溪成为交通枢纽。", ""),
        ("低效企业有序退出。", ""),
    ],
)
def test_an_event_is_noted_with_its_own_year(text: str, events: str) -> None:
    found = [row for row in rows_of(REVIEW + text) if row.type is FactType.MILESTONE]
    assert "；".join(f"{row.year} {row.name}" for row in found) == events


@pytest.mark.parametrize(
    ("text", "period"),
    [("十年累计投入水利资金62亿元。", "cumulative"), ("全年累计投入水利资金62亿元。", "annual")],
)
def test_a_run_of_years_is_summed_up(text: str, period: str) -> None:
    (row,) = rows_of(REVIEW + text)
    assert row.period == period
