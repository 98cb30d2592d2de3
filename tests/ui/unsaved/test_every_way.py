"""Every way of typing while the storage fails: nothing is lost, and one key stores it once it is mended.

The acts are those of tests/ui/door. Each is done on two equal workbooks, on one of them while the storage fails; in the
end both hold the same.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.services.ledger.test_door import PART, RATE, REASON, WHOLE
from tests.services.made_reports import content as all_content
from tests.ui.door.acts import (
    BOUNDED,
    MONTH,
    YEAR,
    Act,
    addressee,
    adjusting,
    growth_cell,
    indicator_cell,
    milestone_cell,
    month_cell,
    new_indicator,
    new_milestone,
    new_row,
    new_target,
    new_unit,
    paste,
    problem,
    properties,
    reopening,
    review_cell,
    revising,
    rules_line,
    sheet,
    splitting,
    targets_cell,
    targets_form,
    two_targets,
    unit_cell,
)
from tests.ui.hand import Hand
from tests.ui.unsaved.conftest import TROUBLES, Storage, prepared
from zonetracker.services.ledger import Ledger
from zonetracker.ui.outputs.page import SUMMARY


def on_summary(hand: Hand, act: Act) -> None:
    hand.go("outputs").tabs.setCurrentIndex(SUMMARY)
    act(hand)


CELLS: dict[str, Act] = {
    "month": month_cell(WHOLE, "value:9", "41"),
    "month, emptied": month_cell(WHOLE, "value:6", ""),
    "growth": growth_cell(RATE, 9, "7.5"),
    "source": month_cell(WHOLE, "source:9", "统计局"),
    "block of months": paste(WHOLE, "value:7", "33\t35\t38\n13\t14\t15"),
    "target": targets_cell(WHOLE, "value", "65"),
    "baseline": targets_cell(WHOLE, "baseline", "56"),
    "name of a target": targets_cell(WHOLE, "name", "固投"),
    "two targets": two_targets("weight", "5"),
    "block of targets": paste(WHOLE, "value", "66\n26", "targets"),
    "row of a report": review_cell(1, "deadline", "2023-06"),
    "confirmed row": review_cell(2, "value", "9.5"),
    "milestone": milestone_cell("name", "孵化楼二期竣工"),
    "deadline": milestone_cell("deadline", "2023-10"),
    "unit": unit_cell("contact", "王五"),
    "indicator": indicator_cell("category", "经济"),
    "problem": problem("企业停产检修"),
    "zone": rules_line("zone", "云岭高新区"),
    "rules": rules_line("name", "本区规则"),
    "edge": rules_line("late", "8"),
    "word": rules_line("word", "严重滞后"),
    "sources": rules_line("sources", "统计局、财政局"),
    "addressee": lambda hand: on_summary(hand, addressee("各部门")),
}
FORMS: dict[str, Act] = {
    "new row": new_row(名称="大桥合龙", 数值和单位="3亿元"),
    "new target": targets_form(new_target, 指标名称="瞪羚企业", 年度目标="9家"),
    "adjusted": targets_form(adjusting, 调整为="70亿元", 依据文件="云政发3号", 原因=REASON),
    "split": targets_form(splitting(PART), 新一行的名称="瞪羚企业", 新一行的目标="9家"),
    "properties": targets_form(properties, 常用单位="万元"),
    "base": revising(核定为="56亿元", 依据文件="统计函8号", 原因=REASON),
    "new milestone": new_milestone(事项="管网改造", 责任单位="建设局"),
    "new unit": new_unit("财政局"),
    "new indicator": new_indicator("瞪羚企业"),
    "sheet": sheet("指标名称,同比增长\n固定资产投资,3.5\n"),
}


TIMES = {"imported_at"}


def content(ledger: Ledger) -> dict[str, list[dict[str, object]]]:
    """Everything that the file says, but when it was said."""
    return {
        table: [{name: value for name, value in row.items() if name not in TIMES} for row in rows]
        for table, rows in all_content(ledger).items()
    }


def before(hand: Hand, name: str) -> None:
    """What must stand before a source can be typed: a figure."""
    if name == "source":
        month_cell(WHOLE, "value:9", "41")(hand)


def in_front(hand: Hand) -> None:
    """Keys of a page are heard once a form before it is gone."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hand.window.activateWindow()
    hand.qtbot.waitUntil(hand.window.isActiveWindow)


def done_soundly(hand: Hand, tmp_path: Path, name: str, act: Act) -> dict[str, list[dict[str, object]]]:
    """What an equal workbook holds after the act."""
    Ledger.create(tmp_path / "sound.zt", "青禾高新区", actor="甲").close()
    assert hand.window.open_workbook(tmp_path / "sound.zt")
    prepared(hand.window.desk.ledger)
    hand.window.stack.refresh_all()
    hand.window.desk.choose_period(YEAR, MONTH)
    in_front(hand)
    before(hand, name)
    act(hand)
    assert not hand.window.desk.unsaved.waiting
    return content(hand.ledger)


@pytest.mark.parametrize(
    ("name", "way"), [*((name, "gone") for name in CELLS), *(("month", way) for way in TROUBLES if way != "gone")]
)
def test_a_cell_or_line_keeps_its_text_until_one_key_stores_it(
    hand: Hand, storage: Storage, tmp_path: Path, name: str, way: str
) -> None:
    before(hand, name)
    stood = content(hand.ledger)
    with storage.broken(way):
        CELLS[name](hand)
        assert hand.window.desk.unsaved.waiting
        assert hand.window.unsaved.isVisible()
        assert content(hand.ledger) == stood
        hand.window.say_stored()
        assert hand.window.desk.unsaved.waiting
    hand.window.say_stored()
    assert not hand.window.desk.unsaved.waiting
    assert not hand.window.unsaved.isVisible()
    stored = content(hand.ledger)
    assert stored != stood
    assert stored == done_soundly(hand, tmp_path, name, CELLS[name])


@pytest.mark.parametrize(
    ("name", "way"), [*((name, "full") for name in FORMS), *(("adjusted", way) for way in TROUBLES if way != "full")]
)
def test_a_form_stays_with_what_was_typed_until_its_answer_is_stored(
    hand: Hand, storage: Storage, tmp_path: Path, name: str, way: str
) -> None:
    stood = content(hand.ledger)
    with storage.broken(way):
        FORMS[name](hand)
        form = hand.form
        assert form is not None
        assert form.held is not None
        assert form.trouble.isVisible()
        assert form.aside.isVisible()
        assert content(hand.ledger) == stood
    hand.click(form.answer)
    assert hand.form is None
    stored = content(hand.ledger)
    assert stored != stood
    assert stored == done_soundly(hand, tmp_path, name, FORMS[name])


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_is_put_by_waits_with_its_fields(hand: Hand, storage: Storage, tmp_path: Path, name: str) -> None:
    with storage.broken("gone"):
        FORMS[name](hand)
        form = hand.form
        assert form is not None
        hand.window.ask.answers = [0]
        form.reject()
        assert hand.form is None
        assert len(hand.window.desk.unsaved.waiting) == 1
        hand.window.say_stored()
        assert len(hand.window.desk.unsaved.waiting) == 1
    hand.window.say_stored()
    assert not hand.window.desk.unsaved.waiting
    assert hand.form is None
    assert content(hand.ledger) == done_soundly(hand, tmp_path, name, FORMS[name])


def test_why_a_month_is_opened_again_stays_in_its_form(hand: Hand, storage: Storage) -> None:
    hand.ledger.close_month(YEAR, 6)
    hand.window.desk.choose_period(YEAR, 6)
    with storage.broken("full"):
        reopening(REASON)(hand)
        form = hand.form
        assert form is not None
        assert hand.still_typed() == {"原因": REASON}
    hand.click(form.answer)
    assert not hand.ledger.closed(YEAR, 6)


def test_a_form_is_given_up_only_when_that_is_said(hand: Hand, storage: Storage) -> None:
    with storage.broken("gone"):
        targets_form(adjusting, 调整为="70亿元", 依据文件="云政发3号", 原因=REASON)(hand)
        form = hand.form
        assert form is not None
        hand.window.ask.answers = [None, 1]
        form.reject()
        assert hand.form is form
        form.reject()
        assert hand.form is None
    assert not hand.window.desk.unsaved.waiting
    assert hand.ledger.target(BOUNDED).stated.value != 70


@pytest.mark.parametrize("name", ["new target", "new milestone", "sheet"])
def test_a_form_of_which_nobody_knew_is_stored_once(hand: Hand, storage: Storage, name: str) -> None:
    stood = hand.ledger.revision
    with storage.unsure():
        FORMS[name](hand)
    form = hand.form
    assert form is not None
    assert "还不能确定" in form.trouble.text()
    hand.click(form.answer)
    assert hand.form is None
    assert hand.ledger.revision == stood + 1


def test_a_form_of_which_nobody_knew_is_done_anew_with_other_words(hand: Hand, storage: Storage) -> None:
    with storage.unsure():
        FORMS["adjusted"](hand)
    form = hand.form
    assert form is not None
    assert "还不能确定" in form.trouble.text()
    hand.fill(调整为="75亿元")
    assert hand.form is None
    assert hand.ledger.target(BOUNDED).stated.value == 75
