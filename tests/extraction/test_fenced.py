"""Reading and extraction in the fence: what comes back is what the same steps give here, object for object."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from zonetracker.extraction import Lexicon, extract, frame_of
from zonetracker.extraction.document import Document
from zonetracker.extraction.explaining import explain_job
from zonetracker.extraction.fenced import Dated, Extracted, Foreign, dated_job, reasons_job, rows_job, task
from zonetracker.extraction.fenced.reasons import explanation_from
from zonetracker.extraction.fenced.wire import Wire
from zonetracker.extraction.reading import limits, read, read_pasted
from zonetracker.support.errors import Refusal
from zonetracker.support.job import Job, Step, finish

OWN = sorted((Path(__file__).parent / "own_reports").glob("*.txt"))
LEARNED = {"实到外资额": "实际使用外资"}
TABLED = (
    "2022年主要指标\n指标名称\t单位\t2022年\t增长%\n"
    "工业增加值\t亿元\t80.10\t-8\n其中：园区\t亿元\t12.0\t3.50\n全年新建路3条。\n"
)


def bare(document: Document) -> Document:
    """As it leaves the child."""
    return replace(document, blocks=(), tables=())


@pytest.mark.parametrize("path", OWN, ids=[path.stem for path in OWN])
def test_the_way_out_of_the_child_changes_nothing(path: Path) -> None:
    data = path.read_bytes()
    document, lexicon = read(data, path.name), Lexicon(LEARNED)
    arguments = {"learned": json.dumps(LEARNED), "written": "[2021, 3]"}
    payload = Foreign(path.name, data).to_bytes()
    wire = Wire(task.rows_payload(payload, arguments))
    assert (wire.document, wire.frame) == (bare(document), frame_of(document))
    assert list(finish(wire.rows())) == extract(document, lexicon)
    why = finish(explanation_from(Wire(task.reasons_payload(payload, arguments))))
    assert why == finish(explain_job(document, lexicon))
    dated = replace(document, written=(2021, 3))
    wire = Wire(task.dated_payload(payload, arguments))
    assert (wire.document, wire.frame) == (bare(dated), frame_of(dated))
    assert [list(finish(wire.rows())) for _ in range(2)] == [extract(document, lexicon), extract(dated, lexicon)]


def test_a_file_comes_back_from_a_child_as_it_is_read_here() -> None:
    data = TABLED.encode("gb18030")
    document = replace(read(data, "表.txt"), written=(2023, 1))
    found = finish(rows_job(Foreign("表.txt", data, written=(2023, 1))))
    assert found == Extracted(bare(document), tuple(extract(document)), frame_of(document))
    assert {str(row.stated.value) for row in found.rows} >= {"80.10", "12.0"}


def test_a_pasted_text_comes_back_as_it_is_read_here() -> None:
    text = "2022年，财政收入80亿元。\r\n坏的\ud800半个字，投资3亿元。"
    document = read_pasted(text)
    found = finish(rows_job(Foreign("粘贴", text.encode("utf-8", "surrogatepass"), pasted=True)))
    assert (found.document, list(found.rows)) == (bare(document), extract(document))


def test_both_dates_of_a_kept_report_and_its_reasons_come_from_one_reading() -> None:
    data = "一年来，财政收入80亿元，增长8%。".encode()
    source = Foreign("材料.txt", data, written=(2020, 0), kept=data.decode(), title="")
    document = task.document_of(source)
    dated = replace(document, written=(2023, 1))
    expected = Dated(tuple(extract(document)), tuple(extract(dated)), frame_of(dated))
    assert finish(dated_job(source, (2023, 1))) == expected
    assert finish(reasons_job(source)) == finish(explain_job(document))


def test_the_kept_text_holds_where_its_file_is_read_otherwise_or_brings_the_child_down() -> None:
    kept = Foreign("旧.docx", b"PK\x03\x04 broken", written=(2022, 0), kept="一年来，财政收入80亿元。", title="总结")
    document = task.document_of(kept)
    assert (document.text, document.title, document.named, document.written) == (kept.kept, "总结", "旧", (2022, 0))


def test_more_rows_than_anybody_reviews_are_refused_with_the_name(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "ROWS", 20)
    document = Document("2022年，财政收入80亿元，税收3亿元。\n" * 11)
    with pytest.raises(Refusal, match=r"“长表\.txt”里的数字和事项超过 20 条") as told:
        finish(explain_job(document, None, "长表.txt"))
    assert told.value.code == "read-rows"
    rows = "".join(f"第{at}项\t亿元\t{at}\t8\n" for at in range(25))
    with pytest.raises(Refusal):
        extract(read(f"指标名称\t单位\t2023年目标\t增长%\n{rows}".encode(), "表.txt"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"counts":[1]', b'"counts":[9]'),
        (b'"80"', b'"eighty"'),
        (b'"actual"', b'"deed"'),
        (b"[[", b"[[["),
        (b'"size":', b'"size":1'),
        (b'"media"', b'"medium"'),
        (b"[[", b""),
    ],
)
def test_a_child_that_says_nonsense_is_a_refusal(monkeypatch: pytest.MonkeyPatch, old: bytes, new: bytes) -> None:
    source = Foreign("材料.txt", "2022年，财政收入80亿元。".encode())
    answer = task.rows_payload(source.to_bytes(), {"learned": "{}"})
    assert old in answer

    def said(*_: object, **__: object) -> Job[bytes]:
        yield Step(0, 0, "")
        return answer.replace(old, new)

    monkeypatch.setattr("zonetracker.extraction.fenced.fenced_job", said)
    with pytest.raises(Refusal) as told:
        finish(rows_job(source))
    assert told.value.code == "read-damaged"


def test_a_place_outside_the_text_is_nonsense_too(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Foreign("材料.txt", "2022年，财政收入80亿元。".encode())
    answer = task.rows_payload(source.to_bytes(), {"learned": "{}"})
    (row,) = finish(Wire(answer).rows())
    place = f"{row.span.start},{row.span.end},{row.quote_span.start}".encode()
    assert place in answer
    for other in (b"-1,9,0", b"0,999,0", b"9,1,0"):
        with pytest.raises(ValueError, match="outside"):
            finish(Wire(answer.replace(place, other)).rows())
