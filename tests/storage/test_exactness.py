"""Originals come back byte for byte, figures to the last digit (in large numbers: tests/trust/test_exact.py)."""

from __future__ import annotations

import random
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.made_reports import imported, target
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger
from zonetracker.storage import history, records
from zonetracker.support.errors import Refusal


def same(one: Decimal | None, other: Decimal | None) -> bool:
    """Equal to the last digit, trailing zeros and sign of zero included."""
    return one is other or (one is not None and other is not None and one.as_tuple() == other.as_tuple())


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_any_decimal_comes_back_from_its_text(value: Decimal) -> None:
    text = records.figure(value)
    assert text is not None and same(Decimal(text), value)


@pytest.mark.parametrize("text", ["74.10", "-0.0", "0", "1000000", "0.000", "12345678901234567890.123456789", "1E+3"])
def test_a_figure_is_kept_as_written(text: str) -> None:
    assert same(Decimal(str(records.figure(Decimal(text)))), Decimal(text))


@pytest.mark.parametrize("wrong", [0.1, 1, "1", True])
def test_only_decimals_are_figures(wrong: object) -> None:
    with pytest.raises(TypeError):
        records.figure(wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-Infinity", "sNaN"])
def test_what_is_no_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="not a figure"):
        records.figure(Decimal(wrong))


def test_the_value_before_an_adjustment_is_kept_as_written(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        ledger.confirm_rows(imported(ledger, target("工业投资", "12.50")))
        after = Stated(Decimal("80.0"), unit="亿元")
        ledger.adjust_target(1, after, 3, "文", "外部环境变化")
        (kept,) = ledger.adjustments()
        assert same(kept.before.value, Decimal("12.50")) and same(kept.after.value, after.value)


@pytest.mark.parametrize(
    "data",
    [b"", bytes(range(256)) * 100, b"\x00", "文".encode("utf-16"), random.Random(6).randbytes(10**6)],
    ids=["empty", "every byte", "nought", "utf-16", "a million"],
)
def test_an_original_comes_back_byte_for_byte(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.zt"
    text = "行一\r\n\x00行二\u2028\U00020bb7"
    with Ledger.create(path, "云岭高新区") as ledger:
        ledger.import_report("甲.bin", "application/octet-stream", data, text, "", None, [])
        ledger.undo()
        ledger.redo()
    with Ledger.open(path) as ledger:
        assert ledger.original(1) == data
        assert ledger.report(1).text == text


def test_an_original_that_is_not_read_back_equal_is_no_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        kept = iter([history.sha256(b"original"), "what the disk gives back"])
        monkeypatch.setattr(history, "sha256", lambda _: next(kept))
        with pytest.raises(Refusal) as refused:
            ledger.import_report("甲.txt", "text/plain", b"original", "", "", None, [])
        assert refused.value.code == "disk.error"
        monkeypatch.undo()
        assert ledger.reports() == []
        assert ledger.check() == []


def test_text_that_cannot_be_kept_is_refused(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "a.zt", "云岭高新区") as ledger:
        with pytest.raises(Refusal) as refused:
            ledger.import_report("甲.pdf", "application/pdf", b"%PDF", "字\ud800", "", None, [])
        assert refused.value.code == "report.text"
        assert ledger.reports() == []
