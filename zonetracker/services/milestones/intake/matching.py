"""Which milestone a row of a ledger means: by its code, then by its name, then those that it is likely to mean."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zonetracker.lexicon.initials import finds
from zonetracker.model.duties.naming import unit_key, units_named
from zonetracker.model.facts import Milestone
from zonetracker.support.i18n import tr
from zonetracker.words.wording import one_line

_MARKS = re.compile(r"[\s()\[\]{}<>《》〈〉「」『』【】〔〕\"“”'‘’、,，.。;；:：·•_\-—–*★☆▲●■◆#~]+")
_THOUSANDS = re.compile(r"(?<=\d)(?<!\d{4}),(?=\d{3}(?!\d))")
_POINTS, _DASHES = frozenset(".·•"), frozenset("-—–~_")
_ENDING = re.compile(r"(?<=..)(?:建设项目|建设工程|项目建设|项目|工程|建设)+$")
_FEWEST_SHARED = 2
_LIKELY = 0.6
_MOST_LIKELY = 5
_MOST_LOOKED_AT = 200
_COMMON = 200


@dataclass(frozen=True, slots=True)
class MeantMilestone:
    """The milestone that a row means (None: none that stands), those it may mean, and why that is asked."""

    milestone: Milestone | None = None
    likely: tuple[Milestone, ...] = ()
    asked: str = ""


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """The spelling in which names are compared: width, case, blanks, marks and 项目 or 工程 at the end aside.

    What stands between two digits stays, for 1.5公里 is not 15公里, nor 3-5号楼 35号楼; how it is written is aside.
    """
    plain = _THOUSANDS.sub("", unicodedata.normalize("NFKC", name).casefold())
    return _ENDING.sub("", _MARKS.sub(_kept_mark, plain))


def _kept_mark(found: re.Match[str]) -> str:
    """What stays of marks in a name: nothing, but between digits that they part them."""
    text, (start, end) = found.string, found.span()
    if not (text[:start][-1:].isdigit() and text[end:][:1].isdigit()):
        return ""
    marks = frozenset(found[0])
    return "." if marks <= _POINTS else "-" if marks & _DASHES else " "


def code_key(code: str) -> str:
    """The spelling in which codes are compared."""
    return "".join(unicodedata.normalize("NFKC", code).casefold().split())


def leads(responsible: str) -> frozenset[str]:
    """Who answers for a row, as names are compared; empty where nobody is named."""
    named = units_named(responsible)
    return frozenset(unit_key(one.name) for one in named if one.leads) or frozenset(unit_key(one.name) for one in named)


def other_unit(one: str, other: str) -> bool:
    """Whether two rows name different units; one that names none may be anybody's."""
    mine, theirs = leads(one), leads(other)
    return bool(mine) and bool(theirs) and not mine & theirs


class MilestoneIndex:
    """The milestones of a year by code and name; parts by those of their whole."""

    def __init__(self, milestones: Iterable[Milestone], names: Mapping[str, int]) -> None:
        self._by_id = {one.id: one for one in milestones}
        self._names = names
        self._codes: dict[str, list[Milestone]] = defaultdict(list)
        self._keys: dict[tuple[int | None, str], list[Milestone]] = defaultdict(list)
        self._pairs: dict[str, list[int]] = defaultdict(list)
        for one in self._by_id.values():
            if one.code:
                self._codes[code_key(one.code)].append(one)
            self._keys[one.whole_id, name_key(one.name)].append(one)
            for pair in _pairs_of(one.name):
                self._pairs[pair].append(one.id)

    def meant(self, name: str, code: str, responsible: str, whole_id: int | None) -> MeantMilestone:
        """What a row means that has this name, code and unit in charge, as a part of `whole_id`."""
        coded = self._codes.get(code_key(code), []) if code else []
        if len(coded) == 1:
            return self._by_code(coded[0], name)
        named = [one for one in self._keys.get((whole_id, name_key(name)), []) if not _other_code(one, code)]
        if named:
            return _by_name(named, responsible)
        told = self._by_id.get(self._names.get(name, 0))
        if told is not None:
            return MeantMilestone(told)
        likely = self._likely(name, whole_id)
        words = tr("没有同名的，可能是“{name}”", name=one_line(likely[0].name)) if likely else ""
        return MeantMilestone(None, likely, words)

    def _by_code(self, one: Milestone, name: str) -> MeantMilestone:
        if name_key(one.name) == name_key(name):
            return MeantMilestone(one)
        words = tr("编号相同，名称不同（台账是“{name}”）", name=one_line(one.name))
        return MeantMilestone(one, (one,), words)

    def _likely(self, name: str, whole_id: int | None) -> tuple[Milestone, ...]:
        """Milestones whose names share most of their pairs of letters with this one."""
        own = _pairs_of(name)
        shared: Counter[int] = Counter()
        for pair in own:
            held = self._pairs.get(pair, ())
            if len(held) <= _COMMON:
                shared.update(held)
        found = []
        for milestone_id, count in shared.most_common(_MOST_LOOKED_AT):
            one = self._by_id[milestone_id]
            alike = 2 * count / (len(own) + len(_pairs_of(one.name)))
            if count >= _FEWEST_SHARED and alike >= _LIKELY and one.whole_id == whole_id:
                found.append((alike, one))
        found.sort(key=lambda pair: (-pair[0], pair[1].id))
        return tuple(one for _, one in found[:_MOST_LIKELY])


def search_milestones(typed: str, milestones: Iterable[Milestone]) -> list[Milestone]:
    """The milestones whose names are found by a part or by the first letters of their sound, in their order."""
    return [one for one in milestones if not typed.strip() or finds(typed, one.name)]


def _other_code(one: Milestone, code: str) -> bool:
    return bool(one.code) and bool(code) and code_key(one.code) != code_key(code)


def _by_name(named: list[Milestone], responsible: str) -> MeantMilestone:
    same = [one for one in named if not other_unit(one.responsible, responsible)]
    if len(same) == 1:
        return MeantMilestone(same[0])
    if same:
        return MeantMilestone(None, tuple(same), tr("台账里有 {count} 项同名，请选是哪一项", count=len(same)))
    unit = one_line(named[0].responsible)
    return MeantMilestone(None, tuple(named), tr("同名的一项责任单位是“{unit}”，按另一项新增", unit=unit))


@lru_cache(maxsize=65_536)
def _pairs_of(name: str) -> frozenset[str]:
    key = name_key(name)
    return frozenset(key[at : at + 2] for at in range(len(key) - 1))
