"""What a clerk words himself on the tab 通报: the office's texts, and paragraphs picked in the preview."""

from decimal import Decimal

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.ui.conftest import clerk
from tests.ui.made_up_book import MONTH, YEAR
from zonetracker.model.changes import ActualEntry
from zonetracker.model.issuing import Template
from zonetracker.services.issuing import wording
from zonetracker.services.issuing.bulletin import edits_of, paragraphs_of
from zonetracker.ui.outputs.page import OutputsPage
from zonetracker.ui.outputs.words.paragraphs import ParagraphsForm
from zonetracker.ui.outputs.words.templates import TemplatesForm


def lines(page: OutputsPage) -> list[str]:
    return [run.text for paper in page.summary.view.pages for run in paper.runs]


def written(page: OutputsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.summary.composed is not None and not page.desk.tasks.busy)


def texts_form(page: OutputsPage) -> TemplatesForm:
    page.summary.texts.click()
    form = clerk(page).dialog
    assert isinstance(form, TemplatesForm)
    return form


def paragraphs_form(page: OutputsPage) -> ParagraphsForm:
    form = clerk(page).dialog
    assert isinstance(form, ParagraphsForm)
    return form


def test_the_offices_texts_are_seen_as_they_will_read_and_are_kept(page: OutputsPage, qtbot: QtBot) -> None:
    form = texts_form(page)
    form.fields[Template.TITLE].setText("{区名}{时段}目标任务督查通报")
    assert "2023年1-9月目标任务督查通报" in form.preview.text()
    form.answer.click()
    written(page, qtbot)
    assert "目标任务督查通报" in "".join(lines(page)[:3])
    form = texts_form(page)
    assert form.fields[Template.TITLE].text() == "{区名}{时段}目标任务督查通报"
    form.usual.click()
    form.answer.click()
    written(page, qtbot)
    assert "主要目标任务完成情况的通报" in "".join(lines(page)[:3])


def test_braces_that_mean_nothing_keep_the_form_open(page: OutputsPage) -> None:
    form = texts_form(page)
    form.fields[Template.OPENING].setText("共{总个数}项。")
    form.answer.click()
    assert form.isVisible() and "{总个数}" in form.trouble.text()
    form.fields[Template.OPENING].setText("共{总数}项。")
    assert form.trouble.text() == ""


def test_a_double_click_opens_the_paragraph_under_the_mouse(page: OutputsPage, qtbot: QtBot) -> None:
    view = page.summary.view
    run = next(run for run in view.pages[0].runs if run.text.startswith("截至9月底"))
    point = QPoint(round(view.viewport().width() / 2), round(14 + (run.y - run.size / 3) * view.scale()))
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert paragraphs_form(page).editor.toPlainText().startswith("截至9月底，列入跟踪的目标任务共13项")


def test_enter_in_the_preview_opens_the_paragraphs(page: OutputsPage, qtbot: QtBot) -> None:
    page.summary.view.setFocus()
    qtbot.keyClick(page.summary.view, Qt.Key.Key_Return)
    form = paragraphs_form(page)
    assert form.list.count() > 5 and form.changes() == {}
    qtbot.keyClick(form.editor, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_a_paragraph_written_anew_is_printed_and_its_changed_figures_are_shown(page: OutputsPage, qtbot: QtBot) -> None:
    page.summary.title.setFocus()
    qtbot.keyClick(page.summary.title, Qt.Key.Key_F2)
    form = paragraphs_form(page)
    form.editor.setPlainText("前三季度总体平稳。")
    form.answer.click()
    written(page, qtbot)
    assert "前三季度总体平稳。" in lines(page) and page.summary.edited.text() == "改过 1 段。"
    target = next(one for one in page.desk.ledger.targets(YEAR) if one.stated.value == 3200)
    entry = ActualEntry(target.indicator_id, YEAR, MONTH, value=Decimal(1600), unit="人")
    assert page.desk.write(lambda: page.desk.ledger.set_actuals([entry], reason="更正")) is not None
    written(page, qtbot)
    assert "其中 1 段的数字已变" in page.summary.edited.text()
    page.summary.paragraphs.click()
    form = paragraphs_form(page)
    assert "此段改过；数字已变" in form.told.toPlainText() and form.editor.toPlainText() == "前三季度总体平稳。"
    form.mine.click()
    form.answer.click()
    written(page, qtbot)
    assert page.summary.edited.text() == "改过 1 段。"
    page.summary.paragraphs.click()
    form = paragraphs_form(page)
    form.now.click()
    form.answer.click()
    written(page, qtbot)
    assert not edits_of(page.desk.ledger, YEAR, MONTH) and page.summary.edited.text() == ""
    assert page.summary.composed is not None
    assert paragraphs_of(page.summary.composed[0])["opening"].startswith("截至9月底")
    page.desk.undo()
    written(page, qtbot)
    assert "前三季度总体平稳。" in lines(page)


def test_places_are_told_where_the_clerk_ticks_it_and_stay_so(page: OutputsPage, qtbot: QtBot) -> None:
    ledger = page.desk.ledger
    ledger.add_departments(list(dict.fromkeys(one.responsible for one in ledger.targets(YEAR) if one.responsible)))
    written(page, qtbot)
    assert "责任单位排名" not in "".join(lines(page))
    page.summary.ranking.click()
    written(page, qtbot)
    assert "、责任单位排名" in "".join(lines(page)) and wording(ledger).ranking
    page.summary.ranking.click()
    written(page, qtbot)
    assert "责任单位排名" not in "".join(lines(page)) and not wording(ledger).ranking
