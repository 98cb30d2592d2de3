"""What the words of a bulletin claim: the figures of a sentence whose meaning its words tell, and counts by class."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from zonetracker.model.progress import ProgressRow
from zonetracker.model.row_figures import Figures
from zonetracker.words.wording import one_line

_INSIDE = r"（(?:[^（）]|（[^（）]*）)*）"
_N = r"(\d+(?:\.\d+)?)"
_COUNTED = re.compile(r"共(\d+)项[：:](.*)")
_WORD = re.compile(r"评价为“([^”]*)”")
_BEFORE_NAME = re.compile(
    r"^(?:其中[，：:]?|[（(]?\d+[)）.．、]|[一二三四五六七八九十]+(?:是|、)|[（(][一二三四五六七八九十]+[)）]|\s)+"
)
_SENTENCE = re.compile(r"(?<=[。；])")


@dataclass(frozen=True, slots=True)
class Counted:
    """A paragraph that counts: its total, what its classes come to (None where there is but one), and their words."""

    total: int
    sum: int | None
    classes: str


def sentences(paragraph: str) -> list[str]:
    """The sentences of a paragraph; what stands between semicolons is one."""
    return _SENTENCE.split(paragraph)


def without_number(sentence: str) -> str:
    """A sentence from its first word on, without 其中 and what numbers it."""
    return _BEFORE_NAME.sub("", sentence)


def assessments(sentence: str, words: Iterable[str]) -> list[str]:
    """The assessments that a sentence tells: in quotation marks, or one of the office's `words` at its end."""
    known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return _WORD.findall(sentence) + re.findall(rf"，({known})(?:{_INSIDE})?[。；]?$", sentence)


def claims(said: str, row: ProgressRow, known: Figures) -> Iterator[tuple[Decimal, Decimal | None]]:
    """The figures behind the name of a row whose meaning is told, each beside what the ledger has for it."""
    if row.unit:
        for number in re.findall(rf"^(?:完成|达到|为){_N}{re.escape(one_line(row.unit))}", said):
            yield Decimal(number), known.actual
    for number in re.findall(rf"(?:完成年度目标|为年度目标|占控制指标|为目标)(?:{_INSIDE})?的{_N}%", said):
        yield Decimal(number), known.completion
    for side, number in re.findall(rf"(高于|低于)序时进度{_N}个百分点", said):
        yield _signed(side == "高于", number), known.gap
    for side, number in re.findall(rf"同比(增长|下降){_N}%", said):
        yield _signed(side == "增长", number), known.growth
    for side, number in re.findall(rf"(?<!降幅)(高于|低于)目标{_INSIDE}{_N}个百分点", said):
        yield _signed(side == "高于", number), known.growth_gap


def _signed(above: bool, number: str) -> Decimal:
    return Decimal(number) if above else -Decimal(number)


def counted(paragraph: str) -> Counted | None:
    """What a paragraph counts, where it tells a total and its classes."""
    found = _COUNTED.search(paragraph)
    if found is None:
        return None
    classes = found[2].partition("。")[0]
    numbers = [int(number) for number in re.findall(r"(\d+)项", re.sub(_INSIDE, "", classes))]
    return Counted(int(found[1]), sum(numbers) if len(numbers) > 1 else None, classes)


def class_counts_told(classes: str, words: list[str]) -> list[tuple[str, int]]:
    """How many items each of these words is told to have, each at the beginning of a class."""
    known = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return [(word, int(count)) for word, count in re.findall(rf"(?:^|其中|[，、；：（])({known})(\d+)项", classes)]
