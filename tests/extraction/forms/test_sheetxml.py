"""Cells set inside the bytes of a sheet."""

from __future__ import annotations

import pytest

from zonetracker.extraction.forms.sheetxml import Figured, Place, SheetXml

HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet xmlns="u"><sheetData>'
TAIL = b"</sheetData><!-- kept --><conditionalFormatting sqref='B1'/></worksheet>"


def sheet(rows: bytes, tail: bytes = TAIL, head: bytes = HEAD) -> SheetXml:
    return SheetXml(head + rows + tail, "表.xlsx")


@pytest.mark.parametrize(
    ("rows", "place", "filled"),
    [
        (b'<row r="1"><c r="B1" s="3"/></row>', (0, 1), b'<row r="1"><c r="B1" s="3"><v>7</v></c></row>'),
        (b'<row r="1"><c r="B1" s="3" /></row>', (0, 1), b'<row r="1"><c r="B1" s="3"><v>7</v></c></row>'),
        (
            b'<row r="1"><c s="3" t="s" r="B1"><v>0</v></c></row>',
            (0, 1),
            b'<row r="1"><c s="3" r="B1"><v>7</v></c></row>',
        ),
        (b'<row r="1"><c r="B1" s="2"></c></row>', (0, 1), b'<row r="1"><c r="B1" s="2"><v>7</v></c></row>'),
        (
            b'<row r="1"><c r="A1"/><c r="C1"/></row>',
            (0, 1),
            b'<row r="1"><c r="A1"/><c r="B1"><v>7</v></c><c r="C1"/></row>',
        ),
        (b'<row r="1"><c r="A1"/></row>', (0, 27), b'<row r="1"><c r="A1"/><c r="AB1"><v>7</v></c></row>'),
        (b'<row r="2"/>', (1, 0), b'<row r="2"><c r="A2"><v>7</v></c></row>'),
        (b"<row><c/><c/></row>", (0, 1), b"<row><c/><c><v>7</v></c></row>"),
        (
            b'<row r="1" s="5" customFormat="1"><c r="A1"/></row>',
            (0, 1),
            b'<row r="1" s="5" customFormat="1"><c r="A1"/><c r="B1" s="5"><v>7</v></c></row>',
        ),
        (
            b'<x:row r="1"><x:c r="A1"/></x:row>',
            (0, 0),
            b'<x:row r="1"><x:c r="A1"><x:v>7</x:v></x:c></x:row>',
        ),
    ],
)
def test_only_the_wanted_cell_is_another(rows: bytes, place: Place, filled: bytes) -> None:
    head = HEAD.replace(b'xmlns="u"', b'xmlns="u" xmlns:x="u"')
    assert sheet(rows, head=head).filled({place: Figured("7")}) == head + filled + TAIL


def test_a_text_stands_in_its_cell_and_is_escaped() -> None:
    made = sheet(b'<row r="1"><c r="A1" s="1"/></row>').filled({(0, 0): Figured("<7&", is_text=True)})
    assert b'<c r="A1" s="1" t="inlineStr"><is><t>&lt;7&amp;</t></is></c>' in made


def test_several_cells_in_several_rows_are_set_at_once() -> None:
    rows = b'<row r="1"><c r="A1"/><c r="D1"/></row><row r="2"><c r="B2"/></row>'
    cells = {
        (0, 1): Figured("1"),
        (0, 2): Figured("2"),
        (0, 3): Figured("3"),
        (1, 1): Figured("4"),
        (1, 4): Figured("5"),
    }
    assert (
        sheet(rows).filled(cells)
        == HEAD
        + (
            b'<row r="1"><c r="A1"/><c r="B1"><v>1</v></c><c r="C1"><v>2</v></c><c r="D1"><v>3</v></c></row>'
            b'<row r="2"><c r="B2"><v>4</v></c><c r="E2"><v>5</v></c></row>'
        )
        + TAIL
    )


def test_formulas_are_known_also_those_of_an_area() -> None:
    rows = b'<row r="1"><c r="A1"><f>B1</f><v>0</v></c><c r="B1"><f t="array" ref="B1:B3">1</f></c></row>'
    assert sheet(rows).formulas == {(0, 0), (0, 1), (1, 1), (2, 1)}


def test_rows_of_drawings_are_no_rows_of_the_sheet() -> None:
    tail = b"</sheetData><controls><from><row>1</row></from></controls></worksheet>"
    one = sheet(b'<row r="1"><c r="A1"/></row>', tail)
    assert one.filled({(0, 0): Figured("7")}) == HEAD + b'<row r="1"><c r="A1"><v>7</v></c></row>' + tail


def test_a_column_gives_its_style_and_protection_is_told() -> None:
    head = HEAD.replace(b"<sheetData>", b'<cols><col min="2" max="3" style="4"/></cols><sheetData>')
    tail = b'</sheetData><sheetProtection sheet="1"/></worksheet>'
    one = sheet(b'<row r="1"><c r="A1"/></row>', tail, head)
    assert [one.style(0, column) for column in range(4)] == ["0", "4", "4", "0"]
    assert one.is_protected and not sheet(b"").is_protected


def test_columns_that_do_not_say_which_they_are_break_nothing() -> None:
    xml = b'<worksheet><cols><col style="1"/><col min="x" max="3" style="2"/></cols><sheetData/></worksheet>'
    assert SheetXml(xml, "表.xlsx").style(0, 5) == "0"
