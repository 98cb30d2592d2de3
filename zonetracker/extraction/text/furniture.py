"""What a web page or a newspaper sets around a text: menus, buttons, counters, links to other pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_LABEL = re.compile(
    r"(?:当前|您(?:当前|现在)?(?:所在)?的?)位置|(?:浏览|阅读|点击|访问)(?:次数|数|量|:)"
    r"|本文(?:转载|来源|来自)|如有侵权|\d ?网友评论|字[号体](?:大小|选择)?[: \[【]"
    r"|责任编辑|责编[:/ ]|[上下]一[篇版条页](?=[: >\d]|$)|版权所有|[A-Z]?ICP备|公网安备|网站(?:地图|标识码)"
    r"|(?:主办|承办)单位:|技术支持:|返回(?:顶部|首页|列表)|(?:关闭|打印)(?:窗口|本页)|分享(?:到|:)|扫一扫|扫描二维码|保护视力色"
    r"|手机(?:查看|阅读)|加入收藏|设为首页|标题导航|(?:发布|发文|成文|生成|更新|发表)(?:时间|日期|机构|机关|人)[: ]"
    r"|(?:信息|文章|稿件)?来源[:/]|作者:|编辑:|审核:|索引号|公开(?:方式|类型|范围):|信息分类:|资料图片|https?://|www\.|>>"
)
_ADVERT = re.compile(r"(?:红包|中奖|抽奖|开户享|优惠券|扫码领|点击下载).{0,40}[！>]")
_BUTTONS = re.compile(
    r"(?:打印|本页|正文|关闭|窗口|分享|到|收藏|返回|顶部|首页|上页|下页|尾页|字号|字体|大小|加大|还原|减小|放大|缩小|默认|大|中|小"
    r"|微信|微博|朗读|下载|全屏|扫一扫|[\s【】\[\]()|:·>A+-])+"
)
_NUMBER_OF_PAGE = re.compile(r"第[A-Z\d]+[页版](?:.{0,10})|-?\d{1,4}-?|•.{0,40}")
_CRUMB = re.compile(r"\s*(?:>+|»|\||/)\s*")
_RELATED = re.compile(
    r"[【\[]?(?:相关|推荐|热门|延伸|更多|友情|热点)(?:链接|阅读|新闻|文章|附件|报道|信息|推荐|资讯|内容|稿件)[】\]]?:?"
)
_LONGEST = 120
_TITLE = 10
_CRUMB_LENGTH = 12
_SENTENCE = 40


def outside_text(pieces: Iterable[str]) -> Iterator[bool]:
    """For each line, in the one width of flat text, whether it belongs to the page and not to its text.

    Below a line that announces other pages (相关阅读) all short lines are links, up to the next sentence.
    """
    linked = False
    for piece in pieces:
        sentence = "。" in piece and len(piece) >= _SENTENCE
        linked = (linked and not sentence) or _RELATED.fullmatch(piece.strip()) is not None
        yield linked or is_furniture(piece)


def is_furniture(piece: str) -> bool:
    """Whether a line is one of buttons, of labels that only a page has, a path of links, or a page's number."""
    if len(piece) > _LONGEST or "。" in piece:
        return False
    if _BUTTONS.fullmatch(piece) or _NUMBER_OF_PAGE.fullmatch(piece) or _is_path(piece):
        return True
    if _ADVERT.search(piece):
        return True
    label = _LABEL.search(piece)
    return (label is not None and label.start() <= _TITLE) or piece.startswith("首页") or piece.endswith(">>")


def _is_path(piece: str) -> bool:
    """首页 > 政务公开 > 工作报告."""
    steps = _CRUMB.split(piece.strip())
    return len(steps) >= 3 and all(0 < len(step) <= _CRUMB_LENGTH and not step.isdigit() for step in steps)
