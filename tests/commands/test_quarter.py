"""The verb quarter: the list, its table kept as issued, and a month that ends no quarter."""

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry, PeriodTargetChange, PeriodTargetEntry
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    path = tmp_path / "云岭.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.add_target("到位资金", 2023, Stated(Decimal("76.8"), unit="亿元"))
        ledger.set_settings(places=2)
        ledger.set_period_targets([PeriodTargetEntry(1, 3, PeriodTargetChange(value=Decimal(18)))])
        levels = {(2022, 3): "16", (2022, 6): "36", (2023, 3): "17.2", (2023, 6): "41.0"}
        ledger.set_actuals([ActualEntry(1, *when, Decimal(value), "亿元") for when, value in levels.items()])
    return path


def test_the_list_of_a_quarter(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quarter", str(book), "--month", "2023-03"]) == 0
    said = capsys.readouterr().out
    for words in ("一季度目标", "完成季度目标(%)", "95.56", "22.40", "-1.04", "略滞后", "未完成1项"):
        assert words in said
    assert main(["quarter", str(book), "--month", "2023-06", "--format", "json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["asked"], row["asked_by"], row["met"]) == ("38.4（序时）", "pace", True)
    assert (row["single"], row["single_growth"]) == ("23.8亿元", "19.00")
    assert main(["quarter", str(book), "--month", "2023-06", "--single"]) == 0
    assert "二季度当季" in capsys.readouterr().out


def test_its_table_is_written_and_kept(book: Path, tmp_path: Path, qapp: object) -> None:
    for name in ("表.xlsx", "表.pdf"):
        out = tmp_path / name
        assert (
            main(["quarter", str(book), "--month", "2023-03", "--to", str(out), "--keep", "--date", "2023-04-09"]) == 0
        )
        assert out.stat().st_size > 1000
    sheet = openpyxl.load_workbook(tmp_path / "表.xlsx").worksheets[0]
    assert sheet["A1"].value == "2023年一季度云岭高新区开门红目标任务完成情况表"
    with Ledger.open(book) as ledger:
        assert [(one.kind, one.month, one.file_name) for one in ledger.issued()] == [
            ("quarter", 3, "表.pdf"),
            ("quarter", 3, "表.xlsx"),
        ]
        assert ledger.issued_data(1) == (tmp_path / "表.xlsx").read_bytes()


def test_a_month_that_ends_no_quarter_is_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quarter", str(book), "--month", "2023-05"]) == 1
    assert "请选3月、6月、9月或12月" in capsys.readouterr().err


def test_a_year_without_targets_is_an_empty_table(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["quarter", str(book), "--month", "2020-03", "--to", str(book.with_name("空.xlsx"))]) == 0
    assert "还没有 2020 年的目标" in capsys.readouterr().err


def test_the_status_of_a_month_as_the_end_of_a_quarter(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["status", str(book), "--month", "2023-03", "--format", "json"]
    paces = []
    for more in ([], ["--quarter"]):
        assert main([*call, *more]) == 0
        (row,) = json.loads(capsys.readouterr().out)
        paces.append((row["time_progress"], row["gap"], row["completion"]))
    assert paces == [("25.00", "-2.60", "22.40"), ("23.44", "-1.04", "22.40")]
    assert main(["status", str(book), "--month", "2023-03", "--quarter"]) == 0
    assert "一季度" in capsys.readouterr().out
    assert main(["status", str(book), "--month", "2023-04", "--quarter"]) == 1
