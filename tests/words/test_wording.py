"""Names of parts in lists, and figures as they are written."""

from decimal import Decimal

from zonetracker.words.wording import figure, part_name


def test_a_part_says_so_and_does_not_repeat_the_whole_it_stands_below() -> None:
    assert part_name("工业投资", 0) == "工业投资"
    assert part_name("工业投资") == "　其中：工业投资"
    assert part_name("开工项目其中工业项目", 2) == "　　其中：工业项目"


def test_apart_from_its_whole_a_part_has_its_whole_name() -> None:
    assert part_name("开工项目其中工业项目", apart=True) == "　开工项目其中工业项目"
    assert part_name("工业投资", apart=True) == "　其中：工业投资"


def test_a_zero_has_no_sign_and_a_figure_no_exponent() -> None:
    said = [figure(Decimal(one)) for one in ("-0", "-0.00", "0.0", "1E+3", "-1.50")]
    assert said == ["0", "0.00", "0.0", "1000", "-1.50"]
