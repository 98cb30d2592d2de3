"""Where confirmed targets go: the main indicators first, then as printed; a later report behind the list."""

import pytest

from tests.services.made_reports import MadeReport, target
from zonetracker.model.facts import Candidate, Stated
from zonetracker.services.ledger import Ledger
from zonetracker.services.ledger.lists.placing import place_in_report

MAIN, ROADS = "二、2023年主要预期目标", "（一）道路建设"


def keep(ledger: Ledger, title: str, *rows: Candidate) -> list[int]:
    """A report with these rows, and their ids."""
    report = MadeReport(list(rows), title=title).keep(ledger).ids["report"][0]
    return [row.id for row in ledger.rows(report)]


def names(ledger: Ledger) -> str:
    return "".join(ledger.indicator(one.indicator_id).name for one in ledger.targets(2023))


def rows_of(letters: str, section: str = ROADS) -> list[Candidate]:
    return [target(letter, "5", section=section) for letter in letters]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 1, 0, 2), (2, 3, 1, 0)])
def test_rows_stand_as_printed_in_whichever_order_they_are_confirmed(ledger: Ledger, order: tuple[int, ...]) -> None:
    ids = keep(ledger, "第一份", *rows_of("甲乙丙丁"))
    for place in order:
        ledger.confirm_rows([ids[place]])
    assert names(ledger) == "甲乙丙丁"


def test_the_main_indicators_of_a_report_come_first(ledger: Ledger) -> None:
    ids = keep(ledger, "第一份", *rows_of("甲乙"), *rows_of("丙丁", MAIN))
    ledger.confirm_rows(ids)
    assert names(ledger) == "丙丁甲乙"


def test_a_later_report_goes_behind_the_list_and_its_rows_stay_together(ledger: Ledger) -> None:
    first = keep(ledger, "第一份", *rows_of("甲乙丙"))
    second = keep(ledger, "第二份", *rows_of("丁戊"), *rows_of("己", MAIN))
    ledger.confirm_rows(first[1:])
    ledger.confirm_rows(second[:1])
    ledger.add_target("手", 2023, Stated())
    ledger.confirm_rows(first[:1])
    ledger.confirm_rows(second[1:])
    assert names(ledger) == "甲乙丙己丁戊手"


def test_a_list_in_an_order_of_the_clerks_own_keeps_it(ledger: Ledger) -> None:
    ids = keep(ledger, "第一份", *rows_of("甲乙丙丁"))
    ledger.confirm_rows([ids[0], ids[3]])
    ledger.add_target("手", 2023, Stated())
    by_name = {ledger.indicator(one.indicator_id).name: one.id for one in ledger.targets(2023)}
    ledger.move_targets([by_name[name] for name in "手丁甲"])
    ledger.confirm_rows([ids[1]])
    assert names(ledger) == "手丁甲乙"


def test_the_first_row_of_a_report_goes_before_its_next_and_behind_what_stood_there(ledger: Ledger) -> None:
    ledger.add_target("手", 2023, Stated())
    ids = keep(ledger, "第一份", *rows_of("甲乙丙"))
    ledger.confirm_rows([ids[2]])
    by_name = {ledger.indicator(one.indicator_id).name: one.id for one in ledger.targets(2023)}
    ledger.move_targets([by_name[name] for name in "手丙"])
    ledger.confirm_rows([ids[1]])
    ledger.confirm_rows([ids[0]])
    assert names(ledger) == "手甲乙丙"


@pytest.mark.parametrize("section", [MAIN, "主要经济指标", "二、今年经济社会发展主要目标", "主要目标和指标"])
def test_what_is_headed_as_main(section: str) -> None:
    assert place_in_report(section, 7) == 7


@pytest.mark.parametrize("section", [ROADS, "", "主要工作", "目标任务", "主要措施和目标"])
def test_what_is_not(section: str) -> None:
    assert place_in_report(section, 7) > place_in_report(MAIN, 9000)


def test_a_masked_target_stands_in_the_list_to_be_filled(ledger: Ledger) -> None:
    ids = keep(ledger, "第一份", target("甲", None, masked=True), target("甲", "8", masked=False))
    ledger.confirm_rows(ids[:1])
    (one,) = ledger.targets(2023)
    assert (one.stated, one.row_id, one.quote != "") == (Stated(), ids[0], True)
    ledger.confirm_rows(ids[1:])
    (one,) = ledger.targets(2023)
    assert str(one.stated.value) == "8"
