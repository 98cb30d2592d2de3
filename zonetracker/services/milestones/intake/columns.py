"""What one column of a ledger holds, by the heads over it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from zonetracker.extraction.tables.headtext import in_figures, known_unit, months_of, plain, unit_in
from zonetracker.lexicon.item_heads import item_head_words, item_words
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.model.units import same_dimension
from zonetracker.services.milestones.intake.amounts import MONEY

Role = MilestoneRole
YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年?度?(?!\d)")
_SPAN = re.compile(r"\d{1,2}月?[-—–~～至到]\d{1,2}月")
_ONE_MONTH = re.compile(r"\d{1,2}月份?(?:完成.*)?")
_MONTHLY = re.compile(r"(?<![-—–~～至到\d])(?:1[0-2]|0?[1-9])月份?(?![-—–~～至到\d底末])")
_PARTLY = re.compile(r"(?<!\d)(?:0?[2-9]|1[0-2])月?[-—–~～至到]\d{1,2}月|[二三四2-4]季度")
_OTHER_TIME = re.compile(r"上年|去年|前年|下年|明年|次年|同期|上月|下月|(?:19|20)\d\d")
_PAST_TIME = re.compile("上[周月旬期季年]|去年|前年")
_OF_A_MONTH = (Role.PROGRESS, Role.PROBLEM, Role.NEXT)
_OF_ANYTHING = re.compile("[年月季期初末]|完成|情况")
_OF_A_YEAR = (Role.PLAN, Role.SUM, Role.MONTH, Role.RATIO)
_BRACKET = re.compile(r"[（(\[【][^（()）\]】\[【]*[)）\]】]")
_AS_PLANNED = {Role.PROGRESS: Role.REQUIREMENT, Role.DONE: Role.DEADLINE}
_STATE = "情况"
_EITHER = re.compile("[/或、]")
_QUALIFIERS = {"planned": (Role.START_PLANNED, Role.END_PLANNED), "actual": (Role.START_DONE, Role.END_DONE)}


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column: the heads over it from top to bottom, what it holds, the unit that they name, its node's own name.

    `planned` where they say of a node that its dates are plans, `pieces` where they name a unit that is none of money.
    """

    index: int
    heads: tuple[str, ...]
    role: MilestoneRole
    unit: str | None = None
    node: str = ""
    planned: bool = False
    pieces: bool = False

    @property
    def head(self) -> str:
        """The heads as one text."""
        return " ".join(self.heads)

    @property
    def months(self) -> tuple[int, int] | None:
        """The months that the heads name, the lowest one that does."""
        return next((months for part in reversed(self.heads) if (months := months_of(in_figures(plain(part))))), None)


def column_of(index: int, parts: tuple[str, ...], year: int) -> LedgerColumn:
    """What a column holds by its heads: the lowest that says it, with planned or actual from any of them."""
    bare, units = zip(*(_bare(part, year) for part in parts), strict=True) if parts else ((), ())
    unit = next((one for one in reversed(units) if one), None)
    role, node = _role_of(bare, unit)
    role = _in_time(role, "".join(bare))
    if role in _OF_A_YEAR and _sums_up_something_else(bare, unit):
        role = Role.NOTHING
    if is_planned("".join(part for part in bare if _STATE not in part)):
        role = _AS_PLANNED.get(role, role)
    money = unit if unit and same_dimension(unit, MONEY) else None
    return LedgerColumn(index, parts, role, money, node, bool(node) and is_planned("".join(bare)), counted(unit))


def is_planned(said: str) -> bool:
    """Whether heads say that something is planned, and not that it is done."""
    return any(word in said for word in item_words("planned")) and not any(
        word in said for word in item_words("actual")
    )


def _role_of(parts: Sequence[str], unit: str | None) -> tuple[MilestoneRole, str]:
    joined = "".join(parts)
    planned = any(word in joined for word in item_words("planned"))
    actual = any(word in joined for word in item_words("actual"))
    if parts and _is_whole_sum(parts[-1], joined, actual=actual):
        return Role.INVESTMENT, ""
    for part in reversed(parts):
        word = word_of(part)
        if word is None:
            if _ONE_MONTH.fullmatch(part) or _SPAN.match(part):
                break
            continue
        role, said = word
        if role == "done" and _SPAN.search(joined):
            return Role.SUM, ""
        if unit == "%" and role in ("plan", "sum", "progress", "investment"):
            return Role.RATIO, ""
        if role in ("start", "end"):
            return _step(Role(role), planned=planned and not _says_either(part), actual=actual), ""
        return Role(role), _node_name(said) if role == "node" else ""
    return _by_time(joined, planned=planned, actual=actual), ""


def _is_whole_sum(lowest: str, joined: str, *, actual: bool) -> bool:
    """Whether a head is that of the whole under sums to be spent: 计划投资 › 总额, and not 年度计划投资 › 合计."""
    dated = "年" in joined or _ONE_MONTH.search(joined) is not None
    return lowest in item_words("whole_sum") and "投资" in joined and not (dated or actual or "完成" in joined)


def _says_either(head: str) -> bool:
    """Whether a head is of what is planned and of what is done: 开工/计划开工时间."""
    parts = _EITHER.split(head)
    return len({is_planned(part) for part in parts if part}) > 1


def _node_name(word: str) -> str:
    """The name of the step that a word means: 入统 is 入库."""
    filed = item_words("filed")
    return filed[0] if word in filed else word


def _in_time(role: MilestoneRole, said: str) -> MilestoneRole:
    """What sums are that a head dates: another year's are none of this one's, a month's are not cumulated."""
    if role in _OF_A_MONTH and _PAST_TIME.search(said):
        return Role.NOTHING
    if role not in _OF_A_YEAR:
        return role
    if _OTHER_TIME.search(said) or (role is not Role.PLAN and _PARTLY.search(said)):
        return Role.NOTHING
    cumulated = any(word in said for word in ("累计", "截至", "截止", "年初"))
    return Role.MONTH if role is Role.SUM and not cumulated and _MONTHLY.search(said) else role


def _sums_up_something_else(parts: Sequence[str], unit: str | None) -> bool:
    """Whether sums are not of investment: 累计到位资金, 累计完成（亩）, 产值 › 累计, where the head over it tells."""
    joined = "".join(parts)
    if counted(unit) or any(word in joined for word in item_words("other_sum")):
        return True
    over = [] if "投资" in joined else parts[:-1]
    return any(word_of(part) is None and not _OF_ANYTHING.search(part) for part in over if part)


def counted(unit: str | None) -> bool:
    """Whether a unit is that of something that is counted or measured, and neither money nor a share."""
    return unit is not None and unit != "%" and not same_dimension(unit, MONEY)


def _step(role: MilestoneRole, *, planned: bool, actual: bool) -> MilestoneRole:
    if planned == actual:
        return role
    pair = _QUALIFIERS["planned" if planned else "actual"]
    return pair[0] if role is Role.START else pair[1]


def _by_time(joined: str, *, planned: bool, actual: bool) -> MilestoneRole:
    """A head without a word of its own: 1-9月, 9月, 计划, 完成."""
    if _SPAN.search(joined):
        return Role.SUM
    if _ONE_MONTH.search(joined):
        return Role.MONTH
    if planned:
        return Role.PLAN
    return Role.SUM if actual or joined == "完成" else Role.NOTHING


@lru_cache(maxsize=4096)
def word_of(text: str) -> tuple[str, str] | None:
    """The word of heads that tells what a head says, with its role; None where it has none."""
    bare = _BRACKET.sub("", plain(text))
    bare = bare or plain(text)
    return next(((role, word) for role, word in item_head_words() if word in bare), None)


@lru_cache(maxsize=4096)
def _bare(part: str, year: int) -> tuple[str, str | None]:
    """A head without its unit, years as those of the ledger see them (上年, 本年), and the unit."""
    text, unit = unit_in(in_figures(plain(part)))
    if known_unit(text.strip("()")):
        return "", unit or known_unit(text.strip("()"))
    spoken = YEAR.sub(lambda found: _year_word(int(found[1]) - year, found[0]), text)
    return spoken, unit


def _year_word(distance: int, said: str) -> str:
    return {0: "本年", -1: "上年", 1: "下年"}.get(distance, said)


def tells_months(text: str) -> bool:
    """Whether a head says of which months its sums are: 1-9月完成, 9月."""
    said = in_figures(plain(text))
    return _SPAN.match(said) is not None or _ONE_MONTH.fullmatch(said) is not None
