"""The pictures of the overview say what its tables say, and what is too long for one picture goes on pages."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.made_up_book import MONTH, YEAR, book
from zonetracker.drawing import filed
from zonetracker.drawing.light_table import BarCell, LightTable, LitCell
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import pictures as made
from zonetracker.services.overview import progress_of
from zonetracker.services.overview.comparing import ComparedBy, compared
from zonetracker.services.overview.months import LightsByMonth
from zonetracker.services.overview.pictures import (
    MOST_ROWS,
    PICTURE_ENDINGS,
    Picture,
    picture_of_comparison,
    picture_of_months,
    picture_of_wall,
)
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

STARTS = {"png": b"\x89PNG", "svg": b"<?xml", "pdf": b"%PDF"}


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(book(tmp_path), actor="甲") as ledger:
        yield ledger


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> list[LightTable]:
    """The tables that are drawn; nothing is."""
    seen: list[LightTable] = []

    def see(leaf: filed.Leaf, ending: str, title: str) -> bytes:
        assert isinstance(leaf.drawing, LightTable)
        seen.append(leaf.drawing)
        return ending.encode()

    monkeypatch.setattr(made, "picture_file", see)
    return seen


def all_pictures(ledger: Ledger) -> list[Picture]:
    progress = progress_of(ledger, YEAR, MONTH)
    grid = finish(LightsByMonth(ledger).job(YEAR))
    return [
        picture_of_wall(progress, progress.rows[:2]),
        picture_of_comparison(progress, compared(progress, ComparedBy.UNIT), ComparedBy.UNIT),
        picture_of_months(grid, grid.rows),
    ]


def test_every_picture_is_made_in_every_kind(filled: Ledger) -> None:
    for picture in all_pictures(filled):
        for ending in PICTURE_ENDINGS:
            assert finish(picture.make(ending)).startswith(STARTS[ending])
        assert "青禾高新区" in picture.title and str(YEAR) in picture.title


def test_the_comparison_says_counts_share_and_mean(filled: Ledger, tables: list[LightTable]) -> None:
    progress = progress_of(filled, YEAR, MONTH)
    groups = compared(progress, ComparedBy.UNIT)
    finish(picture_of_comparison(progress, groups, ComparedBy.UNIT).make("png"))
    heads = [column.title for column in tables[0].columns]
    assert heads[0] == "责任单位" and all(
        any(progress.word(grade) in head for head in heads) for grade in progress.grades
    )
    for row, group in zip(tables[0].rows, groups, strict=True):
        assert row[:2] == (group.name, str(len(group.rows)))
        bar = row[4]
        assert isinstance(bar, BarCell) and sum(count for count, _ in bar.parts) == len(group.rows)
    assert tables[0].notes[0].startswith("平均完成率")


def test_the_months_say_sign_word_and_colour(filled: Ledger, tables: list[LightTable]) -> None:
    grid = finish(LightsByMonth(filled).job(YEAR))
    finish(picture_of_months(grid, grid.rows).make("png"))
    assert len(tables[0].columns) == 1 + MONTH
    for row, of in zip(tables[0].rows, grid.rows, strict=True):
        lights = [cell for cell in row[1:] if isinstance(cell, LitCell)]
        assert [(cell.word, cell.colour) for cell in lights] == [(one.word, one.colour) for one in of.lights]
    signs = {cell.colour: cell.sign for row in tables[0].rows for cell in row if isinstance(cell, LitCell)}
    assert len(set(signs.values())) == len(signs) > 3


def test_too_many_rows_for_one_picture_are_refused_with_a_way_out(filled: Ledger) -> None:
    grid = finish(LightsByMonth(filled).job(YEAR))
    picture = picture_of_months(grid, [replace(grid.rows[0], number=str(at)) for at in range(MOST_ROWS + 1)])
    with pytest.raises(Refusal, match="PDF"):
        finish(picture.make("png"))
    assert finish(picture.make("pdf")).count(b"/Type /Page ") > 3
