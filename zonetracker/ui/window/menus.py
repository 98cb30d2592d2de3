"""The menus as data: every command of the window with its words and its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zonetracker.support.i18n import tr
from zonetracker.ui.window.pages import PageEntry


@dataclass(frozen=True, slots=True)
class Command:
    """One menu line; `key` names the window's method, `icon` its drawing, the rest what must be open for it.

    `shown_key` is a key that whatever has the keyboard knows itself, `submenu` a line that opens a menu of its own.
    """

    key: str
    title: str
    shortcut: str = ""
    workbook: bool = True
    writable: bool = False
    icon: str = ""
    shown_key: str = ""
    submenu: bool = False


Menu = tuple[str, tuple[Command | None, ...]]


def menus(entries: Sequence[PageEntry]) -> list[Menu]:
    """All menus in order; None parts groups. The page menu follows the list of pages."""
    pages = tuple(Command(f"page_{n}", entry.title, f"Ctrl+{n}", icon=entry.key) for n, entry in enumerate(entries, 1))
    return [
        (
            tr("文件(&F)"),
            (
                Command("new_workbook", tr("新建工作簿…"), "Ctrl+N", workbook=False, icon="new"),
                Command("new_from_export", tr("由导出的数据新建…"), "Ctrl+Shift+N", workbook=False),
                Command("ask_open", tr("打开工作簿…"), "Ctrl+O", workbook=False, icon="open"),
                Command("recent", tr("最近打开"), workbook=False, submenu=True),
                Command("open_sample", tr("看示例工作簿"), workbook=False, icon="sample"),
                None,
                Command("ask_import", tr("导入报告…"), "Ctrl+I", workbook=False, icon="import"),
                Command("paste_report", tr("粘贴报告文字…"), "Ctrl+Shift+V", writable=True, icon="paste"),
                Command("import_sheet", tr("导入部门报表…"), "Ctrl+Shift+I", writable=True, icon="import"),
                None,
                Command("say_stored", tr("保存"), "Ctrl+S"),
                Command("print_here", tr("打印…"), "Ctrl+P"),
                Command("export_sheet", tr("导出完成情况表…"), "Ctrl+Shift+S"),
                Command("export_summary", tr("导出月度通报…"), "Ctrl+Shift+B"),
                None,
                Command("fill_form", tr("填上级报表…"), "Ctrl+Shift+T"),
                None,
                Command("ask_backup", tr("备份到…"), icon="backup"),
                Command("restore_backup", tr("恢复备份…"), workbook=False),
                Command("ask_export", tr("导出全部数据…"), "Ctrl+Shift+E"),
                Command("ask_close", tr("关闭工作簿"), "Ctrl+W"),
                Command("close", tr("退出"), "Ctrl+Q", workbook=False),
            ),
        ),
        (
            tr("编辑(&E)"),
            (
                Command("undo", tr("撤销"), "Ctrl+Z", writable=True, icon="undo"),
                Command("redo", tr("恢复"), "Ctrl+Y", writable=True, icon="redo"),
                None,
                Command("copy_here", tr("复制"), shown_key="Ctrl+C", workbook=False),
                Command("paste_here", tr("粘贴"), shown_key="Ctrl+V", icon="paste", workbook=False),
                None,
                Command("find_here", tr("查找"), "Ctrl+F", icon="find"),
                Command("find_everywhere", tr("在全部内容里查找…"), "Ctrl+K"),
                None,
                Command("issue_month", tr("核对后签发…"), "F9", writable=True),
                Command("close_month", tr("本月结账"), "Ctrl+J", writable=True),
                Command("reopen_month", tr("重新打开本月…"), "Ctrl+Shift+J", writable=True),
                Command("close_year", tr("年终结账…"), "Ctrl+Shift+Y", writable=True),
            ),
        ),
        (
            tr("查看(&V)"),
            (
                *pages,
                None,
                Command("month_before", tr("上个月"), "Alt+Left", icon="previous"),
                Command("month_after", tr("下个月"), "Alt+Right", icon="next"),
                Command("turn_view", tr("按月、按季、当季轮换"), "F11"),
                Command("next_area", tr("到下一个区域"), "F6"),
                None,
                Command("trace_here", tr("这个数从哪里来"), shown_key="F8"),
            ),
        ),
        (
            tr("帮助(&H)"),
            (
                Command("show_help", tr("本页帮助"), "F1", workbook=False, icon="help"),
                Command("open_log", tr("打开日志文件夹"), workbook=False),
                Command("show_about", tr("关于"), workbook=False, icon="about"),
            ),
        ),
    ]
