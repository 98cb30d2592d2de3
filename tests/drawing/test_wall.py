"""Walls of dials and strips: every row is there, on pages of A4 and in one picture, and equal when drawn again."""

import io
from dataclasses import replace

import pypdfium2
import pytest
from matplotlib.figure import Figure
from PIL import Image

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing.dial import Followed, gauge_reading
from zonetracker.drawing.palette import LIGHT
from zonetracker.drawing.pen import LEAST
from zonetracker.drawing.strip import BY_GROWTH, common_scale
from zonetracker.drawing.wall import WallPage, pages_of, whole_of
from zonetracker.model.issuing import MANY_GAUGES, GaugeForm, GaugeOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.pictures import picture, picture_job
from zonetracker.support.errors import Refusal

FORMS = list(GaugeForm)


def everything(progress: Progress) -> list[Followed]:
    return [*progress.rows, *progress.milestones]


def words(page: WallPage) -> list[str]:
    figure = Figure(figsize=(page.width / 72, page.height / 72))
    page.draw(figure, LIGHT)
    return [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("form", FORMS)
def test_no_row_vanishes(small: Progress, form: GaugeForm) -> None:
    readings = [gauge_reading(row, small) for row in everything(small)]
    said = "\n".join(words(whole_of(readings, form, "题")))
    for reading in readings:
        assert reading.name in said and reading.figure in said
        assert reading.text in said
    assert said.count("★") == sum(reading.sign == "★" for reading in readings)


@pytest.mark.parametrize(("form", "size", "count"), [("dials", (842, 595), 4), ("strips", (595, 842), 1)])
def test_pages_are_a4_with_heading_and_number(small: Progress, form: str, size: tuple[int, int], count: int) -> None:
    rows = (everything(small) * 2)[:41] if form == "strips" else everything(small) + everything(small)[:12]
    pages = count + 1 if form == "strips" else count
    document = pypdfium2.PdfDocument(picture(small, "pdf", rows, form=GaugeForm(form)))
    try:
        assert len(document) == pages
        for number, page in enumerate(document, 1):
            assert tuple(map(round, page.get_size())) == size
            text = page.get_textpage().get_text_range()
            assert "示范区2023年1-9月目标完成情况" in text and f"第 {number} 页，共 {pages} 页" in text
    finally:
        document.close()


def test_a_page_has_the_text_of_its_figures(small: Progress) -> None:
    for form in FORMS:
        document = pypdfium2.PdfDocument(picture(small, "pdf", small.rows, form=form))
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        for row in small.rows:
            assert gauge_reading(row, small).figure in text


def test_strips_share_one_scale_for_completions_on_all_pages(small: Progress) -> None:
    readings = [gauge_reading(row, small) for row in small.rows]
    assert common_scale(readings) == 150
    within = [reading for reading in readings if reading.of_target and (reading.value or 0) <= 120]
    assert common_scale(within) == 120
    pages = pages_of([*within] * 3 + readings, GaugeForm.STRIPS, "题")
    assert len(pages) > 1 and {page.high for page in pages} == {150}


def test_a_strip_says_what_its_light_follows_and_its_part(small: Progress) -> None:
    said = words(whole_of([gauge_reading(row, small) for row in small.rows], GaugeForm.STRIPS, "题"))
    assert f"略滞后{BY_GROWTH}" in said and "　其中：进出口总额" in said
    assert "占控制指标 24.4%" in said and "名次 12位" in said
    (fires,) = [gauge_reading(row, small) for row in small.rows if row.indicator.name == "生产安全事故死亡人数"]
    long = words(whole_of([replace(fires, by_growth=True), replace(fires, figure="24.4" * 9)], GaugeForm.STRIPS, "题"))
    assert "占控制指标 24.4%" in long and any(one.startswith("24.424.4") for one in long)
    (key,) = [one for one in said if "序时进度" in one]
    for told in ("▼ 序时进度", "◆ 年度目标", "◇ 奋斗目标", "△ 上年同期", "┃ 控制数", "评价按增速"):
        assert told in key


@pytest.mark.parametrize("form", FORMS)
def test_letters_on_paper_are_readable(large: Progress, form: GaugeForm) -> None:
    readings = [replace(gauge_reading(row, large), name="很长的指标名称" * 8) for row in large.rows[:50]]
    for page in pages_of(readings, form, "题"):
        figure = Figure(figsize=(page.width / 72, page.height / 72))
        page.draw(figure, LIGHT)
        assert min(text.get_fontproperties().get_size_in_points() for text in figure.axes[0].texts) >= LEAST


def test_a_page_shown_smaller_is_the_same_page(small: Progress) -> None:
    (page,) = pages_of([gauge_reading(row, small) for row in small.rows], GaugeForm.STRIPS, "题")
    drawn = []
    for scale in (1, 0.5):
        figure = Figure(figsize=(scale * page.width / 72, scale * page.height / 72))
        page.draw(figure, LIGHT)
        drawn.append([(text.get_text(), text.get_position(), text.get_fontsize()) for text in figure.axes[0].texts])
    for (words, place, size), (again, there, half) in zip(*drawn, strict=True):
        assert words == again and half == pytest.approx(size / 2, abs=0.01)
        assert place == pytest.approx(there)


@pytest.mark.parametrize("form", FORMS)
def test_a_page_knows_which_gauge_is_where(small: Progress, form: GaugeForm) -> None:
    readings = [gauge_reading(row, small) for row in small.rows]
    page = pages_of(readings, form, "题")[0]
    figure = Figure(figsize=(page.width / 72, page.height / 72))
    page.draw(figure, LIGHT)
    found = {text.get_text().strip(): text.get_position() for text in figure.axes[0].texts}
    for place, reading in enumerate(page.readings):
        if reading.name in found:
            x, y = found[reading.name]
            assert page.at(x, page.height - y) == place
    assert page.at(5, 5) is page.at(page.width / 2, 40) is page.at(page.width / 2, page.height - 5) is None


def test_dials_up_to_eleven_unless_chosen() -> None:
    usual, chosen = GaugeOptions(), GaugeOptions(GaugeForm.DIALS)
    assert usual.form_for(MANY_GAUGES - 1) is GaugeForm.DIALS and usual.form_for(MANY_GAUGES) is GaugeForm.STRIPS
    assert chosen.form_for(400) is GaugeForm.DIALS
    for options in (usual, chosen):
        assert GaugeOptions.from_data(options.to_data()) == options
    assert GaugeOptions.from_data(None) == GaugeOptions.from_data({"form": "pie"}) == usual


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
@pytest.mark.parametrize("form", FORMS)
def test_pictures_are_drawn_and_equal_again(small: Progress, kind: str, form: GaugeForm) -> None:
    head = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF-"}[kind]
    first = picture(small, kind, form=form)
    assert first.startswith(head)
    assert first == picture(small, kind, form=form) != picture(small, kind, small.rows[:3], form=form)


def test_lights_differ_without_colour(small: Progress) -> None:
    """In grey two strips that differ in nothing but the light are two pictures: the sign differs."""
    reading = replace(gauge_reading(small.rows[3], small), colour="#777777", word="评价")
    pixels = set()
    for row in small.rows[:5]:
        one = replace(reading, grade=row.standing.grade)
        figure = Figure(figsize=(4, 1))
        whole_of([one], GaugeForm.STRIPS, "题").draw(figure, LIGHT)
        sink = io.BytesIO()
        figure.savefig(sink, format="png")
        pixels.add((row.standing.grade, Image.open(sink).convert("L").tobytes()))
    assert len({grade for grade, _ in pixels}) == len({grey for _, grey in pixels}) > 2


def test_what_cannot_be_drawn_is_said(small: Progress, large: Progress) -> None:
    cases: list[tuple[Progress, str, list[Followed] | None, str]] = [
        (small, "gif", None, "picture-kind"),
        (large, "png", None, "picture-too-many"),
        (small, "png", [], "nothing-to-chart"),
    ]
    for progress, ending, rows, code in cases:
        with pytest.raises(Refusal) as caught:
            picture(progress, ending, rows)
        assert caught.value.code == code


def test_odd_letters_are_drawn_in_the_heading_too() -> None:
    progress = replace(build([SPECIMENS[3]]), zone="示范\ue001区$x")
    assert picture(progress, "png").startswith(b"\x89PNG")


def test_a_pdf_is_made_step_by_step(small: Progress) -> None:
    job = picture_job(small, "pdf", form=GaugeForm.DIALS)
    assert [(step.done, step.total) for step in (next(job), next(job))] == [(1, 3), (2, 3)]
