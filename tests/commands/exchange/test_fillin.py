"""The verb fillin: out for all units, back as one step, what waits named."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        ledger.add_departments(["发改局", "财政局"])
        for name, unit in (("固定资产投资", "发改局"), ("财政总收入", "财政局")):
            ledger.add_target(name, 2023, Stated(Decimal(120), unit="亿元"), TargetChange(responsible=unit))
        ledger.set_actuals([ActualEntry(1, 2023, 8, Decimal(80), "亿元")])
    return place


def call(book: Path, *words: object) -> int:
    return main(["fillin", str(book), "--month", "2023-09", *map(str, words)])


def fill(folder: Path, unit: str, value: object) -> None:
    path = next(folder.glob(f"*（{unit}）.xlsx"))
    made = openpyxl.load_workbook(path)
    made.worksheets[0].cell(4, 7).value = value
    made.save(path)


def values(book: Path) -> list[str]:
    with Ledger.open(book) as ledger:
        return [str(one.value) for one in ledger.actuals_of_month(2023, 9)]


@pytest.mark.slow
def test_out_and_back(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "发"
    folder.mkdir()
    assert call(book, "--to", folder) == 0 and len(list(folder.iterdir())) == 2
    assert call(book, "--to", folder) == 1 and "没有覆盖" in capsys.readouterr().err
    assert call(book, "--to", folder, "--replace") == 0
    fill(folder, "发改局", 60)
    capsys.readouterr()
    assert call(book, "--read", folder, "--plan") == 0
    (line,) = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert (line["unit"], line["name"], line["state"], line["entered"]) == ("发改局", "固定资产投资", "asked", False)
    assert call(book, "--read", next(folder.glob("*发改局*"))) == 1
    said = capsys.readouterr()
    assert "比 8 月的 80 小" in said.err and "还没有报回：财政局" in said.out and values(book) == []
    fill(folder, "财政局", 91)
    assert call(book, "--read", folder) == 1 and values(book) == ["91"]
    assert call(book, "--read", folder, "--reason", "企业退库") == 0 and values(book) == ["60", "91"]
    fill(folder, "财政局", 93)
    assert call(book, "--read", folder) == 1
    assert "台账里已有 91亿元，报回的是 93亿元" in capsys.readouterr().err and values(book) == ["60", "91"]
    assert call(book, "--read", folder, "--accept", "财政总收入") == 0 and values(book) == ["60", "93"]
    assert call(book, "--read", folder, "--accept", "财政总收入") == 1
    assert "没有待核对的“财政总收入”" in capsys.readouterr().err


def test_what_cannot_be_met_is_one_sentence(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fillin", str(book), "--month", "2022-03", "--to", str(tmp_path)]) == 1
    assert "2022年3月没有一家登记的单位牵头" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        call(book)
    assert call(book, "--to", tmp_path / "没有") == 1
    assert "不存在" in capsys.readouterr().err
