"""A part that a report names is a part in the workbook too: from the text through import and confirming to the tree."""

from pathlib import Path

from zonetracker.services.importing import keep_report, read_paste
from zonetracker.services.ledger import Ledger
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
