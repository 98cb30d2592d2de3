"""A form opened and written: which month it names, where the copy may go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.services.forms.books import fill_book, two_heads
from zonetracker.services.forms import filled_name, open_form, settled_time, writing_job
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

SAID = ["2023年1-9月指标"]


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    fill_book(ledger)
    return ledger


def form(path: Path, *rows: list[Any]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("name", "rows", "said"),
    [
        ("表.xlsx", [SAID, ["指标", "单位", "累计"]], (2023, 9)),
        ("2023年9月报表.xlsx", [["指标", "单位", "累计"]], (2023, 9)),
        ("表.xlsx", [["2023年指标"], ["指标", "单位", "1-9月", "年度目标"]], (2023, 9)),
        ("表.xlsx", [["2023年指标"], ["指标", "单位", "1-8月", "1-9月"]], (2023, None)),
        ("表.xlsx", [["指标", "单位", "累计"]], (None, None)),
    ],
)
def test_the_month_is_that_of_title_name_or_heads(
    ledger: Ledger, tmp_path: Path, name: str, rows: list[list[Any]], said: tuple[int | None, int | None]
) -> None:
    opened = finish(open_form(ledger, form(tmp_path / name, *rows, ["财政总收入", "亿元"])))
    assert opened.said == said
    if None in said:
        with pytest.raises(Refusal) as refused:
            settled_time(opened, None)
        assert refused.value.code == RefusalCode.FORM_NO_MONTH
    assert settled_time(opened, (2023, 9)) == (2023, 9)


@pytest.mark.parametrize("given", [(2023, 8), (2022, 9)])
def test_another_month_than_the_form_names_is_refused(ledger: Ledger, tmp_path: Path, given: tuple[int, int]) -> None:
    opened = finish(
        open_form(ledger, form(tmp_path / "表.xlsx", SAID, ["指标", "单位", "累计"], ["财政总收入", "亿元"]))
    )
    with pytest.raises(Refusal, match="写的是2023年9月") as refused:
        settled_time(opened, given)
    assert refused.value.code == RefusalCode.FORM_OTHER_TIME


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ("表.xlsx", RefusalCode.FILE_TAKEN),
        ("填.xls", RefusalCode.FILE_NAME),
        ("没有/填.xlsx", RefusalCode.FOLDER_MISSING),
    ],
)
def test_where_the_copy_may_not_go(ledger: Ledger, tmp_path: Path, place: str, code: RefusalCode) -> None:
    two_heads(tmp_path / "表.xlsx")
    before = (tmp_path / "表.xlsx").read_bytes()
    opened = finish(open_form(ledger, tmp_path / "表.xlsx"))
    with pytest.raises(Refusal) as refused:
        finish(writing_job(opened, opened.planner.plan(2023, 9), tmp_path / place))
    assert refused.value.code == code
    assert [one.name for one in tmp_path.glob("*.xls*")] == ["表.xlsx"]
    assert (tmp_path / "表.xlsx").read_bytes() == before


def test_a_form_of_which_nothing_can_be_filled_is_not_written(ledger: Ledger, tmp_path: Path) -> None:
    path = form(tmp_path / "表.xlsx", SAID, ["指标", "单位", "累计"], ["不知道的指标名", "亿元"])
    opened = finish(open_form(ledger, path))
    with pytest.raises(Refusal, match="没有一格能填"):
        finish(writing_job(opened, opened.planner.plan(2023, 9), tmp_path / "填.xlsx"))
    assert not (tmp_path / "填.xlsx").exists()


def test_a_filled_form_is_called_by_its_month() -> None:
    assert filled_name(Path("月报.xlsm"), 2023, 9) == "月报（已填2023年9月）.xlsm"
