"""Everything out and back: the same rows, whatever is in them and whatever program saved the file in between."""

from __future__ import annotations

import csv
import io
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.services.openforms.books import exported, made_of, odd_book, stands
from tests.storage.make_golden import book_of
from tests.storage.working import work_through
from tests.trust.crashing import act
from tests.ui.made_up_book import book as made_up
from zonetracker.model.changes import IndicatorChange
from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.book import build_sample_now
from zonetracker.storage.schema import SCHEMA

ENDINGS = ("xlsx", "zip", "json")
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


def empty(folder: Path) -> Path:
    Ledger.create(folder / "空.zt", "云岭高新区").close()
    return folder / "空.zt"


def sample(folder: Path) -> Path:
    build_sample_now(folder / "样例.zt").close()
    return folder / "样例.zt"


def worked_through(folder: Path) -> Path:
    with Ledger.create(folder / "做过.zt", "云岭高新区") as ledger:
        work_through(ledger)
    return folder / "做过.zt"


def at_random(folder: Path) -> Path:
    chance = random.Random(10)
    with Ledger.create(folder / "随机.zt", "云岭高新区") as ledger:
        for _ in range(120):
            act(ledger, chance)
    return folder / "随机.zt"


def odd(folder: Path) -> Path:
    return odd_book(folder / "怪字.zt")


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("make", [empty, sample, worked_through, at_random, odd])
def test_a_workbook_comes_back_equal(tmp_path: Path, make: Callable[[Path], Path], ending: str) -> None:
    book = make(tmp_path)
    source = exported(book, tmp_path / f"全部数据.{ending}")
    assert made_of(source, tmp_path / "新.zt") == stands(book)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("schema", range(1, SCHEMA + 1))
def test_a_workbook_of_an_older_program_comes_back_equal(tmp_path: Path, schema: int, ending: str) -> None:
    book = Path(shutil.copy(book_of(schema), tmp_path / "旧.zt"))
    with Ledger.open(book) as ledger:
        if schema == 1:  # its program took a curve that no door takes since
            ledger.edit_indicator(1, IndicatorChange(curve=()))
    source = exported(book, tmp_path / f"全部数据.{ending}")
    assert made_of(source, tmp_path / "新.zt") == stands(book)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ENDINGS)
def test_three_thousand_targets_come_back_equal(tmp_path: Path, ending: str) -> None:
    book = made_up(tmp_path, 3000)
    source = exported(book, tmp_path / f"全部数据.{ending}")
    assert made_of(source, tmp_path / "新.zt") == stands(book)


@pytest.mark.parametrize("ending", ENDINGS)
def test_equal_workbooks_give_equal_files(tmp_path: Path, ending: str) -> None:
    first = exported(worked_through(tmp_path), tmp_path / f"一.{ending}")
    made_of(first, tmp_path / "新.zt")
    assert exported(tmp_path / "新.zt", tmp_path / f"二.{ending}").read_bytes() == first.read_bytes()


def test_the_new_workbook_begins_with_all_its_rows(tmp_path: Path) -> None:
    made_of(exported(worked_through(tmp_path), tmp_path / "全部数据.json"), tmp_path / "新.zt")
    with Ledger.open(tmp_path / "新.zt") as ledger:
        assert [one.title for one in ledger.history()] == ["由导出的数据新建工作簿"] and ledger.can_undo is None


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_packs_too_well_is_no_bomb_when_it_comes_back(tmp_path: Path, ending: str) -> None:
    with Ledger.create(tmp_path / "甲.zt", "云岭高新区") as ledger:
        ledger.keep_issued("sheet", 2023, 3, "空的.xlsx", bytes(3_000_000))
        ledger.keep_sheet_mapping("财政局.xlsx", {"财政局": {"名称": "字" * 2_000_000}})
    source = exported(tmp_path / "甲.zt", tmp_path / f"全部数据.{ending}")
    assert made_of(source, tmp_path / "新.zt") == stands(tmp_path / "甲.zt")


# ---- saved by other programs


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not here")
def test_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    book = odd(tmp_path)
    source = exported(book, tmp_path / "全部数据.xlsx")
    assert OFFICE is not None
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    call = [OFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "另存"), str(source)]
    subprocess.run(call, check=True, capture_output=True)
    assert made_of(tmp_path / "另存" / source.name, tmp_path / "新.zt") == stands(book)


def test_a_workbook_that_another_library_saved_with_columns_moved(tmp_path: Path) -> None:
    book = sample(tmp_path)
    source = exported(book, tmp_path / "全部数据.xlsx")
    opened = openpyxl.load_workbook(source)
    sheet = opened["目标 target"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for at, row in enumerate(cells, 1):
        for place, value in enumerate(reversed(row), 1):
            sheet.cell(at, place).value = value
    opened.create_sheet("我的备注")["A1"] = "=1+1"
    opened.save(tmp_path / "改过.xlsx")
    assert made_of(tmp_path / "改过.xlsx", tmp_path / "新.zt") == stands(book)


def test_a_number_typed_into_a_sheet_is_what_its_cell_shows(tmp_path: Path) -> None:
    source = exported(sample(tmp_path), tmp_path / "全部数据.xlsx")
    opened = openpyxl.load_workbook(source)
    sheet = opened["目标 target"]
    fields = [cell.value for cell in sheet[2]]
    line = next(row for row in range(3, sheet.max_row) if sheet.cell(row, fields.index("value") + 1).value)
    cell = sheet.cell(line, fields.index("value") + 1)
    cell.value, cell.number_format = 74.1, "General"
    opened.save(tmp_path / "改过.xlsx")
    rows = made_of(tmp_path / "改过.xlsx", tmp_path / "新.zt")["target"]
    assert rows[line - 3]["value"] == "74.1"


def saved_again(data: bytes, how: Callable[[str], bytes], inside: str = "") -> bytes:
    """An exported .zip with each table saved anew by a spreadsheet program."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(sink, "w") as goal:
        for name in source.namelist():
            part = source.read(name)
            goal.writestr(inside + name, how(part.decode("utf-8-sig")) if name.endswith(".csv") else part)
    return sink.getvalue()


def quoted(text: str) -> bytes:
    """Every value in quotation marks, lines ended by a bare \\n, no mark of the encoding."""
    sink = io.StringIO(newline="")
    csv.writer(sink, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(csv.reader(io.StringIO(text, newline="")))
    return sink.getvalue().encode()


SAVED: dict[str, Callable[[str], bytes]] = {
    "without the mark of UTF-8": lambda text: text.encode(),
    "in the encoding of Chinese Windows": lambda text: text.encode("gb18030"),
    "quoted": quoted,
    "lines ended by carriage returns and feeds alike": lambda text: (
        text.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8-sig")
    ),
    "with empty columns and lines behind": lambda text: (text + ",,,\r\n" * 3).encode("utf-8-sig"),
}


@pytest.mark.parametrize("how", SAVED)
def test_lines_that_another_program_saved(tmp_path: Path, how: str) -> None:
    book = odd(tmp_path)
    source = exported(book, tmp_path / "全部数据.zip")
    source.write_bytes(saved_again(source.read_bytes(), SAVED[how], "导出/"))
    assert made_of(source, tmp_path / "新.zt") == stands(book)
