"""A second opinion on a figure's year and kind: the likeliest of some candidates, by fitted evidence.

The rules of text/ and sentences/ decide; this reads the same place apart from them (of the frame it takes the date
alone) and says how likely each year and kind is. Where the two part, the row is doubted. Weights are hundredths of a
logit (seeds/evidence_*.csv, made by tools/fit_doubt.py): all of it is whole numbers and the same on every machine.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from decimal import Decimal
from functools import cache
from math import exp
from struct import Struct
from typing import NamedTuple

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.judging.cues import Cue, Said, cues, groups, times
from zonetracker.extraction.text.flat import Flat
from zonetracker.extraction.text.structure import TextLine, level_of
from zonetracker.extraction.text.written import FULL_DATE
from zonetracker.model.facts import FactType, Kind
from zonetracker.model.reports.frame import Frame
from zonetracker.support.seeds import seed_rows

FAR = 2
NEARS = 2 * FAR + 1
WIDTH = 2 * NEARS
"""Columns of a cue's weights: targets of years from FAR before the year of writing to FAR after it, then actuals."""
_LEAD = 40
_ABOVE = 400
_OPENING = 160
_SHORT = 2500
_OPEN = 70
_LOWEST = 3000
_LANE = 32
_LANES = Struct(f"<{WIDTH}I")
_ABOVE_NOUGHT = sum(1 << _LANE * at + _LANE - 1 for at in range(WIDTH))
_WILL = frozenset({"h:will", "h:plan", "h:later"})
_DEED = frozenset({"h:review", "h:done", "h:counted"})
_ADDRESS = re.compile("各位(?:代表|委员|同志)[:，！]")
Choice = tuple[Kind, int | None]
Weights = tuple[Mapping[str, tuple[int, ...]], Mapping[str, tuple[int, int]]]


class Grounds(NamedTuple):
    """What speaks for a kind at a place (`cues`), and what for each of its candidate years (`years`).

    `now` is the year of writing.
    """

    cues: frozenset[str]
    years: Mapping[int, Set[str]]
    now: int


class Opinion(NamedTuple):
    """The likeliest kind and year, and how many of a hundred such figures have the kind and year of the rules."""

    choice: Choice
    share: int


class _Above(NamedTuple):
    """What the headings over a line say: their cues, the years said (each with where), and which way they lean."""

    words: frozenset[str]
    years: list[tuple[int, str]]
    lean: str


class _Head(NamedTuple):
    """A heading that a line stands under: its depth (None: not numbered), its cues, the years that it says."""

    level: int | None
    words: frozenset[str]
    years: list[Said]


class Witness:
    """Reads a document line by line, and says what speaks for the year and kind of each figure."""

    def __init__(self, flat: Flat, frame: Frame) -> None:
        self._text = text = flat.text
        self._times = times(text, frame.now)
        self._places = [said.at for said in self._times]
        self._now = frame.now or max((said.year for said in self._times), default=0)
        self._nature = _nature(text)
        self._standing_years = _standing_years(self._times, self._now)
        self._line: TextLine | None = None
        self._opening: frozenset[str] | None = None
        self._heads: list[_Head] = []
        self._above = _told_above([])

    def line(self, line: TextLine) -> None:
        """Go on to the next line."""
        self._line, self._opening = line, None
        if line.heading and FULL_DATE.search(self._text, line.start, line.end) is None:  # a day is no heading
            level = level_of(self._text[line.start : line.end].strip())
            while self._heads and not _above(self._heads[-1].level, level):
                self._heads.pop()
            words = groups("h", cues(self._text, line.start, line.end))
            self._heads.append(_Head(level, words, self._between(line.start, line.end)))
            self._above = _told_above(self._heads)

    def sentence(self, start: int, end: int, drafts: Iterable[Draft]) -> list[tuple[Draft, Grounds]]:
        """The figures of a sentence of this line, each with what speaks for its year and kind."""
        figures = [draft for draft in drafts if draft.type is FactType.QUANTITY]
        line = self._line
        if not figures or line is None or not self._now:
            return []
        around = self._around(line, start)
        said, words = self._between(start, end), cues(self._text, start, end)
        standing, lean = self._standing(line, start), self._above.lean
        found = []
        unsaid: dict[int, set[str]] | None = None
        for draft in figures:
            left, right = _clause(self._text, draft, start, end)
            near = list(_near(said, left, draft.start, right)) if said else []
            flags = standing.union(_scoped(words, left, draft.start, right), _of_figure(draft))
            last = _last(words, draft.start)
            flags.update((lean, f"{lean}/{last}", "n:" + last))
            flags.update(["t" + where for _, where in near])
            if near or not (draft.year is None or abs(draft.year - self._now) <= 1):
                years = self._years(draft.year, [*around, *near])
            else:
                years = unsaid = unsaid or self._years(None, around)
            found.append((draft, Grounds(frozenset(flags), years, self._now)))
        return found

    def weigh(self, draft: Draft, grounds: Grounds) -> None:
        """Note how far its grounds bear out a draft's year and kind, and what is doubtful about them."""
        held = fitted_scale().opinion(grounds, (draft.kind, draft.year))
        draft.share = held.share
        if held.choice != (draft.kind, draft.year):
            draft.doubt(f"time_disputed:{held.share}")
        elif held.share < _OPEN:
            draft.doubt(f"time_open:{held.share}")

    def _between(self, start: int, end: int) -> list[Said]:
        first = bisect_left(self._places, start)
        return self._times[first : bisect_left(self._places, end, first)]

    def _ends(self, start: int, end: int) -> tuple[Said, Said] | None:
        """The first and the last year said in flat start..end."""
        first = bisect_left(self._places, start)
        last = bisect_left(self._places, end, first) - 1
        return (self._times[first], self._times[last]) if last >= first else None

    def _standing(self, line: TextLine, start: int) -> set[str]:
        """The cues that hold for a whole sentence: what the text is, headings, how the line begins, where it stands."""
        found = {*self._nature, f"place{4 * start // max(1, len(self._text))}"}
        found |= self._above.words
        if start >= line.start + _LEAD:
            if self._opening is None:
                self._opening = groups("l", cues(self._text, line.start, line.start + _LEAD))
            found |= self._opening
        elif start > line.start:
            found |= groups("l", cues(self._text, line.start, start))
        return found

    def _around(self, line: TextLine, start: int) -> list[tuple[int, str]]:
        """The years said outside the sentence, each with where."""
        found = list(self._above.years)
        here = self._ends(line.start, start)
        if here is not None:
            first, last = here
            found += [(last.year, "line-last:" + last.way), (first.year, "line-first:" + first.way)]
        above = self._ends(max(0, line.start - _ABOVE), line.start)
        if above is not None:
            found.append((above[1].year, "above:" + above[1].way))
        return [*found, *self._standing_years]

    def _years(self, ruled: int | None, said: list[tuple[int, str]]) -> dict[int, set[str]]:
        """The candidate years: those that are said, those next to the year of writing, and that of the rules."""
        found: dict[int, set[str]] = {year: set() for year in (self._now - 1, self._now, self._now + 1)}
        if ruled is not None:
            found.setdefault(ruled, set())
        for year, where in said:
            if year in found:
                found[year].add(where)
            else:
                found[year] = {where}
        return found


def _above(upper: int | None, lower: int | None) -> bool:
    """Whether a heading of one depth goes on over one of another; titles go on over all that is numbered."""
    if upper is None:
        return lower is not None
    return lower is None or upper < lower


def _told_above(heads: Sequence[_Head]) -> _Above:
    """What a stack of headings says of the lines under it."""
    words = {*(heads[-1].words if heads else ()), *("H" + word for head in heads[:-1] for word in head.words)}
    dated = [head.years[-1] for head in heads if head.years]
    years = [(said.year, "head:" + said.way) for said in dated[-1:]]
    years += [(said.year, "upper") for said in dated[:-1]]
    return _Above(frozenset(words), years, _leaning(heads))


def _leaning(heads: Sequence[_Head]) -> str:
    """What the nearest heading that speaks of will or of deed speaks of."""
    for head in reversed(heads):
        will, done = not _WILL.isdisjoint(head.words), not _DEED.isdisjoint(head.words)
        if will != done:
            return "k:will" if will else "k:done"
    return "k:none"


def _nature(text: str) -> frozenset[str]:
    """Whether the text is short or long, and whether it speaks to a congress itself."""
    size = "short" if len(text) < _SHORT else "long"
    return frozenset({size, "address"} if _ADDRESS.search(text, 0, _SHORT) else {size})


def _standing_years(said: list[Said], now: int) -> list[tuple[int, str]]:
    """The years that stand out in the whole text: that of writing, and the first one said."""
    found = [(now, "now")]
    if said:
        found.append((said[0].year, "first:opening" if said[0].at < _OPENING else "first:later"))
    return found


def _clause(text: str, draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Where the clause of a figure begins and ends within its sentence."""
    left = max(start, text.rfind("，", start, draft.start) + 1, text.rfind(":", start, draft.start) + 1)
    right = text.find("，", draft.end, end)
    return left, right if right >= 0 else end


def _scoped(words: list[Cue], left: int, at: int, right: int) -> list[str]:
    """The cues of a sentence by where they stand: before the clause of the figure (b), in it before the figure (c) or
    behind it (d), behind the clause (a).
    """
    return [
        ("b:" if place < left else "c:" if place < at else "d:" if place < right else "a:") + group
        for place, group in words
    ]


def _last(words: list[Cue], at: int) -> str:
    """The last word of will or deed before a place."""
    for place, group in reversed(words):
        if place < at and group in ("will", "done"):
            return group
    return "none"


def _near(said: list[Said], left: int, at: int, right: int) -> Iterator[tuple[int, str]]:
    """The years said in the sentence, each with where it stands to the figure."""
    before = [one for one in said if one.at < left]
    if before:
        yield before[-1].year, "before-last:" + before[-1].way
        yield before[0].year, "before-first:" + before[0].way
    for one in said[len(before) :]:
        where = "clause:" if one.at < at else "clause-end:" if one.at < right else "after:"
        yield one.year, where + one.way


def _of_figure(draft: Draft) -> list[str]:
    """What the figure itself says: bounds and round figures are for goals, exact ones for results."""
    found = [f"f:{draft.bound or draft.growth_bound or ''}", "f:" + draft.unit_kind]
    if draft.growth is not None:
        found.append("f:growth" if draft.value is None else "f:both")
    if _is_exact(draft.value) or _is_exact(draft.growth):
        found.append("f:exact")
    return found


def _is_exact(figure: Decimal | None) -> bool:
    """Whether a figure is written with a decimal point."""
    return figure is not None and "." in str(figure)


# weighing -----------------------------------------------------------------------------------------------------------


def column(year: int, now: int) -> int:
    """The column of a year: how far it lies from the year of writing, FAR and more as one."""
    off = year - now
    return 0 if off < -FAR else 2 * FAR if off > FAR else off + FAR


@cache
def fitted() -> Weights:
    """The weights as shipped: of each cue by WIDTH, of each way to say a year for a target and for an actual."""
    by_cue = {row["cue"]: tuple(int(row[str(at)]) for at in range(WIDTH)) for row in seed_rows("evidence_cues.csv")}
    by_year = {row["said"]: (int(row["target"]), int(row["actual"])) for row in seed_rows("evidence_years.csv")}
    return by_cue, by_year


@cache
def _odds() -> tuple[int, ...]:
    """e to the power of so many hundredths below nought, in millionths."""
    return tuple(round(1_000_000 * exp(-below / 100)) for below in range(_LOWEST))


class Scale:
    """Weighs grounds. Of each cue the weights of all columns stand side by side in one number, in lanes wide enough for
    any sum, so that adding the numbers of some cues adds every column at once.
    """

    def __init__(self, weights: Weights) -> None:
        by_cue, self._by_year = weights
        self._by_cue = {cue: sum(weight << _LANE * at for at, weight in enumerate(row)) for cue, row in by_cue.items()}

    def _columns(self, found: frozenset[str]) -> tuple[int, ...]:
        """The sum of each column over some cues, all of them larger by one and the same number."""
        known = self._by_cue
        every = _ABOVE_NOUGHT + sum([known.get(cue, 0) for cue in found])
        return _LANES.unpack(every.to_bytes(_LANES.size, "little"))

    def opinion(self, grounds: Grounds, ruled: Choice) -> Opinion:
        """The likeliest kind and year, and the share of those that the rules chose."""
        base, by_year, now = self._columns(grounds.cues), self._by_year, grounds.now
        scores: dict[int, tuple[int, int]] = {}
        top, choice = -1, ruled
        for year, ways in grounds.years.items():
            at = column(year, now)
            target, actual = base[at], base[NEARS + at]
            for way in ways:
                if way in by_year:
                    for_target, for_actual = by_year[way]
                    target += for_target
                    actual += for_actual
            scores[year] = target, actual
            if target > top or actual > top:
                top = max(target, actual)
                choice = Kind.TARGET if target == top else Kind.ACTUAL, year
        odds = _odds()
        least = top - _LOWEST + 1
        every = sum([odds[top - score] if score > least else odds[-1] for pair in scores.values() for score in pair])
        ours = scores.get(ruled[1]) if ruled[1] is not None else None
        held = odds[top - max(ours[ruled[0] is Kind.ACTUAL], least)] if ours is not None else 0
        return Opinion(choice, 100 * held // every)


@cache
def fitted_scale() -> Scale:
    """The scale of the weights as shipped."""
    return Scale(fitted())
