"""佐证材料 as files: one that a clerk chose, read whole."""

from __future__ import annotations

from pathlib import Path

from zonetracker.model.checking import limits
from zonetracker.services.ledger.entering import refuse
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_SHORTCUT = ".lnk"


def evidence_file(path: Path) -> tuple[str, bytes]:
    """The name and the bytes of a file; refused where it is a folder or a link, empty, or too large to be kept."""
    from zonetracker.services.importing import (
        load_file,
    )  # brings the whole reading of reports, which a page does without

    if path.is_symlink() or path.suffix.lower() == _SHORTCUT:
        said = tr("“{name}”是快捷方式（链接），请选它指向的文件；也可以只登记文号。", name=path.name)
        raise Refusal(RefusalCode.EVIDENCE_LINK, said)
    if path.is_dir():
        said = tr("“{name}”是文件夹，请选里面的文件；也可以只登记文号。", name=path.name)
        raise Refusal(RefusalCode.FILE_FOLDER, said)
    if path.is_file():
        refuse(limits.evidence_beyond(path.name, path.stat().st_size))
    data = load_file(path)
    refuse(limits.evidence_beyond(path.name, len(data)))
    return path.name, data
