"""The verb month: closing, opening again, listing."""

from decimal import Decimal
from pathlib import Path

import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger

REASON = "统计局核定数据"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        for name in ("固定资产投资", "税收收入"):
            ledger.add_target(name, 2023, Stated(Decimal(60), unit="亿元"))
        ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(30), "亿元")])
    return place


def test_a_month_is_closed_opened_and_listed(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["month", str(book), "--list"]) == 0
    assert capsys.readouterr().out == "2023年还没有结过账。\n"
    assert main(["month", str(book), "--close", "2023-09"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("9月已结账（第1版，") and said.err == "9月还有 1 项待填：税收收入。\n"
    sheet = book.with_name("九月.csv")
    sheet.write_text("指标名称,累计\n固定资产投资,31\n", encoding="utf-8-sig")
    enter = ["actuals", str(book), str(sheet), "--month", "2023-09"]
    assert main(enter) == 1
    assert "固定资产投资9月：2023年9月已结账" in capsys.readouterr().err
    assert main([*enter, "--reason", REASON]) == 0
    capsys.readouterr()
    assert main(["month", str(book), "--list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"9月已重新打开（第1版已出；{REASON}）",
        f"  固定资产投资2023年1-9月由30亿元改为31亿元（{REASON}）",
    ]
    assert main(["month", str(book), "--close", "2023-09"]) == 0
    assert main(["month", str(book), "--reopen", "2023-09", "--reason", REASON]) == 0
    assert capsys.readouterr().out.splitlines()[1] == f"9月已重新打开（第2版已出；{REASON}）"


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        (["--close", "2023-08"], 1, "还没有填一个实绩"),
        (["--reopen", "2023-09", "--reason", REASON], 1, "没有结账"),
        (["--reopen", "2023-09"], 1, "原因要用文字写明"),
        (["--close", "九月"], 2, "不是月份"),
        ([], 2, "要写一个"),
    ],
)
def test_a_call_that_cannot_be_met_is_one_sentence(
    book: Path, call: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if status == 2:
        with pytest.raises(SystemExit) as ended:
            main(["month", str(book), *call])
        assert ended.value.code == status
    else:
        assert main(["month", str(book), *call]) == status
    assert said in capsys.readouterr().err


def test_a_year_is_shown_closed_and_opened(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["year", str(book), "--close", "2023"]) == 1
    assert "2023年12月还没有填一个实绩" in capsys.readouterr().err
    with Ledger.open(book) as ledger:
        ledger.set_actuals([ActualEntry(1, 2023, 12, Decimal(61), "亿元")], reason=REASON)
    assert main(["year", str(book), "--show", "2023"]) == 0
    shown = capsys.readouterr().out
    assert "超额完成" in shown and "2023年：超额完成1项，完成0项，未完成0项，暂无数据1项" in shown
    assert main(["year", str(book), "--close", "2023"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "清单带到 2024 年：2 项" and said[2].startswith("2023年已年终结账（")
    assert main(["year", str(book), "--reopen", "2023"]) == 1
    assert "原因要用文字写明" in capsys.readouterr().err
    assert main(["year", str(book), "--reopen", "2023", "--reason", REASON]) == 0
    assert capsys.readouterr().out == f"2023年年终结账后已重新打开（{REASON}）\n"
