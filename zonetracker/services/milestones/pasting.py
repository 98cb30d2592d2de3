"""限时办结: many problems with a day of receipt, pasted from a table, as milestones with their time limits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from zonetracker.model.changes import MilestoneChange
from zonetracker.model.checking.limits import in_short
from zonetracker.model.facts import Milestone
from zonetracker.model.milestones.checklists import Checklist
from zonetracker.services.milestones.intake.matching import name_key
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr
from zonetracker.words.typed import read_deadline
from zonetracker.words.wording import one_line

MOST_LINES = 2000
"""Lines that are taken at once."""
_EARLIEST = 2000
_WHOLE_DAY = len("2023-04-26")


class PastedColumn(StrEnum):
    """What a column of the pasted table holds, in the usual order."""

    FIRM = "firm"
    PROBLEM = "problem"
    RECEIVED = "received"
    LEAD = "lead"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of the table by its number: the milestone that it makes, or why it makes none (a sentence).

    `same` is the milestone that stands already with its name and day of receipt.
    """

    number: int
    name: str
    received_on: str
    responsible: str
    why: str = ""
    same: int | None = None


def column_words() -> dict[PastedColumn, tuple[str, ...]]:
    """The heads by which a column is known, the usual one first."""
    return {
        PastedColumn.FIRM: (tr("企业"), tr("企业名称"), tr("项目"), tr("诉求主体")),
        PastedColumn.PROBLEM: (tr("问题"), tr("诉求"), tr("事项"), tr("问题诉求"), tr("任务")),
        PastedColumn.RECEIVED: (tr("交办日期"), tr("受理日期"), tr("交办时间"), tr("受理时间"), tr("日期")),
        PastedColumn.LEAD: (tr("主办"), tr("主办单位"), tr("牵头单位"), tr("责任单位")),
        PastedColumn.BESIDE: (tr("协办"), tr("协办单位"), tr("配合单位")),
    }


def pasted_lines(
    block: Sequence[Sequence[str]], today: date, known: Iterable[Milestone] = ()
) -> tuple[PastedLine, ...]:
    """The lines of a pasted block, empty ones left out; a line of heads says what stands where.

    `known` are the milestones of the year: what was pasted before is not entered twice.
    """
    lines = [(number, [one_line(cell) for cell in line]) for number, line in enumerate(block, 1)]
    lines = [(number, line) for number, line in lines if any(line)]
    places: Mapping[PastedColumn, int] = {column: at for at, column in enumerate(PastedColumn)}
    if lines and (heads := _heads(lines[0][1])):
        places, lines = heads, lines[1:]
    seen: dict[tuple[str, str], int] = {}
    stand = {(name_key(one.name), one.received_on): one.id for one in known}
    read = [_matched(_read(number, line, places, today, seen), stand) for number, line in lines[:MOST_LINES]]
    over = tr("一次最多贴 {most} 行，这一行请下次再贴。", most=MOST_LINES)
    return (*read, *(PastedLine(number, line[0], "", "", over) for number, line in lines[MOST_LINES:]))


def block_of(text: str) -> list[list[str]]:
    """A text with a line a row and tabs between its cells, as a spreadsheet gives it."""
    return [line.split("\t") for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]


def milestone_of(line: PastedLine, checklist: Checklist) -> MilestoneChange:
    """What a line says of its milestone, on a list with its template."""
    fresh = checklist.of_new()
    return replace(fresh, name=line.name, received_on=line.received_on, responsible=line.responsible)


def _heads(line: Sequence[str]) -> dict[PastedColumn, int]:
    """Which column stands where, by a line of heads; empty where the line is none."""
    known = {word: column for column, words in column_words().items() for word in words}
    found: dict[PastedColumn, int] = {}
    for at, cell in enumerate(line):
        if cell in known:
            found.setdefault(known[cell], at)
    return found if PastedColumn.PROBLEM in found and len(found) > 1 else {}


def _read(
    number: int,
    line: Sequence[str],
    places: Mapping[PastedColumn, int],
    today: date,
    seen: dict[tuple[str, str], int],
) -> PastedLine:
    cells = {column: line[at] if at < len(line) else "" for column, at in places.items()}
    firm, problem = cells.get(PastedColumn.FIRM, ""), cells.get(PastedColumn.PROBLEM, "")
    name = f"{firm}：{problem}" if firm and problem else problem
    lead, beside = cells.get(PastedColumn.LEAD, ""), cells.get(PastedColumn.BESIDE, "")
    responsible = "；".join([*([lead] if lead else []), *([tr("协办：{units}", units=beside)] if beside else [])])
    try:
        received, why = _received(cells.get(PastedColumn.RECEIVED, ""), today)
    except Refusal as refusal:
        received, why = "", str(refusal)
    if not problem:
        why = tr("没有写问题，请补上。")
    elif not why and (first := seen.setdefault((name_key(name), received), number)) != number:
        why = tr("与第 {first} 行相同，只填一次。", first=first)
    return PastedLine(number, name, received, responsible, why)


def _matched(line: PastedLine, stand: Mapping[tuple[str, str | None], int]) -> PastedLine:
    same = None if line.why else stand.get((name_key(line.name), line.received_on))
    return line if same is None else replace(line, why=tr("台账已有这一项，不再填。"), same=same)


def _received(text: str, today: date) -> tuple[str, str]:
    """The day of receipt (ISO), else why it is none."""
    day = read_deadline(text) or ""
    if len(day) < _WHOLE_DAY:
        return "", tr("交办日期“{text}”要写到日，如 2023-04-26。", text=in_short(text))
    if day < f"{_EARLIEST}-01-01":
        return "", tr("交办日期 {day} 早于 {year} 年，请改正。", day=day, year=_EARLIEST)
    if day > today.isoformat():
        return "", tr("交办日期 {day} 在今天之后，请改正。", day=day)
    return day, ""
