"""Kept settings in words, as the history shows them."""

import json

from zonetracker.model.milestones.templates import NodePattern, templates_to_data, usual_templates, with_step
from zonetracker.words.settings import setting_parts


def test_a_node_template_is_told_step_by_step() -> None:
    limited = usual_templates()["137"]
    kept = json.dumps(templates_to_data({"137": limited, "季度节点": usual_templates()["季度节点"][:1]}))
    assert setting_parts("node_templates", kept) == {
        "137：受理": "交办日期起1工作日；逾期1天起略滞后，30天起滞后；"
        "怎样算数：1个工作日内受理；认为不归本单位办的，在这一天内提出；证明材料：受理登记",
        "137：会办": "交办日期起3工作日；逾期1天起略滞后，30天起滞后；"
        "怎样算数：3个工作日内由配合单位提出意见；证明材料：配合单位意见",
        "137：答复": "交办日期起7工作日；作时限；逾期1天起略滞后，30天起滞后；"
        "怎样算数：7个工作日内办结并答复；证明材料：答复材料",
        "季度节点：一季度": "3月底；逾期1天起略滞后，30天起滞后；怎样算数：3月底前应完成的部分",
    }


def test_a_template_that_can_not_be_is_told_as_it_is_kept() -> None:
    assert setting_parts("node_templates", json.dumps({"坏的": [{"node": ""}]})) == {"坏的": "[{'node': ''}]"}


def test_who_leans_on_a_step_follows_its_new_name() -> None:
    project = usual_templates()["项目"]
    renamed = with_step(project, 1, NodePattern("实质性开工"))
    assert [one.anchor for one in renamed] == ["", "", "实质性开工", "", ""]
    assert renamed[3].never_before == "实质性开工" and renamed[0] == project[0]
