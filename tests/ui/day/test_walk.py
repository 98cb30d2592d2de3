"""A month's work by keys alone: how many keys it takes, and that what comes out is right to the digit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import docx
import openpyxl
import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.clerk import Stretch
from tests.ui.day.material import AGAIN, CORRECTED, MONTH, PASTED, REASON, SEASON, SENT, UNITS, WHY, YEAR
from tests.ui.day.walk import DOUBTFUL, RESPONSIBLE, SURE, Walk, own_dialogs, table_of
from zonetracker.services.ledger import Ledger
from zonetracker.ui.parts.theme import apply_theme
from zonetracker.words.wording import bare_name

FIGURES = {name: (value, growth) for name, value, growth in (*PASTED, *SENT)}
CORRECTION = f"{CORRECTED}{YEAR}年1-{MONTH}月由19945元，增长6.8%改为{AGAIN}元，增长6.8%（{WHY}）"


@pytest.fixture(scope="module")
def walk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """The walk, gone to its end."""
    folder = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZONETRACKER_HOME", str(folder))
        own_dialogs()
        apply_theme(qapp, "light")
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        walk = Walk(folder)
        walk.go()
        walk.leave()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        yield walk


@pytest.fixture
def pressed(walk: Walk) -> dict[str, Stretch]:
    return {one.name: one for one in walk.stretches}


def test_the_keys_of_each_stretch_are_few(walk: Walk, pressed: dict[str, Stretch]) -> None:
    print(table_of(walk.stretches))
    assert pressed[SURE].keys == 1
    assert pressed[DOUBTFUL].keys <= len(walk.seen.doubted)
    assert pressed[RESPONSIBLE].keys - 1 < 10, "beside the paste"
    assert {one.name: one.keys for one in walk.stretches} == {
        "导入报告，新建工作簿": 6,
        "确认全部可信的行": 1,
        "看一行的全部说明": 2,
        "逐行核对有疑问的": 4,
        "粘贴一列责任单位": 8,
        "粘贴本月实绩，一处核对": 4,
        "导入部门报表，一处核对": 6,
        "本月结账": 1,
        "出表和通报": 6,
        "重新打开，改一个数，再结账": 7,
        "出表和通报第2版": 6,
    }


def test_every_row_of_the_report_is_settled_and_every_doubted_one_said_why(walk: Walk) -> None:
    seen = walk.seen
    assert seen.said["report"] == "从“工作报告.txt”取出 57 行，4 行要看一眼。"
    assert seen.sure == 53 and len(seen.doubted) == 4 and all(seen.doubted.values())
    assert "推算增速为 7.8%，与目标增速 7.5% 不一致" in seen.doubted["规模以上工业增加值"]
    assert seen.whole.startswith("· 按上年 52.4 推算增速为 7.8%")
    assert seen.said["review"] == "全部核对完了。"


def test_the_units_stand_at_their_targets(walk: Walk) -> None:
    assert walk.seen.said["targets"] == "已粘贴 45 格，可用 Ctrl+Z 一步撤销。"
    assert [unit for _, unit in walk.seen.units] == list(UNITS)
    with Ledger.open(walk.folder / "台账.zt") as ledger:
        names = {one.id: one.name for one in ledger.indicators()}
        held = [(names[one.indicator_id], one.responsible) for one in ledger.targets(YEAR)]
    assert held == list(zip(FIGURES, UNITS, strict=True))


def test_sixty_figures_stand_to_the_digit_and_what_was_asked_has_its_reason(walk: Walk) -> None:
    assert (
        walk.seen.figures == list(FIGURES.values()) and sum(bool(one) for row in FIGURES.values() for one in row) == 60
    )
    with Ledger.open(walk.folder / "台账.zt") as ledger:
        names = {one.id: one.name for one in ledger.indicators()}
        held = {names[one.indicator_id]: one for one in ledger.actuals_of_month(YEAR, MONTH)}
    wanted = {**FIGURES, CORRECTED: (AGAIN, FIGURES[CORRECTED][1])}
    assert {name: (one.value, one.growth) for name, one in held.items()} == {
        name: tuple(Decimal(text) if text else None for text in row) for name, row in wanted.items()
    }
    first, second = walk.seen.asked
    assert first == "新增停车位9月：4100 超过参照数 1200 的三倍。" and "粮食产量：这一项 9 月本来没有数" in second
    assert {name: one.reason for name, one in held.items() if one.reason} == {"新增停车位": REASON, "粮食产量": SEASON}


def sheet_of(walk: Walk, name: str) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(walk.folder / name).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.parametrize("edition", ["", "第2版"])
def test_the_sheets_cells(walk: Walk, edition: str) -> None:
    rows = sheet_of(walk, f"完成情况表{edition}.xlsx")
    assert str(rows[0][0]) == f"{YEAR}年1-{MONTH}月云溪经济开发区主要目标任务完成情况表" + (
        f"（{edition}）" if edition else ""
    )
    figures = {bare_name(str(row[1])): (row[6], row[7], row[13]) for row in rows[3:48]}
    wanted = dict(FIGURES)
    if edition:
        wanted[CORRECTED] = AGAIN, wanted[CORRECTED][1]
    assert figures == {
        name: (*(float(text) if text else None for text in row), unit)
        for (name, row), unit in zip(wanted.items(), UNITS, strict=True)
    }
    notes = [str(row[0]) for row in rows[48:]]
    assert [one for one in notes if "更正" in one] == (
        [f"4.更正说明：本期为第2版，1项数据有更正：{CORRECTION}。"] if edition else []
    )


@pytest.mark.parametrize("edition", ["", "第2版"])
def test_the_bulletins_words(walk: Walk, edition: str) -> None:
    said = [one.text for one in docx.Document(str(walk.folder / f"通报{edition}.docx")).paragraphs]
    assert said[0].endswith("的通报" + (f"（{edition}）" if edition else ""))
    assert any("列入跟踪的目标任务共45项" in one and "暂无数据0项" in one for one in said)
    figure, growth = FIGURES["地区生产总值"]
    wanted = (
        f"地区生产总值完成{figure}亿元，为年度目标（158.5亿元）的70.9%，低于序时进度4.1个百分点，同比增长{growth}%，"
    )
    assert any(one.startswith(wanted) for one in said)
    assert [one for one in said if "更正" in one] == (
        [f"5.更正说明：本期为第2版，1项数据有更正：{CORRECTION}。"] if edition else []
    )


def test_the_month_is_closed_twice(walk: Walk) -> None:
    assert walk.seen.said["close"].startswith(f"{YEAR}年{MONTH}月已结账（第1版）")
    assert walk.seen.said["found"] == CORRECTED
    assert walk.seen.said["again"].startswith(f"{YEAR}年{MONTH}月已结账（第2版）")
    with Ledger.open(walk.folder / "台账.zt") as ledger:
        assert ledger.published(YEAR, MONTH).edition == 2 and ledger.closed(YEAR, MONTH)
        assert len(ledger.issued()) == 4
