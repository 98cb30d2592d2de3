"""The words before a growth."""

import pytest

from zonetracker.model.units import fall_and_figure


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8", (False, "8")),
        ("增长 8.5%", (False, "8.5%")),
        ("同比上升８％", (False, "8%")),
        ("-3.5", (False, "-3.5")),
        ("同比下降3.5%", (True, "3.5%")),
        ("负增长2", (True, "2")),
        ("▼1.2", (True, "1.2")),
        ("持平", (False, "0")),
        ("与上年持平", (False, "0")),
    ],
)
def test_a_fall_is_told_by_its_words(text: str, said: tuple[bool, str]) -> None:
    assert fall_and_figure(text) == said
