"""The monthly figures of the sample workbook hang together, and with the sample report."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from typing import Any

import pytest

from zonetracker.lexicon.spelling import plain_name
from zonetracker.support.paths import seed_folder

SAMPLE = seed_folder() / "sample"
PARTS = {
    "工业性投入": "固定资产投资",
    "服务业投入": "固定资产投资",
    "地方财政收入": "财政总收入",
    "高技术产业实到外资": "实到外资",
}


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def figures(year: int) -> dict[tuple[str, int], Decimal]:
    return {(r["指标名称"], int(r["月份"])): Decimal(r["累计"]) for r in table(f"actuals_{year}.csv") if r["累计"]}


def gold() -> list[dict[str, Any]]:
    path = next((seed_folder() / "reports" / "gold").glob("1_*.jsonl"))
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("year", [2022, 2023])
def test_cumulative_figures_never_fall_and_parts_stay_below_their_whole(year: int) -> None:
    values = figures(year)
    assert len({name for name, _ in values}) >= 20
    for name in {name for name, _ in values} - {"矛盾纠纷化解率"}:
        months = sorted(month for known, month in values if known == name)
        assert [values[name, month] for month in months] == sorted(values[name, month] for month in months), name
        assert months[0] >= 2 and months[-1] == (12 if year == 2022 else 9)
    for (name, month), value in values.items():
        if name in PARTS:
            assert value <= values[PARTS[name], month], (name, month)


def test_december_of_2022_is_what_the_report_says() -> None:
    stated: dict[str, dict[str, Any]] = {}
    for row in gold():
        if row["kind"] == "actual" and row["year"] == 2022:
            for name in (row["name"], *row["also"]):
                stated[plain_name(str(name))] = row
    december = [row for row in table("actuals_2022.csv") if row["月份"] == "12"]
    compared = 0
    for row in december:
        said = stated.get(plain_name(row["指标名称"]))
        if said is None:
            continue
        compared += 1
        if said["value"] is not None:
            assert Decimal(row["累计"]) == Decimal(str(said["value"])), row
        if said["growth"] is not None:
            assert Decimal(row["同比增长"]) == Decimal(str(said["growth"])), row
    assert compared >= 10


def test_every_target_of_the_sample_has_an_office_and_most_have_figures() -> None:
    targets = {plain_name(str(n)) for r in gold() if r["kind"] == "target" for n in (r["name"], *r["also"])}
    offices = table("units.csv")
    assert all(row["责任单位"] and Decimal(row["权重"]) > 0 for row in offices)
    assert all(plain_name(row["指标名称"]) in targets for row in offices)
    followed = {row["指标名称"] for row in table("actuals_2023.csv")}
    assert {row["指标名称"] for row in offices} <= followed
    assert {row["指标名称"] for row in table("targets_2022.csv")} <= {r["指标名称"] for r in table("actuals_2022.csv")}


def test_the_sample_shows_every_kind_of_standing() -> None:
    """By September: something done, something ahead, something behind, something that fell."""
    goals = {
        "合同外资": Decimal(15000),
        "财政总收入": Decimal(25),
        "固定资产投资": Decimal("76.8"),
        "新升规工业企业": Decimal(15),
    }
    reached = {name: figures(2023)[name, 9] / goal for name, goal in goals.items()}
    assert reached["合同外资"] > 1
    assert Decimal("0.75") < reached["财政总收入"] < 1
    assert Decimal("0.65") < reached["固定资产投资"] < Decimal("0.75")
    assert reached["新升规工业企业"] < Decimal("0.65")
    growth = {
        r["指标名称"]: Decimal(r["同比增长"]) for r in table("actuals_2023.csv") if r["月份"] == "9" and r["同比增长"]
    }
    assert growth["外贸出口"] < 0
