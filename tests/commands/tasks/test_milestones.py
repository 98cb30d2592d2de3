"""The verb milestones: the list of a month, what is done about one, the list as a file."""

import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.services.milestones.made_list import EXTENDED, OVERDUE, PASSED, RETURNED, made_list
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger

MONTH = ("--month", "2023-09")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, "云岭高新区") as ledger:
        made_list(ledger)
    return place


def test_the_list_is_told_in_turn_with_its_rates(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["milestones", str(book), *MONTH]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[1].split()[:4] == ["逾期", "督查事项", OVERDUE, "建设局"]
    assert told[-1] == "合计5项：已办结2项，办结率40.0%，按期办结率33.3%，退回率33.3%"
    assert main(["milestones", str(book), *MONTH, "--unit", "建设局", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    told_days = [(row["name"], row["days_left"], row["overdue"]) for row in rows]
    assert told_days == [(OVERDUE, -30, "30"), (EXTENDED, 31, "")]
    assert rows[1]["actions"][0]["words"] == "设备到货晚"


def test_one_is_acted_on_as_one_undoable_step(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["milestones", str(book), *MONTH, "--act", "申请销号", OVERDUE, RETURNED, "--day", "2023-10-07"]) == 0
    assert capsys.readouterr().out == "申请销号：已办 2 项\n"
    assert main(["milestones", str(book), *MONTH, "--act", "通过", OVERDUE]) == 1
    asked = capsys.readouterr()
    assert "--reason" in asked.err and "已办 0 项" in asked.out
    assert main(["milestones", str(book), *MONTH, "--act", "通过", OVERDUE, "--reason", "现场核过，资料后补"]) == 0
    with Ledger.open(book) as ledger:
        assert {one.name: one.done_on for one in ledger.milestones(2023)}[OVERDUE] == "2023-10-07"
    assert main(["undo", str(book)]) == 0
    with Ledger.open(book) as ledger:
        assert {one.name: one.done_on for one in ledger.milestones(2023)}[OVERDUE] is None


@pytest.mark.parametrize(
    ("call", "status", "said"),
    [
        (["--act", "销号", OVERDUE], 1, "请写：交办"),
        (["--act", "申请销号"], 2, "先写怎样办"),
        (["--act", "申请销号", "没有的事"], 1, "没有事项“没有的事”"),
        (["--act", "退回", OVERDUE, "--words", "资料不全"], 1, "申请销号"),
        (["--act", "延期", RETURNED, "--words", "等设备", "--until", "下半年"], 1, "不是日期"),
        (["--act", "督办单", OVERDUE, "--level", "绿色"], 1, "蓝色、黄色、红色"),
        (["--act", "重开", PASSED], 1, "原因"),
        (["--to", "台账.docx"], 2, "扩展名应为"),
    ],
)
def test_what_can_not_be_is_one_sentence(
    book: Path, call: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        assert main(["milestones", str(book), *MONTH, *call]) == status
    except SystemExit as stopped:
        assert stopped.code == status
    told = capsys.readouterr().err
    assert said in told and "Traceback" not in told
    with Ledger.open(book) as ledger:
        assert len(ledger.actions()) == 7


def test_the_list_is_written_and_kept(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "逾期.xlsx"
    assert main(["milestones", str(book), *MONTH, "--overdue", "--to", str(out), "--keep"]) == 0
    sheet = openpyxl.load_workbook(io.BytesIO(out.read_bytes()), data_only=True)["台账"]
    assert [row[2].value for row in sheet.iter_rows(min_row=4) if row[2].value] == [OVERDUE]
    with Ledger.open(book) as ledger:
        assert [(one.kind, one.file_name) for one in ledger.issued()] == [("milestones", "逾期.xlsx")]


@pytest.mark.usefixtures("qapp")
def test_the_list_is_written_on_paper(book: Path, tmp_path: Path) -> None:
    import pypdfium2

    out = tmp_path / "台账.pdf"
    assert main(["milestones", str(book), *MONTH, "--to", str(out)]) == 0
    page = pypdfium2.PdfDocument(out)[0]
    text = page.get_textpage().get_text_range()
    assert tuple(round(side) for side in page.get_size()) == (1191, 842)
    assert all(word in text for word in (OVERDUE, "牵头单位", "逾期天数", "办结率40.0%", "填表人"))
