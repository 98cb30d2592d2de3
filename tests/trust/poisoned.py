"""A workbook each of whose texts begins as a formula does, and carries a token by which exports show it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import fields
from decimal import Decimal
from pathlib import Path

from tests.services.made_reports import MadeReport, actual, milestone, reason_filed, target
from zonetracker.model.changes import ActualEntry, DepartmentChange, IndicatorChange, MilestoneChange, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import SheetOptions, Template, Wording
from zonetracker.services.issuing import bulletin, keep_choices
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

TOKEN, MARKUP = "注入", "<i onclick=x>"
STARTS = (
    "=",
    "+",
    "-",
    "@",
    "＝",
    "＋",
    "－",
    "＠",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "'=",
    '"=',
    "%=",
    ";=",
    "\u200b=",
    "{=",
)
YEAR, MONTH = 2023, 9


def poison(start: str, what: str) -> str:
    """A text that a spreadsheet would run, were it taken for a formula; `what` tells one from the other."""
    return f"{start}{TOKEN}{what}+cmd|' /C calc'!A0"


def poisoned(path: Path) -> Path:
    """The workbook at `path`: every text that can be entered, with every start that the door lets in."""
    with Ledger.create(path, poison("=", "单位"), actor=poison("=", "操作人")) as ledger:
        for number, start in enumerate(STARTS, 1):
            with suppress(Refusal):  # a name that the door does not let in
                for act in _acts(ledger, start, number):
                    with suppress(Refusal):  # nor this one; what follows is tried all the same
                        act()
        _choices(ledger)
        ledger.close_month(YEAR, MONTH - 1)
        ledger.reopen_month(YEAR, MONTH - 1, poison("=", "重开"))
    return path


def _acts(ledger: Ledger, start: str, number: int) -> Iterator[Callable[[], object]]:
    def said(what: str) -> str:
        return poison(start, f"{what}{number}")

    amount = Stated(Decimal(60 + number), unit="亿元")
    texts = ("section", "responsible", "wording", "note", "quote")
    more = {name: said(name) for name in texts}
    made = ledger.add_target(said("指标"), YEAR, amount, TargetChange(**more))  # type: ignore[arg-type]
    (goal,), (indicator,) = made.ids["target"], made.ids["indicator"]
    yield lambda: ledger.edit_indicator(indicator, IndicatorChange(category=said("类别"), aliases=(said("别名"),)))
    yield lambda: ledger.edit_indicator(indicator, IndicatorChange(unit=said("计量"), pinned=True))
    for year, month in ((YEAR - 1, 12), (YEAR - 1, MONTH), (YEAR, MONTH - 1), (YEAR, MONTH)):
        entry = ActualEntry(
            indicator, year, month, Decimal(4 * number + month), "亿元", origin=said("出处"), source=said("来源")
        )
        yield lambda entry=entry: ledger.set_actuals([entry], reason=said("说明"))  # type: ignore[misc]
    yield lambda: ledger.file(reason_filed(goal, MONTH, said("问题")))
    yield lambda: ledger.adjust_target(goal, Stated(Decimal(50), unit="亿元"), 6, said("文号"), said("缘由"))
    yield lambda: ledger.revise_base(
        ActualEntry(indicator, YEAR - 1, 12, Decimal(33), "亿元"), said("核定"), said("核定缘由")
    )
    yield lambda: ledger.add_milestone(
        said("事项"),
        YEAR,
        MilestoneChange(section=said("章节"), deadline="2023-09-30", responsible=said("牵头"), note=said("进展")),
    )
    yield lambda: ledger.add_departments([said("responsible")])
    yield lambda: ledger.edit_department(
        ledger.departments()[-1].id, DepartmentChange(aliases=(said("简称"),), contact=said("联系人"))
    )
    rows = [target(said("提取"), "12"), actual(said("提取实绩"), "7"), milestone(said("提取事项"))]
    yield lambda: MadeReport(rows, title=said("报告")).keep(ledger)
    yield lambda: ledger.confirm_rows([row.id for row in ledger.rows(ledger.reports()[-1].id)], reason=said("确认"))
    yield lambda: ledger.keep_sheet_mapping(said("报表"), {said("样式"): {said("列"): 0}})
    yield lambda: ledger.keep_issued("sheet", YEAR, MONTH, said("文件") + ".xlsx", b"PK")


def _choices(ledger: Ledger) -> None:
    """The office's own words: every text of the sheet's and the summary's choices, templates, a paragraph."""
    words = {one.name for one in fields(SheetOptions) if one.type == "str"} - {"paper", "issued_on", "cut_off"}
    keep_choices(ledger, SheetOptions(**{name: poison("=", name) for name in words}))  # type: ignore[arg-type]
    words = {one.name for one in fields(Wording) if one.type == "str"} - {"issued_on", "cut_off"}
    keep_choices(ledger, Wording(**{name: poison("=", name) for name in words}))  # type: ignore[arg-type]
    for template in Template:
        with suppress(Refusal):
            bulletin.keep_templates(ledger, {template: poison("=", str(template))})
