"""The list of targets as a workbook: what a clerk and a printer get, and how its cells are understood again."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from zonetracker.model.facts import Bound, Indicator, JudgeBy, Stated, Target
from zonetracker.outputs.breakdown.columns import (
    PRINTED,
    BreakdownColumn,
    ListedTarget,
    cells_of,
    digest,
    row_key,
    sent_in,
)
from zonetracker.outputs.breakdown.workbook import build_breakdown
from zonetracker.outputs.marking import marking_of

COLUMNS = list(BreakdownColumn)


def target(number: int, stated: Stated, **more: Any) -> ListedTarget:
    depth = 1 if "parent_id" in more else 0
    aliases = tuple(f"第{at}个叫法" for at in range(20))
    return ListedTarget(
        "" if depth else str(number),
        depth,
        Target(number, number, 2023, stated, **more),
        Indicator(number, f"指标{number}", "亿元", aliases=aliases),
    )


ROWS = (
    target(1, Stated(Decimal("80.50"), None, "亿元", Bound.AT_LEAST), weight=Decimal("2.50"), judge_by=JudgeBy.LEVEL),
    target(2, Stated(Decimal(8), Decimal("8.5"), "亿元"), parent_id=1, note="=1+1"),
    target(3, Stated(growth=Decimal("-3"), growth_high=Decimal("-5"), growth_bound=Bound.ABOUT)),
    target(4, Stated(), wording="与经济增长同步", weight=Decimal("1." + "1" * 20)),
)


@pytest.fixture
def data() -> bytes:
    return build_breakdown("云岭高新区", 2023, ROWS, "abc", "A3")


def test_cells_are_texts_that_no_program_takes_for_dates(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    values = [[cell.value for cell in row[: len(COLUMNS)]] for row in sheet.iter_rows(min_row=3, max_row=6)]
    level, growth = COLUMNS.index(BreakdownColumn.LEVEL), COLUMNS.index(BreakdownColumn.GROWTH)
    assert [row[level] for row in values] == ["80.50以上", "8-8.5", None, "与经济增长同步"]
    assert values[2][growth] == "-3至-5左右"
    assert [row[1] for row in values] == ["指标1", "　其中：指标2", "指标3", "指标4"]
    weight = COLUMNS.index(BreakdownColumn.WEIGHT) + 1
    assert {sheet.cell(3, place).number_format for place in range(1, len(COLUMNS) + 1) if place != weight} == {"@"}
    assert (sheet.cell(3, weight).value, sheet.cell(3, weight).number_format) == (2.5, "0.00")
    assert sheet.cell(6, weight).value == "1." + "1" * 20
    note = sheet.cell(4, COLUMNS.index(BreakdownColumn.NOTE) + 1)
    assert (note.value, note.data_type, note.quotePrefix) == ("=1+1", "s", True)
    parts = zipfile.ZipFile(io.BytesIO(data))
    assert b'ignoredError sqref="A3:Q6" numberStoredAsText="1"' in parts.read("xl/worksheets/sheet1.xml")


def test_it_is_printed_as_an_office_sends_it(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    assert sheet["A1"].value == "云岭高新区2023年目标任务分解表"
    assert sheet.print_area == "'目标任务'!$A$1:$K$6" and len(PRINTED) == 11
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$2:$2" and sheet.freeze_panes == "C3"
    assert sheet.row_dimensions[3].height < 40, "what is not printed makes no row higher"
    assert "清空" in str(sheet["A7"].value), "how it comes back is said below, and not printed"


def test_columns_of_one_word_offer_their_words(data: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    offered = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert offered == {
        "L3:L206": '"两者取低,按总量,按增速"',
        "M3:M206": '"累计型,时点型"',
        "N3:N206": '"越高越好,越低越好,区间内"',
    }


def test_every_row_is_known_again_with_what_it_held(data: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(data))
    grids = [
        type("Sheet", (), {"name": one.title, "rows": [[str(c.value or "") for c in row] for row in one.iter_rows()]})()
        for one in book.worksheets
    ]
    marking = marking_of(grids)
    assert marking is not None and (marking.kind, marking.file_id, marking.year) == ("breakdown", "abc", 2023)
    for row, place in zip(ROWS, range(2, 6), strict=True):
        number, digests = sent_in(marking.keys[0, place])
        assert number == row.target.id
        assert digests == {column: digest(text) for column, text in cells_of(row).items()}


def test_a_key_of_another_make_names_nothing() -> None:
    assert sent_in("target 7") == (0, {}) and sent_in("") == (0, {})
    assert sent_in("7") == (7, {}) and sent_in("7 abc") == (7, {})
    assert sent_in(row_key(ROWS[0]))[0] == 1
