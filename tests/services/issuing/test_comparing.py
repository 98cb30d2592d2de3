"""Made files against the ledger: what agrees gives no finding, a figure that differs gives the one that names it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.known import known
from tests.outputs.specimens import SPECIMENS, build
from zonetracker.drawing.dial import gauge_reading
from zonetracker.model.bookkeeping import Adjustment
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.closing.corrections import Correction
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.model.standing import Grade
from zonetracker.outputs.sheet.workbook import build_sheet
from zonetracker.outputs.summary.composing import compose
from zonetracker.outputs.summary.document import docx_bytes
from zonetracker.services.issuing import comparing
from zonetracker.services.issuing.comparing import (
    Compared,
    compared_gauges,
    compared_notes,
    compared_pdf,
    compared_sheet,
    compared_text,
    row_named,
)
from zonetracker.services.issuing.readback import ReadText, document_text, sheet_cells

GDP = "地区生产总值"


@pytest.fixture(scope="module")
def small() -> Progress:
    return build(SPECIMENS)


@pytest.fixture(scope="module")
def changed() -> Progress:
    """The same month after the figure of the first row was changed."""
    first = (*SPECIMENS[0][:10], "62.37", *SPECIMENS[0][11:])
    return build([first, *SPECIMENS[1:]])


def told(found: list[Compared]) -> set[tuple[FindingCode, str, str]]:
    """Code, row and what stands there of each finding."""
    return {
        (one.finding.code, "" if one.row is None else one.row.indicator.name, dict(one.finding.parameters)["there"])
        for one in found
    }


@pytest.mark.parametrize("month", [2, 9, 12])
def test_the_sheet_of_every_kind_of_row_says_what_the_ledger_says(month: int) -> None:
    progress = build(SPECIMENS, month)
    assert list(compared_sheet(sheet_cells(build_sheet(progress, SheetOptions())), progress)) == []


def test_a_sheet_made_before_a_figure_changed_is_found(small: Progress, changed: Progress) -> None:
    found = list(compared_sheet(sheet_cells(build_sheet(small, SheetOptions())), changed))
    assert {there for _, _, there in told(found)} >= {"61.37", "76.7", "1.7"}
    assert {code for code, _, _ in told(found)} == {FindingCode.SHEET_DIFFERS}
    assert {one.row.indicator.name for one in found if one.row} == {GDP}


def test_a_row_that_the_sheet_lacks_is_found(small: Progress) -> None:
    fewer = replace(small, rows=small.rows[1:])
    found = list(compared_sheet(sheet_cells(build_sheet(fewer, SheetOptions())), small))
    assert [(one.finding.code, one.row and one.row.indicator.name) for one in found] == [(FindingCode.SHEET_LACKS, GDP)]


def test_a_sheet_of_few_columns_in_another_order_is_understood(small: Progress, changed: Progress) -> None:
    options = SheetOptions(columns=(SheetColumn.COMPLETION, SheetColumn.NAME, SheetColumn.ASSESSMENT))
    cells = sheet_cells(build_sheet(small, options))
    assert list(compared_sheet(cells, small)) == []
    assert (FindingCode.SHEET_DIFFERS, GDP, "76.7") in told(list(compared_sheet(cells, changed)))


@pytest.mark.parametrize("month", [2, 9, 12])
def test_the_figures_of_the_bulletin_are_those_of_the_ledger(month: int) -> None:
    progress = build(SPECIMENS, month)
    read = document_text(docx_bytes(compose(progress)))
    assert [one for one in compared_text(read, progress) if one.row is not None] == []


def test_a_bulletin_made_before_a_figure_changed_is_found(small: Progress, changed: Progress) -> None:
    read = document_text(docx_bytes(compose(small)))
    assert told(list(compared_text(read, changed))) >= {
        (FindingCode.TEXT_DIFFERS, GDP, "61.37"),
        (FindingCode.TEXT_DIFFERS, GDP, "76.7"),
        (FindingCode.TEXT_DIFFERS, GDP, "1.7"),
    }


def test_the_annex_is_compared_wholly(small: Progress, changed: Progress) -> None:
    whole = known(compose(small).annex)
    annex = (whole.head, *(row.cells for row in whole.rows))
    assert list(compared_text(ReadText((), (annex,)), small)) == []
    assert {there for _, _, there in told(list(compared_text(ReadText((), (annex,)), changed)))} >= {"61.37", "76.7"}
    shorter = tuple(line for line in annex if GDP not in line)
    found = [one.finding.code for one in compared_text(ReadText((), (shorter,)), small)]
    assert found == [FindingCode.ANNEX_LACKS]


def test_a_gap_of_the_other_sign_is_found(small: Progress) -> None:
    """The cell holds 1.7 where the ledger has it."""
    cells = [list(row) for row in sheet_cells(build_sheet(small, SheetOptions()))]
    head = next(row for row in cells if "指标名称" in row)
    at = next(place for place, cell in enumerate(head) if str(cell).startswith("与序时进度差"))
    line = next(row for row in cells if GDP in row)
    line[at] = -Decimal(str(line[at]))
    assert told(list(compared_sheet(cells, small))) == {(FindingCode.SHEET_DIFFERS, GDP, "-1.7")}


def test_a_long_text_that_a_list_has_the_beginning_of_is_no_fault(small: Progress) -> None:
    head, name = ("指标名称", "责任单位"), small.rows[1].indicator.name
    units = "、".join(f"第{place}责任单位" for place in range(9))
    rows = tuple(replace(row, target=replace(row.target, responsible=units)) for row in small.rows)
    long = replace(small, rows=rows)
    assert list(compared_text(ReadText((), ((head, (name, f"{units[:30]}…")),)), long)) == []
    assert told(list(compared_text(ReadText((), ((head, (name, "财政局…")),)), long))) == {
        (FindingCode.TEXT_DIFFERS, name, "财政局…")
    }


SENTENCE = (
    "{name}完成{actual}亿元，完成年度目标（80亿元以上）的{share}%，{side}序时进度{gap}个百分点，"
    "同比增长{growth}%，低于目标（增长8%左右）{growth_gap}个百分点，评价为“{word}”。"
)
RIGHT = {
    "name": GDP,
    "actual": "61.37",
    "share": "76.7",
    "side": "高于",
    "gap": "1.7",
    "growth": "7.6",
    "growth_gap": "0.4",
    "word": "略滞后",
}


def sentence(small: Progress, **other: str) -> list[Compared]:
    row = next(row for row in small.rows if row.indicator.name == GDP)
    right = {**RIGHT, "word": small.word(row.standing.grade)}
    return list(compared_text(ReadText((SENTENCE.format(**{**right, **other}),), ()), small))


def test_a_sentence_that_is_right_is_left_alone(small: Progress) -> None:
    assert sentence(small) == []


@pytest.mark.parametrize(
    ("part", "other", "there"),
    [
        ("actual", "61.73", "61.73"),
        ("share", "77.6", "77.6"),
        ("side", "低于", "-1.7"),
        ("gap", "1.8", "1.8"),
        ("growth", "6.7", "6.7"),
        ("growth_gap", "0.5", "-0.5"),
        ("word", "已完成", "已完成"),
    ],
)
def test_a_sentence_with_one_wrong_figure_is_found(small: Progress, part: str, other: str, there: str) -> None:
    assert told(sentence(small, **{part: other})) == {(FindingCode.TEXT_DIFFERS, GDP, there)}


def test_other_words_around_the_figures_are_no_fault(small: Progress) -> None:
    said = f"2.{GDP}1-9月比上月提高3.2个百分点，连续3个月低于上年；全年还要20亿元。"
    assert list(compared_text(ReadText((said,), ()), small)) == []


def test_of_names_that_begin_alike_the_longest_is_meant(small: Progress) -> None:
    rows = [(f"{GDP}增量", *SPECIMENS[0][1:]), *SPECIMENS]
    names = [(row.indicator.name, row) for row in build(rows).rows]
    row = row_named(f"其中，{GDP}增量完成61.37亿元。", names)
    assert row is not None and row.indicator.name == f"{GDP}增量"


@pytest.mark.parametrize(
    ("said", "there", "here"),
    [
        ("截至9月底，列入跟踪的目标任务共24项：暂无数据2项。", "24", "25"),
        ("量化指标共5项：甲2项，乙2项（其中丙1项）。", "4", "5"),
    ],
)
def test_counts_that_do_not_add_up_are_found(small: Progress, said: str, there: str, here: str) -> None:
    found = [dict(one.finding.parameters) for one in compared_text(ReadText((said,), ()), small)]
    assert (there, here) in [(one["there"], one["here"]) for one in found]


def test_counts_that_add_up_are_left_alone(small: Progress) -> None:
    said = "量化指标共5项：甲2项，乙3项（其中丙1项，丁1项）。"
    assert list(compared_text(ReadText((said,), ()), small)) == []


def test_a_class_that_is_told_otherwise_is_found(small: Progress) -> None:
    words = {small.word(grade): small.count(grade) for grade in small.grades}
    right = "，".join(f"{word}{count}项" for word, count in words.items())
    opening = f"截至9月底，列入跟踪的目标任务共{len(small.rows)}项：{right}。"
    assert list(compared_text(ReadText((opening,), ()), small)) == []
    word, count = next((word, count) for word, count in words.items() if count > 1)
    other = opening.replace(f"：{word}{count}项", f"：{word}{count - 1}项")
    whats = [dict(one.finding.parameters)["what"] for one in compared_text(ReadText((other,), ()), small)]
    assert f"“{word}”" in whats


def test_an_opening_of_the_offices_own_need_not_name_every_class(small: Progress) -> None:
    done, late = (f"{small.word(one)}{small.count(one)}项" for one in (Grade.DONE, Grade.LATE))
    opening = f"列入跟踪的目标任务共{len(small.rows)}项：{late}，{done}，其余略。"
    assert list(compared_text(ReadText((opening,), ()), small)) == []
    wrong = opening.replace(done, f"{small.word(Grade.DONE)}{small.count(Grade.DONE) + 1}项")
    assert len(list(compared_text(ReadText((wrong,), ()), small))) == 1


def test_a_figure_that_the_pdf_does_not_say_is_found() -> None:
    read = ReadText(("PM2.5浓度35.4微克",), ((("甲", "76.7"),),))
    assert list(compared_pdf("PM2.5浓 度35.\n4微克 甲76.7", read)) == []
    assert told(list(compared_pdf("PMú.û浓度35.4微克甲76.7", read))) == {(FindingCode.PDF_LACKS, "", "2.5")}


def test_a_gauge_that_shows_another_figure_or_word_is_found(small: Progress, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(compared_gauges(small.rows, small)) == []
    monkeypatch.setattr(comparing, "gauge_reading", lambda *of: replace(gauge_reading(*of), figure="76.6%", word="好"))
    found = told(list(compared_gauges(small.rows[:1], small)))
    assert found == {(FindingCode.GAUGE_DIFFERS, GDP, "76.6"), (FindingCode.GAUGE_DIFFERS, GDP, "好")}


def test_an_edition_and_an_adjustment_are_to_be_told(small: Progress) -> None:
    sixty = Stated(Decimal(60), unit="亿元")
    correction = Correction(1, GDP, "亿元", 2023, 9, sixty, replace(sixty, value=Decimal("61.37")), "统计局核定")
    adjusted = {1: [Adjustment(1, 1, 7, sixty, small.rows[0].target.stated, "云政发3号", "上级核增")]}
    second = replace(small, edition=2, corrections=(correction,), adjustments=adjusted)
    sheet = "\n".join(str(cell) for row in sheet_cells(build_sheet(second, SheetOptions())) for cell in row)
    bulletin = document_text(docx_bytes(compose(second))).text
    assert list(compared_notes(sheet, bulletin, second)) == []
    bare = [one.finding.code for one in compared_notes("", bulletin.replace("更正说明", ""), second)]
    assert bare == [FindingCode.EDITION_UNTOLD, FindingCode.EDITION_UNTOLD]
    silent = [one.finding.code for one in compared_notes(sheet.replace("云政发3号", ""), "", second)]
    assert silent == [FindingCode.EDITION_UNTOLD, FindingCode.ADJUSTMENT_UNTOLD]
