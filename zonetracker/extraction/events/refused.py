"""Why what looks like a thing that was started, finished or awarded is none: each reason a rule by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zonetracker.extraction.drafts import Draft
from zonetracker.extraction.events.checks import HOLDING, NO_ACTOR, carries, has_become, is_bare_boast
from zonetracker.extraction.events.items import is_plain, is_project, is_specific
from zonetracker.extraction.events.words import EventWords
from zonetracker.extraction.rules import Rule, rule
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Kind

_NEGATED = re.compile(r"纷纷$|(?:尚?未|没有|没|缺少|缺乏|无法|不|难以?)(?:能|有|能够|全部|全面|正式|如期)*$")
_GOING_ON = re.compile(r"(?:进行|开展|组织|接受)了?[^，、]{0,8}$")
_WHO_OR_HOW_MANY = re.compile(
    r"(?:宣布[^，、]{0,6}|抓)$|(?:出席|参加)[^，、]{0,30}(?:仪式|活动|会议|大会)?$|举行(?:集中|隆重)*$"
    r"|(?:书记|主席|主任|董事长)[^，、]{0,3}$|(?:共有?|有)\d+[余多]?[个项家座条处件][^，、“《]*$"
)
_PROGRESS = re.compile(
    r"(?:进展顺利|成效明显|成效显著|稳步推进|加快推进|步伐加快|深入推进|扎实推进|有序推进|取得.{0,4}(?:成效|进展))$"
)
_SOME = re.compile(r"^[^“《、]{0,4}(?:一批|一系列|更多|一大批|具有|富有)")
_SHORT_ACTOR = 6
_ACTOR = re.compile(r"[^，、的“《:*]{2,24}")


class Refused:
    """Tells which things are none."""

    def __init__(self, words: EventWords) -> None:
        self.words = words

    @staticmethod
    @rule(Rule.NOT_DONE)
    def is_not_done(before: str) -> bool:
        """尚未建成, 难以落地: what did not come about."""
        return _NEGATED.search(before) is not None

    @staticmethod
    @rule(Rule.ONLY_TOLD_OF)
    def is_only_told_of(before: str) -> bool:
        """对…进行验收, 随着…的开工建设: work that goes on; what another event comes with or brings about.

        县长李某宣布开工, 共有7个项目开工: who was there, and how many were begun.
        """
        if before.endswith("的") or _WHO_OR_HOW_MANY.search(before) is not None:
            return True
        return _GOING_ON.search(before) is not None

    @staticmethod
    @rule(Rule.ONLY_GOES_ON)
    def only_goes_on(body: str) -> bool:
        """建成一批…, 启动…进展顺利: how things go, without saying which."""
        return _PROGRESS.search(body) is not None or _SOME.search(body) is not None

    @staticmethod
    @rule(Rule.ONLY_GOES_ON)
    def is_coverage(said: str, body: str) -> bool:
        """实现医保全覆盖: how far something reaches."""
        return said.endswith("全覆盖") and "实现" in body

    @staticmethod
    @rule(Rule.UNNAMED_THING)
    def names_nothing(things: Sequence[object], words: str) -> str:
        """尽早开工建设; 完成道路、供水等基础设施建设: what a verb is said of, where that names no thing."""
        return "" if things else words

    @staticmethod
    @rule(Rule.STILL_TO_HOLD)
    def is_still_to_hold(said: str, period: Period) -> bool:
        """办好…大会: a gathering that is only planned."""
        return said in HOLDING and period.kind is Kind.TARGET

    @staticmethod
    @rule(Rule.BARE_BOAST)
    def is_boast(said: str, body: str) -> bool:
        """跻身…行列: what nobody can look up."""
        return is_bare_boast(said, body)

    @staticmethod
    @rule(Rule.UNNAMED_THING)
    def unnamed(names: list[str], good: list[bool], least: int) -> list[str]:
        """建成产业基地: those of a list that don't say which one.

        In a list of at least so many, where half are named, the plain ones beside them may stay.
        """
        enough = len(names) >= least and sum(good) * 2 >= len(names)
        return [name for name, named in zip(names, good, strict=True) if not named and not (enough and is_plain(name))]

    @rule(Rule.UNNAMED_THING)
    def loose(self, names: list[str], verb: str) -> list[str]:
        """项目落地: those of which a verb that says little makes no event; a project beside a firm one may stay."""
        firm = [carries(name, verb, self.words.before) for name in names]
        beside = any(firm)
        return [
            name
            for name, carried in zip(names, firm, strict=True)
            if not (carried or (beside and len(name) > 3 and is_project(name)))
        ]

    @staticmethod
    @rule(Rule.UNNAMED_THING)
    def unspecific(rows: list[Draft]) -> list[str]:
        """园区建成厂房: what one who acts did, without saying which."""
        return [row.subject for row in rows if not is_specific(row.subject)]

    @rule(Rule.NO_TITLE)
    def is_no_title(self, front: str, said: str, back: str) -> bool:
        """成为重要增长点, 企业入选…: nothing with a name became what has one."""
        return not has_become(front, said, back, self.words.vague)

    @staticmethod
    @rule(Rule.NO_DOER)
    def is_no_doer(actor: str, told: bool) -> bool:
        """为…完成, 深化…建成: what stands before the verb does nothing; at length only one of whom a deed is `told`."""
        if _ACTOR.fullmatch(actor) is None or NO_ACTOR.search(actor) is not None:
            return True
        return not told and len(actor) > _SHORT_ACTOR
