"""No file hangs, floods or misleads: each is refused with one sentence, or read, within its time."""

import re

import pytest

from tests.reading.hostile import BORNE, REFUSED
from zonetracker.extraction.fenced import Foreign, rows_job
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal
from zonetracker.support.job import finish

SENTENCE = re.compile(r"[^{}]*[\u4e00-\u9fff][^{}]*[。]")
FENCED = ["picture as docx", "password docx", "huge part that lies", "huge sum", "laughs in docx"]
FENCED += ["outside address in docx", "text without end", "huge sheet", "pdf bomb", "double packed pdf bomb"]
FENCED += ["deep html", "huge spans", "too large", "too long"]


@pytest.mark.parametrize(
    "trick", [pytest.param(trick, marks=[pytest.mark.slow] if trick == "wide table" else []) for trick in REFUSED]
)
def test_a_hostile_file_is_refused_with_one_sentence(trick: str) -> None:
    name, code, made = REFUSED[trick]
    data = made()
    with pytest.raises(Refusal) as told:
        read(data, name)
    assert told.value.code == f"read-{code}"
    assert SENTENCE.fullmatch(str(told.value)), str(told.value)


@pytest.mark.parametrize("trick", FENCED)
def test_it_is_the_same_refusal_through_the_fence(trick: str) -> None:
    name, code, made = REFUSED[trick]
    with pytest.raises(Refusal) as told:
        finish(rows_job(Foreign(name, made())))
    assert told.value.code == f"read-{code}"


@pytest.mark.parametrize("trick", BORNE)
def test_an_odd_file_is_read_all_the_same(trick: str) -> None:
    name, made = BORNE[trick]
    assert re.search("税收|甲", read(made(), name).text)


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 60
