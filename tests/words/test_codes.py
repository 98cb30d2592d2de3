"""No code without a word, no word without a code: the one vocabulary and the modules that give the codes."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

import zonetracker
from zonetracker.extraction.rules import Rule
from zonetracker.model.checking.findings import FindingCode
from zonetracker.model.duties.due import DutyState, Lack
from zonetracker.model.facts import (
    MISREAD,
    Bound,
    Derived,
    FactType,
    JudgeBy,
    Kind,
    Mark,
    Nature,
    Polarity,
    ReviewStatus,
    WarningLevel,
)
from zonetracker.model.issuing import ExtraSheet, Group, IssuedKind, SheetColumn
from zonetracker.model.milestones.derivations import ProposalState
from zonetracker.model.milestones.states import MilestoneState
from zonetracker.model.milestones.summary import StageGroup
from zonetracker.model.planning import FigureDoubt
from zonetracker.model.reports.frame import Genre, Source
from zonetracker.model.rules import DEFAULT_WORDS
from zonetracker.model.scoring.completion import NoScore
from zonetracker.model.scoring.marks import ScoreHint
from zonetracker.model.scoring.ranking import BoardList, Excluded
from zonetracker.model.scoring.rules import (
    Against,
    IfMissing,
    PartOf,
    ProjectBasis,
    RankedBy,
    RuleKind,
    ScoreBasis,
    ScoreUse,
    TieBreaker,
    TieStyle,
    VetoEffect,
)
from zonetracker.model.standing import Grade
from zonetracker.support.errors import RefusalCode
from zonetracker.support.seeds import seed_rows
from zonetracker.words.facts import bound_word, judge_by_words, nature_words, polarity_words
from zonetracker.words.findings import finding_words
from zonetracker.words.framing import genre_words, source_words
from zonetracker.words.issuing import column_head, extra_word, group_word, issued_word
from zonetracker.words.milestones.deriving import derived_word, proposal_state_word
from zonetracker.words.milestones.projects import ProjectColumn, group_of_stages, project_head
from zonetracker.words.reasons import reason_words
from zonetracker.words.review import kind_word, mark_word, status_word, type_word
from zonetracker.words.rules import rule_words, say_rule
from zonetracker.words.scores.choices import (
    against_words,
    basis_words,
    board_list_words,
    excluded_words,
    hint_words,
    if_missing_words,
    no_score_words,
    part_of_words,
    project_basis_words,
    ranked_by_words,
    rule_kind_meanings,
    rule_kind_words,
    tie_breaker_words,
    tie_style_words,
    use_words,
    veto_words,
)
from zonetracker.words.standing import (
    duty_word,
    grade_meaning,
    lack_word,
    state_word,
    warning_word,
    word_meaning,
)
from zonetracker.words.titles import titles

PACKAGE = Path(zonetracker.__file__).parent


def calls(rooms: Iterable[str], *names: str) -> Iterator[str]:
    """The first argument of every call of these names, where it is written out, and each branch of a choice."""
    for room in rooms:
        for path in sorted((PACKAGE / room).rglob("*.py")) if (PACKAGE / room).is_dir() else [PACKAGE / room]:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and node.args and called(node) in names:
                    yield from texts(node.args[0])


def called(node: ast.Call) -> str:
    return str(getattr(node.func, "attr", getattr(node.func, "id", "")))


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
        yield str(node.values[0].value)


def literals(room: str) -> set[str]:
    """Every text written out in a room, up to its colon."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (PACKAGE / room).rglob("*.py"))
    constants = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {node.value.partition(":")[0] for node in constants if isinstance(node.value, str)}


def members(enum: str, *rooms: str) -> set[str]:
    """The members of an enum that are named in these rooms."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for room in rooms for path in (PACKAGE / room).rglob("*.py"))
    named = (node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Attribute))
    return {node.attr for node in named if isinstance(node.value, ast.Name) and node.value.id == enum}


def test_every_reason_has_a_word_and_every_word_its_reason() -> None:
    given = {code.partition(":")[0] for code in calls(["extraction"], "doubt")}
    assert len(given) > 30
    weighed = {row["reason"] for row in seed_rows("confidence.csv") if row["reason"] and ">=" not in row["reason"]}
    of_tables = {str(FigureDoubt[name]) for name in members("FigureDoubt", "extraction")}
    assert (given | weighed | of_tables) - set(reason_words()) == set()
    assert set(reason_words()) - literals("extraction") - literals("services") - of_tables == {MISREAD}


def test_every_rule_of_reading_has_words_and_all_words_their_rule() -> None:
    assert set(rule_words()) == set(Rule)
    assert len(set(rule_words().values())) == len(rule_words())
    assert say_rule(Rule.TIME_SAID, "6月底前", "") == "时间词“6月底前”"
    assert say_rule(Rule.NAME_BEFORE, "80亿元", "{税收}") == "名称在数字前面：“{税收}”"


def test_what_a_document_is_and_where_its_date_was_found_has_words() -> None:
    assert set(genre_words()) == set(Genre)
    assert set(source_words()) == set(Source)


def test_every_finding_has_a_word_and_every_word_its_finding() -> None:
    assert set(finding_words()) == set(FindingCode)
    assert {code.name for code in FindingCode} - members("FindingCode", "model", "services") == set()


def test_every_code_of_a_refusal_is_raised_somewhere() -> None:
    made = {RefusalCode.CHILD_FAILED.name}  # from what the fenced child answers
    assert {code.name for code in RefusalCode} - members("RefusalCode", ".") == made


FORMER = {"file_problem"}
"""What older programs did: their histories still tell of it."""


def test_every_operation_has_a_title_and_every_title_its_operation() -> None:
    done = set(calls(["services/ledger", "storage/database.py"], "operation", "_edit", "_turn", "_edit_targets"))
    known = {name.partition(".")[0] for name in titles()}
    assert done - known == set()
    assert known - done - literals("services") - literals("storage") == FORMER


WORDED: Mapping[str, tuple[Iterable[str], Callable[[str], str]]] = {
    "kinds": (list(Kind), lambda code: kind_word(Kind(code), FactType.QUANTITY)),
    "types": (list(FactType), lambda code: type_word(FactType(code))),
    "marks": (list(Mark), lambda code: mark_word(Mark(code))),
    "statuses": (list(ReviewStatus), lambda code: status_word(ReviewStatus(code))),
    "polarities": (list(Polarity), lambda code: polarity_words()[Polarity(code)]),
    "natures": (list(Nature), lambda code: nature_words()[Nature(code)]),
    "ways to judge": (list(JudgeBy), lambda code: judge_by_words()[JudgeBy(code)]),
    "bounds": ([bound for bound in Bound if bound is not Bound.EXACT], lambda code: bound_word(Bound(code))),
    "issued": (list(IssuedKind), issued_word),
    "groups": (list(Group), lambda code: group_word(Group(code))),
    "words of a rule set": (list(DEFAULT_WORDS), word_meaning),
    "extra sheets": (list(ExtraSheet), lambda code: extra_word(ExtraSheet(code))),
    "grades": ([grade.name for grade in Grade], lambda code: grade_meaning(Grade[code])),
    "states": (list(MilestoneState), lambda code: state_word(MilestoneState(code))),
    "notes": (list(WarningLevel), lambda code: warning_word(WarningLevel(code))),
    "duties": (list(DutyState), lambda code: duty_word(DutyState(code))),
    "lacks": (list(Lack), lambda code: lack_word(Lack(code))),
    "sources": (list(Source), lambda code: source_words()[Source(code)]),
    "genres": (list(Genre), lambda code: genre_words()[Genre(code)]),
    "columns of projects": (list(ProjectColumn), lambda code: project_head(ProjectColumn(code), 9)),
    "counted of projects": (list(Derived), lambda code: derived_word(Derived(code))),
    "proposals": (list(ProposalState), lambda code: proposal_state_word(ProposalState(code))),
    "groups of stages": (list(StageGroup), lambda code: group_of_stages(StageGroup(code))),
    "score rules": (list(RuleKind), lambda code: rule_kind_words()[RuleKind(code)]),
    "uses of score rules": (list(ScoreUse), lambda code: use_words()[ScoreUse(code)]),
    "scores of projects": (list(ProjectBasis), lambda code: project_basis_words()[ProjectBasis(code)]),
    "against what": (list(Against), lambda code: against_words()[Against(code)]),
    "level and growth": (list(ScoreBasis), lambda code: basis_words()[ScoreBasis(code)]),
    "vetoes": (list(VetoEffect), lambda code: veto_words()[VetoEffect(code)]),
    "parts of a total": (list(PartOf), lambda code: part_of_words()[PartOf(code)]),
    "shared places": (list(TieStyle), lambda code: tie_style_words()[TieStyle(code)]),
    "tie breakers": (list(TieBreaker), lambda code: tie_breaker_words()[TieBreaker(code)]),
    "ranked by": (list(RankedBy), lambda code: ranked_by_words()[RankedBy(code)]),
    "lists of a board": (list(BoardList), lambda code: board_list_words()[BoardList(code)]),
    "no place": (list(Excluded), lambda code: excluded_words()[Excluded(code)]),
    "no score": (list(NoScore), lambda code: no_score_words()[NoScore(code)]),
    "hints of scores": (list(ScoreHint), lambda code: hint_words()[ScoreHint(code)]),
    "meanings of score rules": (list(RuleKind), lambda code: rule_kind_meanings()[RuleKind(code)]),
    "missing figures": (list(IfMissing), lambda code: if_missing_words()[IfMissing(code)]),
    "columns": (list(SheetColumn), lambda code: column_head(SheetColumn(code), 9)),
}


@pytest.mark.parametrize("name", WORDED)
def test_every_code_of_a_fact_has_a_word_of_its_own(name: str) -> None:
    codes, word = WORDED[name]
    words = [word(code) for code in codes]
    assert all(words) and len(set(words)) == len(words)
    assert not {str(code) for code in codes} & set(words)


CODES = {
    node.name
    for path in (PACKAGE / "model").rglob("*.py")
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Enum") for base in node.bases)
}
"""The names of the model's enums."""


def is_code(node: ast.expr | None) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in CODES


def is_worded(tree: ast.AST) -> bool:
    """Whether a Chinese text is written out somewhere in it."""
    constants = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return any("\u4e00" <= letter <= "\u9fff" for text in constants if isinstance(text, str) for letter in text)


def test_what_a_code_is_called_is_said_in_words_alone() -> None:
    """No table of codes and Chinese words elsewhere, but for what extraction reads; no code is such a word itself."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Dict) and room not in ("words", "extraction"):
                pairs = zip(node.keys, node.values, strict=True)
                sides = [(one, other) for pair in pairs for one, other in (pair, pair[::-1])]
                if any(is_code(code) and word is not None and is_worded(word) for code, word in sides):
                    found.append((path.name, node.lineno))
            if isinstance(node, ast.ClassDef) and node.name in CODES:
                values = (part.value for part in node.body if isinstance(part, ast.Assign))
                found += [(path.name, value.lineno) for value in values if is_worded(value)]
    assert len(CODES) > 15 and found == []
