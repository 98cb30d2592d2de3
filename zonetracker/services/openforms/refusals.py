"""Why a file of the open form is not read, or not written, each as one sentence."""

from __future__ import annotations

from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr


def foreign(name: str) -> Refusal:
    """A file that was never an export."""
    said = tr("“{name}”不是导出的全部数据（.xlsx、.json，或装着 .csv 的 .zip），没有新建工作簿。", name=name)
    return Refusal(RefusalCode.OPEN_FOREIGN, said)


def newer(name: str, version: str) -> Refusal:
    """An export of a later program."""
    said = tr("“{name}”是更新版本的程序导出的（格式版本 {version}），请先升级程序。", name=name, version=version[:20])
    return Refusal(RefusalCode.OPEN_NEWER, said)


def wrong_table(said: str) -> Refusal:
    """A table or a column that is not as it should be."""
    return Refusal(RefusalCode.OPEN_TABLE, tr("{said}；没有新建工作簿，请改正或重新导出后再试。", said=said))


def wrong_row(title: str, line: int, said: str) -> Refusal:
    """A row that can't be kept; `title` names its sheet as the clerk sees it."""
    words = tr("{sheet}第 {line} 行：{said}；没有新建工作簿，请改正后再试。", sheet=title, line=line, said=said)
    return Refusal(RefusalCode.OPEN_ROW, words)


def too_large(ending: str) -> Refusal:
    """A workbook that one file of this kind can't hold."""
    said = tr("工作簿的内容太多，放不进一个 .{ending} 文件，请改为导出 CSV（.zip）。", ending=ending)
    return Refusal(RefusalCode.OPEN_LARGE, said)
