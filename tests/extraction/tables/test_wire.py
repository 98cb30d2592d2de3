"""Tables leave the fenced child as they were read."""

from tests.extraction.tables.grids import grid
from zonetracker.extraction.tables.reader import read_tables
from zonetracker.extraction.tables.wire import tables_from_json, tables_to_json


def test_tables_and_grids_come_back_as_they_were() -> None:
    grids = (
        grid("2023年9月", "指标|目标|本月|同比|累计|同比", "税收|9|1|5|8|4", "出口|8|2|6|7|3", merges=((0, 0, 0, 5),)),
    )
    tables = read_tables(grids)
    assert tables and tables_from_json(tables_to_json(grids, tables)) == (grids, tables)
