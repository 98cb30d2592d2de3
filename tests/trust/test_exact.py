"""R15 and R19: originals come out as the bytes that went in, figures to the last digit, by every way in and out.

Exported files are read here without the program's own reader.
"""

from __future__ import annotations

import csv
import io
import json
import random
import string
import zipfile
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

import openpyxl
import pytest

from tests.reading.hostile import sample_docx, sample_html, sample_pdf, sample_xlsx
from tests.reading.workbooks import OLD, OPEN
from tests.services.made_reports import imported, target
from tests.services.openforms.books import exported, made_of
from tests.storage.test_exactness import same
from tests.trust.promises import Asking, Counting
from zonetracker.__main__ import main
from zonetracker.services.ledger import ActualEntry, Ledger
from zonetracker.support.errors import Refusal

A_BOOK = 20_000
A_REPORT = 400
LONGEST = 7  # places before the point; a longer one in a text is taken for a number of something
Place = tuple[int, int, int]
Figure = tuple[Decimal | None, Decimal | None]


def some_figure(chance: random.Random, longest: int = 15) -> Decimal:
    """As reports write them, and longer: up to 24 digits, last zeros, falls."""
    digits = "".join(chance.choice(string.digits) for _ in range(chance.randint(1, longest))).lstrip("0") or "0"
    places = "".join(chance.choice(string.digits) for _ in range(chance.randrange(0, 9)))
    return Decimal(f"{chance.choice(['', '-'])}{digits}{'.' if places else ''}{places}")


def some_rate(chance: random.Random) -> Decimal:
    """A percentage within its limit, with up to eight decimals."""
    return Decimal(chance.randrange(-(10**13), 10**13)).scaleb(-8)


def entered(path: Path, count: int, chance: random.Random) -> dict[Place, Figure]:
    """A workbook of so many figures, two for each month of many years."""
    with Ledger.create(path, "云岭高新区") as ledger:
        names = [f"第{number}项收入" for number in range(-(-count // 2400))]
        numbers = [ledger.add_indicator(name).ids["indicator"][0] for name in names]
        places = [(one, year, month) for one in numbers for year in range(1950, 2050) for month in range(1, 13)]
        figures: dict[Place, Figure] = {place: (some_figure(chance), some_rate(chance)) for place in places}
        entries = [ActualEntry(*place, value, "亿元", growth) for place, (value, growth) in figures.items()]
        assert ledger.set_actuals(entries, reason="随机数字").asked == ()
    return figures


def drifted(meant: Mapping[Place, Figure], found: Mapping[Place, Figure], way: str) -> list[str]:
    pairs = [
        (place, one, other) for place, pair in meant.items() for one, other in zip(pair, found[place], strict=True)
    ]
    return [f"{way} {place}: {one} became {other}" for place, one, other in pairs if not same(one, other)]


def in_file(path: Path) -> dict[Place, Figure]:
    with Ledger.open(path) as ledger:
        return {(one.indicator_id, one.year, one.month): (one.value, one.growth) for one in ledger.actuals()}


def _figures(rows: Iterator[Mapping[str, object]]) -> dict[Place, Figure]:
    def read(said: object) -> Decimal | None:
        return None if said in (None, "") else Decimal(str(said))

    return {
        (int(str(row["indicator_id"])), int(str(row["year"])), int(str(row["month"]))): (
            read(row["value"]),
            read(row["growth"]),
        )
        for row in rows
    }


def in_json(path: Path) -> dict[Place, Figure]:
    return _figures(iter(json.loads(path.read_text("utf-8"))["actual"]))


def in_csv(path: Path) -> dict[Place, Figure]:
    with zipfile.ZipFile(path) as archive:
        text = archive.read("actual.csv").decode("utf-8-sig")
    return _figures(csv.DictReader(io.StringIO(text, newline="")))


def in_xlsx(path: Path) -> dict[Place, Figure]:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), read_only=True)
    sheet = next(one for one in book.worksheets if one.title.endswith(" actual"))
    rows = sheet.iter_rows(values_only=True)
    next(rows)
    heads = [str(head) for head in next(rows)]
    return _figures(dict(zip_longest(heads, row)) for row in rows)


EXPORTS: dict[str, Callable[[Path], dict[Place, Figure]]] = {".json": in_json, ".zip": in_csv, ".xlsx": in_xlsx}


@pytest.mark.slow
def test_figures_are_the_same_in_the_file_and_in_every_export(
    tmp_path: Path, promise: Counting, rounds: Asking
) -> None:
    chance, tried, bad = random.Random(19), 0, list[str]()
    left = rounds("R19")
    while tried < left:
        path = tmp_path / f"{tried}.zt"
        meant = entered(path, min(A_BOOK, left), chance)
        bad += drifted(meant, in_file(path), "file")
        for ending, read in EXPORTS.items():
            bad += drifted(meant, read(exported(path, tmp_path / f"{tried}{ending}")), ending)
        tried += 2 * len(meant)
    promise("R19", tried=tried, bad=bad)


@pytest.mark.slow
def test_figures_are_those_of_report_and_sheet(tmp_path: Path, promise: Counting) -> None:
    """Read by the program as a clerk has it read: a report's targets, then a bureau's sheet of one month."""
    chance = random.Random(20)
    goals = {f"第{number}项税收收入": some_figure(chance, LONGEST).copy_abs() for number in range(A_REPORT)}
    months = {name: some_figure(chance, LONGEST).copy_abs() for name in goals}
    report, sheet, book = tmp_path / "报告.txt", tmp_path / "九月.csv", tmp_path / "a.zt"
    lines = (f"{name}达到{value}亿元。" for name, value in goals.items())
    report.write_text("2023年工作计划\n2023年主要目标是：\n" + "\n".join(lines), "utf-8")
    sheet.write_text("指标名称,单位,1-9月累计\n" + "\n".join(f"{n},亿元,{v}" for n, v in months.items()), "utf-8")
    assert main(["new", str(book), "--zone", "云岭高新区"]) == 0
    assert main(["import", str(book), str(report), "--accept", "all", "--reason", "报告如此"]) == 0
    call = ["actuals", str(book), str(sheet), "--month", "2023-09", "--accept", "all", "--reason", "报表如此"]
    assert main(call) == 0
    with Ledger.open(book) as ledger:
        names = {one.id: one.name for one in ledger.indicators()}
        planned = {names[one.indicator_id]: one.stated.value for one in ledger.targets(2023)}
        reached = {names[one.indicator_id]: one.value for one in ledger.actuals(2023) if one.month == 9}
    bad = [f"target {n}: {v} became {planned.get(n)}" for n, v in goals.items() if not same(v, planned.get(n))]
    bad += [f"actual {n}: {v} became {reached.get(n)}" for n, v in months.items() if not same(v, reached.get(n))]
    promise("R19", tried=len(goals) + len(months), bad=bad)


def test_figures_come_through_confirmation_undo_and_an_equal_workbook(tmp_path: Path, promise: Counting) -> None:
    chance = random.Random(21)
    candidates = [
        target(f"第{number}项", str(abs(some_figure(chance))), str(some_rate(chance))) for number in range(500)
    ]
    path = tmp_path / "a.zt"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.confirm_rows(imported(ledger, *candidates))
        ledger.undo()
        ledger.redo()
    made = made_of(exported(path, tmp_path / "a.zip"), tmp_path / "b.zt")["target"]
    with Ledger.open(path) as ledger:
        kept = [(one.stated.value, one.stated.growth) for one in ledger.targets(2023)]
    meant = [(one.stated.value, one.stated.growth) for one in candidates]
    again = [(Decimal(str(row["value"])), Decimal(str(row["growth"]))) for row in made]
    bad = [
        f"{a} became {b}, {c}"
        for one, other, third in zip(meant, kept, again, strict=True)
        for a, b, c in zip(one, other, third, strict=True)
        if not (same(a, b) and same(a, c))
    ]
    promise("R19", tried=2 * len(candidates), bad=bad)


ORIGINALS: dict[str, Callable[[random.Random], bytes]] = {
    "a.docx": lambda _: sample_docx(),
    "a.xlsx": lambda _: sample_xlsx(),
    "a.pdf": lambda _: sample_pdf(),
    "a.html": lambda _: sample_html(),
    "a.xls": lambda _: OLD.read_bytes(),
    "a.ods": lambda _: OPEN.read_bytes(),
    "a.txt": lambda chance: f"税收收入完成{some_figure(chance)}亿元。\r\n第二行\r".encode("gb18030"),
    "b.txt": lambda chance: b"\xef\xbb\xbf" + f"税收收入完成{some_figure(chance)}亿元。\n".encode(),
}


@pytest.mark.slow
def test_a_file_that_is_imported_comes_out_byte_for_byte(tmp_path: Path, promise: Counting, rounds: Asking) -> None:
    """By the command line into a workbook, through undo and a restart, and by each export out of it."""
    chance, book, given = random.Random(15), tmp_path / "a.zt", list[bytes]()
    assert main(["new", str(book), "--zone", "云岭高新区"]) == 0
    for name, made in ORIGINALS.items():
        given.append(made(chance))
        (tmp_path / name).write_bytes(given[-1])
    assert main(["import", str(book), *(str(tmp_path / name) for name in ORIGINALS)]) == 0
    with Ledger.open(book) as ledger:
        while len(given) < rounds("R15"):
            data = chance.randbytes(chance.choice([0, 1, 100, 4095, 4096, 70_000]))
            try:
                ledger.import_report(f"{len(given)}.bin", "application/octet-stream", data, "文", "", None, [])
            except Refusal:  # these bytes are there already
                continue
            given.append(data)
            if chance.random() < 0.3:
                ledger.undo()
                ledger.redo()
    with Ledger.open(book) as ledger:
        kept = [ledger.original(one.id) for one in ledger.reports()]
    bad = [f"report {number}" for number, pair in enumerate(zip(given, kept, strict=True)) if pair[0] != pair[1]]
    everything = exported(book, tmp_path / "all.zip")
    with zipfile.ZipFile(everything) as archive:
        out = {archive.read(name) for name in archive.namelist() if name.startswith("originals/")}
    bad += [f"export of report {number}" for number, data in enumerate(given) if data not in out]
    promise("R15", tried=2 * len(given), bad=bad)
