"""Before a workbook is let go: what is being typed is kept, and nothing that is not stored yet goes unasked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.unsaved.aside import ask_aside
from zonetracker.ui.parts.unsaved.waiting import listed_words
from zonetracker.ui.window.everywhere.editing import finish_typing

if TYPE_CHECKING:
    from zonetracker.ui.window.main_window import MainWindow

Then = Callable[[], object]


class Leaving:
    """Asks over `window`."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def stops(self, then: Then) -> bool:
        """Whether the workbook can't be let go just so; `then` follows when the clerk has answered that it may."""
        desk = self._window.desk
        if desk is None:
            return False
        if not finish_typing(self._window):
            return True  # a refused text stands in its cell, with the sentence below it
        if desk.unsaved.waiting:
            self._ask(desk, then)
            return True
        questions = self._window.stack.unanswered()
        if questions:
            self._ask_unanswered(questions, then)
        return questions > 0

    def _ask(self, desk: Desk, then: Then) -> None:
        def give_up() -> None:
            desk.unsaved.drop(*desk.unsaved.waiting)
            self._go_on(then)

        def answered(answer: int) -> None:
            if answer == 1:
                ask_aside(desk, desk.unsaved.typed, give_up)
            elif answer == 2:
                give_up()
            elif desk.store():
                self._go_on(then)

        self._window.ask.choose(
            tr("还有 {count} 处填好的内容没有存上，怎么办？", count=len(desk.unsaved)),
            [tr("再试，存好就关闭"), tr("另存成文件，再关闭"), tr("放弃，直接关闭")],
            answered,
            listed_words(desk.unsaved),
        )

    def _ask_unanswered(self, questions: int, then: Then) -> None:
        def give_up(_: int) -> None:
            self._window.stack.give_up_questions()
            self._go_on(then)

        self._window.ask.choose(
            tr("有 {count} 处填的数还等着写原因，没有填入。", count=questions), [tr("不填，直接关闭")], give_up
        )

    def _go_on(self, then: Then) -> None:
        """Once more from the start: there may be something else to be asked."""
        if not self.stops(then):
            then()
