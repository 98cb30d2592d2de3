"""The table of promises counts what tests say, a broken promise fails its test, and a control that holds does too."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from tests.trust.promises import BY_NUMBER, PROMISES, Counts, rounds_of, table

HERE = Path(__file__).parent


def registered(tree: ast.AST) -> Iterator[str]:
    """The promises that the tests of a module say something of."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "promise" and node.args:
            number = node.args[0]
            if isinstance(number, ast.Constant) and isinstance(number.value, str):
                yield number.value


def test_every_promise_has_a_test() -> None:
    modules = [path for path in HERE.rglob("test_*.py") if path.name != Path(__file__).name]
    found = {number for path in modules for number in registered(ast.parse(path.read_text("utf-8")))}
    assert found == BY_NUMBER.keys()


class Reported:
    """A test as far as the counts know one."""

    def __init__(self) -> None:
        self.user_properties: list[tuple[str, object]] = []

    def counts(self) -> Counts:
        return Counts(cast(pytest.Item, self))


def test_all_promises_have_their_numbers() -> None:
    assert [promise.number for promise in PROMISES] == [f"R{number}" for number in range(1, 22)]
    assert len(BY_NUMBER) == len({promise.words for promise in PROMISES}) == 21


def test_the_table_sums_what_several_tests_tried() -> None:
    one, other = Reported(), Reported()
    one.counts().promise("R6", tried=40, bad=0)
    other.counts().promise("R6", tried=2, bad=0)
    other.counts().control("R6", "no snapshots", failed=3, of=4, at_least=3)
    with pytest.raises(AssertionError, match="R8 broken in 1 of 1000 trials\nbyte 7"):
        other.counts().promise("R8", tried=1000, bad=["byte 7"])
    lines = table([*one.user_properties, *other.user_properties])
    assert [line.split()[:3] for line in lines[1:4]] == [
        ["R6", "42", "0"],
        ["control:", "3", "of"],
        ["R8", "1,000", "1"],
    ]
    assert lines[4].startswith("not tried in this run: R1, R2,") and "R6" not in lines[4]


def test_a_control_that_does_not_fail_fails_its_test() -> None:
    test = Reported()
    with pytest.raises(AssertionError, match="only 2 of 10 failed with synchronous=OFF"):
        test.counts().control("R2", "synchronous=OFF", failed=2, of=10, at_least=3)
    assert table(test.user_properties)[1].startswith("R2")


def test_nothing_tried_is_no_promise_kept() -> None:
    with pytest.raises(AssertionError, match="not tried"):
        Reported().counts().promise("R1", tried=0, bad=0)
    with pytest.raises(AssertionError, match="no promise R99"):
        Reported().counts().promise("R99", tried=1, bad=0)


def test_a_run_without_attacks_shows_no_table() -> None:
    assert table([("cpu_seconds", 1.5)]) == []


def test_the_long_form_has_the_large_numbers() -> None:
    assert rounds_of("R8", "", False) < rounds_of("R8", "", True) == 400
    assert rounds_of("R8", "pages", True) == 100
