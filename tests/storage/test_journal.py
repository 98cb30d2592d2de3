"""R7: a journal left by a crash is replayed into its own file only."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.services.made_reports import content
from zonetracker.model.changes import TargetChange
from zonetracker.services.ledger import Ledger
from zonetracker.storage import header
from zonetracker.storage.hot_journal import belongs
from zonetracker.support.errors import Refusal


@pytest.fixture
def crashed(tmp_path: Path) -> Iterator[Path]:
    """A folder with a workbook whose program stopped in the middle of writing its pages, journal beside it."""
    path = tmp_path / "before" / "a.zt"
    path.parent.mkdir()
    ledger = Ledger.create(path, "云岭高新区")
    for number in range(40):
        ledger.add_target(f"第{number}项", 2023, more=TargetChange(note="注" * 500))
    ledger.backup(tmp_path / "early.zt")
    ledger.set_settings(places=2)
    ledger.backup(tmp_path / "same.zt")
    ledger._database.connection.raw.execute("PRAGMA cache_size = 5")
    with pytest.raises(RuntimeError), ledger._database.operation("half") as recorder:
        for number in range(1, 41):
            recorder.update("target", number, {"note": "改" * 600})
        shutil.copytree(path.parent, tmp_path / "after")
        raise RuntimeError
    ledger.close()
    (tmp_path / "after" / "a.zt.lock").unlink()
    yield tmp_path


def test_its_own_journal_takes_the_half_action_back(crashed: Path) -> None:
    path = crashed / "after" / "a.zt"
    assert path.read_bytes() != (crashed / "before" / "a.zt").read_bytes()
    assert header.has_journal(path) and belongs(path, header.journal_of(path))
    with Ledger.open(path) as ledger, Ledger.open(crashed / "before" / "a.zt") as whole:
        assert content(ledger) == content(whole)
        assert ledger.check() == []
        assert any("没有正常关闭" in notice and "没有问题" in notice for notice in ledger.notices)
    assert [one.name for one in path.parent.iterdir()] == ["a.zt"]
    with Ledger.open(path) as ledger:
        assert ledger.notices == (), "told once"


def test_the_look_after_a_crash_can_wait_and_stays_due_until_it_was_made(crashed: Path) -> None:
    path = crashed / "after" / "a.zt"
    with Ledger.open(path, look_over=False) as ledger:
        assert ledger.notices == ()
        ledger.add_target("税收收入", 2024)
    with Ledger.open(path, look_over=False) as ledger:
        (said,) = ledger.look_over()
        assert "没有正常关闭" in said and ledger.faults == ()
        assert ledger.look_over() == [], "told once"
    with Ledger.open(path) as ledger:
        assert ledger.notices == ()


@pytest.mark.parametrize("copy", ["early.zt", "other.zt"])
def test_a_journal_of_another_state_or_file_is_set_aside(crashed: Path, copy: str) -> None:
    with Ledger.create(crashed / "other.zt", "别区") as other:
        for number in range(40):
            other.add_target(f"第{number}项", 2023, more=TargetChange(note="他" * 500))
    path = crashed / "after" / "a.zt"
    journal = header.journal_of(path).read_bytes()
    shutil.copy(crashed / copy, path)
    given = path.read_bytes()
    with Ledger.open(path) as ledger, Ledger.open(crashed / copy) as whole:
        assert content(ledger) == content(whole)
        assert ledger.check() == []
        assert "放在一边" in ledger.notices[0]
    assert path.read_bytes() == given
    (aside,) = (one for one in path.parent.iterdir() if one.name.startswith("a.zt-journal."))
    assert aside.read_bytes() == journal, "set aside, not deleted"


def test_a_journal_beside_a_copy_of_the_very_state_does_no_harm(crashed: Path) -> None:
    path = crashed / "after" / "a.zt"
    shutil.copy(crashed / "same.zt", path)
    with Ledger.open(path) as ledger, Ledger.open(crashed / "same.zt") as whole:
        assert content(ledger) == content(whole)
        assert ledger.check() == []


def test_one_who_may_only_read_leaves_the_journal_alone(crashed: Path) -> None:
    path = crashed / "early.zt"
    header.journal_of(path).write_bytes((crashed / "after" / "a.zt-journal").read_bytes())
    assert not belongs(path, header.journal_of(path))
    path.with_name("early.zt.lock").write_text('{"user":"u","host":"别的电脑","pid":1,"mark":"","since":"","token":""}')
    kept = header.journal_of(path).read_bytes()
    with pytest.raises(Refusal) as refused:
        Ledger.open(path)
    assert refused.value.code == "file.unfinished" and "别的电脑" in str(refused.value)
    assert header.journal_of(path).read_bytes() == kept


@pytest.mark.parametrize("tear", [lambda page: b"\0" * len(page), lambda page: page[:600] + b"\0" * (len(page) - 600)])
def test_a_journal_that_a_power_cut_tore_is_read_as_far_as_sqlite_replays_it(
    crashed: Path, tear: Callable[[bytes], bytes]
) -> None:
    before, journal = crashed / "before" / "a.zt", header.journal_of(crashed / "before" / "a.zt")
    whole = (crashed / "after" / "a.zt-journal").read_bytes()
    journal.write_bytes(whole[:512] + tear(whole[512:]))
    assert belongs(before, journal), "nothing of it would be replayed"
    with Ledger.open(before) as ledger:
        assert not ledger.read_only and ledger.check() == []
        assert not any("放在一边" in notice for notice in ledger.notices)
