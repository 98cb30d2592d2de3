"""Where a workbook lies, for every system on any: what is said of it once, and what is no reason to speak."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PureWindowsPath

import pytest

from zonetracker.support import whereabouts
from zonetracker.support.settings import LocalSettings
from zonetracker.support.whereabouts import (
    CarefulPlace,
    PlaceKind,
    SystemFacts,
    careful_place,
    place_notice,
    place_words,
    read_mounts,
    system_facts,
)

MOUNTS = """\
/dev/nvme0n1p2 / ext4 rw 0 0
/dev/sdb1 /media/甲/U\\040盘 vfat rw 0 0
//10.1.2.3/科室 /mnt/科室 cifs rw 0 0
nas:/data /mnt/nas nfs4 rw 0 0
remote: /home/甲/网盘 fuse.rclone rw 0 0
tmpfs /tmp tmpfs rw 0 0
/dev/sdc1 /mnt/twice ext4 rw 0 0
//10.1.2.3/上面 /mnt/twice cifs rw 0 0
broken
"""


def facts(
    *,
    windows: bool,
    environment: Mapping[str, str] | None = None,
    types: Mapping[str, int] | None = None,
    labels: Mapping[str, str] | None = None,
    markers: tuple[tuple[str, str], ...] = (),
) -> SystemFacts:
    return SystemFacts(
        windows=windows,
        environment=environment or {},
        drive_type=lambda root: (types or {}).get(root, 3),
        drive_label=lambda root: (labels or {}).get(root, ""),
        mounts=lambda: read_mounts(MOUNTS),
        is_removable=lambda device: device == "/dev/sdb1",
        holds=lambda folder, name: (folder, name) in markers,
    )


WINDOWS = facts(
    windows=True,
    environment={"OneDriveCommercial": r"C:\Users\甲\云 - 某区", "OneDrive": ""},
    types={"E:\\": 2, "Z:\\": 4},
    labels={"G:\\": "Google Drive"},
    markers=(
        (r"C:\同步", ".stfolder"),
        (r"C:\Users\甲\某盘", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ),
)


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        (r"C:\Users\甲\Documents\a.zt", None, ""),
        (r"D:\台账\a.zt", None, ""),
        (r"E:\a.zt", PlaceKind.REMOVABLE, "E:"),
        (r"Z:\科室\a.zt", PlaceKind.SHARE, "Z:"),
        (r"\\server\科室\2023\a.zt", PlaceKind.SHARE, "\\\\server\\科室"),
        (r"\\?\UNC\server\科室\a.zt", PlaceKind.SHARE, "\\\\server\\科室"),
        (r"\\?\C:\台账\a.zt", None, ""),
        (r"c:\users\甲\云 - 某区\台账\a.zt", PlaceKind.CLOUD, "OneDrive"),
        (r"C:\Users\甲\OneDrive - 某区管委会\a.zt", PlaceKind.CLOUD, "OneDrive"),
        (r"C:\Users\甲\某盘\台账\a.zt", PlaceKind.CLOUD, "OneDrive"),
        (r"D:\我的坚果云\a.zt", PlaceKind.CLOUD, "坚果云"),
        (r"C:\Users\甲\WPS Cloud Files\12\a.zt", PlaceKind.CLOUD, "WPS云盘"),
        (r"D:\WPS云盘\台账\a.zt", PlaceKind.CLOUD, "WPS云盘"),
        (r"E:\BaiduSyncdisk\a.zt", PlaceKind.CLOUD, "百度网盘"),
        (r"D:\百度网盘同步空间\a.zt", PlaceKind.CLOUD, "百度网盘"),
        (r"D:\360安全云盘\a.zt", PlaceKind.CLOUD, "360云盘"),
        (r"C:\Users\甲\iCloudDrive\a.zt", PlaceKind.CLOUD, "iCloud"),
        (r"C:\Users\甲\Dropbox (某区)\a.zt", PlaceKind.CLOUD, "Dropbox"),
        (r"G:\台账\a.zt", PlaceKind.CLOUD, "Google Drive"),
        (r"C:\同步\深\更深\a.zt", PlaceKind.CLOUD, "Syncthing"),
        (r"D:\坚果云说明书\a.zt", None, ""),
        (r"D:\OneDriver\a.zt", None, ""),
        (r"D:\台账\dropbox.zt", None, ""),
    ],
)
def test_on_windows(path: str, kind: PlaceKind | None, name: str) -> None:
    found = careful_place(PureWindowsPath(path), WINDOWS)  # type: ignore[arg-type]
    assert found == (None if kind is None else CarefulPlace(kind, name))


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/home/甲/a.zt", None, ""),
        ("/tmp/a.zt", None, ""),
        ("/media/甲/U 盘/2023/a.zt", PlaceKind.REMOVABLE, "/media/甲/U 盘"),
        ("/media/甲/U 盘外/a.zt", None, ""),
        ("/mnt/科室/a.zt", PlaceKind.SHARE, "/mnt/科室"),
        ("/mnt/nas/a.zt", PlaceKind.SHARE, "/mnt/nas"),
        ("/mnt/twice/a.zt", PlaceKind.SHARE, "/mnt/twice"),
        ("/home/甲/网盘/a.zt", PlaceKind.CLOUD, "rclone"),
        ("/home/甲/Nextcloud/a.zt", PlaceKind.CLOUD, "Nextcloud"),
        ("/home/甲/坚果云/a.zt", PlaceKind.CLOUD, "坚果云"),
    ],
)
def test_on_linux(path: str, kind: PlaceKind | None, name: str) -> None:
    found = careful_place(Path(path), facts(windows=False))
    assert found == (None if kind is None else CarefulPlace(kind, name))


@pytest.mark.parametrize("kind", list(PlaceKind))
def test_what_is_said_names_the_file_and_the_place_and_what_to_do(kind: PlaceKind) -> None:
    said = place_words(Path("云岭.zt"), CarefulPlace(kind, "某处"))
    assert "云岭.zt" in said and "某处" in said and "建议" in said and "备份到" in said and said.endswith("。")


def test_it_is_said_until_it_was_read_once_for_each_workbook_and_place(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path / "settings.json")
    here, on_linux = Path("/mnt/nas/a.zt"), facts(windows=False)
    first = place_notice(here, "1" * 32, settings, on_linux)
    assert first is not None and place_notice(here, "1" * 32, settings, on_linux) == first
    first.put_away(settings, for_good=False)
    again = LocalSettings(tmp_path / "settings.json")
    assert place_notice(here, "1" * 32, again, on_linux) is None
    assert place_notice(here.with_name("改名.zt"), "1" * 32, again, on_linux) is None, "the same place"
    assert place_notice(here, "2" * 32, again, on_linux) is not None, "another workbook"
    moved = place_notice(Path("/mnt/科室/a.zt"), "1" * 32, again, on_linux)
    assert moved is not None, "another place"
    moved.put_away(again, for_good=True)
    assert place_notice(here, "2" * 32, again, on_linux) is None
    assert place_notice(Path("/home/甲/a.zt"), "3" * 32, LocalSettings(tmp_path / "none.json"), on_linux) is None


def test_what_was_read_is_not_remembered_for_ever(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path / "settings.json")
    for number in range(300):
        notice = place_notice(Path("/mnt/nas/a.zt"), f"{number:032d}", settings, facts(windows=False))
        assert notice is not None
        notice.put_away(settings, for_good=False)
    assert len(settings.texts("places.told")) == 200


def test_this_system_answers(tmp_path: Path) -> None:
    """Nothing is known of it beforehand but that it does not fail, and knows a marker when it lies there."""
    own = system_facts()
    assert own.holds(str(tmp_path), "无") is False
    (tmp_path / ".stfolder").mkdir()
    assert careful_place(tmp_path / "深" / "a.zt", own) == CarefulPlace(PlaceKind.CLOUD, "Syncthing")
    assert own.is_removable("/dev/没有") is False
    assert (own.drive_type("Q:\\"), own.drive_label("Q:\\")) in {(0, ""), (1, "")}
    assert careful_place(tmp_path.parent / "a.zt", replace(own, mounts=list)) is None or own.windows


def test_the_removable_mark_of_a_disk_counts_for_its_partitions(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "devices" / "sdx"
    (disk / "sdx1").mkdir(parents=True)
    (disk / "removable").write_text("1\n")
    (disk / "sdx1" / "partition").write_text("1\n")
    (tmp_path / "class").mkdir()
    (tmp_path / "class" / "sdx1").symlink_to(disk / "sdx1")
    real = Path
    monkeypatch.setattr(
        whereabouts, "Path", lambda text: tmp_path / "class" if text == "/sys/class/block" else real(text)
    )
    assert whereabouts._is_removable("/dev/sdx1") is True
    (disk / "removable").write_text("0\n")
    assert whereabouts._is_removable("/dev/sdx1") is False
