"""催报单: the letters by which units are asked for what they owe, one page a unit, as a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zonetracker.model.duties.chasing import lacking
from zonetracker.model.duties.due import UnitDuty
from zonetracker.model.issuing import Wording
from zonetracker.outputs.summary.blocks import Block, Paragraph, Signature, Summary, SummaryTable
from zonetracker.outputs.summary.document import docx_pages
from zonetracker.support.i18n import tr
from zonetracker.words.duties.reporting import LIST_PLACE, chase_text, day_words, lacks_words
from zonetracker.words.wording import date_words, one_line

_LIST = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where the table stands in the text, which nobody types."""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one unit is asked: its duties, and what stands for the braces of the office's text."""

    unit: UnitDuty
    values: Mapping[str, str]


def build_chases(letters: Sequence[Letter], template: str, wording: Wording, title: str) -> bytes:
    """The bytes of the document; `template` is the office's text, `wording` says who signs and the date."""
    return docx_pages([_page(one, template, wording, title) for one in letters])


def _page(letter: Letter, template: str, wording: Wording, title: str) -> Summary:
    text = chase_text(template, {**letter.values, LIST_PLACE: _LIST})
    signed = (one_line(wording.issuer), date_words(one_line(wording.issued_on)))
    signature = [Signature(said) for said in signed if said]
    return Summary(title, (*_blocks(text, letter.unit), *signature), wording.issued_on)


def _blocks(text: str, unit: UnitDuty) -> Iterator[Block]:
    for line in text.splitlines():
        before, listed, after = line.partition(_LIST)
        yield from (Paragraph(one_line(before)),) if before.strip() else ()
        yield from (_table(unit),) if listed else ()
        yield from (Paragraph(one_line(after)),) if after.strip() else ()


def _table(unit: UnitDuty) -> SummaryTable:
    missing = lacking(unit)
    rows = tuple(
        (str(number), one_line(duty.task.name), lacks_words(duty), _due(duty.due))
        for number, duty in enumerate(missing, 1)
    )
    return SummaryTable((tr("序号"), tr("指标或事项"), tr("缺什么"), tr("报送时限")), rows, frozenset({0}))


def _due(day: date | None) -> str:
    return "" if day is None else day_words(day)
