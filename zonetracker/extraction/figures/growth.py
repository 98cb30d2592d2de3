"""What stands right before a figure: a change in percent, a bound, or neither."""

from __future__ import annotations

import re
from typing import NamedTuple

from zonetracker.lexicon.words import Lexicon
from zonetracker.model.facts import Bound


class Approach(NamedTuple):
    """How the words before a figure lead to it: `cut` characters at their end belong to the figure.

    `rise` is 1 or -1 where they say a change in percent, else 0; `yearly` where it is an average over years.
    """

    cut: int
    rise: int
    bound: Bound | None
    yearly: bool
    verb: str


_STRAIGHT = Approach(0, 0, None, False, "")
_OF_CHANGE = frozenset(("幅", "幅度", "速度", "率"))
_CHANGE_RATE = re.compile(r"(?:增长|上涨|下降|减少|增加|提高|降低|递增|升|幅)率$")
_NATURAL = ("自然", "机械")
"""人口自然增长率 is a rate of its own, and tells no growth."""
_ABOUT_OF_ALL = re.compile(r"(?<![签节预履违解合契])约占[^，。；、\d约]{0,14}的$")
"""约占总数的24%: how sure the share is stands before the whole that it is a share of."""
_BECOMES = frozenset(("下降", "上升", "提高", "降低", "减少", "增加", "提升", "扩大", "回落", "升", "降", "增", "减"))


class Approaches:
    """Reads approaches with the words of a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        bounds = ("at_least", "about", "at_most")
        at_least, about, at_most = map(lexicon.words, bounds)
        filler = lexicon.words("filler")
        self._bound = re.compile(
            rf"(?=[过{lexicon.firsts(*bounds)}])(?:(?P<more>{at_least}|(?<=[值入额量资产积数率比重度面已])过)|(?<![签节预履违解合契])(?P<about>{about})|(?P<less>{at_most}))(?:了)?$"
        )
        self._filler = re.compile(rf"(?=[{lexicon.firsts('filler')}])(?:{filler})$")
        self._rise = re.compile(
            rf"(?=[+\-{lexicon.firsts('rise', 'fall')}])"
            rf"(?P<verb>(?P<rise>{lexicon.words('rise')}|(?<=比)\+|(?<![^(，])\+)"
            rf"|(?P<fall>{lexicon.words('fall')}|(?<=比)-|(?<=比分别)-|(?<![^(，])-))$"
        )
        self._ends = lexicon.lasts(*bounds, "filler", "rise", "fall") | frozenset("了过+-")
        self._yearly = re.compile(r"(?:年均|年平均|平均每年|每年平均|年递增)(?:净|递|复合|分别|各|约)*$")

    def read(self, words: str) -> Approach:
        """The approach in the last characters of `words`."""
        if words[-1:] not in self._ends:
            about = words.endswith("的") and _ABOUT_OF_ALL.search(words[-20:])
            return _STRAIGHT._replace(bound=Bound.ABOUT) if about else _STRAIGHT
        rest = words[-20:]
        if rest.endswith(("长+", "速+", "幅+")):
            rest = rest[:-1] + "了"
        bound: Bound | None = None
        became = False
        for _ in range(5):
            found = self._bound.search(rest)
            if found is not None:
                bound = bound or (Bound.AT_LEAST if found["more"] else Bound.ABOUT if found["about"] else Bound.AT_MOST)
                rest = rest[: found.start()]
                continue
            filler = self._filler.search(rest)
            if filler is None:
                break
            if filler[0] == "率" and _CHANGE_RATE.search(rest) is None:
                break
            whole = self._rise.search(rest) if filler[0] in _OF_CHANGE else None
            if whole is not None and whole["verb"].endswith(filler[0]):
                break
            became = became or filler[0] == "为"
            rest = rest[: filler.start()]
        change = self._rise.search(rest)
        head = rest[: change.start()] if change is not None else ""
        named = head.endswith(_NATURAL)
        if change is None or named or (became and change["verb"] in _BECOMES):
            return Approach(0, 0, bound, False, "")
        direction = -1 if change["fall"] else 1
        if head.endswith("负"):
            head, direction = head[:-1], -1
        yearly = self._yearly.search(head[-8:]) is not None
        return Approach(min(len(words), 20) - len(head), direction, bound, yearly, change["verb"])
