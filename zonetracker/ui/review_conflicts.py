"""Two figures for one thing: each conflict is put to the clerk, one after another, never settled silently."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from zonetracker.model.bookkeeping import Conflict
from zonetracker.model.facts import Stated
from zonetracker.outputs.wording import goal_words, one_line
from zonetracker.services.ledger import OnConflict
from zonetracker.support.i18n import tr
from zonetracker.ui.desk import Desk

_ANSWERS: tuple[OnConflict, ...] = ("keep", "replace", "both")


def settle_conflicts(desk: Desk, conflicts: Sequence[Conflict], then: Callable[[], object]) -> None:
    """Ask about each; a cancel leaves the rest of the rows open and ends the round."""
    if not conflicts:
        then()
        return
    first, rest = conflicts[0], conflicts[1:]
    question, more = _words(desk, first)
    answers = [tr("保留台账里的"), tr("改用这一行的")]
    if first.table == "target":
        answers.append(tr("两个都留"))

    def settle(answer: int) -> None:
        desk.write(lambda: desk.ledger.confirm_rows([first.row_id], on_conflict=_ANSWERS[answer]))
        settle_conflicts(desk, rest, then)

    desk.ask.choose(question, answers, settle, more)


def _words(desk: Desk, conflict: Conflict) -> tuple[str, str]:
    candidate = desk.ledger.row(conflict.row_id).candidate
    if conflict.table == "target":
        target = desk.ledger.target(conflict.existing_id)
        stands, source, quote = target.stated, target.source, target.quote
    else:
        actual = next(one for one in desk.ledger.actuals(candidate.year) if one.id == conflict.existing_id)
        stands = Stated(value=actual.value, unit=actual.unit, growth=actual.growth)
        source, quote = actual.origin, actual.reason
    question = tr(
        "“{name}”{year}年有两个不同的数字，用哪一个？", name=one_line(candidate.name), year=candidate.year or ""
    )
    lines = [
        tr(
            "台账里：{figure}（{source}）",
            figure=goal_words(stands, stands.unit or ""),
            source=source or tr("手工填写"),
        ),
        one_line(quote)[:80],
        tr("这一行：{figure}", figure=goal_words(candidate.stated, candidate.stated.unit or "")),
        one_line(candidate.quote)[:80],
    ]
    return question, "\n".join(line for line in lines if line)
