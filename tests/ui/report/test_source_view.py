"""The text of a report on screen: places stay places, whatever letters stand in it."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from zonetracker.model.facts import Mark, Span
from zonetracker.ui.report import source_view
from zonetracker.ui.report.source_view import MOST_LINES, Offsets, SourceView, blank_runs, folded, shown_text


@pytest.fixture
def view(qtbot: QtBot) -> SourceView:
    made = SourceView()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    return made


def lit(view: SourceView) -> list[str]:
    selections: Any = view.extraSelections()
    return [selection.cursor.selectedText() for selection in selections]


def test_places_are_counted_past_letters_of_two_units() -> None:
    offsets = Offsets("𠮷甲𠮷乙")
    assert [offsets.to_qt(place) for place in range(5)] == [0, 2, 3, 5, 6]
    assert [offsets.from_qt(place) for place in (0, 2, 3, 5, 6)] == [0, 1, 2, 3, 4]


def test_hidden_letters_are_seen_and_no_place_moves() -> None:
    text = "一\u200b二\r三\u2028四\x00五\u202e六\ufdd0七"
    assert shown_text(text) == "一▯二 三\n四▯五▯六▯七"
    assert len(shown_text(text)) == len(text)


def test_figures_are_marked_by_their_row_and_others_faintly(view: SourceView) -> None:
    text = "𠮷区产值80亿元，增长8%。另建成18个月。"
    view.show_text(text)
    at = text.index("80亿元")
    view.show_marks([(Span(at, at + 4), Mark.SURE)], [Span(2, text.index("。"))])
    assert lit(view) == ["80亿元", "18"]
    view.show_row(Span(2, 13), Span(at, at + 4))
    assert lit(view)[-2:] == ["产值80亿元，增长8%", "80亿元"]


def test_a_rejected_figure_is_not_marked(view: SourceView) -> None:
    view.show_text("产值80亿元")
    view.show_marks([(Span(2, 6), Mark.REJECTED)])
    assert lit(view) == []


def test_a_click_tells_its_place(view: SourceView, qtbot: QtBot) -> None:
    view.show_text("产值80亿元")
    view.show_marks([])
    box = view.cursorRect(view._cursor(Span(3, 3)))
    with qtbot.waitSignal(view.place_clicked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert told.args == [3]


def test_a_selection_leaves_white_space_out(view: SourceView) -> None:
    view.show_text("甲 产值80亿元 \n乙")
    view.select(Span(1, 9))
    assert view.selected() == Span(2, 8)
    view.select(Span(1, 2))
    assert view.selected() is None


def test_searching_goes_round(view: SourceView) -> None:
    view.show_text("产值高，产值低")
    assert view.search("产值") and view.selected() == Span(0, 2)
    assert view.search("产值") and view.selected() == Span(4, 6)
    assert view.search("产值") and view.selected() == Span(0, 2)
    assert view.search("产值", back=True) and view.selected() == Span(4, 6)
    assert not view.search("税收")


def test_nothing_in_the_text_is_taken_for_markup(view: SourceView) -> None:
    view.show_text("<b>粗</b><img src='file:///x'>")
    assert view.toPlainText() == "<b>粗</b><img src='file:///x'>"


def test_blank_runs_are_folded_and_every_place_still_leads_back(view: SourceView) -> None:
    text = "\n\n标题\n\n  \n\n　　甲区     产值80亿元\n\n\n𠮷\t\t\t\t乙9家"
    view.show_text(text)
    assert view.toPlainText() == "标题\n  甲区  产值80亿元\n𠮷\t\t乙9家"
    at, other = text.index("80亿元"), text.index("9家")
    view.show_marks([(Span(at, at + 4), Mark.SURE), (Span(other, other + 2), Mark.LOOK)])
    assert lit(view) == ["80亿元", "9家"]
    for words in ("产值80亿元", "乙9家", "标题"):
        assert view.search(words)
        span = view.selected()
        assert span is not None and text[span.start : span.end] == words


def test_of_very_many_lines_the_part_around_the_chosen_place_is_shown(
    view: SourceView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    most = 200
    monkeypatch.setattr(source_view, "MOST_LINES", most)
    text = "".join(f"𠮷第{number}项\n{chr(10) if number % 7 == 0 else ''}" for number in range(most * 3))
    view.show_text(text)
    places = [Span(text.index(f"{number}项"), text.index(f"{number}项") + 1) for number in (12, 250, 599)]
    view.show_marks([(place, Mark.SURE) for place in places])
    assert view.partly and view.document().blockCount() <= most + 1
    for place in (*places, places[1]):
        view.show_row(place, place)
        assert view.document().blockCount() <= most + 1
        assert lit(view)[-1] == text[place.start]
        view.select(Span(place.start, place.start + 2))
        assert view.selected() == Span(place.start, place.start + 2)
        assert text[place.start] in lit(view)[:-2]
    view.selectAll()
    span = view.selected()
    assert span is not None and text[span.start : span.end].count("\n\n") < most
    shown = view.toPlainText().strip()
    assert shown == text[span.start : span.end].replace("\n\n", "\n")
    for words in ("第3项", "第599项", "第310项"):
        assert view.search(words) and view.textCursor().selectedText() == words
    box = view.cursorRect(view.textCursor())
    with qtbot.waitSignal(view.place_clicked) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert text.index("第310项") <= told.args[0] <= text.index("第310项") + 5


def test_a_text_of_some_lines_is_shown_whole(view: SourceView) -> None:
    text = "\n".join(map(str, range(MOST_LINES))) + "\n\n\n"
    view.show_text(text[:-3])
    assert not view.partly and view.document().blockCount() == MOST_LINES


@pytest.mark.parametrize("text", ["甲\n\n\n乙", "甲     乙𠮷    丙", "\n \n甲", "甲\n\n", "", "𠮷\n\n𠮷\n\n"])
def test_a_shown_letter_has_its_own_place(text: str) -> None:
    folds = blank_runs(text)
    offsets, shown = Offsets(text, folds), folded(text, folds)
    kept = [at for at in range(len(text)) if not any(fold.start <= at < fold.end for fold in folds)]
    assert "".join(text[at] for at in kept) == shown
    for at in kept:
        assert offsets.from_qt(offsets.to_qt(at)) == at
    places = [offsets.to_qt(at) for at in range(len(text) + 1)]
    assert places == sorted(places) and places[-1] == len(shown.encode("utf-16-le")) // 2
