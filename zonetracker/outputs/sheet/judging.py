"""The assessment of a row as live formulas with the program's own borders, so that a figure typed in is judged too.

Level and growth are judged in a hidden column each, as numbers of Grade; a third one holds the light of the row, the
worse of the two, and at a year's end what the target has come to. The visible cell says its word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from zonetracker.model.facts import JudgeBy, Polarity
from zonetracker.model.issuing import SheetColumn
from zonetracker.model.measure import Measure, caps_a_loss, is_rank
from zonetracker.model.progress import Progress, ProgressRow
from zonetracker.model.rounding import HUNDRED, plain
from zonetracker.model.standing import Control, Due, Grade, due_by, fall_is_promised, growth_is_capped, slack_of
from zonetracker.outputs.sheet.live import EXACT, Hidden, LiveRow, Places, ends
from zonetracker.words.wording import figure

Steps = Sequence[tuple[str, Grade]]
_GRADES = tuple(sorted(Grade))


@dataclass(frozen=True, slots=True)
class _Terms:
    """Level or growth: the cell it needs, its grade, what makes it more than asked,
    its word as a limit, and when that holds."""

    hidden: Hidden
    needs: str
    grade: str
    surplus: str = ""
    control: str = ""
    controlled: str = ""


class Judging:
    """The formulas of one row's assessment."""

    def __init__(self, row: ProgressRow, progress: Progress, place: Places, places: int, asked: str = "") -> None:
        self.row, self.progress, self.place = row, progress, place
        self.live = LiveRow(row, progress, place, places, asked)
        self.rules, self.year_end = progress.rules, progress.year_end
        self.stated, self.actual = row.target.stated, place[SheetColumn.ACTUAL]
        level, growth = self._level(), self._growth()
        by, stated = row.target.judge_by, self.stated
        if by is JudgeBy.LEVEL and stated.value is not None:
            growth = None
        elif by is JudgeBy.GROWTH and stated.growth is not None:
            level = None
        self.sides = [side for side in (level, growth) if side is not None]

    def hidden(self, column: Hidden) -> str:
        """The formula of a hidden cell; empty where that side is not judged."""
        if column is Hidden.LIGHT:
            return f"={self._light()}"
        if column is Hidden.GROWN:
            return self.live.grown()
        for side in self.sides:
            if side.hidden is column:
                return f'=IF({side.needs}="","",{side.grade})'
        return ""

    # ---- what a side comes to

    def _level(self) -> _Terms | None:
        stated, measure = self.row.target.stated, self.row.standing.measure
        if stated.value is None:
            return None
        if measure is Measure.LIMIT:
            return self._limit()
        if measure is Measure.RANGE:
            return self._range()
        if not self.live.has_ratio:
            return self._without_ratio()
        return self._ceiling() if measure is Measure.CEILING else self._share()

    def _limit(self) -> _Terms:
        high = (self._due().ends or ends(self.stated.value, self.stated.value_high))[1]
        grade = self._met(f"{self.actual}<={_number(high + abs(high) * self._slack())}")
        words = "" if is_rank(self.row.target, self.row.indicator) else self._kept(Hidden.LEVEL)
        return _Terms(Hidden.LEVEL, self.actual, grade, control=words)

    def _range(self) -> _Terms:
        low, high = ends(self.stated.value, self.stated.value_high)
        beyond = f"{self.actual}>{_number(high)}"
        if self.live.has_ratio:
            steps = [(f"{self.share}>={self._least()}", Grade.ON_PACE)]
            steps.append((f"{self.share}>{self._stated(self.rules.late)}", Grade.BEHIND))
            within = _choice(steps, Grade.LATE)
        else:
            within = self._met(_at_least(self.actual, (self._due().ends or (low, high))[0]))
        grade = f"IF({beyond},{Grade.LATE.value},{within})"
        return _Terms(Hidden.LEVEL, self.actual, grade, control=self._word(Control.BEYOND), controlled=beyond)

    def _without_ratio(self) -> _Terms:
        """A target of zero or below."""
        wanted = min(ends(self.stated.value, self.stated.value_high))
        due = self._due()
        kept = _at_least(self.actual, wanted * due.most / HUNDRED if due.ends is None else due.ends[0])
        steps = [(kept, Grade.DONE if self.year_end else Grade.ON_PACE)]
        if not caps_a_loss(self.stated, self.row.indicator):
            grade = _choice(steps, Grade.BEHIND)
            return _Terms(Hidden.LEVEL, self.actual, grade, f"{self.actual}>{_number(wanted)}")
        beyond = f"{self.actual}<{_number(wanted)}"
        grade = _choice([(beyond, Grade.LATE), *steps], Grade.BEHIND)
        return _Terms(Hidden.LEVEL, self.actual, grade, control=self._used(beyond))

    def _share(self) -> _Terms:
        rules, share, slack = self.rules, self.share, self._slack()
        steps = [(f"{share}>={_number(HUNDRED)}", Grade.DONE)]
        if rules.ahead is not None:
            steps.append((f"{share}>{self._stated(rules.ahead)}", Grade.AHEAD))
        steps.append((f"{share}>={self._least(1 - slack)}", Grade.ON_PACE))
        steps.append((f"{share}>{self._stated(rules.late)}", Grade.BEHIND))
        surplus = f"{share}>{_number(HUNDRED * (1 + slack))}"
        return _Terms(Hidden.LEVEL, self.actual, _choice(steps, Grade.LATE), surplus)

    def _ceiling(self) -> _Terms:
        rules, share, slack = self.rules, self.share, self._slack()
        beyond = f"{share}>{_number(HUNDRED * (1 + slack))}"
        steps, last = [(beyond, Grade.LATE)], Grade.DONE
        if not self.year_end:
            if rules.ahead is not None:
                steps.append((f"{share}<{self._stated(-rules.ahead)}", Grade.AHEAD))
            steps.append((f"{share}<={self._most(1 + slack)}", Grade.ON_PACE))
            steps.append((f"{share}<{self._stated(-rules.late)}", Grade.BEHIND))
            last = Grade.LATE
        return _Terms(Hidden.LEVEL, self.actual, _choice(steps, last), control=self._used(beyond))

    def _due(self) -> Due:
        return due_by(self.row.target, self.row.indicator, self.progress.month, self.live.period)

    def _least(self, times: Fraction | int = 1) -> str:
        """The least share of the year that is asked by now, in percent, times what 左右 leaves of it."""
        share = self.live.share_asked()
        if share is None:
            return _number(self._due().least * times)
        return f"ROUND(MIN({_exact(share)},{_two_places(share)})*{_number(Fraction(times))},{EXACT})"

    def _most(self, times: Fraction | int) -> str:
        share = self.live.share_asked()
        if share is None:
            return _number(self._due().most * times)
        return f"ROUND(MAX({_exact(share)},{_two_places(share)})*{_number(Fraction(times))},{EXACT})"

    def _stated(self, points: Decimal) -> str:
        """The stated share that is asked by now, and so many points more."""
        share = self.live.share_asked()
        if share is None:
            return _number(self._due().stated + Fraction(points))
        return f"ROUND({_two_places(share)}+{_number(Fraction(points))},{EXACT})"

    def _slack(self) -> Fraction:
        return slack_of(self.stated.bound, self.rules)

    @property
    def share(self) -> str:
        """The share of the level that is reached, without noise."""
        return f"ROUND({self.actual}/{self.live.level_goal()}*100,{EXACT})"

    def _growth(self) -> _Terms | None:
        stated, indicator = self.live.growing, self.row.indicator
        if stated.growth is None:
            return None
        growth, goal = self.live.growth(), self.live.growth_goal()
        slack = abs(Fraction(stated.growth)) * slack_of(stated.growth_bound, self.rules)
        more = f"ROUND({growth.expression}-{goal},{EXACT})"
        less = f"ROUND({goal}-{growth.expression},{EXACT})"
        if fall_is_promised(self.live.aim, indicator):
            grade = f"IF(ROUND({growth.expression},{EXACT})>=0,{Grade.LATE.value},{self._rated(less, slack)})"
            return _Terms(Hidden.GROWTH, growth.needs, grade, f"{less}>{_number(slack)}")
        if growth_is_capped(self.live.aim, indicator):
            grade = self._rated(less, slack)
            return _Terms(Hidden.GROWTH, growth.needs, grade, control=self._kept(Hidden.GROWTH))
        if indicator.polarity is Polarity.WITHIN and stated.growth_high is not None:
            grade, beyond = self._rated(f"-ABS({more})", slack), f"{more}>{_number(slack)}"
            words = self._word(Control.BEYOND)
            return _Terms(Hidden.GROWTH, growth.needs, grade, control=words, controlled=beyond)
        return _Terms(Hidden.GROWTH, growth.needs, self._rated(more, slack), f"{more}>{_number(slack)}")

    def _rated(self, lead: str, slack: Fraction) -> str:
        rules = self.rules
        steps = [] if rules.ahead is None else [(f"{lead}>{_number(Fraction(rules.growth_ahead))}", Grade.AHEAD)]
        steps.append((f"{lead}>={_number(-slack)}", Grade.ON_PACE))
        steps.append((f"{lead}>{_number(Fraction(rules.growth_late))}", Grade.BEHIND))
        return _choice(steps, Grade.LATE)

    def _met(self, condition: str) -> str:
        return _choice([(condition, Grade.DONE if self.year_end else Grade.ON_PACE)], Grade.LATE)

    # ---- what the row comes to

    def _light(self) -> str:
        none, cells = self._no_figure(), [self.place[side.hidden] for side in self.sides]
        if not cells:
            return none
        worst = cells[0] if len(cells) == 1 else f"MIN({','.join(cells)})"
        missing = f'{cells[0]}=""' if len(cells) == 1 else f"COUNT({','.join(cells)})=0"
        if not self.year_end:
            return f"IF({missing},{none},{worst})"
        more = ",".join(f'IF({self.place[side.hidden]}="",TRUE,{side.surplus or "FALSE"})' for side in self.sides)
        reached = f"IF(AND({more}),{Grade.EXCEEDED.value},{Grade.MET.value})"
        return f"IF({missing},{none},IF({worst}<{Grade.ON_PACE.value},{Grade.MISSED.value},{reached}))"

    def _no_figure(self) -> str:
        """The light of a row without a figure that is judged."""
        row = self.row
        if row.actual is not None or self.progress.month in row.indicator.months:
            return str(Grade.NO_DATA.value)
        cells = self.place[SheetColumn.ACTUAL], self.place[SheetColumn.GROWTH]
        blank = ",".join(f'{cell}=""' for cell in cells)
        return f"IF(AND({blank}),{Grade.NOT_DUE.value},{Grade.NO_DATA.value})"

    def word(self) -> str:
        """The formula of the visible cell."""
        usual = self._usual()
        if not any(side.control for side in self.sides):
            return f"={usual}"
        said = [self._said(side, usual) for side in self.sides]
        cells = [self.place[side.hidden] for side in self.sides]
        if len(cells) == 1:
            return f'=IF({cells[0]}="",{usual},{said[0]})'
        level, growth = cells
        both = said[0] if all(side.control for side in self.sides) else usual
        if self.sides[1].controlled and both != usual:
            both = f"IF({self.sides[1].controlled},{both},{usual})"
        worse = f"IF({level}<{growth},{said[0]},IF({growth}<{level},{said[1]},{both}))"
        judged = f'IF({growth}="",{said[0]},IF({level}="",{said[1]},{worse}))'
        return f"=IF(COUNT({level},{growth})=0,{usual},{judged})"

    def _said(self, side: _Terms, usual: str) -> str:
        """The word of a side that decides alone."""
        return f"IF({side.controlled},{side.control},{usual})" if side.controlled else side.control or usual

    def _usual(self) -> str:
        first = Grade.NO_DATA if self.year_end else Grade.LATE
        last = Grade.EXCEEDED if self.year_end else Grade.NOT_DUE
        words = _in_a_row(tuple(map(self.progress.word, _GRADES[first : last + 1])))
        return f"CHOOSE({self.place[Hidden.LIGHT]}{1 - first:+d},{words})"

    def _kept(self, side: Hidden) -> str:
        within, beyond = self._word(Control.WITHIN), self._word(Control.BEYOND)
        return f"IF({self.place[side]}<{Grade.ON_PACE.value},{beyond},{within})"

    def _used(self, beyond: str) -> str:
        """The word for what is used up over the year."""
        over, within = self._word(Control.OVER_PACE), self._word(Control.WITHIN)
        lagging = f"{self.place[Hidden.LEVEL]}<{Grade.ON_PACE.value}"
        return f"IF({beyond},{self._word(Control.BEYOND)},IF({lagging},{over},{within}))"

    def _word(self, control: Control) -> str:
        return quoted(self.rules.words[control.value])


@lru_cache(maxsize=8)
def _in_a_row(words: tuple[str, ...]) -> str:
    return ",".join(map(quoted, words))


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"' + text.replace('"', '""') + '"'


@lru_cache(maxsize=4096)
def _number(border: Fraction) -> str:
    """A border as a spreadsheet compares with it: to the digits that its arithmetic keeps."""
    return figure(plain(border, EXACT))


def _exact(share: str) -> str:
    return f"ROUND({share},{EXACT})"


def _two_places(share: str) -> str:
    return f"ROUND({_exact(share)},2)"


def _at_least(cell: str, border: Fraction) -> str:
    return f"{cell}>={_number(border)}" if _ends(border) else f"ROUND({cell},{EXACT})>={_number(border)}"


def _ends(border: Fraction) -> bool:
    return Fraction(Decimal(_number(border))) == border


def _choice(steps: Steps, last: Grade) -> str:
    expression = str(last.value)
    for condition, grade in reversed(steps):
        expression = f"IF({condition},{grade.value},{expression})"
    return expression
