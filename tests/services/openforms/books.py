"""Workbooks to be exported, and what comes of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.services.made_reports import MadeReport, content, target
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Stated
from zonetracker.model.issuing import OPEN_FORMS
from zonetracker.services.ledger import Ledger
from zonetracker.services.openforms import export_job, new_from_job, taken
from zonetracker.services.openforms.checking import checked
from zonetracker.services.openforms.form import OpenBook
from zonetracker.services.openforms.reading import read
from zonetracker.support.job import finish

ODD_TEXTS = (
    *("=SUM(A1:A2)", "+8", "-1.50", "@某人", "'引号", "''", "'", "  两边空格  ", "\t制表\t", "一\n二", "一\r\n二\r三"),
    *(
        "_x000D_与_x005F_x0041_",
        "\\u000D与\\u005C",
        "_x_",
        "生僻字𠮷和😀",
        '，,;"引号"\'',
        "1.10",
        "2023-06",
        "TRUE",
        "<&>",
        "字" * 4000,
    ),
)
FORMS = {f".{ending}": form for form, ending in OPEN_FORMS.items()}


def odd_book(path: Path) -> Path:
    """A workbook of texts that a cell would take for something else, and others that no cell holds."""
    with Ledger.create(path, "云岭高新区", "测试员") as ledger:
        MadeReport([target("工业投资", "12.50"), target("税收收入", "5E+1")], title="=年度报告" + "😀" * 40_000).keep(
            ledger
        )
        ledger.confirm_rows([1, 2])
        for number, text in enumerate(ODD_TEXTS):
            change = TargetChange(note=text, section=text, wording=text)
            ledger.add_target(f"第{number}项“{text[:20].strip()}”", 2023, Stated(), change)
        ledger.keep_sheet_mapping("财政局.xlsx", {"财政局": {"名称": "字" * 40_000}})
        ledger.keep_issued("sheet", 2023, 3, "三月.xlsx", bytes(range(256)) * 200)
    return path


def exported(book: Path, to: Path) -> Path:
    """The file into which everything is exported."""
    with Ledger.open(book) as ledger:
        everything = taken(ledger)
    finish(export_job(everything, to, FORMS[to.suffix]))
    return to


def made_of(source: Path, path: Path) -> dict[str, list[dict[str, object]]]:
    """What stands in the workbook that is made of an exported file, which is sound."""
    assert finish(new_from_job(source, path)) == path
    with Ledger.open(path) as ledger:
        assert ledger.check() == []
        return content(ledger)


def stands(book: Path) -> dict[str, list[dict[str, object]]]:
    """What stands in a workbook."""
    with Ledger.open(book) as ledger:
        return content(ledger)


def says(data: bytes, name: str = "全部数据.json") -> OpenBook:
    """What a file says once it was checked, without the child."""
    return finish(checked(read(data, name)))


def changed(data: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """An exported JSON file after a change."""
    told = json.loads(data)
    change(told)
    return json.dumps(told, ensure_ascii=False).encode()
