"""A made-up list of five milestones that stand in five ways at the end of September 2023."""

from datetime import date

from zonetracker.model.changes import Acting, MilestoneChange
from zonetracker.model.facts import ActionKind
from zonetracker.services.ledger import Ledger

TODAY = date(2023, 10, 8)
PASSED, OVERDUE, EXTENDED, LATE, RETURNED = "便民大厅启用", "孵化楼竣工", "管网改造", "校车更新", "河道清淤"


def made_list(ledger: Ledger) -> dict[str, int]:
    """The ids of the five by their names: done in time, overdue, extended, done late, returned."""

    def add(name: str, deadline: str, responsible: str) -> int:
        change = MilestoneChange(
            deadline=deadline, responsible=responsible, checklist="督查事项", signoff=True, leader="周副主任"
        )
        return ledger.add_milestone(name, 2023, change).ids["milestone"][0]

    made = {
        PASSED: add(PASSED, "2023-06-30", "政务服务局"),
        OVERDUE: add(OVERDUE, "2023-08", "建设局；配合：科技局、财政局"),
        EXTENDED: add(EXTENDED, "2023-09-15", "建设局"),
        LATE: add(LATE, "2023-07", "教育局"),
        RETURNED: add(RETURNED, "2023-10-31", "水务局"),
    }
    for name, done in ((PASSED, "2023-06-28"), (LATE, "2023-08-02")):
        ledger.act([made[name]], Acting(ActionKind.APPLY, done))
        ledger.act([made[name]], Acting(ActionKind.PASS, done, done_on=done), "现场看过，资料随后补")
    ledger.act([made[EXTENDED]], Acting(ActionKind.EXTEND, "2023-09-10", "设备到货晚", after="2023-10-31"))
    ledger.act([made[RETURNED]], Acting(ActionKind.APPLY, "2023-09-20"))
    ledger.act([made[RETURNED]], Acting(ActionKind.RETURN, "2023-09-25", "缺验收记录"))
    return made
