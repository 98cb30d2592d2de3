"""Projects of our own in a ledger: of all stages, units of money and troubles, as many as are wanted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from zonetracker.model.changes import MilestoneChange
from zonetracker.model.facts import Filing, Node, TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.storage.task_records import filing_columns, node_columns

STAGES = ("签约", "开工", "入库", "竣工", "投产")


@dataclass(frozen=True)
class Made:
    """A project as a test tells it: sums as written, filings by month, the days of its nodes (planned > done)."""

    name: str
    plan: str | None = None
    unit: str = "万元"
    investment: str | None = None
    before: str | None = None
    filed: tuple[tuple[int, str], ...] = ()
    nodes: tuple[tuple[str, str | None, str | None], ...] = ()
    responsible: str = "投资促进局"
    whole: str = ""
    deadline: str | None = None
    industry: str = ""
    progress: str = ""
    problem: str = ""


def stages(done: int, first: int = 2, *, year: int = 2023) -> tuple[tuple[str, str | None, str | None], ...]:
    """The five stages planned every second month from month `first` on, the first `done` of them done in time."""
    months = [(year + (first + 2 * at - 1) // 12, (first + 2 * at - 1) % 12 + 1) for at in range(len(STAGES))]
    days = [f"{year_}-{month:02}-10" for year_, month in months]
    return tuple(
        (name, day, day if at < done else None) for at, (name, day) in enumerate(zip(STAGES, days, strict=True))
    )


PROJECTS = (
    Made(
        "云岭精工装备产业园",
        "20000",
        investment="86000",
        before="21000",
        filed=((8, "11000"), (9, "12600")),
        nodes=stages(3),
        progress="主体施工至三层",
        problem="钢构件供货偏慢",
        industry="工业",
    ),
    Made(
        "南岸污水处理厂二期",
        "8000",
        investment="12000",
        filed=((8, "5000"), (9, "5960")),
        nodes=stages(4, 1),
        responsible="建设局",
        progress="设备安装",
        industry="环保",
    ),
    Made(
        "智能终端配套基地",
        "1.5",
        "亿元",
        "4.2",
        "0.3",
        ((8, "1.0"), (9, "1.07")),
        stages(3),
        "经济发展局",
        progress="二层封顶",
        industry="工业",
    ),
    Made(
        "人才公寓A区",
        "6000",
        investment="9000",
        filed=((8, "6300"), (9, "6300")),
        nodes=stages(5, 1),
        responsible="建设局",
        deadline="2023-12",
    ),
    Made("生物医药中试平台", "20000", investment="30000", nodes=stages(1), industry="工业"),
    Made("汽配城改造", None, investment="5000", filed=((9, "120"),), nodes=stages(1, 4), responsible="建设局"),
    Made(
        "冷链物流园",
        "3000",
        investment="8000",
        filed=((7, "900"), (9, "1500.5")),
        nodes=stages(2, 3),
        responsible="商务局",
        deadline="2023-08",
    ),
    Made("冷链物流园冷库", "1000", investment="2000", filed=((9, "400"),), whole="冷链物流园", responsible="商务局"),
    Made("外资研发中心", "100", "万美元", "900", filed=((9, "80"),), responsible="商务局"),
)


def many(count: int) -> list[Made]:
    """So many projects by the pattern of PROJECTS, each with a name and sums of its own."""
    found = []
    for number in range(count):
        one = PROJECTS[number % 5]
        plan = None if one.plan is None else str(Decimal(one.plan) + number)
        found.append(
            Made(
                f"{one.name}{number + 1}期",
                plan,
                one.unit,
                one.investment,
                one.before,
                one.filed,
                one.nodes,
                f"责任单位{number % 30 + 1}",
                progress=one.progress,
                problem=one.problem,
            )
        )
    return found


def fill(ledger: Ledger, made: tuple[Made, ...] | list[Made] = PROJECTS, year: int = 2023) -> dict[str, int]:
    """Put projects into the ledger; their ids by name."""
    ids: dict[str, int] = {}
    for one in made:
        change = MilestoneChange(
            investment=_sum(one.investment),
            spent_before=_sum(one.before),
            year_plan=_sum(one.plan),
            money_unit=one.unit,
            responsible=one.responsible,
            template="项目",
            checklist="重点项目",
            deadline=one.deadline,
            industry=one.industry,
            whole_id=ids.get(one.whole),
            builder=f"{one.name}建设有限公司",
            construction="新建",
            leader="陈主任",
        )
        ids[one.name] = ledger.add_milestone(one.name, year, change, "按批复的概算").ids["milestone"][0]
    known: dict[int, dict[str, Node]] = {}
    for node in ledger.nodes():
        known.setdefault(node.milestone_id, {})[node.name] = node
    with ledger._database.operation("edit_milestone", title="节点") as recorder:
        for one in made:
            given = known.get(ids[one.name], {})
            for place, (name, planned, done) in enumerate(one.nodes):
                node = replace(given.pop(name, Node(0, ids[one.name], place, name)), planned=planned, done_on=done)
                if node.id:
                    recorder.update("node", node.id, node_columns(node))
                else:
                    recorder.insert("node", node_columns(node))
            for node in given.values():
                recorder.delete("node", node.id)
            for month, value in one.filed:
                filing = Filing(
                    0,
                    TaskKind.MILESTONE,
                    ids[one.name],
                    year,
                    month,
                    one.problem,
                    one.progress,
                    value=Decimal(value),
                    unit=one.unit,
                )
                recorder.insert("filing", filing_columns(filing))
    return ids


def _sum(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
