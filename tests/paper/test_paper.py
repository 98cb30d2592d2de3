"""Paper: 22 lines of 28 letters, every figure in the PDF, nothing of the PC in it, and the truth about fonts."""

import getpass
import itertools
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.outputs.summary.composing import Paragraph, Summary, SummaryTable, compose
from zonetracker.outputs.summary.setting import BODY as BODY_SIZE
from zonetracker.outputs.summary.setting import LEFT, PITCH, RIGHT, TEXT_WIDTH, TOP
from zonetracker.paper import fonts as paper_fonts
from zonetracker.paper.compose import compose_pages, paint_page, print_summary, summary_pdf
from zonetracker.paper.flow import CELL, PaperFlow
from zonetracker.paper.fonts import UNITS, Face
from zonetracker.paper.marks import MM, PaperPage, TextRun
from zonetracker.paper.tables import TableText
from zonetracker.paper.typesetting import CLOSING, OPENING, break_lines, text_width
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import program_name

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def summary() -> Summary:
    return compose(build(SPECIMENS))


@pytest.fixture(scope="module")
def pdf(summary: Summary, qapp: QApplication) -> bytes:
    return summary_pdf(summary)


def texts_of(summary: Summary) -> Iterator[str]:
    yield summary.title
    for block in summary.blocks:
        if isinstance(block, SummaryTable):
            yield from block.head
            for row in block.rows:
                yield from row
        else:
            yield block.text


def text_of(data: bytes) -> tuple[str, int]:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document), len(document)
    finally:
        document.close()


def body_lines(page: PaperPage) -> list[TextRun]:
    return [run for run in page.runs if run.size == BODY_SIZE]


def test_a_page_has_22_lines_of_28_letters() -> None:
    flow = PaperFlow()
    flow.paragraph("正" * (28 * 50))
    pages = flow.finish()
    lines = body_lines(pages[0])
    assert len(lines) == 22
    assert [len(line.text) for line in lines] == [26] + [28] * 21
    assert len(body_lines(pages[1])) == 22
    steps = {round(after.y - before.y, 6) for before, after in itertools.pairwise(lines)}
    assert steps == {PITCH}
    assert lines[0].x == pytest.approx(LEFT + 2 * CELL) and lines[1].x == LEFT
    assert TOP < lines[0].y < TOP + PITCH and lines[-1].y < 297 * MM - 35 * MM
    assert (round(LEFT / MM), round(RIGHT / MM), round(TOP / MM)) == (28, 26, 37)


def test_28_letters_fill_the_line_to_the_margin(qapp: QApplication) -> None:
    """Painted, the last letter of a line ends where the text ends, to a third of a millimetre."""
    flow = PaperFlow()
    flow.paragraph("国" * 56, indent=0)
    image = QImage(5953, 8419, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_page(painter, flow.finish()[0])
    painter.end()
    band = range(round(TOP * UNITS), round((TOP + 2 * PITCH) * UNITS), 7)
    dark = [x for x in range(0, 5953, 2) if any(image.pixelColor(x, y).value() < 128 for y in band)]
    assert dark[0] >= LEFT * UNITS
    end = (LEFT + TEXT_WIDTH) * UNITS
    assert end - 0.12 * BODY_SIZE * UNITS < dark[-1] <= end + MM / 3 * UNITS


def test_no_line_starts_with_a_closing_mark_or_cuts_a_figure() -> None:
    text = "完成投资194.54亿元，同比增长13.1%（上年同期为“负增长”），比计划多完成1,024.5万元；" * 40
    for width in (110.0, 150.0, 221.1, TEXT_WIDTH):
        lines = break_lines(text, Face.BODY, BODY_SIZE, width)
        assert "".join(line.text for line in lines) == text
        for line in lines:
            assert line.text[0] not in CLOSING and line.text[-1] not in OPENING
            assert line.width <= width + 0.01
        whole = "\n".join(line.text for line in lines)
        assert whole.count("194.54") == whole.count("1,024.5") == 40
        assert whole.count("13.1%") == 40


@given(
    st.text(st.sampled_from("国投资，。（）“”0123456789.%亿元 abc-—·、"), min_size=1, max_size=200),
    st.floats(60, 450),
    st.sampled_from([0.0, 32.0]),
)
@example(" 000", 60.0, 32.0)
@example("\u0301" * 9 + "国国", 20.0, 0.0)
@example("     国", 17.0, 0.0)
def test_any_text_is_broken_without_loss_and_stays_within_its_width(text: str, width: float, indent: float) -> None:
    lines = break_lines(text, Face.BODY, BODY_SIZE, width, indent=indent)
    assert "".join("".join(line.text for line in lines).split(" ")) == "".join(text.split(" "))
    assert lines[0].width <= width - indent + 0.01 or len(lines[0].text) == 1
    assert all(line.width <= width + 0.01 for line in lines)


def test_blanks_alone_make_no_line() -> None:
    assert [line.text for line in break_lines(" 000", Face.BODY, BODY_SIZE, 60.0, indent=32.0)] == ["000"]


def test_a_word_longer_than_a_line_is_cut_not_lost() -> None:
    lines = break_lines("A" * 200, Face.BODY, BODY_SIZE, 100.0)
    assert "".join(line.text for line in lines) == "A" * 200
    assert all(text_width(line.text, Face.BODY, BODY_SIZE) <= 100.01 for line in lines)


def test_every_figure_and_word_is_found_in_the_pdf(summary: Summary, pdf: bytes) -> None:
    text, count = text_of(pdf)
    assert count == len(compose_pages(summary)) >= 3
    found = re.sub(r"\s", "", text)
    bare = re.sub(r"—\d+—", "", found)
    for said in texts_of(summary):
        for number in re.findall(r"\d[\d.]*", said):
            assert number in found
        if len(said) < 12:
            assert re.sub(r"\s", "", said) in found
    for block in summary.blocks:
        if isinstance(block, Paragraph):
            assert re.sub(r"\s", "", block.text) in bare
    assert not re.search("[⺀-⿟]", text), "radicals in place of letters: the text cannot be searched"


def test_pages_are_numbered_at_the_outer_end(pdf: bytes) -> None:
    text, count = text_of(pdf)
    assert re.findall(r"—(\d+)—", text) == [str(number) for number in range(1, count + 1)]
    flow = PaperFlow()
    flow.paragraph("正" * 1500)
    ends = [page.runs[-1].x for page in flow.finish()]
    assert ends[0] > 400 > ends[1]


def test_a_table_over_pages_repeats_its_head_and_loses_nothing() -> None:
    rows = [[f"指标{n}", f"{n}.5亿元", "原因" * (n % 40)] for n in range(1, 120)]
    flow = PaperFlow()
    flow.table(TableText(("指标名称", "数值", "说明"), rows, frozenset({1})))
    pages = flow.finish()
    assert len(pages) > 3
    texts = [[run.text for run in page.runs] for page in pages]
    assert all("数值" in page for page in texts)
    whole = "".join("".join(page) for page in texts)
    assert whole.count("原因") == sum(row[2].count("原因") for row in rows)
    for page in pages:
        assert all(run.y < 297 * MM - 35 * MM for run in page.runs[:-1])
        assert all(rule.y2 <= 297 * MM - 35 * MM + 0.01 for rule in page.rules)


def test_a_row_higher_than_a_page_is_parted() -> None:
    flow = PaperFlow()
    long = "".join(f"第{n}条。" for n in range(900))
    flow.table(TableText(("项", "说明"), [["甲", long]], frozenset()))
    pages = flow.finish()
    assert len(pages) >= 2
    cells = [run for page in pages for run in page.runs if run.size == 10.5]
    said = "".join(run.text for run in cells if run.text not in ("项", "说明"))
    assert all(f"第{n}条。" in said for n in range(900))


def test_a_head_higher_than_a_page_ends_too() -> None:
    flow = PaperFlow()
    flow.table(TableText(("标题" * 2000, "值"), [["甲" * 30, "1"], ["乙", "2"]], frozenset({1})))
    said = "".join(run.text for page in flow.finish() for run in page.runs)
    assert said.count("甲") == 30 and "乙" in said


def test_equal_summaries_give_equal_bytes_that_name_nobody(summary: Summary, pdf: bytes) -> None:
    assert summary_pdf(summary) == pdf
    assert summary_pdf(replace(summary, title="另一份通报")) != pdf
    for trace in (b"CreationDate", b"/Author", b"xmp", b"D:20", b"/ID", getpass.getuser().encode(), b"Qt 6"):
        assert trace not in pdf
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Producer"] == program_name()


def test_without_a_screen_and_without_a_qt_program(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from zonetracker.outputs.summary.composing import Summary, Paragraph;"
        "from zonetracker.paper.compose import summary_pdf;"
        "Path(sys.argv[1]).write_bytes(summary_pdf(Summary('月度通报', (Paragraph('完成12.5亿元。'),))))"
    )
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "QT_QPA_PLATFORM")}
    out = tmp_path / "通报.pdf"
    subprocess.run([sys.executable, "-c", code, str(out)], check=True, env=bare, timeout=120)
    assert "12.5亿元" in text_of(out.read_bytes())[0]


def test_what_cannot_be_set_is_said(summary: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonetracker.paper.fonts.QFontDatabase.families", staticmethod(lambda: ["DejaVu Sans"]))
    paper_fonts.typeface.cache_clear()
    try:
        with pytest.raises(Refusal) as caught:
            summary_pdf(summary)
        said = paper_fonts.paper_fonts_missing()
    finally:
        paper_fonts.typeface.cache_clear()
    assert caught.value.code == "no-chinese-font"
    assert any("仿宋" in sentence for sentence in said)


def test_the_right_fonts_are_taken_where_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    have = ["FangSong_GB2312", "方正小标宋简体", "SimHei", "KaiTi_GB2312", "SimSun"]
    monkeypatch.setattr("zonetracker.paper.fonts.QFontDatabase.families", staticmethod(lambda: have))
    paper_fonts.typeface.cache_clear()
    try:
        chosen = {face: paper_fonts.typeface(face) for face in Face}
        assert paper_fonts.paper_fonts_missing() == []
    finally:
        paper_fonts.typeface.cache_clear()
    assert {face.name: typeface.family for face, typeface in chosen.items()} == {
        "BODY": "FangSong_GB2312",
        "TITLE": "方正小标宋简体",
        "HEAD": "SimHei",
        "SUBHEAD": "KaiTi_GB2312",
        "TABLE": "SimSun",
    }
    assert not any(typeface.bold for typeface in chosen.values())


def test_a_printer_gets_the_same_pages(summary: Summary, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_summary(summary, printer)
    document = pypdfium2.PdfDocument(tmp_path / "printed.pdf")
    try:
        assert len(document) == len(compose_pages(summary))
        assert "主要经济指标" in document[0].get_textpage().get_text_range()
    finally:
        document.close()


def test_hostile_text_stays_text_and_on_the_paper() -> None:
    hostile = "<b>不是标记</b>& " + "א" * 3 + "𠮷" * 5 + "e\u0301" * 4 + "\u200b" + "，" * 300
    pages = compose_pages(Summary("标题", (Paragraph(hostile),)))
    said = "".join(run.text for run in pages[0].runs[1:-1])
    assert said == hostile
    data = summary_pdf(Summary("标题", (Paragraph(hostile),)))
    assert "<b>不是标记</b>" in re.sub(r"\s", "", text_of(data)[0])


def test_a_row_as_high_as_a_page_ends_too() -> None:
    """Rows of every height up to more than a page: each is set once, and none is tried for ever."""
    for lines in range(30, 50):
        flow = PaperFlow()
        flow.table(TableText(("项", "说明"), [["甲", "\n".join("乙" * lines)]], frozenset()))
        assert sum(run.text == "乙" for page in flow.finish() for run in page.runs) == lines
