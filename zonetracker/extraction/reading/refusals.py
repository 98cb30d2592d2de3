"""Every reason not to read a file, each as one sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from zonetracker.extraction.reading.limits import FILE_BYTES
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr

_NO_SENSE = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)


def refusal(code: RefusalCode, name: str = "", **values: object) -> Refusal:
    """The Refusal for `code`; `name` is the file's name as the clerk knows it."""
    known = {"name": name or tr("这个文件"), "most": FILE_BYTES // 2**20}
    return Refusal(code, _sentence(code).format(**{**known, **values}))


@contextmanager
def answer_of_child(name: str) -> Iterator[None]:
    """Within this the answer of a child that read the file is taken apart: one that makes no sense is a refusal."""
    try:
        yield
    except _NO_SENSE as error:
        raise refusal(RefusalCode.READ_DAMAGED, name) from error


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
            "“{name}”其实是 {kind}图片，不是文档；请导入原来的文档，只有图片时请先用文字识别软件转成文字再粘贴进来。"
        ),
        RefusalCode.READ_PICTURE_LARGE: tr(
            "“{name}”的图片尺寸过大（一页超过五千万像素），请用 300 dpi 重新扫描，或缩小后再导入。"
        ),
        RefusalCode.READ_MEDIA: tr("“{name}”是{kind}，里面没有可读的报告文字，请导入报告本身。"),
        RefusalCode.READ_PASSWORD: tr("“{name}”设有打开密码，请用原来的软件打开，去掉密码并另存后再导入。"),
        RefusalCode.READ_OLD_WORD: tr(
            "“{name}”是旧版 Word 或 WPS 文档，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_BINARY_WORKBOOK: tr(
            "“{name}”是二进制工作簿（.xlsb），暂不能直接读取，请用 Excel 或 WPS 打开，另存为 .xlsx 后再导入。"
        ),
        RefusalCode.READ_OLD_OFFICE: tr(
            "“{name}”是旧版 Office 文件，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_SLIDES: tr(
            "“{name}”是演示文稿，暂不能直接读取，请把文字复制后粘贴进来，或另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_RTF: tr(
            "“{name}”是 RTF 或网页存档格式，暂不能直接读取，请用 Word 或 WPS 打开，另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_OPEN_TEXT: tr(
            "“{name}”是 OpenDocument 文字或演示文件，暂不能直接读取，请另存为 .docx 后再导入。"
        ),
        RefusalCode.READ_ARCHIVE: tr("“{name}”是压缩包，请先解压，再导入里面的报告。"),
        RefusalCode.READ_WORKBOOK_FILE: tr("“{name}”是目标台账文件，不是报告，请用“打开”来打开它。"),
        RefusalCode.READ_PROGRAM: tr("“{name}”是程序文件，不是报告，请勿导入来历不明的文件。"),
        RefusalCode.READ_SCANNED: tr(
            "“{name}”是扫描件，里面只有图片没有文字，请先用文字识别软件转成可复制文字的 PDF 或 .docx 后再导入。"
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
        RefusalCode.READ_PAGES: tr("“{name}”超过 300 页，请拆成几份后再导入。"),
        RefusalCode.FORM_FORMAT: tr(
            "“{name}”不是 .xlsx 表格，不能原样填写；请用 Excel 或 WPS 打开，另存为 .xlsx 后再填。"
        ),
        RefusalCode.FORM_BUILT: tr(
            "“{name}”的内部写法少见，不能保证原样填写；请用 Excel 或 WPS 打开，另存为 .xlsx 后再填。"
        ),
        RefusalCode.READ_UNKNOWN: tr("认不出“{name}”是什么文件，请另存为 .docx、.xlsx、.pdf 或 .txt 后再导入。"),
    }
    return sentences[code]
