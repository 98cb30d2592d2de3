"""Which items of a list the figures of the clause count."""

from __future__ import annotations

import pytest

from zonetracker.extraction.events.counted import uncounted
from zonetracker.extraction.events.items import items_of


def free(text: str, *figures: str) -> list[bool]:
    places = [(text.index(figure), text.index(figure) + len(figure)) for figure in figures]
    spans = items_of(text).spans
    return uncounted(text, spans, places, len(text), len(spans) == 1)


@pytest.mark.parametrize(
    ("text", "figure", "expected"),
    [
        ("云溪大桥、北山隧道等2个项目", "2个", [False, False]),
        ("云溪大桥、北山隧道2个项目", "2个", [False, False]),
        ("云溪、北山中转站共6座并投入运行", "6座", [False, False]),
        ("博物馆、4座立交桥", "4座", [True, False]),
        ("云溪大街、城区57条街巷亮化工程", "57条", [True, False]),
        ("云溪大桥、投资3亿元的北山隧道", "3亿元", [True, True]),
        ("云溪热电30万千瓦一号机组", "30万千瓦", [True]),
        ("6座立交桥", "6座", [False]),
        ("第一批40个老旧小区改造", "40个", [False]),
    ],
)
def test_what_a_figure_counts(text: str, figure: str, expected: list[bool]) -> None:
    assert free(text, figure) == expected


def test_without_figures_all_are_free() -> None:
    assert free("云溪大桥、北山隧道") == [True, True]
    assert uncounted("", [], [], 0, False) == []
