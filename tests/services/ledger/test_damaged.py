"""Rows that no program of ours could have written: left out, listed with the reason, taken out in one step."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest

from tests.services.ledger.test_operations import OPERATIONS, prepare
from tests.services.made_reports import MadeReport, target
from tests.ui.made_up_book import MONTH, YEAR, fill
from zonetracker.model.bookkeeping import DamagedRow, MadeFile
from zonetracker.model.changes import ActualEntry, TargetChange
from zonetracker.model.facts import Stated
from zonetracker.services.ledger import Ledger, damaged
from zonetracker.services.overview import progress_of
from zonetracker.storage.connection import Value
from zonetracker.storage.history import Recorder
from zonetracker.support.errors import Refusal, RefusalCode


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create(tmp_path / "云岭.zt", "云岭高新区", "甲") as made:
        fill(made)
        MadeReport([target("工业投资", "12.50"), target("税收收入", "5")]).keep(made)
        made.confirm_rows([1, 2])
        made.keep_issued("sheet", YEAR, MONTH, "表.xlsx", b"PK")
        made.close_month(YEAR, MONTH)
        made.set_settings(places=2)
        made.add_milestone("滨河路通车", YEAR)
        made.keep_sheet_mapping("财政局.xlsx", {"look-1": {"columns": {"1": "value"}}})
        yield made


def forge(ledger: Ledger, work: Callable[[Recorder], object]) -> None:
    """Write past the gate, with an honest history."""
    with ledger._database.operation("forged") as recorder:
        work(recorder)


def put(table: str, column: str, value: Value, row_id: int = 1) -> Callable[[Recorder], object]:
    return lambda recorder: recorder.update(table, row_id, {column: value})


def told(ledger: Ledger) -> list[tuple[str, int, str]]:
    return [(one.table, one.row_id, one.why) for one in ledger.damaged()]


NINES = "9" * 4301
DEEP = "[" * 5000 + "]" * 5000
ODD: dict[str, tuple[Callable[[Recorder], object], str, str]] = {
    "a figure that is none": (put("actual", "value", "NaN"), "actual", "“数值”不是一个数"),
    "infinity": (put("actual", "value", "Infinity"), "actual", "“数值”不是一个数"),
    "a power beyond all": (put("actual", "value", "1E+999999999"), "actual", "“数值”不是一个数"),
    "a power beyond the limit": (put("actual", "value", "1E+999"), "actual", "“数值”"),
    "4,301 digits": (put("actual", "value", NINES), "actual", "“数值”位数过多"),
    "a figure with letters": (put("actual", "growth", "12abc"), "actual", "“增速”不是一个数"),
    "a figure with strokes": (put("target", "value", "1_000"), "target", "“数值”不是一个数"),
    "no figure at all": (put("target", "stretch", ""), "target", "“奋斗目标”不是一个数"),
    "a name of ten megabytes": (put("milestone", "name", "甲" * 10**7), "milestone", "“名称”过长"),
    "an unknown code": (put("target", "judge_by", "both"), "target", "是未知的代码“both”"),
    "an unknown bound": (put("target", "bound", "<"), "target", "是未知的代码“<”"),
    "an unknown status": (put("review_row", "status", "maybe"), "review_row", "是未知的代码“maybe”"),
    "a year beyond": (put("target", "year", 99999), "target", "“年份”"),
    "a year before": (put("closing", "year", -1), "closing", "“年份”"),
    "an edition below one": (put("closing", "edition", -7), "closing", "不在可能的范围内"),
    "a day that is none": (put("closing", "closed_on", "gestern"), "closing", "不是日期和时间"),
    "a month beyond": (put("issued", "month", 13), "issued", "“月份”"),
    "a place beyond": (put("target", "position", 2**62), "target", "不在可能的范围内"),
    "a span beyond": (put("review_row", "span_end", 2**40), "review_row", "不在可能的范围内"),
    "a span below": (put("review_row", "quote_start", -5), "review_row", "不在可能的范围内"),
    "a flag of seven": (put("review_row", "masked", 7), "review_row", "不在可能的范围内"),
    "a text with a NUL": (put("target", "note", "甲\0乙"), "target", "不能显示的字符"),
    "deep JSON": (put("indicator", "aliases", DEEP, 3), "indicator", "不是规定写法"),
    "JSON of another shape": (put("indicator", "months", '{"1": 2}', 3), "indicator", "内容读不出来"),
    "months of no year": (put("indicator", "months", "[13]", 3), "indicator", "“出数月份”"),
    "a frame of another shape": (put("report", "frame", '{"now": "x"}'), "report", "内容读不出来"),
    "a date of writing that is none": (put("report", "written", "bald"), "report", "内容读不出来"),
    "a text that is none": (
        lambda recorder: recorder.update("report", 1, {"text_sha256": recorder.keep(b"\xff\xfe\x80")}),
        "report",
        "它的文件或文字读不出来",
    ),
    "a hash that is a path": (put("report", "sha256", "../../x"), "report", ""),
    "its own part": (lambda recorder: recorder.update("target", 3, {"parent_id": 3}), "target", "“其中”项隶属于自己"),
    "a setting that is no JSON": (put("setting", "value", "{"), "setting", "“数值”不是规定写法"),
    "a zone that is a list": (put("setting", "value", "[]"), "setting", "内容读不出来"),
    "a mapping that is a number": (put("sheet_mapping", "mapping", "5"), "sheet_mapping", "内容读不出来"),
    "rules for projects beyond all": (
        lambda recorder: recorder.insert("setting", {"key": "project_rules", "value": '{"late": "-1E+999999"}'}),
        "setting",
        "界线",
    ),
    "rules beyond all": (
        lambda recorder: recorder.insert("setting", {"key": "rules", "value": '{"late": "1E+999999"}'}),
        "setting",
        "",
    ),
    "a colour that is none": (
        lambda recorder: recorder.insert("setting", {"key": "rules", "value": '{"colours": {"late": "red;"}}'}),
        "setting",
        "",
    ),
    "a template of a megabyte": (
        lambda recorder: recorder.insert(
            "setting", {"key": "summary", "value": json.dumps({"templates": {"title": "甲" * 10**6}})}
        ),
        "setting",
        "过长",
    ),
}


@pytest.mark.parametrize("case", [one for one in ODD if one != "a hash that is a path"])
def test_a_damaged_row_is_left_out_listed_and_taken_out(ledger: Ledger, case: str) -> None:
    work, table, why = ODD[case]
    sound = progress_of(ledger, YEAR, MONTH)
    forge(ledger, work)
    found = [one for one in ledger.damaged() if one.table == table]
    assert found and why in found[0].why
    assert any(said.endswith("。") and "已损坏，未列入" in said for said in ledger.check())
    shown = progress_of(ledger, YEAR, MONTH)
    assert {row.target.id for row in shown.rows} <= {row.target.id for row in sound.rows}
    assert not {row.target.id for row in shown.rows} & {one.row_id for one in found if one.table == "target"}
    everything(ledger)
    ledger.remove_damaged()
    assert ledger.damaged() == ledger.check() == []
    assert ledger.can_undo is not None and ledger.can_undo.title.startswith("移除")
    ledger.undo()
    assert [one for one in ledger.damaged() if one.table == table] == found
    ledger.undo()
    assert ledger.damaged() == []
    assert progress_of(ledger, YEAR, MONTH).rows == sound.rows


def test_a_month_is_neither_closed_nor_given_out_over_damaged_rows(ledger: Ledger) -> None:
    ledger.reopen_month(YEAR, MONTH, "更正数字")
    forge(ledger, ODD["a colour that is none"][0])
    with pytest.raises(Refusal, match="已损坏"):
        ledger.close_month(YEAR, MONTH)
    with pytest.raises(Refusal, match="已损坏"):
        ledger.issue_month(YEAR, MONTH, ())
    ledger.remove_damaged()
    ledger.close_month(YEAR, MONTH)
    assert ledger.closed(YEAR, MONTH)


def everything(ledger: Ledger) -> None:
    """Every read of the ledger."""
    for year in (None, YEAR, YEAR - 1):
        ledger.targets(year), ledger.actuals(year), ledger.milestones(year), ledger.latest_month(year)
    for report in ledger.reports():
        ledger.rows(report.id), ledger.report(report.id), ledger.original(report.id)
    for indicator in ledger.indicators():
        ledger.actuals_of(indicator.id, YEAR), ledger.actual(indicator.id, YEAR, MONTH)
    ledger.adjustments(), ledger.departments(), ledger.closings(YEAR), ledger.filings(YEAR, MONTH), ledger.years()
    ledger.settings(), ledger.zone, ledger.issued(), ledger.learned_names(), ledger.sheet_mappings(), ledger.matcher
    ledger.issued_editions(), ledger.passed(), ledger.revisions(YEAR), ledger.changed_since(YEAR, MONTH)
    for operation in ledger.history():
        ledger.changes(operation.id)


def test_what_stands_on_a_damaged_row_goes_with_it(ledger: Ledger) -> None:
    name = ledger.indicator(1).name
    forge(ledger, put("indicator", "nature", "?"))
    found = told(ledger)
    assert found[0] == ("indicator", 1, "“性质”是未知的代码“?”")
    assert {table for table, _, _ in found} == {"indicator", "target", "actual"}
    assert all("它所属的指标已损坏或不存在" in why for _, _, why in found[1:])
    assert all(one.told.startswith(name) for one in ledger.damaged())
    assert 1 not in {one.indicator_id for one in ledger.targets()} | {one.indicator_id for one in ledger.actuals()}


def test_a_sound_part_of_a_damaged_whole_stands_by_itself(ledger: Ledger) -> None:
    ledger.edit_target(2, TargetChange(parent_id=1))
    forge(ledger, put("target", "value", "NaN"))
    assert told(ledger) == [("target", 1, "“数值”不是一个数")]
    assert ledger.target(2).parent_id is None or ledger.targets(YEAR)[0].parent_id is None
    assert all(one.parent_id is None for one in ledger.targets(YEAR))
    ledger.remove_damaged()
    assert ledger.check() == []


def test_a_circle_over_several_targets_is_damaged_as_a_whole(ledger: Ledger) -> None:
    def circle(recorder: Recorder) -> None:
        for number, above in ((2, 3), (3, 4), (4, 2), (5, 4)):
            recorder.update("target", number, {"parent_id": above})

    ledger.targets(YEAR)
    forge(ledger, circle)
    assert [row_id for _, row_id, _ in told(ledger)] == [2, 3, 4]
    assert not {2, 3, 4} & {one.id for one in ledger.targets(YEAR)}
    assert next(one for one in ledger.targets(YEAR) if one.id == 5).parent_id is None


def test_what_names_a_row_that_is_not_there_is_damaged_too(ledger: Ledger) -> None:
    path = ledger.path
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE actual SET indicator_id = 777 WHERE id = 1")
        connection.execute("UPDATE target SET parent_id = 888 WHERE id = 2")
        connection.commit()
    with Ledger.open(path) as again:
        assert told(again) == [("actual", 1, "它所属的指标已损坏或不存在")]
        assert 777 not in {one.indicator_id for one in again.actuals()}
        assert all(one.parent_id is None for one in again.targets())
        assert any("所指的数据不存在" in said for said in again.check())


def test_a_report_or_file_without_its_bytes_is_damaged(ledger: Ledger) -> None:
    path = ledger.path
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE issued SET sha256 = ?", ("0" * 64,))
        connection.execute("UPDATE report SET sha256 = ?", ("1" * 64,))
        connection.commit()
    with Ledger.open(path) as again:
        assert [(table, row_id) for table, row_id, _ in told(again)] == [
            ("report", 1),
            *(("review_row", number) for number in (1, 2)),
            *(("made", number) for number in (1, 2)),
            ("issued", 1),
        ]
        assert again.reports() == again.issued() == []


def test_what_has_nothing_to_do_with_damaged_rows_asks_for_no_new_look(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge(ledger, put("actual", "value", "NaN"))
    before, looks = ledger.damaged(), list[None]()
    look = damaged._DamageSearch.rows

    def counted(search: damaged._DamageSearch) -> list[DamagedRow]:
        looks.append(None)
        return look(search)

    monkeypatch.setattr(damaged._DamageSearch, "rows", counted)
    ledger.set_actuals([ActualEntry(2, YEAR, MONTH, Decimal("17"), "亿元")], reason="核实后的数")
    ledger.set_settings(places=1)
    assert ledger.damaged() == before and not looks
    forge(ledger, put("actual", "value", "NaN", 2))
    assert len(ledger.damaged()) == len(before) + 1
    forge(ledger, put("actual", "value", "5"))
    forge(ledger, put("actual", "value", "6", 2))
    assert ledger.damaged() == [] and len(looks) == 2
    forge(ledger, put("indicator", "aliases", DEEP, 2))
    assert {one.table for one in ledger.damaged()} >= {"indicator", "actual"}


def test_a_report_whose_text_was_lost_is_read_in_anew(ledger: Ledger) -> None:
    path = ledger.path
    ledger.close()
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM content WHERE sha256 IN (SELECT text_sha256 FROM report)")
        for _, words in guards:
            connection.execute(words)
        connection.commit()
    with Ledger.open(path) as again:
        again.remove_damaged()
        MadeReport([target("工业投资", "12.50"), target("税收收入", "5")]).keep(again)
        assert [one.id for one in again.reports()] == [2] and told(again) == []


def test_a_write_that_needs_a_damaged_row_is_refused_in_a_sentence(ledger: Ledger) -> None:
    forge(ledger, put("actual", "value", NINES))
    one = ledger.indicator(1)
    with pytest.raises(Refusal, match="实绩第1号已损坏") as refused:
        ledger.set_actuals([ActualEntry(one.id, YEAR - 1, 5)], reason="核对无误")
    assert refused.value.code is RefusalCode.ROW_DAMAGED
    ledger.remove_damaged()
    ledger.add_target("新的指标", YEAR, Stated())


def test_rows_of_a_damaged_indicator_are_taken_away_but_not_corrected(tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "云溪.zt", "云溪高新区") as made:
        prepare(made)
        forge(made, put("indicator", "aliases", DEEP))
        with pytest.raises(Refusal, match="指标第1号已损坏"):
            OPERATIONS["edit_rows"](made)
        OPERATIONS["remove_report"](made)
        assert all(one.table != "indicator" for one in made.damaged())


@pytest.mark.parametrize("column", ["operation.words", "change.before", "change.after"])
@pytest.mark.parametrize(
    "odd", ["{", "", "7", '"甲"', "[]", DEEP, '{"of":[],"year":{},"month":[1],"edition":"?"}', '{"of":9,"year":"甲"}']
)
def test_whatever_stands_in_the_history_all_that_reads_it_gives_an_answer(
    ledger: Ledger, column: str, odd: str
) -> None:
    ledger.reopen_month(YEAR, MONTH, "更正")
    ledger.issue_month(YEAR, MONTH, [MadeFile("sheet", "表.xlsx", b"PK")])
    target = ledger.targets(YEAR)[0]
    number = target.indicator_id
    ledger.revise_base(ActualEntry(number, YEAR - 1, 12, Decimal(77)), "〔2023〕7号", "核定")
    for _ in range(2):
        ledger.reopen_month(YEAR, MONTH, "再更正")
        ledger.undo()
    ledger.adjust_target(target.id, Stated(value=Decimal(99)), MONTH, "〔2023〕8号", "调整")
    path = ledger.path
    ledger.close()
    table, _, name = column.partition(".")
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('operation', 'change')"
        ).fetchall()
        for trigger, _ in triggers:
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(f"UPDATE {table} SET {name} = ? WHERE {name} IS NOT NULL", (odd,))
        connection.execute("DELETE FROM operation WHERE id = (SELECT max(id) - 1 FROM operation)")
        for _, words in triggers:
            connection.execute(words)
        connection.commit()
    with Ledger.open(path) as again:
        assert again.check()
        for month in (MONTH, MONTH + 1):
            assert progress_of(again, YEAR, month).rows
            assert again.changed_since(YEAR, month) is not None
        assert again.changes_at("actual", number, YEAR, MONTH) is not None
        assert again.changes_at("target", number, YEAR) is not None
        assert set(again.issued_editions().values()) <= {0, 1, 2, 9}
        assert again.revisions(YEAR) == {} and again.passed() == []


def test_a_history_that_nobody_of_ours_wrote_is_told_as_far_as_it_can_be_read(ledger: Ledger, tmp_path: Path) -> None:
    path = ledger.path
    ledger.close()
    odd = ["{", "[]", "7", DEEP, json.dumps({"of": 9}), json.dumps({"title": "甲" * 10**6, "count": []})]
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER operation_is_never_changed")
        for number, words in enumerate(odd, 4):
            connection.execute(
                "UPDATE operation SET words = ?, at = ?, actor = ? WHERE id = ?", (words, "bald", "乙" * 10**6, number)
            )
        connection.execute("UPDATE operation SET name = 'undo', words = '{\"of\": 3}' WHERE id = 3")
        connection.execute(
            "CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation\n"
            "BEGIN SELECT RAISE (ABORT, 'history is append-only'); END"
        )
        connection.commit()
    with Ledger.open(path) as again:
        for operation in again.history():
            assert len(operation.title) < 1000 and len(operation.actor) <= 101 and len(operation.at) <= 41
        assert any("操作记录从第" in said for said in again.check())
