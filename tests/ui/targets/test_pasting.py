"""A block from Excel or WPS is pasted into the list: one step, and what didn't fit is said row by row."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.known import known
from tests.ui.conftest import ClerkWindow, ScriptedAsk, clerk, level
from tests.ui.hand import Hand
from tests.ui.targets.conftest import CONTROL, OUTPUT, PART, RATE, WHOLE, Eye
from zonetracker.model.changes import TargetChange
from zonetracker.model.facts import Bound, JudgeBy, Nature
from zonetracker.ui.parts.dialogs import ReasonForm


class Telling(ScriptedAsk):
    """Keeps what is told with the lines below it."""

    def tell(self, sentence: str, more: str = "") -> None:
        self.told.append(sentence + "\n" + more)


def told(eye: Eye) -> str:
    return "\n".join(clerk(eye.page).told)


def listens(eye: Eye) -> None:
    eye.page.desk.ask = Telling(eye.page.window())


def units(eye: Eye) -> list[str]:
    return [target.responsible for target in eye.page.desk.ledger.targets(2023)]


def test_a_column_of_units_goes_in_as_one_step(eye: Eye) -> None:
    before = units(eye)
    eye.at(PART, "responsible")
    eye.paste("发改局\r\n\r\n统计局\r\n商务局、税务局\r\n")
    assert units(eye) == ["经济发展局", "发改局", "建设局", "统计局", "商务局、税务局"]
    assert eye.column("responsible") == units(eye)
    eye.page.desk.undo()
    assert units(eye) == before


def test_forty_five_units_take_less_than_ten_keys(open_window: ClerkWindow, qtbot: QtBot) -> None:
    ledger = open_window.desk.ledger
    for number in range(45):
        ledger.add_target(f"指标{number}", 2023, level("10", "亿元"))
    open_window.desk.choose_period(2023, 9)
    hand = Hand(open_window, qtbot)
    eye = Eye(hand.go("targets"), qtbot)
    hand.go("overview")
    eye.press(Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: eye.page.table.isVisible())
    while eye.page.table.currentIndex().column() != eye.page.model.column_of("responsible"):
        eye.press(Qt.Key.Key_Tab)
    eye.paste("\n".join(f"单位{number}" for number in range(45)))
    assert units(eye) == [f"单位{number}" for number in range(45)]
    assert eye.pressed - 1 < 10


def test_any_columns_that_can_be_edited(eye: Eye) -> None:
    eye.at(OUTPUT, "value")
    heads = [
        column.title
        for place, column in enumerate(eye.page.model.columns)
        if place >= eye.page.model.column_of("value") and not eye.page.table.isColumnHidden(place)
    ]
    said = {
        "年度目标": "900000万元以上",
        "目标增速%": "下降2",
        "上年实绩": "79",
        "责任单位": "统计局",
        "权重": "5",
        "奋斗目标": "95亿元",
        "评价依据": "按总量",
        "指标性质": "时点型",
        "出数月份": "3、6、9、12",
        "时限": "2023年12月",
        "所属部分": "一、主要指标",
        "备注": "按季出数",
    }
    said["奋斗目标"] = "950000"
    eye.paste("\t".join(heads) + "\n" + "\t".join(said.get(head, "") for head in heads))
    ledger = eye.page.desk.ledger
    target, indicator = ledger.target(OUTPUT), ledger.indicator(OUTPUT)
    assert (target.stated.value, target.stated.unit, target.stated.bound) == (Decimal(900000), "万元", Bound.AT_LEAST)
    assert (target.stated.growth, target.weight, target.stretch) == (Decimal(-2), Decimal(5), Decimal(950000))
    assert (target.judge_by, target.deadline, target.note) == (JudgeBy.LEVEL, "2023-12", "按季出数")
    assert (target.responsible, target.section) == ("统计局", "一、主要指标")
    assert (indicator.nature, indicator.months) == (Nature.LEVEL, (3, 6, 9, 12))
    assert known(ledger.actual(OUTPUT, 2022, 12)).value == Decimal(79)
    assert ledger.history(limit=1)[0].name == "fill_targets"


def test_what_does_not_fit_is_said_row_by_row(eye: Eye) -> None:
    listens(eye)
    eye.at(OUTPUT, "growth")
    eye.paste("十来个\t80\t相符\t统计局\n7\t\t\t税务局\n5\t\t\t商务局")
    assert told(eye) == (
        "粘贴了 4 格，有 3 处没有填：\n"
        "第 1 行：“十来个”不是增速，请写百分数，如 8、8%、-3.5、下降3.5、8-8.5。\n"
        "第 1 行“相符”：“核对”在这一行不能填。\n"
        "第 3 行“5 商务局”：清单里没有这么多行。"
    )
    assert units(eye)[3:] == ["统计局", "税务局"]
    assert eye.page.desk.ledger.target(RATE).stated.growth == Decimal(7)


def test_words_of_a_list_and_cells_beyond_the_last_column(eye: Eye) -> None:
    listens(eye)
    eye.at(WHOLE, "judge_by")
    eye.paste("按总量")
    assert "第 1 行“按总量”：“评价依据”在这一行不能填。" in told(eye)
    eye.at(OUTPUT, "judge_by")
    eye.paste("看情况")
    assert "第 1 行“看情况”：“评价依据”只能是两者取低、按总量、按增速。" in told(eye)
    eye.at(OUTPUT, "source")
    eye.paste("甲录入\t多出来的")
    assert "第 1 行“多出来的”：右边没有栏了。" in told(eye)


def test_with_names_each_line_finds_its_row(eye: Eye) -> None:
    listens(eye)
    eye.at(WHOLE, "name")
    page = eye.page
    for key in ("value", "unit", "bound", "growth", "baseline", "check"):
        page.table.hide_field(key, True)
    eye.paste(
        "指标名称\t责任单位\n服务业增加值\t发改局\n其中：工业投资\t经信局\n没有的指标\t某局\n工业投资\t某局\n\t某局"
    )
    assert units(eye) == ["经济发展局", "经信局", "建设局", "", "发改局"]
    assert told(eye).splitlines()[1:] == [
        "第 4 行“没有的指标 某局”：清单里没有这个指标。",
        "第 5 行“工业投资 某局”：这个指标前面已经有一行。",
        "第 6 行“某局”：没有指标名称。",
    ]


def test_a_figure_that_cannot_be_stays_out_and_one_that_is_odd_asks(eye: Eye, open_window: ClerkWindow) -> None:
    ledger = eye.page.desk.ledger
    eye.at(PART, "value")
    eye.paste("70\n9-1")
    form = open_window.ask.dialog
    assert isinstance(form, ReasonForm) and ledger.target(PART).stated.value == Decimal(25)
    assert open_window.ask.told == ["粘贴了 0 格，有 1 处没有填："]
    form.reason.setText("统计口径调整")
    form.accept()
    assert ledger.target(PART).stated.value == Decimal(70)


@pytest.mark.parametrize("first", ["name", "value", "growth", "responsible"])
def test_what_was_copied_here_and_is_pasted_where_it_was_changes_nothing(eye: Eye, first: str) -> None:
    ledger = eye.page.desk.ledger
    change = TargetChange(responsible="=经济发展局", note="一\n二" + "长" * 500)
    eye.page.desk.write(lambda: ledger.edit_targets([OUTPUT], change))
    eye.at(WHOLE, first)
    table, revision = eye.page.table, ledger.revision
    table.selectAll()
    left = range(eye.page.model.column_of(first))
    for column in left:
        table.hide_field(eye.page.model.columns[column].key, True)
    table.copy()
    assert "'=经济发展局" in QGuiApplication.clipboard().text()
    table.paste()
    assert ledger.revision == revision
