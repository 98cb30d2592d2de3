"""Fit the second opinion and the confidence of rows to labelled documents, and write their seeds.

    python tools/fit_doubt.py SCORE.py GOLD:TEXTS[:apart]… [--times FOLDER…] [--seen FILE] [--keep FILE]
                              [--right SHARE] [--write]

SCORE.py is the scorer of the evaluation standard; each GOLD:TEXTS is a folder of labels and one of texts. A set marked
`apart` is judged by what was fitted without the whole of it, every other document by what was fitted without a quarter
of its like. How it works, and when to run it, stands in docs/how-to/fit-the-doubt.md.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from labelled import Figure, Labelled, load_scorer, read_set, read_times
from optimise import Floats, minimised, points_of

from zonetracker.extraction.judging.confidence import Backing, backings, forbidden, in_parts
from zonetracker.extraction.judging.evidence import NEARS, WIDTH, Grounds, Scale, Weights, column
from zonetracker.model.facts import SURE, Kind
from zonetracker.support.paths import seed_folder

RIDGE = 6.0
POINT_RIDGES = {"time": 2.0, "row": 1.0}
FEWEST = 3
FOLDS = 4
TUNED = 0.5
"""What a row of a document counts on which the rules were mended, beside one that was read at first sight."""
PRAISE = frozenset({"name_known", "name_learned", "name_measured", "name_headed", "subject_known"})
BY_SHARE = frozenset({"time_disputed", "time_open"})
"""Reasons that follow from the share, which is another in each fit."""
THRESHOLD = float(np.log(float(SURE) / (1 - float(SURE))))
Reasons = frozenset[str]
Points = dict[str, dict[str, float]]


@dataclass(frozen=True)
class Judged:
    """A row with its reasons and its backing; `time` is None where no label stands at its place."""

    set: str
    document: str
    reasons: Reasons
    backing: Backing | None
    time: bool | None
    rest: bool
    weight: float

    @property
    def right(self) -> bool:
        return self.rest and self.time is True

    @cached_property
    def parts(self) -> tuple[Reasons, Reasons]:
        """What its points are given for: of its year and kind, and of its name and figure."""
        return in_parts(self.reasons, self.backing)


# the second opinion ---------------------------------------------------------------------------------------------------


def common(sets: Iterable[Iterable[str]]) -> list[str]:
    """What is found in FEWEST documents and more."""
    count = Counter(each for found in sets for each in found)
    return sorted(each for each, times in count.items() if times >= FEWEST)


def fit_evidence(documents: Sequence[Labelled]) -> Weights:
    """Weights under which the labels' kinds and years are likely."""
    heard = [[figure for figure in document.figures if _teaches(figure)] for document in documents]
    evidence = [figure.evidence for figures in heard for figure in figures if figure.evidence is not None]
    cue_names = common({cue for figure in figures for cue in _held(figure).cues} for figures in heard)
    ways = common(
        {way for figure in figures for said in _held(figure).years.values() for way in said} for figures in heard
    )
    loss = _Loss([figure for figures in heard for figure in figures], evidence, cue_names, ways)
    by_cue, by_year = loss.split(minimised(loss, loss.size))
    return (
        {cue: _hundredths(row) for cue, row in zip(cue_names, by_cue, strict=True)},
        {way: (round(100 * row[0]), round(100 * row[1])) for way, row in zip(ways, by_year, strict=True)},
    )


def _hundredths(row: Floats) -> tuple[int, ...]:
    return tuple(round(100 * float(weight)) for weight in row)


def _held(figure: Figure) -> Grounds:
    assert figure.evidence is not None
    return figure.evidence


def _teaches(figure: Figure) -> bool:
    """Whether a figure's label is among its candidates."""
    held = figure.evidence
    return held is not None and figure.kind is not None and (figure.year is None or figure.year in held.years)


class _Loss:
    """Minus the log-likelihood of the labels, with a ridge: each cue has a weight for targets and one for each column,
    each way to say a year one weight and one for each kind."""

    def __init__(self, figures: list[Figure], evidence: list[Grounds], cue_names: list[str], ways: list[str]) -> None:
        self._shapes = [(len(cue_names), 1), (len(cue_names), WIDTH), (len(ways), 1), (len(ways), 2)]
        self.size = sum(rows * columns for rows, columns in self._shapes)
        self._cues = _table([held.cues for held in evidence], cue_names)
        years = [(at, year) for at, held in enumerate(evidence) for year in held.years]
        self._ways = _table([evidence[at].years[year] for at, year in years], ways)
        self._of = np.array([at for at, _ in years])
        self._column = np.array([column(year, evidence[at].now) for at, year in years])
        self._starts = np.flatnonzero(np.r_[True, self._of[1:] != self._of[:-1]])
        fits = [[figures[at].year in (None, year) and figures[at].kind is kind for kind in Kind] for at, year in years]
        self._fits = np.array(fits, dtype=bool)

    def split(self, weights: Floats) -> tuple[Floats, Floats]:
        """The weights as they are used: of each cue by column, of each way by kind."""
        parts, at = [], 0
        for rows, columns in self._shapes:
            parts.append(weights[at : at + rows * columns].reshape(rows, columns))
            at += rows * columns
        by_cue = parts[1].copy()
        by_cue[:, :NEARS] += parts[0]
        return by_cue, parts[2] + parts[3]

    def __call__(self, weights: Floats) -> tuple[float, Floats]:
        by_cue, by_year = self.split(weights)
        base = self._cues @ by_cue
        scores = np.column_stack([base[self._of, self._column], base[self._of, NEARS + self._column]])
        scores = scores + self._ways @ by_year
        top = np.maximum.reduceat(scores.max(axis=1), self._starts)
        odds = np.exp(scores - top[self._of][:, None])
        fitting = np.where(self._fits, odds, 0.0)
        whole = np.add.reduceat(odds.sum(axis=1), self._starts)
        part = np.add.reduceat(fitting.sum(axis=1), self._starts)
        slope = odds / whole[self._of][:, None] - fitting / part[self._of][:, None]
        spread = np.zeros(base.shape)
        np.add.at(spread, (self._of, self._column), slope[:, 0])
        np.add.at(spread, (self._of, NEARS + self._column), slope[:, 1])
        cue_slope, way_slope = self._cues.T @ spread, self._ways.T @ slope
        parts = [cue_slope[:, :NEARS].sum(axis=1), cue_slope, way_slope.sum(axis=1), way_slope]
        gradient = np.concatenate([each.ravel() for each in parts]) + RIDGE * weights
        return float(np.log(whole / part).sum() + RIDGE / 2 * (weights @ weights)), gradient


def _table(found: Sequence[Iterable[str]], names: Sequence[str]) -> Floats:
    place = {name: at for at, name in enumerate(names)}
    table = np.zeros((len(found), len(names)))
    for row, each in enumerate(found):
        table[row, [place[name] for name in each if name in place]] = 1.0
    return table


def share_out(documents: Sequence[Labelled], apart: frozenset[str], times: Sequence[Labelled]) -> None:
    """Give every figure its share by weights that were fitted without its set, or a quarter of the other documents."""
    home = [document for document in documents if document.set not in apart]
    parts = [[document for document in documents if document.set == each] for each in sorted(apart)]
    for part in [*parts, *(home[fold::FOLDS] for fold in range(FOLDS))]:
        scale = Scale(fit_evidence([*times, *(document for document in documents if document not in part)]))
        for figure in (figure for document in part for figure in document.figures):
            if figure.evidence is not None:
                figure.share = scale.opinion(figure.evidence, (figure.draft.kind, figure.draft.year)).share


# confidence -----------------------------------------------------------------------------------------------------------


def judged(document: Labelled, weight: float) -> list[Judged]:
    """The rows of a document that count, by the shares that stand at its figures."""
    held = [figure for figure in document.figures if figure.share is not None]
    by_id = dict(zip(map(id, held), backings([figure.share or 0 for figure in held]), strict=True))
    found = []
    for figure in document.figures:
        if figure.rest is not None:
            held_at = by_id.get(id(figure))
            reasons = {reason.partition(":")[0] for reason in figure.draft.reasons} - BY_SHARE
            found.append(
                Judged(document.set, document.name, frozenset(reasons), held_at, figure.time, figure.rest, weight)
            )
    return found


def fit_points(rows: Sequence[Judged]) -> Points:
    """Points for what speaks of year and kind, learned where a label stands, and for all else, learned everywhere."""
    labelled = [row for row in rows if row.time is not None]
    return {
        "time": _points(labelled, [row.parts[0] for row in labelled], [row.time is True for row in labelled], "time"),
        "row": _points(rows, [row.parts[1] for row in rows], [row.rest for row in rows], "row"),
    }


def _points(rows: Sequence[Judged], found: list[Reasons], right: list[bool], part: str) -> dict[str, float]:
    documents: dict[str, set[str]] = {}
    for row, each in zip(rows, found, strict=True):
        documents.setdefault(row.document, set()).update(each)
    names = common(documents.values())
    table = np.column_stack([np.ones(len(rows)), _table(found, names)])
    keep = [0, *(1 if name in PRAISE or ">=" in name else -1 for name in names)]
    weights = np.array([row.weight for row in rows])
    points = points_of(table, np.array(right, dtype=float), weights, keep, POINT_RIDGES[part])
    return dict(zip(["", *names], map(float, points), strict=True))


def logit(row: Judged, points: Points) -> float:
    """The log-odds that year, kind, name and figure are all right; far below nought where the row can't be sure."""
    if forbidden(row.reasons, row.backing):
        return -9.0
    share = 1.0
    for part, found in zip(("time", "row"), row.parts, strict=True):
        total = points[part][""] + sum(points[part].get(reason, 0.0) for reason in found)
        share /= 1 + float(np.exp(-total))
    return float(np.log(share / (1 - share)))


def held_out(rows: Sequence[Judged]) -> list[tuple[Judged, float]]:
    """Every row with its log-odds by points that were fitted without the whole of its set."""
    found = []
    for name in dict.fromkeys(row.set for row in rows):
        points = fit_points([row for row in rows if row.set != name])
        found += [(row, logit(row, points)) for row in rows if row.set == name]
    return found


def lowered(scored: Sequence[tuple[Judged, float]], wanted: float) -> float:
    """How far the log-odds must fall so that the sure rows of sets left out are right so often."""
    for offset in np.arange(-2.0, 5.0, 0.05):
        sure = [row.right for row, score in scored if score - offset >= THRESHOLD]
        if not sure or np.mean(sure) >= wanted:
            return float(offset)
    return 5.0


# the whole ------------------------------------------------------------------------------------------------------------


def keep(path: Path, rows: Sequence[Judged]) -> None:
    """Write rows for later fits: read at first sight, by rules that had not been mended on them."""
    with path.open("w", encoding="utf-8", newline="") as sink:
        writer = csv.writer(sink, lineterminator="\n")
        writer.writerow(["set", "document", "time", "rest", "own", "around", "whole", "reasons"])
        for row in rows:
            time = "" if row.time is None else int(row.time)
            held = row.backing
            borne = ["", "", ""] if held is None else [held.own, held.around, held.whole]
            writer.writerow([row.set, row.document, time, int(row.rest), *borne, " ".join(sorted(row.reasons))])


def kept(path: Path) -> list[Judged]:
    """The rows that `keep` wrote."""
    with path.open(encoding="utf-8", newline="") as source:
        return [
            Judged(
                line["set"],
                line["document"],
                frozenset(line["reasons"].split()),
                Backing(int(line["own"]), int(line["around"]), int(line["whole"])) if line["own"] else None,
                line["time"] == "1" if line["time"] else None,
                line["rest"] == "1",
                1.0,
            )
            for line in csv.DictReader(source)
        ]


def write(weights: Weights, points: Points, offset: float) -> None:
    """The seeds."""
    by_cue, by_year = weights
    lines: dict[str, list[Sequence[object]]] = {
        "evidence_cues.csv": [["cue", *range(WIDTH)], *([cue, *row] for cue, row in sorted(by_cue.items()))],
        "evidence_years.csv": [["said", "target", "actual"], *([way, *row] for way, row in sorted(by_year.items()))],
        "confidence.csv": [
            ["part", "reason", "points"],
            ["all", "", f"{offset:.2f}"],
            *([part, reason, f"{each:.2f}"] for part, own in points.items() for reason, each in sorted(own.items())),
        ],
    }
    for name, rows in lines.items():
        with (seed_folder() / name).open("w", encoding="utf-8", newline="") as sink:
            csv.writer(sink, lineterminator="\n").writerows(rows)


def report(title: str, scored: Sequence[tuple[Judged, float]], offset: float, wanted: dict[str, int]) -> None:
    """Print, by set, how many rows are sure and how many of them right."""
    print(title)
    for name in [*dict.fromkeys(row.set for row, _ in scored), ""]:
        own = [(row, score) for row, score in scored if name in ("", row.set)]
        sure = [row.right for row, score in own if score - offset >= THRESHOLD]
        rows = sum(wanted.get(each, 0) for each in {row.set for row, _ in own})
        share = f"{sum(sure)}/{len(sure)} right = {np.mean(sure):.3f}" if sure else "none sure"
        print(f"  {name or 'all':14} {share}, coverage {sum(sure) / max(1, rows):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("score", type=Path)
    parser.add_argument("sets", nargs="+", help="GOLD:TEXTS[:apart]")
    parser.add_argument("--times", type=Path, nargs="*", default=[], help="folders of texts with tagged figures")
    parser.add_argument("--seen", type=Path, help="rows read at first sight, as --keep wrote them")
    parser.add_argument("--keep", type=Path, help="write the rows of the sets apart here")
    parser.add_argument("--right", type=float, default=0.975, help="how many of the sure rows are to be right")
    parser.add_argument("--write", action="store_true", help="write the seeds")
    options = parser.parse_args()
    score = load_scorer(options.score)
    documents: list[Labelled] = []
    apart = set()
    for each in options.sets:
        gold, texts, *mark = each.split(":")
        found = read_set(score, Path(gold), Path(texts))
        apart |= {document.set for document in found if mark}
        documents += found
    times = [document for folder in options.times for document in read_times(folder)]
    share_out(documents, frozenset(apart), times)
    first = kept(options.seen) if options.seen else []
    now = [row for document in documents for row in judged(document, _weight(document, apart, first))]
    wanted = {
        name: sum(document.wanted for document in documents if document.set == name)
        for name in {row.set for row in now}
    }
    if options.keep:
        keep(options.keep, [row for row in now if row.set in apart])
    scored = held_out([*now, *first])
    fresh = [(row, each) for row, each in scored if row.weight == 1.0]
    offset = lowered(fresh, options.right)
    report(
        "rows as they are read now, each set by the others:", [s for s in scored if s[0] in set(now)], offset, wanted
    )
    report("rows read at first sight, each set by the others:", fresh, offset, wanted)
    if options.write:
        write(fit_evidence([*times, *documents]), fit_points([*now, *first]), offset)


def _weight(document: Labelled, apart: set[str], first: list[Judged]) -> float:
    return TUNED if first or document.set not in apart else 1.0


if __name__ == "__main__":
    main()
