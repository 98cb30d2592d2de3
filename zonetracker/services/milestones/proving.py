"""佐证材料 as files: one that a clerk chose, read whole, and one that is kept, written out again."""

from __future__ import annotations

from pathlib import Path

from zonetracker.services.importing import load_file
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.words.wording import size_words

EVIDENCE_BYTES = 20 * 2**20
"""Of one file."""
_SHORTCUT = ".lnk"


def evidence_file(path: Path) -> tuple[str, bytes]:
    """The name and the bytes of a file; refused ("evidence.…") where it is empty, too large, a folder or a link."""
    if path.is_symlink() or path.suffix.lower() == _SHORTCUT:
        said = tr("“{name}”是快捷方式（链接），请选它指向的文件；也可以只登记文号。", name=path.name)
        raise Refusal(RefusalCode.EVIDENCE_LINK, said)
    try:
        size = None if path.is_dir() else path.stat().st_size
    except OSError:
        size = None
    if size is not None and size > EVIDENCE_BYTES:
        most = EVIDENCE_BYTES // 2**20
        said = tr("“{name}”有 {size}，超过 {most} MB，没有加入。", name=path.name, size=size_words(size), most=most)
        raise Refusal(RefusalCode.EVIDENCE_LARGE, said + _advice())
    data = load_file(path)
    if not data:
        said = tr("“{name}”是空文件（0 字节），没有加入。", name=path.name)
        raise Refusal(RefusalCode.EVIDENCE_EMPTY, said + _advice())
    return path.name, data


def _advice() -> str:
    return tr("可以只登记文号，原件另行保管。")
