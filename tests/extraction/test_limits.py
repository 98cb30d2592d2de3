"""No text makes extraction fail or hang: the work for ten times the text is ten times the work, near enough."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from tests.extraction.clerk import rows_of
from zonetracker.extraction import Lexicon, extract, extract_job
from zonetracker.extraction.document import Document
from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.explaining import explain_job
from zonetracker.extraction.pipeline import Prose
from zonetracker.extraction.reading import limits
from zonetracker.extraction.sentences.clause import Carry
from zonetracker.extraction.text.structure import TextLine
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import Step, finish

HUGE = 200_000
PIECES = {
    "digits": "9",
    "list marks": "、",
    "numerals": "一",
    "quotation marks": "“",
    "masks": "*",
    "no punctuation": "建成项目12个增长8%",
    "brackets": "(1个",
    "parts": "其中1家，",
    "bare numbers": "1、",
    "blanks": " ",
    "line ends": "\n",
    "lead-ins": "力争确保",
    "levels": "收入80亿元，",
    "same rows": "新增企业1个。",
    "ordinals": "第一",
    "thousands": "1,234",
    "slips": "值1·5万",
    "letters among digits": "O1l",
    "digits apart": "1 2 ",
    "spelled ranges": "三到五万至",
    "milestones": "建成甲路。",
    "plans": "方案提出，力争通过3年努力，建成1个园。",
    "parts alone": "其中工业1亿元；",
    "months of months": "2022年1-6月5亿元，当月1亿元，",
    "from and to": "由5亿元增加到8亿元，比2010年。",
    "years of lines": "2022年增长8%\n",
    "years gone": "2022年全年完成投资1亿元。",
}


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_a_huge_monotonous_text_ends(piece: str) -> None:
    extract(Document(piece * (HUGE // len(piece) // (10 if len(piece) > 1 else 1))))


def calls(run: Callable[[], Any]) -> int:
    """How many Python calls a piece of work makes: a measure that a busy machine does not change."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        run()
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "no punctuation",
        "brackets",
        "parts",
        "bare numbers",
        "levels",
        "same rows",
        "milestones",
        "plans",
        "parts alone",
        "months of months",
        "from and to",
        "years of lines",
    ],
)
def test_work_grows_in_a_straight_line(piece: str) -> None:
    text = PIECES[piece] * 300
    extract(Document(text))
    once, tenfold = calls(lambda: extract(Document(text))), calls(lambda: extract(Document(text * 10)))
    assert tenfold < once * 13


TABLE = "指标名称\t单位\t2023年目标\t增长%\n" + "园区产值\t亿元\t80\t8\n" * 60


@pytest.mark.parametrize(
    "text", [PIECES["levels"] * 200, PIECES["milestones"] * 200, TABLE], ids=["levels", "things", "table"]
)
def test_telling_why_grows_in_a_straight_line_too(text: str) -> None:
    finish(explain_job(Document(text)))
    once = calls(lambda: finish(explain_job(Document(text))))
    assert calls(lambda: finish(explain_job(Document(text * 10)))) < once * 13


def test_a_line_of_more_rows_than_anybody_reviews_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    rows_of_sentence = Prose.sentence

    def noted(prose: Prose, line: TextLine, start: int, end: int, carry: Carry, told: bool) -> list[Draft]:
        read.append(start)
        return rows_of_sentence(prose, line, start, end, carry, told)

    monkeypatch.setattr(Prose, "sentence", noted)
    monkeypatch.setattr(limits, "ROWS", 50)
    with pytest.raises(Refusal) as refused:
        extract(Document(PIECES["same rows"] * 5000))
    assert refused.value.code == RefusalCode.READ_ROWS and 50 < len(read) < 60


def test_a_long_job_shows_steps_and_can_be_cancelled() -> None:
    job = extract_job(Document("2022年，财政收入80亿元，增长8%。\n" * 4000))
    step = next(job)
    assert isinstance(step, Step) and 0 < step.done < step.total
    job.close()


def test_a_name_corrected_once_is_right_in_the_next_report() -> None:
    lexicon = Lexicon(learned={"实到外资额": "实际使用外资"})
    (row,) = rows_of("2023年，全区实到外资额8000万美元。", lexicon)
    assert row.name == "实际使用外资" and "name_learned" in row.reasons
