"""The lists of an office: what is usual, what a workbook settles, what of that can't be."""

from zonetracker.model.facts import Cycle
from zonetracker.model.milestones.checklists import (
    Checklist,
    checklist_named,
    checklists_beyond,
    checklists_of,
    checklists_to_data,
)
from zonetracker.model.milestones.templates import usual_templates


def test_the_usual_lists_name_templates_that_there_are() -> None:
    usual = checklists_of(None)
    assert list(usual) == ["民生实事", "督查事项", "问题清单", "重点项目", "限时事项"]
    assert {one.template for one in usual.values() if one.template} <= set(usual_templates())
    assert usual["督查事项"].signoff and not usual["重点项目"].signoff


def test_what_a_workbook_settles_goes_before_and_comes_back() -> None:
    settled = {"督查事项": Checklist("督查事项", False, Cycle.QUARTER), "自查": Checklist("自查", True)}
    known = checklists_of(checklists_to_data(settled))
    assert known["督查事项"] == settled["督查事项"] and known["自查"] == settled["自查"] and len(known) == 6


def test_what_can_not_be_keeps_its_default() -> None:
    known = checklists_of({"督查事项": {"cycle": "yearly", "signoff": "yes", "template": 3}, "": {}, "x" * 400: {}})
    assert known["督查事项"] == Checklist("督查事项", False, Cycle.MONTH, "") and len(known) == 5
    assert checklists_of(["督查事项"]) == checklists_of(None)


def test_a_list_that_nobody_settled_is_followed_every_month() -> None:
    assert checklist_named(checklists_of(None), "临时清单") == Checklist("临时清单")


def test_a_name_that_is_none_is_found() -> None:
    assert checklists_beyond({"督查事项": {}}) is None
    assert checklists_beyond({" ": {}}) is not None and checklists_beyond("督查事项") is not None
