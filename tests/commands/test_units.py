"""The verb units: listing and registering."""

import json
from pathlib import Path

import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        ledger.add_target("固定资产投资", 2023, more=TargetChange(responsible="牵头单位：发改局；配合单位：财政局"))
        ledger.add_target("财政总收入", 2023, more=TargetChange(responsible="财政局"))
        ledger.add_target("瞪羚企业", 2022)
    return place


def test_units_are_listed_registered_and_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["units", str(book)]) == 0
    assert capsys.readouterr().out == "未登记：财政局（固定资产投资、财政总收入）\n未登记：发改局（固定资产投资）\n"
    assert main(["units", str(book), "--register", "发展改革局"]) == 0
    assert main(["units", str(book), "--alias", "发展改革局", "发改局"]) == 0
    assert main(["units", str(book), "--register", "all"]) == 0
    assert capsys.readouterr().out == "已登记 1 个责任单位\n“发改局”今后就是“发展改革局”\n已登记 1 个责任单位\n"
    assert main(["units", str(book), "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(one["name"], one["aliases"], one["leads"], one["beside"]) for one in told["departments"]] == [
        ("发展改革局", ["发改局"], ["固定资产投资"], []),
        ("财政局", [], ["财政总收入"], ["固定资产投资"]),
    ]
    assert main(["units", str(book)]) == 0
    assert capsys.readouterr().out.splitlines()[1].split() == ["发展改革局", "发改局", "1", "0"]
    assert main(["units", str(book), "--year", "2022"]) == 0
    assert "2022年没有责任单位的：瞪羚企业" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        (["--alias", "教育局", "教体局"], 1, "还没有登记单位“教育局”"),
        (["--alias", "教育局"], 2, "先写单位，再写别名"),
        (["--year", "去年"], 2, "不是年份"),
        (["--register", "财政局", "财政局"], 1, "已是单位“财政局”"),
    ],
)
def test_a_call_that_cannot_be_met_is_one_sentence(
    book: Path, call: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if status == 2:
        with pytest.raises(SystemExit) as ended:
            main(["units", str(book), *call])
        assert ended.value.code == status
    else:
        assert main(["units", str(book), *call]) == status
    assert said in capsys.readouterr().err
    with Ledger.open(book) as ledger:
        assert ledger.departments() == []


def test_an_empty_book_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "空.zt"
    Ledger.create(place, "云岭高新区").close()
    assert main(["units", str(place)]) == 0
    assert "也没有登记责任单位" in capsys.readouterr().out
