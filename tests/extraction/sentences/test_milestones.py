"""Named items that a reader can tick: what is one, what is not, and by when."""

from __future__ import annotations

from tests.extraction.clerk import noted, text_of


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
