"""The verb form: a superior's form filled in as a copy, what was not filled named."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.services.forms.books import ZONE, fill_book, two_heads
from zonetracker.__main__ import main
from zonetracker.services.ledger import Ledger


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    place = tmp_path / "台账.zt"
    with Ledger.create(place, ZONE) as ledger:
        fill_book(ledger)
    return place


@pytest.fixture
def form(tmp_path: Path) -> Path:
    two_heads(tmp_path / "月报.xlsx")
    return tmp_path / "月报.xlsx"


def call(*words: object) -> int:
    return main(["form", *map(str, words)])


@pytest.mark.slow
def test_a_copy_is_filled_and_what_was_not_is_named(
    book: Path, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = form.read_bytes()
    assert call(book, form) == 1
    said = capsys.readouterr()
    copy = tmp_path / "月报（已填2023年9月）.xlsx"
    assert "填了 14 格" in said.out and "月报!D7 国际合作项目：台账里没有对上的指标" in said.err
    assert openpyxl.load_workbook(copy)["月报"]["D8"].value == 59.2 and form.read_bytes() == before
    assert call(book, form) == 1 and "已经存在" in capsys.readouterr().err
    assert call(book, form, "--to", tmp_path / "填.xlsx") == 1
    assert (tmp_path / "填.xlsx").read_bytes() == copy.read_bytes()


@pytest.mark.slow
def test_a_name_that_was_told_is_remembered(
    book: Path, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "填.xlsx"
    assert call(book, form, "--to", copy, "--name", "国际合作项目=新开工项目") == 1
    assert openpyxl.load_workbook(copy)["月报"]["D7"].value == 13
    capsys.readouterr()
    assert call(book, form, "--plan") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    told = next(line for line in lines if line["place"] == "月报!D7")
    assert (told["indicator"], told["value"], told["state"]) == ("新开工项目", "13", "filled")
    assert main(["undo", str(book)]) == 0 and "读法记忆" in capsys.readouterr().out
    assert call(book, form, "--plan") == 0 and "没有对上" in capsys.readouterr().out


def test_a_plan_writes_nothing(book: Path, form: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    there = {path.name for path in tmp_path.iterdir()}
    assert call(book, form, "--plan", "--month", "2023-09") == 0
    first = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (first["place"], first["wanted"], first["shown"]) == ("月报!D5", "2023年1-9月的数", "0.556")
    assert {path.name for path in tmp_path.iterdir()} == there


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--month", "2023-08"], "写的是2023年9月"),
        (["--name", "国际合作项目"], "应写成"),
        (["--name", "国际合作项目=没有的指标"], "应写成"),
        (["--name", "国际合作=新开工项目"], "表中没有待核对的“国际合作”"),
        (["--to", "月报.xlsx"], "不能写到原来的表上"),
        (["--to", "填.pdf"], "扩展名应为 .xlsx"),
        (["--to", "没有/填.xlsx"], "文件夹"),
    ],
)
def test_what_can_not_be_done_is_one_sentence(
    book: Path,
    form: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")}
    assert call(book, form, *words) == 1
    told = capsys.readouterr()
    assert said in told.err and told.err.count("\n") == 1 and told.out == ""
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.xlsx")} == before


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("表.csv", "指标,累计\n地区生产总值,\n".encode(), "另存为 .xlsx"),
        ("坏.xlsx", b"PK\x03\x04" + bytes(99), "坏.xlsx"),
    ],
)
def test_what_is_no_form_is_one_sentence(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, said: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert call(book, tmp_path / name) == 1
    told = capsys.readouterr().err
    assert said in told and told.count("\n") == 1
