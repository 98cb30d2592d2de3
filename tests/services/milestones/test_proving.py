"""Files that are to prove something: what is taken, and what is refused with what to do."""

from pathlib import Path

import pytest

from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.checking.limits import MOST_EVIDENCE
from zonetracker.services.milestones.proving import evidence_file
from zonetracker.support.errors import Refusal, RefusalCode


def test_a_file_is_taken_whole(tmp_path: Path) -> None:
    (tmp_path / "报告.pdf").write_bytes(b"%PDF")
    assert evidence_file(tmp_path / "报告.pdf") == ("报告.pdf", b"%PDF")


def refused(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        evidence_file(path)
    return caught.value


def test_an_empty_file_is_refused_with_the_advice_to_note_the_paper(tmp_path: Path) -> None:
    (tmp_path / "空.pdf").touch()
    told = refused(tmp_path / "空.pdf")
    assert told.code is FindingCode.EVIDENCE_EMPTY and "文号" in str(told)


def test_a_large_file_is_refused_unread_with_its_size(tmp_path: Path) -> None:
    with (tmp_path / "录像.mp4").open("wb") as file:
        file.truncate(MOST_EVIDENCE + 1)
    told = refused(tmp_path / "录像.mp4")
    assert told.code is FindingCode.EVIDENCE_LARGE and "20.1 MB" in str(told) and "文号" in str(told)


def test_the_largest_file_is_taken(tmp_path: Path) -> None:
    with (tmp_path / "录像.mp4").open("wb") as file:
        file.truncate(MOST_EVIDENCE)
    assert len(evidence_file(tmp_path / "录像.mp4")[1]) == MOST_EVIDENCE


def test_a_folder_a_link_and_what_is_not_there_are_refused(tmp_path: Path) -> None:
    (tmp_path / "真.pdf").write_bytes(b"x")
    (tmp_path / "链接.pdf").symlink_to(tmp_path / "真.pdf")
    (tmp_path / "快捷方式.lnk").write_bytes(b"x")
    folder = refused(tmp_path)
    assert folder.code is RefusalCode.FILE_FOLDER and "文号" in str(folder)
    assert refused(tmp_path / "链接.pdf").code is RefusalCode.EVIDENCE_LINK
    assert refused(tmp_path / "快捷方式.lnk").code is RefusalCode.EVIDENCE_LINK
    assert refused(tmp_path / "没有.pdf").code is RefusalCode.FILE_MISSING
