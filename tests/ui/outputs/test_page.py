"""输出 by hand: the preview, every file, what is kept as issued, a file open elsewhere, missing fonts."""

import io
import os
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.outputs.specimens import SPECIMENS, build
from tests.trust.watching import outside, touched
from tests.ui.conftest import ClerkWindow, clerk
from tests.ui.made_up_book import MONTH, ROWS, YEAR, book, cells
from tests.ui.outputs.conftest import pdf_text, save
from zonetracker.model.issuing import DEFAULT_COLUMNS, ExtraSheet, Group, IssuedKind, SheetColumn, SheetOptions
from zonetracker.paper.fonts import paper_fonts_missing
from zonetracker.paper.marks import MM
from zonetracker.paper.sheet import compose_sheet
from zonetracker.services.issuing import paper_advice, sheet_options
from zonetracker.support import patience
from zonetracker.ui.outputs import summary_tab
from zonetracker.ui.outputs.gauges_tab import PageView
from zonetracker.ui.outputs.page import GAUGES, ISSUED, SHEET, SUMMARY, OutputsPage
from zonetracker.ui.outputs.printing import PrintForm, PrintOrder
from zonetracker.ui.parts.bookkeeping.tracing import TraceDialog


def test_the_preview_shows_the_pages_and_the_fonts_it_lacks(page: OutputsPage) -> None:
    tab = page.summary
    assert len(tab.view.pages) >= 2
    assert f"共 {len(tab.view.pages)} 页" in tab.place.text()
    first = "".join(run.text for run in tab.view.pages[0].runs)
    assert "列入跟踪的目标任务共13项" in first
    missing = paper_fonts_missing()
    assert all(sentence in tab.fonts.text() for sentence in missing)


def test_keys_turn_and_size_the_preview(page: OutputsPage, qtbot: QtBot) -> None:
    view = page.summary.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_page() == len(view.pages)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_page() == 1
    before = view.scale()
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.scale() < before
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert view.scale() == before


def test_words_typed_stand_on_the_paper_and_stay_in_the_workbook(page: OutputsPage, qtbot: QtBot) -> None:
    tab = page.summary
    tab.addressee.setFocus()
    tab.addressee.insert("各部门、各单位")
    qtbot.keyClick(tab.addressee, Qt.Key.Key_Return)

    def first_line() -> bool:
        return tab.composed is not None and "各部门、各单位：" in [one.text for one in tab.view.pages[0].runs]

    qtbot.waitUntil(first_line)
    kept: Any = page.desk.ledger.setting("summary")
    assert kept["addressee"] == "各部门、各单位"
    page.desk.undo()
    qtbot.waitUntil(lambda: tab.composed is not None and tab.addressee.text() == "")


def test_a_date_that_is_none_is_refused_in_words(page: OutputsPage, qtbot: QtBot) -> None:
    said = []
    page.desk.said.connect(lambda sentence, tone: said.append((sentence, tone)))
    page.summary.issued_on.insert("十月八日")
    qtbot.keyClick(page.summary.issued_on, Qt.Key.Key_Return)
    assert said and said[-1][1] == "trouble" and "十月八日" in said[-1][0]


def test_pdf_docx_and_html_carry_the_same_figures(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    _, pdf_button, docx_button, html_button = page.summary.buttons
    pdf = save(page, qtbot, pdf_button, tmp_path / "通报.pdf")
    docx = save(page, qtbot, docx_button, tmp_path / "通报.docx")
    html = save(page, qtbot, html_button, tmp_path / "通报.html")
    assert "76.0%" in pdf_text(pdf) and "76.0%" in html.decode("utf-8")
    assert docx.startswith(b"PK")
    kept = page.desk.ledger.issued()
    assert [one.file_name for one in kept] == ["通报.html", "通报.docx", "通报.pdf"]
    assert page.desk.ledger.issued_data(kept[2].id) == pdf


def test_a_kept_file_comes_back_to_the_byte(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    pdf = save(page, qtbot, page.summary.buttons[1], tmp_path / "甲.pdf")
    page.tabs.setCurrentIndex(ISSUED)
    rows = cells(page.issued.table)
    assert [(row["kind"], row["month"], row["file_name"]) for row in rows] == [("通报", "2023年1-9月", "甲.pdf")]
    clerk(page).answers.append(str(tmp_path / "again.pdf"))
    page.issued.table.setFocus()
    qtbot.keyClick(page.issued.table, Qt.Key.Key_Return)
    qtbot.waitUntil((tmp_path / "again.pdf").exists)
    assert (tmp_path / "again.pdf").read_bytes() == pdf
    assert len(page.desk.ledger.issued()) == 1


def test_not_kept_when_not_wished_and_the_folder_is_at_hand(
    page: OutputsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    monkeypatch.setattr(
        "zonetracker.ui.outputs.page.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    assert not page.folder.isVisible()
    page.summary.keep.setChecked(False)
    save(page, qtbot, page.summary.buttons[1], tmp_path / "a.pdf")
    assert page.desk.ledger.issued() == []
    qtbot.mouseClick(page.folder, Qt.MouseButton.LeftButton)
    assert [Path(folder) for folder in opened] == [tmp_path]


def test_columns_hidden_and_moved_by_key_are_kept_and_exported(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.tabs.setCurrentIndex(SHEET)
    tab = page.sheet
    tab.columns.setFocus()
    tab.columns.setCurrentRow(3)
    qtbot.keyClick(tab.columns, Qt.Key.Key_Space)
    assert SheetColumn.BASELINE not in tab.columns.shown()
    tab.columns.setCurrentRow(1)
    qtbot.keyClick(tab.columns, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert tab.columns.shown()[:3] == (SheetColumn.NUMBER, SheetColumn.UNIT, SheetColumn.NAME)
    kept = sheet_options(page.desk.ledger)
    assert kept.columns == tab.columns.shown()
    assert [column.title for column in tab.model.columns][:3] == ["序号", "计量单位", "指标名称"]
    data = save(page, qtbot, tab.export, tmp_path / "表.xlsx")
    texts = [cell.value for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows() for cell in row]
    assert texts.index("计量单位") < texts.index("指标名称")
    clerk(page).answers = [0]
    page.desk.undo()
    assert len(page.desk.ledger.issued()) == 1
    assert tab.columns.shown()[:3] == (SheetColumn.NUMBER, SheetColumn.NAME, SheetColumn.UNIT)


def test_further_sheets_are_chosen_by_a_mark_and_go_into_the_file(
    page: OutputsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.tabs.setCurrentIndex(SHEET)
    boxes = page.sheet.extra.boxes
    assert [sheet for sheet, box in boxes.items() if box.isChecked()] == [ExtraSheet.CHART]
    qtbot.keyClick(boxes[ExtraSheet.CHART], Qt.Key.Key_Space)
    qtbot.keyClick(boxes[ExtraSheet.COMPLETIONS], Qt.Key.Key_Space)
    assert sheet_options(page.desk.ledger).extra == (ExtraSheet.COMPLETIONS,)
    data = save(page, qtbot, page.sheet.export, tmp_path / "表.xlsx")
    names = openpyxl.load_workbook(io.BytesIO(data)).sheetnames
    assert "各月完成率" in names and "完成率图" not in names


def test_the_sheet_is_printed_as_it_is_shown(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.tabs.setCurrentIndex(SHEET)
    tab = page.sheet
    pdf = save(page, qtbot, tab.export_pdf, tmp_path / "表.pdf")
    text = pdf_text(pdf)
    for row in known(page.progress).rows:
        assert row.indicator.name in "".join(text.split())
    assert "62.0" in text and "填表人：" in text and "第1页 共1页" in text
    assert page.desk.ledger.issued()[0].file_name == "表.pdf"
    tab.print_to(paper_printer(tmp_path / "印.pdf"))
    qtbot.waitUntil(lambda: (tmp_path / "印.pdf").exists() and not page.desk.tasks.busy)
    document = pypdfium2.PdfDocument(tmp_path / "印.pdf")
    assert document[0].get_width() > document[0].get_height() > 590
    document.close()
    kept = page.desk.ledger.issued()[0]
    assert kept.kind == "sheet" and page.desk.ledger.issued_data(kept.id) == pdf


def test_a_long_sheet_repeats_its_head_and_keeps_bands_with_their_rows() -> None:
    progress = build(SPECIMENS * 12)
    pages = compose_sheet(progress, SheetOptions(group=Group.SECTION, paper="A3"))
    bands = {row.target.section for row in progress.rows}
    below = 297 * MM - 23 * MM
    for page in pages[:-1]:
        texts = [run.text for run in page.runs]
        assert "计量单位" in texts and texts[-2] not in bands
        assert all(rule.y2 <= below + 0.01 for rule in page.rules)
    said = "".join(run.text for page in pages for run in page.runs)
    assert said.count("社会消费品零售总额") == 12 and pages[-1].runs[-1].text == f"第{len(pages)}页 共{len(pages)}页"


def test_the_last_column_cannot_be_hidden(page: OutputsPage) -> None:
    page.tabs.setCurrentIndex(SHEET)
    tab = page.sheet
    tab.columns.blockSignals(True)
    for row in range(1, tab.columns.count()):
        tab.columns.item(row).setCheckState(Qt.CheckState.Unchecked)
    tab.columns.blockSignals(False)
    tab.columns.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert tab.columns.shown() == DEFAULT_COLUMNS


def test_grouped_by_unit_the_rows_stand_under_headings(page: OutputsPage) -> None:
    page.tabs.setCurrentIndex(SHEET)
    tab = page.sheet
    tab.group.setCurrentIndex(2)
    tab.group.activated.emit(2)
    shown = cells(tab.table)
    headings = [row[""] for row in shown if "" in row]
    assert "商务局" in headings and len(shown) == len(ROWS) + len(headings)
    assert sheet_options(page.desk.ledger).group == "responsible"


def test_a_file_open_in_excel_offers_another_name(
    page: OutputsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.tabs.setCurrentIndex(SHEET)
    path = tmp_path / "表.xlsx"
    path.write_bytes(b"old")
    real = os.replace
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)

    def replace(source: str, target: str) -> None:
        if Path(target) == path:
            raise PermissionError(13, "open elsewhere")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    clerk(page).answers += [str(path), 0]
    qtbot.mouseClick(page.sheet.export, Qt.MouseButton.LeftButton)
    other = tmp_path / "表(2).xlsx"
    qtbot.waitUntil(lambda: other.exists() and not page.desk.tasks.busy)
    assert path.read_bytes() == b"old"
    assert any("正被别的程序打开" in question for question in clerk(page).asked)


def test_gauges_are_saved_and_printed(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.tabs.setCurrentIndex(GAUGES)
    tab = known(page.gauges)
    assert (tab.pinned.isEnabled(), tab.all.isChecked(), tab.strips.isChecked()) == (False, True, True)
    assert len(tab.rows()) >= len(ROWS)
    assert tab.place.text() == "第 1 页，共 1 页"
    tab.dials.setFocus()
    qtbot.keyClick(tab.dials, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: tab.place.text() == "第 1 页，共 2 页")
    assert page.desk.ledger.setting("gauges") == {"form": "dials"}
    page.desk.undo()
    qtbot.waitUntil(lambda: tab.strips.isChecked())
    page.desk.redo()
    qtbot.waitUntil(lambda: tab.dials.isChecked())
    tab.view.setFocus()
    qtbot.keyClick(tab.view, Qt.Key.Key_PageDown)
    assert tab.place.text() == "第 2 页，共 2 页" and not tab.after.isEnabled()
    qtbot.mouseClick(tab.before, Qt.MouseButton.LeftButton)
    assert tab.place.text() == "第 1 页，共 2 页"
    clerk(page).answers.append(str(tmp_path / "图.png"))
    tab.save()
    qtbot.waitUntil(lambda: (tmp_path / "图.png").exists() and not page.desk.tasks.busy)
    assert page.desk.ledger.issued()[0].kind == "gauges"
    printer = paper_printer(tmp_path / "图.pdf")
    tab.print_to(printer)
    document = pypdfium2.PdfDocument(tmp_path / "图.pdf")
    assert len(document) == 2 and document[0].get_width() > document[0].get_height()
    document.close()
    printer = paper_printer(tmp_path / "一页.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 2)
    tab.print_to(printer)
    document = pypdfium2.PdfDocument(tmp_path / "一页.pdf")
    assert len(document) == 1
    document.close()


def laid_out(view: PageView, width: int, least: float) -> bool:
    return view.maximumViewportSize().width() <= width and view.canvas.width() >= least


def test_a_page_of_gauges_is_whole_or_scrolled_but_never_too_small(page: OutputsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(GAUGES)
    tab = known(page.gauges)
    view, full = tab.view, 595.28 * 100 / 72
    for width, height in ((1200, 1400), (700, 500), (300, 200)):
        view.setFixedSize(width, height)
        qtbot.waitUntil(partial(laid_out, view, width, 0.69 * full))
        assert view.canvas.height() / view.canvas.width() == pytest.approx(842 / 595, abs=0.01)
        fits = view.canvas.height() <= height
        qtbot.waitUntil(lambda fits=fits: fits or view.verticalScrollBar().maximum() > 0)  # type: ignore[misc]


def test_a_gauge_that_is_pointed_at_says_where_it_is_from(page: OutputsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(GAUGES)
    tab = known(page.gauges)
    view = tab.view
    x, y = view.canvas.width() // 4, int(view.canvas.height() * 0.25)
    page_drawn = tab.pages[0]
    scale = page_drawn.width / view.canvas.width()
    place = page_drawn.at(x * scale, y * scale)
    assert place is not None
    at = view.canvas.mapTo(view.viewport(), QPoint(x, y))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert isinstance(clerk(page).dialog, TraceDialog)
    assert page_drawn.readings[place].name in known(clerk(page).dialog).windowTitle()


def paper_printer(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_missing_fonts_are_said_before_printing(
    page: OutputsPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = []
    monkeypatch.setattr(summary_tab, "ask_print", lambda desk, part, then, count: printed.append(then))
    monkeypatch.setattr(summary_tab, "paper_fonts_missing", lambda: ["没有安装“某体”，标题改用宋体加粗。"])
    clerk(page).answers.append(None)
    qtbot.mouseClick(page.summary.buttons[0], Qt.MouseButton.LeftButton)
    assert "缺少公文字体" in clerk(page).asked[-1] and not printed
    clerk(page).answers.append(0)
    qtbot.mouseClick(page.summary.buttons[0], Qt.MouseButton.LeftButton)
    assert len(printed) == 1
    printed[0](PrintOrder(paper_printer(tmp_path / "印.pdf"), (IssuedKind.SUMMARY,)))
    assert "截" in pdf_text((tmp_path / "印.pdf").read_bytes())
    assert [one.kind for one in page.desk.ledger.issued()] == ["summary"]
    monkeypatch.setattr(summary_tab, "paper_fonts_missing", list)
    qtbot.mouseClick(page.summary.buttons[0], Qt.MouseButton.LeftButton)
    assert len(printed) == 2


def pages_in(path: Path) -> list[tuple[float, float]]:
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def test_some_pages_are_printed_and_a_page_that_is_none_is_said(page: OutputsPage, tmp_path: Path) -> None:
    count = len(page.summary.view.pages)
    page.summary.print_to(paper_printer(tmp_path / "一.pdf"), f"{count},1")
    assert len(pages_in(tmp_path / "一.pdf")) == 2 < count
    told: list[str] = []
    page.desk.said.connect(lambda sentence, _: told.append(sentence))
    page.summary.print_to(paper_printer(tmp_path / "无.pdf"), str(count + 1))
    assert f"没有第{count + 1}页" in told[-1]


def test_upright_paper_stays_in_the_printer_for_the_annex(page: OutputsPage, tmp_path: Path) -> None:
    assert page.summary.view.pages[-1].landscape
    page.summary.print_to(paper_printer(tmp_path / "印.pdf"))
    assert all(high > wide for wide, high in pages_in(tmp_path / "印.pdf"))


def test_summary_and_sheet_are_printed_in_one_go(page: OutputsPage, qtbot: QtBot, tmp_path: Path) -> None:
    """The second follows the first on the same printer; here it writes over the first one's file."""
    printer = paper_printer(tmp_path / "印.pdf")
    page.summary.together(PrintOrder(printer, (IssuedKind.SUMMARY, IssuedKind.SHEET)))
    qtbot.waitUntil(lambda: len(page.desk.ledger.issued()) == 2 and not page.desk.tasks.busy)
    assert all(wide > high for wide, high in pages_in(tmp_path / "印.pdf"))
    page.sheet.together(PrintOrder(printer, (IssuedKind.SHEET, IssuedKind.SUMMARY)))
    qtbot.waitUntil(lambda: len(pages_in(tmp_path / "印.pdf")) == len(page.summary.view.pages))
    qtbot.waitUntil(lambda: not page.desk.tasks.busy)


def test_the_form_for_printing(page: OutputsPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", staticmethod(list))
    form = PrintForm(None, IssuedKind.SHEET, count=3, large=True)
    qtbot.addWidget(form)
    form.show()
    form.accept()
    assert "没有装打印机" in form.trouble.text() and form.glued.isVisible()
    form.printers.addItem("甲")
    for typed, said in (("1-3，2", ""), ("5", "没有第5页"), ("一", "看不懂")):
        form.pages.setText(typed)
        assert said in form.check() and bool(said) == bool(form.check())
    form.pages.setText("2")
    form.copies.setValue(4)
    form.glued.setChecked(True)
    order = form.order()
    assert (order.parts, order.pages, order.glued) == ((IssuedKind.SHEET,), "2", True)
    assert order.printer.copyCount() == 4
    form.parts.setCurrentIndex(1)
    assert not form.pages.isEnabled()
    assert (form.order().parts, form.order().pages) == ((IssuedKind.SUMMARY, IssuedKind.SHEET), "")


def test_an_empty_year_says_what_to_do(open_window: ClerkWindow) -> None:
    open_window.go("outputs")
    page = open_window.page()
    assert page.pile.currentWidget() is page.empty
    assert not page.tabs.isTabEnabled(SUMMARY)


def test_closing_while_pages_are_made_is_quiet(window: ClerkWindow, tmp_path: Path, qtbot: QtBot) -> None:
    for pause in (0, 20, 60, 150):
        assert window.open_workbook(book(tmp_path, rows=300))
        window.desk.choose_period(YEAR, MONTH)
        window.go("outputs")
        assert window.tasks.busy
        time.sleep(pause / 1000)
        window.close_workbook()
    qtbot.wait(300)
    assert not window.tasks.busy and not window.ask.told


@pytest.mark.parametrize("place", [SUMMARY, SHEET, GAUGES])
def test_a_page_needs_no_more_than_a_laptop_at_200_percent_has(page: OutputsPage, place: int) -> None:
    page.tabs.setCurrentIndex(place)
    needed = page.minimumSizeHint()
    assert (needed.width() <= 571, needed.height() <= 278) == (True, True)


def test_counts_rates_and_columns_on_choice_by_keys(page: OutputsPage, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(SHEET)
    tab = page.sheet
    for box in (tab.counts, tab.rates):
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    tab.columns.setFocus()
    tab.columns.setCurrentRow(tab.columns.count() - 1)
    qtbot.keyClick(tab.columns, Qt.Key.Key_Space)
    kept = sheet_options(page.desk.ledger)
    assert (kept.counts, kept.rate_completion) == (False, True)
    assert kept.columns == (*DEFAULT_COLUMNS, SheetColumn.NEEDED)
    assert [column.title for column in tab.model.columns][-1] == "月均需完成"


def test_columns_that_cannot_be_read_on_a4_are_told_and_a3_proposed(page: OutputsPage) -> None:
    page.tabs.setCurrentIndex(SHEET)
    assert not page.sheet.advice.isVisible()
    progress, columns = build(SPECIMENS * 3), tuple(SheetColumn)
    assert paper_advice(progress, SheetOptions(columns=columns)) == ""
    wide = SheetOptions(columns=columns + columns[:4])
    assert paper_advice(progress, wide).endswith("建议改用A3纸，或少选几列。")
    assert paper_advice(progress, replace(wide, paper="A3")) == ""
    assert paper_advice(progress, SheetOptions(columns=columns * 2)).endswith("磅（不到8磅）。请少选几列。")


@pytest.mark.parametrize(
    ("name", "opened"),
    [
        ("../../../elsewhere/甲.pdf", "_.._.._elsewhere_甲.pdf"),
        ("{outside}/甲.pdf", None),
        ("C:\\taken\\甲.xlsx", "C__taken_甲.xlsx"),
        ("NUL.pdf", "_NUL.pdf"),
        ("..pdf", "_.pdf"),
        ("甲.pdf.exe", ""),
        ("甲.bat", ""),
        ("甲", ""),
        ("甲.pdf\0.lnk", ""),
    ],
)
def test_a_kept_file_of_any_name_opens_in_the_programs_own_folder_alone(
    page: OutputsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, opened: str | None
) -> None:
    """The name stands in the workbook, which may be anybody's: it is no path, and no program to be started."""
    urls: list[str] = []
    monkeypatch.setattr(
        "zonetracker.ui.outputs.issued_tab.QDesktopServices.openUrl", lambda url: urls.append(url.toLocalFile())
    )
    told = name.replace("{outside}", str(tmp_path / "outside"))
    page.desk.write(lambda: page.desk.ledger.keep_issued("sheet", YEAR, MONTH, "甲.pdf", b"%PDF"))
    with page.desk.ledger._database.operation("forged") as recorder:
        recorder.update("issued", 1, {"file_name": told})
    page.tabs.setCurrentIndex(ISSUED)
    page.issued.reload()
    page.issued.table.go_to(1)
    with touched() as heard:
        page.issued.open()
    home = Path(os.environ["ZONETRACKER_HOME"])
    assert [one for one in outside(heard, home / "issued") if one != ("os.mkdir", str(home))] == []
    assert len(urls) == (opened != "")
    if opened:
        assert Path(urls[0]).name == opened and Path(urls[0]).read_bytes() == b"%PDF"
    if opened == "":
        clerk(page).asked.clear()
        page.issued.save(page.issued.table.record())
        assert clerk(page).asked == []
