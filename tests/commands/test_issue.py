"""The verbs issue and trace: what must be mended, what passes with a reason, and a figure back to its source."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode

REASON = "税务局下月补报"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qapp: QApplication) -> Path:
    """A year with two targets, one figure of which is owed; paper needs a running Qt."""
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        for name, unit in (("固定资产投资", "发改局"), ("税收收入", "税务局")):
            ledger.add_target(name, 2023, Stated(Decimal(60), unit="亿元"), TargetChange(responsible=unit))
        ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(48), "亿元", origin="九月.xlsx B2")])
    return place


def test_what_asks_is_told_and_nothing_is_given_out_without_a_reason(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["issue", str(book), "--month", "2023-09"]
    assert main([*call, "--check"]) == 1
    assert "请留意　税收收入：1-9月的数还没有填，请向税务局催报" in capsys.readouterr().err
    assert main(call) == 1
    assert "用 --reason 写明原因" in capsys.readouterr().err
    with Ledger.open(book) as ledger:
        assert not ledger.closed(2023, 9) and ledger.issued() == []


def test_with_a_reason_the_month_is_closed_and_its_files_are_kept_and_written(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "签发" / "九月"
    call = ["issue", str(book), "--month", "2023-09", "--reason", REASON, "--to", str(folder), "--gauges"]
    assert main(call) == 0
    said = capsys.readouterr().out
    assert said.startswith("9月已结账（第1版，")
    with Ledger.open(book) as ledger:
        kept = {one.file_name: ledger.issued_data(one.id) for one in ledger.issued()}
        assert {one.reason for *_, one in ledger.passed()} == {REASON}
        assert set(ledger.issued_editions().values()) == {1}
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == kept
    assert sorted(path.suffix for path in folder.iterdir()) == [".docx", ".pdf", ".pdf", ".xlsx"]
    assert main(call) == 1
    assert "已经结账" in capsys.readouterr().err


def test_a_reason_that_was_given_before_holds_again(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["issue", str(book), "--month", "2023-09"]
    assert main([*call, "--reason", REASON]) == 0
    assert main(["month", str(book), "--reopen", "2023-09", "--reason", "统计局核定数据"]) == 0
    assert main(call) == 0
    said = capsys.readouterr()
    assert "已说明　税收收入：1-9月的数还没有填" in said.err and "（第2版，" in said.out
    with Ledger.open(book) as ledger:
        assert {(edition, one.reason) for *_, edition, one in ledger.passed()} == {(1, REASON), (2, REASON)}


def test_a_disk_that_fills_up_after_the_month_is_closed_is_told_as_that(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(path: Path, data: bytes) -> None:
        raise Refusal(RefusalCode.WRITING_DISK_FULL, "磁盘满了")

    monkeypatch.setattr("zonetracker.commands.issuing.write_safely", full)
    call = ["issue", str(book), "--month", "2023-09", "--reason", REASON, "--to", str(tmp_path / "九月")]
    assert main(call) == 1
    assert "已经签发，各份都留存在工作簿里" in capsys.readouterr().err
    with Ledger.open(book) as ledger:
        assert ledger.closed(2023, 9) and len(ledger.issued()) >= 2


def test_a_figure_is_traced_to_its_cell(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call = ["trace", str(book), "固定资产投资", "--month", "2023-09"]
    assert main([*call, "--column", "完成年度目标"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "  怎样算的　完成率 = 48 ÷ 60 × 100 = 80.0（%）" in lines and "  出自　九月.xlsx B2" in lines
    assert main(call) == 0
    assert "月均需完成 = (60 − 48) ÷ (12 − 9) = 4" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [(["出口", "--month", "2023-09"], 1, "没有“出口”"), (["税收收入", "--month", "九月"], 2, "不是月份")],
)
def test_what_cannot_be_traced_is_one_sentence(
    book: Path, call: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if status == 2:
        with pytest.raises(SystemExit):
            main(["trace", str(book), *call])
    else:
        assert main(["trace", str(book), *call]) == status
    assert said in capsys.readouterr().err
