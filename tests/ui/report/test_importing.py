"""Reports taken in through the window: what is told of the fence in which they are read."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from zonetracker.support.process.guarding import MEMORY, Shortfall
from zonetracker.ui.report.page import ReportPage


def test_a_weaker_fence_is_told_once(review: ReportPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shortfall = Shortfall()
    shortfall.lacks(frozenset({MEMORY}))
    monkeypatch.setattr("zonetracker.ui.report.page.SHORTFALL", shortfall)
    said: list[str] = []
    review.desk.said.connect(lambda words, tone: said.append(words))

    def take(text: str) -> list[str]:
        said.clear()
        before = len(review.desk.ledger.reports())
        review.imports.take_text(text)
        qtbot.waitUntil(
            lambda: len(review.desk.ledger.reports()) > before and not review.desk.tasks.busy, timeout=60_000
        )
        qtbot.wait(0)
        assert any("取出 1 行" in words for words in said)
        return [words for words in said if "改由本软件看管" in words]

    assert len(take("2023年，财政收入80亿元。")) == 1
    assert take("2023年，财政收入90亿元。") == []
