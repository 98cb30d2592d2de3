"""Evidence at the door: files and papers, what is too large or empty, and that bytes stay."""

from __future__ import annotations

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import Acting, MilestoneChange
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.checking.limits import MOST_EVIDENCE
from zonetracker.model.facts import ActionKind, Stated, TaskKind
from zonetracker.services.ledger import Ledger
from zonetracker.support.errors import Refusal

ITEM = TaskKind.MILESTONE


@pytest.fixture
def item(ledger: Ledger) -> int:
    change = MilestoneChange(signoff=True, template="项目")
    return ledger.add_milestone("农贸市场改造", 2023, change).ids["milestone"][0]


def test_a_file_is_kept_byte_for_byte_and_a_paper_by_its_number(ledger: Ledger, item: int) -> None:
    target = ledger.add_target("税收收入", 2023, Stated()).ids["target"][0]
    data = bytes(range(256)) * 9
    ledger.add_evidence(ITEM, item, "验收照片.jpg", data, note="东门", node_id=4, added_on="2023-10-01")
    ledger.add_evidence(ITEM, item, "验收报告", paper_no="云建验〔2023〕12号")
    ledger.add_evidence(TaskKind.TARGET, target, "完税证明.pdf", b"PDF")
    photo, paper, proof = ledger.evidence()
    assert (photo.name, photo.note, photo.node_id, photo.added_on) == ("验收照片.jpg", "东门", 4, "2023-10-01")
    assert ledger.evidence_data(photo.id) == data
    assert (paper.sha256, paper.paper_no, paper.added_on) == (None, "云建验〔2023〕12号", "2023-11-20")
    assert (proof.task, proof.task_id) == (TaskKind.TARGET, target)
    with pytest.raises(KeyError):
        ledger.evidence_data(paper.id)
    with pytest.raises(KeyError):
        ledger.add_evidence(TaskKind.TARGET, target, "别处的", b"PDF", node_id=4)


@pytest.mark.parametrize(
    ("name", "data", "day", "code", "words"),
    [
        ("照片.jpg", b"", None, FindingCode.EVIDENCE_EMPTY, "0 字节"),
        ("照片.jpg", bytes(MOST_EVIDENCE + 1), None, FindingCode.EVIDENCE_LARGE, "20.1 MB，最多 20 MB，请只记文号"),
        ("照片.jpg", None, None, FindingCode.EVIDENCE_NOTHING, "文号"),
        (" ", b"1", None, FindingCode.NAMELESS, "名称"),
        ("照片.jpg", b"1", "2023-11-21", FindingCode.DAY_AHEAD, "还没有到"),
        ("照片.jpg", b"1", "2023-11", FindingCode.NOT_A_DAY, "写到日"),
    ],
)
def test_what_cannot_be_kept_says_what_to_do(
    ledger: Ledger, item: int, name: str, data: bytes | None, day: str | None, code: FindingCode, words: str
) -> None:
    before = content(ledger)
    with pytest.raises(Refusal, match=words) as refused:
        ledger.add_evidence(ITEM, item, name, data, added_on=day)
    assert refused.value.code is code and content(ledger) == before


def test_a_file_of_the_largest_size_is_kept(ledger: Ledger, item: int) -> None:
    ledger.add_evidence(ITEM, item, "大文件.zip", bytes(MOST_EVIDENCE))
    assert len(ledger.evidence_data(1)) == MOST_EVIDENCE


def test_with_evidence_passing_asks_nothing(ledger: Ledger, item: int) -> None:
    ledger.add_evidence(ITEM, item, "验收照片.jpg", b"JPEG")
    ledger.act([item], Acting(ActionKind.APPLY, "2023-10-08"))
    assert ledger.act([item], Acting(ActionKind.PASS)).asked == ()
    assert ledger.milestone(item).done_on == "2023-10-08"


def test_removed_evidence_leaves_its_bytes_and_a_removed_node_its_evidence(ledger: Ledger, item: int) -> None:
    ledger.add_evidence(ITEM, item, "验收照片.jpg", b"JPEG", node_id=4)
    ledger.remove_nodes([4])
    assert [one.node_id for one in ledger.evidence()] == [None]
    ledger.remove_evidence([1])
    assert ledger.evidence() == []
    assert ledger._database.query("SELECT bytes FROM content WHERE bytes = ?", (b"JPEG",))
    ledger.undo()
    assert ledger.evidence_data(1) == b"JPEG"


def test_evidence_of_a_target_goes_with_it_and_over_to_the_one_it_is_merged_into(ledger: Ledger) -> None:
    first = ledger.add_target("税收收入", 2023, Stated()).ids["target"][0]
    second = ledger.add_target("税费收入", 2023, Stated()).ids["target"][0]
    ledger.add_evidence(TaskKind.TARGET, second, "完税证明.pdf", b"PDF")
    ledger.merge_targets([first, second])
    assert [one.task_id for one in ledger.evidence()] == [first]
    ledger.remove_targets([first])
    assert ledger.evidence() == []
