"""The sheet on paper: the widths of Excel, and for a printer without A3 the leaves that an office glues together."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.issuing import Group, SheetColumn, SheetOptions
from zonetracker.model.progress import Progress
from zonetracker.outputs.sheet.texts import sheet_table
from zonetracker.outputs.sheet.widths import LEAST_POINTS, MARGIN, fit, measured
from zonetracker.outputs.sheet.workbook import count_line, title
from zonetracker.paper.leaves import cut_into_leaves, leaf_plan
from zonetracker.paper.marks import MM, PaperPage
from zonetracker.paper.sheet import compose_sheet
from zonetracker.paper.typesetting import text_width

pytestmark = pytest.mark.usefixtures("qapp")
LARGE = SheetOptions(paper="A3", columns=tuple(SheetColumn), group=Group.SECTION)


@pytest.fixture(scope="module")
def known() -> Progress:
    return build(SPECIMENS * 2)


def letters(pages: list[PaperPage]) -> Counter[str]:
    return Counter("".join(run.text for page in pages for run in page.runs).replace(" ", ""))


@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_no_text_is_under_eight_points_or_beside_the_paper(known: Progress, paper: str) -> None:
    options = SheetOptions(paper=paper)
    wanted = fit(sheet_table(known, options).measured(), paper)
    pages = compose_sheet(known, options)
    runs = [run for page in pages for run in page.runs]
    assert min(run.size for run in runs) >= LEAST_POINTS and wanted.size in {run.size for run in runs}
    right = {"A4": 297 * MM, "A3": 420 * MM}[paper] - MARGIN
    assert all(run.x >= MARGIN - 0.1 and run.x + text_width(run.text, run.face, run.size) <= right + 1 for run in runs)


def test_the_printed_sheet_counts_its_lights_as_excel_does(known: Progress) -> None:
    printed = letters(compose_sheet(known, SheetOptions()))
    without = letters(compose_sheet(known, SheetOptions(counts=False)))
    assert printed - without == Counter(count_line("合计", known.rows, known)[0])


def test_columns_are_as_wide_as_in_excel(known: Progress) -> None:
    widths = fit(sheet_table(known, SheetOptions()).measured(), "A4").widths
    first = compose_sheet(known, SheetOptions())[0]
    borders = sorted({round(rule.x1, 1) for rule in first.rules if rule.x1 == rule.x2})
    assert [later - sooner for sooner, later in pairwise(borders)] == pytest.approx(list(widths), abs=0.2)


def test_every_cell_stands_on_a_leaf_and_the_first_columns_on_each(known: Progress) -> None:
    leaves = compose_sheet(known, LARGE, glued=True)
    whole = compose_sheet(known, LARGE)
    said, wanted = letters(leaves), letters(whole)
    assert not {letter for letter, count in wanted.items() if said[letter] < count}
    for leaf in leaves:
        texts = [run.text for run in leaf.runs]
        assert {"序号", "指标名称"} <= set(texts) or not leaf.rules
        assert all(run.x + text_width(run.text, run.face, run.size) > 0 and run.x < 210 * MM for run in leaf.runs)
        assert all(MARGIN - 1 <= rule.x1 <= rule.x2 <= 210 * MM - MARGIN + 1 for rule in leaf.rules)
    assert min(run.size for leaf in leaves for run in leaf.runs) >= LEAST_POINTS


def test_words_over_a_cut_meet_when_the_leaves_are_glued(known: Progress) -> None:
    """The title stands on both, as far apart as the cut of the one is from the strip of the other."""
    table = sheet_table(known, LARGE).measured()
    plan = leaf_plan(table, 2)
    assert len(plan.cuts) == 3
    first, second = compose_sheet(known, LARGE, glued=True)[:2]
    places = [next(run.x for run in leaf.runs if run.text == title(known, LARGE)) for leaf in (first, second)]
    assert places[0] - places[1] == pytest.approx(plan.cuts[1] - plan.repeated)
    rows = [{run.y: run.text for run in leaf.runs if run.x < MARGIN + plan.repeated} for leaf in (first, second)]
    assert all(rows[0][y] == text for y, text in rows[1].items() if y in rows[0] and len(text) < 30)


def test_as_many_leaves_as_it_takes_and_one_where_that_is_enough() -> None:
    wide = measured([f"第{number}栏" for number in range(60)], [["12345.67"] * 60], frozenset(range(2, 60)))
    plan = leaf_plan(wide, 2)
    assert len(plan.cuts) > 3 and plan.fitting.readable
    narrow = leaf_plan(measured(["名称", "数"], [["甲", "1"]], frozenset({1})), 1)
    assert narrow.cuts == (0.0, pytest.approx(sum(narrow.fitting.widths)))
    assert len(cut_into_leaves([PaperPage(1)], narrow)) == 1
