"""Watching a class: its rules are noted where they answer, on the place that is looked at; the class stays as it is."""

from __future__ import annotations

from zonetracker.extraction.rules import Rule, name_of, rule
from zonetracker.extraction.text.periods import Period
from zonetracker.extraction.trace import Place, Trace
from zonetracker.model.facts import Kind

FIGURE, SENTENCE = Place(3, 7), Place(0, 20, True)


class Reading:
    """Rules of every kind of answer."""

    @rule(Rule.NAME_BEFORE)
    def name(self, words: str) -> str:
        """A name, or none."""
        return words.strip()

    @staticmethod
    @rule(Rule.THRESHOLD)
    def limit(figure: int) -> bool | None:
        """Yes, no, or nothing."""
        return None if figure < 0 else figure > 10

    @rule(Rule.GOAL_ANNOUNCED)
    def goal(self, period: Period, year: int) -> Period:
        """The period as it is, or another."""
        return period if year == period.year else Period(Kind.TARGET, year)

    def plain(self) -> str:
        """No rule."""
        return "plain"


class Deeper(Reading):
    """Rules are inherited."""


def noted(trace: Trace, place: Place = FIGURE) -> list[tuple[Rule, object]]:
    return [(note.rule, note.says) for note in trace.case(place).notes]


def watched() -> tuple[Trace, Deeper]:
    trace = Trace()
    trace.about(FIGURE)
    return trace, trace.watched(Deeper)()


def test_a_rule_is_noted_where_it_answers_anything() -> None:
    trace, reading = watched()
    assert (reading.name(" 税收 "), reading.name("  "), reading.plain()) == ("税收", "", "plain")
    assert (reading.limit(-1), reading.limit(3), reading.limit(30)) == (None, False, True)
    assert noted(trace) == [(Rule.NAME_BEFORE, "税收"), (Rule.THRESHOLD, True)]


def test_a_period_that_is_left_as_it_is_says_nothing_and_another_is_known_by_its_note() -> None:
    trace, reading = watched()
    trace.about(SENTENCE)
    before = Period(Kind.ACTUAL, 2022)
    after = reading.goal(before, 2023)
    assert reading.goal(before, 2022) is before
    assert noted(trace, SENTENCE) == [(Rule.GOAL_ANNOUNCED, after)]
    origin = trace.origin(after)
    assert origin is not None and origin.looked == SENTENCE
    assert trace.origin(before) is None


def test_a_note_is_about_the_place_at_which_its_rule_began() -> None:
    class Wandering(Reading):
        """Looks elsewhere while it reads."""

        trace: Trace

        @rule(Rule.NAME_BEHIND)
        def far(self) -> str:
            """Looks at the sentence on its way."""
            self.trace.about(SENTENCE)
            return self.name("园区")

    trace = Trace()
    trace.about(FIGURE)
    assert trace.watched(Wandering)().far() == "园区"
    assert noted(trace) == [(Rule.NAME_BEHIND, "园区")]
    assert noted(trace, SENTENCE) == [(Rule.NAME_BEFORE, "园区")]


def test_the_class_itself_is_not_watched() -> None:
    trace, _ = watched()
    Deeper().name("税收")
    assert noted(trace) == []
    assert (name_of(Deeper.name), name_of(Deeper.plain)) == (Rule.NAME_BEFORE, None)
