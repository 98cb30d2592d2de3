"""R18: no text that came from outside is a formula in anything that goes out.

Each export is looked at twice: as openpyxl reads it, and in its raw XML or bytes, since a library may be too kind.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from tests.trust.poisoned import MARKUP, MONTH, TOKEN, YEAR, poison, poisoned
from tests.trust.promises import Controlling, Counting
from zonetracker.__main__ import main
from zonetracker.model.issuing import ExtraSheet, Group, SheetColumn
from zonetracker.words.issuing import column_head, extra_word, group_word

STARTS = tuple("=+-@＝＋－＠\t\r\n")
"""What a spreadsheet takes for the beginning of a formula where a cell is not said to be text."""
FORMULAS = re.compile(r"<(?:\w+:)?(?:f|formula|formula1|formula2|definedName|instrText)\b[^>]*>([^<]*)<", re.DOTALL)
FIELDS = re.compile(r"<w:fldSimple\b[^>]*>|\bdde(?:Item|Link)\b[^>]*>|<oleLink\b[^>]*>", re.IGNORECASE)
LINKS = re.compile(r'<Relationship\b[^>]*TargetMode="External"[^>]*>')


@pytest.fixture(scope="module")
def exports(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Path:
    """A folder with everything that the program writes out, made of a poisoned workbook by the command line."""
    folder = tmp_path_factory.mktemp("out")
    (folder / "fillin").mkdir()
    patch = pytest.MonkeyPatch()
    patch.setenv("ZONETRACKER_HOME", str(tmp_path_factory.mktemp("home")))
    book, month, year = str(poisoned(folder / "book.zt")), f"{YEAR}-{MONTH:02}", str(YEAR)
    heads, extra = (column_head(column, MONTH) for column in SheetColumn), map(extra_word, ExtraSheet)
    every = ["--columns", ",".join(heads), "--extra", ",".join(extra), "--title", poison("=", "title")]
    calls = [
        *(
            ["sheet", book, "--month", month, str(folder / f"sheet {group}.xlsx"), *every, "--group", group_word(group)]
            for group in Group
        ),
        ["yearend", book, "--year", year, str(folder / "yearend.xlsx")],
        ["summary", book, "--month", month, str(folder / "summary.docx")],
        ["summary", book, "--month", month, str(folder / "summary.html")],
        ["targets", book, "--year", year, "--to", str(folder / "targets.xlsx")],
        ["fillin", book, "--month", month, "--to", str(folder / "fillin")],
        *(["export", book, "--format", form, "--to", str(folder / f"all.{ending}")] for form, ending in OPEN),
        ["gauges", book, "--month", month, str(folder / "gauges.svg")],
    ]
    failed = [words for words in calls if main(words)]
    patch.undo()
    assert not failed
    return folder


OPEN = (("xlsx", "xlsx"), ("csv", "zip"), ("json", "json"))
OFFICE = ["sheet none.xlsx", "sheet section.xlsx", "sheet responsible.xlsx", "yearend.xlsx", "targets.xlsx"]
OFFICE += ["all.xlsx", "summary.docx"]


def office_files(folder: Path) -> list[Path]:
    return [folder / name for name in OFFICE] + sorted((folder / "fillin").rglob("*.xlsx"))


def parts_of(path: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            yield f"{path.name}/{name}", archive.read(name)


def in_xml(path: Path) -> tuple[int, list[str]]:
    """How often the token stands there, and where it stands in a formula, a field, a name, a rule or a link."""
    carrying, bad = 0, []
    for name, data in parts_of(path):
        part = unescape(data.decode("utf-8", "replace")) if name.endswith((".xml", ".rels")) else ""
        carrying += part.count(TOKEN)
        found = [*FORMULAS.findall(part), *FIELDS.findall(part), *LINKS.findall(part)]
        bad += [f"{name}: {one[:80]}" for one in found if TOKEN in one or "cmd|" in one]
    return carrying, bad


def in_cells(path: Path) -> tuple[int, list[str]]:
    """The same as openpyxl reads cells; also a text that editing its cell would make a formula is bad."""
    tried, bad = 0, []
    for sheet in openpyxl.load_workbook(path).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if TOKEN in str(cell.value)):
            tried += 1
            as_text = cell.quotePrefix or cell.number_format == "@"
            if cell.data_type != "s" or (cell.value.startswith(STARTS) and not as_text):
                bad.append(f"{path.name} {sheet.title}!{cell.coordinate}: {cell.data_type} {cell.value[:40]!r}")
    return tried, bad


def test_no_text_is_a_formula_in_an_office_file(exports: Path, promise: Counting) -> None:
    tried, bad = 0, list[str]()
    for path in office_files(exports):
        carrying, found = in_xml(path)
        cells, more = in_cells(path) if path.suffix == ".xlsx" else (carrying, [])
        tried, bad = tried + cells, [*bad, *found, *more]
        assert cells, f"{path.name} shows none of the texts"
    promise("R18", tried=tried, bad=bad)


def test_no_text_is_a_formula_in_a_csv(exports: Path, promise: Counting) -> None:
    tried, bad = 0, []
    for name, part in parts_of(exports / "all.zip"):
        if not name.endswith(".csv"):
            continue
        for row in csv.reader(io.StringIO(part.decode("utf-8-sig"), newline="")):
            told = [cell for cell in row if TOKEN in cell]
            tried += len(told)
            bad += [f"{name}: {cell[:40]!r}" for cell in told if cell.startswith(STARTS)]
    promise("R18", tried=tried, bad=bad)


def test_no_text_is_markup_in_a_page_or_a_picture(exports: Path, promise: Counting) -> None:
    tried, bad = 0, list[str]()
    for name in ("summary.html", "gauges.svg"):
        text = (exports / name).read_text("utf-8")
        tried += max(1, text.count(TOKEN))
        bad += [f"{name}: a text became markup"] * text.count(MARKUP)
    promise("R18", tried=tried, bad=bad)


def test_every_text_field_goes_out_somewhere(exports: Path) -> None:
    """What never reaches an export was not tried: each of these stands in one at least."""
    parts = [part for path in office_files(exports) for _, part in parts_of(path)]
    shown = unescape(b"".join(parts).decode("utf-8", "replace"))
    for what in ("单位", "指标", "section", "responsible", "wording", "note", "计量", "问题", "文号", "事项", "进展"):
        assert TOKEN + what in shown, what
    for what in ("操作人", "类别", "别名", "出处", "来源", "缘由", "联系人", "提取", "报告", "issuer", "title"):
        assert TOKEN + what in shown, what


def test_the_look_finds_a_formula_where_there_is_one(tmp_path: Path, control: Controlling) -> None:
    book = openpyxl.Workbook()
    book.active.append([f"={TOKEN}()", f"+{TOKEN}", f"plain {TOKEN}"])
    book.save(tmp_path / "a.xlsx")
    found = len(in_xml(tmp_path / "a.xlsx")[1]) + len(in_cells(tmp_path / "a.xlsx")[1])
    control("R18", "openpyxl's own way to write a text", failed=found, of=3, at_least=3)
