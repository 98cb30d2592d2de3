"""Each verb of the command line; heavy libraries are imported where a verb first needs them."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zonetracker.commands.books import opened, restore, snapshots, tell_waiting
from zonetracker.commands.enclosures import chosen_of, readable
from zonetracker.commands.statuses import COULD_NOT, DONE
from zonetracker.model.facts import Candidate, FactType, Kind, ReviewRow, ReviewStatus
from zonetracker.model.issuing import OPEN_FORMS
from zonetracker.model.progress import Progress
from zonetracker.services.bundles import Chosen, OpenedBundle, imported_already, or_bundle
from zonetracker.services.importing import ReadReport, keep_report, load_file, read_enclosed, read_report
from zonetracker.services.ledger import Ledger
from zonetracker.services.overview import progress_of
from zonetracker.services.qt_side import QtSide
from zonetracker.support.columns import aligned
from zonetracker.support.errors import Refusal, RefusalCode
from zonetracker.support.i18n import tr
from zonetracker.support.job import finish
from zonetracker.support.whereabouts import careful_place, place_words
from zonetracker.words.facts import bound_word
from zonetracker.words.fields import field_word
from zonetracker.words.findings import say_asked
from zonetracker.words.framing import clue_words, frame_words
from zonetracker.words.issuing import exported_name
from zonetracker.words.review import kind_word
from zonetracker.words.wording import range_text

if TYPE_CHECKING:
    from zonetracker.services.issuing import Issue


def extract(options: Namespace, _: QtSide) -> int:
    """Rows of a report, nothing kept."""
    from zonetracker.extraction import candidate_to_json

    if options.explain is not None:
        return _explain(options)
    report = finish(read_report(load_file(options.file), options.file.name, written=options.written))
    for warning in report.document.warnings:
        print(warning, file=sys.stderr)
    if options.format != "table":
        for row in report.candidates:
            print(json.dumps(candidate_to_json(row), ensure_ascii=False))
    else:
        print(_candidate_table(report.candidates))
    return 0


def _explain(options: Namespace) -> int:
    """Why each figure of a report is a row or none."""
    from zonetracker.services.explaining import explain_file, explained_json, explained_text

    explanation = finish(explain_file(load_file(options.file), options.file.name, written=options.written))
    if options.format == "jsonl":
        for said in explained_json(explanation, options.explain):
            print(json.dumps(said, ensure_ascii=False))
    else:
        print("\n".join(explained_text(explanation, options.explain)))
    return DONE


def _candidate_table(candidates: tuple[Candidate, ...]) -> str:
    fields = ("kind", "year", "name", "value", "unit", "bound", "growth", "deadline", "confidence")
    heads = tuple(map(field_word, fields))
    return aligned([heads, *map(_candidate_line, candidates)], right=frozenset({3, 6, 8}))


def _candidate_line(row: Candidate) -> tuple[str, ...]:
    stated = row.stated
    value, growth = range_text(stated.value, stated.value_high), range_text(stated.growth, stated.growth_high)
    bound = bound_word(stated.bound) or bound_word(stated.growth_bound)
    year = "" if row.year is None else str(row.year)
    kind = kind_word(row.kind, row.type, row.stretch)
    return (kind, year, row.name, value, stated.unit or "", bound, growth, row.deadline or "", str(row.confidence))


def new(options: Namespace, _: QtSide) -> int:
    """A new workbook: empty, or equal to the one of which everything was exported."""
    if options.source is not None:
        from zonetracker.services.openforms import new_from_job

        finish(new_from_job(options.source, options.book))
        print(tr("已由 {source} 新建 {path}", source=options.source, path=options.book))
        return 0
    Ledger.create(options.book, options.zone).close()
    print(tr("已新建 {path}（{zone}）", path=options.book, zone=options.zone))
    return 0


def import_(options: Namespace, _: QtSide) -> int:
    """Reports into a workbook, each one undoable step; --accept confirms at once."""
    status = DONE
    with opened(options.book, writing=True) as ledger:
        for report in _reports(options, ledger):
            for warning in report.document.warnings:
                print(warning, file=sys.stderr)
            if not report.frame.certain:
                print(_doubt(report), file=sys.stderr)
            kept = keep_report(ledger, report)
            rows = ledger.rows(kept.ids["report"][0])
            print(tr("已导入“{name}”：{counts}", name=report.name, counts=_counts(rows)))
            if kept.asked:
                print(tr("没有收入：{said}", said=say_asked(kept.asked)), file=sys.stderr)
                status = COULD_NOT
            if options.accept and _accept(ledger, rows, options.accept == "all", options.reason or "") != DONE:
                status = COULD_NOT
    return status


def _reports(options: Namespace, ledger: Ledger) -> list[ReadReport]:
    """The reports of a call, those that are chosen of a mail or an archive among them."""
    learned, reports = ledger.learned_names(), list[ReadReport]()
    for path in options.reports:
        data = load_file(path)
        read = finish(or_bundle(read_report(data, path.name, learned, options.written), data, path.name))
        if isinstance(read, OpenedBundle):
            chosen = _not_imported(ledger, read) if options.all else chosen_of(read, options.enclosure)
            reports += [finish(read_enclosed(one, learned, options.written)) for one in chosen]
        else:
            reports.append(read)
    return reports


def _not_imported(ledger: Ledger, bundle: OpenedBundle) -> list[Chosen]:
    """All that can be read of a bundle, but for what was imported before; of two files that are the same the first."""
    before = imported_already(ledger, bundle)
    for name in before.values():
        print(tr("已导入过，略过：{name}", name=name), file=sys.stderr)
    fresh = dict[str, Chosen]()
    for one in readable(bundle):
        if one.enclosure.sha256 in fresh:
            print(tr("与前面的文件相同，略过：{name}", name=one.name), file=sys.stderr)
        elif one.enclosure.number not in before:
            fresh[one.enclosure.sha256] = one
    return list(fresh.values())


def _doubt(report: ReadReport) -> str:
    """That the date of a report is not certain, and what speaks for which."""
    said = frame_words(report.frame) or tr("文中没有写明")
    others = "、".join(clue_words(clue) for clue in report.frame.others)
    against = tr("；另有{others}", others=others) if others else ""
    return tr(
        "“{name}”的成文日期没有把握：{said}{against}。各行留待核对；可在窗口的报告页确定，或撤销后加 --year 再导入。",
        name=report.name,
        said=said,
        against=against,
    )


def _counts(rows: list[ReviewRow]) -> str:
    milestones = sum(row.candidate.type is FactType.MILESTONE for row in rows)
    targets = sum(row.candidate.kind is Kind.TARGET and row.candidate.type is not FactType.MILESTONE for row in rows)
    sure = sum(row.candidate.sure for row in rows)
    return tr(
        "共 {all} 行，目标 {targets}、实绩 {actuals}、事项 {milestones}；把握大的 {sure} 行，需要看的 {rest} 行",
        all=len(rows),
        targets=targets,
        actuals=len(rows) - targets - milestones,
        milestones=milestones,
        sure=sure,
        rest=len(rows) - sure,
    )


def _accept(ledger: Ledger, rows: list[ReviewRow], all_rows: bool, reason: str) -> int:
    wanted = [row.id for row in rows if row.status is ReviewStatus.OPEN and (all_rows or row.candidate.sure)]
    changed = ledger.confirm_rows(wanted, reason=reason)
    print(tr("已确认 {count} 行", count=len(wanted) - len(changed.conflicts) - len(changed.asked)))
    for conflict in changed.conflicts:
        said = ledger.row(conflict.row_id).candidate
        print(
            tr("与已有数据不一致，留待核对：{name}（{quote}）", name=said.name, quote=" ".join(said.quote.split())),
            file=sys.stderr,
        )
    return tell_waiting(changed)


def _progress(options: Namespace, ledger: Ledger) -> Progress:
    year, month = options.month
    if getattr(options, "quarter", False):
        from zonetracker.services.issuing.quarters import quarter_of

        progress = quarter_of(ledger, year, month, date.today())
    else:
        progress = progress_of(ledger, year, month, date.today())
    if not progress.rows:
        print(tr("“{name}”里还没有 {year} 年的目标。", name=options.book.name, year=progress.year), file=sys.stderr)
    return progress


def status(options: Namespace, _: QtSide) -> int:
    """The standing of every target in a month."""
    from zonetracker.outputs.status import status_rows, status_table

    with opened(options.book, writing=False) as ledger:
        progress = _progress(options, ledger)
    if options.format == "json":
        print(json.dumps(status_rows(progress), ensure_ascii=False, indent=1))
    else:
        print(status_table(progress))
    return 0


def sheet(options: Namespace, qt: QtSide) -> int:
    """The sheet as .xlsx with live formulas, or as .pdf."""
    from zonetracker.services import issuing

    def issue(ledger: Ledger, progress: Progress) -> Issue:
        named = "columns", "group", "paper", "extra", "counts", "rate_completion", "issuer", "title", "issued_on"
        chosen = replace(issuing.sheet_options(ledger), **_given(options, *named))
        if advice := issuing.paper_advice(progress, chosen):
            print(advice, file=sys.stderr)
        return issuing.issue_sheet(progress, chosen, qt.paper(), issuing.background_of(ledger, progress, chosen))

    return _issue(options, issue)


def year_end(options: Namespace, _: QtSide) -> int:
    """The closing list of a year as .xlsx."""
    from zonetracker.services import issuing

    def issue(ledger: Ledger, progress: Progress) -> Issue:
        chosen = replace(issuing.sheet_options(ledger), **_given(options, "issuer", "issued_on"))
        return issuing.issue_year_end(progress, progress_of(ledger, progress.year - 1, progress.month), chosen)

    options.month = (options.year, 12)
    return _issue(options, issue)


def summary(options: Namespace, qt: QtSide) -> int:
    """The monthly summary as .pdf, .docx or .html."""
    from zonetracker.services import issuing
    from zonetracker.services.issuing import bulletin

    def issue(ledger: Ledger, progress: Progress) -> Issue:
        given = _given(options, "addressee", "issuer", "title", "issued_on", "ranking")
        gathered = bulletin.material(ledger, progress, replace(issuing.wording(ledger), **given))
        return issuing.issue_summary(progress, bulletin.compose_bulletin(progress, gathered), qt.paper())

    return _issue(options, issue)


def gauges(options: Namespace, _: QtSide) -> int:
    """The gauges of the watched targets, or of all, as a picture."""
    from zonetracker.services import issuing

    def issue(ledger: Ledger, progress: Progress) -> Issue:
        rows, given = issuing.gauge_rows(progress, all_rows=options.all), _given(options, "form")
        return issuing.issue_gauges(
            progress, rows, options.title or "", replace(issuing.gauge_options(ledger), **given)
        )

    return _issue(options, issue)


def _given(options: Namespace, *names: str) -> dict[str, Any]:
    """What the call says; what it doesn't say stays as the workbook keeps it."""
    return {name: said for name in names if (said := getattr(options, name)) is not None}


def _issue(options: Namespace, issue: Callable[[Ledger, Progress], Issue]) -> int:
    """Write an output by the workbook's choices and the call's, and keep it as issued where that is asked for."""
    from zonetracker.services.issuing import is_kept, keep_issue

    with opened(options.book, writing=options.keep) as ledger:
        made = issue(ledger, _progress(options, ledger))
        data = made.write(options.out)
        if options.keep and not is_kept(ledger, made, options.out.name, data):
            keep_issue(ledger, made, options.out.name, data)
    return _written(options.out)


def _written(path: Path) -> int:
    print(tr("已写出 {path}", path=path))
    return 0


def check(options: Namespace, _: QtSide) -> int:
    """Whether the file, its links and its history are sound."""
    with Ledger.open(options.book) as ledger:
        problems = ledger.check()
        place = careful_place(options.book)
        told = [] if place is None else [place_words(options.book, place)]
        for said in (*ledger.notices, *told, *problems):
            print(said, file=sys.stderr)
        if problems:
            return 1
        print(tr("{name} 完好：文件结构、引用关系、操作记录、原始文件均一致。", name=options.book.name))
    return 0


def backup(options: Namespace, _: QtSide) -> int:
    """A checked copy."""
    with opened(options.book, writing=False) as ledger:
        ledger.backup(options.out)
    return _written(options.out)


def take_over(options: Namespace, _: QtSide) -> int:
    """Take the lock away that another PC has left; without its name only say who has the workbook."""
    book: Path = options.book
    left = Ledger.held_by(book)
    if left is None:
        Ledger.open(book).close()  # refuses what is no workbook
        print(tr("没有人正在使用“{name}”，不用接管。", name=book.name))
        return DONE
    if not left.may_be_gone:
        raise Refusal(
            RefusalCode.FILE_IN_USE, tr("“{name}”由{who}正在使用，请在那里关闭。", name=book.name, who=left.words)
        )
    if options.host != left.host:
        said = tr(
            "“{name}”由{who}打开着。确定那边已经关闭了它（死机、断电、停用）的，用 --from {host} 接管；"
            "接管以后那边再也存不上。",
            name=book.name,
            who=left.words,
            host=left.host,
        )
        raise Refusal(RefusalCode.FILE_IN_USE, said)
    with Ledger.open(book, take_over=left) as ledger:
        if ledger.read_only:
            raise Refusal(RefusalCode.FILE_IN_USE, "".join(ledger.notices))
        for notice in ledger.notices:
            print(notice, file=sys.stderr)
    print(tr("已从{who}接管“{name}”，现在可以修改了。", who=left.words, name=book.name))
    return DONE


def export(options: Namespace, _: QtSide) -> int:
    """Everything in the workbook in an open form; no file is replaced that was not named."""
    from zonetracker.services.openforms import export_job, taken

    book: Path = options.book
    path: Path = options.to or book.with_name(f"{exported_name(book.stem)}.{OPEN_FORMS[options.format]}")
    if options.to is None and path.exists():
        raise Refusal(RefusalCode.FILE_EXISTS, tr("“{path}”已经存在；请用 --to 写明写到哪里。", path=path))
    with opened(book, writing=False) as ledger:
        everything = taken(ledger)
    finish(export_job(everything, path, options.format))
    return _written(path)


def undo(options: Namespace, _: QtSide) -> int:
    """Take back the latest operations, all of the steps or none."""
    with opened(options.book, writing=True) as ledger:
        _refuse_beyond(options.steps, ledger.steps[0], tr("可以撤销的操作只有 {there} 步，没有撤销任何一步。"))
        for _step in range(options.steps):
            operation = ledger.can_undo
            ledger.undo()
            print(tr("已撤销：{title}", title=operation.title if operation else ""))
    return 0


def redo(options: Namespace, _: QtSide) -> int:
    """Bring back what was taken back, all of the steps or none."""
    with opened(options.book, writing=True) as ledger:
        _refuse_beyond(options.steps, ledger.steps[1], tr("可以恢复的操作只有 {there} 步，没有恢复任何一步。"))
        for _step in range(options.steps):
            operation = ledger.can_redo
            ledger.redo()
            print(tr("已恢复：{title}", title=operation.title if operation else ""))
    return 0


def _refuse_beyond(steps: int, there: int, words: str) -> None:
    if steps > there > 0:
        raise Refusal(RefusalCode.STEPS_TOO_MANY, words.format(there=there))


def history(options: Namespace, _: QtSide) -> int:
    """Who did what and when, latest first."""
    with opened(options.book, writing=False) as ledger:
        lines = [(op.at[:19].replace("T", " "), op.actor, op.title, str(op.count)) for op in ledger.history()]
        print(aligned([(tr("时间"), tr("操作人"), tr("操作"), tr("改动")), *lines], right=frozenset({3})))
    return 0


def sample(options: Namespace, _: QtSide) -> int:
    """The sample workbook, built by the program from its sample reports."""
    from zonetracker.services.sample.book import build_sample_now

    build_sample_now(options.book).close()
    return _written(options.book)


def demo(options: Namespace, qt: QtSide) -> int:
    """The whole main job on the sample reports."""
    from zonetracker.commands.demo import show

    return show(options.directory, qt.paper())


def actuals(options: Namespace, qt: QtSide) -> int:
    """One month's sheet into a workbook."""
    from zonetracker.commands.actuals import actuals as enter

    return enter(options, qt)


def units(options: Namespace, qt: QtSide) -> int:
    """Responsible units, listed or registered."""
    from zonetracker.commands.units import units as show_or_register

    return show_or_register(options, qt)


def fill_in(options: Namespace, qt: QtSide) -> int:
    """Fill-in sheets of a month, out and back."""
    from zonetracker.commands.exchange.fillin import fill_in as send_or_read

    return send_or_read(options, qt)


def reporting(options: Namespace, qt: QtSide) -> int:
    """How the units report in a month."""
    from zonetracker.commands.tasks.reporting import reporting as show_or_write

    return show_or_write(options, qt)


def scores(options: Namespace, qt: QtSide) -> int:
    """The marks and totals of the units, listed, explained or written."""
    from zonetracker.commands.tasks.scores import scores as show_or_write

    return show_or_write(options, qt)


def ranking(options: Namespace, qt: QtSide) -> int:
    """The places of the units, listed or written."""
    from zonetracker.commands.tasks.scores import ranking as show_or_write

    return show_or_write(options, qt)


def points(options: Namespace, qt: QtSide) -> int:
    """The points ledger, listed, written or added to."""
    from zonetracker.commands.tasks.points import points as show_or_write

    return show_or_write(options, qt)


def month(options: Namespace, qt: QtSide) -> int:
    """A month closed, opened again, or listed."""
    from zonetracker.commands.months import month as close_or_open

    return close_or_open(options, qt)


def year(options: Namespace, qt: QtSide) -> int:
    """The list of a year closed, opened again, or shown as it stands at the end."""
    from zonetracker.commands.months import year as close_or_open

    return close_or_open(options, qt)


def issue(options: Namespace, qt: QtSide) -> int:
    """A month checked and given out."""
    from zonetracker.commands.issuing import issue as check_and_issue

    return check_and_issue(options, qt)


def trace(options: Namespace, qt: QtSide) -> int:
    """Where a figure comes from."""
    from zonetracker.commands.issuing import trace_figure

    return trace_figure(options, qt)


def form(options: Namespace, qt: QtSide) -> int:
    """A superior's form filled in."""
    from zonetracker.commands.exchange.form import form as fill

    return fill(options, qt)


def targets(options: Namespace, qt: QtSide) -> int:
    """The list of a year's targets, out and back."""
    from zonetracker.commands.exchange.breakdown import breakdown as send_or_read

    return send_or_read(options, qt)


def quarter(options: Namespace, qt: QtSide) -> int:
    """The targets until the end of a quarter, listed or as 开门红表."""
    from zonetracker.commands.tasks.quarters import quarter as list_or_write

    return list_or_write(options, qt)


def projects(options: Namespace, qt: QtSide) -> int:
    """How the projects of a month stand, their sheets, and figures counted from them."""
    from zonetracker.commands.tasks.projects import projects as show_or_write

    return show_or_write(options, qt)


def milestones(options: Namespace, qt: QtSide) -> int:
    """The list of milestones, what is done about one, and the list as a file."""
    from zonetracker.commands.tasks.milestones import milestones as show_or_write

    return show_or_write(options, qt)


def self_test(options: Namespace, qt: QtSide) -> int:
    """Whether this installed copy works, a line a check."""
    from zonetracker.commands.selftest import examine

    book = Path(options.self_test[1]) if len(options.self_test) > 1 else None
    return examine(Path(options.self_test[0]), book, qt)


VERBS: dict[str, Callable[[Namespace, QtSide], int]] = {
    "extract": extract,
    "new": new,
    "import": import_,
    "actuals": actuals,
    "units": units,
    "fillin": fill_in,
    "reporting": reporting,
    "points": points,
    "scores": scores,
    "ranking": ranking,
    "month": month,
    "issue": issue,
    "trace": trace,
    "year": year,
    "form": form,
    "targets": targets,
    "projects": projects,
    "quarter": quarter,
    "milestones": milestones,
    "status": status,
    "sheet": sheet,
    "yearend": year_end,
    "summary": summary,
    "gauges": gauges,
    "check": check,
    "backup": backup,
    "takeover": take_over,
    "snapshots": snapshots,
    "restore": restore,
    "export": export,
    "undo": undo,
    "redo": redo,
    "history": history,
    "sample": sample,
    "demo": demo,
    "self-test": self_test,
}
