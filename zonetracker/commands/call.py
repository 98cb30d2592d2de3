"""What a call means: verbs with their arguments, errors as one sentence, exit statuses."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from zonetracker import __version__
from zonetracker.support.errors import Refusal
from zonetracker.support.i18n import tr

Paper = Callable[[object, Path], None]
DONE, COULD_NOT, WRONG_CALL = 0, 1, 2


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        said = tr("命令写法不对:{message}。用 {program} --help 查看用法。", message=message, program=self.prog)
        self.exit(WRONG_CALL, said + "\n")


def _month(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text)
    if not found or not 1 <= int(found[2]) <= 12:
        raise argparse.ArgumentTypeError(tr("“{text}”不是月份,应写成 2023-09", text=text))
    return int(found[1]), int(found[2])


def _output(*endings: str) -> Callable[[str], Path]:
    def check(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(
                tr("“{text}”的扩展名应为 {endings}", text=text, endings=" / ".join(endings))
            )
        return path

    return check


def _build() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="zonetracker",
        description=tr("高新区年度目标与月度实绩台账。不带参数打开窗口;zonetracker 文件.zt 打开该工作簿。"),
    )
    parser.add_argument("--version", action="version", version=f"zonetracker {__version__}")
    parser.add_argument("--self-test", nargs="+", metavar=("DIR", "FILE.zt"), help=tr("自检,结果写入 DIR"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title=tr("命令"), parser_class=_Parser)

    def verb(name: str, says: str, *, book: bool = True, month: bool = False) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=says, description=says)
        if book:
            made.add_argument("book", type=Path, metavar="FILE.zt", help=tr("工作簿"))
        if month:
            made.add_argument("--month", type=_month, required=True, metavar="YYYY-MM", help=tr("截至月份,如 2023-09"))
        return made

    read = verb("extract", tr("从报告中提取指标行"), book=False)
    read.add_argument("file", type=Path, metavar="FILE", help=tr("报告(.txt .docx .pdf .html)"))
    read.add_argument("--format", choices=("jsonl", "table"), default="jsonl", help=tr("输出格式"))
    verb("new", tr("新建工作簿")).add_argument("--zone", required=True, metavar="NAME", help=tr("单位名称"))
    take = verb("import", tr("导入报告,一份报告一步,可撤销"))
    take.add_argument("reports", type=Path, nargs="+", metavar="REPORT", help=tr("报告文件"))
    take.add_argument("--accept", choices=("sure", "all"), help=tr("随即确认:sure 把握大的行,all 全部"))
    enter = verb("actuals", tr("导入一个月的实绩表"), month=True)
    enter.add_argument("sheet", type=Path, metavar="SHEET.xlsx|.csv", help=tr("含 指标名称、累计、同比增长 列的表"))
    enter.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常数据的说明,随数据保存"))
    stand = verb("status", tr("各项目标的完成情况"), month=True)
    stand.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    sheet = verb("sheet", tr("导出目标任务完成情况表"), month=True)
    sheet.add_argument("out", type=_output(".xlsx"), metavar="OUT.xlsx")
    summary = verb("summary", tr("导出月度通报"), month=True)
    summary.add_argument("out", type=_output(".pdf", ".docx", ".html"), metavar="OUT.pdf|.docx|.html")
    gauges = verb("gauges", tr("导出完成情况仪表图"), month=True)
    gauges.add_argument("out", type=_output(".png", ".svg", ".pdf"), metavar="OUT.png|.svg|.pdf")
    verb("check", tr("检查工作簿是否完好"))
    saving = verb("backup", tr("把工作簿另存一份经过检查的备份"))
    saving.add_argument("out", type=_output(".zt"), metavar="OUT.zt")
    undo = verb("undo", tr("撤销最近的操作"))
    undo.add_argument("--steps", type=int, default=1, metavar="N", help=tr("撤销几步"))
    redo = verb("redo", tr("恢复被撤销的操作"))
    redo.add_argument("--steps", type=int, default=1, metavar="N", help=tr("恢复几步"))
    verb("history", tr("列出操作记录"))
    verb("sample", tr("生成样例工作簿"))
    demo = verb("demo", tr("用样例报告走一遍全过程,成果写入 DIR"), book=False)
    demo.add_argument("directory", type=Path, metavar="DIR")
    return parser


def parse(given: Sequence[str]) -> argparse.Namespace:
    """The call as options; `verb` is None for the window, whose workbook is `file`. A wrong call exits with 2."""
    if len(given) == 1 and given[0].lower().endswith(".zt"):
        return argparse.Namespace(verb=None, file=Path(given[0]))
    options = _build().parse_args(given)
    options.file = getattr(options, "file", None)
    if options.self_test:
        options.verb = "self-test"
    return options


def run(options: argparse.Namespace, paper: Paper) -> int:
    """Do what was asked; `paper` composes a PDF from a summary. Returns the exit status."""
    from zonetracker.commands.verbs import VERBS

    try:
        return VERBS[options.verb](options, paper)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return COULD_NOT
    except KeyboardInterrupt:
        print(tr("已中断。"), file=sys.stderr)
        return COULD_NOT
    except BrokenPipeError:
        return COULD_NOT
