"""What is done about milestones: assigned, chased, applied for, passed, returned, extended, and taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from zonetracker.model.bookkeeping import Changed
from zonetracker.model.changes import Acting
from zonetracker.model.checking import limits
from zonetracker.model.checking.findings import Finding, FindingCode, hard
from zonetracker.model.facts import Action, ActionKind, TaskKind
from zonetracker.model.milestones.signoff import SignOff, acted, check_move, last_turn, moves, sign_off
from zonetracker.services.ledger.closed import reopen
from zonetracker.services.ledger.entering import Gate
from zonetracker.services.ledger.reads import LedgerReads
from zonetracker.services.ledger.tasks.action_log import ActionLog
from zonetracker.services.ledger.tasks.writing import MilestoneDraft, MilestoneWriter
from zonetracker.services.ledger.within import beyond
from zonetracker.storage.history import Recorder
from zonetracker.storage.task_records import action_columns
from zonetracker.words.milestones.acting import action_word, moves_word


class SigningOperations(LedgerReads):
    """What is done about milestones. Each is one step of undo; each may raise Refusal."""

    def act(self, milestone_ids: Sequence[int], acting: Acting, reason: str = "") -> Changed:
        """Do something about milestones, as one operation; a move that one doesn't allow names those that it does.

        What a check asks about waits in Changed.asked while the rest is done; `reason` answers all that is soft, and is
        kept with the action where that has no words of its own.
        """
        gate = Gate(reason)
        count = len(set(milestone_ids))
        words: dict[str, object] = {"count": count, "move": action_word(acting.kind)}
        if count == 1:
            words |= {"as": "one", "title": self.milestone(milestone_ids[0]).name}
        with self._database.operation("act", **words, **gate.words) as recorder:
            writer = MilestoneWriter(self, recorder, gate)
            signer = Signer(recorder, writer, milestone_ids)
            for draft in writer.drafts(milestone_ids):
                signer.act(draft, acting, gate.reason)
            reopen(recorder, gate.reopening)
        return gate.told(recorder.changed, count)


class Signer:
    """Does something about milestones, whose actions and evidence are read at once, within one operation."""

    def __init__(self, recorder: Recorder, writer: MilestoneWriter, milestone_ids: Iterable[int]) -> None:
        self._recorder = recorder
        self._writer = writer
        wanted = set(milestone_ids)
        one = next(iter(wanted)) if len(wanted) == 1 else None
        self._log = ActionLog(recorder, wanted)
        where = "task_id = ?" if one is not None else "? IS NULL"
        proofs = f"SELECT DISTINCT task_id FROM evidence WHERE task = ? AND {where}"
        self._proven = {row["task_id"] for row in recorder.query(proofs, (TaskKind.MILESTONE.value, one))}

    def act(
        self,
        draft: MilestoneDraft,
        acting: Acting,
        reason: str = "",
        *,
        unasked: bool = False,
        more: Sequence[Finding] = (),
    ) -> bool:
        """Do something about one milestone where that passes the gate; whether it was done.

        `unasked`: what an office's own list says is done needs no application here. `more` is what was found besides.
        """
        before = draft.after
        actions = self._log.of(before.id)
        open_yet = sign_off(before, actions) in (SignOff.OPEN, SignOff.APPLIED)
        possible = moves(before, actions) | ({ActionKind.PASS} if unasked and open_yet else set())
        found = [*more, *self._found(draft, actions, acting, possible)]
        after, action = acted(before, actions, acting, self._writer.today, reason)
        found += beyond(None, action) or self._writer.given_out(before, actions, after, action)
        if self._writer.put(draft.with_milestone(after), found, reason=reason, signed=True) is None:
            return False
        self._recorder.insert("action", action_columns(action))
        return True

    def apply(self, draft: MilestoneDraft, done: str, words: str) -> None:
        """Apply for the sign-off of what a unit says was `done`, where that is not applied for or granted already."""
        milestone = draft.after
        actions = self._log.of(milestone.id)
        if sign_off(milestone, actions) in (SignOff.APPLIED, SignOff.DONE):
            return
        last = last_turn(actions)
        whole = limits.day_beyond(done, "day") is None and (last is None or last.day <= done)
        wrong = limits.date_beyond(done, "done_on")
        self.act(draft, Acting(ActionKind.APPLY, done if whole else None, words), more=[wrong] if wrong else [])

    def _found(
        self, draft: MilestoneDraft, actions: Sequence[Action], acting: Acting, possible: Iterable[ActionKind]
    ) -> list[Finding]:
        milestone = draft.after
        if acting.kind not in possible:
            said = {"move": action_word(acting.kind), "moves": moves_word(possible)}
            return [hard(FindingCode.MOVE_IMPOSSIBLE, "kind", **said)]
        return check_move(milestone, actions, acting, self._writer.today, milestone.id in self._proven)
