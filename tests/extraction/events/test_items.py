"""The items of a list, and which names say which one."""

from __future__ import annotations

import pytest

from zonetracker.extraction.events.items import (
    is_specific,
    is_stage,
    is_work_done,
    items_of,
    with_kind,
    with_place_kind,
    with_shared_end,
)


@pytest.mark.parametrize(
    ("body", "items", "shared"),
    [
        ("云溪大桥、北山隧道等重点项目", ["云溪大桥", "北山隧道"], "重点项目"),
        ("云溪大桥和北山隧道", ["云溪大桥", "北山隧道"], ""),
        ("城东和河西片区", ["城东", "河西片区"], ""),
        ("“一网通办”、“一码通行”平台", ["“一网通办”", "“一码通行”平台"], ""),
        ("“智慧、绿色、开放”示范园", ["“智慧、绿色、开放”示范园"], ""),
        ("和平路改造工程", ["和平路改造工程"], ""),
        ("仁和变电站", ["仁和变电站"], ""),
        ("高等职业学院", ["高等职业学院"], ""),
        ("三级甲等医院", ["三级甲等医院"], ""),
        ("三等甲级医院", ["三等甲级医院"], ""),
        ("***大桥、云溪大桥", ["云溪大桥"], ""),
        ("云溪热电2*30万千瓦机组", ["云溪热电2*30万千瓦机组"], ""),
    ],
)
def test_the_items_of_a_list(body: str, items: list[str], shared: str) -> None:
    found = items_of(body)
    assert [body[start:end] for start, end in found.spans] == items
    assert found.shared == shared


def test_what_the_last_item_shares() -> None:
    assert with_shared_end(["一号厂房", "研发楼建设"], keep=True) == ["一号厂房建设", "研发楼建设"]
    assert with_shared_end(["一号厂房", "研发楼建设"], keep=False) == ["一号厂房", "研发楼"]
    assert with_kind(["恒达粮油", "云溪大桥", "华瑞冷链项目"]) == ["恒达粮油项目", "云溪大桥", "华瑞冷链项目"]
    assert with_kind(["恒达粮油"]) == ["恒达粮油"]
    assert with_kind(["水厂前期工作", "污泥处置工程"]) == ["水厂前期工作", "污泥处置工程"]
    assert with_place_kind(["东河县", "西河县工业园区"]) == ["东河县工业园区", "西河县工业园区"]
    assert with_place_kind(["云溪大桥", "西河县工业园区"]) == ["云溪大桥", "西河县工业园区"]
    assert with_place_kind(["东河县", "西河县"]) == ["东河县", "西河县"]


def test_which_names_say_which_one() -> None:
    assert is_specific("云溪污水处理厂") and is_specific("“一网通办”平台")
    assert not is_specific("重点产业项目") and not is_specific("更多优质企业")
    assert is_work_done("云溪大桥改造工程") and not is_work_done("基础设施建设")
    assert is_stage("征地拆迁") and not is_stage("云溪大桥征地拆迁")
