"""Where a workbook lies: on this PC, or on a share, a removable drive, in a folder that a cloud service copies about.

The last three are said once and never forbidden: an office has its reasons. What is known of the system comes as
`SystemFacts`, so that each decision can be tried for every system on any.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

from zonetracker.support.i18n import tr
from zonetracker.support.paths import plain_path
from zonetracker.support.settings import LocalSettings

_TOLD, _NEVER = "places.told", "places.never"
_MOST_TOLD = 200
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4  # GetDriveTypeW
_ROOTS = {
    "OneDrive": "OneDrive",
    "OneDriveConsumer": "OneDrive",
    "OneDriveCommercial": "OneDrive",
    "Dropbox": "Dropbox",
}
"""Variables of the environment that name the folder of a service."""
_FOLDERS = {
    "OneDrive": ("onedrive", "skydrive"),
    "Dropbox": ("dropbox",),
    "iCloud": ("iclouddrive",),
    "Google Drive": ("googledrive", "googledrivestream", "mydrive", "我的云端硬盘"),
    "坚果云": ("坚果云", "我的坚果云", "nutstore", "mynutstore"),
    "WPS云盘": ("wps云盘", "wps云文档", "wpsdrive", "wpscloud", "wpscloudfiles"),
    "百度网盘": ("百度网盘", "百度网盘同步", "百度网盘同步空间", "百度云同步盘", "baidusyncdisk"),
    "360云盘": ("360云盘", "360安全云盘", "360同步版", "360cloudui", "360wangpan"),
    "腾讯微云": ("微云", "腾讯微云", "微云同步助手", "weiyun"),
    "阿里云盘": ("阿里云盘", "aliyundrive", "adrive"),
    "天翼云盘": ("天翼云盘", "天翼云同步盘", "ecloud"),
    "移动云盘": ("移动云盘", "和彩云", "和彩云同步盘", "mcloud"),
    "Nextcloud": ("nextcloud", "owncloud"),
    "Seafile": ("seafile",),
}
"""Names of folders that services give, without blanks and in small letters."""
_MARKERS = {
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".seafile-data": "Seafile",
    ".owncloudsync.log": "Nextcloud",
    ".nextcloudsync.log": "Nextcloud",
}
"""What services leave in the folder that they copy."""
_SHARES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "glusterfs", "9p", "davfs", "virtiofs"}
    | {f"fuse.{name}" for name in ("sshfs", "davfs2", "gvfsd-fuse", "glusterfs", "curlftpfs", "smbnetfs")}
)
_CLOUD_MOUNTS = {"fuse.rclone": "rclone", "fuse.google-drive-ocamlfuse": "Google Drive", "fuse.onedriver": "OneDrive"}
_ESCAPED = re.compile(r"\\([0-7]{3})")


class PlaceKind(StrEnum):
    """Why a place asks for care."""

    SHARE = "share"
    REMOVABLE = "removable"
    CLOUD = "cloud"


@dataclass(frozen=True, slots=True)
class CarefulPlace:
    """A place of which a clerk should know something; `name` is its drive, share, folder or service."""

    kind: PlaceKind
    name: str


@dataclass(frozen=True, slots=True)
class MountPoint:
    """What hangs where in the tree of a Linux system."""

    device: str
    folder: str
    kind: str


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """What is asked of the system: the type (GetDriveTypeW) and the label of a drive by its root, mounts, markers."""

    windows: bool
    environment: Mapping[str, str]
    drive_type: Callable[[str], int]
    drive_label: Callable[[str], str]
    mounts: Callable[[], Sequence[MountPoint]]
    is_removable: Callable[[str], bool]
    holds: Callable[[str, str], bool]


def careful_place(book: Path, facts: SystemFacts | None = None) -> CarefulPlace | None:
    """Why this workbook's place asks for care; None for a folder of this PC that nobody copies about."""
    facts = facts or system_facts()
    written = plain_path(str(book if facts.windows else book.absolute()))
    path: PurePath = PureWindowsPath(written) if facts.windows else PurePosixPath(written)
    by_cloud = _cloud_of(path, facts)
    if by_cloud:
        return CarefulPlace(PlaceKind.CLOUD, by_cloud)
    return _on_windows(path, facts) if facts.windows else _on_linux(path, facts)


def _cloud_of(path: PurePath, facts: SystemFacts) -> str:
    for variable, service in _ROOTS.items():
        root = facts.environment.get(variable, "")
        if root and path.is_relative_to(type(path)(root)):
            return service
    for folder in path.parents:
        service = _service_named(folder.name)
        if service:
            return service
        for marker, left_by in _MARKERS.items():
            if facts.holds(str(folder), marker):
                return left_by
    return ""


def _service_named(folder: str) -> str:
    bare = "".join(folder.casefold().split())
    for service, names in _FOLDERS.items():
        if any(bare == name or bare.startswith((f"{name}-", f"{name}(", f"{name}（")) for name in names):
            return service
    return ""


def _on_windows(path: PurePath, facts: SystemFacts) -> CarefulPlace | None:
    if path.drive.startswith("\\\\"):
        return CarefulPlace(PlaceKind.SHARE, path.drive)
    kind = facts.drive_type(path.anchor) if path.drive else 0
    service = _service_named(facts.drive_label(path.anchor)) if path.drive else ""
    if service:
        return CarefulPlace(PlaceKind.CLOUD, service)
    if kind == _DRIVE_REMOTE:
        return CarefulPlace(PlaceKind.SHARE, path.drive)
    return CarefulPlace(PlaceKind.REMOVABLE, path.drive) if kind == _DRIVE_REMOVABLE else None


def _on_linux(path: PurePath, facts: SystemFacts) -> CarefulPlace | None:
    over = [mount for mount in facts.mounts() if path.is_relative_to(mount.folder)]
    if not over:
        return None
    mount = max(reversed(over), key=lambda one: len(one.folder))  # of two at one place the later hides the other
    if mount.kind in _CLOUD_MOUNTS:
        return CarefulPlace(PlaceKind.CLOUD, _CLOUD_MOUNTS[mount.kind])
    if mount.kind in _SHARES:
        return CarefulPlace(PlaceKind.SHARE, mount.folder)
    if mount.device.startswith("/dev/") and facts.is_removable(mount.device):
        return CarefulPlace(PlaceKind.REMOVABLE, mount.folder)
    return None


def place_words(book: Path, place: CarefulPlace) -> str:
    """What the clerk should know of the place, and do."""
    values = {"name": book.name, "place": place.name}
    if place.kind is PlaceKind.SHARE:
        return tr(
            "“{name}”放在共享文件夹（{place}）里：网络一断就存不上，同一时间也只能一个人修改。"
            "建议放在本机的磁盘上使用，再用“备份到…”存一份到共享文件夹。",
            **values,
        )
    if place.kind is PlaceKind.REMOVABLE:
        return tr(
            "“{name}”放在移动盘（{place}）里：没有关闭就拔出，最后一步可能存不上。"
            "建议放在本机的磁盘上使用，再用“备份到…”存一份到移动盘；拔出以前先关闭工作簿。",
            **values,
        )
    return tr(
        "“{name}”放在云盘同步的文件夹（{place}）里：几台电脑都打开时，同步会换掉文件或生成“冲突副本”。"
        "建议放在本机不同步的文件夹里使用，再用“备份到…”存一份到云盘。",
        **values,
    )


@dataclass(frozen=True, slots=True)
class PlaceNotice:
    """What is to be said of a workbook's place, until it was read."""

    sentence: str
    mark: str

    def put_away(self, settings: LocalSettings, *, for_good: bool) -> None:
        """It was read: not again for this workbook at this place; `for_good`: of no workbook any more."""
        if for_good:
            settings.keep(_NEVER, True)
        told = [mark for mark in settings.texts(_TOLD) if mark != self.mark]
        settings.keep(_TOLD, [*told, self.mark][-_MOST_TOLD:])


def place_notice(
    book: Path, file_id: str, settings: LocalSettings, facts: SystemFacts | None = None
) -> PlaceNotice | None:
    """What is still to be said of where a workbook lies."""
    if settings.value(_NEVER) is True:
        return None
    place = careful_place(book, facts)
    if place is None:
        return None
    mark = f"{file_id} {place.kind} {place.name}"
    return None if mark in settings.texts(_TOLD) else PlaceNotice(place_words(book, place), mark)


def system_facts() -> SystemFacts:
    """What this system says."""
    return SystemFacts(
        windows=os.name == "nt",
        environment=os.environ,
        drive_type=_drive_type,
        drive_label=_drive_label,
        mounts=_mounts,
        is_removable=_is_removable,
        holds=_holds,
    )


def _holds(folder: str, name: str) -> bool:
    with contextlib.suppress(OSError, ValueError):
        return (Path(folder) / name).exists()
    return False


def _drive_type(root: str) -> int:
    if sys.platform != "win32":
        return 0
    import ctypes
    from ctypes import wintypes

    ask = ctypes.WinDLL("kernel32").GetDriveTypeW
    ask.argtypes, ask.restype = [wintypes.LPCWSTR], wintypes.UINT
    return int(ask(root))


def _drive_label(root: str) -> str:
    if sys.platform != "win32":
        return ""
    import ctypes
    from ctypes import wintypes

    ask = ctypes.WinDLL("kernel32").GetVolumeInformationW
    number = ctypes.POINTER(wintypes.DWORD)
    ask.argtypes = [
        *(wintypes.LPCWSTR, wintypes.LPWSTR, wintypes.DWORD, number, number, number),
        *(wintypes.LPWSTR, wintypes.DWORD),
    ]
    ask.restype = wintypes.BOOL
    label = ctypes.create_unicode_buffer(261)
    return label.value if ask(root, label, len(label), None, None, None, None, 0) else ""


def _mounts() -> list[MountPoint]:
    with contextlib.suppress(OSError):
        return read_mounts(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
    return []


def read_mounts(text: str) -> list[MountPoint]:
    """The lines of /proc/self/mounts."""
    parts = [line.split(" ") for line in text.splitlines()]
    return [MountPoint(_bare(part[0]), _bare(part[1]), part[2]) for part in parts if len(part) >= 3]


def _bare(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 8)), text)


def _is_removable(device: str) -> bool:
    """Whether the kernel calls a disk, or the disk of a partition, removable, or it hangs on USB."""
    with contextlib.suppress(OSError):
        place = (Path("/sys/class/block") / Path(device).resolve().name).resolve(strict=True)
        if "/usb" in str(place):
            return True
        for folder in (place, place.parent):
            mark = folder / "removable"
            if mark.is_file():
                return mark.read_text().strip() == "1"
    return False
