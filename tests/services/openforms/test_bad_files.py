"""What is no export, or says what no workbook may hold: each its sentence with sheet and line, and nothing made."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.services.openforms.books import changed, exported, says
from tests.storage.working import work_through
from zonetracker.services.ledger import Ledger
from zonetracker.services.openforms import export_job, new_from_job, taken, workbooks
from zonetracker.services.openforms.reading import read
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

Told = dict[str, Any]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("book") / "台账.zt"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZONETRACKER_HOME", str(path.parent / "home"))
        with Ledger.create(path, "云岭高新区") as ledger:
            work_through(ledger)
    return path


@pytest.fixture(scope="module")
def files(book: Path) -> dict[str, bytes]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ZONETRACKER_HOME", str(book.parent / "home"))
        return {
            ending: exported(book, book.with_suffix(f".{ending}")).read_bytes() for ending in ("xlsx", "zip", "json")
        }


def put(table: str, line: int, field: str, value: object) -> Callable[[Told], object]:
    return lambda told: told[table][line - 1].__setitem__(field, value)


def counted(told: Told) -> None:
    """Put the numbers of rows right."""
    for row in told["book"]:
        table = row["name"].removeprefix("rows.")
        row["value"] = str(len(told[table])) if table in told else row["value"]


def again(table: str, **other: object) -> Callable[[Told], object]:
    """The first row of a table once more, with other values."""

    def change(told: Told) -> None:
        told[table].append({**told[table][0], **other})
        counted(told)

    return change


def without(table: str, line: int) -> Callable[[Told], object]:
    def change(told: Told) -> None:
        del told[table][line - 1]
        counted(told)

    return change


def circle(told: Told) -> None:
    first, second = told["target"][:2]
    first["parent_id"], second["parent_id"] = second["id"], first["id"]


def of_all(table: str, do: Callable[[Told], object]) -> Callable[[Told], object]:
    return lambda told: [do(row) for row in told[table]]


WRONG: dict[str, tuple[Callable[[Told], object], str]] = {
    "another form": (put("book", 1, "value", "别的"), "不是导出的全部数据"),
    "a later version": (put("book", 2, "value", "2"), "更新版本"),
    "no version": (put("book", 2, "value", ""), "更新版本"),
    "nothing of what it is": (lambda told: told.pop("book"), "不是导出的全部数据"),
    "a table missing": (lambda told: told.pop("actual"), "缺少“实绩 actual”这张表"),
    "no table": (lambda told: told.update(actual={"1": 2}), "“actual”不是一张表"),
    "no row": (lambda told: told["actual"].insert(0, 5), "“actual”第 1 行：不是一行数据"),
    "a column missing": (of_all("target", lambda row: row.pop("note")), "“target”缺少“note”这一列"),
    "a column of another row missing": (
        lambda told: told["target"][1].pop("note"),
        "“target”第 2 行：字段与第 1 行不同",
    ),
    "an unknown column": (of_all("target", lambda row: row.update(colour="红")), "“target”多出一列“colour”"),
    "a row less than said": (lambda told: told["actual"].pop(), "“actual”有"),
    "a number that is a binary fraction": (put("actual", 1, "value", 74.1), "数“74.1”没有写在引号里"),
    "yes in place of a figure": (put("actual", 1, "value", True), "“actual”第 1 行：“value”应是文字、整数或 null"),
    "words for a figure": (put("actual", 1, "value", "七十"), "“actual”第 1 行：“数值 value”“七十”不是一个数"),
    "digits of other alphabets": (put("actual", 1, "value", "７４"), "“７４”不是一个数"),
    "underlines in a figure": (put("actual", 1, "value", "7_4"), "“7_4”不是一个数"),
    "a figure of many digits": (put("actual", 1, "value", "9" * 10**6), "“actual”第 1 行：“数值 value”“9999"),
    "a figure of a thousand million digits": (put("actual", 1, "value", "1E999"), "“1E999”位数过多"),
    "an exponent beyond counting": (put("actual", 1, "value", "1E1000000000"), "“1E1000000000”不是一个数"),
    "no figure at all": (put("actual", 1, "value", "NaN"), "“NaN”不是一个数"),
    "a rate beyond": (put("actual", 1, "growth", "2000000"), "“actual”第 1 行：“增速 growth”"),
    "nothing where something is needed": (put("target", 2, "note", None), "“target”第 2 行：“备注 note”不能空着"),
    "a word for a number": (put("target", 2, "year", "今年"), "“年份 year”“今年”不是这里可以写的整数"),
    "a number beyond counting": (put("target", 2, "position", "9" * 30), "不是这里可以写的整数"),
    "no id": (put("target", 2, "id", 0), "“target”第 2 行：“编号 id”“0”不是这里可以写的整数"),
    "a year of no office": (put("target", 2, "year", 1800), "“target”第 2 行：“年份 year”"),
    "a month of no year": (put("actual", 1, "month", 13), "“actual”第 1 行：“月份 month”"),
    "a day of no calendar": (put("milestone", 1, "deadline", "2023-02-30"), "“milestone”第 1 行：“时限 deadline”"),
    "a moment of no clock": (put("issued", 1, "made_at", "昨天"), "“昨天”不是日期和时间"),
    "an unknown code": (put("target", 1, "judge_by", "luck"), "“luck”应是 worse、level、growth 之一"),
    "neither yes nor no": (put("indicator", 1, "pinned", 2), "“关注 pinned”“2”应是 0 或 1"),
    "text that is no JSON": (put("indicator", 1, "months", "一月"), "“出数月份 months”“一月”不是规定写法的 JSON"),
    "a fraction in JSON": (put("setting", 2, "value", "0.1"), "“0.1”不是规定写法的 JSON"),
    "JSON of another shape": (put("indicator", 1, "months", '["一"]'), "“indicator”第 1 行：内容与格式说明不符"),
    "a calendar without a month": (put("indicator", 1, "months", "[]"), "“indicator”第 1 行：“出数月份 months”"),
    "a name that is none": (put("indicator", 1, "name", " "), "“indicator”第 1 行：“名称 name”"),
    "a sign that turns text around": (put("target", 1, "note", "a\u202eb"), "“target”第 1 行：“备注 note”"),
    "a weight below nothing": (put("target", 1, "weight", "-1"), "“target”第 1 行：“权重 weight”"),
    "a mapping that is none": (put("sheet_mapping", 1, "mapping", "[]"), "“sheet_mapping”第 1 行：内容与格式说明不符"),
    "decimals of no sheet": (
        lambda told: next(row for row in told["setting"] if row["key"] == "places").update(value="9"),
        "“setting”第",
    ),
    "an id twice": (again("target"), "与第 1 行的“编号 id”相同"),
    "a month twice": (again("actual", id=999), "与第 1 行的“指标编号 indicator_id、年份 year、月份 month”相同"),
    "a name twice": (again("indicator", id=999), "与第 1 行的“名称 name”相同"),
    "a link to nothing": (
        put("target", 1, "indicator_id", 999),
        "“target”第 1 行：“指标编号 indicator_id”所指的“999”没有",
    ),
    "an original that is not there": (without("content", 1), "所指的“"),
    "an original that was changed": (put("content", 1, "bytes", "QUJD"), "“content”第 1 行：原始文件缺失，或与校验码"),
    "an original that is no base64": (put("content", 1, "bytes", "…"), "“content”第 1 行：原始文件缺失，或与校验码"),
    "an original twice": (again("content"), "校验码（sha256）重复"),
    "a quotation of another report": (put("review_row", 3, "quote", "别的话"), "“review_row”第 3 行：“原文 quote”不是"),
    "a part of itself": (circle, "“其中”项隶属于自己"),
    "no zone": (without("setting", 1), "“setting”里没有单位名称（zone）"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_no_workbook_may_hold_is_named_with_its_line(files: dict[str, bytes], what: str) -> None:
    change, said = WRONG[what]
    with pytest.raises(Refusal) as refused:
        says(changed(files["json"], change))
    assert said in str(refused.value)
    assert str(refused.value).endswith("。") and str(refused.value).count("。") == 1


def test_what_was_not_changed_is_taken(files: dict[str, bytes]) -> None:
    assert says(changed(files["json"], lambda told: None)) == says(files["xlsx"]) == says(files["zip"])


BROKEN = {
    "empty": (b"", "不是导出的全部数据"),
    "a report": ("工作报告".encode(), "不是导出的全部数据"),
    "half of JSON": (b'{"book":[', "已损坏"),
    "another JSON": (b'{"a":1}', "不是导出的全部数据"),
    "JSON without end": (b'{"book":' + b"[" * 200_000, "已损坏"),
    "JSON in no encoding": (b'{"book":"\xff\xfe"}', "已损坏"),
    "half of a zip": (b"PK\x03\x04" + b"0" * 50, "已损坏"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_file_that_is_none_or_broken(what: str) -> None:
    data, said = BROKEN[what]
    with pytest.raises(Refusal, match=said):
        read(data, "文件")


# ---- Excel


def workbook(data: bytes, change: Callable[[openpyxl.Workbook], object]) -> bytes:
    opened = openpyxl.load_workbook(io.BytesIO(data))
    change(opened)
    sink = io.BytesIO()
    opened.save(sink)
    return sink.getvalue()


def cell(table: str, line: int, field: str, value: object) -> Callable[[openpyxl.Workbook], object]:
    def change(opened: openpyxl.Workbook) -> None:
        sheet = next(one for one in opened.worksheets if one.title.endswith(f" {table}"))
        fields = [one.value for one in sheet[2]]
        sheet.cell(line, fields.index(field) + 1).value = value

    return change


SHEETS: dict[str, tuple[Callable[[openpyxl.Workbook], object], str]] = {
    "a formula": (cell("target", 3, "note", "=1+1"), "工作表“目标 target”第 3 行：T3 是公式"),
    "words for a figure": (
        cell("actual", 3, "value", "七十"),
        "工作表“实绩 actual”第 3 行：“数值 value”“七十”不是一个数",
    ),
    "a sheet missing": (lambda opened: opened.remove(opened["实绩 actual"]), "缺少“实绩 actual”这张表"),
    "a column without a name": (cell("target", 2, "note", None), "工作表“目标 target”缺少“note”这一列"),
    "a column twice": (cell("target", 2, "note", "section"), "工作表“目标 target”有两列“section”"),
    "a row taken away": (lambda opened: opened["实绩 actual"].delete_rows(3), "工作表“实绩 actual”有"),
}


@pytest.mark.parametrize("what", SHEETS)
def test_a_sheet_that_was_spoilt_is_named_with_its_line(files: dict[str, bytes], what: str) -> None:
    change, said = SHEETS[what]
    with pytest.raises(Refusal) as refused:
        says(workbook(files["xlsx"], change))
    assert said in str(refused.value)


@pytest.fixture
def cut(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """The same in pieces of a hundred characters."""
    monkeypatch.setattr(workbooks, "PIECE", 100)
    return exported(book, tmp_path / "短.xlsx").read_bytes()


def test_many_pieces_are_put_together(cut: bytes, files: dict[str, bytes]) -> None:
    assert says(cut) == says(files["json"])


PIECES: dict[str, Callable[[openpyxl.Workbook], object]] = {
    "a first piece missing": lambda opened: opened["长文分段 pieces"].delete_rows(3),
    "no pieces": lambda opened: opened.remove(opened["长文分段 pieces"]),
    "a piece twice": cell("pieces", 4, "number", "1"),
    "of no row": cell("pieces", 3, "of", "999"),
    "of no field": cell("pieces", 3, "field", "没有"),
    "of no table": cell("pieces", 3, "table", "没有"),
}


@pytest.mark.parametrize("what", PIECES)
def test_pieces_that_do_not_fit(cut: bytes, what: str) -> None:
    with pytest.raises(Refusal, match=r"工作表“长文分段 pieces”第 . 行|缺少“长文分段 pieces”"):
        says(workbook(cut, PIECES[what]))


def test_a_last_piece_that_is_missing(cut: bytes) -> None:
    with pytest.raises(Refusal, match="工作表“长文分段 pieces”有 17 行，“book”里写的是 18 行"):
        says(workbook(cut, lambda opened: opened["长文分段 pieces"].delete_rows(4)))


def test_a_sheet_that_no_reader_takes_is_not_written(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "SHEET_PART_BYTES", 5000)
    with pytest.raises(Refusal, match="请改为导出 CSV"):
        exported(book, tmp_path / "大.xlsx")
    assert list(tmp_path.glob("大*")) == []


# ---- CSV


def packed(data: bytes, change: Callable[[dict[str, bytes]], object]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as goal:
        for name, part in parts.items():
            goal.writestr(name, part)
    return sink.getvalue()


def line(text: str) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({"learned_name.csv": text.encode()})


LINES: dict[str, tuple[Callable[[dict[str, bytes]], object], str]] = {
    "a formula": (line("id,raw,corrected\n1,=1+1,b\n"), "“learned_name.csv”第 2 行：有公式“=1\\+1”"),
    "half a line": (line('id,raw,corrected\n1,"a'), "“learned_name.csv”不是完整的 CSV"),
    "no lines": (line(""), "“learned_name.csv”缺少“id”这一列"),
    "no text": (lambda parts: parts.update({"target.csv": b"\xff\xff\xff"}), "“target.csv”的文字编码不是 UTF-8"),
    "a table missing": (lambda parts: parts.pop("actual.csv"), "缺少“实绩 actual”这张表"),
    "an original missing": (
        lambda parts: parts.pop(next(name for name in parts if name.startswith("originals/"))),
        "“content.csv”第 . 行：原始文件缺失",
    ),
    "a bomb": (lambda parts: parts.update({"target.csv": b"0" * 50_000_000}), "异常庞大"),
}


@pytest.mark.parametrize("what", LINES)
def test_lines_that_were_spoilt_are_named(files: dict[str, bytes], what: str) -> None:
    change, said = LINES[what]
    with pytest.raises(Refusal, match=said):
        says(packed(files["zip"], change))


# ---- all of it or nothing


def test_nothing_is_made_of_a_wrong_file(files: dict[str, bytes], tmp_path: Path) -> None:
    source = tmp_path / "全部数据.json"
    source.write_bytes(changed(files["json"], put("target", 1, "indicator_id", 999)))
    with pytest.raises(Refusal, match="没有新建工作簿"):
        finish(new_from_job(source, tmp_path / "新.zt"))
    assert {path.name for path in tmp_path.iterdir()} == {"全部数据.json"}


def test_no_workbook_is_replaced_and_its_file_is_not_even_read(tmp_path: Path) -> None:
    (tmp_path / "旧.zt").write_bytes(b"")
    with pytest.raises(Refusal, match=r"“旧\.zt”已经存在"):
        finish(new_from_job(tmp_path / "没有.json", tmp_path / "旧.zt"))


def test_a_job_that_is_cancelled_leaves_nothing(files: dict[str, bytes], tmp_path: Path) -> None:
    source = tmp_path / "全部数据.json"
    source.write_bytes(files["json"])
    job = new_from_job(source, tmp_path / "新.zt")
    while next(job).text != "正在写入工作簿":
        pass
    assert any(path.suffix == ".part" for path in tmp_path.iterdir())
    job.close()
    assert {path.name for path in tmp_path.iterdir()} == {"全部数据.json"}


def test_a_full_disk_leaves_nothing(files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "全部数据.json"
    source.write_bytes(files["json"])

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zonetracker.storage.history.Recorder.write_down", fail)
    with pytest.raises(Refusal, match="已满"):
        finish(new_from_job(source, tmp_path / "新.zt"))
    assert {path.name for path in tmp_path.iterdir()} == {"全部数据.json"}


def test_an_export_that_is_cancelled_leaves_the_old_file(book: Path, tmp_path: Path) -> None:
    (tmp_path / "全部数据.json").write_text("旧的", encoding="utf-8")
    with Ledger.open(book) as ledger:
        job = export_job(taken(ledger), tmp_path / "全部数据.json", "json")
        next(job)
        job.close()
    assert (tmp_path / "全部数据.json").read_text(encoding="utf-8") == "旧的"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_larger_than_any_export_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zonetracker.services.openforms.MOST_BYTES", 2**20)
    (tmp_path / "大.json").write_bytes(b"{" + b" " * 2**20)
    with pytest.raises(Refusal, match="超过 1 MB"):
        finish(new_from_job(tmp_path / "大.json", tmp_path / "新.zt"))


def test_json_is_plain_for_any_reader(files: dict[str, bytes]) -> None:
    told = json.loads(files["json"])
    assert told["book"][:2] == [{"name": "form", "value": "zonetracker"}, {"name": "version", "value": "1"}]
    assert told["target"][0]["id"] == 1 and told["target"][0]["value"] == "82"
