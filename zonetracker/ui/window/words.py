"""What the frame itself says: who holds the file, the keys that work everywhere."""

from __future__ import annotations

from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr


def state_words(ledger: Ledger) -> str:
    """Whether changes are kept, and if not, who keeps the file."""
    if not ledger.read_only:
        return tr("改动都已存好")
    holder = ledger.lock_holder
    if holder is None:
        return tr("只读：不能修改这个文件")
    return tr(
        "只读：{user} 正在 {host} 上使用（{since} 起）", user=holder.user, host=holder.host, since=holder.since[:16]
    )


def file_name(zone: str) -> str:
    """A zone's name as a file's name."""
    return "".join(letter if letter not in '\\/:*?"<>|' and letter.isprintable() else "_" for letter in zone)[:60]


def start_help() -> str:
    """F1 on the welcome page."""
    return tr(
        "从这里开始：导入一份报告（docx、pdf、txt、html 等），程序取出其中的目标和实绩，由你逐条核对；"
        "也可以打开已有的工作簿，或先看看示例工作簿。文件可以直接拖进窗口。"
    )


def keys_everywhere() -> str:
    """The keys that every page knows."""
    return tr(
        "各页通用\n"
        "Ctrl+1…8  换页\n"
        "Alt+← / Alt+→  上个月、下个月\n"
        "F6  到下一个区域（左侧、期间、表格…）\n"
        "Ctrl+Z / Ctrl+Y  撤销、恢复（关闭后再打开也可以）\n"
        "Ctrl+I  导入报告　Ctrl+O  打开　Ctrl+N  新建\n"
        "F1  本页帮助\n"
        "没有“保存”：每一步改动当时就已存好。"
    )
