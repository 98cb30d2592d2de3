"""The typefaces that official papers call for, and what stands in for each; data, without asking any screen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zonetracker.support.i18n import tr


@dataclass(frozen=True, slots=True)
class FaceChoice:
    """A part of the paper and its families: `wanted` are right (one face under several names), `instead` are not."""

    part: str
    wanted: tuple[str, ...]
    instead: tuple[str, ...]
    bold_instead: bool = False


_SONG = ("宋体", "SimSun", "Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC")
_FANG = ("仿宋", "FangSong", "华文仿宋", "STFangsong")
_KAI = ("楷体", "KaiTi", "华文楷体", "STKaiti")
_HEI = ("微软雅黑", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "WenQuanYi Micro Hei")

FONT_CHOICES = (
    FaceChoice("标题", ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S"), (*_SONG, *_HEI), bold_instead=True),
    FaceChoice("正文", ("仿宋_GB2312", "FangSong_GB2312"), (*_FANG, *_SONG, *_HEI)),
    FaceChoice("一级标题", ("黑体", "SimHei"), (*_HEI, *_SONG)),
    FaceChoice("二级标题", ("楷体_GB2312", "KaiTi_GB2312"), (*_KAI, *_SONG, *_HEI)),
)


def fonts_missing(available: Iterable[str]) -> list[str]:
    """A sentence for each typeface that is not among the `available` families, with what is printed instead."""
    installed = set(available)
    said = []
    for choice in FONT_CHOICES:
        if installed.intersection(choice.wanted):
            continue
        instead = next((family for family in choice.instead if family in installed), "")
        values = {"wanted": choice.wanted[0], "part": choice.part, "instead": instead}
        if not instead:
            said.append(tr("没有安装“{wanted}”，也没有可代替的中文字体，{part}会印成方框。", **values))
        elif choice.bold_instead:
            said.append(tr("没有安装“{wanted}”，{part}改用{instead}加粗。", **values))
        else:
            said.append(tr("没有安装“{wanted}”，{part}改用{instead}。", **values))
    return said
