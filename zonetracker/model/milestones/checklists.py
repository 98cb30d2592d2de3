"""清单: how the milestones on a list are followed, as an office settles it for each list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from zonetracker.model.changes import MilestoneChange
from zonetracker.model.checking.findings import Finding
from zonetracker.model.checking.limits import name_beyond
from zonetracker.model.facts import Cycle
from zonetracker.support.seeds import seed_rows

SETTING = "list_options"
LIMITED = "限时事项"
"""The list on which milestones with a time limit come in by paste."""
_MOST = 100
"""Lists that an office may settle."""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What a milestone gets that is put on a list: whether it is done only by sign-off, how often its unit files on it,
    and by which template its nodes follow from the day of receipt.
    """

    name: str
    signoff: bool = False
    cycle: Cycle = Cycle.MONTH
    template: str = ""

    def of_new(self) -> MilestoneChange:
        """The fields of a new milestone on this list."""
        return MilestoneChange(checklist=self.name, signoff=self.signoff, cycle=self.cycle, template=self.template)


@cache
def usual_checklists() -> Mapping[str, Checklist]:
    """The lists that an office has at first, by name."""
    return {
        row["name"]: Checklist(row["name"], row["signoff"] == "1", Cycle(row["cycle"]), row["template"])
        for row in seed_rows("checklists.csv")
    }


def checklists_of(setting: object) -> dict[str, Checklist]:
    """The lists by name as the setting `list_options` has them, over the usual ones; what can't be is left out."""
    found = dict(usual_checklists())
    if isinstance(setting, Mapping):
        for name, said in list(setting.items())[:_MOST]:
            if isinstance(name, str) and name_beyond(name, "name") is None and isinstance(said, Mapping):
                found[name] = _read(name, said)
    return found


def checklists_to_data(lists: Mapping[str, Checklist]) -> dict[str, object]:
    """Lists as plain data for the setting."""
    return {
        name: {"signoff": one.signoff, "cycle": str(one.cycle), "template": one.template} for name, one in lists.items()
    }


def checklist_named(lists: Mapping[str, Checklist], name: str) -> Checklist:
    """The list of this name; one that nobody settled is followed every month, without sign-off."""
    return lists.get(name) or Checklist(name)


def checklists_beyond(setting: object) -> Finding | None:
    """What of the setting `list_options` names no list."""
    names = map(str, setting) if isinstance(setting, Mapping) else ("",)
    return next((found for name in names if (found := name_beyond(name, SETTING)) is not None), None)


def _read(name: str, said: Mapping[object, object]) -> Checklist:
    usual = usual_checklists().get(name, Checklist(name))
    cycles = {str(cycle): cycle for cycle in Cycle}
    template = said.get("template", usual.template)
    return Checklist(
        name,
        signoff=said["signoff"] is True if "signoff" in said else usual.signoff,
        cycle=cycles.get(str(said.get("cycle")), usual.cycle),
        template=template if isinstance(template, str) and (not template or not name_beyond(template, "")) else "",
    )
