"""The window with a workbook that another PC holds, one on a share, and a copy whose place is taken."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import ClerkWindow, level, type_into
from tests.ui.made_up_book import book
from zonetracker.services.ledger import Holder, Ledger
from zonetracker.support import patience
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.whereabouts import CarefulPlace, PlaceKind


@pytest.fixture
def held(tmp_path: Path) -> Path:
    """A workbook whose lock a PC has left that died."""
    path = tmp_path / "云岭.zt"
    Ledger.create(path, "云岭高新区").close()
    holder = Holder("王五", "财政局-PC2", 4711, "1:2", "2026-11-29T08:10:00+08:00", "ab" * 8)
    path.with_name("云岭.zt.lock").write_text(json.dumps(asdict(holder), ensure_ascii=False), "utf-8")
    return path


def test_a_workbook_of_another_pc_is_looked_at_or_taken_over(window: ClerkWindow, held: Path) -> None:
    window.ask.answers = [0]
    assert window.open_workbook(held)
    question = window.ask.asked[-1]
    assert "王五" in question and "财政局-PC2" in question and "2026-11-29 08:10" in question and "接管" in question
    assert window.desk.ledger.read_only and "财政局-PC2" in window.state.text()
    window.ask.answers = [1]
    assert window.open_workbook(held), "asked again"
    assert window.message.label.text() == "已接管“云岭.zt”，现在可以修改了。"
    assert not window.desk.ledger.read_only and window.state.text() == "改动都已存好"
    assert window.desk.write(lambda: window.desk.ledger.add_target("产值", 2023, level("60", "亿元"))) is not None
    window.close_workbook()
    assert not held.with_name("云岭.zt.lock").exists()


TAKER = """
import sys
from zonetracker.services.ledger import Ledger
holder = Ledger.held_by(sys.argv[1])
with Ledger.open(sys.argv[1], "李四", take_over=holder) as ledger:
    print(ledger.read_only, flush=True)
    input()
"""


def test_what_is_typed_after_another_has_taken_over_stays_where_it_was_typed(
    window: ClerkWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    """This PC only seemed to be dead: nothing more is written from here, and it is said who and what to do."""
    path = book(tmp_path)
    assert window.open_workbook(path)
    lock = path.with_name(path.name + ".lock")
    said = json.loads(lock.read_text("utf-8"))
    lock.write_text(json.dumps(said | {"host": "财政局-PC2"}), "utf-8")  # as the other PC sees this one
    command = [sys.executable, "-c", TAKER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "False\n"
        window.go("actuals")
        page = window.page()
        indicator = page.rows[0].indicator.id
        before = window.desk.ledger.actual(indicator, 2023, 9)
        page.table.go_to(indicator, page.model.column_of("value:9"))
        type_into(qtbot, page.table, "61.5")
        column = page.model.column_of("value:9")
        assert page.model.index(page.model.row_of(indicator), column).data() == "61.5"
        (waits,) = window.desk.unsaved.waiting
        assert "接管" in waits.why and "没有保存" in waits.why
        assert window.desk.ledger.actual(indicator, 2023, 9) == before
        other.kill()


def test_who_types_where_nothing_can_be_changed_is_told_why(window: ClerkWindow, qtbot: QtBot, tmp_path: Path) -> None:
    path = book(tmp_path)
    with Ledger.open(path, "王五"):
        assert window.open_workbook(path)
        window.go("actuals")
        table = window.page().table
        for key in (Qt.Key.Key_F2, Qt.Key.Key_5):
            window.message.hide()
            qtbot.keyClick(table, key)
            assert "正在使用" in window.message.label.text() and "只能查看" in window.message.label.text()
            assert window.message.isVisible()
        window.close_workbook()


def test_a_cancel_only_looks(window: ClerkWindow, held: Path) -> None:
    window.ask.answers = [None]
    assert window.open_workbook(held)
    assert window.desk.ledger.read_only


def test_who_runs_here_is_not_asked_about(window: ClerkWindow, tmp_path: Path) -> None:
    path = tmp_path / "a.zt"
    Ledger.create(path, "云岭高新区").close()
    code = (
        "import sys; from zonetracker.services.ledger import Ledger;"
        "one = Ledger.open(sys.argv[1]); print(1, flush=True); input()"
    )
    command = [sys.executable, "-c", code, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "1\n"
        assert window.open_workbook(path) and window.desk.ledger.read_only
        assert window.ask.asked == []
        other.kill()


def test_one_that_cannot_be_looked_at_is_taken_over_or_stays_shut(
    window: ClerkWindow, held: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another PC has left an unfinished transaction."""
    real = Ledger.open

    def unfinished(path: Path, *given: object, take_over: Holder | None = None, **more: object) -> Ledger:
        if take_over is None:
            raise Refusal(RefusalCode.FILE_UNFINISHED, "没有正常关闭。")
        return real(path, *given, take_over=take_over, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Ledger, "open", unfinished)
    window.ask.answers = [0]
    assert not window.open_workbook(held) and not window.period.isVisible()
    window.ask.answers = [1]
    window.open_workbook(held)
    assert not window.desk.ledger.read_only and window.ask.told == []


@pytest.fixture
def on_a_share(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "zonetracker.support.whereabouts.careful_place",
        lambda book, facts=None: CarefulPlace(PlaceKind.SHARE, "\\\\server\\科室"),
    )


@pytest.mark.usefixtures("on_a_share")
def test_a_place_that_asks_for_care_is_said_until_it_was_read(window: ClerkWindow, tmp_path: Path) -> None:
    for name in ("a.zt", "b.zt"):
        Ledger.create(tmp_path / name, "云岭高新区").close()
    window.open_workbook(tmp_path / "a.zt")
    assert "共享文件夹" in window.message.label.text() and window.message.never.isVisible()
    window.open_workbook(tmp_path / "b.zt")
    window.open_workbook(tmp_path / "a.zt")
    window.message.away.click()
    assert not window.message.isVisible()
    window.open_workbook(tmp_path / "b.zt")
    assert "b.zt" in window.message.label.text()
    window.open_workbook(tmp_path / "a.zt")
    assert not window.message.isVisible()
    window.open_workbook(tmp_path / "b.zt")
    window.message.never.click()
    Ledger.create(tmp_path / "c.zt", "云岭高新区").close()
    window.open_workbook(tmp_path / "c.zt")
    assert not window.message.isVisible()


@pytest.mark.usefixtures("on_a_share")
def test_what_is_said_next_has_no_button_of_it(window: ClerkWindow, tmp_path: Path) -> None:
    Ledger.create(tmp_path / "a.zt", "云岭高新区").close()
    window.open_workbook(tmp_path / "a.zt")
    window.desk.tell("请看一眼。", "look")
    assert not window.message.never.isVisible()
    window.message.away.click()
    assert window.settings.texts("places.told") == []


def test_a_backup_onto_a_file_that_is_open_elsewhere_offers_another_name(
    open_window: ClerkWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_SECONDS", 0.001)
    import os

    real, target, names = os.replace, tmp_path / "备份.zt", list[str]()
    target.write_bytes(b"open elsewhere")

    def replace(source: str, goal: str) -> None:
        if Path(goal) == target and len(names) < 20:
            names.append(str(goal))
            raise PermissionError(13, "held")
        real(source, goal)

    monkeypatch.setattr(os, "replace", replace)
    open_window.ask.answers = [str(target), 0]
    open_window.files.ask_backup()
    assert "备份.zt" in open_window.ask.asked[-1] and "打开" in open_window.ask.asked[-1]
    with Ledger.open(tmp_path / "备份(2).zt") as copy:
        assert copy.zone == "青禾高新区"
    assert target.read_bytes() == b"open elsewhere" and "备份(2).zt" in open_window.message.label.text()
    names.clear()
    open_window.ask.answers = [str(target), 1, 2, str(tmp_path / "另名.zt")]
    open_window.files.ask_backup()
    assert (tmp_path / "另名.zt").exists()


def test_what_the_disk_said_of_a_step_that_is_saved_is_told(open_window: ClerkWindow, qtbot: QtBot) -> None:
    ledger = open_window.desk.ledger

    def step() -> object:
        ledger._database.notices.append("这一步已存进，但磁盘出错。")
        return ledger.add_target("产值", 2023, level("60", "亿元"))

    assert open_window.desk.write(step) is not None  # type: ignore[arg-type]
    assert open_window.message.isVisible() and "磁盘出错" in open_window.message.label.text()
    qtbot.keyClick(open_window, Qt.Key.Key_Escape)
