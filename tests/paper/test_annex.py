"""The annex: landscape pages after the text with numbers that go on, and every figure of the month in it."""

import re
from pathlib import Path

import pypdfium2
import pytest

from tests.outputs.specimens import SPECIMENS, build
from tests.paper.office import SUMMARIES, monthly_summary
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.widths import LEAST_POINTS
from zonetracker.outputs.status import status_rows
from zonetracker.outputs.summary.blocks import Annex, AnnexLine, AnnexRow, Block, Note, Paragraph, Signature, Summary
from zonetracker.outputs.summary.setting import LEFT, TEXT_WIDTH
from zonetracker.paper.compose import compose_pages, summary_pdf
from zonetracker.paper.fonts import Face
from zonetracker.paper.marks import PaperPage, TextRun
from zonetracker.paper.typesetting import text_width
from zonetracker.words.wording import stretches

pytestmark = pytest.mark.usefixtures("qapp")
_PRINTED = ("actual", "actual_growth", "completion", "time_progress", "gap", "growth_gap", "assessment")


def text_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def holds_every_figure(text: str, progress: Progress) -> None:
    """The figures of each row stand beside one another, row after row in the order of the list."""
    place, found = text.rindex("附件"), re.sub(r"\s", "", text)
    place = len(re.sub(r"\s", "", text[:place]))
    for row in status_rows(progress):
        wanted = "".join(row[key] or "" for key in _PRINTED)
        next_place = found.find(wanted, place)
        assert next_place >= 0, (row["indicator"], wanted)
        place = next_place + len(wanted)


@pytest.mark.parametrize("month", [2, 6, 9, 12])
def test_the_pdf_has_every_figure_of_the_status(month: int) -> None:
    holds_every_figure(text_of(summary_pdf(monthly_summary(month, 70))), build((SPECIMENS * 3)[:70], month))


@pytest.mark.slow
@pytest.mark.parametrize(("month", "count"), SUMMARIES)
def test_so_has_the_pdf_of_an_office(office: Path, month: int, count: int) -> None:
    text = text_of((office / f"{month}-{count}.pdf").read_bytes())
    holds_every_figure(text, build((SPECIMENS * 12)[:count], month))


def runs_of(pages: list[PaperPage], text: str) -> list[TextRun]:
    return [run for page in pages for run in page.runs if run.text == text]


def test_landscape_pages_after_the_text_whose_numbers_go_on() -> None:
    pages = compose_pages(monthly_summary(9, 70))
    turned = [page.landscape for page in pages]
    assert turned == sorted(turned) and 1 <= turned.index(True) <= 3
    document = pypdfium2.PdfDocument(summary_pdf(monthly_summary(9, 70)))
    sizes = [page.get_size() for page in document]
    document.close()
    assert [wide > high for wide, high in sizes] == turned
    first = pages[turned.index(True)]
    assert (first.runs[0].text, first.runs[0].face, first.runs[0].size) == ("附件", Face.HEAD, 16.0)
    assert [runs_of([page], f"—{page.number}—") != [] for page in pages] == [True] * len(pages)
    assert min(run.size for page in pages for run in page.runs) >= LEAST_POINTS
    for page in pages:
        assert all(run.x >= 0 and run.y < page.size[1] for run in page.runs)
        assert all(rule.x2 <= page.size[0] and rule.y2 < page.size[1] for rule in page.rules)
    heads = [any(run.text == "序号" for run in page.runs) for page in pages if page.landscape]
    assert all(heads)


def test_a_band_stays_with_its_first_row() -> None:
    rows = [AnnexRow((f"第{n}组",), band=True) if n % 5 == 0 else AnnexRow((str(n), "项")) for n in range(200)]
    annex = Annex("完成情况表", ("序号", "名称"), tuple(rows))
    pages = compose_pages(Summary("通报", (Paragraph("正文。"),), annex=annex))
    for page in pages[1:]:
        assert not page.runs[-2].text.endswith("组")


def test_the_name_of_the_annex_hangs_and_the_date_stands_four_letters_off() -> None:
    name = "2023年1-9月示范区主要目标任务完成情况表及责任单位分解落实情况明细表"
    blocks = (Paragraph("正文。"), AnnexLine(f"附件：{name}"), Signature("示范区办公室"), Signature("2023年10月12日"))
    pages = compose_pages(Summary("通报", blocks))
    (lead,) = runs_of(pages, "附件：")
    below = [run for run in pages[0].runs if run.x > lead.x and run.text in name]
    first, second = below
    assert first.y == lead.y and second.x == first.x and second.y > first.y
    (issuer,), (date,) = runs_of(pages, "示范区办公室"), runs_of(pages, "2023年10月12日")
    middles = [run.x + (_wide(run) + (len(stretches(run.text)) - 1) * run.apart) / 2 for run in (issuer, date)]
    assert middles[0] == pytest.approx(middles[1]) and date.y > issuer.y
    assert 2 * (middles[1] - date.x) + date.x == pytest.approx(LEFT + TEXT_WIDTH - 4 * 16)


def _wide(run: TextRun) -> float:
    return text_width(run.text, run.face, run.size) * run.set_width


def test_a_signature_never_stands_alone_on_a_page() -> None:
    signed = (Signature("示范区办公室"), Signature("2023年10月12日"))
    for count in range(14, 24):
        text = [Paragraph(f"第{n}段。") for n in range(count)]
        blocks: tuple[Block, ...] = (*text, Note("说明：数据来自统计局。"), *signed)
        last = compose_pages(Summary("通报", blocks))[-1]
        assert any(run.text.startswith("说明") for run in last.runs)
