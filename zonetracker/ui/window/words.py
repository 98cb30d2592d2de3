"""What the frame itself says: who holds the file, the keys that work everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from zonetracker.services.ledger import Holder, Ledger
from zonetracker.support.i18n import tr


def state_words(ledger: Ledger, unsaved: int = 0) -> str:
    """Whether changes are kept, and if not, how many texts wait for that, or who keeps the file."""
    if unsaved:
        return tr("{count} 处还没有存上", count=unsaved)
    if not ledger.read_only:
        return tr("改动都已存好")
    holder = ledger.lock_holder
    if holder is None:
        return tr("只读：不能修改这个文件")
    return tr("只读：{who}正在使用", who=holder.words)


def open_already(ledger: Ledger) -> str:
    """The workbook that was asked for is open in this window: who has it, and since when."""
    writer = ledger.writer
    name = ledger.path.name
    if writer is None:
        return tr("“{name}”已经在这个窗口里打开。", name=name)
    return tr("“{name}”已经在这个窗口里打开：{who}正在使用。", name=name, who=writer.words)


def take_over_question(path: Path, left: Holder) -> tuple[str, str]:
    """Whether a workbook is taken over from who holds it, and what that means."""
    question = tr("“{name}”由{who}打开着。要接管吗？", name=path.name, who=left.words)
    return question, tr(
        "只有确定那边已经关闭了它（死机、断电、电脑停用），才可以接管；不能确定的，请先问一下对方。\n"
        "接管以后由这里修改。那边如果其实还开着，就再也存不上，没有存上的内容要在这里重新填。"
    )


def waiting_words(paths: Sequence[Path]) -> str:
    """Files that came while a question or a job was open."""
    name = paths[0].name
    if len(paths) == 1:
        return tr("已收到“{name}”，等现在的对话框或任务结束后处理。", name=name)
    return tr("已收到“{name}”等 {count} 个文件，等现在的对话框或任务结束后处理。", name=name, count=len(paths))


def import_question(names: Sequence[str]) -> str:
    """Into which workbook these reports are to go."""
    if len(names) == 1:
        return tr("报告“{name}”导入哪个工作簿？", name=names[0])
    return tr("“{name}”等 {count} 份报告导入哪个工作簿？", name=names[0], count=len(names))


def start_help() -> str:
    """F1 on the welcome page."""
    return tr(
        "从这里开始：导入一份报告（docx、pdf、txt、html 等），程序取出其中的目标和实绩，由你逐条核对；"
        "也可以打开已有的工作簿，或先看看示例工作簿。文件可以直接拖进窗口，也可以拖到程序的图标上，"
        "或在文件上点右键选“打开方式”。\n\n"
        "程序已经开着时，再打开文件会用同一个窗口：工作簿在窗口里打开，报告导入当前的工作簿。\n\n"
        "工作簿放在本机的磁盘上最稳妥，共享文件夹、U盘、云盘里适合放备份（“文件—备份到…”）。"
        "工作簿由别的电脑打开着时，这里只能查看；那台电脑已经死机、关机的，再打开一次，选“接管”。\n\n"
        "“文件—导出全部数据”把工作簿里的所有内容写成 Excel、CSV 或 JSON，别的程序也能读；"
        "“文件—由导出的数据新建”由这样的文件新建一个内容相同的工作簿（操作记录除外）。\n\n"
        "工作簿打不开、被改坏或找不到了，点“恢复备份”（最近打开的文件后面也有）：程序在这台电脑上自动留着检查过的备份，"
        "列出每一份的时间、当时最后做的和是否完好，选一份按 Enter 恢复并打开。现在的内容先留一份，原来的文件改名为"
        "“…-恢复前-日期.zt”放在旁边保留30天，也在这张表里，可以再恢复回来。"
    )


def keys_everywhere() -> str:
    """The keys that every page knows."""
    return tr(
        "各页通用\n"
        "Ctrl+1…9  换页\n"
        "Alt+← / Alt+→  上个月、下个月（按季看时是上一季、下一季）\n"
        "F11  按月、按季（一季度、上半年、前三季度、全年）、当季轮换；按季时按阶段目标评价，没有的按序时\n"
        "F6  到下一个区域（左侧、期间、表格…）\n"
        "Ctrl+Z / Ctrl+Y  撤销、恢复（关闭后再打开也可以）\n"
        "Ctrl+K  在全部内容里查找（指标、目标、事项、单位、报告的行），可写拼音首字母，Enter 到那里\n"
        "Ctrl+F  在本页查找　Enter 或 ↓ 到找到的行　Esc 结束查找（在找到的行里按也行），列出全部\n"
        "右键或菜单键（Shift+F10）  这一格能做什么：复制、粘贴、改动记录、来自哪里\n"
        "Ctrl+I  导入报告　Ctrl+Shift+I  导入部门报表　Ctrl+O  打开　Ctrl+N  新建\n"
        "Ctrl+P  打印（本页没有可印的，就印本月通报）　Ctrl+Shift+S  导出完成情况表　Ctrl+Shift+B  导出月度通报\n"
        "Ctrl+Shift+E  导出全部数据　Ctrl+Shift+N  由导出的数据新建\n"
        "F1  本页帮助\n"
        "不用保存：每一步改动当时就已存好；按 Ctrl+S 会说明存在哪里。\n"
        "万一没有存上（磁盘满了、U盘或共享盘断开、文件被占用）：填的内容留在格子或对话框里，黄底、左上角有三角，"
        "下方一行说明原因。磁盘恢复以后按 Ctrl+S，按先后全部存好；也可以“另存”成 Excel 文件。关闭、撤销以前都会先问。"
    )
