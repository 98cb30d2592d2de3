"""Office documents as others see them: a validator, readers of other make, and what a package holds."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from math import isclose
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.styles import Font
from openxml_audit import FileFormat, OpenXmlValidator
from python_calamine import CalamineWorkbook

from tests.outputs.specimens import SPECIMENS, build
from tests.outputs.test_sheet_recalculated import OFFICE, converted
from zonetracker.model.facts import Department
from zonetracker.model.issuing import ExtraSheet, Group, SheetOptions, Wording
from zonetracker.model.progress import Progress
from zonetracker.outputs.cells import STRINGS
from zonetracker.outputs.package import finish_book
from zonetracker.outputs.sheet.background import Background
from zonetracker.outputs.sheet.workbook import build_sheet
from zonetracker.outputs.sheet.year_end import build_year_end
from zonetracker.outputs.summary.composing import compose
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.support.i18n import program_name

FOREIGN = ("thumbnail", "stylesWithEffects", "customXml", "openpyxl", "python-docx", "Macintosh", "2000-01-01", "2013-")


def sheet(progress: Progress) -> bytes:
    """With every further sheet."""
    behind = Background(months=(build(SPECIMENS, 1), progress))
    return build_sheet(progress, SheetOptions(group=Group.SECTION, extra=tuple(ExtraSheet)), behind)


def year_end(progress: Progress) -> bytes:
    return build_year_end(build(SPECIMENS, 12), progress, SheetOptions())


def summary(progress: Progress) -> bytes:
    return docx_bytes(compose(progress, Wording()))


def plain_book(path: Path) -> None:
    """What openpyxl makes of text, figure, formula and bold letters."""
    book = openpyxl.Workbook()
    cells = book.worksheets[0]
    cells["A1"], cells["A2"], cells["A3"] = "指标", 1, "=A2*2"
    cells["A1"].font = Font(bold=True)
    book.save(path)


def plain_document(path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("通报")
    document.save(str(path))


def said_of(path: Path) -> set[str]:
    """What the validator finds, without places and counts."""
    found = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(path).errors
    return {re.sub(r"\d+", "#", f"{one.part_uri} {one.description}") for one in found}


@pytest.mark.parametrize("month", [2, 9, 12])
@pytest.mark.parametrize(
    ("ending", "make", "plain"),
    [("xlsx", sheet, plain_book), ("xlsx", year_end, plain_book), ("docx", summary, plain_document)],
    ids=["sheet", "year end", "docx"],
)
def test_a_validator_finds_nothing_that_it_does_not_find_in_a_plain_file(
    month: int, ending: str, make: Callable[[Progress], bytes], plain: Callable[[Path], None], tmp_path: Path
) -> None:
    ours, usual = tmp_path / f"ours.{ending}", tmp_path / f"plain.{ending}"
    ours.write_bytes(make(build(SPECIMENS, month)))
    plain(usual)
    assert said_of(ours) <= said_of(usual)


def test_the_validator_sees_what_is_wrong(small: Progress, tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(io.BytesIO(sheet(small))) as source, zipfile.ZipFile(path, "w") as goal:
        for name in source.namelist():
            part = source.read(name)
            goal.writestr(name, part.replace(b"<sheetData>", b"<sheetDatum/><sheetData>"))
    assert said_of(path)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("make", [sheet, summary])
def test_nothing_foreign_is_left_in_a_package(small: Progress, make: Callable[[Progress], bytes]) -> None:
    parts = parts_of(make(small))
    told = "\n".join(parts) + "".join(part.decode() for part in parts.values())
    assert [word for word in FOREIGN if word in told] == []
    assert next(iter(parts)) == "[Content_Types].xml"
    assert f"<Application>{program_name()}</Application>".encode() in parts["docProps/app.xml"]


@pytest.mark.parametrize("make", [sheet, summary])
def test_every_link_leads_to_a_part_and_every_part_has_a_type(
    small: Progress, make: Callable[[Progress], bytes]
) -> None:
    parts = parts_of(make(small))
    types = parts["[Content_Types].xml"].decode()
    named = {name.lstrip("/") for name in re.findall(r'PartName="([^"]+)"', types)}
    assert named <= set(parts)
    for name in parts:
        assert name == "[Content_Types].xml" or name in named or f'Extension="{name.rpartition(".")[2]}"' in types
    for name, part in parts.items():
        if name.endswith(".rels"):
            folder = Path(name).parent.parent
            for target in re.findall(r'Target="([^"]+)"', part.decode()):
                at = target.lstrip("/") if target.startswith("/") else (folder / target).as_posix()
                assert at in parts, (name, target)


@pytest.mark.parametrize(("issued_on", "closed_on"), [("2023-10-12", "2023-10-09"), ("", "2023-10-09")])
def test_a_file_bears_the_day_of_issue_else_that_of_closing(small: Progress, issued_on: str, closed_on: str) -> None:
    data = build_sheet(replace(small, closed_on=closed_on), SheetOptions(issued_on=issued_on))
    core = parts_of(data)["docProps/core.xml"].decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {f"{issued_on or closed_on}T00:00:00Z"}


def book_of(*values: Any) -> bytes:
    book = openpyxl.Workbook()
    for number, value in enumerate(values, 1):
        book.worksheets[0].cell(number, 1).value = value
    return finish_book(book, {"xl/worksheets/sheet1.xml": {"A2": "0.30000000000000000001", "A3": "达到", "A4": "6"}})


def test_cells_are_written_as_they_are() -> None:
    texts = [" 两端 ", 1, '=IF(A2>0,"<&达到","")', "=2*3", "甲\n乙", " 两端 ", None]
    data = book_of(*texts)
    cells = parts_of(data)["xl/worksheets/sheet1.xml"].decode()
    assert (
        "<v>0.30000000000000000001</v>" in cells and 't="str"><f>IF(A2&gt;0,"&lt;&amp;达到","")</f><v>达到</v>' in cells
    )
    assert parts_of(data)[STRINGS].decode().count("两端") == 1
    read = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert [read.cell(row, 1).value for row in range(1, 8)] == [" 两端 ", 0.3, *texts[2:]]
    known = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    assert [known["A3"].value, known["A4"].value] == ["达到", 6]


def test_a_book_without_a_text_has_no_table_of_texts() -> None:
    assert STRINGS not in parts_of(book_of(1, 2))


def cells_of(path: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    book = CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        yield name, book.get_sheet_by_name(name).to_python(skip_empty_area=False)


def alike(one: Any, other: Any) -> bool:
    """Whether two readers see the same; LibreOffice saves fifteen digits of a figure."""
    if isinstance(one, float) and isinstance(other, float):
        return isclose(one, other, rel_tol=1e-14, abs_tol=1e-14)
    return bool((one or "") == (other or ""))


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("month", [9, 12])
def test_two_readers_and_an_office_see_the_same_values_in_every_cell(month: int, tmp_path: Path) -> None:
    known = replace(build(SPECIMENS, month), departments=(Department(1, "示范局"),))
    path = tmp_path / "a.xlsx"
    path.write_bytes(sheet(known))
    ours = dict(cells_of(path))
    worked_out = dict(cells_of(converted([path], tmp_path)[0]))
    usual = openpyxl.load_workbook(path, data_only=True)
    assert list(ours) == list(worked_out) == usual.sheetnames
    compared = 0
    for name, rows in ours.items():
        for number, row in enumerate(rows, 1):
            for place, value in enumerate(row, 1):
                again = worked_out[name][number - 1][place - 1] if number <= len(worked_out[name]) else ""
                assert alike(value, again), (name, number, place, value, again)
                read = usual[name].cell(number, place).value
                assert alike(value, float(read) if isinstance(read, int) else read), (name, number, place, value, read)
                compared += value != ""
    assert compared > 400
