"""The verb reporting: listing, words, a chase noted, and what is written and kept."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

from zonetracker.__main__ import main
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger

MONTH = ["--month", "2023-09"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        ledger.add_departments(["招商局", "财政局"])
        for name, unit in (("实到外资", "招商局"), ("到位资金", "招商局"), ("财政总收入", "财政局")):
            ledger.add_target(name, 2023, Stated(Decimal(12), unit="亿元"), TargetChange(responsible=unit))
        for number, came in ((1, "2023-10-04"), (3, "2023-10-09")):
            ledger.set_actuals([ActualEntry(number, 2023, 9, Decimal(10), "亿元", reported_on=came)])
    return place


def call(book: Path, *words: str) -> int:
    return main(["reporting", str(book), *MONTH, *words])


def test_units_are_listed_with_counts_and_what_they_lack(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(book) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        *("责任单位", "应报", "按时", "迟报", "未报", "未到期", "缺原因", "及时率(%)", "上次催报"),
    ]
    assert lines[1].split() == ["招商局", "2", "1", "0", "1", "0", "0", "50.0"]
    assert lines[2].split() == ["财政局", "1", "0", "1", "0", "0", "0", "0.0"]
    assert lines[3] == "招商局还缺：1.到位资金（缺数值）" and len(lines) == 4
    assert call(book, "--format", "json") == 0
    first, second = json.loads(capsys.readouterr().out)
    assert (first["unit"], first["owed"], first["missing"], first["timely_rate"]) == ("招商局", 2, 1, "50.0")
    assert second["tasks"] == [
        {"name": "财政总收入", "state": "late", "due": "2023-10-05", "reported_on": "2023-10-09", "lacks": []}
    ]


def test_the_words_of_units_are_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(book, "--words", "all") == 0
    assert capsys.readouterr().out.startswith("招商局：\n应于10月5日前报送的2023年1-9月目标任务进展情况")


def test_a_chase_is_noted_for_each_call_and_counts_once_a_day(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        assert call(book, "--chase", "招商局") == 0
        assert call(book) == 0
        told = capsys.readouterr().out
        assert "已记下催报 1 家" in told and "第1次" in told
    with Ledger.open(book) as ledger:
        for day in ("2023-10-12", "2023-10-16"):
            ledger.chase([1], 2023, 9, day)
    assert call(book) == 0 and "第3次，列入通报" in capsys.readouterr().out
    for _ in range(3):
        assert main(["undo", str(book)]) == 0
    with Ledger.open(book) as ledger:
        assert [one.day for one in ledger.actions()] == [date.today().isoformat()] * 2
    assert call(book, "--chase", "财政局") == 1
    assert "都已报齐" in capsys.readouterr().err
    assert call(book, "--chase", "教育局") == 1
    assert "还没有登记单位“教育局”" in capsys.readouterr().err


def test_what_is_asked_for_is_written_and_kept_only_where_that_is_said(book: Path, tmp_path: Path) -> None:
    status, letters, dispatch = (tmp_path / name for name in ("报送.xlsx", "催报.docx", "调度.xlsx"))
    files = ["--to", str(status), "--letters", str(letters), "--dispatch", str(dispatch), "--issuer", "目标办"]
    assert call(book, *files, "--date", "2023-10-12") == 0
    with Ledger.open(book) as ledger:
        assert ledger.issued() == []
    assert call(book, *files, "--date", "2023-10-12", "--keep") == 0
    with Ledger.open(book) as ledger:
        kept = {one.kind: ledger.issued_data(one.id) for one in ledger.issued()}
    assert kept == {one: path.read_bytes() for one, path in zip(KINDS, (status, letters, dispatch), strict=True)}
    sheet = openpyxl.load_workbook(status, data_only=True).worksheets[0]
    assert [cell.value for cell in sheet[4]][:6] == ["招商局", 2, 1, 0, 1, 50]
    told = [paragraph.text for paragraph in docx.Document(str(letters)).paragraphs]
    assert "招商局：" in told and "目标办" in told and "2023年10月12日" in told


KINDS = ("reporting", "chases", "dispatch")


def test_letters_to_nobody_are_not_written(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Ledger.open(book) as ledger:
        ledger.set_actuals([ActualEntry(2, 2023, 9, Decimal(10), "亿元")])
    assert call(book, "--letters", str(tmp_path / "催报.docx")) == 1
    assert "没有要催报的单位" in capsys.readouterr().err and not (tmp_path / "催报.docx").exists()


@pytest.mark.parametrize(
    ("words", "said"), [(["--to", "报送.pdf"], "扩展名应为 .xlsx"), (["--letters", "催报.pdf"], "扩展名应为 .docx")]
)
def test_a_wrong_call_says_what_to_write(
    book: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as left:
        call(book, *words)
    assert left.value.code == 2 and said in capsys.readouterr().err


def test_units_that_are_not_registered_are_told_when_all_are_chased(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Ledger.open(book) as ledger:
        ledger.add_target("新增企业", 2023, Stated(Decimal(12), unit="家"), TargetChange(responsible="水务局"))
    assert call(book, "--chase", "all") == 1
    told = capsys.readouterr()
    assert told.out == "已记下催报 1 家\n" and told.err == "没有登记为单位、没有记下的：水务局。\n"
    with Ledger.open(book) as ledger:
        assert len(ledger.actions()) == 1
