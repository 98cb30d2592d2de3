"""Nodes at the door: their order, dates that run backwards, templates, and plans that follow the day of receipt."""

from __future__ import annotations

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import Acting, MilestoneChange, NodeChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.facts import ActionKind
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

REASON = "按会议要求调整"


@pytest.fixture
def project(ledger: Ledger) -> int:
    return ledger.add_milestone("标准厂房", 2023, MilestoneChange(template="项目")).ids["milestone"][0]


@pytest.fixture
def limited(ledger: Ledger) -> int:
    change = MilestoneChange(template="137", received_on="2023-04-26")
    return ledger.add_milestone("企业用电增容", 2023, change).ids["milestone"][0]


def node_of(ledger: Ledger, name: str) -> int:
    return next(node.id for node in ledger.nodes() if node.name == name)


def plans(ledger: Ledger) -> dict[str, str | None]:
    return {node.name: node.planned for node in ledger.nodes()}


def names(ledger: Ledger) -> list[str]:
    return [node.name for node in ledger.nodes()]


def test_a_project_gets_its_stages_with_what_counts_and_what_proves_them(ledger: Ledger, project: int) -> None:
    assert names(ledger) == ["签约", "开工", "入库", "竣工", "投产"]
    stored = ledger.node(node_of(ledger, "入库"))
    assert "现场照片" in stored.papers and stored.meaning
    assert (stored.behind_after, stored.late_after) == (1, 30)


def test_entering_the_library_is_planned_a_month_after_the_start(ledger: Ledger, project: int) -> None:
    start = node_of(ledger, "开工")
    ledger.edit_node(start, NodeChange(planned="2023-01-31"))
    assert plans(ledger)["入库"] == "2023-02-28"
    ledger.edit_node(start, NodeChange(planned="2023-03"))
    assert plans(ledger)["入库"] == "2023-04"
    ledger.edit_node(start, NodeChange(done_on="2023-05-15"))
    assert plans(ledger)["入库"] == "2023-06-15"


def test_a_later_node_before_an_earlier_one_is_asked_and_completion_before_the_start_refused(
    ledger: Ledger, project: int
) -> None:
    start, stored, built = (node_of(ledger, name) for name in ("开工", "入库", "竣工"))
    ledger.edit_node(start, NodeChange(done_on="2023-05-15"))
    before = content(ledger)
    (asked,) = ledger.edit_node(stored, NodeChange(done_on="2023-05-14")).asked
    assert [one.code for one in asked.findings] == [FindingCode.NODES_BACKWARDS] and content(ledger) == before
    with pytest.raises(Refusal, match="节点“竣工”（2023-05-14）不能早于“开工”（2023-05-15）"):
        ledger.edit_node(built, NodeChange(done_on="2023-05-14"), REASON)
    assert content(ledger) == before
    ledger.edit_node(stored, NodeChange(done_on="2023-05-14"), REASON)
    assert ledger.edit_node(built, NodeChange(papers="验收报告")).asked == ()
    assert ledger.edit_node(built, NodeChange(done_on="2023-05")).asked == (), "a month is not before a day in it"


def test_what_was_done_tomorrow_is_refused_and_done_without_a_day_is_done(ledger: Ledger, project: int) -> None:
    start = node_of(ledger, "开工")
    with pytest.raises(Refusal) as refused:
        ledger.edit_node(start, NodeChange(done_on="2023-11-21"))
    assert refused.value.code is FindingCode.DAY_AHEAD
    ledger.edit_node(start, NodeChange(reached=True))
    assert ledger.node(start).done


def test_nodes_are_added_moved_and_removed_in_their_order(ledger: Ledger, project: int) -> None:
    ledger.add_nodes(project, [NodeChange("供地", "2023-02"), NodeChange("施工许可")], place=1)
    ledger.add_nodes(project, [NodeChange("达产")])
    assert names(ledger) == ["签约", "供地", "施工许可", "开工", "入库", "竣工", "投产", "达产"]
    ledger.move_nodes([node_of(ledger, "施工许可"), node_of(ledger, "供地")])
    assert names(ledger)[1:3] == ["施工许可", "供地"]
    ledger.remove_nodes([node_of(ledger, "供地"), node_of(ledger, "达产")])
    assert names(ledger) == ["签约", "施工许可", "开工", "入库", "竣工", "投产"]
    assert [node.position for node in ledger.nodes()] == list(range(6))
    with pytest.raises(Refusal) as refused:
        ledger.edit_node(node_of(ledger, "竣工"), NodeChange(name="开工"))
    assert refused.value.code is FindingCode.NODE_TWICE


def test_more_nodes_than_a_page_shows_are_refused(ledger: Ledger, project: int) -> None:
    ledger.add_nodes(project, [NodeChange(f"第{number}步") for number in range(195)])
    with pytest.raises(Refusal, match="201"):
        ledger.add_nodes(project, [NodeChange("再一步")])


def test_the_time_limit_follows_the_day_of_receipt(ledger: Ledger, limited: int) -> None:
    assert plans(ledger) == {"受理": "2023-04-27", "会办": "2023-05-04", "答复": "2023-05-09"}
    ledger.edit_milestone(limited, MilestoneChange(received_on="2023-05-08"))
    assert plans(ledger) == {"受理": "2023-05-09", "会办": "2023-05-11", "答复": "2023-05-17"}
    assert ledger.milestone(limited).deadline == "2023-05-17"


def test_dates_that_were_edited_by_hand_are_asked_about_first(ledger: Ledger, limited: int) -> None:
    ledger.edit_node(node_of(ledger, "会办"), NodeChange(planned="2023-05-06"))
    before = content(ledger)
    change = MilestoneChange(received_on="2023-05-08")
    (asked,) = ledger.edit_milestone(limited, change).asked
    assert [one.code for one in asked.findings] == [FindingCode.PLAN_BY_HAND] and content(ledger) == before
    ledger.edit_milestone(limited, change, REASON)
    assert plans(ledger) == {"受理": "2023-05-09", "会办": "2023-05-11", "答复": "2023-05-17"}


def test_a_year_without_holidays_is_told(ledger: Ledger) -> None:
    ledger.set_settings(holidays="2023-10-01..2023-10-06 休")
    change = MilestoneChange(template="137", received_on="2012-04-26")
    changed = ledger.add_milestone("旧事项", 2012, change)
    assert [one.code for thing in changed.noted for one in thing.findings] == [FindingCode.YEAR_UNTABLED]
    assert plans(ledger) == {"受理": "2012-04-27", "会办": "2012-05-01", "答复": "2012-05-07"}


def test_a_template_fills_what_is_missing_and_leaves_what_stands(ledger: Ledger) -> None:
    number = ledger.add_milestone("污水管网", 2023).ids["milestone"][0]
    ledger.add_nodes(number, [NodeChange("开工", "2023-03"), NodeChange("封顶"), NodeChange("竣工", "2023-10")])
    ledger.apply_template([number], "项目")
    assert names(ledger) == ["签约", "开工", "入库", "封顶", "竣工", "投产"]
    assert plans(ledger)["入库"] == "2023-04" and plans(ledger)["竣工"] == "2023-10"
    assert ledger.milestone(number).template == "项目"
    ledger.remove_nodes([node_of(ledger, "签约")])
    ledger.apply_template([number], "项目")
    assert names(ledger)[0] == "签约"


def test_quarters_end_with_their_months(ledger: Ledger) -> None:
    number = ledger.add_milestone("路网", 2024).ids["milestone"][0]
    ledger.apply_template([number], "季度节点")
    assert list(plans(ledger).values()) == ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]


OWN = {
    "五日办": [
        {"node": "接件", "anchor": "received", "count": 1, "unit": "day"},
        {"node": "办结", "anchor": "接件", "count": 4, "unit": "day", "limit": "yes", "never_before": "接件"},
    ]
}


def test_an_office_has_templates_of_its_own(ledger: Ledger) -> None:
    ledger.set_settings(node_templates=OWN)
    change = MilestoneChange(template="五日办", received_on="2023-09-01")
    number = ledger.add_milestone("补办证照", 2023, change).ids["milestone"][0]
    assert plans(ledger) == {"接件": "2023-09-02", "办结": "2023-09-06"}
    assert ledger.milestone(number).deadline == "2023-09-06"
    with pytest.raises(Refusal) as refused:
        ledger.edit_node(node_of(ledger, "办结"), NodeChange(planned="2023-09-01"), REASON)
    assert refused.value.code is FindingCode.NODE_TOO_EARLY


@pytest.mark.parametrize(
    ("wrong", "code", "line"),
    [
        ([{"node": ""}], FindingCode.STEP_NAME, 1),
        ([{"node": "甲"}, {"node": "甲"}], FindingCode.STEP_NAME, 2),
        ([{"node": "甲", "anchor": "乙", "unit": "day"}, {"node": "乙"}], FindingCode.STEP_ANCHOR, 1),
        ([{"node": "甲"}, {"node": "乙", "never_before": "丙"}], FindingCode.STEP_BEFORE, 2),
        ([{"node": "甲", "anchor": "received", "unit": "month_end", "count": 3}], FindingCode.STEP_UNIT, 1),
        ([{"node": "甲", "anchor": "year", "unit": "day", "count": 3}], FindingCode.STEP_UNIT, 1),
        ([{"node": "甲", "anchor": "received", "unit": "workday", "count": 1001}], FindingCode.STEP_COUNT, 1),
        ([{"node": "甲", "anchor": "year", "unit": "month_end", "count": 13}], FindingCode.STEP_COUNT, 1),
        ([{"node": "甲", "anchor": "year", "unit": "month_end", "count": 0}], FindingCode.STEP_COUNT, 1),
        ([{"node": "甲"}, {"node": "乙", "late_after": -1}], FindingCode.STEP_DAYS, 2),
        ([{"node": "甲", "meaning": "长" * 4001}], FindingCode.STEP_TEXT, 1),
        ([{"node": "甲", "anchor": "received", "unit": "fortnight"}], FindingCode.TEMPLATE_WRONG, None),
        ([{"node": "甲", "count": "几天"}], FindingCode.TEMPLATE_WRONG, None),
        ([], FindingCode.TEMPLATE_WRONG, None),
        ("甲", FindingCode.TEMPLATE_WRONG, None),
    ],
)
def test_a_template_that_cannot_be_is_refused_with_its_line(
    ledger: Ledger, wrong: object, code: FindingCode, line: int | None
) -> None:
    with pytest.raises(Refusal, match="节点模板“坏模板”" if line is None else f"节点模板“坏模板”第{line}行") as refused:
        ledger.set_settings(node_templates={"坏模板": wrong})
    assert refused.value.code is code and ledger.setting("node_templates") is None


def test_what_is_no_date_is_refused_also_where_plans_would_follow_it(
    ledger: Ledger, project: int, limited: int
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal) as refused:
        ledger.edit_node(node_of(ledger, "开工"), NodeChange(planned="明年初"))
    assert refused.value.code is FindingCode.NOT_A_DATE
    with pytest.raises(Refusal) as refused:
        ledger.edit_milestone(limited, MilestoneChange(received_on="4月26日"))
    assert refused.value.code is FindingCode.NOT_A_DAY
    with pytest.raises(Refusal) as refused:
        ledger.add_milestone("路网", 21000, MilestoneChange(template="季度节点"))
    assert refused.value.code is FindingCode.YEAR_BEYOND
    assert content(ledger) == before


def test_dates_that_another_program_wrote_stop_nothing(ledger: Ledger, project: int) -> None:
    start = node_of(ledger, "开工")
    with ledger._database.operation("edit_node", title="标准厂房", name="开工") as recorder:
        recorder.update("node", start, {"planned": "明年初"})
        recorder.update("milestone", project, {"deadline": "六月底"})
    ledger.edit_node(start, NodeChange(papers="施工许可证"))
    with pytest.raises(Refusal) as refused:
        ledger.act([project], Acting(ActionKind.EXTEND, words="设备推迟", after="2024"))
    assert refused.value.code is FindingCode.MOVE_IMPOSSIBLE
    ledger.edit_milestone(project, MilestoneChange(deadline="2023-12"))
    ledger.act([project], Acting(ActionKind.EXTEND, words="设备推迟", after="2024"))


def test_a_date_that_was_taken_away_stays_away_until_another_follows(ledger: Ledger) -> None:
    said = MilestoneChange(template="137", received_on="2023-11-01")
    number = ledger.add_milestone("路灯", 2023, said).ids["milestone"][0]
    first = ledger.nodes()[0]
    assert (first.planned, ledger.milestone(number).deadline) == ("2023-11-02", "2023-11-10")
    ledger.edit_node(first.id, NodeChange(planned=None))
    ledger.edit_milestone(number, MilestoneChange(deadline=None))
    ledger.edit_milestone(number, MilestoneChange(note="已联系"))
    assert (ledger.node(first.id).planned, ledger.milestone(number).deadline) == (None, None)
    ledger.edit_milestone(number, MilestoneChange(received_on="2023-11-02"))
    assert (ledger.node(first.id).planned, ledger.milestone(number).deadline) == ("2023-11-03", "2023-11-13")
