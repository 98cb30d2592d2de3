"""Every reason not to read a file, each as one sentence that says what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from zonetracker.extraction.reading.limits import ENCLOSURES, FILE_BYTES, PAGES
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_log = logging.getLogger(__name__)
_NO_SENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def refusal(code: RefusalCode, name: str = "", **values: object) -> Refusal:
    """The Refusal for `code`; `name` is the file's name as the clerk knows it."""
    known = {"name": name or tr("这个文件"), "most": FILE_BYTES // 2**20, "pages": PAGES, "files": ENCLOSURES}
    return Refusal(code, _sentence(code).format(**{**known, **values}))


@contextmanager
def answer_of_child(name: str) -> Iterator[None]:
    """Within this the answer of a child that read the file is taken apart: one that makes no sense is a refusal."""
    try:
        yield
    except _NO_SENSE as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error


@contextmanager
def damaged_otherwise(name: str) -> Iterator[None]:
    """Within this the file is parsed: what nobody foresaw of its bytes is a refusal too."""
    try:
        yield
    except (Refusal, MemoryError):
        raise
    except Exception as error:
        _log.warning("a file could not be read: %s", type(error).__name__)
        raise refusal(RefusalCode.READ_DAMAGED, name) from error


def refuse_large(data: bytes, name: str) -> None:
    """Refuse a file that is larger than what is parsed at all."""
    if len(data) > FILE_BYTES:
        raise refusal(RefusalCode.READ_TOO_LARGE, name)


def _sentence(code: RefusalCode) -> str:
    sentences = {
        RefusalCode.READ_EMPTY: tr("“{name}”是空文件，请确认文件已经完整保存或下载后再导入。"),
        RefusalCode.READ_TOO_LARGE: tr("“{name}”超过 {most} MB，请去掉图片或拆成几份后再导入。"),
        RefusalCode.READ_TOO_LONG: tr("“{name}”的文字或表格过多，不像一份报告，请拆成几份后再导入。"),
        RefusalCode.READ_ROWS: tr(
            "“{name}”里的数字和事项超过 {rows} 条，不像一份报告，请拆成几份，或只留下要用的部分后再导入。"
        ),
        RefusalCode.READ_LINE_TOO_LONG: tr("“{name}”里有超过一百万字的一行，不像一份报告，请检查文件内容后再导入。"),
        RefusalCode.READ_NO_TEXT: tr("“{name}”里没有可读的文字，请检查文件内容后再导入。"),
        RefusalCode.READ_BINARY: tr(
            "“{name}”不是文字文件（含有二进制内容），请用原来的软件打开，另存为 .docx 或 .txt 后再导入。"
        ),
        RefusalCode.READ_ENCODING: tr(
            "认不出“{name}”的文字编码，请用记事本或 WPS 打开，另存为 UTF-8 编码的 .txt 后再导入。"
        ),
        RefusalCode.READ_PICTURE: tr(
            "“{name}”是 {kind}图片，暂不能直接读取，请导入原来的文档；只有图片时请另存为 .png、.jpg 或 .tif 后再导入。"
        ),
        RefusalCode.READ_PICTURE_DAMAGED: tr(
            "“{name}”是 {kind} 图片，已损坏或不完整，读不出来，请重新扫描或拍照，或另取一份后再导入。"
        ),
        RefusalCode.READ_PICTURE_LARGE: tr(
            "“{name}”的图片尺寸过大（一页超过五千万像素），请用 300 dpi 重新扫描，或缩小后再导入。"
        ),
        RefusalCode.READ_MEDIA: tr("“{name}”是{kind}，里面没有可读的报告文字，请导入报告本身。"),
        RefusalCode.READ_PASSWORD: tr("“{name}”设有打开密码，请用原来的软件打开，去掉密码并另存后再导入。"),
        RefusalCode.READ_OLD_WORD: tr(
            "“{name}”是 Word 95 或更早的文档，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_BINARY_WORKBOOK: tr(
            "“{name}”是二进制工作簿（.xlsb），暂不能直接读取，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        ),
        RefusalCode.READ_OLD_OFFICE: tr(
            "“{name}”是旧版 Office 文件，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_SLIDES: tr(
            "“{name}”是旧版演示文稿（.ppt、.dps），暂不能直接读取，请用 PowerPoint 或 WPS 打开，另存为 .pptx 后再导入。"
        ),
        RefusalCode.READ_OPEN_OTHER: tr(
            "“{name}”是 OpenDocument 的绘图、公式或数据库文件，不是报告，请导入报告本身（.odt、.ods、.odp 或 .docx）。"
        ),
        RefusalCode.READ_ARCHIVE: tr(
            "“{name}”是这里打不开的压缩包（如 .rar、.7z），请先解压再导入里面的报告，或请对方改用 .zip 压缩。"
        ),
        RefusalCode.READ_BUNDLE: tr("“{name}”里装着别的文件，请先取出要用的那一个，再导入它。"),
        RefusalCode.READ_BUNDLE_EMPTY: tr("“{name}”里没有文件，请向来源单位核实后另取一份。"),
        RefusalCode.READ_BUNDLE_MANY: tr("“{name}”里的文件超过 {files} 个，请先解压，再导入要用的那几个。"),
        RefusalCode.READ_BUNDLE_LARGE: tr("“{name}”里的文件合起来太大，请先解压，再导入要用的那几个。"),
        RefusalCode.READ_BUNDLE_NESTED: tr("“{name}”套在好几层压缩包或邮件里，请先把它取出来，再导入。"),
        RefusalCode.READ_BUNDLE_PASSWORD: tr("“{name}”设有解压密码，请用压缩软件输入密码解压，再导入里面的文件。"),
        RefusalCode.READ_BUNDLE_METHOD: tr("“{name}”是用少见的方法压缩的，请先用压缩软件解压，再导入里面的文件。"),
        RefusalCode.READ_TNEF: tr(
            "“{name}”是 Outlook 特有的附件包（winmail.dat），请发件人改用 HTML 或纯文本格式重发，或直接把附件发来。"
        ),
        RefusalCode.READ_MSG: tr(
            "“{name}”是 Outlook 邮件（.msg），暂不能直接读取，请在 Outlook 中打开，把附件另存，或把正文复制后粘贴进来。"
        ),
        RefusalCode.READ_WORKBOOK_FILE: tr("“{name}”是目标台账文件，不是报告，请用“打开”来打开它。"),
        RefusalCode.READ_PROGRAM: tr("“{name}”是程序文件，不是报告，请勿导入来历不明的文件。"),
        RefusalCode.READ_SCANNED: tr(
            "“{name}”是扫描件或图片，要先安装“文字识别组件”才能读取：Windows 请运行随本软件提供的文字识别组件安装程序，"
            "其他系统请执行 pip install zonetracker[ocr]，装好后再导入；"
            "也可以用文字识别软件转成可复制文字的 PDF 或 .docx 再导入。"
        ),
        RefusalCode.READ_RECOGNISER: tr(
            "“{name}”是扫描件或图片，已装的文字识别组件却不能正常工作，请重新安装文字识别组件后再导入；"
            "也可以用文字识别软件转成可复制文字的 PDF 或 .docx 再导入。"
        ),
        RefusalCode.READ_DAMAGED: tr(
            "“{name}”已损坏或不完整，读不出来，请重新取得一份，或用原来的软件打开并另存后再导入。"
        ),
        RefusalCode.READ_BOMB: tr(
            "“{name}”解压后的内容异常庞大，可能是恶意文件，已停止读取；请向来源单位核实后另取一份。"
        ),
        RefusalCode.READ_ENTITY: tr(
            "“{name}”含有不允许的外部定义（DOCTYPE），可能是恶意文件，已停止读取；请另存一份后再导入。"
        ),
        RefusalCode.READ_NESTED: tr("“{name}”的内部层次过深，不像正常的文档，请用原来的软件打开并另存后再导入。"),
        RefusalCode.READ_PAGES: tr("“{name}”超过 {pages} 页，请拆成几份后再导入。"),
        RefusalCode.FORM_FORMAT: tr(
            "“{name}”不是 .xlsx 表格，不能原样填写；请用 Excel 或 WPS 打开，另存为 .xlsx 后再填。"
        ),
        RefusalCode.FORM_BUILT: tr(
            "“{name}”的内部写法少见，不能保证原样填写；请用 Excel 或 WPS 打开，另存为 .xlsx 后再填。"
        ),
        RefusalCode.READ_UNKNOWN: tr("认不出“{name}”是什么文件，请另存为 .docx、.xlsx、.pdf 或 .txt 后再导入。"),
    }
    return sentences[code]
