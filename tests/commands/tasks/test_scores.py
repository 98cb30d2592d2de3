"""The verbs scores and ranking: totals and places listed, a unit explained, the workbooks kept as issued."""

import json
from pathlib import Path

import openpyxl
import pytest

from tests.services.scores.test_board import UNIT, example
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger

MONTH = ["--month", "2023-09"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    path = tmp_path / "云岭.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        example(ledger)
    return path


def test_totals_are_listed_and_a_unit_is_explained(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scores", str(book), *MONTH]) == 0
    said = capsys.readouterr().out
    for words in (UNIT, "57.49", "88.45", "待定1项", "财政局", "—"):
        assert words in said
    assert main(["scores", str(book), *MONTH, "--unit", UNIT]) == 0
    said = capsys.readouterr().out
    for words in ("怎样得来", "12.19", "待定", "57.49÷分值合计 65.00×100 = 88.45", "总分 88.45"):
        assert words in said
    assert main(["scores", str(book), *MONTH, "--unit", UNIT, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"], told["weight"], told["waiting"], len(told["rows"])) == ("88.45", "65.00", 1, 6)


def test_places_are_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ranking", str(book), *MONTH, "--format", "json"]) == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["unit"], first["place"], first["figure"]) == (UNIT, 1, "88.45")
    assert (second["place"], second["total"]) == (None, None)


def test_the_workbooks_are_written_and_kept(book: Path, tmp_path: Path) -> None:
    out = [tmp_path / name for name in ("得分.xlsx", "排名.xlsx", "红黑榜.xlsx")]
    keep = [*MONTH, "--keep", "--date", "2023-10-09"]
    assert main(["scores", str(book), "--to", str(out[0]), *keep]) == 0
    assert main(["ranking", str(book), "--to", str(out[1]), "--lists", str(out[2]), *keep]) == 0
    titles = [str(openpyxl.load_workbook(path).worksheets[0]["A1"].value) for path in out]
    assert [one[len("2023年1—9月云岭高新区") :] for one in titles] == [
        "目标任务考核得分表",
        "责任单位得分排名表",
        "红黑榜",
    ]
    with Ledger.open(book) as ledger:
        assert sorted(one.kind for one in ledger.issued()) == ["board_lists", "ranking", "scores"]


def test_nothing_to_score_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "空.zt"
    Ledger.create(path, "云岭高新区").close()
    assert main(["scores", str(path), *MONTH]) == 1
    assert "还没有可计分的任务" in capsys.readouterr().err
    assert main(["ranking", str(path), "--month", "2023-08", "--quarter"]) == 1
    assert "8月不是一个季度的最后一个月" in capsys.readouterr().err
