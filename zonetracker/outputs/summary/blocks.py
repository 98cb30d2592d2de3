"""The blocks of a summary, the same for screen, paper, HTML and .docx; all text is clean and each is one paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: level 1 is 一、 (黑体), level 2 is （一） (楷体)."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text, its first line set in by two letters.

    `key` is the name under which a clerk may have written it himself; "" for one that is not to be edited.
    """

    text: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class SummaryTable:
    """A table; `numeric` are the columns that hold figures and stand at the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Note:
    """A remark on rounding, date or source, after the text; `key` as of a paragraph."""

    text: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """附件：, with the name of the annex, after the text and above the signature."""

    text: str


@dataclass(frozen=True, slots=True)
class Signature:
    """A line at the right under the text: who issues it, and when."""

    text: str


Block = Heading | Paragraph | SummaryTable | Note | AnnexLine | Signature


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """A row of the annex's table: a part (其中) has a `depth`; a band is the one cell of a group's head."""

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
class Edited:
    """A paragraph that the clerk wrote himself: his words, what was composed then, and what is composed now.

    `now` is empty where the summary has no such paragraph any more.
    """

    key: str
    text: str
    before: str
    now: str

    @property
    def stale(self) -> bool:
        """Whether the figures or words under it have changed since."""
        return self.before != self.now


@dataclass(frozen=True, slots=True)
class Summary:
    """The monthly summary (通报): its title, its blocks from top to bottom, and what goes with it as 附件.

    `issued_on` is an ISO date, the only date that a file made of it carries; empty where it is left open. `edited` are
    the paragraphs that stand in the clerk's own words.
    """

    title: str
    blocks: tuple[Block, ...]
    issued_on: str = ""
    annex: Annex | None = None
    edited: tuple[Edited, ...] = ()
