"""How many pages the summary takes: one to three, however many targets there are and however they stand."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.outputs.specimens import SPECIMENS, build
from zonetracker.model.issuing import Wording
from zonetracker.model.progress import Progress
from zonetracker.model.standing import Grade
from zonetracker.outputs.summary.composing import compose
from zonetracker.paper.compose import compose_pages

WORDS = Wording(addressee="各有关单位", issuer="示范区管理委员会办公室", issued_on="2023-10-12")
REASON = "项目前期手续办理较慢，要素保障不到位，施工单位进场推迟，下一步倒排工期，加快推进，确保完成全年任务"


def in_every_way(count: int, month: int) -> Iterator[Progress]:
    """As figures come, with every target far behind, and before anything is entered."""
    specimens = (SPECIMENS * (count // len(SPECIMENS) + 1))[:count]
    yield build(specimens, month)
    yield all_behind(build(specimens, month))
    yield build([(*row[:10], None, None, None) for row in specimens], month)


def all_behind(progress: Progress) -> Progress:
    grade = Grade.MISSED if progress.year_end else Grade.LATE
    rows = tuple(
        replace(row, standing=replace(row.standing, grade=grade, level_grade=Grade.LATE), problem=REASON)
        for row in progress.rows
    )
    return replace(progress, rows=rows)


@pytest.mark.parametrize("count", [1, 25, 70, 300])
@pytest.mark.parametrize("month", [1, 2, 3, 6, 9, 12])
@pytest.mark.usefixtures("qapp")
def test_one_to_three_pages(count: int, month: int) -> None:
    for progress in in_every_way(count, month):
        summary = replace(compose(progress, WORDS), annex=None)
        assert 1 <= len(compose_pages(summary)) <= 3
