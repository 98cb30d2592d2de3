"""Table rows among prose rows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from tests.extraction.tables.test_candidates import made
from zonetracker.extraction.tables.candidates import TableContext
from zonetracker.extraction.tables.rows import with_tables
from zonetracker.model.facts import Bound, Candidate, FactType, Kind, Span, Stated

LINE = "预计2023年工业投资44.5亿元。"


def from_prose(number: int, text: str, figure: str, name: str, value: str) -> Candidate:
    at = text.rindex(figure)
    span = Span(at, at + len(figure))
    stated = Stated(Decimal(value), None, "亿元", Bound.EXACT)
    return Candidate(f"t{number}", Kind.TARGET, FactType.QUANTITY, 2023, "annual", name, stated, span, span, figure)


def context_at(_: int) -> TableContext:
    return TableContext(2023, Kind.TARGET)


def test_a_table_is_read_once_and_the_rows_are_in_order() -> None:
    document = made(["指标", "目标（亿元）"], ["工业投资", "44.5"], ["税收收入", "20"], before=LINE)
    prose = [
        from_prose(1, document.text, "44.5亿元", "工业投资", "44.5"),
        from_prose(2, document.text, "20", "猜的名字", "20"),
    ]
    rows = with_tables(document, prose, context_at)
    assert [(row.id, row.name) for row in rows] == [("t1", "工业投资"), ("t2", "工业投资"), ("t3", "税收收入")]
    assert rows[1].duplicate_of == "t1" and rows[2].duplicate_of is None


def test_another_figure_is_no_repeat() -> None:
    document = made(["指标", "目标（亿元）"], ["工业投资", "45"], before=LINE)
    rows = with_tables(document, [from_prose(1, document.text, "44.5亿元", "工业投资", "44.5")], context_at)
    assert [row.duplicate_of for row in rows] == [None, None]


def test_repeats_of_prose_keep_pointing_at_their_first() -> None:
    document = made(["指标", "目标（亿元）"], ["税收收入", "20"], before=LINE + "\n" + LINE)
    first = from_prose(1, document.text, "44.5亿元", "工业投资", "44.5")
    first_at = document.text.index("44.5亿元")
    earlier = replace(first, span=Span(first_at, first_at + 6))
    again = replace(first, id="t2", duplicate_of="t1")
    rows = with_tables(document, [earlier, again], context_at)
    assert [(row.id, row.duplicate_of) for row in rows] == [("t1", None), ("t2", "t1"), ("t3", None)]


def test_a_learned_name_is_used() -> None:
    document = made(["指标", "目标（亿元）"], ["税收", "20"])
    assert with_tables(document, [], context_at, {"税收": "税收收入"})[0].name == "税收收入"


def test_a_line_of_prose_beside_lines_of_figures_is_kept() -> None:
    document = made(["指标", "目标（亿元）"], ["税收收入", "20"], ["另", "力争引进项目30个以上"])
    prose = [from_prose(1, document.text, "30个", "引进项目", "30")]
    assert [row.name for row in with_tables(document, prose, context_at)] == ["税收收入", "引进项目"]


def test_a_table_without_figures_is_left_to_prose() -> None:
    document = made(["重点工作", "要求"], ["招商", "全年引进项目20个以上并签约落地"])
    prose = [replace(from_prose(1, document.text, "20个", "引进项目", "20"))]
    assert with_tables(document, prose, context_at) == prose
