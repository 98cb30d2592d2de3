"""From a file to what the workbook keeps of its date, and the same file read again with another one."""

from __future__ import annotations

from decimal import Decimal

from zonetracker.extraction.document import Document
from zonetracker.model.changes import Redating, RowChange
from zonetracker.model.facts import SURE
from zonetracker.model.reports.frame import Frame, Source, Written
from zonetracker.services.importing import keep_report, read_again, read_paste, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.support.job import finish

UNDATED = "一年来，实现地区生产总值74亿元，增长5%。\n今年，力争完成固定资产投资30亿元。\n"
DATED = "云岭高新区2022年工作总结和2023年工作计划\n2022年，实现地区生产总值74亿元，增长5%。\n"


def kept(ledger: Ledger, text: str, name: str = "材料.txt", written: Written | None = None) -> int:
    """The id of a report that was read and kept."""
    report = finish(read_report(text.encode(), name, written=written))
    return keep_report(ledger, report).ids["report"][0]


def read_as(ledger: Ledger, report_id: int, written: Written) -> Redating:
    return finish(read_again(ledger.report(report_id), ledger.original(report_id), written))


def rows(ledger: Ledger, report_id: int) -> list[tuple[str, int | None, bool]]:
    return [(row.candidate.name, row.candidate.year, row.candidate.sure) for row in ledger.rows(report_id)]


def test_without_any_date_nothing_is_sure_and_the_report_says_so(ledger: Ledger) -> None:
    number = kept(ledger, UNDATED)
    frame = ledger.report(number).frame
    assert frame is not None and not frame.certain and frame.proposed is None
    assert rows(ledger, number) == [("地区生产总值", None, False), ("固定资产投资", None, False)]


def test_a_settled_date_makes_the_rows_what_they_are(ledger: Ledger) -> None:
    number = kept(ledger, UNDATED)
    ledger.date_report(number, read_as(ledger, number, (2023, 1)))
    assert rows(ledger, number) == [("地区生产总值", 2022, True), ("固定资产投资", 2023, True)]
    ledger.date_report(number, read_as(ledger, number, (2020, 1)))
    assert rows(ledger, number) == [("地区生产总值", 2019, True), ("固定资产投资", 2020, True)]
    report = ledger.report(number)
    assert report.written == (2020, 1) and report.year == 2020
    assert report.frame is not None and report.frame.clues[0].source is Source.SETTLED


def test_a_date_said_with_the_import_is_kept(ledger: Ledger) -> None:
    number = kept(ledger, UNDATED, written=(2023, 1))
    assert ledger.report(number).written == (2023, 1)
    assert rows(ledger, number) == [("地区生产总值", 2022, True), ("固定资产投资", 2023, True)]


def test_a_title_with_its_years_needs_no_settling(ledger: Ledger) -> None:
    number = kept(ledger, DATED)
    report = ledger.report(number)
    assert report.frame is not None and report.frame.certain and report.written is None
    assert rows(ledger, number) == [("地区生产总值", 2022, True)]


def test_the_name_of_the_file_is_evidence_that_is_asked_about(ledger: Ledger) -> None:
    number = kept(ledger, UNDATED, "2023年区情介绍.txt")
    frame = ledger.report(number).frame
    assert frame is not None and not frame.certain
    assert frame.proposed == (2023, 0) and frame.backing is not None and frame.backing.source is Source.FILE_NAME
    assert [sure for _, _, sure in rows(ledger, number)] == [False, False]


def test_what_the_clerk_corrected_in_the_row_outlives_the_date(ledger: Ledger) -> None:
    number = kept(ledger, UNDATED)
    first, second = (row.id for row in ledger.rows(number))
    ledger.edit_row(first, RowChange(value=Decimal("75")))
    ledger.edit_row(second, RowChange(year=2024))
    ledger.date_report(number, read_as(ledger, number, (2023, 1)))
    assert rows(ledger, number) == [("地区生产总值", 2022, True), ("固定资产投资", 2024, True)]
    assert ledger.row(first).candidate.stated.value == Decimal("75")


def test_a_pasted_text_is_settled_like_a_file(ledger: Ledger) -> None:
    number = keep_report(ledger, finish(read_paste(UNDATED))).ids["report"][0]
    ledger.date_report(number, read_as(ledger, number, (2023, 1)))
    assert [year for _, year, _ in rows(ledger, number)] == [2022, 2023]


def test_where_the_file_is_read_otherwise_by_now_its_kept_text_is_read(ledger: Ledger) -> None:
    report = finish(read_report(UNDATED.encode(), "材料.txt"))
    changed = ledger.import_report(
        "材料.txt", "text/plain", b"\x00\x01 no text", report.document.text, "", None, report.candidates
    )
    number = changed.ids["report"][0]
    ledger.date_report(number, read_as(ledger, number, (2023, 1)))
    assert rows(ledger, number) == [("地区生产总值", 2022, True), ("固定资产投资", 2023, True)]


def test_a_report_of_an_older_program_can_be_settled_too(ledger: Ledger) -> None:
    report = finish(read_report(UNDATED.encode(), "材料.txt"))
    document: Document = report.document
    number = ledger.import_report(
        "材料.txt", document.media, UNDATED.encode(), document.text, "", None, report.candidates
    ).ids["report"][0]
    assert ledger.report(number).frame is None
    ledger.date_report(number, read_as(ledger, number, (2023, 1)))
    assert isinstance(ledger.report(number).frame, Frame)
    assert all(row.candidate.confidence >= SURE for row in ledger.rows(number))
