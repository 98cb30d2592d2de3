"""Why a report gives the rows it gives, in words: of each sentence its time, of each figure what was made of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from zonetracker.extraction.explaining import Explanation, Fired, Heard, Judged
from zonetracker.extraction.fenced import Foreign, reasons_job
from zonetracker.extraction.text.periods import Period
from zonetracker.model.facts import Candidate, FactType, Report, Span
from zonetracker.model.reports.frame import Frame, Written
from zonetracker.services.importing import kept_source
from zonetracker.services.ledger import Ledger
from zonetracker.support.i18n import tr
from zonetracker.support.job import Job, Step
from zonetracker.words.framing import clue_words, frame_words
from zonetracker.words.reasons import say_reason
from zonetracker.words.review import kind_word, period_word
from zonetracker.words.rules import say_rule
from zonetracker.words.wording import goal_words, one_line

__all__ = [
    "Explanation",
    "explain_file",
    "explain_report",
    "explained_json",
    "explained_text",
    "frame_line",
    "row_lines",
    "sentence_lines",
]

_LONGEST = 60
_BRIEF = 24


def explain_file(
    data: bytes, name: str, learned: Mapping[str, str] | None = None, written: Written | None = None
) -> Job[Explanation]:
    """Read a file as for its rows, with every rule that fires written down."""
    yield Step(0, 0, tr("正在读取“{name}”", name=name))
    return (yield from reasons_job(Foreign(name, data, written=written), learned))


def explain_report(ledger: Ledger, report_id: int) -> Job[Explanation]:
    """The same for a report of the workbook, whose text stays the one that was kept."""
    return _explain_kept(ledger.report(report_id), ledger.original(report_id), ledger.learned_names())


def _explain_kept(report: Report, original: bytes, learned: Mapping[str, str]) -> Job[Explanation]:
    yield Step(0, 0, tr("正在读取“{name}”", name=report.name))
    return (yield from reasons_job(kept_source(report, original), learned))


# in words ---------------------------------------------------------------------------------------------------------


def explained_text(explanation: Explanation, words: str = "") -> Iterator[str]:
    """The frame, then every sentence in which a figure or a thing stands, or those that hold `words`."""
    yield frame_line(explanation.frame)
    for heard in explanation.sentences:
        if words in one_line(heard.words) if words else heard.judged:
            yield ""
            yield from sentence_lines(heard)


def frame_line(frame: Frame) -> str:
    """When a document was written, what it reviews and plans, why, and what speaks for another year."""
    said = frame_words(frame) or tr("看不出成文的年份")
    sure = "" if frame.certain else tr("；不确定")
    others = "、".join(clue_words(clue) for clue in frame.others)
    beside = tr("；另有 {others}", others=others) if others else ""
    return tr("这份材料：{said}{sure}{beside}", said=said, sure=sure, beside=beside)


def sentence_lines(heard: Heard) -> Iterator[str]:
    """A sentence, its time and why, and what was made of each figure in it."""
    yield tr("“{words}”", words=one_line(heard.words))
    if heard.period is not None:
        yield "  " + tr("时间：{time}", time=_time(heard))
    told: set[str] = set()
    for judged in heard.judged:
        yield from ("  " + line for line in _judged_lines(judged, told))


def _judged_lines(judged: Judged, told: set[str]) -> Iterator[str]:
    """A figure with its rows and the rules that made them, or why it is none; `told` are the rows told already."""
    dropped = judged.dropped
    if dropped is not None:
        yield tr("{words}：不成行，{why}", words=_short(judged.words), why=_say(dropped))
        return
    for row in judged.rows:
        yield tr("{words} → {row}", words=_short(judged.words), row=_row(row))
    yield "  " + _rules(judged)
    for row in judged.rows:
        if row.id not in told:
            told.add(row.id)
            doubts = "；".join(say_reason(code) for code in row.reasons) or tr("没有可说的")
            yield "  " + tr("把握 {confidence}：{doubts}", confidence=row.confidence, doubts=doubts)


def row_lines(explanation: Explanation, span: Span) -> list[str]:
    """How the row whose figure stands at `span` was read; empty where no rule read it."""
    for heard in explanation.sentences:
        if heard.span.start <= span.start < heard.span.end:
            parts = [one for one in heard.judged if any(row.span == span for row in one.rows)]
            lines = [tr("{words}：{rules}", words=_short(one.words), rules=_rules(one)) for one in parts]
            return [tr("本句时间：{time}", time=_time(heard)), *lines] if lines and heard.period else lines
    return []


def _rules(judged: Judged) -> str:
    return "；".join(_say(fired) for fired in judged.fired)


def _time(heard: Heard) -> str:
    why = "；".join(dict.fromkeys(_say(fired) for fired in heard.time))
    return tr("{period}（{why}）", period=_period(heard.period), why=why) if heard.period else ""


def _period(period: Period) -> str:
    year = tr("{year} 年", year=period.year) if period.year is not None else tr("年份不明")
    months = tr("{first} 至 {last} 月", first=period.months[0], last=period.months[1]) if period.months else ""
    return " ".join(part for part in (year, months, kind_word(period.kind, FactType.QUANTITY)) if part)


def _say(fired: Fired) -> str:
    says = _period(fired.says) if isinstance(fired.says, Period) else one_line(fired.says)
    return say_rule(fired.rule, _short(fired.words, _BRIEF), says)


def _row(row: Candidate) -> str:
    said = goal_words(row.stated, row.stated.unit or "")
    parts = [row.name, "" if row.year is None else str(row.year), kind_word(row.kind, row.type, row.stretch), said]
    parts += [period_word(row.period) if row.period != "annual" else "", row.deadline or ""]
    return " · ".join(part for part in parts if part)


def _short(words: str, most: int = _LONGEST) -> str:
    words = one_line(words)
    return words if len(words) <= most else words[: most - 1] + "…"


def explained_json(explanation: Explanation, words: str = "") -> Iterator[dict[str, object]]:
    """Each sentence as one object, rules by their codes, places in the document's text."""
    for heard in explanation.sentences:
        if words in one_line(heard.words) if words else heard.judged:
            yield {
                "start": heard.span.start,
                "end": heard.span.end,
                "text": heard.words,
                "section": heard.section,
                "year": heard.period.year if heard.period else None,
                "kind": str(heard.period.kind) if heard.period else None,
                "time": [str(fired.rule) for fired in heard.time],
                "figures": [_judged_json(judged) for judged in heard.judged],
            }


def _judged_json(judged: Judged) -> dict[str, object]:
    fired = [
        {"rule": str(one.rule), "words": one.words, "says": one.says if isinstance(one.says, str) else ""}
        for one in judged.fired
    ]
    rows = [row.id for row in judged.rows]
    return {"start": judged.span.start, "end": judged.span.end, "text": judged.words, "rows": rows, "rules": fired}
