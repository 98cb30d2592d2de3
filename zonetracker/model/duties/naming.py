"""Which departments a text names as responsible, and which of them leads.

The text stays as it was printed; it is read each time, so that a department which is registered, renamed or merged is
known in every row at once.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from zonetracker.model.facts import Department

_LEADS = "牵头|主办|主责|责任|承办|负责"
_HELPS = "配合|协办|协同|协助|参与|参加"
_KIND = rf"(?:第一|共同|直接|主要)?({_LEADS}|{_HELPS})(?:责任)?"
_LABEL = re.compile(rf"{_KIND}(?:(?:单位|部门)(?: ?:| |$)|:) ?")
_LABEL_INSIDE = re.compile(rf" ?({_KIND}(?:单位|部门) ?:)")
_ROLE_AFTER = re.compile(rf" ?(?:[（(]({_LEADS}|{_HELPS})(?:单位|部门)?[)）]|(牵头|主办|主责|承办|负责|{_HELPS}))$")
_AND_OTHERS = re.compile("等(?:有关|相关|各)?(?:单位|部门)?$")
_PARTS = frozenset("、,;/\n")
_ONE_WIDTH = str.maketrans("，；：／\r\u3000", ",;:/\n ")


@dataclass(frozen=True, slots=True)
class NamedUnit:
    """A department as a text names it; with several the first leads, those who only help never do."""

    name: str
    leads: bool


@lru_cache(maxsize=20_000)
def unit_key(name: str) -> str:
    """The spelling in which names of departments are compared: width, case and blanks aside."""
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


@lru_cache(maxsize=20_000)
def units_named(text: str) -> tuple[NamedUnit, ...]:
    """The departments that a text names, in its order, each once."""
    found: dict[str, tuple[str, bool | None]] = {}
    said: bool | None = None
    for part in _parts(text):
        label = _LABEL.match(part)
        if label is not None:
            said = not _helps(label[1])
            part = part[label.end() :]
        name, role = _without_role(part)
        if name:
            found.setdefault(unit_key(name), (name, not _helps(role) if role else said))
            if said:
                said = None  # under one label the first leads
    return tuple(_with_lead(list(found.values())))


def _parts(text: str) -> Iterator[str]:
    """What stands between separators; brackets and their inside stay with their name."""
    told, depth, part = _plain(text), 0, ""
    for letter in told:
        depth = max(0, depth + (letter in "(（") - (letter in ")）"))
        if letter in _PARTS and (depth == 0 or letter == "\n"):
            yield part.strip()
            part, depth = "", 0
        else:
            part += letter
    yield part.strip()


def _plain(text: str) -> str:
    """The text with signs of one width, blanks that tell nothing left out; a label inside begins a part of its own."""
    lines = text.translate(_ONE_WIDTH).split("\n")
    return "\n".join(_LABEL_INSIDE.sub(r";\1", " ".join(line.split())) for line in lines)


def _without_role(part: str) -> tuple[str, str]:
    """A name and the word behind it that says its role (某局牵头、某局（配合）)."""
    role = _ROLE_AFTER.search(part)
    name = part[: role.start()] if role is not None else part
    name = _AND_OTHERS.sub("", name.strip(" .。")).strip(" .。")
    return name, "" if role is None else role[1] or role[2]


def _helps(word: str) -> bool:
    return re.fullmatch(_HELPS, word) is not None


def _with_lead(named: list[tuple[str, bool | None]]) -> Iterator[NamedUnit]:
    said = [place for place, (_, leads) in enumerate(named) if leads]
    free = [place for place, (_, leads) in enumerate(named) if leads is None]
    lead = next(iter(said or free), None)
    for place, (name, _) in enumerate(named):
        yield NamedUnit(name, place == lead)


@dataclass(frozen=True, slots=True)
class Responsible:
    """Who answers for a row: the department that leads, those beside it, and the names that no department has.

    `lead_name` is what the text calls the one that leads, known or not.
    """

    lead: Department | None
    others: tuple[Department, ...]
    unknown: tuple[str, ...]
    lead_name: str

    @property
    def known(self) -> tuple[Department, ...]:
        """The departments that are named, the one that leads first."""
        return self.others if self.lead is None else (self.lead, *self.others)


class DepartmentIndex:
    """Departments by name and alias."""

    def __init__(self, departments: Iterable[Department]) -> None:
        self._known: dict[str, Department] = {}
        listed = list(departments)
        for one in listed:
            self._known.setdefault(unit_key(one.name), one)
        for one in listed:
            for alias in one.aliases:
                self._known.setdefault(unit_key(alias), one)

    def find(self, name: str) -> Department | None:
        """The department with this name or alias."""
        return self._known.get(unit_key(name))

    def resolve(self, text: str) -> Responsible:
        """Who answers by the text of a row; a name that is one whole goes before its parts."""
        whole = self.find(text) if text.strip() else None
        if whole is not None:
            return Responsible(whole, (), (), whole.name)
        lead, lead_name, others, unknown = None, "", [], []
        for unit in units_named(text):
            known = self.find(unit.name)
            if unit.leads:
                lead, lead_name = known, unit.name
            elif known is not None:
                others.append(known)
            if known is None:
                unknown.append(unit.name)
        beside = tuple(one for one in dict.fromkeys(others) if one != lead)
        return Responsible(lead, beside, tuple(unknown), lead_name)


def likely_department(name: str, departments: Iterable[Department]) -> Department | None:
    """The one department that a name may shorten or spell out: the letters of one stand in the other, in order."""
    key = unit_key(name)
    found = [
        one
        for one in departments
        if any(_shortens(*sorted((key, unit_key(other)), key=len)) for other in (one.name, *one.aliases))
    ]
    return found[0] if len(found) == 1 else None


def _shortens(short: str, long: str) -> bool:
    rest = iter(long)
    return len(short) > 1 and all(letter in rest for letter in short)
