"""Any target whatever with any figures whatever is judged, by one grade, without an error, and always the same way."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from zonetracker.model.checking.checks import check_actual, check_target
from zonetracker.model.facts import Actual, Bound, Indicator, JudgeBy, Nature, Polarity, Stated, Target
from zonetracker.model.progress import progress
from zonetracker.model.rules import RuleSet
from zonetracker.model.standing import Grade, Measure, time_progress

FIGURES = (
    st.none() | st.decimals(-(10**6), 10**9, allow_nan=False, allow_infinity=False, places=2) | st.just(Decimal(0))
)
UNITS = st.sampled_from(
    [None, "亿元", "万元", "家", "%", "％", "‰", "位", "个名次", "起", "万美元", "头雁", "个百分点"]
)
BOUNDS = st.sampled_from([None, *Bound])
STATED = st.builds(Stated, FIGURES, FIGURES, UNITS, BOUNDS, FIGURES, FIGURES, BOUNDS)
INDICATORS = st.builds(
    Indicator,
    st.just(1),
    st.sampled_from(["税收收入", "单位GDP能耗", "综合排名", "死亡人数", "压减产能"]),
    UNITS,
    polarity=st.sampled_from(Polarity),
    nature=st.sampled_from(Nature),
    typed_growth=st.booleans(),
    months=st.sampled_from([tuple(range(1, 13)), (3, 6, 9, 12), (12,)]),
    curve=st.just(()) | st.tuples(*[st.decimals(0, 100, places=1)] * 12),
)
ACTUALS = st.none() | st.builds(
    Actual, st.just(1), st.just(1), st.just(2023), st.integers(1, 12), FIGURES, UNITS, FIGURES
)


@given(STATED, STATED, INDICATORS, ACTUALS, ACTUALS, ACTUALS, st.integers(1, 12), st.sampled_from(JudgeBy), FIGURES)
def test_any_target_is_judged(
    stated: Stated,
    before: Stated,
    indicator: Indicator,
    now: Actual | None,
    then: Actual | None,
    baseline: Actual | None,
    month: int,
    judge_by: JudgeBy,
    stretch: Decimal | None,
) -> None:
    targets = [Target(1, 1, 2023, stated, judge_by=judge_by, stretch=stretch), Target(2, 1, 2022, before)]
    places = {(1, 2023, month): now, (1, 2022, month): then, (1, 2022, 12): baseline}
    actuals = {key: actual for key, actual in places.items() if actual is not None}
    table = progress("测试区", 2023, month, targets, {1: indicator}, actuals, [], RuleSet())
    row = table.rows[0]
    standing = row.standing
    assert table.word(standing.grade) and sum(table.count(each) for each in table.grades) == 1
    if now is None:
        assert standing.grade is (Grade.NO_DATA if month in indicator.months else Grade.NOT_DUE)
    if standing.gap is not None:
        assert standing.completion is not None
        assert standing.gap == standing.completion - time_progress(indicator, month)
    if standing.measure in (Measure.LIMIT, Measure.RANGE, Measure.NONE):
        assert standing.gap is None
    if standing.judged_by or standing.within_tolerance:
        assert standing.grade not in (Grade.NO_DATA, Grade.NOT_DUE)
    check_target(targets[0], baseline)
    if now is not None:
        check_actual(now, indicator, targets[0], [], then)
