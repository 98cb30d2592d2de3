"""Two figures for one thing: each conflict is put to the clerk, those alike together, never settled silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zonetracker.model.bookkeeping import Changed, Conflict
from zonetracker.model.facts import Candidate, Stated
from zonetracker.model.units import in_unit
from zonetracker.services.figures import same_rounded
from zonetracker.services.ledger import OnConflict
from zonetracker.services.review import name_key, second_name
from zonetracker.support.i18n import tr
from zonetracker.ui.parts.desk import Desk
from zonetracker.ui.parts.unsaved.waiting import TypedText
from zonetracker.words.wording import goal_words, one_line

_ANSWERS: tuple[OnConflict | None, ...] = ("keep", "replace", None, "stretch")


@dataclass(frozen=True, slots=True)
class _Clash:
    """A row and what stands in its place; `rounded` where only rounding or unit differ."""

    conflict: Conflict
    candidate: Candidate
    stands: Stated
    source: str
    quote: str
    rounded: bool

    @property
    def sort(self) -> tuple[bool, str]:
        return not self.rounded, self.conflict.table


def settle_conflicts(desk: Desk, conflicts: Sequence[Conflict], then: Callable[[], object]) -> None:
    """Ask about each, first those where only rounding or unit differ; a cancel leaves the rest of the rows open."""
    _settle(desk, sorted(_cases(desk, conflicts), key=lambda case: case.sort), then)


def _settle(desk: Desk, cases: list[_Clash], then: Callable[[], object]) -> None:
    if not cases:
        then()
        return
    first = cases[0]
    alike = [case for case in cases[1:] if case.sort == first.sort]
    answers = [tr("保留台账里的"), tr("改用这一行的"), tr("两个都留…")]
    answers += [tr("这一行作奋斗目标")] if _may_raise(first) else []

    def settle(answer: int, all_alike: bool) -> None:
        way = _ANSWERS[answer]
        if way is None:
            _ask_name(desk, first, lambda name: keep_both(name))
            return
        done = [first, *(alike if all_alike else [])]
        rows = [case.conflict.row_id for case in done]
        confirm(done, lambda reason: desk.ledger.confirm_rows(rows, on_conflict=way, reason=reason))

    def keep_both(name: str) -> None:
        row = first.conflict.row_id
        with desk.typing(TypedText(tr("“{name}”另起的名称", name=one_line(first.candidate.name)), name)):
            confirm([first], lambda reason: desk.ledger.confirm_rows([row], names={row: name}, reason=reason))

    def confirm(done: list[_Clash], operation: Callable[[str], Changed]) -> None:
        rest = [case for case in cases if case not in done]

        def go_on(changed: Changed) -> None:
            _settle(desk, [*_cases(desk, changed.conflicts), *rest], then)

        changed = desk.enter(operation, go_on)
        if changed is not None and not changed.waits:
            go_on(changed)

    question, more = _words(first)
    if alike:
        words = tr("对其余 {count} 条同样处理")
        if first.rounded:
            words = tr("对其余 {count} 条只差取整或单位的同样处理")
        desk.ask.choose_alike(question, answers, words.format(count=len(alike)), settle, more, ticked=first.rounded)
    else:
        desk.ask.choose(question, answers, lambda answer: settle(answer, False), more)


def _may_raise(case: _Clash) -> bool:
    """Whether a row can be the upper of two tiers of what stands: it goes beyond it in the same figure."""
    upper, lower = case.candidate.stated, case.stands
    if case.conflict.table != "target" or case.rounded or upper.value_high is not None:
        return False
    value = None if upper.value is None else in_unit(upper.value, upper.unit, lower.unit)
    return all(one is None or other is not None for one, other in ((value, lower.value), (upper.growth, lower.growth)))


def _ask_name(desk: Desk, case: _Clash, then: Callable[[str], object]) -> None:
    """The second name under which a row stands beside what the workbook has already."""
    candidate = case.candidate

    def check(name: str) -> str:
        unit = candidate.stated.unit
        known, meant = desk.ledger.names.find(candidate.name, unit), desk.ledger.names.find(name, unit)
        same = name_key(name) == name_key(candidate.name) or (meant is not None and meant == known)
        return tr("台账里的也叫这个名称，请写一个不同的。") if same else ""

    start = second_name(desk.ledger, case.conflict.row_id)
    desk.ask.text(tr("两个都留：这一行另起一个名称"), tr("名称"), then, start, check)


def _cases(desk: Desk, conflicts: Sequence[Conflict]) -> list[_Clash]:
    found = []
    for conflict in conflicts:
        candidate = desk.ledger.row(conflict.row_id).candidate
        if conflict.table == "target":
            target = desk.ledger.target(conflict.existing_id)
            stands, source, quote = target.stated, target.source, target.quote
        else:
            actual = desk.ledger.find_actual(conflict.existing_id)
            if actual is None:
                continue
            stands = Stated(value=actual.value, unit=actual.unit, growth=actual.growth)
            source, quote = actual.origin, actual.reason
        rounded = same_rounded(stands, candidate.stated)
        found.append(_Clash(conflict, candidate, stands, source, quote, rounded))
    return found


def _words(case: _Clash) -> tuple[str, str]:
    candidate = case.candidate
    name, year = one_line(candidate.name), candidate.year or ""
    question = tr("“{name}”{year}年有两个不同的数字，用哪一个？", name=name, year=year)
    if case.rounded:
        question = tr("“{name}”{year}年的两个数字只差取整或单位，用哪一个？", name=name, year=year)
    stands = case.stands
    lines = [
        tr(
            "台账里：{figure}（{source}）",
            figure=goal_words(stands, stands.unit or ""),
            source=case.source or tr("手工填写"),
        ),
        one_line(case.quote)[:80],
        tr("这一行：{figure}", figure=goal_words(candidate.stated, candidate.stated.unit or "")),
        one_line(candidate.quote)[:80],
    ]
    return question, "\n".join(line for line in lines if line)
