"""No file misleads: each is refused with one sentence, or read (within its time, through the fence: tests/trust)."""

import re

import pytest

from tests.reading.hostile import BORNE, REFUSED
from zonetracker.extraction.reading import read
from zonetracker.support.errors import Refusal

SENTENCE = re.compile(r"[^{}]*[\u4e00-\u9fff][^{}]*[。]")


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


@pytest.mark.parametrize("trick", BORNE)
def test_an_odd_file_is_read_all_the_same(trick: str) -> None:
    name, made = BORNE[trick]
    assert re.search("税收|甲", read(made(), name).text)


def test_there_are_enough_of_them() -> None:
    assert len(REFUSED) >= 60
