"""What becomes of recognised characters: text, tables, places on the page, doubt; with a recogniser that is told what
it reads, so that the part need not be installed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy
import pytest
from PIL import Image, ImageDraw

from tests.reading.samples import Page, pdf
from tests.reading.scanned import filed
from zonetracker.extraction import extract
from zonetracker.extraction.document import Document
from zonetracker.extraction.reading import limits, read
from zonetracker.extraction.reading.scans.detecting import Rect, boxes_in
from zonetracker.extraction.reading.scans.engine import Guess
from zonetracker.extraction.reading.scans.shades import Shades, levelled, on_white_paper, shades_of, slant_of
from zonetracker.extraction.reading.scans.turning import quarter_turns
from zonetracker.model.facts import SURE, Span
from zonetracker.support.errors import Refusal

WIDTH, HEIGHT = 1240, 1754
SMALL = 800


@dataclass
class Told:
    """A recogniser that knows a line by how many blots it has, and is told what it says, at first and at second."""

    said: dict[int, str]
    places: dict[int, Rect]
    otherwise: dict[int, str] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    asked: Counter[int] = field(default_factory=Counter)

    def boxes(self, page: Shades) -> list[Rect]:
        return list(self.places.values()) if max(page.shape) > SMALL else []

    def letters(self, strip: Shades) -> tuple[Guess, ...]:
        columns = numpy.pad((strip < 128).any(axis=0), 1)
        line = int(numpy.count_nonzero(numpy.diff(columns.astype(numpy.int8)) == 1))
        self.asked[line] += 1
        text = self.said[line] if self.asked[line] % 2 else self.otherwise.get(line, self.said[line])
        step = 1000 // (len(text) + 1)
        return tuple(Guess(one, self.scores.get(one, 999), step * (at + 1)) for at, one in enumerate(text))


def told(*lines: str, otherwise: dict[int, str] | None = None) -> tuple[Image.Image, Told]:
    """A sheet of which each line is some blots, far from the others, and who reads it."""
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    places: dict[int, Rect] = {}
    for number, line in enumerate(lines, 1):
        left, top = 140, 200 + 200 * number
        box = Rect(left, top, left + 20 * len(line), top + 40)
        blot(sheet, box, number)
        places[number] = box
    return sheet, Told(dict(enumerate(lines, 1)), places, otherwise or {})


def blot(sheet: Image.Image, box: Rect, number: int) -> None:
    drawing = ImageDraw.Draw(sheet)
    for blot in range(number):
        left = box.left + 2 + 8 * blot
        drawing.rectangle((left, box.top + 12, left + 2, box.bottom - 12), fill=0)


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> Reading:
    return Reading(monkeypatch)


class Reading:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch

    def __call__(self, engine: Told, data: bytes, name: str = "扫描.png") -> Document:
        here = "zonetracker.extraction.reading.scans.recognising."
        self._patch.setattr(f"{here}ocr_present", lambda: True)
        self._patch.setattr(f"{here}recogniser", lambda: engine)
        return read(data, name)


TITLE = "青禾高新区2022年工作总结和2023年工作计划"
FIRST = "全区2022年财政收入达到80.5亿元，比上年增长8%。"


def doubted(document: Document) -> list[str]:
    assert document.layout is not None
    return [document.text[one.start : one.end] for one in document.layout.doubtful]


def test_lines_become_text_with_their_places_on_the_page(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST)
    document = reads(engine, filed(sheet))
    assert document.text == f"{TITLE}\n{FIRST}\n"
    assert (document.media, document.date, document.named) == ("image/png", None, "扫描")
    layout = document.layout
    assert layout is not None and layout.doubtful == ()
    (page,) = layout.pages
    assert (page.number, page.width, page.height, page.turned) == (1, WIDTH, HEIGHT, 0)
    at = document.text.index("80.5")
    ((_, box),) = layout.places(Span(at, at + 4))
    line = engine.places[2]
    assert (box.top, box.height) == (line.top, line.height)
    share = line.width // len(FIRST)
    assert abs(box.left - line.left - share * FIRST.index("80.5")) < 2 * share and box.width < 6 * share


def test_a_figure_of_two_readings_is_doubtful_and_its_row_not_sure(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST, otherwise={2: FIRST.replace("80.5", "60.5")})
    document = reads(engine, filed(sheet))
    assert doubted(document) == ["8"]
    (row,) = [row for row in extract(document) if row.stated.unit == "亿元"]
    assert "misread" in row.reasons and row.confidence < SURE


@pytest.mark.parametrize(
    ("second", "doubts"),
    [
        (FIRST.replace("80.5", "805"), ["."]),
        (FIRST.replace("增长8", "增长-8"), ["长8"]),
        (FIRST.replace("，", ","), []),
        (FIRST.replace("财政", "财 政"), []),
        (FIRST.replace("财政收入", "时政收人"), ["财", "入"]),
    ],
)
def test_where_two_readings_part(reads: Reading, second: str, doubts: list[str]) -> None:
    sheet, engine = told(TITLE, FIRST, otherwise={2: second})
    assert doubted(reads(engine, filed(sheet))) == doubts


def test_a_character_that_the_reader_is_not_sure_of(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST)
    engine.scores.update({"5": 890, "，": 400, "政": 710, "区": 600})
    assert doubted(reads(engine, filed(sheet))) == ["区", "区", "5"]


def test_ink_that_was_not_read_makes_a_figure_doubtful(reads: Reading) -> None:
    sheet, engine = told("财", "财8", "7")
    document = reads(engine, filed(sheet))
    assert document.text.split() == ["财", "财8", "7"] and doubted(document) == ["7"]


def test_what_is_cut_off_is_doubtful(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST)
    box = engine.places[2]
    ImageDraw.Draw(sheet).rectangle((0, box.top + 10, box.left + 2, box.bottom - 10), fill=0)
    assert doubted(reads(engine, filed(sheet)))[0] == "全"


def test_what_nobody_can_read_is_left_out_and_said(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST, "※※")
    engine.scores["※"] = 300
    document = reads(engine, filed(sheet))
    assert "※" not in document.text
    assert document.warnings[-1] == "第 1 页有 1 处看不清，没有读取。"


def test_what_stands_outside_all_lines_is_said(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST)
    drawing = ImageDraw.Draw(sheet)
    drawing.rectangle((900, 900, 920, 930), fill=0)
    drawing.rectangle((100, 1200, 800, 1600), fill=0)
    drawing.point((300, 1000), fill=0)
    document = reads(engine, filed(sheet))
    assert document.warnings[-1] == "第 1 页有 1 处看不清，没有读取。"


def test_a_ruled_table_has_its_cells(reads: Reading) -> None:
    cells = [["指标名称", "2022年"], ["财政收入", "80.5"], ["工业增加值", "12.0"]]
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    drawing, places, said, number = ImageDraw.Draw(sheet), {}, {}, 0
    for row, line in enumerate(cells):
        for column, text in enumerate(line):
            number += 1
            left, top = 170 + 400 * column, 320 + 100 * row
            box = Rect(left, top, left + 20 * len(text), top + 40)
            blot(sheet, box, number)
            places[number], said[number] = box, text
    for edge in range(4):
        drawing.line((150, 300 + 100 * edge, 950, 300 + 100 * edge), 0, 2)
    for edge in range(3):
        drawing.line((150 + 400 * edge, 300, 150 + 400 * edge, 600), 0, 2)
    document = reads(Told(said, places), filed(sheet))
    (table,) = document.tables
    assert [document.text[cell.span.start : cell.span.end] for cell in table.cells] == [*cells[0], *cells[1], *cells[2]]
    assert document.layout is not None and len(document.layout.tables[0]) == 6
    at = document.text.index("12.0")
    ((_, found),) = document.layout.places(Span(at, at + 4))
    assert found.left >= 550 and found.top == 520


def test_every_page_of_a_fax_is_read(reads: Reading) -> None:
    sheet, engine = told(TITLE, FIRST)
    data = filed(sheet, "TIFF", save_all=True, append_images=[sheet])
    document = reads(engine, data, "传真.tif")
    assert document.layout is not None and [page.number for page in document.layout.pages] == [1, 2]
    assert document.text.count("80.5") == 2
    again = document.text.rindex("80.5")
    assert [page.number for page, _ in document.layout.places(Span(again, again + 4))] == [2]


def test_of_a_pdf_only_the_pages_that_are_pictures_are_recognised(reads: Reading) -> None:
    page = Page()
    page.paragraphs(80, f"{FIRST}第一页有自己的文字。")
    _, engine = told()
    engine.said, engine.places = {0: "第二页是扫描的，出口总额12.5亿元。"}, {0: Rect(300, 300, 1200, 360)}
    document = reads(engine, pdf([page, Page(picture=True)], "标题"), "混合.pdf")
    assert document.text.splitlines()[-1] == "第二页是扫描的，出口总额12.5亿元。" and FIRST in document.text
    assert document.layout is not None and [one.number for one in document.layout.pages] == [2]
    first = document.text.index("80.5")
    assert not list(document.layout.places(Span(first, first + 4)))
    assert (document.date, document.named) == (None, "混合")


def test_without_the_part_a_scan_is_refused_with_its_name() -> None:
    sheet, _ = told(TITLE)
    with pytest.raises(Refusal, match=r"“扫描\.png”.*文字识别组件.*pip install zonetracker\[ocr\]") as refused:
        read(filed(sheet), "扫描.png")
    assert refused.value.code == "read-scanned"


def test_a_part_that_does_not_work_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> object:
        raise ImportError("a library is missing")

    here = "zonetracker.extraction.reading.scans.recognising."
    monkeypatch.setattr(f"{here}ocr_present", lambda: True)
    monkeypatch.setattr(f"{here}recogniser", broken)
    with pytest.raises(Refusal, match="重新安装文字识别组件"):
        read(filed(told(TITLE)[0]), "扫描.png")


def test_more_pages_than_anybody_waits_for_are_refused(reads: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SCAN_PAGES", 1)
    sheet, engine = told(TITLE)
    with pytest.raises(Refusal, match="超过 1 页"):
        reads(engine, filed(sheet, "TIFF", save_all=True, append_images=[sheet]), "传真.tif")


def test_a_page_without_any_line_has_no_text(reads: Reading) -> None:
    with pytest.raises(Refusal) as refused:
        reads(Told({}, {}), filed(Image.new("L", (WIDTH, HEIGHT), 255)))
    assert refused.value.code == "read-no_text"


# ---- the stages by themselves


def test_islands_of_a_map_become_boxes() -> None:
    likeness = numpy.zeros((100, 200), numpy.float32)
    likeness[20:30, 10:90] = 9 / 10
    likeness[20:24, 120:180] = 9 / 10
    likeness[22:40, 150:160] = 9 / 10
    likeness[60:70, 10:90] = 35 / 100
    likeness[80:82, 10:90] = 9 / 10
    boxes = sorted(boxes_in(likeness), key=lambda box: box.left)
    assert [(box.top < 20, box.bottom > 30) for box in boxes] == [(True, True), (True, True)]
    assert boxes[0].left < 10 and boxes[0].right > 90 and boxes[1].bottom > 40


def test_a_map_of_spots_has_no_boxes() -> None:
    spots = numpy.zeros((1000, 1000), numpy.float32)
    spots[::2, ::4] = 1
    assert boxes_in(spots) == []


@pytest.mark.parametrize("slant", [-48, -20, 0, 6, 35])
def test_a_slant_is_found_and_taken_out(slant: int) -> None:
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    for line in range(20):
        ImageDraw.Draw(sheet).rectangle((200, 300 + 50 * line, 1000, 318 + 50 * line), fill=0)
    page = shades_of(sheet.rotate(-slant / 10, Image.Resampling.BICUBIC, fillcolor=255))
    found = slant_of(page)
    assert abs(found - slant) <= 2
    assert abs(slant_of(levelled(page, found))) <= 2


def test_shadows_become_paper() -> None:
    light = numpy.linspace(255, 90, WIDTH, dtype=numpy.uint8)
    page = numpy.tile(light, (400, 1))
    page[100:104, ::40] = 20
    white = on_white_paper(page)
    assert white[300].min() > 200 and white[102, ::40].max() < 80


class Turned:
    """Knows lines in one direction, and reads them only the right way up."""

    def __init__(self, boxes: list[Rect], upright: bool) -> None:
        self._boxes, self._upright = boxes, upright
        self.asked = 0

    def boxes(self, page: Shades) -> list[Rect]:
        return self._boxes

    def letters(self, strip: Shades) -> tuple[Guess, ...]:
        good = bool(strip[0, 0] < 128) is self._upright
        return (Guess("字", 990 if good else 300, 500),)


@pytest.mark.parametrize(("lying", "upright", "turns"), [(True, True, 0), (True, False, 2), (False, True, 1)])
def test_a_page_is_turned_until_it_reads(lying: bool, upright: bool, turns: int) -> None:
    page = numpy.full((700, 700), 255, numpy.uint8)
    boxes = [Rect(100, 100, 400, 130), Rect(100, 200, 400, 230)]
    if not lying:
        boxes = [Rect(box.top, box.left, box.bottom, box.right) for box in boxes]
    for box in boxes:
        if lying:
            page[box.top, box.left] = 0
        else:
            page[box.bottom - 1, box.left] = 0
    assert quarter_turns(page, Turned(boxes, upright)) == turns
