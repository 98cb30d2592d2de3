"""How much of the offices' ledgers is read as a person reads them: roles of columns, rows, and values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tests.services.milestones.intake.ledgers.made import DONE, Office, Said
from zonetracker.extraction.tables.reader import tables_payload
from zonetracker.extraction.tables.wire import tables_from_json
from zonetracker.model.changes import KEEP
from zonetracker.model.milestones.roles import MilestoneRole
from zonetracker.services.milestones.intake.fields import IntakePeriod, RowSaid, row_said
from zonetracker.services.milestones.intake.rows import LedgerRow, rows_of
from zonetracker.services.milestones.intake.tables import ledger_tables

_FIELDS = {
    "code": "code",
    "section": "section",
    "requirement": "requirement",
    "scale": "scale",
    "leader": "leader",
    "construction": "construction",
    "builder": "builder",
    "investment": "investment",
    "fixed": "fixed_assets",
    "before": "spent_before",
    "plan": "year_plan",
    "money_unit": "money_unit",
    "deadline": "deadline",
    "received": "received_on",
    "done": "done_on",
    "note": "note",
}


@dataclass
class Sight:
    """Counts of one file: right, of how many; and what was not as it is said to be."""

    roles: tuple[int, int] = (0, 0)
    rows: tuple[int, int] = (0, 0)
    values: tuple[int, int] = (0, 0)
    amiss: list[str] = field(default_factory=list)


def looked_at(office: Office) -> Sight:
    """A file beside what a person reads in it."""
    sight = Sight()
    grids, _ = tables_from_json(tables_payload(office.data(), {"name": office.file}))
    tables = ledger_tables(grids, office.file, office.year, office.month)
    if not tables:
        sight.amiss.append("no table")
        sight.roles = (0, len(office.columns))
        sight.rows = (0, len(office.rows))
        sight.values = (0, sum(map(len, map(_expected, office.rows))))
        return sight
    said = [_role(one.role, one.node) for one in tables[0].columns]
    pairs = list(zip(office.columns, said, strict=False))
    sight.roles = (sum(wanted == got for wanted, got in pairs), max(len(office.columns), len(said)))
    sight.amiss += [f"column {at}: {got}, not {wanted}" for at, (wanted, got) in enumerate(pairs) if wanted != got]
    rows = rows_of(tables).rows
    period = IntakePeriod(office.year, office.month, "2023-11-15")
    read = {row.name: (row, row_said(row, tables[row.table], period, None)) for row in rows}
    wanted_names, names = {one.name for one in office.rows}, [row.name for row in rows]
    sight.rows = (sum(name in wanted_names for name in set(names)), max(len(wanted_names), len(names)))
    sight.amiss += [f"row {name!r}" for name in {*names} ^ wanted_names]
    right = every = 0
    for one in office.rows:
        wanted = _expected(one)
        found = _found(*read[one.name], rows) if one.name in read else {}
        right += sum(found.get(key) == value for key, value in wanted.items())
        every += len(wanted.keys() | found.keys())
        sight.amiss += [
            f"{one.name}.{key}: {found.get(key)!r}, not {wanted.get(key)!r}"
            for key in sorted(wanted.keys() | found.keys())
            if found.get(key) != wanted.get(key)
        ]
    sight.values = (right, every)
    return sight


def _role(role: MilestoneRole, node: str) -> str:
    if role is MilestoneRole.NODE:
        return f"node:{node}"
    return "" if role is MilestoneRole.NOTHING else role.value


def _expected(one: Said) -> Mapping[str, str]:
    fields = dict(one.fields)
    if fields.get("assist"):
        fields["lead"] = f"{fields['lead']}；配合单位：{fields.pop('assist')}"
    nodes = {
        f"{name} {part}": day
        for name, pair in one.nodes.items()
        for part, day in zip(("计划", "实际"), pair, strict=True)
    }
    whole = {"whole": one.whole} if one.whole else {}
    asked = {"asked": "yes"} if one.asked else {}
    return {key: value for key, value in {**fields, **nodes, **whole, **asked}.items() if value}


def _found(row: LedgerRow, said: RowSaid, rows: list[LedgerRow]) -> Mapping[str, str]:
    change, filing = said.change, said.filing
    found = {key: _text(getattr(change, name)) for key, name in _FIELDS.items()}
    found["lead"] = _text(change.responsible)
    found |= {
        key: _text(getattr(filing, name))
        for key, name in (("progress", "progress"), ("problem", "problem"), ("next", "next_step"))
    }
    if isinstance(filing.value, Decimal):
        found["sum"] = f"{filing.value} {filing.unit}"
    for name, node in said.nodes.items():
        found[f"{name} 计划"] = _text(node.planned)
        found[f"{name} 实际"] = _text(node.done_on) or (DONE if node.reached is True else "")
    found["whole"] = rows[row.whole].name if row.whole is not None else ""
    found["asked"] = "yes" if said.doubts or said.wrong else ""
    if not any(value for key, value in found.items() if key != "section") and not row.texts.keys() - {1}:
        return {}
    return {key: value for key, value in found.items() if value}


def _text(value: object) -> str:
    return "" if value is KEEP or value is None else str(value)


def tell(offices: tuple[Office, ...], *, amiss: bool = True) -> None:
    """The figures of each file as a table."""
    sums = [[0, 0] for _ in range(3)]
    for office in offices:
        sight = looked_at(office)
        counts = (sight.roles, sight.rows, sight.values)
        for total, (right, every) in zip(sums, counts, strict=True):
            total[0] += right
            total[1] += every
        print(office.file, *(f"{right}/{every}" for right, every in counts))
        if amiss:
            print("".join(f"    {line}\n" for line in sight.amiss), end="")
    print("all", *(f"{right}/{every}" for right, every in sums))
