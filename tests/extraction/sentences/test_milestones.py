"""Named items that a reader can tick: what is one, what is not, and by when."""

from __future__ import annotations

import pytest

from tests.extraction.clerk import noted, text_of
from tests.extraction.stages import LEXICON, PLAN, REVIEW, flat_of, marks_of
from zonetracker.extraction.sentences.drafts import Draft
from zonetracker.extraction.sentences.milestones import Milestones
from zonetracker.extraction.sentences.naming import Namer
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import FactType


def test_one_verb_for_a_list_of_named_items() -> None:
    """2023年目标是：竣工云溪污水处理厂二期、北山大道等基础设施项目。"""
    assert noted(text_of(test_one_verb_for_a_list_of_named_items)) == [
        "目标 2023 竣工云溪污水处理厂二期 重点事项",
        "目标 2023 竣工北山大道 重点事项",
    ]


def test_the_verb_after_the_items() -> None:
    """2022年，望江大桥、滨河公园等项目建成投用。"""
    assert noted(text_of(test_the_verb_after_the_items)) == [
        "实绩 2022 望江大桥建成投用 重点事项",
        "实绩 2022 滨河公园建成投用 重点事项",
    ]


def test_an_award() -> None:
    """2022年，临江区获评国家级双创示范基地。"""
    assert [row.split()[-1] for row in noted(text_of(test_an_award))] == ["重点事项"]


def test_a_deadline() -> None:
    """2023年目标是：加快推进滨江大道改造提升工程，确保6月底前全面完工。"""
    assert noted(text_of(test_a_deadline))[-1].endswith("重点事项 限2023-06")


def test_process_verbs_and_slogans_are_none() -> None:
    """2023年，我们将加快推进智慧城市建设，打造一流营商环境，不断提升治理能力。"""
    assert noted(text_of(test_process_verbs_and_slogans_are_none)) == []


def milestones(text: str, period: Period = REVIEW, *, caption: bool = False) -> list[Draft]:
    flat = flat_of(text)
    rows = Milestones(LEXICON, Namer(LEXICON), flat).sentence(0, len(flat.text), marks_of(text), period, caption)
    assert all(row.type is FactType.MILESTONE for row in rows)
    return rows


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("竣工云溪污水处理厂二期", ["竣工云溪污水处理厂二期"]),
        ("望江大桥建成投用", ["望江大桥建成投用"]),
        ("完成望江大桥改造工程", ["望江大桥改造工程"]),
        ("推进望江大桥工程，确保6月底前全面完工", ["望江大桥工程"]),
        ("我区获评国家级双创示范基地", ["获评国家级双创示范基地"]),
        ("望江大桥6月合龙、滨河隧道4月开工", ["望江大桥合龙", "滨河隧道开工"]),
    ],
)
def test_named_items(text: str, names: list[str]) -> None:
    assert [row.name for row in milestones(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "建成学校3所",
        "项目加快建设",
        "工程建成投用",
        "一批重点项目建成投用",
        "推进智慧城市建设",
        "实现高质量发展",
        "通过不懈努力",
        "全市经济平稳增长",
    ],
)
def test_counts_slogans_and_what_names_nothing_are_none(text: str) -> None:
    assert milestones(text) == []


def test_a_deadline_or_a_will_makes_a_goal() -> None:
    assert [row.kind for row in milestones("望江大桥将建成投用")] == [PLAN.kind]
    assert [row.kind for row in milestones("望江大桥建成投用")] == [REVIEW.kind]
    (row,) = milestones("望江大桥6月底前建成投用", PLAN)
    assert row.deadline == "2023-06" and row.year == 2023
