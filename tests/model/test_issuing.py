"""The choices of sheet and summary as the workbook keeps them."""

from dataclasses import replace

from zonetracker.model.issuing import DEFAULT_COLUMNS, ON_CHOICE, Group, SheetColumn, SheetOptions, Wording


def test_choices_survive_odd_settings() -> None:
    kept = SheetOptions.from_data({"columns": ["name", "nonsense", "name"], "group": 7, "paper": "A9"})
    assert kept.columns == (SheetColumn.NAME,) and kept.paper == "A4" and kept.group is Group.NONE
    assert SheetOptions.from_data("broken") == SheetOptions()
    assert Wording.from_data(["broken"]) == Wording()


def test_what_is_kept_comes_back_and_what_belongs_to_one_issue_does_not() -> None:
    lasting = SheetOptions((SheetColumn.NOTE, SheetColumn.NAME), Group.SECTION, "A3", "甲", "乙", "丙", "丁")
    lasting = replace(lasting, rate_completion=True, counts=False)
    issued = replace(lasting, title="题", issued_on="2023-10-08", cut_off="昨天")
    assert SheetOptions.from_data(issued.to_data()) == lasting
    words = Wording("题", "各单位", "办公室", "2023-10-08", "昨天")
    assert Wording.from_data(words.to_data()) == Wording(addressee="各单位", issuer="办公室")


def test_what_older_data_do_not_say_is_as_usual() -> None:
    kept = SheetOptions.from_data({"columns": ["name", "forecast"], "paper": "A3", "counts": "ja"})
    assert kept.columns == (SheetColumn.NAME, SheetColumn.FORECAST)
    assert kept.counts and not kept.rate_completion
    assert not set(ON_CHOICE) & set(DEFAULT_COLUMNS)
