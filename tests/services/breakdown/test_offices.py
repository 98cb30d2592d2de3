"""Three offices' own lists: every row is entered as it says, or asked."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import docx
import openpyxl
import pytest

from tests.services.breakdown import offices
from tests.services.breakdown.conftest import read
from zonetracker.model.planning import LineState
from zonetracker.services.breakdown import ListLine, ListPlan, Restating, apply, plan_list
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

YEAR = 2023


@pytest.fixture
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    made = Ledger.create(tmp_path_factory.mktemp("台账") / "台账.zt", "青禾高新区", actor="测试员")
    offices.known(made)
    return made


OFFICES = {
    "development": (offices.development, offices.DEVELOPMENT, offices.DEVELOPMENT_ROWS),
    "committee": (offices.committee, offices.COMMITTEE, offices.COMMITTEE_ROWS),
    "investment": (offices.investment, offices.INVESTMENT, offices.INVESTMENT_ROWS),
}


def lines_of(plan: ListPlan, at: int) -> list[ListLine]:
    return [line for line in plan.lines if line.row == at]


@pytest.mark.parametrize("office", OFFICES)
def test_what_is_not_sure_is_asked_and_the_rest_is_not(ledger: Ledger, office: str) -> None:
    make, name, rows = OFFICES[office]
    plan = plan_list(ledger, read(make(), name), YEAR)
    assert len(plan.rows) == len(rows)
    unsure = (LineState.ASKED, LineState.STOPPED)
    for at, row in enumerate(rows):
        assert plan.rows[at].name == row.name
        assert any(line.state in unsure for line in lines_of(plan, at)) is row.asked, row.name


@pytest.mark.parametrize("office", OFFICES)
def test_every_row_is_entered_as_it_says(ledger: Ledger, office: str) -> None:
    make, name, rows = OFFICES[office]
    plan = plan_list(ledger, read(make(), name), YEAR)
    plan = replace(plan, restating=Restating(), flipped=frozenset(taken_of(plan, rows)))
    changed = apply(ledger, plan, "照抄上级文件")
    assert changed.operation_id and changed.asked == ()
    names = {one.id: one.name for one in ledger.indicators()}
    targets = {names[one.indicator_id]: one for one in ledger.targets(YEAR)}
    wanted = {row.name: row for row in reversed(rows)}
    assert targets.keys() == wanted.keys() | {"地区生产总值", "固定资产投资"}
    for row in wanted.values():
        target = targets[row.name]
        if row.name != "地区生产总值":
            assert target.stated == row.stated
        assert target.stated.value == row.stated.value
        assert (target.responsible, target.note, target.wording) == (row.responsible, row.note, row.wording)
        assert target.weight == (None if row.weight is None else Decimal(row.weight))
        assert target.stretch == (None if row.stretch is None else Decimal(row.stretch))
        assert target.deadline == row.deadline
        known = row.name in ("地区生产总值", "固定资产投资")
        assert target.section == ("" if known else row.section)
        above = targets[row.parent].id if row.parent else None
        assert target.parent_id == above
    ledger.undo()
    assert len(ledger.targets(YEAR)) == 2


def taken_of(plan: ListPlan, rows: tuple[offices.Row, ...]) -> set[str]:
    """The asked lines, of rows that speak of one thing the first."""
    seen: set[str] = set()
    keys = set()
    for line in plan.lines:
        if line.row is not None and line.state is LineState.ASKED and rows[line.row].name not in seen:
            keys.add(line.key)
            seen.add(rows[line.row].name)
    return keys


Sheet = list[list[object]]


@pytest.mark.parametrize(
    ("heads", "told"),
    [
        (["指标名称", "单位", "市下达目标", "区自定目标"], "有几列都像年度目标：市下达目标、区自定目标"),
        (["指标名称", "单位", "2022年目标"], "没有找到2023年的目标清单"),
        (["指标名称", "单位", "2023年完成"], "没有找到2023年的目标清单"),
    ],
)
def test_a_table_whose_target_cannot_be_told_is_refused(
    ledger: Ledger, heads: list[object], told: str, table: Callable[[Sheet], bytes]
) -> None:
    rows: Sheet = [heads]
    for name in ("甲项产值", "乙项产值", "丙项产值"):
        cells: list[object] = [name, "亿元", 12, 13]
        rows.append(cells[: len(heads)])
    with pytest.raises(Refusal, match=told):
        plan_list(ledger, read(table(rows)), YEAR)


def test_a_list_of_another_region_is_asked_row_by_row(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    rows: Sheet = [
        ["南岭县2023年目标任务表"],
        ["指标名称", "单位", "年度目标"],
        ["工业产值", "亿元", 12],
        ["税收", "亿元", 3],
    ]
    plan = plan_list(ledger, read(table(rows)), YEAR)
    assert [line.state for line in plan.lines if line.row is not None] == [LineState.ASKED] * 2
    assert "南岭县" in plan.lines[0].why[0]


def test_a_likely_name_is_asked_with_what_it_may_mean(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    ledger.add_target("新增规模以上工业企业", YEAR)
    rows: Sheet = [["指标名称", "单位", "年度目标"], ["新增规模以上工业企业数量", "家", 12], ["GDP", "亿元", 80]]
    plan = plan_list(ledger, read(table(rows)), YEAR)
    (asked,) = [line for line in plan.lines if line.state is LineState.ASKED]
    assert asked.name == "新增规模以上工业企业" and "可能是" in asked.why[0]
    assert [one.name for one in asked.likely][:1] == ["新增规模以上工业企业"]


def test_a_name_of_another_scope_is_asked(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    rows: Sheet = [["指标名称", "单位", "年度目标"], ["固定资产投资（不含农户）", "亿元", 55], ["税收", "亿元", 5]]
    plan = plan_list(ledger, read(table(rows)), YEAR)
    (asked,) = [line for line in plan.lines if line.state is LineState.ASKED]
    assert (asked.name, asked.after) == ("固定资产投资", "55亿元")


def test_tables_of_a_document_have_lines_of_their_own(ledger: Ledger) -> None:
    document = docx.Document()
    for name in ("甲类产值", "乙类产值"):
        table = document.add_table(3, 3)
        for cells, texts in zip(
            table.rows,
            (("指标名称", "单位", "年度目标"), (name, "亿元", "12"), (f"{name}增量", "亿元", "2")),
            strict=True,
        ):
            for cell, text in zip(cells.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("另：")
    sink = io.BytesIO()
    document.save(sink)
    plan = plan_list(ledger, read(sink.getvalue(), "任务.docx"), YEAR)
    assert len({line.key for line in plan.lines}) == len(plan.lines) and plan.count(LineState.NEW) == 4


def test_columns_that_no_target_has_are_named(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    heads: list[object] = ["指标名称", "单位", "上年完成", "年度目标", "评分标准", "责任领导", "责任单位"]
    rows: Sheet = [heads, ["税收", "亿元", 4, 5, "完成得满分", "张三", "税务局"], ["社保", "亿元", 2, 3, "", "", ""]]
    plan = plan_list(ledger, read(table(rows)), YEAR)
    assert "没有用的列：上年完成、评分标准、责任领导。" in plan.told


def test_quarters_and_months_beside_the_year_are_left(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    rows: Sheet = [
        ["2023年目标任务分解表"],
        ["指标", "单位", "全年目标", "一季度目标", "上半年目标", "1-9月目标"],
        ["规上工业总产值", "亿元", 265, 60, 130, 200],
        ["税收", "万元", 12000, 3000, 6000, 9000],
    ]
    plan = plan_list(ledger, read(table(rows)), YEAR)
    assert [line.after for line in plan.lines if line.state is LineState.NEW] == [
        "265亿元；新指标",
        "12000万元；新指标",
    ]


def test_lists_side_by_side_are_both_read(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    heads: list[object] = ["指标名称", "单位", "年度目标"]
    rows: Sheet = [[*heads, *heads]]
    for at in range(1, 4):
        rows.append([f"左{at}类产值", "亿元", at, f"右{at}类产值", "亿元", 10 * at])
    plan = plan_list(ledger, read(table(rows)), YEAR)
    assert {line.name for line in plan.lines if line.state is LineState.NEW} >= {"左1类产值", "右3类产值"}


def test_a_hidden_row_of_an_offices_list_is_asked(ledger: Ledger, table: Callable[[Sheet], bytes]) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(table([["指标名称", "单位", "年度目标"], ["甲类产值", "亿元", 12], ["乙类产值", "亿元", 3]]))
    )
    book.worksheets[0].row_dimensions[3].hidden = True
    sink = io.BytesIO()
    book.save(sink)
    plan = plan_list(ledger, read(sink.getvalue()), YEAR)
    told = {line.name: line.state for line in plan.lines if line.row is not None}
    assert told == {"甲类产值": LineState.NEW, "乙类产值": LineState.ASKED}
