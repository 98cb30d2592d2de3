"""Each output written from the window and by the command line is the same file, by the workbook's choices."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.outputs.conftest import pdf_text, save
from zonetracker.__main__ import main
from zonetracker.model.changes import IndicatorChange
from zonetracker.model.issuing import Edit, GaugeForm, GaugeOptions, Group, SheetColumn, SheetOptions, Template, Wording
from zonetracker.services.issuing import keep_choices
from zonetracker.services.issuing.bulletin import keep_edits
from zonetracker.ui.outputs.page import GAUGES, SHEET, OutputsPage

COLUMNS = (
    *(SheetColumn.NUMBER, SheetColumn.UNIT, SheetColumn.NAME, SheetColumn.ACTUAL, SheetColumn.TARGET),
    *(SheetColumn.COMPLETION, SheetColumn.GAP, SheetColumn.ASSESSMENT),
)
OPTIONS = SheetOptions(COLUMNS, Group.RESPONSIBLE, "A3", "青禾管委会", "王一", "李二", "张三")
OWN = {Template.TITLE.value: "{区名}{时段}目标任务督查通报"}
WORDING = Wording(addressee="各部门、各单位", issuer="青禾高新区管委会办公室", templates=OWN)
EDIT = Edit("前三季度总体平稳。", "截至9月底")


@pytest.fixture
def chosen(page: OutputsPage, qtbot: QtBot) -> OutputsPage:
    """A workbook with a choice of every kind, all made through the one door."""
    ledger = page.desk.ledger
    watched = [target.indicator_id for target in ledger.targets(page.desk.year)][:2]
    for write in (
        lambda: keep_choices(ledger, OPTIONS),
        lambda: keep_choices(ledger, WORDING),
        lambda: keep_edits(ledger, page.desk.year, page.desk.month, {"opening": EDIT}),
        lambda: ledger.set_settings(places=2),
        *(lambda number=number: ledger.edit_indicator(number, IndicatorChange(pinned=True)) for number in watched),
    ):
        page.desk.write(write)
    qtbot.waitUntil(lambda: page.summary.composed is not None and page.summary.addressee.text() == WORDING.addressee)
    return page


def parts(data: bytes, name: str) -> object:
    """What can be compared of a file so that a difference is seen: the parts of a package, the text of a PDF."""
    if name.endswith((".xlsx", ".docx")):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return {part: package.read(part) for part in package.namelist()}
    return pdf_text(data) if name.endswith(".pdf") and not name.startswith("gauges") else data


def button_of(page: OutputsPage, name: str) -> QPushButton | Callable[[], object]:
    """What writes this file from the window."""
    kind, _, ending = name.partition(".")
    if kind == "summary":
        return page.summary.buttons[("", "pdf", "docx", "html").index(ending)]
    page.tabs.setCurrentIndex(SHEET if kind == "sheet" else GAUGES)
    if kind == "sheet":
        return page.sheet.export if ending == "xlsx" else page.sheet.export_pdf
    assert page.gauges is not None
    return page.gauges.save


@pytest.mark.parametrize(
    "name",
    [
        *("sheet.xlsx", "sheet.pdf", "summary.pdf", "summary.docx", "summary.html"),
        *("gauges.png", "gauges.svg", "gauges.pdf"),
    ],
)
def test_window_and_command_line_write_the_same(chosen: OutputsPage, qtbot: QtBot, tmp_path: Path, name: str) -> None:
    by_window = save(chosen, qtbot, button_of(chosen, name), tmp_path / name)
    out = tmp_path / f"command-{name}"
    book, verb = str(chosen.desk.ledger.path), name.partition(".")[0]
    assert main([verb, book, str(out), "--month", "2023-09"]) == 0
    assert parts(out.read_bytes(), name) == parts(by_window, name)


def test_a_call_overrides_what_the_workbook_keeps(chosen: OutputsPage, tmp_path: Path) -> None:
    def written(verb: str, name: str, *more: str) -> str:
        path = tmp_path / name
        book = str(chosen.desk.ledger.path)
        assert main([verb, book, str(path), "--month", "2023-09", "--date", "2023-10-08", *more]) == 0
        data = path.read_bytes()
        return pdf_text(data) if name.endswith(".pdf") else data.decode("utf-8")

    kept = written("sheet", "kept.pdf")
    assert "青禾管委会" in kept and "王一" in kept and "序时进度(%)" not in kept and "2023-10-08" in kept
    call = ["--paper", "A4", "--columns", "指标名称,1-3月累计,序时进度", "--group", "不分组"]
    said = written("sheet", "said.pdf", *call, "--issuer", "统计局", "--title", "三季度表")
    assert "序时进度(%)" in said and "统计局" in said and "三季度表" in said and "王一" in said
    assert "商务局" in kept and "商务局" not in said and "进度评价" not in said.partition("说明")[0]
    summary = written("summary", "a.html", "--addressee", "各局", "--issuer", "统计局", "--title", "九月通报")
    for words in ("各局：", "统计局", "九月通报", "2023年10月8日", EDIT.text):
        assert words in summary
    assert WORDING.addressee not in summary
    assert "<h1>青禾高新区2023年1-9月目标任务督查通报</h1>" in written("summary", "b.html")


def test_a_call_says_which_further_sheets_there_are(chosen: OutputsPage, tmp_path: Path) -> None:
    def sheets(*more: str) -> set[str]:
        path = tmp_path / "表.xlsx"
        assert main(["sheet", str(chosen.desk.ledger.path), str(path), "--month", "2023-09", *more]) == 0
        return set(openpyxl.load_workbook(path).sheetnames)

    usual = sheets()
    assert sheets("--extra", "无") == usual - {"完成率图"}
    assert sheets("--extra", "完成率图，各月实绩、各月完成率") == usual | {"完成率图", "各月实绩", "各月完成率"}


def test_the_closing_list_of_a_year_is_the_same_from_both_fronts(
    chosen: OutputsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    chosen.tabs.setCurrentIndex(SHEET)
    assert chosen.sheet.year_end.isHidden()
    chosen.desk.choose_period(2023, 12)
    qtbot.waitUntil(lambda: not chosen.sheet.year_end.isHidden())
    by_window = save(chosen, qtbot, chosen.sheet.year_end, tmp_path / "年终.xlsx")
    out, call = tmp_path / "年终2.xlsx", ["yearend", str(chosen.desk.ledger.path), "--year", "2023"]
    assert main([*call, str(out)]) == 0
    assert parts(out.read_bytes(), out.name) == parts(by_window, out.name)
    (kept,) = chosen.desk.ledger.issued()
    assert (kept.kind, kept.month, kept.file_name) == ("year_end", 12, "年终.xlsx")


def test_gauges_take_the_form_that_the_workbook_keeps(chosen: OutputsPage, tmp_path: Path) -> None:
    ledger = chosen.desk.ledger

    def written(*more: str) -> bytes:
        path = tmp_path / "图.svg"
        assert main(["gauges", str(ledger.path), str(path), "--month", "2023-09", "--all", *more]) == 0
        return path.read_bytes()

    dials = written("--form", "dials")
    assert written() == written("--form", "strips") != dials
    chosen.desk.write(lambda: keep_choices(ledger, GaugeOptions(GaugeForm.DIALS)))
    assert written() == dials


def test_kept_as_issued_where_the_call_asks_for_it(chosen: OutputsPage, tmp_path: Path) -> None:
    book = chosen.desk.ledger.path
    window = chosen.window()
    window.close_workbook()  # type: ignore[attr-defined]
    call = ["gauges", str(book), "--month", "2023-09", str(tmp_path / "图.png")]
    assert main(call) == main([*call, "--keep"]) == main([*call, "--keep"]) == 0
    assert window.open_workbook(book)  # type: ignore[attr-defined]
    ledger = window.desk.ledger  # type: ignore[attr-defined]
    (one,) = ledger.issued()
    assert (one.kind, one.year, one.month, one.file_name) == ("gauges", 2023, 9, "图.png")
    assert ledger.issued_data(one.id) == (tmp_path / "图.png").read_bytes()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--paper", "A5"], "--paper"),
        (["--columns", "指标名称,没有的列"], "没有的列"),
        (["--columns", "，"], "至少要有一列"),
        (["--group", "按心情"], "按心情"),
        (["--extra", "各月实绩,封面"], "封面"),
        (["--date", "十月"], "2023-10-08"),
    ],
)
def test_a_wrong_choice_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], more: list[str], said: str) -> None:
    with pytest.raises(SystemExit) as left:
        main(["sheet", str(tmp_path / "a.zt"), str(tmp_path / "a.xlsx"), "--month", "2023-09", *more])
    assert left.value.code == 2
    assert said in capsys.readouterr().err
