"""What the search over everything finds, and in which order."""

from decimal import Decimal
from pathlib import Path

from tests.ui.made_up_book import book
from zonetracker.model.changes import IndicatorChange, MilestoneChange
from zonetracker.model.facts import Stated
from zonetracker.services.finding import Everything
from zonetracker.services.ledger import Ledger


def told(everything: Everything, typed: str) -> list[str]:
    return [f"{one.page}|{one.names[0]}|{one.where}" for one in everything.find(typed)]


def test_everything_is_found_by_characters_and_by_letters(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲") as ledger:
        for year in (2022, 2023, 2024):
            ledger.add_target("地区生产总值", year, Stated(value=Decimal(year), unit="亿元"))
        ledger.add_milestone("地铁站开工", 2023, MilestoneChange(deadline="2023-06"))
        ledger.add_departments(["地方金融局", "商务局"])
        ledger.edit_indicator(ledger.indicators()[0].id, IndicatorChange(aliases=("GDP",)))
        everything = Everything(ledger, 2023)
    assert told(everything, "d") == [
        "targets|地区生产总值|2023年 · 2023亿元",
        "targets|地区生产总值|2024年 · 2024亿元",
        "targets|地区生产总值|2022年 · 2022亿元",
        "milestones|地铁站开工|2023年 · 时限2023年6月",
        "units|地方金融局|",
        "settings|地区生产总值|亿元",
    ]
    assert told(everything, "dtz") == ["milestones|地铁站开工|2023年 · 时限2023年6月"]
    assert told(everything, "jr") == told(everything, "金融") == ["units|地方金融局|"]
    assert len(told(everything, "gdp")) == 4
    assert told(everything, "没有的") == told(everything, "  ") == []


def test_of_three_thousand_only_the_first_and_those_that_begin_so_before_others(tmp_path: Path) -> None:
    with Ledger.open(book(tmp_path, rows=3000)) as ledger:
        everything = Everything(ledger, 2023)
        found = everything.find("2999")
        assert [one.page for one in found] == ["targets", "report", "settings"]
        assert len(everything.find("zb")) == 60 and everything.find("zb3")[0].names == ("指标3",)
