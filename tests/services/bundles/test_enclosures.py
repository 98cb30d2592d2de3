"""What fronts are told of mails and archives: a report or a bundle, what is taken out, and where it came from."""

from pathlib import Path

import pytest

from tests.reading.bundles.made import FIGURES, REPORT, archive, mail
from zonetracker.services.bundles import Chosen, OpenedBundle, imported_already, or_bundle, place_of, take_out
from zonetracker.services.importing import ReadReport, file_patterns, keep_report, read_enclosed, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.services.sheets import read_actuals, read_enclosed_actuals
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.job import finish

DATA = archive({"甲/总结.txt": REPORT.encode(), "乙/九月.csv": FIGURES, "坏.docx": b"PK\x03\x04"})


def opened(data: bytes = DATA, name: str = "材料.zip") -> OpenedBundle:
    found = finish(or_bundle(read_report(data, name), data, name))
    assert isinstance(found, OpenedBundle)
    return found


def test_a_report_stays_a_report_and_trouble_stays_trouble() -> None:
    found = finish(or_bundle(read_report(REPORT.encode(), "总结.txt"), REPORT.encode(), "总结.txt"))
    assert isinstance(found, ReadReport) and found.origin == ""
    with pytest.raises(Refusal) as told:
        finish(or_bundle(read_report(b"", "空.txt"), b"", "空.txt"))
    assert told.value.code is RefusalCode.READ_EMPTY


@pytest.mark.slow
def test_what_is_taken_out_is_a_file_like_any_other(tmp_path: Path) -> None:
    bundle = opened()
    assert [place_of(one) for one in bundle.enclosures] == ["甲/总结.txt", "乙/九月.csv", "坏.docx"]
    report = finish(read_enclosed(Chosen(bundle, bundle.enclosures[0])))
    assert (report.name, report.data, report.origin) == ("总结.txt", REPORT.encode(), "材料.zip")
    assert report.candidates == finish(read_report(REPORT.encode(), "总结.txt")).candidates != ()
    with Ledger.create(tmp_path / "a.zt", "云溪高新区", actor="甲") as ledger:
        assert imported_already(ledger, bundle) == {}
        keep_report(ledger, report)
        assert imported_already(ledger, bundle) == {1: "总结.txt"}
        assert ledger.history()[0].title == "导入报告《总结.txt》（来自材料.zip），取出2行"
        [kept] = ledger.reports()
        assert ledger.original(kept.id) == REPORT.encode() and kept.name == "总结.txt"
        with pytest.raises(Refusal, match=r"以“总结\.txt”导入过"):
            keep_report(ledger, report)


def test_a_mails_own_text_is_dated_by_the_mail() -> None:
    bundle = opened(mail(("九月.csv", FIGURES)), "来文.eml")
    report = finish(read_enclosed(Chosen(bundle, bundle.enclosures[0])))
    assert report.document.date == "2023-01-31" and report.name == "邮件正文（关于报送总结的函）.eml"
    assert any((clue.year, clue.month) == (2023, 1) for clue in report.frame.clues)


def test_what_can_not_be_read_is_not_taken_out() -> None:
    bundle = opened()
    with pytest.raises(Refusal, match=r"“坏\.docx”已损坏或不完整"):
        finish(take_out(Chosen(bundle, bundle.enclosures[2])))


def test_a_sheet_of_actuals() -> None:
    found = finish(or_bundle(read_actuals(DATA, "材料.zip"), DATA, "材料.zip"))
    assert isinstance(found, OpenedBundle)
    read = finish(read_enclosed_actuals(Chosen(found, found.enclosures[1])))
    assert read.name == "九月.csv" and read.grids == finish(read_actuals(FIGURES, "九月.csv")).grids and read.tables


def test_the_file_dialog_offers_them() -> None:
    patterns = file_patterns().split()
    assert {"*.zip", "*.eml", "*.mht"} <= set(patterns) and len(patterns) == len(set(patterns))
