"""The words of events and what may stand before them."""

from __future__ import annotations

import pytest

from tests.extraction.stages import LEXICON
from zonetracker.extraction.events.words import (
    ends_in_time,
    event_words,
    is_only_time,
    starts_anew,
    without_trail,
)

WORDS = event_words(LEXICON)


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("去年9月上线平台", "上线平台"),
        ("(3)年底前全面完成云溪大桥", "全面完成云溪大桥"),
        ("②启动迁建", "启动迁建"),
        ("一是加快建成产业园", "建成产业园"),
        ("确保六中新校区秋季投入使用", "六中新校区秋季投入使用"),
        ("将军路开工", "将军路开工"),
        ("并网发电", "并网发电"),
        ("与云溪大学共同组建研究院", "组建研究院"),
    ],
)
def test_where_a_clause_begins(words: str, rest: str) -> None:
    assert words[WORDS.lead(words) :] == rest


@pytest.mark.parametrize(
    "words", ["建成后将成为枢纽", "建成投产后可增收", "竣工的项目", "成立70周年大会", "开工率达八成"]
)
def test_a_verb_that_tells_no_event(words: str) -> None:
    assert WORDS.before.match(words) is None


def test_two_verbs_are_one_event() -> None:
    found = WORDS.after.search("大唐储能项目投产达效")
    assert found is not None and found[0] == "投产达效"
    assert WORDS.after.search("云溪大桥加快建设") is None


def test_time_and_helping_words() -> None:
    assert without_trail("云溪大桥预计明年6月底前正式") == "云溪大桥"
    assert without_trail("云溪大桥") == "云溪大桥"
    assert is_only_time("计划10月") and is_only_time("") and not is_only_time("云溪大桥")
    assert ends_in_time("二期4月") and not ends_in_time("二期")
    assert starts_anew("大力开展促销") and not starts_anew("云溪大桥")
