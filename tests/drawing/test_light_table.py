"""A table of lights as a picture: every cell is there, in words too, and no letter is small on paper."""

from dataclasses import replace

import pytest
from matplotlib.figure import Figure

from zonetracker.drawing.filed import Leaf, paged_file, picture_file
from zonetracker.drawing.light_chart import draw_light_table
from zonetracker.drawing.light_table import (
    A4,
    BarCell,
    LightTable,
    LitCell,
    PictureCell,
    PictureColumn,
    one_leaf,
    pages,
)
from zonetracker.drawing.palette import DARK, LIGHT, mixed
from zonetracker.support.job import finish

RED, GREEN = "#c62828", "#2e8b3d"


def table(rows: int = 2) -> LightTable:
    columns = (
        PictureColumn("指标", 2),
        PictureColumn("1月", 1),
        PictureColumn("各档", 1),
        PictureColumn("占比", 1, True),
    )
    cells: tuple[PictureCell, ...] = (
        "税收$x$_{1}",
        LitCell("■", "滞后", RED),
        BarCell(((2, RED), (1, GREEN)), 4),
        "66.7",
    )
    return LightTable("某区进度", columns, (cells,) * rows, ("注：怎样算的",))


def drawn(leaf: Leaf) -> Figure:
    figure = Figure(figsize=(leaf.width, leaf.height))
    leaf.drawing.draw(figure, LIGHT)
    return figure


def words(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.axes[0].texts]


def test_every_cell_stands_in_the_picture_as_text() -> None:
    figure = drawn(one_leaf(table()))
    assert words(figure) == [
        "某区进度",
        "指标",
        "1月",
        "各档",
        "占比",
        *["税收$x$_{1}", "■滞后", "66.7"] * 2,
        "注：怎样算的",
    ]
    assert not any(text.get_parse_math() for text in figure.axes[0].texts)


def test_a_bar_is_as_long_as_its_count_and_a_light_lies_on_its_colour() -> None:
    figure = drawn(one_leaf(table(1)))
    boxes = [path.get_extents() for path in figure.axes[0].collections[-1].get_paths()]
    lit, first, second = boxes
    assert first.width / second.width == pytest.approx(2, rel=0.05)
    assert second.x0 == pytest.approx(first.x1, abs=0.03)
    assert lit.height > first.height


def test_nothing_lies_outside_the_leaf() -> None:
    for leaf in (one_leaf(table(30)), *pages(table(70))):
        figure = drawn(leaf)
        ends = [text.get_position() for text in figure.axes[0].texts]
        assert all(0 <= x <= leaf.width and 0 <= y <= leaf.height for x, y in ends)


def test_a_long_name_ends_in_dots_within_its_column() -> None:
    long = table(1)
    cells = ("名称很长的一个指标" * 9, *long.rows[0][1:])
    name = words(drawn(one_leaf(replace(long, rows=(cells,)))))[5]
    assert name.endswith("…") and len(name) < 60


def test_pages_hold_all_rows_once_with_head_and_notes_on_each() -> None:
    found = pages(table(70))
    assert len(found) > 1 and all((leaf.width, leaf.height) == A4 for leaf in found)
    told = [words(drawn(leaf)) for leaf in found]
    assert sum(one.count("■滞后") for one in told) == 70
    assert all(one[:2] == ["某区进度", "指标"] and "注：怎样算的" in one for one in told)
    assert told[-1][-1] == f"第{len(found)}页，共{len(found)}页"
    assert [len(pages(table(rows))) for rows in (0, 1)] == [1, 1]


def test_letters_are_at_least_eight_points() -> None:
    texts = drawn(pages(table(5))[0]).axes[0].texts
    assert min(float(text.get_fontsize()) for text in texts) >= 8


def test_a_file_is_what_its_ending_says_and_the_same_each_time() -> None:
    leaf = one_leaf(table())
    heads = {"png": b"\x89PNG", "svg": b"<?xml"}
    for ending, head in heads.items():
        made = picture_file(leaf, ending, "某区进度")
        assert made.startswith(head) and made == picture_file(leaf, ending, "某区进度")
    made = finish(paged_file(pages(table(70)), "某区进度"))
    assert made.startswith(b"%PDF") and made == finish(paged_file(pages(table(70)), "某区进度"))


def test_tints_lie_between_colour_and_paper() -> None:
    assert mixed(RED, "#ffffff", 0) == "#ffffff" and mixed(RED, "#ffffff", 1) == RED
    assert mixed("#000000", "#ffffff", 0.5) in ("#7f7f7f", "#808080")
    figure = Figure(figsize=A4)
    draw_light_table(figure, table(), DARK)
    assert figure.axes[0].texts[0].get_color() == DARK.ink
