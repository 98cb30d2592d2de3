"""What a clerk does on the page of milestones: moves, filings, nodes, evidence, a pasted table; and of points."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from tests.ui.hand import Hand
from zonetracker.model.changes import NodeChange
from zonetracker.model.facts import TaskKind
from zonetracker.ui.parts.table.view import RecordTable
from zonetracker.ui.scores.points_view import POINTS

Act = Callable[[Hand], None]


def acting(number: int, **texts: str) -> Act:
    """Enter on a milestone, the form filled in."""

    def act(hand: Hand) -> None:
        hand.press(hand.go("milestones", number).table, Qt.Key.Key_Return)
        hand.fill(**texts)

    return act


def fields(number: int, **texts: str) -> Act:
    """Alt+Enter on a milestone."""

    def act(hand: Hand) -> None:
        table = hand.go("milestones", number).table
        table.setFocus()
        hand.qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
        hand.fill(**texts)

    return act


def by_key(number: int, key: Qt.Key, **texts: str) -> Act:
    """Ctrl and a letter on a milestone."""

    def act(hand: Hand) -> None:
        hand.press(hand.go("milestones", number).table, key, control=True)
        hand.fill(**texts)

    return act


def new_node(number: int, **texts: str) -> Act:
    def act(hand: Hand) -> None:
        hand.press(hand.go("milestones", number).list.detail.nodes, Qt.Key.Key_Insert)
        hand.fill(**texts)

    return act


def node_cell(number: int, node: int, column: str, text: str) -> Act:
    return lambda hand: hand.cell(hand.go("milestones", number).list.detail.nodes, node, column, text)


def pasted(text: str) -> Act:
    """A copied table taken in."""

    def act(hand: Hand) -> None:
        QGuiApplication.clipboard().setText(text)
        hand.go("milestones").paste.trigger()
        hand.fill()

    return act


def nodes_of_two(hand: Hand) -> list[int]:
    """Two nodes without dates."""
    return list(hand.ledger.add_nodes(1, [NodeChange("立项"), NodeChange("招标")]).ids["node"])


def node_down(hand: Hand) -> None:
    first, _ = nodes_of_two(hand)
    nodes = hand.go("milestones", 1).list.detail.nodes
    nodes.go_to(first)
    nodes.setFocus()
    hand.qtbot.keyClick(nodes, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)


def node_gone(hand: Hand) -> None:
    first, _ = nodes_of_two(hand)
    nodes = hand.go("milestones", 1).list.detail.nodes
    nodes.go_to(first)
    hand.press(nodes, Qt.Key.Key_Delete)


def evidence_gone(hand: Hand) -> None:
    for paper in ("云建5号", "云建6号"):
        hand.ledger.add_evidence(TaskKind.MILESTONE, 1, "批复", paper_no=paper)
    evidence = hand.go("milestones", 1).list.detail.evidence
    evidence.go_to(1)
    hand.press(evidence, Qt.Key.Key_Delete)


def _points(hand: Hand) -> RecordTable:
    """The points ledger on what was entered by hand."""
    table: RecordTable = hand.go("units", POINTS).views.currentWidget().table
    table.go_to(1)
    return table


def points_made(**texts: str) -> Act:
    """Ins in the points ledger."""

    def act(hand: Hand) -> None:
        hand.press(_points(hand), Qt.Key.Key_Insert)
        hand.fill(**texts)

    return act


def points_changed(**texts: str) -> Act:
    """F2 on points that were entered by hand."""

    def act(hand: Hand) -> None:
        hand.press(_points(hand), Qt.Key.Key_F2)
        hand.fill(**texts)

    return act


def points_gone(hand: Hand) -> None:
    hand.press(_points(hand), Qt.Key.Key_Delete)
