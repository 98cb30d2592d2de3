"""A part that a report names is a part in the workbook too: from the text through import and confirming to the tree."""

import random
from dataclasses import replace
from pathlib import Path

from tests.extraction.test_limits import calls
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.model.facts import Candidate, Span
from zonetracker.services.importing import keep_report, read_paste
from zonetracker.services.ledger import Ledger
from zonetracker.services.wholes import with_wholes
from zonetracker.support.job import finish

TEXT = (
    "青禾高新区2023年工作报告\n"
    "一、2022年工作回顾\n"
    "2022年，固定资产投资完成60亿元，增长12%，其中工业投资完成30亿元，增长9%。\n"
    "二、2023年工作目标\n"
    "2023年，固定资产投资达到66亿元，增长10%，其中工业投资达到33亿元，增长10%。进出口总额达到8000万美元。\n"
)


def test_a_part_hangs_below_the_whole_of_its_own_year(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.zt", "青禾高新区", actor="甲") as ledger:
        report = keep_report(ledger, finish(read_paste(TEXT))).ids["report"][0]
        rows = ledger.rows(report)
        ledger.confirm_rows([row.id for row in rows])
        names = {indicator.id: indicator.name for indicator in ledger.indicators()}
        by_id = {target.id: names[target.indicator_id] for target in ledger.targets(2023)}
        tree = {names[one.indicator_id]: by_id.get(one.parent_id or 0) for one in ledger.targets(2023)}
        of_rows = {row.candidate.id: row.candidate for row in rows}
        parts = [row.candidate for row in rows if row.candidate.parent]
    assert tree == {"固定资产投资": None, "工业投资": "固定资产投资", "进出口总额": None}
    assert [(part.year, of_rows[part.parent or ""].year) for part in parts] == [(2022, 2022), (2023, 2023)]


SAID_APART = (
    "青禾高新区2023年工作计划\n"
    "二、2023年主要目标\n"
    "全年计划开工亿元以上项目30个，其中工业项目20个；投产亿元以上项目20个，其中工业项目15个。\n"
    "改造提升农村公路12条、14公里。帮扶困难家庭10户、30人。\n"
    "固定资产投资100亿元，其中工业投资50亿元；技改投资60亿元，其中工业投资30亿元。\n"
)
TOLD_TWICE = (
    "青禾高新区2023年工作计划\n"
    "二、2023年主要目标\n"
    "全年计划开工亿元以上项目30个，其中工业项目20个。固定资产投资100亿元，其中工业投资50亿元。\n"
    "三、保障措施\n"
    "抓好工业项目20个。工业投资要达到500000万元。新增商户12户，新增商户12家。\n"
)


def names_of(text: str, folder: Path) -> list[str]:
    """The names under which a text's rows are kept, after all were confirmed without a question."""
    with Ledger.create(folder / "a.zt", "青禾高新区", actor="甲") as ledger:
        report = keep_report(ledger, finish(read_paste(text))).ids["report"][0]
        rows = ledger.rows(report)
        assert ledger.confirm_rows([row.id for row in rows]).conflicts == ()
        return [row.candidate.name for row in rows]


def test_parts_of_one_name_are_named_by_their_wholes(tmp_path: Path) -> None:
    assert names_of(SAID_APART, tmp_path) == [
        "开工亿元以上项目",
        "开工亿元以上项目其中工业项目",
        "投产亿元以上项目",
        "投产亿元以上项目其中工业项目",
        "改造提升农村公路",
        "改造提升农村公路（公里）",
        "帮扶困难家庭",
        "帮扶困难家庭（人）",
        "固定资产投资",
        "工业投资",
        "技改投资",
        "技改投资其中工业投资",
    ]


def test_what_is_told_twice_keeps_its_name(tmp_path: Path) -> None:
    names = names_of(TOLD_TWICE, tmp_path)
    assert names.count("工业投资") == 2 and not any("其中" in name or "（" in name for name in names)


def test_a_name_with_its_whole_is_no_brief_name(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.zt", "青禾高新区", actor="甲") as ledger:
        keep_report(ledger, finish(read_paste(SAID_APART)))
        part = next(row for row in ledger.rows(1) if row.candidate.name == "开工亿元以上项目其中工业项目")
        measured = next(row for row in ledger.rows(1) if row.candidate.name == "改造提升农村公路（公里）")
    assert part.candidate.reasons == ("part_of_whole",)
    assert measured.candidate.reasons[-1] == "name_with_unit"


def test_a_measure_of_a_thing_finds_the_indicator_that_is_named_with_its_unit(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.zt", "青禾高新区", actor="甲") as ledger:
        ledger.confirm_rows(keep_report(ledger, finish(read_paste(SAID_APART))).ids["review_row"])
        found = [ledger.names.find("改造提升农村公路", unit) for unit in ("公里", "条", None)]
    assert [one.name if one else "" for one in found] == [
        "改造提升农村公路（公里）",
        "改造提升农村公路",
        "改造提升农村公路",
    ]


def hung(rows: list[Candidate]) -> list[str | None]:
    """By comparing each part with each row: the nearest before it is its whole, else the nearest after it."""
    found: list[str | None] = []
    for part in rows:
        wholes = [one for one in rows if one.name == part.parent and one.id != part.id]
        away = {one.id: part.span.start - one.span.start for one in wholes}
        nearest = min(wholes, key=lambda one: (away[one.id] < 0, abs(away[one.id])), default=None)
        found.append(nearest.id if nearest is not None else None)
    return found


def test_of_several_wholes_the_nearest_before_the_part_is_meant() -> None:
    (row,) = extract(Document("2022年，开工项目30个。"))
    chance = random.Random(13)
    for _ in range(300):
        rows = []
        for number in range(chance.randint(1, 8)):
            start = chance.randint(0, 6)
            name, parent = chance.choice("甲乙"), chance.choice(["甲", "乙", "丙", None])
            rows.append(replace(row, id=f"t{number}", name=name, parent=parent, span=Span(start, start + 1)))
        assert [one.parent for one in with_wholes(rows)] == hung(rows)


def test_work_for_parts_grows_in_a_straight_line() -> None:
    rows = extract(Document("2022年，开工项目30个，其中工业项目20个。\n" * 600))
    assert sum(row.parent is not None for row in rows) == 600
    assert calls(lambda: with_wholes(rows)) < calls(lambda: with_wholes(rows[:120])) * 13
