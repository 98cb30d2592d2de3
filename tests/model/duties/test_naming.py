"""Who answers by the text of a row: separators, labels, roles behind names, names and aliases."""

import pytest

from zonetracker.model.duties.naming import DepartmentIndex, likely_department, units_named
from zonetracker.model.facts import Department

INVESTMENT = Department(1, "投资促进局", aliases=("招商局", "投促局"))
PLANNING = Department(2, "发展改革局", aliases=("发改局",))
FINANCE = Department(3, "财政局")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("发改局", "*发改局"),
        ("发改局、经信局，财政局;税务局／统计局", "*发改局 经信局 财政局 税务局 统计局"),
        ("牵头单位：发改局；配合单位：经信局、财政局", "*发改局 经信局 财政局"),
        ("牵头单位:发改局 配合单位：财政局", "*发改局 财政局"),
        ("牵头单位\n发改局\n配合单位\n财政局", "*发改局 财政局"),
        ("主要责任单位：发改局", "*发改局"),
        ("第一责任单位：发改局；共同责任单位：财政局", "*发改局 财政局"),
        ("责任单位　发改局", "*发改局"),
        ("发改局牵头，经信局、财政局配合", "*发改局 经信局 财政局"),
        ("经信局、财政局配合，发改局牵头", "经信局 财政局 *发改局"),
        ("配合单位：财政局；牵头单位：发改局", "财政局 *发改局"),
        ("发改局（牵头）、经信局（配合单位）", "*发改局 经信局"),
        ("配合单位：财政局", "财政局"),
        ("投资促进局（招商一局、招商二局）、财政局", "*投资促进局（招商一局、招商二局） 财政局"),
        ("招商局（含一局、财政局\n税务局", "*招商局（含一局、财政局 税务局"),
        ("发改局、财政局等有关部门", "*发改局 财政局"),
        ("发改局、发 改 局", "*发改局"),
        ("科技和信息化局", "*科技和信息化局"),
        ("", ""),
        ("；、 ", ""),
        ("牵头单位：", ""),
    ],
)
def test_a_text_names_units_and_one_leads(text: str, named: str) -> None:
    assert " ".join("*" * unit.leads + unit.name for unit in units_named(text)) == named


def test_names_and_aliases_are_known_whatever_their_width_and_blanks() -> None:
    index = DepartmentIndex([INVESTMENT, PLANNING, FINANCE])
    found = index.resolve("牵头单位：招 商 局；配合单位：发改局、税务局、投促局")
    assert (found.lead, found.others, found.unknown) == (INVESTMENT, (PLANNING,), ("税务局",))
    assert index.resolve("税务局、财政局").lead is None
    assert index.resolve("税务局、财政局").lead_name == "税务局"
    assert index.resolve("").lead is None


def test_a_name_that_is_one_whole_goes_before_its_parts() -> None:
    both = Department(4, "党政办公室/人大办")
    index = DepartmentIndex([both, Department(5, "党政办公室")])
    assert index.resolve("党政办公室／人大办").lead == both


def test_an_own_name_goes_before_an_alias() -> None:
    other = Department(4, "招商局")
    assert DepartmentIndex([INVESTMENT, other]).find("招商局") == other


@pytest.mark.parametrize(
    ("name", "likely"),
    [
        ("发改局", PLANNING),
        ("区发展改革局", PLANNING),
        ("区财政局", FINANCE),
        ("商务局", None),
        ("局", None),
        ("促进", INVESTMENT),
    ],
)
def test_a_name_may_shorten_or_spell_out_one_unit(name: str, likely: Department | None) -> None:
    bare = Department(2, "发展改革局")
    found = likely_department(name, [INVESTMENT, bare, FINANCE])
    assert found == (bare if likely is PLANNING else likely)


def test_a_name_that_may_be_two_units_is_neither() -> None:
    assert likely_department("发改局", [Department(2, "发展改革局"), Department(3, "发展改革局二科")]) is None
