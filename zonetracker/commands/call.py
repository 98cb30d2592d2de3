"""What a call means: verbs with their arguments, errors as one sentence, exit statuses."""

from __future__ import annotations

import argparse
import contextlib
import errno
import os
import re
import sys
from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import NoReturn

from zonetracker import __version__
from zonetracker.commands.statuses import COULD_NOT, WRONG_CALL
from zonetracker.model.checking.limits import day_beyond, month_beyond, name_beyond, year_beyond
from zonetracker.model.issuing import OPEN_FORMS, PAPERS, ExtraSheet, GaugeForm, Group, SheetColumn
from zonetracker.model.milestones.summary import StageGroup
from zonetracker.model.reports.frame import Written
from zonetracker.services.qt_side import QtSide
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.paths import distinct, plain_path
from zonetracker.words.findings import say_finding
from zonetracker.words.framing import read_written
from zonetracker.words.issuing import column_head, column_named, extra_word, group_word

NEW_WINDOW = "--new-window"


def _in_chinese(message: str) -> str:
    """What argparse complains of."""
    complaints = (
        (r"the following arguments are required: (.+)", tr("缺少参数 {0}")),
        (r"unrecognized arguments: (.+)", tr("多出了参数 {0}")),
        (r"one of the arguments (\S+) (\S+) is required", tr("{0} 和 {1} 要写一个")),
        (r"one of the arguments (.+) is required", tr("{0} 要写一个")),
        (r"argument (\S+): not allowed with argument (\S+)", tr("{0} 不能和 {1} 一起用")),
        (r"argument (\S+): expected (?:one|at least one) argument", tr("{0} 后面缺少内容")),
        (r"argument (\S+): invalid choice: '(.*?)' \(choose from .*\)", tr("{0} 不能是“{1}”")),
        (r"argument (\S+): (.+)", tr("{0}：{1}")),
    )
    for pattern, words in complaints:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return message


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        said = tr(
            "命令写法不对：{message}。用 {program} --help 查看用法。", message=_in_chinese(message), program=self.prog
        )
        self.exit(WRONG_CALL, " ".join(said.split()) + "\n")


def _month(text: str) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{4})-(\d{1,2})", text, re.ASCII)
    if not found or year_beyond(int(found[1])) or month_beyond(int(found[2])):
        raise argparse.ArgumentTypeError(tr("“{text}”不是月份，应写成 2023-09", text=text))
    return int(found[1]), int(found[2])


def _month_number(text: str) -> int:
    if not re.fullmatch(r"\d{1,2}", text, re.ASCII) or month_beyond(int(text)):
        raise argparse.ArgumentTypeError(tr("“{text}”不是月份，应是 1 至 12", text=text))
    return int(text)


def _year(text: str) -> int:
    if not re.fullmatch(r"\d{4}", text, re.ASCII) or year_beyond(int(text)):
        raise argparse.ArgumentTypeError(tr("“{text}”不是年份，应写成 2023", text=text))
    return int(text)


def _written(text: str) -> Written:
    found = read_written(text)
    if found is None:
        raise argparse.ArgumentTypeError(tr("“{text}”不是年份，应写成 2023 或 2023-01", text=text))
    return found


def _steps(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        raise argparse.ArgumentTypeError(tr("“{text}”不是步数，应是 1 或更大的整数", text=text))
    return int(text)


def _number(text: str) -> int:
    if not re.fullmatch(r"[1-9]\d{0,5}", text, re.ASCII):
        raise argparse.ArgumentTypeError(tr("“{text}”不是编号，应是 1 或更大的整数", text=text))
    return int(text)


def _zone(text: str) -> str:
    wrong = name_beyond(text, "zone")
    if wrong is not None:
        raise argparse.ArgumentTypeError(say_finding(wrong))
    return text.strip()


def _columns(text: str) -> tuple[SheetColumn, ...]:
    """Heads of columns, any month's, parted by commas."""
    found = {name: column_named(name) for name in re.split("[,，、]", text) if name.strip()}
    if unknown := [name for name, column in found.items() if column is None]:
        heads = "、".join(column_head(column, 12) for column in SheetColumn)
        raise argparse.ArgumentTypeError(tr("没有“{name}”这一列，可用的有：{heads}", name=unknown[0], heads=heads))
    if not found:
        raise argparse.ArgumentTypeError(tr("至少要有一列"))
    return tuple(dict.fromkeys(column for column in found.values() if column is not None))


def _column(text: str) -> SheetColumn:
    """The head of one column."""
    found = _columns(text)
    if len(found) > 1:
        raise argparse.ArgumentTypeError(tr("只能写一列"))
    return found[0]


def _group(text: str) -> Group:
    for group in Group:
        if text in (str(group), group_word(group)):
            return group
    known = "、".join(group_word(group) for group in Group)
    raise argparse.ArgumentTypeError(tr("“{text}”不是分组方式，可用的有：{known}", text=text, known=known))


def _extra(text: str) -> tuple[ExtraSheet, ...]:
    """Names of further sheets parted by commas, or none."""
    known = {extra_word(sheet): sheet for sheet in ExtraSheet}
    names = [name.strip() for name in re.split("[,，、]", text) if name.strip()]
    if unknown := [name for name in names if name not in known and names != [tr("无")]]:
        said = "、".join((*known, tr("无")))
        raise argparse.ArgumentTypeError(tr("没有“{name}”这一张，可用的有：{known}", name=unknown[0], known=said))
    return tuple(dict.fromkeys(known[name] for name in names if name in known))


def _date(text: str) -> str:
    wrong = day_beyond(text, "date")
    if wrong is not None:
        raise argparse.ArgumentTypeError(say_finding(wrong))
    return text


def _output(*endings: str) -> Callable[[str], Path]:
    def check(text: str) -> Path:
        path = Path(text)
        if path.suffix.lower() not in endings:
            raise argparse.ArgumentTypeError(
                tr("“{text}”的扩展名应为 {endings}", text=text, endings=" / ".join(endings))
            )
        return path

    return check


def _build() -> tuple[argparse.ArgumentParser, Collection[str]]:
    """The parser, and the names of the verbs."""
    parser = _Parser(
        prog="zonetracker",
        description=tr(
            "高新区年度目标与月度实绩台账。不带参数打开窗口；zonetracker 文件… 在窗口中打开工作簿（.zt）、导入报告，"
            "窗口已经开着时交给它。"
        ),
    )
    parser.add_argument(NEW_WINDOW, action="store_true", help=tr("另开一个窗口，不用已经开着的"))
    parser.add_argument("--version", action="version", version=f"zonetracker {__version__}")
    parser.add_argument("--self-test", nargs="+", metavar=("DIR", "FILE.zt"), help=tr("自检，结果写入 DIR"))
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title=tr("命令"), parser_class=_Parser)

    def verb(
        name: str, says: str, *, book: bool = True, fresh: bool = False, month: bool = False
    ) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=says, description=says)
        if book:
            made.add_argument("book", type=_output(".zt") if fresh else Path, metavar="FILE.zt", help=tr("工作簿"))
        if month:
            made.add_argument("--month", type=_month, required=True, metavar="YYYY-MM", help=tr("截至月份，如 2023-09"))
        return made

    read = verb("extract", tr("从报告中提取指标行"), book=False)
    read.add_argument(
        "file",
        type=Path,
        metavar="FILE",
        help=tr("报告（.docx .doc .wps .rtf .odt .pptx .pdf .ofd .mht .txt .html，或 .xlsx .xls .et .ods .csv 表格）"),
    )
    _add_date(read)
    read.add_argument("--format", choices=("jsonl", "table"), help=tr("输出格式；不写时行用 jsonl，说明用文字"))
    read.add_argument(
        "--explain",
        nargs="?",
        const="",
        metavar="TEXT",
        help=tr("逐句说明为什么成行或不成行；写上 TEXT 只看含有这几个字的句子"),
    )
    fresh = verb("new", tr("新建工作簿，空白的或由导出的全部数据恢复"), fresh=True).add_mutually_exclusive_group(
        required=True
    )
    fresh.add_argument("--zone", type=_zone, metavar="NAME", help=tr("单位名称"))
    fresh.add_argument(
        "--from", dest="source", type=Path, metavar="FILE", help=tr("用 export 导出的文件，内容与原工作簿相同")
    )
    take = verb("import", tr("导入报告，一份报告一步，可撤销"))
    take.add_argument("reports", type=Path, nargs="+", metavar="REPORT", help=tr("报告文件，或装着报告的 .zip、.eml"))
    _add_date(take)
    of_bundle = take.add_mutually_exclusive_group()
    _add_enclosure(of_bundle, "+")
    of_bundle.add_argument("--all", action="store_true", help=tr("压缩包、邮件里能读的全部导入"))
    take.add_argument("--accept", choices=("sure", "all"), help=tr("随即确认：sure 把握大的行，all 全部"))
    take.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常数据的说明，随操作保存"))
    enter = verb("actuals", tr("导入一个月的实绩表"), month=True)
    enter.add_argument("sheet", type=Path, metavar="SHEET", help=tr("部门报来的表（Excel、WPS、CSV、Word 等）"))
    _add_enclosure(enter, None)
    enter.add_argument("--plan", action="store_true", help=tr("只列出会怎样填，每行一个 JSON，不写入"))
    enter.add_argument("--accept", nargs="+", metavar="NAME", help=tr("填入待核对的这几项；all 为全部"))
    enter.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常数据的说明，随数据保存"))
    enter.add_argument("--source", metavar="TEXT", help=tr("数据来源，如 统计局、财政局、快报、预计"))
    named = verb("units", tr("责任单位：列出各单位的任务和没有登记的名称，或登记"))
    named.add_argument("--year", type=_year, metavar="YYYY", help=tr("看哪一年；不写时是最近一年"))
    named.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    named.add_argument("--register", nargs="+", metavar="NAME", help=tr("登记这些单位；all 为全部没有登记的名称"))
    named.add_argument("--alias", nargs="+", metavar="NAME", help=tr("先写已登记的单位，再写它的别名"))
    _add_fill_in(verb)
    _add_reporting(verb)
    _add_points(verb)
    _add_scores(verb)
    _add_month(verb)
    _add_issue(verb)
    _add_year(verb)
    _add_form(verb)
    _add_targets(verb)
    _add_projects(verb)
    _add_milestones(verb)
    _add_quarter(verb)
    stand = verb("status", tr("各项目标的完成情况"), month=True)
    says = tr("把3月、6月、9月、12月作为季末看，按阶段目标评价，没有的按序时")
    stand.add_argument("--quarter", action="store_true", help=says)
    stand.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    _add_outputs(verb)
    verb("check", tr("检查工作簿是否完好"))
    giving = verb("export", tr("导出工作簿的全部数据，供其他程序使用；可用 new --from 读回"))
    giving.add_argument("--format", choices=tuple(OPEN_FORMS), required=True, help=tr("格式；csv 为装着各表的 .zip"))
    giving.add_argument("--to", type=Path, metavar="FILE", help=tr("写到哪里；不写时放在工作簿旁边，不覆盖已有文件"))
    saving = verb("backup", tr("把工作簿另存一份经过检查的备份"))
    saving.add_argument("out", type=_output(".zt"), metavar="OUT.zt")
    taking = verb("takeover", tr("接管别的电脑没有关好的工作簿；不写 --from 时只说明是谁打开的"))
    taking.add_argument("--from", dest="host", metavar="PC", help=tr("那台电脑的名称；确定它已经关闭了工作簿才写"))
    verb("snapshots", tr("列出这台电脑上自动留的备份，逐份检查；工作簿打不开、找不到了也能列出"))
    back = verb("restore", tr("恢复到 snapshots 列出的一份；现在的先备份，原来的文件移到一边保留30天"))
    back.add_argument("number", type=_number, metavar="N", help=tr("snapshots 列出的编号"))
    undo = verb("undo", tr("撤销最近的操作"))
    undo.add_argument("--steps", type=_steps, default=1, metavar="N", help=tr("撤销几步"))
    redo = verb("redo", tr("恢复被撤销的操作"))
    redo.add_argument("--steps", type=_steps, default=1, metavar="N", help=tr("恢复几步"))
    verb("history", tr("列出操作记录"))
    verb("sample", tr("生成样例工作簿"), fresh=True)
    demo = verb("demo", tr("用样例报告走一遍全过程，成果写入 DIR"), book=False)
    demo.add_argument("directory", type=Path, metavar="DIR")
    return parser, verbs.choices


def _add_date(verb: argparse.ArgumentParser) -> None:
    says = tr("报告成文的年份或年月，如 2023、2023-01；不写时由程序判断")
    verb.add_argument("--year", dest="written", type=_written, metavar="YYYY[-MM]", help=says)


def _add_enclosure(verb: argparse._ActionsContainer, count: str | None) -> None:
    says = tr("压缩包、邮件里的哪一个，写编号或名称；不写时列出里面有什么")
    verb.add_argument("--enclosure", nargs=count, metavar="N|NAME", help=says)


def _add_fill_in(verb: Callable[..., argparse.ArgumentParser]) -> None:
    sheets = verb("fillin", tr("填报表：按责任单位写出一个月的，或把报回的读入，一次读入一步，可撤销"), month=True)
    way = sheets.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", type=Path, metavar="DIR", help=tr("写到这个文件夹，每个单位一个文件"))
    way.add_argument("--read", type=Path, nargs="+", metavar="FILE", help=tr("读入报回的文件或文件夹"))
    sheets.add_argument("--replace", action="store_true", help=tr("覆盖已有的同名文件"))
    sheets.add_argument("--plan", action="store_true", help=tr("只列出会怎样填，每行一个 JSON，不写入"))
    sheets.add_argument("--accept", nargs="+", metavar="NAME", help=tr("填入待核对和不一致的这几项；all 为全部"))
    sheets.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常数据的说明，随数据保存"))


def _add_reporting(verb: Callable[..., argparse.ArgumentParser]) -> None:
    says = tr("报送：列出各单位应报、按时、迟报、未报各几项，还缺什么；出报送情况表、催报单、调度清单，或记下催报")
    made = verb("reporting", says, month=True)
    made.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    made.add_argument("--to", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("导出报送情况表"))
    made.add_argument("--letters", type=_output(".docx"), metavar="OUT.docx", help=tr("导出催报单，一个单位一页"))
    made.add_argument("--dispatch", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("导出调度清单"))
    made.add_argument("--words", nargs="+", metavar="NAME", help=tr("只列出这些单位催报的话；all 为全部缺报的"))
    made.add_argument(
        "--chase", nargs="+", metavar="NAME", help=tr("记下今天催报了这些单位，一步，可撤销；all 为全部缺报的")
    )
    made.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    made.add_argument("--issuer", metavar="NAME", help=tr("改写填报单位或落款"))
    made.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报或成文日期"))


def _add_points(verb: Callable[..., argparse.ArgumentParser]) -> None:
    made = verb(
        "points", tr("积分：列出各单位的积分或一个单位的台账，导出积分台账；记分、免责，或选一套规则"), month=True
    )
    made.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式；json 带每条的代号"))
    made.add_argument("--unit", metavar="NAME", help=tr("只列这个单位的台账；记分时是给哪个单位"))
    way = made.add_mutually_exclusive_group()
    way.add_argument("--to", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("导出积分台账"))
    way.add_argument("--add", metavar="N", help=tr("手工记分，减分写负数，要同时写 --unit 和 --for"))
    way.add_argument("--waive", nargs="+", metavar="KEY", help=tr("这几条自动记分免责，原因写在 --reason"))
    way.add_argument("--rules", metavar="NAME", help=tr("选一套积分规则；off 为不计积分"))
    made.add_argument("--for", dest="matter", default="", metavar="TEXT", help=tr("记分的事由"))
    made.add_argument("--paper", default="", metavar="TEXT", help=tr("记分的依据文号"))
    made.add_argument("--on", type=_date, metavar="YYYY-MM-DD", help=tr("记分的日期，不写是今天"))
    made.add_argument("--reason", default="", metavar="TEXT", help=tr("免责的原因，或对待核对处的说明"))
    made.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    made.add_argument("--issuer", metavar="NAME", help=tr("改写填报单位或落款"))
    made.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报或成文日期"))


def _add_scores(verb: Callable[..., argparse.ArgumentParser]) -> None:
    made = verb("scores", tr("考核得分：列出各单位的得分，说明一个单位怎样算来，或写出考核得分表"), month=True)
    made.add_argument("--unit", metavar="NAME", help=tr("说明这个单位各项怎样得分"))
    made.add_argument("--to", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("写出考核得分表"))
    says = tr("写出自评与核定对照表：各单位的自评得分、核定得分、差和核查情况")
    made.add_argument("--claims", type=_output(".xlsx"), metavar="OUT.xlsx", help=says)
    _add_scored(made)
    made = verb("ranking", tr("得分排名：按序列列出名次和变化，或写出得分排名表、红黑榜"), month=True)
    made.add_argument("--to", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("写出得分排名表"))
    made.add_argument("--lists", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("写出红黑榜"))
    _add_scored(made)


def _add_scored(made: argparse.ArgumentParser) -> None:
    made.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    made.add_argument("--quarter", action="store_true", help=tr("按季度目标计分"))
    made.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    made.add_argument("--issuer", metavar="NAME", help=tr("改写填报单位或落款"))
    made.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报日期"))


def _add_month(verb: Callable[..., argparse.ArgumentParser]) -> None:
    made = verb("month", tr("结账：一个月的数报出以后结账，要改时写明原因重新打开"))
    way = made.add_mutually_exclusive_group(required=True)
    way.add_argument("--close", type=_month, metavar="YYYY-MM", help=tr("这个月结账"))
    way.add_argument("--reopen", type=_month, metavar="YYYY-MM", help=tr("重新打开这个月，要同时写 --reason"))
    way.add_argument("--list", action="store_true", help=tr("列出结过账的月份，和各版更正了什么"))
    made.add_argument("--reason", default="", metavar="TEXT", help=tr("重新打开的原因，印在下一版的说明里"))
    made.add_argument("--year", type=_year, metavar="YYYY", help=tr("列出哪一年；不写时是最近一年"))


def _add_issue(verb: Callable[..., argparse.ArgumentParser]) -> None:
    made = verb("issue", tr("核对后签发：核对一个月的表、通报和图，结账并留存原样，一步，可撤销"), month=True)
    made.add_argument("--check", action="store_true", help=tr("只核对，列出要改的和请留意的，不签发"))
    made.add_argument(
        "--reason", default="", metavar="TEXT", help=tr("请留意的各处确实如此的原因，随签发保存；不写时沿用上次的")
    )
    made.add_argument("--gauges", action="store_true", help=tr("一并留存仪表图"))
    made.add_argument("--to", type=Path, metavar="DIR", help=tr("留存以外，再写一份到这个文件夹"))
    made.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("成文日期"))
    traced = verb("trace", tr("这个数从哪里来：怎样算的、报告里的哪一句、哪张表、谁录入的"), month=True)
    traced.add_argument("indicator", metavar="INDICATOR", help=tr("指标的名称或别名"))
    traced.add_argument("--column", type=_column, metavar=tr("列名"), help=tr("只看完成情况表的这一列；不写时看全部"))


def _add_year(verb: Callable[..., argparse.ArgumentParser]) -> None:
    made = verb("year", tr("年终结账：按12月的数定各项目标完成没有，清单带到下一年"))
    way = made.add_mutually_exclusive_group(required=True)
    way.add_argument("--close", type=_year, metavar="YYYY", help=tr("这一年年终结账；12月还没有结账的一并结账"))
    way.add_argument("--reopen", type=_year, metavar="YYYY", help=tr("重新打开这一年的清单，要同时写 --reason"))
    way.add_argument("--show", type=_year, metavar="YYYY", help=tr("列出各项目标全年完成情况，和新报告里不同的数"))
    made.add_argument("--no-carry", action="store_true", help=tr("不把清单带到下一年"))
    made.add_argument("--reason", default="", metavar="TEXT", help=tr("重新打开的原因"))


def _add_form(verb: Callable[..., argparse.ArgumentParser]) -> None:
    form = verb("form", tr("填上级发来的报表：另写一份填好的，表里别的都不动"))
    form.add_argument("form", type=Path, metavar="FORM", help=tr("上级的表（.xlsx 或 .xlsm）"))
    form.add_argument("--month", type=_month, metavar="YYYY-MM", help=tr("填到哪个月；不写时按表上写的"))
    form.add_argument("--to", type=Path, metavar="OUT", help=tr("写到哪里；不写时放在原表旁边，不覆盖已有文件"))
    form.add_argument("--plan", action="store_true", help=tr("只列出每一格会填什么，每行一个 JSON，不写文件"))
    says = tr("表中的名称是台账里的哪个指标，写成 名称=指标；记住，下次同样")
    form.add_argument("--name", nargs="+", metavar="NAME=INDICATOR", help=says)


def _add_targets(verb: Callable[..., argparse.ArgumentParser]) -> None:
    listed = verb("targets", tr("目标任务分解表：导出一年的，或读回改过的、读入办公室自己的清单，一次一步，可撤销"))
    listed.add_argument("list", type=Path, nargs="?", metavar="LIST", help=tr("要读的清单（Excel、WPS、CSV、Word 等）"))
    listed.add_argument("--year", type=_year, required=True, metavar="YYYY", help=tr("哪一年的目标"))
    listed.add_argument("--to", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("导出到这个文件"))
    listed.add_argument("--plan", action="store_true", help=tr("只列出会怎样改，每行一个 JSON，不写入"))
    listed.add_argument("--accept", nargs="+", metavar="NAME", help=tr("填入待核对的这几项（名称或位置）；all 为全部"))
    listed.add_argument("--remove", nargs="+", metavar="NAME", help=tr("删除表中没有的这几项目标"))
    how = listed.add_mutually_exclusive_group()
    how.add_argument("--correct", action="store_true", help=tr("已有的目标数改了的，作为更正"))
    how.add_argument("--adjust", metavar="PAPER", help=tr("已有的目标数改了的，作为目标调整，写明批准的文件"))
    listed.add_argument("--from", dest="from_month", type=_month_number, metavar="M", help=tr("目标调整从几月起"))
    listed.add_argument("--reason", default="", metavar="TEXT", help=tr("原因，随操作保存"))


def _add_projects(verb: Callable[..., argparse.ArgumentParser]) -> None:
    listed = verb(
        "projects", tr("项目：列出一个月的进展，写出进展情况表、阶段汇总表，或由项目统计指标的数"), month=True
    )
    listed.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    says = tr("写出重点项目进展情况表")
    listed.add_argument("--to", type=_output(".xlsx", ".pdf"), metavar="OUT.xlsx|.pdf", help=says)
    listed.add_argument("--stages", type=_output(".xlsx"), metavar="OUT.xlsx", help=tr("写出项目阶段汇总表"))
    says = tr("阶段汇总按责任单位 unit 或类别 category")
    listed.add_argument("--by", choices=list(StageGroup), type=StageGroup, default=StageGroup.UNIT, help=says)
    listed.add_argument("--cohort", type=_year, metavar="YYYY", help=tr("转化率只看这一年签约的项目；不写时看全部"))
    listed.add_argument("--derive", action="store_true", help=tr("列出由项目统计的指标各月的数，不写入"))
    listed.add_argument("--accept", action="store_true", help=tr("填入统计出的数，填过的数不动；一步，可撤销"))
    listed.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常数据的说明，随数据保存"))
    listed.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    listed.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报日期"))


def _add_quarter(verb: Callable[..., argparse.ArgumentParser]) -> None:
    says = tr("季度：到一季度、上半年、前三季度或全年为止的目标和完成情况，列出来，或写出开门红表")
    made = verb("quarter", says, month=True)
    made.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    made.add_argument("--single", action="store_true", help=tr("列出时加上单独一个季度的数和同比"))
    made.add_argument("--to", type=_output(".xlsx", ".pdf"), metavar="OUT.xlsx|.pdf", help=tr("写出开门红表"))
    made.add_argument("--paper", choices=PAPERS, help=tr("改用这种纸张"))
    made.add_argument("--issuer", metavar="NAME", help=tr("改写填报单位或落款"))
    made.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    made.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报日期"))


def _add_milestones(verb: Callable[..., argparse.ArgumentParser]) -> None:
    listed = verb("milestones", tr("事项：列出一个月的清单，办理其中几项，或写出事项（督查）台账"), month=True)
    listed.add_argument("--format", choices=("table", "json"), default="table", help=tr("输出格式"))
    listed.add_argument("--list", metavar="NAME", help=tr("只看这个清单的"))
    listed.add_argument("--unit", metavar="NAME", help=tr("只看这个单位牵头或配合的"))
    listed.add_argument("--due", action="store_true", help=tr("只看本月到期、还没有办结的"))
    listed.add_argument("--overdue", action="store_true", help=tr("只看逾期的"))
    listed.add_argument("--unfiled", action="store_true", help=tr("只看本月还没有报送的"))
    way = listed.add_mutually_exclusive_group()
    way.add_argument("--to", type=_output(".xlsx", ".pdf"), metavar="OUT.xlsx|.pdf", help=tr("写出台账"))
    way.add_argument(
        "--import", dest="ledger", type=Path, metavar="SHEET", help=tr("导入一份事项或项目台账，一步，可撤销")
    )
    way.add_argument("--act", nargs="+", metavar=tr("办理"), help=tr("先写怎样办，如 申请销号、退回，再写事项的名称"))
    listed.add_argument("--plan", action="store_true", help=tr("只列出导入会怎样改，每行一个 JSON，不写入"))
    says = tr("填入待核对的这几项（名称或位置）；all 为全部")
    listed.add_argument("--yes", nargs="+", metavar="NAME", help=says)
    listed.add_argument("--day", type=_date, metavar="YYYY-MM-DD", help=tr("办理的日期；不写时为今天"))
    listed.add_argument("--words", default="", metavar="TEXT", help=tr("办理的内容，如退回、延期的原因"))
    listed.add_argument("--paper", default="", metavar="NO", help=tr("文号"))
    listed.add_argument("--until", metavar="YYYY-MM-DD", help=tr("延期到哪一天"))
    listed.add_argument("--level", metavar="COLOUR", help=tr("督办单的颜色：蓝色、黄色、红色"))
    listed.add_argument("--reason", default="", metavar="TEXT", help=tr("对异常情况的说明，随操作保存"))
    listed.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    listed.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报日期"))


def _add_outputs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """What is issued: each follows the choices that the workbook keeps, unless the call says otherwise."""
    sheet = verb("sheet", tr("导出目标任务完成情况表；列、分组、纸张、落款按工作簿里的选择"), month=True)
    sheet.add_argument("out", type=_output(".xlsx", ".pdf"), metavar="OUT.xlsx|.pdf")
    sheet.add_argument("--columns", type=_columns, metavar=tr("列名,列名…"), help=tr("改用这些列，按所写的顺序"))
    sheet.add_argument("--group", type=_group, metavar="WAY", help=tr("改用这种分组：不分组、按报告章节、按责任单位"))
    sheet.add_argument("--paper", choices=PAPERS, help=tr("改用这种纸张"))
    others = tr("改附这几张：完成率图、各月实绩、各月完成率，或“无”")
    sheet.add_argument("--extra", type=_extra, metavar=tr("表名,表名…"), help=others)
    choice = argparse.BooleanOptionalAction
    sheet.add_argument("--counts", action=choice, help=tr("各组和表下按评价计数，或不计数"))
    sheet.add_argument("--rate-completion", action=choice, help=tr("有控制数的比率算完成情况（控制数÷实际），或空着"))
    listed = verb(
        "yearend", tr("导出年终完成情况表：原定和执行的目标、全年完成、完成没有，与上年并列，并按责任单位统计")
    )
    listed.add_argument("out", type=_output(".xlsx"), metavar="OUT.xlsx")
    listed.add_argument("--year", type=_year, required=True, metavar="YYYY", help=tr("哪一年"))
    summary = verb("summary", tr("导出月度通报；主送、落款按工作簿里的选择"), month=True)
    summary.add_argument("out", type=_output(".pdf", ".docx", ".html"), metavar="OUT.pdf|.docx|.html")
    summary.add_argument("--addressee", metavar="NAME", help=tr("改写主送"))
    says = tr("加上责任单位排名这一部分：各序列的第一名和末位")
    summary.add_argument("--ranking", action="store_true", default=None, help=says)
    gauges = verb("gauges", tr("导出完成情况仪表图；有关注的指标时只画关注的"), month=True)
    gauges.add_argument("out", type=_output(".png", ".svg", ".pdf"), metavar="OUT.png|.svg|.pdf")
    gauges.add_argument("--all", action="store_true", help=tr("画全部指标和事项"))
    gauges.add_argument("--form", choices=list(GaugeForm), type=GaugeForm, help=tr("画成仪表 dials 或条形 strips"))
    for each in (sheet, summary, gauges):
        each.add_argument("--title", metavar="TEXT", help=tr("改写标题"))
    for each in (sheet, listed, summary, gauges):
        each.add_argument("--keep", action="store_true", help=tr("在工作簿里留存一份原样"))
    for each in (sheet, listed, summary):
        each.add_argument("--issuer", metavar="NAME", help=tr("改写填报单位或落款"))
        each.add_argument("--date", dest="issued_on", type=_date, metavar="YYYY-MM-DD", help=tr("填报或成文日期"))


def parse(given: Sequence[str]) -> argparse.Namespace:
    """The call as options; `verb` is None for the window, which gets `files`. A call that cannot be met exits."""
    words = [word for word in given if word != NEW_WINDOW]
    if all(map(_names_file, words)) and not (words and _is_verb(words[0])):
        return _window(words, len(words) < len(given))
    parser, _ = _build()
    options = parser.parse_args(given)
    if options.new_window:
        parser.error(tr("{option} 只能和文件一起用", option=NEW_WINDOW))
    if options.verb == "units" and options.alias is not None and len(options.alias) < 2:
        parser.error(tr("--alias 后面先写单位，再写别名"))
    if options.verb == "targets":
        _check_targets(parser, options)
    if options.verb == "milestones":
        _check_milestones(parser, options)
    if options.verb == "projects" and (options.derive or options.accept) and (options.to or options.stages):
        parser.error(tr("--derive 和 --accept 不能和 --to、--stages 一起写"))
    if options.self_test:
        if len(options.self_test) > 2 or options.verb is not None:
            parser.error(tr("--self-test 后面是一个文件夹，最多再加一个工作簿"))
        options.verb = "self-test"
    if options.verb == "export" and options.to and options.to.suffix.lower() != f".{OPEN_FORMS[options.format]}":
        said = tr("“{text}”的扩展名应为 {endings}", text=options.to, endings=f".{OPEN_FORMS[options.format]}")
        parser.error(said)
    return options


def _check_targets(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if (options.list is None) is (options.to is None):
        parser.error(tr("写上要读的清单，或用 --to 写明导出到哪里，二者写一个"))
    if (options.adjust is None) is not (options.from_month is None):
        parser.error(tr("--adjust 和 --from 要一起写"))


def _check_milestones(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    if options.act is not None and len(options.act) < 2:
        parser.error(tr("--act 后面先写怎样办，再写事项的名称"))
    if options.ledger is None and (options.plan or options.yes):
        parser.error(tr("--plan 和 --yes 要和 --import 一起写"))


def _is_verb(word: str) -> bool:
    """Whether a word is the name of a verb; one with an ending or a folder needs no look, as at most starts."""
    return word.isidentifier() and word in _build()[1]


def _window(words: Sequence[str], new_window: bool) -> argparse.Namespace:
    """A start of the window; where none of its files is there, no window is needed to say so."""
    files = distinct(map(_path, words))
    if files and not any(map(_is_there, files)):
        _build()[0].exit(COULD_NOT, tr("找不到“{path}”，请检查文件名和所在的文件夹。", path=files[0]) + "\n")
    return argparse.Namespace(verb=None, files=files, new_window=new_window)


def _names_file(word: str) -> bool:
    """Whether a word can only mean a file, be it there or not; a misspelt verb has no ending and no folder."""
    if not word.strip() or word.startswith("-"):
        return False
    path = _path(word)
    return bool(path.suffix) or path.name != word or _is_there(path)


def _path(word: str) -> Path:
    """A word as a path from where the call was made, without quotation marks that a shell has left."""
    return Path(plain_path(word if _is_there(Path(word)) else word.strip('"'))).absolute()


def _is_there(path: Path) -> bool:
    """Whether something lies there, if only something that may not be looked at."""
    try:
        return path.exists()
    except OSError:
        return True
    except ValueError:
        return False


def run(options: argparse.Namespace, qt: QtSide) -> int:
    """Do what was asked; `qt` is asked where paper or the window is needed. Returns the exit status."""
    from zonetracker.commands.verbs import VERBS

    try:
        status = VERBS[options.verb](options, qt)
        sys.stdout.flush()
        return status
    except Refusal as refusal:
        _complain(str(refusal))
        if refusal.code in (RefusalCode.FILE_BROKEN, RefusalCode.ROW_DAMAGED):
            _complain(tr("在命令行里用 snapshots 列出备份，用 restore 恢复其中一份。"))
    except KeyboardInterrupt:
        _complain(tr("已中断。"))
    except Exception as error:
        if _reader_is_gone(error):
            _drop_output()
        else:
            _complain(_bug(error))
    return COULD_NOT


def _reader_is_gone(error: Exception) -> bool:
    """Whether nobody reads the output any more; Windows calls that an invalid argument."""
    nameless = isinstance(error, OSError) and error.filename is None
    return isinstance(error, BrokenPipeError) or (
        os.name == "nt" and nameless and getattr(error, "errno", None) == errno.EINVAL
    )


def _drop_output() -> None:
    """What is still buffered has nobody to go to; without this Python complains of it at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str) -> None:
    with contextlib.suppress(OSError):
        print(" ".join(sentence.split()), file=sys.stderr)


def _bug(error: Exception) -> str:
    from zonetracker.support.diagnostics import crash_bundle, start_log

    start_log()
    bundle = crash_bundle(error)
    if isinstance(error, OSError):
        place = error.filename or tr("文件")
        return tr("读写“{place}”时出错，请检查磁盘空间、权限，以及文件是否被别的程序占用。", place=place)
    if bundle is None:
        return tr("程序出错了，没有完成，已有数据不受影响；请重新试一次。")
    return tr("程序出错了，没有完成，已有数据不受影响；出错记录在“{path}”，请交给维护人员。", path=bundle)
