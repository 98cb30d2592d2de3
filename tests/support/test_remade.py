"""Things are made anew only where a fact is another one."""

from zonetracker.support.remade import Remade


def test_only_what_has_other_facts_is_made_again() -> None:
    made: list[tuple[str, int]] = []

    def make(name: str, number: int) -> list[object]:
        made.append((name, number))
        return [name, number]

    remade = Remade(make)
    first = remade([(1, ("甲", 1)), (2, ("乙", 2))])
    again = remade([(2, ("乙", 2)), (1, ("甲", 3))])
    assert again == [["乙", 2], ["甲", 3]]
    assert again[0] is first[1] and made == [("甲", 1), ("乙", 2), ("甲", 3)]


def test_what_is_not_wanted_is_forgotten() -> None:
    remade = Remade(lambda number: [number])
    (first,) = remade([("a", (1,))])
    assert remade([]) == []
    (later,) = remade([("a", (1,))])
    assert later == first and later is not first
