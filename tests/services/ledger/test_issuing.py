"""签发: a month closed and its files kept as one step, edition by edition, with what was passed for a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from zonetracker.model.bookkeeping import MadeFile, Passed
from zonetracker.model.changes import ActualEntry
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal, RefusalCode

FILES = [MadeFile("sheet", "九月.xlsx", b"PK one"), MadeFile("summary", "九月.pdf", b"%PDF one")]
PASSED = Passed("figure_owed:2", "税收收入：9月的数还没有填", "财政局下月补报")


@pytest.fixture
def ledger(ledger: Ledger) -> Ledger:
    for name in ("固定资产投资", "税收收入"):
        ledger.add_target(name, 2023, Stated(Decimal(60), unit="亿元"))
    ledger.set_actuals([ActualEntry(1, 2023, 9, Decimal(30), "亿元")])
    return ledger


def test_one_step_closes_the_month_and_keeps_its_files(ledger: Ledger) -> None:
    ledger.issue_month(2023, 9, FILES, [PASSED])
    assert ledger.closed(2023, 9)
    assert [(one.file_name, ledger.issued_data(one.id)) for one in ledger.issued()] == [
        ("九月.pdf", b"%PDF one"),
        ("九月.xlsx", b"PK one"),
    ]
    assert ledger.passed() == [(2023, 9, 1, PASSED)]
    assert ledger.history()[0].title == "2023年9月核对签发，结账并留存2个文件"
    ledger.undo()
    assert not ledger.closed(2023, 9) and ledger.issued() == []
    ledger.redo()
    assert ledger.closed(2023, 9) and set(ledger.issued_editions().values()) == {1}


def test_what_was_passed_stands_as_long_as_its_edition(ledger: Ledger) -> None:
    ledger.issue_month(2023, 9, FILES, [PASSED])
    ledger.undo()
    assert ledger.passed(standing=True) == [] and ledger.passed() == [(2023, 9, 1, PASSED)]
    ledger.redo()
    assert ledger.passed(standing=True) == [(2023, 9, 1, PASSED)]
    ledger.undo()
    other = Passed(PASSED.key, PASSED.said, "财政局已经补报")
    ledger.issue_month(2023, 9, FILES, [other])
    assert ledger.passed(standing=True) == [(2023, 9, 1, other)]


def test_a_file_knows_the_edition_that_it_was_given_out_with(ledger: Ledger) -> None:
    ledger.keep_issued("sheet", 2023, 9, "试印.xlsx", b"PK zero")
    ledger.issue_month(2023, 9, FILES)
    ledger.reopen_month(2023, 9, "统计局核定数据")
    ledger.issue_month(2023, 9, [MadeFile("sheet", "九月（第2版）.xlsx", b"PK two")])
    editions = ledger.issued_editions()
    assert [(one.file_name, editions.get(one.id)) for one in ledger.issued()] == [
        ("九月（第2版）.xlsx", 2),
        ("九月.pdf", 1),
        ("九月.xlsx", 1),
        ("试印.xlsx", None),
    ]
    assert ledger.history()[0].title == "2023年9月核对签发（第2版），结账并留存1个文件"


@pytest.mark.parametrize(
    ("year", "month", "code"),
    [(2023, 8, RefusalCode.MONTH_EMPTY), (2099, 9, RefusalCode.MONTH_AHEAD)],
)
def test_what_cannot_be_closed_is_not_issued(ledger: Ledger, year: int, month: int, code: RefusalCode) -> None:
    with pytest.raises(Refusal) as refused:
        ledger.issue_month(year, month, FILES)
    assert refused.value.code is code and ledger.issued() == []


def test_a_closed_month_is_not_issued_again(ledger: Ledger) -> None:
    ledger.close_month(2023, 9)
    with pytest.raises(Refusal) as refused:
        ledger.issue_month(2023, 9, FILES)
    assert refused.value.code is RefusalCode.MONTH_CLOSED and ledger.issued() == []
