"""What was chosen of a sheet is kept by its look, and can be forgotten; indicators are found while one types."""

from tests.services.sheets.made import book, taken, told, typed
from zonetracker.model.changes import KEEP
from zonetracker.model.planning import Decision, Meaning
from zonetracker.services import sheets
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets.memory import look_of

TEXT = "指标名称|单位|8月甲栏|乙栏\n地区生产总值|亿元|50|57\n月球货运量|吨|1|2"
TIME = (2023, 9)


def kept(ledger: Ledger) -> sheets.SheetRead:
    read = book(typed(TEXT))
    choices = sheets.with_meaning(sheets.Choices(), read, (0, 3), Meaning.VALUE, TIME)
    number = next(one.id for one in ledger.indicators() if one.name == "新升规工业企业")
    plan = taken(ledger, read, choices)
    sheets.apply(ledger, plan, "", KEEP, {"月球货运量": number}, sheets.to_keep({(0, 3): Meaning.VALUE}, read))
    return read


def test_the_next_sheet_of_the_same_look_is_read_alike(ledger: Ledger) -> None:
    read = kept(ledger)
    other = book(typed(TEXT.replace("8月", "9月")), name="另一份.xlsx")
    assert look_of(read.tables[0]) == look_of(other.tables[0])
    choices = sheets.remembered(ledger, other, TIME)
    assert sheets.remembered_of(choices, taken(ledger, other, choices)) == (len(choices.columns), 1)
    assert told(taken(ledger, other, choices))["地区生产总值"] == ("same",)


def test_a_sheet_of_another_look_is_not(ledger: Ledger) -> None:
    kept(ledger)
    other = book(typed(TEXT.replace("甲栏", "丙栏")))
    assert sheets.remembered(ledger, other, TIME).columns == {}


def test_it_can_be_forgotten(ledger: Ledger) -> None:
    read = kept(ledger)
    before, steps = sheets.remembered(ledger, read, TIME), ledger.steps[0]
    sheets.forget(ledger, read)
    assert sheets.remembered(ledger, read, TIME) == sheets.Choices() and ledger.sheet_mappings() == {}
    assert ledger.steps[0] == steps + 1
    ledger.undo()
    assert sheets.remembered(ledger, read, TIME) == before


def test_a_new_indicator_is_made_with_its_figure_in_one_step(ledger: Ledger) -> None:
    read, steps = book(typed("指标名称|单位|累计\n月球货运量|吨|3")), ledger.steps[0]
    plan = taken(ledger, read, sheets.Choices(fresh={"月球货运量": "月球货运量"}))
    assert [row.decision for row in plan.rows] == [Decision.NEW]
    sheets.apply(ledger, plan, names={"月球货运量": plan.fresh[0].id})
    made = ledger.find_indicator("月球货运量")
    assert made is not None and made.unit == "吨" and ledger.steps[0] == steps + 1
    assert ledger.sheet_mappings()["names"] == {"names": {"月球货运量": made.id}}
    ledger.undo()
    assert ledger.find_indicator("月球货运量") is None and ledger.sheet_mappings() == {}


def test_indicators_are_found_by_first_letters_the_likely_ones_first(ledger: Ledger) -> None:
    all_of = ledger.indicators()
    likely = [one for one in all_of if one.name == "新升规工业企业"]
    assert [one.name for one in sheets.search_indicators("sdwz", all_of)] == ["实到外资"]
    assert sheets.search_indicators("", all_of, likely)[0].name == "新升规工业企业"
