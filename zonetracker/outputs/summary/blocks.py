"""The blocks of a summary, the same for screen, paper, HTML and .docx; all text is clean and each is one paragraph."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 is 一、 (黑体), level 2 is （一） (楷体)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, its first line set in by two letters."""

    text: str


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A table; `numeric` are the columns that hold figures and stand at the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on rounding, date or source, after the text."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A line at the right under the text: who issues it, and when."""

    text: str


Block = Heading | Paragraph | SummaryTable | Note | Signature


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of the annex's table: a part (其中) has a `depth`; a band heads a group, one cell over the width."""

    cells: tuple[str, ...]
    depth: int = 0
    band: bool = False


@dataclass(frozen=True, slots=True)
class Annex:
    """附件: the whole table on landscape pages of its own after the text, which names it above the signature.

    `numeric` are the columns that hold figures. `notes` stand under the table, one paragraph each: what the text has
    no room for.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[AnnexRow, ...]
    numeric: frozenset[int] = frozenset()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """The monthly summary (通报): its title, its blocks from top to bottom, and what goes with it as 附件.

    `issued_on` is an ISO date, the only date that a file made of it carries; empty where it is left open.
    """

    title: str
    blocks: tuple[Block, ...]
    issued_on: str = ""
    annex: Annex | None = None
