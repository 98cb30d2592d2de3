"""One computation of widths for Excel and paper: figures are never cut, and a long text widens nothing."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.issuing import SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.texts import sheet_table
from zonetracker.outputs.sheet.widths import (
    LEAST_POINTS,
    PAD,
    ColumnText,
    ems,
    fit,
    fit_into,
    is_figure,
    lines_in,
    measured,
    room_of,
)
from zonetracker.outputs.sheet.workbook import build_sheet

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HEADS = ["指标名称", "1-9月累计", "备注"]


def columns(*rows: Sequence[str], heads: Sequence[str] = HEADS) -> list[ColumnText]:
    return measured(heads, rows, frozenset({1}))


@pytest.mark.parametrize(
    ("text", "room", "lines"),
    [
        ("地区生产总值", 6, 1),
        ("地区生产总值", 5, 2),
        ("增长8.5%左右", 5, 2),
        ("引进亿元项目。", 6, 2),
        ("123456789012", 3.6, 2),
        ("一\n二", 9, 2),
        ("", 5, 1),
    ],
)
def test_lines_of_a_text(text: str, room: float, lines: int) -> None:
    assert lines_in(text, room) == lines


def test_a_figure_keeps_its_unit_and_closing_marks_stay_with_their_letter() -> None:
    assert lines_in("达到（80亿元）。", 3.3) == 3
    assert ems("80以上") == pytest.approx(3.2)


@pytest.mark.parametrize("text", ["80以上", "-3", "下降4%以上", "10–15", "59.2（预计）"])
def test_what_is_a_figure(text: str) -> None:
    assert is_figure(text) and not is_figure("与经济增长同步")


def test_a_long_row_widens_a_column_by_no_more_than_its_share() -> None:
    short = [("地区生产总值", "59.2", "")] * 30
    usual = fit(columns(*short), "A4")
    long = fit(columns(*short, ("力争高于全省平均水平" * 20, "59.2", "原因" * 200)), "A4")
    assert long.size == usual.size
    assert sum(long.widths) == pytest.approx(room_of("A4"))
    assert long.widths[1] >= ems("59.2") * long.size + PAD


def test_a_figure_is_never_cut_even_where_letters_cannot_be_read() -> None:
    heads = [f"第{number}栏" for number in range(40)]
    table = measured(heads, [["12345.67"] * 40], frozenset(range(40)))
    a4, a3 = fit(table, "A4"), fit(table, "A3")
    assert not a4.readable and a4.size < LEAST_POINTS
    for fitting, paper in ((a4, "A4"), (a3, "A3")):
        assert sum(fitting.widths) <= room_of(paper) + 0.1
        assert all(width - PAD >= ems("12345.67") * fitting.size for width in fitting.widths)


def test_widths_are_all_there_is_however_narrow_or_empty() -> None:
    assert fit([], "A4").widths == ()
    assert sum(fit_into(columns(("字", "1", "")), 30, (9.0,)).widths) == pytest.approx(30, abs=0.1)


def test_default_columns_are_set_at_nine_points_on_a4_and_more_on_a3(small: Progress) -> None:
    for rows in (small, build(SPECIMENS * 12)):
        assert fit(sheet_table(rows, SheetOptions()).measured(), "A4").size >= LEAST_POINTS
        assert fit(sheet_table(rows, SheetOptions()).measured(), "A3").size > 9


def test_a_head_has_its_unit_below_only_where_it_must() -> None:
    table = fit(columns(("地区生产总值", "59.2", ""), heads=["指标名称", "序时进度(%)", "备注"]), "A4")
    assert table.head(1, "序时进度(%)") == "序时进度(%)"
    many = fit(measured(["序时进度(%)"] * 20, [["75.0"] * 20], frozenset(range(20))), "A4")
    assert many.head(0, "序时进度(%)") == "序时进度\n(%)"


def sizes(pdf: Path) -> set[float]:
    """The sizes of all letters of a PDF in points, as they are printed."""
    found = set()
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for place in range(pdfium.FPDFText_CountChars(text.raw)):
            if chr(pdfium.FPDFText_GetUnicode(text.raw, place)).strip():
                found.add(round(pdfium.FPDFText_GetFontSize(text.raw, place), 1))
    return found


@pytest.mark.slow
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_excels_page_has_no_text_under_eight_points(tmp_path: Path) -> None:
    assert OFFICE is not None
    books = {
        "kinds": (build(SPECIMENS * 3), SheetOptions()),
        "many": (build(SPECIMENS * 12), SheetOptions()),
        "large": (build(SPECIMENS * 3), SheetOptions(paper="A3", columns=tuple(SheetColumn))),
    }
    for name, (rows, options) in books.items():
        (tmp_path / f"{name}.xlsx").write_bytes(build_sheet(rows, options))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"]
        + [f"{name}.xlsx" for name in books],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=180,
    )
    for name, (rows, options) in books.items():
        printed = sizes(tmp_path / f"{name}.pdf")
        wanted = fit(sheet_table(rows, options).measured(), options.paper).size
        assert min(printed) >= LEAST_POINTS
        assert any(abs(size - wanted) < 0.2 for size in printed), (name, wanted, printed)


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2023年10月31日", "2023年10月31日"),
        ("2024年12月（计划）", "2024年12月（计划）"),
        ("2023年10月31日（原时限2023年9月15日，延期1次）", "2023年10月31日"),
    ],
)
def test_a_date_is_not_broken(text: str, whole: str) -> None:
    column = ColumnText("完成时限")
    column.add(text)
    others = [ColumnText("任务内容", texts=[60.0] * 9) for _ in range(9)]
    fitting = fit([column, *others], "A3")
    assert fitting.lines(0, whole) == 1
