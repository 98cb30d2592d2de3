"""The window's tests run without a screen, with questions answered by a list in place of a clerk."""

import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest

from zonetracker.services.ledger import Ledger
from zonetracker.support.settings import LocalSettings
from zonetracker.ui.dialogs import Ask
from zonetracker.ui.main_window import MainWindow
from zonetracker.ui.theme import apply_theme


class ScriptedAsk(Ask):
    """Answers in order: a number for `choose`, a text, a list of paths; `None` cancels. Forms stay open."""

    def __init__(self, window):
        super().__init__(window)
        self.answers = []
        self.told = []
        self.asked = []
        self.dialog = None

    def _answer(self, question, then):
        self.asked.append(question)
        answer = self.answers.pop(0)
        if answer is not None:
            then(answer)

    def tell(self, sentence, more=""):
        self.told.append(sentence)

    def choose(self, question, answers, then, more=""):
        self._answer(question, then)

    def text(self, title, label, then, start="", check=None):
        self._answer(title, then)

    def open_files(self, title, filters, folder, then):
        self._answer(title, then)

    def save_file(self, title, filters, start, ending, then):
        self._answer(title, then)

    def form(self, dialog, then):
        self.dialog = dialog
        super().form(dialog, then)


@pytest.fixture(scope="session")
def dressed(qapp):
    apply_theme(qapp, "light")
    return qapp


@pytest.fixture
def settings(tmp_path, monkeypatch):
    monkeypatch.setenv("ZONETRACKER_HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return LocalSettings(tmp_path / "home" / "settings.json")


@pytest.fixture
def window(qtbot, dressed, settings):
    made = MainWindow(settings)
    made.ask = ScriptedAsk(made)
    qtbot.addWidget(made, before_close_func=lambda window: window.close_workbook())
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def open_window(window, tmp_path):
    """A window over a new workbook of a made-up zone."""
    Ledger.create(tmp_path / "book.zt", "青禾高新区", actor="甲").close()
    assert window.open_workbook(tmp_path / "book.zt")
    return window
