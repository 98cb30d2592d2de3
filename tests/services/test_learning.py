"""A name corrected once is right in the next report, across closing and opening."""

from pathlib import Path

from zonetracker.model.changes import RowChange
from zonetracker.services.importing import keep_report, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish

LAST_YEAR = "青岚高新区2023年工作目标\n\n2023年主要目标是：地区生产总值80亿元，增长8%；云创指数企业入库12家。\n"
NEXT_YEAR = "青岚高新区2024年工作目标\n\n2024年主要目标是：地区生产总值88亿元，增长9%；云创指数企业入库15家。\n"


def names(ledger: Ledger, report_id: int) -> list[str]:
    return [row.candidate.name for row in ledger.rows(report_id)]


def test_a_corrected_name_is_right_in_the_next_report(tmp_path: Path) -> None:
    path = tmp_path / "台账.zt"
    with Ledger.create(path, zone="青岚高新区") as ledger:
        read = finish(read_report(LAST_YEAR.encode(), "2023.txt", ledger.learned_names()))
        first = keep_report(ledger, read).ids["report"][0]
        row = next(row for row in ledger.rows(first) if str(row.candidate.stated.value) == "12")
        assert row.candidate.name != "新增云创企业"
        ledger.edit_row(row.id, RowChange(name="新增云创企业"))
    with Ledger.open(path) as ledger:
        read = finish(read_report(NEXT_YEAR.encode(), "2024.txt", ledger.learned_names()))
        second = keep_report(ledger, read).ids["report"][0]
        assert "新增云创企业" in names(ledger, second)
