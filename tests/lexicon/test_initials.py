"""Names found by characters and by the first letters of their sound."""

import pytest

from zonetracker.lexicon.initials import finds, letters_of, spoken


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("dqsczz", "地区生产总值"),
        ("sczz", "地区生产总值"),
        ("生产", "地区生产总值"),
        ("生czz", "地区生产总值"),
        ("zzl", "增长率"),
        ("zzs", "增长率"),
        ("R&D", "Ｒ＆Ｄ经费"),
        ("gszj", "规上增加值（规上）增加"),
        ("", "任何"),
    ],
)
def test_what_is_found(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(("typed", "name"), [("dqcz", "地区生产总值"), ("投资", "地区生产总值"), ("abc", "外贸")])
def test_what_is_not_found(typed: str, name: str) -> None:
    assert not finds(typed, name)


def test_the_first_and_the_last_of_each_letter() -> None:
    assert [letters_of(one)[0] for one in "啊澳芭怖擦错搭堕蛾贰压蕴匝座"] == list("aabbccddeeyyzz")
    assert letters_of("A") == "A"


@pytest.mark.parametrize("typed", ["zyhy", "cyhy", "zyxy", "ZYHY"])
def test_any_reading_of_a_character_finds_it(typed: str) -> None:
    assert finds(typed, "重要行业")
    assert not finds("dyhy", "重要行业")


def test_a_rare_character_has_its_letter_too() -> None:
    assert (letters_of("砼"), letters_of("垚")) == ("t", "y")


def test_how_a_character_is_spoken_orders_it() -> None:
    assert [spoken(one).split()[0] for one in "经济绿区"] == ["jing", "ji", "lu", "qu"]
    assert len({spoken(one) for one in "妈麻马骂"}) == 4
    assert (spoken("A"), spoken("、")) == ("A", "、")
