"""The sample has something for every view: lists with sign-off, projects with sums, units that owe something."""

from collections import Counter

import pytest

from zonetracker.model.facts import ActionKind
from zonetracker.services.ledger import Ledger
from zonetracker.services.sample.book import build_sample_now
from zonetracker.services.sample.tasks import YEAR


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    return build_sample_now(tmp_path_factory.mktemp("sample") / "样例.zt")


def test_it_has_units_items_and_projects(ledger: Ledger) -> None:
    listed = Counter(one.checklist for one in ledger.milestones(YEAR) if one.checklist)
    assert listed.pop("重点项目") == 15
    assert sum(listed.values()) == 24 and len(listed) == 5
    assert len(ledger.departments()) >= 8
    assert ledger.check() == []


def test_every_project_has_its_nodes_and_all_but_one_a_plan(ledger: Ledger) -> None:
    projects = [one for one in ledger.milestones(YEAR) if one.project]
    nodes = Counter(node.milestone_id for node in ledger.nodes())
    assert all(nodes[one.id] == 5 for one in projects)
    assert sum(one.year_plan is None for one in projects) == 1


def test_something_was_extended_returned_suspended_and_signed_off(ledger: Ledger) -> None:
    done = {action.kind for action in ledger.actions()}
    assert done >= {
        ActionKind.EXTEND,
        ActionKind.RETURN,
        ActionKind.SUSPEND,
        ActionKind.PASS,
        ActionKind.WARN,
        ActionKind.INSTRUCT,
    }
    assert len(ledger.filings(YEAR, 9)) > 20
