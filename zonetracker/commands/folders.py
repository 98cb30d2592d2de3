"""The folder that a verb writes several files into."""

from __future__ import annotations

from pathlib import Path

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


def make_folder(path: Path) -> None:
    """Make `path` and what is above it; raises Refusal where that cannot be."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:
        raise Refusal(
            RefusalCode.FOLDER_FILE, tr("“{path}”是一个文件，不是文件夹，请换一个名称。", path=path)
        ) from error
    except OSError as error:
        raise Refusal(
            RefusalCode.FOLDER_UNMADE, tr("建不了文件夹“{path}”，请检查位置、权限和磁盘空间。", path=path)
        ) from error
