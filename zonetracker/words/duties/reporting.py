"""What a unit has not reported in words: a line a task, and the text by which it is chased."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from zonetracker.model.duties.chasing import NAMED_FROM, UnitChases, due_first, lacking
from zonetracker.model.duties.dispatch import Answered, DispatchRow
from zonetracker.model.duties.due import DutyState, TaskDuty, UnitDuty
from zonetracker.model.issuing import filled
from zonetracker.support.i18n import tr
from zonetracker.words.standing import days_words, lack_word, state_word
from zonetracker.words.wording import date_words, one_line

LIST_PLACE = "清单"


def usual_chase() -> str:
    """The text of a chase as the program words it."""
    return tr(
        "{单位}：\n应于{时限}前报送的{月}目标任务进展情况，贵单位还有{n}项没有报齐，请尽快补报：\n{清单}\n"
        "{第几次}{通报}"
    )


def unit_name(unit: UnitDuty) -> str:
    """What a unit is called where it is listed; who answers for nothing has no name."""
    return one_line(unit.name) or tr("没有责任单位")


def day_words(day: date) -> str:
    """A day within the year, as a letter says it."""
    return tr("{month}月{day}日", month=day.month, day=day.day)


def lacks_words(duty: TaskDuty) -> str:
    """What is missing of a task."""
    return "、".join(map(lack_word, duty.lacks))


def lack_lines(unit: UnitDuty) -> list[str]:
    """A line for each task of which something is missing; one with another due day than the first says its own."""
    missing = lacking(unit)
    first = due_first(missing)
    lines = []
    for number, duty in enumerate(missing, 1):
        own = duty.due is not None and duty.due != first
        due = tr("，{day}前", day=day_words(duty.due)) if own and duty.due is not None else ""
        lines.append(f"{number}.{one_line(duty.task.name)}（{lacks_words(duty)}{due}）")
    return lines


def chase_values(unit: UnitDuty, month: str, number: int) -> Mapping[str, str]:
    """What the braces in the text of a chase stand for; `number` says which chase it is."""
    missing = lacking(unit)
    due = due_first(missing)
    return {
        "单位": unit_name(unit),
        "月": month,
        "时限": day_words(due) if due is not None else tr("规定时间"),
        "n": str(len(missing)),
        LIST_PLACE: "\n".join(lack_lines(unit)),
        "次": str(number),
        "第几次": again_words(number),
        "通报": named_words(number),
    }


def again_words(number: int) -> str:
    """Which chase it is, from the second on: the first needs no counting."""
    return tr("这是第{number}次催报。", number=number) if number > 1 else ""


def named_words(number: int) -> str:
    """That a unit is named in the bulletin, from the third chase on."""
    return tr("按规定列入通报。") if number >= NAMED_FROM else ""


def chase_text(template: str, values: Mapping[str, str]) -> str:
    """The text of a chase, in the office's words or, where they are empty, the program's."""
    said = filled(template.strip() or usual_chase(), values)
    return "\n".join(line.rstrip() for line in said.splitlines()).strip()


def chased_words(chases: UnitChases) -> str:
    """When a unit was last chased for the month, and how often."""
    if not chases.times:
        return ""
    said = tr("{day}　第{times}次", day=chases.last, times=chases.times)
    return tr("{said}，列入通报", said=said) if chases.named else said


def missing_words(unit: UnitDuty) -> str:
    """The tasks that have not come, for the list of how units report; what lacks a reason alone is told as that."""
    return "；".join(
        f"{one_line(duty.task.name)}（{lacks_words(duty)}）"
        for duty in lacking(unit)
        if duty.state is not DutyState.NOT_YET
    )


def owed_words(units: int, tasks: int) -> str:
    """How much of a month is still to come."""
    return tr("本月待报 {units} 单位 {tasks} 项", units=units, tasks=tasks)


def due_hint(today: bool, year: int, count: int, now: date) -> str:
    """How many milestones are due today, else tomorrow; those of another year say it."""
    of = tr("{year}年的", year=year) if year != now.year else ""
    return of + (tr("今天到期 {count} 项", count=count) if today else tr("明天到期 {count} 项", count=count))


def filing_hint(today: bool, count: int) -> str:
    """How many tasks are to be reported on today, else tomorrow."""
    return tr("今天要报 {count} 项", count=count) if today else tr("明天要报 {count} 项", count=count)


def dispatch_state(row: DispatchRow, light: str) -> str:
    """How a task stands that a meeting talks about; `light` is the word of a target's row."""
    if row.standing is None:
        return light
    said = [state_word(row.standing.state), days_words(row.standing)]
    if row.standing.overdue:
        said = said[1:] if said[1].startswith(said[0]) else said
    return "，".join(one for one in said if one)


def instruction_words(row: DispatchRow) -> str:
    """The last instruction and its day."""
    one = row.instruction
    return "" if one is None else tr("{day}：{words}", day=date_words(one.day), words=one_line(one.words))


def answered_words(row: DispatchRow) -> str:
    """What came of it."""
    words = {
        None: "",
        Answered.DONE: tr("已办结（{day}）", day=date_words(row.answered_on)),
        Answered.FILED: tr("{day}报来进展", day=date_words(row.answered_on)),
        Answered.NOT: tr("未反馈"),
    }
    return words[row.answered]


def listed_units(names: Sequence[str], most: int = 6) -> str:
    """The first of some units by name, and how many there are."""
    told = "、".join(map(one_line, names[:most]))
    return told if len(names) <= most else tr("{told}等 {count} 家", told=told, count=len(names))
