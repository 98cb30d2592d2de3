"""Which pages are printed, as a clerk writes it."""

import pytest

from zonetracker.paper.numbers import page_numbers
from zonetracker.support.errors import Refusal


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [1, 2, 3, 4, 5]),
        ("3", [3]),
        ("1-3，5", [1, 2, 3, 5]),
        ("２－３、1", [2, 3, 1]),
        ("3-1", [3, 2, 1]),
        ("2至", None),
        ("2至3 5", [2, 3, 5]),
        ("0", None),
        ("4-6", None),
        ("全部", None),
    ],
)
def test_pages(text: str, pages: list[int] | None) -> None:
    if pages is None:
        with pytest.raises(Refusal):
            page_numbers(text, 5)
    else:
        assert page_numbers(text, 5) == pages
